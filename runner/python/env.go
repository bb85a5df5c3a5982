package python

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Env is what programs of one run see and share. It serves one goroutine; the fields are set before the first use.
type Env struct {
	Profile *Profile // nil: Plain()
	Limits  Limits   // zero fields: DefaultLimits
	Clock   Clock    // nil: a clock of its own that stands at the start of 2024
	Rand    *Random  // nil: a source with seed 0
	Hook    Hook     // nil: none
	// Print gets what print writes; nil: it is dropped.
	Print func(text string)
	// Heap, if any, is the journal that data made by programs is registered with when it becomes part of registered data.
	Heap *Heap

	idle *vm // kept for the next call
}

// ExprSteps is the suggested limit of steps for expressions.
const ExprSteps = 1_000_000

// Eval evaluates an expression. Names are looked up in data, then in extra, then in the globals of the profile and the
// builtins. What the expression assigns is lost, as with Python's eval on a copy of the data. The error is a *Error, a
// *LimitError or the error of a hook or context. data and extra may be nil.
func (e *Env) Eval(ctx context.Context, p *Program, data, extra *Dict) (v Value, err error) {
	m := e.begin(ctx)
	if p.script {
		return nil, fmt.Errorf("evaluate: the program is a script")
	}
	if data == nil {
		data = NewDict()
	}
	if m.env.Profile.BoxDicts {
		boxData(data)
	}
	if p.assigns {
		data = data.Copy()
	}
	ns := m.namespace(data, extra)
	m.deadline = time.Time{}
	defer func() {
		if r := recover(); r != nil {
			err = m.failed(r, p, ns)
			v = nil
		}
		m.finish()
	}()
	f := m.push(p.code, ns)
	if n := len(p.code.names); n > 0 {
		f.vars = m.room(n)
	}
	f.enter(noFunction)
	v = p.code.execute(f)
	return v, nil
}

var noFunction = &Function{}

// Exec runs a script on data. Assignments go to data, also those before a line that fails. Afterwards data holds no
// callable values and no injected names. When data has the name of something injected the script does not begin: the
// error is a ValueError.
func (e *Env) Exec(ctx context.Context, p *Program, data, extra *Dict) (err error) {
	m := e.begin(ctx)
	if !p.script {
		return fmt.Errorf("execute: the program is an expression")
	}
	ns := m.namespace(data, extra)
	if err := ns.checkOverwrite(); err != nil {
		m.finish()
		return err
	}
	if m.env.Profile.BoxDicts {
		boxData(data)
	}
	defer func() {
		if r := recover(); r != nil {
			err = m.failed(r, p, ns)
		}
		m.finish()
		ns.clean()
	}()
	if p.looks && !m.env.Profile.nameless {
		data.Set("__builtins__", m.env.Profile.builtins.Copy())
	}
	if p.annotates {
		if _, ok := data.Get(annotations); !ok {
			data.Set(annotations, NewDict())
		}
	}
	if p.doc != nil {
		data.Set("__doc__", *p.doc)
	}
	f := m.push(p.code, ns)
	if n := len(p.code.names); n > 0 {
		f.vars = m.room(n)
	}
	f.enter(noFunction)
	p.code.execute(f)
	return nil
}

// annotations is where Python keeps the annotations of a script's variables. They stay in the data, as the text at the
// beginning of a script does.
const annotations = "__annotations__"

// begin prepares a vm; calls within calls get one of their own.
func (e *Env) begin(ctx context.Context) *vm {
	if e.Profile == nil {
		e.Profile = Plain()
	}
	if ctx == nil {
		ctx = context.Background()
	}
	m := e.idle
	if m == nil {
		m = &vm{}
	}
	e.idle = nil
	m.ctx, m.env, m.hook = ctx, e, e.Hook
	m.bytes, m.deadline = 0, time.Time{}
	m.setLimits(e.Limits)
	return m
}

// finish makes the vm ready for the next call.
func (m *vm) finish() {
	m.abandon()
	if m.frame != nil && m.frame.up == nil {
		m.pop(m.frame)
	}
	m.frame, m.depth = nil, 0
	m.drop(0)
	clear(m.slots)
	m.slots = m.slots[:0]
	m.handling = m.handling[:0]
	m.ctx = nil
	m.env.idle = m
}

func (m *vm) namespace(data, extra *Dict) *namespace {
	p := m.env.Profile
	return &namespace{data: data, extra: extra, globals: p.globals, builtins: p.builtins}
}

// failed turns a panic into the error of a program.
func (m *vm) failed(r any, p *Program, ns *namespace) error {
	err := m.exported(r)
	e, ok := err.(*Error)
	if !ok {
		return err
	}
	if e.Line > 0 {
		e.Text = p.line(e.Line)
	}
	if e.Name != "" && e.IsA("NameError") {
		e.Similar = ns.similar(e.Name)
	}
	return e
}

func (p *Program) line(n int) string {
	src := p.Source
	for ; n > 1; n-- {
		i := strings.IndexByte(src, '\n')
		if i < 0 {
			return ""
		}
		src = src[i+1:]
	}
	if i := strings.IndexByte(src, '\n'); i >= 0 {
		src = src[:i]
	}
	return strings.TrimRight(src, "\r")
}

// checkOverwrite finds data with the names of injected functions.
func (n *namespace) checkOverwrite() error {
	var names []string
	for k := range n.data.All() {
		s, ok := k.(Str)
		if ok && n.injects(hashString(string(s)), string(s)) {
			names = append(names, quote(string(s)))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return Raise("ValueError", "You have task data that overwrites a predefined function(s). "+
		"Please change the following variable or field name(s) to something else: {%s}", strings.Join(names, ", "))
}

// clean removes from data what a script must not leave there.
func (n *namespace) clean() {
	var gone []string
	for k, v := range n.data.All() {
		s, ok := k.(Str)
		if ok && (isCallable(v) || string(s) == "__builtins__") {
			gone = append(gone, string(s))
		}
	}
	for _, name := range gone {
		n.data.Delete(name)
	}
}

// IsSimilar orders names of data by their edit distance to an unknown name.
func (n *namespace) similar(name string) []string {
	var names []string
	for k := range n.data.All() {
		if s, ok := k.(Str); ok && s != "__builtins__" {
			names = append(names, string(s))
		}
	}
	return Similar(name, names)
}
