package runner

import (
	"context"
	"errors"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// ServiceCall is what a service task asks for.
type ServiceCall struct {
	Task     TaskID
	Spec     *spec.Task
	Operator string
	// Params are the evaluated parameters in the order of the model.
	Params []ServiceParam
}

// ServiceParam is an evaluated parameter.
type ServiceParam struct {
	ID, Type string
	Value    python.Value
}

// Services answers the calls of service tasks.
type Services interface {
	// Call returns the answer as a value such as JSON gives. A *ServiceError makes the task fail with its text, unless it
	// has a code that the process catches. ErrPending leaves the task STARTED until [Instance.Finish].
	Call(in *Instance, call ServiceCall) (python.Value, error)
}

// Pausing is implemented by Services that may have no answer yet: the run pauses before the task then.
type Pausing interface {
	HasAnswer(in *Instance, call ServiceCall) bool
}

// ServicesFunc makes Services of a function.
type ServicesFunc func(in *Instance, call ServiceCall) (python.Value, error)

// Call implements Services.
func (f ServicesFunc) Call(in *Instance, call ServiceCall) (python.Value, error) { return f(in, call) }

// ServiceError is the answer of a service that failed.
type ServiceError struct {
	Text string
	// Code, if any, is offered to the process as a BPMN error and an escalation with this code, with Payload. Where one is
	// caught the task is completed.
	Code    string
	Payload python.Value
}

func (e *ServiceError) Error() string { return e.Text }

// ErrNoAnswer says that a service call has no answer yet.
var ErrNoAnswer = errors.New("the service call has no answer yet")

// ErrPending says that a service has taken a call and will answer later.
var ErrPending = errors.New("the service will answer later")

// runService evaluates the parameters, calls the service and keeps the answer in the result variable.
//
// SpiffWorkflow: spiff/specs/mixins/service_task.py.
func runService(in *Instance, id TaskID) error {
	call := in.asked
	if in.asked = nil; call == nil || call.Task != id {
		var err error
		if call, err = in.serviceCall(id); err != nil {
			return err
		}
	}
	if in.options.Services == nil {
		return in.failService(id, "no response is set for this service")
	}
	v, err := in.options.Services.Call(in, *call)
	if err != nil {
		var s *ServiceError
		if !errors.As(err, &s) {
			return err
		}
		caught, err := in.offerError(id, s)
		if err != nil {
			return err
		}
		if !caught {
			return in.failService(id, s.Text)
		}
		v = python.None
	}
	in.writeData(id).Set(call.Spec.Service.Result, v)
	return nil
}

// offerError throws the error of a service as a BPMN error and as an escalation: in the workflow of the task or, where
// nobody waits for it there, everywhere.
//
// SpiffArena: services/service_task_delegate.py (catch_error_codes).
func (in *Instance) offerError(id TaskID, s *ServiceError) (caught bool, err error) {
	if s.Code == "" {
		return false, nil
	}
	w := in.workflows[in.at(id).wf]
	for _, kind := range []spec.EventKind{spec.ErrorEvent, spec.EscalationEvent} {
		ev := &Event{Definition: &spec.Event{Kind: kind, Name: spec.Some(s.Code), Code: spec.Some(s.Code)}, Payload: s.Payload}
		inside, anywhere := false, false
		for _, t := range in.listeners {
			if in.listens(t, ev) {
				anywhere = true
				inside = inside || in.at(t).wf == w.id
			}
		}
		if !anywhere {
			continue
		}
		if inside {
			ev.target = w
		}
		if _, err := in.deliver(ev, true); err != nil {
			return false, err
		}
		caught = true
	}
	return caught, nil
}

// Finish completes a service task that is STARTED with the answer that came later.
func (in *Instance) Finish(ctx context.Context, id TaskID, answer python.Value) error {
	if id == 0 || id > in.n || in.at(id).state != Started || in.at(id).spec.Kind != spec.ServiceTask {
		return ErrNotReady
	}
	return in.input(ctx, func() error {
		in.running = id
		in.writeData(id).Set(in.at(id).spec.Service.Result, answer)
		return in.complete(id)
	})
}

// serviceCall evaluates the parameters of a service task.
func (in *Instance) serviceCall(id TaskID) (*ServiceCall, error) {
	s := in.at(id).spec
	call := &ServiceCall{Task: id, Spec: s, Operator: s.Service.Operator}
	for _, p := range s.Service.Parameters {
		v, err := in.evaluate(id, p.Value, nil)
		if err != nil {
			return nil, err
		}
		call.Params = append(call.Params, ServiceParam{p.ID, p.Type, v})
	}
	return call, nil
}

// waitsForAnswer reports whether a task is a service task that has no answer yet. What it asks for is kept meanwhile.
func (in *Instance) waitsForAnswer(id TaskID) bool {
	p, ok := in.options.Services.(Pausing)
	if !ok || in.at(id).spec.Kind != spec.ServiceTask {
		return false
	}
	if in.asked == nil || in.asked.Task != id {
		call, err := in.serviceCall(id)
		if err != nil {
			return false // it fails when it is run
		}
		in.asked = call
	}
	if p.HasAnswer(in, *in.asked) {
		return false
	}
	return true
}

// Asked returns the service call that waits for an answer, nil when none does.
func (in *Instance) Asked() *ServiceCall { return in.asked }

func (in *Instance) failService(id TaskID, text string) error {
	f := in.failTask(id, text, nil)
	f.Kind, f.Type = ServiceFailure, "ServiceError"
	return f
}
