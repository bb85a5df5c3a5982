package python

import (
	"math"
	"math/big"
	"strings"
	"unicode/utf8"
)

// allBuiltins are the builtins that reach neither files nor the console nor other code.
var allBuiltins map[string]Value

func init() {
	funcs := map[string]*Builtin{
		"abs":      one(func(m *vm, a []Value) Value { return m.abs(a[0]) }),
		"all":      one(func(m *vm, a []Value) Value { return m.quantify(a[0], false) }),
		"any":      one(func(m *vm, a []Value) Value { return m.quantify(a[0], true) }),
		"ascii":    one(func(m *vm, a []Value) Value { return Str(toASCII(m.repr(a[0]))) }),
		"bin":      one(func(m *vm, a []Value) Value { return m.baseText(a[0], 2, "0b") }),
		"oct":      one(func(m *vm, a []Value) Value { return m.baseText(a[0], 8, "0o") }),
		"hex":      one(func(m *vm, a []Value) Value { return m.baseText(a[0], 16, "0x") }),
		"callable": one(func(m *vm, a []Value) Value { return Bool(isCallable(a[0])) }),
		"chr":      one(builtinChr),
		"ord":      one(builtinOrd),
		"divmod":   pos(2, 2, func(m *vm, a []Value) Value { return m.divmod(a[0], a[1]) }),
		"format":   pos(1, 2, builtinFormat),
		"getattr":  pos(2, 3, builtinGetattr),
		"hasattr":  pos(2, 2, builtinHasattr),
		"setattr":  pos(3, 3, func(m *vm, a []Value) Value { m.setAttr(a[0], attrName("setattr", a[1]), a[2]); return None }),
		"delattr":  pos(2, 2, func(m *vm, a []Value) Value { m.setAttr(a[0], attrName("delattr", a[1]), nil); return None }),
		"hash":     one(func(m *vm, a []Value) Value { return m.publicHash(a[0]) }),
		"id":       one(func(m *vm, a []Value) Value { return Int(hashIdentity(a[0]) >> 16) }),
		"isinstance": pos(2, 2, func(m *vm, a []Value) Value {
			return Bool(m.isInstance(a[0].Type(), a[1], "isinstance() arg 2 must be a type, a tuple of types, or a union"))
		}),
		"issubclass": pos(2, 2, func(m *vm, a []Value) Value {
			t, ok := a[0].(*Type)
			if !ok {
				fail(excType, "issubclass() arg 1 must be a class")
			}
			return Bool(m.isInstance(t, a[1], "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
		}),
		"iter":    pos(1, 2, builtinIter),
		"next":    pos(1, 2, builtinNext),
		"len":     one(func(m *vm, a []Value) Value { return Int(m.length(a[0])) }),
		"locals":  noArgs(func(m *vm, a []Value) Value { return m.locals() }),
		"globals": noArgs(func(m *vm, a []Value) Value { return m.frame.ns.all() }),
		"vars":    pos(0, 1, builtinVars),
		"dir":     pos(0, 1, builtinDir),
		"max":     free(func(m *vm, a args) Value { return m.extreme("max", opGt, a) }),
		"min":     free(func(m *vm, a args) Value { return m.extreme("min", opLt, a) }),
		"pow":     named("base exp mod?", builtinPow),
		"print":   free(builtinPrint),
		"repr":    one(func(m *vm, a []Value) Value { return Str(m.repr(a[0])) }),
		"round":   named("number ndigits?", builtinRound),
		"sorted":  free(builtinSorted),
		"sum":     named("/iterable start?", builtinSum),
	}
	allBuiltins = map[string]Value{
		"bool": typeBool, "bytes": typeBytes, "classmethod": typeClassMethod, "dict": typeDict, "enumerate": typeEnumerate,
		"filter": typeFilter, "float": typeFloat, "frozenset": typeFrozenSet, "int": typeInt, "list": typeList, "map": typeMap,
		"object": typeObject, "property": typeProperty, "range": typeRange, "reversed": typeReversed, "set": typeSet,
		"slice": typeSlice, "staticmethod": typeStaticMethod, "str": typeStr, "super": typeSuper, "tuple": typeTuple,
		"type": typeType, "zip": typeZip, "Ellipsis": Ellipsis, "NotImplemented": NotImplemented,
		"__debug__": Bool(true), "__build_class__": None,
	}
	delete(allBuiltins, "__build_class__")
	for n, f := range funcs {
		f.name = n
		allBuiltins[n] = f
	}
	for n, t := range builtinExceptions {
		allBuiltins[n] = t
	}
	allBuiltins["EnvironmentError"] = excOS
	allBuiltins["IOError"] = excOS
	typeObject.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos)+len(a.names) > 0 {
			fail(excType, "object() takes no arguments")
		}
		return &Instance{class: plainObject, attrs: NewDict()}
	}
	typeType.create = builtinType
	typeSlice.create = func(m *vm, t *Type, a args) Value {
		p := append(append([]Value(nil), a.pos...), None, None)
		switch len(a.pos) {
		case 1:
			return &Slice{None, p[0], None}
		case 2, 3:
			return &Slice{p[0], p[1], p[2]}
		}
		fail(excType, "slice expected at least 1 argument, got %d", len(a.pos))
		return nil
	}
	typeSuper.create = builtinSuper
}

