package python

import (
	"spiffmodeler/runner/python/syntax"
)

// compiler turns a syntax tree into closures.
type compiler struct {
	scopes map[syntax.Node]*scope
	s      *scope
	src    *Program
	cost   int64 // nodes since the last statement
	qual   string
}

func compileExpr(p *Program, x syntax.Expr) *code {
	c, top := newCompiler(p, x)
	co := &code{name: "<module>", qual: "<module>", src: p, rest: -1, keys: -1}
	co.value = c.expr(x)
	c.finish(co, top)
	return co
}

func compileScript(p *Program, body []syntax.Stmt) *code {
	nodes := make([]syntax.Node, len(body))
	for i, s := range body {
		nodes[i] = s
	}
	c, top := newCompiler(p, nodes...)
	co := &code{name: "<module>", qual: "<module>", src: p, rest: -1, keys: -1}
	co.body = c.block(body)
	c.finish(co, top)
	return co
}

func newCompiler(p *Program, nodes ...syntax.Node) (*compiler, *scope) {
	top := newScope(moduleScope, nil)
	a := &scopes{of: map[syntax.Node]*scope{}, now: top}
	for _, n := range nodes {
		a.node(n)
	}
	top.resolve()
	p.names = freeNames(a.names)
	return &compiler{scopes: a.of, s: top, src: p}, top
}

// finish fills in what a frame of the scope needs.
func (c *compiler) finish(co *code, s *scope) {
	co.names = s.names
	co.own = len(s.own)
	co.gen = s.gen && s.kind == functionScope
}

// inside compiles the body of a scope of its own.
func (c *compiler) inside(s *scope, f func()) {
	up, cost := c.s, c.cost
	c.s = s
	f()
	c.s, c.cost = up, cost
}

// captures lists the cells of the frame around that a frame of scope s takes along.
func (c *compiler) captures(s *scope) []int {
	out := make([]int, len(s.free))
	for i, v := range s.free {
		out[i] = c.cell(v)
	}
	return out
}

// cell is where the present frame has the shared variable.
func (c *compiler) cell(v *variable) int {
	f := c.s.frame
	for _, o := range f.own {
		if o == v {
			return v.cell
		}
	}
	for i, o := range f.free {
		if o == v {
			return len(f.own) + i
		}
	}
	panic("variable is in no frame")
}

func at(p syntax.Pos) position { return makePosition(int(p.Line), int(p.Col)) }

func (c *compiler) block(body []syntax.Stmt) []step {
	out := make([]step, 0, len(body))
	for _, s := range body {
		c.cost = 1
		run := c.stmt(s)
		if run == nil {
			continue
		}
		out = append(out, step{run: run, cost: c.cost, pos: at(s.Start())})
	}
	return out
}

// place is how a name is reached.
type place struct {
	kind placeKind
	slot int    // local variables
	cell int    // shared ones
	name string // the others
	hash uint64
	free bool // CPython has the variable in another function
}

type placeKind uint8

const (
	localPlace placeKind = iota
	cellPlace            // a shared variable of this function
	freePlace            // a shared variable of a function around
	classPlace           // a name of the class body
	globalPlace
)

func (c *compiler) place(name string) place {
	name = c.s.mangle(name)
	p := place{name: name, hash: hashString(name), cell: -1}
	owner := c.s.owner(name)
	switch {
	case owner == nil:
		p.kind = globalPlace
		if f := c.s; f.kind == classScope && !f.global[name] {
			p.kind = classPlace
		}
	case owner.frame == c.s.frame:
		v := owner.slot(name)
		p.slot = v.slot
		p.free = owner != c.s && c.s.kind == compScope
		if v.shared {
			p.kind, p.cell = cellPlace, v.cell
		}
	default:
		p.kind, p.cell, p.free = freePlace, c.cell(owner.slot(name)), true
		if c.s.kind == classScope && c.s.bound[name] && !c.s.outer[name] {
			p.kind = classPlace
		}
	}
	return p
}

func failUnbound(name string) {
	failName(excUnboundLocal, "cannot access local variable '%s' where it is not associated with a value", name)
}

func failFree(name string) {
	failName(excName, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name)
}

func failUndefined(name string) { failName(excName, "name '%s' is not defined", name) }

// load compiles reading a name.
func (c *compiler) load(name string, pos position) expr {
	p := c.place(name)
	h, id := p.hash, p.name
	unbound := failUnbound
	if p.free {
		unbound = failFree
	}
	switch p.kind {
	case localPlace:
		slot := p.slot
		return func(f *frame) Value {
			if v := f.vars[slot]; v != nil {
				return v
			}
			f.pos = pos
			unbound(id)
			return nil
		}
	case cellPlace, freePlace:
		i := p.cell
		return func(f *frame) Value {
			if v := f.cells[i].v; v != nil {
				return v
			}
			f.pos = pos
			unbound(id)
			return nil
		}
	case classPlace:
		i := p.cell
		return func(f *frame) Value {
			if p := f.class.findName(h, id); p >= 0 {
				return f.class.vals.a[p]
			}
			if i >= 0 && f.cells[i].v != nil {
				return f.cells[i].v
			}
			if v := f.ns.find(h, id); v != nil {
				return v
			}
			f.pos = pos
			failUndefined(id)
			return nil
		}
	}
	return func(f *frame) Value {
		if v := f.ns.find(h, id); v != nil {
			return v
		}
		f.pos = pos
		failUndefined(id)
		return nil
	}
}

// store compiles giving a name a value.
func (c *compiler) store(name string) func(f *frame, v Value) {
	p := c.place(name)
	h, id := p.hash, p.name
	switch p.kind {
	case localPlace:
		slot := p.slot
		return func(f *frame, v Value) { f.vars[slot] = v }
	case cellPlace, freePlace:
		i := p.cell
		return func(f *frame, v Value) { f.cells[i].v = v }
	case classPlace:
		return func(f *frame, v Value) { f.class.setName(h, id, v) }
	}
	return func(f *frame, v Value) { f.ns.assign(h, id, v) }
}

// remove compiles del name; silent does not mind that there is none.
func (c *compiler) remove(name string, pos position, silent bool) func(f *frame) {
	p := c.place(name)
	h, id := p.hash, p.name
	missing := func(f *frame, fail func(string)) {
		if !silent {
			f.pos = pos
			fail(id)
		}
	}
	switch p.kind {
	case localPlace:
		slot := p.slot
		return func(f *frame) {
			if f.vars[slot] == nil {
				missing(f, failUnbound)
			}
			f.vars[slot] = nil
		}
	case cellPlace, freePlace:
		i := p.cell
		return func(f *frame) {
			if f.cells[i].v == nil {
				missing(f, failFree)
			}
			f.cells[i].v = nil
		}
	case classPlace:
		return func(f *frame) {
			if !f.class.Delete(id) {
				missing(f, failUndefined)
			}
		}
	}
	return func(f *frame) {
		if !f.ns.delete(h, id) {
			missing(f, failUndefined)
		}
	}
}
