package lint

import "spiffmodeler/bpmn"

func singleOutgoing(r *run, e bpmn.Element) {
	if e.Kind().Is(bpmn.GatewayClass) || e.Kind() == bpmn.StartEvent || !runs(e) {
		return
	}
	if n := len(e.Outgoing()); n > 1 {
		r.fault(e, "%s has %d outgoing flows; SpiffWorkflow takes one: put a gateway behind it", title(e), n)
	}
}
