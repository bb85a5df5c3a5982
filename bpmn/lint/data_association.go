package lint

import "spiffmodeler/bpmn"

// dataAssociation follows SpiffWorkflow: bpmn/parser/TaskParser.py: inputs come
// from sourceRef, outputs go to targetRef, and both must be references to a
// data object or store.
func dataAssociation(r *run, e bpmn.Element) {
	if !runs(e) {
		return
	}
	end, name := e.Source(), "sourceRef"
	if e.Kind() == bpmn.DataOutputAssociation {
		end, name = e.Target(), "targetRef"
	}
	switch k := end.Kind(); {
	case end.IsZero():
		r.fault(e, "a data association of %s has no %s; SpiffWorkflow refuses it", title(e.Parent()), name)
	case k != bpmn.DataObjectReference && k != bpmn.DataStoreReference:
		r.fault(e, "a data association of %s leads to %s; SpiffWorkflow takes references to data objects and data stores", title(e.Parent()), title(end))
	}
}
