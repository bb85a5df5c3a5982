package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// item is an element with its place.
type item struct {
	el   bpmn.Element
	r    geom.Rect
	open bool // an expanded sub-process
}

// sheet is a layout that isn't drawn yet: what lies in a process or
// sub-process, from (0, 0) on, containers before their content.
type sheet struct {
	items []item
	w, h  float64
}

func (s *sheet) add(el bpmn.Element, r geom.Rect) { s.items = append(s.items, item{el: el, r: r}) }

// insert puts another sheet into this one.
func (s *sheet) insert(o *sheet, at geom.Point) {
	for _, i := range o.items {
		i.r = i.r.Moved(at)
		s.items = append(s.items, i)
	}
}

// planner works out sheets.
type planner struct {
	// size returns the size of an element that has one already; ok is false for
	// the default.
	size func(el bpmn.Element) (w, h float64, ok bool)
	// closed reports whether a sub-process is collapsed.
	closed func(el bpmn.Element) bool
	// skip reports whether an element is left out; nil leaves nothing out.
	skip func(el bpmn.Element) bool
	// near returns the element that something unconnected stands by; nil puts
	// it in a row below the flow.
	near func(el bpmn.Element) bpmn.Element
	// upright lays out for a vertical pool: all is planned lying, with widths and
	// heights exchanged, and turned when it is done.
	upright bool
}

func (p *planner) skips(el bpmn.Element) bool { return p.skip != nil && p.skip(el) }

// The room around content, in diagram units.
const (
	header     = 30
	padding    = 40
	dataDrop   = 50 // from an activity to its data
	noteRise   = 30 // from an element up to its annotation
	borderStep = 46 // between boundary events
)

// cell is a flow node with what hangs on it.
type cell struct {
	el       bpmn.Element
	w, h     float64
	inner    *sheet // content of an expanded sub-process
	boundary []bpmn.Element
	data     []bpmn.Element
	notes    []bpmn.Element
	upright  bool // planned lying, to be turned
}

// size brings a size to the way in which the cell is planned.
func (c *cell) size(w, h float64) (float64, float64) {
	if c.upright {
		return h, w
	}
	return w, h
}

// scope lays out what lies directly in a process or sub-process, lanes and all.
func (p *planner) scope(el bpmn.Element) *sheet {
	cells, loose := p.cells(el)
	lanes := leafLanes(el)
	g := graphOf(cells, lanes)
	bands, width := g.arrange()
	s := &sheet{}
	left := 0.0
	if len(lanes) > 0 {
		left = float64(laneDepth(el))*header + padding
	}
	for i, c := range cells {
		c.place(s, geom.Pt(left+g.nodes[i].x, g.nodes[i].y), func(at geom.Point) { s.insert(c.inner, at) })
	}
	for _, b := range bands {
		s.h += b
	}
	s.w = left + width
	p.placeLoose(s, loose, left)
	if len(lanes) > 0 {
		s.addLanes(el, bands)
	}
	return s
}

// graphOf makes the graph of cells and the flows between them.
func graphOf(cells []*cell, lanes []bpmn.Element) *graph {
	g := &graph{lanes: len(lanes)}
	index := map[bpmn.Element]int{}
	for i, c := range cells {
		g.nodes = append(g.nodes, c.node(laneIndex(lanes, c.el)))
		index[c.el] = i
		for _, b := range c.boundary {
			index[b] = i
		}
	}
	for _, c := range cells {
		for _, from := range append([]bpmn.Element{c.el}, c.boundary...) {
			for _, f := range append(from.Outgoing(), compensations(from)...) {
				if to, ok := index[f.Target()]; ok {
					g.arcs = append(g.arcs, arc{index[c.el], to, labelGap(f)})
				}
			}
		}
	}
	return g
}

// compensations returns the associations from a compensation event to the
// activity that compensates.
func compensations(event bpmn.Element) []bpmn.Element {
	if event.Kind() != bpmn.BoundaryEvent {
		return nil
	}
	var out []bpmn.Element
	for _, c := range event.Connections() {
		if isCompensation(c) {
			out = append(out, c)
		}
	}
	return out
}

func isCompensation(c bpmn.Element) bool {
	return c.Kind() == bpmn.Association && c.Source().Kind() == bpmn.BoundaryEvent && c.Target().Kind().Is(bpmn.ActivityClass)
}

