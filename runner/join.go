package runner

import (
	"slices"
	"sort"

	"spiffmodeler/runner/spec"
)

// updateUnstructuredJoin lets the instance of a join that came last go on, or wait for more.
//
// SpiffWorkflow: bpmn/specs/mixins/unstructured_join.py (_update_hook).
func updateUnstructuredJoin(in *Instance, id TaskID) (bool, error) {
	r := in.at(id)
	w := in.workflows[r.wf]
	fire, err := in.mayFire(w, id)
	if err != nil {
		return false, err
	}
	if err := in.cancelOthers(w, id); err != nil {
		return false, err
	}
	if !fire {
		in.setState(id, Waiting)
		return false, nil
	}
	return true, in.inherit(id)
}

// cancelOthers cancels the instances of a join that wait: only the one that came last needs to.
func (in *Instance) cancelOthers(w *workflow, id TaskID) error {
	var others []TaskID
	for _, t := range w.waiting {
		if t != id && in.at(t).spec == in.at(id).spec {
			others = append(others, t)
		}
	}
	slices.Sort(others)
	return in.cancelAll(others)
}

// mayFire reports whether all tokens that a join waits for have come.
func (in *Instance) mayFire(w *workflow, id TaskID) (bool, error) {
	switch in.at(id).spec.Kind {
	case spec.ParallelGateway:
		return in.parallelMayFire(w, id), nil
	case spec.InclusiveGateway:
		return in.inclusiveMayFire(w, id), nil
	}
	// The end of a process waits for everyone but itself, and for nothing behind an end.
	// SpiffWorkflow: bpmn/specs/control.py (_EndJoin).
	open := w.unfinished() - w.openEnds
	if r := in.at(id); r.state.Is(NotFinished) && r.flags&removed == 0 {
		open--
	}
	return open == 0, nil
}

// parallelMayFire reports whether each input has a completed task.
//
// SpiffWorkflow: bpmn/specs/mixins/parallel_gateway.py.
func (in *Instance) parallelMayFire(w *workflow, id TaskID) bool {
	s := in.at(id).spec
	waits := in.newMarks(w.base, s.Inputs)
	joins := w.joinsOf(s)
	all := joins.unlike(id)
	level := len(joins.all) == len(joins.tops) // none is behind another
	if s.Process.Recursive {
		all, level = in.instances(w, s), false
	}
	for _, t := range all {
		if waits.n == 0 {
			break
		}
		switch {
		case level:
			if p := in.parent(t); p != 0 && in.at(p).state == Completed {
				waits.strike(in.at(p).spec)
			}
		case t != id && in.isDescendant(t, id):
			// A later round of a loop: what leads to it was there.
			for a := t; a != 0 && !waits.strike(in.at(a).spec); {
				a = in.parent(a)
			}
		case t != id && in.isDescendant(id, t):
			// An earlier round.
		default:
			if p := in.parent(t); p != 0 && in.at(p).state == Completed {
				waits.strike(in.at(p).spec)
			}
		}
	}
	return waits.n == 0
}

// marks is a set of tasks of one process.
type marks struct {
	in   *Instance
	base int
	n    int
}

// newMarks makes a set. There is one at a time.
func (in *Instance) newMarks(base int, tasks []*spec.Task) marks {
	if len(in.marked) < len(in.tally) {
		in.marked = make([]uint32, len(in.tally))
	}
	in.marking++
	m := marks{in, base, 0}
	for _, t := range tasks {
		if at := &in.marked[base+t.Index]; *at != in.marking {
			*at = in.marking
			m.n++
		}
	}
	return m
}

// strike takes a task out and reports whether it was there.
func (m *marks) strike(t *spec.Task) bool {
	at := &m.in.marked[m.base+t.Index]
	if *at != m.in.marking {
		return false
	}
	*at = 0
	m.n--
	return true
}

