package lint

import "spiffmodeler/bpmn"

// blankStart follows SpiffWorkflow: bpmn/specs/control.py (StartEventJoin): of several start events the first one that
// completes cancels the others, and a start event without trigger completes at once.
func blankStart(r *run, e bpmn.Element) {
	var first bpmn.Element
	others := 0
	for n := range e.Node().Children {
		x := bpmn.ElementOf(n)
		switch {
		case x.Kind() != bpmn.StartEvent:
		case x.Definition() != bpmn.NoDefinition:
			others++
		case first.IsZero():
			first = x
		default:
			r.warn(x, "%s has a second start event without trigger, %s; the first one always wins", title(e), title(x))
		}
	}
	if !first.IsZero() && others > 0 {
		r.warn(first, "%s has no trigger, so the process starts there at once and its other start events are never waited for", title(first))
	}
}
