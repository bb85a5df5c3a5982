package modeltest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Result is what came of one test case.
type Result struct {
	File, Model, Case string
	Passed            bool
	// Messages say why the test failed, the most important first.
	Messages []string
	// Where it failed, as far as known.
	Task, TaskName, TaskType string // BPMN id, name and class of the task
	Line                     int    // of the script, from 1
	Source                   string // of that line
	Trace                    []string
	// Output are the data that the process, or its last task, ended with, and Expected those it should have ended with, as JSON.
	Output, Expected string
}

// Options say how tests are run.
type Options struct {
	// Folder is where called processes are looked for; empty: the folder of the test file.
	Folder string
	// Case is the only case to run; empty: all.
	Case   string
	Limits python.Limits
	// MaxTasks is how many tasks a case may run; 0: 10,000.
	MaxTasks int
}

const defaultMaxTasks = 10_000

// Run runs the cases of a file. The error is that of a context that ended; what a model or a case does wrong is a result.
func Run(ctx context.Context, f *File, o Options) ([]Result, error) {
	if o.Folder == "" {
		o.Folder = filepath.Dir(f.Path)
	}
	if o.MaxTasks <= 0 {
		o.MaxTasks = defaultMaxTasks
	}
	compiled, refused := compile(f.Model, o.Folder)
	var out []Result
	for i := range f.Cases {
		c := &f.Cases[i]
		if o.Case != "" && o.Case != c.Name {
			continue
		}
		r := Result{File: f.Path, Model: f.Model, Case: c.Name}
		err := errors.Join(c.Err, refused)
		if err == nil {
			err = (&run{c: c, o: o, result: &r, used: map[string]int{}}).run(ctx, compiled)
		}
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		r.Passed = err == nil && len(r.Messages) == 0
		if err != nil {
			r.fail(err)
		}
		out = append(out, r)
	}
	return out, nil
}

// run is one test case while it runs.
type run struct {
	c      *Case
	o      Options
	in     *runner.Instance
	result *Result
	used   map[string]int // entries of data given so far
}

func (r *run) run(ctx context.Context, s *spec.Spec) (err error) {
	defer func() {
		var f *runner.Failure
		if errors.As(err, &f) {
			if t, ok := r.in.Task(f.Task); ok {
				r.result.at(t)
			}
		}
	}()
	seen, err := profile(r.c.Mocks)
	if err != nil {
		return err
	}
	r.in, err = runner.New(s, runner.Options{Profile: seen, SkipEmptyScripts: true, Limits: r.o.Limits, Services: runner.ServicesFunc(noService)})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		t, ok, err := r.next(ctx)
		if err != nil || !ok {
			if err == nil {
				r.compare()
			}
			return err
		}
		if n == r.o.MaxTasks {
			return fmt.Errorf("the test was given up after %d tasks", n)
		}
		if err := r.do(ctx, t); err != nil {
			return err
		}
	}
}

// noService answers a service task that the case has no data for.
func noService(*runner.Instance, runner.ServiceCall) (python.Value, error) {
	return nil, &runner.ServiceError{Text: "please override this service task in your bpmn unit test json"}
}

// next returns the task that is done next: boundary events come first, those for a certain error or escalation before those
// for any.
func (r *run) next(ctx context.Context) (t runner.Task, ok bool, err error) {
	ready := r.in.Tasks(runner.Ready)
	var certain, others []runner.Task
	for _, t := range ready {
		switch e := t.Spec().Event; {
		case t.Spec().Kind != spec.BoundaryEvent:
		case (e.Kind == spec.ErrorEvent || e.Kind == spec.EscalationEvent) && e.Code.Set:
			certain = append(certain, t)
		default:
			others = append(others, t)
		}
	}
	switch {
	case len(certain) > 0:
		for _, o := range others {
			if err := r.in.CancelTask(ctx, o.ID); err != nil && !errors.Is(err, runner.ErrNotReady) {
				return t, false, err
			}
		}
		return certain[0], true, nil
	case len(others) > 0:
		return others[0], true, nil
	case len(ready) > 0:
		return ready[0], true, nil
	}
	return t, false, nil
}

// do completes a task with the data of the case, or does it.
func (r *run) do(ctx context.Context, t runner.Task) error {
	s := t.Spec()
	key := s.ID
	if _, ok := r.c.Tasks[key]; !ok {
		key = t.Process().ID + ":" + s.ID
	}
	list, given := r.c.Tasks[key]
	if !given && (s.Kind == spec.ServiceTask || s.Kind == spec.UserTask) {
		r.result.at(t)
		return unrunnable("Cannot run test case '%s'. It requires task data for %s because it is of type '%s'", r.c.Name, s.ID, s.Kind)
	}
	if given && !s.Kind.IsLoop() {
		n := r.used[key]
		r.used[key]++
		if n >= list.Len() {
			r.result.at(t)
			return unrunnable("Missing input task data for task: %s. Only %d given in the json but task was called %d times", key, list.Len(), n+1)
		}
		data, err := python.DeepCopy(list.At(n))
		if err != nil {
			return err
		}
		return r.in.CompleteTask(ctx, t.ID, data.(*python.Dict))
	}
	if s.Manual {
		return r.in.CompleteTask(ctx, t.ID, nil)
	}
	return r.in.RunTask(ctx, t.ID)
}

// unrunnable is an error in SpiffArena's words.
func unrunnable(format string, a ...any) error { return caseError(fmt.Sprintf(format, a...)) }

type caseError string

func (e caseError) Error() string { return string(e) }

// compare holds the end of the run to what is expected.
func (r *run) compare() {
	res := r.result
	switch {
	case !r.in.IsCompleted():
		res.Messages = []string{"Expected process instance to complete but it did not."}
		if t, ok := r.in.Task(r.in.LastRun()); ok {
			res.at(t)
			res.Output = asJSON(t.Data())
		}
		for _, t := range r.in.Tasks(runner.Waiting | runner.Started) {
			if t.Spec().Visible() {
				res.Messages = append(res.Messages, fmt.Sprintf("%s (%s) is %s", t.Spec().ID, t.Spec().Kind, t.State()))
			}
		}
	case !r.in.IsSuccess():
		res.Messages = []string{"Expected process instance to succeed but it did not."}
		res.Output = asJSON(r.in.Data())
	case !python.Equal(r.c.Expected, r.in.Data()):
		res.Messages = []string{"Expected output did not match actual output."}
		res.Output, res.Expected = asJSON(r.in.Data()), asJSON(r.c.Expected)
	}
}

func asJSON(v python.Value) string {
	b, err := python.ToJSON(v)
	if err != nil {
		return python.Repr(v)
	}
	return string(b)
}

// at notes the task.
func (r *Result) at(t runner.Task) {
	r.Task, r.TaskName, r.TaskType = t.Spec().ID, t.Spec().Title, t.Spec().Kind.String()
}

// fail notes an error.
func (r *Result) fail(err error) {
	var f *runner.Failure
	if !errors.As(err, &f) {
		r.Messages = append(r.Messages, strings.Split(err.Error(), "\n")...)
		return
	}
	r.Messages = append(r.Messages, strings.Split(f.Message(), "\n")...)
	r.Line, r.Source, r.Trace = f.Line, f.Source, f.Trace
}
