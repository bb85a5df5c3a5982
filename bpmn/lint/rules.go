package lint

import (
	"slices"

	"spiffmodeler/bpmn"
)

// table has every rule, those of the engine first.
var table = []Rule{
	{"unsupported-element", "SpiffWorkflow can run every element that is used.", flowNodes, unsupportedElement},
	{"unsupported-event", "SpiffWorkflow reads what an event is about.", class(bpmn.EventClass), unsupportedEvent},
	{"start-event", "Every process and sub-process begins at a start event and comes to an end event.", scopes, startEvent},
	{"single-blank-start", "A process has one start event without trigger, and no others beside it.", kinds(bpmn.Process), blankStart},
	{"event-sub-process", "An event sub-process begins with an event that is waited for.", kinds(bpmn.SubProcess), eventSubProcess},
	{"single-outgoing", "Only gateways and start events have several outgoing flows.", flowNodes, singleOutgoing},
	{"conditional-flows", "Flows out of an exclusive or inclusive gateway have a condition or are the default.", kinds(bpmn.ExclusiveGateway, bpmn.InclusiveGateway), conditionalFlows},
	{"ignored-condition", "Conditions stand on flows out of exclusive and inclusive gateways.", kinds(bpmn.SequenceFlow), ignoredCondition},
	{"event-based-gateway", "An event-based gateway leads to two or more events that are waited for.", kinds(bpmn.EventBasedGateway), eventBasedGateway},
	{"service-operator", "A service task names its operator, and its parameters have a type and a value.", kinds(bpmn.ServiceTask), serviceOperator},
	{"called-element", "A call activity names a process that exists.", kinds(bpmn.CallActivity), calledElement},
	{"called-decision", "A business rule task names a decision that exists.", kinds(bpmn.BusinessRuleTask), calledDecision},
	{"script", "A script task has a script.", kinds(bpmn.ScriptTask), scriptMissing},
	{"user-form", "A user task names a form that exists.", kinds(bpmn.UserTask), userForm},
	{"loop", "A loop says how often it runs.", class(bpmn.ActivityClass), loop},
	{"timer", "A timer has an expression for a date, a duration or a cycle.", class(bpmn.EventClass), timer},
	{"data-association", "Data associations lead to data object or data store references.", kinds(bpmn.DataInputAssociation, bpmn.DataOutputAssociation), dataAssociation},
	{"data-object-id", "The id of a data object can be a variable.", kinds(bpmn.DataObject), dataObjectID},
	{"correlation", "A correlation property says how to find its value in each message.", kinds(bpmn.CorrelationProperty), correlation},
	{"python", "Scripts and expressions are Python.", every, python},

	{"no-disconnected", "Flow nodes are connected.", flowNodes, disconnected},
	{"unreachable", "Every flow node can be reached from a start event.", flowNodes, unreachable},
	{"no-implicit-end", "A path ends at an end event.", flowNodes, implicitEnd},
	{"fake-join", "Flows are joined by gateways.", class(bpmn.ActivityClass, bpmn.EventClass), fakeJoin},
	{"no-duplicate-flows", "No two flows lead from one element to another under the same condition.", flowNodes, duplicateFlows},
	{"no-gateway-join-fork", "A gateway joins or forks, not both.", class(bpmn.GatewayClass), joinFork},
	{"superfluous-gateway", "A gateway has several flows on one side.", class(bpmn.GatewayClass), superfluousGateway},
	{"label-required", "Activities, events and deciding gateways have a name.", every, labelRequired},
	{"executable", "A file has a process that can be run.", kinds(bpmn.Definitions), executable},
}

// Rules returns all rules, for lists and help.
func Rules() []Rule { return slices.Clone(table) }
