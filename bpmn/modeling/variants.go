package modeling

import (
	"strings"

	"spiffmodeler/bpmn"
)

// Variant is one entry of the palette and of the create, append and
// change-type menus: a kind together with what can be chosen at once.
type Variant struct {
	Kind            bpmn.Kind
	Definition      bpmn.Definition
	Label           string // as menus show it; Title makes one when it is empty
	Collapsed       bool   // sub-process without its content; pool without a process
	EventSubProcess bool
	NonInterrupting bool
	Vertical        bool // pool
	Default         bool // sequence flow taken when no condition holds
	Conditional     bool // sequence flow with a condition
}

// Key returns a short text that is the same for the same variant always, for
// icons, recent choices and tests, such as "boundaryEvent:timer:non-interrupting".
func (v Variant) Key() string {
	k := v.Kind.Info().Tag
	if v.Definition != bpmn.NoDefinition {
		k += ":" + v.Definition.String()
	}
	for _, t := range [...]struct {
		on   bool
		name string
	}{{v.Collapsed, "collapsed"}, {v.EventSubProcess, "event"}, {v.NonInterrupting, "non-interrupting"},
		{v.Vertical, "vertical"}, {v.Default, "default"}, {v.Conditional, "conditional"}} {
		if t.on {
			k += ":" + t.name
		}
	}
	return k
}

