package python

import (
	"spiffmodeler/runner/python/syntax"
)

// arguments are the compiled arguments of a call.
type arguments struct {
	plain  []expr // when nothing is unpacked
	star   []bool
	mixed  []expr
	names  []string
	vals   []expr // of the names; an empty name is **value
	spread bool   // a ** argument is among them
	pos    position
}

func (c *compiler) arguments(xs []syntax.Expr, keys []syntax.Keyarg, pos position) *arguments {
	a := &arguments{pos: pos}
	plain := true
	for _, x := range xs {
		_, star := x.(*syntax.Starred)
		plain = plain && !star
	}
	for _, x := range xs {
		s, star := x.(*syntax.Starred)
		if star {
			x = s.X
		}
		e := c.expr(x)
		if plain {
			a.plain = append(a.plain, e)
		} else {
			a.mixed, a.star = append(a.mixed, e), append(a.star, star)
		}
	}
	for _, k := range keys {
		a.names, a.vals = append(a.names, k.Name), append(a.vals, c.expr(k.X))
		a.spread = a.spread || k.Name == ""
	}
	return a
}

// push evaluates the arguments onto the stack, behind what the caller put there; top is where they begin.
func (a *arguments) push(f *frame, fn Value) (out args) {
	m := f.m
	top := len(m.stack)
	for _, x := range a.plain {
		v := x(f)
		m.stack = append(m.stack, v)
	}
	for i, x := range a.mixed {
		v := x(f)
		if !a.star[i] {
			m.stack = append(m.stack, v)
			continue
		}
		f.pos = a.pos
		if !isIterable(v) {
			if len(a.mixed) > 1 {
				fail(excType, "Value after * must be an iterable, not %s", v.Type().long)
			}
			fail(excType, "%s argument after * must be an iterable, not %s", m.describe(fn), v.Type().long)
		}
		m.stack = append(m.stack, m.list(v)...)
	}
	out.pos = m.stack[top:len(m.stack):len(m.stack)]
	switch {
	case a.spread:
		a.pushNames(f, fn, &out)
	case len(a.names) > 0:
		out.names = a.names
		out.vals = make([]Value, len(a.vals))
		for i, x := range a.vals {
			out.vals[i] = x(f)
		}
	}
	return out
}

func (a *arguments) pushNames(f *frame, fn Value, out *args) {
	m := f.m
	seen := map[string]bool{}
	odd := false
	add := func(name string, v Value) {
		if seen[name] {
			f.pos = a.pos
			fail(excType, "%s got multiple values for keyword argument '%s'", m.describe(fn), name)
		}
		seen[name] = true
		out.names, out.vals = append(out.names, name), append(out.vals, v)
	}
	for i, name := range a.names {
		v := a.vals[i](f)
		if name != "" {
			add(name, v)
			continue
		}
		d, ok := v.(*Dict)
		f.pos = a.pos
		if !ok {
			fail(excType, "%s argument after ** must be a mapping, not %s", m.describe(fn), v.Type().long)
		}
		m.cells(3 * d.live)
		for k, v := range d.All() {
			s, ok := k.(Str)
			if !ok {
				odd = true // told when all arguments are there
				continue
			}
			add(string(s), v)
		}
	}
	if odd {
		f.pos = a.pos
		fail(excType, "keywords must be strings")
	}
}

// describe names a function as CPython's texts about calls do.
func (m *vm) describe(fn Value) string {
	switch fn := fn.(type) {
	case *Function:
		return fn.code.qual + "()"
	case *Builtin:
		return fn.fullName() + "()"
	case *BoundMethod:
		return m.describe(fn.fn)
	case *Type:
		return fn.name + "()"
	}
	return m.repr(fn)
}

func (c *compiler) call(x *syntax.Call) expr {
	pos := at(x.Pos)
	if a, ok := x.Fn.(*syntax.Attribute); ok {
		return c.methodCall(x, a)
	}
	fn := c.expr(x.Fn)
	args := c.arguments(x.Args, x.Keys, pos)
	return func(f *frame) Value {
		m := f.m
		g := fn(f)
		top := len(m.stack)
		a := args.push(f, g)
		f.pos = pos
		v := m.call(g, a)
		m.drop(top)
		return v
	}
}

// methodsByName lists, for each name, the builtin types that have a method of that name.
var methodsByName = map[string][]typedMethod{}

type typedMethod struct {
	typ *Type
	fn  *Builtin
}

// methodCall compiles x.name(...): methods of builtin values are found without making a bound method of them.
func (c *compiler) methodCall(x *syntax.Call, a *syntax.Attribute) expr {
	of, name, pos := c.expr(a.X), c.s.mangle(a.Name), c.attributePos(a)
	args := c.arguments(x.Args, x.Keys, pos)
	known := methodsByName[name]
	return func(f *frame) Value {
		m := f.m
		self := of(f)
		t := self.Type()
		for i := range known {
			if known[i].typ != t {
				continue
			}
			fn := known[i].fn
			top := len(m.stack)
			m.stack = append(m.stack, self)
			ar := args.push(f, fn)
			f.pos = pos
			v := fn.callOnStack(m, top, 1, ar)
			m.drop(top)
			return v
		}
		f.pos = pos
		var fn Value
		bound := self
		if o, ok := self.(*Instance); ok {
			// A method of the class that no attribute of the instance hides.
			if g, ok := o.class.attribute(name).(*Function); ok && o.attrs.findName(hashString(name), name) < 0 {
				fn = g
			}
		}
		if fn == nil {
			fn, bound = m.attr(self, name), nil
		}
		top := len(m.stack)
		ar := args.push(f, fn)
		f.pos = pos
		var v Value
		if bound != nil {
			v = m.callFunction(fn.(*Function), bound, ar)
		} else {
			v = m.call(fn, ar)
		}
		m.drop(top)
		return v
	}
}
