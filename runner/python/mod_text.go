package python

import (
	"strings"
	"unicode/utf8"
)

// The modules string and textwrap.

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// stringTemplate is a string.Template.
type stringTemplate struct{ text string }

var typeTemplate = finalType("string.Template")

// Type implements Value.
func (*stringTemplate) Type() *Type { return typeTemplate }

func (t *stringTemplate) eachPart(func(Value)) {}

// substitute replaces $name and ${name}; safe leaves what is not known.
func (t *stringTemplate) substitute(m *vm, find func(name string) Value, safe bool) string {
	var b strings.Builder
	s := t.text
	for i := 0; i < len(s); {
		if s[i] != '$' {
			b.WriteByte(s[i])
			i++
			continue
		}
		name, n := templateName(s[i+1:])
		switch {
		case strings.HasPrefix(s[i+1:], "$"):
			b.WriteByte('$')
			i += 2
		case name == "":
			if !safe {
				line := strings.Count(s[:i], "\n") + 1
				fail(excValue, "Invalid placeholder in string: line %d, col %d", line, i-strings.LastIndexByte(s[:i], '\n'))
			}
			b.WriteByte('$')
			i++
		default:
			v := find(name)
			if v == nil {
				if !safe {
					panic(&Exception{typ: excKey, args: []Value{Str(name)}})
				}
				b.WriteString(s[i : i+1+n])
			} else {
				text := m.str(v)
				m.alloc(len(text))
				b.WriteString(text)
			}
			i += 1 + n
		}
	}
	return b.String()
}

// templateName reads a placeholder behind $ and returns how long it is.
func templateName(s string) (name string, n int) {
	braced := strings.HasPrefix(s, "{")
	i := 0
	if braced {
		i = 1
	}
	start := i
	for i < len(s) && (s[i] == '_' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > start && isDigit(s[i])) {
		i++
	}
	name = s[start:i]
	if !braced {
		return name, i
	}
	if i >= len(s) || s[i] != '}' {
		return "", 0
	}
	return name, i + 1
}

func templateMethod(safe bool) *Builtin {
	return free(func(m *vm, a args) Value {
		t := a.pos[0].(*stringTemplate)
		find := func(name string) Value {
			if v := a.get(name); v != nil {
				return v
			}
			if len(a.pos) > 1 {
				if d, ok := a.pos[1].(*Dict); ok {
					if v, ok := d.Get(name); ok {
						return v
					}
				}
			}
			return nil
		}
		return Str(t.substitute(m, find, safe))
	})
}

// capwords is string.capwords.
func capwords(s string, sep Value) string {
	var words []string
	join := " "
	if t, ok := sep.(Str); ok {
		words, join = strings.Split(s, string(t)), string(t)
	} else {
		words = splitWords(s, -1)
	}
	for i, w := range words {
		words[i] = capitalize(w)
	}
	return strings.Join(words, join)
}

// wrapping are the settings of textwrap.
type wrapping struct {
	width, most                          int // most: lines, 0 for any number
	initial, subsequent, placeholder     string
	expand, replace, breakLong, onHyphen bool
	dropSpace, fix                       bool
}

func (m *vm) wrappingOf(name string, a args) (string, *wrapping) {
	w := &wrapping{width: 70, placeholder: " [...]", expand: true, replace: true, breakLong: true, onHyphen: true, dropSpace: true}
	if len(a.pos) == 0 {
		failMissing(name, "positional", []string{"'text'"})
	}
	if len(a.pos) > 1 {
		w.width = m.wantInt(a.pos[1])
	}
	for i, n := range a.names {
		v := a.vals[i]
		switch n {
		case "width":
			w.width = m.wantInt(v)
		case "initial_indent":
			w.initial = m.str(v)
		case "subsequent_indent":
			w.subsequent = m.str(v)
		case "placeholder":
			w.placeholder = m.str(v)
		case "max_lines":
			if v != None {
				w.most = m.wantInt(v)
			}
		case "expand_tabs":
			w.expand = m.truth(v)
		case "replace_whitespace":
			w.replace = m.truth(v)
		case "break_long_words":
			w.breakLong = m.truth(v)
		case "break_on_hyphens":
			w.onHyphen = m.truth(v)
		case "drop_whitespace":
			w.dropSpace = m.truth(v)
		case "fix_sentence_endings":
			w.fix = m.truth(v)
		case "tabsize":
		default:
			fail(excType, "TextWrapper.__init__() got an unexpected keyword argument '%s'", n)
		}
	}
	if w.width <= 0 {
		fail(excValue, "invalid width %d (must be > 0)", w.width)
	}
	s := m.wantText(a.pos[0], name, "1")
	m.repeat(1, 4*len(s)+len(w.initial)+len(w.subsequent))
	return s, w
}