// cells finds the flow nodes of a scope with what hangs on them; loose is what
// hangs on nothing.
func (p *planner) cells(scope bpmn.Element) (cells []*cell, loose []bpmn.Element) {
	byEl := map[bpmn.Element]*cell{}
	var hanging []bpmn.Element
	for _, el := range scope.Children() {
		if p.skips(el) {
			continue
		}
		switch k := el.Kind(); {
		case k == bpmn.BoundaryEvent && !el.AttachedTo().IsZero() && el.AttachedTo().Parent() == scope:
		case el.IsEventSubProcess():
			loose = append(loose, el)
		case k.IsFlowNode():
			c := p.cell(el)
			byEl[el] = c
			cells = append(cells, c)
		case k == bpmn.DataObjectReference, k == bpmn.DataStoreReference, k.Is(bpmn.ArtifactClass):
			hanging = append(hanging, el)
		case el.Tag() == "ioSpecification" && scope.Kind() == bpmn.Process:
			for _, port := range el.Children() {
				if port.Kind().Is(bpmn.DataClass) && port.ID() != "" && !p.skips(port) {
					hanging = append(hanging, port)
				}
			}
		}
	}
	for _, c := range cells {
		for _, b := range c.el.BoundaryEvents() {
			if !p.skips(b) {
				c.boundary = append(c.boundary, b)
				byEl[b] = c
			}
		}
	}
	for _, el := range hanging {
		owner := ownerOf(el, byEl, 0)
		if owner == nil && p.near != nil {
			owner = byEl[p.near(el)]
		}
		switch {
		case owner == nil:
			loose = append(loose, el)
		case el.Kind().Is(bpmn.ArtifactClass):
			owner.notes = append(owner.notes, el)
		default:
			owner.data = append(owner.data, el)
		}
	}
	return cells, loose
}

// cell measures a flow node and lays out what is in it.
func (p *planner) cell(el bpmn.Element) *cell {
	c := &cell{el: el, upright: p.upright}
	info := el.Kind().Info()
	c.w, c.h = c.size(info.W, info.H)
	if el.Kind().IsSubProcess() {
		c.w, c.h = c.size(100, 80)
		if !p.closed(el) && hasContent(el) {
			c.inner = p.scope(el)
			c.w = math.Max(160, c.inner.w+2*padding)
			c.h = math.Max(120, c.inner.h+2*padding)
		}
	}
	if w, h, ok := p.size(el); ok && c.inner == nil {
		c.w, c.h = c.size(w, h)
	}
	return c
}

// hasContent reports whether there is something to draw in a sub-process.
func hasContent(el bpmn.Element) bool {
	for _, c := range el.Children() {
		if isDrawn(c) && !isConnection(c.Kind()) {
			return true
		}
	}
	return false
}

// ownerOf finds the cell that data and annotations are put beside: that of the
// first connected flow node.
func ownerOf(el bpmn.Element, cells map[bpmn.Element]*cell, depth int) *cell {
	for _, con := range el.Connections() {
		for _, end := range []bpmn.Element{con.Source(), con.Target()} {
			if end == el {
				continue
			}
			if c := cells[end]; c != nil {
				return c
			}
			if end.Kind().Is(bpmn.ConnectionClass) {
				if c := cells[end.Source()]; c != nil {
					return c
				}
			} else if depth < 2 {
				if c := ownerOf(end, cells, depth+1); c != nil {
					return c
				}
			}
		}
	}
	return nil
}

// node returns the box that a cell needs in the graph.
func (c *cell) node(lane int) node {
	n := node{w: c.w, h: c.h, lane: lane}
	label := 0.0
	if c.el.Kind().Info().Label == bpmn.ExternalLabel {
		label = c.labelRoom(c.el.Name())
	}
	n.below = label
	if c.upright && c.el.Kind().Is(bpmn.GatewayClass) {
		n.above, n.below = label, 0 // flows leave to the right, the label stands on the left
	}
	if len(c.boundary) > 0 {
		n.below = 18
		for _, b := range c.boundary {
			n.below = math.Max(n.below, 18+c.labelRoom(b.Name()))
		}
		n.w = math.Max(n.w, float64(len(c.boundary))*borderStep+20)
	}
	if len(c.data) > 0 {
		_, deep := c.size(36, 50)
		n.below += dataDrop + deep + 20
		n.w = math.Max(n.w, float64(len(c.data))*c.dataStep())
	}
	if len(c.notes) > 0 {
		n.w = math.Max(n.w, float64(len(c.notes))*120)
		for _, t := range c.notes {
			_, h := c.size(noteSize(t))
			n.above = math.Max(n.above, noteRise+h)
		}
	}
	return n
}