// instances returns the tasks of a join in a workflow of a process that runs within itself, and in those below.
func (in *Instance) instances(w *workflow, s *spec.Task) []TaskID {
	list := slices.Clone(w.joinsOf(s).all)
	for _, x := range in.within(w) {
		list = append(list, x.joinsOf(s).all...)
	}
	return list
}

// within returns the runs of the same process that are part of the tree below a workflow.
func (in *Instance) within(w *workflow) (out []*workflow) {
	for _, x := range in.workflows {
		if x.proc == w.proc && x.depth > w.depth && !x.deleted && in.isNested(x, w) {
			out = append(out, x)
		}
	}
	return out
}

// isNested reports whether a workflow runs, by whatever steps, in another, and is part of its tree.
func (in *Instance) isNested(x, above *workflow) bool {
	for x.depth > above.depth {
		r := in.at(x.task)
		if r.flags&removed != 0 {
			return false
		}
		x = in.workflows[r.wf]
	}
	return x == above
}

// inclusiveMayFire reports whether no token that could still come is on its way.
//
// SpiffWorkflow: bpmn/specs/mixins/inclusive_gateway.py (_check_threshold_unstructured).
func (in *Instance) inclusiveMayFire(w *workflow, id TaskID) bool {
	s := in.at(id).spec
	// What comes behind an instance of the gateway doesn't count, later rounds of a loop included.
	tops := w.joinsOf(s).tops
	behind := func(t TaskID) bool {
		return slices.ContainsFunc(tops, func(j TaskID) bool { return j != t && in.isBelow(t, j) })
	}
	runs := []*workflow{w}
	if s.Process.Recursive {
		for _, x := range in.within(w) {
			runs = append(runs, x)
			tops = append(slices.Clip(tops), x.joinsOf(s).tops...)
		}
	}
	tasks := slices.DeleteFunc(slices.Clone(tops), behind)
	var done []*spec.Task
	for _, t := range tasks {
		if p := in.parent(t); p != 0 && in.at(p).state == Completed && !slices.Contains(done, in.at(p).spec) {
			done = append(done, in.at(p).spec)
		}
	}
	for _, t := range tasks {
		if p := in.parent(t); p != 0 && in.at(p).state.Is(Definite) && !slices.Contains(done, in.at(p).spec) {
			return false
		}
	}
	var sources []*spec.Task
	for _, x := range runs {
		for _, list := range []taskList{x.ready, x.manual, x.waiting} {
			for _, t := range list {
				if in.at(t).spec != s && !behind(t) {
					sources = append(sources, in.at(t).spec)
				}
			}
		}
	}
	var checked []*spec.Task
	// reach walks back along the first input that was not looked at before, until it meets a token.
	reach := func(x *spec.Task) *spec.Task {
		for {
			checked = append(checked, x)
			i := slices.IndexFunc(x.Inputs, func(p *spec.Task) bool { return !slices.Contains(checked, p) })
			if i < 0 {
				return nil
			}
			if x = x.Inputs[i]; slices.Contains(sources, x) {
				return x
			}
		}
	}
	for _, x := range done {
		if src := reach(x); src != nil {
			i := slices.Index(sources, src)
			sources = slices.Delete(sources, i, i+1)
		}
	}
	for _, x := range s.Inputs {
		if !slices.Contains(done, x) && reach(x) != nil {
			return false
		}
	}
	return true
}

