package python

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

func newDecimal(m *vm, a []Value) Value {
	switch x := orNone(a[0]).(type) {
	case *Decimal:
		return x
	case Str:
		return m.parseDecimal(string(x))
	case Int, Bool, *BigInt:
		return decimalOfInt(bigOf(x))
	case Float:
		return decimalOfFloat(float64(x))
	case *Tuple:
		return decimalOfTuple(m, x.items)
	case *List:
		return decimalOfTuple(m, x.vec.a)
	case NoneType:
		if a[0] == nil {
			return &Decimal{coef: new(big.Int)}
		}
	}
	fail(excType, "conversion from %s to Decimal is not supported", a[0].Type().long)
	return nil
}

// decimalOfTuple reads (sign, digits, exponent).
func decimalOfTuple(m *vm, t []Value) Value {
	if len(t) != 3 {
		fail(excValue, "argument must be a sequence of length 3")
	}
	sign, ok := indexOf(t[0])
	if !ok || sign != 0 && sign != 1 {
		fail(excValue, "sign must be an integer with the value 0 or 1")
	}
	var digits strings.Builder
	if _, ok := t[1].(*Tuple); !ok {
		if _, ok := t[1].(*List); !ok {
			fail(excValue, "coefficient must be a tuple of digits")
		}
	}
	for _, v := range m.list(t[1]) {
		n, ok := indexOf(v)
		if !ok || n < 0 || n > 9 {
			fail(excValue, "coefficient must be a tuple of digits")
		}
		digits.WriteByte(byte('0' + n))
	}
	d := &Decimal{neg: sign == 1, coef: new(big.Int)}
	if digits.Len() > 0 {
		d.coef.SetString(digits.String(), 10)
	}
	switch e := t[2].(type) {
	case Str:
		switch e {
		case "F":
			d.kind = infinite
		case "n":
			d.kind = quietNaN
		case "N":
			d.kind = signalingNaN
		default:
			fail(excValue, "string argument in the third position must be 'F', 'n' or 'N'")
		}
	default:
		d.exp = m.wantInt(t[2])
	}
	return d
}

// wantDecimal converts an operand of a method.
func wantDecimal(v Value) *Decimal {
	if d := decimalOperand(v); d != nil {
		return d
	}
	fail(excType, "conversion from %s to Decimal is not supported", v.Type().long)
	return nil
}

