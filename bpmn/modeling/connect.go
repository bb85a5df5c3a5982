package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Connect connects two elements by the kind of connection that the rules
// choose, lays it and returns its edge (the zero Edge when the ends have no
// shapes on one plane).
func Connect(tx *bpmn.Tx, source, target bpmn.Element) (bpmn.Edge, error) {
	v := CanConnect(source, target)
	if err := v.Err(); err != nil {
		return bpmn.Edge{}, fmt.Errorf("connect: %w", err)
	}
	if v.Reversed {
		source, target = target, source
	}
	return connectAs(tx, v.Connection, source, target, nil)
}

// connectAs makes a connection of a kind. Without a route it is laid fresh.
func connectAs(tx *bpmn.Tx, k bpmn.Kind, source, target bpmn.Element, route geom.Polyline) (bpmn.Edge, error) {
	a, b := source.Semantic(), target.Semantic()
	con := newConnection(tx, k, a, b)
	tx.Hint(connected, con)
	plane := commonPlane(source, target)
	if plane.IsZero() {
		return bpmn.Edge{}, nil
	}
	if route == nil {
		var ok bool
		if route, ok = freshRoute(con, plane); !ok {
			return bpmn.Edge{}, nil
		}
	}
	edge := tx.AddEdge(plane, con, route)
	tx.Hint(routed, edge.Element)
	return edge, nil
}

// newConnection makes the semantic element of a connection.
func newConnection(tx *bpmn.Tx, k bpmn.Kind, a, b bpmn.Element) bpmn.Element {
	attr := func(n, v string) bpmn.Attribute { return bpmn.Attribute{Name: n, Value: v} }
	id := attr("id", tx.NewID(k.Info().IDPrefix))
	switch k {
	case bpmn.DataInputAssociation:
		con := tx.Add(b, "dataInputAssociation", id)
		tx.SetText(tx.Add(con, "sourceRef"), a.ID())
		tx.SetText(tx.Add(con, "targetRef"), placeholder(tx, b).ID())
		return con
	case bpmn.DataOutputAssociation:
		con := tx.Add(a, "dataOutputAssociation", id)
		tx.SetText(tx.Add(con, "targetRef"), b.ID())
		return con
	case bpmn.Association:
		con := tx.Add(connectionParent(k, a, b), "association", id, attr("associationDirection", direction(a, b)),
			attr("sourceRef", a.ID()), attr("targetRef", b.ID()))
		return con
	}
	return tx.Add(connectionParent(k, a, b), k.Info().Tag, id, attr("sourceRef", a.ID()), attr("targetRef", b.ID()))
}

// direction is "One" for compensation and "None", said explicitly, otherwise.
func direction(a, b bpmn.Element) string {
	if isCompensation(a, b) {
		return "One"
	}
	return "None"
}

func isCompensation(a, b bpmn.Element) bool {
	return a.Kind() == bpmn.BoundaryEvent && a.Definition() == bpmn.CompensateDefinition && b.Kind().Is(bpmn.ActivityClass)
}

// connectionParent returns the element that a connection belongs in.
func connectionParent(k bpmn.Kind, a, b bpmn.Element) bpmn.Element {
	switch k {
	case bpmn.MessageFlow:
		if pool := a.Participant(); !pool.IsZero() {
			return pool.Parent()
		}
		return b.Participant().Parent()
	case bpmn.SequenceFlow:
		return a.Scope()
	}
	// An association belongs where both ends can be seen: the innermost element
	// around both.
	around := map[bpmn.Element]bool{}
	for p := artifactHome(a); !p.IsZero(); p = p.Parent() {
		around[p] = true
	}
	for p := artifactHome(b); !p.IsZero(); p = p.Parent() {
		if around[p] && (p.Kind() == bpmn.Process || p.Kind() == bpmn.Collaboration || p.Kind().IsSubProcess()) {
			return p
		}
	}
	for _, e := range []bpmn.Element{a, b} {
		if pool := e.Participant(); !pool.IsZero() {
			return pool.Parent()
		}
	}
	return artifactHome(a)
}

func artifactHome(e bpmn.Element) bpmn.Element {
	for p := e.Parent(); !p.IsZero(); p = p.Parent() {
		if k := p.Kind(); k == bpmn.Process || k == bpmn.Collaboration || k.IsSubProcess() {
			return p
		}
	}
	return bpmn.Element{}
}

// placeholderName is the name of the property that stands for an activity's
// input: BPMN wants a target inside the activity, which users never see.
const placeholderName = "__targetRef_placeholder"

func placeholder(tx *bpmn.Tx, activity bpmn.Element) bpmn.Element {
	for _, p := range activity.ChildrenNamed("property") {
		if p.Attr("name") == placeholderName {
			return p
		}
	}
	return tx.Add(activity, "property", bpmn.Attribute{Name: "id", Value: tx.NewID("Property")},
		bpmn.Attribute{Name: "name", Value: placeholderName})
}

// commonPlane returns the plane on which both ends are drawn; the plane of the
// handles given wins.
func commonPlane(a, b bpmn.Element) bpmn.Element {
	p := diOf(a).Plane()
	if !diOn(b.Semantic(), p).IsZero() {
		return p
	}
	p = diOf(b).Plane()
	if !diOn(a.Semantic(), p).IsZero() {
		return p
	}
	return bpmn.Element{}
}

