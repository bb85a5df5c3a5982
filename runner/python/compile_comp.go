package python

import (
	"spiffmodeler/runner/python/syntax"
)

// collector gathers what a comprehension makes.
type collector struct {
	list *List
	set  *Set
	dict *Dict
}

// clause is a compiled for clause.
type clause struct {
	iter  expr // nil for the first one, which is evaluated outside
	store func(*frame, Value)
	ifs   []expr
	cost  int64
	pos   position
	fresh []int // shared variables that get new cells when the comprehension begins
}

func (c *compiler) comprehension(x *syntax.Comp) expr {
	if x.Kind == syntax.GeneratorExp {
		return c.generator(x)
	}
	pos := at(x.Pos)
	first := c.expr(x.Fors[0].Iter)
	s := c.scopes[x]
	var clauses []clause
	var elem, value expr
	c.inside(s, func() {
		clauses = c.clauses(x, s)
		last := &clauses[len(clauses)-1]
		c.cost = 1
		elem = c.expr(x.Elem)
		if x.Value != nil {
			value = c.expr(x.Value)
		}
		last.cost += c.cost
	})
	var add func(f *frame, to *collector)
	switch x.Kind {
	case syntax.ListComp:
		add = func(f *frame, to *collector) {
			v := elem(f)
			f.m.cells(1)
			to.list.vec.push(v)
		}
	case syntax.SetComp:
		add = func(f *frame, to *collector) {
			v := elem(f)
			f.pos = pos
			f.m.insert(to.set, v)
		}
	default:
		add = func(f *frame, to *collector) {
			k := elem(f)
			v := value(f)
			f.pos = pos
			f.m.cells(3)
			to.dict.set(f.m, k, v)
		}
	}
	loop := nest(clauses, add)
	kind := x.Kind
	fresh := clauses[0].fresh
	return func(f *frame) Value {
		v := first(f)
		f.pos = pos
		to := collector{}
		switch kind {
		case syntax.ListComp:
			to.list = &List{}
		case syntax.SetComp:
			to.set = &Set{}
		default:
			to.dict = NewDict()
		}
		for _, i := range fresh {
			f.cells[i] = &cell{}
		}
		loop(f, v, &to)
		switch kind {
		case syntax.ListComp:
			return to.list
		case syntax.SetComp:
			return to.set
		}
		return to.dict
	}
}

func (c *compiler) clauses(x *syntax.Comp, s *scope) []clause {
	var out []clause
	for i, f := range x.Fors {
		k := clause{pos: at(x.Pos)}
		c.cost = 1
		if i > 0 {
			k.iter = c.expr(f.Iter)
		}
		k.store = c.target(f.Target)
		k.ifs = c.exprs(f.Ifs)
		k.cost = c.cost
		out = append(out, k)
	}
	for _, v := range s.vars {
		if v.shared {
			out[0].fresh = append(out[0].fresh, v.cell)
		}
	}
	return out
}

// nest makes loops within loops of the clauses.
func nest(clauses []clause, add func(*frame, *collector)) func(f *frame, v Value, to *collector) {
	k := clauses[0]
	body := add
	if len(clauses) > 1 {
		inner, next := nest(clauses[1:], add), clauses[1]
		body = func(f *frame, to *collector) {
			v := next.iter(f)
			inner(f, v, to)
		}
	}
	return func(f *frame, v Value, to *collector) {
		m := f.m
		f.pos = k.pos
		m.each(v, func(x Value) bool {
			if m.fuel -= k.cost; m.fuel < 0 {
				m.refuel()
			}
			k.store(f, x)
			for _, cond := range k.ifs {
				if !m.truth(cond(f)) {
					return true
				}
			}
			body(f, to)
			return true
		})
	}
}

// generator compiles a generator expression: a frame of its own that goes on where it stopped.
func (c *compiler) generator(x *syntax.Comp) expr {
	pos := at(x.Pos)
	first := c.expr(x.Fors[0].Iter)
	s := c.scopes[x]
	co := &code{name: "<genexpr>", qual: c.qualify("<genexpr>"), src: c.src, rest: -1, keys: -1, free: c.captures(s)}
	var clauses []clause
	var elem expr
	c.inside(s, func() {
		clauses = c.clauses(x, s)
		c.cost = 1
		elem = c.expr(x.Elem)
		clauses[len(clauses)-1].cost += c.cost
		c.finish(co, s)
	})
	return func(f *frame) Value {
		v := first(f)
		f.pos = pos
		m := f.m
		m.alloc(256)
		g := &genExpr{clauses: clauses, elem: elem, iters: []iterator{m.iter(v)}}
		g.frame = &frame{m: m, ns: f.ns, code: co, vars: make([]Value, len(co.names)), pos: pos}
		g.frame.enter(&Function{code: co, free: f.capture(co.free)})
		return g
	}
}
