package runner

import (
	"context"
	"slices"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Reset takes a task back to where it was reached: what followed is removed, its data are those given (nil: those of its
// parent). Data objects and events that were sent stay as they are. It is the engine's way to try a failed task again.
//
// SpiffWorkflow: bpmn/workflow.py (reset_from_task_id).
func (in *Instance) Reset(ctx context.Context, id TaskID, data *python.Dict) error {
	if id == 0 || id > in.n || in.at(id).flags&removed != 0 || in.parent(id) == 0 {
		return ErrNotReady
	}
	return in.input(ctx, func() error {
		in.drive = driver{}
		return in.resetFrom(id, data, true)
	})
}

func (in *Instance) resetFrom(id TaskID, data *python.Dict, removeSub bool) error {
	top := id
	split := in.parent(id)
	bounded := split != 0 && in.at(split).spec.Kind == spec.BoundaryEventSplit
	if bounded {
		top = split
	}
	in.deleteSubs(top, id, removeSub)
	if bounded {
		list := in.children(split)
		defer func() { in.release(list) }()
		for _, c := range list {
			var d *python.Dict
			if c == id {
				d = data
			}
			if err := in.resetBranch(c, d); err != nil {
				return err
			}
		}
	} else if err := in.resetBranch(id, data); err != nil {
		return err
	}
	w := in.workflows[in.at(id).wf]
	if w.completed {
		in.reopen(w)
	}
	if w.task == 0 {
		return nil
	}
	if err := in.resetFrom(w.task, nil, false); err != nil {
		return err
	}
	in.setState(w.task, Started)
	return nil
}

// reopen makes a completed workflow an open one. The engine leaves it completed; what waits in it would wait for ever
// then, and its task would end at once.
func (in *Instance) reopen(w *workflow) {
	in.writeWorkflow(w.id).completed = false
	if w.task != 0 {
		in.active, in.activeSorted = append(in.active, w.id), nil
		slices.Sort(in.active)
	}
}

// deleteSubs forgets what tasks below top run, and what runs in there.
func (in *Instance) deleteSubs(top, keep TaskID, removeKept bool) {
	in.walk(top, func(t TaskID) bool {
		if sub := in.at(t).sub; sub != noWorkflow && (t != keep || removeKept) {
			in.deleteSub(sub)
			in.write(t).sub = noWorkflow
		}
		return true
	})
}

func (in *Instance) deleteSub(id workflowID) {
	w := in.writeWorkflow(id)
	if w.deleted {
		return
	}
	w.deleted = true
	in.retire(id)
	in.leave(hot, w)
	in.leave(forPeople, w)
	for _, x := range in.workflows[id+1:] {
		if !x.deleted && x.task != 0 && in.at(x.task).wf == id {
			in.deleteSub(x.id)
		}
	}
}

// resetBranch removes what follows a task and lets it begin anew.
//
// SpiffWorkflow: task.py (reset_branch), workflow.py (reset_from_task_id).
func (in *Instance) resetBranch(id TaskID, data *python.Dict) error {
	p := in.parent(id)
	if p == 0 {
		return in.noParent()
	}
	in.writeWorkflow(in.at(id).wf).last = p
	in.write(id).own = nil
	if data == nil {
		if err := in.copyData(id, in.data(p)); err != nil {
			return err
		}
	} else {
		in.setData(id, data)
	}
	in.dropChildren(id, true)
	in.setState(id, Future)
	if err := in.predict(id, Predicted|Future); err != nil {
		return err
	}
	return in.update(id)
}
