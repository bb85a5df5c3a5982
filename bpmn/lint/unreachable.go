package lint

import "spiffmodeler/bpmn"

func unreachable(r *run, e bpmn.Element) {
	if !r.reached(e) && !r.alone(e) && e.Scope().Kind() != bpmn.AdHocSubProcess {
		r.warn(e, "no start event leads to %s, so it never runs", title(e))
	}
}

// reached reports whether a token can come to a flow node.
func (r *run) reached(e bpmn.Element) bool {
	r.survey(e.Parent())
	return r.alive[e]
}

// survey finds out, once for a process or sub-process, how many flow nodes it
// has and which of them a token can reach. It returns their number.
func (r *run) survey(scope bpmn.Element) int {
	n, done := r.nodes[scope]
	if done {
		return n
	}
	var starts []bpmn.Element
	for c := range scope.Node().Children {
		x := bpmn.ElementOf(c)
		if !x.Kind().IsFlowNode() {
			continue
		}
		n++
		if startsByItself(x) && x.Kind() != bpmn.BoundaryEvent {
			starts = append(starts, x)
		}
	}
	r.nodes[scope] = n
	r.spread(starts)
	return n
}

// spread marks what the elements lead to, the boundary events of activities
// included.
func (r *run) spread(todo []bpmn.Element) {
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if x.IsZero() || r.alive[x] {
			continue
		}
		r.alive[x] = true
		for _, f := range x.Outgoing() {
			todo = append(todo, f.Target())
		}
		todo = append(todo, x.BoundaryEvents()...)
	}
}
