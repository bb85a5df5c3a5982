package lint

import (
	"regexp"

	"spiffmodeler/bpmn"
)

// variable is what can be a Python variable of task data.
var variable = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_]*$`)

func dataObjectID(r *run, e bpmn.Element) {
	if id := e.ID(); id != "" && runs(e) && !variable.MatchString(id) {
		r.warn(e, "the id %q of a data object is the name of a variable, but Python can't have one of that name; use letters, digits and _", id)
	}
}
