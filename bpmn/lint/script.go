package lint

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

func scriptMissing(r *run, e bpmn.Element) {
	if runs(e) && blank(spiff.Script(e)) {
		r.fault(e, "%s has no script; SpiffWorkflow fails when it gets there", title(e))
	}
}
