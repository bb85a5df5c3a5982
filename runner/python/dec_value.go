package python

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is a decimal.Decimal: coefficient times ten to the exponent; trailing zeros are kept. It is immutable.
type Decimal struct {
	neg  bool
	kind decimalKind
	coef *big.Int // not negative
	exp  int
}

type decimalKind uint8

const (
	finite decimalKind = iota
	infinite
	quietNaN
	signalingNaN
)

var typeDecimal = newType("decimal.Decimal")

// Type implements Value.
func (*Decimal) Type() *Type { return typeDecimal }

var (
	bigTen = big.NewInt(10)
	bigOne = big.NewInt(1)
)

// maxShift bounds powers of ten: beyond it a number has more digits than any context keeps.
const maxShift = 100_000

// pow10 returns ten to the n.
func pow10(n int) *big.Int {
	if n > maxShift {
		limit("integer size", "a decimal number of more than %d digits", maxShift)
	}
	return new(big.Int).Exp(bigTen, big.NewInt(int64(n)), nil)
}

// digitCount is the number of decimal digits, 1 for zero.
func digitCount(b *big.Int) int {
	if b.Sign() == 0 {
		return 1
	}
	n := int(float64(b.BitLen()-1)*math.Log10(2)) + 1
	if b.CmpAbs(pow10(n)) >= 0 {
		n++
	} else if n > 1 && b.CmpAbs(pow10(n-1)) < 0 {
		n--
	}
	return n
}

func decimalOfInt(b *big.Int) *Decimal {
	return &Decimal{neg: b.Sign() < 0, coef: new(big.Int).Abs(b)}
}

// ParseDecimal reads a number such as 1.10 or -2E+3; ok is false when it is none.
func ParseDecimal(text string) (d *Decimal, ok bool) {
	s := strings.ReplaceAll(asciiDigits(strings.TrimFunc(text, isSpaceRune)), "_", "")
	d = &Decimal{coef: new(big.Int)}
	if s != "" && (s[0] == '+' || s[0] == '-') {
		d.neg = s[0] == '-'
		s = s[1:]
	}
	low := strings.ToLower(s)
	switch {
	case low == "inf" || low == "infinity":
		d.kind = infinite
		return d, true
	case strings.HasPrefix(low, "nan") || strings.HasPrefix(low, "snan"):
		d.kind = quietNaN
		if low[0] == 's' {
			d.kind = signalingNaN
			low = low[1:]
		}
		if payload := low[3:]; payload != "" {
			if strings.Trim(payload, "0123456789") != "" {
				return nil, false
			}
			d.coef.SetString(payload, 10)
		}
		return d, true
	}
	mant, exp, hasExp := strings.Cut(low, "e")
	if hasExp {
		n, err := strconv.Atoi(exp)
		if err != nil || n > 1<<40 || n < -1<<40 {
			return nil, false
		}
		d.exp = n
	}
	whole, frac, _ := strings.Cut(mant, ".")
	digits := whole + frac
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return nil, false
	}
	d.exp -= len(frac)
	if len(digits) > maxShift {
		limit("integer size", "a decimal number of more than %d digits", maxShift)
	}
	d.coef.SetString(digits, 10)
	return d, true
}

func (m *vm) parseDecimal(text string) *Decimal {
	m.work(len(text) * len(text) >> 12)
	d, ok := ParseDecimal(text)
	if !ok {
		failDecimal(decConversionSyntax)
	}
	return d
}

// decimalOfFloat is exact.
func decimalOfFloat(f float64) *Decimal {
	switch {
	case math.IsNaN(f):
		return &Decimal{kind: quietNaN, coef: new(big.Int)}
	case math.IsInf(f, 0):
		return &Decimal{kind: infinite, neg: f < 0, coef: new(big.Int)}
	}
	neg := math.Signbit(f)
	frac, exp := math.Frexp(math.Abs(f))
	n := new(big.Int).SetInt64(int64(frac * (1 << 53)))
	exp -= 53
	if n.Sign() == 0 {
		return &Decimal{neg: neg, coef: n}
	}
	for n.Bit(0) == 0 {
		n.Rsh(n, 1)
		exp++
	}
	if exp >= 0 {
		return &Decimal{neg: neg, coef: n.Lsh(n, uint(exp))}
	}
	// n / 2^k is n * 5^k / 10^k.
	n.Mul(n, new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-exp)), nil))
	return &Decimal{neg: neg, coef: n, exp: exp}
}

func (d *Decimal) isNaN() bool { return d.kind >= quietNaN }

func (d *Decimal) isZero() bool { return d.kind == finite && d.coef.Sign() == 0 }

func (d *Decimal) isFalse() bool { return d.isZero() }

// sign is -1, 0 or 1.
func (d *Decimal) sign() int {
	switch {
	case d.isZero():
		return 0
	case d.neg:
		return -1
	}
	return 1
}

// adjusted is the exponent of the first digit.
func (d *Decimal) adjusted() int { return d.exp + digitCount(d.coef) - 1 }

