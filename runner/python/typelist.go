package python

func selfList(a []Value) *List { return a[0].(*List) }

// extend adds the values of an iterable to a list.
func (m *vm) extend(l *List, v Value) {
	if !isIterable(v) {
		fail(excType, "'%s' object is not iterable", v.Type().long)
	}
	var items []Value
	switch x := v.(type) {
	case *List:
		items = x.vec.a
	case *Tuple:
		items = x.items
	default:
		items = m.list(v)
	}
	m.cells(len(items))
	for _, x := range items {
		l.Append(x)
	}
}

// sorted returns a sorted copy of items, which belong to it.
func (m *vm) sorted(items []Value, key Value, reverse bool) []Value {
	keys := items
	if key != nil && key != None {
		m.cells(len(items))
		keys = make([]Value, len(items))
		for i, x := range items {
			m.work(1)
			keys[i] = m.call1(key, x)
		}
	}
	m.sortBy(items, keys, reverse)
	return items
}

// sortArgs reads key= and reverse=.
func (m *vm) sortArgs(name string, a args) (key Value, reverse bool) {
	for i, n := range a.names {
		switch n {
		case "key":
			key = a.vals[i]
		case "reverse":
			if v, ok := indexOf(a.vals[i]); ok {
				reverse = v != 0
				continue
			}
			m.wantInt(a.vals[i])
		default:
			fail(excType, "'%s' is an invalid keyword argument for %s()", n, name)
		}
	}
	return key, reverse
}

// bounds are the optional start and stop of index, clamped to n items.
func (m *vm) bounds(lo, hi Value, n int) (int, int) {
	sp := m.span(&Slice{orNone(lo), orNone(hi), None}, n)
	return sp.start, max(sp.start, sp.stop)
}

func (m *vm) indexBetween(items []Value, a []Value, what string) Value {
	for _, v := range a[2:4] {
		if _, ok := indexOf(v); v != nil && !ok && bigOf(v) == nil {
			if o, ok := v.(*Instance); !ok || o.special("__index__") == nil {
				fail(excType, "slice indices must be integers or have an __index__ method")
			}
		}
	}
	lo, hi := m.bounds(a[2], a[3], len(items))
	if i := m.indexIn(items[lo:hi], a[1]); i >= 0 {
		return Int(lo + i)
	}
	if what == "tuple" {
		fail(excValue, "tuple.index(x): x not in tuple")
	}
	fail(excValue, "%s is not in list", m.repr(a[1]))
	return nil
}

func (m *vm) countIn(items []Value, x Value) Value {
	n := 0
	for _, y := range items {
		m.work(1)
		if m.same(y, x) {
			n++
		}
	}
	return Int(n)
}

func oneIterable(m *vm, t *Type, a args) []Value {
	if len(a.names) > 0 {
		fail(excType, "%s() takes no keyword arguments", t.name)
	}
	switch len(a.pos) {
	case 0:
		return nil
	case 1:
		if !isIterable(a.pos[0]) {
			fail(excType, "'%s' object is not iterable", a.pos[0].Type().long)
		}
		return m.list(a.pos[0])
	}
	fail(excType, "%s expected at most 1 argument, got %d", t.name, len(a.pos))
	return nil
}

func init() {
	typeList.create = func(m *vm, t *Type, a args) Value { return NewList(oneIterable(m, t, a)...) }
	typeTuple.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) == 1 {
			if t, ok := a.pos[0].(*Tuple); ok && t.names == nil {
				return t
			}
		}
		return NewTuple(oneIterable(m, t, a)...)
	}
	typeTuple.define(methods{
		"index": pos(1, 3, func(m *vm, a []Value) Value { return m.indexBetween(a[0].(*Tuple).items, a, "tuple") }),
		"count": one(func(m *vm, a []Value) Value { return m.countIn(a[0].(*Tuple).items, a[1]) }),
	})
	typeList.define(methods{
		"append": one(func(m *vm, a []Value) Value {
			m.cells(1)
			selfList(a).Append(a[1])
			return None
		}),
		"extend": one(func(m *vm, a []Value) Value {
			m.extend(selfList(a), a[1])
			return None
		}),
		"insert": pos(2, 2, func(m *vm, a []Value) Value {
			l, i := selfList(a), m.wantInt(a[1])
			if i < 0 {
				i = max(i+l.Len(), 0)
			}
			m.cells(1)
			m.work(l.Len() >> 6)
			l.Insert(min(i, l.Len()), a[2])
			return None
		}),
		"remove": one(func(m *vm, a []Value) Value {
			i := m.indexIn(selfList(a).vec.a, a[1])
			if i < 0 {
				fail(excValue, "list.remove(x): x not in list")
			}
			selfList(a).Remove(i)
			return None
		}),
		"pop": pos(0, 1, func(m *vm, a []Value) Value {
			l, i := selfList(a), -1
			if a[1] != nil {
				i = m.wantInt(a[1])
			}
			if l.Len() == 0 {
				fail(excIndex, "pop from empty list")
			}
			if i < 0 {
				i += l.Len()
			}
			if i < 0 || i >= l.Len() {
				fail(excIndex, "pop index out of range")
			}
			m.work((l.Len() - i) >> 6)
			return l.Remove(i)
		}),
		"index": pos(1, 3, func(m *vm, a []Value) Value { return m.indexBetween(selfList(a).vec.a, a, "list") }),
		"count": one(func(m *vm, a []Value) Value { return m.countIn(selfList(a).vec.a, a[1]) }),
		"sort": free(func(m *vm, a args) Value {
			if len(a.pos) > 1 {
				if len(a.pos) > 3 {
					fail(excType, "sort() takes at most 2 arguments (%d given)", len(a.pos)-1)
				}
				fail(excType, "sort() takes no positional arguments")
			}
			key, reverse := m.sortArgs("sort", a)
			l := a.pos[0].(*List)
			m.cells(l.Len())
			l.replace(m.sorted(append([]Value(nil), l.vec.a...), key, reverse))
			return None
		}),
		"reverse": noArgs(func(m *vm, a []Value) Value {
			l := selfList(a)
			m.cells(l.Len())
			out := make([]Value, l.Len())
			for i, x := range l.vec.a {
				out[len(out)-1-i] = x
			}
			l.replace(out)
			return None
		}),
		"copy": noArgs(func(m *vm, a []Value) Value {
			m.alloc(64)
			return selfList(a).Copy()
		}),
		"clear": noArgs(func(m *vm, a []Value) Value {
			selfList(a).replace(nil)
			return None
		}),
	})
}
