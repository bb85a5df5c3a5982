package python

import (
	"context"
	"time"
)

// vm is the state of one evaluation.
type vm struct {
	ctx      context.Context
	env      *Env
	limits   Limits
	fuel     int64 // steps until the next poll
	left     int64 // steps not yet handed out as fuel
	bytes    int64
	deadline time.Time
	depth    int
	hook     Hook
	decimal  *decimalContext // nil until a program needs it
	patterns map[string]*Regexp
	// collectAt is the number of charged bytes from which the memory in use is measured.
	collectAt int64

	frame    *frame
	frames   []*frame     // left ones, for reuse
	slots    []Value      // local variables of running functions
	stack    []Value      // arguments of running calls
	handling []*Exception // exceptions whose handlers run, innermost last
	resumed  []*Generator // generators that wait in the middle
}

// frame is one running function, module or class body.
type frame struct {
	m     *vm
	ns    *namespace
	code  *code
	fn    *Function
	vars  []Value
	cells []*cell
	class *Dict // names of a class body
	held  []Value
	pos   position
	ret   Value
	up    *frame
	gen   *Generator
	floor int64 // bytes charged when the frame was entered
}

// cell is a variable that functions within functions share.
type cell struct{ v Value }

// position packs line and column.
type position uint32

const columnBits = 11

func makePosition(line, column int) position {
	return position(min(line, 1<<(32-columnBits)-1)<<columnBits | min(column, 1<<columnBits-1))
}

func (p position) line() int   { return int(p >> columnBits) }
func (p position) column() int { return int(p & (1<<columnBits - 1)) }

func (f *frame) place() (line, column int) { return f.pos.line(), f.pos.column() }

// locate notes where an exception was raised, the first time it is caught.
func (m *vm) locate(e *Exception) {
	if e.trace != nil {
		return
	}
	e.trace = m.trace()
}

// trace lists the running functions, outermost first.
func (m *vm) trace() []Frame {
	n := 0
	for f := m.frame; f != nil; f = f.up {
		n++
	}
	t := make([]Frame, n)
	for f := m.frame; f != nil; f = f.up {
		n--
		t[n] = Frame{Function: f.code.name, Line: f.pos.line(), Column: f.pos.column()}
	}
	return t
}

// namespace is where the names of a module are looked up: in layers, without copying them together.
type namespace struct {
	data     *Dict // task data; assignments go here
	hidden   *Dict // what a script assigned to injected names; forgotten after it
	extra    *Dict // injected for this call
	globals  *Dict // injected by the profile
	builtins *Dict
}

func (n *namespace) find(h uint64, name string) Value {
	if n.hidden != nil {
		if p := n.hidden.findName(h, name); p >= 0 {
			return n.hidden.vals.a[p]
		}
	}
	if p := n.data.findName(h, name); p >= 0 {
		return n.data.vals.a[p]
	}
	if n.extra != nil {
		if p := n.extra.findName(h, name); p >= 0 {
			return n.extra.vals.a[p]
		}
	}
	if p := n.globals.findName(h, name); p >= 0 {
		return n.globals.vals.a[p]
	}
	if p := n.builtins.findName(h, name); p >= 0 {
		return n.builtins.vals.a[p]
	}
	return nil
}

// injects reports whether the name was injected: it does not belong to the data then.
func (n *namespace) injects(h uint64, name string) bool {
	return n.globals.findName(h, name) >= 0 || n.extra != nil && n.extra.findName(h, name) >= 0
}

func (n *namespace) assign(h uint64, name string, v Value) {
	if n.injects(h, name) {
		if n.hidden == nil {
			n.hidden = NewDict()
		}
		n.hidden.setName(h, name, v)
		return
	}
	n.data.setName(h, name, v)
}

func (n *namespace) delete(h uint64, name string) bool {
	if n.hidden != nil && n.hidden.Delete(name) {
		return true
	}
	return n.data.Delete(name)
}
