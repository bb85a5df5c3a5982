package python

import "strings"

// getter is operator.itemgetter, attrgetter or methodcaller.
type getter struct {
	typ  *Type
	keys []Value
	get  func(m *vm, v, key Value) Value
	call args
}

// Type implements Value.
func (g *getter) Type() *Type { return g.typ }

func (g *getter) callWith(m *vm, a args) Value {
	if len(a.pos) != 1 || len(a.names) > 0 {
		fail(excType, "%s expected 1 argument, got %d", g.typ.name, len(a.pos))
	}
	if g.get == nil {
		return m.call(m.attr(a.pos[0], string(g.keys[0].(Str))), g.call)
	}
	v := a.pos[0]
	if len(g.keys) == 1 {
		return g.get(m, v, g.keys[0])
	}
	m.cells(len(g.keys) + 2)
	out := make([]Value, len(g.keys))
	for i, k := range g.keys {
		out[i] = g.get(m, v, k)
	}
	return NewTuple(out...)
}

func (g *getter) eachPart(f func(Value)) {
	for _, k := range g.keys {
		f(k)
	}
}

var (
	typeItemGetter   = finalType("operator.itemgetter")
	typeAttrGetter   = finalType("operator.attrgetter")
	typeMethodCaller = finalType("operator.methodcaller")
)

func operatorFunc(op binaryOp) *Builtin {
	return pos(2, 2, func(m *vm, a []Value) Value { return m.binary(op, a[0], a[1]) })
}

func operatorInPlace(op binaryOp) *Builtin {
	return pos(2, 2, func(m *vm, a []Value) Value { return m.augment(op, a[0], a[1]) })
}

func operatorCompare(op compareOp) *Builtin {
	return pos(2, 2, func(m *vm, a []Value) Value { return m.compare(op, a[0], a[1]) })
}

func init() {
	typeItemGetter.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) == 0 {
			fail(excType, "itemgetter expected at least 1 argument, got 0")
		}
		return &getter{typ: t, keys: append([]Value(nil), a.pos...), get: func(m *vm, v, k Value) Value { return m.item(v, k) }}
	}
	typeAttrGetter.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) == 0 {
			fail(excType, "attrgetter expected at least 1 argument, got 0")
		}
		for _, k := range a.pos {
			if _, ok := k.(Str); !ok {
				fail(excType, "attribute name must be a string")
			}
		}
		return &getter{typ: t, keys: append([]Value(nil), a.pos...), get: func(m *vm, v, k Value) Value {
			for _, n := range strings.Split(string(k.(Str)), ".") {
				v = m.attr(v, n)
			}
			return v
		}}
	}
	typeMethodCaller.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) == 0 {
			fail(excType, "methodcaller needs at least one argument, the method name")
		}
		if _, ok := a.pos[0].(Str); !ok {
			fail(excType, "method name must be a string")
		}
		c := args{pos: append([]Value(nil), a.pos[1:]...), names: a.names, vals: append([]Value(nil), a.vals...)}
		return &getter{typ: t, keys: []Value{a.pos[0]}, call: c}
	}
	members := map[string]Value{
		"itemgetter": typeItemGetter, "attrgetter": typeAttrGetter, "methodcaller": typeMethodCaller,
		"eq": operatorCompare(opEq), "ne": operatorCompare(opNe), "lt": operatorCompare(opLt), "le": operatorCompare(opLe),
		"gt": operatorCompare(opGt), "ge": operatorCompare(opGe), "is_": operatorCompare(opIs), "is_not": operatorCompare(opIsNot),
		"not_":     one(func(m *vm, a []Value) Value { return Bool(!m.truth(a[0])) }),
		"truth":    one(func(m *vm, a []Value) Value { return Bool(m.truth(a[0])) }),
		"neg":      one(func(m *vm, a []Value) Value { return m.unary('-', a[0]) }),
		"pos":      one(func(m *vm, a []Value) Value { return m.unary('+', a[0]) }),
		"abs":      one(func(m *vm, a []Value) Value { return m.abs(a[0]) }),
		"index":    one(func(m *vm, a []Value) Value { return NewInt(m.wantBig(a[0])) }),
		"contains": pos(2, 2, func(m *vm, a []Value) Value { return Bool(m.contains(a[0], a[1])) }),
		"getitem":  pos(2, 2, func(m *vm, a []Value) Value { return m.item(a[0], a[1]) }),
		"setitem":  pos(3, 3, func(m *vm, a []Value) Value { m.setItem(a[0], a[1], a[2]); return None }),
		"delitem":  pos(2, 2, func(m *vm, a []Value) Value { m.deleteItem(a[0], a[1]); return None }),
		"countOf":  pos(2, 2, func(m *vm, a []Value) Value { return m.countIn(m.sequence(a[0]), a[1]) }),
		"indexOf": pos(2, 2, func(m *vm, a []Value) Value {
			if i := m.indexIn(m.sequence(a[0]), a[1]); i >= 0 {
				return Int(i)
			}
			fail(excValue, "sequence.index(x): x not in sequence")
			return nil
		}),
		"length_hint": pos(1, 2, func(m *vm, a []Value) Value { return Int(m.length(a[0])) }),
	}
	for n, op := range map[string]binaryOp{"add": opAdd, "sub": opSub, "mul": opMul, "truediv": opDiv, "floordiv": opFloorDiv, "mod": opMod,
		"pow": opPow, "matmul": opMatMul, "lshift": opLShift, "rshift": opRShift, "and_": opAnd, "or_": opOr, "xor": opXor} {
		members[n] = operatorFunc(op)
		members["i"+strings.TrimSuffix(n, "_")] = operatorInPlace(op)
	}
	for _, n := range []string{"inv", "invert"} {
		members[n] = one(func(m *vm, a []Value) Value { return m.unary('~', a[0]) })
	}
	members["concat"] = pos(2, 2, func(m *vm, a []Value) Value {
		switch a[0].(type) {
		case Str, Bytes, *List, *Tuple:
			return m.binary(opAdd, a[0], a[1])
		}
		fail(excType, "'%s' object can't be concatenated", a[0].Type().long)
		return nil
	})
	addModule("operator", members)
}
