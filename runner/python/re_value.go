package python

import (
	"fmt"
	"strings"
	"time"

	"github.com/dlclark/regexp2"
)

// Regexp is a compiled pattern of the re module.
type Regexp struct {
	source string
	bytes  bool
	p      *rePattern
	how    [reModes]*regexp2.Regexp // by reMode
}

// reMode is how a pattern is applied.
type reMode uint8

const (
	reSearch reMode = iota
	reMatch
	reFull
	reAfter // a search that goes on where an empty match was: no second one there
	reModes
)

// reTimeout is the longest time one application of a pattern may take.
const reTimeout = 900 * time.Millisecond

var (
	typePattern = finalType("re.Pattern")
	typeMatch   = finalType("re.Match")
	excRe       = newType("re.error", excException)
)

// Type implements Value.
func (*Regexp) Type() *Type { return typePattern }

// Match is a match object.
type Match struct {
	re       *Regexp
	text     []rune
	spans    [][2]int // of the groups, -1 when they took no part
	pos, end int
	last     int // the group that ended last
}

// Type implements Value.
func (*Match) Type() *Type { return typeMatch }

// compileRe compiles a pattern given as text or as a compiled one; an evaluation keeps what it compiled.
func (m *vm) compileRe(v Value, flags int) *Regexp {
	var src string
	bytes := false
	switch x := v.(type) {
	case *Regexp:
		if flags != 0 {
			fail(excValue, "cannot process flags argument with a compiled pattern")
		}
		return x
	case Str:
		src = string(x)
	case Bytes:
		src, bytes = string(x), true
		flags |= reASCII
	default:
		fail(excType, "first argument must be string or compiled pattern")
	}
	key := fmt.Sprint(flags, ":", bytes, ":", src)
	if re := m.patterns[key]; re != nil {
		return re
	}
	m.alloc(64 * len(src))
	m.work(8 * len(src))
	re := &Regexp{source: src, bytes: bytes}
	func() {
		defer func() {
			if p := recover(); p != nil {
				e, ok := p.(*reError)
				if !ok {
					panic(p)
				}
				failRe(e.msg, src, e.pos)
			}
		}()
		re.p = translatePattern(src, flags)
		if re.p.flags != flags {
			// A flag at the begin of the pattern changes how all of it is read.
			re.p = translatePattern(src, re.p.flags)
		}
	}()
	re.engine(reSearch)
	if m.patterns == nil || len(m.patterns) > 200 {
		m.patterns = map[string]*Regexp{}
	}
	m.patterns[key] = re
	return re
}

func failRe(msg, src string, pos int) {
	e := &Exception{typ: excRe, attrs: NewDict()}
	text := msg
	if pos >= 0 {
		text = fmt.Sprintf("%s at position %d", msg, pos)
	}
	if pos >= 0 && strings.Contains(src, "\n") {
		rs := []rune(src)[:min(pos, len([]rune(src)))]
		line := strings.Count(string(rs), "\n") + 1
		column := pos - strings.LastIndex(string(rs), "\n")
		text += fmt.Sprintf(" (line %d, column %d)", line, column)
	}
	e.args = []Value{Str(text)}
	e.attrs.Set("msg", Str(msg))
	e.attrs.Set("pattern", Str(src))
	e.attrs.Set("pos", Int(pos))
	panic(e)
}

func (re *Regexp) engine(mode reMode) *regexp2.Regexp {
	if re.how[mode] != nil {
		return re.how[mode]
	}
	text := re.p.text
	if re.p.flags&reVerbose != 0 && mode != reSearch {
		text += "\n"
	}
	switch mode {
	case reMatch:
		text = `\G(?:` + text + ")"
	case reFull:
		text = `\G(?:` + text + `)\z`
	case reAfter:
		text = `(?:` + text + `)(?!\G)`
	}
	opts := regexp2.None
	for flag, o := range map[int]regexp2.RegexOptions{reIgnoreCase: regexp2.IgnoreCase, reMultiLine: regexp2.Multiline, reDotAll: regexp2.Singleline, reVerbose: regexp2.IgnorePatternWhitespace} {
		if re.p.flags&flag != 0 {
			opts |= o
		}
	}
	e, err := regexp2.Compile(text, opts)
	if err != nil {
		failRe(err.Error(), re.source, 0)
	}
	re.how[mode] = e
	return e
}

