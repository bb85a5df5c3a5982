package python

// Deque is a collections.deque: a list with a greatest length.
type Deque struct {
	object
	list *List
	most int // -1: no limit
}

var typeDeque = newType("collections.deque")

// Type implements Value.
func (*Deque) Type() *Type { return typeDeque }

func (d *Deque) state() any             { return nil }
func (d *Deque) exchange(any) any       { return nil }
func (d *Deque) eachPart(f func(Value)) { f(d.list) }

func (d *Deque) length(*vm) int { return d.list.Len() }
func (d *Deque) isFalse() bool  { return d.list.Len() == 0 }
func (d *Deque) iterate(m *vm) iterator {
	i, n := 0, d.list.Len()
	return &funcIterator{typ: typeDequeIterator, f: func(m *vm) Value {
		if d.list.Len() != n {
			fail(excRuntime, "deque mutated during iteration")
		}
		if i >= n {
			return nil
		}
		i++
		return d.list.vec.a[i-1]
	}}
}

var typeDequeIterator = finalType("_collections._deque_iterator")

func (d *Deque) reversed(m *vm) iterator {
	items := m.list(d.list)
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		items[i], items[j] = items[j], items[i]
	}
	return &tupleIterator{items: items}
}

func (d *Deque) item(m *vm, key Value) Value {
	i, ok := indexOf(key)
	if !ok {
		fail(excType, "sequence index must be integer, not '%s'", key.Type().long)
	}
	if i < 0 {
		i += d.list.Len()
	}
	if i < 0 || i >= d.list.Len() {
		fail(excIndex, "deque index out of range")
	}
	return d.list.vec.a[i]
}

func (d *Deque) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*Deque)
	return ok && m.equal(d.list, o.list), ok
}

func (d *Deque) reprTo(m *vm, w *writer) {
	w.text("deque(")
	w.sequence(d, "[", d.list.vec.a, "]")
	if d.most >= 0 {
		w.text(", maxlen=" + itoa(d.most))
	}
	w.text(")")
}

// push adds a value on one side and drops one on the other when there are too many.
func (d *Deque) push(m *vm, v Value, left bool) {
	m.cells(1)
	if d.most == 0 {
		return
	}
	if left {
		m.work(d.list.Len() >> 6)
		d.list.Insert(0, v)
	} else {
		d.list.Append(v)
	}
	if d.most >= 0 && d.list.Len() > d.most {
		d.pop(m, !left)
	}
}

func (d *Deque) pop(m *vm, left bool) Value {
	n := d.list.Len()
	if n == 0 {
		fail(excIndex, "pop from an empty deque")
	}
	if left {
		m.work(n >> 6)
		return d.list.Remove(0)
	}
	return d.list.Remove(n - 1)
}

func selfDeque(a []Value) *Deque { return a[0].(*Deque) }

func init() {
	create := named("iterable? maxlen?", func(m *vm, a []Value) Value {
		d := &Deque{list: NewList(), most: -1}
		if a[1] != nil && a[1] != None {
			if d.most = m.wantInt(a[1]); d.most < 0 {
				fail(excValue, "maxlen must be non-negative")
			}
		}
		if a[0] != nil {
			m.each(a[0], func(v Value) bool {
				d.push(m, v, false)
				return true
			})
		}
		return d
	})
	create.name = "deque"
	typeDeque.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	push := func(left bool) *Builtin {
		return one(func(m *vm, a []Value) Value { selfDeque(a).push(m, a[1], left); return None })
	}
	extend := func(left bool) *Builtin {
		return one(func(m *vm, a []Value) Value {
			for _, v := range m.list(a[1]) {
				selfDeque(a).push(m, v, left)
			}
			return None
		})
	}
	pop := func(left bool) *Builtin {
		return noArgs(func(m *vm, a []Value) Value { return selfDeque(a).pop(m, left) })
	}
	typeDeque.props = map[string]property{"maxlen": func(m *vm, v Value) Value {
		if d := v.(*Deque); d.most >= 0 {
			return Int(d.most)
		}
		return None
	}}
	typeDeque.define(methods{
		"append": push(false), "appendleft": push(true), "pop": pop(false), "popleft": pop(true),
		"extend": extend(false), "extendleft": extend(true),
		"clear": noArgs(func(m *vm, a []Value) Value { selfDeque(a).list.replace(nil); return None }),
		"copy":  noArgs(func(m *vm, a []Value) Value { return &Deque{list: selfDeque(a).list.Copy(), most: selfDeque(a).most} }),
		"count": one(func(m *vm, a []Value) Value { return m.countIn(selfDeque(a).list.vec.a, a[1]) }),
		"index": one(func(m *vm, a []Value) Value {
			if i := m.indexIn(selfDeque(a).list.vec.a, a[1]); i >= 0 {
				return Int(i)
			}
			fail(excValue, "%s is not in deque", m.repr(a[1]))
			return nil
		}),
		"remove": one(func(m *vm, a []Value) Value {
			i := m.indexIn(selfDeque(a).list.vec.a, a[1])
			if i < 0 {
				fail(excValue, "%s is not in deque", m.repr(a[1]))
			}
			selfDeque(a).list.Remove(i)
			return None
		}),
		"insert": pos(2, 2, func(m *vm, a []Value) Value {
			d, i := selfDeque(a), m.wantInt(a[1])
			n := d.list.Len()
			if d.most >= 0 && n >= d.most {
				fail(excIndex, "deque already at its maximum size")
			}
			if i < 0 {
				i = max(i+n, 0)
			}
			m.cells(1)
			m.work(n >> 6)
			d.list.Insert(min(i, n), a[2])
			return None
		}),
		"reverse": noArgs(func(m *vm, a []Value) Value {
			items := m.list(selfDeque(a).list)
			for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
				items[i], items[j] = items[j], items[i]
			}
			selfDeque(a).list.replace(items)
			return None
		}),
		"rotate": pos(0, 1, func(m *vm, a []Value) Value {
			items := m.list(selfDeque(a).list)
			if len(items) == 0 {
				return None
			}
			n := int(m.intOr(a[1], 1)) % len(items)
			if n < 0 {
				n += len(items)
			}
			k := len(items) - n
			selfDeque(a).list.replace(append(append(make([]Value, 0, len(items)), items[k:]...), items[:k]...))
			return None
		}),
	})
}