// runUnstructuredJoin merges the data of the branches, in the order in which they arrived.
//
// SpiffWorkflow: bpmn/specs/mixins/unstructured_join.py (_run_hook).
func runUnstructuredJoin(in *Instance, id TaskID) error {
	r := in.at(id)
	w := in.workflows[r.wf]
	joins := w.joinsOf(r.spec)
	if r.flags&removed == 0 && joins.lone(id) {
		return in.inherit(id)
	}
	var others []TaskID
	for _, t := range joins.unlike(id) {
		if in.at(t).state.Is(Finished) && !in.isDescendant(id, t) {
			others = append(others, t)
		}
	}
	if len(others) > 0 {
		sort.SliceStable(others, func(i, j int) bool { return in.at(others[i]).changed < in.at(others[j]).changed })
		data := in.writeData(id)
		for _, t := range others {
			p := in.parent(t)
			if p == 0 {
				return in.noParent()
			}
			if err := in.merge(data, in.data(p)); err != nil {
				return err
			}
			// Only after a reset: what followed an earlier join is dropped.
			if in.at(t).state == Completed {
				in.dropChildren(t, true)
			}
		}
	}
	return in.inherit(id)
}

// runEndJoin puts the merged data into the process.
//
// SpiffWorkflow: bpmn/specs/control.py (_EndJoin._run_hook).
func runEndJoin(in *Instance, id TaskID) error {
	if err := runUnstructuredJoin(in, id); err != nil {
		return err
	}
	in.updateData(in.workflows[in.at(id).wf], in.data(id))
	return nil
}

// updateStructuredJoin ends what lost: the boundary events of an activity that is done, or the activity when an
// interrupting event came; the other start events when one happened.
//
// SpiffWorkflow: specs/Join.py (_update_hook), bpmn/specs/control.py (BoundaryEventJoin, StartEventJoin).
func updateStructuredJoin(in *Instance, id TaskID) (bool, error) {
	if err := in.inherit(id); err != nil {
		return false, err
	}
	s := in.at(id).spec
	split := in.parent(id)
	for split != 0 && in.at(split).spec.Name != s.SplitTask.Name {
		split = in.parent(split)
	}
	if split == 0 {
		return false, in.fault(s, "Split at %s was not reached", s.SplitTask.Name)
	}
	fire, losers, err := in.splitOutcome(s, split)
	if err != nil {
		return false, err
	}
	if !fire {
		if !in.at(id).state.Is(Finished) {
			in.setState(id, Waiting)
		}
		return false, nil
	}
	if err := in.cancelAll(losers); err != nil {
		return false, err
	}
	// The other instances of the join below the split are done with.
	list := slices.Clone(in.workflows[in.at(id).wf].joinsOf(s).from(split))
	for _, t := range slices.Backward(list) {
		if t != id && in.isDescendant(t, split) && !in.isDescendant(t, id) {
			in.setState(t, Cancelled)
			in.dropChildren(t, false)
		}
	}
	return true, nil
}

// splitOutcome reports whether something below a split is decided, and who lost then.
func (in *Instance) splitOutcome(join *spec.Task, split TaskID) (decided bool, losers []TaskID, err error) {
	if join.Kind == spec.StartEventJoin {
		for c := in.at(split).first; c != 0; c = in.at(c).next {
			if in.at(c).state == Completed {
				decided = true
			} else {
				losers = append(losers, c)
			}
		}
		return decided, losers, nil
	}
	var main TaskID
	var interrupting, others []TaskID
	for c := in.at(split).first; c != 0; c = in.at(c).next {
		switch s := in.at(c).spec; {
		case s.Kind != spec.BoundaryEvent:
			main = c
		case s.Interrupting:
			interrupting = append(interrupting, c)
		default:
			others = append(others, c)
		}
	}
	if main == 0 {
		return false, nil, in.fault(join, "No main task found")
	}
	interrupted := slices.ContainsFunc(interrupting, func(t TaskID) bool { return in.at(t).state.Is(Ready | Completed) })
	if !interrupted && !in.at(main).state.Is(Finished) {
		return false, nil, nil
	}
	for _, t := range append(interrupting, others...) {
		if in.at(t).state == Waiting {
			losers = append(losers, t)
		}
	}
	if interrupted {
		losers = append(losers, main)
	}
	return true, losers, nil
}

func isJoin(k spec.Kind) bool {
	return k.IsUnstructuredJoin() || k == spec.BoundaryEventJoin || k == spec.StartEventJoin
}
