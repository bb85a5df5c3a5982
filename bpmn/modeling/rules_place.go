package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// CanCreate says whether an element of the variant may be put into a
// container.
func CanCreate(v Variant, target bpmn.Element) Verdict {
	return canHold(ContainerAt(target), v.Kind, v.Definition, v.NonInterrupting)
}

// CanDrop says whether existing elements may be moved into a container. target
// is what lies under the pointer: a plane, pool, lane or sub-process.
func CanDrop(elements []bpmn.Element, target bpmn.Element) Verdict {
	c := ContainerAt(target)
	if c.IsZero() {
		return No("outside of the diagram")
	}
	for _, e := range elements {
		el := e.Semantic()
		if el.Kind().Is(bpmn.ConnectionClass) || el.Kind() == bpmn.Lane {
			continue
		}
		if c.Element == el || within(c.Element, el) && el.Kind() != bpmn.Participant {
			return No("an element can't be put into itself")
		}
		s := diOf(e).AsShape()
		if s.Plane() != c.Plane {
			return No("cut and paste to bring elements into another diagram")
		}
		if el.Kind() == bpmn.BoundaryEvent && !isAmong(el.AttachedTo(), elements) {
			if v := canHold(c, el.Kind(), el.Definition(), !el.IsInterrupting()); !v.OK {
				return v
			}
			continue
		}
		if h := HolderOf(s); h.Element == c.Element || h.Scope() == c.Scope() && !c.Scope().IsZero() {
			continue
		}
		if el.Kind() == bpmn.BoundaryEvent && isAmong(el.AttachedTo(), elements) {
			continue
		}
		if el.Kind() == bpmn.DataInput || el.Kind() == bpmn.DataOutput {
			return No("data inputs and outputs stay in their process")
		}
		if el.Kind() == bpmn.DataObjectReference {
			return No("a data object belongs to its process or sub-process and can't leave it")
		}
		if v := canHold(c, el.Kind(), el.Definition(), !el.IsInterrupting()); !v.OK {
			return v
		}
	}
	return Yes()
}

func isAmong(el bpmn.Element, elements []bpmn.Element) bool {
	for _, e := range elements {
		if !el.IsZero() && e.Semantic() == el {
			return true
		}
	}
	return false
}

// canHold is the containment table.
func canHold(c Container, k bpmn.Kind, def bpmn.Definition, nonInterrupting bool) Verdict {
	if c.IsZero() {
		return No("outside of the diagram")
	}
	info := k.Info()
	switch {
	case k == bpmn.Participant:
		if e := c.Element.Kind(); e != bpmn.Collaboration && (e != bpmn.Process || !c.Shape.IsZero()) {
			return No("a pool stands beside other pools, not inside an element")
		}
		return Yes()
	case k == bpmn.Lane:
		if !isPoolOrLane(c.Element) {
			return No("a lane belongs to a pool")
		}
		return Yes()
	case info.Class == bpmn.ArtifactClass:
		return Yes()
	case k == bpmn.DataStoreReference:
		if c.Scope().IsZero() && firstProcess(c.Plane.Semantic()).IsZero() {
			return No("a data store needs a pool with a process")
		}
		return Yes()
	case k == bpmn.DataInput || k == bpmn.DataOutput:
		if c.Element.Kind() != bpmn.Process && c.Element.Kind() != bpmn.Participant && c.Element.Kind() != bpmn.Lane || c.Scope().IsZero() {
			return No("data inputs and outputs belong directly to a process")
		}
		return Yes()
	case k == bpmn.BoundaryEvent:
		if v := CanDetach(def, nonInterrupting); !v.OK {
			return v
		}
	case !k.IsFlowNode() && info.Class != bpmn.DataClass:
		return No(fmt.Sprintf("%s can't be put into a diagram", article(k)))
	}
	if c.Scope().IsZero() {
		if c.Element.Kind() == bpmn.Participant {
			return No("an empty pool has no process that could hold elements")
		}
		return No("beside pools there is no process that could hold the element")
	}
	return Yes()
}

func firstProcess(collaboration bpmn.Element) bpmn.Element {
	for _, p := range collaboration.ChildrenNamed("participant") {
		if proc := p.Ref("processRef"); !proc.IsZero() {
			return proc
		}
	}
	return bpmn.Element{}
}

// CanDetach says whether a boundary event may leave its border and become an
// intermediate event.
func CanDetach(def bpmn.Definition, nonInterrupting bool) Verdict {
	if nonInterrupting {
		return No("a non-interrupting event only makes sense on the border of an activity")
	}
	if _, ok := detached[def]; !ok {
		return No(fmt.Sprintf("%s boundary event only makes sense on the border of an activity", anA(def.String())))
	}
	return Yes()
}

func anA(s string) string {
	switch s[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + s
	}
	return "a " + s
}

// detached are the definitions with which a boundary event can become an
// intermediate event, and the position that it takes.
var detached = map[bpmn.Definition]bpmn.Kind{
	bpmn.NoDefinition:          bpmn.IntermediateThrowEvent,
	bpmn.MessageDefinition:     bpmn.IntermediateCatchEvent,
	bpmn.TimerDefinition:       bpmn.IntermediateCatchEvent,
	bpmn.SignalDefinition:      bpmn.IntermediateCatchEvent,
	bpmn.ConditionalDefinition: bpmn.IntermediateCatchEvent,
}

