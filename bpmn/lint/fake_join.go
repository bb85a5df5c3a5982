package lint

import "spiffmodeler/bpmn"

func fakeJoin(r *run, e bpmn.Element) {
	if e.Kind() == bpmn.EndEvent {
		return // several paths may come to one end
	}
	if n := len(e.Incoming()); n > 1 {
		r.warn(e, "%s has %d incoming flows and runs once for each token that comes; join them in a gateway before it", title(e), n)
	}
}
