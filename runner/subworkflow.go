package runner

import (
	"spiffmodeler/runner/spec"
)

// updateSubWorkflow starts the process of a sub-process or call activity, or looks whether it is done.
//
// SpiffWorkflow: bpmn/specs/mixins/subworkflow_task.py.
func updateSubWorkflow(in *Instance, id TaskID) (bool, error) {
	if sub := in.at(id).sub; sub != noWorkflow {
		return in.workflows[sub].completed, nil
	}
	if _, err := updateActivity(in, id); err != nil {
		return false, err
	}
	if err := in.startSubWorkflow(id); err != nil {
		return false, err
	}
	in.setState(id, Started)
	return false, nil
}

func (in *Instance) startSubWorkflow(id TaskID) error {
	s := in.at(id).spec
	p := in.spec.Processes[s.Called]
	if p == nil {
		in.setState(id, Error)
		if s.Kind == spec.CallActivity {
			return in.failTask(id, "The called process '"+s.Called+"' was not found.", nil)
		}
		return in.failTask(id, "The subprocess '"+s.Called+"' was not found.", nil)
	}
	if in.workflows[in.at(id).wf].depth >= maxCallDepth {
		f := in.failTask(id, "more than 1000 processes are called within each other", nil)
		f.Type, f.limit = "RecursionError", true
		return f
	}
	w, err := in.newWorkflow(p, id)
	if err != nil {
		return err
	}
	if err := in.passIn(id, w, p); err != nil {
		return err
	}
	return in.runTask(w.root)
}

// maxCallDepth bounds processes that call themselves without end.
const maxCallDepth = 1000

// passIn gives a sub-workflow its data: a deep copy of all data to a sub-process; all data, or the inputs that it
// declares, to a called process.
func (in *Instance) passIn(id TaskID, w *workflow, p *spec.Process) error {
	data := in.data(id)
	if in.at(id).spec.Kind != spec.CallActivity {
		return in.copyData(w.root, data)
	}
	if p.IO == nil || len(p.IO.Inputs) == 0 {
		if data.Len() > 0 {
			in.setData(w.root, data.Copy())
		}
		return nil
	}
	start := in.writeData(w.root)
	for _, name := range p.IO.Inputs {
		v, ok := data.Get(name)
		if !ok {
			return in.failData(id, "You are missing a required Data Input for a call activity.")
		}
		start.Set(name, v)
	}
	return nil
}

// subWorkflowCompleted takes the data of a completed sub-workflow over and lets its task go on. The engine does so for
// every task that is completed in a completed workflow.
func (in *Instance) subWorkflowCompleted(w *workflow) error {
	id := w.task
	if err := in.passOut(id, w); err != nil {
		return err
	}
	in.setState(id, Ready)
	return nil
}

func (in *Instance) passOut(id TaskID, w *workflow) error {
	io := w.proc.IO
	if in.at(id).spec.Kind != spec.CallActivity || io == nil || len(io.Outputs) == 0 {
		return in.copyData(id, in.data(w.last))
	}
	var end TaskID
	in.walk(w.root, func(t TaskID) bool {
		if in.at(t).spec.Name == "End" {
			end = t
		}
		return end == 0
	})
	if end == 0 {
		return in.noParent()
	}
	for _, name := range io.Outputs {
		v, ok := in.data(end).Get(name)
		if !ok {
			return in.failData(id, "The Data Output was not available in the subprocess output.")
		}
		in.writeData(id).Set(name, v)
	}
	return nil
}

// cancelSubWorkflow cancels what a task runs.
func cancelSubWorkflow(in *Instance, id TaskID) error {
	if sub := in.at(id).sub; sub != noWorkflow && !in.workflows[sub].deleted {
		return in.cancelWorkflow(in.workflows[sub])
	}
	return nil
}
