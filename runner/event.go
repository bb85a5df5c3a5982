package runner

import (
	"cmp"
	"slices"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Event is an event on its way: thrown by a task or sent from outside.
type Event struct {
	Definition *spec.Event
	// Payload is what comes with it; nil: None.
	Payload python.Value
	// Correlations tell which conversation it belongs to: key → property → value; nil: none.
	Correlations *python.Dict

	target *workflow // where it is to be caught; nil: anywhere
}

// register enters a task among those that wait for events.
//
// SpiffWorkflow: bpmn/util/event.py (EventManager).
func (in *Instance) register(id TaskID) {
	if in.at(id).entered != 0 {
		return
	}
	in.entries++
	in.write(id).entered = in.entries
	in.listeners = append(in.listeners, id)
}

func unregister(in *Instance, id TaskID) error {
	n := in.at(id).entered
	if n == 0 {
		return nil
	}
	i, ok := slices.BinarySearchFunc(in.listeners, n, func(t TaskID, n uint32) int { return cmp.Compare(in.at(t).entered, n) })
	if ok {
		in.listeners = slices.Delete(in.listeners, i, i+1)
	}
	in.write(id).entered = 0
	return nil
}

// updateCatching looks whether the event that a task waits for has happened.
//
// SpiffWorkflow: bpmn/specs/mixins/events/event_types.py (CatchingEvent._update_hook).
func updateCatching(in *Instance, id TaskID) (bool, error) {
	if _, err := updateActivity(in, id); err != nil {
		return false, err
	}
	ev := in.at(id).spec.Event
	if ev.Kind == spec.NoneEvent {
		in.remember(id, func(x *internal) { x.eventFired = true })
	}
	fired, err := in.hasFired(id, ev)
	if fired || err != nil {
		return fired, err
	}
	if in.at(id).state != Waiting {
		in.setState(id, Waiting)
	}
	in.register(id)
	switch ev.Kind {
	case spec.MessageEvent:
		return false, in.expectMessage(id, ev)
	case spec.TimeCycleEvent:
		return false, in.updateCycle(id, ev)
	}
	return false, nil
}

// hasFired reports whether an event has happened.
//
// SpiffWorkflow: has_fired in bpmn/specs/event_definitions.
func (in *Instance) hasFired(id TaskID, ev *spec.Event) (bool, error) {
	switch ev.Kind {
	case spec.ConditionalEvent:
		v, err := in.evaluate(id, ev.Expression, in.workflows[in.at(id).wf].objects)
		if err != nil {
			return false, err
		}
		return in.truth(v), nil
	case spec.TimeDateEvent, spec.TimeDurationEvent:
		return in.timerFired(id, ev)
	case spec.MultipleEvent:
		return in.multipleFired(id, ev)
	}
	return in.own(id).eventFired, nil
}

// multipleFired reports whether one, or all, of several events have happened.
//
// SpiffWorkflow: bpmn/specs/event_definitions/multiple.py.
func (in *Instance) multipleFired(id TaskID, ev *spec.Event) (bool, error) {
	open := slices.Clone(ev.Members)
	strike := func(m *spec.Event) {
		if i := slices.IndexFunc(open, func(x *spec.Event) bool { return x == m || x.Equal(m) }); i >= 0 {
			open = slices.Delete(open, i, i+1)
		}
	}
	for _, m := range ev.Members {
		if m.Kind.IsTimer() {
			fired, err := in.memberTimer(id, m)
			if err != nil {
				return false, err
			}
			if fired {
				strike(m)
			}
			continue
		}
		for _, seen := range in.own(id).seen {
			if in.catches(id, m, seen) {
				strike(m)
			}
		}
	}
	if ev.Parallel {
		return len(open) == 0, nil
	}
	return len(in.own(id).seen) > 0, nil
}

// memberTimer looks at a timer among several events: that of a child, which only event-based gateways have.
func (in *Instance) memberTimer(id TaskID, m *spec.Event) (bool, error) {
	var timer TaskID
	for c := in.at(id).first; c != 0; c = in.at(c).next {
		s := in.at(c).spec
		if s.Event == nil {
			return false, in.raise("AttributeError", "'%s' object has no attribute 'event_definition'", s.Kind)
		}
		if timer == 0 && s.Event.Equal(m) {
			timer = c
		}
	}
	if timer == 0 {
		return false, in.raise("IndexError", "list index out of range")
	}
	if _, err := behaviors[in.at(timer).spec.Kind].update(in, timer); err != nil {
		return false, err
	}
	return in.hasFired(timer, m)
}

// runCatching writes the payload and forgets that the event has happened.
//
// SpiffWorkflow: bpmn/specs/mixins/events/event_types.py (CatchingEvent._run_hook).
func runCatching(in *Instance, id TaskID) error {
	s := in.at(id).spec
	if err := in.takePayload(id, s.Event); err != nil {
		return err
	}
	in.walkTree(id, func(t TaskID) {
		if x := in.at(t).spec; x.Name == s.Name && x.Event != nil {
			in.reset(t, x.Event)
		}
	})
	return nil
}

// takePayload writes the payload of an event into the task's data.
//
// SpiffWorkflow: update_task_data in spiff/specs/event_definitions.py.
func (in *Instance) takePayload(id TaskID, ev *spec.Event) error {
	switch ev.Kind {
	case spec.MessageEvent, spec.SignalEvent, spec.ErrorEvent, spec.EscalationEvent:
	default:
		return nil
	}
	if !ev.Variable.Set {
		return nil
	}
	key := payloadKey(ev)
	v, ok := in.own(id).payloads[key]
	if !ok && ev.Kind == spec.MessageEvent {
		return in.raise("KeyError", "%s", python.Repr(python.Str(ev.Name.Value)))
	}
	if ok {
		in.dropPayload(id, key)
	}
	if v == nil {
		v = python.None
	}
	in.writeData(id).Set(ev.Variable.Value, v)
	return nil
}

// payloadKey is the name under which a task remembers a payload; a missing name is one, too.
func payloadKey(ev *spec.Event) string {
	if ev.Name.Set {
		return "=" + ev.Name.Value
	}
	return ""
}

func (in *Instance) dropPayload(id TaskID, key string) {
	if _, ok := in.own(id).payloads[key]; !ok {
		return
	}
	in.remember(id, func(x *internal) {
		p := make(map[string]python.Value, len(x.payloads))
		for k, v := range x.payloads {
			if k != key {
				p[k] = v
			}
		}
		x.payloads = p
	})
}

func (in *Instance) keepPayload(id TaskID, ev *Event) {
	in.remember(id, func(x *internal) {
		p := make(map[string]python.Value, len(x.payloads)+1)
		for k, v := range x.payloads {
			p[k] = v
		}
		p[payloadKey(ev.Definition)] = ev.payload()
		x.payloads = p
	})
}

func (e *Event) payload() python.Value {
	if e.Payload == nil {
		return python.None
	}
	return e.Payload
}

// reset forgets that an event has happened.
//
// SpiffWorkflow: reset in bpmn/specs/event_definitions, spiff/specs/event_definitions.py.
func (in *Instance) reset(id TaskID, ev *spec.Event) {
	switch ev.Kind {
	case spec.NoneEvent:
		return
	case spec.MessageEvent:
		// The engine drops what is stored under the name of the variable, not of the message.
		if ev.Variable.Set {
			in.dropPayload(id, "="+ev.Variable.Value)
		} else {
			in.dropPayload(id, "")
		}
	case spec.SignalEvent, spec.ErrorEvent, spec.EscalationEvent:
		in.dropPayload(id, payloadKey(ev))
	}
	x := in.own(id)
	if x.eventFired || x.seen != nil && ev.Kind == spec.MultipleEvent {
		in.remember(id, func(x *internal) {
			x.eventFired = false
			if ev.Kind == spec.MultipleEvent {
				x.seen = nil
			}
		})
	}
}

// readyEventGateway cancels the events that were not the one.
//
// SpiffWorkflow: bpmn/specs/mixins/events/intermediate_event.py (EventBasedGateway._on_ready_hook).
func readyEventGateway(in *Instance, id TaskID) error {
	list := in.children(id)
	defer func() { in.release(list) }()
	for _, c := range list {
		if !in.own(c).eventFired {
			if err := in.cancel(c); err != nil {
				return err
			}
		}
	}
	return nil
}
