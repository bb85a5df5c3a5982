package python

import (
	"math"
	"math/big"
)

var excStatistics = newType("statistics.StatisticsError", excValue)

// numbers are those of a statistic as exact fractions, and the type results have.
type numbers struct {
	values []*big.Rat
	kind   Value // a value of the widest type: Int, Float or Decimal
	nan    bool
}

func (m *vm) numbersOf(v Value, name string) *numbers {
	n := &numbers{kind: Int(0)}
	m.each(v, func(x Value) bool {
		m.cells(4)
		switch x := x.(type) {
		case Float:
			if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
				n.nan = true
				n.values = append(n.values, new(big.Rat))
			} else {
				n.values = append(n.values, new(big.Rat).SetFloat64(float64(x)))
			}
			n.kind = x
		case *Decimal:
			n.values = append(n.values, x.rat())
			n.kind = x
		default:
			b := bigOf(x)
			if b == nil {
				fail(excType, "can't convert type '%s' to numerator/denominator", x.Type().name)
			}
			n.values = append(n.values, new(big.Rat).SetInt(b))
		}
		return true
	})
	return n
}

// value converts an exact result to the type of the numbers; ints become floats unless they are whole.
func (n *numbers) value(m *vm, r *big.Rat) Value {
	if n.nan {
		return Float(math.NaN())
	}
	switch n.kind.(type) {
	case *Decimal:
		c := m.decimals()
		return c.div(decimalOfInt(r.Num()), decimalOfInt(r.Denom()))
	case Int:
		if r.IsInt() {
			return NewInt(new(big.Int).Set(r.Num()))
		}
	}
	f, _ := r.Float64()
	return Float(f)
}

func (n *numbers) mean(m *vm) *big.Rat {
	sum := new(big.Rat)
	for _, v := range n.values {
		m.work(4)
		sum.Add(sum, v)
	}
	return sum.Quo(sum, new(big.Rat).SetInt64(int64(len(n.values))))
}

// deviations is the sum of squared distances from the mean.
func (n *numbers) deviations(m *vm, mean *big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, v := range n.values {
		m.work(8)
		d := new(big.Rat).Sub(v, mean)
		sum.Add(sum, d.Mul(d, d))
	}
	return sum
}

func (n *numbers) needs(least int, text string) {
	if len(n.values) < least {
		fail(excStatistics, "%s", text)
	}
}

// variance divides by n less minus.
func variance(name string, minus int, text string) *Builtin {
	return py("data mu?", func(m *vm, a []Value) Value {
		n := m.numbersOf(a[0], name)
		n.needs(minus+1, text)
		s := n.deviations(m, n.centre(m, orNone(a[1])))
		return n.value(m, s.Quo(s, new(big.Rat).SetInt64(int64(len(n.values)-minus))))
	})
}

func (n *numbers) centre(m *vm, mu Value) *big.Rat {
	if mu == None {
		return n.mean(m)
	}
	return m.numbersOf(NewTuple(mu), "").values[0]
}

func deviation(name string, minus int, text string) *Builtin {
	return py("data mu?", func(m *vm, a []Value) Value {
		n := m.numbersOf(a[0], name)
		n.needs(minus+1, text)
		s := n.deviations(m, n.centre(m, orNone(a[1])))
		s.Quo(s, new(big.Rat).SetInt64(int64(len(n.values)-minus)))
		if _, ok := n.kind.(*Decimal); ok {
			return m.decimals().sqrt(n.value(m, s).(*Decimal))
		}
		return Float(sqrtRat(s))
	})
}

// sqrtRat is the correctly rounded root of a fraction.
func sqrtRat(r *big.Rat) float64 {
	x := new(big.Float).SetPrec(300).SetRat(r)
	f, _ := x.Sqrt(x).Float64()
	return f
}

func (m *vm) median(v Value, pick func(lo, hi Value) Value) Value {
	items := m.list(v)
	n := len(items)
	if n == 0 {
		fail(excStatistics, "no median for empty data")
	}
	m.sort(items, false)
	if n%2 == 1 {
		return items[n/2]
	}
	return pick(items[n/2-1], items[n/2])
}

// modes counts values in the order they first occur.
func (m *vm) modes(v Value) []Value {
	d := newCounter()
	m.count(d, v, 1)
	var best []Value
	most := Int(0)
	for k, n := range d.All() {
		switch c := n.(Int); {
		case c > most:
			most, best = c, []Value{k}
		case c == most:
			best = append(best, k)
		}
	}
	return best
}

func (m *vm) quantiles(v Value, n int, inclusive bool) Value {
	if n < 1 {
		fail(excStatistics, "n must be at least 1")
	}
	data := m.list(v)
	if len(data) < 2 {
		fail(excStatistics, "must have at least two data points")
	}
	m.sort(data, false)
	m.cells(n)
	ld := len(data)
	size := ld + 1
	if inclusive {
		size = ld - 1
	}
	var out []Value
	for i := 1; i < n; i++ {
		j, delta := i*size/n, 0
		if inclusive {
			delta = i*size - j*n
			j++
		} else {
			j = max(1, min(j, ld-1))
			delta = i*size - j*n
		}
		lo := m.binary(opMul, data[j-1], Int(n-delta))
		hi := m.binary(opMul, data[min(j, ld-1)], Int(delta))
		out = append(out, m.binary(opDiv, m.binary(opAdd, lo, hi), Int(n)))
	}
	return NewList(out...)
}

