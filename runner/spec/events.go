package spec

import (
	"strings"

	"spiffmodeler/bpmn"
)

// The definitions that the engine reads in each position, in the order in which it looks for them. Every other
// definition is passed over as if it was not there.
//
// SpiffWorkflow: bpmn/parser/event_parsers.py.
var (
	startDefinitions    = []bpmn.Definition{bpmn.MessageDefinition, bpmn.SignalDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition}
	endDefinitions      = []bpmn.Definition{bpmn.MessageDefinition, bpmn.CancelDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition, bpmn.TerminateDefinition}
	catchDefinitions    = startDefinitions
	throwDefinitions    = []bpmn.Definition{bpmn.EscalationDefinition, bpmn.MessageDefinition, bpmn.SignalDefinition, bpmn.TimerDefinition}
	boundaryDefinitions = []bpmn.Definition{bpmn.CancelDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition, bpmn.MessageDefinition,
		bpmn.SignalDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition}
)

// definitions has a reader for each event definition that the engine knows.
var definitions = map[bpmn.Definition]func(*node, bpmn.Element) (*Event, *refusal){
	bpmn.MessageDefinition:     (*node).messageEvent,
	bpmn.SignalDefinition:      (*node).signalEvent,
	bpmn.ErrorDefinition:       (*node).errorEvent,
	bpmn.EscalationDefinition:  (*node).escalationEvent,
	bpmn.TimerDefinition:       (*node).timerEvent,
	bpmn.ConditionalDefinition: (*node).conditionalEvent,
	bpmn.CancelDefinition:      func(*node, bpmn.Element) (*Event, *refusal) { return &Event{Kind: CancelEvent}, nil },
	bpmn.TerminateDefinition:   func(*node, bpmn.Element) (*Event, *refusal) { return &Event{Kind: TerminateEvent}, nil },
}

func createStartEvent(n *node) *refusal { return n.eventOf(startDefinitions) }
func createEndEvent(n *node) *refusal   { return n.eventOf(endDefinitions) }
func createCatchEvent(n *node) *refusal { return n.eventOf(catchDefinitions) }
func createThrowEvent(n *node) *refusal { return n.eventOf(throwDefinitions) }

func createBoundaryEvent(n *node) *refusal {
	c := attr(n.el, "cancelActivity")
	n.task.Interrupting = !c.Set || strings.ToLower(c.Value) == "true"
	if r := n.eventOf(boundaryDefinitions); r != nil {
		return r
	}
	if n.task.Event.Kind == NoneEvent {
		return refuse(n.el, "NotImplementedError('Unsupported Catch Event'): the engine has no boundary event of this kind")
	}
	return nil
}

func createEventGateway(n *node) *refusal {
	n.task.Event = &Event{Kind: MultipleEvent}
	return nil
}

// createMessageTask makes send and receive tasks, whose message is named by the task itself.
func createMessageTask(n *node) *refusal {
	at := n.el
	if !n.el.HasAttr("messageRef") {
		if at = descendant(n.el, bpmn.NS, "messageEventDefinition"); at.IsZero() {
			n.task.Event = &Event{Kind: NoneEvent}
			return createScripts(n)
		}
	}
	ev, r := n.messageEvent(at)
	if r != nil {
		return r
	}
	n.task.Event = ev
	return createScripts(n)
}

// eventOf reads the event's definitions; several make a multiple event.
func (n *node) eventOf(order []bpmn.Definition) *refusal {
	var list []*Event
	for _, d := range order {
		for _, e := range descendants(n.el, bpmn.NS, bpmn.EventDefinitions[d].Tag) {
			ev, r := definitions[d](n, e)
			if r != nil {
				return r
			}
			list = append(list, ev)
		}
	}
	switch len(list) {
	case 0:
		n.task.Event = &Event{Kind: NoneEvent}
	case 1:
		n.task.Event = list[0]
	default:
		n.task.Event = &Event{Kind: MultipleEvent, Members: list, Parallel: n.el.Attr("parallelMultiple") == "true"}
	}
	return nil
}

