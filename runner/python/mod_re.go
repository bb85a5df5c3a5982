package python

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// template is a parsed replacement: texts and group numbers in turn.
type template struct {
	texts  []string // one more than groups
	groups []int
}

// parseTemplate reads \1, \g<name> and escapes.
func parseTemplate(re *Regexp, s string) *template {
	t := &template{}
	var b strings.Builder
	ref := func(n int, at int) {
		if n > re.p.groups {
			failRe("invalid group reference "+strconv.Itoa(n), s, at)
		}
		t.texts = append(t.texts, b.String())
		t.groups = append(t.groups, n)
		b.Reset()
	}
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			i++
			continue
		}
		if i+1 >= len(s) {
			failRe("bad escape (end of pattern)", s, i)
		}
		c := s[i+1]
		switch {
		case c == 'g':
			end := strings.IndexByte(s[i:], '>')
			switch {
			case i+2 >= len(s) || s[i+2] != '<':
				failRe("missing <", s, i+2)
			case i+3 >= len(s) || end == 3:
				failRe("missing group name", s, i+3)
			case end < 0:
				failRe("missing >, unterminated name", s, i+3)
			}
			name := s[i+3 : i+end]
			n, err := strconv.Atoi(name)
			if err != nil || n < 0 {
				var ok bool
				if !isIdentifier(name) {
					failRe("bad character in group name "+quote(name), s, i+3)
				}
				if n, ok = re.p.names[name]; !ok {
					panic(&Exception{typ: excIndex, args: []Value{Str("unknown group name " + quote(name))}})
				}
			}
			ref(n, i+3)
			i += end + 1
		case c == '0':
			n := 2
			v := 0
			for ; n < 4 && i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '7'; n++ {
				v = v*8 + int(s[i+n]-'0')
			}
			b.WriteRune(rune(v))
			i += n
		case isDigit(c):
			n := 2
			if i+2 < len(s) && isDigit(s[i+2]) {
				n = 3
			}
			v, _ := strconv.Atoi(s[i+1 : i+n])
			ref(v, i+1)
			i += n
		default:
			if e, ok := templateEscapes[c]; ok {
				b.WriteByte(e)
			} else if c < utf8.RuneSelf && (c|0x20 >= 'a' && c|0x20 <= 'z') {
				failRe("bad escape \\"+string(rune(c)), s, i)
			} else {
				b.WriteByte('\\')
				if c != '\\' {
					b.WriteByte(c)
				}
			}
			i += 2
		}
	}
	t.texts = append(t.texts, b.String())
	return t
}

