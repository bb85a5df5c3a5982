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

// runThrowing throws the event of an end event, intermediate event or send task.
func runThrowing(in *Instance, id TaskID) error { return in.throw(id, in.at(id).spec.Event) }

// throw throws an event.
//
// SpiffWorkflow: throw in bpmn/specs/event_definitions, spiff/specs/event_definitions.py.
func (in *Instance) throw(id TaskID, def *spec.Event) error {
	ev := &Event{Definition: def}
	w := in.workflows[in.at(id).wf]
	switch def.Kind {
	case spec.NoneEvent:
		return nil
	case spec.MultipleEvent:
		for _, m := range def.Members {
			if err := in.throw(id, m); err != nil {
				return err
			}
		}
		return nil
	case spec.MessageEvent:
		ev.Payload = python.NewDict()
		if def.Payload != nil {
			var err error
			if ev.Payload, err = in.evaluate(id, def.Payload, nil); err != nil {
				return err
			}
			if ev.Correlations, err = in.correlate(def.Correlations, payloadContext(ev.Payload)); err != nil {
				return err
			}
		}
		in.addCorrelations(w, ev.Correlations)
	case spec.SignalEvent, spec.ErrorEvent, spec.EscalationEvent:
		if def.Payload != nil {
			var err error
			if ev.Payload, err = in.evaluate(id, def.Payload, nil); err != nil {
				return err
			}
		}
	case spec.CancelEvent:
		up, err := in.parentWorkflow(w)
		if err != nil {
			return err
		}
		ev.target = up
	case spec.TerminateEvent:
		ev.Definition, ev.target = in.at(id).spec.Event, w
	}
	_, err := in.deliver(ev, true)
	return err
}

// payloadContext is what correlation expressions see: the payload as names.
func payloadContext(v python.Value) *python.Dict {
	d, _ := v.(*python.Dict)
	return d
}

// correlate computes the correlations of a payload or of data; nil stands for a payload that is no dictionary.
//
// SpiffWorkflow: bpmn/specs/event_definitions/message.py (calculate_correlations).
func (in *Instance) correlate(props []spec.CorrelationProperty, data *python.Dict) (*python.Dict, error) {
	if len(props) == 0 {
		return nil, nil
	}
	if data == nil {
		return nil, in.raise("TypeError", "the payload of a message with correlation properties must be a dictionary")
	}
	out := python.NewDict()
	for _, p := range props {
		v, err := in.eval(p.Expression, data, nil)
		if err != nil {
			return nil, in.raised(err)
		}
		for _, key := range p.Keys {
			d, ok := out.Get(key)
			if !ok {
				d = python.NewDict()
				out.Set(key, d)
			}
			d.(*python.Dict).Set(p.Name, v)
		}
	}
	return out, nil
}

// expectMessage computes the correlations that a waiting task expects of its message.
func (in *Instance) expectMessage(id TaskID, ev *spec.Event) error {
	if len(ev.ProcessCorrelations) == 0 {
		return nil
	}
	c, err := in.correlate(ev.ProcessCorrelations, in.evalData(id))
	if err != nil {
		return err
	}
	in.addCorrelations(in.workflows[in.at(id).wf], c)
	return nil
}

func (in *Instance) addCorrelations(w *workflow, c *python.Dict) {
	if c == nil || c.Len() == 0 {
		return
	}
	in.writeWorkflow(w.id)
	if w.correlations == nil {
		w.correlations = in.newDict()
	}
	update(w.correlations, c)
}

// completeEndEvent ends the process behind a terminate or cancel event.
//
// SpiffWorkflow: bpmn/specs/mixins/events/end_event.py.
func completeEndEvent(in *Instance, id TaskID) error {
	w := in.workflows[in.at(id).wf]
	switch in.at(id).spec.Event.Kind {
	case spec.TerminateEvent:
		if err := in.cancelAll(in.openTasks(w)); err != nil {
			return err
		}
		in.markComplete(w, id)
	case spec.CancelEvent:
		return in.cancelWorkflow(w)
	}
	return nil
}
