package lint

import "spiffmodeler/bpmn"

// loop follows SpiffWorkflow: bpmn/parser/TaskParser.py.
func loop(r *run, e bpmn.Element) {
	if !runs(e) {
		return
	}
	switch e.Loop() {
	case bpmn.StandardLoop:
		l := e.Child("standardLoopCharacteristics")
		if l.Attr("loopMaximum") == "" && blank(l.ChildText("loopCondition")) {
			r.fault(e, "the loop of %s has neither a maximum nor a condition; SpiffWorkflow refuses it", title(e))
		}
	case bpmn.ParallelMultiInstance, bpmn.SequentialMultiInstance:
		l := e.Child("multiInstanceLoopCharacteristics")
		number, list := !blank(l.ChildText("loopCardinality")), !blank(l.ChildText("loopDataInputRef"))
		switch {
		case !number && !list:
			r.fault(e, "the multi-instance loop of %s says neither how many nor over which collection; SpiffWorkflow refuses it", title(e))
		case number && list:
			r.fault(e, "the multi-instance loop of %s has both a number and a collection; SpiffWorkflow takes one of them", title(e))
		}
	}
}
