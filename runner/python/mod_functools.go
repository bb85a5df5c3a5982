package python

// partial is functools.partial.
type partial struct {
	fn    Value
	pos   []Value
	names []string
	vals  []Value
}

var (
	typePartial = newType("functools.partial")
	typeCached  = finalType("functools._lru_cache_wrapper")
)

// Type implements Value.
func (*partial) Type() *Type { return typePartial }

func (p *partial) callWith(m *vm, a args) Value {
	pos := append(append([]Value(nil), p.pos...), a.pos...)
	names, vals := append([]string(nil), p.names...), append([]Value(nil), p.vals...)
given:
	for i, n := range a.names {
		for j := range names {
			if names[j] == n {
				vals[j] = a.vals[i]
				continue given
			}
		}
		names, vals = append(names, n), append(vals, a.vals[i])
	}
	return m.call(p.fn, args{pos: pos, names: names, vals: vals})
}

func (p *partial) eachPart(f func(Value)) {
	f(p.fn)
	for _, v := range p.pos {
		f(v)
	}
	for _, v := range p.vals {
		f(v)
	}
}

// cachedFunc is what lru_cache and cache make of a function.
type cachedFunc struct {
	fn   Value
	seen *Dict
	most int // -1: no limit
}

// Type implements Value.
func (*cachedFunc) Type() *Type { return typeCached }

func (c *cachedFunc) callWith(m *vm, a args) Value {
	key := append([]Value(nil), a.pos...)
	for i, n := range a.names {
		key = append(key, Str(n), a.vals[i])
	}
	k := NewTuple(key...)
	if v, ok := c.seen.get(m, k); ok {
		return v
	}
	v := m.call(c.fn, a)
	m.cells(6 + len(key))
	c.seen.set(m, k, v)
	if c.most >= 0 && c.seen.live > c.most {
		c.seen.take(m, c.seen.keyAt(c.seen.at(0)))
	}
	return v
}

func (c *cachedFunc) eachPart(f func(Value)) {
	f(c.fn)
	f(c.seen)
}

func (m *vm) reduce(fn, from, start Value) Value {
	acc := start
	m.each(from, func(x Value) bool {
		if acc == nil {
			acc = x
		} else {
			acc = m.call2(fn, acc, x)
		}
		return true
	})
	if acc == nil {
		fail(excType, "reduce() of empty iterable with no initial value")
	}
	return acc
}

// cmpToKey wraps a comparison function: keys compare by calling it.
func cmpToKey(m *vm, a []Value) Value {
	fn := a[0]
	t := &Type{name: "K", long: "functools.KeyWrapper", bases: []*Type{typeObject}, class: &classBody{attrs: NewDict()}}
	t.mro = []*Type{t, typeObject}
	value := func(v Value) Value {
		x, _ := v.(*Instance).attrs.Get("obj")
		return x
	}
	for name, holds := range map[string]compareOp{"__lt__": opLt, "__le__": opLe, "__gt__": opGt, "__ge__": opGe, "__eq__": opEq} {
		b := pos(1, 1, func(m *vm, a []Value) Value {
			return m.compare(holds, m.call2(fn, value(a[0]), value(a[1])), Int(0))
		})
		b.name = name
		t.class.attrs.Set(name, b)
	}
	make := one(func(m *vm, a []Value) Value {
		m.alloc(128)
		o := &Instance{class: t, attrs: NewDict()}
		o.attrs.Set("obj", a[0])
		return o
	})
	make.name = "K"
	return make
}

func init() {
	typePartial.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) == 0 {
			fail(excType, "type 'partial' takes at least one argument")
		}
		if !isCallable(a.pos[0]) {
			fail(excType, "the first argument must be callable")
		}
		m.cells(len(a.pos) + 2*len(a.names) + 6)
		return &partial{fn: a.pos[0], pos: append([]Value(nil), a.pos[1:]...), names: append([]string(nil), a.names...), vals: append([]Value(nil), a.vals...)}
	}
	typePartial.props = map[string]property{
		"func": func(m *vm, v Value) Value { return v.(*partial).fn },
		"args": func(m *vm, v Value) Value { return NewTuple(append([]Value(nil), v.(*partial).pos...)...) },
		"keywords": func(m *vm, v Value) Value {
			d := NewDict()
			for i, n := range v.(*partial).names {
				d.Set(n, v.(*partial).vals[i])
			}
			return d
		},
	}
	typeCached.define(methods{
		"cache_clear": noArgs(func(m *vm, a []Value) Value { a[0].(*cachedFunc).seen.Clear(); return None }),
	})
	cache := func(fn Value, most int) Value { return &cachedFunc{fn: fn, seen: NewDict(), most: most} }
	addModule("functools", map[string]Value{
		"partial": typePartial,
		"reduce":  pos(2, 3, func(m *vm, a []Value) Value { return m.reduce(a[0], a[1], a[2]) }),
		"cache":   one(func(m *vm, a []Value) Value { return cache(a[0], -1) }),
		"lru_cache": named("maxsize? typed?", func(m *vm, a []Value) Value {
			if a[0] != nil && isCallable(a[0]) {
				return cache(a[0], 128)
			}
			most := 128
			switch {
			case a[0] == None:
				most = -1
			case a[0] != nil:
				most = max(m.wantInt(a[0]), 0)
			}
			d := one(func(m *vm, b []Value) Value { return cache(b[0], most) })
			d.name = "decorating_function"
			return d
		}),
		"cmp_to_key": one(cmpToKey),
		"wraps": free(func(m *vm, a args) Value {
			d := one(func(m *vm, b []Value) Value { return b[0] })
			d.name = "wraps"
			return d
		}),
		"total_ordering": one(func(m *vm, a []Value) Value { return m.totalOrdering(a[0]) }),
	})
}

// totalOrdering adds the comparisons a class lacks, from the one it has and ==.
func (m *vm) totalOrdering(v Value) Value {
	t, ok := v.(*Type)
	if !ok || t.class == nil {
		fail(excType, "total_ordering wants a class")
	}
	names := []string{"__lt__", "__le__", "__gt__", "__ge__"}
	root := ""
	for _, n := range names {
		if t.attribute(n) != nil {
			root = n
			break
		}
	}
	if root == "" {
		fail(excValue, "must define at least one ordering operation: < > <= >=")
	}
	for _, n := range names {
		if t.attribute(n) != nil {
			continue
		}
		b := pos(1, 1, func(m *vm, a []Value) Value {
			r := m.classMethod(a[0].Type(), a[0], root, a[1])
			if r == NotImplemented {
				return r
			}
			is, eq := m.truth(r), m.equal(a[0], a[1])
			// What root says, as "less" or "greater", strictly.
			strict := is && !eq
			less := strict == (root[2] == 'l')
			if eq {
				return Bool(n[3] == 'e')
			}
			return Bool(less == (n[2] == 'l'))
		})
		b.name = n
		t.class.attrs.Set(n, b)
	}
	return t
}
