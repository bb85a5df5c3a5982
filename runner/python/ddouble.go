package python

import "math"

// dd is a number of about 106 bits as the sum of two floats. The C library's exp, log and pow are correctly rounded
// nearly always, and a program prints all digits of what they return; Go's are not, so they are worked out with dd here.
type dd struct{ hi, lo float64 }

func twoSum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

func quickSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

func (a dd) add(b dd) dd {
	s, t := twoSum(a.hi, b.hi), twoSum(a.lo, b.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (a dd) mul(b dd) dd {
	p := a.hi * b.hi
	e := math.FMA(a.hi, b.hi, -p)
	return quickSum(p, e+(a.hi*b.lo+a.lo*b.hi))
}

func (a dd) scale(f float64) dd { return dd{a.hi * f, a.lo * f} }

var ddLn2 = dd{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}

// inverses of small factorials, for the series of e^x.
var ddInverseFactorials = func() []dd {
	out := make([]dd, 28)
	f := dd{1, 0}
	for i := range out {
		if i > 0 {
			f = f.div(float64(i))
		}
		out[i] = f
	}
	return out
}()

func (a dd) div(b float64) dd {
	q := a.hi / b
	r := a.add(dd{-q * b, -math.FMA(q, b, -q*b)})
	q2 := r.hi / b
	return quickSum(q, q2)
}

// ddExp is e^x as a factor and a power of two.
func ddExp(x dd) (m dd, k int) {
	k = int(math.Round(x.hi / math.Ln2))
	r := x.add(dd{-1, 0}.mul(ddLn2.mul(dd{float64(k), 0})))
	const halvings = 6
	r = r.scale(1.0 / (1 << halvings))
	// e^r - 1, which keeps its precision while it is squared.
	sum := dd{}
	for i := 17; i > 0; i-- {
		sum = sum.add(ddInverseFactorials[i]).mul(r)
	}
	for range halvings {
		sum = sum.mul(sum).add(sum.scale(2))
	}
	return sum.add(dd{1, 0}), k
}

// ddLog is the natural logarithm of a positive finite float.
func ddLog(x float64) dd {
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f *= 2
		e--
	}
	y := dd{math.Log(f), 0}
	// Newton's step for e^y = f, twice.
	for range 2 {
		m, k := ddExp(dd{-y.hi, -y.lo})
		m = m.scale(math.Ldexp(1, k))
		y = y.add(m.mul(dd{f, 0})).add(dd{-1, 0})
	}
	return y.add(ddLn2.mul(dd{float64(e), 0}))
}

// preciseExp, preciseLog and precisePow leave special values to package math.
func preciseExp(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) || x == 0 || math.Abs(x) > 700 {
		return math.Exp(x)
	}
	m, k := ddExp(dd{x, 0})
	return math.Ldexp(m.hi+m.lo, k)
}

func preciseLog(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) || x == 1 {
		return math.Log(x)
	}
	y := ddLog(x)
	return y.hi + y.lo
}

func precisePow(x, y float64) float64 {
	r := math.Pow(x, y)
	if r == 0 || math.IsNaN(r) || math.IsInf(r, 0) || math.Abs(r) < 0x1p-1000 || x == 0 || math.Abs(x) == 1 || math.IsInf(y, 0) || y == 0 {
		return r
	}
	l := ddLog(math.Abs(x))
	p := math.FMA(l.hi, y, 0)
	t := quickSum(p, math.FMA(l.hi, y, -p)+l.lo*y)
	m, k := ddExp(t)
	return math.Copysign(math.Ldexp(m.hi+m.lo, k), r)
}
