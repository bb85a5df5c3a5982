package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Morph changes an element into another variant. Id, name, documentation,
// extensions, flows and colours stay as far as the new kind allows them.
func Morph(tx *bpmn.Tx, element bpmn.Element, v Variant) error {
	el := element.Semantic()
	if err := CanMorph(element, v).Err(); err != nil {
		return fmt.Errorf("change %s: %w", el.Title(), err)
	}
	switch k := el.Kind(); {
	case k == bpmn.SequenceFlow:
		return morphFlow(tx, el, v)
	case k == bpmn.Participant:
		return morphPool(tx, shapeOf(element), v)
	case k.IsSubProcess() && v.Kind == k && v.EventSubProcess == el.IsEventSubProcess():
		if v.Collapsed {
			return Collapse(tx, element)
		}
		return Expand(tx, element)
	case k.Is(bpmn.DataClass):
		morphData(tx, el, v.Kind)
		return resizeTo(tx, el, v)
	}
	return morphNode(tx, el, v)
}

func morphFlow(tx *bpmn.Tx, el bpmn.Element, v Variant) error {
	if err := SetDefaultFlow(tx, el, v.Default); err != nil && v.Default {
		return err
	}
	if !v.Conditional {
		tx.Remove(el.Child("conditionExpression"))
		return nil
	}
	tx.Ensure(el, bpmn.NS, "conditionExpression")
	return nil
}

func morphData(tx *bpmn.Tx, el bpmn.Element, k bpmn.Kind) {
	for _, attr := range []string{"dataObjectRef", "dataStoreRef", "type", "isCollection"} {
		tx.RemoveAttr(el, attr)
	}
	tx.SetTag(el, k.Info().Tag)
	if k == bpmn.DataObjectReference {
		name := el.Name()
		shareDataObject(tx, el, el.Scope())
		if name != "" {
			tx.SetAttr(el, "name", name)
		}
	}
}

// morphNode changes events, gateways and activities.
func morphNode(tx *bpmn.Tx, el bpmn.Element, v Variant) error {
	was := VariantOf(el)
	wasExpanded := was.Kind.IsSubProcess() && !was.Collapsed
	nowExpanded := v.Kind.IsSubProcess() && !v.Collapsed
	if was.Kind.IsSubProcess() && !v.Kind.IsSubProcess() {
		if err := emptySubProcess(tx, el); err != nil {
			return err
		}
	}
	tx.SetTag(el, v.Kind.Info().Tag)
	if v.Kind.Is(bpmn.EventClass) {
		morphDefinition(tx, el, v.Definition)
		SetInterrupting(tx, el, !v.NonInterrupting)
	}
	if v.Kind.IsSubProcess() {
		if v.EventSubProcess {
			tx.SetAttr(el, "triggeredByEvent", "true")
		} else {
			tx.RemoveAttr(el, "triggeredByEvent")
		}
	}
	dropForeign(tx, el, v)
	for _, s := range tx.Document().ShapesOf(el) {
		morphShape(tx, s, v)
	}
	if !wasExpanded || !nowExpanded {
		if err := resizeTo(tx, el, v); err != nil {
			return err
		}
	}
	if v.Kind.IsSubProcess() && !was.Kind.IsSubProcess() {
		fillMorphed(tx, el, v)
	}
	return settle(tx, el)
}

// morphDefinition gives an event another definition; one of the same kind is
// kept with all that it says.
func morphDefinition(tx *bpmn.Tx, el bpmn.Element, d bpmn.Definition) {
	if el.Definition() == d {
		return
	}
	for _, def := range el.DefinitionElements() {
		if def.Parent() == el {
			tx.Remove(def)
		}
	}
	for _, ref := range el.ChildrenNamed("eventDefinitionRef") {
		tx.Remove(ref)
	}
	setDefinition(tx, el, d)
}

// morphShape gives a shape the attributes of the new kind.
func morphShape(tx *bpmn.Tx, s bpmn.Shape, v Variant) {
	switch {
	case v.Kind == bpmn.ExclusiveGateway:
		tx.SetAttr(s.Element, "isMarkerVisible", "true")
	default:
		tx.RemoveAttr(s.Element, "isMarkerVisible")
	}
	if v.Kind.IsSubProcess() {
		tx.SetAttr(s.Element, "isExpanded", boolText(!v.Collapsed))
	} else {
		tx.RemoveAttr(s.Element, "isExpanded")
	}
}

