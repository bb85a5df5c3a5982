package lint

import "spiffmodeler/bpmn"

func startEvent(r *run, e bpmn.Element) {
	starts, ends, nodes := 0, 0, 0
	for _, x := range e.FlowElements() {
		switch k := x.Kind(); {
		case k == bpmn.StartEvent:
			starts++
			nodes++
		case k == bpmn.EndEvent:
			ends++
			nodes++
		case k.IsFlowNode() && !x.IsEventSubProcess():
			nodes++
		}
	}
	if !runs(e) || e.Kind() == bpmn.AdHocSubProcess {
		return
	}
	switch {
	case e.Kind() == bpmn.Process && nodes == 0:
		if e.Bool("isExecutable", false) {
			r.warn(e, "%s is executable, but empty; SpiffWorkflow refuses to start it", title(e))
		}
	case e.Kind() == bpmn.Process && starts == 0:
		r.fault(e, "%s has no start event; SpiffWorkflow refuses to start it", title(e))
	case e.Kind() == bpmn.Process && ends == 0:
		r.warn(e, "%s has no end event", title(e))
	case e.Kind() == bpmn.Process:
	case starts != 1:
		r.fault(e, "%s has %d start events; SpiffWorkflow wants exactly one in a sub-process", title(e), starts)
	case ends == 0:
		r.fault(e, "%s has no end event; SpiffWorkflow wants one in every sub-process", title(e))
	}
}
