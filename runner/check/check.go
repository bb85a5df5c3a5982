// Package check lets the runner's own parser read the Python of models for
// package lint: what it can't read, no run will.
package check

import (
	"errors"

	"spiffmodeler/bpmn/lint"
	"spiffmodeler/runner/python/syntax"
)

// Python is the lint.Checker of scripts and expressions.
type Python struct{}

// Script implements lint.Checker.
func (Python) Script(src string) *lint.Fault {
	_, err := syntax.ParseScript(src)
	return faultOf(err)
}

// Expression implements lint.Checker.
func (Python) Expression(src string) *lint.Fault {
	_, err := syntax.ParseExpr(src)
	return faultOf(err)
}

func faultOf(err error) *lint.Fault {
	if err == nil {
		return nil
	}
	var e *syntax.Error
	if errors.As(err, &e) {
		return &lint.Fault{Line: e.Line, Column: e.Column, Message: e.Class + ": " + e.Message}
	}
	return &lint.Fault{Line: 1, Column: 1, Message: err.Error()}
}
