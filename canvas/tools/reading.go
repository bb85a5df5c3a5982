package tools

import (
	"cmp"
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/scene"
)

// Reading returns all items in the order in which a person reads them: a
// container before its content, a node before its boundary events and its
// flows, and each flow before what it leads to.
func Reading(sc *scene.Scene) []*scene.Item {
	r := newReader(sc)
	// What nothing leads to comes first, then what only circles lead to.
	order := make([]int32, len(r.places))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(i, j int32) int {
		a, b := &r.places[i], &r.places[j]
		return cmp.Or(a.rank-b.rank, cmp.Compare(a.at.Y, b.at.Y), cmp.Compare(a.at.X, b.at.X))
	})
	for _, attached := range [...]bool{false, true} { // content before what is on the border
		for _, i := range order {
			if p := &r.places[i]; p.holder >= 0 && attached == (p.it.Kind == bpmn.BoundaryEvent) {
				h := &r.places[p.holder]
				h.inside = append(h.inside, i)
			}
		}
	}
	for _, i := range order {
		if p := &r.places[i]; p.it.IsEdge() || p.holder < 0 {
			r.visit(i)
		}
	}
	for _, i := range order { // what lies in each other
		r.visit(i)
	}
	return r.list
}

// reader puts items in reading order. Items are known by their number in
// places: there may be tens of thousands, and each is looked at many times.
type reader struct {
	places []place
	list   []*scene.Item
	todo   []int32
}

// place is what a reader knows of an item.
type place struct {
	it          *scene.Item
	at          geom.Point
	rank        int   // which items reading begins with
	holder      int32 // what it lies in: pool, lane, sub-process or the host of a boundary event; -1 for nothing
	target      int32 // of a connection; -1 for nothing
	flows       []int32
	inside      []int32 // what it holds, as it is read
	led, beside bool    // a sequence flow leads to it; it is a connection beside the way that a process takes
	seen        bool
}

func newReader(sc *scene.Scene) *reader {
	items := sc.Items()
	r := &reader{places: make([]place, len(items)), list: make([]*scene.Item, 0, len(items))}
	number := make(map[bpmn.Element]int32, len(items))
	for i, it := range items {
		number[it.Element] = int32(i)
	}
	numberOf := func(e bpmn.Element) int32 {
		if i, ok := number[e]; ok && !e.IsZero() {
			return i
		}
		return -1
	}
	var containers []*scene.Item
	for i, it := range items {
		p := &r.places[i]
		*p = place{it: it, at: boxOf(it).Center(), holder: -1, target: -1}
		if it.IsContainer() {
			containers = append(containers, it)
		}
		if !it.IsEdge() {
			continue
		}
		p.target = numberOf(it.Element.Target())
		p.beside = it.Kind != bpmn.SequenceFlow
		if from := numberOf(it.Element.Source()); from >= 0 {
			r.places[from].flows = append(r.places[from].flows, int32(i))
		}
		if p.target >= 0 && !p.beside {
			r.places[p.target].led = true
		}
	}
	r.fill(sc, containers, numberOf)
	for i := range r.places {
		p := &r.places[i]
		p.rank = p.order()
		slices.SortStableFunc(p.flows, func(a, b int32) int { return truth(r.places[a].beside) - truth(r.places[b].beside) })
		if p.it.Kind == bpmn.BoundaryEvent {
			p.holder = numberOf(p.it.Element.AttachedTo())
		}
		if p.holder == int32(i) {
			p.holder = -1
		}
	}
	return r
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// order returns the rank of a place.
func (p *place) order() int {
	switch k := p.it.Kind; {
	case p.it.IsEdge():
		return 3
	case k == bpmn.StartEvent || k.Is(bpmn.ContainerClass):
		return 0
	case k.IsFlowNode() && !p.led:
		return 1
	}
	return 2
}

// fill notes of each shape which container it is drawn in: pool, lane or
// sub-process, the smallest of them.
func (r *reader) fill(sc *scene.Scene, containers []*scene.Item, numberOf func(bpmn.Element) int32) {
	slices.SortStableFunc(containers, func(a, b *scene.Item) int {
		return cmp.Compare(b.Bounds.W*b.Bounds.H, a.Bounds.W*a.Bounds.H)
	})
	for _, c := range containers {
		holder := numberOf(c.Element)
		for _, it := range sc.Touching(c.Bounds) {
			if it.IsEdge() || it == c || !c.Bounds.ContainsRect(it.Bounds) {
				continue
			}
			if i := numberOf(it.Element); i >= 0 {
				r.places[i].holder = holder
			}
		}
	}
}

// visit reads an item and all that follows from it.
func (r *reader) visit(first int32) {
	// A list of what is to be visited instead of recursion: processes may be
	// long chains.
	r.todo = append(r.todo[:0], first)
	for len(r.todo) > 0 {
		last := len(r.todo) - 1
		p := &r.places[r.todo[last]]
		r.todo = r.todo[:last]
		if p.seen {
			continue
		}
		p.seen = true
		r.list = append(r.list, p.it)
		if p.target >= 0 {
			r.todo = append(r.todo, p.target)
		}
		for _, next := range slices.Backward(p.flows) {
			r.todo = append(r.todo, next)
		}
		for _, next := range slices.Backward(p.inside) {
			r.todo = append(r.todo, next)
		}
	}
}
