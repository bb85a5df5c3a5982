package bpmn

import "strings"

// The attributes that types of the BPMN 2.0 schema share.
const (
	namedAttrs    = "id name "
	activityAttrs = namedAttrs + "isForCompensation startQuantity completionQuantity default "
	subProcess    = activityAttrs + "triggeredByEvent "
	catchAttrs    = namedAttrs + "parallelMultiple "
	gatewayAttrs  = namedAttrs + "gatewayDirection "
	dataAttrs     = namedAttrs + "itemSubjectRef "
	choreoAttrs   = namedAttrs + "initiatingParticipantRef loopType "
	diagramAttrs  = "id name documentation resolution "
	// textual marks elements that may hold text of their own.
	textual        = "# "
	expressionText = textual + "id language evaluatesToTypeRef "
	reference      = textual
)

// schemaRows lists the elements of the BPMN 2.0 schema (Semantic.xsd,
// BPMN20.xsd) with the attributes that they may have.
var schemaRows = map[string]string{
	"definitions": "id name targetNamespace expressionLanguage typeLanguage exporter exporterVersion",
	"import":      "namespace location importType",
	"extension":   "definition mustUnderstand",

	"documentation": textual + "id textFormat", "extensionElements": "", "auditing": "id", "monitoring": "id",
	"relationship": "id type direction", "source": reference, "target": reference,

	// processes and what is in them
	"process":     namedAttrs + "processType isClosed isExecutable definitionalCollaborationRef",
	"supports":    reference,
	"laneSet":     namedAttrs,
	"lane":        namedAttrs + "partitionElementRef",
	"flowNodeRef": reference, "childLaneSet": namedAttrs, "partitionElement": "id",
	"property":     dataAttrs,
	"sequenceFlow": namedAttrs + "sourceRef targetRef isImmediate", "conditionExpression": expressionText,
	"incoming": reference, "outgoing": reference,

	// events
	"startEvent": catchAttrs + "isInterrupting", "intermediateCatchEvent": catchAttrs,
	"boundaryEvent":          catchAttrs + "cancelActivity attachedToRef",
	"intermediateThrowEvent": namedAttrs, "endEvent": namedAttrs, "implicitThrowEvent": namedAttrs, "event": namedAttrs,
	"eventDefinitionRef":     reference,
	"messageEventDefinition": "id messageRef", "operationRef": reference,
	"timerEventDefinition": "id", "timeDate": expressionText, "timeDuration": expressionText, "timeCycle": expressionText,
	"errorEventDefinition": "id errorRef", "escalationEventDefinition": "id escalationRef",
	"signalEventDefinition": "id signalRef", "cancelEventDefinition": "id", "terminateEventDefinition": "id",
	"compensateEventDefinition":  "id waitForCompletion activityRef",
	"conditionalEventDefinition": "id", "condition": expressionText,
	"linkEventDefinition": namedAttrs,

	// activities
	"task": activityAttrs, "manualTask": activityAttrs,
	"userTask": activityAttrs + "implementation", "rendering": "id",
	"serviceTask":      activityAttrs + "implementation operationRef",
	"sendTask":         activityAttrs + "implementation messageRef operationRef",
	"receiveTask":      activityAttrs + "implementation messageRef operationRef instantiate",
	"businessRuleTask": activityAttrs + "implementation",
	"scriptTask":       activityAttrs + "scriptFormat", "script": textual,
	"callActivity": activityAttrs + "calledElement",
	"subProcess":   subProcess, "transaction": subProcess + "method",
	"adHocSubProcess": subProcess + "cancelRemainingInstances ordering", "completionCondition": expressionText,
	"standardLoopCharacteristics": "id testBefore loopMaximum", "loopCondition": expressionText,
	"multiInstanceLoopCharacteristics": "id isSequential behavior oneBehaviorEventRef noneBehaviorEventRef",
	"loopCardinality":                  expressionText, "loopDataInputRef": reference, "loopDataOutputRef": reference,
	"inputDataItem": dataAttrs + "isCollection", "outputDataItem": dataAttrs + "isCollection",
	"complexBehaviorDefinition": "id",

	// gateways
	"exclusiveGateway": gatewayAttrs + "default", "inclusiveGateway": gatewayAttrs + "default",
	"parallelGateway": gatewayAttrs,
	"complexGateway":  gatewayAttrs + "default", "activationCondition": expressionText,
	"eventBasedGateway": gatewayAttrs + "instantiate eventGatewayType",

	// data
	"dataObject":          dataAttrs + "isCollection",
	"dataObjectReference": dataAttrs + "dataObjectRef",
	"dataStore":           dataAttrs + "capacity isUnlimited",
	// SpiffWorkflow's modelers write the kind of store as type, without a prefix.
	"dataStoreReference": dataAttrs + "dataStoreRef type",
	"dataInput":          dataAttrs + "isCollection", "dataOutput": dataAttrs + "isCollection",
	"dataState": namedAttrs, "ioSpecification": "id", "inputSet": namedAttrs, "outputSet": namedAttrs,
	"dataInputRefs": reference, "optionalInputRefs": reference, "whileExecutingInputRefs": reference,
	"dataOutputRefs": reference, "optionalOutputRefs": reference, "whileExecutingOutputRefs": reference,
	"inputSetRefs": reference, "outputSetRefs": reference,
	"ioBinding":            "id operationRef inputDataRef outputDataRef",
	"dataInputAssociation": "id", "dataOutputAssociation": "id", "dataAssociation": "id",
	"sourceRef": reference, "targetRef": reference,
	"transformation": expressionText, "assignment": "id", "from": expressionText, "to": expressionText,
	"expression": expressionText, "formalExpression": expressionText,

	// artifacts
	"association":    "id sourceRef targetRef associationDirection",
	"textAnnotation": "id textFormat", "text": textual,
	"group": "id categoryValueRef", "category": namedAttrs, "categoryValue": "id value", "categoryValueRef": reference,

	// collaborations
	"collaboration": namedAttrs + "isClosed",
	"participant":   namedAttrs + "processRef", "participantMultiplicity": "id minimum maximum",
	"interfaceRef": reference, "endPointRef": reference, "endPoint": "id", "partnerRole": namedAttrs, "partnerEntity": namedAttrs,
	"participantRef": reference,
	"messageFlow":    namedAttrs + "sourceRef targetRef messageRef", "messageFlowRef": reference,
	"messageFlowAssociation": "id innerMessageFlowRef outerMessageFlowRef",
	"participantAssociation": "id", "innerParticipantRef": reference, "outerParticipantRef": reference,
	"conversation": namedAttrs, "subConversation": namedAttrs, "globalConversation": namedAttrs + "isClosed",
	"callConversation": namedAttrs + "calledCollaborationRef",
	"conversationLink": namedAttrs + "sourceRef targetRef", "conversationAssociation": "id innerConversationNodeRef outerConversationNodeRef",
	"choreography": namedAttrs + "isClosed", "choreographyRef": reference, "choreographyTask": choreoAttrs,
	"subChoreography": choreoAttrs, "callChoreography": choreoAttrs + "calledChoreographyRef",
	"globalChoreographyTask": namedAttrs + "isClosed initiatingParticipantRef",

	// root elements
	"message": namedAttrs + "itemRef", "signal": namedAttrs + "structureRef",
	"error": namedAttrs + "errorCode structureRef", "escalation": namedAttrs + "escalationCode structureRef",
	"itemDefinition": "id structureRef isCollection itemKind",
	"interface":      namedAttrs + "implementationRef", "operation": namedAttrs + "implementationRef",
	"inMessageRef": reference, "outMessageRef": reference, "errorRef": reference, "supportedInterfaceRef": reference,
	"globalTask": namedAttrs, "globalManualTask": namedAttrs, "globalUserTask": namedAttrs + "implementation",
	"globalBusinessRuleTask": namedAttrs + "implementation", "globalScriptTask": namedAttrs + "scriptLanguage",
	"resource": namedAttrs, "resourceParameter": namedAttrs + "type isRequired",
	"resourceRole": namedAttrs, "performer": namedAttrs, "humanPerformer": namedAttrs, "potentialOwner": namedAttrs,
	"resourceRef": reference, "resourceParameterBinding": "id parameterRef", "resourceAssignmentExpression": "id",
	"correlationKey": namedAttrs, "correlationProperty": namedAttrs + "type", "correlationPropertyRef": reference,
	"correlationPropertyRetrievalExpression": "id messageRef", "messagePath": expressionText,
	"correlationPropertyBinding": "id correlationPropertyRef", "dataPath": expressionText,
	"correlationSubscription": "id correlationKeyRef",
}

