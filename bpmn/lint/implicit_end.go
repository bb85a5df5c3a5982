package lint

import "spiffmodeler/bpmn"

func implicitEnd(r *run, e bpmn.Element) {
	switch {
	case e.Kind() == bpmn.EndEvent || e.IsEventSubProcess() || len(e.Outgoing()) > 0:
	case e.Scope().Kind() == bpmn.AdHocSubProcess || e.Bool("isForCompensation", false) || r.alone(e):
	case e.Definition() == bpmn.LinkDefinition || e.Definition() == bpmn.CompensateDefinition:
	default:
		r.warn(e, "%s has no outgoing flow; lead it to an end event", title(e))
	}
}
