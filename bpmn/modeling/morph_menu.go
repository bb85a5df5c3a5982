package modeling

import "spiffmodeler/bpmn"

// MorphVariants returns what an element can be changed into, for the
// change-type menu. What it is already is left out.
func MorphVariants(element bpmn.Element) []Variant {
	el := element.Semantic()
	var list []Variant
	switch k := el.Kind(); {
	case k == bpmn.StartEvent:
		list = startVariants(el)
	case k == bpmn.IntermediateCatchEvent, k == bpmn.IntermediateThrowEvent:
		list = append([]Variant{{Kind: bpmn.StartEvent}, {Kind: bpmn.EndEvent}}, intermediateVariants()...)
	case k == bpmn.EndEvent:
		list = append([]Variant{{Kind: bpmn.StartEvent}, {Kind: bpmn.IntermediateThrowEvent}}, endVariants(el)...)
	case k == bpmn.BoundaryEvent:
		list = boundaryVariants(el)
	case k.Is(bpmn.GatewayClass):
		list = kindVariants(bpmn.ExclusiveGateway, bpmn.ParallelGateway, bpmn.InclusiveGateway, bpmn.EventBasedGateway, bpmn.ComplexGateway)
	case k.Is(bpmn.ActivityClass):
		list = activityVariants(el, VariantOf(element))
	case k == bpmn.DataObjectReference, k == bpmn.DataStoreReference:
		list = kindVariants(bpmn.DataObjectReference, bpmn.DataStoreReference)
	case k == bpmn.Participant:
		now := VariantOf(element)
		list = []Variant{{Kind: bpmn.Participant, Vertical: now.Vertical}, {Kind: bpmn.Participant, Collapsed: true, Vertical: now.Vertical}}
	case k == bpmn.SequenceFlow:
		list = flowVariants(el)
	}
	return without(list, VariantOf(element))
}

func without(list []Variant, now Variant) []Variant {
	now.Label = ""
	var out []Variant
	for _, v := range list {
		plain := v
		plain.Label = ""
		if plain != now {
			out = append(out, v)
		}
	}
	return out
}

func kindVariants(kinds ...bpmn.Kind) []Variant {
	var out []Variant
	for _, k := range kinds {
		out = append(out, Variant{Kind: k})
	}
	return out
}

func definitions(k bpmn.Kind, list ...bpmn.Definition) []Variant {
	var out []Variant
	for _, d := range list {
		out = append(out, Variant{Kind: k, Definition: d})
	}
	return out
}

func nonInterrupting(list []Variant) []Variant {
	var out []Variant
	for _, v := range list {
		if mayBeNonInterrupting(v.Definition) {
			v.NonInterrupting = true
			out = append(out, v)
		}
	}
	return out
}

func startVariants(el bpmn.Element) []Variant {
	others := []Variant{{Kind: bpmn.StartEvent}, {Kind: bpmn.IntermediateThrowEvent}, {Kind: bpmn.EndEvent}}
	switch scope := el.Scope(); {
	case scope.IsEventSubProcess():
		typed := definitions(bpmn.StartEvent, bpmn.MessageDefinition, bpmn.TimerDefinition, bpmn.ConditionalDefinition,
			bpmn.SignalDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition, bpmn.CompensateDefinition)
		return append(typed, nonInterrupting(typed)...)
	case scope.Kind().IsSubProcess():
		return others
	}
	list := append(others, definitions(bpmn.StartEvent, bpmn.MessageDefinition, bpmn.TimerDefinition,
		bpmn.ConditionalDefinition, bpmn.SignalDefinition)...)
	// the same definition in other positions
	d := el.Definition()
	for _, k := range bpmn.EventDefinitions[d].Positions {
		if d != bpmn.NoDefinition && k != bpmn.BoundaryEvent && k != bpmn.StartEvent {
			list = append(list, Variant{Kind: k, Definition: d})
		}
	}
	return list
}

