package scenario

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Options say how a scenario is run.
type Options struct {
	// Step is called before each step of the engine, with the instance; nil: nothing. An error ends the run.
	Step func(*runner.Instance) error
	// History keeps what is needed to go back; for Step.
	History bool
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
	r := &run{s: s, o: o, limit: s.Limit, trace: &Trace{Format: 1}}
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

// Check names what the scenario refers to and the model does not have.
func (s *Scenario) Check(compiled *spec.Spec) []string {
	tasks, operators := map[string]bool{}, map[string]bool{}
	for _, p := range append([]*spec.Process{compiled.Main}, compiled.Order...) {
		for _, t := range p.Tasks {
			tasks[t.ID] = true
			tasks[t.Name] = true
			if t.Service != nil {
				operators[t.Service.Operator] = true
			}
		}
	}
	var out []string
	add := func(format string, a ...any) {
		if text := fmt.Sprintf(format, a...); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	for i, a := range s.Steps {
		if a.Action == "complete" && !tasks[a.Task] {
			add("step %d completes %q, which no process has", i+1, a.Task)
		}
	}
	for _, a := range s.Services {
		if a.Task != nil && !tasks[*a.Task] {
			add("there is an answer for the task %q, which no process has", *a.Task)
		}
		if a.Operator != nil && !operators[*a.Operator] {
			add("there is an answer of the operator %q, which no task calls", *a.Operator)
		}
	}
	return out
}
