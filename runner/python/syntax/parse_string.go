package syntax

import (
	"strings"
	"unicode/utf8"
)

// literal is a string token taken apart.
type literal struct {
	raw, bytes, format bool
	body               string
	pos                Pos // where the body begins
	near               *nearby
}

// nearby is the last place asked for: places are looked up in the order of the text, which would otherwise be gone through
// from the begin each time.
type nearby struct {
	off int
	pos Pos
}

// place is the place of byte i of the body.
func (l literal) place(i int) Pos {
	if l.near == nil || i < l.near.off {
		return l.pos.advance(l.body, i)
	}
	// Nothing between a carriage return and its line feed is ever asked for.
	l.near.pos = l.near.pos.advance(l.body[l.near.off:], i-l.near.off)
	l.near.off = i
	return l.near.pos
}

func splitLiteral(t *token) literal {
	l := literal{}
	i := 0
	for ; t.text[i] != '"' && t.text[i] != '\''; i++ {
		switch t.text[i] {
		case 'r', 'R':
			l.raw = true
		case 'b', 'B':
			l.bytes = true
		case 'f', 'F':
			l.format = true
		}
	}
	n := 1
	if len(t.text) >= i+6 && t.text[i] == t.text[i+1] && t.text[i] == t.text[i+2] {
		n = 3
	}
	l.body = t.text[i+n : len(t.text)-n]
	l.pos = Pos{t.pos.Line, t.pos.Col + int32(i+n), t.pos.Off + int32(i+n)}
	l.near = &nearby{pos: l.pos}
	return l
}

// strings reads adjacent literals, which make one.
func (p *parser) strings() Expr {
	first := p.tok().pos
	var text strings.Builder
	var parts []any
	bytes, format, n := false, false, 0
	flush := func() {
		if text.Len() > 0 {
			parts = append(parts, text.String())
			text.Reset()
		}
	}
	for ; p.tok().kind == String; n++ {
		l := splitLiteral(p.next())
		if n > 0 && l.bytes != bytes {
			failAt(first, "cannot mix bytes and nonbytes literals")
		}
		bytes = l.bytes
		if !l.format {
			text.WriteString(l.decode())
			continue
		}
		format = true
		for _, x := range p.formatParts(l, 0) {
			if s, ok := x.(string); ok {
				text.WriteString(s)
				continue
			}
			flush()
			parts = append(parts, x)
		}
	}
	switch {
	case bytes:
		return &Constant{At{first}, Bytes(text.String())}
	case format:
		flush()
		return &FString{At{first}, parts}
	}
	return &Constant{At{first}, text.String()}
}

// advance is the place n bytes into a text that begins at p.
func (p Pos) advance(s string, n int) Pos {
	for i := 0; i < n; {
		r, w := utf8.DecodeRuneInString(s[i:])
		i += w
		p.Col++
		if r == '\n' || r == '\r' && !(i < n && s[i] == '\n') {
			p.Line++
			p.Col = 1
		}
	}
	p.Off += int32(n)
	return p
}

// decode replaces escapes and line ends by what they stand for.
func (l literal) decode() string {
	if l.bytes {
		for i := 0; i < len(l.body); i++ {
			if l.body[i] >= 0x80 {
				failAt(l.pos, "bytes can only contain ASCII literal characters")
			}
		}
	}
	return l.unescape(l.body, 0)
}

