package runner

import (
	"sort"

	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// Task is a look at a task of an instance. It is valid until the instance does something.
type Task struct {
	in *Instance
	ID TaskID
}

// Task returns a look at the task with an id; ok is false when there never was one.
func (in *Instance) Task(id TaskID) (t Task, ok bool) { return Task{in, id}, id > 0 && id <= in.n }

// Spec returns what the task is an instance of.
func (t Task) Spec() *spec.Task { return t.in.at(t.ID).spec }

// State returns the task's state.
func (t Task) State() State { return t.in.at(t.ID).state }

// Data returns the task's data, for reading only.
func (t Task) Data() *python.Dict { return t.in.data(t.ID) }

// InTree reports whether the task is part of the tree: neither it nor one above it was removed.
func (t Task) InTree() bool { return t.in.at(t.ID).flags&removed == 0 }

// Parent returns the parent; ok is false for the root of a workflow.
func (t Task) Parent() (p Task, ok bool) {
	id := t.in.parent(t.ID)
	return Task{t.in, id}, id != 0
}

// Caller returns the task that runs the task's workflow; ok is false in the top process.
func (t Task) Caller() (c Task, ok bool) {
	id := t.in.workflows[t.in.at(t.ID).wf].task
	return Task{t.in, id}, id != 0
}

// Children returns the task's children in order.
func (t Task) Children() (out []Task) {
	for c := t.in.at(t.ID).first; c != 0; c = t.in.at(c).next {
		out = append(out, Task{t.in, c})
	}
	return out
}

// Root returns the first task of what the task runs as a sub-workflow; ok is false when it runs none.
func (t Task) Root() (r Task, ok bool) {
	sub := t.in.at(t.ID).sub
	if sub == noWorkflow || t.in.workflows[sub].deleted {
		return Task{}, false
	}
	return Task{t.in, t.in.workflows[sub].root}, true
}

// Process returns the process that the task belongs to.
func (t Task) Process() *spec.Process { return t.in.workflows[t.in.at(t.ID).wf].proc }

// Instance returns what tells an instance of a looped activity from the others: its key or index, its item where it has no
// key, or the number of its round, from 0. ok is false for other tasks.
func (t Task) Instance() (v python.Value, ok bool) {
	switch x := t.in.own(t.ID); {
	case x.key != nil:
		return x.key, true
	case x.item != nil && x.item != python.None:
		return x.item, true
	case x.iteration > 0:
		return python.Int(x.iteration - 1), true
	}
	return nil, false
}

// Due returns when a timer that waits will fire, as ISO 8601 in UTC; empty when it will not.
func (t Task) Due() string {
	x := t.in.own(t.ID)
	if c := x.cycle; c != nil {
		if c.left == 0 {
			return ""
		}
		return c.next
	}
	if due, _, err := parseTimeOrDuration(x.eventValue); err == nil && !due.IsZero() {
		return isoFormat(due)
	}
	return x.eventValue
}

// Path returns where the task is: the id of the process, then those of the sub-process and call activity tasks around
// it. ok is false when one of them is no longer in the tree.
func (t Task) Path() (path []string, ok bool) { return t.in.pathOf(t.in.workflows[t.in.at(t.ID).wf]) }

func (in *Instance) pathOf(w *workflow) ([]string, bool) {
	if w.task == 0 {
		return []string{w.proc.ID}, true
	}
	r := in.at(w.task)
	if in.findTask(w.task) != nil {
		return nil, false
	}
	path, ok := in.pathOf(in.workflows[r.wf])
	name := r.spec.ID
	if name == "" {
		name = r.spec.Name
	}
	return append(path, name), ok
}

// Tasks returns the tasks in a set of states, in tree order: what a task runs as a sub-workflow comes before its
// children.
//
// SpiffWorkflow: bpmn/util/task.py (BpmnTaskIterator).
func (in *Instance) Tasks(states State) []Task {
	var out []Task
	in.walkTree(in.workflows[0].root, func(id TaskID) {
		if in.at(id).state.Is(states) {
			out = append(out, Task{in, id})
		}
	})
	return out
}

// HumanTasks returns the READY tasks that wait for a person, in tree order.
func (in *Instance) HumanTasks() []Task {
	var ids []TaskID
	for _, id := range in.crowds[forPeople] {
		if w := in.workflows[id]; in.isNested(w, in.workflows[0]) {
			ids = append(ids, w.manual...)
		}
	}
	if len(in.crowds[forPeople]) > 1 {
		sort.Slice(ids, func(i, j int) bool { return in.before(ids[i], ids[j]) })
	}
	out := make([]Task, len(ids))
	for i, id := range ids {
		out[i] = Task{in, id}
	}
	return out
}

// Listeners returns the tasks that wait for an event, in the order in which they began to.
func (in *Instance) Listeners() []Task {
	var out []Task
	for _, id := range in.listeners {
		if in.at(id).flags&removed == 0 {
			out = append(out, Task{in, id})
		}
	}
	return out
}

// Count returns the number of tasks in the tree in a state, over all workflows.
func (in *Instance) Count(s State) int {
	n := 0
	for _, w := range in.workflows {
		if !w.deleted {
			n += w.counts[s.Index()]
		}
	}
	return n
}

// walkTree visits a task and everything below it, sub-workflows included, in tree order.
func (in *Instance) walkTree(root TaskID, visit func(TaskID)) {
	type place struct{ id, root TaskID }
	// The way back up is kept in a list of its own: trees are deeper than stacks are wide.
	var up []place
	id, top := root, root
	for {
		visit(id)
		r := in.at(id)
		if r.sub != noWorkflow && !in.workflows[r.sub].deleted {
			up = append(up, place{id, top})
			id = in.workflows[r.sub].root
			top = id
			continue
		}
		next := r.first
		for next == 0 {
			if id == top {
				if len(up) == 0 {
					return
				}
				// The sub-workflow is done: on with the children of its task.
				last := up[len(up)-1]
				up = up[:len(up)-1]
				id, top = last.id, last.root
				next = in.at(id).first
				continue
			}
			r = in.at(id)
			if next = r.next; next == 0 {
				id = r.parent
			}
		}
		id = next
	}
}
