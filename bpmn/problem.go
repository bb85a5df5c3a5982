package bpmn

import "fmt"

// Severity says how bad a problem is.
type Severity uint8

// The severities.
const (
	Info Severity = iota
	Warning
	Fault // shown as "error"
)

// String returns "info", "warning" or "error".
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// Problem is a finding about a model: of reading, of the linter, of compiling
// for the runner, of a field. It is a value, not a failure.
type Problem struct {
	Rule     string // short stable name such as "dangling-reference"
	Severity Severity
	Element  string // id of the element; empty when it has none
	Line     int    // line in the file as read; 0 when unknown
	Message  string // what is wrong and, where it is not obvious, what to do
	File     string // set where problems of several files are shown together
}

// String returns the problem on one line: file:line: severity: message [element].
func (p Problem) String() string {
	at := p.File
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, p.Line)
	}
	if at != "" {
		at += ": "
	}
	el := ""
	if p.Element != "" {
		el = " [" + p.Element + "]"
	}
	return fmt.Sprintf("%s%s: %s%s", at, p.Severity, p.Message, el)
}