// CanAttach says whether an existing event may sit on the border of an
// activity; see CanAttachVariant for a new one. Flows that lead to it go, since
// a boundary event has none.
func CanAttach(event, host bpmn.Element) Verdict {
	e := event.Semantic()
	if e.Kind() == bpmn.BoundaryEvent {
		return canHost(host)
	}
	return CanAttachVariant(Variant{Kind: e.Kind(), Definition: e.Definition()}, host)
}

// CanAttachVariant says whether a new element may sit on the border of an
// activity.
func CanAttachVariant(v Variant, host bpmn.Element) Verdict {
	ok := v.Kind == bpmn.BoundaryEvent
	switch v.Kind {
	case bpmn.IntermediateThrowEvent:
		ok = v.Definition == bpmn.NoDefinition
	case bpmn.IntermediateCatchEvent:
		_, ok = detached[v.Definition]
	}
	if !ok {
		return No("only intermediate events can sit on the border of an activity")
	}
	return canHost(host)
}

func canHost(host bpmn.Element) Verdict {
	h := host.Semantic()
	switch {
	case !h.Kind().Is(bpmn.ActivityClass):
		return No("only activities have events on their border")
	case h.IsEventSubProcess():
		return No("an event sub-process has no events on its border")
	case isForCompensation(h):
		return No("an activity for compensation has no events on its border")
	case afterEventGateway(h):
		return No("a receive task after an event-based gateway has no events on its border")
	}
	return Verdict{OK: true, As: bpmn.BoundaryEvent}
}

func afterEventGateway(h bpmn.Element) bool {
	if h.Kind() != bpmn.ReceiveTask {
		return false
	}
	for _, f := range h.Incoming() {
		if f.Source().Kind() == bpmn.EventBasedGateway {
			return true
		}
	}
	return false
}

// AttachTolerance is how near to the border, in diagram units, an event must
// be dropped to be attached.
const AttachTolerance = 15

// AttachPoint returns the place on the border of a host where an event dropped
// at p sits. ok is false when p is too far from the border.
func AttachPoint(host bpmn.Element, p geom.Point) (at geom.Point, ok bool) {
	r := shapeOf(host).Bounds()
	if !r.Grown(AttachTolerance).Contains(p) || r.Grown(-AttachTolerance).Contains(p) {
		return p, false
	}
	return onBorder(r, p), true
}

// onBorder returns the point of a rectangle's border that is nearest to p;
// near a corner it is the corner.
func onBorder(r geom.Rect, p geom.Point) geom.Point {
	q := r.Clamp(p)
	switch layout.SideOn(r, q) {
	case layout.Top:
		q.Y = r.Y
	case layout.Bottom:
		q.Y = r.Bottom()
	case layout.Left:
		q.X = r.X
	case layout.Right:
		q.X = r.Right()
	}
	const corner = 10
	for _, c := range r.Corners() {
		if q.Near(c, corner) {
			return c
		}
	}
	return q.Round()
}

// CanInsert says whether an element may be put into a flow.
func CanInsert(element, flow bpmn.Element) Verdict {
	e, f := element.Semantic(), flow.Semantic()
	if f.Source() == e || f.Target() == e {
		return No("the flow already belongs to the element")
	}
	if f.Kind() == bpmn.SequenceFlow && !connectOneWay(f.Source(), e).OK && !connectOneWay(e, f.Target()).OK && e.Scope() == f.Scope() {
		return connectOneWay(f.Source(), e)
	}
	return CanInsertVariant(Variant{Kind: e.Kind(), Definition: e.Definition(), EventSubProcess: e.IsEventSubProcess()}, flow)
}

// CanInsertVariant says whether a new element may be put into a flow.
func CanInsertVariant(v Variant, flow bpmn.Element) Verdict {
	f := flow.Semantic()
	switch {
	case f.Kind() == bpmn.MessageFlow:
		return No("a message flow runs between pools, where no element can be")
	case f.Kind() != bpmn.SequenceFlow:
		return No("elements are put into sequence flows only")
	case v.EventSubProcess:
		return No("an event sub-process is started by its event and takes no flow")
	case !v.Kind.IsFlowNode() || v.Kind == bpmn.BoundaryEvent:
		return No(fmt.Sprintf("%s can't be put into a flow", article(v.Kind)))
	}
	return Yes()
}

// CanDelete says whether an element may be deleted.
func CanDelete(element bpmn.Element) Verdict {
	switch e := element.Semantic(); e.Kind() {
	case bpmn.Process, bpmn.Collaboration, bpmn.Definitions:
		return No("the process itself can't be deleted")
	}
	return Yes()
}

// CanMove says whether an element may be moved by itself.
func CanMove(element bpmn.Element) Verdict {
	if element.Semantic().Kind() == bpmn.Lane {
		return No("a lane moves with its pool")
	}
	return Yes()
}
