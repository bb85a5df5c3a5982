package runner

import (
	"errors"
	"fmt"
	"strings"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// FailureKind says what went wrong.
type FailureKind string

// The kinds of failure.
const (
	ScriptFailure  FailureKind = "script"  // a script or expression raised
	DataFailure    FailureKind = "data"    // a declared input or output is missing, a loop's data are of the wrong kind
	GatewayFailure FailureKind = "gateway" // no condition was satisfied
	ServiceFailure FailureKind = "service" // the answer of a service was an error
	EngineFailure  FailureKind = "engine"  // anything else that the engine raises
)

// Failure is an error of a run: what the engine raises as an exception.
type Failure struct {
	Kind FailureKind
	// Type is the class of the Python exception below, or of the engine's own.
	Type string
	// Text says what happened; Notes follow it in the message.
	Text  string
	Notes []string
	// Task is the task that failed; 0 when the engine names none.
	Task TaskID
	// Line and Column (from 1) and Source are the place in the script or expression; 0 and empty when unknown.
	Line, Column int
	Source       string
	// Similar are names of data that resemble an unknown name.
	Similar []string
	// Trace lists the task and the calls around it, each "name (file)".
	Trace []string

	cause error
	seen  TaskID // the innermost task of the diagram that the error passed
	limit bool   // the run would not end
}

// Error returns the engine's message: text and notes, each closed by a full stop.
func (f *Failure) Error() string { return f.Text + ". " + strings.Join(f.Notes, ". ") }

// Message is Error without what the engine appends even where there are no notes.
func (f *Failure) Message() string {
	if len(f.Notes) == 0 {
		return f.Text
	}
	return f.Text + ". " + strings.Join(f.Notes, ". ")
}

// Unwrap returns the error below, such as a *python.Error.
func (f *Failure) Unwrap() error { return f.cause }

// IsLimit reports whether the failure is about a limit of this runner, not about the model's own doing.
func (f *Failure) IsLimit() bool {
	var l *python.LimitError
	return f.limit || errors.As(f.cause, &l)
}

func asFailure(err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// note adds a note to a failure.
func note(err error, text string) error {
	if f := asFailure(err); f != nil {
		f.Notes = append(f.Notes, text)
	}
	return err
}

// fault is an exception of the engine that names no task: WorkflowException.
func (in *Instance) fault(s *spec.Task, format string, a ...any) *Failure {
	return &Failure{Kind: EngineFailure, Type: "WorkflowException", Text: fmt.Sprintf(format, a...)}
}

// raise is a Python exception that the engine does not wrap.
func (in *Instance) raise(class, format string, a ...any) *Failure {
	return &Failure{Kind: EngineFailure, Type: class, Text: fmt.Sprintf(format, a...)}
}

// raised turns an error of the Python package that the engine does not wrap into a failure.
func (in *Instance) raised(err error) *Failure {
	f := &Failure{Kind: EngineFailure, Text: err.Error(), Type: "Exception", cause: err}
	f.fill(err)
	if e := python.AsError(err); e != nil {
		f.Text = e.Message
	}
	return f
}

// noParent is what happens to a task whose parent is no longer in the tree.
func (in *Instance) noParent() *Failure {
	return in.raise("AttributeError", "'NoneType' object has no attribute 'data'")
}

// failTask is an exception of a task: WorkflowTaskException. cause is the exception below; nil: none.
//
// SpiffWorkflow: bpmn/exceptions.py.
func (in *Instance) failTask(id TaskID, text string, cause error) *Failure {
	f := &Failure{Kind: EngineFailure, Type: "WorkflowTaskException", Text: text, Task: id, cause: cause, Trace: in.callers(id)}
	if cause != nil {
		f.Kind = ScriptFailure
		f.fill(cause)
	}
	return f
}

// failData is an exception about data: WorkflowDataException.
func (in *Instance) failData(id TaskID, text string) *Failure {
	f := in.failTask(id, text, nil)
	f.Kind, f.Type = DataFailure, "WorkflowDataException"
	return f
}

// fill takes over what is known of a Python exception.
func (f *Failure) fill(err error) {
	var limit *python.LimitError
	switch e := python.AsError(err); {
	case e != nil:
		f.Type, f.Line, f.Column, f.Source, f.Similar = e.Class, e.Line, e.Column, e.Text, e.Similar
		if e.IsA("NameError") {
			f.Notes = append(f.Notes, python.DidYouMean(e.Similar))
		}
	case python.AsSyntaxError(err) != nil:
		s := python.AsSyntaxError(err)
		f.Type, f.Line, f.Column, f.Source = s.Class, s.Line, s.Column, s.Text
	case errors.As(err, &limit):
		f.Type, f.Line = limit.Class(), limit.Line
	}
}

// blame notes the innermost task of the diagram that an error passed.
func (in *Instance) blame(err error, id TaskID) error {
	if err == nil {
		return nil
	}
	f := asFailure(err)
	if f == nil {
		f = in.raised(err)
		err = f
	}
	if f.seen == 0 && in.at(id).spec.Visible() {
		f.seen = id
	}
	return err
}

// callers lists a task and the tasks that called its workflow.
func (in *Instance) callers(id TaskID) (out []string) {
	for {
		r := in.at(id)
		w := in.workflows[r.wf]
		out = append(out, fmt.Sprintf("%s (%s)", titleOf(r.spec), w.proc.File))
		if w.task == 0 {
			return out
		}
		id = w.task
	}
}

// titleOf is a task's name as the engine's texts have it.
func titleOf(s *spec.Task) string {
	if s.Title == "" {
		return "None"
	}
	return s.Title
}

// settle decides which task a failure is about, as the engine's hosts do: the one it names, the innermost one that it
// passed, the last one in state ERROR, or the one that was run.
func (in *Instance) settle(f *Failure, running TaskID) *Failure {
	if f.Task == 0 {
		f.Task = f.seen
	}
	if f.Task == 0 {
		f.Task = running
	}
	return f
}
