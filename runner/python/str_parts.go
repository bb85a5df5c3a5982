package python

import (
	"math"
	"strings"
	"unicode/utf8"
)

// stripping makes strip, lstrip and rstrip.
func stripping(name string, left, right bool) *Builtin {
	return pos(0, 1, func(m *vm, a []Value) Value {
		s := self(a)
		m.charge(s)
		drop := isSpaceRune
		switch x := orNone(a[1]).(type) {
		case NoneType:
		case Str:
			drop = func(r rune) bool { return strings.ContainsRune(string(x), r) }
		default:
			fail(excType, "%s arg must be None or str", name)
		}
		if left {
			s = strings.TrimLeftFunc(s, drop)
		}
		if right {
			s = strings.TrimRightFunc(s, drop)
		}
		return Str(s)
	})
}

// padding makes ljust, rjust and center.
func padding(place func(s string, fill string, n int) string) *Builtin {
	return pos(1, 2, func(m *vm, a []Value) Value {
		s, width := self(a), m.wantInt(a[1])
		fill := " "
		if a[2] != nil {
			f, ok := a[2].(Str)
			if !ok {
				fail(excType, "The fill character must be a unicode character, not %s", a[2].Type().long)
			}
			if f.length() != 1 {
				fail(excType, "The fill character must be exactly one character long")
			}
			fill = string(f)
		}
		n := width - utf8.RuneCountInString(s)
		if n <= 0 {
			return Str(s)
		}
		m.repeat(len(fill), n)
		return Str(place(s, fill, n))
	})
}

func (m *vm) join(sep string, v Value) string {
	if !isIterable(v) {
		fail(excType, "can only join an iterable")
	}
	items := m.sequence(v)
	n := 0
	for i, x := range items {
		s, ok := x.(Str)
		if !ok {
			fail(excType, "sequence item %d: expected str instance, %s found", i, x.Type().long)
		}
		n += len(s) + len(sep)
		if n > int(m.limits.Bytes) {
			m.alloc(n)
		}
	}
	m.alloc(n)
	m.work(len(items))
	var b strings.Builder
	b.Grow(n)
	for i, x := range items {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(string(x.(Str)))
	}
	return b.String()
}

func (m *vm) replaceText(s, old, new string, n int) string {
	if n < 0 {
		n = math.MaxInt
	}
	count := 0
	if old == "" {
		count = utf8.RuneCountInString(s) + 1
	} else {
		count = strings.Count(s, old)
	}
	count = min(count, n)
	m.charge(s)
	if count == 0 {
		return s
	}
	if grow := len(new) - len(old); grow > 0 {
		m.repeat(grow, count)
	}
	m.alloc(len(s))
	return strings.Replace(s, old, new, n)
}

func splitWords(s string, max int) []string {
	var out []string
	for {
		s = strings.TrimLeftFunc(s, isSpaceRune)
		if s == "" {
			return out
		}
		if max >= 0 && len(out) == max {
			return append(out, s)
		}
		i := strings.IndexFunc(s, isSpaceRune)
		if i < 0 {
			return append(out, s)
		}
		out = append(out, s[:i])
		s = s[i:]
	}
}

