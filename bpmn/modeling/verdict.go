// Package modeling holds what people do to a diagram: operations on *bpmn.Tx,
// the rules that say what may be done, and the behaviors that follow from any
// change.
//
// Operations and rules take bpmn.Element handles. Where a place in a diagram
// matters they accept the shape or edge as well as the semantic element, which
// then stands for its first shape or edge. Rules only read.
package modeling

import (
	"errors"

	"spiffmodeler/bpmn"
)

// Verdict is the answer of a rule.
type Verdict struct {
	OK bool
	// Reason says why not, as a sentence for the status bar without a full stop.
	Reason string
	// Connection is the kind of connection that CanConnect chose.
	Connection bpmn.Kind
	// Reversed is set by CanConnect when only target → source is allowed.
	Reversed bool
	// As is the kind that a dropped or attached event becomes, where it changes.
	As bpmn.Kind
}

// Yes is the verdict that allows.
func Yes() Verdict { return Verdict{OK: true} }

// No is the verdict that refuses, with a reason.
func No(reason string) Verdict { return Verdict{Reason: reason} }

// Err returns nil for a verdict that allows, else an error with the reason.
func (v Verdict) Err() error {
	if v.OK {
		return nil
	}
	return errors.New(v.Reason)
}
