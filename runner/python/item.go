package python

import "unicode/utf8"

// Slice is a slice object.
type Slice struct{ lo, hi, step Value }

var typeSlice = finalType("slice")

func init() {
	typeSlice.props = map[string]property{
		"start": func(m *vm, v Value) Value { return v.(*Slice).lo },
		"stop":  func(m *vm, v Value) Value { return v.(*Slice).hi },
		"step":  func(m *vm, v Value) Value { return v.(*Slice).step },
	}
	typeSlice.define(methods{"indices": one(func(m *vm, a []Value) Value {
		n := m.wantInt(a[1])
		if n < 0 {
			fail(excValue, "length should not be negative")
		}
		sp := m.span(a[0].(*Slice), n)
		return NewTuple(Int(sp.start), Int(sp.stop), Int(sp.step))
	})})
}

// Type implements Value.
func (*Slice) Type() *Type { return typeSlice }

func (s *Slice) reprTo(m *vm, w *writer) {
	w.text("slice(")
	w.repr(s.lo)
	w.text(", ")
	w.repr(s.hi)
	w.text(", ")
	w.repr(s.step)
	w.text(")")
}

func (s *Slice) eachPart(f func(Value)) {
	f(s.lo)
	f(s.hi)
	f(s.step)
}

// span is what a slice selects of n items: count of them from start on, step apart.
type span struct{ start, stop, step, count int }

// span clamps the slice to n items.
func (m *vm) span(s *Slice, n int) span {
	part := func(v Value, def int) int {
		if v == None {
			return def
		}
		if i, ok := indexOf(v); ok {
			return i
		}
		if b, ok := v.(*BigInt); ok {
			if b.v.Sign() < 0 {
				return -1 << 62
			}
			return 1 << 62
		}
		if o, ok := v.(*Instance); ok && o.special("__index__") != nil {
			return m.wantInt(v)
		}
		fail(excType, "slice indices must be integers or None or have an __index__ method")
		return 0
	}
	sp := span{step: part(s.step, 1)}
	if sp.step == 0 {
		fail(excValue, "slice step cannot be zero")
	}
	lo, hi := 0, n
	if sp.step < 0 {
		lo, hi = -1, n-1
	}
	clamp := func(i int) int {
		if i < 0 {
			i += n
		}
		return max(lo, min(i, hi))
	}
	if sp.step > 0 {
		sp.start, sp.stop = clamp(part(s.lo, 0)), clamp(part(s.hi, n))
		if sp.stop > sp.start {
			sp.count = (sp.stop-sp.start-1)/sp.step + 1
		}
		return sp
	}
	sp.start, sp.stop = n-1, -1
	if s.lo != None {
		sp.start = clamp(part(s.lo, 0))
	}
	if s.hi != None {
		sp.stop = clamp(part(s.hi, 0))
	}
	if sp.stop < sp.start {
		sp.count = (sp.start-sp.stop-1)/(-sp.step) + 1
	}
	return sp
}

func (sp span) of(items []Value) []Value {
	out := make([]Value, 0, sp.count)
	for i, k := sp.start, 0; k < sp.count; i, k = i+sp.step, k+1 {
		out = append(out, items[i])
	}
	return out
}

// indexable is implemented by values of the library that take subscripts.
type indexable interface {
	item(m *vm, key Value) Value
}

// item is v[key].
func (m *vm) item(v, key Value) Value {
	switch x := v.(type) {
	case *Dict:
		if r, ok := x.get(m, key); ok {
			return r
		}
		return m.missing(x, key)
	case *List:
		if s, ok := key.(*Slice); ok {
			sp := m.span(s, len(x.vec.a))
			m.cells(sp.count)
			return NewList(sp.of(x.vec.a)...)
		}
		return x.vec.a[m.position(key, len(x.vec.a), "list")]
	case *Tuple:
		if s, ok := key.(*Slice); ok {
			sp := m.span(s, len(x.items))
			m.cells(sp.count)
			return NewTuple(sp.of(x.items)...)
		}
		return x.items[m.position(key, len(x.items), "tuple")]
	case Str:
		return m.textItem(string(x), key)
	case *Range:
		if s, ok := key.(*Slice); ok {
			sp := m.span(s, x.n)
			return &Range{start: x.start + int64(sp.start)*x.step, stop: x.start + int64(sp.stop)*x.step, step: x.step * int64(sp.step), n: sp.count}
		}
		return x.at(m.position(key, x.n, "range"))
	case Bytes:
		if s, ok := key.(*Slice); ok {
			sp := m.span(s, len(x))
			m.alloc(sp.count)
			out := make([]byte, 0, sp.count)
			for i, k := sp.start, 0; k < sp.count; i, k = i+sp.step, k+1 {
				out = append(out, x[i])
			}
			return Bytes(out)
		}
		return Int(x[m.position(key, len(x), "byte")])
	case *Instance:
		if r := m.callSpecial(x, "__getitem__", key); r != nil {
			return r
		}
	case indexable:
		return x.item(m, key)
	case *Type:
		// list[int] and the like are types for annotations.
		switch x {
		case typeList, typeDict, typeTuple, typeSet, typeFrozenSet, typeType, typeDefaultDict, typeOrderedDict, typeCounter, typeDeque:
			return x
		}
		fail(excType, "type '%s' is not subscriptable", x.name)
	}
	fail(excType, "'%s' object is not subscriptable", v.Type().long)
	return nil
}

// missing is what a dictionary does about a key it has not.
func (m *vm) missing(d *Dict, key Value) Value {
	if d.flavour != nil {
		if v := m.missingFlavoured(d, key); v != nil {
			return v
		}
	}
	panic(&Exception{typ: excKey, args: []Value{key}})
}

