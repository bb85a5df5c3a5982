package python

import "context"

// code is a compiled module, class body or function.
type code struct {
	name  string // for traces
	qual  string // for texts about arguments
	body  []step
	value expr // of a lambda or an expression; nil for statements

	names []string // of the slots
	own   int      // shared variables of the frame
	free  []int    // which cells of the frame around the function takes along
	gen   bool

	params  int // positional parameters, the first slots
	posOnly int
	keyOnly int // keyword-only parameters, the slots behind them
	rest    int // slot of *args, -1: none
	keys    int // slot of **kwargs, -1: none
	shared  []sharedParam
	src     *Program
}

// sharedParam is a parameter that functions within use: it moves from its slot to a cell.
type sharedParam struct{ slot, cell int }

// expr is a compiled expression, stmt a compiled statement.
type (
	expr func(f *frame) Value
	stmt func(f *frame) flow
)

// flow says how execution goes on behind a statement.
type flow uint8

const (
	flowNext flow = iota
	flowBreak
	flowContinue
	flowReturn
)

// step is one statement with what it costs.
type step struct {
	run  stmt
	cost int64
	pos  position
}

// run executes statements until one leaves the block.
func (f *frame) run(body []step) flow {
	m := f.m
	for i := range body {
		s := &body[i]
		if m.fuel -= s.cost; m.fuel < 0 {
			m.refuel()
		}
		f.pos = s.pos
		if m.hook != nil {
			m.callHook(f)
		}
		if r := s.run(f); r != flowNext {
			return r
		}
		if m.bytes > m.collectAt {
			m.collect(f)
		}
	}
	return flowNext
}

// Hook looks at a program while it runs.
type Hook interface {
	// Line is called before each statement; an error ends the program.
	Line(ctx context.Context, f *Frame) error
}

func (m *vm) callHook(f *frame) {
	fr := Frame{Function: f.code.name, Line: f.pos.line(), Column: f.pos.column()}
	if err := m.hook.Line(m.ctx, &fr); err != nil {
		panic(hostError{err})
	}
}

// execute runs the code in its frame and returns what it returns.
func (c *code) execute(f *frame) Value {
	if c.value != nil {
		m := f.m
		if m.fuel--; m.fuel < 0 {
			m.refuel()
		}
		return c.value(f)
	}
	if f.run(c.body) == flowReturn {
		v := f.ret
		f.ret = nil
		return v
	}
	return None
}

// push makes a frame the running one.
func (m *vm) push(c *code, ns *namespace) *frame {
	var f *frame
	if n := len(m.frames); n > 0 {
		f = m.frames[n-1]
		m.frames = m.frames[:n-1]
	} else {
		f = &frame{m: m}
	}
	f.code, f.ns, f.up, f.floor = c, ns, m.frame, m.bytes
	m.frame = f
	return f
}

// pop leaves a frame, which is used again.
func (m *vm) pop(f *frame) {
	m.frame = f.up
	held := f.held
	clear(held)
	*f = frame{m: m, held: held[:0]}
	m.frames = append(m.frames, f)
}

// room takes n slots for local variables.
func (m *vm) room(n int) []Value {
	base := len(m.slots)
	if cap(m.slots)-base < n {
		// Running frames keep their slices of the old array.
		m.slots = make([]Value, base, 2*cap(m.slots)+n+64)
	}
	m.slots = m.slots[:base+n]
	return m.slots[base : base+n : base+n]
}

func (m *vm) giveBack(vars []Value) {
	clear(vars)
	m.slots = m.slots[:len(m.slots)-len(vars)]
}

// callFunction calls a function of the program; self, if any, goes before the arguments.
func (m *vm) callFunction(fn *Function, self Value, a args) Value {
	c := fn.code
	m.deeper()
	vars := m.room(len(c.names))
	fn.bind(m, vars, self, a)
	if c.gen {
		own := append([]Value(nil), vars...)
		m.giveBack(vars)
		m.shallower()
		return m.newGenerator(fn, own)
	}
	f := m.push(c, fn.ns)
	f.fn, f.vars = fn, vars
	f.enter(fn)
	v := c.execute(f)
	m.pop(f)
	m.giveBack(vars)
	m.shallower()
	return v
}

// enter makes the cells of a frame.
func (f *frame) enter(fn *Function) {
	c := f.code
	if c.own+len(fn.free) == 0 {
		return
	}
	f.cells = make([]*cell, c.own, c.own+len(fn.free))
	for i := range f.cells {
		f.cells[i] = &cell{}
	}
	f.cells = append(f.cells, fn.free...)
	for _, p := range c.shared {
		f.cells[p.cell].v = f.vars[p.slot]
	}
}
