package lint

import (
	"slices"

	"spiffmodeler/bpmn"
)

// readDefinitions are the definitions that the engine reads at each position of
// events; others are passed over in silence, which makes the event a none
// event (SpiffWorkflow: bpmn/parser/event_parsers.py).
var readDefinitions = map[bpmn.Kind][]bpmn.Definition{
	bpmn.StartEvent:             {bpmn.MessageDefinition, bpmn.SignalDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition},
	bpmn.IntermediateCatchEvent: {bpmn.MessageDefinition, bpmn.SignalDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition},
	bpmn.BoundaryEvent:          {bpmn.MessageDefinition, bpmn.SignalDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition, bpmn.CancelDefinition},
	bpmn.IntermediateThrowEvent: {bpmn.MessageDefinition, bpmn.SignalDefinition, bpmn.EscalationDefinition},
	bpmn.EndEvent:               {bpmn.MessageDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition, bpmn.CancelDefinition, bpmn.TerminateDefinition},
}

func unsupportedEvent(r *run, e bpmn.Element) {
	if !runs(e) {
		return
	}
	read := 0
	var ignored []bpmn.Definition
	for _, x := range e.DefinitionElements() {
		d := definitionOf(x)
		if slices.Contains(readDefinitions[e.Kind()], d) {
			read++
		} else {
			ignored = append(ignored, d)
		}
		if d == bpmn.CancelDefinition && e.Kind() == bpmn.BoundaryEvent && !e.AttachedTo().IsZero() && e.AttachedTo().Kind() != bpmn.Transaction {
			r.fault(e, "%s: a cancel event can only sit on a transaction", title(e))
		}
		if d == bpmn.ConditionalDefinition && blank(x.ChildText("condition")) {
			r.fault(e, "%s has no condition; SpiffWorkflow refuses it", title(e))
		}
	}
	switch {
	case e.Kind() == bpmn.BoundaryEvent && read == 0:
		r.fault(e, "%s: SpiffWorkflow refuses a boundary event %s; give it a timer, message, signal, error, escalation or condition", title(e), about(ignored))
	case len(ignored) > 0:
		r.warn(e, "%s: SpiffWorkflow passes over the %s definition of %s, so nothing happens there", title(e), ignored[0], a(e.Kind()))
	}
}

func about(list []bpmn.Definition) string {
	if len(list) == 0 {
		return "that waits for nothing"
	}
	return "for " + list[0].String()
}

func definitionOf(x bpmn.Element) bpmn.Definition {
	for d, row := range bpmn.EventDefinitions {
		if row.Tag == x.Tag() {
			return bpmn.Definition(d)
		}
	}
	return bpmn.NoDefinition
}
