// Package connector answers the calls of service tasks: with values that were prepared (Mock), or by a connector proxy over
// HTTP (Proxy). Nothing is contacted unless a Proxy was made and is used.
package connector

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"spiffmodeler/runner/python"
)

// Connector performs operations of service tasks.
type Connector interface {
	// Call performs an operation. An error that the operation itself reported is an *Error, which processes can catch as
	// BPMN errors and escalations; any other one (a context that ended, a value that cannot be sent) is not for the process.
	Call(ctx context.Context, op Operation) (Result, error)
}

// Operation is what a service task asks for.
type Operation struct {
	ID     string // of the operator, such as http/GetRequest
	Task   string // BPMN id of the service task
	Params []Param

	// What a proxy is told besides.
	TaskID   string // of the task instance
	Instance int64
	Model    string       // identifier of the process model
	Data     *python.Dict // of the task; nil: nothing is sent
	Callback string       // where a late answer is to be sent
}

// Param is an evaluated parameter.
type Param struct {
	ID, Type string
	Value    python.Value
}

// Result is the answer of an operation.
type Result struct {
	Value python.Value // for the result variable
	// Pending means that the operation was accepted and answers later.
	Pending bool
	Logs    []string // what the connector wants to be known
}

// Error is an error that an operation reported. The engine offers it as BPMN error and escalation with Code as the code.
type Error struct {
	Code     string
	Message  string
	Operator string
	Status   int    // of HTTP; 500 when there was no answer
	Body     string // of the answer
}

// Error returns the text that the task fails with when the process catches neither error nor escalation.
//
// SpiffArena: services/service_task_delegate.py (catch_error_codes).
func (e *Error) Error() string {
	return fmt.Sprintf("Received error code '%s' from service '%s' ::: %s ::: The original message: %s", e.Code, e.Operator, statusText(e.Status), e.Message)
}

// Payload returns the error as the data of the BPMN event.
func (e *Error) Payload() *python.Dict {
	d := python.NewDict()
	d.Set("error_code", python.Str(e.Code))
	d.Set("message", python.Str(e.Message))
	d.Set("operator_identifier", python.Str(e.Operator))
	d.Set("status_code", python.Int(e.Status))
	d.Set("command_response_body", python.Str(e.Body))
	return d
}

// Transient reports whether trying again may help: the service was not reached, had too much to do or failed inside.
func (e *Error) Transient() bool { return e.Status >= 500 || e.Status == http.StatusTooManyRequests }

func statusText(code int) string {
	switch code {
	case 301, 302:
		return fmt.Sprintf("%d (%s): the URL in the service task may have to be another one.", code, http.StatusText(code))
	case 501:
		return "501 (Not Implemented): the service may want another method, such as POST instead of GET."
	}
	if text := http.StatusText(code); text != "" {
		return fmt.Sprintf("%d (%s).", code, text)
	}
	return fmt.Sprintf("HTTP status %d.", code)
}

// Command is an operation that a connector offers.
type Command struct {
	ID         string      `json:"id"`
	Parameters []Parameter `json:"parameters"`
}

// Parameter is a parameter of a command.
type Parameter struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
}

// BuiltinCommands are the HTTP commands that SpiffArena, and a Proxy, performs by itself; a proxy's commands of the same id are not
// offered.
func BuiltinCommands() []Command {
	p := func(words string) (list []Parameter) {
		for _, w := range strings.Fields(words) {
			id, typ, _ := strings.Cut(w, ":")
			list = append(list, Parameter{ID: id, Type: typ, Required: id == "url"})
		}
		return list
	}
	const auth = " basic_auth_username:str basic_auth_password:str"
	var list []Command
	for _, name := range []string{"GetRequest", "HeadRequest"} {
		list = append(list, Command{"http/" + name, p("url:str headers:any params:any" + auth)})
	}
	for _, name := range []string{"PostRequest", "PutRequest", "PatchRequest", "DeleteRequest"} {
		list = append(list, Command{"http/" + name, p("url:str headers:any data:any body_format:str include_response_headers:bool" + auth)})
	}
	return list
}
