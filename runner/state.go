package runner

// State is the state of a task. The values and names are SpiffWorkflow's.
type State uint16

// The states, in the order of a normal life.
const (
	Maybe     State = 1 << iota // predicted, below a conditional branch
	Likely                      // predicted, below a default branch
	Future                      // will be reached
	Waiting                     // reached; its condition is not met yet
	Ready                       // may be run
	Started                     // running
	Completed                   // done
	Error                       // failed
	Cancelled                   // cancelled
)

// The sets of states that the engine asks for.
const (
	Finished    = Completed | Error | Cancelled
	Definite    = Future | Waiting | Ready | Started
	Predicted   = Maybe | Likely
	NotFinished = Predicted | Definite
)

// NumStates is the number of states.
const NumStates = 9

// States lists all states.
var States = [NumStates]State{Maybe, Likely, Future, Waiting, Ready, Started, Completed, Error, Cancelled}

var stateNames = [NumStates]string{"MAYBE", "LIKELY", "FUTURE", "WAITING", "READY", "STARTED", "COMPLETED", "ERROR", "CANCELLED"}

// Is reports whether the state is in a set of states.
func (s State) Is(set State) bool { return s&set != 0 }

// Index returns the position of the state in [States].
func (s State) Index() int {
	i := 0
	for s > 1 {
		s >>= 1
		i++
	}
	return i
}

// String returns the engine's name of the state.
func (s State) String() string {
	if s == 0 || s > Cancelled {
		return "?"
	}
	return stateNames[s.Index()]
}
