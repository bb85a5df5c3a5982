package modeling

import "spiffmodeler/bpmn"

// Measurer sizes texts in diagram units.
type Measurer interface {
	// LabelSize returns the size of a label beside an element, wrapped to a width.
	LabelSize(text string, maxWidth float64) (w, h float64)
	// AnnotationHeight returns the height that an annotation of a width needs.
	AnnotationHeight(text string, width float64) float64
}

// Behaviors returns what follows from any change of a document that is being
// edited, in the order in which it happens.
func Behaviors(m Measurer) []bpmn.Behavior {
	return []bpmn.Behavior{
		RemoveDangling,
		KeepCompensation,
		KeepEventGateways,
		KeepDefaultFlows,
		KeepFlowLists,
		RemoveUnusedData,
		RemoveUnusedMessages,
		RemoveEmptyCollaboration,
		RemoveEmptyContainers,
		GrowLanes,
		GrowContainers,
		ClearRoutes,
		KeepLaneMembers,
		KeepGroupMembers,
		FitAnnotations(m),
		PlaceLabels(m),
		ClearLabels,
		ClearFlowLabels,
	}
}
