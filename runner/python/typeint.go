package python

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// parseInt reads an int as int(text, base) does; ok is false when it is none.
func parseInt(text string, base int) (v Value, ok bool) {
	s := strings.TrimFunc(text, isSpaceRune)
	s = asciiDigits(s)
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	prefix := 0
	if len(s) > 1 && s[0] == '0' {
		switch s[1] {
		case 'x', 'X':
			prefix = 16
		case 'o', 'O':
			prefix = 8
		case 'b', 'B':
			prefix = 2
		}
	}
	switch {
	case prefix != 0 && (base == prefix || base == 0):
		s, base = strings.TrimPrefix(s[2:], "_"), prefix
	case base == 0:
		base = 10
		if s != "" && s[0] == '0' && strings.Trim(s, "0_") != "" {
			return nil, false
		}
	}
	if s == "" || s[0] == '_' || s[len(s)-1] == '_' || strings.Contains(s, "__") || s[0] == '+' || s[0] == '-' {
		return nil, false
	}
	s = strings.ReplaceAll(s, "_", "")
	if neg {
		s = "-" + s
	}
	if i, err := strconv.ParseInt(s, base, 64); err == nil {
		return Int(i), true
	}
	b, ok := new(big.Int).SetString(s, base)
	if !ok {
		return nil, false
	}
	return NewInt(b), true
}

// asciiDigits replaces decimal digits of other scripts.
func asciiDigits(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.Is(unicode.Nd, r) {
			return r
		}
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + r - zero
	}, s)
}

func (m *vm) intOfText(s string, base int) Value {
	m.work(len(s) * len(s) >> 12)
	if base&(base-1) != 0 || base == 0 {
		if n := countDigits(s); n > maxDigits {
			fail(excValue, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", maxDigits, n)
		}
	}
	if len(s) > m.limits.IntBits {
		m.sized(len(s), 0)
	}
	v, ok := parseInt(s, base)
	if !ok {
		fail(excValue, "invalid literal for int() with base %d: %s", base, quote(s))
	}
	return v
}

func countDigits(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// integral is implemented by values of the library that int() converts.
type integral interface{ toInt() Value }

func newInt(m *vm, t *Type, a args) Value {
	x, base := Value(nil), Value(nil)
	if len(a.pos) > 0 {
		x = a.pos[0]
	}
	if len(a.pos) > 1 {
		base = a.pos[1]
	}
	if len(a.pos) > 2 {
		fail(excType, "int() takes at most 2 arguments (%d given)", len(a.pos))
	}
	for i, n := range a.names {
		if n != "base" {
			fail(excType, "'%s' is an invalid keyword argument for int()", n)
		}
		base = a.vals[i]
	}
	if x == nil {
		if base != nil {
			fail(excType, "int() missing string argument")
		}
		return Int(0)
	}
	if base != nil {
		n := m.wantInt(base)
		if n != 0 && (n < 2 || n > 36) {
			fail(excValue, "int() base must be >= 2 and <= 36, or 0")
		}
		switch s := x.(type) {
		case Str:
			return m.intOfText(string(s), n)
		case Bytes:
			return m.intOfText(string(s), n)
		}
		fail(excType, "int() can't convert non-string with explicit base")
	}
	switch x := x.(type) {
	case Int, *BigInt:
		return x
	case Bool:
		return boolInt(x)
	case Float:
		return floatInt(float64(x))
	case Str:
		return m.intOfText(string(x), 10)
	case Bytes:
		v, ok := parseInt(string(x), 10)
		if !ok {
			fail(excValue, "invalid literal for int() with base 10: %s", quoteBytes(string(x)))
		}
		return v
	case integral:
		return x.toInt()
	case *Instance:
		for _, n := range []string{"__int__", "__index__", "__trunc__"} {
			if v := m.callSpecial(x, n); v != nil {
				return v
			}
		}
	}
	fail(excType, "int() argument must be a string, a bytes-like object or a real number, not '%s'", x.Type().long)
	return nil
}

func newFloat(m *vm, t *Type, a args) Value {
	if len(a.names) > 0 {
		fail(excType, "float() takes no keyword arguments")
	}
	if len(a.pos) == 0 {
		return Float(0)
	}
	if len(a.pos) > 1 {
		fail(excType, "float expected at most 1 argument, got %d", len(a.pos))
	}
	switch x := a.pos[0].(type) {
	case Str:
		return Float(floatOfText(string(x), quote(string(x))))
	case Bytes:
		return Float(floatOfText(string(x), quoteBytes(string(x))))
	case Float, Int, Bool, *BigInt, *Decimal:
		return Float(m.wantFloat(x))
	case *Instance:
		if v := m.callSpecial(x, "__float__"); v != nil {
			return v
		}
	}
	fail(excType, "float() argument must be a string or a real number, not '%s'", a.pos[0].Type().long)
	return nil
}

func floatOfText(text, shown string) float64 {
	s := asciiDigits(strings.TrimFunc(text, isSpaceRune))
	bad := func() { fail(excValue, "could not convert string to float: %s", shown) }
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "inf", "infinity", "nan":
		if len(s)-len(strings.TrimLeft(s, "+-")) > 1 {
			bad()
		}
		f := math.Inf(1)
		if strings.HasSuffix(strings.ToLower(s), "nan") {
			f = math.NaN()
		}
		if s[0] == '-' {
			f = -f
		}
		return f
	}
	if s == "" || strings.ContainsAny(s, "xXpPiInN") || strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") || !underscoresFit(s) {
		bad()
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	if err != nil && !math.IsInf(f, 0) {
		bad()
	}
	return f
}

// underscoresFit reports whether underscores stand between digits only.
func underscoresFit(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && (i == 0 || i == len(s)-1 || !isDigit(s[i-1]) || !isDigit(s[i+1])) {
			return false
		}
	}
	return true
}

