package python

import (
	"strings"

	"spiffmodeler/runner/python/syntax"
)

var (
	typeDefaultDict = newType("collections.defaultdict", typeDict)
	typeOrderedDict = newType("collections.OrderedDict", typeDict)
	typeCounter     = newType("collections.Counter", typeDict)
)

// The names in texts are the short ones for the classes that are written in Python.
func init() {
	typeCounter.long = "Counter"
}

var (
	orderedFlavour = &dictFlavour{typ: typeOrderedDict}
	counterFlavour = &dictFlavour{typ: typeCounter}
)

// missingFlavoured is what a dict-like type does about a missing key; nil leaves it to KeyError.
func (m *vm) missingFlavoured(d *Dict, key Value) Value {
	switch d.flavour.typ {
	case typeCounter:
		return Int(0)
	case typeDefaultDict:
		if d.flavour.factory == nil {
			return nil
		}
		v := m.call0(d.flavour.factory)
		m.cells(3)
		d.set(m, key, v)
		return v
	}
	return nil
}

// flavoured writes a dict-like type.
func (w *writer) flavoured(d *Dict) {
	switch d.flavour.typ {
	case typeDefaultDict:
		w.text("defaultdict(")
		if d.flavour.factory == nil {
			w.text("None")
		} else {
			w.repr(d.flavour.factory)
		}
		w.text(", ")
		w.items(d)
		w.text(")")
	case typeOrderedDict:
		if d.live == 0 {
			w.text("OrderedDict()")
			return
		}
		w.text("OrderedDict([")
		first := true
		for k, v := range d.All() {
			if !first {
				w.text(", ")
			}
			first = false
			w.text("(")
			w.repr(k)
			w.text(", ")
			w.repr(v)
			w.text(")")
		}
		w.text("])")
	case typeCounter:
		if d.live == 0 {
			w.text("Counter()")
			return
		}
		w.text("Counter({")
		for i, p := range w.m.mostCommon(d) {
			if i > 0 {
				w.text(", ")
			}
			w.repr(p.items[0])
			w.text(": ")
			w.repr(p.items[1])
		}
		w.text("})")
	default:
		w.items(d)
	}
}

// mostCommon lists the items, highest counts first.
func (m *vm) mostCommon(d *Dict) []*Tuple {
	keys := make([]Value, 0, d.live)
	pairs := make([]Value, 0, d.live)
	m.cells(4 * d.live)
	for k, v := range d.All() {
		pairs = append(pairs, NewTuple(k, v))
		keys = append(keys, v)
	}
	m.sortBy(pairs, keys, true)
	out := make([]*Tuple, len(pairs))
	for i, p := range pairs {
		out[i] = p.(*Tuple)
	}
	return out
}

// count adds the items of a mapping, or one for each value of an iterable.
func (m *vm) count(d *Dict, v Value, factor Int) {
	add := func(k, n Value) {
		have, ok := d.get(m, k)
		if !ok {
			have = Int(0)
		}
		m.cells(3)
		d.set(m, k, m.binary(opAdd, have, m.binary(opMul, n, factor)))
	}
	if s, ok := v.(*Dict); ok {
		for _, k := range s.Keys() {
			n, _ := s.get(m, k)
			add(k, n)
		}
		return
	}
	m.each(v, func(x Value) bool {
		add(x, Int(1))
		return true
	})
}

func (m *vm) countArgs(d *Dict, a args, factor Int) {
	for _, v := range a.pos {
		if v != None {
			m.count(d, v, factor)
		}
	}
	for i, n := range a.names {
		t := NewDict()
		t.Set(n, a.vals[i])
		m.count(d, t, factor)
	}
}

func newCounter() *Dict { return &Dict{flavour: counterFlavour} }

