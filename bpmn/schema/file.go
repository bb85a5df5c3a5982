package schema

import (
	"slices"

	"spiffmodeler/bpmn"
)

// repeated are rules of opening that say less of the same than the structure does.
var repeated = []string{"unknown-element", "unknown-attribute", "misplaced-extension", "stray-text", "invalid-id", "duplicate-id", "no-target-namespace"}

// CheckFile returns what is wrong with the file as such: what the structure forbids, for which SpiffWorkflow refuses a file, and
// what opening found besides.
func CheckFile(d *bpmn.Document) []bpmn.Problem {
	problems := Check(d)
	forbidden := map[int]bool{}
	for _, p := range problems {
		forbidden[p.Line] = true
	}
	for _, p := range bpmn.Check(d) {
		if !forbidden[p.Line] || !slices.Contains(repeated, p.Rule) {
			problems = append(problems, p)
		}
	}
	return problems
}
