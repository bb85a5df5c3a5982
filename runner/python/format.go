package python

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// formatSpec is a parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type formatSpec struct {
	fill      rune
	align     byte // 0 when not given
	sign      byte
	negZero   bool // z: no negative zero
	alternate bool
	width     int
	group     byte
	precision int // -1 when not given
	verb      byte
}

// parseFormat reads a specification; def is the alignment of the type.
func parseFormat(spec, typeName string, def byte) formatSpec {
	f := formatSpec{fill: ' ', precision: -1}
	filled := false
	s := spec
	if r, n := utf8.DecodeRuneInString(s); n > 0 && n < len(s) && strings.IndexByte("<>=^", s[n]) >= 0 {
		f.fill, f.align, filled = r, s[n], true
		s = s[n+1:]
	} else if s != "" && strings.IndexByte("<>=^", s[0]) >= 0 {
		f.align = s[0]
		s = s[1:]
	}
	take := func(set string) byte {
		if s != "" && strings.IndexByte(set, s[0]) >= 0 {
			c := s[0]
			s = s[1:]
			return c
		}
		return 0
	}
	f.sign = take("+- ")
	f.negZero = take("z") != 0
	f.alternate = take("#") != 0
	if !filled && take("0") != 0 {
		f.fill = '0'
		if f.align == 0 && def == '>' {
			f.align = '='
		}
	}
	number := func() int {
		n := 0
		for s != "" && isDigit(s[0]) {
			if n = n*10 + int(s[0]-'0'); n > math.MaxInt64/100 {
				fail(excValue, "Too many decimal digits in format string")
			}
			s = s[1:]
		}
		return n
	}
	f.width = number()
	f.group = take(",")
	if c := take("_"); c != 0 {
		if f.group != 0 {
			fail(excValue, "Cannot specify both ',' and '_'.")
		}
		f.group = c
	}
	if f.group != 0 && s != "" && s[0] == ',' {
		if f.group == ',' {
			fail(excValue, "Cannot specify ',' with ','.")
		}
		fail(excValue, "Cannot specify both ',' and '_'.")
	}
	if take(".") != 0 {
		if s == "" || !isDigit(s[0]) {
			fail(excValue, "Format specifier missing precision")
		}
		f.precision = number()
	}
	if r, n := utf8.DecodeRuneInString(s); n > 0 {
		if n < len(s) || r >= utf8.RuneSelf {
			if n == len(s) {
				fail(excValue, "Unknown format code '\\x%x' for object of type '%s'", r, typeName)
			}
			if typeName == "decimal.Decimal" {
				fail(excValue, "invalid format string")
			}
			fail(excValue, "Invalid format specifier '%s' for object of type '%s'", spec, typeName)
		}
		f.verb = byte(r)
	}
	verb := f.verb
	if verb == 0 && typeName == "str" {
		verb = 's'
	}
	if f.group != 0 && !groupable(f.group, verb) {
		fail(excValue, "Cannot specify '%c' with '%c'.", f.group, verb)
	}
	return f
}

// groupable reports whether a format can have separators between groups of digits.
func groupable(group, verb byte) bool {
	switch verb {
	case 0, 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F':
		return true
	case 'b', 'o', 'x', 'X':
		return group == '_'
	}
	return false
}

// format is Python's format(v, spec).
func (m *vm) format(v Value, spec string) Value {
	switch x := v.(type) {
	case *Instance:
		if r := m.callSpecial(x, "__format__", Str(spec)); r != nil {
			return Str(m.wantStr(r, "__format__"))
		}
	case formattable:
		if spec != "" {
			return Str(x.formatWith(m, spec))
		}
	}
	if spec == "" {
		return Str(m.str(v))
	}
	switch x := v.(type) {
	case Str:
		return Str(m.formatText(string(x), parseFormat(spec, "str", '<')))
	case Bool:
		return Str(m.formatInt(boolInt(x), parseFormat(spec, "bool", '>'), "bool"))
	case Int, *BigInt:
		return Str(m.formatInt(x, parseFormat(spec, "int", '>'), "int"))
	case Float:
		return Str(m.formatFloatSpec(float64(x), parseFormat(spec, "float", '>'), "float"))
	}
	fail(excType, "unsupported format string passed to %s.__format__", v.Type().long)
	return nil
}

