package properties

import "spiffmodeler/bpmn"

// builtinOperators are the HTTP commands that SpiffArena has itself. They stand
// before commands of the same id from a connector proxy, as they do there
// (spiff-arena: spiffworkflow-backend, connectors/http_connector).
var builtinOperators = func() []Operator {
	auth := []OperatorParameter{
		{ID: "basic_auth_username", Type: "str", Description: "User name for basic authentication"},
		{ID: "basic_auth_password", Type: "str", Description: "Password for basic authentication"},
	}
	url := OperatorParameter{ID: "url", Type: "str", Required: true, Description: "Address of the request"}
	headers := OperatorParameter{ID: "headers", Type: "any", Description: "Dictionary of HTTP headers"}
	read := append([]OperatorParameter{url, headers, {ID: "params", Type: "any", Description: "Dictionary of query parameters"}}, auth...)
	write := append([]OperatorParameter{url, headers, {ID: "data", Type: "any", Description: "Body of the request"},
		{ID: "body_format", Type: "str", Description: "json, form, raw or none; json if empty"},
		{ID: "include_response_headers", Type: "bool", Description: "Puts the headers into the result"}}, auth...)
	var out []Operator
	for _, c := range []struct {
		verb       string
		parameters []OperatorParameter
	}{{"Get", read}, {"Head", read}, {"Post", write}, {"Put", write}, {"Patch", write}, {"Delete", write}} {
		out = append(out, Operator{ID: "http/" + c.verb + "Request", Description: "built in", Parameters: c.parameters})
	}
	return out
}()

// operators are the built-in ones and those of the catalog.
func (env *Env) operators() []Operator {
	out := builtinOperators[:len(builtinOperators):len(builtinOperators)]
	seen := map[string]bool{}
	for _, o := range out {
		seen[o.ID] = true
	}
	for _, o := range env.catalog().Operators() {
		if !seen[o.ID] {
			seen[o.ID] = true
			out = append(out, o)
		}
	}
	return out
}

func (env *Env) operator(id string) (Operator, bool) {
	for _, o := range env.operators() {
		if o.ID == id {
			return o, true
		}
	}
	return Operator{}, false
}

// parameterOf returns what is known of the parameter that a row is about.
func (env *Env) parameterOf(row bpmn.Element) OperatorParameter {
	op, _ := env.operator(row.Parent().Parent().ID())
	for _, p := range op.Parameters {
		if p.ID == row.ID() {
			return p
		}
	}
	return OperatorParameter{}
}
