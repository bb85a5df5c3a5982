package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// CanBeDefault says whether a sequence flow may be its source's default.
func CanBeDefault(flow bpmn.Element) Verdict {
	f := flow.Semantic()
	src := f.Source()
	switch k := src.Kind(); {
	case f.Kind() != bpmn.SequenceFlow:
		return No("only a sequence flow can be the default")
	case k == bpmn.ExclusiveGateway, k == bpmn.InclusiveGateway, k == bpmn.ComplexGateway, k.Is(bpmn.ActivityClass):
		return Yes()
	default:
		return No(fmt.Sprintf("%s has no default flow", article(k)))
	}
}

// CanHaveCondition says whether a sequence flow may have a condition.
func CanHaveCondition(flow bpmn.Element) Verdict {
	f := flow.Semantic()
	src := f.Source()
	switch k := src.Kind(); {
	case f.Kind() != bpmn.SequenceFlow:
		return No("only a sequence flow can have a condition")
	case k == bpmn.ExclusiveGateway, k == bpmn.InclusiveGateway, k == bpmn.ComplexGateway, k.Is(bpmn.ActivityClass):
		return Yes()
	default:
		return No(fmt.Sprintf("a flow out of %s has no condition", article(k)))
	}
}

// SetDefaultFlow makes a sequence flow the default of its source, or no longer
// so. A default flow has no condition.
func SetDefaultFlow(tx *bpmn.Tx, flow bpmn.Element, on bool) error {
	f := flow.Semantic()
	if err := CanBeDefault(f).Err(); err != nil {
		return fmt.Errorf("set the default flow: %w", err)
	}
	switch src := f.Source(); {
	case on:
		tx.SetAttr(src, "default", f.ID())
		tx.Remove(f.Child("conditionExpression"))
	case f.IsDefaultFlow():
		tx.RemoveAttr(src, "default")
	}
	return nil
}

// SetCondition gives a sequence flow a condition; an empty one removes it. A
// flow with a condition is no longer the default.
func SetCondition(tx *bpmn.Tx, flow bpmn.Element, condition string) error {
	f := flow.Semantic()
	if condition == "" {
		tx.Remove(f.Child("conditionExpression"))
		return nil
	}
	if err := CanHaveCondition(f).Err(); err != nil {
		return fmt.Errorf("set a condition: %w", err)
	}
	if f.IsDefaultFlow() {
		tx.RemoveAttr(f.Source(), "default")
	}
	tx.SetText(tx.Ensure(f, bpmn.NS, "conditionExpression"), condition)
	return nil
}

// InsertOnFlow puts a flow node into a flow: the flow ends at it and a new one
// of the same kind leads on. The bends before and after the place are kept. A
// half that the rules don't allow is left out. A flow that the node had already
// from the same source or to the same target goes: it would be there twice.
func InsertOnFlow(tx *bpmn.Tx, element, flow bpmn.Element) error {
	el, f := element.Semantic(), flow.Semantic()
	if err := CanInsert(el, f).Err(); err != nil {
		return fmt.Errorf("insert %s: %w", el.Title(), err)
	}
	source, target := f.Source(), f.Target()
	intoOK, outOK := connectOneWay(source, el), connectOneWay(el, target)
	intoOK.OK = intoOK.OK && intoOK.Connection == f.Kind()
	outOK.OK = outOK.OK && outOK.Connection == f.Kind()
	if !intoOK.OK && !outOK.OK {
		return fmt.Errorf("insert %s: %s", el.Title(), intoOK.Reason)
	}
	for _, old := range duplicates(el, source, target, intoOK.OK, outOK.OK) {
		if err := Delete(tx, old); err != nil {
			return err
		}
	}
	s := shapeOf(element)
	e := edgeOf(flow)
	center := s.Bounds().Center()
	head, tail := split(e.Waypoints(), center)
	if !layout.RunsThrough(e.Waypoints(), []geom.Rect{s.Bounds()}) { // put in from elsewhere: its bends mean nothing
		head, tail = geom.Polyline{center, center}, geom.Polyline{center, center}
	}
	if intoOK.OK {
		tx.Hint(connected, f)
		tx.SetAttr(f, "targetRef", el.ID())
		if !e.IsZero() {
			setUserRoute(tx, e, head)
		}
		if outOK.OK {
			return lead(tx, f.Kind(), element, target, tail)
		}
		return nil
	}
	tx.SetAttr(f, "sourceRef", el.ID())
	if !e.IsZero() {
		setUserRoute(tx, e, tail)
	}
	return nil
}

// duplicates returns the flows of a node that is put between source and target
// which would then be there twice.
func duplicates(el, source, target bpmn.Element, into, out bool) []bpmn.Element {
	var list []bpmn.Element
	for _, f := range el.Incoming() {
		if into && f.Source() == source {
			list = append(list, f)
		}
	}
	for _, f := range el.Outgoing() {
		if out && f.Target() == target {
			list = append(list, f)
		}
	}
	return list
}

// lead connects two elements over given bends.
func lead(tx *bpmn.Tx, k bpmn.Kind, a, b bpmn.Element, route geom.Polyline) error {
	edge, err := connectAs(tx, k, a, b, nil)
	if err != nil || edge.IsZero() {
		return err
	}
	setUserRoute(tx, edge, route)
	return nil
}

// split cuts a route at the point nearest to p; a bend point near p goes.
func split(route geom.Polyline, p geom.Point) (head, tail geom.Polyline) {
	const near = 12
	q, seg, _ := route.Nearest(p)
	if seg < 0 {
		return nil, nil
	}
	before, after := seg, seg+1
	if before > 0 && route[before].Near(p, near) {
		before--
	}
	if after < len(route)-1 && route[after].Near(p, near) {
		after++
	}
	mid := p
	if p.Near(q, 1) {
		mid = q
	}
	head = append(append(geom.Polyline(nil), route[:before+1]...), mid)
	tail = append(geom.Polyline{mid}, route[after:]...)
	return head, tail
}

// setUserRoute gives an edge a route whose bends are kept where they make
// right angles with the shapes; otherwise it is laid fresh.
func setUserRoute(tx *bpmn.Tx, e bpmn.Edge, route geom.Polyline) {
	from, to, ok := edgeEndsOf(e)
	if !ok || len(route) < 2 {
		return
	}
	if len(route) == 2 {
		if fresh, ok := freshRoute(e.Semantic(), e.Plane()); ok {
			setRoute(tx, e, fresh)
		}
		return
	}
	docked := simplified(layout.Redock(route, from, to))
	if !layout.Visible(docked, from, to) {
		docked, _ = freshRoute(e.Semantic(), e.Plane())
	}
	setRoute(tx, e, docked)
}