// Title returns the label with which menus show the variant.
func (v Variant) Title() string {
	if v.Label != "" {
		return v.Label
	}
	name := v.Kind.String()
	if v.Kind.Is(bpmn.EventClass) && v.Definition != bpmn.NoDefinition {
		name = v.Definition.String() + " " + name
	}
	switch {
	case v.EventSubProcess:
		name = "event sub-process"
	case v.Kind == bpmn.Participant && v.Collapsed:
		name = "empty pool"
	case v.Default:
		name = "default flow"
	case v.Conditional:
		name = "conditional flow"
	}
	switch {
	case v.Kind.IsSubProcess() && v.Collapsed:
		name += " (collapsed)"
	case v.Kind.IsSubProcess():
		name += " (expanded)"
	case v.NonInterrupting:
		name += " (non-interrupting)"
	case v.Vertical:
		name = "vertical " + name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// VariantOf describes an existing element as a variant. shape decides what is
// collapsed; it may be the semantic element.
func VariantOf(element bpmn.Element) Variant {
	e := element.Semantic()
	v := Variant{Kind: e.Kind(), Definition: e.Definition(), EventSubProcess: e.IsEventSubProcess()}
	switch k := e.Kind(); {
	case k == bpmn.Participant:
		v.Collapsed = e.Ref("processRef").IsZero()
		v.Vertical = !shapeOf(element).IsHorizontal()
	case k.IsSubProcess():
		if s := shapeOf(element); !s.IsZero() {
			v.Collapsed = !s.IsExpanded()
		}
	case k == bpmn.BoundaryEvent, k == bpmn.StartEvent && e.Scope().IsEventSubProcess():
		v.NonInterrupting = !e.IsInterrupting()
	case k == bpmn.SequenceFlow:
		v.Default, v.Conditional = e.IsDefaultFlow(), e.HasCondition()
	}
	return v
}

// Size returns the default size of new elements of the variant, in diagram
// units.
func (v Variant) Size() (w, h float64) {
	i := v.Kind.Info()
	w, h = i.W, i.H
	switch {
	case v.Kind == bpmn.Participant && v.Collapsed:
		w, h = 400, 60
	case v.Kind.IsSubProcess() && v.Collapsed:
		w, h = 100, 80
	}
	if v.Vertical {
		w, h = h, w
	}
	return w, h
}

// Palette returns the entries of the palette in order, in groups.
func Palette() [][]Variant {
	return [][]Variant{
		{{Kind: bpmn.StartEvent}, {Kind: bpmn.IntermediateThrowEvent, Label: "Intermediate or boundary event"}, {Kind: bpmn.EndEvent}},
		{{Kind: bpmn.ExclusiveGateway}, {Kind: bpmn.ParallelGateway}},
		{{Kind: bpmn.Task}, {Kind: bpmn.UserTask}, {Kind: bpmn.ServiceTask}, {Kind: bpmn.ScriptTask}, {Kind: bpmn.CallActivity},
			{Kind: bpmn.SubProcess}},
		{{Kind: bpmn.DataObjectReference, Label: "Data object"}, {Kind: bpmn.DataStoreReference, Label: "Data store"},
			{Kind: bpmn.DataInput}, {Kind: bpmn.DataOutput}},
		{{Kind: bpmn.Participant}, {Kind: bpmn.Lane}, {Kind: bpmn.TextAnnotation}, {Kind: bpmn.Group}},
	}
}

// Creatable returns every variant that can be put on a canvas, for the
// create-anything search.
func Creatable() []Variant {
	var out []Variant
	for k := range bpmn.Kinds {
		kind := bpmn.Kind(k)
		switch info := kind.Info(); {
		case kind == bpmn.Lane:
		case info.Class == bpmn.EventClass:
			out = append(out, eventVariants(kind)...)
		case kind == bpmn.SubProcess:
			out = append(out, Variant{Kind: kind}, Variant{Kind: kind, Collapsed: true}, Variant{Kind: kind, EventSubProcess: true})
		case kind.IsSubProcess():
			out = append(out, Variant{Kind: kind}, Variant{Kind: kind, Collapsed: true})
		case kind == bpmn.Participant:
			out = append(out, Variant{Kind: kind}, Variant{Kind: kind, Collapsed: true}, Variant{Kind: kind, Vertical: true},
				Variant{Kind: kind, Collapsed: true, Vertical: true})
		case info.Class == bpmn.ActivityClass, info.Class == bpmn.GatewayClass, info.Class == bpmn.DataClass,
			info.Class == bpmn.ArtifactClass:
			out = append(out, Variant{Kind: kind})
		}
	}
	return out
}

// eventVariants returns a position with every definition that it may have.
func eventVariants(position bpmn.Kind) []Variant {
	var out []Variant
	for d := range bpmn.EventDefinitions {
		for _, p := range bpmn.EventDefinitions[d].Positions {
			if p == position {
				out = append(out, Variant{Kind: position, Definition: bpmn.Definition(d)})
			}
		}
	}
	if position == bpmn.BoundaryEvent {
		for _, v := range out {
			if mayBeNonInterrupting(v.Definition) {
				v.NonInterrupting = true
				out = append(out, v)
			}
		}
	}
	return out
}

func mayBeNonInterrupting(d bpmn.Definition) bool {
	switch d {
	case bpmn.MessageDefinition, bpmn.TimerDefinition, bpmn.EscalationDefinition, bpmn.ConditionalDefinition, bpmn.SignalDefinition:
		return true
	}
	return false
}

// QuickAppend returns what the context pad of an element offers to append with
// one click.
func QuickAppend(source bpmn.Element) []Variant {
	e := source.Semantic()
	switch k := e.Kind(); {
	case k == bpmn.EventBasedGateway:
		return []Variant{{Kind: bpmn.ReceiveTask}, {Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.MessageDefinition},
			{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.TimerDefinition},
			{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.ConditionalDefinition},
			{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.SignalDefinition}}
	case k == bpmn.BoundaryEvent && e.Definition() == bpmn.CompensateDefinition:
		return []Variant{{Kind: bpmn.Task, Label: "Compensation activity"}}
	case k.IsFlowNode() && noFlowOutOf(e) == "":
		return []Variant{{Kind: bpmn.EndEvent}, {Kind: bpmn.ExclusiveGateway}, {Kind: bpmn.Task},
			{Kind: bpmn.IntermediateThrowEvent, Label: "Intermediate event"}}
	}
	return nil
}

// Appendable returns every variant that may follow an element, for the
// append-anything search.
func Appendable(source bpmn.Element) []Variant {
	e := source.Semantic()
	if e.Kind() == bpmn.EventBasedGateway || e.Kind() == bpmn.BoundaryEvent && e.Definition() == bpmn.CompensateDefinition {
		return QuickAppend(source)
	}
	var out []Variant
	if e.Kind().IsFlowNode() && noFlowOutOf(e) == "" {
		for _, v := range Creatable() {
			link := v.Kind == bpmn.IntermediateCatchEvent && v.Definition == bpmn.LinkDefinition
			if v.Kind.IsFlowNode() && v.Kind != bpmn.StartEvent && v.Kind != bpmn.BoundaryEvent && !v.EventSubProcess && !link {
				out = append(out, v)
			}
		}
	}
	if readsData(e) || writesData(e) {
		out = append(out, Variant{Kind: bpmn.DataObjectReference}, Variant{Kind: bpmn.DataStoreReference})
	}
	if annotatable(e) && e.Kind() != bpmn.TextAnnotation {
		out = append(out, Variant{Kind: bpmn.TextAnnotation})
	}
	return out
}
