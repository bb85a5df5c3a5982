package lint

import "spiffmodeler/bpmn"

func joinFork(r *run, e bpmn.Element) {
	if len(e.Incoming()) > 1 && len(e.Outgoing()) > 1 {
		r.info(e, "%s joins and forks at once; two gateways are easier to read", title(e))
	}
}