// apply looks for a match from pos on; nil when there is none.
func (m *vm) apply(re *Regexp, text []rune, pos, end int, mode reMode) *Match {
	m.work(8 + (end-pos)>>2)
	if pos > end {
		return nil
	}
	m.late()
	e := re.engine(mode)
	e.MatchTimeout = min(reTimeout, time.Until(m.deadline)+time.Millisecond)
	got, err := e.FindRunesMatchStartingAt(text[:end], pos)
	if err != nil {
		m.late()
		limit("regular expression", "a regular expression took more than %v", reTimeout)
	}
	m.late()
	if got == nil {
		return nil
	}
	x := &Match{re: re, text: text, pos: pos, end: end}
	x.spans = make([][2]int, re.p.groups+1)
	m.alloc(128 + 16*len(x.spans))
	lastEnd := -1
	for i := range x.spans {
		x.spans[i] = [2]int{-1, -1}
		if g := got.GroupByNumber(i); g != nil && len(g.Captures) > 0 {
			x.spans[i] = [2]int{g.Index, g.Index + g.Length}
			// The group that closed last: the outer one of two that end together, the later one of two in a row.
			if i > 0 && (g.Index+g.Length > lastEnd || g.Index >= lastEnd) {
				x.last, lastEnd = i, g.Index+g.Length
			}
		}
	}
	return x
}

// late looks at the clock after something that took time without steps.
func (m *vm) late() {
	if m.deadline.IsZero() {
		m.deadline = time.Now().Add(m.limits.Time)
	} else if time.Now().After(m.deadline) {
		limit("time", "more than %v", m.limits.Time)
	}
}

// runes converts the text a pattern is applied to.
func (m *vm) runes(re *Regexp, v Value) []rune {
	switch s := v.(type) {
	case Str:
		if re.bytes {
			fail(excType, "cannot use a bytes pattern on a string-like object")
		}
		m.alloc(4 * len(s))
		return []rune(string(s))
	case Bytes:
		if !re.bytes {
			fail(excType, "cannot use a string pattern on a bytes-like object")
		}
		m.alloc(4 * len(s))
		out := make([]rune, len(s))
		for i := range len(s) {
			out[i] = rune(s[i])
		}
		return out
	}
	fail(excType, "expected string or bytes-like object, got '%s'", v.Type().long)
	return nil
}

// part makes a value of a part of the text.
func (re *Regexp) part(m *vm, text []rune) Value {
	m.alloc(len(text))
	if re.bytes {
		b := make([]byte, len(text))
		for i, r := range text {
			b[i] = byte(r)
		}
		return Bytes(b)
	}
	return Str(string(text))
}

// eachMatch calls f with each match that does not overlap the one before.
func (m *vm) eachMatch(re *Regexp, text []rune, pos, end int, f func(*Match) bool) {
	mode := reSearch
	for pos <= end {
		x := m.apply(re, text, pos, end, mode)
		if x == nil || !f(x) {
			return
		}
		s := x.spans[0]
		pos, mode = s[1], reSearch
		if s[0] == s[1] {
			mode = reAfter
		}
	}
}

// group is a group of the match; def stands for one that took no part.
func (x *Match) group(m *vm, i int, def Value) Value {
	s := x.spans[i]
	if s[0] < 0 {
		return def
	}
	return x.re.part(m, x.text[s[0]:s[1]])
}

// index finds a group by number or name.
func (x *Match) index(v Value) int {
	if s, ok := v.(Str); ok {
		if n, ok := x.re.p.names[string(s)]; ok {
			return n
		}
		fail(excIndex, "no such group")
	}
	n, ok := indexOf(v)
	if !ok || n < 0 || n >= len(x.spans) {
		fail(excIndex, "no such group")
	}
	return n
}

func (x *Match) item(m *vm, key Value) Value { return x.group(m, x.index(key), None) }

func (x *Match) eachPart(func(Value)) {}

func (re *Regexp) eachPart(func(Value)) {}

func (x *Match) reprTo(m *vm, w *writer) {
	s := x.spans[0]
	w.text(fmt.Sprintf("<re.Match object; span=(%d, %d), match=%s>", s[0], s[1], m.repr(x.group(m, 0, None))))
}

func (re *Regexp) reprTo(m *vm, w *writer) {
	s := "re.compile(" + quote(re.source)
	if re.bytes {
		s = "re.compile(" + quoteBytes(re.source)
	}
	var flags []string
	for _, f := range []struct {
		bit  int
		name string
	}{{reIgnoreCase, "re.IGNORECASE"}, {reMultiLine, "re.MULTILINE"}, {reDotAll, "re.DOTALL"}, {reVerbose, "re.VERBOSE"}, {reASCII, "re.ASCII"}} {
		if re.p.flags&f.bit != 0 {
			flags = append(flags, f.name)
		}
	}
	if len(flags) > 0 {
		s += ", " + strings.Join(flags, "|")
	}
	w.text(s + ")")
}

func (re *Regexp) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*Regexp)
	return ok && re.source == o.source && re.p.flags == o.p.flags, ok
}

func (re *Regexp) hashOf(*vm) uint64 { return hashString(re.source) }
