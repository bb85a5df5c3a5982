package bpmn

// Kind is a kind of element as users know it. What varies within a kind (loop,
// collapsed, interrupting, triggered by an event) is a trait of the element;
// which event definition an event has is its Definition.
type Kind uint8

// The kinds. Unknown is every element without a row: kept, shown as a plain
// box where it has a shape, and refused by the runner.
const (
	Unknown Kind = iota
	Definitions
	Process
	Collaboration
	Participant
	LaneSet
	Lane
	StartEvent
	IntermediateCatchEvent
	IntermediateThrowEvent
	BoundaryEvent
	EndEvent
	Task
	UserTask
	ManualTask
	ScriptTask
	ServiceTask
	SendTask
	ReceiveTask
	BusinessRuleTask
	CallActivity
	SubProcess
	Transaction
	AdHocSubProcess
	ExclusiveGateway
	ParallelGateway
	InclusiveGateway
	EventBasedGateway
	ComplexGateway
	DataObject
	DataObjectReference
	DataStore
	DataStoreReference
	DataInput
	DataOutput
	TextAnnotation
	Group
	SequenceFlow
	MessageFlow
	Association
	DataInputAssociation
	DataOutputAssociation
	Message
	Signal
	Error
	Escalation
	CorrelationKey
	CorrelationProperty
	Category
	CategoryValue
	ItemDefinition
	Choreography
	ChoreographyTask
	SubChoreography
	CallChoreography
	ConversationNode
	ConversationLink
	Diagram
	Plane
	ShapeDI
	EdgeDI
	numKinds
)

// Class groups kinds that the editor treats alike.
type Class uint8

// The classes of kinds.
const (
	OtherClass       Class = iota
	RootClass              // definitions, processes, collaborations
	ContainerClass         // participants and lanes
	EventClass             // all five positions of events
	ActivityClass          // tasks, call activities and sub-processes
	GatewayClass           // all gateways
	DataClass              // data objects, stores, inputs and outputs
	ArtifactClass          // text annotations and groups
	ConnectionClass        // all flows and associations
	DefinitionClass        // messages, signals, errors ...: elements without a shape
	InterchangeClass       // diagrams, planes, shapes and edges
)

// Outline is the form that flows dock on.
type Outline uint8

// The outlines.
const (
	NoOutline Outline = iota
	Rectangle
	RoundedRectangle // corner radius 10
	Circle
	Diamond
)

// LabelPlace says where a kind shows its name.
type LabelPlace uint8

// The places of labels.
const (
	NoLabel       LabelPlace = iota
	InsideLabel              // part of the shape's drawing
	ExternalLabel            // a label of its own, which can be moved
	HeaderLabel              // in the band of pools and lanes
)

// KindInfo is the row of a kind.
type KindInfo struct {
	Kind     Kind
	Tag      string  // local name in its namespace
	Name     string  // as users read it, lower case
	Class    Class   //
	W, H     float64 // default size in diagram units
	Outline  Outline
	Label    LabelPlace
	IDPrefix string // generated ids begin with it
}