// plainObject is the class of object().
var plainObject = func() *Type {
	t := &Type{name: "object", long: "object", class: &classBody{attrs: NewDict()}}
	t.mro = []*Type{t, typeObject}
	return t
}()

func (m *vm) abs(v Value) Value {
	switch x := v.(type) {
	case Int:
		if x >= 0 {
			return x
		}
	case Float:
		return Float(math.Abs(float64(x)))
	case *Instance:
		if r := m.callSpecial(x, "__abs__"); r != nil {
			return r
		}
	case negatable:
		if r := x.unary(m, 'a'); r != nil {
			return r
		}
	}
	if b := bigOf(v); b != nil {
		return NewInt(new(big.Int).Abs(b))
	}
	fail(excType, "bad operand type for abs(): '%s'", v.Type().long)
	return nil
}

func (m *vm) quantify(v Value, stop bool) Value {
	result := Bool(!stop)
	m.each(v, func(x Value) bool {
		if m.truth(x) == stop {
			result = Bool(stop)
			return false
		}
		return true
	})
	return result
}

func (m *vm) baseText(v Value, base int, prefix string) Value {
	b := m.wantBig(v)
	m.alloc(b.BitLen())
	s := new(big.Int).Abs(b).Text(base)
	if b.Sign() < 0 {
		return Str("-" + prefix + s)
	}
	return Str(prefix + s)
}

func builtinChr(m *vm, a []Value) Value {
	if b := bigOf(a[0]); b != nil && b.BitLen() > 31 {
		fail(excOverflow, "Python int too large to convert to C int")
	}
	i := m.wantInt64(a[0])
	if i < 0 || i > utf8.MaxRune {
		fail(excValue, "chr() arg not in range(0x110000)")
	}
	return Str(string(rune(i)))
}

func builtinOrd(m *vm, a []Value) Value {
	switch s := a[0].(type) {
	case Str:
		if n := s.length(); n != 1 {
			fail(excType, "ord() expected a character, but string of length %d found", n)
		}
		r, _ := utf8.DecodeRuneInString(string(s))
		return Int(r)
	case Bytes:
		if len(s) == 1 {
			return Int(s[0])
		}
		fail(excType, "ord() expected a character, but string of length %d found", len(s))
	}
	fail(excType, "ord() expected string of length 1, but %s found", a[0].Type().long)
	return nil
}

func (m *vm) divmod(a, b Value) Value {
	x, y := bigOf(a), bigOf(b)
	if x != nil && y != nil {
		if y.Sign() == 0 {
			fail(excZeroDivision, "integer division or modulo by zero")
		}
		q, r := m.bigDivmod(x, y)
		return NewTuple(NewInt(q), NewInt(r))
	}
	_, fx := a.(Float)
	_, fy := b.(Float)
	if (fx || x != nil) && (fy || y != nil) {
		u, v := m.wantFloat(a), m.wantFloat(b)
		if v == 0 {
			fail(excZeroDivision, "float divmod()")
		}
		q, r := floatDivmod(u, v)
		return NewTuple(Float(q), Float(r))
	}
	q := m.tryBinary(opFloorDiv, a, b)
	if q == nil {
		fail(excType, "unsupported operand type(s) for divmod(): '%s' and '%s'", a.Type().long, b.Type().long)
	}
	return NewTuple(q, m.binary(opMod, a, b))
}