// formattable is implemented by values of the library with format specifications of their own.
type formattable interface {
	formatWith(m *vm, spec string) string
}

func (m *vm) formatText(s string, f formatSpec) string {
	switch {
	case f.verb != 0 && f.verb != 's':
		unknownFormat(f.verb, "str")
	case f.sign != 0:
		if f.sign == ' ' {
			fail(excValue, "Space not allowed in string format specifier")
		}
		fail(excValue, "Sign not allowed in string format specifier")
	case f.negZero:
		fail(excValue, "Negative zero coercion (z) not allowed in string format specifier")
	case f.alternate:
		fail(excValue, "Alternate form (#) not allowed in string format specifier")
	case f.align == '=':
		fail(excValue, "'=' alignment not allowed in string format specifier")
	case f.group != 0:
		fail(excValue, "Cannot specify '%c' with 's'.", f.group)
	}
	if f.precision >= 0 && f.precision < len(s) {
		if n := byteOffset(s, f.precision); n < len(s) {
			s = s[:n]
		}
	}
	return m.pad(s, "", f, '<')
}

func unknownFormat(verb byte, typeName string) {
	fail(excValue, "Unknown format code '%c' for object of type '%s'", verb, typeName)
}

// pad aligns body, whose sign or prefix is lead, in the width.
func (m *vm) pad(body, lead string, f formatSpec, def byte) string {
	n := f.width - utf8.RuneCountInString(body) - len(lead)
	if n <= 0 {
		return lead + body
	}
	m.repeat(utf8.RuneLen(f.fill), n)
	align := f.align
	if align == 0 {
		align = def
	}
	fill := func(n int) string { return strings.Repeat(string(f.fill), n) }
	switch align {
	case '<':
		return lead + body + fill(n)
	case '^':
		return fill(n/2) + lead + body + fill(n-n/2)
	case '=':
		return lead + fill(n) + body
	}
	return fill(n) + lead + body
}

func signOf(negative bool, sign byte) string {
	switch {
	case negative:
		return "-"
	case sign == '+' || sign == ' ':
		return string(sign)
	}
	return ""
}

func (m *vm) formatInt(v Value, f formatSpec, typeName string) string {
	switch f.verb {
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		return m.formatFloatSpec(floatOf(bigOf(v)), f, typeName)
	}
	if strings.IndexByte("\x00dnxXobc", f.verb) < 0 {
		unknownFormat(f.verb, typeName)
	}
	if f.precision >= 0 {
		fail(excValue, "Precision not allowed in integer format specifier")
	}
	if f.negZero {
		fail(excValue, "Negative zero coercion (z) not allowed in integer format specifier")
	}
	b := bigOf(v)
	var digits, prefix string
	size := 3
	switch f.verb {
	case 0, 'd', 'n':
		digits = strings.TrimPrefix(m.repr(v), "-")
	case 'x', 'X', 'o', 'b':
		base := map[byte]int{'x': 16, 'X': 16, 'o': 8, 'b': 2}[f.verb]
		m.alloc(b.BitLen())
		digits = new(big.Int).Abs(b).Text(base)
		if f.alternate {
			prefix = "0" + string(f.verb)
		}
		if f.verb == 'X' {
			digits = strings.ToUpper(digits)
		}
		size = 4
	case 'c':
		if f.sign != 0 {
			fail(excValue, "Sign not allowed with integer format specifier 'c'")
		}
		if f.alternate {
			fail(excValue, "Alternate form (#) not allowed with integer format specifier 'c'")
		}
		if !b.IsInt64() || b.Int64() < 0 || b.Int64() > utf8.MaxRune {
			fail(excOverflow, "%c arg not in range(0x110000)")
		}
		return m.pad(string(rune(b.Int64())), "", f, '>')
	}
	lead := signOf(b.Sign() < 0, f.sign) + prefix
	return m.padNumber(digits, "", lead, f, size)
}

