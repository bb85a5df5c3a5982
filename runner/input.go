package runner

import (
	"context"
	"errors"
	"time"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Merge says how the data of a completed form go into the task's data.
type Merge uint8

// The ways to merge.
const (
	Deep    Merge = iota // as the engine does: under the task's variable, or merged deeply
	Shallow              // top-level variables are replaced
	Replace              // all data of the task are replaced
)

// ErrNotReady says that a task cannot be completed now.
var ErrNotReady = errors.New("the task is not READY")

// Complete completes a READY task that waits for a person. remove names variables that are deleted afterwards. The
// engine's loop goes on with the next step.
//
// SpiffWorkflow: spiff/specs/mixins/user_task.py (add_data_from_form).
func (in *Instance) Complete(ctx context.Context, id TaskID, data *python.Dict, how Merge, remove ...string) error {
	if id == 0 || id > in.n || in.at(id).state != Ready || in.at(id).flags&removed != 0 || !in.at(id).spec.Manual {
		return ErrNotReady
	}
	return in.input(ctx, func() error {
		if err := in.fillForm(id, data, how); err != nil {
			return err
		}
		for _, name := range remove {
			in.writeData(id).Delete(name)
		}
		in.running = id
		return in.runTask(id)
	})
}

func (in *Instance) fillForm(id TaskID, data *python.Dict, how Merge) error {
	if data == nil {
		data = python.NewDict()
	}
	s := in.at(id).spec
	switch {
	case how == Replace:
		in.setData(id, data)
	case how == Shallow:
		update(in.writeData(id), data)
	case data.Len() == 0:
	case s.Kind == spec.UserTask && s.Variable.Set:
		in.writeData(id).Set(s.Variable.Value, data)
	default:
		return in.merge(in.writeData(id), data)
	}
	return nil
}

// input runs something that comes from outside.
func (in *Instance) input(ctx context.Context, f func() error) error {
	in.ctx = ctx
	defer func() { in.ctx = nil }()
	in.beginStep()
	in.quiet = false
	in.failure = nil
	if err := f(); err != nil {
		if errors.Is(err, errNotCaught) {
			return err
		}
		return in.fail(err)
	}
	return nil
}

var errNotCaught = errors.New("nobody waits for the event")

// Outcome says what became of an event from outside.
type Outcome uint8

// The outcomes.
const (
	Caught        Outcome = iota
	NotWaiting            // nobody waits for it
	NotCorrelated         // its correlation could not be computed from the payload
)

// SendMessage sends a message from outside. Its correlations are computed from the payload. A message may have no name.
func (in *Instance) SendMessage(ctx context.Context, name spec.Text, payload python.Value) (Outcome, error) {
	def := in.findDefinition(spec.MessageEvent, name)
	ev := &Event{Definition: def, Payload: payload}
	if len(def.Correlations) > 0 {
		in.ctx = ctx
		c, err := in.correlate(def.Correlations, payloadContext(payload))
		in.ctx = nil
		if err != nil {
			return NotCorrelated, nil
		}
		ev.Correlations = c
	}
	return in.send(ctx, ev)
}

// SendSignal sends a signal from outside.
func (in *Instance) SendSignal(ctx context.Context, name spec.Text, payload python.Value) (Outcome, error) {
	return in.send(ctx, &Event{Definition: in.findDefinition(spec.SignalEvent, name), Payload: payload})
}

// send gives an event to the tasks that wait for it.
//
// SpiffWorkflow: bpmn/workflow.py (send_event).
func (in *Instance) send(ctx context.Context, ev *Event) (Outcome, error) {
	err := in.input(ctx, func() error {
		n, err := in.deliver(ev, false)
		if err == nil && n == 0 {
			return errNotCaught
		}
		return err
	})
	if errors.Is(err, errNotCaught) {
		return NotWaiting, nil
	}
	return Caught, err
}

// findDefinition returns the definition of a message or signal: that of a task that waits, or else the first of the model.
func (in *Instance) findDefinition(kind spec.EventKind, name spec.Text) *spec.Event {
	var found *spec.Event
	look := func(e *spec.Event) bool {
		for _, x := range members(e) {
			if x.Kind == kind && x.Name == name {
				found = x
				return true
			}
		}
		return false
	}
	for _, t := range in.listeners {
		if look(in.at(t).spec.Event) {
			return found
		}
	}
	for _, p := range append([]*spec.Process{in.spec.Main}, in.spec.Order...) {
		for _, t := range p.Tasks {
			if t.Event != nil && look(t.Event) {
				return found
			}
		}
	}
	return &spec.Event{Kind: kind, Name: name}
}

// members lists the definitions within a definition.
func members(e *spec.Event) []*spec.Event {
	if e.Kind != spec.MultipleEvent {
		return []*spec.Event{e}
	}
	var out []*spec.Event
	for _, m := range e.Members {
		out = append(out, members(m)...)
	}
	return out
}

// Advance moves the clock and lets the timers look at it. A timer fires when its time is before the clock's.
func (in *Instance) Advance(ctx context.Context, d time.Duration) error {
	return in.input(ctx, func() error {
		in.now = in.now.Add(d)
		return in.refreshTimers()
	})
}

// Cancel cancels the whole run.
func (in *Instance) Cancel(ctx context.Context) error {
	return in.input(ctx, func() error {
		in.drive = driver{}
		return in.cancelWorkflow(in.workflows[0])
	})
}
