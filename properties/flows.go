package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// condition is that of a flow, of the gateway's default and of a conditional
// event.
var condition = Group{Label: "Condition", Open: true,
	Shown: func(e bpmn.Element) bool {
		return isConditionalFlow(e) || decides(e) || hasDefinition(bpmn.ConditionalDefinition)(e)
	},
	Fields: []Field{
		{Label: "Condition expression", Editor: Expression, Slot: spiff.Child("conditionExpression"), Help: "Python, such as amount > 100",
			Shown: func(e bpmn.Element) bool { return isConditionalFlow(e) && (!e.IsDefaultFlow() || e.HasCondition()) },
			Check: checkCondition},
		{Label: "Default flow", Editor: Toggle, Slot: defaultOfSource, Shown: isConditionalFlow, Single: true,
			Help: "Taken when no condition holds"},
		{Label: "Default flow", Editor: Select, Slot: spiff.Attr("default"), Shown: decides, Single: true, Options: outgoingOptions,
			Help: "None"},
		{Label: "Condition expression", Editor: Expression, Help: "Python, such as done == True",
			Slot:  spiff.In(definitionOf(bpmn.ConditionalDefinition), spiff.Formal("condition")),
			Shown: hasDefinition(bpmn.ConditionalDefinition),
			Check: required("The engine refuses a conditional event without a condition.")},
	}}

// decides reports whether a gateway looks at the conditions of its flows.
func decides(e bpmn.Element) bool {
	return e.Kind() == bpmn.ExclusiveGateway || e.Kind() == bpmn.InclusiveGateway
}

func isConditionalFlow(e bpmn.Element) bool {
	return e.Kind() == bpmn.SequenceFlow && decides(e.Source())
}

// direction is that of an association between any two things. One of a
// compensation event leads to its handler, and data lead where they go.
var direction = Group{Label: "Direction", Open: true,
	Shown: func(e bpmn.Element) bool {
		return e.Kind() == bpmn.Association &&
			!(e.Source().Kind() == bpmn.BoundaryEvent && e.Source().Definition() == bpmn.CompensateDefinition)
	},
	Fields: []Field{
		{Label: "Arrow heads", Editor: Select, Slot: spiff.Attr("associationDirection"), Help: "None",
			Options: func(*Env, bpmn.Element) []Option {
				return []Option{{Value: "None", Label: "None"}, {Value: "One", Label: "At the target"}, {Value: "Both", Label: "At both ends"}}
			}},
	}}

func definitionOf(d bpmn.Definition) func(bpmn.Element) bpmn.Element {
	return func(e bpmn.Element) bpmn.Element { return spiff.DefinitionOf(e, d) }
}

// checkCondition warns of what the engine refuses: a flow without a condition
// that is neither the default nor the only one.
func checkCondition(_ *Env, e bpmn.Element, value string) []Problem {
	if value != "" || e.IsDefaultFlow() || len(e.Source().Outgoing()) < 2 {
		return nil
	}
	return warning("The engine refuses a flow without a condition that is not the default.")
}

// defaultOfSource makes a flow the default of the gateway that it leaves.
var defaultOfSource = slot{
	get: func(e bpmn.Element) (string, bool) {
		if e.IsDefaultFlow() {
			return "true", true
		}
		return "", false
	},
	set: func(tx *bpmn.Tx, e bpmn.Element, _ string) error {
		tx.SetAttr(e.Source(), "default", e.ID())
		return nil
	},
	clear: func(tx *bpmn.Tx, e bpmn.Element) error {
		if e.IsDefaultFlow() {
			tx.RemoveAttr(e.Source(), "default")
		}
		return nil
	},
}

func outgoingOptions(_ *Env, e bpmn.Element) []Option {
	var out []Option
	for _, f := range e.Outgoing() {
		label := f.Title()
		if f.Name() == "" {
			label = "to " + f.Target().Title()
		}
		out = append(out, Option{Value: f.ID(), Label: label, Detail: f.ID()})
	}
	return out
}
