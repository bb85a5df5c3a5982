package python

import (
	"spiffmodeler/runner/python/syntax"
)

// qualify is the qualified name of a function or class defined here.
func (c *compiler) qualify(name string) string {
	switch {
	case c.qual == "":
		return name
	case c.s.frame.kind == classScope:
		return c.qual + "." + name
	}
	return c.qual + ".<locals>." + name
}

// function compiles making a function; value is the body of a lambda, body that of a def.
func (c *compiler) function(n syntax.Node, name string, ps *syntax.Params, body []syntax.Stmt, value syntax.Expr) expr {
	s := c.scopes[n]
	co := &code{name: name, qual: c.qualify(name), src: c.src, params: len(ps.Names), posOnly: ps.PosOnly, keyOnly: len(ps.KeyOnly), rest: -1, keys: -1}
	next := co.params + co.keyOnly
	if ps.VarArgs != nil {
		co.rest = next
		next++
	}
	if ps.KeyWords != nil {
		co.keys = next
	}
	var defaults []expr
	for _, q := range ps.Names {
		if q.Default != nil {
			defaults = append(defaults, c.expr(q.Default))
		}
	}
	keywords := map[string]expr{}
	for _, q := range ps.KeyOnly {
		if q.Default != nil {
			keywords[c.s.mangle(q.Name)] = c.expr(q.Default)
		}
	}
	annotations := c.annotations(n, ps)
	co.free = c.captures(s)
	qual := c.qual
	c.inside(s, func() {
		c.qual = co.qual
		if value != nil {
			co.value = c.expr(value)
		} else {
			co.body = c.block(body)
		}
		c.finish(co, s)
		for _, p := range paramNames(ps) {
			if v := s.slot(s.mangle(p)); v.shared {
				co.shared = append(co.shared, sharedParam{v.slot, v.cell})
			}
		}
	})
	c.qual = qual
	return func(f *frame) Value {
		f.m.alloc(96)
		fn := &Function{code: co, name: co.name, ns: f.ns}
		for _, d := range defaults {
			fn.defaults = append(fn.defaults, d(f))
		}
		for name, k := range keywords {
			if fn.keywords == nil {
				fn.keywords = map[string]Value{}
			}
			fn.keywords[name] = k(f)
		}
		for _, x := range annotations {
			x(f)
		}
		fn.free = f.capture(co.free)
		return fn
	}
}

// annotations are evaluated when a function is defined, so that unknown names in them are errors.
func (c *compiler) annotations(n syntax.Node, ps *syntax.Params) []expr {
	d, ok := n.(*syntax.FunctionDef)
	if !ok {
		return nil
	}
	var out []expr
	for _, q := range ps.All() {
		if s, star := q.Annotation.(*syntax.Starred); star {
			out = append(out, c.expr(s.X))
		} else if q.Annotation != nil {
			out = append(out, c.expr(q.Annotation))
		}
	}
	if d.Returns != nil {
		out = append(out, c.expr(d.Returns))
	}
	return out
}

// capture returns cells of the frame.
func (f *frame) capture(which []int) []*cell {
	if len(which) == 0 {
		return nil
	}
	out := make([]*cell, len(which))
	for i, w := range which {
		out[i] = f.cells[w]
	}
	return out
}

func (c *compiler) def(s *syntax.FunctionDef, pos position) stmt {
	decorators := c.decorators(s.Decorators)
	fn := c.function(s, s.Name, s.Params, s.Body, nil)
	return c.define(s.Name, decorators, fn)
}

// decorator is called where it stands, not where the definition does.
type decorator struct {
	value expr
	pos   position
}

func (c *compiler) decorators(xs []syntax.Expr) []decorator {
	out := make([]decorator, len(xs))
	for i, x := range xs {
		out[i] = decorator{c.expr(x), at(x.Start())}
	}
	return out
}

// define stores what a def or class statement makes, behind its decorators.
func (c *compiler) define(name string, decorators []decorator, made expr) stmt {
	store := c.store(name)
	return func(f *frame) flow {
		ds := make([]Value, len(decorators))
		for i, d := range decorators {
			ds[i] = d.value(f)
		}
		v := made(f)
		for i := len(ds) - 1; i >= 0; i-- {
			f.pos = decorators[i].pos
			v = f.m.call1(ds[i], v)
		}
		store(f, v)
		return flowNext
	}
}

func (c *compiler) classDef(s *syntax.ClassDef, pos position) stmt {
	decorators := c.decorators(s.Decorators)
	bases := c.arguments(s.Bases, nil, pos)
	if len(s.Keys) > 0 {
		p := s.Keys[0].Pos
		panic(&syntax.Error{Class: "SyntaxError", Message: "keyword arguments of classes are not supported", Line: int(p.Line), Column: int(p.Col), Offset: int(p.Off)})
	}
	sc := c.scopes[s]
	co := &code{name: s.Name, qual: c.qualify(s.Name), src: c.src, rest: -1, keys: -1, free: c.captures(sc)}
	qual := c.qual
	c.inside(sc, func() {
		c.qual = co.qual
		co.body = c.block(s.Body)
		c.finish(co, sc)
	})
	c.qual = qual
	made := func(f *frame) Value {
		m := f.m
		top := len(m.stack)
		list := append([]Value(nil), bases.push(f, None).pos...)
		m.drop(top)
		if m.env.Profile.nameless {
			f.pos = pos
			failUndefined("__name__")
		}
		m.deeper()
		m.alloc(256)
		attrs := NewDict()
		free := f.capture(co.free)
		g := m.push(co, f.ns)
		g.class = attrs
		g.vars = make([]Value, len(co.names))
		g.enter(&Function{code: co, free: free})
		co.execute(g)
		m.pop(g)
		m.shallower()
		f.pos = pos
		return m.newClass(s.Name, list, attrs)
	}
	return c.define(s.Name, decorators, made)
}

func (c *compiler) yield(x *syntax.Yield) expr {
	pos := at(x.Pos)
	value := func(*frame) Value { return None }
	if x.X != nil {
		value = c.expr(x.X)
	}
	if x.From {
		return func(f *frame) Value {
			v := value(f)
			f.pos = pos
			return f.gen.delegate(f.m, v)
		}
	}
	return func(f *frame) Value {
		v := value(f)
		f.pos = pos
		return f.gen.yield(f.m, v)
	}
}
