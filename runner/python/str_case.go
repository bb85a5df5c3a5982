package python

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// mapped makes a method that turns a text into another.
func mapped(f func(string) string) *Builtin {
	return noArgs(func(m *vm, a []Value) Value {
		m.alloc(len(self(a)))
		return Str(f(self(a)))
	})
}

// tested makes a method that answers whether every code point is of a kind; the empty text is not, unless empty says so.
func tested(empty bool, f func(rune) bool) *Builtin {
	return noArgs(func(m *vm, a []Value) Value {
		s := self(a)
		m.charge(s)
		if s == "" {
			return Bool(empty)
		}
		for _, r := range s {
			if !f(r) {
				return Bool(false)
			}
		}
		return Bool(true)
	})
}

func isDecimalRune(r rune) bool { return unicode.Is(unicode.Nd, r) }

func isDigitRune(r rune) bool {
	return isDecimalRune(r) || strings.ContainsRune("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉①②③④⑤⑥⑦⑧⑨", r)
}

func isNumericRune(r rune) bool { return unicode.In(r, unicode.Nd, unicode.Nl, unicode.No) }

func isSpaceRune(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

func isTitleRune(r rune) bool { return unicode.IsTitle(r) }

func isUpperText(s string, up, down func(rune) bool) bool {
	found := false
	for _, r := range s {
		if down(r) || isTitleRune(r) {
			return false
		}
		found = found || up(r)
	}
	return found
}

func toUpper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return cases.Upper(language.Und).String(s)
}

func toLower(s string) string {
	if isASCII(s) || !strings.ContainsRune(s, 'Σ') {
		return lowerSpecial(s)
	}
	return cases.Lower(language.Und).String(s)
}

// lowerSpecial is ToLower with the one letter that becomes two.
func lowerSpecial(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "İ", "i\u0307"))
}

// lowerTail lowers what follows the first code point, which counts for the form of a sigma at the end of a word.
func lowerTail(first rune, rest string) string {
	if !strings.ContainsRune(rest, 'Σ') {
		return lowerSpecial(rest)
	}
	_, n := utf8.DecodeRuneInString(toLower(string(first)))
	return toLower(string(first) + rest)[n:]
}

func capitalize(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return titleRune(r) + lowerTail(r, s[n:])
}

// titleRune is the title case of a code point; some letters become several.
func titleRune(r rune) string {
	if t := unicode.ToTitle(r); t != r || r < utf8.RuneSelf {
		return string(t)
	}
	up := []rune(toUpper(string(r)))
	if len(up) < 2 {
		return string(r)
	}
	return string(up[0]) + toLower(string(up[1:]))
}

func isCased(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r)
}

func titleText(s string) string {
	var b strings.Builder
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if !isCased(r) {
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return !isCased(r) })
		if end < 0 {
			end = len(s)
		}
		b.WriteString(titleRune(r) + lowerTail(r, s[n:end]))
		s = s[end:]
	}
	return b.String()
}

func swapCase(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLower(r):
			b.WriteString(toUpper(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isTitleText(s string) bool {
	found, cased := false, false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) || isTitleRune(r):
			if cased {
				return false
			}
			found, cased = true, true
		case unicode.IsLower(r):
			if !cased {
				return false
			}
			found = true
		default:
			cased = false
		}
	}
	return found
}

func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc)) {
			return false
		}
	}
	return s != ""
}
