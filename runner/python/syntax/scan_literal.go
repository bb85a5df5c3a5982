package syntax

import "strings"

// stringPrefix reports whether a word can stand before a quote.
func stringPrefix(w string) bool {
	switch strings.ToLower(w) {
	case "r", "u", "b", "f", "br", "rb", "fr", "rf":
		return true
	}
	return false
}

// text reads a string literal whose quote is at s.at; start is where its prefix begins.
func (s *scanner) text(start int, p Pos) {
	q := s.src[s.at]
	open := s.src[s.at : s.at+1]
	if strings.HasPrefix(s.src[s.at:], strings.Repeat(open, 3)) {
		open = s.src[s.at : s.at+3]
	}
	s.at += len(open)
	line, lineStart, col, colAt := s.line, s.lineStart, s.col, s.colAt
	for {
		if s.at >= len(s.src) {
			last := s.line
			s.line, s.lineStart, s.col, s.colAt = line, lineStart, col, colAt
			if len(open) == 3 {
				failAt(p, "unterminated triple-quoted string literal (detected at line %d)", last)
			}
			failAt(p, "unterminated string literal (detected at line %d)", last)
		}
		if n := s.lineEnd(s.at); n > 0 {
			if len(open) == 1 {
				failAt(p, "unterminated string literal (detected at line %d)", s.line)
			}
			s.at += n
			s.newLine()
			continue
		}
		c := s.src[s.at]
		if c == '\\' {
			s.at++
			if n := s.lineEnd(s.at); n > 0 {
				s.at += n
				s.newLine()
			} else if s.at < len(s.src) {
				s.at++
			}
			continue
		}
		if c == q && strings.HasPrefix(s.src[s.at:], open) {
			s.at += len(open)
			break
		}
		s.at++
	}
	s.emit(String, start, p)
}

// number reads a numeric literal.
func (s *scanner) number(p Pos) {
	if s.src[s.at] == '0' && s.at+1 < len(s.src) {
		switch s.src[s.at+1] {
		case 'x', 'X':
			s.radix(p, "hexadecimal", "0123456789abcdefABCDEF")
			return
		case 'o', 'O':
			s.radix(p, "octal", "01234567")
			return
		case 'b', 'B':
			s.radix(p, "binary", "01")
			return
		}
	}
	start := s.at
	kind := "decimal"
	if s.src[s.at] != '.' {
		s.digits(p, kind)
	}
	float := false
	if s.at < len(s.src) && s.src[s.at] == '.' {
		float = true
		s.at++
		if s.at < len(s.src) && isDigit(s.src[s.at]) {
			s.digits(p, kind)
		}
	}
	if s.at < len(s.src) && (s.src[s.at] == 'e' || s.src[s.at] == 'E') {
		i := s.at + 1
		if i < len(s.src) && (s.src[i] == '+' || s.src[i] == '-') {
			i++
			if i >= len(s.src) || !isDigit(s.src[i]) {
				failAt(p, "invalid decimal literal")
			}
		}
		if i < len(s.src) && isDigit(s.src[i]) {
			float = true
			s.at = i
			s.digits(p, kind)
		}
	}
	if s.at < len(s.src) && (s.src[s.at] == 'j' || s.src[s.at] == 'J') {
		s.at++
		s.numberEnd(p, "imaginary")
		return
	}
	if w := s.src[start:s.at]; !float && w[0] == '0' && strings.Trim(w, "0_") != "" {
		failAt(p, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
	}
	s.numberEnd(p, kind)
}

// digits reads decimal digits with single underscores between them.
func (s *scanner) digits(p Pos, kind string) {
	for {
		for s.at < len(s.src) && isDigit(s.src[s.at]) {
			s.at++
		}
		if s.at >= len(s.src) || s.src[s.at] != '_' {
			return
		}
		s.at++
		if s.at >= len(s.src) || !isDigit(s.src[s.at]) {
			failAt(p, "invalid %s literal", kind)
		}
	}
}

func (s *scanner) radix(p Pos, kind, digits string) {
	s.at += 2
	for first := true; ; first = false {
		if s.at < len(s.src) && s.src[s.at] == '_' {
			s.at++
		} else if !first {
			break
		}
		from := s.at
		for s.at < len(s.src) && strings.IndexByte(digits, s.src[s.at]) >= 0 {
			s.at++
		}
		if s.at == from {
			if s.at < len(s.src) && isDigit(s.src[s.at]) {
				failAt(p, "invalid digit '%c' in %s literal", s.src[s.at], kind)
			}
			failAt(p, "invalid %s literal", kind)
		}
	}
	if s.at < len(s.src) && isDigit(s.src[s.at]) {
		failAt(p, "invalid digit '%c' in %s literal", s.src[s.at], kind)
	}
	s.numberEnd(p, kind)
}

// numberEnd fails when a name follows a number at once; some keywords may.
func (s *scanner) numberEnd(p Pos, kind string) {
	if s.at >= len(s.src) || !isNameByte(s.src[s.at]) {
		return
	}
	rest := s.src[s.at:]
	for _, k := range []string{"and", "else", "for", "if", "in", "is", "or", "not"} {
		if strings.HasPrefix(rest, k) {
			return
		}
	}
	failAt(p, "invalid %s literal", kind)
}
