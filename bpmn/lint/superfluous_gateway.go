package lint

import "spiffmodeler/bpmn"

func superfluousGateway(r *run, e bpmn.Element) {
	out := e.Outgoing()
	if len(e.Incoming()) == 1 && len(out) == 1 && !out[0].HasCondition() {
		r.info(e, "%s has one flow in and one out, so it does nothing", title(e))
	}
}