// position converts an index of a sequence with n items.
func (m *vm) position(key Value, n int, what string) int {
	i, ok := indexOf(key)
	if !ok {
		switch key := key.(type) {
		case *BigInt:
			fail(excIndex, "cannot fit 'int' into an index-sized integer")
		case *Instance:
			if key.special("__index__") != nil {
				return m.position(m.callSpecial(key, "__index__"), n, what)
			}
		}
		fail(excType, "%s indices must be integers or slices, not %s", what, key.Type().long)
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		if what == "byte" {
			fail(excIndex, "index out of range")
		}
		if what == "range" {
			what = "range object"
		}
		fail(excIndex, "%s index out of range", what)
	}
	return i
}

func (m *vm) textItem(s string, key Value) Value {
	ascii := isASCII(s)
	m.work(len(s) >> 6)
	n := len(s)
	if !ascii {
		n = utf8.RuneCountInString(s)
	}
	if sl, ok := key.(*Slice); ok {
		sp := m.span(sl, n)
		m.alloc(sp.count)
		if sp.step == 1 {
			if ascii {
				return Str(s[sp.start : sp.start+sp.count])
			}
			lo := byteOffset(s, sp.start)
			return Str(s[lo : lo+byteOffset(s[lo:], sp.count)])
		}
		if ascii {
			out := make([]byte, 0, sp.count)
			for i, k := sp.start, 0; k < sp.count; i, k = i+sp.step, k+1 {
				out = append(out, s[i])
			}
			return Str(out)
		}
		m.alloc(4 * n)
		rs := []rune(s)
		out := make([]rune, 0, sp.count)
		for i, k := sp.start, 0; k < sp.count; i, k = i+sp.step, k+1 {
			out = append(out, rs[i])
		}
		return Str(string(out))
	}
	if _, ok := indexOf(key); !ok {
		switch key := key.(type) {
		case *BigInt:
			fail(excIndex, "cannot fit 'int' into an index-sized integer")
		case *Instance:
			if key.special("__index__") != nil {
				return m.textItem(s, m.callSpecial(key, "__index__"))
			}
		}
		fail(excType, "string indices must be integers, not '%s'", key.Type().long)
	}
	i := m.position(key, n, "string")
	if ascii {
		return Str(s[i : i+1])
	}
	lo := byteOffset(s, i)
	_, w := utf8.DecodeRuneInString(s[lo:])
	return Str(s[lo : lo+w])
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// byteOffset is where code point n of s begins.
func byteOffset(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return i
}

// setItem is v[key] = x.
func (m *vm) setItem(v, key, x Value) {
	switch o := v.(type) {
	case *Dict:
		m.cells(2)
		o.set(m, key, x)
		return
	case *List:
		if s, ok := key.(*Slice); ok {
			m.setSlice(o, s, x)
			return
		}
		i := m.assignPosition(key, len(o.vec.a))
		o.Set(i, x)
		return
	case *Instance:
		if o.special("__setitem__") != nil {
			m.callSpecial(o, "__setitem__", key, x)
			return
		}
	}
	fail(excType, "'%s' object does not support item assignment", v.Type().long)
}

func (m *vm) assignPosition(key Value, n int) int {
	i, ok := indexOf(key)
	if !ok {
		return m.position(key, n, "list")
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		fail(excIndex, "list assignment index out of range")
	}
	return i
}

func (m *vm) setSlice(l *List, s *Slice, x Value) {
	sp := m.span(s, len(l.vec.a))
	if !isIterable(x) {
		if sp.step != 1 {
			fail(excType, "must assign iterable to extended slice")
		}
		fail(excType, "can only assign an iterable")
	}
	items := m.list(x)
	sp = m.span(s, len(l.vec.a))
	if sp.step == 1 {
		stop := max(sp.start, sp.stop)
		old := l.vec.a
		m.cells(len(old) + len(items))
		out := make([]Value, 0, len(old)+len(items))
		out = append(append(append(out, old[:sp.start]...), items...), old[stop:]...)
		l.replace(out)
		return
	}
	if len(items) != sp.count {
		fail(excValue, "attempt to assign sequence of size %d to extended slice of size %d", len(items), sp.count)
	}
	for i, k := sp.start, 0; k < sp.count; i, k = i+sp.step, k+1 {
		l.Set(i, items[k])
	}
}

// deleteItem is del v[key].
func (m *vm) deleteItem(v, key Value) {
	switch o := v.(type) {
	case *Dict:
		if _, ok := o.take(m, key); !ok {
			panic(&Exception{typ: excKey, args: []Value{key}})
		}
		return
	case *List:
		s, ok := key.(*Slice)
		if !ok {
			m.work(len(o.vec.a) >> 6)
			o.Remove(m.assignPosition(key, len(o.vec.a)))
			return
		}
		sp := m.span(s, len(o.vec.a))
		gone := map[int]bool{}
		for i, k := sp.start, 0; k < sp.count; i, k = i+sp.step, k+1 {
			gone[i] = true
		}
		m.cells(len(o.vec.a))
		out := make([]Value, 0, len(o.vec.a)-sp.count)
		for i, x := range o.vec.a {
			if !gone[i] {
				out = append(out, x)
			}
		}
		o.replace(out)
		return
	case *Instance:
		if o.special("__delitem__") != nil {
			m.callSpecial(o, "__delitem__", key)
			return
		}
	}
	text := "'%s' object does not support item deletion"
	switch v.(type) {
	case Str, Bytes, *Tuple, *Range, *Set, *View:
		// CPython asks sequences for an item by number first.
		if _, ok := indexOf(key); ok {
			text = "'%s' object doesn't support item deletion"
		}
	}
	fail(excType, text, v.Type().long)
}
