package runner

import "sort"

// This file knows the order of the tree: that of a walk that visits a task before what is below it, what a task runs as
// a sub-workflow before its children, and children in the order in which they were added, which is that of their ids.

// up returns the task around a task: its parent, or for the root of a sub-workflow the task that runs it.
func (in *Instance) up(id TaskID) TaskID {
	r := in.at(id)
	if r.parent != 0 {
		return r.parent
	}
	return in.workflows[r.wf].task
}

// place sets depth and jump of a new record. The jumps let a search find an ancestor at a given depth in logarithmic time
// (skew-binary numbers).
func (in *Instance) place(r *record, above TaskID, self TaskID) {
	if above == 0 {
		r.depth, r.jump = 0, self
		return
	}
	a := in.at(above)
	r.depth = a.depth + 1
	j := in.at(a.jump)
	if a.depth-j.depth == j.depth-in.at(j.jump).depth {
		r.jump = j.jump
	} else {
		r.jump = above
	}
}

// ancestorAt returns the ancestor of a task, or the task itself, at a depth.
func (in *Instance) ancestorAt(id TaskID, depth uint32) TaskID {
	for {
		r := in.at(id)
		switch {
		case r.depth <= depth:
			return id
		case in.at(r.jump).depth >= depth:
			id = r.jump
		default:
			id = in.up(id)
		}
	}
}

// isBelow reports whether a task is a descendant of another, across workflows.
func (in *Instance) isBelow(id, above TaskID) bool {
	d := in.at(above).depth
	return in.at(id).depth > d && in.ancestorAt(id, d) == above
}

// isDescendant reports whether a task is a descendant of another in the same workflow.
//
// SpiffWorkflow: task.py (is_descendant_of).
func (in *Instance) isDescendant(id, above TaskID) bool {
	return in.at(id).wf == in.at(above).wf && in.isBelow(id, above)
}

// before reports whether a comes before b in the tree.
func (in *Instance) before(a, b TaskID) bool {
	if a == b {
		return false
	}
	x, y := a, b
	ra, rb := in.at(a), in.at(b)
	if ra.parent != 0 && ra.parent == rb.parent {
		return a < b
	}
	switch {
	case ra.depth > rb.depth:
		if x = in.ancestorAt(a, rb.depth); x == b {
			return false
		}
	case rb.depth > ra.depth:
		if y = in.ancestorAt(b, ra.depth); y == a {
			return true
		}
	}
	for {
		px, py := in.up(x), in.up(y)
		if px == py {
			if px != 0 {
				// A sub-workflow comes before the children of its task.
				wf := in.at(px).wf
				if in.at(x).wf != wf {
					return true
				}
				if in.at(y).wf != wf {
					return false
				}
			}
			return x < y
		}
		if jx, jy := in.at(x).jump, in.at(y).jump; jx != jy {
			x, y = jx, jy
		} else {
			x, y = px, py
		}
	}
}

// taskList is a list of tasks in tree order.
type taskList []TaskID

// insert adds a task at its place.
func (l *taskList) insert(in *Instance, id TaskID) {
	s := *l
	n := len(s)
	if n == 0 || in.before(s[n-1], id) {
		*l = append(s, id)
		return
	}
	i := sort.Search(n, func(i int) bool { return !in.before(s[i], id) })
	s = append(s, 0)
	copy(s[i+1:], s[i:])
	s[i] = id
	*l = s
}

// remove takes a task out.
func (l *taskList) remove(in *Instance, id TaskID) {
	s := *l
	i := 0
	for i < len(s) && i < 8 && s[i] != id {
		i++
	}
	if i == 8 {
		i = 8 + sort.Search(len(s)-8, func(i int) bool { return !in.before(s[8+i], id) })
	}
	if i < len(s) && s[i] == id {
		*l = append(s[:i], s[i+1:]...)
	}
}

func sortBy(list []TaskID, key func(TaskID) uint32) {
	sort.Slice(list, func(i, j int) bool { return key(list[i]) < key(list[j]) })
}