// counterBinary is + - | & of counters: only positive counts stay.
func (m *vm) counterBinary(op binaryOp, x, y *Dict) Value {
	r := newCounter()
	put := func(k, n Value) {
		if m.truth(m.order(opGt, n, Int(0))) {
			m.cells(3)
			r.set(m, k, n)
		}
	}
	of := func(d *Dict, k Value) Value {
		if v, ok := d.get(m, k); ok {
			return v
		}
		return Int(0)
	}
	join := func(k Value) Value {
		a, b := of(x, k), of(y, k)
		switch op {
		case opAdd, opSub:
			return m.binary(op, a, b)
		case opOr:
			if m.less(a, b) {
				return b
			}
			return a
		}
		if m.less(a, b) {
			return a
		}
		return b
	}
	for _, k := range x.Keys() {
		put(k, join(k))
	}
	if op != opAnd {
		for _, k := range y.Keys() {
			if _, ok := x.get(m, k); !ok {
				put(k, join(k))
			}
		}
	}
	return r
}

func (d *Dict) binary(m *vm, op binaryOp, other Value, reflected bool) Value {
	o, ok := other.(*Dict)
	if !ok || reflected || d.flavour == nil || o.flavour == nil || d.flavour.typ != typeCounter || o.flavour.typ != typeCounter {
		return nil
	}
	switch op {
	case opAdd, opSub, opAnd, opOr:
		return m.counterBinary(op, d, o)
	}
	return nil
}

// namedTuple makes a type of tuples with named fields.
func namedTuple(m *vm, a []Value) Value {
	name := m.wantText(a[0], "namedtuple", "1")
	var fields []string
	if s, ok := a[1].(Str); ok {
		fields = strings.Fields(strings.ReplaceAll(string(s), ",", " "))
	} else {
		m.each(a[1], func(v Value) bool {
			fields = append(fields, m.str(v))
			return true
		})
	}
	seen := map[string]bool{}
	for i, f := range fields {
		switch {
		case a[2] != nil && m.truth(a[2]) && (!isIdentifier(f) || syntax.IsKeyword(f) || f[0] == '_' || seen[f]):
			fields[i] = "_" + itoa(i)
		case !isIdentifier(f):
			fail(excValue, "Type names and field names must be valid identifiers: %s", quote(f))
		case syntax.IsKeyword(f):
			fail(excValue, "Type names and field names cannot be a keyword: %s", quote(f))
		case f[0] == '_':
			fail(excValue, "Field names cannot start with an underscore: %s", quote(f))
		case seen[f]:
			fail(excValue, "Encountered duplicate field name: %s", quote(f))
		}
		seen[fields[i]] = true
	}
	var defaults []Value
	if a[3] != nil && a[3] != None {
		defaults = m.list(a[3])
		if len(defaults) > len(fields) {
			fail(excType, "Got more default values than field names")
		}
	}
	return tupleType(name, fields, defaults)
}

func tupleType(name string, fields []string, defaults []Value) *Type {
	t := newType(name, typeTuple)
	names := &tupleNames{typ: t, fields: fields}
	code := &code{name: "__new__", qual: name + ".__new__", params: len(fields) + 1, rest: -1, keys: -1}
	code.names = append([]string{"_cls"}, fields...)
	fn := &Function{code: code, defaults: defaults}
	t.create = func(m *vm, t *Type, a args) Value {
		vars := make([]Value, len(code.names))
		fn.bind(m, vars, t, a)
		m.cells(len(vars))
		return &Tuple{items: vars[1:], names: names}
	}
	texts := make([]Value, len(fields))
	for i, f := range fields {
		texts[i] = Str(f)
	}
	t.consts = map[string]Value{"_fields": NewTuple(texts...)}
	t.classes = methods{"_make": classOne("_make", func(m *vm, v Value) Value {
		items := m.list(v)
		if len(items) != len(fields) {
			fail(excType, "Expected %d arguments, got %d", len(fields), len(items))
		}
		return &Tuple{items: items, names: names}
	})}
	t.methods = methods{
		"_asdict": noArgs(func(m *vm, a []Value) Value {
			d := NewDict()
			for i, f := range fields {
				m.cells(3)
				d.Set(f, a[0].(*Tuple).items[i])
			}
			return d
		}),
		"_replace": free(func(m *vm, a args) Value {
			items := append([]Value(nil), a.pos[0].(*Tuple).items...)
			var unknown []string
			for i, n := range a.names {
				found := false
				for j, f := range fields {
					if f == n {
						items[j], found = a.vals[i], true
					}
				}
				if !found {
					unknown = append(unknown, quote(n))
				}
			}
			if len(unknown) > 0 {
				fail(excValue, "Got unexpected field names: [%s]", strings.Join(unknown, ", "))
			}
			return &Tuple{items: items, names: names}
		}),
	}
	for n, b := range t.methods {
		b.name, b.owner = n, t
	}
	return t
}

