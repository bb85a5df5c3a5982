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
