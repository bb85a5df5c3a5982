package lint

import "spiffmodeler/bpmn"

func eventBasedGateway(r *run, e bpmn.Element) {
	out := e.Outgoing()
	if len(out) < 2 {
		r.warn(e, "%s has %d outgoing flows; it is there to wait for the first of several events", title(e), len(out))
	}
	for _, f := range out {
		to := f.Target()
		if k := to.Kind(); !to.IsZero() && k != bpmn.IntermediateCatchEvent && k != bpmn.ReceiveTask {
			r.fault(f, "%s leads to %s; behind an event-based gateway stand catch events and receive tasks", title(e), title(to))
		}
	}
}
