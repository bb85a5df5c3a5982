package python

import "math/big"

// decimalContext is the precision and rounding of decimal arithmetic: 28 digits, half to even, unless a program changes
// it. A changed context lasts for one evaluation.
type decimalContext struct {
	prec     int
	rounding string
}

var typeContext = finalType("decimal.Context")

// Type implements Value.
func (*decimalContext) Type() *Type { return typeContext }

// The exceptions of the module, by CPython's names.
var (
	decException        = newType("decimal.DecimalException", excArithmetic)
	decInvalidOperation = newType("decimal.InvalidOperation", decException)
	decConversionSyntax = newType("decimal.ConversionSyntax", decInvalidOperation)
	decUndefined        = newType("decimal.DivisionUndefined", decInvalidOperation)
	decImpossible       = newType("decimal.DivisionImpossible", decInvalidOperation)
	decDivisionByZero   = func() *Type {
		t := newType("decimal.DivisionByZero", decException)
		t.mro = append(t.mro[:2:2], append([]*Type{excZeroDivision}, t.mro[2:]...)...)
		return t
	}()
	decOverflow       = newType("decimal.Overflow", decException)
	decInexact        = newType("decimal.Inexact", decException)
	decRounded        = newType("decimal.Rounded", decException)
	decUnderflow      = newType("decimal.Underflow", decException)
	decSubnormal      = newType("decimal.Subnormal", decException)
	decClamped        = newType("decimal.Clamped", decException)
	decFloatOperation = newType("decimal.FloatOperation", decException)
)

// failDecimal raises a signal; its argument is a list of the condition, as in CPython.
func failDecimal(condition *Type) {
	t := condition
	if t.is(decInvalidOperation) {
		t = decInvalidOperation
	}
	panic(&Exception{typ: t, args: []Value{NewList(condition)}})
}

const (
	roundHalfEven = "ROUND_HALF_EVEN"
	maxExponent   = 999999
)

var roundings = []string{"ROUND_CEILING", "ROUND_DOWN", "ROUND_FLOOR", "ROUND_HALF_DOWN", roundHalfEven, "ROUND_HALF_UP", "ROUND_UP", "ROUND_05UP"}

func (m *vm) decimals() *decimalContext {
	if m.decimal == nil {
		m.decimal = &decimalContext{prec: 28, rounding: roundHalfEven}
	}
	return m.decimal
}

// roundUp says whether cutting digits off must add one to the rest q. half compares what is cut off with one half, and
// is -2 when nothing is cut off.
func roundUp(rounding string, neg bool, q *big.Int, half int) bool {
	if half == -2 {
		return false
	}
	switch rounding {
	case "ROUND_UP":
		return true
	case "ROUND_DOWN":
		return false
	case "ROUND_CEILING":
		return !neg
	case "ROUND_FLOOR":
		return neg
	case "ROUND_HALF_UP":
		return half >= 0
	case "ROUND_HALF_DOWN":
		return half > 0
	case "ROUND_05UP":
		last := new(big.Int).Rem(q, bigTen).Int64()
		return last == 0 || last == 5
	}
	return half > 0 || half == 0 && q.Bit(0) == 1
}

// cut drops n digits of c and rounds.
func cut(c *big.Int, n int, neg bool, rounding string) *big.Int {
	if n <= 0 {
		return c
	}
	if n > digitCount(c)+1 {
		n = digitCount(c) + 1 // the value is far below one half of the last digit
	}
	p := pow10(n)
	q, r := new(big.Int).QuoRem(c, p, new(big.Int))
	half := -2
	if r.Sign() != 0 {
		half = r.Lsh(r, 1).Cmp(p)
	}
	if roundUp(rounding, neg, q, half) {
		q.Add(q, bigOne)
	}
	return q
}

// fix rounds a result to the precision and looks at its exponent.
func (c *decimalContext) fix(d *Decimal) *Decimal {
	if d.kind != finite {
		return d
	}
	n := digitCount(d.coef) - c.prec
	if n > 0 {
		q := cut(d.coef, n, d.neg, c.rounding)
		d = &Decimal{neg: d.neg, coef: q, exp: d.exp + n}
		if digitCount(q) > c.prec {
			d = &Decimal{neg: d.neg, coef: q.Quo(q, bigTen), exp: d.exp + 1}
		}
	}
	return c.bounded(d)
}

func (c *decimalContext) bounded(d *Decimal) *Decimal {
	tiny := -maxExponent - c.prec + 1
	if d.coef.Sign() == 0 {
		return &Decimal{neg: d.neg, coef: d.coef, exp: max(tiny, min(d.exp, maxExponent))}
	}
	switch a := d.adjusted(); {
	case a > maxExponent:
		failDecimal(decOverflow)
	case d.exp < tiny:
		return &Decimal{neg: d.neg, coef: cut(d.coef, tiny-d.exp, d.neg, c.rounding), exp: tiny}
	}
	return d
}
