package ui

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
)

// prepare makes a document that was read ready to be worked with: what its
// diagram leaves out gets a place, which is written only when the user saves.
// It returns what there is to say about the file.
func prepare(doc *bpmn.Document) []bpmn.Problem {
	found := bpmn.Check(doc)
	if err := doc.Prepare(layout.Missing); err != nil {
		found = append(found, bpmn.Problem{Rule: "layout", Severity: bpmn.Warning, Message: fmt.Sprintf("What the diagram leaves out could not be laid out: %v", err)})
	}
	return found
}

// ofTheFile are findings of opening that a later check can't make again,
// because the diagram in the window is complete.
var ofTheFile = map[string]bool{"no-diagram": true, "not-drawn": true, "layout": true}

// lasting returns the findings of opening that stay until the file is opened
// anew.
func lasting(warnings []bpmn.Problem) (out []bpmn.Problem) {
	for _, p := range warnings {
		if ofTheFile[p.Rule] {
			out = append(out, p)
		}
	}
	return out
}
