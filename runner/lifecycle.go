package runner

import (
	"errors"
	"slices"

	"spiffmodeler/runner/spec"
)

// behavior holds the hooks of the engine's task class for a kind of task.
type behavior struct {
	predict func(*Instance, TaskID) error
	// update looks whether the task may run, when its parent is completed and while it waits.
	update func(*Instance, TaskID) (ready bool, err error)
	// onReady follows when it may; nil: nothing.
	onReady func(*Instance, TaskID) error
	// run does the work; nil: there is none.
	run func(*Instance, TaskID) error
	// complete comes after the scripts and data of a completed task; nil: nothing.
	complete func(*Instance, TaskID) error
	// cancel undoes what waits elsewhere; nil: nothing.
	cancel func(*Instance, TaskID) error
}

// behaviors has a row for each kind of task.
var behaviors [spec.NumKinds]behavior

func init() {
	plain := behavior{predict: predictOutputs, update: updateActivity}
	catching := behavior{predict: predictCatching, update: updateCatching, onReady: unregister, run: runCatching, cancel: unregister}
	throwing := behavior{predict: predictOutputs, update: updateActivity, run: runThrowing}
	sub := behavior{predict: predictOutputs, update: updateSubWorkflow, cancel: cancelSubWorkflow}
	split := behavior{predict: predictSplit, update: updateActivity, run: runSplit}
	join := behavior{predict: predictOutputs, update: updateStructuredJoin}

	behaviors = [spec.NumKinds]behavior{
		spec.Start:                       plain,
		spec.StartEventSplit:             split,
		spec.StartEventJoin:              join,
		spec.EndJoin:                     {predict: predictOutputs, update: updateUnstructuredJoin, run: runEndJoin},
		spec.End:                         plain,
		spec.BoundaryEventSplit:          split,
		spec.BoundaryEventJoin:           join,
		spec.StartEvent:                  catching,
		spec.EndEvent:                    {predict: predictOutputs, update: updateActivity, run: runThrowing, complete: completeEndEvent},
		spec.IntermediateCatchEvent:      catching,
		spec.IntermediateThrowEvent:      throwing,
		spec.BoundaryEvent:               catching,
		spec.EventBasedGateway:           {predict: predictEventGateway, update: updateCatching, onReady: readyEventGateway, run: runCatching, cancel: unregister},
		spec.ExclusiveGateway:            {predict: predictChoice, update: updateActivity, run: runExclusive},
		spec.ParallelGateway:             {predict: predictOutputs, update: updateUnstructuredJoin, run: runUnstructuredJoin},
		spec.InclusiveGateway:            {predict: predictChoice, update: updateUnstructuredJoin, run: runInclusive},
		spec.NoneTask:                    plain,
		spec.UserTask:                    plain,
		spec.ManualTask:                  plain,
		spec.ScriptTask:                  {predict: predictOutputs, update: updateActivity, run: runScript},
		spec.ServiceTask:                 {predict: predictOutputs, update: updateActivity, run: runService},
		spec.BusinessRuleTask:            {predict: predictOutputs, update: updateActivity, run: runBusinessRule},
		spec.SendTask:                    throwing,
		spec.ReceiveTask:                 catching,
		spec.SubWorkflowTask:             sub,
		spec.CallActivity:                sub,
		spec.TransactionSubprocess:       sub,
		spec.ParallelMultiInstanceTask:   {predict: predictOutputs, update: updateParallelInstances},
		spec.SequentialMultiInstanceTask: {predict: predictOutputs, update: updateSequentialInstances},
		spec.StandardLoopTask:            {predict: predictOutputs, update: updateStandardLoop},
	}
}

// update looks whether a task may run: when its parent was completed, and again and again while it waits.
//
// SpiffWorkflow: specs/base.py (_update).
func (in *Instance) update(id TaskID) error {
	err := in.updateTask(id)
	return in.blame(err, id)
}

func (in *Instance) updateTask(id TaskID) error {
	r := in.at(id)
	if r.state.Is(Predicted) {
		if err := in.predict(id, Predicted); err != nil {
			return err
		}
	}
	ready, err := behaviors[r.spec.Kind].update(in, id)
	if err != nil || !ready {
		return err
	}
	return in.ready(id)
}

