package scenario

import (
	"strings"

	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
)

// This file notes what a run does.

// call answers a service task with the first entry that applies.
func (r *run) call(in *runner.Instance, c runner.ServiceCall) (python.Value, error) {
	t, _ := in.Task(c.Task)
	params := python.NewDict()
	for _, p := range c.Params {
		params.Set(p.ID, p.Value)
	}
	r.trace.ServiceCalls = append(r.trace.ServiceCalls, ServiceCall{Step: r.step, Path: r.path(t), ID: c.Spec.ID,
		Operator: c.Operator, Params: python.TraceJSON(params)})
	for i, a := range r.s.Services {
		if a.Operator != nil && *a.Operator != c.Operator || a.Task != nil && *a.Task != c.Spec.ID || a.Times != nil && r.used[i] >= *a.Times {
			continue
		}
		if r.used == nil {
			r.used = map[int]int{}
		}
		r.used[i]++
		if a.Error != nil {
			return nil, &runner.ServiceError{Text: *a.Error}
		}
		v, err := value(a.Response, "response")
		if v == nil {
			v = python.None
		}
		return v, err
	}
	if r.o.Connector != nil {
		return runner.Connect(r.o.Connector, r.model).Call(in, c)
	}
	return nil, &runner.ServiceError{Text: "no response is set for this service"}
}

func (r *run) path(t runner.Task) string {
	p, ok := t.Path()
	if !ok {
		return t.Process().ID
	}
	return strings.Join(p, "/")
}

// entry describes a task.
func (r *run) entry(t runner.Task, state runner.State, data bool) Task {
	s := t.Spec()
	e := Task{Path: r.path(t), ID: s.ID, Type: s.Kind.String(), State: state.String()}
	if s.Lane.Set {
		e.Lane = &s.Lane.Value
	}
	if v, ok := t.Instance(); ok {
		e.Instance = python.TraceJSON(v)
	}
	if data {
		e.Data = python.TraceJSON(t.Data())
	}
	return e
}

// completed notes a completed task.
func (r *run) completed(id runner.TaskID) error {
	t, _ := r.in.Task(id)
	if !t.Spec().Visible() {
		return nil
	}
	if err := lost(t); err != nil {
		return err
	}
	e := CompletedTask{Task: r.entry(t, runner.Completed, true), Cause: r.cause(t)}
	step := r.step
	e.Step = &step
	r.trace.Completed = append(r.trace.Completed, e)
	return nil
}

// cause returns the nearest completed task of the diagram before a task.
func (r *run) cause(t runner.Task) *string {
	for {
		p, ok := t.Parent()
		if !ok {
			if t, ok = t.Caller(); !ok {
				return nil
			}
			continue
		}
		if p.Spec().Visible() && p.State() == runner.Completed {
			c := r.path(p) + "/" + p.Spec().ID
			return &c
		}
		t = p
	}
}

// active are the states of tasks that were reached and are not finished.
const active = runner.Waiting | runner.Ready | runner.Started

func (r *run) cancelled(id runner.TaskID) error {
	t, _ := r.in.Task(id)
	if !t.Spec().Visible() || !t.State().Is(active) {
		return nil
	}
	if err := lost(t); err != nil {
		return err
	}
	e := r.entry(t, runner.Cancelled, false)
	step := r.step
	e.Step = &step
	r.trace.Cancelled = append(r.trace.Cancelled, e)
	return nil
}

// lost fails when a task around this one is no longer in the tree, so that nobody can say where this one is: asked for
// the way there, the engine raises.
func lost(t runner.Task) error {
	if _, ok := t.Path(); ok {
		return nil
	}
	return &runner.Failure{Kind: runner.EngineFailure, Type: "TaskNotFoundException", Text: "A task around " + t.Spec().ID + " was not found"}
}

// finish collects what is there at the end.
func (r *run) finish() *Trace {
	t := r.trace
	if t.Status == "aborted" {
		return &Trace{Format: 1, Status: t.Status, Error: t.Error}
	}
	switch {
	case t.Error != nil:
		t.Status = "error"
	case r.in.IsCompleted():
		t.Status = "completed"
	default:
		t.Status = "waiting"
	}
	t.Data = python.TraceJSON(r.in.Data())
	if d := r.in.DataObjects(); d.Len() > 0 {
		t.DataObjects = python.TraceJSON(d)
	}
	if d := r.in.Stores(); d.Len() > 0 {
		t.DataStores = python.TraceJSON(d)
	}
	if d := r.in.Correlations(); d.Len() > 0 {
		t.Correlations = python.TraceJSON(d)
	}
	for _, x := range r.in.Tasks(active | runner.Error) {
		if !x.Spec().Visible() {
			continue
		}
		if x.State() == runner.Error {
			t.Errors = append(t.Errors, r.entry(x, x.State(), false))
			continue
		}
		t.Unfinished = append(t.Unfinished, r.entry(x, x.State(), x.State() == runner.Ready))
		if ev := x.Spec().Event; x.State() == runner.Waiting && ev != nil && ev.Kind.IsTimer() {
			timer := Timer{Path: r.path(x), ID: x.Spec().ID}
			if due := x.Due(); due != "" {
				timer.Due = &due
			}
			t.Timers = append(t.Timers, timer)
		}
	}
	t.Counts = counts(t)
	return t
}

func counts(t *Trace) map[string]map[string]int {
	out := map[string]map[string]int{}
	add := func(list []Task) {
		for _, e := range list {
			key := e.Path + "/" + e.ID
			if out[key] == nil {
				out[key] = map[string]int{}
			}
			out[key][e.State]++
		}
	}
	for _, e := range t.Completed {
		add([]Task{e.Task})
	}
	for _, list := range [][]Task{t.Cancelled, t.Unfinished, t.Errors} {
		add(list)
	}
	return out
}
