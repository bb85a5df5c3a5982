package python

import (
	"regexp"
	"strings"

	"spiffmodeler/runner/python/syntax"
)

// Kind is what a text is meant to be.
type Kind uint8

// The kinds of texts.
const (
	Expression Kind = iota
	Script
)

// Problem is what is wrong, or looks wrong, with a text.
type Problem struct {
	Line, Column int // from 1; 0 when the text is empty
	Message      string
	Warning      bool // the text is Python, but probably not what is meant
}

// wordsOfOthers are the constants of JSON and other languages that Python spells differently.
var wordsOfOthers = map[string]string{"true": "True", "false": "False", "null": "None", "nil": "None", "undefined": "None"}

// Check reads a text and says what is wrong with it: the syntax error, or warnings about words of other languages.
func Check(src string, kind Kind) []Problem {
	parse := ParseExpr
	if kind == Script {
		parse = ParseScript
	}
	p, err := parse(src)
	if e := AsSyntaxError(err); e != nil {
		return []Problem{{Line: e.Line, Column: e.Column, Message: explain(src, e)}}
	}
	written := map[string]bool{}
	for _, n := range p.FreeNames() {
		if n.Use != Read {
			written[n.Text] = true
		}
	}
	var out []Problem
	for _, n := range p.FreeNames() {
		if right, ok := wordsOfOthers[n.Text]; ok && !written[n.Text] {
			out = append(out, Problem{Line: n.Line, Column: n.Column, Message: "'" + n.Text + "' is not a Python word: write " + right, Warning: true})
		}
	}
	return out
}

// signsOfOthers are the operators of other languages, as they stand at the place of an error.
var signsOfOthers = []struct{ sign, hint string }{
	{"&&", "write 'and'"}, {"||", "write 'or'"}, {"===", "write '=='"}, {"!==", "write '!='"}, {"?", "Python writes 'a if condition else b'"},
	{"!", "write 'not'"}, {"++", "write '+= 1'"},
}

// explain adds a hint to a syntax error when the text there is of another language.
func explain(src string, e *SyntaxError) string {
	at := src[min(e.Offset, len(src)):]
	for _, s := range signsOfOthers {
		if strings.HasPrefix(at, s.sign) || len(s.sign) > 1 && e.Offset > 0 && e.Offset <= len(src) && strings.HasPrefix(src[e.Offset-1:], s.sign) {
			return e.Message + " (" + s.hint + ")"
		}
	}
	return e.Message
}

// forgottenQuotes matches what a person forgot to quote: an address, a path, a date, words. It is no expression that went wrong.
var forgottenQuotes = regexp.MustCompile(`^(?:` +
	`[A-Za-z][A-Za-z0-9+.-]*://\S+` + // URL
	`|\.{0,2}/\S*` + // path
	`|[\w.+-]+@[\w-]+(?:\.[\w-]+)+` + // mail address
	`|\d{4}-\d\d-\d\d(?:[T ]\S+)?` + // date
	`|P(?:\d|T).*` + // duration
	`|[\p{L}\d][\p{L}\d\s.,;:!?'’/_-]*` + // words
	`)$`)

// SuggestQuote proposes a quoted literal for a value that is no expression because its quotes were forgotten, such as
// https://example.com/x; ok is false when the text is an expression or something else is wrong with it.
func SuggestQuote(src string) (literal string, ok bool) {
	text := strings.TrimSpace(src)
	if text == "" || strings.ContainsAny(text, "\r\n") {
		return "", false
	}
	if _, err := ParseExpr(src); err == nil || !forgottenQuotes.MatchString(text) {
		return "", false
	}
	return Quote(text), true
}

// Quote writes a text as a Python literal, in double quotes where nothing speaks against them.
func Quote(text string) string {
	if strings.Contains(text, `"`) && !strings.Contains(text, "'") {
		return quote(text)
	}
	q := quote(text)
	body := q[1 : len(q)-1]
	if q[0] == '\'' {
		body = strings.ReplaceAll(strings.ReplaceAll(body, `\'`, "'"), `"`, `\"`)
	}
	return `"` + body + `"`
}

// Token is a token of a text, for highlighting.
type Token = syntax.Token

// TokenKind is the kind of a token.
type TokenKind = syntax.Kind

// The kinds of tokens that Tokens returns.
const (
	NameToken     = syntax.NameToken
	KeywordToken  = syntax.Keyword
	NumberToken   = syntax.Number
	StringToken   = syntax.String
	OperatorToken = syntax.Operator
	CommentToken  = syntax.Comment
	InvalidToken  = syntax.Invalid
)

// Tokens splits a text for highlighting; it never fails. Line ends and indentation give no tokens.
func Tokens(src string) []Token { return syntax.Tokens(src) }
