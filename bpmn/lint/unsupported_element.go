package lint

import "spiffmodeler/bpmn"

// unsupported are the kinds that the engine refuses when a flow reaches them
// (SpiffWorkflow: bpmn/parser/BpmnParser.py, PARSER_CLASSES).
var unsupported = map[bpmn.Kind]string{
	bpmn.ComplexGateway:  "use exclusive and parallel gateways instead",
	bpmn.AdHocSubProcess: "use a sub-process with gateways instead",
}

func unsupportedElement(r *run, e bpmn.Element) {
	if instead, ok := unsupported[e.Kind()]; ok && runs(e) {
		r.fault(e, "%s: SpiffWorkflow can't run %s; %s", title(e), a(e.Kind()), instead)
	}
}
