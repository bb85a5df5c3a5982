package scenario

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"spiffmodeler/runner"
	"spiffmodeler/runner/connector"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Options say how a scenario is run.
type Options struct {
	// Step is called before each step of the engine, with the instance; nil: nothing. An error ends the run.
	Step func(*runner.Instance) error
	// History keeps what is needed to go back; for Step.
	History bool
	// Connector answers the calls that the scenario has no answer for; nil: they fail.
	Connector connector.Connector
}

// defaultLimit is the number of engine steps after which a run is given up unless the scenario says otherwise.
const defaultLimit = 20000

// Run runs the scenario. The error is about the scenario itself, or the context's; what the model does wrong is part of
// the trace.
func (s *Scenario) Run(ctx context.Context, o Options) (*Trace, error) {
	compiled, refused := s.compile()
	if refused != nil {
		return refusedTrace(refused), nil
	}
	return s.RunSpec(ctx, compiled, o)
}

func refusedTrace(e *Error) *Trace { return &Trace{Format: 1, Status: "refused", Error: e} }

// RunSpec runs the scenario on a process that is compiled already.
func (s *Scenario) RunSpec(ctx context.Context, compiled *spec.Spec, o Options) (*Trace, error) {
	r := &run{s: s, o: o, model: compiled.Main.ID, limit: s.Limit, trace: &Trace{Format: 1}}
	if r.limit == 0 {
		r.limit = defaultLimit
	}
	start, err := r.startOptions()
	if err != nil {
		return nil, err
	}
	r.in, err = runner.New(compiled, start)
	if err != nil {
		return refusedTrace(&Error{Phase: "load", Kind: "other", Type: r.in.Failure().Type, Message: r.in.Failure().Error()}), nil
	}
	if err := r.play(ctx); err != nil {
		return nil, err
	}
	return r.finish(), nil
}

// run is a scenario while it runs.
type run struct {
	s     *Scenario
	o     Options
	model string // id of the process, for connectors
	in    *runner.Instance
	trace *Trace
	step  int
	limit int
	used  map[int]int // how often answers were used
}

func (r *run) startOptions() (runner.Options, error) {
	o := runner.Options{Seed: r.s.Seed, History: r.o.History, Services: runner.ServicesFunc(r.call),
		Hooks: runner.Hooks{Completed: r.completed, Cancelled: r.cancelled}}
	var err error
	if o.Clock, err = r.s.clock(); err != nil {
		return o, err
	}
	if o.Profile, err = r.s.profile(); err != nil {
		return o, err
	}
	o.SkipEmptyScripts = r.s.Environment == "arena"
	if o.Data, err = object(r.s.Data, "data"); err != nil {
		return o, err
	}
	o.Stores, err = object(r.s.DataStores.Values, "data_stores.values")
	return o, err
}

// object reads a JSON object; nil when there is none.
func object(raw json.RawMessage, what string) (*python.Dict, error) {
	v, err := value(raw, what)
	if err != nil || v == nil || v == python.None {
		return nil, err
	}
	d, ok := v.(*python.Dict)
	if !ok {
		return nil, fmt.Errorf("%q is no object", what)
	}
	return d, nil
}

func value(raw json.RawMessage, what string) (python.Value, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	v, err := python.FromJSON(raw)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", what, err)
	}
	return v, nil
}

// play runs the start and every stimulus.
func (r *run) play(ctx context.Context) error {
	if err := r.settle(ctx); err != nil {
		return r.failed(ctx, err)
	}
	r.trace.Steps = append(r.trace.Steps, "ok")
	for i := range r.s.Steps {
		r.step++
		result, err := r.stimulus(ctx, &r.s.Steps[i])
		if err != nil {
			return r.failed(ctx, err)
		}
		r.trace.Steps = append(r.trace.Steps, result)
	}
	return nil
}

// limitError ends a run that does too much.
type limitError struct{ text string }

func (e *limitError) Error() string { return e.text }