// chunks splits a text into words and white space; a word may end behind a hyphen.
func (w *wrapping) chunks(s string) []string {
	if w.expand {
		s = expandTabs(s, 8)
	}
	if w.replace {
		s = strings.Map(func(r rune) rune {
			if strings.ContainsRune("\t\n\v\f\r ", r) {
				return ' '
			}
			return r
		}, s)
	}
	var out []string
	rs := []rune(s)
	blank := func(r rune) bool { return strings.ContainsRune("\t\n\v\f\r ", r) }
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs) && blank(rs[j]) == blank(rs[i]) {
			j++
		}
		if blank(rs[i]) || !w.onHyphen {
			out = append(out, string(rs[i:j]))
		} else {
			out = append(out, hyphenParts(rs[i:j])...)
		}
		i = j
	}
	return out
}

// hyphenParts splits a word behind hyphens that stand between letters.
func hyphenParts(word []rune) []string {
	var out []string
	letter := func(i int) bool {
		return i >= 0 && i < len(word) && (isIdentifier(string(word[i])) && word[i] != '_')
	}
	start := 0
	for i, r := range word {
		if r == '-' && letter(i-1) && letter(i-2) && letter(i+1) && letter(i+2) {
			out = append(out, string(word[start:i+1]))
			start = i + 1
		}
	}
	return append(out, string(word[start:]))
}

func runeLen(s string) int { return utf8.RuneCountInString(s) }

func (m *vm) wrap(s string, w *wrapping) []string {
	chunks := w.chunks(s)
	m.work(len(chunks))
	lens := make([]int, len(chunks))
	for i, c := range chunks {
		lens[i] = runeLen(c)
	}
	var lines []string
	for i := 0; i < len(chunks); {
		indent := w.initial
		if len(lines) > 0 {
			indent = w.subsequent
		}
		width := w.width - runeLen(indent)
		if w.dropSpace && len(lines) > 0 && strings.TrimSpace(chunks[i]) == "" {
			i++
			if i == len(chunks) {
				break
			}
		}
		var line []string
		n := 0
		m.work(1)
		for i < len(chunks) && n+lens[i] <= width {
			n += lens[i]
			line = append(line, chunks[i])
			i++
		}
		if i < len(chunks) && lens[i] > width {
			room := max(width-n, 0)
			if width < 1 {
				room = 1
			}
			switch {
			case w.breakLong && room > 0:
				at := byteOffset(chunks[i], room)
				line = append(line, chunks[i][:at])
				n += room
				chunks[i], lens[i] = chunks[i][at:], lens[i]-room
			case len(line) == 0:
				line = append(line, chunks[i])
				n += lens[i]
				i++
			}
		}
		if w.dropSpace && len(line) > 0 && strings.TrimSpace(line[len(line)-1]) == "" {
			n -= runeLen(line[len(line)-1])
			line = line[:len(line)-1]
		}
		if len(line) == 0 {
			continue
		}
		rest := i < len(chunks) && !(w.dropSpace && i == len(chunks)-1 && strings.TrimSpace(chunks[i]) == "")
		if w.most == 0 || len(lines)+1 < w.most || !rest && n <= width {
			lines = append(lines, indent+strings.Join(line, ""))
			m.alloc(16 + len(lines[len(lines)-1]))
			continue
		}
		return append(lines, w.cutOff(line, n, indent, width, lines)...)
	}
	return lines
}

