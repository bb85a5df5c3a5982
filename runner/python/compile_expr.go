package python

import (
	"fmt"
	"math/big"
	"strings"

	"spiffmodeler/runner/python/syntax"
)

func (c *compiler) expr(x syntax.Expr) expr {
	c.cost++
	pos := at(x.Start())
	switch x := x.(type) {
	case *syntax.Constant:
		v := constant(x.Value)
		return func(*frame) Value { return v }
	case *syntax.Name:
		return c.load(x.ID, pos)
	case *syntax.Compare:
		return c.compare(x)
	case *syntax.Bool:
		return c.boolean(x)
	case *syntax.Binary:
		return c.binary(x)
	case *syntax.Unary:
		return c.unary(x)
	case *syntax.Call:
		return c.call(x)
	case *syntax.Attribute:
		return c.attribute(x)
	case *syntax.Subscript:
		return c.subscript(x)
	case *syntax.Slice:
		return c.slice(x)
	case *syntax.List:
		items := c.items(x.Xs)
		return func(f *frame) Value { return NewList(items(f)...) }
	case *syntax.Tuple:
		items := c.items(x.Xs)
		return func(f *frame) Value { return NewTuple(items(f)...) }
	case *syntax.Set:
		return c.set(x)
	case *syntax.Dict:
		return c.dict(x)
	case *syntax.IfExp:
		cond, then, or := c.expr(x.Cond), c.expr(x.Then), c.expr(x.Else)
		return func(f *frame) Value {
			if f.m.truth(cond(f)) {
				return then(f)
			}
			return or(f)
		}
	case *syntax.FString:
		return c.fstring(x)
	case *syntax.Lambda:
		return c.function(x, "<lambda>", x.Params, nil, x.Body)
	case *syntax.Comp:
		return c.comprehension(x)
	case *syntax.Walrus:
		value, store := c.expr(x.Value), c.store(x.Target.ID)
		return func(f *frame) Value {
			v := value(f)
			store(f, v)
			return v
		}
	case *syntax.Yield:
		return c.yield(x)
	}
	panic(fmt.Sprintf("cannot compile %T", x))
}

func constant(v any) Value {
	switch v := v.(type) {
	case nil:
		return None
	case bool:
		return Bool(v)
	case int64:
		return Int(v)
	case *big.Int:
		return NewInt(v)
	case float64:
		return Float(v)
	case string:
		return Str(v)
	case syntax.Bytes:
		return Bytes(v)
	}
	return Ellipsis
}

var compareOps = map[string]compareOp{"==": opEq, "!=": opNe, "<": opLt, "<=": opLe, ">": opGt, ">=": opGe,
	"is": opIs, "is not": opIsNot, "in": opIn, "not in": opNotIn}

func (c *compiler) compare(x *syntax.Compare) expr {
	pos := at(x.Pos)
	l, r, op := c.expr(x.L), c.expr(x.Rs[0]), compareOps[x.Ops[0]]
	if len(x.Ops) == 1 {
		switch op {
		case opEq:
			return func(f *frame) Value {
				a, b := l(f), r(f)
				if x, ok := a.(Int); ok {
					if y, ok := b.(Int); ok {
						return Bool(x == y)
					}
				}
				if x, ok := a.(Str); ok {
					if y, ok := b.(Str); ok {
						return Bool(x == y)
					}
				}
				f.pos = pos
				return f.m.compare(opEq, a, b)
			}
		case opLt, opLe, opGt, opGe:
			return func(f *frame) Value {
				a, b := l(f), r(f)
				if x, ok := a.(Int); ok {
					if y, ok := b.(Int); ok {
						switch op {
						case opLt:
							return Bool(x < y)
						case opLe:
							return Bool(x <= y)
						case opGt:
							return Bool(x > y)
						}
						return Bool(x >= y)
					}
				}
				f.pos = pos
				return f.m.order(op, a, b)
			}
		}
		return func(f *frame) Value {
			a, b := l(f), r(f)
			f.pos = pos
			return f.m.compare(op, a, b)
		}
	}
	ops := make([]compareOp, len(x.Ops))
	rs := make([]expr, len(x.Ops))
	rs[0] = r
	for i, o := range x.Ops {
		ops[i] = compareOps[o]
		if i > 0 {
			rs[i] = c.expr(x.Rs[i])
		}
	}
	return func(f *frame) Value {
		a := l(f)
		var v Value
		for i, op := range ops {
			b := rs[i](f)
			f.pos = pos
			v = f.m.compare(op, a, b)
			if i < len(ops)-1 && !f.m.truth(v) {
				return v
			}
			a = b
		}
		return v
	}
}

