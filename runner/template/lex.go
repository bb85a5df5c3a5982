package template

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is the kind of a token. Operators are their own kind.
type kind string

const (
	kEOF      kind = "eof"
	kData     kind = "data"
	kVarBegin kind = "variable_begin"
	kVarEnd   kind = "variable_end"
	kTagBegin kind = "block_begin"
	kTagEnd   kind = "block_end"
	kName     kind = "name"
	kString   kind = "string"
	kInt      kind = "integer"
	kFloat    kind = "float"
	kBroken   kind = "broken" // where reading ends with an error
)

// token is a piece of a template. Line counts from 1.
type token struct {
	kind  kind
	value string // of strings: without quotes and escapes
	line  int
	err   *Error // of kBroken
}

// described are the words for kinds of tokens in messages.
var described = map[kind]string{
	kEOF: "end of template", kData: "template data / text", kVarBegin: "begin of print statement", kVarEnd: "end of print statement",
	kTagBegin: "begin of statement block", kTagEnd: "end of statement block",
}

func (t token) describe() string {
	if t.kind == kName {
		return t.value
	}
	return describeKind(t.kind)
}

func describeKind(k kind) string {
	if d, ok := described[k]; ok {
		return d
	}
	return string(k)
}

// operators, the longest first.
var operators = []string{"//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"}

// normalizeNewlines makes every line end \n and drops one at the end of the text.
func normalizeNewlines(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSuffix(s, "\n")
}

// lexer splits a template with the settings of SpiffArena: the newline behind a tag and the blanks between the beginning of
// a line and a tag are dropped (trim_blocks, lstrip_blocks).
type lexer struct {
	src       string
	at, line  int
	lineStart bool // nothing but a newline precedes
	tokens    []token
}

// lex never fails: an error becomes the last token, so that what the parser finds before it is said first.
func lex(src string) []token {
	l := &lexer{src: normalizeNewlines(src), line: 1, lineStart: true}
	if err := catch(l.run); err != nil {
		l.tokens = append(l.tokens, token{kind: kBroken, line: err.Line, err: err})
	}
	return l.tokens
}

func (l *lexer) fail(format string, a ...any) { fail(l.line, format, a...) }

func (l *lexer) rest() string { return l.src[l.at:] }

func (l *lexer) add(k kind, value string) {
	if len(l.tokens) == maxTokens {
		l.fail("the template is too long: it has more than %d words and signs", maxTokens)
	}
	l.tokens = append(l.tokens, token{kind: k, value: value, line: l.line})
}

// skip moves on by n bytes and counts lines.
func (l *lexer) skip(n int) {
	s := l.src[l.at : l.at+n]
	l.line += strings.Count(s, "\n")
	l.at += n
	if n > 0 {
		l.lineStart = s[n-1] == '\n'
	}
}

func (l *lexer) run() {
	for l.at < len(l.src) {
		i := l.opening()
		if i < 0 {
			l.add(kData, l.rest())
			return
		}
		open := l.src[l.at+i+1]
		text := l.src[l.at : l.at+i]
		l.data(text, l.sign(l.at+i+2), open != '{')
		l.skip(i)
		switch open {
		case '#':
			l.comment()
		case '%':
			if n := rawTag(l.rest(), "raw"); n > 0 {
				l.skip(n)
				l.raw()
				continue
			}
			l.tag(kTagBegin, kTagEnd, "%}")
		case '{':
			l.tag(kVarBegin, kVarEnd, "}}")
		}
	}
}

// opening returns the offset of the next {{, {% or {#.
func (l *lexer) opening() int {
	s := l.rest()
	for i := 0; ; i++ {
		j := strings.IndexByte(s[i:], '{')
		if j < 0 || i+j+1 >= len(s) {
			return -1
		}
		i += j
		if c := s[i+1]; c == '{' || c == '%' || c == '#' {
			return i
		}
	}
}

// sign returns the sign behind an opening, 0 when there is none.
func (l *lexer) sign(i int) byte {
	if i < len(l.src) && (l.src[i] == '-' || l.src[i] == '+') {
		return l.src[i]
	}
	return 0
}

// data adds the text before a tag, without what is stripped of it.
func (l *lexer) data(text string, sign byte, strip bool) {
	switch {
	case sign == '-':
		text = strings.TrimRightFunc(text, isSpace)
	case sign != '+' && strip:
		from := strings.LastIndexByte(text, '\n') + 1
		if (from > 0 || l.lineStart) && from < len(text) && strings.TrimLeftFunc(text[from:], isSpace) == "" {
			text = text[:from]
		}
	}
	if text != "" {
		l.add(kData, text)
	}
}

