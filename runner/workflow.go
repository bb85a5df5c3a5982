package runner

import (
	"slices"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// workflow is one running process: the top one, or a sub-workflow of a task.
type workflow struct {
	id    workflowID
	proc  *spec.Process
	task  TaskID // that runs it; 0 for the top
	depth int
	base  int // of the process in the tallies of the instance
	root  TaskID

	workflowState

	// What follows from the records of the tasks. It is not saved but counted anew after going back.
	waiting, ready, manual taskList
	counts                 [NumStates]int
	places                 [crowds]int
	openEnds               int       // End tasks that are not finished
	subs                   int       // sub-workflows that tasks of this one run or ran
	joins                  []joinSet // instances of joins, by index of the spec
}

// workflowState is the part of a workflow that changes on its own account.
type workflowState struct {
	data               *python.Dict // process data; nil: empty
	objects            *python.Dict // data objects; nil where the process has none
	correlations       *python.Dict // nil: empty
	last               TaskID       // that was completed last
	success, completed bool
	deleted            bool // its task was reset
	saved              uint32
}

// unfinished returns the number of tasks in the tree that are not finished.
func (w *workflow) unfinished() int {
	n := 0
	for i, s := range States {
		if s.Is(NotFinished) {
			n += w.counts[i]
		}
	}
	return n
}

// joinSet are the instances of a join in a workflow.
type joinSet struct {
	all  []TaskID // in the order of creation
	tops []TaskID // those of gateways that are not behind another one
	// chain: each instance is behind the one before it, as in a loop.
	chain bool
}

// lone reports whether all other instances are ancestors of this one.
func (j *joinSet) lone(id TaskID) bool { return j.chain && j.all[len(j.all)-1] == id }

// from returns the instances that were made with or after a task.
func (j *joinSet) from(id TaskID) []TaskID {
	i, _ := slices.BinarySearch(j.all, id)
	return j.all[i:]
}

// unlike returns the instances that may be no ancestors of this one.
func (j *joinSet) unlike(id TaskID) []TaskID {
	if late := j.from(id); j.chain && len(late) > 0 && late[0] == id {
		return late
	}
	return j.all
}

func (w *workflow) addJoin(in *Instance, s *spec.Task, id TaskID) {
	if w.joins == nil {
		w.joins = make([]joinSet, len(w.proc.Tasks))
	}
	j := &w.joins[s.Index]
	j.chain = len(j.all) == 0 || j.chain && in.isDescendant(id, j.all[len(j.all)-1])
	if s.Kind.IsUnstructuredJoin() && !slices.ContainsFunc(j.tops, func(t TaskID) bool { return in.isDescendant(id, t) }) {
		j.tops = append(j.tops, id)
	}
	j.all = append(j.all, id)
}

// dropJoin forgets an instance. What is behind it was forgotten before.
func (w *workflow) dropJoin(s *spec.Task, id TaskID) {
	if w.joins == nil {
		return
	}
	j := &w.joins[s.Index]
	for i := len(j.all) - 1; i >= 0 && j.all[i] >= id; i-- {
		if j.all[i] == id {
			j.all = slices.Delete(j.all, i, i+1)
			if t := slices.Index(j.tops, id); t >= 0 {
				j.tops = slices.Delete(j.tops, t, t+1)
			}
			return
		}
	}
}

var noJoins joinSet

func (w *workflow) joinsOf(s *spec.Task) *joinSet {
	if w.joins == nil {
		return &noJoins
	}
	return &w.joins[s.Index]
}

// writeWorkflow returns a workflow for changing its state.
func (in *Instance) writeWorkflow(id workflowID) *workflow {
	w := in.workflows[id]
	if in.history != nil {
		in.history.saveWorkflow(w)
	}
	return w
}

// newWorkflow starts a process: it makes the tree and the prediction.
//
// SpiffWorkflow: workflow.py (Workflow.__init__), bpmn/util/subworkflow.py.
func (in *Instance) newWorkflow(p *spec.Process, task TaskID) (*workflow, error) {
	w := &workflow{id: workflowID(len(in.workflows)), proc: p, task: task, base: in.base(p)}
	w.success = true
	w.saved = in.step()
	if task != 0 {
		parent, err := in.parentWorkflow(w)
		if err != nil {
			return nil, err
		}
		w.depth = parent.depth + 1
		parent.subs++
	}
	in.workflows = append(in.workflows, w)
	if task != 0 {
		in.write(task).sub = w.id
		in.active = append(in.active, w.id)
		in.activeSorted = nil
	}
	if len(p.DataObjects) > 0 {
		w.objects = in.newDict()
	}
	w.root = in.newTask(w.id, p.Start, 0, Future)
	err := in.predict(w.root, NotFinished)
	if err == nil {
		err = in.ready(w.root)
	}
	if err != nil && task != 0 {
		// A sub-workflow that the engine cannot make is nowhere registered.
		in.deleteSub(w.id)
		in.write(task).sub = noWorkflow
	}
	return w, err
}

// base returns where the tasks of a process are counted.
func (in *Instance) base(p *spec.Process) int {
	b, ok := in.bases[p]
	if !ok {
		if in.bases == nil {
			in.bases = map[*spec.Process]int{}
		}
		b = len(in.tally)
		in.bases[p] = b
		in.tally = append(in.tally, make([][NumStates]int32, len(p.Tasks))...)
		in.taken = append(in.taken, make([][]int32, len(p.Tasks))...)
	}
	return b
}

// processes lists the processes that were started, in the order in which the spec has them.
func (in *Instance) processes() (out []*spec.Process) {
	for i, p := range append([]*spec.Process{in.spec.Main}, in.spec.Order...) {
		if _, ok := in.bases[p]; ok && (i == 0 || p != in.spec.Main) {
			out = append(out, p)
		}
	}
	return out
}

// parentWorkflow returns the workflow around a sub-workflow, nil for the top one. The engine fails to find it when the
// task that runs it was removed.
func (in *Instance) parentWorkflow(w *workflow) (*workflow, error) {
	if w.task == 0 {
		return nil, nil
	}
	if err := in.findTask(w.task); err != nil {
		return nil, err
	}
	return in.workflows[in.at(w.task).wf], nil
}

// findTask fails when a task is no longer in a tree that the engine knows.
//
// SpiffWorkflow: bpmn/workflow.py (get_task_from_id).
func (in *Instance) findTask(id TaskID) error {
	r := in.at(id)
	if r.flags&removed != 0 || in.workflows[r.wf].deleted {
		f := in.fault(nil, "A task with id %d was not found", id)
		f.Type = "TaskNotFoundException"
		return f
	}
	return nil
}

// complete ends a workflow.
func (in *Instance) closeWorkflow(w *workflow) {
	if w.completed {
		return
	}
	in.writeWorkflow(w.id).completed = true
	in.retire(w.id)
}

// retire takes a sub-workflow out of the active ones.
func (in *Instance) retire(id workflowID) {
	if i := slices.Index(in.active, id); i >= 0 {
		in.active = slices.Delete(in.active, i, i+1)
		in.activeSorted = nil
	}
}

// taskCompleted is told of every task that is completed.
//
// SpiffWorkflow: workflow.py (_task_completed_notify).
func (in *Instance) taskCompleted(id TaskID) error {
	r := in.at(id)
	w := in.writeWorkflow(r.wf)
	w.last = id
	if r.spec.Name == "End" {
		in.markComplete(w, id)
	}
	if w.completed {
		if w.task == 0 {
			return nil
		}
		return in.subWorkflowCompleted(w)
	}
	return in.updateWaiting(w)
}

// markComplete ends a workflow with the data of a task.
//
// SpiffWorkflow: workflow.py (_mark_complete).
func (in *Instance) markComplete(w *workflow, id TaskID) {
	in.updateData(w, in.data(id))
	in.closeWorkflow(w)
}

// updateData puts the variables into the process data.
func (in *Instance) updateData(w *workflow, d *python.Dict) {
	if d.Len() == 0 {
		return
	}
	in.writeWorkflow(w.id)
	if w.data == nil {
		w.data = in.newDict()
	}
	update(w.data, d)
}

// updateWaiting looks at every waiting task of a workflow.
//
// The engine walks the tree meanwhile. What the walk finds is what waits at the beginning: an update may add tasks only
// below the task it is about, which the walk has passed by then. What an update removes, the walk still finds when it
// holds it already, as the child of a task that it has come to.
//
// SpiffWorkflow: workflow.py (update_waiting_tasks).
func (in *Instance) updateWaiting(w *workflow) error {
	if len(w.waiting) == 0 {
		return nil
	}
	list := append(in.buffer(), w.waiting...)
	defer func() { in.release(list) }()
	for i, id := range list {
		if id == 0 || in.at(id).state != Waiting {
			continue
		}
		before := in.removals
		if err := in.update(id); err != nil {
			return err
		}
		if in.removals == before {
			continue
		}
		for j, t := range list[i+1:] {
			if t == 0 || in.at(t).flags&removed == 0 {
				continue
			}
			if p := in.at(t).parent; p != id && !in.isBelow(id, p) {
				list[i+1+j] = 0
			}
		}
	}
	return nil
}

// cancelWorkflow cancels what is open in a workflow.
//
// SpiffWorkflow: workflow.py (cancel), bpmn/workflow.py (cancel).
func (in *Instance) cancelWorkflow(w *workflow) error {
	in.writeWorkflow(w.id).success = false
	in.closeWorkflow(w)
	return in.cancelAll(in.openTasks(w))
}

// openTasks returns the unfinished tasks of a workflow in tree order.
func (in *Instance) openTasks(w *workflow) []TaskID {
	left := w.unfinished()
	out := make([]TaskID, 0, left)
	// Walk from the root, but not into parts of the tree that were finished before the oldest open task was made: there
	// is no such bound in general, so the walk is over everything. It happens once per workflow, when it is cancelled.
	in.walk(w.root, func(id TaskID) bool {
		if in.at(id).state.Is(NotFinished) {
			out = append(out, id)
			left--
		}
		return left > 0
	})
	return out
}

// walk visits a task and what is below it in its workflow, in tree order, until visit returns false.
func (in *Instance) walk(root TaskID, visit func(TaskID) bool) {
	id := root
	for {
		if !visit(id) {
			return
		}
		r := in.at(id)
		next := r.first
		for next == 0 {
			if id == root {
				return
			}
			r = in.at(id)
			if next = r.next; next == 0 {
				id = r.parent
			}
		}
		id = next
	}
}