// String writes the number as str() does.
func (d *Decimal) String() string {
	s := ""
	if d.neg {
		s = "-"
	}
	switch d.kind {
	case infinite:
		return s + "Infinity"
	case quietNaN, signalingNaN:
		if d.kind == signalingNaN {
			s += "s"
		}
		s += "NaN"
		if d.coef.Sign() != 0 {
			s += d.coef.String()
		}
		return s
	}
	digits := d.coef.String()
	left := d.exp + len(digits)
	dot := left
	if d.exp > 0 || left <= -6 {
		dot = 1
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

func signed(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return "+" + strconv.Itoa(n)
}

func (d *Decimal) strOf(*vm) string { return d.String() }

func (d *Decimal) reprTo(m *vm, w *writer) { w.text("Decimal('" + d.String() + "')") }

// rat is the exact value of a finite number.
func (d *Decimal) rat() *big.Rat {
	r := new(big.Rat)
	if d.exp >= 0 {
		r.SetInt(new(big.Int).Mul(d.coef, pow10(d.exp)))
	} else {
		r.SetFrac(d.coef, pow10(-d.exp))
	}
	if d.neg {
		r.Neg(r)
	}
	return r
}

// float is the nearest float.
func (d *Decimal) float() float64 {
	switch d.kind {
	case infinite:
		if d.neg {
			return math.Inf(-1)
		}
		return math.Inf(1)
	case quietNaN:
		return math.NaN()
	case signalingNaN:
		fail(excValue, "cannot convert signaling NaN to float")
	}
	f, _ := strconv.ParseFloat(d.String(), 64)
	return f
}

// toInt rounds towards zero.
func (d *Decimal) toInt() Value {
	switch d.kind {
	case infinite:
		fail(excOverflow, "cannot convert Infinity to integer")
	case quietNaN, signalingNaN:
		fail(excValue, "cannot convert NaN to integer")
	}
	b := new(big.Int)
	switch {
	case d.exp >= 0:
		b.Mul(d.coef, pow10(d.exp))
	case -d.exp > digitCount(d.coef):
	default:
		b.Quo(d.coef, pow10(-d.exp))
	}
	if d.neg {
		b.Neg(b)
	}
	return NewInt(b)
}

func (d *Decimal) hashOf(m *vm) uint64 {
	switch {
	case d.kind == signalingNaN:
		fail(excType, "Cannot hash a signaling NaN value")
	case d.kind == infinite || d.kind == quietNaN:
		return hashFloat(d.float())
	case d.exp < -400 || d.exp > 400:
		return hashString(d.normalized().String())
	}
	r := d.rat()
	if r.IsInt() {
		return hashBigOrInt(r.Num())
	}
	if f, exact := r.Float64(); exact {
		return hashFloat(f)
	}
	return hashString(r.String())
}

func hashBigOrInt(b *big.Int) uint64 {
	if b.IsInt64() {
		return hashInt(b.Int64())
	}
	return hashBig(b)
}

// normalized drops trailing zeros.
func (d *Decimal) normalized() *Decimal {
	if d.kind != finite {
		return d
	}
	if d.coef.Sign() == 0 {
		return &Decimal{neg: d.neg, coef: d.coef}
	}
	c, e := new(big.Int).Set(d.coef), d.exp
	for {
		q, r := new(big.Int).QuoRem(c, bigTen, new(big.Int))
		if r.Sign() != 0 {
			return &Decimal{neg: d.neg, coef: c, exp: e}
		}
		c = q
		e++
	}
}

// cmp compares two numbers, none of which is NaN, exactly.
func (d *Decimal) cmp(o *Decimal) int {
	if d.kind == infinite || o.kind == infinite {
		value := func(x *Decimal) int {
			if x.kind != infinite {
				return 0
			}
			return x.sign()
		}
		return value(d) - value(o)
	}
	if s, t := d.sign(), o.sign(); s != t || s == 0 {
		switch {
		case s < t:
			return -1
		case s > t:
			return 1
		}
		return 0
	}
	if a, b := d.adjusted(), o.adjusted(); a != b {
		if (a < b) != d.neg {
			return -1
		}
		return 1
	}
	x, y := d.coef, o.coef
	if d.exp > o.exp {
		x = new(big.Int).Mul(x, pow10(d.exp-o.exp))
	} else {
		y = new(big.Int).Mul(y, pow10(o.exp-d.exp))
	}
	c := x.Cmp(y)
	if d.neg {
		return -c
	}
	return c
}

// decimalOperand converts an int for an operation with a Decimal; nil for other values.
func decimalOperand(v Value) *Decimal {
	switch v := v.(type) {
	case *Decimal:
		return v
	case Int, Bool, *BigInt:
		return decimalOfInt(bigOf(v))
	}
	return nil
}

func comparableOperand(v Value) *Decimal {
	if f, ok := v.(Float); ok {
		return decimalOfFloat(float64(f))
	}
	return decimalOperand(v)
}

func (d *Decimal) equalTo(m *vm, other Value) (eq, ok bool) {
	o := comparableOperand(other)
	if o == nil {
		return false, false
	}
	if d.kind == signalingNaN || o.kind == signalingNaN {
		failDecimal(decInvalidOperation)
	}
	if d.isNaN() || o.isNaN() {
		return false, true
	}
	return d.cmp(o) == 0, true
}

func (d *Decimal) compareTo(m *vm, other Value) (int, bool) {
	o := comparableOperand(other)
	if o == nil {
		return 0, false
	}
	if d.isNaN() || o.isNaN() {
		failDecimal(decInvalidOperation)
	}
	return d.cmp(o), true
}
