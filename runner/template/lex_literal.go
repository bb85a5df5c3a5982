package template

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number returns the kind and length of a number at the beginning of s; the length is 0 when there is none.
func number(s string, afterDot bool) (kind, int) {
	if n := floatEnd(s); n > 0 && !afterDot {
		return kFloat, n
	}
	return kInt, integerEnd(s)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// digits returns the end of a run of digits, single underscores between them, from i on; i when there is none.
func digits(s string, i int, ok func(byte) bool) int {
	end := i
	for i < len(s) {
		if s[i] == '_' && i > 0 && end == i && i+1 < len(s) && ok(s[i+1]) {
			i++
		}
		if !ok(s[i]) {
			break
		}
		i++
		end = i
	}
	return end
}

func decimals(s string, i int) int {
	if i >= len(s) || !isDigit(s[i]) {
		return i
	}
	return digits(s, i, isDigit)
}

// floatEnd returns the length of a number with a fraction or an exponent.
func floatEnd(s string) int {
	i := decimals(s, 0)
	if i == 0 {
		return 0
	}
	end := 0
	if i < len(s) && s[i] == '.' {
		if j := decimals(s, i+1); j > i+1 {
			i, end = j, j
		}
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if k := decimals(s, j); k > j {
			end = k
		}
	}
	return end
}

// integerEnd returns the length of an integer. As in Python, 012 is none: it reads as 0 and 12.
func integerEnd(s string) int {
	if s == "" || !isDigit(s[0]) {
		return 0
	}
	if len(s) > 2 && s[0] == '0' {
		base := map[byte]func(byte) bool{
			'b': func(c byte) bool { return c == '0' || c == '1' },
			'o': func(c byte) bool { return c >= '0' && c <= '7' },
			'x': func(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' },
		}[s[1]|0x20]
		if base != nil {
			if n := digits(s, 2, base); n > 2 {
				return n
			}
			return 1
		}
	}
	if s[0] == '0' {
		return digits(s, 0, func(c byte) bool { return c == '0' })
	}
	return digits(s, 0, isDigit)
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

// wordEnd returns the length of a word at the beginning of s.
func wordEnd(s string) int {
	for i, r := range s {
		if !isWord(r) {
			return i
		}
	}
	return len(s)
}

func isIdentifier(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r):
		case i > 0 && (unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)):
		default:
			return false
		}
	}
	return s != ""
}

// quotedEnd returns the length of a text in quotes, 0 when it does not end.
func quotedEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i + 1
		}
	}
	return 0
}

var simpleEscapes = map[byte]string{'n': "\n", 't': "\t", 'r': "\r", 'a': "\a", 'b': "\b", 'f': "\f", 'v': "\v",
	'\\': "\\", '\'': "'", '"': `"`, '\n': ""}

// unescape reads the escapes of a Python text. What is wrong with one is returned in Python's words.
func unescape(s string) (text, problem string) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, ""
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '\\' {
			b.WriteByte(c)
			continue
		}
		if i++; i == len(s) {
			return "", `\ at end of string`
		}
		if e, ok := simpleEscapes[s[i]]; ok {
			b.WriteString(e)
			continue
		}
		switch c := s[i]; {
		case c >= '0' && c <= '7':
			n, v := 0, rune(0)
			for ; n < 3 && i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '7'; n++ {
				v = v*8 + rune(s[i+n]-'0')
			}
			b.WriteRune(v)
			i += n - 1
		case c == 'x' || c == 'u' || c == 'U':
			n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
			if i+n >= len(s) {
				return "", truncated(c, n)
			}
			v, err := strconv.ParseUint(s[i+1:i+1+n], 16, 32)
			if err != nil {
				return "", truncated(c, n)
			}
			if v > utf8.MaxRune {
				return "", "illegal Unicode character"
			}
			b.WriteRune(rune(v))
			i += n
		case c == 'N':
			return "", "unknown Unicode character name"
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

func truncated(c byte, n int) string {
	return `truncated \` + string(c) + strings.Repeat("X", n) + " escape"
}