// cutOff ends the last allowed line with the placeholder.
func (w *wrapping) cutOff(line []string, n int, indent string, width int, lines []string) []string {
	for len(line) > 0 {
		last := line[len(line)-1]
		if strings.TrimSpace(last) != "" && n+runeLen(w.placeholder) <= width {
			return []string{indent + strings.Join(line, "") + w.placeholder}
		}
		n -= runeLen(last)
		line = line[:len(line)-1]
	}
	return []string{indent + strings.TrimLeft(w.placeholder, " ")}
}

func dedent(s string) string {
	lines := strings.Split(s, "\n")
	margin, found := "", false
	for i, l := range lines {
		if strings.TrimLeft(l, " \t") == "" {
			lines[i] = ""
			continue
		}
		in := l[:len(l)-len(strings.TrimLeft(l, " \t"))]
		if !found {
			margin, found = in, true
			continue
		}
		n := 0
		for n < len(margin) && n < len(in) && margin[n] == in[n] {
			n++
		}
		margin = margin[:n]
	}
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, margin)
	}
	return strings.Join(lines, "\n")
}

func init() {
	typeTemplate.create = func(m *vm, t *Type, a args) Value {
		if len(a.pos) != 1 {
			fail(excType, "Template.__init__() missing 1 required positional argument: 'template'")
		}
		return &stringTemplate{m.wantText(a.pos[0], "Template", "1")}
	}
	typeTemplate.define(methods{"substitute": templateMethod(false), "safe_substitute": templateMethod(true)})
	lower, upper, digits := "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	addModule("string", map[string]Value{
		"ascii_lowercase": Str(lower), "ascii_uppercase": Str(upper), "ascii_letters": Str(lower + upper), "digits": Str(digits),
		"hexdigits": Str(digits + "abcdefABCDEF"), "octdigits": Str("01234567"), "punctuation": Str(punctuation),
		"whitespace": Str(" \t\n\r\v\f"), "printable": Str(digits + lower + upper + punctuation + " \t\n\r\v\f"),
		"Template": typeTemplate,
		"capwords": py("s sep?", func(m *vm, a []Value) Value {
			s := m.wantText(a[0], "capwords", "1")
			m.alloc(len(s))
			return Str(capwords(s, orNone(a[1])))
		}),
	})
	addModule("textwrap", map[string]Value{
		"wrap": free(func(m *vm, a args) Value {
			s, w := m.wrappingOf("wrap", a)
			return m.texts(m.wrap(s, w))
		}),
		"fill": free(func(m *vm, a args) Value {
			s, w := m.wrappingOf("fill", a)
			return Str(strings.Join(m.wrap(s, w), "\n"))
		}),
		"shorten": free(func(m *vm, a args) Value {
			if len(a.pos) == 1 && a.get("width") == nil {
				failMissing("shorten", "positional", []string{"'width'"})
			}
			s, w := m.wrappingOf("shorten", a)
			w.most = 1
			return Str(strings.Join(m.wrap(strings.Join(splitWords(s, -1), " "), w), "\n"))
		}),
		"dedent": py("text", func(m *vm, a []Value) Value {
			s := m.wantText(a[0], "dedent", "1")
			m.alloc(len(s))
			return Str(dedent(s))
		}),
		"indent": py("text prefix predicate?", func(m *vm, a []Value) Value {
			s, prefix := m.wantText(a[0], "indent", "1"), m.wantText(a[1], "indent", "2")
			m.repeat(len(prefix)+1, strings.Count(s, "\n")+1)
			m.alloc(len(s))
			var b strings.Builder
			for _, l := range splitLines(s, true) {
				if orNone(a[2]) == None && strings.TrimSpace(l) != "" || orNone(a[2]) != None && m.truth(m.call1(a[2], Str(l))) {
					b.WriteString(prefix)
				}
				b.WriteString(l)
			}
			return Str(b.String())
		}),
	})
}
