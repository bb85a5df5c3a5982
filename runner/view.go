package runner

import (
	"strings"
	"time"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// View is a look at a run that a window can keep: it never changes. It holds no data of tasks; a [Session] is asked
// for those.
type View struct {
	// Status says what the run is doing or waiting for.
	Status Status
	// Now is the run's clock.
	Now time.Time
	// Done is how many steps were done, Back how many of them can be taken back, Ahead how many can be done again.
	Done, Back, Ahead int
	// Runs is how many tasks were run.
	Runs int
	// Counts are the tasks of the tree by state; see [State.Index].
	Counts [NumStates]int
	// Elements says what goes on at each element of the diagram.
	Elements map[Place]Mark
	// Flows counts how often each sequence flow was taken.
	Flows map[Place]int
	// Waits is what the run waits for.
	Waits []Wait
	// Asked is the service call that waits for an answer; nil: none.
	Asked *Question
	// Failure is what the run failed with; nil: it didn't.
	Failure *Report
	// Notice is what came of the last command, where that is not obvious; empty otherwise.
	Notice string

	chunks []*shown
	runs   []runInfo
	n      TaskID
}

// Status says what a run is doing.
type Status uint8

// The states of a run.
const (
	Paused     Status = iota // can be stepped on
	Running                  // is being run
	WaitsInput               // needs a person, an event, the clock or the answer of a service
	Ended                    // has come to its end
	Failed                   // ended with an error
)

var statusNames = [...]string{"paused", "running", "waiting", "completed", "failed"}

// String returns the status as a word.
func (s Status) String() string { return statusNames[s] }

// Place names an element in a file.
type Place struct{ File, ID string }

// Mark sums up the tasks of one element.
type Mark struct {
	Counts [NumStates]int
	// Urgent is the state to show: the first of ERROR, READY, STARTED, WAITING, COMPLETED, CANCELLED, FUTURE, LIKELY,
	// MAYBE that a task of the element is in.
	Urgent State
}

var urgency = [...]State{Error, Ready, Started, Waiting, Completed, Cancelled, Future, Likely, Maybe}

// Row is a task as a list shows it.
type Row struct {
	ID       TaskID
	Parent   TaskID // 0: none; for the first task of a sub-workflow, the task that runs it
	Depth    int    // in the tree
	Name     string // name of the element, or its id, or the engine's name
	Element  string // id of the element; empty for the engine's own tasks
	File     string
	Process  string // id of the process
	Path     string // ids of the process and of the tasks around, joined with "/"
	Lane     string
	Type     string // the engine's class
	State    State
	Manual   bool
	Instance string // key, index or round of an instance of a looped activity
	Done     int    // instances of a looped activity that were merged
}

// Wait is something that a run waits for.
type Wait struct {
	Task  TaskID
	Kind  WaitKind
	Name  string // of the element
	Place Place
	Path  string
	Lane  string
	Event string    // name of the message, signal, error or escalation
	Code  string    // of an error or escalation
	Due   time.Time // of a timer; zero: unknown
	Form  *Form     // of a task for a person
}

// WaitKind says for what.
type WaitKind uint8

// The kinds of waiting.
const (
	WaitPerson WaitKind = iota
	WaitMessage
	WaitSignal
	WaitTimer
	WaitCondition
	WaitService // the answer of a service that comes later
	WaitOther   // errors, escalations, cancelling
)

// Form is what a person is shown to complete a task.
type Form struct {
	Instructions string // Markdown with Jinja, as in the model
	Schema, UI   string // file names of JSON schemas
	Variable     string // where the data go; empty: into the task's data
}

// Question is a service call that waits for an answer.
type Question struct {
	Task     TaskID
	Name     string
	Place    Place
	Operator string
	Result   string // variable for the answer
	Params   []Param
}

// Param is an evaluated parameter, as text.
type Param struct{ ID, Type, Value string }

// Report is a failure as a window shows it.
type Report struct {
	Task    TaskID
	Name    string
	Place   Place
	Path    string
	Kind    FailureKind
	Type    string // Python class
	Message string
	Line    int // in the script, from 1; 0: unknown
	Source  string
	Trace   []string
}

// Len returns the number of tasks that were ever made; their ids are 1 to Len.
func (v *View) Len() int { return int(v.n) }

// Row returns a task; ok is false when it is no longer in the tree.
func (v *View) Row(id TaskID) (r Row, ok bool) {
	if id == 0 || id > v.n {
		return Row{}, false
	}
	s := &v.chunks[id>>chunkBits][id&(chunkSize-1)]
	if s.spec == nil {
		return Row{}, false
	}
	w := &v.runs[s.wf]
	t := s.spec
	name := t.Title
	if name == "" {
		name = t.Name
	}
	return Row{ID: id, Parent: s.parent, Depth: int(s.depth), Name: strings.Join(strings.Fields(name), " "), Element: t.ID, File: w.file,
		Process: w.process, Path: w.path, Lane: t.Lane.Value, Type: t.Kind.String(), State: s.state, Manual: t.Manual,
		Instance: s.instance, Done: int(s.done)}, true
}

// Rows calls f with the tasks in the order in which they were made, those of the diagram only unless all is set, until f
// returns false.
func (v *View) Rows(all bool, f func(Row) bool) {
	for id := TaskID(1); id <= v.n; id++ {
		if s := &v.chunks[id>>chunkBits][id&(chunkSize-1)]; s.spec == nil || !all && !s.spec.Visible() {
			continue
		}
		if r, ok := v.Row(id); ok && !f(r) {
			return
		}
	}
}

// shown is a run of tasks as views share it.
type shown [chunkSize]shownTask

type shownTask struct {
	spec     *spec.Task // nil: not in the tree
	instance string
	parent   TaskID
	wf       workflowID
	depth    uint32
	done     int32
	state    State
}

type runInfo struct{ path, process, file string }

// shower makes views and keeps what they share.
type shower struct {
	chunks []*shown
	runs   []runInfo
}

// show makes a view of the instance.
func (s *shower) show(in *Instance) *View {
	v := &View{Now: in.now, n: in.n, Elements: map[Place]Mark{}, Flows: map[Place]int{}}
	for i, c := range in.chunks {
		if i == len(s.chunks) {
			s.chunks = append(s.chunks, nil)
			c.stale = true
		}
		if c.stale {
			s.chunks[i] = in.shownChunk(c)
			c.stale = false
		}
	}
	v.chunks = append([]*shown(nil), s.chunks...)
	for len(s.runs) > len(in.workflows) {
		s.runs = s.runs[:len(in.workflows):len(in.workflows)]
	}
	for _, w := range in.workflows[len(s.runs):] {
		path, _ := in.pathOf(w)
		s.runs = append(s.runs, runInfo{strings.Join(path, "/"), w.proc.ID, w.proc.File})
	}
	v.runs = s.runs
	v.Back, v.Ahead = in.Position()
	v.Done = in.depth()
	v.Runs = in.runs
	in.sum(v)
	v.Waits = in.waits()
	v.Asked = in.question()
	if f := in.failure; f != nil {
		v.Failure = in.report(f)
	}
	switch {
	case in.failure != nil:
		v.Status = Failed
	case in.IsCompleted():
		v.Status = Ended
	case in.quiet || in.asked != nil:
		v.Status = WaitsInput
	}
	return v
}

func (in *Instance) shownChunk(c *chunk) *shown {
	out := &shown{}
	for i := range c.records {
		r := &c.records[i]
		if r.spec == nil || r.flags&removed != 0 {
			continue
		}
		t := &out[i]
		t.spec, t.state, t.wf, t.depth, t.parent = r.spec, r.state, r.wf, r.depth, r.parent
		if r.parent == 0 && int(r.wf) < len(in.workflows) {
			t.parent = in.workflows[r.wf].task
		}
		if x := r.own; x != nil {
			t.done = int32(x.merged)
			switch {
			case x.key != nil:
				t.instance = python.ToStr(x.key)
			case x.item != nil:
				t.instance = python.ToStr(x.item)
			case x.iteration > 0:
				t.instance = python.ToStr(python.Int(x.iteration - 1))
			}
			if len(t.instance) > 60 {
				t.instance = t.instance[:60] + "…"
			}
		}
	}
	return out
}

// sum counts tasks by element, and flows.
func (in *Instance) sum(v *View) {
	for _, p := range in.processes() {
		base := in.bases[p]
		for _, t := range p.Tasks {
			counts := &in.tally[base+t.Index]
			for i, n := range counts {
				v.Counts[i] += int(n)
			}
			for i, n := range in.taken[base+t.Index] {
				if n > 0 && t.Flows[i] != "" {
					v.Flows[Place{p.File, t.Flows[i]}] += int(n)
				}
			}
			if !t.Visible() {
				continue
			}
			m := v.Elements[Place{p.File, t.ID}]
			any := false
			for i, n := range counts {
				m.Counts[i] += int(n)
				any = any || m.Counts[i] > 0
			}
			if !any {
				continue
			}
			for _, s := range urgency {
				if m.Counts[s.Index()] > 0 {
					m.Urgent = s
					break
				}
			}
			v.Elements[Place{p.File, t.ID}] = m
		}
	}
}

// waits lists what the run waits for: people first, then events.
func (in *Instance) waits() (out []Wait) {
	for _, t := range in.HumanTasks() {
		w := in.wait(t, WaitPerson)
		s := t.Spec()
		w.Form = &Form{Instructions: s.Extensions.Text["instructionsForEndUser"], Schema: s.Extensions.Properties["formJsonSchemaFilename"],
			UI: s.Extensions.Properties["formUiSchemaFilename"], Variable: s.Variable.Value}
		out = append(out, w)
	}
	for _, id := range in.late {
		if in.at(id).state == Started {
			out = append(out, in.wait(Task{in, id}, WaitService))
		}
	}
	for _, t := range in.Listeners() {
		if t.State() != Waiting || t.Spec().Kind == spec.EventBasedGateway {
			continue
		}
		for _, e := range members(t.Spec().Event) {
			w := in.wait(t, waitKind(e.Kind))
			w.Event, w.Code = e.Name.Value, e.Code.Value
			if due := t.Due(); e.Kind.IsTimer() && due != "" {
				w.Due, _ = parseDateTime(due)
			}
			out = append(out, w)
		}
	}
	return out
}

func waitKind(k spec.EventKind) WaitKind {
	switch k {
	case spec.MessageEvent:
		return WaitMessage
	case spec.SignalEvent:
		return WaitSignal
	case spec.ConditionalEvent:
		return WaitCondition
	case spec.TimeDateEvent, spec.TimeDurationEvent, spec.TimeCycleEvent:
		return WaitTimer
	}
	return WaitOther
}

func (in *Instance) wait(t Task, k WaitKind) Wait {
	s := t.Spec()
	path, _ := t.Path()
	name := s.Title
	if name == "" {
		name = s.Name
	}
	return Wait{Task: t.ID, Kind: k, Name: name, Place: Place{t.Process().File, s.ID}, Path: strings.Join(path, "/"), Lane: s.Lane.Value}
}

func (in *Instance) question() *Question {
	c := in.asked
	if c == nil {
		return nil
	}
	w := in.wait(Task{in, c.Task}, WaitOther)
	q := &Question{Task: c.Task, Name: w.Name, Place: w.Place, Operator: c.Operator, Result: c.Spec.Service.Result}
	for _, p := range c.Params {
		q.Params = append(q.Params, Param{p.ID, p.Type, Preview(p.Value, 2000)})
	}
	return q
}

func (in *Instance) report(f *Failure) *Report {
	r := &Report{Task: f.Task, Kind: f.Kind, Type: f.Type, Message: f.Message(), Line: f.Line, Source: f.Source, Trace: f.Trace}
	if t, ok := in.Task(f.Task); ok {
		w := in.wait(t, WaitOther)
		r.Name, r.Place, r.Path = w.Name, w.Place, w.Path
	}
	return r
}

// Preview writes a value as Python's repr does, cut to about n letters.
func Preview(v python.Value, n int) string {
	text := python.Repr(v)
	if r := []rune(text); len(r) > n {
		return string(r[:n]) + "…"
	}
	return text
}
