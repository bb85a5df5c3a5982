package python

import "unicode/utf8"

// iterator yields values one after the other; nil ends it.
type iterator interface {
	Value
	next(m *vm) Value
}

// iterable is implemented by values of the library that can be iterated over.
type iterable interface {
	iterate(m *vm) iterator
}

// iter is Python's iter(v).
func (m *vm) iter(v Value) iterator {
	switch x := v.(type) {
	case iterator:
		return x
	case *List:
		return &listIterator{list: x}
	case *Tuple:
		return &tupleIterator{items: x.items}
	case Str:
		return &strIterator{rest: string(x), ascii: isASCII(string(x))}
	case *Dict:
		return &hashIterator{d: &x.hashed, live: x.live, what: 'k', typ: typeDictKeyIterator}
	case *Set:
		return &tupleIterator{items: x.ordered(m), set: x, live: x.live}
	case Bytes:
		return &bytesIterator{rest: string(x)}
	case *Instance:
		if r := m.iterInstance(x); r != nil {
			return r
		}
	case iterable:
		return x.iterate(m)
	}
	fail(excType, "'%s' object is not iterable", v.Type().long)
	return nil
}

// each calls f with each value of an iterable until f returns false.
func (m *vm) each(v Value, f func(Value) bool) {
	switch x := v.(type) {
	case *List:
		for i := 0; i < len(x.vec.a); i++ {
			m.work(1)
			if !f(x.vec.a[i]) {
				return
			}
		}
		return
	case *Tuple:
		for _, y := range x.items {
			m.work(1)
			if !f(y) {
				return
			}
		}
		return
	}
	it := m.iter(v)
	for y := it.next(m); y != nil; y = it.next(m) {
		m.work(1)
		if !f(y) {
			return
		}
	}
}

// list collects an iterable; the slice belongs to the caller.
func (m *vm) list(v Value) []Value {
	switch x := v.(type) {
	case *List:
		m.cells(len(x.vec.a))
		return append([]Value(nil), x.vec.a...)
	case *Tuple:
		m.cells(len(x.items))
		return append([]Value(nil), x.items...)
	case *Set:
		m.cells(x.live)
		return x.ordered(m)
	case *Dict:
		m.cells(x.live)
		return x.Keys()
	case *Range:
		m.repeat(slotBytes+8, x.len())
		m.work(x.len())
		out := make([]Value, 0, x.len())
		for i := range x.len() {
			out = append(out, x.at(i))
		}
		return out
	}
	var out []Value
	m.each(v, func(y Value) bool {
		m.cells(1)
		out = append(out, y)
		return true
	})
	return out
}

// sequence returns the items of an iterable for reading, without copying where it can.
func (m *vm) sequence(v Value) []Value {
	switch x := v.(type) {
	case *List:
		return x.vec.a
	case *Tuple:
		return x.items
	}
	return m.list(v)
}

var (
	typeListIterator    = finalType("list_iterator")
	typeTupleIterator   = finalType("tuple_iterator")
	typeSetIterator     = finalType("set_iterator")
	typeStrIterator     = finalType("str_iterator")
	typeASCIIIterator   = finalType("str_ascii_iterator")
	typeBytesIterator   = finalType("bytes_iterator")
	typeRangeIterator   = finalType("range_iterator")
	typeDictKeyIterator = finalType("dict_keyiterator")
	typeDictValIterator = finalType("dict_valueiterator")
	typeDictItmIterator = finalType("dict_itemiterator")
	typeReverseList     = finalType("list_reverseiterator")
	typeReverseKeys     = finalType("dict_reversekeyiterator")
)

type listIterator struct {
	list *List
	i    int
}

func (*listIterator) Type() *Type { return typeListIterator }

func (it *listIterator) next(m *vm) Value {
	if it.list == nil || it.i >= len(it.list.vec.a) {
		it.list = nil
		return nil
	}
	it.i++
	return it.list.vec.a[it.i-1]
}

type tupleIterator struct {
	items []Value
	i     int
	set   *Set // what is iterated over when it is a set
	live  int
	back  bool
}

func (it *tupleIterator) Type() *Type {
	if it.back {
		return typeReversed
	}
	if it.set != nil {
		return typeSetIterator
	}
	return typeTupleIterator
}

func (it *tupleIterator) next(m *vm) Value {
	if it.set != nil && it.set.live != it.live {
		fail(excRuntime, "Set changed size during iteration")
	}
	if it.i >= len(it.items) {
		return nil
	}
	it.i++
	return it.items[it.i-1]
}

type strIterator struct {
	rest  string
	ascii bool
}

func (it *strIterator) Type() *Type {
	if it.ascii {
		return typeASCIIIterator
	}
	return typeStrIterator
}

func (it *strIterator) next(m *vm) Value {
	if it.rest == "" {
		return nil
	}
	_, n := utf8.DecodeRuneInString(it.rest)
	c := it.rest[:n]
	it.rest = it.rest[n:]
	return Str(c)
}

type bytesIterator struct{ rest string }

func (*bytesIterator) Type() *Type { return typeBytesIterator }

func (it *bytesIterator) next(m *vm) Value {
	if it.rest == "" {
		return nil
	}
	c := it.rest[0]
	it.rest = it.rest[1:]
	return Int(c)
}

// hashIterator goes through the keys, values or items of a dictionary, which must keep its size meanwhile.
type hashIterator struct {
	d       *hashed
	p, live int
	seen    int
	what    byte // k, v or i
	back    bool
	typ     *Type
}

func (it *hashIterator) Type() *Type { return it.typ }

