package runner

import (
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// TaskID identifies a task of an instance. Ids count up in the order in which tasks are created and are not used again,
// but for those of steps that were taken back. 0 means no task.
type TaskID uint32

// workflowID identifies a process, called process or sub-process that runs in an instance. 0 is the top one.
type workflowID int32

// noWorkflow says that a task has no sub-workflow.
const noWorkflow workflowID = -1

// record is one task of the tree.
type record struct {
	spec *spec.Task
	data *python.Dict // nil: empty
	own  *internal    // nil: empty

	parent, first, last, next, prev TaskID

	jump    TaskID     // a far ancestor, for searches along the path to the root; see order.go
	depth   uint32     // across workflows: the root of a sub-workflow is one below its task
	wf      workflowID // where the task is
	sub     workflowID // what the task runs, or noWorkflow
	changed uint32     // stamp of the last change of state
	entered uint32     // position among the tasks that wait for events; 0: it isn't one of them
	saved   uint32     // step in which the record was saved last
	state   State
	flags   flags
}

type flags uint8

const (
	// triggered tasks are no outputs of their parent's spec: instances of loops, what an event started.
	triggered flags = 1 << iota
	// removed tasks are no longer in the tree. The engine may still hold on to them, so their record stays.
	removed
	// reached tasks were more than a prediction once.
	reached
)

const (
	chunkBits = 8
	chunkSize = 1 << chunkBits
)

// chunk is a run of records. stale says that it was written since it was last shown.
type chunk struct {
	records [chunkSize]record
	stale   bool
}

// arena holds the records of all tasks under dense ids.
type arena struct {
	chunks []*chunk
	n      TaskID // ids in use are 1 .. n
}

// at returns a record for reading. The pointer stays valid.
func (a *arena) at(id TaskID) *record { return &a.chunks[id>>chunkBits].records[id&(chunkSize-1)] }

// grow adds a record.
func (a *arena) grow() TaskID {
	a.n++
	if int(a.n>>chunkBits) == len(a.chunks) {
		a.chunks = append(a.chunks, &chunk{})
	}
	return a.n
}

// write returns a record for writing.
func (in *Instance) write(id TaskID) *record {
	c := in.chunks[id>>chunkBits]
	c.stale = true
	r := &c.records[id&(chunkSize-1)]
	if in.history != nil {
		in.history.saveRecord(id, r)
	}
	return r
}

// internal is what a task remembers beside its data: the engine's internal_data. It is replaced, never changed in place.
type internal struct {
	eventFired bool
	payloads   map[string]python.Value // by name of the event
	seen       []*Event                // of multiple events
	eventValue string                  // when a timer is due
	cycle      *cycle                  // of cycle timers

	merged    int      // instances whose data were merged
	lastDone  TaskID   // the last of them
	pending   TaskID   // the first instance that may not be completed yet
	remaining *pending // what a sequential loop has still to do

	// of an instance
	key       python.Value // key or index
	item      python.Value // the item where it has no key
	iteration int          // of a standard loop, from 1; 0: none
}

// cycle is where a cycle timer stands.
type cycle struct {
	left   int // -1: without end
	next   string
	length span
}

// pending is what a sequential multi-instance task has still to do.
type pending struct {
	keys        []python.Value // keys, indices or items
	current     int            // with a cardinality: the next index
	cardinality python.Value   // nil without one
}

var noInternal internal

// own returns what a task remembers, for reading.
func (in *Instance) own(id TaskID) *internal {
	if x := in.at(id).own; x != nil {
		return x
	}
	return &noInternal
}

// remember changes what a task remembers.
func (in *Instance) remember(id TaskID, change func(*internal)) {
	x := *in.own(id)
	change(&x)
	in.write(id).own = &x
}
