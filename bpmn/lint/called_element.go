package lint

import "spiffmodeler/bpmn"

func calledElement(r *run, e bpmn.Element) {
	id := e.Attr("calledElement")
	switch {
	case !runs(e):
	case id == "":
		r.fault(e, "%s names no process; SpiffWorkflow refuses it", title(e))
	case r.doc.ByID(id).Kind() == bpmn.Process:
	case r.Catalog != nil && !r.Catalog.HasProcess(id):
		r.warn(e, "%s calls the process %q, which is neither in this file nor in its folder", title(e), id)
	}
}
