package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
)

// CanConnect says whether source and target may be connected, by which kind of
// connection, and whether only the other way round. The first kind that fits is
// taken: message flow, sequence flow, data association, compensation
// association, association.
func CanConnect(source, target bpmn.Element) Verdict {
	a, b := source.Semantic(), target.Semantic()
	if a.IsZero() || b.IsZero() {
		return No("a connection needs an element at both ends")
	}
	if drawnApart(source, target) {
		return No("the elements are drawn in different diagrams")
	}
	forward := connectOneWay(a, b)
	if forward.OK {
		return forward
	}
	if back := connectOneWay(b, a); back.OK {
		back.Reversed = true
		return back
	}
	return forward
}

// CanReconnect says whether a connection may get other ends, and as which kind.
func CanReconnect(connection, source, target bpmn.Element) Verdict {
	c, a, b := connection.Semantic(), source.Semantic(), target.Semantic()
	if drawnApart(source, target) {
		return No("the elements are drawn in different diagrams")
	}
	v := connectOneWay(a, b)
	if !v.OK {
		return v
	}
	was := c.Kind()
	if isAssociationKind(was) != isAssociationKind(v.Connection) {
		return No(fmt.Sprintf("%s can't become %s", article(was), article(v.Connection)))
	}
	return v
}

// drawnApart reports whether both elements are drawn, but nowhere together.
func drawnApart(a, b bpmn.Element) bool {
	return !diOf(a).IsZero() && !diOf(b).IsZero() && commonPlane(a, b).IsZero()
}

func isAssociationKind(k bpmn.Kind) bool {
	return k == bpmn.Association || k == bpmn.DataInputAssociation || k == bpmn.DataOutputAssociation
}

func article(k bpmn.Kind) string {
	s := k.String()
	switch s[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + s
	}
	return "a " + s
}

func connectOneWay(a, b bpmn.Element) Verdict {
	var first Verdict
	if v := canCompensation(a, b); !v.OK {
		first = v // the others only say that such an event has no flows
	}
	for _, rule := range [...]func(a, b bpmn.Element) Verdict{
		canMessageFlow, canSequenceFlow, canDataAssociation, canCompensation, canAssociation,
	} {
		v := rule(a, b)
		if v.OK {
			return v
		}
		if first.Reason == "" {
			first = v
		}
	}
	if first.Reason == "" {
		return No(fmt.Sprintf("%s can't be connected to %s", article(a.Kind()), article(b.Kind())))
	}
	return first
}

func allow(k bpmn.Kind) Verdict { return Verdict{OK: true, Connection: k} }

// acrossPools reports whether two elements belong to different pools.
func acrossPools(a, b bpmn.Element) bool {
	p, q := a.Participant(), b.Participant()
	return !p.IsZero() && !q.IsZero() && p != q
}

// canMessageFlow. An empty reason means that the rule isn't about such ends.
func canMessageFlow(a, b bpmn.Element) Verdict {
	if !acrossPools(a, b) || a.Kind().Is(bpmn.ArtifactClass) || b.Kind().Is(bpmn.ArtifactClass) {
		return Verdict{}
	}
	switch {
	case a.Kind() == bpmn.Lane || b.Kind() == bpmn.Lane:
		return No("a lane takes no connection; use its pool")
	case !sendsMessages(a):
		return No(fmt.Sprintf("%s can't send a message to another pool", article(a.Kind())))
	case !receivesMessages(b):
		return No(fmt.Sprintf("%s can't receive a message from another pool", article(b.Kind())))
	}
	return allow(bpmn.MessageFlow)
}

func sendsMessages(e bpmn.Element) bool {
	switch k := e.Kind(); {
	case k == bpmn.Participant:
		return true
	case k.Is(bpmn.ActivityClass):
		return !isForCompensation(e)
	case k == bpmn.EndEvent || k == bpmn.IntermediateThrowEvent:
		d := e.Definition()
		return d == bpmn.NoDefinition || d == bpmn.MessageDefinition
	}
	return false
}

func receivesMessages(e bpmn.Element) bool {
	switch k := e.Kind(); {
	case k == bpmn.Participant:
		return true
	case k.Is(bpmn.ActivityClass):
		return !isForCompensation(e)
	case k == bpmn.StartEvent || k == bpmn.IntermediateCatchEvent:
		d := e.Definition()
		return d == bpmn.NoDefinition || d == bpmn.MessageDefinition
	case k == bpmn.BoundaryEvent:
		return e.Definition() == bpmn.MessageDefinition
	}
	return false
}

func isForCompensation(e bpmn.Element) bool { return e.Bool("isForCompensation", false) }

func canSequenceFlow(a, b bpmn.Element) Verdict {
	if !a.Kind().IsFlowNode() || !b.Kind().IsFlowNode() {
		if isPoolOrLane(a) && b.Kind().IsFlowNode() || isPoolOrLane(b) && a.Kind().IsFlowNode() {
			return No("a pool takes message flows from other pools only")
		}
		return Verdict{}
	}
	if reason := noFlowOutOf(a); reason != "" {
		return No(reason)
	}
	if reason := noFlowInto(b); reason != "" {
		return No(reason)
	}
	switch {
	case acrossPools(a, b):
		return No("a sequence flow can't leave its pool")
	case a.Scope() != b.Scope():
		return No("a sequence flow can't cross the border of a sub-process")
	case a.Kind() == bpmn.EventBasedGateway && !followsEventGateway(b):
		return No("an event-based gateway leads to receive tasks and to message, timer, conditional or signal catch events only")
	case a == b && !a.Kind().Is(bpmn.ActivityClass) && !a.Kind().Is(bpmn.GatewayClass):
		return No("an event can't be connected to itself")
	case a.Kind() == bpmn.BoundaryEvent && a.Definition() == bpmn.CompensateDefinition:
		return No("a compensation event is connected to the activity that compensates, by an association")
	}
	return allow(bpmn.SequenceFlow)
}