func builtinFormat(m *vm, a []Value) Value {
	spec := ""
	if a[1] != nil {
		spec = m.wantText(a[1], "format", "2")
	}
	return m.format(a[0], spec)
}

func attrName(f string, v Value) string {
	s, ok := v.(Str)
	if !ok {
		fail(excType, "attribute name must be string, not '%s'", v.Type().long)
	}
	return string(s)
}

func builtinGetattr(m *vm, a []Value) Value {
	name := attrName("getattr", a[1])
	if a[2] == nil {
		return m.attr(a[0], name)
	}
	if v := m.tryAttr(a[0], name); v != nil {
		return v
	}
	return a[2]
}

// tryAttr is v.name, nil when there is none or a property raises AttributeError.
func (m *vm) tryAttr(v Value, name string) (r Value) {
	s := m.save()
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(*Exception); ok && e.typ.is(excAttribute) {
				m.restore(s)
				r = nil
				return
			}
			panic(p)
		}
	}()
	return m.findAttr(v, name)
}

func builtinHasattr(m *vm, a []Value) Value {
	return Bool(m.tryAttr(a[0], attrName("hasattr", a[1])) != nil)
}

func (m *vm) isInstance(t *Type, of Value, text string) bool {
	switch of := of.(type) {
	case *Type:
		return t.is(of)
	case *Tuple:
		m.deeper()
		defer m.shallower()
		for _, x := range of.items {
			if m.isInstance(t, x, text) {
				return true
			}
		}
		return false
	case *unionType:
		for _, x := range of.of {
			if m.isInstance(t, x, text) {
				return true
			}
		}
		return false
	}
	fail(excType, "%s", text)
	return false
}

// publicHash is what hash() shows: CPython's value for numbers, one that does not change from run to run for others.
func (m *vm) publicHash(v Value) Value {
	m.hash(v) // raises for what has none
	if h, ok := numberHash(v); ok {
		return Int(h)
	}
	if o, ok := v.(*Instance); ok && o.special("__hash__") != nil {
		return m.callSpecial(o, "__hash__")
	}
	h := uint64(14695981039346656037)
	for _, c := range []byte(m.repr(v)) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return Int(int64(mix(h) >> 3))
}

func builtinIter(m *vm, a []Value) Value {
	if a[1] == nil {
		return m.iter(a[0])
	}
	if !isCallable(a[0]) {
		fail(excType, "iter(v, w): v must be callable")
	}
	f, end := a[0], a[1]
	return &funcIterator{typ: typeCallableIterator, f: func(m *vm) Value {
		v := m.untilStop(func() Value { return m.call0(f) })
		if v == nil || m.same(v, end) {
			return nil
		}
		return v
	}}
}

var typeCallableIterator = finalType("callable_iterator")

func builtinNext(m *vm, a []Value) Value {
	it, ok := a[0].(iterator)
	if !ok {
		if o, isInstance := a[0].(*Instance); isInstance && o.special("__next__") != nil {
			if a[1] == nil {
				return m.callSpecial(o, "__next__")
			}
			it, ok = &instanceIterator{o, o.special("__next__")}, true
		}
	}
	if !ok {
		fail(excType, "'%s' object is not an iterator", a[0].Type().long)
	}
	m.work(1)
	if a[1] == nil {
		return m.nextOrStop(it)
	}
	if v := it.next(m); v != nil {
		return v
	}
	return a[1]
}

// sized is implemented by values of the library that have a length.
type sized interface{ length(m *vm) int }

func (m *vm) length(v Value) int {
	switch x := v.(type) {
	case Str:
		m.work(len(x) >> 6)
		return x.length()
	case *List:
		return x.Len()
	case *Dict:
		return x.Len()
	case *Tuple:
		return x.Len()
	case *Set:
		return x.Len()
	case Bytes:
		return len(x)
	case *Instance:
		if r := m.callSpecial(x, "__len__"); r != nil {
			n := m.wantInt(r)
			if n < 0 {
				fail(excValue, "__len__() should return >= 0")
			}
			return n
		}
	case sized:
		return x.length(m)
	}
	fail(excType, "object of type '%s' has no len()", v.Type().long)
	return 0
}

