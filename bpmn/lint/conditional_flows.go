package lint

import "spiffmodeler/bpmn"

// conditionalFlows follows SpiffWorkflow: bpmn/parser/task_parsers.py,
// ConditionalGatewayParser: a single flow without a condition counts as the
// default.
func conditionalFlows(r *run, e bpmn.Element) {
	out := e.Outgoing()
	if len(out) == 0 || len(out) == 1 && !out[0].HasCondition() || !runs(e) {
		return
	}
	missing := false
	for _, f := range out {
		switch {
		case f.IsDefaultFlow() && f.HasCondition():
			r.warn(f, "%s is the default flow of %s, so its condition has no effect", title(f), title(e))
		case !f.IsDefaultFlow() && blank(f.Condition()):
			missing = true
			r.fault(f, "%s leaves %s without a condition; give it one or make it the default flow", title(f), title(e))
		}
	}
	if e.DefaultFlow().IsZero() && !missing {
		r.warn(e, "%s has no default flow: the run fails when none of its conditions holds", title(e))
	}
}
