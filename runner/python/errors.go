package python

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
)

// Error is a Python exception that left a program.
type Error struct {
	Class   string // such as ZeroDivisionError
	Message string // str() of the exception
	Args    []Value
	Line    int    // innermost line of the text, from 1; 0 when unknown
	Column  int    // code points before the failing operation, from 1; 0 when unknown
	Text    string // that line of the source
	// Name is the unknown name of a NameError, Similar the names of data that resemble it most, nearest first.
	Name    string
	Similar []string
	Trace   []Frame // outermost first
	value   *Exception
}

// Frame is a place in a program, for traces and hooks.
type Frame struct {
	Function string // "<module>" outside functions
	Line     int
	Column   int
}

// Error returns class and message as Python prints them.
func (e *Error) Error() string {
	if e.Message == "" {
		return e.Class
	}
	return e.Class + ": " + e.Message
}

// IsA reports whether the exception is of the class or of one derived from it.
func (e *Error) IsA(class string) bool {
	return e.Class == class || e.value != nil && e.value.typ.Is(class)
}

// LimitError ends a program that wants more than its limits. No program can catch it.
type LimitError struct {
	Limit string // steps, memory, depth, integer size, time or regular expression
	Text  string
	Line  int // where it happened, 0 when unknown
	cause error
}

func (e *LimitError) Error() string { return "limit exceeded: " + e.Text }

// Unwrap returns the error of a context that ended the program, nil for other limits.
func (e *LimitError) Unwrap() error { return e.cause }

// Class returns the name of the Python exception that an interpreter would have run into.
func (e *LimitError) Class() string {
	switch e.Limit {
	case "depth":
		return "RecursionError"
	case "memory", "integer size":
		return "MemoryError"
	}
	return "TimeoutError"
}

func limit(kind, format string, a ...any) {
	panic(&LimitError{Limit: kind, Text: fmt.Sprintf(format, a...)})
}

// Raise returns an error that a host function can return to raise a Python exception of a builtin class.
func Raise(class, format string, a ...any) error {
	t := builtinExceptions[class]
	if t == nil {
		t = excException
	}
	return &Error{Class: t.name, Message: fmt.Sprintf(format, a...), value: newFailure(t, format, a...)}
}

// exported turns what a panic carried into an error. What is no Python exception and no limit is a bug in this package;
// the program that ran into it fails, the process goes on.
func (m *vm) exported(p any) (err error) {
	switch p := p.(type) {
	case *Exception:
		return m.newError(p)
	case *LimitError:
		if p.Line == 0 && m.frame != nil {
			p.Line, _ = m.frame.place()
		}
		return p
	case hostError:
		return p.error
	}
	if e, ok := p.(runtime.Error); ok {
		return fmt.Errorf("internal error in the evaluation of Python: %w\n%s", e, debug.Stack())
	}
	return fmt.Errorf("internal error in the evaluation of Python: %v\n%s", p, debug.Stack())
}

// hostError carries an error of a host function that is not to be caught by the program.
type hostError struct{ error }

func (m *vm) newError(e *Exception) error {
	m.locate(e)
	out := &Error{Class: e.typ.name, Args: e.args, Trace: e.trace, Name: e.name, value: e}
	// str() of an instance with a method of its own may fail in turn.
	func() {
		defer func() {
			if recover() != nil {
				out.Message = "<exception str() failed>"
			}
		}()
		out.Message = m.str(e)
	}()
	if n := len(e.trace); n > 0 {
		out.Line, out.Column = e.trace[n-1].Line, e.trace[n-1].Column
	}
	return out
}

// guard runs f outside any program and returns what it raised.
func guard(f func(m *vm)) (err error) {
	m := bareVM()
	defer func() {
		if p := recover(); p != nil {
			err = m.exported(p)
		}
	}()
	f(m)
	return nil
}

// bareVM serves data operations that run without a program.
func bareVM() *vm {
	m := &vm{ctx: context.Background()}
	m.setLimits(Limits{})
	return m
}

// AsError returns the Python exception in err, nil when there is none.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}
