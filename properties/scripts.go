package properties

import (
	"encoding/json"
	"reflect"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var script = Group{Label: "Script", Open: true, Shown: isKind(bpmn.ScriptTask), Fields: []Field{
	{Label: "Script", Editor: Script, Slot: spiff.Child("script"), Help: "Python to run",
		Actions: []Action{{"Open editor", EditScript}}},
	{Label: "Unit tests", Editor: List, Actions: []Action{{"Run tests", RunUnitTests}}, Rows: &Rows{
		Noun: "unit test", List: spiff.UnitTests, Title: func(row bpmn.Element) string { return row.ID() },
		Empty: "No tests yet. A test runs the script on one input and compares all of its data.",
		New: func(tx *bpmn.Tx, e bpmn.Element) (bpmn.Element, error) {
			row, err := spiff.UnitTests.Add(tx, e, bpmn.Attribute{Name: "id", Value: tx.NewID("ScriptUnitTest")})
			if err != nil {
				return row, err
			}
			if err := testInput.Clear(tx, row); err != nil {
				return row, err
			}
			return row, testOutput.Clear(tx, row)
		},
		Fields: []Field{
			{Label: "ID", Editor: Text, Slot: idSlot, Check: checkID},
			{Label: "Input", Editor: JSON, Slot: testInput, Check: checkObject, Help: "Data before the script"},
			{Label: "Expected output", Editor: JSON, Slot: testOutput, Check: checkObject, Help: "All data after the script"},
		},
	}},
}}

// The engine refuses a test without one of its bodies: a cleared one is an
// empty object.
var (
	testInput  = neverMissing(spiff.OwnChild("inputJson", "expectedOutputJson"), "{}")
	testOutput = neverMissing(spiff.OwnChild("expectedOutputJson"), "{}")
)

func neverMissing(s spiff.Slot, value string) spiff.Slot {
	return slot{s.Get, s.Set, func(tx *bpmn.Tx, e bpmn.Element) error { return s.Set(tx, e, value) }}
}

func checkObject(_ *Env, _ bpmn.Element, value string) []Problem {
	var v any
	if json.Unmarshal([]byte(value), &v) != nil || v != nil && reflect.TypeOf(v).Kind() == reflect.Map {
		return nil
	}
	return fault("The data of a task is a JSON object: {\"name\": value}.")
}

var prePostScripts = Group{Label: "Pre/Post Scripts", Shown: isScripted, Fields: []Field{
	{Label: "Pre-script", Editor: Script, Slot: spiff.Text("preScript"), Help: "Python to run before the task is ready",
		Actions: []Action{{"Open editor", EditScript}}},
	{Label: "Post-script", Editor: Script, Slot: spiff.Text("postScript"), Help: "Python to run after the task is done",
		Actions: []Action{{"Open editor", EditScript}}},
	{Label: "Run scripts on instances", Editor: Toggle, Help: "Around each instance instead of once around the whole loop",
		Slot:  spiff.In(spiff.LoopCharacteristics, spiff.OwnAttr("scriptsOnInstances")),
		Shown: func(e bpmn.Element) bool { return e.Loop() != bpmn.NoLoop }},
}}

var instructions = Group{Label: "Instructions", Open: true,
	Shown: isKind(bpmn.ManualTask, bpmn.UserTask, bpmn.ServiceTask, bpmn.ScriptTask, bpmn.EndEvent,
		bpmn.IntermediateCatchEvent, bpmn.CallActivity, bpmn.SubProcess, bpmn.Transaction),
	Fields: []Field{
		{Label: "Instructions", Editor: Markdown, Slot: spiff.Text("instructionsForEndUser"),
			Help:    "Markdown shown with the task, with {{ values }} of its data",
			Actions: []Action{{"Open editor", EditMarkdown}}},
	}}
