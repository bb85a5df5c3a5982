package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// addSingles draws the elements of a scope that are missing beside others that
// are drawn: events on their hosts, flow nodes behind what leads to them, data
// and annotations beside what they belong to. Data and annotations that belong
// to nothing stay hidden: tools leave such things behind.
func (m *filler) addSingles(scope, plane bpmn.Element) {
	var todo []bpmn.Element
	for _, c := range scope.Children() {
		if isDrawn(c) && !isConnection(c.Kind()) && anyDI(c).IsZero() && !m.framesMembers(c) {
			todo = append(todo, c)
		}
	}
	if len(todo) == 0 {
		return
	}
	b := &beside{filler: m, plane: plane}
	for _, c := range scope.Children() {
		if s := ShapeOn(c, plane); !s.IsZero() && c.Kind() != bpmn.Group {
			b.taken = append(b.taken, s.Bounds())
		}
	}
	for len(todo) > 0 {
		var rest []bpmn.Element
		for _, el := range todo {
			if r, ok := b.place(el); ok {
				b.add(el, r)
			} else {
				rest = append(rest, el)
			}
		}
		if len(rest) == len(todo) { // nothing is connected to what is drawn
			if rest[0].Kind().IsFlowNode() {
				b.add(rest[0], b.below(rest[0]))
			}
			rest = rest[1:]
		}
		todo = rest
	}
	b.growAround(scope)
}

// addLoose draws the annotations and groups of a collaboration that are
// missing.
func (m *filler) addLoose(scope, plane bpmn.Element) { m.addSingles(scope, plane) }

// beside finds places beside what is drawn.
type beside struct {
	*filler
	plane bpmn.Element
	taken []geom.Rect
	box   geom.Rect // around what was added
}

func (b *beside) add(el bpmn.Element, r geom.Rect) {
	if b.drawnInside(el) {
		b.taken = append(b.taken, b.addShape(el, b.plane, r, true).Bounds())
		b.box = b.box.Union(r)
		b.fillScope(el, b.plane, geom.Point{})
		return
	}
	c := b.cell(el)
	s := b.addShape(el, b.plane, r, c.inner != nil)
	b.taken = append(b.taken, s.Bounds())
	b.box = b.box.Union(s.Bounds())
	if c.inner != nil {
		b.draw(c.inner, b.plane, geom.Pt(r.X+padding, r.Y+padding))
	}
}

func (b *beside) sizeOf(el bpmn.Element) (w, h float64) {
	if el.Kind() == bpmn.TextAnnotation {
		return noteSize(el)
	}
	c := b.cell(el)
	return c.w, c.h
}

// drawnInside reports whether an element is a sub-process whose content is drawn
// while it isn't itself.
func (b *beside) drawnInside(el bpmn.Element) bool {
	return el.Kind().IsSubProcess() && b.drawnContent(el, b.plane)
}

// around returns the bounds of a sub-process around what is drawn of it.
func (b *beside) around(el bpmn.Element) geom.Rect {
	var box geom.Rect
	for _, c := range el.Children() {
		if s := ShapeOn(c, b.plane); !s.IsZero() {
			box = box.Union(s.Bounds())
		}
	}
	return box.Grown(padding).Round()
}

