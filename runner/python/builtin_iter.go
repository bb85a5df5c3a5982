package python

func (m *vm) quantify(v Value, stop bool) Value {
	result := Bool(!stop)
	m.each(v, func(x Value) bool {
		if m.truth(x) == stop {
			result = Bool(stop)
			return false
		}
		return true
	})
	return result
}

func builtinIter(m *vm, a []Value) Value {
	if a[1] == nil {
		return m.iter(a[0])
	}
	if !isCallable(a[0]) {
		fail(excType, "iter(v, w): v must be callable")
	}
	f, end := a[0], a[1]
	return &funcIterator{typ: typeCallableIterator, f: func(m *vm) Value {
		v := m.untilStop(func() Value { return m.call0(f) })
		if v == nil || m.same(v, end) {
			return nil
		}
		return v
	}}
}

var typeCallableIterator = finalType("callable_iterator")

func builtinNext(m *vm, a []Value) Value {
	it, ok := a[0].(iterator)
	if !ok {
		if o, isInstance := a[0].(*Instance); isInstance && o.special("__next__") != nil {
			if a[1] == nil {
				return m.callSpecial(o, "__next__")
			}
			it, ok = &instanceIterator{o, o.special("__next__")}, true
		}
	}
	if !ok {
		fail(excType, "'%s' object is not an iterator", a[0].Type().long)
	}
	m.work(1)
	if a[1] == nil {
		return m.nextOrStop(it)
	}
	if v := it.next(m); v != nil {
		return v
	}
	return a[1]
}

// sized is implemented by values of the library that have a length.
type sized interface{ length(m *vm) int }

func (m *vm) length(v Value) int {
	switch x := v.(type) {
	case Str:
		m.work(len(x) >> 6)
		return x.length()
	case *List:
		return x.Len()
	case *Dict:
		return x.Len()
	case *Tuple:
		return x.Len()
	case *Set:
		return x.Len()
	case Bytes:
		return len(x)
	case *Instance:
		if r := m.callSpecial(x, "__len__"); r != nil {
			n := m.wantInt(r)
			if n < 0 {
				fail(excValue, "__len__() should return >= 0")
			}
			return n
		}
	case sized:
		return x.length(m)
	}
	fail(excType, "object of type '%s' has no len()", v.Type().long)
	return 0
}

// extreme is min and max.
func (m *vm) extreme(name string, op compareOp, a args) Value {
	var key, def Value
	if len(a.pos) == 0 {
		fail(excType, "%s expected at least 1 argument, got 0", name)
	}
	for i, n := range a.names {
		switch n {
		case "key":
			key = a.vals[i]
		case "default":
			def = a.vals[i]
		default:
			fail(excType, "'%s' is an invalid keyword argument for %s()", n, name)
		}
	}
	if key == None {
		key = nil
	}
	var from Value
	switch len(a.pos) {
	case 1:
		from = a.pos[0]
	default:
		if def != nil {
			fail(excType, "Cannot specify a default for %s() with multiple positional arguments", name)
		}
		from = NewTuple(append([]Value(nil), a.pos...)...)
	}
	var best, bestKey Value
	m.each(from, func(x Value) bool {
		k := x
		if key != nil {
			k = m.call1(key, x)
		}
		if best == nil || m.truth(m.order(op, k, bestKey)) {
			best, bestKey = x, k
		}
		return true
	})
	if best != nil {
		return best
	}
	if def == nil {
		fail(excValue, "%s() arg is an empty sequence", name)
	}
	return def
}

func builtinSorted(m *vm, a args) Value {
	if len(a.pos) != 1 {
		fail(excType, "sorted expected 1 argument, got %d", len(a.pos))
	}
	key, reverse := m.sortArgs("sort", a)
	if !isIterable(a.pos[0]) {
		fail(excType, "'%s' object is not iterable", a.pos[0].Type().long)
	}
	return NewList(m.sorted(m.list(a.pos[0]), key, reverse)...)
}

func builtinSum(m *vm, a []Value) Value {
	total := Value(Int(0))
	if a[1] != nil {
		total = a[1]
		switch total.(type) {
		case Str:
			fail(excType, "sum() can't sum strings [use ''.join(seq) instead]")
		case Bytes:
			fail(excType, "sum() can't sum bytes [use b''.join(seq) instead]")
		}
	}
	m.each(a[0], func(x Value) bool {
		total = m.binary(opAdd, total, x)
		return true
	})
	return total
}