func selfInt(a []Value) *big.Int { return bigOf(a[0]) }

func init() {
	typeInt.create = newInt
	typeFloat.create = newFloat
	fromhex := one(func(m *vm, a []Value) Value {
		s, ok := a[0].(Str)
		if !ok {
			fail(excType, "bad argument type for built-in operation")
		}
		m.work(len(s))
		return floatOfHex(string(s))
	})
	fromhex.name, fromhex.mod = "fromhex", "float"
	typeFloat.statics = methods{"fromhex": fromhex}
	typeBool.create = func(m *vm, t *Type, a args) Value {
		if len(a.names) > 0 {
			fail(excType, "bool() takes no keyword arguments")
		}
		if len(a.pos) > 1 {
			fail(excType, "bool expected at most 1 argument, got %d", len(a.pos))
		}
		return Bool(len(a.pos) == 1 && m.truth(a.pos[0]))
	}
	number := func(f func(v Value) Value) property { return func(m *vm, v Value) Value { return f(v) } }
	typeInt.props = map[string]property{
		"real":        number(func(v Value) Value { return NewInt(bigOf(v)) }),
		"numerator":   number(func(v Value) Value { return NewInt(bigOf(v)) }),
		"imag":        number(func(Value) Value { return Int(0) }),
		"denominator": number(func(Value) Value { return Int(1) }),
	}
	typeInt.define(methods{
		"bit_length":       noArgs(func(m *vm, a []Value) Value { return Int(selfInt(a).BitLen()) }),
		"bit_count":        noArgs(func(m *vm, a []Value) Value { return Int(strings.Count(selfInt(a).Text(2), "1")) }),
		"conjugate":        noArgs(func(m *vm, a []Value) Value { return NewInt(selfInt(a)) }),
		"as_integer_ratio": noArgs(func(m *vm, a []Value) Value { return NewTuple(NewInt(selfInt(a)), Int(1)) }),
		"to_bytes": named("length? byteorder? signed?", func(m *vm, a []Value) Value {
			n := 1
			if a[1] != nil {
				n = m.wantInt(a[1])
			}
			return m.intBytes(selfInt(a), n, a[2], a[3])
		}),
	})
	typeInt.statics = methods{"from_bytes": named("bytes byteorder? signed?", func(m *vm, a []Value) Value {
		b := []byte(m.wantBytes(a[0]))
		if a[1] == Str("little") {
			for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
		}
		v := new(big.Int).SetBytes(b)
		if a[2] != nil && m.truth(a[2]) && len(b) > 0 && b[0] >= 0x80 {
			v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
		m.sized(v.BitLen(), 0)
		return NewInt(v)
	})}
	typeInt.statics["from_bytes"].name = "from_bytes"
	typeFloat.props = map[string]property{
		"real": number(func(v Value) Value { return v }),
		"imag": number(func(Value) Value { return Float(0) }),
	}
	typeFloat.define(methods{
		"is_integer": noArgs(func(m *vm, a []Value) Value {
			f := float64(a[0].(Float))
			return Bool(f == math.Trunc(f) && !math.IsInf(f, 0))
		}),
		"conjugate": noArgs(func(m *vm, a []Value) Value { return a[0] }),
		"as_integer_ratio": noArgs(func(m *vm, a []Value) Value {
			f := float64(a[0].(Float))
			if math.IsInf(f, 0) {
				fail(excOverflow, "cannot convert Infinity to integer ratio")
			}
			if math.IsNaN(f) {
				fail(excValue, "cannot convert NaN to integer ratio")
			}
			r := new(big.Rat).SetFloat64(f)
			return NewTuple(NewInt(new(big.Int).Set(r.Num())), NewInt(new(big.Int).Set(r.Denom())))
		}),
		"hex": noArgs(func(m *vm, a []Value) Value { return Str(floatHex(float64(a[0].(Float)))) }),
	})
}

func floatHex(f float64) string {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return formatFloat(f)
	}
	if f == 0 {
		if math.Signbit(f) {
			return "-0x0.0p+0"
		}
		return "0x0.0p+0"
	}
	s := strconv.FormatFloat(f, 'x', 13, 64)
	mant, exp, _ := strings.Cut(s, "p")
	n, _ := strconv.Atoi(exp)
	return mant + "p" + strings.Replace("+"+strconv.Itoa(n), "+-", "-", 1)
}