// Kinds has one row per kind, at the kind's index. Every layer keys its own
// table by the same kinds.
var Kinds = [numKinds]KindInfo{
	Unknown:                {Tag: "", Name: "unknown element", W: 100, H: 80, Outline: Rectangle, Label: InsideLabel, IDPrefix: "Element"},
	Definitions:            {Tag: "definitions", Name: "definitions", Class: RootClass, IDPrefix: "Definitions"},
	Process:                {Tag: "process", Name: "process", Class: RootClass, IDPrefix: "Process"},
	Collaboration:          {Tag: "collaboration", Name: "collaboration", Class: RootClass, IDPrefix: "Collaboration"},
	Participant:            {Tag: "participant", Name: "pool", Class: ContainerClass, W: 600, H: 250, Outline: Rectangle, Label: HeaderLabel, IDPrefix: "Participant"},
	LaneSet:                {Tag: "laneSet", Name: "lane set", Class: OtherClass, IDPrefix: "LaneSet"},
	Lane:                   {Tag: "lane", Name: "lane", Class: ContainerClass, W: 400, H: 120, Outline: Rectangle, Label: HeaderLabel, IDPrefix: "Lane"},
	StartEvent:             {Tag: "startEvent", Name: "start event", Class: EventClass, W: 36, H: 36, Outline: Circle, Label: ExternalLabel, IDPrefix: "StartEvent"},
	IntermediateCatchEvent: {Tag: "intermediateCatchEvent", Name: "intermediate catch event", Class: EventClass, W: 36, H: 36, Outline: Circle, Label: ExternalLabel, IDPrefix: "Event"},
	IntermediateThrowEvent: {Tag: "intermediateThrowEvent", Name: "intermediate throw event", Class: EventClass, W: 36, H: 36, Outline: Circle, Label: ExternalLabel, IDPrefix: "Event"},
	BoundaryEvent:          {Tag: "boundaryEvent", Name: "boundary event", Class: EventClass, W: 36, H: 36, Outline: Circle, Label: ExternalLabel, IDPrefix: "Event"},
	EndEvent:               {Tag: "endEvent", Name: "end event", Class: EventClass, W: 36, H: 36, Outline: Circle, Label: ExternalLabel, IDPrefix: "Event"},
	Task:                   {Tag: "task", Name: "task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	UserTask:               {Tag: "userTask", Name: "user task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	ManualTask:             {Tag: "manualTask", Name: "manual task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	ScriptTask:             {Tag: "scriptTask", Name: "script task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	ServiceTask:            {Tag: "serviceTask", Name: "service task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	SendTask:               {Tag: "sendTask", Name: "send task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	ReceiveTask:            {Tag: "receiveTask", Name: "receive task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	BusinessRuleTask:       {Tag: "businessRuleTask", Name: "business rule task", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	CallActivity:           {Tag: "callActivity", Name: "call activity", Class: ActivityClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	SubProcess:             {Tag: "subProcess", Name: "sub-process", Class: ActivityClass, W: 350, H: 200, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	Transaction:            {Tag: "transaction", Name: "transaction", Class: ActivityClass, W: 350, H: 200, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	AdHocSubProcess:        {Tag: "adHocSubProcess", Name: "ad-hoc sub-process", Class: ActivityClass, W: 350, H: 200, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	ExclusiveGateway:       {Tag: "exclusiveGateway", Name: "exclusive gateway", Class: GatewayClass, W: 50, H: 50, Outline: Diamond, Label: ExternalLabel, IDPrefix: "Gateway"},
	ParallelGateway:        {Tag: "parallelGateway", Name: "parallel gateway", Class: GatewayClass, W: 50, H: 50, Outline: Diamond, Label: ExternalLabel, IDPrefix: "Gateway"},
	InclusiveGateway:       {Tag: "inclusiveGateway", Name: "inclusive gateway", Class: GatewayClass, W: 50, H: 50, Outline: Diamond, Label: ExternalLabel, IDPrefix: "Gateway"},
	EventBasedGateway:      {Tag: "eventBasedGateway", Name: "event-based gateway", Class: GatewayClass, W: 50, H: 50, Outline: Diamond, Label: ExternalLabel, IDPrefix: "Gateway"},
	ComplexGateway:         {Tag: "complexGateway", Name: "complex gateway", Class: GatewayClass, W: 50, H: 50, Outline: Diamond, Label: ExternalLabel, IDPrefix: "Gateway"},
	DataObject:             {Tag: "dataObject", Name: "data object", Class: DefinitionClass, W: 36, H: 50, Outline: Rectangle, IDPrefix: "DataObject"},
	DataObjectReference:    {Tag: "dataObjectReference", Name: "data object reference", Class: DataClass, W: 36, H: 50, Outline: Rectangle, Label: ExternalLabel, IDPrefix: "DataObjectReference"},
	DataStore:              {Tag: "dataStore", Name: "data store", Class: DefinitionClass, W: 50, H: 50, Outline: Rectangle, IDPrefix: "DataStore"},
	DataStoreReference:     {Tag: "dataStoreReference", Name: "data store reference", Class: DataClass, W: 50, H: 50, Outline: Rectangle, Label: ExternalLabel, IDPrefix: "DataStoreReference"},
	DataInput:              {Tag: "dataInput", Name: "data input", Class: DataClass, W: 36, H: 50, Outline: Rectangle, Label: ExternalLabel, IDPrefix: "DataInput"},
	DataOutput:             {Tag: "dataOutput", Name: "data output", Class: DataClass, W: 36, H: 50, Outline: Rectangle, Label: ExternalLabel, IDPrefix: "DataOutput"},
	TextAnnotation:         {Tag: "textAnnotation", Name: "text annotation", Class: ArtifactClass, W: 100, H: 40, Outline: Rectangle, Label: InsideLabel, IDPrefix: "TextAnnotation"},
	Group:                  {Tag: "group", Name: "group", Class: ArtifactClass, W: 300, H: 300, Outline: RoundedRectangle, Label: ExternalLabel, IDPrefix: "Group"},
	SequenceFlow:           {Tag: "sequenceFlow", Name: "sequence flow", Class: ConnectionClass, Label: ExternalLabel, IDPrefix: "Flow"},
	MessageFlow:            {Tag: "messageFlow", Name: "message flow", Class: ConnectionClass, Label: ExternalLabel, IDPrefix: "Flow"},
	Association:            {Tag: "association", Name: "association", Class: ConnectionClass, IDPrefix: "Association"},
	DataInputAssociation:   {Tag: "dataInputAssociation", Name: "data input association", Class: ConnectionClass, IDPrefix: "DataInputAssociation"},
	DataOutputAssociation:  {Tag: "dataOutputAssociation", Name: "data output association", Class: ConnectionClass, IDPrefix: "DataOutputAssociation"},
	Message:                {Tag: "message", Name: "message", Class: DefinitionClass, IDPrefix: "Message"},
	Signal:                 {Tag: "signal", Name: "signal", Class: DefinitionClass, IDPrefix: "Signal"},
	Error:                  {Tag: "error", Name: "error", Class: DefinitionClass, IDPrefix: "Error"},
	Escalation:             {Tag: "escalation", Name: "escalation", Class: DefinitionClass, IDPrefix: "Escalation"},
	CorrelationKey:         {Tag: "correlationKey", Name: "correlation key", Class: DefinitionClass, IDPrefix: "CorrelationKey"},
	CorrelationProperty:    {Tag: "correlationProperty", Name: "correlation property", Class: DefinitionClass, IDPrefix: "CorrelationProperty"},
	Category:               {Tag: "category", Name: "category", Class: DefinitionClass, IDPrefix: "Category"},
	CategoryValue:          {Tag: "categoryValue", Name: "category value", Class: DefinitionClass, IDPrefix: "CategoryValue"},
	ItemDefinition:         {Tag: "itemDefinition", Name: "item definition", Class: DefinitionClass, IDPrefix: "ItemDefinition"},
	Choreography:           {Tag: "choreography", Name: "choreography", Class: RootClass, IDPrefix: "Choreography"},
	ChoreographyTask:       {Tag: "choreographyTask", Name: "choreography task", Class: OtherClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	SubChoreography:        {Tag: "subChoreography", Name: "sub-choreography", Class: OtherClass, W: 350, H: 200, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	CallChoreography:       {Tag: "callChoreography", Name: "call choreography", Class: OtherClass, W: 100, H: 80, Outline: RoundedRectangle, Label: InsideLabel, IDPrefix: "Activity"},
	ConversationNode:       {Tag: "conversation", Name: "conversation", Class: OtherClass, W: 60, H: 50, Outline: Rectangle, Label: ExternalLabel, IDPrefix: "Conversation"},
	ConversationLink:       {Tag: "conversationLink", Name: "conversation link", Class: ConnectionClass, IDPrefix: "ConversationLink"},
	Diagram:                {Tag: "BPMNDiagram", Name: "diagram", Class: InterchangeClass, IDPrefix: "BPMNDiagram"},
	Plane:                  {Tag: "BPMNPlane", Name: "plane", Class: InterchangeClass, IDPrefix: "BPMNPlane"},
	ShapeDI:                {Tag: "BPMNShape", Name: "shape", Class: InterchangeClass, IDPrefix: "BPMNShape"},
	EdgeDI:                 {Tag: "BPMNEdge", Name: "edge", Class: InterchangeClass, IDPrefix: "BPMNEdge"},
}

// Info returns the kind's row.
func (k Kind) Info() KindInfo {
	i := Kinds[k]
	i.Kind = k
	return i
}

// String returns the kind's name as users read it.
func (k Kind) String() string { return Kinds[k].Name }

// Is reports whether the kind belongs to the class.
func (k Kind) Is(c Class) bool { return Kinds[k].Class == c }

// IsFlowNode reports whether sequence flows may begin or end at the kind:
// events, activities and gateways.
func (k Kind) IsFlowNode() bool {
	c := Kinds[k].Class
	return c == EventClass || c == ActivityClass || c == GatewayClass
}

// IsSubProcess reports whether the kind is an activity that holds flow elements.
func (k Kind) IsSubProcess() bool { return k == SubProcess || k == Transaction || k == AdHocSubProcess }

// kindsByTag finds a kind by its local name, for the BPMN namespace and for
// that of diagram interchange. Conversations share one kind.
var kindsByTag = func() map[string]Kind {
	m := map[string]Kind{"subConversation": ConversationNode, "callConversation": ConversationNode,
		"globalConversation": Collaboration}
	for k := Unknown + 1; k < numKinds; k++ {
		m[Kinds[k].Tag] = k
	}
	return m
}()

// KindOf returns the kind of elements with the name, or Unknown.
func KindOf(ns, local string) Kind {
	k := kindsByTag[local]
	if di := Kinds[k].Class == InterchangeClass; di && ns == NSDI || !di && ns == NS {
		return k
	}
	return Unknown
}

// Definition says what an event is about.
type Definition uint8

// The event definitions. Multiple and ParallelMultiple stand for several.
const (
	NoDefinition Definition = iota
	MessageDefinition
	TimerDefinition
	ErrorDefinition
	EscalationDefinition
	CancelDefinition
	CompensateDefinition
	ConditionalDefinition
	LinkDefinition
	SignalDefinition
	TerminateDefinition
	MultipleDefinition
	ParallelMultipleDefinition
	numDefinitions
)

// DefinitionInfo is the row of an event definition.
type DefinitionInfo struct {
	Tag  string // local name of the element; empty for none and the two multiples
	Name string // as users read it, lower case
	// Ref is the attribute that names a root element, and RefKind that element's kind.
	Ref     string
	RefKind Kind
	// Positions are the kinds of event that may have the definition.
	Positions []Kind
}

// EventDefinitions has one row per definition, at its index.
var EventDefinitions = [numDefinitions]DefinitionInfo{
	NoDefinition:               {Name: "none", Positions: []Kind{StartEvent, IntermediateThrowEvent, EndEvent}},
	MessageDefinition:          {Tag: "messageEventDefinition", Name: "message", Ref: "messageRef", RefKind: Message, Positions: []Kind{StartEvent, IntermediateCatchEvent, IntermediateThrowEvent, BoundaryEvent, EndEvent}},
	TimerDefinition:            {Tag: "timerEventDefinition", Name: "timer", Positions: []Kind{StartEvent, IntermediateCatchEvent, BoundaryEvent}},
	ErrorDefinition:            {Tag: "errorEventDefinition", Name: "error", Ref: "errorRef", RefKind: Error, Positions: []Kind{StartEvent, BoundaryEvent, EndEvent}},
	EscalationDefinition:       {Tag: "escalationEventDefinition", Name: "escalation", Ref: "escalationRef", RefKind: Escalation, Positions: []Kind{StartEvent, IntermediateThrowEvent, BoundaryEvent, EndEvent}},
	CancelDefinition:           {Tag: "cancelEventDefinition", Name: "cancel", Positions: []Kind{BoundaryEvent, EndEvent}},
	CompensateDefinition:       {Tag: "compensateEventDefinition", Name: "compensation", Positions: []Kind{StartEvent, IntermediateThrowEvent, BoundaryEvent, EndEvent}},
	ConditionalDefinition:      {Tag: "conditionalEventDefinition", Name: "conditional", Positions: []Kind{StartEvent, IntermediateCatchEvent, BoundaryEvent}},
	LinkDefinition:             {Tag: "linkEventDefinition", Name: "link", Positions: []Kind{IntermediateCatchEvent, IntermediateThrowEvent}},
	SignalDefinition:           {Tag: "signalEventDefinition", Name: "signal", Ref: "signalRef", RefKind: Signal, Positions: []Kind{StartEvent, IntermediateCatchEvent, IntermediateThrowEvent, BoundaryEvent, EndEvent}},
	TerminateDefinition:        {Tag: "terminateEventDefinition", Name: "terminate", Positions: []Kind{EndEvent}},
	MultipleDefinition:         {Name: "multiple"},
	ParallelMultipleDefinition: {Name: "parallel multiple"},
}

// String returns the definition's name as users read it.
func (d Definition) String() string { return EventDefinitions[d].Name }

var definitionsByTag = func() map[string]Definition {
	m := map[string]Definition{}
	for d, row := range EventDefinitions {
		if row.Tag != "" {
			m[row.Tag] = Definition(d)
		}
	}
	return m
}()
