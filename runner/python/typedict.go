package python

func selfDict(a []Value) *Dict { return a[0].(*Dict) }

// dictUpdate adds the items of a mapping or of an iterable of pairs.
func (m *vm) dictUpdate(d *Dict, v Value) {
	if s, ok := v.(*Dict); ok {
		m.cells(3 * s.live)
		if d.live == 0 && d.flavour == nil && s != d && d.heap == nil {
			c := s.Copy()
			d.keys, d.vals, d.live = c.keys, c.vals, c.live
			return
		}
		for k, x := range s.All() {
			d.set(m, k, x)
		}
		return
	}
	if !isIterable(v) {
		fail(excType, "'%s' object is not iterable", v.Type().long)
	}
	i := 0
	m.each(v, func(x Value) bool {
		if !isIterable(x) {
			fail(excType, "cannot convert dictionary update sequence element #%d to a sequence", i)
		}
		pair := m.sequence(x)
		if len(pair) != 2 {
			fail(excValue, "dictionary update sequence element #%d has length %d; 2 is required", i, len(pair))
		}
		m.cells(3)
		d.set(m, pair[0], pair[1])
		i++
		return true
	})
}

// fillDict is dict(...) and dict.update(...).
func (m *vm) fillDict(d *Dict, name string, a args) {
	if len(a.pos) > 1 {
		fail(excType, "%s expected at most 1 argument, got %d", name, len(a.pos))
	}
	if len(a.pos) == 1 {
		m.dictUpdate(d, a.pos[0])
	}
	m.cells(3 * len(a.names))
	for i, n := range a.names {
		d.Set(n, a.vals[i])
	}
}

func init() {
	typeDict.create = func(m *vm, t *Type, a args) Value {
		d := NewDict()
		m.fillDict(d, "dict", a)
		return d
	}
	typeDict.classes = methods{"fromkeys": free(func(m *vm, a args) Value {
		noKeywords(a, "dict.fromkeys")
		d := NewDict()
		v := Value(None)
		switch len(a.pos) {
		case 2:
		case 3:
			v = a.pos[2]
		default:
			if len(a.pos) > 3 {
				fail(excType, "fromkeys expected at most 2 arguments, got %d", len(a.pos)-1)
			}
			fail(excType, "fromkeys expected at least 1 argument, got %d", len(a.pos)-1)
		}
		m.each(a.pos[1], func(k Value) bool {
			m.cells(3)
			d.set(m, k, v)
			return true
		})
		return d
	})}
	typeDict.classes["fromkeys"].name = "fromkeys"
	view := func(what byte) *Builtin {
		return noArgs(func(m *vm, a []Value) Value { return &View{selfDict(a), what} })
	}
	typeDict.define(methods{
		"keys":   view('k'),
		"values": view('v'),
		"items":  view('i'),
		"get": pos(1, 2, func(m *vm, a []Value) Value {
			if v, ok := selfDict(a).get(m, a[1]); ok {
				return v
			}
			return orNone(a[2])
		}),
		"setdefault": pos(1, 2, func(m *vm, a []Value) Value {
			if v, ok := selfDict(a).get(m, a[1]); ok {
				return v
			}
			v := orNone(a[2])
			m.cells(3)
			selfDict(a).set(m, a[1], v)
			return v
		}),
		"pop": pos(1, 2, func(m *vm, a []Value) Value {
			if v, ok := selfDict(a).take(m, a[1]); ok {
				return v
			}
			if a[2] == nil {
				panic(&Exception{typ: excKey, args: []Value{a[1]}})
			}
			return a[2]
		}),
		"popitem": noArgs(func(m *vm, a []Value) Value {
			d := selfDict(a)
			p := d.last()
			if p < 0 {
				fail(excKey, "popitem(): dictionary is empty")
			}
			t := NewTuple(d.keyAt(p), d.vals.a[p])
			d.touch(d, nil)
			d.remove(p)
			return t
		}),
		"update": free(func(m *vm, a args) Value {
			m.fillDict(a.pos[0].(*Dict), "update", args{pos: a.pos[1:], names: a.names, vals: a.vals})
			return None
		}),
		"copy": noArgs(func(m *vm, a []Value) Value {
			m.alloc(64)
			return selfDict(a).Copy()
		}),
		"clear": noArgs(func(m *vm, a []Value) Value {
			selfDict(a).Clear()
			return None
		}),
	})
}
