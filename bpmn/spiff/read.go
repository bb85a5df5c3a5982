package spiff

import (
	"strings"

	"spiffmodeler/bpmn"
)

func text(e bpmn.Element, local string) string {
	return find(e, []step{extensions, own(local)}).Text()
}

// PreScript returns the Python that runs before an activity is ready. Script
// tasks, events and gateways have none for the engine
// (SpiffWorkflow: spiff/parser/task_spec.py).
func PreScript(e bpmn.Element) string {
	if !runsScripts(e) {
		return ""
	}
	return text(e, "preScript")
}

// PostScript returns the Python that runs when an activity completes; see
// PreScript.
func PostScript(e bpmn.Element) string {
	if !runsScripts(e) {
		return ""
	}
	return text(e, "postScript")
}

func runsScripts(e bpmn.Element) bool {
	return e.Kind().Is(bpmn.ActivityClass) && e.Kind() != bpmn.ScriptTask
}

// Script returns the body of a script task.
func Script(e bpmn.Element) string { return e.ChildText("script") }

// Instructions returns the text for users, Jinja in Markdown.
func Instructions(e bpmn.Element) string { return text(e, "instructionsForEndUser") }

// CalledDecision returns the id of the decision of a business rule task.
func CalledDecision(e bpmn.Element) string { return text(e, "calledDecisionId") }

// VariableName returns where the form data of a user task, or the payload of a
// caught signal, error or escalation (ask the root element), is stored.
func VariableName(e bpmn.Element) string { return text(e, "variableName") }

// PayloadExpression returns what a signal, error or escalation (the root
// element) carries when it is thrown.
func PayloadExpression(e bpmn.Element) string { return text(e, "payloadExpression") }

// AllowGuest reports whether a guest may complete the task; the host compares
// with the exact text.
func AllowGuest(e bpmn.Element) bool { return text(e, "allowGuest") == "true" }

// GuestConfirmation returns what a guest reads after completing the task.
func GuestConfirmation(e bpmn.Element) string { return text(e, "guestConfirmation") }

// SignalButtonLabel returns the label of the button that fires the signal of a
// boundary event.
func SignalButtonLabel(e bpmn.Element) string { return text(e, "signalButtonLabel") }

// ProcessModelToStart returns the process model that the host starts when the
// task becomes available.
func ProcessModelToStart(e bpmn.Element) string { return text(e, "processModelToStartOnTaskAvailable") }

// Category returns the category of a data object.
func Category(e bpmn.Element) string { return text(e, "category") }

// LoopCharacteristics returns the loop or multi-instance element of an
// activity, or the zero element.
func LoopCharacteristics(e bpmn.Element) bpmn.Element {
	if l := e.Child("standardLoopCharacteristics"); !l.IsZero() {
		return l
	}
	return e.Child("multiInstanceLoopCharacteristics")
}

// ScriptsOnInstances reports whether pre- and post-script of a looped activity
// run around each instance, not once around the whole loop. The engine asks
// for the exact text "true".
func ScriptsOnInstances(e bpmn.Element) bool {
	return LoopCharacteristics(e).AttrNS(bpmn.NSSpiff, "scriptsOnInstances") == "true"
}

// NameValue is a row of properties or of task metadata.
type NameValue struct{ Name, Value string }

// PropertiesOf returns the name and value pairs of an element.
func PropertiesOf(e bpmn.Element) []NameValue { return pairs(Properties.Rows(e)) }

// PropertyOf returns one of them; empty when it is missing.
func PropertyOf(e bpmn.Element, name string) string {
	v, _ := Property(name).Get(e)
	return v
}

// MetadataOf returns the task metadata; the values are Python expressions.
func MetadataOf(e bpmn.Element) []NameValue { return pairs(MetadataValues.Rows(e)) }

func pairs(rows []bpmn.Element) []NameValue {
	var out []NameValue
	for _, r := range rows {
		out = append(out, NameValue{r.Attr("name"), r.Attr("value")})
	}
	return out
}

// The properties that name the form files of a user task.
const (
	FormSchemaFile   = "formJsonSchemaFilename"
	FormUISchemaFile = "formUiSchemaFilename"
)

// UISchemaFile returns the name of the UI schema that belongs to a form schema:
// request-schema.json has request-uischema.json.
func UISchemaFile(schema string) string {
	return strings.Replace(schema, "schema.json", "uischema.json", 1)
}

// UnitTest is a test of a script task. Both bodies are JSON.
type UnitTest struct {
	Element           bpmn.Element
	ID                string
	Input, Expected   string
	HasInput, HasWant bool // the engine refuses a test without one of them
}

// UnitTestsOf returns the tests of a script task.
func UnitTestsOf(e bpmn.Element) []UnitTest {
	var out []UnitTest
	for _, r := range UnitTests.Rows(e) {
		in, want := r.ChildNS(bpmn.NSSpiff, "inputJson"), r.ChildNS(bpmn.NSSpiff, "expectedOutputJson")
		out = append(out, UnitTest{Element: r, ID: r.Attr("id"), Input: in.Text(), Expected: want.Text(),
			HasInput: !in.IsZero(), HasWant: !want.IsZero()})
	}
	return out
}
