package spiff

import "spiffmodeler/bpmn"

// Use says who gives an extension a meaning.
type Use uint8

// The uses.
const (
	Engine  Use = iota // SpiffWorkflow acts on it
	Carried            // SpiffWorkflow only carries it, its host (SpiffArena) acts on it
	Editor             // only modelers read it
)

// Shape is the form of an extension in the XML.
type Shape uint8

// The shapes.
const (
	TextBody    Shape = iota // an element whose text is the value
	Structure                // an element with attributes or children
	AttributeOf              // an attribute of the element
)

// Extension is one row of the table of extensions.
type Extension struct {
	Name  string // local name
	Shape Shape
	Use   Use
	// On are the kinds of element that have it; a kind that takes events stands
	// for the message definition inside them. Nil means every element.
	On []bpmn.Kind
}

var (
	activities = []bpmn.Kind{bpmn.Task, bpmn.UserTask, bpmn.ManualTask, bpmn.ServiceTask, bpmn.SendTask, bpmn.ReceiveTask,
		bpmn.BusinessRuleTask, bpmn.CallActivity, bpmn.SubProcess, bpmn.Transaction, bpmn.AdHocSubProcess}
	instructed = []bpmn.Kind{bpmn.ManualTask, bpmn.UserTask, bpmn.ServiceTask, bpmn.ScriptTask, bpmn.EndEvent,
		bpmn.IntermediateCatchEvent, bpmn.CallActivity, bpmn.SubProcess, bpmn.Transaction}
	human     = []bpmn.Kind{bpmn.UserTask, bpmn.ManualTask}
	payloads  = []bpmn.Kind{bpmn.Signal, bpmn.Error, bpmn.Escalation}
	receivers = []bpmn.Kind{bpmn.ReceiveTask, bpmn.StartEvent, bpmn.IntermediateCatchEvent, bpmn.BoundaryEvent}
	senders   = []bpmn.Kind{bpmn.SendTask, bpmn.IntermediateThrowEvent, bpmn.EndEvent}
	looped    = append([]bpmn.Kind{bpmn.ScriptTask}, activities...)
)

// Extensions lists every extension of the spiffworkflow namespace.
var Extensions = []Extension{
	{"preScript", TextBody, Engine, activities},
	{"postScript", TextBody, Engine, activities},
	{"serviceTaskOperator", Structure, Engine, []bpmn.Kind{bpmn.ServiceTask}},
	{"calledDecisionId", TextBody, Engine, []bpmn.Kind{bpmn.BusinessRuleTask}},
	{"instructionsForEndUser", TextBody, Carried, instructed},
	{"properties", Structure, Carried, nil},
	{"variableName", TextBody, Engine, append([]bpmn.Kind{bpmn.UserTask}, payloads...)},
	{"payloadExpression", TextBody, Engine, payloads},
	{"messagePayload", TextBody, Engine, senders},
	{"messageVariable", TextBody, Engine, receivers},
	{"processVariableCorrelation", Structure, Engine, receivers},
	{"unitTests", Structure, Carried, []bpmn.Kind{bpmn.ScriptTask}},
	{"taskMetadataValues", Structure, Carried, human},
	{"allowGuest", TextBody, Carried, append([]bpmn.Kind{bpmn.StartEvent}, human...)},
	{"guestConfirmation", TextBody, Carried, human},
	{"signalButtonLabel", TextBody, Carried, []bpmn.Kind{bpmn.BoundaryEvent}},
	{"processModelToStartOnTaskAvailable", TextBody, Carried, human},
	{"category", TextBody, Engine, []bpmn.Kind{bpmn.DataObject}},
	{"scriptsOnInstances", AttributeOf, Engine, looped}, // of the loop characteristics
	{"isOutputSynced", AttributeOf, Editor, looped},
	{"isMatchingCorrelation", AttributeOf, Editor, receivers},
	{"jsonSchemaId", AttributeOf, Editor, []bpmn.Kind{bpmn.Message}},
}

// ExtensionNamed returns the row of an extension.
func ExtensionNamed(local string) (Extension, bool) {
	for _, x := range Extensions {
		if x.Name == local {
			return x, true
		}
	}
	return Extension{}, false
}

// AppliesTo reports whether elements of the kind have the extension.
func (x Extension) AppliesTo(k bpmn.Kind) bool {
	if x.On == nil {
		return true
	}
	for _, on := range x.On {
		if on == k {
			return true
		}
	}
	return false
}
