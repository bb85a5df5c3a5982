package lint

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

func calledDecision(r *run, e bpmn.Element) {
	id := spiff.CalledDecision(e)
	switch {
	case !runs(e):
	case blank(id):
		r.fault(e, "%s names no decision table; SpiffWorkflow refuses it", title(e))
	case r.Catalog != nil && !r.Catalog.HasDecision(id):
		r.warn(e, "%s names the decision %q, which no DMN file of the folder holds", title(e), id)
	}
}
