package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var webForm = Group{Label: "Form", Open: true, Shown: isKind(bpmn.UserTask), Fields: []Field{
	{Label: "JSON schema file", Editor: Reference, Slot: formSchema, Help: "name-schema.json",
		Options: func(env *Env, _ bpmn.Element) []Option { return env.catalog().Forms() },
		Actions: []Action{{"Open form", OpenForm}}},
	{Label: "UI schema file", Editor: Text, Slot: spiff.Property(spiff.FormUISchemaFile), Help: "name-uischema.json"},
	{Label: "Variable name", Editor: Text, Slot: spiff.Text("variableName"), Check: checkVariable,
		Help: "Takes the results of the form"},
}}

var schemaFile, uiSchemaFile = spiff.Property(spiff.FormSchemaFile), spiff.Property(spiff.FormUISchemaFile)

// formSchema is the name of the schema file. The UI schema beside it follows
// until somebody gives it a name of its own.
var formSchema = slot{
	get: schemaFile.Get,
	set: func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		follows := followsSchema(e)
		if err := schemaFile.Set(tx, e, v); err != nil {
			return err
		}
		if ui := spiff.UISchemaFile(v); follows && ui != v {
			return uiSchemaFile.Set(tx, e, ui)
		}
		return nil
	},
	clear: func(tx *bpmn.Tx, e bpmn.Element) error {
		if followsSchema(e) {
			if err := uiSchemaFile.Clear(tx, e); err != nil {
				return err
			}
		}
		return schemaFile.Clear(tx, e)
	},
}

func followsSchema(e bpmn.Element) bool {
	ui := spiff.PropertyOf(e, spiff.FormUISchemaFile)
	return ui == "" || ui == spiff.UISchemaFile(spiff.PropertyOf(e, spiff.FormSchemaFile))
}

var isHuman = isKind(bpmn.UserTask, bpmn.ManualTask)

var guest = Group{Label: "Guest options", Shown: isHuman, Fields: []Field{
	{Label: "Guest can complete this task", Editor: Toggle, Slot: spiff.Text("allowGuest")},
	{Label: "Guest confirmation", Editor: Markdown, Slot: spiff.Text("guestConfirmation"),
		Help: "Markdown that a guest reads afterwards", Actions: []Action{{"Open editor", EditMarkdown}}},
}}

var metadata = Group{Label: "Task metadata", Shown: isHuman,
	Note: "Values are Python expressions: a text stands in quotes.",
	Fields: []Field{{Label: "Task metadata", Editor: List, Rows: &Rows{
		Noun: "metadata value", List: spiff.MetadataValues,
		Empty: "Nothing here yet.",
		Fields: []Field{
			{Label: "Name", Editor: Reference, Slot: spiff.Attr("name"), Width: 0.4, Check: checkUniqueName,
				Options: func(env *Env, _ bpmn.Element) []Option { return env.catalog().MetadataKeys() }},
			{Label: "Value", Editor: Expression, Slot: spiff.Attr("value"), Width: 0.6},
		},
	}}},
}

// checkUniqueName refuses a name that another row of the same list has.
func checkUniqueName(_ *Env, row bpmn.Element, value string) []Problem {
	return checkUnique(row, "name", value)
}

func checkUnique(row bpmn.Element, attr, value string) []Problem {
	if value == "" {
		return nil
	}
	for _, other := range row.Parent().Children() {
		if other != row && other.Tag() == row.Tag() && other.Attr(attr) == value {
			return fault("There is another one with this name, and only the last counts.")
		}
	}
	return nil
}

var hooks = Group{Label: "Task hooks", Shown: isHuman, Fields: []Field{
	{Label: "Process model to start on task available", Editor: Text, Slot: spiff.Text("processModelToStartOnTaskAvailable"),
		Help: "group/model"},
}}

var decision = Group{Label: "Decision", Open: true, Shown: isKind(bpmn.BusinessRuleTask), Fields: []Field{
	{Label: "Decision table", Editor: Reference, Slot: spiff.Text("calledDecisionId"), Help: "Id of the decision",
		Options: func(env *Env, _ bpmn.Element) []Option { return env.catalog().Decisions() },
		Check:   required("The engine refuses a business rule task without a decision."),
		Actions: []Action{{"Open decision", OpenDecision}}},
}}

var calledProcess = Group{Label: "Called process", Open: true, Shown: isKind(bpmn.CallActivity), Fields: []Field{
	{Label: "Process ID", Editor: Reference, Slot: spiff.Attr("calledElement"), Help: "Id of the process",
		Options: processOptions, Check: required("The engine refuses a call activity without a process."),
		Actions: []Action{{"Open process", OpenProcess}}},
}}

// required warns of an empty value: the model can be saved, but not run.
func required(message string) func(*Env, bpmn.Element, string) []Problem {
	return func(_ *Env, _ bpmn.Element, value string) []Problem {
		if value == "" {
			return warning(message)
		}
		return nil
	}
}

// processOptions are the processes of this file and of the workspace.
func processOptions(env *Env, e bpmn.Element) []Option {
	var out []Option
	seen := map[string]bool{e.Process().ID(): true}
	for _, p := range e.Document().Processes() {
		if !seen[p.ID()] {
			seen[p.ID()] = true
			out = append(out, Option{Value: p.ID(), Label: p.Name(), Detail: "this file"})
		}
	}
	for _, o := range env.catalog().Processes() {
		if !seen[o.Value] {
			seen[o.Value] = true
			out = append(out, o)
		}
	}
	return out
}
