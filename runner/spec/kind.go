package spec

// Kind is the engine's class of a task.
type Kind uint8

// The kinds of task. The synthetic ones have no element on the diagram.
const (
	Start Kind = iota
	StartEventSplit
	StartEventJoin
	EndJoin
	End
	BoundaryEventSplit
	BoundaryEventJoin
	StartEvent
	EndEvent
	IntermediateCatchEvent
	IntermediateThrowEvent
	BoundaryEvent
	EventBasedGateway
	ExclusiveGateway
	ParallelGateway
	InclusiveGateway
	NoneTask
	UserTask
	ManualTask
	ScriptTask
	ServiceTask
	BusinessRuleTask
	SendTask
	ReceiveTask
	SubWorkflowTask
	CallActivity
	TransactionSubprocess
	ParallelMultiInstanceTask
	SequentialMultiInstanceTask
	StandardLoopTask
	NumKinds
)

// kindNames are the names of the engine's classes, which traces and task lists show as a task's type.
var kindNames = [NumKinds]string{
	Start: "BpmnStartTask", StartEventSplit: "StartEventSplit", StartEventJoin: "StartEventJoin", EndJoin: "_EndJoin",
	End: "SimpleBpmnTask", BoundaryEventSplit: "BoundaryEventSplit", BoundaryEventJoin: "BoundaryEventJoin",
	StartEvent: "StartEvent", EndEvent: "EndEvent", IntermediateCatchEvent: "IntermediateCatchEvent",
	IntermediateThrowEvent: "IntermediateThrowEvent", BoundaryEvent: "BoundaryEvent",
	EventBasedGateway: "EventBasedGateway", ExclusiveGateway: "ExclusiveGateway", ParallelGateway: "ParallelGateway",
	InclusiveGateway: "InclusiveGateway", NoneTask: "NoneTask", UserTask: "UserTask", ManualTask: "ManualTask",
	ScriptTask: "ScriptTask", ServiceTask: "ServiceTask", BusinessRuleTask: "BusinessRuleTask", SendTask: "SendTask",
	ReceiveTask: "ReceiveTask", SubWorkflowTask: "SubWorkflowTask", CallActivity: "CallActivity",
	TransactionSubprocess: "TransactionSubprocess", ParallelMultiInstanceTask: "ParallelMultiInstanceTask",
	SequentialMultiInstanceTask: "SequentialMultiInstanceTask", StandardLoopTask: "StandardLoopTask",
}

// String returns the name of the engine's class.
func (k Kind) String() string { return kindNames[k] }

// IsCatching reports whether tasks of the kind wait for an event: the engine's CatchingEvent.
func (k Kind) IsCatching() bool {
	switch k {
	case StartEvent, IntermediateCatchEvent, BoundaryEvent, EventBasedGateway, ReceiveTask:
		return true
	}
	return false
}

// IsThrowing reports whether tasks of the kind throw an event: the engine's ThrowingEvent.
func (k Kind) IsThrowing() bool { return k == EndEvent || k == IntermediateThrowEvent || k == SendTask }

// IsEvent reports whether tasks of the kind are BPMN events.
func (k Kind) IsEvent() bool {
	switch k {
	case StartEvent, EndEvent, IntermediateCatchEvent, IntermediateThrowEvent, BoundaryEvent:
		return true
	}
	return false
}

// IsSubWorkflow reports whether a task of the kind runs a process of its own.
func (k Kind) IsSubWorkflow() bool {
	return k == SubWorkflowTask || k == CallActivity || k == TransactionSubprocess
}

// IsLoop reports whether the kind is the wrapper of a looped activity.
func (k Kind) IsLoop() bool {
	return k == ParallelMultiInstanceTask || k == SequentialMultiInstanceTask || k == StandardLoopTask
}

// IsUnstructuredJoin reports whether tokens of the kind are merged: gateways that join, and the end of a process.
func (k Kind) IsUnstructuredJoin() bool {
	return k == EndJoin || k == ParallelGateway || k == InclusiveGateway
}