func (m *vm) wantRounding(v Value, def string) string {
	if v == nil || v == None {
		return def
	}
	if s, ok := v.(Str); ok {
		for _, r := range roundings {
			if r == string(s) {
				return r
			}
		}
	}
	fail(excType, "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
	return ""
}

func selfDecimal(a []Value) *Decimal { return a[0].(*Decimal) }

var decimalTuple = &tupleNames{typ: namedType("decimal.DecimalTuple"), fields: []string{"sign", "digits", "exponent"}}

func init() { decimalTuple.typ.long = "DecimalTuple" }

func (d *Decimal) asTuple() Value {
	var digits []Value
	for _, c := range d.coef.String() {
		digits = append(digits, Int(c-'0'))
	}
	var exp Value = Int(d.exp)
	switch d.kind {
	case infinite:
		digits, exp = []Value{Int(0)}, Str("F")
	case quietNaN, signalingNaN:
		if d.coef.Sign() == 0 {
			digits = nil
		}
		exp = Str("n")
		if d.kind == signalingNaN {
			exp = Str("N")
		}
	}
	return &Tuple{items: []Value{boolInt(Bool(d.neg)), NewTuple(digits...), exp}, names: decimalTuple}
}

func (d *Decimal) formatWith(m *vm, spec string) string {
	zeros := decimalZeros(spec)
	f := parseFormat(spec, "decimal.Decimal", '>')
	if f.alternate || f.negZero || f.group == '_' {
		fail(excValue, "invalid format string")
	}
	if f.verb != 0 && strings.IndexByte("eEfFgGn%", f.verb) < 0 {
		fail(excValue, "invalid format string")
	}
	if f.align == 0 {
		f.align = '>'
	}
	lead := signOf(d.neg, f.sign)
	if d.kind != finite {
		if zeros {
			f.fill, f.align = ' ', '>'
		}
		return m.pad(strings.TrimPrefix(d.String(), "-"), lead, f, '>')
	}
	verb := f.verb
	x := d.absolute()
	if verb == '%' {
		x = &Decimal{coef: x.coef, exp: x.exp + 2}
	}
	rounding := m.decimals().rounding
	if f.precision >= 0 {
		m.repeat(1, f.precision)
		switch verb {
		case 'e', 'E':
			if !x.isZero() {
				x = x.toDigits(f.precision+1, rounding)
			}
		case 'f', 'F', '%':
			x = x.rescaled(-f.precision, rounding)
		default:
			if digitCount(x.coef) > max(f.precision, 1) {
				x = x.toDigits(max(f.precision, 1), rounding)
			}
		}
	}
	if x.isZero() && x.exp > 0 && (verb == 'f' || verb == 'F' || verb == '%') {
		x = x.rescaled(0, rounding)
	}
	m.repeat(1, max(x.exp, -x.exp, 0))
	whole, rest := x.layout(verb, f.precision)
	if !zeros && f.group != 0 && f.align == '=' {
		return m.pad(groupDigits(whole, f.group, 3)+rest, lead, f, '>')
	}
	return m.padNumber(whole, rest, lead, f, 3)
}

// decimalZeros reports whether a format asks for padding with zeros; with an alignment besides it is wrong.
func decimalZeros(spec string) bool {
	rest := spec
	align := false
	if _, n := utf8.DecodeRuneInString(rest); n > 0 && n < len(rest) && strings.IndexByte("<>=^", rest[n]) >= 0 {
		rest, align = rest[n+1:], true
	} else if rest != "" && strings.IndexByte("<>=^", rest[0]) >= 0 {
		rest, align = rest[1:], true
	}
	rest = strings.TrimLeft(rest, "+- ")
	if !strings.HasPrefix(rest, "0") {
		return false
	}
	if align {
		fail(excValue, "invalid format string")
	}
	return true
}

// toDigits rounds to n digits.
func (d *Decimal) toDigits(n int, rounding string) *Decimal {
	if d.isZero() {
		return &Decimal{neg: d.neg, coef: d.coef, exp: d.adjusted() + 1 - n}
	}
	r := d.rescaled(d.adjusted()+1-n, rounding)
	if digitCount(r.coef) > n {
		return d.rescaled(d.adjusted()+2-n, rounding)
	}
	return r
}

// layout writes the digits for a format; whole is what stands before the point.
func (d *Decimal) layout(verb byte, precision int) (whole, rest string) {
	digits := d.coef.String()
	left := d.exp + len(digits)
	dot := left
	switch verb {
	case 'e', 'E':
		dot = 1
		if d.isZero() && precision >= 0 {
			dot = 1 - precision
		}
	case 'f', 'F', '%':
	default:
		if d.exp > 0 || left <= -6 {
			dot = 1
		}
	}
	frac := ""
	switch {
	case dot < 0 || dot == 0:
		whole, frac = "0", strings.Repeat("0", -dot)+digits
	case dot > len(digits):
		whole = digits + strings.Repeat("0", dot-len(digits))
	default:
		whole, frac = digits[:dot], digits[dot:]
	}
	if frac != "" {
		rest = "." + frac
	}
	exp := left - dot
	if verb == '%' {
		return whole, rest + "%"
	}
	if exp != 0 || verb == 'e' || verb == 'E' {
		if verb != 'f' && verb != 'F' {
			e := "E"
			if verb == 'e' || verb == 'g' {
				e = "e"
			}
			rest += e + signed(exp)
		}
	}
	return whole, rest
}

func init() {
	create := unnamed("value? context?", newDecimal)
	create.name = "Decimal"
	typeDecimal.create = func(m *vm, t *Type, a args) Value { return create.call(m, nil, a) }
	typeDecimal.statics = methods{"from_float": one(func(m *vm, a []Value) Value {
		return decimalOfFloat(m.wantFloat(a[0]))
	})}
	typeDecimal.statics["from_float"].name = "from_float"
	is := func(f func(d *Decimal) bool) *Builtin {
		return noArgs(func(m *vm, a []Value) Value { return Bool(f(selfDecimal(a))) })
	}
	inContext := func(f func(c *decimalContext, d *Decimal) *Decimal) *Builtin {
		return unnamed("context?", func(m *vm, a []Value) Value { return f(m.decimals(), selfDecimal(a)) })
	}
	toIntegral := func() *Builtin {
		return unnamed("rounding? context?", func(m *vm, a []Value) Value {
			return selfDecimal(a).toIntegral(m.wantRounding(a[1], m.decimals().rounding))
		})
	}
	typeDecimal.define(methods{
		"quantize": unnamed("exp rounding? context?", func(m *vm, a []Value) Value {
			c := m.decimals()
			return c.quantize(selfDecimal(a), wantDecimal(a[1]), m.wantRounding(a[2], c.rounding))
		}),
		"as_tuple": noArgs(func(m *vm, a []Value) Value { return selfDecimal(a).asTuple() }),
		"normalize": inContext(func(c *decimalContext, d *Decimal) *Decimal {
			if firstNaN(d) != nil {
				return d
			}
			return c.fix(d).normalized()
		}),
		"sqrt":  inContext(func(c *decimalContext, d *Decimal) *Decimal { return c.sqrt(d) }),
		"exp":   unnamed("context?", func(m *vm, a []Value) Value { return m.decimals().exp(m, selfDecimal(a)) }),
		"ln":    unnamed("context?", func(m *vm, a []Value) Value { return m.decimals().ln(m, selfDecimal(a)) }),
		"log10": unnamed("context?", func(m *vm, a []Value) Value { return m.decimals().log10(m, selfDecimal(a)) }),

		"to_integral":       toIntegral(),
		"to_integral_value": toIntegral(),
		"to_integral_exact": toIntegral(),

		"is_nan":      is((*Decimal).isNaN),
		"is_qnan":     is(func(d *Decimal) bool { return d.kind == quietNaN }),
		"is_snan":     is(func(d *Decimal) bool { return d.kind == signalingNaN }),
		"is_zero":     is((*Decimal).isZero),
		"is_infinite": is(func(d *Decimal) bool { return d.kind == infinite }),
		"is_finite":   is(func(d *Decimal) bool { return d.kind == finite }),
		"is_signed":   is(func(d *Decimal) bool { return d.neg }),
		"is_normal":   is(func(d *Decimal) bool { return d.kind == finite && !d.isZero() }),

		"copy_abs":    noArgs(func(m *vm, a []Value) Value { return selfDecimal(a).absolute() }),
		"copy_negate": noArgs(func(m *vm, a []Value) Value { return selfDecimal(a).negated() }),
		"copy_sign": one(func(m *vm, a []Value) Value {
			c := *selfDecimal(a)
			c.neg = wantDecimal(a[1]).neg
			return &c
		}),
		"adjusted": noArgs(func(m *vm, a []Value) Value {
			if d := selfDecimal(a); d.kind == finite {
				return Int(d.adjusted())
			}
			return Int(0)
		}),
		"conjugate":    noArgs(func(m *vm, a []Value) Value { return a[0] }),
		"canonical":    noArgs(func(m *vm, a []Value) Value { return a[0] }),
		"is_canonical": noArgs(func(m *vm, a []Value) Value { return Bool(true) }),
		"is_subnormal": is(func(d *Decimal) bool { return false }),
		"radix":        noArgs(func(m *vm, a []Value) Value { return decimalOfInt(bigTen) }),
		"logb": unnamed("context?", func(m *vm, a []Value) Value {
			d := selfDecimal(a)
			switch {
			case firstNaN(d) != nil:
				return d
			case d.kind == infinite:
				return d.absolute()
			case d.isZero():
				failDecimal(decDivisionByZero)
			}
			return decimalOfInt(big.NewInt(int64(d.exp + digitCount(d.coef) - 1)))
		}),
		"max_mag":    unnamed("other context?", func(m *vm, a []Value) Value { return m.byMagnitude(selfDecimal(a), wantDecimal(a[1]), 1) }),
		"min_mag":    unnamed("other context?", func(m *vm, a []Value) Value { return m.byMagnitude(selfDecimal(a), wantDecimal(a[1]), -1) }),
		"next_plus":  inContext(func(c *decimalContext, d *Decimal) *Decimal { return c.neighbour(d, 1) }),
		"next_minus": inContext(func(c *decimalContext, d *Decimal) *Decimal { return c.neighbour(d, -1) }),
		"compare": unnamed("other context?", func(m *vm, a []Value) Value {
			x, y := selfDecimal(a), wantDecimal(a[1])
			if n := firstNaN(x, y); n != nil {
				return n
			}
			return decimalOfInt(big.NewInt(int64(sign(x.cmp(y)))))
		}),
		"max": unnamed("other context?", func(m *vm, a []Value) Value { return m.decimals().extreme(selfDecimal(a), wantDecimal(a[1]), 1) }),
		"min": unnamed("other context?", func(m *vm, a []Value) Value { return m.decimals().extreme(selfDecimal(a), wantDecimal(a[1]), -1) }),
		"fma": unnamed("other third context?", func(m *vm, a []Value) Value {
			if n := firstNaN(selfDecimal(a), wantDecimal(a[1]), wantDecimal(a[2])); n != nil {
				return n
			}
			exact := &decimalContext{prec: maxShift, rounding: roundHalfEven}
			p := exact.mul(selfDecimal(a), wantDecimal(a[1]))
			return m.decimals().add(p, wantDecimal(a[2]))
		}),
		"remainder_near": unnamed("other context?", func(m *vm, a []Value) Value {
			c := m.decimals()
			x, y := selfDecimal(a), wantDecimal(a[1])
			_, r := c.divmod(x, y, true)
			half := c.mul(r.absolute(), decimalOfInt(big.NewInt(2)))
			if half.cmp(y.absolute()) > 0 {
				step := y.absolute()
				if r.neg {
					return c.add(r, step)
				}
				return c.add(r, step.negated())
			}
			return r
		}),
		"scaleb": unnamed("other context?", func(m *vm, a []Value) Value {
			d, by := *selfDecimal(a), wantDecimal(a[1])
			if n := firstNaN(&d, by); n != nil {
				return n
			}
			if by.kind != finite || by.exp != 0 || by.absolute().cmp(&Decimal{coef: big.NewInt(int64(2 * (maxExponent + m.decimals().prec)))}) > 0 {
				failDecimal(decInvalidOperation)
			}
			if d.kind == infinite {
				return &d
			}
			d.exp += m.wantInt(by.toInt())
			return m.decimals().fix(&d)
		}),
		"same_quantum": unnamed("other context?", func(m *vm, a []Value) Value {
			x, y := selfDecimal(a), wantDecimal(a[1])
			return Bool(x.kind == y.kind && (x.kind != finite || x.exp == y.exp))
		}),
		"as_integer_ratio": noArgs(func(m *vm, a []Value) Value {
			d := selfDecimal(a)
			switch d.kind {
			case infinite:
				fail(excOverflow, "cannot convert Infinity to integer ratio")
			case quietNaN, signalingNaN:
				fail(excValue, "cannot convert NaN to integer ratio")
			}
			r := d.rat()
			return NewTuple(NewInt(r.Num()), NewInt(r.Denom()))
		}),
		"to_eng_string": unnamed("context?", func(m *vm, a []Value) Value { return Str(selfDecimal(a).engineering()) }),
		"number_class":  unnamed("context?", func(m *vm, a []Value) Value { return Str(selfDecimal(a).class()) }),
	})
	for _, b := range typeDecimal.methods {
		checkContext(b)
	}
	typeDecimal.props = map[string]property{
		"real": func(m *vm, v Value) Value { return v },
		"imag": func(m *vm, v Value) Value { return &Decimal{coef: new(big.Int)} },
	}
}

// checkContext lets a method refuse a context argument that is none.
func checkContext(b *Builtin) {
	n := len(b.sig.names)
	if n == 0 || b.sig.names[n-1] != "context" {
		return
	}
	f := b.fixed
	b.fixed = func(m *vm, a []Value) Value {
		switch a[n].(type) {
		case nil, NoneType, *decimalContext:
		default:
			fail(excType, "optional argument must be a context")
		}
		return f(m, a)
	}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// extreme is max (dir 1) or min (dir -1) of two numbers; one that is not a number does not count.
func (c *decimalContext) extreme(x, y *Decimal, dir int) Value {
	switch {
	case x.kind == quietNaN && y.kind != signalingNaN:
		return c.fix(y)
	case y.kind == quietNaN && x.kind != signalingNaN:
		return c.fix(x)
	}
	firstNaN(x, y)
	if x.cmp(y)*dir >= 0 {
		return c.fix(x)
	}
	return c.fix(y)
}

// engineering is the text with an exponent that is a multiple of three.
func (d *Decimal) engineering() string {
	if d.kind != finite {
		return d.String()
	}
	digits := d.coef.String()
	left := d.exp + len(digits)
	if d.exp <= 0 && left > -6 {
		return d.String()
	}
	dot := (left-1)%3 + 1
	if left-1 < 0 && (left-1)%3 != 0 {
		dot = (left-1)%3 + 4
	}
	if d.isZero() {
		dot = (left+1)%3 - 1
		if (left+1)%3 < 0 {
			dot += 3
		}
	}
	s := ""
	if d.neg {
		s = "-"
	}
	switch {
	case dot <= 0:
		s += "0." + strings.Repeat("0", -dot) + digits
	case dot >= len(digits):
		s += digits + strings.Repeat("0", dot-len(digits))
	default:
		s += digits[:dot] + "." + digits[dot:]
	}
	if e := left - dot; e != 0 {
		s += "E" + signed(e)
	}
	return s
}

func (d *Decimal) class() string {
	switch d.kind {
	case quietNaN:
		return "NaN"
	case signalingNaN:
		return "sNaN"
	}
	s := "+"
	if d.neg {
		s = "-"
	}
	switch {
	case d.kind == infinite:
		return s + "Infinity"
	case d.isZero():
		return s + "Zero"
	}
	return s + "Normal"
}
