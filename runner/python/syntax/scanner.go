package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of CPython's tokenizer.
const (
	maxIndents = 100
	maxParens  = 200
	tabSize    = 8
)

// scanner splits a text into tokens.
type scanner struct {
	src       string
	at        int // bytes read
	line      int32
	lineStart int
	col       int32 // code points of the line before colAt
	colAt     int
	parens    []paren
	indents   []int
	altIndent []int // with tabs of one column: both measures must agree
	tokens    []token
	bol       bool // at the begin of a logical line
	blank     bool // nothing but comments on this line so far
	inside    bool // a part of an f-string: no lines, no indentation
	keep      bool // comments become tokens
	eval      bool // no line end is added at the end, so that white space there is an indentation
	broken    *Error
}

type paren struct {
	c   byte
	pos Pos
}

func newScanner(src string) *scanner {
	return &scanner{src: src, line: 1, indents: []int{0}, altIndent: []int{0}, bol: true}
}

// pos is the place of byte offset i, which lies on the current line and not before the last one asked for.
func (s *scanner) pos(i int) Pos {
	if i < s.colAt {
		s.col, s.colAt = 0, s.lineStart
	}
	s.col += int32(utf8.RuneCountInString(s.src[s.colAt:i]))
	s.colAt = i
	return Pos{s.line, s.col + 1, int32(i)}
}

func (s *scanner) newLine() {
	s.line++
	s.lineStart, s.colAt, s.col = s.at, s.at, 0
}

// lineEnd returns the length of the line end at i, 0 when there is none.
func (s *scanner) lineEnd(i int) int {
	switch {
	case i >= len(s.src):
		return 0
	case s.src[i] == '\n':
		return 1
	case s.src[i] == '\r':
		if i+1 < len(s.src) && s.src[i+1] == '\n' {
			return 2
		}
		return 1
	}
	return 0
}

func (s *scanner) emit(k Kind, from int, start Pos) {
	s.tokens = append(s.tokens, token{kind: k, level: int16(len(s.parens)), text: s.src[from:s.at], pos: start, end: s.pos(s.at)})
}

// scan reads the whole text. Where it is no Python, the tokens end with a Broken one and broken says why.
func (s *scanner) scan() []token {
	err := catch(s.src, func() {
		for s.at < len(s.src) {
			if s.bol && len(s.parens) == 0 && !s.inside {
				s.indentation()
				continue
			}
			s.next()
		}
		s.finish()
	})
	if err != nil {
		s.broken = err.(*Error)
		p := Pos{int32(s.broken.Line), int32(s.broken.Column), int32(s.broken.Offset)}
		s.tokens = append(s.tokens, token{kind: Broken, pos: p, end: p})
	}
	return s.tokens
}

// finish adds the tokens CPython adds at the end of a text.
func (s *scanner) finish() {
	p := s.pos(s.at)
	if s.inside {
		s.tokens = append(s.tokens, token{kind: End, pos: p, end: p})
		return
	}
	if s.at == s.lineStart {
		// The end of the text belongs to its last line.
		p.Line--
	}
	if len(s.parens) == 0 {
		if n := len(s.tokens); n > 0 && !s.bol && s.tokens[n-1].kind != Newline {
			s.tokens = append(s.tokens, token{kind: Newline, pos: p, end: p})
		}
		for range s.indents[1:] {
			s.tokens = append(s.tokens, token{kind: Dedent, pos: p, end: p})
		}
	}
	s.tokens = append(s.tokens, token{kind: End, pos: p, end: p})
}

// indentation measures the white space a line begins with and makes Indent and Dedent of it.
func (s *scanner) indentation() {
	col, alt := 0, 0
	i := s.at
loop:
	for ; i < len(s.src); i++ {
		switch s.src[i] {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/tabSize + 1) * tabSize
			alt++
		case '\f':
			col, alt = 0, 0
		case '\\':
			// A line that is continued before anything is on it keeps the indentation it began with.
			if n := s.lineEnd(i + 1); n > 0 && i+1+n < len(s.src) {
				i += n
				s.at = i + 1
				s.newLine()
				continue
			}
			break loop
		default:
			break loop
		}
	}
	s.at = i
	s.bol = false
	if i == len(s.src) && (!s.eval || col == 0) {
		s.bol = true
		return
	}
	if i < len(s.src) && s.src[i] == '#' || s.lineEnd(i) > 0 {
		s.blank = true
		return
	}
	s.blank = false
	p := s.pos(i)
	top := len(s.indents) - 1
	switch {
	case col == s.indents[top]:
		if alt != s.altIndent[top] {
			failTabs(p)
		}
	case col > s.indents[top]:
		if top+1 >= maxIndents {
			failIndent(p, "too many levels of indentation")
		}
		if alt <= s.altIndent[top] {
			failTabs(p)
		}
		s.indents, s.altIndent = append(s.indents, col), append(s.altIndent, alt)
		s.tokens = append(s.tokens, token{kind: Indent, pos: p, end: p})
	default:
		for top > 0 && col < s.indents[top] {
			top--
			s.tokens = append(s.tokens, token{kind: Dedent, pos: p, end: p})
		}
		s.indents, s.altIndent = s.indents[:top+1], s.altIndent[:top+1]
		if col != s.indents[top] {
			failIndent(p, "unindent does not match any outer indentation level")
		}
		if alt != s.altIndent[top] {
			failTabs(p)
		}
	}
}

