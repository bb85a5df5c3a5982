package python

func init() {
	excBaseException.props = map[string]property{
		"args": func(m *vm, v Value) Value { return NewTuple(append([]Value(nil), v.(*Exception).args...)...) },
	}
	excBaseException.define(methods{
		"with_traceback": one(func(m *vm, a []Value) Value { return a[0] }),
		"add_note":       one(func(m *vm, a []Value) Value { return None }),
	})
	named := func(v Value) Value {
		if n := v.(*Exception).name; n != "" {
			return Str(n)
		}
		return None
	}
	for _, t := range []*Type{excName, excAttribute, excImport} {
		t.props = map[string]property{"name": func(m *vm, v Value) Value { return named(v) }}
	}
	excStopIteration.props = map[string]property{"value": func(m *vm, v Value) Value {
		if a := v.(*Exception).args; len(a) > 0 {
			return a[0]
		}
		return None
	}}
}
