// Package query evaluates predicates that people type: filters over the tasks
// of a run. The language is expr (https://expr-lang.org); it is the product's
// own and never evaluates a model's text.
package query

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

// Task is what a predicate over tasks can ask about.
type Task struct {
	Name     string `expr:"name"`     // of the element
	ID       string `expr:"id"`       // of the element
	Type     string `expr:"type"`     // the engine's class, such as "UserTask"
	State    string `expr:"state"`    // in the engine's words, such as "READY"
	Lane     string `expr:"lane"`     // empty without a lane
	Process  string `expr:"process"`  // id
	Path     string `expr:"path"`     // ids of the process and the tasks around
	Instance string `expr:"instance"` // of a looped activity
	Manual   bool   `expr:"manual"`   // waits for a person when it is READY
}

// Error says what is wrong with a predicate and where.
type Error struct {
	Line, Column int // from 1; the column counts characters
	Message      string
}

func (e *Error) Error() string {
	if e.Line > 1 {
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	}
	return fmt.Sprintf("column %d: %s", e.Column, e.Message)
}

// Filter is a predicate over tasks. It may be used by several goroutines.
type Filter struct{ program *vm.Program }

// Tasks reads a predicate. A text of white space only lets every task through.
// The error is an *Error.
func Tasks(text string) (*Filter, error) {
	if strings.TrimSpace(text) == "" {
		return &Filter{}, nil
	}
	program, err := expr.Compile(text, expr.Env(Task{}), expr.AsBool())
	if err != nil {
		return nil, errorOf(err)
	}
	return &Filter{program}, nil
}

func errorOf(err error) *Error {
	var at *file.Error
	if !errors.As(err, &at) {
		return &Error{Line: 1, Column: 1, Message: err.Error()}
	}
	message := strings.TrimSpace(at.Message)
	if strings.Contains(message, `Operator("=")`) {
		message = "compare with ==, not ="
	}
	return &Error{Line: max(1, at.Line), Column: at.Column + 1, Message: message}
}

// Match reports whether the predicate holds. One that fails on a task, such as
// by an index out of range, doesn't hold for it.
func (f *Filter) Match(t Task) bool {
	if f == nil || f.program == nil {
		return true
	}
	out, err := expr.Run(f.program, t)
	ok, isBool := out.(bool)
	return err == nil && isBool && ok
}
