package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

func isMultiInstance(e bpmn.Element) bool { return !miOf(e).IsZero() }

func miOf(e bpmn.Element) bpmn.Element { return e.Child("multiInstanceLoopCharacteristics") }

func loopOf(e bpmn.Element) bpmn.Element { return e.Child("standardLoopCharacteristics") }

var multiInstance = Group{Label: "Multi-instance", Open: true, Shown: isMultiInstance, Fields: []Field{
	{Label: "One after the other", Editor: Toggle, Slot: spiff.In(miOf, spiff.Attr("isSequential"))},
	{Label: "Loop cardinality", Editor: Expression, Help: "Python, the number of instances",
		Slot: insteadOf(spiff.In(miOf, spiff.Formal("loopCardinality")), inputCollection)},
	{Label: "Input collection", Editor: Reference, Help: "A variable with an item for each", Options: dataObjectOptions,
		Slot: insteadOf(inputCollection, spiff.In(miOf, spiff.Formal("loopCardinality")))},
	{Label: "Input element", Editor: Text, Slot: inputElement, Check: checkVariable, Help: "The variable of the item"},
	{Label: "Output element is the input element", Editor: Toggle, Slot: synced},
	{Label: "Output collection", Editor: Reference, Slot: spiff.In(miOf, spiff.Child("loopDataOutputRef")), Options: dataObjectOptions,
		Help: "The variable that takes the results"},
	{Label: "Output element", Editor: Text, Slot: item("outputDataItem"), Check: checkVariable, Help: "The variable of a result",
		Shown: func(e bpmn.Element) bool { return !isSynced(e) }},
	{Label: "Completion condition", Editor: Expression, Slot: spiff.In(miOf, spiff.Formal("completionCondition")),
		Help: "Python; the task stops when it holds"},
}}

var standardLoop = Group{Label: "Standard loop", Open: true,
	Shown: func(e bpmn.Element) bool { return !loopOf(e).IsZero() },
	Fields: []Field{
		{Label: "Loop maximum", Editor: Text, Slot: spiff.In(loopOf, spiff.Attr("loopMaximum")),
			Check: func(env *Env, e bpmn.Element, v string) []Problem {
				if c, _ := loopCondition.Get(e); v == "" && c == "" {
					return warning("The engine refuses a loop with neither a maximum nor a condition.")
				}
				return checkCount(env, e, v)
			}},
		{Label: "Loop condition", Editor: Expression, Slot: loopCondition, Help: "Python; repeats while it holds"},
		{Label: "Test before", Editor: Toggle, Slot: spiff.In(loopOf, spiff.Attr("testBefore"))},
	}}

var loopCondition = spiff.In(loopOf, spiff.Formal("loopCondition"))

var inputCollection = spiff.In(miOf, spiff.Child("loopDataInputRef"))

// insteadOf is a slot that clears another one when it is set: the schema allows
// only one of them.
func insteadOf(s, other spiff.Slot) slot {
	return slot{s.Get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		if err := other.Clear(tx, e); err != nil {
			return err
		}
		return s.Set(tx, e, v)
	}, s.Clear}
}

// item is inputDataItem or outputDataItem; the engine takes the id for the
// variable, and the name is kept equal to it.
func item(tag string) slot {
	id, name := spiff.In(miOf, spiff.AttrOf(tag, "id")), spiff.In(miOf, spiff.AttrOf(tag, "name"))
	return slot{id.Get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		if err := id.Set(tx, e, v); err != nil {
			return err
		}
		return name.Set(tx, e, v)
	}, func(tx *bpmn.Tx, e bpmn.Element) error {
		tx.Remove(miOf(e).Child(tag))
		return nil
	}}
}

func isSynced(e bpmn.Element) bool { return e.AttrNS(bpmn.NSSpiff, "isOutputSynced") == "true" }

// inputElement takes the output element along while the two are synchronised.
var inputElement = func() slot {
	in, out := item("inputDataItem"), item("outputDataItem")
	return slot{in.Get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		if isSynced(e) {
			if err := out.Set(tx, e, v); err != nil {
				return err
			}
		}
		return in.Set(tx, e, v)
	}, func(tx *bpmn.Tx, e bpmn.Element) error {
		if isSynced(e) {
			if err := out.Clear(tx, e); err != nil {
				return err
			}
		}
		return in.Clear(tx, e)
	}}
}()

// synced keeps outputDataItem equal to inputDataItem. Only modelers read the
// mark; the engine sees two equal names.
var synced = func() slot {
	mark := spiff.OwnAttr("isOutputSynced")
	in, out := item("inputDataItem"), item("outputDataItem")
	return slot{mark.Get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		if name, _ := in.Get(e); name != "" {
			if err := out.Set(tx, e, name); err != nil {
				return err
			}
		}
		return mark.Set(tx, e, v)
	}, func(tx *bpmn.Tx, e bpmn.Element) error {
		if err := out.Clear(tx, e); err != nil {
			return err
		}
		return mark.Set(tx, e, "false")
	}}
}()