func failTabs(p Pos) {
	panic(&Error{Class: "TabError", Message: "inconsistent use of tabs and spaces in indentation", Line: int(p.Line), Column: int(p.Col), Offset: int(p.Off)})
}

// next reads one token, or the space before it.
func (s *scanner) next() {
	c := s.src[s.at]
	if n := s.lineEnd(s.at); n > 0 {
		s.endLine(n)
		return
	}
	start, p := s.at, s.pos(s.at)
	switch {
	case c == ' ' || c == '\t' || c == '\f':
		s.at++
	case c == '#':
		for s.at < len(s.src) && s.lineEnd(s.at) == 0 {
			s.at++
		}
		if s.inside {
			failAt(p, "f-string expression part cannot include '#'")
		}
		if s.keep {
			s.emit(Comment, start, p)
		}
	case c == '\\':
		n := s.lineEnd(s.at + 1)
		if n == 0 {
			if s.at+1 == len(s.src) {
				failAt(p, "unexpected EOF while parsing")
			}
			failAt(p, "unexpected character after line continuation character")
		}
		s.at += 1 + n
		if s.at == len(s.src) {
			failAt(p, "unexpected EOF while parsing")
		}
		s.newLine()
	case c >= '0' && c <= '9' || c == '.' && s.at+1 < len(s.src) && isDigit(s.src[s.at+1]):
		s.number(p)
		s.emit(Number, start, p)
	case c == '"' || c == '\'':
		s.text(start, p)
	case isNameByte(c):
		s.word(start, p)
	default:
		s.operator(start, p)
	}
}

func (s *scanner) endLine(n int) {
	p := s.pos(s.at)
	start := s.at
	s.at += n
	if len(s.parens) == 0 && !s.inside {
		if !s.blank {
			s.tokens = append(s.tokens, token{kind: Newline, text: s.src[start:s.at], pos: p, end: p})
		}
		s.bol, s.blank = true, false
	}
	s.newLine()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func (s *scanner) word(start int, p Pos) {
	ascii := true
	for s.at < len(s.src) && (isNameByte(s.src[s.at]) || isDigit(s.src[s.at])) {
		ascii = ascii && s.src[s.at] < 0x80
		s.at++
	}
	w := s.src[start:s.at]
	if s.at < len(s.src) && (s.src[s.at] == '"' || s.src[s.at] == '\'') && stringPrefix(w) {
		s.text(start, p)
		return
	}
	if !ascii {
		s.checkName(w, p)
		// CPython compares names after this normalisation.
		w = norm.NFKC.String(w)
	}
	k := NameToken
	if keywords[w] {
		k = Keyword
	}
	s.emit(k, start, p)
	s.tokens[len(s.tokens)-1].text = w
}

// checkName fails at the first code point that cannot be part of a name.
func (s *scanner) checkName(w string, p Pos) {
	for i, r := range w {
		ok := r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
		if !ok && i > 0 {
			ok = unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
		}
		if !ok || r == utf8.RuneError {
			p.Col += int32(utf8.RuneCountInString(w[:i]))
			p.Off += int32(i)
			if unicode.IsPrint(r) {
				failAt(p, "invalid character '%c' (U+%04X)", r, r)
			}
			failAt(p, "invalid non-printable character U+%04X", r)
		}
	}
}

func (s *scanner) operator(start int, p Pos) {
	for n := 3; n > 0; n-- {
		if start+n > len(s.src) || !operators[n][s.src[start:start+n]] {
			continue
		}
		s.at += n
		switch c := s.src[start]; {
		case n > 1:
		case c == '(' || c == '[' || c == '{':
			if len(s.parens) >= maxParens {
				failAt(p, "too many nested parentheses")
			}
			s.parens = append(s.parens, paren{c, p})
		case c == ')' || c == ']' || c == '}':
			s.closeParen(c, p)
		}
		s.emit(Operator, start, p)
		return
	}
	r, n := utf8.DecodeRuneInString(s.src[start:])
	if r == 0 {
		failAt(p, "source code string cannot contain null bytes")
	}
	if !unicode.IsPrint(r) {
		failAt(p, "invalid non-printable character U+%04X", r)
	}
	// A sign such as $ or ? that Python has no use for: the parser refuses it where it stands.
	s.at += n
	s.emit(Invalid, start, p)
}

func (s *scanner) closeParen(c byte, p Pos) {
	if len(s.parens) == 0 {
		failAt(p, "unmatched '%c'", c)
	}
	o := s.parens[len(s.parens)-1]
	s.parens = s.parens[:len(s.parens)-1]
	if strings.IndexByte("([{", o.c) != strings.IndexByte(")]}", c) {
		if o.pos.Line != p.Line {
			failAt(p, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, o.c, o.pos.Line)
		}
		failAt(p, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, o.c)
	}
}
