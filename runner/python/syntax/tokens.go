package syntax

// Token is a token for highlighting.
type Token struct {
	Kind       Kind
	Start, End int // bytes
	Pos        Pos
}

// Tokens splits a text for highlighting; it never fails: from the first place that is no Python on, what is left of the
// line is Invalid, and reading goes on with the next line.
func Tokens(src string) []Token {
	var out []Token
	s := newScanner(src)
	s.keep = true
	done := 0
	flush := func() {
		for ; done < len(s.tokens); done++ {
			t := s.tokens[done]
			if t.kind == Newline || t.kind == Indent || t.kind == Dedent || t.kind == End {
				continue
			}
			out = append(out, Token{t.kind, int(t.pos.Off), int(t.end.Off), t.pos})
		}
	}
	for s.at < len(src) {
		at := s.at
		err := catch(src, func() {
			for s.at < len(src) {
				if s.bol && len(s.parens) == 0 {
					s.indentation()
					continue
				}
				s.next()
			}
		})
		flush()
		if err == nil {
			break
		}
		from := max(err.(*Error).Offset, at)
		end := from
		for end < len(src) && s.lineEnd(end) == 0 {
			end++
		}
		if from < end {
			out = append(out, Token{Invalid, from, end, Pos{Line: int32(err.(*Error).Line), Col: int32(err.(*Error).Column), Off: int32(from)}})
		}
		restart := *newScanner(src)
		restart.keep, restart.line, restart.at, restart.lineStart, restart.colAt = true, int32(err.(*Error).Line), end, end, end
		restart.bol, restart.blank = false, false
		*s = restart
		done = 0
		if end == len(src) {
			break
		}
	}
	return out
}
