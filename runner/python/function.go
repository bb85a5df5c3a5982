package python

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Function is a function that a program defined.
type Function struct {
	code     *code
	name     string
	defaults []Value          // of the last positional parameters
	keywords map[string]Value // defaults of keyword-only parameters
	free     []*cell
	ns       *namespace
	attrs    *Dict
	owner    *Type // the class whose body defined it, for super()
}

// Type implements Value.
func (*Function) Type() *Type { return typeFunction }

// BoundMethod is a function with its first argument.
type BoundMethod struct {
	self Value
	fn   Value
}

// Type implements Value.
func (b *BoundMethod) Type() *Type {
	if _, ok := b.fn.(*Builtin); ok {
		return typeBuiltin
	}
	return typeMethod
}

var (
	typeFunction         = finalType("function")
	typeMethod           = finalType("method")
	typeBuiltin          = finalType("builtin_function_or_method")
	typeMethodDescriptor = finalType("method_descriptor")
	typeModule           = finalType("module")
	typeNotImplemented   = finalType("NotImplementedType")
	typeEllipsis         = finalType("ellipsis")
)

// singleton is a value of its own kind.
type singleton struct{ typ *Type }

func (s *singleton) Type() *Type { return s.typ }

// NotImplemented and Ellipsis are Python's constants of that name.
var (
	NotImplemented Value = &singleton{typeNotImplemented}
	Ellipsis       Value = &singleton{typeEllipsis}
)

func (s *singleton) reprTo(m *vm, w *writer) {
	if s == Ellipsis {
		w.text("Ellipsis")
		return
	}
	w.text("NotImplemented")
}

// Module is an importable module. It is immutable.
type Module struct {
	name    string
	members map[string]Value
	// constants that CPython's module has in another order than that of the alphabet.
	constants []string
}

// Type implements Value.
func (*Module) Type() *Type { return typeModule }

// Name returns the module's name.
func (mod *Module) Name() string { return mod.name }

// names lists the members: a script that imports them all has the constants in this order.
func (mod *Module) names() []string {
	names := slices.Sorted(maps.Keys(mod.members))
	rest := slices.DeleteFunc(names, func(n string) bool { return slices.Contains(mod.constants, n) })
	return append(rest, mod.constants...)
}

func (mod *Module) reprTo(m *vm, w *writer) { w.text("<module '" + mod.name + "'>") }

// newModule makes a module of functions, types and constants and labels its functions.
func newModule(name string, members map[string]Value) *Module {
	for n, v := range members {
		if b, ok := v.(*Builtin); ok && b.name == "" {
			b.name, b.mod = n, name
		}
	}
	return &Module{name: name, members: members}
}

// callable is implemented by values of the library that can be called.
type callable interface {
	callWith(m *vm, a args) Value
}

// isCallable is Python's callable(v).
func isCallable(v Value) bool {
	switch v := v.(type) {
	case *Function, *Builtin, *BoundMethod, *Type, callable:
		return true
	case *Instance:
		return v.class.attribute("__call__") != nil
	}
	return false
}

// Callable reports whether a value can be called: such values do not stay in task data.
func Callable(v Value) bool { return isCallable(v) }

// call calls any value.
func (m *vm) call(fn Value, a args) Value {
	switch fn := fn.(type) {
	case *Function:
		return m.callFunction(fn, nil, a)
	case *Builtin:
		if fn.owner != nil {
			return m.callUnbound(fn, a)
		}
		return fn.call(m, nil, a)
	case *BoundMethod:
		return m.callMethod(fn.fn, fn.self, a)
	case *Type:
		return m.construct(fn, a)
	case callable:
		m.deeper()
		v := fn.callWith(m, a)
		m.shallower()
		return v
	case *Instance:
		if f := fn.class.attribute("__call__"); f != nil {
			return m.callMethod(f, fn, a)
		}
	}
	fail(excType, "'%s' object is not callable", fn.Type().long)
	return nil
}

