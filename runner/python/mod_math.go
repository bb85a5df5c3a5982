package python

import (
	"math"
	"math/big"
)

// realFunc makes a function of a float. CPython reports results that are not numbers as a domain error and infinite ones
// of finite arguments as an overflow.
func realFunc(f func(float64) float64) *Builtin {
	return one(func(m *vm, a []Value) Value {
		x := m.wantFloat(a[0])
		r := f(x)
		if math.IsNaN(r) && !math.IsNaN(x) {
			fail(excValue, "math domain error")
		}
		if math.IsInf(r, 0) && !math.IsInf(x, 0) {
			fail(excOverflow, "math range error")
		}
		return Float(r)
	})
}

// poleFunc is realFunc for functions that are infinite at the edge of their domain.
func poleFunc(f func(float64) float64) *Builtin {
	return one(func(m *vm, a []Value) Value {
		x := m.wantFloat(a[0])
		r := f(x)
		if math.IsNaN(r) && !math.IsNaN(x) || math.IsInf(r, 0) && !math.IsInf(x, 0) {
			fail(excValue, "math domain error")
		}
		return Float(r)
	})
}

// integerPart makes floor, ceil and trunc, which give an int.
func integerPart(f func(float64) float64, method, rounding string) *Builtin {
	return one(func(m *vm, a []Value) Value {
		if method == "__trunc__" {
			switch a[0].(type) {
			case Float, Int, Bool, *BigInt, *Decimal, *Instance:
			default:
				fail(excType, "type %s doesn't define __trunc__ method", a[0].Type().long)
			}
		}
		switch x := a[0].(type) {
		case Float:
			return floatInt(f(float64(x)))
		case *Decimal:
			return x.toIntegral(rounding).toInt()
		case *Instance:
			if v := m.callSpecial(x, method); v != nil {
				return v
			}
		}
		if b := bigOf(a[0]); b != nil {
			return NewInt(b)
		}
		return floatInt(f(m.wantFloat(a[0])))
	})
}

// logOf is a logarithm that also takes ints beyond the range of floats.
func (m *vm) logOf(v Value, f func(float64) float64, perBit float64) float64 {
	b, ok := v.(*BigInt)
	if !ok {
		x := m.wantFloat(v)
		if x <= 0 {
			fail(excValue, "math domain error")
		}
		return f(x)
	}
	if b.v.Sign() <= 0 {
		fail(excValue, "math domain error")
	}
	shift := max(b.v.BitLen()-64, 0)
	g, _ := new(big.Float).SetInt(new(big.Int).Rsh(b.v, uint(shift))).Float64()
	return f(g) + float64(shift)*perBit
}

func mathLog(m *vm, a []Value) Value {
	x := m.logOf(a[0], preciseLog, math.Ln2)
	if a[1] == nil {
		return Float(x)
	}
	b := m.logOf(a[1], preciseLog, math.Ln2)
	if b == 0 {
		fail(excZeroDivision, "float division by zero")
	}
	return Float(x / b)
}

func (m *vm) gcd(a args, lcm bool) Value {
	r := big.NewInt(0)
	if lcm {
		r = big.NewInt(1)
	}
	zero := false
	for _, v := range a.pos {
		b := new(big.Int).Abs(m.wantBig(v))
		g := new(big.Int).GCD(nil, nil, new(big.Int).Abs(r), b)
		m.work(words(b) * words(b) >> 3)
		if !lcm {
			r = g
			continue
		}
		if zero = zero || b.Sign() == 0; zero {
			continue
		}
		m.sized(r.BitLen()+b.BitLen(), 0)
		r = new(big.Int).Mul(new(big.Int).Quo(r, g), b)
	}
	if zero {
		return Int(0)
	}
	return NewInt(r)
}

// naturals are the arguments of comb and perm.
func (m *vm) naturals(a, b Value) (n, k *big.Int) {
	n, k = m.wantBig(a), m.wantBig(b)
	if n.Sign() < 0 {
		fail(excValue, "n must be a non-negative integer")
	}
	if k.Sign() < 0 {
		fail(excValue, "k must be a non-negative integer")
	}
	return n, k
}

// product multiplies n, n-1 and so on, k factors, charged for its size.
func (m *vm) product(n *big.Int, k int64) *big.Int {
	r := big.NewInt(1)
	for i := new(big.Int).Set(n); k > 0; k-- {
		m.sized(r.BitLen()+i.BitLen(), 1+words(r)>>3)
		r.Mul(r, i)
		i.Sub(i, bigOne)
	}
	return r
}

func mathFactorial(m *vm, a []Value) Value {
	n := m.wantBig(a[0])
	if n.Sign() < 0 {
		fail(excValue, "factorial() not defined for negative values")
	}
	if !n.IsInt64() {
		fail(excOverflow, "factorial() argument should not exceed 9223372036854775807")
	}
	return NewInt(m.product(n, n.Int64()))
}