// ready makes a task READY.
//
// SpiffWorkflow: task.py (_ready), specs/base.py (_on_ready).
func (in *Instance) ready(id TaskID) error {
	r := in.at(id)
	if r.state.Is(Completed | Cancelled) {
		return nil
	}
	in.setState(id, Ready)
	if text := untestable(r.spec); text != "" {
		return in.fault(r.spec, "%s", text)
	}
	if f := behaviors[r.spec.Kind].onReady; f != nil {
		return f(in, id)
	}
	return nil
}

// untestable says what is missing for a task to be run.
//
// SpiffWorkflow: specs/base.py, specs/StartTask.py, specs/MultiChoice.py (test).
func untestable(s *spec.Task) string {
	switch {
	case s.Kind == spec.Start:
		if len(s.Outputs) == 0 {
			return "No output task connected."
		}
	case len(s.Inputs) == 0:
		return "No input task connected."
	case (s.Kind == spec.ExclusiveGateway || s.Kind == spec.InclusiveGateway) && len(s.Conditions) == 0:
		return "At least one output required."
	}
	return ""
}

// runTask does a task and completes it.
//
// SpiffWorkflow: task.py (run), specs/base.py (_run).
func (in *Instance) runTask(id TaskID) error {
	if f := behaviors[in.at(id).spec.Kind].run; f != nil {
		switch err := f(in, id); {
		case errors.Is(err, ErrPending):
			in.setState(id, Started)
			in.late = append(slices.Clip(in.late), id)
			return nil
		case err != nil:
			in.setState(id, Error)
			return in.blame(err, id)
		}
	}
	return in.complete(id)
}

// complete completes a task: its data leave it, its children are looked at, and then everything that waits.
//
// SpiffWorkflow: task.py (complete), specs/base.py (_on_complete).
func (in *Instance) complete(id TaskID) error {
	in.setState(id, Completed)
	if err := in.completed(id); err != nil {
		return err
	}
	list := in.children(id)
	defer func() { in.release(list) }()
	for _, c := range list {
		if !in.at(c).state.Is(Finished) {
			if err := in.update(c); err != nil {
				return err
			}
		}
	}
	return in.taskCompleted(id)
}

// completed runs the post-script, takes data out, and tells who wants to know.
//
// SpiffWorkflow: _on_complete_hook in spiff/specs/spiff_task.py, bpmn/specs/bpmn_task_spec.py, specs/base.py.
func (in *Instance) completed(id TaskID) error {
	s := in.at(id).spec
	if s.PostScript != nil {
		if err := in.execute(id, s.PostScript); err != nil {
			in.setState(id, Error)
			return note(err, "Error occurred in the Post-Script")
		}
	}
	if err := in.releaseData(id); err != nil {
		return err
	}
	if in.hooks.Completed != nil {
		if err := in.hooks.Completed(id); err != nil {
			return err
		}
	}
	if p := in.parentSpec(id); p != nil && p.Kind.IsLoop() && p.Child == s {
		if err := in.instanceCompleted(id); err != nil {
			return err
		}
	}
	if f := behaviors[s.Kind].complete; f != nil {
		return f(in, id)
	}
	return nil
}

func (in *Instance) parentSpec(id TaskID) *spec.Task {
	if p := in.at(id).parent; p != 0 {
		return in.at(p).spec
	}
	return nil
}

// cancel cancels a task, or what is open below it.
//
// SpiffWorkflow: task.py (cancel).
func (in *Instance) cancel(id TaskID) error {
	r := in.at(id)
	if r.state.Is(Finished) {
		list := in.children(id)
		defer func() { in.release(list) }()
		return in.cancelAll(list)
	}
	if in.hooks.Cancelled != nil {
		if err := in.hooks.Cancelled(id); err != nil {
			return err
		}
	}
	in.setState(id, Cancelled)
	in.dropChildren(id, false)
	if f := behaviors[r.spec.Kind].cancel; f != nil {
		return f(in, id)
	}
	return nil
}

func (in *Instance) cancelAll(list []TaskID) error {
	for _, t := range list {
		if err := in.cancel(t); err != nil {
			return err
		}
	}
	return nil
}