// locals is what locals() returns: the data itself at module level, a copy in functions.
func (m *vm) locals() Value {
	f := m.frame
	if f.class != nil {
		return f.class
	}
	if f.fn == nil {
		return f.ns.all()
	}
	d := NewDict()
	for i, name := range f.code.names {
		v := f.vars[i]
		for _, s := range f.code.shared {
			if s.slot == i {
				v = f.cells[s.cell].v
			}
		}
		if v != nil {
			m.cells(3)
			d.Set(name, v)
		}
	}
	return d
}

// all is what globals() returns. Names in data come first; what is injected is seen when nothing hides it.
func (n *namespace) all() *Dict {
	if n.extra == nil && n.hidden == nil && n.globals.live == 0 {
		return n.data
	}
	d := n.data.Copy()
	for _, layer := range []*Dict{n.hidden, n.extra, n.globals} {
		if layer == nil {
			continue
		}
		for k, v := range layer.All() {
			if s := string(k.(Str)); d.findName(hashString(s), s) < 0 {
				d.Set(s, v)
			}
		}
	}
	return d
}

func builtinVars(m *vm, a []Value) Value {
	if a[0] == nil {
		return m.locals()
	}
	if o, ok := a[0].(*Instance); ok {
		return o.attrs
	}
	fail(excType, "vars() argument must have __dict__ attribute")
	return nil
}

func builtinDir(m *vm, a []Value) Value {
	names := map[string]bool{}
	add := func(d *Dict) {
		for k := range d.All() {
			names[m.str(k)] = true
		}
	}
	if a[0] == nil {
		add(m.locals().(*Dict))
	} else {
		if o, ok := a[0].(*Instance); ok {
			add(o.attrs)
		}
		if mod, ok := a[0].(*Module); ok {
			for n := range mod.members {
				names[n] = true
			}
		}
		t := a[0].Type()
		if c, ok := a[0].(*Type); ok {
			t = c
		}
		for _, b := range t.mro {
			if b.class != nil {
				add(b.class.attrs)
			}
			for n := range b.methods {
				names[n] = true
			}
			for n := range b.props {
				names[n] = true
			}
		}
	}
	var out []Value
	for n := range names {
		if !hiddenName(n) {
			out = append(out, Str(n))
		}
	}
	m.cells(len(out))
	m.sort(out, false)
	return NewList(out...)
}

// extreme is min and max.
func (m *vm) extreme(name string, op compareOp, a args) Value {
	var key, def Value
	if len(a.pos) == 0 {
		fail(excType, "%s expected at least 1 argument, got 0", name)
	}
	for i, n := range a.names {
		switch n {
		case "key":
			key = a.vals[i]
		case "default":
			def = a.vals[i]
		default:
			fail(excType, "'%s' is an invalid keyword argument for %s()", n, name)
		}
	}
	if key == None {
		key = nil
	}
	var from Value
	switch len(a.pos) {
	case 1:
		from = a.pos[0]
	default:
		if def != nil {
			fail(excType, "Cannot specify a default for %s() with multiple positional arguments", name)
		}
		from = NewTuple(append([]Value(nil), a.pos...)...)
	}
	var best, bestKey Value
	m.each(from, func(x Value) bool {
		k := x
		if key != nil {
			k = m.call1(key, x)
		}
		if best == nil || m.truth(m.order(op, k, bestKey)) {
			best, bestKey = x, k
		}
		return true
	})
	if best != nil {
		return best
	}
	if def == nil {
		fail(excValue, "%s() arg is an empty sequence", name)
	}
	return def
}