func (it *hashIterator) next(m *vm) Value {
	if it.d == nil {
		return nil
	}
	if it.d.live != it.live {
		fail(excRuntime, "dictionary changed size during iteration")
	}
	p := -1
	if it.back {
		for p = min(it.p, len(it.d.vals.a)-1); p >= 0 && it.d.vals.a[p] == nil; {
			p--
		}
		it.p = p - 1
	} else {
		p = it.d.at(it.p)
		it.p = p + 1
	}
	if p < 0 {
		it.d = nil
		return nil
	}
	if it.seen++; it.seen > it.live {
		fail(excRuntime, "dictionary keys changed during iteration")
	}
	switch it.what {
	case 'k':
		return it.d.keyAt(p)
	case 'v':
		return it.d.vals.a[p]
	}
	m.alloc(48)
	return NewTuple(it.d.keyAt(p), it.d.vals.a[p])
}

// funcIterator calls a Go function for each value.
type funcIterator struct {
	typ *Type
	f   func(m *vm) Value
}

func (it *funcIterator) Type() *Type      { return it.typ }
func (it *funcIterator) next(m *vm) Value { return it.f(m) }

// instanceIterator serves classes with __next__.
type instanceIterator struct {
	*Instance
	f Value
}

func (it *instanceIterator) next(m *vm) (v Value) {
	return m.untilStop(func() Value { return m.callMethod(it.f, it.Instance, args{}) })
}

// untilStop calls f; StopIteration makes the result nil.
func (m *vm) untilStop(f func() Value) (v Value) {
	s := m.save()
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(*Exception)
			if !ok || !e.typ.is(excStopIteration) {
				panic(p)
			}
			m.restore(s)
			v = nil
		}
	}()
	return f()
}

func (m *vm) iterInstance(o *Instance) iterator {
	if v := m.callSpecial(o, "__iter__"); v != nil {
		if it, ok := v.(iterator); ok {
			return it
		}
		if i, ok := v.(*Instance); ok {
			if f := i.special("__next__"); f != nil {
				return &instanceIterator{i, f}
			}
		}
		fail(excType, "iter() returned non-iterator of type '%s'", v.Type().long)
	}
	if f := o.special("__getitem__"); f != nil {
		i := 0
		return &funcIterator{typ: typeIterator, f: func(m *vm) (v Value) {
			s := m.save()
			defer func() {
				if p := recover(); p != nil {
					e, ok := p.(*Exception)
					if !ok || !e.typ.is(excIndex) {
						panic(p)
					}
					m.restore(s)
					v = nil
				}
			}()
			i++
			return m.callMethod(f, o, args{pos: []Value{Int(i - 1)}})
		}}
	}
	return nil
}

var typeIterator = finalType("iterator")

// checkpoint is what must be put back when an exception is caught.
type checkpoint struct {
	frame    *frame
	depth    int
	slots    int
	stack    int
	handling int
	held     int
}

func (m *vm) save() checkpoint {
	c := checkpoint{frame: m.frame, depth: m.depth, slots: len(m.slots), stack: len(m.stack), handling: len(m.handling)}
	if m.frame != nil {
		c.held = len(m.frame.held)
	}
	return c
}

// restore returns to a checkpoint after a panic.
func (m *vm) restore(c checkpoint) {
	m.frame, m.depth = c.frame, c.depth
	clear(m.slots[c.slots:])
	m.slots = m.slots[:c.slots]
	m.drop(c.stack)
	m.handling = m.handling[:c.handling]
	if m.frame != nil {
		m.frame.held = m.frame.held[:c.held]
	}
}

// contains is Python's "x in c".
func (m *vm) contains(c, x Value) bool {
	switch c := c.(type) {
	case *Dict:
		return c.find(m, m.hash(x), x) >= 0
	case *List:
		return m.indexIn(c.vec.a, x) >= 0
	case *Tuple:
		return m.indexIn(c.items, x) >= 0
	case Str:
		s, ok := x.(Str)
		if !ok {
			fail(excType, "'in <string>' requires string as left operand, not %s", x.Type().long)
		}
		m.work(len(c) >> 6)
		return indexText(string(c), string(s)) >= 0
	case *Set:
		return c.has(m, x)
	case Bytes:
		switch x := x.(type) {
		case Bytes:
			return indexText(string(c), string(x)) >= 0
		case Int:
			if x < 0 || x > 255 {
				fail(excValue, "byte must be in range(0, 256)")
			}
			return indexText(string(c), string([]byte{byte(x)})) >= 0
		}
		fail(excType, "a bytes-like object is required, not '%s'", x.Type().long)
	case member:
		return c.contains(m, x)
	case *Instance:
		if v := m.callSpecial(c, "__contains__", x); v != nil {
			return m.truth(v)
		}
		if c.special("__iter__") == nil && c.special("__getitem__") == nil {
			fail(excType, "argument of type '%s' is not iterable", c.class.long)
		}
	case iterator, iterable:
	default:
		fail(excType, "argument of type '%s' is not iterable", c.Type().long)
	}
	found := false
	m.each(c, func(y Value) bool {
		found = m.same(y, x)
		return !found
	})
	return found
}

// member is implemented by values of the library with a quick "in".
type member interface {
	contains(m *vm, x Value) bool
}

// indexIn returns where an equal value is, -1 when nowhere.
func (m *vm) indexIn(items []Value, x Value) int {
	for i := 0; i < len(items); i++ {
		m.work(1)
		if m.same(items[i], x) {
			return i
		}
	}
	return -1
}
