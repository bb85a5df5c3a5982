package template

import (
	"fmt"
	"strings"

	"spiffmodeler/runner/python"
)

// Error says why a template cannot be read or rendered.
type Error struct {
	Kind    string // class of the exception, such as TemplateSyntaxError or UndefinedError
	Message string
	Line    int    // from 1; 0 when unknown
	Text    string // of that line
	cause   error
}

// Error returns kind and message, and the line where it is known.
func (e *Error) Error() string {
	s := e.Kind + ": " + e.Message
	if e.Line > 0 {
		s += fmt.Sprintf(" (line %d: %s)", e.Line, strings.TrimSpace(e.Text))
	}
	return s
}

// Unwrap returns the error of the evaluation: a *python.Error, a *python.LimitError, or nil for syntax errors.
func (e *Error) Unwrap() error { return e.cause }

const (
	syntaxError    = "TemplateSyntaxError"
	assertionError = "TemplateAssertionError"
)

// fail ends the reading of a template.
func fail(line int, format string, a ...any) {
	panic(&Error{Kind: syntaxError, Message: fmt.Sprintf(format, a...), Line: line})
}

// refuse ends the translation of a template that is well formed but asks for what there is not.
func refuse(line int, format string, a ...any) {
	panic(&Error{Kind: assertionError, Message: fmt.Sprintf(format, a...), Line: line})
}

// catch returns what fail panicked with.
func catch(f func()) (err *Error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*Error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	f()
	return nil
}

// quote writes a text as Python shows it.
func quote(s string) string { return python.Repr(python.Str(s)) }

// lineOf returns a line of a text, counted from 1, with any line ends.
func lineOf(text string, n int) string {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}
