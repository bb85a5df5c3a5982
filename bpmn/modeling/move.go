package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Move moves shapes and edges by delta and, when target is not zero, into
// another container. What belongs to them moves along: content, boundary
// events, labels, flows between them; other flows are laid anew. Edges without
// their shapes are moved as a whole between their ends.
func Move(tx *bpmn.Tx, elements []bpmn.Element, delta geom.Point, target bpmn.Element) error {
	if !target.IsZero() {
		if err := CanDrop(elements, target).Err(); err != nil {
			return fmt.Errorf("move: %w", err)
		}
	}
	m := newMover(elements)
	var left []vacated
	if !target.IsZero() {
		left = vacate(m.roots)
	}
	a := arrange(tx)
	var off []bpmn.Shape // boundary events that leave their host
	for _, s := range m.shapes {
		r := s.Bounds().Moved(delta)
		if host := m.staying(s); !host.IsZero() {
			at, near := AttachPoint(host.Element, r.Center())
			switch {
			case near:
			case target.IsZero():
				at = onBorder(host.Bounds(), r.Center())
			default:
				at = r.Center()
				off = append(off, s)
			}
			r = geom.RectAround(at, r.W, r.H)
		}
		a.place(s, r)
	}
	for _, e := range m.edges {
		moveEdge(tx, e, delta)
	}
	for _, s := range off {
		if err := Detach(tx, s.Element, target); err != nil {
			return err
		}
	}
	if !target.IsZero() {
		if err := rehome(tx, m, ContainerAt(target)); err != nil {
			return err
		}
		for _, s := range m.roots {
			tx.Hint(dropped, s.Element)
		}
	}
	a.finish()
	straighten(tx, left)
	return nil
}

// staying returns the host of a boundary event that moves without it.
func (m *mover) staying(s bpmn.Shape) bpmn.Shape {
	host := layout.ShapeOn(s.Semantic().AttachedTo(), s.Plane())
	if host.IsZero() || m.in[host.Element] || s.Semantic().Kind() != bpmn.BoundaryEvent {
		return bpmn.Shape{}
	}
	return host
}

// mover is the set of what moves when some elements are moved.
type mover struct {
	roots  []bpmn.Shape // what was asked for, without what lies in it
	shapes []bpmn.Shape // all shapes that move
	edges  []bpmn.Edge  // edges asked for whose ends stay
	in     map[bpmn.Element]bool
}

func newMover(elements []bpmn.Element) *mover {
	m := &mover{in: map[bpmn.Element]bool{}}
	var asked []bpmn.Shape
	chosen := map[bpmn.Element]bool{}
	for _, e := range elements {
		s := shapeOf(e)
		if s.IsZero() {
			continue
		}
		if s.Semantic().Kind() == bpmn.Lane {
			if pool := layout.ShapeOn(s.Semantic().Participant(), s.Plane()); !pool.IsZero() {
				s = pool
			}
		}
		if !chosen[s.Element] {
			chosen[s.Element] = true
			asked = append(asked, s)
		}
	}
	for _, s := range asked {
		if !liesInChosen(s, chosen) {
			m.roots = append(m.roots, s)
		}
	}
	for _, s := range m.roots {
		m.add(s)
	}
	for _, e := range elements {
		if edge := edgeOf(e); !edge.IsZero() && !m.touches(edge) {
			m.edges = append(m.edges, edge)
		}
	}
	return m
}

func liesInChosen(s bpmn.Shape, chosen map[bpmn.Element]bool) bool {
	if host := layout.ShapeOn(s.Semantic().AttachedTo(), s.Plane()); !host.IsZero() && (chosen[host.Element] || liesInChosen(host, chosen)) {
		return true
	}
	h := HolderOf(s)
	return !h.Shape.IsZero() && (chosen[h.Shape.Element] || liesInChosen(h.Shape, chosen))
}

// add adds a shape, its boundary events and its content.
func (m *mover) add(s bpmn.Shape) {
	if m.in[s.Element] {
		return
	}
	m.in[s.Element] = true
	m.shapes = append(m.shapes, s)
	el, plane := s.Semantic(), s.Plane()
	for _, b := range el.BoundaryEvents() {
		if bs := layout.ShapeOn(b, plane); !bs.IsZero() {
			m.add(bs)
		}
	}
	switch k := el.Kind(); {
	case k == bpmn.Participant:
		m.addContent(el.Ref("processRef"), plane)
	case k.IsSubProcess() && s.IsExpanded():
		m.addContent(el, plane)
	}
}

func (m *mover) addContent(scope, plane bpmn.Element) {
	for _, s := range contentOf(scope, plane) {
		m.add(s)
	}
}

// contentOf returns the shapes on a plane of what lies directly in a process or
// sub-process: flow nodes, data, artifacts, lanes, data inputs and outputs.
func contentOf(scope, plane bpmn.Element) []bpmn.Shape {
	var out []bpmn.Shape
	if scope.IsZero() {
		return nil
	}
	for c := range scope.Node().Children {
		e := bpmn.ElementOf(c)
		switch k := e.Kind(); {
		case k == bpmn.LaneSet:
			out = append(out, laneShapes(e, plane)...)
		case k.IsFlowNode() || k.Is(bpmn.DataClass) || k.Is(bpmn.ArtifactClass):
			if s := layout.ShapeOn(e, plane); !s.IsZero() {
				out = append(out, s)
			}
		case e.Tag() == "ioSpecification":
			for _, p := range e.Children() {
				if s := layout.ShapeOn(p, plane); !s.IsZero() {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func laneShapes(set, plane bpmn.Element) []bpmn.Shape {
	var out []bpmn.Shape
	for _, lane := range set.ChildrenNamed("lane") {
		if s := layout.ShapeOn(lane, plane); !s.IsZero() {
			out = append(out, s)
		}
		for _, sub := range lane.ChildrenNamed("childLaneSet") {
			out = append(out, laneShapes(sub, plane)...)
		}
	}
	return out
}

// touches reports whether an edge ends at a shape that moves.
func (m *mover) touches(e bpmn.Edge) bool {
	con, plane := e.Semantic(), e.Plane()
	return m.in[layout.ShapeOn(con.Source(), plane).Element] || m.in[layout.ShapeOn(con.Target(), plane).Element]
}

// moveEdge moves the inner points of an edge; its ends stay docked.
func moveEdge(tx *bpmn.Tx, e bpmn.Edge, delta geom.Point) {
	con, plane := e.Semantic(), e.Plane()
	from, ok1 := endOn(con.Source(), plane)
	to, ok2 := endOn(con.Target(), plane)
	old := e.Waypoints()
	if !ok1 || !ok2 || len(old) < 2 {
		setRoute(tx, e, old.Moved(delta))
		return
	}
	points := layout.Redock(old.Moved(delta), from, to)
	if !layout.Visible(points, from, to) { // a loop that was moved over its own shape
		points, _ = freshRoute(con, plane)
	}
	setRoute(tx, e, points)
}
