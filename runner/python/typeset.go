package python

// setOf collects an iterable into a set.
func (m *vm) setOf(v Value) *Set {
	s := &Set{}
	switch x := v.(type) {
	case *Set:
		return m.copySet(x)
	case *Dict:
		s.reserve(x.live)
	}
	m.each(v, func(x Value) bool {
		m.insert(s, x)
		return true
	})
	return s
}

// reserve makes room for n more items, as CPython does before it merges a whole table.
func (s *Set) reserve(n int) {
	if s.crowded(s.live + n) {
		s.slots = tableSize((s.live + n) * 2)
	}
}

// copySet is set(s): the items come in the order of s when the table gets another size.
func (m *vm) copySet(s *Set) *Set {
	m.cells(2 * s.live)
	c := &Set{}
	c.reserve(s.live)
	if max(c.slots, 8) == max(s.slots, 8) {
		c = s.Copy()
		c.frozen = false
		return c
	}
	m.merge(c, s)
	return c
}

// merge adds the items of a set.
func (m *vm) merge(s, from *Set) {
	s.reserve(from.live)
	for _, v := range from.ordered(m) {
		m.insert(s, v)
	}
}

func (m *vm) insert(s *Set, v Value) {
	if s.insert(m, v) {
		m.cells(3)
	}
}

func (m *vm) disjoint(s *Set, v Value) bool {
	disjoint := true
	m.each(v, func(x Value) bool {
		disjoint = !s.has(m, x)
		return disjoint
	})
	return disjoint
}

// setBinary applies - & | ^ to sets and views; nil when one operand is neither.
func (m *vm) setBinary(op binaryOp, a, b Value) Value {
	x, y := setLike(m, a), setLike(m, b)
	// Views work with any iterable.
	if _, ok := a.(*View); ok && x != nil && y == nil && isIterable(b) {
		y = m.setOf(b)
	}
	if _, ok := b.(*View); ok && y != nil && x == nil && isIterable(a) {
		x = m.setOf(a)
	}
	if x == nil || y == nil {
		return nil
	}
	r := m.setOperation(op, x, y)
	if s, ok := a.(*Set); ok {
		r.frozen = s.frozen
	}
	return r
}

func (m *vm) setOperation(op binaryOp, x, y *Set) *Set {
	r := &Set{}
	without := func(x, y *Set) {
		for _, v := range x.ordered(m) {
			m.work(1)
			if !y.has(m, v) {
				m.insert(r, v)
			}
		}
	}
	switch op {
	case opOr:
		r = m.copySet(x)
		m.merge(r, y)
	case opAnd:
		if y.live > x.live {
			x, y = y, x
		}
		for _, v := range y.ordered(m) {
			m.work(1)
			if x.has(m, v) {
				m.insert(r, v)
			}
		}
	case opSub:
		without(x, y)
	case opXor:
		without(y, x)
		without(x, y)
	}
	return r
}

// setAugment applies an assignment operator to x in place.
func (m *vm) setAugment(op binaryOp, x, y *Set) bool {
	switch op {
	case opOr:
		m.merge(x, y)
	case opAnd, opSub, opXor:
		x.become(m.setOperation(op, x, y))
	default:
		return false
	}
	return true
}

// become takes over the content of a set that nobody else holds.
func (s *Set) become(t *Set) {
	s.touch(s, nil)
	s.keys, s.vals, s.live, s.slots = t.keys, t.vals, t.live, t.slots
	if s.heap != nil {
		for v := range s.All() {
			s.heap.Adopt(v)
		}
	}
}

func selfSet(a []Value) *Set { return a[0].(*Set) }

// union and the like take any iterables.
func setCombining(name string, op binaryOp) *Builtin {
	return free(func(m *vm, a args) Value {
		noKeywords(a, selfSet(a.pos).Type().name+"."+name)
		s := selfSet(a.pos)
		r := m.setOf(s)
		for _, v := range a.pos[1:] {
			r = m.setOperation(op, r, m.setOf(v))
		}
		r.frozen = s.frozen
		return r
	})
}

func setUpdating(name string, op binaryOp) *Builtin {
	return free(func(m *vm, a args) Value {
		noKeywords(a, selfSet(a.pos).Type().name+"."+name)
		if n := len(a.pos) - 1; op == opXor && n != 1 {
			fail(excType, "set.%s() takes exactly one argument (%d given)", name, n)
		}
		for _, v := range a.pos[1:] {
			m.setAugment(op, selfSet(a.pos), m.setOf(v))
		}
		return None
	})
}

func init() {
	create := func(frozen bool) func(m *vm, t *Type, a args) Value {
		return func(m *vm, t *Type, a args) Value {
			if len(a.names) > 0 {
				fail(excType, "%s() takes no keyword arguments", t.name)
			}
			if len(a.pos) > 1 {
				fail(excType, "%s expected at most 1 argument, got %d", t.name, len(a.pos))
			}
			s := &Set{}
			if len(a.pos) == 1 {
				s = m.setOf(a.pos[0])
			}
			s.frozen = frozen
			return s
		}
	}
	typeSet.create, typeFrozenSet.create = create(false), create(true)
	for _, t := range []*Type{typeSet, typeFrozenSet} {
		t.define(methods{
			"copy":         noArgs(func(m *vm, a []Value) Value { m.cells(2 * selfSet(a).live); return selfSet(a).Copy() }),
			"union":        setCombining("union", opOr),
			"intersection": setCombining("intersection", opAnd),
			"difference":   setCombining("difference", opSub),
			"symmetric_difference": one(func(m *vm, a []Value) Value {
				r := m.setOperation(opXor, selfSet(a), m.setOf(a[1]))
				r.frozen = selfSet(a).frozen
				return r
			}),
			"issubset": one(func(m *vm, a []Value) Value {
				return Bool(m.orderSets(opLe, selfSet(a), m.setOf(a[1])))
			}),
			"issuperset": one(func(m *vm, a []Value) Value {
				return Bool(m.orderSets(opGe, selfSet(a), m.setOf(a[1])))
			}),
			"isdisjoint": one(func(m *vm, a []Value) Value { return Bool(m.disjoint(selfSet(a), a[1])) }),
		})
	}
	typeSet.define(methods{
		"add": one(func(m *vm, a []Value) Value { m.insert(selfSet(a), a[1]); return None }),
		"discard": one(func(m *vm, a []Value) Value {
			selfSet(a).discard(m, a[1])
			return None
		}),
		"remove": one(func(m *vm, a []Value) Value {
			if !selfSet(a).discard(m, a[1]) {
				panic(&Exception{typ: excKey, args: []Value{a[1]}})
			}
			return None
		}),
		"pop": noArgs(func(m *vm, a []Value) Value {
			s := selfSet(a)
			if s.live == 0 {
				fail(excKey, "pop from an empty set")
			}
			v := s.ordered(m)[0]
			s.discard(m, v)
			return v
		}),
		"clear": noArgs(func(m *vm, a []Value) Value {
			selfSet(a).become(&Set{})
			return None
		}),
		"update":                      setUpdating("update", opOr),
		"intersection_update":         setUpdating("intersection_update", opAnd),
		"difference_update":           setUpdating("difference_update", opSub),
		"symmetric_difference_update": setUpdating("symmetric_difference_update", opXor),
	})
}