// failed notes an error of the model; other errors end everything.
func (r *run) failed(ctx context.Context, err error) error {
	if l, ok := err.(*limitError); ok {
		r.trace.Status = "aborted"
		step := r.step
		r.trace.Error = &Error{Phase: "limit", Step: &step, Message: l.text}
		return nil
	}
	f, ok := err.(*runner.Failure)
	if !ok {
		return err
	}
	r.trace.Steps = append(r.trace.Steps, "error")
	step := r.step
	e := &Error{Phase: "run", Step: &step, Kind: string(f.Kind), Type: f.Type, Message: f.Error(), Line: f.Line}
	if t, ok := r.in.Task(f.Task); ok {
		if e.Task = t.Spec().ID; e.Task == "" {
			e.Task = t.Spec().Name
		}
		if p, ok := t.Path(); ok {
			path := strings.Join(p, "/")
			e.Path = &path
		}
	}
	r.trace.Error = e
	return nil
}

// settle steps until everything waits.
func (r *run) settle(ctx context.Context) error {
	for {
		if r.o.Step != nil {
			if err := r.o.Step(r.in); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		id, err := r.in.Step(ctx)
		if err != nil {
			return err
		}
		if id == 0 {
			break
		}
		if r.in.Runs() > r.limit {
			return &limitError{fmt.Sprintf("more than %d engine steps were run", r.limit)}
		}
	}
	for _, ev := range r.in.TakeEvents() {
		d := ev.Definition
		e := Event{Step: r.step, Type: d.Kind.String(), Payload: python.TraceJSON(python.None), Correlations: json.RawMessage("{}")}
		if d.Name.Set {
			e.Name = &d.Name.Value
		}
		if d.Code.Set {
			e.Code = &d.Code.Value
		}
		if ev.Payload != nil {
			e.Payload = python.TraceJSON(ev.Payload)
		}
		if ev.Correlations != nil {
			e.Correlations = python.TraceJSON(ev.Correlations)
		}
		r.trace.Events = append(r.trace.Events, e)
	}
	return nil
}

// stimulus does one thing from outside and returns its result.
func (r *run) stimulus(ctx context.Context, a *Stimulus) (string, error) {
	switch a.Action {
	case "complete":
		return r.complete(ctx, a)
	case "advance":
		d, err := parseDuration(a.Duration)
		if err != nil {
			return "", err
		}
		if err := r.in.Advance(ctx, d); err != nil {
			return "", err
		}
		return "ok", r.settle(ctx)
	}
	payload, err := value(a.Payload, "payload")
	if err != nil {
		return "", err
	}
	if payload == nil {
		payload = python.NewDict()
	}
	send := r.in.SendMessage
	if a.Action == "signal" {
		send = r.in.SendSignal
	}
	var name spec.Text
	if a.Name != nil {
		name = spec.Some(*a.Name)
	}
	outcome, err := send(ctx, name, payload)
	if err != nil {
		return "", err
	}
	switch outcome {
	case runner.NotCorrelated:
		return "not_correlated", nil
	case runner.NotWaiting:
		return "not_waiting", r.settle(ctx)
	}
	return "ok", r.settle(ctx)
}

func (r *run) complete(ctx context.Context, a *Stimulus) (string, error) {
	task, ok := r.find(a)
	if !ok {
		return "no_task", nil
	}
	data, err := object(a.Data, "data")
	if err != nil {
		return "", err
	}
	how := map[string]runner.Merge{"shallow": runner.Shallow, "replace": runner.Replace}[a.Merge]
	if err := r.in.Complete(ctx, task, data, how, a.Remove...); err != nil {
		return "", err
	}
	return "ok", r.settle(ctx)
}

// find returns the task that a stimulus is about.
func (r *run) find(a *Stimulus) (runner.TaskID, bool) {
	index := a.Index
	for _, t := range r.in.HumanTasks() {
		id := t.Spec().ID
		if id == "" {
			id = t.Spec().Name
		}
		if id != a.Task {
			continue
		}
		if a.Path != nil && r.path(t) != *a.Path {
			continue
		}
		if index == 0 {
			return t.ID, true
		}
		index--
	}
	return 0, false
}