func (b *beside) place(el bpmn.Element) (geom.Rect, bool) {
	if b.drawnInside(el) {
		return b.around(el), true
	}
	w, h := b.sizeOf(el)
	switch k := el.Kind(); {
	case k == bpmn.BoundaryEvent:
		if host := ShapeOn(el.AttachedTo(), b.plane); !host.IsZero() {
			return b.onBorder(host.Bounds()), true
		}
	case k.Is(bpmn.ArtifactClass) || k.Is(bpmn.DataClass):
		for _, con := range el.Connections() {
			for _, end := range []bpmn.Element{con.Source(), con.Target()} {
				s := ShapeOn(end, b.plane)
				if end == el || s.IsZero() {
					continue
				}
				if k == bpmn.TextAnnotation {
					return AnnotationPlace(s.Bounds(), b.taken, w, h), true
				}
				return DataPlace(s.Bounds(), b.taken, w, h), true
			}
		}
	default:
		for _, f := range el.Incoming() {
			if s := ShapeOn(f.Source(), b.plane); !s.IsZero() {
				others := func(geom.Rect) []geom.Rect { return without(b.taken, s.Bounds()) }
				at := AppendPlace(EndOf(s), Neighbours{Others: others}, w, h, isUpright(el, b.plane))
				return geom.RectAround(at, w, h).Round(), true
			}
		}
		for _, f := range el.Outgoing() {
			if s := ShapeOn(f.Target(), b.plane); !s.IsZero() {
				r := geom.R(s.Bounds().X-appendGap-w, s.Bounds().Center().Y-h/2, w, h)
				if isUpright(el, b.plane) {
					r = geom.R(s.Bounds().Center().X-w/2, s.Bounds().Y-appendGap-h, w, h)
				}
				return b.free(r.Round()), true
			}
		}
	}
	return geom.Rect{}, false
}

func without(list []geom.Rect, r geom.Rect) []geom.Rect {
	var out []geom.Rect
	for _, x := range list {
		if x != r {
			out = append(out, x)
		}
	}
	return out
}

// free moves a place down until nothing is in the way.
func (b *beside) free(r geom.Rect) geom.Rect {
	for range 500 {
		hit := false
		for _, t := range b.taken {
			if t.Intersects(r.Grown(apart)) {
				r.Y, hit = t.Bottom()+branchGap, true
			}
		}
		if !hit {
			break
		}
	}
	return r
}

// onBorder returns a place for an event on the lower border of a host, to the
// left of those that are there.
func (b *beside) onBorder(host geom.Rect) geom.Rect {
	r := geom.RectAround(geom.Pt(host.Right()-28, host.Bottom()), 36, 36)
	for range 50 {
		hit := false
		for _, t := range b.taken {
			hit = hit || t != host && t.Intersects(r.Grown(-2))
		}
		if !hit || r.X-borderStep < host.X-18 {
			break
		}
		r.X -= borderStep
	}
	return r.Round()
}

// below returns a place under everything of the scope, for what is connected
// to nothing.
func (b *beside) below(el bpmn.Element) geom.Rect {
	w, h := b.sizeOf(el)
	var box geom.Rect
	for _, t := range b.taken {
		box = box.Union(t)
	}
	if box == (geom.Rect{}) {
		box = planeBox(b.plane)
	}
	return geom.R(box.X, math.Ceil((box.Bottom()+rowGap)/grid)*grid, w, h)
}

// growAround makes the containers of a scope large enough for what was added.
func (b *beside) growAround(scope bpmn.Element) {
	s := ShapeOn(scope, b.plane)
	if scope.Kind() == bpmn.Process {
		s = ShapeOn(scope.Participant(), b.plane)
	}
	if !s.IsZero() && b.box != (geom.Rect{}) {
		b.grow(s, b.box.Grown(padding/2))
	}
}

// fillEdges draws the connections of a scope, and of what is in it, whose ends
// are drawn on a plane.
func (m *filler) fillEdges(scope, plane bpmn.Element) {
	rooms := ObstaclesOf(scope, plane)
	for _, c := range scope.Children() {
		switch k := c.Kind(); {
		case k == bpmn.SequenceFlow || k == bpmn.MessageFlow || k == bpmn.Association:
			m.addEdge(c, plane, rooms)
		case k.IsFlowNode():
			for _, a := range c.Children() {
				if ak := a.Kind(); ak == bpmn.DataInputAssociation || ak == bpmn.DataOutputAssociation {
					m.addEdge(a, plane, rooms)
				}
			}
			if k.IsSubProcess() && !ShapeOn(c, plane).IsZero() {
				m.fillEdges(c, plane)
			}
		}
	}
}

