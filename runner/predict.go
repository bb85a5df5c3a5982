package runner

import (
	"spiffmodeler/runner/spec"
)

// lookahead is how many levels are predicted below a branch that may not be taken.
const lookahead = 2

// predict adds the tasks that will or may follow.
//
// SpiffWorkflow: specs/base.py (_predict).
func (in *Instance) predict(id TaskID, mask State) error { return in.predictFrom(id, mask, 0) }

func (in *Instance) predictFrom(id TaskID, mask State, ahead int) error {
	r := in.at(id)
	if r.state.Is(mask) {
		if r.state == Future {
			if in.predicting[r.spec] {
				f := in.fault(r.spec, "the flow comes back to %q without a gateway or event that could end it: its prediction has no end", r.spec.Name)
				f.Type, f.limit = "RecursionError", true
				return f
			}
			if in.predicting == nil {
				in.predicting = map[*spec.Task]bool{}
			}
			in.predicting[r.spec] = true
			defer delete(in.predicting, r.spec)
		}
		if err := behaviors[r.spec.Kind].predict(in, id); err != nil {
			return err
		}
	}
	if !r.state.Is(Definite) && ahead+1 >= lookahead {
		return nil
	}
	list := in.children(id)
	defer func() { in.release(list) }()
	for _, c := range list {
		if in.at(c).state.Is(mask) {
			if err := in.predictFrom(c, mask, ahead+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// predictOutputs is the prediction of most tasks: all outputs follow.
func predictOutputs(in *Instance, id TaskID) error {
	r := in.at(id)
	state := r.state
	if state.Is(Definite) {
		state = Future
	}
	return in.syncChildren(id, r.spec.Outputs, state)
}

// predictNothing is the prediction of cycle timers, whose children come with each cycle.
func predictCatching(in *Instance, id TaskID) error {
	if in.at(id).spec.Event.Kind == spec.TimeCycleEvent {
		return nil
	}
	return predictOutputs(in, id)
}

// predictChoice is the prediction of gateways with conditions.
//
// SpiffWorkflow: specs/MultiChoice.py (_predict_hook).
func predictChoice(in *Instance, id TaskID) error {
	r := in.at(id)
	state := Likely
	if r.state == Maybe {
		state = Maybe
	}
	var unconditional []*spec.Task
	for _, c := range r.spec.Conditions {
		if c.Expr == nil {
			unconditional = append(unconditional, c.Output)
		}
	}
	if err := in.syncChildren(id, unconditional, state); err != nil {
		return err
	}
	for _, c := range r.spec.Conditions {
		if c.Expr != nil {
			if _, err := in.addChild(id, c.Output, Maybe); err != nil {
				return err
			}
		}
	}
	return nil
}

// predictSplit is the prediction of the splits before boundary and start events: the events may happen.
//
// SpiffWorkflow: bpmn/specs/control.py (EventSplit._predict_hook).
func predictSplit(in *Instance, id TaskID) error {
	r := in.at(id)
	if err := in.syncChildren(id, r.spec.Outputs, Maybe); err != nil {
		return err
	}
	state := r.state
	if state.Is(Definite) {
		state = Future
	}
	list := in.children(id)
	for _, c := range list {
		if in.at(c).spec.Kind != splitEvent(r.spec.Kind) {
			in.setState(c, state)
		}
	}
	in.release(list)
	return nil
}

// splitEvent returns the kind of the events that a split waits for.
func splitEvent(k spec.Kind) spec.Kind {
	if k == spec.BoundaryEventSplit {
		return spec.BoundaryEvent
	}
	return spec.StartEvent
}

// predictEventGateway lets the events wait from the beginning.
//
// SpiffWorkflow: bpmn/specs/mixins/events/intermediate_event.py (EventBasedGateway).
func predictEventGateway(in *Instance, id TaskID) error {
	return in.syncChildren(id, in.at(id).spec.Outputs, Waiting)
}