func isPoolOrLane(e bpmn.Element) bool {
	return e.Kind() == bpmn.Participant || e.Kind() == bpmn.Lane
}

func noFlowOutOf(a bpmn.Element) string {
	switch {
	case a.Kind() == bpmn.EndEvent:
		return "no flow leads out of an end event"
	case a.Kind() == bpmn.IntermediateThrowEvent && a.Definition() == bpmn.LinkDefinition:
		return "a throwing link event has no outgoing flow; it goes on at the catching one"
	case a.IsEventSubProcess():
		return "an event sub-process is started by its event and takes no flow"
	case isForCompensation(a):
		return "an activity for compensation takes no sequence flow"
	}
	return ""
}

func noFlowInto(b bpmn.Element) string {
	switch {
	case b.Kind() == bpmn.StartEvent:
		return "no flow leads into a start event"
	case b.Kind() == bpmn.BoundaryEvent:
		return "no flow leads into a boundary event"
	case b.Kind() == bpmn.IntermediateCatchEvent && b.Definition() == bpmn.LinkDefinition:
		return "a catching link event has no incoming flow; it goes on from the throwing one"
	case b.IsEventSubProcess():
		return "an event sub-process is started by its event and takes no flow"
	case isForCompensation(b):
		return "an activity for compensation takes no sequence flow"
	}
	return ""
}

func followsEventGateway(b bpmn.Element) bool {
	switch b.Kind() {
	case bpmn.ReceiveTask:
		return true
	case bpmn.IntermediateCatchEvent:
		switch b.Definition() {
		case bpmn.MessageDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition, bpmn.SignalDefinition:
			return true
		}
	}
	return false
}

func isData(e bpmn.Element) bool { return e.Kind().Is(bpmn.DataClass) }

func canDataAssociation(a, b bpmn.Element) Verdict {
	switch {
	case isData(a) == isData(b):
		return Verdict{}
	case isData(a):
		if !readsData(b) {
			return No(fmt.Sprintf("%s can't read data", article(b.Kind())))
		}
		if a.Kind() == bpmn.DataOutput {
			return No("a data output is written, not read")
		}
		return allow(bpmn.DataInputAssociation)
	}
	if !writesData(a) {
		return No(fmt.Sprintf("%s can't write data", article(a.Kind())))
	}
	if b.Kind() == bpmn.DataInput {
		return No("a data input is read, not written")
	}
	return allow(bpmn.DataOutputAssociation)
}

func readsData(e bpmn.Element) bool {
	switch k := e.Kind(); {
	case k.Is(bpmn.ActivityClass), k == bpmn.EndEvent, k == bpmn.IntermediateThrowEvent:
		return true
	}
	return false
}

func writesData(e bpmn.Element) bool {
	switch k := e.Kind(); {
	case k.Is(bpmn.ActivityClass), k == bpmn.StartEvent, k == bpmn.IntermediateCatchEvent, k == bpmn.BoundaryEvent:
		return true
	}
	return false
}

func canCompensation(a, b bpmn.Element) Verdict {
	if a.Kind() != bpmn.BoundaryEvent || a.Definition() != bpmn.CompensateDefinition || !b.Kind().IsFlowNode() {
		return Verdict{}
	}
	switch {
	case !b.Kind().Is(bpmn.ActivityClass) || b.IsEventSubProcess():
		return No("only an activity can compensate")
	case a.AttachedTo() == b:
		return No("an activity can't compensate itself")
	case a.Scope() != b.Scope():
		return No("the activity that compensates must be in the same process or sub-process")
	}
	for _, c := range a.Connections() {
		if c.Kind() == bpmn.Association && c.Source() == a && c.Target() != b && c.Target().Kind().Is(bpmn.ActivityClass) {
			return No("a compensation event has one activity that compensates")
		}
	}
	return allow(bpmn.Association)
}

func canAssociation(a, b bpmn.Element) Verdict {
	an, bn := a.Kind() == bpmn.TextAnnotation, b.Kind() == bpmn.TextAnnotation
	switch {
	case an && bn:
		return No("two annotations can't be connected")
	case !an && !bn:
		return Verdict{}
	case !annotatable(a) || !annotatable(b):
		return Verdict{}
	case within(a, b) || within(b, a):
		return No("an annotation can't be connected to what it lies in")
	}
	return allow(bpmn.Association)
}

func annotatable(e bpmn.Element) bool {
	k := e.Kind()
	return k.IsFlowNode() || k.Is(bpmn.DataClass) || k.Is(bpmn.ArtifactClass) || k == bpmn.Participant ||
		k == bpmn.SequenceFlow || k == bpmn.MessageFlow || k == bpmn.DataInputAssociation || k == bpmn.DataOutputAssociation
}

// within reports whether e lies in container, by the model.
func within(e, container bpmn.Element) bool {
	if container.Kind() == bpmn.Participant {
		container = container.Ref("processRef")
	}
	if container.IsZero() || !container.Kind().IsSubProcess() && container.Kind() != bpmn.Process {
		return false
	}
	for p := e.Parent(); !p.IsZero(); p = p.Parent() {
		if p == container {
			return true
		}
	}
	return false
}