// interchangeRows is the same for diagram interchange (BPMNDI.xsd, DI.xsd,
// DC.xsd), by namespace.
var interchangeRows = map[string]map[string]string{
	NSDI: {
		"BPMNDiagram": diagramAttrs, "BPMNPlane": "id bpmnElement", "BPMNLabel": "id labelStyle", "BPMNLabelStyle": "id",
		"BPMNShape": "id bpmnElement isHorizontal isExpanded isMarkerVisible isMessageVisible participantBandKind choreographyActivityShape",
		"BPMNEdge":  "id bpmnElement sourceElement targetElement messageVisibleKind",
	},
	NSDC: {"Bounds": "x y width height", "Point": "x y", "Font": "name size isBold isItalic isUnderline isStrikeThrough"},
	NSDD: {"waypoint": "x y", "extension": "", "Style": "id"},
}

// schemaElement is what the schema says of one element.
type schemaElement struct {
	attrs []string
	text  bool // it may hold text of its own
}

// schema finds a row by namespace and local name.
var schema = func() map[string]map[string]schemaElement {
	read := func(rows map[string]string) map[string]schemaElement {
		m := make(map[string]schemaElement, len(rows))
		for name, row := range rows {
			attrs, text := strings.CutPrefix(row, textual)
			m[name] = schemaElement{strings.Fields(attrs), text}
		}
		return m
	}
	m := map[string]map[string]schemaElement{NS: read(schemaRows)}
	for ns, rows := range interchangeRows {
		m[ns] = read(rows)
	}
	return m
}()