// unescape decodes a part of the body that begins at offset off.
func (l literal) unescape(s string, off int) string {
	if !strings.ContainsAny(s, "\\\r") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\r':
			b.WriteByte('\n')
			i++
			if i < len(s) && s[i] == '\n' {
				i++
			}
		case c == '\\' && !l.raw:
			i += l.escape(&b, s[i:], off+i)
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

var simpleEscapes = map[byte]byte{'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// escape decodes the escape s begins with and returns its length.
func (l literal) escape(b *strings.Builder, s string, off int) int {
	if len(s) == 1 {
		b.WriteByte('\\')
		return 1
	}
	c := s[1]
	if e, ok := simpleEscapes[c]; ok {
		b.WriteByte(e)
		return 2
	}
	switch {
	case c == '\n':
		return 2
	case c == '\r':
		if len(s) > 2 && s[2] == '\n' {
			return 3
		}
		return 2
	case c >= '0' && c <= '7':
		n, v := 1, 0
		for ; n < 4 && n < len(s) && s[n] >= '0' && s[n] <= '7'; n++ {
			v = v*8 + int(s[n]-'0')
		}
		l.put(b, v)
		return n
	case c == 'x':
		return l.hexEscape(b, s, off, 2)
	case l.bytes:
	case c == 'u':
		return l.hexEscape(b, s, off, 4)
	case c == 'U':
		return l.hexEscape(b, s, off, 8)
	case c == 'N':
		failAt(l.place(off), "(unicode error) names of characters (\\N{...}) are not supported")
	}
	b.WriteByte('\\')
	return 1
}

func (l literal) put(b *strings.Builder, v int) {
	if l.bytes {
		b.WriteByte(byte(v))
		return
	}
	b.WriteRune(rune(v))
}

func (l literal) hexEscape(b *strings.Builder, s string, off, digits int) int {
	v, n := 0, 2
	for ; n < 2+digits && n < len(s); n++ {
		d := strings.IndexByte("0123456789abcdef", s[n]|0x20)
		if d < 0 || s[n] < '0' {
			break
		}
		v = v*16 + d
	}
	at := l.place(off)
	switch {
	case n < 2+digits && l.bytes:
		failAt(at, "(value error) invalid \\x escape at position %d", off)
	case n < 2+digits:
		failAt(at, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: truncated \\%c%s escape", off, off+n-1, s[1], strings.Repeat("X", digits))
	case v > utf8.MaxRune:
		failAt(at, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: illegal Unicode character", off, off+n-1)
	}
	// Half of a surrogate pair: two of them, written one after the other, stay two code points in Python. Text here is
	// UTF-8, which has none; the replacement character stands for each.
	l.put(b, v)
	return n
}

// formatParts splits the body of an f-string into texts and *FormattedValue.
func (p *parser) formatParts(l literal, level int) []any {
	var parts []any
	s := l.body
	from := 0
	text := func(to int) {
		if to > from {
			parts = append(parts, l.unescape(s[from:to], from))
		}
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && !l.raw && i+1 < len(s):
			i += 2
			if s[i-1] == '{' || s[i-1] == '}' {
				i-- // a backslash before a brace is just a backslash
			}
		case c == '{' && i+1 < len(s) && s[i+1] == '{' && level == 0:
			text(i + 1)
			i += 2
			from = i
		case c == '{':
			text(i)
			v, n := p.formatted(l, i, level)
			if v.Debug != "" {
				parts = append(parts, v.Debug)
			}
			parts = append(parts, v)
			i += n
			from = i
		case c == '}':
			if level > 0 {
				text(i)
				l.body = s[:i]
				return parts
			}
			if i+1 >= len(s) || s[i+1] != '}' {
				failAt(l.place(i), "f-string: single '}' is not allowed")
			}
			text(i + 1)
			i += 2
			from = i
		default:
			i++
		}
	}
	text(len(s))
	return parts
}

// formatted reads the {...} that begins at byte i and returns its length.
func (p *parser) formatted(l literal, i, level int) (*FormattedValue, int) {
	s := l.body
	at := l.place(i)
	if level >= 2 {
		failAt(at, "f-string: expressions nested too deeply")
	}
	end := p.expressionEnd(l, i+1)
	src := s[i+1 : end]
	v := &FormattedValue{X: p.subExpression(src, l.place(i+1))}
	j := end
	if j < len(s) && s[j] == '=' {
		j++
		for j < len(s) && strings.IndexByte(" \t\n\f\r", s[j]) >= 0 {
			j++
		}
		v.Debug = s[i+1 : j]
	}
	if j < len(s) && s[j] == '!' {
		if j+1 >= len(s) {
			failAt(at, "f-string: expecting '}'")
		}
		v.Conv = s[j+1]
		if v.Conv != 's' && v.Conv != 'r' && v.Conv != 'a' {
			failAt(at, "f-string: invalid conversion character: expected 's', 'r', or 'a'")
		}
		j += 2
	}
	if j < len(s) && s[j] == ':' {
		spec := l
		spec.body = s[j+1:]
		spec.pos = l.place(j + 1)
		spec.near = &nearby{pos: spec.pos}
		n := specEnd(spec.body)
		spec.body = spec.body[:n]
		v.Spec = &FString{At{spec.pos}, p.formatParts(spec, level+1)}
		j += 1 + n
	}
	if j >= len(s) || s[j] != '}' {
		failAt(at, "f-string: expecting '}'")
	}
	if v.Debug != "" && v.Conv == 0 && v.Spec == nil {
		v.Conv = 'r'
	}
	return v, j + 1 - i
}

// specEnd is where the format specification that s begins with ends: at the brace that closes it.
func specEnd(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return len(s)
}

// expressionEnd finds where the expression that begins at byte i ends: before "=", "!", ":" or "}" outside brackets.
func (p *parser) expressionEnd(l literal, i int) int {
	s := l.body
	var open []byte
	quote := ""
	for ; i < len(s); i++ {
		c := s[i]
		at := func() Pos { return l.place(i) }
		if c == '\\' {
			failAt(at(), "f-string expression part cannot include a backslash")
		}
		if quote != "" {
			if strings.HasPrefix(s[i:], quote) {
				i += len(quote) - 1
				quote = ""
			}
			continue
		}
		switch c {
		case '\'', '"':
			quote = s[i : i+1]
			if strings.HasPrefix(s[i:], strings.Repeat(quote, 3)) {
				quote = s[i : i+3]
				i += 2
			}
			continue
		case '(', '[', '{':
			open = append(open, c)
			continue
		case '#':
			failAt(at(), "f-string expression part cannot include '#'")
		}
		if len(open) == 0 {
			switch c {
			case '!', '=', '<', '>':
				if i+1 < len(s) && s[i+1] == '=' {
					i++
					continue
				}
				if c == '<' || c == '>' {
					continue
				}
				return i
			case ':', '}':
				return i
			}
		}
		if k := strings.IndexByte(")]}", c); k >= 0 {
			if len(open) == 0 {
				failAt(at(), "f-string: unmatched '%c'", c)
			}
			o := open[len(open)-1]
			open = open[:len(open)-1]
			if o != "([{"[k] {
				failAt(at(), "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c, o)
			}
		}
	}
	at := l.place(len(s))
	if quote != "" {
		failAt(at, "f-string: unterminated string")
	}
	if len(open) > 0 {
		failAt(at, "f-string: unmatched '%c'", open[len(open)-1])
	}
	failAt(at, "f-string: expecting '}'")
	return 0
}

// subExpression parses an expression inside an f-string; src begins at pos of the whole text.
func (p *parser) subExpression(src string, pos Pos) Expr {
	if strings.Trim(src, " \t\n\f\r") == "" {
		failAt(pos, "f-string: empty expression not allowed")
	}
	s := &scanner{src: src, line: 1, inside: true}
	toks := s.scan()
	for i := range toks {
		toks[i].pos = pos.plus(toks[i].pos)
		toks[i].end = pos.plus(toks[i].end)
	}
	q := &parser{src: src, toks: toks, inside: true, depth: p.depth, broken: s.broken}
	q.enter()
	var x Expr
	switch {
	case q.at("yield"):
		x = q.yield()
	default:
		first := q.tok().pos
		x = q.namedStar()
		if q.at("for") {
			x = q.generators(&Comp{At: At{first}, Kind: GeneratorExp, Elem: x})
		} else if q.at(",") {
			xs := []Expr{x}
			for q.accept(",") {
				if q.tok().kind == End {
					break
				}
				xs = append(xs, q.namedStar())
			}
			x = &Tuple{At: At{first}, Xs: xs}
		} else if _, ok := x.(*Starred); ok {
			q.failNode(x, "cannot use starred expression here")
		}
	}
	if q.tok().kind != End {
		q.fail()
	}
	return x
}

// plus moves a place within a part of a text to the whole.
func (p Pos) plus(q Pos) Pos {
	r := Pos{Line: p.Line + q.Line - 1, Col: q.Col, Off: p.Off + q.Off}
	if q.Line == 1 {
		r.Col = p.Col + q.Col - 1
	}
	return r
}
