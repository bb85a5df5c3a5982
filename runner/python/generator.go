package python

import "iter"

var typeGenerator = finalType("generator")

// genExpr is a running generator expression.
type genExpr struct {
	frame   *frame
	clauses []clause
	elem    expr
	iters   []iterator // one per clause that is being gone through; none: it has ended
	running bool
}

// Type implements Value.
func (*genExpr) Type() *Type { return typeGenerator }

func (g *genExpr) eachPart(f func(Value)) {
	for _, v := range g.frame.vars {
		f(v)
	}
	for _, it := range g.iters {
		f(it)
	}
	for _, c := range g.frame.cells {
		f(c.v)
	}
}

func (g *genExpr) next(m *vm) (v Value) {
	if len(g.iters) == 0 {
		return nil
	}
	if g.running {
		fail(excValue, "generator already executing")
	}
	f := g.frame
	f.m, f.up = m, m.frame
	m.frame = f
	g.running = true
	m.deeper()
	done := false
	defer func() {
		g.running = false
		if !done {
			g.iters = nil
			p := recover()
			if e, ok := p.(*Exception); ok && e.typ.is(excStopIteration) {
				p = newFailure(excRuntime, "generator raised StopIteration")
				m.frame = f.up
			}
			panic(p)
		}
	}()
	v = g.advance(f)
	done = true
	m.shallower()
	m.frame = f.up
	f.up = nil
	return v
}

func (g *genExpr) advance(f *frame) Value {
	m := f.m
	for len(g.iters) > 0 {
		d := len(g.iters) - 1
		k := &g.clauses[d]
		f.pos = k.pos
		x := g.iters[d].next(m)
		if x == nil {
			g.iters = g.iters[:d]
			continue
		}
		if m.fuel -= k.cost; m.fuel < 0 {
			m.refuel()
		}
		k.store(f, x)
		if !k.accepts(f) {
			continue
		}
		if d == len(g.clauses)-1 {
			return g.elem(f)
		}
		g.iters = append(g.iters, m.iter(g.clauses[d+1].iter(f)))
	}
	return nil
}

func (k *clause) accepts(f *frame) bool {
	for _, cond := range k.ifs {
		if !f.m.truth(cond(f)) {
			return false
		}
	}
	return true
}

// Generator is a function that yields. It runs in a coroutine, with stacks of its own.
type Generator struct {
	fn      *Function
	frame   *frame
	resume  func() (Value, bool)
	stop    func()
	running bool
	ended   bool
	sent    Value
	thrown  *Exception
	give    func(Value) bool
	result  Value // of its return statement

	slots, stack []Value
	handling     []*Exception
}

// Type implements Value.
func (*Generator) Type() *Type { return typeGenerator }

// abandoned unwinds a generator that nobody goes on with; no except or finally clause sees it.
type abandoned struct{}

// generatorBytes is what a coroutine costs at least.
const generatorBytes = 8 << 10

func (m *vm) newGenerator(fn *Function, vars []Value) Value {
	m.alloc(512)
	g := &Generator{fn: fn}
	g.frame = &frame{m: m, ns: fn.ns, code: fn.code, fn: fn, vars: vars, gen: g}
	g.frame.enter(fn)
	return g
}

func (g *Generator) eachPart(f func(Value)) {
	for _, v := range g.frame.vars {
		f(v)
	}
	for _, c := range g.frame.cells {
		f(c.v)
	}
	for _, v := range g.frame.held {
		f(v)
	}
	for _, v := range g.stack {
		f(v)
	}
}

func (g *Generator) next(m *vm) Value { return g.send(m, None) }

// send goes on; nil means that the generator has ended.
func (g *Generator) send(m *vm, v Value) Value {
	if g.ended {
		if e := g.thrown; e != nil {
			g.thrown = nil
			panic(e)
		}
		return nil
	}
	if g.running {
		fail(excValue, "generator already executing")
	}
	if g.resume == nil {
		if e := g.thrown; e != nil {
			g.ended = true
			panic(e)
		}
		g.start(m)
	}
	g.sent = v
	f := g.frame
	// What the one who resumes it has collected so far, as list() does, is only known to be what was charged.
	f.m, f.up, f.floor = m, m.frame, m.bytes
	depth := m.depth
	g.swap(m)
	m.frame = f
	g.running = true
	m.deeper()
	out, ok := g.switchTo(m)
	m.depth = depth
	m.frame = f.up
	f.up = nil
	if !ok {
		g.end(m)
		return nil
	}
	return out
}