// messageEvent reads a message definition, or a send or receive task.
//
// SpiffWorkflow: spiff/parser/event_parsers.py (parse_message_event).
func (n *node) messageEvent(e bpmn.Element) (*Event, *refusal) {
	ref := e.Attr("messageRef")
	if ref == "" {
		return &Event{Kind: MessageEvent, Name: attr(e.Parent(), "name")}, nil
	}
	message, ok := n.file.only(ref, bpmn.Message)
	if !ok {
		return nil, refuse(n.el, "Expected a Message node: there is not exactly one message with the id %s", quote(ref))
	}
	ev := &Event{Kind: MessageEvent, Name: attr(message, "name"), Correlations: n.c.correlations[ref]}
	payload, variable := messageExtensions(message)
	if !textOf(payload).Set && !textOf(variable).Set {
		payload, variable = messageExtensions(e)
	}
	ev.Payload, ev.Variable = code(textOf(payload)), textOf(variable)
	for _, p := range descendants(e, bpmn.NSSpiff, "processVariableCorrelation") {
		ids, exprs := p.ChildrenNS(bpmn.NSSpiff, "propertyId"), p.ChildrenNS(bpmn.NSSpiff, "expression")
		if len(ids) != 1 || len(exprs) != 1 {
			return nil, refuse(n.el, "AssertionError: a processVariableCorrelation needs one propertyId and one expression")
		}
		id := noneText(textOf(ids[0]))
		var keys []string
		for _, ref := range descendants(n.file.doc.Definitions(), bpmn.NS, "collaboration") {
			for _, ref := range descendants(ref, bpmn.NS, "correlationPropertyRef") {
				if textOf(ref).Value != id {
					continue
				}
				name := attr(ref.Parent(), "name")
				if !name.Set {
					return nil, refuse(n.el, "KeyError('name'): the correlation key of the property %s has no name", quote(id))
				}
				keys = append(keys, name.Value)
			}
		}
		ev.ProcessCorrelations = append(ev.ProcessCorrelations, CorrelationProperty{
			Name: id, Expression: code(textOf(exprs[0])), Keys: mainKey(keys)})
	}
	return ev, nil
}

func messageExtensions(e bpmn.Element) (payload, variable bpmn.Element) {
	return descendant(e, bpmn.NSSpiff, "messagePayload"), descendant(e, bpmn.NSSpiff, "messageVariable")
}

// rootEvent reads a definition whose name, code, payload and variable stand on a root element.
//
// SpiffWorkflow: spiff/parser/event_parsers.py (parse_signal_event, parse_error_event, parse_escalation_event).
func (n *node) rootEvent(e bpmn.Element, kind EventKind, def bpmn.Definition, codeAttr string) (*Event, *refusal) {
	row := bpmn.EventDefinitions[def]
	ref := attr(e, row.Ref)
	if !ref.Set {
		return &Event{Kind: kind, Name: attr(e.Parent(), "name")}, nil
	}
	root, ok := n.file.only(ref.Value, row.RefKind)
	if !ok {
		return nil, refuse(n.el, "Expected a %s node: there is not exactly one %s with the id %s", row.Name, row.Name, quote(ref.Value))
	}
	x, r := readExtensions(root)
	if r != nil {
		r.element = n.el
		return nil, r
	}
	ev := &Event{Kind: kind, Name: attr(root, "name"), Payload: code(x.text("payloadExpression")), Variable: x.text("variableName")}
	if codeAttr != "" {
		ev.Code = attr(root, codeAttr)
	}
	return ev, nil
}

func (n *node) signalEvent(e bpmn.Element) (*Event, *refusal) {
	return n.rootEvent(e, SignalEvent, bpmn.SignalDefinition, "")
}

func (n *node) errorEvent(e bpmn.Element) (*Event, *refusal) {
	return n.rootEvent(e, ErrorEvent, bpmn.ErrorDefinition, "errorCode")
}

func (n *node) escalationEvent(e bpmn.Element) (*Event, *refusal) {
	return n.rootEvent(e, EscalationEvent, bpmn.EscalationDefinition, "escalationCode")
}

// conditionalEvent takes the first condition of the event, for each of its definitions.
func (n *node) conditionalEvent(bpmn.Element) (*Event, *refusal) {
	c := descendant(n.el, bpmn.NS, "condition")
	if c.IsZero() {
		return nil, refuse(n.el, "Conditional event definition with missing condition")
	}
	return &Event{Kind: ConditionalEvent, Expression: code(textOf(c))}, nil
}

// timerEvent takes the first time of the event, for each of its definitions.
func (n *node) timerEvent(bpmn.Element) (*Event, *refusal) {
	name := attr(n.el, "name")
	if !name.Set {
		name = attr(n.el, "id")
	}
	for _, t := range []struct {
		tag  string
		kind EventKind
	}{{"timeDate", TimeDateEvent}, {"timeDuration", TimeDurationEvent}, {"timeCycle", TimeCycleEvent}} {
		if x := descendant(n.el, bpmn.NS, t.tag); !x.IsZero() {
			return &Event{Kind: t.kind, Name: name, Expression: code(textOf(x))}, nil
		}
	}
	return nil, refuse(n.el, "Time Specification Error. Unknown Time Specification")
}