// resizeTo brings the shapes of an element to the default size of a variant
// when that differs from the one of what it was. The middle stays; what is in
// the way of a sub-process that opens gives room.
func resizeTo(tx *bpmn.Tx, el bpmn.Element, v Variant) error {
	w, h := v.Size()
	for _, s := range tx.Document().ShapesOf(el) {
		r := s.Bounds()
		if v.Kind.Is(bpmn.ActivityClass) && (!v.Kind.IsSubProcess() || v.Collapsed) && r.W <= 200 && r.H <= 160 {
			continue // a task keeps the size that it has
		}
		if r.W == w && r.H == h {
			tx.Hint(placed, s.Element)
			continue
		}
		want := geom.RectAround(r.Center(), w, h).Round()
		if v.Kind.IsSubProcess() && !v.Collapsed {
			var err error
			if want, err = makeRoom(tx, s, want); err != nil {
				return err
			}
		}
		a := arrange(tx)
		resizeShape(a, s, want)
		a.finish()
	}
	return nil
}

func fillMorphed(tx *bpmn.Tx, el bpmn.Element, v Variant) {
	s := el.Shape()
	if s.IsZero() {
		return
	}
	if v.Collapsed {
		addPlane(tx, el)
		return
	}
	if v.Kind == bpmn.AdHocSubProcess {
		return
	}
	start := tx.Add(el, "startEvent", bpmn.Attribute{Name: "id", Value: tx.NewID("StartEvent")})
	r := s.Bounds()
	tx.AddShape(s.Plane(), start, geom.RectAround(geom.Pt(r.X+r.W/6, r.Center().Y), 36, 36).Round())
}

// emptySubProcess deletes what a sub-process holds, with its plane.
func emptySubProcess(tx *bpmn.Tx, el bpmn.Element) error {
	d := newDeletion(tx)
	if p := tx.Document().PlaneOf(el); !p.IsZero() {
		d.take(p.Parent())
	}
	d.content(el)
	if err := d.run(); err != nil {
		return err
	}
	for _, set := range el.ChildrenNamed("laneSet") {
		tx.Remove(set)
	}
	return nil
}

// settle puts right what hangs on an element after it changed its kind: flows,
// data associations, boundary events.
func settle(tx *bpmn.Tx, el bpmn.Element) error {
	for _, con := range el.Connections() {
		if err := revalidate(tx, con); err != nil {
			return err
		}
	}
	hosts := canHost(el).OK
	for _, b := range el.BoundaryEvents() {
		if !hosts || b.Definition() == bpmn.CancelDefinition && el.Kind() != bpmn.Transaction {
			if err := Delete(tx, b); err != nil {
				return err
			}
		}
	}
	if f := el.DefaultFlow(); !f.IsZero() && !CanBeDefault(f).OK {
		tx.RemoveAttr(el, "default")
	}
	if el.Kind() == bpmn.EventBasedGateway {
		for _, f := range el.Outgoing() {
			if err := onlyFromGateway(tx, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// onlyFromGateway removes the other incoming flows of what an event-based
// gateway waits for, and the boundary events of a receive task there.
func onlyFromGateway(tx *bpmn.Tx, flow bpmn.Element) error {
	target := flow.Target()
	tx.Remove(flow.Child("conditionExpression"))
	for _, f := range target.Incoming() {
		if f != flow {
			if err := Delete(tx, f); err != nil {
				return err
			}
		}
	}
	for _, b := range target.BoundaryEvents() {
		if err := Delete(tx, b); err != nil {
			return err
		}
	}
	return nil
}

// morphPool makes a pool empty, or gives an empty one a process.
func morphPool(tx *bpmn.Tx, s bpmn.Shape, v Variant) error {
	pool := s.Semantic()
	if !v.Collapsed {
		tx.SetAttr(pool, "processRef", newProcess(tx).ID())
		return resizeTo(tx, pool, v)
	}
	process := pool.Ref("processRef")
	for _, con := range messageFlowsInto(pool, process) {
		a, b := con.Source(), con.Target()
		if a.Process() == process {
			a = pool
		}
		if b.Process() == process {
			b = pool
		}
		edges := tx.Document().EdgesOf(con)
		routes := make([]geom.Polyline, len(edges))
		for i, e := range edges {
			routes[i] = e.Waypoints()
		}
		setEnds(tx, con, bpmn.MessageFlow, a, b)
		for i, e := range edges {
			if from, to, ok := edgeEndsOf(e); ok {
				setRoute(tx, e, layout.Redock(routes[i], from, to))
			}
		}
	}
	d := newDeletion(tx)
	if d.lastPool(pool, process) {
		d.collect(process)
	}
	if err := d.run(); err != nil {
		return err
	}
	tx.RemoveAttr(pool, "processRef")
	return resizeTo(tx, pool, v)
}

func messageFlowsInto(pool, process bpmn.Element) []bpmn.Element {
	var out []bpmn.Element
	for _, f := range pool.Parent().ChildrenNamed("messageFlow") {
		if f.Source().Process() == process || f.Target().Process() == process {
			out = append(out, f)
		}
	}
	return out
}
