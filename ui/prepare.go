package ui

import "spiffmodeler/bpmn"

// prepare makes a document that was read ready to be worked with, and returns
// what there is to say about it.
func prepare(doc *bpmn.Document) ([]bpmn.Problem, error) {
	return bpmn.Check(doc), nil
}