func init() {
	typeDefaultDict.create = func(m *vm, t *Type, a args) Value {
		d := &Dict{flavour: &dictFlavour{typ: typeDefaultDict}}
		if len(a.pos) > 0 {
			if a.pos[0] != None {
				if !isCallable(a.pos[0]) {
					fail(excType, "first argument must be callable or None")
				}
				d.flavour.factory = a.pos[0]
			}
			a.pos = a.pos[1:]
		}
		m.fillDict(d, "dict", a)
		return d
	}
	typeDefaultDict.props = map[string]property{"default_factory": func(m *vm, v Value) Value { return orNone(v.(*Dict).flavour.factory) }}
	typeOrderedDict.create = func(m *vm, t *Type, a args) Value {
		d := &Dict{flavour: orderedFlavour}
		m.fillDict(d, "dict", a)
		return d
	}
	typeOrderedDict.define(methods{
		"move_to_end": named("key last?", func(m *vm, a []Value) Value {
			d := selfDict(a)
			v, ok := d.take(m, a[1])
			if !ok {
				panic(&Exception{typ: excKey, args: []Value{a[1]}})
			}
			if a[2] == nil || m.truth(a[2]) {
				d.set(m, a[1], v)
				return None
			}
			rest := d.Copy()
			d.Clear()
			d.set(m, a[1], v)
			m.dictUpdate(d, rest)
			return None
		}),
		"popitem": named("last?", func(m *vm, a []Value) Value {
			d := selfDict(a)
			p := d.last()
			if a[1] != nil && !m.truth(a[1]) {
				p = d.at(0)
			}
			if p < 0 {
				fail(excKey, "dictionary is empty")
			}
			t := NewTuple(d.keyAt(p), d.vals.a[p])
			d.touch(d, nil)
			d.remove(p)
			return t
		}),
	})
	typeCounter.create = func(m *vm, t *Type, a args) Value {
		d := newCounter()
		m.countArgs(d, a, 1)
		return d
	}
	counting := func(factor Int) *Builtin {
		return free(func(m *vm, a args) Value {
			m.countArgs(a.pos[0].(*Dict), args{pos: a.pos[1:], names: a.names, vals: a.vals}, factor)
			return None
		})
	}
	typeCounter.define(methods{
		"update":   counting(1),
		"subtract": counting(-1),
		"most_common": named("n?", func(m *vm, a []Value) Value {
			pairs := m.mostCommon(selfDict(a))
			n := len(pairs)
			if a[1] != nil && a[1] != None {
				n = max(0, min(m.wantInt(a[1]), n))
			}
			out := make([]Value, n)
			for i := range out {
				out[i] = pairs[i]
			}
			return NewList(out...)
		}),
		"elements": noArgs(func(m *vm, a []Value) Value {
			var out []Value
			for k, v := range selfDict(a).All() {
				n := m.wantInt(v)
				m.repeat(16, max(n, 0))
				for range n {
					out = append(out, k)
				}
			}
			return &tupleIterator{items: out}
		}),
		"total": noArgs(func(m *vm, a []Value) Value {
			sum := Value(Int(0))
			for _, v := range selfDict(a).All() {
				sum = m.binary(opAdd, sum, v)
			}
			return sum
		}),
	})
	nt := named("typename field_names rename? defaults? module?", namedTuple)
	addModule("collections", map[string]Value{
		"defaultdict": typeDefaultDict, "OrderedDict": typeOrderedDict, "Counter": typeCounter, "deque": typeDeque, "namedtuple": nt,
	})
}