// place puts a cell with its middle at a point.
func (c *cell) place(s *sheet, at geom.Point, inner func(at geom.Point)) {
	r := geom.RectAround(at, c.w, c.h).Round()
	s.items = append(s.items, item{el: c.el, r: r, open: c.inner != nil})
	if c.inner != nil {
		inner(geom.Pt(r.X+math.Round((r.W-c.inner.w)/2), r.Y+math.Round((r.H-c.inner.h)/2)))
	}
	step := borderStep + 0.0
	if n := float64(len(c.boundary)); n > 0 {
		step = math.Min(step, (c.w-20)/n)
	}
	for i, b := range c.boundary {
		s.add(b, geom.RectAround(geom.Pt(r.Right()-28-float64(len(c.boundary)-1-i)*step, r.Bottom()), 36, 36).Round())
	}
	y := r.Bottom() + dataDrop
	if len(c.boundary) > 0 {
		y += 18
	}
	for i, d := range c.data {
		w, h := c.size(d.Kind().Info().W, d.Kind().Info().H)
		x := r.Center().X + (float64(i)-float64(len(c.data)-1)/2)*c.dataStep()
		s.add(d, geom.R(x-w/2, y, w, h).Round())
	}
	for i, t := range c.notes {
		w, h := c.size(noteSize(t))
		s.add(t, geom.R(r.Center().X+10+float64(i)*120, r.Y-noteRise-h, w, h).Round())
	}
}

// placeLoose puts what hangs on nothing in a row below the flow.
func (p *planner) placeLoose(s *sheet, loose []bpmn.Element, left float64) {
	if len(loose) == 0 {
		return
	}
	x, y := left, s.h
	if s.h > 0 {
		y += rowGap
	}
	bottom, right := s.h, math.Max(s.w, left+800)
	for _, el := range loose {
		c := p.cell(el)
		if el.Kind() == bpmn.TextAnnotation {
			c.w, c.h = c.size(noteSize(el))
		}
		if x > left && x+c.w > right {
			x, y = left, bottom+rowGap
		}
		c.place(s, geom.Pt(x+c.w/2, y+c.h/2), func(at geom.Point) { s.insert(c.inner, at) })
		bottom = math.Max(bottom, y+c.h+labelHeight(el.Name()))
		s.w = math.Max(s.w, x+c.w)
		x += c.w + rowGap
	}
	s.h = bottom
}

// dataStep returns the distance between data at the same element, whose labels
// must not touch.
func (c *cell) dataStep() float64 {
	step := 70.0
	for _, d := range c.data {
		room := labelHeight(d.Name()) + 60
		if !c.upright {
			room, _ = estimate(d.Name())
			room += 12
		}
		step = math.Max(step, room)
	}
	return step
}

// labelRoom estimates the room that an external label needs across the flow:
// below a shape, beside it in vertical pools.
func (c *cell) labelRoom(name string) float64 {
	if !c.upright || strings.TrimSpace(name) == "" {
		return labelHeight(name)
	}
	w, _ := estimate(name)
	return LabelGap + w
}

// turn exchanges the axes of a sheet that was planned lying.
func (s *sheet) turn() {
	for i, it := range s.items {
		s.items[i].r = geom.R(it.r.Y, it.r.X, it.r.H, it.r.W)
	}
	s.w, s.h = s.h, s.w
}

func noteSize(el bpmn.Element) (w, h float64) {
	const perLine = 15
	return 100, math.Max(40, 14+14*math.Ceil(float64(utf8.RuneCountInString(el.Name()))/perLine))
}

// labelHeight estimates the room that an external label needs below a shape.
func labelHeight(name string) float64 {
	if strings.TrimSpace(name) == "" {
		return 0
	}
	_, h := estimate(name)
	return LabelGap + h
}

// labelGap estimates the room between columns that a flow's label needs.
func labelGap(f bpmn.Element) float64 {
	if name := f.Name(); name != "" {
		return math.Min(120, 60+6*float64(utf8.RuneCountInString(name)))
	}
	return columnGap
}