func splitWordsRight(s string, max int) []string {
	var out []string
	for {
		s = strings.TrimRightFunc(s, isSpaceRune)
		if s == "" {
			break
		}
		if max >= 0 && len(out) == max {
			out = append(out, s)
			break
		}
		i := strings.LastIndexFunc(s, isSpaceRune)
		if i < 0 {
			out = append(out, s)
			break
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		out = append(out, s[i+n:])
		s = s[:i]
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func splitRight(s, sep string, max int) []string {
	if max < 0 {
		return strings.Split(s, sep)
	}
	var tail []string
	for len(tail) < max {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		tail = append(tail, s[i+len(sep):])
		s = s[:i]
	}
	out := []string{s}
	for i := len(tail) - 1; i >= 0; i-- {
		out = append(out, tail[i])
	}
	return out
}

func splitting(right bool) *Builtin {
	return named("sep? maxsplit?", func(m *vm, a []Value) Value {
		s, max := self(a), -1
		if a[2] != nil {
			max = m.wantInt(a[2])
		}
		m.alloc(len(s))
		var parts []string
		switch sep := orNone(a[1]).(type) {
		case NoneType:
			if right {
				parts = splitWordsRight(s, max)
			} else {
				parts = splitWords(s, max)
			}
		case Str:
			if sep == "" {
				fail(excValue, "empty separator")
			}
			m.repeat(32, strings.Count(s, string(sep))+1)
			switch {
			case right:
				parts = splitRight(s, string(sep), max)
			case max >= 0:
				parts = strings.SplitN(s, string(sep), max+1)
			default:
				parts = strings.Split(s, string(sep))
			}
		default:
			fail(excType, "must be str or None, not %s", sep.Type().long)
		}
		return m.texts(parts)
	})
}

func (m *vm) texts(parts []string) *List {
	m.cells(2 * len(parts))
	out := make([]Value, len(parts))
	for i, p := range parts {
		out[i] = Str(p)
	}
	return NewList(out...)
}

func splitLines(s string, keep bool) []string {
	var out []string
	for s != "" {
		i := strings.IndexAny(s, "\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029")
		if i < 0 {
			return append(out, s)
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			n = 2
		}
		if keep {
			out = append(out, s[:i+n])
		} else {
			out = append(out, s[:i])
		}
		s = s[i+n:]
	}
	return out
}

func partition(right bool) *Builtin {
	return one(func(m *vm, a []Value) Value {
		s := self(a)
		sep, ok := a[1].(Str)
		if !ok {
			fail(excType, "must be str, not %s", a[1].Type().long)
		}
		if sep == "" {
			fail(excValue, "empty separator")
		}
		m.alloc(len(s))
		i := strings.Index(s, string(sep))
		if right {
			i = strings.LastIndex(s, string(sep))
		}
		switch {
		case i >= 0:
			return NewTuple(Str(s[:i]), sep, Str(s[i+len(sep):]))
		case right:
			return NewTuple(Str(""), Str(""), Str(s))
		}
		return NewTuple(Str(s), Str(""), Str(""))
	})
}

func expandTabs(s string, size int) string {
	var b strings.Builder
	col := 0
	for _, r := range s {
		switch r {
		case '\t':
			if size > 0 {
				n := size - col%size
				b.WriteString(strings.Repeat(" ", n))
				col += n
			}
		case '\n', '\r':
			b.WriteRune(r)
			col = 0
		default:
			b.WriteRune(r)
			col++
		}
	}
	return b.String()
}

func (m *vm) translate(s string, table Value) string {
	var b strings.Builder
	for _, r := range s {
		m.work(1)
		var to Value
		if d, ok := table.(*Dict); ok {
			v, found := d.get(m, Int(r))
			if !found {
				v = Int(r)
			}
			to = v
		} else {
			to = m.item(table, Int(r))
		}
		switch t := to.(type) {
		case NoneType:
		case Int:
			b.WriteRune(rune(t))
		case Str:
			m.alloc(len(t))
			b.WriteString(string(t))
		default:
			fail(excType, "character mapping must return integer, None or str")
		}
	}
	return b.String()
}

func makeTrans(m *vm, a []Value) Value {
	d := NewDict()
	if a[1] == nil {
		from, ok := a[0].(*Dict)
		if !ok {
			fail(excType, "if you give only one argument to maketrans it must be a dict")
		}
		for k, v := range from.All() {
			if s, ok := k.(Str); ok {
				r, n := utf8.DecodeRuneInString(string(s))
				if n != len(s) || n == 0 {
					fail(excValue, "string keys in translate table must be of length 1")
				}
				k = Int(r)
			}
			d.set(m, k, v)
		}
		return d
	}
	x, y := []rune(m.wantText(a[0], "maketrans", "1")), []rune(m.wantText(a[1], "maketrans", "2"))
	if len(x) != len(y) {
		fail(excValue, "the first two maketrans arguments must have equal length")
	}
	for i := range x {
		d.set(m, Int(x[i]), Int(y[i]))
	}
	if a[2] != nil {
		for _, r := range m.wantText(a[2], "maketrans", "3") {
			d.set(m, Int(r), None)
		}
	}
	return d
}
