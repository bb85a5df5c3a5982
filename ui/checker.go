package ui

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/lint"
	"spiffmodeler/properties"
	"spiffmodeler/runner/check"
)

// checkField is the properties.Checker of the panel.
func checkField(src string, lang properties.Language) []properties.Problem {
	var f *lint.Fault
	switch lang {
	case properties.PythonExpression:
		f = check.Python{}.Expression(src)
	case properties.PythonScript:
		f = check.Python{}.Script(src)
	}
	if f == nil {
		return nil
	}
	return []properties.Problem{{Severity: bpmn.Fault, Line: f.Line, Column: f.Column, Message: f.Message}}
}
