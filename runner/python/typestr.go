package python

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
)

func self(a []Value) string { return string(a[0].(Str)) }

func (m *vm) repeatText(s string, n int) string {
	if n <= 0 || s == "" {
		return ""
	}
	m.repeat(len(s), n)
	return strings.Repeat(s, n)
}

// charge pays for a text function that looks at the whole text.
func (m *vm) charge(s string) { m.work(len(s) >> 6) }

// clip is the part of s that the optional bounds of find, count and the like select: in bytes.
func (m *vm) clip(s string, lo, hi Value) (start, end int, ok bool) {
	n := utf8.RuneCountInString(s)
	sl := &Slice{orNone(lo), orNone(hi), None}
	for _, v := range []Value{sl.lo, sl.hi} {
		if _, isInt := indexOf(v); v != None && !isInt && bigOf(v) == nil {
			fail(excType, "slice indices must be integers or None or have an __index__ method")
		}
	}
	from := 0
	if i, isInt := indexOf(sl.lo); isInt {
		from = i
		if from < 0 {
			from = max(from+n, 0)
		}
	}
	sp := m.span(sl, n)
	if from > n {
		return 0, 0, false
	}
	if n == len(s) {
		return sp.start, max(sp.start, sp.stop), sp.start <= sp.stop
	}
	return byteOffset(s, sp.start), byteOffset(s, max(sp.start, sp.stop)), sp.start <= sp.stop
}

func orNone(v Value) Value {
	if v == nil {
		return None
	}
	return v
}

// finding makes find, index, rfind and rindex.
func finding(name string, last, raises bool) *Builtin {
	return takes(1, 3, func(m *vm, a []Value) Value {
		s := self(a)
		sub, ok := a[1].(Str)
		if !ok {
			fail(excType, "must be str, not %s", a[1].Type().long)
		}
		m.charge(s)
		i := -1
		if lo, hi, ok := m.clip(s, a[2], a[3]); ok {
			if last {
				i = strings.LastIndex(s[lo:hi], string(sub))
			} else {
				i = strings.Index(s[lo:hi], string(sub))
			}
			if i >= 0 {
				return Int(utf8.RuneCountInString(s[:lo+i]))
			}
		}
		if raises {
			fail(excValue, "substring not found")
		}
		return Int(-1)
	})
}

// affix makes startswith and endswith.
func affix(name string, has func(s, x string) bool) *Builtin {
	return takes(1, 3, func(m *vm, a []Value) Value {
		s := self(a)
		lo, hi, ok := m.clip(s, a[2], a[3])
		var list []Value
		switch x := a[1].(type) {
		case Str:
			list = []Value{x}
		case *Tuple:
			list = x.items
		default:
			fail(excType, "%s first arg must be str or a tuple of str, not %s", name, x.Type().long)
		}
		for _, x := range list {
			p, isText := x.(Str)
			if !isText {
				fail(excType, "tuple for %s must only contain str, not %s", name, x.Type().long)
			}
			if ok && has(s[lo:hi], string(p)) {
				return Bool(true)
			}
		}
		return Bool(false)
	})
}

func newStr(m *vm, t *Type, a args) Value {
	for i, n := range a.names {
		switch n {
		case "object":
			a.pos = append([]Value{a.vals[i]}, a.pos...)
		case "encoding", "errors":
			a.pos = append(a.pos[:len(a.pos):len(a.pos)], a.vals[i])
		default:
			fail(excType, "'%s' is an invalid keyword argument for str()", n)
		}
	}
	switch len(a.pos) {
	case 0:
		return Str("")
	case 1:
		return Str(m.str(a.pos[0]))
	}
	for i, what := range []string{"encoding", "errors"} {
		if i+1 < len(a.pos) {
			if _, ok := a.pos[i+1].(Str); !ok {
				fail(excType, "str() argument '%s' must be str, not %s", what, a.pos[i+1].Type().long)
			}
		}
	}
	b, ok := a.pos[0].(Bytes)
	if !ok {
		if _, text := a.pos[0].(Str); text {
			fail(excType, "decoding str is not supported")
		}
		fail(excType, "decoding to str: need a bytes-like object, %s found", a.pos[0].Type().long)
	}
	return m.decode(b, a.pos[1:])
}