func mathComb(m *vm, a []Value) Value {
	n, k := m.naturals(a[0], a[1])
	if k.Cmp(n) > 0 {
		return Int(0)
	}
	if rest := new(big.Int).Sub(n, k); rest.Cmp(k) < 0 {
		k = rest
	}
	if !k.IsInt64() {
		fail(excOverflow, "min(n - k, k) must not exceed 9223372036854775807")
	}
	r := m.product(n, k.Int64())
	return NewInt(r.Quo(r, m.product(k, k.Int64())))
}

func mathPerm(m *vm, a []Value) Value {
	if a[1] == nil || a[1] == None {
		return mathFactorial(m, a)
	}
	n, k := m.naturals(a[0], a[1])
	if k.Cmp(n) > 0 {
		return Int(0)
	}
	if !k.IsInt64() {
		fail(excOverflow, "k must not exceed 9223372036854775807")
	}
	return NewInt(m.product(n, k.Int64()))
}

func mathIsclose(m *vm, a args) Value {
	if len(a.pos) != 2 {
		fail(excType, "isclose() takes exactly 2 positional arguments (%d given)", len(a.pos))
	}
	rel, abs := 1e-9, 0.0
	for i, n := range a.names {
		switch n {
		case "rel_tol":
			rel = m.wantFloat(a.vals[i])
		case "abs_tol":
			abs = m.wantFloat(a.vals[i])
		default:
			fail(excType, "'%s' is an invalid keyword argument for isclose()", n)
		}
	}
	if rel < 0 || abs < 0 {
		fail(excValue, "tolerances must be non-negative")
	}
	x, y := m.wantFloat(a.pos[0]), m.wantFloat(a.pos[1])
	if x == y {
		return Bool(true)
	}
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return Bool(false)
	}
	d := math.Abs(x - y)
	return Bool(d <= math.Abs(rel*y) || d <= math.Abs(rel*x) || d <= abs)
}

// fsum adds floats without loss (Shewchuk).
func (m *vm) fsum(v Value) Value {
	exact := new(big.Rat)
	special := 0.0
	m.each(v, func(x Value) bool {
		f := m.wantFloat(x)
		if math.IsInf(f, 0) || math.IsNaN(f) {
			special += f
			return true
		}
		m.work(8)
		exact.Add(exact, new(big.Rat).SetFloat64(f))
		return true
	})
	if special != 0 {
		return Float(special)
	}
	f, _ := exact.Float64()
	return Float(f)
}

func mathHypot(m *vm, a args) Value {
	sum := new(big.Float).SetPrec(200)
	for _, v := range a.pos {
		f := m.wantFloat(v)
		if math.IsInf(f, 0) {
			return Float(math.Inf(1))
		}
		if math.IsNaN(f) {
			return Float(f)
		}
		x := new(big.Float).SetPrec(200).SetFloat64(f)
		sum.Add(sum, x.Mul(x, x))
	}
	f, _ := sum.Sqrt(sum).Float64()
	return Float(f)
}

func mathGamma(m *vm, a []Value) Value {
	x := m.wantFloat(a[0])
	if x == math.Trunc(x) && x <= 0 || math.IsInf(x, -1) {
		fail(excValue, "math domain error")
	}
	r := math.Gamma(x)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) {
		fail(excOverflow, "math range error")
	}
	return Float(r)
}

func mathLdexp(m *vm, a []Value) Value {
	x := m.wantFloat(a[0])
	b := bigOf(a[1])
	if b == nil {
		fail(excType, "Expected an int as second argument to ldexp.")
	}
	n := 5000 * b.Sign()
	if b.IsInt64() {
		n = int(max(-5000, min(b.Int64(), 5000)))
	}
	r := math.Ldexp(x, n)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) {
		fail(excOverflow, "math range error")
	}
	return Float(r)
}

func twoFloats(f func(x, y float64) float64) *Builtin {
	return pos(2, 2, func(m *vm, a []Value) Value { return Float(f(m.wantFloat(a[0]), m.wantFloat(a[1]))) })
}

var moduleMath *Module

