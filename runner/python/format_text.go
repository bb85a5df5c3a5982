package python

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// formatFields is "...".format(...).
type formatFields struct {
	m    *vm
	args args
	next int  // automatic field number, -1 when fields are numbered by hand
	hand bool // a field has been numbered by hand
	auto bool
}

func (m *vm) strFormat(s string, a args) string {
	f := &formatFields{m: m, args: a}
	return f.expand(s, 2)
}

func (f *formatFields) expand(s string, depth int) string {
	if depth == 0 {
		fail(excValue, "Max string recursion exceeded")
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '{' && i+1 < len(s) && s[i+1] == '{', c == '}' && i+1 < len(s) && s[i+1] == '}':
			b.WriteByte(c)
			i += 2
		case c == '}':
			fail(excValue, "Single '}' encountered in format string")
		case c == '{':
			n := fieldEnd(s[i+1:])
			if n < 0 {
				if i+1 == len(s) {
					fail(excValue, "Single '{' encountered in format string")
				}
				fail(excValue, "expected '}' before end of string")
			}
			text := f.field(s[i+1:i+1+n], depth, i+n+2 == len(s))
			f.m.alloc(len(text))
			b.WriteString(text)
			i += n + 2
		default:
			n := strings.IndexAny(s[i:], "{}")
			if n < 0 {
				n = len(s) - i
			}
			f.m.alloc(n)
			b.WriteString(s[i : i+n])
			i += n
		}
	}
	return b.String()
}

// fieldEnd is where the closing brace of a field is.
func fieldEnd(s string) int {
	depth := 0
	inKey, inName := false, true // braces within the [key] of a name are text
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			inKey = inName
		case ']':
			inKey = false
		case ':', '!':
			inName = inName && inKey
		case '{':
			if !inKey {
				depth++
			}
		case '}':
			if inKey {
				continue
			}
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

func (f *formatFields) field(s string, depth int, last bool) string {
	name, spec, conv := s, "", byte(0)
	end := len(s)
	inBracket := false
scan:
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			inBracket = true
		case ']':
			inBracket = false
		case '{':
			if !inBracket {
				fail(excValue, "unexpected '{' in field name")
			}
		case ':', '!':
			if !inBracket {
				end = i
				break scan
			}
		}
	}
	name = s[:end]
	if end < len(s) && s[end] == '!' {
		if end+1 >= len(s) {
			if last {
				fail(excValue, "unmatched '{' in format spec")
			}
			fail(excValue, "expected ':' after conversion specifier")
		}
		conv = s[end+1]
		end += 2
		if end < len(s) && s[end] != ':' {
			fail(excValue, "expected ':' after conversion specifier")
		}
	}
	if end < len(s) && s[end] == ':' {
		spec = s[end+1:]
	}
	v := f.lookup(name)
	if strings.IndexByte("\x00rsa", conv) < 0 {
		fail(excValue, "Unknown conversion specifier %c", conv)
	}
	if strings.ContainsAny(spec, "{}") {
		spec = f.expand(spec, depth-1)
	}
	return string(f.m.format(f.m.convert(v, conv), spec).(Str))
}

// lookup finds a field such as 0, name, 0.attr or name[key].
func (f *formatFields) lookup(name string) Value {
	n := strings.IndexAny(name, ".[")
	if n < 0 {
		n = len(name)
	}
	v := f.first(name[:n])
	for rest := name[n:]; rest != ""; {
		if rest[0] == '.' {
			rest = rest[1:]
			n := strings.IndexAny(rest, ".[")
			if n < 0 {
				n = len(rest)
			}
			if n == 0 {
				fail(excValue, "Empty attribute in format string")
			}
			v = f.m.attr(v, rest[:n])
			rest = rest[n:]
			continue
		}
		if rest[0] != '[' {
			fail(excValue, "Only '.' or '[' may follow ']' in format field specifier")
		}
		n := strings.IndexByte(rest, ']')
		if n < 0 {
			fail(excValue, "Missing ']' in format string")
		}
		key := rest[1:n]
		if key == "" {
			fail(excValue, "Empty attribute in format string")
		}
		if i, err := strconv.Atoi(key); err == nil && isDigit(key[0]) {
			v = f.m.item(v, Int(i))
		} else {
			v = f.m.item(v, Str(key))
		}
		rest = rest[n+1:]
	}
	return v
}