// callMethod calls a function with its first argument given apart.
func (m *vm) callMethod(fn, self Value, a args) Value {
	switch fn := fn.(type) {
	case *Function:
		return m.callFunction(fn, self, a)
	case *Builtin:
		return fn.call(m, self, a)
	}
	top := len(m.stack)
	m.stack = append(append(m.stack, self), a.pos...)
	a.pos = m.stack[top:len(m.stack):len(m.stack)]
	v := m.call(fn, a)
	m.drop(top)
	return v
}

// callUnbound calls a method that was taken from its type, as in map(str.upper, names).
func (m *vm) callUnbound(b *Builtin, a args) Value {
	if len(a.pos) == 0 {
		fail(excType, "unbound method %s.%s() needs an argument", b.owner.name, b.name)
	}
	if self := a.pos[0]; !self.Type().is(b.owner) {
		fail(excType, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", b.name, b.owner.name, self.Type().long)
	}
	return b.call(m, a.pos[0], args{pos: a.pos[1:], names: a.names, vals: a.vals})
}

func (m *vm) call0(fn Value) Value { return m.call(fn, args{}) }

func (m *vm) call1(fn, x Value) Value {
	top := len(m.stack)
	m.stack = append(m.stack, x)
	v := m.call(fn, args{pos: m.stack[top : top+1 : top+1]})
	m.drop(top)
	return v
}

func (m *vm) call2(fn, x, y Value) Value {
	top := len(m.stack)
	m.stack = append(m.stack, x, y)
	v := m.call(fn, args{pos: m.stack[top : top+2 : top+2]})
	m.drop(top)
	return v
}

// Call is a call of a host function by a program.
type Call struct {
	Args     []Value
	Keywords map[string]Value
	Env      *Env
	Data     *Dict // the data of the running program
	m        *vm
}

// Arg returns argument i or the one with that name, nil when it was not given.
func (c *Call) Arg(i int, name string) Value {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return c.Keywords[name]
}

// NewFunction makes a Go function callable by programs. An error made with Raise (or any *Error) becomes the Python
// exception of its class, which the program can catch; a context error and *LimitError end the program; every other
// error becomes an Exception with its text.
func NewFunction(name string, f func(ctx context.Context, call *Call) (Value, error)) Value {
	b := free(func(m *vm, a args) Value {
		c := &Call{Args: append([]Value(nil), a.pos...), Env: m.env, m: m}
		if m.frame != nil {
			c.Data = m.frame.ns.data
		}
		if len(a.names) > 0 {
			c.Keywords = map[string]Value{}
			for i, n := range a.names {
				c.Keywords[n] = a.vals[i]
			}
		}
		v, err := f(m.ctx, c)
		if err != nil {
			panic(raisedBy(err))
		}
		if v == nil {
			return None
		}
		return v
	})
	b.name = name
	return b
}

// Call calls a function value that the program handed to the host.
func (c *Call) Call(fn Value, arguments ...Value) (v Value, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = c.m.exported(p)
		}
	}()
	return c.m.call(fn, args{pos: arguments}), nil
}

// raisedBy turns the error of a host function into what is panicked for it.
func raisedBy(err error) any {
	var l *LimitError
	var e *Error
	switch {
	case errors.As(err, &l):
		return l
	case errors.As(err, &e):
		if e.value != nil {
			return e.value
		}
		t := builtinExceptions[e.Class]
		if t == nil {
			t = excException
		}
		return newFailure(t, "%s", e.Message)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &LimitError{Limit: "time", Text: "the run was stopped", cause: err}
	}
	return newFailure(excException, "%s", strings.TrimSpace(err.Error()))
}

func (f *Function) reprTo(m *vm, w *writer) { w.text("<function " + f.code.qual + ">") }

func (b *Builtin) reprTo(m *vm, w *writer) {
	if b.owner != nil {
		w.text("<method '" + b.name + "' of '" + b.owner.name + "' objects>")
		return
	}
	w.text("<built-in function " + b.name + ">")
}

func (b *BoundMethod) reprTo(m *vm, w *writer) {
	if f, ok := b.fn.(*Builtin); ok {
		w.text("<built-in method " + f.name + " of " + b.self.Type().name + " object>")
		return
	}
	w.text("<bound method>")
}

func (t *Type) reprTo(m *vm, w *writer) {
	w.text("<class '" + t.long + "'>")
}