func init() {
	typeStr.create = newStr
	typeStr.statics = methods{"maketrans": pos(1, 3, makeTrans)}
	typeStr.statics["maketrans"].name = "maketrans"
	typeStr.define(methods{
		"upper":        mapped(toUpper),
		"lower":        mapped(toLower),
		"casefold":     mapped(func(s string) string { return cases.Fold().String(s) }),
		"title":        mapped(titleText),
		"capitalize":   mapped(capitalize),
		"swapcase":     mapped(swapCase),
		"isalpha":      tested(false, unicode.IsLetter),
		"isdigit":      tested(false, isDigitRune),
		"isdecimal":    tested(false, isDecimalRune),
		"isnumeric":    tested(false, isNumericRune),
		"isalnum":      tested(false, func(r rune) bool { return unicode.IsLetter(r) || isNumericRune(r) }),
		"isspace":      tested(false, isSpaceRune),
		"isprintable":  tested(true, printableRune),
		"isascii":      tested(true, func(r rune) bool { return r < utf8.RuneSelf }),
		"isupper":      noArgs(func(m *vm, a []Value) Value { return Bool(isUpperText(self(a), unicode.IsUpper, unicode.IsLower)) }),
		"islower":      noArgs(func(m *vm, a []Value) Value { return Bool(isUpperText(self(a), unicode.IsLower, unicode.IsUpper)) }),
		"istitle":      noArgs(func(m *vm, a []Value) Value { return Bool(isTitleText(self(a))) }),
		"isidentifier": noArgs(func(m *vm, a []Value) Value { return Bool(isIdentifier(self(a))) }),
		"find":         finding("find", false, false),
		"rfind":        finding("rfind", true, false),
		"index":        finding("index", false, true),
		"rindex":       finding("rindex", true, true),
		"startswith":   affix("startswith", strings.HasPrefix),
		"endswith":     affix("endswith", strings.HasSuffix),
		"strip":        stripping("strip", true, true),
		"lstrip":       stripping("lstrip", true, false),
		"rstrip":       stripping("rstrip", false, true),
		"split":        splitting(false),
		"rsplit":       splitting(true),
		"partition":    partition(false),
		"rpartition":   partition(true),
		"ljust":        padding(func(s, fill string, n int) string { return s + strings.Repeat(fill, n) }),
		"rjust":        padding(func(s, fill string, n int) string { return strings.Repeat(fill, n) + s }),
		"center": padding(func(s, fill string, n int) string {
			left := n / 2
			if w := n + utf8.RuneCountInString(s); n%2 == 1 && w%2 == 1 {
				left++
			}
			return strings.Repeat(fill, left) + s + strings.Repeat(fill, n-left)
		}),
		"join": one(func(m *vm, a []Value) Value { return Str(m.join(self(a), a[1])) }),
		"replace": pos(2, 3, func(m *vm, a []Value) Value {
			n := -1
			if a[3] != nil {
				n = m.wantInt(a[3])
			}
			return Str(m.replaceText(self(a), m.wantText(a[1], "replace", "1"), m.wantText(a[2], "replace", "2"), n))
		}),
		"count": takes(1, 3, func(m *vm, a []Value) Value {
			s := self(a)
			sub, ok := a[1].(Str)
			if !ok {
				fail(excType, "must be str, not %s", a[1].Type().long)
			}
			m.charge(s)
			lo, hi, ok := m.clip(s, a[2], a[3])
			if !ok {
				return Int(0)
			}
			if sub == "" {
				return Int(utf8.RuneCountInString(s[lo:hi]) + 1)
			}
			return Int(strings.Count(s[lo:hi], string(sub)))
		}),
		"splitlines": named("keepends?", func(m *vm, a []Value) Value {
			m.alloc(len(self(a)))
			return m.texts(splitLines(self(a), a[1] != nil && m.wantFlag(a[1])))
		}),
		"zfill": one(func(m *vm, a []Value) Value {
			s := self(a)
			n := m.wantInt(a[1]) - utf8.RuneCountInString(s)
			if n <= 0 {
				return Str(s)
			}
			m.repeat(1, n)
			if s != "" && (s[0] == '-' || s[0] == '+') {
				return Str(s[:1] + strings.Repeat("0", n) + s[1:])
			}
			return Str(strings.Repeat("0", n) + s)
		}),
		"expandtabs": named("tabsize?", func(m *vm, a []Value) Value {
			size := 8
			if a[1] != nil {
				size = m.wantInt(a[1])
			}
			m.repeat(max(size, 1), strings.Count(self(a), "\t")+1)
			return Str(expandTabs(self(a), size))
		}),
		"removeprefix": one(func(m *vm, a []Value) Value {
			return Str(strings.TrimPrefix(self(a), m.wantText(a[1], "removeprefix", "")))
		}),
		"removesuffix": one(func(m *vm, a []Value) Value {
			return Str(strings.TrimSuffix(self(a), m.wantText(a[1], "removesuffix", "")))
		}),
		"encode": named("encoding? errors?", func(m *vm, a []Value) Value {
			wantCodecNames("encode", a[1:])
			return m.encode(self(a), a[1:])
		}),
		"translate": one(func(m *vm, a []Value) Value { return Str(m.translate(self(a), a[1])) }),
		"format": free(func(m *vm, a args) Value {
			return Str(m.strFormat(string(a.pos[0].(Str)), args{pos: a.pos[1:], names: a.names, vals: a.vals}))
		}),
		"format_map": one(func(m *vm, a []Value) Value {
			d, ok := a[1].(*Dict)
			if !ok {
				fail(excType, "format_map() argument must be a dict, not %s", a[1].Type().long)
			}
			var kw args
			for k, v := range d.All() {
				if s, ok := k.(Str); ok {
					kw.names, kw.vals = append(kw.names, string(s)), append(kw.vals, v)
				}
			}
			return Str(m.strFormat(self(a), kw))
		}),
	})
}
