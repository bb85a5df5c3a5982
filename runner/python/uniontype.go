package python

// unionType is int | str.
type unionType struct{ of []Value }

var typeUnion = finalType("types.UnionType")

// Type implements Value.
func (*unionType) Type() *Type { return typeUnion }

func (u *unionType) eachPart(func(Value)) {}

// unionOf joins types; nil when one operand is none.
func unionOf(a, b Value) Value {
	var of []Value
	for _, v := range []Value{a, b} {
		switch x := v.(type) {
		case *Type:
			of = append(of, x)
		case NoneType:
			of = append(of, typeNone)
		case *unionType:
			of = append(of, x.of...)
		default:
			return nil
		}
	}
	var out []Value
	for _, v := range of {
		known := false
		for _, w := range out {
			known = known || v == w
		}
		if !known {
			out = append(out, v)
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return &unionType{out}
}

func (u *unionType) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	if op != opOr {
		return nil
	}
	if reflected {
		return unionOf(other, u)
	}
	return unionOf(u, other)
}

func (t *Type) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	if op != opOr {
		return nil
	}
	if reflected {
		return unionOf(other, t)
	}
	return unionOf(t, other)
}

func (u *unionType) reprTo(m *vm, w *writer) {
	for i, v := range u.of {
		if i > 0 {
			w.text(" | ")
		}
		if t, ok := v.(*Type); ok && t != typeNone {
			w.text(t.long)
			continue
		}
		w.text("None")
	}
}
