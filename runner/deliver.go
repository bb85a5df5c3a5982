package runner

import (
	"slices"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// catches reports whether a definition that a task waits for matches an event.
//
// SpiffWorkflow: catches in bpmn/specs/event_definitions.
func (in *Instance) catches(id TaskID, def *spec.Event, ev *Event) bool {
	if !def.Equal(ev.Definition) {
		return false
	}
	if def.Kind != spec.MessageEvent || len(def.Correlations) == 0 {
		return true
	}
	have := in.workflows[in.at(id).wf].correlations
	if have == nil || have.Len() == 0 {
		return true
	}
	if ev.Correlations == nil {
		return false
	}
	for k, v := range ev.Correlations.All() {
		if w, ok := get(have, k); ok && python.Equal(v, w) {
			return true
		}
	}
	return false
}

// listens reports whether a registered task matches an event.
func (in *Instance) listens(id TaskID, ev *Event) bool {
	r := in.at(id)
	// Boundary events are only caught while they wait, unless the event has a target.
	if ev.target == nil && r.spec.Kind == spec.BoundaryEvent && r.state != Waiting {
		return false
	}
	return in.catches(id, r.spec.Event, ev)
}

// deliver gives an event to the tasks that wait for it and returns how many there were. An event from inside that nobody
// waits for is kept for the host.
//
// SpiffWorkflow: bpmn/util/event.py (EventManager.catch).
func (in *Instance) deliver(ev *Event, internal bool) (int, error) {
	var tasks []TaskID
	if ev.target != nil {
		for _, t := range in.listeners {
			if in.at(t).wf == ev.target.id && in.listens(t, ev) {
				tasks = append(tasks, t)
			}
		}
		if len(tasks) == 0 {
			up, err := in.parentWorkflow(ev.target)
			if err != nil {
				return 0, err
			}
			ev.target = up
			if _, err := in.deliver(ev, true); err != nil {
				return 0, err
			}
		}
	} else {
		if err := in.trigger(ev); err != nil {
			return 0, err
		}
		for _, t := range in.listeners {
			if in.listens(t, ev) {
				tasks = append(tasks, t)
			}
		}
		if len(tasks) == 0 && internal {
			in.uncaught = append(slices.Clip(in.uncaught), ev)
		}
	}
	for _, t := range tasks {
		if err := in.catch(t, ev); err != nil {
			return 0, err
		}
		if err := in.update(t); err != nil {
			return 0, err
		}
	}
	return len(tasks), nil
}

// catch lets a task know that its event has happened.
//
// SpiffWorkflow: catch in bpmn/specs/mixins/events/event_types.py, start_event.py, bpmn/specs/event_definitions.
func (in *Instance) catch(id TaskID, ev *Event) error {
	r := in.at(id)
	if r.spec.Kind == spec.StartEvent && r.state.Is(Completed|Cancelled) {
		if err := in.resetBranch(id, nil); err != nil {
			return err
		}
	}
	def := r.spec.Event
	if err := in.catchDefinition(id, def, ev); err != nil {
		return err
	}
	in.setState(id, Waiting)
	return nil
}

func (in *Instance) catchDefinition(id TaskID, def *spec.Event, ev *Event) error {
	switch def.Kind {
	case spec.MultipleEvent:
		if err := in.catchDefinition(id, ev.Definition, ev); err != nil {
			return err
		}
		in.remember(id, func(x *internal) { x.seen = append(slices.Clip(x.seen), ev) })
		return nil
	case spec.MessageEvent:
		in.keepPayload(id, ev)
		c, err := in.correlate(def.Correlations, payloadContext(ev.payload()))
		if err != nil {
			return err
		}
		in.addCorrelations(in.workflows[in.at(id).wf], c)
	case spec.SignalEvent, spec.ErrorEvent, spec.EscalationEvent:
		// The engine files the payload under the name of the catcher.
		in.keepPayload(id, &Event{Definition: def, Payload: ev.Payload})
	}
	in.remember(id, func(x *internal) { x.eventFired = true })
	return nil
}

// trigger starts the event sub-processes and participants that an event is the start of.
//
// SpiffWorkflow: bpmn/util/event.py (update_collaboration), bpmn/specs/control.py (trigger_wf).
func (in *Instance) trigger(ev *Event) error {
	top := in.workflows[0]
	for _, t := range top.proc.Triggers {
		for _, start := range in.spec.Processes[t.Called].StartEvents {
			if !start.Event.Equal(ev.Definition) {
				continue
			}
			w := in.waitingAt(start.Name)
			if w == nil {
				child, err := in.addChild(top.root, t, Future)
				if err != nil {
					return err
				}
				in.write(child).flags |= triggered
				if err := in.update(child); err != nil {
					return err
				}
				w = in.workflows[in.at(child).sub]
			}
			in.addCorrelations(w, ev.Correlations)
		}
	}
	return nil
}

// waitingAt returns the first sub-workflow in which a task with the name waits, in it or below.
func (in *Instance) waitingAt(name string) *workflow {
	for _, w := range in.workflows[1:] {
		if w.deleted {
			continue
		}
		for _, x := range in.workflows[w.id:] {
			if len(x.waiting) == 0 || x != w && !in.isNested(x, w) {
				continue
			}
			if slices.ContainsFunc(x.waiting, func(t TaskID) bool { return in.at(t).spec.Name == name }) {
				return w
			}
		}
	}
	return nil
}
