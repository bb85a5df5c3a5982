package python

// View is what keys, values and items of a dictionary return: it follows the dictionary.
type View struct {
	d    *Dict
	what byte // k, v or i
}

var (
	typeDictKeys   = finalType("dict_keys")
	typeDictValues = finalType("dict_values")
	typeDictItems  = finalType("dict_items")
)

// Type implements Value.
func (v *View) Type() *Type {
	switch v.what {
	case 'k':
		return typeDictKeys
	case 'v':
		return typeDictValues
	}
	return typeDictItems
}

func (v *View) isFalse() bool          { return v.d.live == 0 }
func (v *View) length(*vm) int         { return v.d.live }
func (v *View) iterate(m *vm) iterator { return v.iterator(false) }

func (v *View) iterator(back bool) iterator {
	it := &hashIterator{d: &v.d.hashed, live: v.d.live, what: v.what, back: back}
	it.typ = map[byte]*Type{'k': typeDictKeyIterator, 'v': typeDictValIterator, 'i': typeDictItmIterator}[v.what]
	if back {
		it.p = len(v.d.vals.a) - 1
		it.typ = typeReverseKeys
	}
	return it
}

func (v *View) contains(m *vm, x Value) bool {
	switch v.what {
	case 'k':
		return v.d.find(m, m.hash(x), x) >= 0
	case 'i':
		t, ok := x.(*Tuple)
		if !ok || len(t.items) != 2 {
			return false
		}
		y, ok := v.d.get(m, t.items[0])
		return ok && m.same(y, t.items[1])
	}
	found := false
	m.each(v, func(y Value) bool {
		found = m.same(y, x)
		return !found
	})
	return found
}

func (v *View) reprTo(m *vm, w *writer) {
	w.text(v.Type().name + "(")
	w.sequence(v, "[", m.list(v), "]")
	w.text(")")
}

func (v *View) equalTo(m *vm, other Value) (eq, ok bool) {
	if v.what == 'v' {
		return false, false
	}
	x, y := setLike(m, v), setLike(m, other)
	if y == nil {
		return false, false
	}
	return x.live == y.live && m.subset(x, y), true
}

// setLike returns sets, keys and items as a set for set operators; nil for other values.
func setLike(m *vm, v Value) *Set {
	switch v := v.(type) {
	case *Set:
		return v
	case *View:
		if v.what == 'k' {
			return &Set{hashed: hashed{keys: v.d.keys, vals: v.d.vals, live: v.d.live}}
		}
		if v.what == 'i' {
			return m.setOf(v)
		}
	}
	return nil
}

func init() {
	for _, t := range []*Type{typeDictKeys, typeDictItems} {
		t.define(methods{
			"isdisjoint": one(func(m *vm, a []Value) Value { return Bool(m.disjoint(setLike(m, a[0]), a[1])) }),
		})
	}
}
