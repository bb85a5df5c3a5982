package python

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// rounding is implemented by values of the library that round() takes; digits is nil when not given.
type rounding interface {
	round(m *vm, digits Value) Value
}

func builtinRound(m *vm, a []Value) Value {
	digits := a[1]
	if digits == None {
		digits = nil
	}
	switch x := a[0].(type) {
	case Float:
		if digits == nil {
			f := float64(x)
			if math.IsNaN(f) {
				fail(excValue, "cannot convert float NaN to integer")
			}
			if math.IsInf(f, 0) {
				fail(excOverflow, "cannot convert float infinity to integer")
			}
			return floatInt(math.RoundToEven(f))
		}
		return Float(roundFloat(float64(x), m.wantInt(digits)))
	case *Instance:
		if digits == nil {
			if r := m.callSpecial(x, "__round__"); r != nil {
				return r
			}
		} else if r := m.callSpecial(x, "__round__", digits); r != nil {
			return r
		}
	case rounding:
		return x.round(m, digits)
	}
	if b := bigOf(a[0]); b != nil {
		if digits == nil {
			return NewInt(b)
		}
		return m.roundInt(b, m.wantInt(digits))
	}
	fail(excType, "type %s doesn't define __round__ method", a[0].Type().long)
	return nil
}

// roundFloat rounds to a number of digits, half to even on the exact binary value, as CPython does: through the decimal
// representation.
func roundFloat(x float64, digits int) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0) || x == 0 || digits > 323:
		return x
	case digits < -308:
		return math.Copysign(0, x)
	case digits >= 0:
		s := strconv.FormatFloat(x, 'f', digits, 64)
		r, _ := strconv.ParseFloat(s, 64)
		return r
	}
	// Before the point: round the exact value as an integer multiple of a power of ten.
	exact, _ := new(big.Float).SetFloat64(x).Rat(nil)
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-digits)), nil)
	q := new(big.Int).Mul(roundRat(exact.Quo(exact, new(big.Rat).SetInt(p))), p)
	r, _ := new(big.Float).SetInt(q).Float64()
	if math.IsInf(r, 0) {
		fail(excOverflow, "rounded value too large to represent")
	}
	if r == 0 {
		return math.Copysign(0, x)
	}
	return r
}

// roundRat rounds to an integer, half to even.
func roundRat(r *big.Rat) *big.Int {
	two := big.NewInt(2)
	n := new(big.Int).Mul(r.Num(), two)
	n.Add(n, r.Denom())
	d := new(big.Int).Mul(r.Denom(), two)
	q, rem := new(big.Int).DivMod(n, d, new(big.Int))
	if rem.Sign() == 0 && q.Bit(0) == 1 {
		q.Sub(q, big.NewInt(1))
	}
	return q
}

func (m *vm) roundInt(b *big.Int, digits int) Value {
	if digits >= 0 {
		return NewInt(b)
	}
	if -digits > len(strings.TrimPrefix(b.String(), "-"))+1 {
		return Int(0)
	}
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-digits)), nil)
	q := roundRat(new(big.Rat).SetFrac(b, p))
	return NewInt(q.Mul(q, p))
}
