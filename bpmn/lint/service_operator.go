package lint

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// serviceOperator follows SpiffWorkflow: spiff/parser/task_spec.py,
// ServiceTaskParser.
func serviceOperator(r *run, e bpmn.Element) {
	if !runs(e) {
		return
	}
	op, ok := spiff.ServiceOperatorOf(e)
	switch {
	case !ok:
		r.fault(e, "%s has no operator; SpiffWorkflow refuses it: choose one in the service properties", title(e))
		return
	case op.ID == "":
		r.fault(e, "the operator of %s has no id; SpiffWorkflow does not know what to call", title(e))
	}
	for _, p := range op.Parameters {
		switch {
		case p.ID == "":
			r.fault(e, "a parameter of %s has no id", title(e))
		case p.HasValue && blank(p.Value):
			r.fault(e, "the parameter %s of %s has an empty value, which fails when it runs; write None, \"\" or take the value out", p.ID, title(e))
		case p.HasValue && !p.HasType:
			r.fault(e, "the parameter %s of %s has no type; SpiffWorkflow refuses that", p.ID, title(e))
		}
	}
}
