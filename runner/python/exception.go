package python

import "fmt"

// Exception is an instance of an exception class.
type Exception struct {
	object
	typ   *Type
	args  []Value
	attrs *Dict   // what a program has set; nil: nothing
	trace []Frame // where it was raised, innermost last; nil until it is caught
	cause *Exception
	// name and from are what NameError, AttributeError and ImportError know about the name.
	name string
}

// Type implements Value.
func (e *Exception) Type() *Type { return e.typ }

// fail raises an exception of a class with a text.
func fail(t *Type, format string, a ...any) {
	panic(newFailure(t, format, a...))
}

func newFailure(t *Type, format string, a ...any) *Exception {
	if len(a) > 0 {
		format = fmt.Sprintf(format, a...)
	}
	return &Exception{typ: t, args: []Value{Str(format)}}
}

// failName raises NameError or UnboundLocalError.
func failName(t *Type, format, name string) {
	e := newFailure(t, format, name)
	e.name = name
	panic(e)
}

// text is str(e).
func (e *Exception) text(m *vm) string {
	switch len(e.args) {
	case 0:
		return ""
	case 1:
		if e.typ.is(excKey) {
			return m.repr(e.args[0])
		}
		return m.str(e.args[0])
	}
	return m.repr(&Tuple{items: e.args})
}

// newException creates an exception for a call of its class.
func newException(m *vm, t *Type, a args) Value {
	e := &Exception{typ: t, args: append([]Value(nil), a.pos...)}
	if len(a.names) > 0 {
		if !t.is(excImport) && !t.is(excName) && !t.is(excAttribute) {
			fail(excType, "%s() takes no keyword arguments", t.name)
		}
		for i, n := range a.names {
			if n != "name" && n != "path" && n != "obj" {
				fail(excType, "'%s' is an invalid keyword argument for %s()", n, t.name)
			}
			if s, ok := a.vals[i].(Str); ok && n == "name" {
				e.name = string(s)
			}
		}
	}
	return e
}

func init() {
	for _, t := range builtinExceptions {
		t.create = newException
	}
}

func (e *Exception) state() any {
	if e.attrs == nil {
		return (*Dict)(nil)
	}
	return e.attrs.Copy()
}

func (e *Exception) exchange(state any) any {
	old := e.attrs
	e.attrs = state.(*Dict)
	return old
}

func (e *Exception) eachPart(f func(Value)) {
	for _, v := range e.args {
		f(v)
	}
	if e.attrs != nil {
		f(e.attrs)
	}
}
