package cli

import (
	"errors"

	"spiffmodeler/bpmn/lint"
	"spiffmodeler/runner/python/syntax"
)

// pythonChecker reads scripts and expressions with the runner's own parser.
type pythonChecker struct{}

func (pythonChecker) Script(src string) *lint.Fault {
	_, err := syntax.ParseScript(src)
	return faultOf(err)
}

func (pythonChecker) Expression(src string) *lint.Fault {
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
