package spec

import (
	"spiffmodeler/runner/decision"
)

// Spec is a compiled process with everything it may start.
type Spec struct {
	// Main is the process to run; for a collaboration, the synthetic process that holds its participants.
	Main *Process
	// Processes are the sub-processes and called processes by id.
	Processes map[string]*Process
	// Order lists them in the order in which the engine found them.
	Order []*Process
	// Stores are the data stores of the files, in order.
	Stores []DataStore
	// Files are the names of the files that were read.
	Files []string
}

func (s *Spec) enter(id string, p *Process) {
	if s.Processes[id] == nil {
		s.Order = append(s.Order, p)
	}
	s.Processes[id] = p
}

// Process is one compiled process, sub-process or collaboration.
type Process struct {
	ID    string
	Title string // name of the element, or its id
	File  string
	Tasks []*Task // in the order of creation; Task.Index is the position

	Start, EndJoin, End *Task
	// StartEvents are the BPMN start events.
	StartEvents []*Task
	// Triggers are the tasks whose process is started by an event: event sub-processes and participants.
	Triggers []*Task
	// DataObjects are the ids of the data objects that live in the process, in document order.
	DataObjects []string
	IO          *IOSpecification
	// Recursive is set when a run of the process may start the process again.
	Recursive bool

	byName  map[string]*Task
	objects map[string]bool
}

// Task returns the task with an engine name; for tasks of the diagram that is the id of the element.
func (p *Process) Task(name string) *Task { return p.byName[name] }

// HasDataObject reports whether a data object lives in the process.
func (p *Process) HasDataObject(id string) bool { return p.objects[id] }

// Task is the engine's task spec. Everything is read-only.
type Task struct {
	Index   int
	Process *Process
	Name    string // the engine's name, unique within the process
	ID      string // id of the element; empty for the engine's own tasks
	Title   string // name of the element
	Kind    Kind
	Manual  bool // waits for a person
	Lane    Text
	Line    int    // of the element in its file; 0 for the engine's own tasks
	Doc     string // documentation

	Inputs, Outputs []*Task
	// Flows has the id of the sequence flow to each output; empty where the engine connected by itself.
	Flows []string
	// IncomingFlows has the id of the flow from each input, in the same way.
	IncomingFlows []string

	DataInputs, DataOutputs []DataRef
	IO                      *IOSpecification
	PreScript, PostScript   *Code
	Extensions              Extensions

	// Event is what an event, a send or receive task is about; never nil for those.
	Event *Event
	// Interrupting is set for boundary events that end their activity.
	Interrupting bool

	Conditions []Condition // of exclusive and inclusive gateways, in the order of Outputs
	Default    *Task       // the output without condition that was connected last; nil when there is none

	Script    *Code // script task; nil: there is none, which fails at run time
	Service   *Service
	Decision  *decision.Decision // business rule task
	Called    string             // id of the process that a call activity or sub-process runs
	Variable  Text               // user task: where the form's data go
	SplitTask *Task              // of BoundaryEventJoin and StartEventJoin

	Loop  *Loop
	Child *Task // the task that a loop repeats

	unnamed bool // an element whose id is empty
}

// Visible reports whether the task is on the diagram.
func (t *Task) Visible() bool { return t.ID != "" || t.unnamed }

// Condition leads to an output of a gateway. A nil expression is the default.
type Condition struct {
	Expr   *Code
	Output *Task
}

// Text is a text that may be missing, which Python calls None.
type Text struct {
	Value string
	Set   bool
}

// Some returns a text that is there.
func Some(s string) Text { return Text{s, true} }

// Loop says how often an activity is done.
type Loop struct {
	// Standard loops.
	Maximum    int // -1: none
	Condition  *Code
	TestBefore bool
	// Multi-instance activities.
	Cardinality           *Code
	Input, Output         string // names of collections in the task data; empty: none
	InputItem, OutputItem string
	HasInput, HasOutput   bool
	HasInputItem          bool
	HasOutputItem         bool
	Completion            *Code
}

// Service is the operator of a service task.
type Service struct {
	Operator   string
	Parameters []Parameter
	Result     string // name of the variable that receives the answer
}

// Parameter is an argument of a service call.
type Parameter struct {
	ID, Type string
	Value    *Code
}

// IOSpecification lists the variables that go into and come out of an activity or a process.
type IOSpecification struct {
	Inputs, Outputs []string
}

// DataStore is a data store of the model: ID is also the name of the variable, Class says how a host keeps it.
type DataStore struct{ ID, Class string }

// DataRef is a data object or data store that a task reads or writes.
type DataRef struct {
	ID    string // also the name of the variable
	Store bool
}

// Extensions are the spiffworkflow elements that the engine only carries.
type Extensions struct {
	Text       map[string]string // instructionsForEndUser, allowGuest, ...
	Properties map[string]string
	Metadata   map[string]string
	UnitTests  []UnitTest
}

// UnitTest is a test of a script, kept in the model.
type UnitTest struct{ ID, Input, Expected string }
