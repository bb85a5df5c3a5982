package lint

import "spiffmodeler/bpmn"

func disconnected(r *run, e bpmn.Element) {
	if r.alone(e) {
		r.warn(e, "%s is not connected to anything", title(e))
	}
}

// alone reports whether a flow node has no flows although it should. What is
// the only thing in its process needs none.
func (r *run) alone(e bpmn.Element) bool {
	return !startsByItself(e) && e.Kind() != bpmn.EndEvent && len(e.Incoming()) == 0 && len(e.Outgoing()) == 0 && r.survey(e.Parent()) > 1
}

// startsByItself reports whether a flow node needs no incoming flow.
func startsByItself(e bpmn.Element) bool {
	return e.Kind() == bpmn.StartEvent || e.Kind() == bpmn.BoundaryEvent || e.IsEventSubProcess() || e.Bool("isForCompensation", false)
}