func (c *compiler) boolean(x *syntax.Bool) expr {
	xs := c.exprs(x.Xs)
	last, and := len(xs)-1, x.And
	return func(f *frame) Value {
		for _, x := range xs[:last] {
			if v := x(f); f.m.truth(v) != and {
				return v
			}
		}
		return xs[last](f)
	}
}

func (c *compiler) exprs(xs []syntax.Expr) []expr {
	out := make([]expr, len(xs))
	for i, x := range xs {
		out[i] = c.expr(x)
	}
	return out
}

var binaryOps = func() map[string]binaryOp {
	ops := map[string]binaryOp{}
	for op, o := range operators {
		ops[o.sign] = binaryOp(op)
	}
	return ops
}()

func (c *compiler) binary(x *syntax.Binary) expr {
	pos, op := at(x.Pos), binaryOps[x.Op]
	l, r := c.expr(x.L), c.expr(x.R)
	switch op {
	case opAdd:
		return func(f *frame) Value {
			a, b := l(f), r(f)
			if x, ok := a.(Int); ok {
				if y, ok := b.(Int); ok {
					if s := x + y; (s > x) == (y > 0) {
						return s
					}
				}
			} else if x, ok := a.(Float); ok {
				if y, ok := b.(Float); ok {
					return x + y
				}
			}
			f.pos = pos
			return f.m.binary(opAdd, a, b)
		}
	case opMul:
		return func(f *frame) Value {
			a, b := l(f), r(f)
			if x, ok := a.(Float); ok {
				if y, ok := b.(Float); ok {
					return x * y
				}
			}
			f.pos = pos
			return f.m.binary(opMul, a, b)
		}
	}
	return func(f *frame) Value {
		a, b := l(f), r(f)
		f.pos = pos
		return f.m.binary(op, a, b)
	}
}

func (c *compiler) unary(x *syntax.Unary) expr {
	pos, operand := at(x.Pos), c.expr(x.X)
	if x.Op == "not" {
		return func(f *frame) Value { return Bool(!f.m.truth(operand(f))) }
	}
	sign := x.Op[0]
	if k, ok := x.X.(*syntax.Constant); ok && sign == '-' {
		switch k.Value.(type) {
		case int64, float64:
			v := bareVM().unary(sign, constant(k.Value))
			return func(*frame) Value { return v }
		}
	}
	return func(f *frame) Value {
		v := operand(f)
		f.pos = pos
		return f.m.unary(sign, v)
	}
}

// items compiles the items of a display, starred ones among them.
func (c *compiler) items(xs []syntax.Expr) func(f *frame) []Value {
	plain := true
	for _, x := range xs {
		if _, ok := x.(*syntax.Starred); ok {
			plain = false
		}
	}
	n := len(xs)
	if plain {
		items := c.exprs(xs)
		return func(f *frame) []Value {
			if n == 0 {
				return nil
			}
			f.m.cells(n)
			out := make([]Value, n)
			for i, x := range items {
				out[i] = x(f)
			}
			return out
		}
	}
	items := make([]expr, n)
	star := make([]bool, n)
	where := make([]position, n)
	for i, x := range xs {
		if s, ok := x.(*syntax.Starred); ok {
			x, star[i] = s.X, true
		}
		where[i] = at(x.Start())
		items[i] = c.expr(x)
	}
	return func(f *frame) []Value {
		var out []Value
		for i, x := range items {
			v := x(f)
			if !star[i] {
				f.m.cells(1)
				out = append(out, v)
				continue
			}
			f.pos = where[i]
			if !isIterable(v) {
				fail(excType, "Value after * must be an iterable, not %s", v.Type().long)
			}
			out = append(out, f.m.list(v)...)
		}
		return out
	}
}

func (c *compiler) set(x *syntax.Set) expr {
	pos, items := at(x.Pos), c.items(x.Xs)
	// CPython makes a frozen set of three or more constants and copies it, which shows in the order.
	frozen := len(x.Xs) > 2
	for _, y := range x.Xs {
		frozen = frozen && isConstant(y)
	}
	return func(f *frame) Value {
		s := &Set{}
		for _, v := range items(f) {
			f.pos = pos
			f.m.insert(s, v)
		}
		if !frozen {
			return s
		}
		c := &Set{}
		f.m.merge(c, s)
		return c
	}
}