func (f *formatFields) first(name string) Value {
	i, err := strconv.Atoi(name)
	numbered := err == nil && isDigit(name[0])
	switch {
	case name == "":
		if f.hand {
			fail(excValue, "cannot switch from manual field specification to automatic field numbering")
		}
		f.auto = true
		i = f.next
		f.next++
	case numbered:
		if f.auto {
			fail(excValue, "cannot switch from automatic field numbering to manual field specification")
		}
		f.hand = true
	default:
		v := f.args.get(name)
		if v == nil {
			panic(&Exception{typ: excKey, args: []Value{Str(name)}})
		}
		return v
	}
	if i >= len(f.args.pos) {
		fail(excIndex, "Replacement index %d out of range for positional args tuple", i)
	}
	return f.args.pos[i]
}

// percent is "..." % args.
func (m *vm) percent(s string, arg Value) string {
	p := &percentFormat{m: m, single: arg}
	if t, ok := arg.(*Tuple); ok {
		p.items, p.tuple = t.items, true
	}
	switch arg.(type) {
	case *Dict:
		p.mapping = arg
	}
	return p.expand(s)
}

type percentFormat struct {
	m       *vm
	items   []Value
	tuple   bool
	single  Value
	used    bool
	mapping Value
	next    int
}

func (p *percentFormat) arg() Value {
	if p.tuple {
		if p.next >= len(p.items) {
			fail(excType, "not enough arguments for format string")
		}
		p.next++
		return p.items[p.next-1]
	}
	if p.used {
		fail(excType, "not enough arguments for format string")
	}
	p.used = true
	return p.single
}