// padNumber groups the digits of the integer part and pads; zeros that fill are grouped, too.
func (m *vm) padNumber(digits, rest, lead string, f formatSpec, size int) string {
	if f.group != 0 {
		if f.fill == '0' && f.align == '=' {
			want := f.width - len(lead) - len(rest)
			m.repeat(2, max(want, 0))
			for groupedLen(len(digits), size) < want {
				digits = "0" + digits
			}
		}
		digits = groupDigits(digits, f.group, size)
	}
	return m.pad(digits+rest, lead, f, '>')
}

func groupedLen(n, size int) int { return n + (n-1)/size }

func groupDigits(digits string, sep byte, size int) string {
	if len(digits) <= size {
		return digits
	}
	var b strings.Builder
	for i := 0; i < len(digits); i++ {
		if i > 0 && (len(digits)-i)%size == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

func (m *vm) formatFloatSpec(v float64, f formatSpec, typeName string) string {
	switch f.verb {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
	default:
		unknownFormat(f.verb, typeName)
	}
	if f.precision > math.MaxInt16 {
		m.repeat(2, f.precision)
	}
	text := floatText(math.Abs(v), f)
	negative := math.Signbit(v) && !math.IsNaN(v)
	if f.negZero && negative && strings.Trim(strings.Split(text, "e")[0], "0.") == "" {
		negative = false
	}
	lead := signOf(negative, f.sign)
	if math.IsInf(v, 0) || math.IsNaN(v) {
		f.group = 0
		return m.pad(text, lead, f, '>')
	}
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return m.padNumber(text[:n], text[n:], lead, f, 3)
}

// floatText formats a non-negative float by verb and precision.
func floatText(v float64, f formatSpec) string {
	upper := f.verb == 'E' || f.verb == 'F' || f.verb == 'G'
	if math.IsInf(v, 0) || math.IsNaN(v) {
		s := formatFloat(v)
		if f.verb == '%' {
			s += "%"
		}
		if upper {
			s = strings.ToUpper(s)
		}
		return s
	}
	p := f.precision
	if p < 0 {
		p = 6
	}
	var s string
	switch f.verb {
	case 'e', 'E':
		s = expText(v, p, f.alternate)
	case 'f', 'F':
		s = fixText(v, p, f.alternate)
	case '%':
		s = fixText(v*100, p, f.alternate) + "%"
	case 0:
		if f.precision < 0 {
			s = formatFloat(v)
			break
		}
		s = generalText(v, max(p, 1), f.alternate, true)
	default:
		s = generalText(v, max(p, 1), f.alternate, false)
	}
	if upper {
		s = strings.ToUpper(s)
	}
	return s
}

func fixText(v float64, p int, dot bool) string {
	s := strconv.FormatFloat(v, 'f', p, 64)
	if dot && p == 0 {
		s += "."
	}
	return s
}

func expText(v float64, p int, dot bool) string {
	s := strconv.FormatFloat(v, 'e', p, 64)
	if dot && p == 0 {
		s = strings.Replace(s, "e", ".e", 1)
	}
	return s
}

// generalText is %g; repr says that at least one digit stays behind the point, as in str.
func generalText(v float64, p int, keep, repr bool) string {
	exp := 0
	if v != 0 {
		e := strconv.FormatFloat(v, 'e', p-1, 64)
		exp, _ = strconv.Atoi(e[strings.IndexByte(e, 'e')+1:])
	}
	limit := p
	if repr {
		limit = p - 1 // there must be room for the digit behind the point
	}
	if exp < -4 || exp >= limit {
		s := strconv.FormatFloat(v, 'e', p-1, 64)
		if keep {
			if p == 1 {
				s = strings.Replace(s, "e", ".e", 1)
			}
			return s
		}
		i := strings.IndexByte(s, 'e')
		mant := s[:i]
		if strings.Contains(mant, ".") {
			mant = strings.TrimRight(strings.TrimRight(mant, "0"), ".")
		}
		return mant + s[i:]
	}
	s := strconv.FormatFloat(v, 'f', p-1-exp, 64)
	if keep {
		if !strings.Contains(s, ".") {
			s += "."
		}
		return s
	}
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if repr && !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
