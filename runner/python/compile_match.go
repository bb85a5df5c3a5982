package python

import (
	"fmt"

	"spiffmodeler/runner/python/syntax"
)

// matcher tests a value against a pattern and binds its names.
type matcher func(f *frame, v Value) bool

func (c *compiler) match(s *syntax.Match) stmt {
	type branch struct {
		match matcher
		guard expr
		body  []step
		pos   position
	}
	subject := c.expr(s.Subject)
	cost := c.cost
	var branches []branch
	for _, k := range s.Cases {
		c.cost = 0
		b := branch{match: c.pattern(k.Pattern), pos: at(k.Pos)}
		if k.Guard != nil {
			b.guard = c.expr(k.Guard)
		}
		cost += c.cost
		b.body = c.block(k.Body)
		branches = append(branches, b)
	}
	c.cost = cost
	return func(f *frame) flow {
		v := subject(f)
		for i := range branches {
			b := &branches[i]
			f.pos = b.pos
			if b.match(f, v) && (b.guard == nil || f.m.truth(b.guard(f))) {
				return f.run(b.body)
			}
		}
		return flowNext
	}
}

func (c *compiler) pattern(p syntax.Pattern) matcher {
	c.cost++
	switch p := p.(type) {
	case *syntax.ValuePattern:
		x := c.expr(p.X)
		if p.Is {
			return func(f *frame, v Value) bool { return identical(v, x(f)) }
		}
		return func(f *frame, v Value) bool { return f.m.equal(v, x(f)) }
	case *syntax.CapturePattern:
		return c.capture(p)
	case *syntax.OrPattern:
		var alts []matcher
		for _, a := range p.Alts {
			alts = append(alts, c.pattern(a))
		}
		return func(f *frame, v Value) bool {
			for _, a := range alts {
				if a(f, v) {
					return true
				}
			}
			return false
		}
	case *syntax.SequencePattern:
		return c.sequencePattern(p)
	case *syntax.MappingPattern:
		return c.mappingPattern(p)
	case *syntax.ClassPattern:
		return c.classPattern(p)
	}
	panic(fmt.Sprintf("cannot compile %T", p))
}

func (c *compiler) capture(p *syntax.CapturePattern) matcher {
	inner := func(*frame, Value) bool { return true }
	if p.Inner != nil {
		inner = c.pattern(p.Inner)
	}
	if p.Name == "" {
		return inner
	}
	store := c.store(p.Name)
	return func(f *frame, v Value) bool {
		if !inner(f, v) {
			return false
		}
		store(f, v)
		return true
	}
}

func (c *compiler) sequencePattern(p *syntax.SequencePattern) matcher {
	n, star := len(p.Items), -1
	items := make([]matcher, n)
	rest := func(*frame, Value) {}
	for i, x := range p.Items {
		if s, ok := x.(*syntax.StarPattern); ok {
			star = i
			if s.Name != "" {
				rest = c.store(s.Name)
			}
			continue
		}
		items[i] = c.pattern(x)
	}
	return func(f *frame, v Value) bool {
		var got []Value
		switch v := v.(type) {
		case *List:
			got = v.vec.a
		case *Tuple:
			got = v.items
		case *Range:
			got = f.m.list(v)
		default:
			return false
		}
		if len(got) < n-1 || star < 0 && len(got) != n {
			return false
		}
		for i, match := range items {
			switch {
			case i == star:
			case star >= 0 && i > star:
				if !match(f, got[len(got)-n+i]) {
					return false
				}
			case !match(f, got[i]):
				return false
			}
		}
		if star >= 0 {
			f.m.cells(len(got))
			rest(f, NewList(append([]Value(nil), got[star:len(got)-n+1+star]...)...))
		}
		return true
	}
}

func (c *compiler) mappingPattern(p *syntax.MappingPattern) matcher {
	keys := c.exprs(p.Keys)
	var values []matcher
	for _, x := range p.Values {
		values = append(values, c.pattern(x))
	}
	var rest func(*frame, Value)
	if p.Rest != "" {
		rest = c.store(p.Rest)
	}
	return func(f *frame, v Value) bool {
		d, ok := v.(*Dict)
		if !ok {
			return false
		}
		m := f.m
		others := NewDict()
		if rest != nil {
			others = d.Copy()
		}
		for i, k := range keys {
			key := k(f)
			x, ok := d.get(m, key)
			if !ok || !values[i](f, x) {
				return false
			}
			others.take(m, key)
		}
		if rest != nil {
			rest(f, others)
		}
		return true
	}
}

func (c *compiler) classPattern(p *syntax.ClassPattern) matcher {
	class := c.expr(p.Class)
	var positional, named []matcher
	for _, x := range p.Args {
		positional = append(positional, c.pattern(x))
	}
	for _, x := range p.Attrs {
		named = append(named, c.pattern(x))
	}
	names := p.Names
	return func(f *frame, v Value) bool {
		m := f.m
		t, ok := class(f).(*Type)
		if !ok {
			fail(excType, "called match pattern must be a class")
		}
		if !v.Type().is(t) {
			return false
		}
		for i, match := range positional {
			if !match(f, m.matchArg(t, v, i, len(positional))) {
				return false
			}
		}
		for i, match := range named {
			x := m.findAttr(v, names[i])
			if x == nil || !match(f, x) {
				return false
			}
		}
		return true
	}
}

// matchArg is what the positional sub-pattern i of a class pattern is matched with.
func (m *vm) matchArg(t *Type, v Value, i, n int) Value {
	switch t {
	case typeBool, typeBytes, typeDict, typeFloat, typeFrozenSet, typeInt, typeList, typeSet, typeStr, typeTuple:
		if n == 1 {
			return v
		}
		fail(excType, "%s() accepts 1 positional sub-pattern (%d given)", t.name, n)
	}
	args, ok := t.attribute("__match_args__").(*Tuple)
	if !ok || len(args.items) < n {
		have := 0
		if ok {
			have = len(args.items)
		}
		fail(excType, "%s() accepts %d positional sub-pattern%s (%d given)", t.name, have, plural(have), n)
	}
	return m.attr(v, m.str(args.items[i]))
}
