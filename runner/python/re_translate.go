package python

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rePattern is a Python pattern rewritten for the engine, which has .NET's syntax: groups have no names there, because it
// would number named ones last, and what .NET would read differently is escaped.
type rePattern struct {
	text   string
	groups int
	names  map[string]int
	order  []string // names in order of their numbers
	flags  int
}

// The flags of the re module.
const (
	reIgnoreCase = 2
	reLocale     = 4
	reMultiLine  = 8
	reDotAll     = 16
	reUnicode    = 32
	reVerbose    = 64
	reASCII      = 256
)

// reError is what is wrong with a pattern, and where.
type reError struct {
	msg string
	pos int
}

type reTranslator struct {
	src   []rune
	i     int
	out   strings.Builder
	p     *rePattern
	open  []reGroup // the pattern and the groups that are open
	atoms bool      // something to repeat stands before
	rep   bool      // a repetition stands before
	refs  [][2]int  // groups that conditions name, and where
	wide  map[int]reWidth
	loose bool // a look-behind has no fixed width
}

func (t *reTranslator) fail(pos int, format string, a ...any) {
	panic(&reError{fmt.Sprintf(format, a...), pos})
}

const maxPattern = 20_000

func translatePattern(src string, flags int) *rePattern {
	t := &reTranslator{src: []rune(src), p: &rePattern{names: map[string]int{}, flags: flags}, open: make([]reGroup, 1), wide: map[int]reWidth{}}
	if len(t.src) > maxPattern {
		t.fail(0, "pattern too long")
	}
	for t.i < len(t.src) {
		t.next()
	}
	if n := len(t.open); n > 1 {
		t.fail(t.open[n-1].pos, "missing ), unterminated subpattern")
	}
	for _, r := range t.refs {
		if r[0] > t.p.groups {
			t.fail(r[1], "invalid group reference %d", r[0])
		}
	}
	if t.loose {
		t.fail(-1, "look-behind requires fixed-width pattern")
	}
	t.p.text = t.out.String()
	return t.p
}

func (t *reTranslator) put(s string) { t.out.WriteString(s) }

func (t *reTranslator) peek(s string) bool {
	return strings.HasPrefix(string(t.src[t.i:min(len(t.src), t.i+len(s))]), s)
}