// isConstant reports whether CPython folds an expression to a constant.
func isConstant(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Constant:
		return true
	case *syntax.Unary:
		return isConstant(x.X)
	case *syntax.Binary:
		return isConstant(x.L) && isConstant(x.R)
	}
	return false
}

func (c *compiler) dict(x *syntax.Dict) expr {
	pos := at(x.Pos)
	keys, values := make([]expr, len(x.Keys)), make([]expr, len(x.Keys))
	for i, k := range x.Keys {
		if k != nil {
			keys[i] = c.expr(k)
		}
		values[i] = c.expr(x.Values[i])
	}
	return func(f *frame) Value {
		d := NewDict()
		for i, k := range keys {
			if k == nil {
				v := values[i](f)
				f.pos = pos
				f.m.unpackMapping(d, v)
				continue
			}
			key := k(f)
			v := values[i](f)
			f.pos = pos
			f.m.cells(3)
			d.set(f.m, key, v)
		}
		return d
	}
}

// unpackMapping adds **v to a dictionary display.
func (m *vm) unpackMapping(d *Dict, v Value) {
	s, ok := v.(*Dict)
	if !ok {
		fail(excType, "'%s' object is not a mapping", v.Type().long)
	}
	m.cells(3 * s.live)
	for k, x := range s.All() {
		d.set(m, k, x)
	}
}

func (c *compiler) attribute(x *syntax.Attribute) expr {
	of, name := c.expr(x.X), c.s.mangle(x.Name)
	pos := c.attributePos(x)
	return func(f *frame) Value {
		v := of(f)
		f.pos = pos
		return f.m.attr(v, name)
	}
}

// attributePos is where CPython says an attribute is: on the line of its name when the expression spans several.
func (c *compiler) attributePos(x *syntax.Attribute) position {
	if x.NameP.Line != x.Pos.Line {
		return at(x.NameP)
	}
	return at(x.Pos)
}

func (c *compiler) subscript(x *syntax.Subscript) expr {
	pos, of, index := at(x.Pos), c.expr(x.X), c.expr(x.Index)
	if s, ok := x.Index.(*syntax.Constant); ok {
		if key, ok := s.Value.(string); ok {
			h := hashString(key)
			return func(f *frame) Value {
				v := of(f)
				if d, ok := v.(*Dict); ok {
					if p := d.findName(h, key); p >= 0 {
						return d.vals.a[p]
					}
				}
				f.pos = pos
				return f.m.item(v, Str(key))
			}
		}
	}
	return func(f *frame) Value {
		v := of(f)
		i := index(f)
		f.pos = pos
		return f.m.item(v, i)
	}
}

func (c *compiler) slice(x *syntax.Slice) expr {
	part := func(x syntax.Expr) expr {
		if x == nil {
			return func(*frame) Value { return None }
		}
		return c.expr(x)
	}
	lo, hi, step := part(x.Lo), part(x.Hi), part(x.Step)
	return func(f *frame) Value { return &Slice{lo(f), hi(f), step(f)} }
}

func (c *compiler) fstring(x *syntax.FString) expr {
	type part struct {
		text  string
		value expr
		conv  byte
		spec  expr
		pos   position
	}
	var parts []part
	for _, p := range x.Parts {
		switch p := p.(type) {
		case string:
			parts = append(parts, part{text: p})
		case *syntax.FormattedValue:
			// Errors of formatting are on the line of the string in CPython 3.11.
			q := part{value: c.expr(p.X), conv: p.Conv, pos: at(p.X.Start())}
			if p.Spec != nil {
				q.spec = c.fstring(p.Spec)
			}
			parts = append(parts, q)
		}
	}
	return func(f *frame) Value {
		m := f.m
		var b strings.Builder
		for i := range parts {
			p := &parts[i]
			if p.value == nil {
				m.alloc(len(p.text))
				b.WriteString(p.text)
				continue
			}
			v := p.value(f)
			spec := ""
			if p.spec != nil {
				spec = string(p.spec(f).(Str))
			}
			f.pos = p.pos
			s := m.convert(v, p.conv)
			if p.conv == 0 || spec != "" {
				s = m.format(s, spec)
			}
			text := string(s.(Str))
			m.alloc(len(text))
			b.WriteString(text)
		}
		return Str(b.String())
	}
}

// convert applies !r, !s or !a.
func (m *vm) convert(v Value, conv byte) Value {
	switch conv {
	case 'r':
		return Str(m.repr(v))
	case 's':
		return Str(m.str(v))
	case 'a':
		return Str(toASCII(m.repr(v)))
	}
	return v
}