// isSpace is Python's idea of white space.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// closing returns the length of an end of a tag at the beginning of s, with what it strips, 0 when there is none. With
// plus, a sign may keep the newline.
func closing(s, end string, plus bool) int {
	switch {
	case strings.HasPrefix(s, "-"+end):
		return len(s) - len(strings.TrimLeftFunc(s[1+len(end):], isSpace))
	case plus && strings.HasPrefix(s, "+"+end):
		return 1 + len(end)
	case strings.HasPrefix(s, end):
		n := len(end)
		if plus && strings.HasPrefix(s[n:], "\n") {
			n++
		}
		return n
	}
	return 0
}

func (l *lexer) comment() {
	s := l.rest()
	from := 2
	if l.sign(l.at+2) != 0 {
		from++
	}
	i := strings.Index(s[from:], "#}")
	if i < 0 {
		if from < len(s) {
			l.fail("Missing end of comment tag")
		}
		l.skip(len(s))
		return
	}
	i += from
	if i > from && (s[i-1] == '-' || s[i-1] == '+') {
		i--
	}
	l.skip(i + closing(s[i:], "#}", true))
}

// rawTag returns the length of {% word %} at the beginning of s, 0 when something else stands there.
func rawTag(s, word string) int {
	t := s[2:]
	if t != "" && (t[0] == '-' || t[0] == '+') {
		t = t[1:]
	}
	t = strings.TrimLeftFunc(t, isSpace)
	if !strings.HasPrefix(t, word) {
		return 0
	}
	t = strings.TrimLeftFunc(t[len(word):], isSpace)
	switch {
	case word == "endraw":
		if n := closing(t, "%}", true); n > 0 {
			return len(s) - len(t) + n
		}
	case strings.HasPrefix(t, "-%}"):
		return len(s) - len(strings.TrimLeftFunc(t[3:], isSpace))
	case strings.HasPrefix(t, "%}"):
		return len(s) - len(t) + 2
	}
	return 0
}

// raw adds what stands before {% endraw %} as it is.
func (l *lexer) raw() {
	s := l.rest()
	for i := 0; ; i += 2 {
		j := strings.Index(s[i:], "{%")
		if j < 0 {
			if s != "" {
				l.fail("Missing end of raw directive")
			}
			return
		}
		i += j
		if n := rawTag(s[i:], "endraw"); n > 0 {
			l.data(s[:i], l.sign(l.at+i+2), true)
			l.skip(i + n)
			return
		}
	}
}

// tag reads a tag up to its end.
func (l *lexer) tag(begin, end kind, mark string) {
	l.add(begin, "")
	l.skip(2)
	if l.sign(l.at) != 0 {
		l.skip(1)
	}
	var open []byte
	for l.at < len(l.src) {
		s := l.rest()
		if len(open) == 0 {
			if n := closing(s, mark, end == kTagEnd); n > 0 {
				l.add(end, "")
				l.skip(n)
				return
			}
		}
		if n := len(s) - len(strings.TrimLeftFunc(s, isSpace)); n > 0 {
			l.skip(n)
			continue
		}
		k, n := number(s, l.at > 0 && l.src[l.at-1] == '.')
		switch {
		case n > 0:
			l.add(k, strings.ReplaceAll(s[:n], "_", ""))
		case wordEnd(s) > 0:
			n = wordEnd(s)
			if !isIdentifier(s[:n]) {
				l.fail("Invalid character in identifier")
			}
			l.add(kName, s[:n])
		case s[0] == '\'' || s[0] == '"':
			n = quotedEnd(s)
			if n == 0 {
				l.unexpected(s)
			}
			text, err := unescape(s[1 : n-1])
			if err != "" {
				l.fail("%s", err)
			}
			l.add(kString, text)
		default:
			for _, op := range operators {
				if strings.HasPrefix(s, op) {
					n = len(op)
					break
				}
			}
			if n == 0 {
				l.unexpected(s)
			}
			open = l.balance(open, s[:n])
			l.add(kind(s[:n]), s[:n])
		}
		l.skip(n)
	}
}

func (l *lexer) unexpected(s string) {
	r, _ := utf8.DecodeRuneInString(s)
	l.fail("unexpected char %s at %d", quote(string(r)), utf8.RuneCountInString(l.src[:l.at]))
}

var closers = map[string]byte{"{": '}', "(": ')', "[": ']'}

// balance keeps the closing brackets that are waited for.
func (l *lexer) balance(open []byte, op string) []byte {
	if c, ok := closers[op]; ok {
		return append(open, c)
	}
	if op != "}" && op != ")" && op != "]" {
		return open
	}
	if len(open) == 0 {
		l.fail("unexpected '%s'", op)
	}
	last := open[len(open)-1]
	if op[0] != last {
		l.fail("unexpected '%s', expected '%c'", op, last)
	}
	return open[:len(open)-1]
}
