package python

// ShallowCopy is copy.copy(v). Lists, dictionaries and sets get an identity of their own and share storage; immutable
// values are returned as they are. The error is a *Error (TypeError) for what cannot be copied: modules and generators.
func ShallowCopy(v Value) (Value, error) {
	switch v := v.(type) {
	case *List:
		return v.Copy(), nil
	case *Dict:
		return v.Copy(), nil
	case *Set:
		return v.Copy(), nil
	case Str, Int, Bool, Float, NoneType, *Tuple:
		return v, nil
	}
	var c Value
	err := guard(func(m *vm) { c = m.copy(v) })
	return c, err
}

// DeepCopy is copy.deepcopy(v): what is shared within v is shared within the copy.
func DeepCopy(v Value) (Value, error) {
	switch v.(type) {
	case Str, Int, Bool, Float, NoneType:
		return v, nil
	}
	var c Value
	err := guard(func(m *vm) { c = m.deepCopy(v) })
	return c, err
}

// uncopyable are the types copy refuses.
func failCopy(v Value) { fail(excType, "cannot pickle '%s' object", v.Type().long) }

func (m *vm) copy(v Value) Value {
	switch v := v.(type) {
	case *List:
		m.alloc(64)
		return v.Copy()
	case *Dict:
		m.alloc(64)
		return v.Copy()
	case *Set:
		m.alloc(64)
		return v.Copy()
	case *Instance:
		if r := m.callSpecial(v, "__copy__"); r != nil {
			return r
		}
		m.alloc(64)
		return &Instance{class: v.class, attrs: v.attrs.Copy()}
	case *Exception:
		c := *v
		c.object = object{}
		if v.attrs != nil {
			c.attrs = v.attrs.Copy()
		}
		return &c
	case *listIterator:
		c := *v
		return &c
	case *tupleIterator:
		c := *v
		return &c
	case *Module, *genExpr, *Generator, *View:
		failCopy(v)
	}
	return v
}

func (m *vm) deepCopy(v Value) Value {
	return (&copier{m: m, memo: map[Value]Value{}}).copy(v)
}

type copier struct {
	m    *vm
	memo map[Value]Value
}

func (c *copier) copy(v Value) Value {
	switch v.(type) {
	case *List, *Dict, *Set, *Tuple, *Instance, *Exception:
	case *Module, *genExpr, *Generator, *View, *hashIterator, *funcIterator:
		failCopy(v)
	default:
		return v
	}
	if w, ok := c.memo[v]; ok {
		return w
	}
	m := c.m
	m.work(1)
	m.deeper()
	defer m.shallower()
	switch v := v.(type) {
	case *List:
		if v.Len() >= worthSharing && v.vec.isPlain() {
			m.alloc(64)
			w := v.Copy()
			c.memo[v] = w
			return w
		}
		m.cells(4 + v.Len())
		out := make([]Value, v.Len())
		w := NewList(out...)
		c.memo[v] = w
		for i, x := range v.vec.a {
			out[i] = c.copy(x)
		}
		return w
	case *Dict:
		return c.dict(v)
	case *Set:
		w := &Set{frozen: v.frozen}
		c.memo[v] = w
		for x := range v.All() {
			m.insert(w, c.copy(x))
		}
		return w
	case *Tuple:
		return c.tuple(v)
	case *Instance:
		if f := v.special("__deepcopy__"); f != nil {
			return m.callMethod(f, v, args{pos: []Value{NewDict()}})
		}
		w := &Instance{class: v.class}
		c.memo[v] = w
		w.attrs = c.dict(v.attrs)
		return w
	}
	e := v.(*Exception)
	w := &Exception{typ: e.typ, name: e.name}
	c.memo[v] = w
	for _, x := range e.args {
		w.args = append(w.args, c.copy(x))
	}
	if e.attrs != nil {
		w.attrs = c.dict(e.attrs)
	}
	return w
}

// dict copies a dictionary; its keys are immutable and the table of keys is shared.
func (c *copier) dict(d *Dict) *Dict {
	if len(d.vals.a) >= worthSharing && d.vals.isPlain() {
		c.m.alloc(64)
		w := d.Copy()
		c.memo[d] = w
		return w
	}
	c.m.cells(4 + d.live)
	w := &Dict{flavour: d.flavour}
	w.keys, w.live = d.keys, d.live
	vals := make([]Value, len(d.vals.a))
	w.vals = vector{a: vals}
	c.memo[d] = w
	for i, x := range d.vals.a {
		if x != nil {
			vals[i] = c.copy(x)
		}
	}
	return w
}

// tuple copies a tuple; one that holds nothing mutable stays itself.
func (c *copier) tuple(t *Tuple) Value {
	items := make([]Value, len(t.items))
	changed := false
	for i, x := range t.items {
		items[i] = c.copy(x)
		changed = changed || items[i] != x
	}
	if w, ok := c.memo[t]; ok {
		return w // it holds itself through a list
	}
	if !changed {
		return t
	}
	c.m.cells(len(items))
	w := &Tuple{items: items, names: t.names}
	c.memo[t] = w
	return w
}

// SameStorage reports whether two lists or dictionaries are known to hold the same values because they share storage;
// it costs nothing. Values of other types are compared for identity.
func SameStorage(a, b Value) bool {
	switch x := a.(type) {
	case *List:
		if y, ok := b.(*List); ok {
			return x == y || x.vec.same(&y.vec)
		}
		return false
	case *Dict:
		if y, ok := b.(*Dict); ok {
			return x == y || x.sameStorage(&y.hashed)
		}
		return false
	}
	return identical(a, b)
}

// Equal is Python's a == b. What cannot be compared is unequal.
func Equal(a, b Value) bool {
	switch x := a.(type) {
	case Str:
		if y, ok := b.(Str); ok {
			return x == y
		}
	case Int:
		if y, ok := b.(Int); ok {
			return x == y
		}
	case NoneType:
		return a == b
	case *List, *Dict:
		if SameStorage(a, b) {
			return true
		}
	}
	eq := false
	err := guard(func(m *vm) { eq = m.equal(a, b) })
	return eq && err == nil
}

// Identical is Python's a is b.
func Identical(a, b Value) bool { return identical(a, b) }

// Len is Python's len(v); ok is false for values without a length.
func Len(v Value) (n int, ok bool) {
	err := guard(func(m *vm) { n = m.length(v) })
	return n, err == nil
}

// Items collects the values an iterable yields, as list(v) does. The error is a *Error when v is none.
func Items(v Value) (items []Value, err error) {
	err = guard(func(m *vm) { items = m.list(v) })
	return items, err
}
