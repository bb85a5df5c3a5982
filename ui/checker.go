package ui

import (
	"errors"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/lint"
	"spiffmodeler/properties"
	"spiffmodeler/runner/python/syntax"
)

// pythonChecker reads scripts and expressions with the runner's own parser: what it
// can't read, no run will.
type pythonChecker struct{}

// Script is part of lint.Checker.
func (pythonChecker) Script(src string) *lint.Fault {
	_, err := syntax.ParseScript(src)
	return faultOf(err)
}

// Expression is part of lint.Checker.
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

// checkField is the properties.Checker of the panel.
func checkField(src string, lang properties.Language) []properties.Problem {
	var f *lint.Fault
	switch lang {
	case properties.PythonExpression:
		f = pythonChecker{}.Expression(src)
	case properties.PythonScript:
		f = pythonChecker{}.Script(src)
	}
	if f == nil {
		return nil
	}
	return []properties.Problem{{Severity: bpmn.Fault, Line: f.Line, Column: f.Column, Message: f.Message}}
}