func (m *filler) addEdge(con, plane bpmn.Element, rooms *Obstacles) {
	if con.ID() == "" || !anyDI(con).IsZero() || m.leftOut(con, plane) {
		return
	}
	route, ok := m.routeOf(con, plane, rooms)
	if ok {
		m.tx.AddEdge(plane, con, route)
	}
}

// For so many message flows of a model a way around shapes is searched, and for
// so many one that lies on no other flow: a search takes some milliseconds.
const (
	mostAround = 200
	mostApart  = 40
)

// routeOf lays a connection around what lies in its scope.
func (m *filler) routeOf(con, plane bpmn.Element, rooms *Obstacles) (geom.Polyline, bool) {
	from, ok1 := endFor(con.Source(), plane)
	to, ok2 := endFor(con.Target(), plane)
	if !ok1 || !ok2 {
		return nil, false
	}
	style := Straight
	opt := Options{Vertical: isUpright(con.Source(), plane)}
	switch {
	case con.Kind() == bpmn.SequenceFlow || isCompensation(con):
		style = Orthogonal
		opt.Snap, opt.Obstacles = true, rooms.Between(from.Bounds, to.Bounds, from.Host)
		opt.Lines = m.linesBeside(con, plane)
	case con.Kind() == bpmn.MessageFlow:
		style = Crossing
		if m.across == nil {
			m.across = map[bpmn.Element]*Obstacles{}
		}
		if m.across[plane] == nil {
			m.across[plane] = ObstaclesAcross(plane)
		}
		if m.messages++; m.messages <= mostAround {
			opt.Obstacles = m.across[plane].BetweenPools(from, to)
		}
		if m.messages <= mostApart {
			opt.Lines = m.linesBeside(con, plane)
		}
	}
	return Route(style, from, to, opt), true
}

// linesBeside returns the flows that were laid already and that a connection
// should not lie on: those at its ends, and in a small scope all.
func (m *filler) linesBeside(con, plane bpmn.Element) []Line {
	const small = 120 // flows of a scope that are all looked at
	var out []Line
	seen := map[bpmn.Element]bool{con: true}
	add := func(other bpmn.Element) {
		if k := other.Kind(); seen[other] || k != bpmn.SequenceFlow && k != bpmn.MessageFlow || m.unlaid[other] {
			return
		}
		seen[other] = true
		if pts := EdgeOn(other, plane).Waypoints(); len(pts) >= 2 {
			// A message flow must not even begin on a sequence flow.
			alike := con.Kind() != bpmn.MessageFlow || other.Kind() == bpmn.MessageFlow
			out = append(out, Line{Route: pts, SameStart: alike && other.Source() == con.Source(), SameEnd: alike && other.Target() == con.Target()})
		}
	}
	for _, end := range []bpmn.Element{con.Source(), con.Target()} {
		for _, other := range end.Connections() {
			add(other)
		}
	}
	if m.flows == nil {
		m.flows = map[bpmn.Element][]bpmn.Element{}
	}
	scopes := []bpmn.Element{con.Parent()}
	if con.Kind() == bpmn.MessageFlow {
		scopes = append(scopes, con.Source().Scope(), con.Target().Scope())
	}
	for _, scope := range scopes {
		list, known := m.flows[scope]
		if !known {
			list = append(scope.ChildrenNamed("sequenceFlow"), scope.ChildrenNamed("messageFlow")...)
			m.flows[scope] = list
		}
		if len(list) <= small {
			for _, other := range list {
				add(other)
			}
		}
	}
	return out
}

// isUpright reports whether an element lies in a vertical pool.
func isUpright(el, plane bpmn.Element) bool {
	pool := ShapeOn(el.Participant(), plane)
	return !pool.IsZero() && !pool.IsHorizontal()
}

func endFor(el, plane bpmn.Element) (End, bool) {
	if s := ShapeOn(el, plane); !s.IsZero() {
		return EndOf(s), true
	}
	if e := EdgeOn(el, plane); !e.IsZero() {
		return PointOn(e.Waypoints().At(0.5)), true
	}
	return End{}, false
}
