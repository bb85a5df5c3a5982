// Package bpmn is the BPMN document: elements, their kinds, ids and references,
// and the diagrams that show them. It sits on a lossless XML document, which
// is the single source of truth: Element, Shape and Edge are handles on its
// nodes and hold no copies.
//
// A Document belongs to one goroutine.
package bpmn

// The namespaces of BPMN files.
const (
	NS      = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	NSDI    = "http://www.omg.org/spec/BPMN/20100524/DI"
	NSDC    = "http://www.omg.org/spec/DD/20100524/DC"
	NSDD    = "http://www.omg.org/spec/DD/20100524/DI"
	NSSpiff = "http://spiffworkflow.org/bpmn/schema/1.0/core"
	NSXSI   = "http://www.w3.org/2001/XMLSchema-instance"
	NSBioc  = "http://bpmn.io/schema/bpmn/biocolor/1.0"
	NSColor = "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
)

// preferred are the prefixes that a namespace gets in a file that doesn't
// declare it yet.
var preferred = map[string]string{
	NS: "bpmn", NSDI: "bpmndi", NSDC: "dc", NSDD: "di", NSSpiff: "spiffworkflow",
	NSXSI: "xsi", NSBioc: "bioc", NSColor: "color",
}

// schemaOrder ranks the children of BPMN elements as the schema orders them.
// Names that are not listed are flow elements and root elements, which share
// the rank restRank; a new child goes behind the last child of its rank.
var schemaOrder = map[string]int{
	"import": 1, "extension": 2,
	"documentation": 3, "extensionElements": 4, "auditing": 5, "monitoring": 6, "categoryValueRef": 7,
	"supportedInterfaceRef": 8,
	"incoming":              10, "outgoing": 11,
	"ioSpecification": 12, "ioBinding": 13, "property": 14,
	"dataInput": 15, "dataOutput": 16, "dataInputAssociation": 17, "dataOutputAssociation": 18,
	"inputSet": 19, "outputSet": 20,
	"resourceRole": 21, "performer": 21, "humanPerformer": 21, "potentialOwner": 21,
	"standardLoopCharacteristics": 22, "multiInstanceLoopCharacteristics": 22,
	"laneSet": 23, "childLaneSet": 34, "flowNodeRef": 30, "partitionElement": 29,
	"participant": 24, "messageFlow": 25,
	"processRef": 24, "interfaceRef": 25, "endPointRef": 26, "participantMultiplicity": 27,
	// 40 is restRank
	"association": 50, "group": 50, "textAnnotation": 50,
	"script": 51, "conditionExpression": 51, "correlationKey": 51, "conversationLink": 52,
	"dataState": 9,
	"sourceRef": 20, "targetRef": 21, "transformation": 22, "assignment": 23,
	"loopCardinality": 20, "loopDataInputRef": 21, "loopDataOutputRef": 22, "inputDataItem": 23,
	"outputDataItem": 24, "complexBehaviorDefinition": 25, "completionCondition": 26, "loopCondition": 20,
	"correlationSubscription": 60, "completionQuantity": 60, "supports": 61,
	"BPMNDiagram": 70, "relationship": 71,
	"BPMNPlane": 1, "BPMNLabelStyle": 2, "Bounds": 1, "waypoint": 2, "BPMNLabel": 3,
	"text": 41,
}

const restRank = 40

func rank(local string) int {
	if r, ok := schemaOrder[local]; ok {
		return r
	}
	return restRank
}
