package lint

import "spiffmodeler/bpmn"

func eventSubProcess(r *run, e bpmn.Element) {
	if !e.IsEventSubProcess() {
		return
	}
	for n := range e.Node().Children {
		if x := bpmn.ElementOf(n); x.Kind() == bpmn.StartEvent && x.Definition() == bpmn.NoDefinition {
			r.warn(x, "%s begins the event sub-process %q without waiting for anything; give it a message, signal, timer or condition", title(x), e.Title())
		}
	}
	if len(e.Incoming())+len(e.Outgoing()) > 0 {
		r.warn(e, "%s is started by an event; sequence flows to or from it have no effect", title(e))
	}
}