func (m *vm) intBytes(v *big.Int, n int, order, signed Value) Value {
	m.repeat(1, n)
	if v.Sign() < 0 {
		if signed == nil || !m.truth(signed) {
			fail(excOverflow, "can't convert negative int to unsigned")
		}
		v = new(big.Int).Add(v, new(big.Int).Lsh(big.NewInt(1), uint(8*n)))
	}
	if v.BitLen() > 8*n || v.Sign() < 0 {
		fail(excOverflow, "int too big to convert")
	}
	b := v.FillBytes(make([]byte, n))
	if order == Str("little") {
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
	return Bytes(b)
}

var hexFloat = regexp.MustCompile(`^([+-]?)(?:0[xX])?([0-9a-fA-F]*\.?[0-9a-fA-F]*)([pP][+-]?[0-9]+)?$`)

// floatOfHex reads what float.hex writes; the prefix, the exponent and the point may be missing.
func floatOfHex(s string) Value {
	s = strings.TrimFunc(s, func(r rune) bool { return r < 128 && unicode.IsSpace(r) })
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "inf", "infinity", "nan":
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return Float(f)
		}
		if len(s) == 4 { // a NaN with a sign
			return Float(math.NaN())
		}
	}
	p := hexFloat.FindStringSubmatch(s)
	if p == nil || p[2] == "" || p[2] == "." {
		fail(excValue, "invalid hexadecimal floating-point string")
	}
	exponent := p[3]
	if exponent == "" {
		exponent = "p0"
	}
	f, err := strconv.ParseFloat(p[1]+"0x"+p[2]+exponent, 64)
	if err != nil && math.IsInf(f, 0) {
		fail(excOverflow, "hexadecimal value too large to represent as a float")
	}
	return Float(f)
}