func intermediateVariants() []Variant {
	c, t := bpmn.IntermediateCatchEvent, bpmn.IntermediateThrowEvent
	return []Variant{{Kind: t}, {Kind: c, Definition: bpmn.MessageDefinition}, {Kind: t, Definition: bpmn.MessageDefinition},
		{Kind: c, Definition: bpmn.TimerDefinition}, {Kind: t, Definition: bpmn.EscalationDefinition},
		{Kind: c, Definition: bpmn.ConditionalDefinition}, {Kind: c, Definition: bpmn.LinkDefinition}, {Kind: t, Definition: bpmn.LinkDefinition},
		{Kind: t, Definition: bpmn.CompensateDefinition}, {Kind: c, Definition: bpmn.SignalDefinition}, {Kind: t, Definition: bpmn.SignalDefinition}}
}

func endVariants(el bpmn.Element) []Variant {
	list := definitions(bpmn.EndEvent, bpmn.NoDefinition, bpmn.MessageDefinition, bpmn.EscalationDefinition, bpmn.ErrorDefinition)
	if el.Scope().Kind() == bpmn.Transaction {
		list = append(list, Variant{Kind: bpmn.EndEvent, Definition: bpmn.CancelDefinition})
	}
	return append(list, definitions(bpmn.EndEvent, bpmn.CompensateDefinition, bpmn.SignalDefinition, bpmn.TerminateDefinition)...)
}

func boundaryVariants(el bpmn.Element) []Variant {
	list := definitions(bpmn.BoundaryEvent, bpmn.MessageDefinition, bpmn.TimerDefinition, bpmn.EscalationDefinition,
		bpmn.ConditionalDefinition, bpmn.ErrorDefinition)
	if el.AttachedTo().Kind() == bpmn.Transaction {
		list = append(list, Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.CancelDefinition})
	}
	list = append(list, definitions(bpmn.BoundaryEvent, bpmn.SignalDefinition, bpmn.CompensateDefinition)...)
	return append(list, nonInterrupting(list)...)
}

func activityVariants(el bpmn.Element, now Variant) []Variant {
	plain := append(kindVariants(bpmn.Task, bpmn.UserTask, bpmn.ServiceTask, bpmn.SendTask, bpmn.ReceiveTask, bpmn.ManualTask,
		bpmn.BusinessRuleTask, bpmn.ScriptTask), Variant{Kind: bpmn.CallActivity})
	sub, adhoc := Variant{Kind: bpmn.SubProcess}, Variant{Kind: bpmn.AdHocSubProcess}
	closed := func(v Variant) Variant { v.Collapsed = true; return v }
	transaction, event := Variant{Kind: bpmn.Transaction}, Variant{Kind: bpmn.SubProcess, EventSubProcess: true}
	switch k := el.Kind(); {
	case !k.IsSubProcess():
		return append(plain, closed(sub), sub, closed(adhoc), adhoc)
	case now.Collapsed:
		open := now
		open.Collapsed = false
		return append(plain, open)
	case now.EventSubProcess:
		return []Variant{transaction, sub, adhoc, closed(event)}
	case k == bpmn.Transaction:
		return []Variant{sub, adhoc, event, closed(transaction)}
	case k == bpmn.AdHocSubProcess:
		return []Variant{sub, transaction, event, closed(adhoc)}
	}
	return []Variant{transaction, event, adhoc, closed(sub)}
}

func flowVariants(el bpmn.Element) []Variant {
	list := []Variant{{Kind: bpmn.SequenceFlow}}
	if CanBeDefault(el).OK {
		list = append(list, Variant{Kind: bpmn.SequenceFlow, Default: true})
	}
	if CanHaveCondition(el).OK {
		list = append(list, Variant{Kind: bpmn.SequenceFlow, Conditional: true})
	}
	return list
}

// CanMorph says whether an element can be changed into a variant.
func CanMorph(element bpmn.Element, v Variant) Verdict {
	v.Label = ""
	for _, o := range MorphVariants(element) {
		o.Label = ""
		if o == v {
			return Yes()
		}
	}
	return No(article(element.Semantic().Kind()) + " can't be changed into this")
}
