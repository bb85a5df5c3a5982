package spiff

import (
	"strings"

	"spiffmodeler/bpmn"
)

// ServiceOperator is what a service task calls.
type ServiceOperator struct {
	Element        bpmn.Element
	ID             string // normally connector/Command
	ResultVariable string // as written; see ResultName
	Parameters     []Parameter
	Retries        string // of the host's retry; empty for none
	BackoffBase    string
}

// Parameter is one argument of a service call. Value is a Python expression.
type Parameter struct {
	Element           bpmn.Element
	ID, Type, Value   string
	HasType, HasValue bool // without a value the parameter is left out of the call; a value needs a type
}

// ServiceOperatorOf returns the operator of a service task. ok is false when it
// has none, which the engine refuses.
func ServiceOperatorOf(e bpmn.Element) (op ServiceOperator, ok bool) {
	x := find(e, []step{extensions, own("serviceTaskOperator")})
	if x.IsZero() {
		return ServiceOperator{}, false
	}
	op = ServiceOperator{Element: x, ID: x.Attr("id"), ResultVariable: x.Attr("resultVariable")}
	for _, r := range all(x, []step{own("parameters"), own("parameter")}) {
		op.Parameters = append(op.Parameters, Parameter{Element: r, ID: r.Attr("id"), Type: r.Attr("type"), Value: r.Attr("value"),
			HasType: r.HasAttr("type"), HasValue: r.HasAttr("value")})
	}
	retry := find(x, []step{own("retry")})
	op.Retries, op.BackoffBase = retry.Attr("retries"), retry.Attr("backoff_base")
	return op, true
}

// ResultName returns the variable that takes the result of the call. Without
// one in the model the engine makes a name of the task's id
// (SpiffWorkflow: spiff/specs/mixins/service_task.py).
func (op ServiceOperator) ResultName(taskID string) string {
	if op.ResultVariable != "" {
		return op.ResultVariable
	}
	return "spiff__" + strings.ReplaceAll(taskID, "-", "_") + "_result"
}
