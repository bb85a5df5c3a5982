package runner

import (
	"context"
	"time"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Options are what a run starts with, besides its spec. The run is a function of them and of what comes from outside.
type Options struct {
	// Data are the initial data of the process; nil: none.
	Data *python.Dict
	// Clock is the time when the run begins; zero: the start of 2024, UTC.
	Clock time.Time
	// Seed starts the source of random numbers.
	Seed int64
	// Profile is what scripts see; nil: that of the plain engine.
	Profile *python.Profile
	Limits  python.Limits
	// SkipEmptyScripts makes a script without text do nothing, as in SpiffArena; the plain engine fails there.
	SkipEmptyScripts bool
	// Services answers service tasks; nil: every call fails.
	Services Services
	// Stores are the values of data stores by id; nil: empty.
	Stores *python.Dict
	// History keeps what is needed to go back.
	History bool
	Hooks   Hooks
}

// Hooks are told what happens, while it happens. They may look, not touch.
type Hooks struct {
	// Completed is called when a task is completed, with its data as its children will see them. An error fails the run.
	Completed func(TaskID) error
	// Cancelled is called before a task that is not finished is cancelled. An error fails the run.
	Cancelled func(TaskID) error
}

// defaultClock is where the clock of a run stands unless told otherwise.
var defaultClock = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// Instance is one run of a process. It belongs to one goroutine.
type Instance struct {
	spec    *spec.Spec
	options Options
	hooks   Hooks
	env     *python.Env
	box     bool
	ctx     context.Context

	core
	arena
	workflows []*workflow

	heap    python.Heap
	history *history // nil: off
	failure *Failure

	// What follows from the records; see workflow.
	active       []workflowID // sub-workflows that are not completed, in the order of creation
	activeSorted []workflowID // nil: to be made
	crowds       [crowds][]workflowID
	removals     int      // how many tasks were taken out of the trees so far
	listeners    []TaskID // tasks that wait for events, in the order of registration

	// Counts by process and task: of tasks by state, and of flows taken.
	bases map[*spec.Process]int
	tally [][NumStates]int32
	taken [][]int32

	marked  []uint32 // see marks
	marking uint32

	stores     *python.Dict
	predicting map[*spec.Task]bool
	composed   map[string]*spec.Code
	buffers    [][]TaskID
}

// core is the small state of an instance. A step saves all of it.
type core struct {
	stamps   uint32 // changes of state so far
	entries  uint32 // registrations so far
	runs     int    // tasks run so far
	running  TaskID // that was run last
	uncaught []*Event
	drive    driver
	quiet    bool // nothing has happened since the loop ended
	now      time.Time
	asked    *ServiceCall // that waits for an answer
	late     []TaskID     // service tasks whose answer comes later
}

// New starts a run: the tree and its prediction are there, nothing has been run. The error is a *Failure; the engine
// would not accept the process either.
func New(s *spec.Spec, o Options) (*Instance, error) {
	in := &Instance{spec: s, options: o, hooks: o.Hooks, stores: o.Stores}
	in.now = o.Clock.UTC()
	if o.Clock.IsZero() {
		in.now = defaultClock
	}
	profile := o.Profile
	if profile == nil {
		profile = python.Plain()
	}
	in.box = profile.BoxDicts
	in.env = &python.Env{Profile: profile, Limits: o.Limits, Clock: (*clock)(in), Rand: python.NewRandom(o.Seed)}
	if in.stores == nil {
		in.stores = python.NewDict()
	}
	in.chunks = []*chunk{{}} // id 0 is not used
	in.ctx = context.Background()
	defer func() { in.ctx = nil }()
	top, err := in.newWorkflow(s.Main, 0)
	if err != nil {
		return in, in.fail(err)
	}
	for _, id := range s.Main.DataObjects {
		top.objects.Set(id, python.None)
	}
	if o.Data != nil && o.Data.Len() > 0 {
		in.setData(top.root, o.Data)
	}
	if o.History {
		in.startHistory()
	}
	return in, nil
}

// clock shows the run's clock to scripts. Sleeping moves it.
type clock Instance

func (c *clock) Now() time.Time        { return c.now }
func (c *clock) Sleep(d time.Duration) { c.now = c.now.Add(d) }

func (in *Instance) stamp() uint32 {
	in.stamps++
	return in.stamps
}

func (in *Instance) buffer() []TaskID {
	if n := len(in.buffers); n > 0 {
		b := in.buffers[n-1]
		in.buffers = in.buffers[:n-1]
		return b[:0]
	}
	return make([]TaskID, 0, 8)
}

func (in *Instance) release(b []TaskID) { in.buffers = append(in.buffers, b) }

// Spec returns what is run.
func (in *Instance) Spec() *spec.Spec { return in.spec }

// Now returns the run's clock.
func (in *Instance) Now() time.Time { return in.now }

// Failure returns the error that ended the last step, nil when there was none.
func (in *Instance) Failure() *Failure { return in.failure }

// Runs returns how many tasks were run.
func (in *Instance) Runs() int { return in.runs }

// IsCompleted reports whether the process has come to its end.
//
// SpiffWorkflow: workflow.py (is_completed).
func (in *Instance) IsCompleted() bool {
	w := in.workflows[0]
	return w.completed || w.unfinished() == 0
}

// IsSuccess reports whether the process was not cancelled.
func (in *Instance) IsSuccess() bool { return in.workflows[0].success }

// Data returns the process data, which are collected at the end of the process.
func (in *Instance) Data() *python.Dict { return orEmpty(in.workflows[0].data) }

// DataObjects returns the data objects of the top process.
func (in *Instance) DataObjects() *python.Dict { return orEmpty(in.workflows[0].objects) }

// Correlations returns the correlations of the top process.
func (in *Instance) Correlations() *python.Dict { return orEmpty(in.workflows[0].correlations) }

// Stores returns the values of the data stores.
func (in *Instance) Stores() *python.Dict { return in.stores }

func orEmpty(d *python.Dict) *python.Dict {
	if d == nil {
		return emptyDict
	}
	return d
}

// TakeEvents returns the events that nobody waited for since the last call.
//
// SpiffWorkflow: bpmn/workflow.py (get_events).
func (in *Instance) TakeEvents() []*Event {
	out := in.uncaught
	in.uncaught = nil
	return out
}
