package runner

import (
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

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