func builtinPow(m *vm, a []Value) Value {
	if a[2] == nil || a[2] == None {
		return m.binary(opPow, a[0], a[1])
	}
	x, y, z := bigOf(a[0]), bigOf(a[1]), bigOf(a[2])
	_, fx := a[0].(Float)
	_, fy := a[1].(Float)
	if (fx || x != nil) && (fy || y != nil) && (fx || fy) {
		fail(excType, "pow() 3rd argument not allowed unless all arguments are integers")
	}
	if x == nil || y == nil || z == nil {
		fail(excType, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a[0].Type().long, a[1].Type().long, a[2].Type().long)
	}
	if z.Sign() == 0 {
		fail(excValue, "pow() 3rd argument cannot be 0")
	}
	m.work(words(z)*words(z)*y.BitLen()>>5 + 1)
	abs := new(big.Int).Abs(z)
	if y.Sign() < 0 {
		inv := new(big.Int).ModInverse(x, abs)
		if inv == nil {
			fail(excValue, "base is not invertible for the given modulus")
		}
		x, y = inv, new(big.Int).Neg(y)
	}
	r := new(big.Int).Exp(x, y, abs)
	if r.Sign() != 0 && z.Sign() < 0 {
		r.Add(r, z)
	}
	return NewInt(r)
}

func builtinPrint(m *vm, a args) Value {
	sep, end := " ", "\n"
	for i, n := range a.names {
		switch n {
		case "sep", "end":
			text := a.vals[i]
			if text == None {
				continue
			}
			s, ok := text.(Str)
			if !ok {
				fail(excType, "%s must be None or a string, not %s", n, text.Type().long)
			}
			if n == "sep" {
				sep = string(s)
			} else {
				end = string(s)
			}
		case "file", "flush":
		default:
			fail(excType, "'%s' is an invalid keyword argument for print()", n)
		}
	}
	var b strings.Builder
	for i, v := range a.pos {
		if i > 0 {
			b.WriteString(sep)
		}
		s := m.str(v)
		m.alloc(len(s))
		b.WriteString(s)
	}
	b.WriteString(end)
	if m.env != nil && m.env.Print != nil {
		m.env.Print(b.String())
	}
	return None
}

func builtinSorted(m *vm, a args) Value {
	if len(a.pos) != 1 {
		fail(excType, "sorted expected 1 argument, got %d", len(a.pos))
	}
	key, reverse := m.sortArgs("sort", a)
	if !isIterable(a.pos[0]) {
		fail(excType, "'%s' object is not iterable", a.pos[0].Type().long)
	}
	return NewList(m.sorted(m.list(a.pos[0]), key, reverse)...)
}

func builtinSum(m *vm, a []Value) Value {
	total := Value(Int(0))
	if a[1] != nil {
		total = a[1]
		switch total.(type) {
		case Str:
			fail(excType, "sum() can't sum strings [use ''.join(seq) instead]")
		case Bytes:
			fail(excType, "sum() can't sum bytes [use b''.join(seq) instead]")
		}
	}
	m.each(a[0], func(x Value) bool {
		total = m.binary(opAdd, total, x)
		return true
	})
	return total
}

func builtinType(m *vm, t *Type, a args) Value {
	switch len(a.pos) {
	case 1:
		return a.pos[0].Type()
	case 3:
		name, ok := a.pos[0].(Str)
		bases, isTuple := a.pos[1].(*Tuple)
		attrs, isDict := a.pos[2].(*Dict)
		if ok && isTuple && isDict {
			m.alloc(256)
			return m.newClass(string(name), bases.items, attrs.Copy())
		}
	}
	fail(excType, "type() takes 1 or 3 arguments")
	return nil
}

// builtinSuper is super(), whose class and instance are those of the running method, or super(class, instance).
func builtinSuper(m *vm, t *Type, a args) Value {
	if len(a.pos) == 2 {
		owner, ok := a.pos[0].(*Type)
		if !ok {
			fail(excType, "super() argument 1 must be a type, not %s", a.pos[0].Type().long)
		}
		return &superObject{owner, a.pos[1]}
	}
	f := m.frame
	if f == nil || f.fn == nil || f.fn.owner == nil || f.code.params == 0 {
		fail(excRuntime, "super(): no arguments")
	}
	self := f.vars[0]
	for _, s := range f.code.shared {
		if s.slot == 0 {
			self = f.cells[s.cell].v
		}
	}
	return &superObject{f.fn.owner, self}
}