// switchTo runs the generator until it yields, ends or fails; the stacks are the caller's again afterwards.
func (g *Generator) switchTo(m *vm) (Value, bool) {
	failed := true
	defer func() {
		g.running = false
		g.swap(m)
		if failed {
			g.end(m)
		}
	}()
	v, ok := g.resume()
	failed = false
	return v, ok
}

func (g *Generator) swap(m *vm) {
	g.slots, m.slots = m.slots, g.slots
	g.stack, m.stack = m.stack, g.stack
	g.handling, m.handling = m.handling, g.handling
}

func (g *Generator) start(m *vm) {
	m.alloc(generatorBytes)
	m.resumed = append(m.resumed, g)
	g.resume, g.stop = iter.Pull(func(give func(Value) bool) {
		defer func() {
			// A panic that leaves a coroutine reaches the one who resumed it; abandoning one is no failure.
			if p := recover(); p != nil {
				if _, ok := p.(abandoned); ok {
					return
				}
				if e, ok := p.(*Exception); ok && e.typ.is(excStopIteration) {
					m.locate(e)
					p = newFailure(excRuntime, "generator raised StopIteration")
				}
				panic(p)
			}
		}()
		g.give = give
		g.result = g.frame.code.execute(g.frame)
	})
}

func (g *Generator) end(m *vm) {
	g.ended = true
	for i, x := range m.resumed {
		if x == g {
			m.resumed = append(m.resumed[:i], m.resumed[i+1:]...)
			break
		}
	}
}

// yield hands a value to the one who resumed the generator and waits to be resumed.
func (g *Generator) yield(m *vm, v Value) Value {
	if !g.give(v) {
		panic(abandoned{})
	}
	if e := g.thrown; e != nil {
		g.thrown = nil
		panic(e)
	}
	return g.sent
}

// delegate is yield from.
func (g *Generator) delegate(m *vm, v Value) Value {
	it := m.iter(v)
	for {
		x := it.next(m)
		if x == nil {
			if inner, ok := it.(*Generator); ok && inner.result != nil {
				return inner.result
			}
			return None
		}
		// The vm may be another one when the generator outlives a program.
		g.yield(m, x)
		m = g.frame.m
	}
}

// abandon ends the generators that wait in the middle when a program is over.
func (m *vm) abandon() {
	for _, g := range m.resumed {
		g.ended = true
		if g.running {
			continue
		}
		frame := m.frame
		g.stop()
		m.frame = frame
	}
	m.resumed = nil
}

// raiseIn raises an exception where the generator waits.
func (g *Generator) raiseIn(m *vm, e *Exception) Value {
	g.thrown = e
	return g.send(m, None)
}

func stopIteration(v Value) *Exception {
	e := &Exception{typ: excStopIteration}
	if v != nil && v != None {
		e.args = []Value{v}
	}
	return e
}

func init() {
	typeGenerator.define(methods{
		"send": one(func(m *vm, a []Value) Value {
			g, ok := a[0].(*Generator)
			if !ok {
				return m.nextOrStop(a[0].(iterator))
			}
			if g.resume == nil && !g.ended && a[1] != None {
				fail(excType, "can't send non-None value to a just-started generator")
			}
			v := g.send(m, a[1])
			if v == nil {
				panic(stopIteration(g.result))
			}
			return v
		}),
		"throw": pos(1, 3, func(m *vm, a []Value) Value {
			g, ok := a[0].(*Generator)
			if !ok {
				panic(m.exception(a[1]))
			}
			v := g.raiseIn(m, m.exception(a[1]))
			if v == nil {
				panic(stopIteration(g.result))
			}
			return v
		}),
		"close": noArgs(func(m *vm, a []Value) Value {
			g, ok := a[0].(*Generator)
			if !ok {
				a[0].(*genExpr).iters = nil
				return None
			}
			g.close(m)
			return None
		}),
	})
}

// close raises GeneratorExit where the generator waits.
func (g *Generator) close(m *vm) {
	if g.ended || g.resume == nil {
		g.ended = true
		return
	}
	s := m.save()
	var out Value
	func() {
		defer func() {
			if p := recover(); p != nil {
				e, ok := p.(*Exception)
				if !ok || !e.typ.is(excGeneratorExit) && !e.typ.is(excStopIteration) {
					panic(p)
				}
				m.restore(s)
			}
		}()
		out = g.raiseIn(m, &Exception{typ: excGeneratorExit})
	}()
	if out != nil {
		fail(excRuntime, "generator ignored GeneratorExit")
	}
}

// nextOrStop is next(it): it raises StopIteration at the end.
func (m *vm) nextOrStop(it iterator) Value {
	v := it.next(m)
	if v != nil {
		return v
	}
	var result Value
	if g, ok := it.(*Generator); ok {
		result = g.result
	}
	panic(stopIteration(result))
}