func (t *reTranslator) next() {
	c := t.src[t.i]
	switch c {
	case '\\':
		anchor := t.i+1 < len(t.src) && strings.ContainsRune("AbBZ", t.src[t.i+1])
		if anchor {
			t.item(reWidth{})
		} else {
			t.item(reOne)
		}
		t.escape(false)
		t.atoms, t.rep = !anchor, false
	case '[':
		t.item(reOne)
		t.class()
		t.atoms, t.rep = true, false
	case '(':
		t.group()
	case ')':
		if len(t.open) == 1 {
			t.fail(t.i, "unbalanced parenthesis")
		}
		t.put(")")
		t.close()
		t.i++
		t.atoms, t.rep = true, false
	case '*', '+', '?':
		lo, hi := 0, reEndless
		if c == '+' {
			lo = 1
		} else if c == '?' {
			hi = 1
		}
		t.repeat(string(c), 1, lo, hi)
	case '{':
		t.braces()
	case '|':
		t.put("|")
		t.open[len(t.open)-1].alternative()
		t.i++
		t.atoms, t.rep = false, false
	case '^', '$':
		t.item(reWidth{})
		t.put(string(c))
		t.i++
		t.atoms, t.rep = false, false
	default:
		if c == '#' && t.p.flags&reVerbose != 0 {
			for t.i < len(t.src) && t.src[t.i] != '\n' {
				t.i++
			}
			return
		}
		if t.p.flags&reVerbose == 0 || !strings.ContainsRune(" \t\n\r\f\v", c) {
			t.item(reOne)
			t.atoms, t.rep = true, false
		}
		if c == '}' || c == ']' {
			t.put(`\`)
		}
		t.put(string(c))
		t.i++
	}
}

// repeat copies a repetition of n runes with what makes it lazy or possessive, which the engine has for groups only.
func (t *reTranslator) repeat(text string, n, lo, hi int) {
	if !t.atoms {
		t.fail(t.i, "nothing to repeat")
	}
	if t.rep {
		t.fail(t.i, "multiple repeat")
	}
	t.put(text)
	t.i += n
	if t.i < len(t.src) {
		switch t.src[t.i] {
		case '?':
			t.put("?")
			t.i++
		case '+':
			all := t.out.String()
			at := t.open[len(t.open)-1].at
			t.out.Reset()
			t.put(all[:at] + "(?>" + all[at:] + ")")
			t.i++
		}
	}
	g := &t.open[len(t.open)-1]
	g.last = reWidth{reTimes(g.last.lo, lo), reTimes(g.last.hi, hi)}
	t.rep = true
}

// braces is {m}, {m,}, {,n} or {m,n}; anything else is plain text.
func (t *reTranslator) braces() {
	end := t.i + 1
	for end < len(t.src) && t.src[end] != '}' && end-t.i < 24 {
		end++
	}
	if end < len(t.src) && t.src[end] == '}' {
		lo, hi, comma := strings.Cut(string(t.src[t.i+1:end]), ",")
		if isDigits(lo) && isDigits(hi) && (comma || lo != "") && !(lo == "" && hi == "") {
			m, _ := strconv.Atoi("0" + lo)
			n, _ := strconv.Atoi("0" + hi)
			if m > 1_000_000 || n > 1_000_000 {
				t.fail(t.i, "the repetition number is too large")
			}
			if hi != "" && n < m {
				t.fail(t.i+1, "min repeat greater than max repeat")
			}
			text := "{" + strconv.Itoa(m)
			if comma {
				text += ","
				if hi != "" {
					text += strconv.Itoa(n)
				}
			}
			if hi == "" && comma {
				n = reEndless
			} else if !comma {
				n = m
			}
			t.repeat(text+"}", end-t.i+1, m, n)
			return
		}
	}
	t.item(reOne)
	t.put(`\{`)
	t.i++
	t.atoms, t.rep = true, false
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// group is what begins with "(".
func (t *reTranslator) group() {
	start := t.i
	atoms, rep := t.atoms, t.rep
	t.atoms, t.rep = false, false
	t.i++
	enter := func(s string) {
		g := reGroup{pos: start, out: t.out.Len(), look: strings.HasSuffix(s, "=") || strings.HasSuffix(s, "!"), behind: strings.HasPrefix(s, "(?<")}
		if s == "(" {
			g.number = t.p.groups
		}
		t.open = append(t.open, g)
		t.put(s)
		if len(t.open) > 101 {
			t.fail(start, "too many nested groups")
		}
	}
	if !t.peek("?") {
		t.p.groups++
		enter("(")
		return
	}
	t.i++
	for _, s := range []string{":", "=", "!", "<=", "<!", ">"} {
		if t.peek(s) {
			t.i += len(s)
			enter("(?" + s)
			return
		}
	}
	switch {
	case t.peek("P<"):
		t.i += 2
		name := t.until('>', start)
		if _, dup := t.p.names[name]; dup {
			t.fail(start+4, "redefinition of group name %s as group %d; was group %d", quote(name), t.p.groups+1, t.p.names[name])
		}
		if !isIdentifier(name) {
			t.fail(start+4, "bad character in group name %s", quote(name))
		}
		t.p.groups++
		t.p.names[name] = t.p.groups
		t.p.order = append(t.p.order, name)
		enter("(")
	case t.peek("P="):
		t.i += 2
		name := t.until(')', start)
		n, ok := t.p.names[name]
		if !ok {
			t.fail(start+4, "unknown group name %s", quote(name))
		}
		t.item(t.wide[n])
		t.put(`\k<` + strconv.Itoa(n) + ">")
		t.atoms = true
	case t.peek("#"):
		t.until(')', start)
		t.atoms, t.rep = atoms, rep
	case t.peek("P"), t.peek("<"):
		bad := string(t.src[t.i:min(t.i+2, len(t.src))])
		if len(bad) == 1 {
			t.fail(len(t.src), "unexpected end of pattern")
		}
		t.fail(start+1, "unknown extension ?%s", bad)
	case t.peek("("):
		t.i++
		name := t.until(')', start)
		n, err := strconv.Atoi(name)
		if err != nil {
			n = t.p.names[name]
			if !isIdentifier(name) {
				t.fail(start+3, "bad character in group name %s", quote(name))
			}
			if n == 0 {
				t.fail(start+3, "unknown group name %s", quote(name))
			}
		}
		t.refs = append(t.refs, [2]int{n, start + 3})
		enter("(?(" + strconv.Itoa(n) + ")")
	default:
		t.inlineFlags(start, enter)
	}
}

// until reads up to a rune and past it.
func (t *reTranslator) until(end rune, start int) string {
	from := t.i
	for t.i < len(t.src) && t.src[t.i] != end {
		t.i++
	}
	if t.i == len(t.src) {
		if end == ')' {
			t.fail(start, "missing ), unterminated subpattern")
		}
		t.fail(from, "missing %c, unterminated name", end)
	}
	t.i++
	return string(t.src[from : t.i-1])
}

var reFlagLetters = map[rune]int{'i': reIgnoreCase, 'm': reMultiLine, 's': reDotAll, 'x': reVerbose, 'a': reASCII, 'u': reUnicode, 'L': reLocale}

// inlineFlags is (?flags) for the whole pattern or (?flags:...) for a part.
func (t *reTranslator) inlineFlags(start int, enter func(string)) {
	if t.i >= len(t.src) {
		t.fail(t.i, "unexpected end of pattern")
	}
	on, off, minus := 0, "", false
	for first := true; ; first = false {
		expected := "-, : or )"
		if minus {
			expected = ":"
			if off == "" {
				expected = "flag"
			}
		}
		if t.i >= len(t.src) {
			t.fail(t.i, "missing %s", expected)
		}
		c := t.src[t.i]
		f, known := reFlagLetters[c]
		switch {
		case known && minus:
			off += string(c)
		case known:
			on |= f
		case c == '-' && !minus:
			minus = true
		case c == ')' && !minus && !first:
			if start != 0 {
				t.fail(start, "global flags not at the start of the expression")
			}
			t.i++
			t.p.flags |= on
			return
		case c == ':' && !first && (!minus || off != ""):
			t.i++
			s := ""
			for _, l := range "imsx" {
				if on&reFlagLetters[l] != 0 {
					s += string(l)
				}
			}
			if off != "" {
				s += "-" + off
			}
			enter("(?" + s + ":")
			return
		case first:
			bad := string(c)
			if c == '\\' && t.i+1 < len(t.src) {
				bad += string(t.src[t.i+1])
			}
			t.fail(start+1, "unknown extension ?%s", bad)
		case unicode.IsLetter(c):
			t.fail(t.i, "unknown flag")
		default:
			t.fail(t.i, "missing %s", expected)
		}
		t.i++
	}
}

// escape copies an escape; some have other names in the engine.
func (t *reTranslator) escape(inClass bool) {
	start := t.i
	t.i++
	if t.i >= len(t.src) {
		t.fail(start, "bad escape (end of pattern)")
	}
	c := t.src[t.i]
	t.i++
	switch {
	case c == 'Z' && !inClass:
		t.put(`\z`)
	case strings.ContainsRune("dDwWsS", c):
		t.put(t.category(c))
	case strings.ContainsRune("AbB", c) && !inClass, strings.ContainsRune("afnrtvb", c) && inClass, strings.ContainsRune("afnrtv", c):
		t.put(`\` + string(c))
	case c == 'x' || c == 'u' || c == 'U':
		n := map[rune]int{'x': 2, 'u': 4, 'U': 8}[c]
		if t.i+n > len(t.src) {
			t.fail(start, "incomplete escape \\%s", string(t.src[start+1:]))
		}
		v, err := strconv.ParseUint(string(t.src[t.i:t.i+n]), 16, 32)
		if err != nil || v > utf8.MaxRune {
			t.fail(start, "incomplete escape \\%s", string(t.src[start+1:t.i+n]))
		}
		t.i += n
		t.literal(rune(v))
	case c == '0' || inClass && c >= '1' && c <= '7':
		v := c - '0'
		for n := 1; n < 3 && t.i < len(t.src) && t.src[t.i] >= '0' && t.src[t.i] <= '7'; n++ {
			v = v*8 + t.src[t.i] - '0'
			t.i++
		}
		t.literal(v)
	case c >= '1' && c <= '9' && !inClass:
		n := int(c - '0')
		if t.i < len(t.src) && t.src[t.i] >= '0' && t.src[t.i] <= '9' {
			n = n*10 + int(t.src[t.i]-'0')
			t.i++
		}
		if n > t.p.groups {
			t.fail(start+1, "invalid group reference %d", n)
		}
		t.open[len(t.open)-1].last = t.wide[n]
		t.put(`\k<` + strconv.Itoa(n) + ">")
	case c == 'N':
		if t.peek("{") {
			t.fail(start, "names of characters (\\N{...}) are not supported")
		}
		t.fail(t.i, "missing {")
	case c < utf8.RuneSelf && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'):
		t.fail(start, "bad escape \\%c", c)
	default:
		t.literal(c)
	}
}

// category is \d and the like; under the ASCII flag they mean ASCII only.
func (t *reTranslator) category(c rune) string {
	if t.p.flags&reASCII == 0 {
		return `\` + string(c)
	}
	set := map[rune]string{'d': "0-9", 'w': "a-zA-Z0-9_", 's': ` \t\n\r\f\v`}[c|0x20]
	if c < 'a' {
		return "[^" + set + "]"
	}
	return "[" + set + "]"
}

// literal puts one rune that means itself.
func (t *reTranslator) literal(c rune) {
	if c < utf8.RuneSelf && !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_') {
		t.put(fmt.Sprintf(`\x%02x`, c))
		return
	}
	t.put(string(c))
}

// class copies [...]; brackets and hyphens that would subtract classes in the engine are escaped.
func (t *reTranslator) class() {
	start := t.i
	t.i++
	t.put("[")
	if t.peek("^") {
		t.put("^")
		t.i++
	}
	for first := true; ; first = false {
		if t.i >= len(t.src) {
			t.fail(start, "unterminated character set")
		}
		c := t.src[t.i]
		switch {
		case c == ']' && !first:
			t.put("]")
			t.i++
			return
		case c == '\\':
			if n := t.i + 1; n < len(t.src) && strings.ContainsRune("dDwWsS", t.src[n]) && t.p.flags&reASCII != 0 {
				t.put(strings.TrimSuffix(strings.TrimPrefix(t.category(t.src[n]|0x20), "["), "]"))
				t.i += 2
				continue
			}
			t.escape(true)
		case c == '-':
			t.hyphen(start)
		case c == '[' || c == ']' || c == '^' || c == '&' || c == '~' || c == '|':
			t.put(`\` + string(c))
			t.i++
		default:
			t.put(string(c))
			t.i++
		}
	}
}

// hyphen is a range when it stands between two runes, and itself at either end.
func (t *reTranslator) hyphen(start int) {
	at := t.i
	t.i++
	prev := t.src[at-1]
	edge := at == start+1 || at == start+2 && prev == '^' || t.i < len(t.src) && t.src[t.i] == ']'
	if edge {
		t.put(`\-`)
		return
	}
	if t.i < len(t.src) && t.src[t.i] != '\\' && prev != '\\' && (at < 2 || t.src[at-2] != '\\') && t.src[t.i] < prev {
		t.fail(at-1, "bad character range %c-%c", prev, t.src[t.i])
	}
	if t.i+1 < len(t.src) && t.src[t.i] == '\\' && strings.ContainsRune("dDwWsS", t.src[t.i+1]) && prev != '\\' {
		t.fail(at-1, "bad character range %c-\\%c", prev, t.src[t.i+1])
	}
	t.put("-")
}