func init() {
	excStatistics.create = newException
	mid := func(m *vm) func(lo, hi Value) Value {
		return func(lo, hi Value) Value { return m.binary(opDiv, m.binary(opAdd, lo, hi), Int(2)) }
	}
	addModule("statistics", map[string]Value{
		"StatisticsError": excStatistics,
		"mean": py("data", func(m *vm, a []Value) Value {
			n := m.numbersOf(a[0], "mean")
			n.needs(1, "mean requires at least one data point")
			return n.value(m, n.mean(m))
		}),
		"fmean": py("data weights?", func(m *vm, a []Value) Value {
			n := m.numbersOf(a[0], "fmean")
			n.needs(1, "fmean requires at least one data point")
			if orNone(a[1]) != None {
				w := m.numbersOf(a[1], "fmean")
				if len(w.values) != len(n.values) {
					fail(excStatistics, "data and weights must be the same length")
				}
				sum, total := new(big.Rat), new(big.Rat)
				for i, v := range n.values {
					sum.Add(sum, new(big.Rat).Mul(v, w.values[i]))
					total.Add(total, w.values[i])
				}
				if total.Sign() == 0 {
					fail(excStatistics, "sum of weights must be non-zero")
				}
				f, _ := sum.Quo(sum, total).Float64()
				return Float(f)
			}
			sum := new(big.Rat)
			for _, v := range n.values {
				sum.Add(sum, v)
			}
			f, _ := sum.Float64()
			return Float(f / float64(len(n.values)))
		}),
		"median":      py("data", func(m *vm, a []Value) Value { return m.median(a[0], mid(m)) }),
		"median_low":  py("data", func(m *vm, a []Value) Value { return m.median(a[0], func(lo, _ Value) Value { return lo }) }),
		"median_high": py("data", func(m *vm, a []Value) Value { return m.median(a[0], func(_, hi Value) Value { return hi }) }),
		"mode": py("data", func(m *vm, a []Value) Value {
			best := m.modes(a[0])
			if len(best) == 0 {
				fail(excStatistics, "no mode for empty data")
			}
			return best[0]
		}),
		"multimode": py("data", func(m *vm, a []Value) Value { return NewList(m.modes(a[0])...) }),
		"variance":  variance("variance", 1, "variance requires at least two data points"),
		"pvariance": variance("pvariance", 0, "pvariance requires at least one data point"),
		"stdev":     deviation("stdev", 1, "stdev requires at least two data points"),
		"pstdev":    deviation("pstdev", 0, "pstdev requires at least one data point"),
		"quantiles": free(func(m *vm, a args) Value {
			if len(a.pos) != 1 {
				fail(excType, "quantiles() takes 1 positional argument but %d were given", len(a.pos))
			}
			n := 4
			if v := a.get("n"); v != nil {
				n = m.wantInt(v)
			}
			method := orNone(a.get("method"))
			if method != None && method != Str("exclusive") && method != Str("inclusive") {
				fail(excValue, "Unknown method: %s", m.repr(method))
			}
			return m.quantiles(a.pos[0], n, method == Str("inclusive"))
		}),
		"covariance": pos(2, 2, func(m *vm, a []Value) Value {
			p := m.pairsOf(a[0], a[1], "covariance")
			return Float(p.sxy / float64(p.n-1))
		}),
		"correlation": pos(2, 2, func(m *vm, a []Value) Value {
			p := m.pairsOf(a[0], a[1], "correlation")
			if p.sxx*p.syy == 0 {
				fail(excStatistics, "at least one of the inputs is constant")
			}
			return Float(p.sxy / math.Sqrt(p.sxx*p.syy))
		}),
		"geometric_mean": py("data", func(m *vm, a []Value) Value {
			sum, n := 0.0, 0
			m.each(a[0], func(x Value) bool {
				f := m.wantFloat(x)
				if f <= 0 {
					fail(excStatistics, "geometric mean requires a non-empty dataset containing positive numbers")
				}
				sum += preciseLog(f)
				n++
				return true
			})
			if n == 0 {
				fail(excStatistics, "geometric mean requires a non-empty dataset containing positive numbers")
			}
			return Float(preciseExp(sum / float64(n)))
		}),
		"harmonic_mean": py("data", func(m *vm, a []Value) Value {
			n := m.numbersOf(a[0], "harmonic_mean")
			n.needs(1, "harmonic_mean requires at least one data point")
			sum := new(big.Rat)
			for _, v := range n.values {
				switch v.Sign() {
				case 0:
					return Int(0)
				case -1:
					fail(excStatistics, "harmonic mean does not support negative values")
				}
				sum.Add(sum, new(big.Rat).Inv(v))
			}
			return n.value(m, new(big.Rat).Quo(new(big.Rat).SetInt64(int64(len(n.values))), sum))
		}),
	})
}

// samples are the sums of two samples about their means.
type samples struct {
	n             int
	sxx, sxy, syy float64
}

func (m *vm) pairsOf(a, b Value, f string) samples {
	x, y := m.sequence(a), m.sequence(b)
	if len(x) != len(y) {
		fail(excStatistics, "%s requires that both inputs have same number of data points", f)
	}
	if len(x) < 2 {
		fail(excStatistics, "%s requires at least two data points", f)
	}
	sum := func(f func(i int) float64) float64 {
		var out []Value
		m.cells(len(x))
		for i := range x {
			out = append(out, Float(f(i)))
		}
		return float64(m.fsum(NewList(out...)).(Float))
	}
	n := float64(len(x))
	xbar := sum(func(i int) float64 { return m.wantFloat(x[i]) }) / n
	ybar := sum(func(i int) float64 { return m.wantFloat(y[i]) }) / n
	dx := func(i int) float64 { return m.wantFloat(x[i]) - xbar }
	dy := func(i int) float64 { return m.wantFloat(y[i]) - ybar }
	return samples{len(x), sum(func(i int) float64 { return dx(i) * dx(i) }), sum(func(i int) float64 { return dx(i) * dy(i) }), sum(func(i int) float64 { return dy(i) * dy(i) })}
}
