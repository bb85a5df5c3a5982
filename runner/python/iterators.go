package python

// The lazy functions: map, filter, zip, enumerate, reversed.

var (
	typeMap       = finalType("map")
	typeFilter    = finalType("filter")
	typeZip       = finalType("zip")
	typeEnumerate = finalType("enumerate")
	typeReversed  = finalType("reversed")
)

// lazy is an iterator over other iterators.
type lazy struct {
	typ   *Type
	fn    Value
	from  []iterator
	index *bigCounter
	f     func(m *vm, l *lazy) Value
}

func (l *lazy) Type() *Type { return l.typ }

func (l *lazy) next(m *vm) Value {
	m.work(1)
	m.deeper()
	v := l.f(m, l)
	m.shallower()
	return v
}

func (l *lazy) eachPart(f func(Value)) {
	if l.fn != nil {
		f(l.fn)
	}
	for _, it := range l.from {
		f(it)
	}
}

// bigCounter counts for enumerate.
type bigCounter struct{ v Value }

func (c *bigCounter) next(m *vm) Value {
	v := c.v
	c.v = m.binary(opAdd, v, Int(1))
	return v
}

func (m *vm) iters(vs []Value) []iterator {
	out := make([]iterator, len(vs))
	for i, v := range vs {
		out[i] = m.iter(v)
	}
	return out
}

func nextMap(m *vm, l *lazy) Value {
	top := len(m.stack)
	for _, it := range l.from {
		v := it.next(m)
		if v == nil {
			m.drop(top)
			return nil
		}
		m.stack = append(m.stack, v)
	}
	v := m.call(l.fn, args{pos: m.stack[top:len(m.stack):len(m.stack)]})
	m.drop(top)
	return v
}

func nextFilter(m *vm, l *lazy) Value {
	for {
		v := l.from[0].next(m)
		if v == nil {
			return nil
		}
		m.work(1)
		keep := v
		if l.fn != None {
			keep = m.call1(l.fn, v)
		}
		if m.truth(keep) {
			return v
		}
	}
}

func nextZip(strict bool) func(m *vm, l *lazy) Value {
	return func(m *vm, l *lazy) Value {
		if len(l.from) == 0 {
			return nil
		}
		m.cells(len(l.from) + 2)
		items := make([]Value, len(l.from))
		for i, it := range l.from {
			v := it.next(m)
			if v != nil {
				items[i] = v
				continue
			}
			if strict && i > 0 {
				fail(excValue, "zip() argument %d is shorter than argument%s", i+1, rangeText(i))
			}
			if strict {
				for j, it := range l.from[1:] {
					if it.next(m) != nil {
						fail(excValue, "zip() argument %d is longer than argument%s", j+2, rangeText(j+1))
					}
				}
			}
			return nil
		}
		return NewTuple(items...)
	}
}

func rangeText(n int) string {
	if n == 1 {
		return " 1"
	}
	return "s 1-" + itoa(n)
}

func nextEnumerate(m *vm, l *lazy) Value {
	v := l.from[0].next(m)
	if v == nil {
		return nil
	}
	m.cells(4)
	return NewTuple(l.index.next(m), v)
}

// reversible is implemented by values of the library that reversed takes.
type reversible interface{ reversed(m *vm) iterator }

func (m *vm) reversed(v Value) Value {
	switch x := v.(type) {
	case *List:
		i := x.Len() - 1
		return &funcIterator{typ: typeReverseList, f: func(*vm) Value {
			if i >= x.Len() {
				i = -1
			}
			if i < 0 {
				return nil
			}
			i--
			return x.vec.a[i+1]
		}}
	case *Tuple, Str, Bytes:
		items := m.list(v)
		for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
			items[i], items[j] = items[j], items[i]
		}
		return &tupleIterator{items: items, back: true}
	case *Dict:
		return &hashIterator{d: &x.hashed, live: x.live, p: len(x.vals.a) - 1, what: 'k', back: true, typ: typeReverseKeys}
	case *View:
		return x.iterator(true)
	case *Range:
		last := x.start + int64(x.n-1)*x.step
		r := &Range{start: last, stop: x.start - x.step, step: -x.step, n: x.n}
		return r.iterate(m)
	case *Instance:
		if r := m.callSpecial(x, "__reversed__"); r != nil {
			return r
		}
	case reversible:
		return x.reversed(m)
	}
	fail(excType, "'%s' object is not reversible", v.Type().long)
	return nil
}

func init() {
	typeMap.create = func(m *vm, t *Type, a args) Value {
		if len(a.names) > 0 {
			fail(excType, "map() takes no keyword arguments")
		}
		if len(a.pos) < 2 {
			fail(excType, "map() must have at least two arguments.")
		}
		return &lazy{typ: t, fn: a.pos[0], from: m.iters(a.pos[1:]), f: nextMap}
	}
	typeFilter.create = func(m *vm, t *Type, a args) Value {
		if len(a.names) > 0 {
			fail(excType, "filter() takes no keyword arguments")
		}
		if len(a.pos) != 2 {
			fail(excType, "filter expected 2 arguments, got %d", len(a.pos))
		}
		return &lazy{typ: t, fn: a.pos[0], from: m.iters(a.pos[1:]), f: nextFilter}
	}
	typeZip.create = func(m *vm, t *Type, a args) Value {
		strict := false
		for i, n := range a.names {
			if n != "strict" {
				fail(excType, "'%s' is an invalid keyword argument for zip()", n)
			}
			strict = m.truth(a.vals[i])
		}
		return &lazy{typ: t, from: m.iters(a.pos), f: nextZip(strict)}
	}
	enumerate := named("iterable start?", func(m *vm, a []Value) Value {
		start := Value(Int(0))
		if a[1] != nil {
			start = NewInt(m.wantBig(a[1]))
		}
		return &lazy{typ: typeEnumerate, from: m.iters(a[:1]), index: &bigCounter{start}, f: nextEnumerate}
	})
	enumerate.name = "enumerate"
	typeEnumerate.create = func(m *vm, t *Type, a args) Value { return enumerate.call(m, nil, a) }
	typeReversed.create = func(m *vm, t *Type, a args) Value {
		if len(a.names) > 0 {
			fail(excType, "reversed() takes no keyword arguments")
		}
		if len(a.pos) != 1 {
			fail(excType, "reversed expected 1 argument, got %d", len(a.pos))
		}
		return m.reversed(a.pos[0])
	}
}