// diOn returns the shape or edge of an element on a plane.
func diOn(el, plane bpmn.Element) bpmn.Element {
	if s := layout.ShapeOn(el, plane); !s.IsZero() {
		return s.Element
	}
	return layout.EdgeOn(el, plane).Element
}

// endOn returns the end that an element makes on a plane.
func endOn(el, plane bpmn.Element) (layout.End, bool) {
	di := diOn(el, plane)
	if s := di.AsShape(); !s.IsZero() {
		return layout.EndOf(s), true
	}
	if e := di.AsEdge(); !e.IsZero() {
		return layout.PointOn(e.Waypoints().At(0.5)), true
	}
	return layout.End{}, false
}

// styleOf says how a connection runs.
func styleOf(con bpmn.Element) layout.Style {
	switch con.Kind() {
	case bpmn.SequenceFlow:
		return layout.Orthogonal
	case bpmn.MessageFlow:
		return layout.Crossing
	case bpmn.Association:
		if isCompensation(con.Source(), con.Target()) {
			return layout.Orthogonal
		}
	}
	return layout.Straight
}

// Reconnect gives a connection other ends. It becomes the kind that the rules
// choose for them and keeps its id, name and bends where they still make
// sense.
func Reconnect(tx *bpmn.Tx, connection, source, target bpmn.Element) error {
	con, a, b := connection.Semantic(), source.Semantic(), target.Semantic()
	v := CanReconnect(con, a, b)
	if err := v.Err(); err != nil {
		return fmt.Errorf("reconnect %s: %w", con.Title(), err)
	}
	before := edgeEnds(con)
	tx.Hint(connected, con)
	setEnds(tx, con, v.Connection, a, b)
	for _, e := range tx.Document().EdgesOf(con) {
		from, ok1 := endOn(a, e.Plane())
		to, ok2 := endOn(b, e.Plane())
		if !ok1 || !ok2 {
			tx.Remove(e.Element)
			continue
		}
		old := e.Waypoints()
		was := before[e]
		if was[0].Bounds != from.Bounds && was[1].Bounds != to.Bounds {
			route, _ := freshRoute(con, e.Plane())
			setRoute(tx, e, route)
			continue
		}
		around := surroundings{plane: e.Plane()}
		setRoute(tx, e, around.repaired(con, old, was[0], was[1], from, to))
	}
	return nil
}

func edgeEnds(con bpmn.Element) map[bpmn.Edge][2]layout.End {
	out := map[bpmn.Edge][2]layout.End{}
	for _, e := range con.Document().EdgesOf(con) {
		from, _ := endOn(con.Source(), e.Plane())
		to, _ := endOn(con.Target(), e.Plane())
		out[e] = [2]layout.End{from, to}
	}
	return out
}

// setEnds makes a connection be of a kind and lead from a to b.
func setEnds(tx *bpmn.Tx, con bpmn.Element, k bpmn.Kind, a, b bpmn.Element) {
	if con.Kind() == k && k != bpmn.DataInputAssociation && k != bpmn.DataOutputAssociation {
		tx.SetAttr(con, "sourceRef", a.ID())
		tx.SetAttr(con, "targetRef", b.ID())
		if k != bpmn.MessageFlow {
			tx.Move(con, connectionParent(k, a, b))
		}
		if k == bpmn.Association && isCompensation(a, b) {
			tx.SetAttr(con, "associationDirection", direction(a, b))
		}
		return
	}
	convert(tx, con, k, a, b)
}

// convert turns a connection into another kind, keeping its id, its name and
// its edges.
func convert(tx *bpmn.Tx, con bpmn.Element, k bpmn.Kind, a, b bpmn.Element) {
	switch k {
	case bpmn.DataInputAssociation, bpmn.DataOutputAssociation:
		holder := b
		if k == bpmn.DataOutputAssociation {
			holder = a
		}
		for _, attr := range []string{"sourceRef", "targetRef", "associationDirection"} {
			tx.RemoveAttr(con, attr)
		}
		for _, ref := range []string{"sourceRef", "targetRef"} {
			tx.Remove(con.Child(ref))
		}
		tx.SetTag(con, k.Info().Tag)
		tx.Move(con, holder)
		if k == bpmn.DataInputAssociation {
			tx.SetText(tx.Add(con, "sourceRef"), a.ID())
			tx.SetText(tx.Add(con, "targetRef"), placeholder(tx, b).ID())
		} else {
			tx.SetText(tx.Add(con, "targetRef"), b.ID())
		}
		return
	}
	for _, child := range []string{"sourceRef", "targetRef", "conditionExpression"} {
		tx.Remove(con.Child(child))
	}
	tx.RemoveAttr(con, "associationDirection")
	tx.SetTag(con, k.Info().Tag)
	tx.SetAttr(con, "sourceRef", a.ID())
	tx.SetAttr(con, "targetRef", b.ID())
	if k == bpmn.Association {
		tx.SetAttr(con, "associationDirection", direction(a, b))
	}
	tx.Move(con, connectionParent(k, a, b))
}
