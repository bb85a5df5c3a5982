package runner

import (
	"slices"

	"spiffmodeler/runner/spec"
)

// newTask adds a task below parent (0: the root of a workflow) without looking at its state.
func (in *Instance) newTask(wf workflowID, s *spec.Task, parent TaskID, state State) TaskID {
	id := in.grow()
	c := in.chunks[id>>chunkBits]
	c.stale = true
	r := &c.records[id&(chunkSize-1)]
	*r = record{spec: s, wf: wf, parent: parent, state: state, sub: noWorkflow, changed: in.stamp(), saved: in.step()}
	w := in.workflows[wf]
	in.place(r, in.up(id), id)
	if parent != 0 {
		if in.at(parent).flags&removed != 0 {
			// The engine loses sight of the child of a task that is no longer in the tree.
			r.flags |= removed
			return id
		}
		p := in.write(parent)
		if r.prev = p.last; p.last == 0 {
			p.first = id
		} else {
			in.write(p.last).next = id
		}
		p.last = id
	}
	in.enlist(w, id, r)
	if isJoin(s.Kind) {
		w.addJoin(in, s, id)
	}
	return id
}

// parent returns the parent of a task, as far as it is in the tree.
func (in *Instance) parent(id TaskID) TaskID {
	p := in.at(id).parent
	if p != 0 && in.at(p).flags&removed != 0 {
		return 0
	}
	return p
}

// children returns the present children of a task. The slice is the caller's until release.
func (in *Instance) children(id TaskID) []TaskID {
	out := in.buffer()
	for c := in.at(id).first; c != 0; c = in.at(c).next {
		out = append(out, c)
	}
	return out
}

// addChild adds a child of a task.
//
// SpiffWorkflow: task.py (_add_child).
func (in *Instance) addChild(parent TaskID, s *spec.Task, state State) (TaskID, error) {
	p := in.at(parent)
	if p.state.Is(Predicted) && !state.Is(Predicted) {
		return 0, in.fault(p.spec, "Attempt to add non-predicted child to predicted task")
	}
	return in.newTask(p.wf, s, parent, state), nil
}

// syncChildren makes the children of a task be the specs, each once: missing ones are added, predicted ones that are not
// among them are removed.
//
// SpiffWorkflow: task.py (_sync_children).
func (in *Instance) syncChildren(id TaskID, specs []*spec.Task, state State) error {
	var done uint64 // which of the first 64 specs have their child
	var more map[int]bool
	taken := func(i int) bool { return i < 64 && done>>i&1 == 1 || i >= 64 && more[i] }
	take := func(i int) {
		if i < 64 {
			done |= 1 << i
			return
		}
		if more == nil {
			more = map[int]bool{}
		}
		more[i] = true
	}
	unneeded := in.buffer()
	defer func() { in.release(unneeded) }()
next:
	for c := in.at(id).first; c != 0; c = in.at(c).next {
		r := in.at(c)
		if r.flags&triggered != 0 {
			continue
		}
		for i, s := range specs {
			if s == r.spec && !taken(i) {
				take(i)
				if r.state.Is(NotFinished) {
					in.setState(c, state)
				}
				continue next
			}
		}
		if r.state.Is(Definite) {
			return in.fault(in.at(id).spec, "removal of non-predicted child %s", r.spec.Name)
		}
		unneeded = append(unneeded, c)
	}
	for _, c := range unneeded {
		in.removeTask(c)
	}
	for i, s := range specs {
		if !taken(i) {
			if _, err := in.addChild(id, s, state); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropChildren removes the unfinished descendants of a task, or with force all.
//
// SpiffWorkflow: task.py (_drop_children).
func (in *Instance) dropChildren(id TaskID, force bool) {
	list := in.children(id)
	for _, c := range list {
		if !force && !in.at(c).state.Is(NotFinished) {
			in.dropChildren(c, false)
		}
	}
	for _, c := range list {
		if force || in.at(c).state.Is(NotFinished) {
			in.removeTask(c)
		}
	}
	in.release(list)
}

// removeTask takes a task and what is below it out of the tree.
//
// SpiffWorkflow: workflow.py (_remove_task).
func (in *Instance) removeTask(id TaskID) {
	for c := in.at(id).first; c != 0; c = in.at(id).first {
		in.removeTask(c)
	}
	r := in.write(id)
	if r.flags&removed != 0 {
		return
	}
	w := in.workflows[r.wf]
	in.delist(w, id, r)
	w.dropJoin(r.spec, id)
	r.flags |= removed
	in.removals++
	if r.parent != 0 {
		p := in.write(r.parent)
		if r.prev == 0 {
			p.first = r.next
		} else {
			in.write(r.prev).next = r.next
		}
		if r.next == 0 {
			p.last = r.prev
		} else {
			in.write(r.next).prev = r.prev
		}
		r.prev, r.next = 0, 0
	}
}

// setState gives a task a state, in whatever direction.
//
// SpiffWorkflow: task.py (_set_state).
func (in *Instance) setState(id TaskID, s State) {
	if in.at(id).state == s {
		return
	}
	r := in.write(id)
	w := in.workflows[r.wf]
	if r.flags&removed == 0 {
		in.delist(w, id, r)
	}
	r.state = s
	r.changed = in.stamp()
	if r.flags&reached == 0 && s.Is(Waiting|Ready|Started) {
		r.flags |= reached
		in.countFlow(r, 1)
	}
	if r.flags&removed == 0 {
		in.enlist(w, id, r)
	}
}

// countFlow counts the sequence flow over which a task was reached.
func (in *Instance) countFlow(r *record, by int32) {
	if r.parent == 0 || r.flags&triggered != 0 {
		return
	}
	p := in.at(r.parent)
	i := slices.Index(p.spec.Outputs, r.spec)
	if i < 0 || p.spec.Flows[i] == "" {
		return
	}
	taken := &in.taken[in.workflows[p.wf].base+p.spec.Index]
	if *taken == nil {
		*taken = make([]int32, len(p.spec.Outputs))
	}
	(*taken)[i] += by
}

// enlist counts a task under its state.
func (in *Instance) enlist(w *workflow, id TaskID, r *record) {
	w.counts[r.state.Index()]++
	in.tally[w.base+r.spec.Index][r.state.Index()]++
	if r.spec.Kind == spec.End && r.state.Is(NotFinished) {
		w.openEnds++
	}
	switch r.state {
	case Waiting:
		w.waiting.insert(in, id)
	case Ready:
		if r.spec.Manual {
			w.manual.insert(in, id)
			if len(w.manual) == 1 {
				in.enter(forPeople, w)
			}
			break
		}
		w.ready.insert(in, id)
		if len(w.ready) == 1 {
			in.enter(hot, w)
		}
	}
}

// delist takes back what enlist did.
func (in *Instance) delist(w *workflow, id TaskID, r *record) {
	w.counts[r.state.Index()]--
	in.tally[w.base+r.spec.Index][r.state.Index()]--
	if r.spec.Kind == spec.End && r.state.Is(NotFinished) {
		w.openEnds--
	}
	switch r.state {
	case Waiting:
		w.waiting.remove(in, id)
	case Ready:
		if r.spec.Manual {
			w.manual.remove(in, id)
			if len(w.manual) == 0 {
				in.leave(forPeople, w)
			}
			break
		}
		w.ready.remove(in, id)
		if len(w.ready) == 0 {
			in.leave(hot, w)
		}
	}
}