func init() {
	moduleMath = addModule("math", map[string]Value{
		"pi": Float(math.Pi), "e": Float(math.E), "tau": Float(2 * math.Pi), "inf": Float(math.Inf(1)), "nan": Float(math.NaN()),

		"floor": integerPart(math.Floor, "__floor__", "ROUND_FLOOR"),
		"ceil":  integerPart(math.Ceil, "__ceil__", "ROUND_CEILING"),
		"trunc": integerPart(math.Trunc, "__trunc__", "ROUND_DOWN"),

		"sqrt": realFunc(math.Sqrt), "cbrt": realFunc(math.Cbrt), "exp": realFunc(preciseExp), "exp2": realFunc(math.Exp2), "expm1": realFunc(math.Expm1),
		"sin": realFunc(preciseSin), "cos": realFunc(preciseCos), "tan": realFunc(preciseTan),
		"asin": realFunc(preciseAsin), "acos": realFunc(preciseAcos), "atan": realFunc(preciseAtan),
		"sinh": realFunc(math.Sinh), "cosh": realFunc(math.Cosh), "tanh": realFunc(math.Tanh),
		"asinh": realFunc(math.Asinh), "acosh": realFunc(math.Acosh), "atanh": poleFunc(math.Atanh),
		"erf": realFunc(math.Erf), "erfc": realFunc(math.Erfc), "gamma": one(mathGamma),
		"lgamma": poleFunc(func(x float64) float64 { g, _ := math.Lgamma(x); return g }),
		"fabs":   realFunc(math.Abs), "log1p": poleFunc(math.Log1p),
		"degrees": realFunc(func(x float64) float64 { return x * (180 / math.Pi) }),
		"radians": realFunc(func(x float64) float64 { return x * (math.Pi / 180) }),

		"log":   pos(1, 2, mathLog),
		"log2":  one(func(m *vm, a []Value) Value { return Float(m.logOf(a[0], preciseLog2, 1)) }),
		"log10": one(func(m *vm, a []Value) Value { return Float(m.logOf(a[0], preciseLog10, math.Log10(2))) }),

		"atan2": twoFloats(preciseAtan2), "copysign": twoFloats(math.Copysign), "nextafter": twoFloats(math.Nextafter),
		"fmod": pos(2, 2, func(m *vm, a []Value) Value {
			x, y := m.wantFloat(a[0]), m.wantFloat(a[1])
			if math.IsInf(x, 0) || y == 0 {
				fail(excValue, "math domain error")
			}
			return Float(math.Mod(x, y))
		}),
		"remainder": pos(2, 2, func(m *vm, a []Value) Value {
			x, y := m.wantFloat(a[0]), m.wantFloat(a[1])
			if math.IsInf(x, 0) || y == 0 {
				fail(excValue, "math domain error")
			}
			return Float(math.Remainder(x, y))
		}),
		"pow": pos(2, 2, func(m *vm, a []Value) Value {
			x, y := m.wantFloat(a[0]), m.wantFloat(a[1])
			r := precisePow(x, y)
			switch {
			case math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y), x == 0 && y < 0 && !math.IsInf(y, 0):
				fail(excValue, "math domain error")
			case math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0):
				fail(excOverflow, "math range error")
			}
			return Float(r)
		}),
		"hypot": free(mathHypot),
		"dist": pos(2, 2, func(m *vm, a []Value) Value {
			p, q := m.sequence(a[0]), m.sequence(a[1])
			if len(p) != len(q) {
				fail(excValue, "both points must have the same number of dimensions")
			}
			var d []Value
			for i := range p {
				d = append(d, Float(m.wantFloat(p[i])-m.wantFloat(q[i])))
			}
			return mathHypot(m, args{pos: d})
		}),
		"fsum": one(func(m *vm, a []Value) Value { return m.fsum(a[0]) }),
		"prod": free(func(m *vm, a args) Value {
			if len(a.pos) != 1 {
				fail(excType, "prod() takes exactly 1 positional argument (%d given)", len(a.pos))
			}
			r := Value(Int(1))
			if s := a.get("start"); s != nil {
				r = s
			}
			m.each(a.pos[0], func(x Value) bool {
				r = m.binary(opMul, r, x)
				return true
			})
			return r
		}),
		"gcd": free(func(m *vm, a args) Value { return m.gcd(a, false) }),
		"lcm": free(func(m *vm, a args) Value { return m.gcd(a, true) }),

		"factorial": one(mathFactorial), "comb": pos(2, 2, mathComb), "perm": pos(1, 2, mathPerm),
		"isqrt": one(func(m *vm, a []Value) Value {
			b := m.wantBig(a[0])
			if b.Sign() < 0 {
				fail(excValue, "isqrt() argument must be nonnegative")
			}
			m.work(words(b) * words(b))
			return NewInt(new(big.Int).Sqrt(b))
		}),
		"ulp": one(func(m *vm, a []Value) Value {
			x := math.Abs(m.wantFloat(a[0]))
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return Float(x)
			}
			if up := math.Nextafter(x, math.Inf(1)); !math.IsInf(up, 0) {
				return Float(up - x)
			}
			return Float(x - math.Nextafter(x, 0))
		}),
		"isclose":  free(mathIsclose),
		"isnan":    one(func(m *vm, a []Value) Value { return Bool(math.IsNaN(m.wantFloat(a[0]))) }),
		"isinf":    one(func(m *vm, a []Value) Value { return Bool(math.IsInf(m.wantFloat(a[0]), 0)) }),
		"isfinite": one(func(m *vm, a []Value) Value { f := m.wantFloat(a[0]); return Bool(!math.IsNaN(f) && !math.IsInf(f, 0)) }),
		"modf": one(func(m *vm, a []Value) Value {
			f := m.wantFloat(a[0])
			if math.IsInf(f, 0) {
				return NewTuple(Float(math.Copysign(0, f)), Float(f))
			}
			i := math.Trunc(f)
			return NewTuple(Float(math.Copysign(f-i, f)), Float(i))
		}),
		"frexp": one(func(m *vm, a []Value) Value {
			f, e := math.Frexp(m.wantFloat(a[0]))
			return NewTuple(Float(f), Int(e))
		}),
		"ldexp": pos(2, 2, mathLdexp),
	})
	moduleMath.constants = []string{"pi", "e", "tau", "inf", "nan"}
}
