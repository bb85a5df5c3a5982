package lint

import "spiffmodeler/bpmn"

func labelRequired(r *run, e bpmn.Element) {
	k := e.Kind()
	switch {
	case !blank(e.Name()):
	case k.Is(bpmn.ActivityClass):
		r.info(e, "%s has no name; say what is done there", a(k))
	case k.Is(bpmn.EventClass) && e.Definition() != bpmn.NoDefinition && k != bpmn.BoundaryEvent:
		r.info(e, "%s has no name; say what happens there", a(k))
	case (k == bpmn.ExclusiveGateway || k == bpmn.InclusiveGateway) && len(e.Outgoing()) > 1:
		r.info(e, "%s has no name; ask the question that it decides", title(e))
	case k == bpmn.SequenceFlow && e.HasCondition() && len(e.Source().Outgoing()) > 1:
		r.info(e, "%s has a condition but no name; say when it is taken", title(e))
	case k == bpmn.Participant || k == bpmn.Lane:
		r.info(e, "%s has no name; say who it is", a(k))
	}
}