func (p *percentFormat) expand(s string) string {
	var b strings.Builder
	m := p.m
	for i := 0; i < len(s); {
		if s[i] != '%' {
			n := strings.IndexByte(s[i:], '%')
			if n < 0 {
				n = len(s) - i
			}
			m.alloc(n)
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		text, n := p.directive(s, i+1)
		m.alloc(len(text))
		b.WriteString(text)
		i += 1 + n
	}
	if p.tuple && p.next < len(p.items) || !p.tuple && !p.used && p.mapping == nil {
		switch p.single.(type) {
		case *List, *Tuple, *Range:
			if !p.tuple {
				return b.String() // anything with subscripts counts as a mapping
			}
		}
		fail(excType, "not all arguments converted during string formatting")
	}
	return b.String()
}

// directive formats what stands behind a % at i and returns how long it is.
func (p *percentFormat) directive(s string, i int) (string, int) {
	start := i
	incomplete := func() {
		if i >= len(s) {
			fail(excValue, "incomplete format")
		}
	}
	incomplete()
	var keyed Value
	if s[i] == '(' {
		if p.mapping == nil {
			fail(excType, "format requires a mapping")
		}
		depth, j := 1, i+1
		for ; j < len(s) && depth > 0; j++ {
			switch s[j] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if depth > 0 {
			fail(excValue, "incomplete format key")
		}
		keyed = p.m.item(p.mapping, Str(s[i+1:j-1]))
		i = j
	}
	f := formatSpec{fill: ' ', precision: -1}
	left, zero := false, false
flags:
	for ; ; i++ {
		incomplete()
		switch s[i] {
		case '-':
			left = true
		case '+':
			f.sign = '+'
		case ' ':
			if f.sign == 0 {
				f.sign = ' '
			}
		case '#':
			f.alternate = true
		case '0':
			zero = true
		default:
			break flags
		}
	}
	number := func() int {
		if s[i] == '*' {
			n, ok := indexOf(p.arg())
			if !ok {
				fail(excType, "* wants int")
			}
			i++
			incomplete()
			return n
		}
		n := 0
		for ; s[i] >= '0' && s[i] <= '9'; incomplete() {
			if n = n*10 + int(s[i]-'0'); n > math.MaxInt64/100 {
				fail(excValue, "width too big")
			}
			i++
			if i >= len(s) {
				incomplete()
			}
		}
		return n
	}
	f.width = number()
	if f.width < 0 {
		left, f.width = true, -f.width
	}
	if s[i] == '.' {
		i++
		incomplete()
		f.precision = max(number(), 0)
	}
	for s[i] == 'h' || s[i] == 'l' || s[i] == 'L' {
		i++
		incomplete()
	}
	f.verb = s[i]
	i++
	if f.verb == '%' && i-start == 1 {
		return "%", 1
	}
	v := keyed
	if v == nil {
		v = p.arg()
	}
	f.align = '>'
	if left {
		f.align = '<'
	} else if zero && strings.IndexByte("diouxXeEfFgG", f.verb) >= 0 {
		f.fill, f.align = '0', '='
	}
	return p.format(v, f, s, i-1), i - start
}

func (p *percentFormat) format(v Value, f formatSpec, s string, at int) string {
	m := p.m
	verb := f.verb
	switch verb {
	case 's', 'r', 'a':
		f.verb, f.sign = 0, 0
		text := m.convert(v, verb).(Str)
		f.alternate = false
		return m.formatText(string(text), f)
	case 'c':
		if t, ok := v.(Str); ok {
			if t.length() != 1 {
				fail(excType, "%c requires int or char")
			}
			return m.pad(string(t), "", f, '>')
		}
		if _, big := v.(*BigInt); big {
			fail(excOverflow, "%c arg not in range(0x110000)")
		}
		n, ok := indexOf(v)
		if !ok {
			fail(excType, "%c requires int or char")
		}
		if n < 0 || n > utf8.MaxRune {
			fail(excOverflow, "%c arg not in range(0x110000)")
		}
		return m.pad(string(rune(n)), "", f, '>')
	case 'd', 'i', 'u':
		return p.integer(v, f, "d")
	case 'x', 'X', 'o':
		return p.integer(v, f, string(verb))
	case 'e', 'E', 'f', 'F', 'g', 'G':
		x := percentFloat(m, v)
		return m.formatFloatSpec(x, f, "float")
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	fail(excValue, "unsupported format character '%c' (0x%x) at index %d", r, r, utf8.RuneCountInString(s[:at]))
	return ""
}

func percentFloat(m *vm, v Value) float64 {
	switch v.(type) {
	case Str, Bytes:
		fail(excType, "must be real number, not %s", v.Type().long)
	}
	return m.wantFloat(v)
}

// integer formats %d, %x and the like, whose precision is the least number of digits.
func (p *percentFormat) integer(v Value, f formatSpec, verb string) string {
	m := p.m
	b := bigOf(v)
	if b == nil {
		switch x := v.(type) {
		case Float:
			if verb == "d" {
				b = bigOf(floatInt(float64(x)))
			}
		case *Decimal:
			if verb == "d" {
				b = m.wantBig(x.toInt())
			}
		}
	}
	if b == nil {
		if verb == "d" {
			fail(excType, "%%%c format: a real number is required, not %s", f.verb, v.Type().long)
		}
		fail(excType, "%%%c format: an integer is required, not %s", f.verb, v.Type().long)
	}
	abs := new(big.Int).Abs(b)
	base := map[string]int{"d": 10, "x": 16, "X": 16, "o": 8}[verb]
	m.alloc(abs.BitLen())
	digits := abs.Text(base)
	if verb == "X" {
		digits = strings.ToUpper(digits)
	}
	if n := f.precision - len(digits); n > 0 {
		m.repeat(1, n)
		digits = strings.Repeat("0", n) + digits
	}
	lead := signOf(b.Sign() < 0, f.sign)
	if f.alternate && verb != "d" {
		lead += "0" + verb
	}
	return m.pad(digits, lead, f, '>')
}