var templateEscapes = map[byte]byte{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

func (t *template) expand(m *vm, x *Match) string {
	var b strings.Builder
	for i, s := range t.texts {
		b.WriteString(s)
		if i < len(t.groups) {
			if sp := x.spans[t.groups[i]]; sp[0] >= 0 {
				b.WriteString(string(x.text[sp[0]:sp[1]]))
			}
		}
	}
	m.alloc(b.Len())
	return b.String()
}

// subn replaces up to count matches (0: all) and counts them.
func (m *vm) subn(re *Regexp, repl, v Value, count int) (Value, int) {
	text := m.runes(re, v)
	with := func(x *Match) string {
		switch r := m.call1(repl, x).(type) {
		case Str:
			return string(r)
		case Bytes:
			return string(r)
		case NoneType:
			return ""
		default:
			fail(excType, "expected str instance, %s found", r.Type().long)
		}
		return ""
	}
	if !isCallable(repl) {
		var s string
		switch r := repl.(type) {
		case Str:
			s = string(r)
		case Bytes:
			s = string(r)
		default:
			fail(excType, "decoding to str: need a bytes-like object, %s found", repl.Type().long)
		}
		t := parseTemplate(re, s)
		with = func(x *Match) string { return t.expand(m, x) }
	}
	var b strings.Builder
	last, n := 0, 0
	m.eachMatch(re, text, 0, len(text), func(x *Match) bool {
		s := x.spans[0]
		piece := string(text[last:s[0]]) + with(x)
		m.alloc(len(piece))
		b.WriteString(piece)
		last = s[1]
		n++
		return count <= 0 || n < count
	})
	if n == 0 {
		return v, 0
	}
	b.WriteString(string(text[last:]))
	m.alloc(len(text) - last)
	if re.bytes {
		return Bytes(b.String()), n
	}
	return Str(b.String()), n
}

func (m *vm) findall(re *Regexp, v Value, pos, end Value) Value {
	text := m.runes(re, v)
	lo, hi := m.reBounds(pos, end, len(text))
	var out []Value
	m.eachMatch(re, text, lo, hi, func(x *Match) bool {
		m.cells(2)
		empty := re.part(m, nil)
		switch re.p.groups {
		case 0:
			out = append(out, x.group(m, 0, empty))
		case 1:
			out = append(out, x.group(m, 1, empty))
		default:
			items := make([]Value, re.p.groups)
			m.cells(len(items))
			for i := range items {
				items[i] = x.group(m, i+1, empty)
			}
			out = append(out, NewTuple(items...))
		}
		return true
	})
	return NewList(out...)
}

func (m *vm) resplit(re *Regexp, v Value, most int) Value {
	text := m.runes(re, v)
	var out []Value
	last, n := 0, 0
	m.eachMatch(re, text, 0, len(text), func(x *Match) bool {
		s := x.spans[0]
		m.cells(1 + re.p.groups)
		out = append(out, re.part(m, text[last:s[0]]))
		for i := range re.p.groups {
			out = append(out, x.group(m, i+1, None))
		}
		last = s[1]
		n++
		return most <= 0 || n < most
	})
	return NewList(append(out, re.part(m, text[last:]))...)
}

func (m *vm) finditer(re *Regexp, v Value, pos, end Value) Value {
	text := m.runes(re, v)
	lo, hi := m.reBounds(pos, end, len(text))
	var found []Value
	m.eachMatch(re, text, lo, hi, func(x *Match) bool {
		m.cells(1)
		found = append(found, x)
		return true
	})
	return &tupleIterator{items: found}
}

// reBounds clamps pos and endpos, which do not count from the end.
func (m *vm) reBounds(pos, end Value, n int) (int, int) {
	clamp := func(v Value, def int) int {
		if v == nil {
			return def
		}
		return max(0, min(m.wantInt(v), n))
	}
	return clamp(pos, 0), clamp(end, n)
}

func matchOrNone(x *Match) Value {
	if x == nil {
		return None
	}
	return x
}

// applied makes search, match and fullmatch of patterns.
func applied(mode reMode) *Builtin {
	return named("string pos? endpos?", func(m *vm, a []Value) Value {
		re := a[0].(*Regexp)
		text := m.runes(re, a[1])
		lo, hi := m.reBounds(a[2], a[3], len(text))
		return matchOrNone(m.apply(re, text, lo, hi, mode))
	})
}

func (m *vm) flagsOf(v Value) int { return int(m.intOr(v, 0)) }

func appliedFunc(name string, mode reMode) *Builtin {
	return py("pattern string flags?", func(m *vm, a []Value) Value {
		re := m.compileRe(a[0], m.flagsOf(a[2]))
		text := m.runes(re, a[1])
		return matchOrNone(m.apply(re, text, 0, len(text), mode))
	})
}

var moduleRe *Module

func init() {
	excRe.create = newException
	members := map[string]Value{
		"search":    appliedFunc("search", reSearch),
		"match":     appliedFunc("match", reMatch),
		"fullmatch": appliedFunc("fullmatch", reFull),
		"compile":   py("pattern flags?", func(m *vm, a []Value) Value { return m.compileRe(a[0], m.flagsOf(a[1])) }),
		"findall":   py("pattern string flags?", func(m *vm, a []Value) Value { return m.findall(m.compileRe(a[0], m.flagsOf(a[2])), a[1], nil, nil) }),
		"finditer":  py("pattern string flags?", func(m *vm, a []Value) Value { return m.finditer(m.compileRe(a[0], m.flagsOf(a[2])), a[1], nil, nil) }),
		"split": py("pattern string maxsplit? flags?", func(m *vm, a []Value) Value {
			return m.resplit(m.compileRe(a[0], m.flagsOf(a[3])), a[1], m.flagsOf(a[2]))
		}),
		"sub": py("pattern repl string count? flags?", func(m *vm, a []Value) Value {
			v, _ := m.subn(m.compileRe(a[0], m.flagsOf(a[4])), a[1], a[2], m.flagsOf(a[3]))
			return v
		}),
		"subn": py("pattern repl string count? flags?", func(m *vm, a []Value) Value {
			v, n := m.subn(m.compileRe(a[0], m.flagsOf(a[4])), a[1], a[2], m.flagsOf(a[3]))
			return NewTuple(v, Int(n))
		}),
		"escape": py("pattern", func(m *vm, a []Value) Value {
			s := m.wantText(a[0], "escape", "1")
			m.alloc(2 * len(s))
			return Str(escapeRe(s))
		}),
		"purge": py("", func(m *vm, a []Value) Value { return None }),
		"error": excRe, "Pattern": typePattern, "Match": typeMatch,
	}
	for names, v := range map[string]int{"I IGNORECASE": reIgnoreCase, "M MULTILINE": reMultiLine, "S DOTALL": reDotAll, "X VERBOSE": reVerbose, "A ASCII": reASCII, "U UNICODE": reUnicode, "NOFLAG": 0} {
		for _, n := range strings.Fields(names) {
			members[n] = Int(v)
		}
	}
	moduleRe = addModule("re", members)
	initPattern()
	initMatch()
}

func escapeRe(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func initPattern() {
	typePattern.props = map[string]property{
		"pattern": func(m *vm, v Value) Value { return v.(*Regexp).part(m, []rune(v.(*Regexp).source)) },
		"groups":  func(m *vm, v Value) Value { return Int(v.(*Regexp).p.groups) },
		"flags": func(m *vm, v Value) Value {
			if re := v.(*Regexp); !re.bytes && re.p.flags&reASCII == 0 {
				return Int(re.p.flags | reUnicode)
			}
			return Int(v.(*Regexp).p.flags)
		},
		"groupindex": func(m *vm, v Value) Value {
			d := NewDict()
			for _, n := range v.(*Regexp).p.order {
				d.Set(n, Int(v.(*Regexp).p.names[n]))
			}
			return d
		},
	}
	typePattern.define(methods{
		"search":    applied(reSearch),
		"match":     applied(reMatch),
		"fullmatch": applied(reFull),
		"findall":   named("string pos? endpos?", func(m *vm, a []Value) Value { return m.findall(a[0].(*Regexp), a[1], a[2], a[3]) }),
		"finditer":  named("string pos? endpos?", func(m *vm, a []Value) Value { return m.finditer(a[0].(*Regexp), a[1], a[2], a[3]) }),
		"split":     named("string maxsplit?", func(m *vm, a []Value) Value { return m.resplit(a[0].(*Regexp), a[1], m.flagsOf(a[2])) }),
		"sub": named("repl string count?", func(m *vm, a []Value) Value {
			v, _ := m.subn(a[0].(*Regexp), a[1], a[2], m.flagsOf(a[3]))
			return v
		}),
		"subn": named("repl string count?", func(m *vm, a []Value) Value {
			v, n := m.subn(a[0].(*Regexp), a[1], a[2], m.flagsOf(a[3]))
			return NewTuple(v, Int(n))
		}),
	})
}

func initMatch() {
	spanOf := func(f func(s [2]int) Value) *Builtin {
		return pos(0, 1, func(m *vm, a []Value) Value {
			x, i := a[0].(*Match), 0
			if a[1] != nil {
				i = x.index(a[1])
			}
			return f(x.spans[i])
		})
	}
	typeMatch.props = map[string]property{
		"string": func(m *vm, v Value) Value { return v.(*Match).re.part(m, v.(*Match).text) },
		"re":     func(m *vm, v Value) Value { return v.(*Match).re },
		"pos":    func(m *vm, v Value) Value { return Int(v.(*Match).pos) },
		"endpos": func(m *vm, v Value) Value { return Int(v.(*Match).end) },
		"lastindex": func(m *vm, v Value) Value {
			if n := v.(*Match).last; n > 0 {
				return Int(n)
			}
			return None
		},
		"lastgroup": func(m *vm, v Value) Value {
			x := v.(*Match)
			for name, n := range x.re.p.names {
				if n == x.last {
					return Str(name)
				}
			}
			return None
		},
	}
	typeMatch.define(methods{
		"group": free(func(m *vm, a args) Value {
			x := a.pos[0].(*Match)
			switch len(a.pos) {
			case 1:
				return x.group(m, 0, None)
			case 2:
				return x.group(m, x.index(a.pos[1]), None)
			}
			var out []Value
			for _, v := range a.pos[1:] {
				out = append(out, x.group(m, x.index(v), None))
			}
			return NewTuple(out...)
		}),
		"groups": named("default?", func(m *vm, a []Value) Value {
			x := a[0].(*Match)
			out := make([]Value, x.re.p.groups)
			for i := range out {
				out[i] = x.group(m, i+1, orNone(a[1]))
			}
			return NewTuple(out...)
		}),
		"groupdict": named("default?", func(m *vm, a []Value) Value {
			x, d := a[0].(*Match), NewDict()
			for _, n := range x.re.p.order {
				d.Set(n, x.group(m, x.re.p.names[n], orNone(a[1])))
			}
			return d
		}),
		"start": spanOf(func(s [2]int) Value { return Int(s[0]) }),
		"end":   spanOf(func(s [2]int) Value { return Int(s[1]) }),
		"span":  spanOf(func(s [2]int) Value { return NewTuple(Int(s[0]), Int(s[1])) }),
		"expand": one(func(m *vm, a []Value) Value {
			x := a[0].(*Match)
			return Str(parseTemplate(x.re, m.wantText(a[1], "expand", "1")).expand(m, x))
		}),
	})
}
