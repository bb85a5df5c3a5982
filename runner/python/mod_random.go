package python

import (
	"crypto/sha512"
	"math"
	"math/big"
	"sort"
)

// seedOf is what random.seed(v) makes of a value.
func (m *vm) seedOf(v Value) *big.Int {
	switch x := v.(type) {
	case Int, Bool, *BigInt:
		return bigOf(x)
	case Float:
		return big.NewInt(int64(m.publicHash(x).(Int)))
	case Str:
		return seedOfBytes(string(x))
	case Bytes:
		return seedOfBytes(string(x))
	case NoneType:
		// There is no other source of randomness in a run: the present one goes on.
		return new(big.Int).SetUint64(uint64(m.random().Uint32()))
	}
	fail(excType, "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
	return nil
}

func seedOfBytes(s string) *big.Int {
	sum := sha512.Sum512([]byte(s))
	return new(big.Int).SetBytes(append([]byte(s), sum[:]...))
}

// below is _randbelow of any size.
func (m *vm) below(n *big.Int) Value {
	if n.IsInt64() {
		return Int(m.random().Below(n.Int64()))
	}
	return NewInt(m.random().belowBig(n))
}

func (m *vm) randrange(start, stop, step Value) Value {
	lo := m.wantBig(start)
	if stop == nil || stop == None {
		if lo.Sign() <= 0 {
			fail(excValue, "empty range for randrange()")
		}
		return m.below(lo)
	}
	hi := m.wantBig(stop)
	width := new(big.Int).Sub(hi, lo)
	by := bigOne
	if step != nil {
		by = m.wantBig(step)
	}
	if by.Cmp(bigOne) == 0 {
		if width.Sign() <= 0 {
			fail(excValue, "empty range for randrange() (%s, %s, %s)", lo, hi, width)
		}
		return m.binary(opAdd, NewInt(lo), m.below(width))
	}
	n := new(big.Int)
	switch by.Sign() {
	case 0:
		fail(excValue, "zero step for randrange()")
	case 1:
		n.Add(width, new(big.Int).Sub(by, bigOne))
	default:
		n.Add(width, new(big.Int).Add(by, bigOne))
	}
	n, _ = m.bigDivmod(n, by)
	if n.Sign() <= 0 {
		fail(excValue, "empty range for randrange()")
	}
	return m.binary(opAdd, NewInt(lo), m.binary(opMul, NewInt(by), m.below(n)))
}

// population returns the values that choice, sample and the like choose from.
func (m *vm) population(v Value) []Value {
	switch x := v.(type) {
	case *List:
		return x.vec.a
	case *Tuple:
		return x.items
	case Str, *Range, Bytes, *Deque:
		return m.list(v)
	}
	m.length(v)
	fail(excType, "'%s' object is not subscriptable", v.Type().long)
	return nil
}

func (m *vm) choice(v Value) Value {
	items := m.population(v)
	if len(items) == 0 {
		fail(excIndex, "Cannot choose from an empty sequence")
	}
	return items[m.random().Below(int64(len(items)))]
}

func (m *vm) shuffle(v Value) {
	l, ok := v.(*List)
	if !ok {
		fail(excType, "'%s' object does not support item assignment", v.Type().long)
	}
	m.cells(l.Len())
	items := append([]Value(nil), l.vec.a...)
	for i := len(items) - 1; i > 0; i-- {
		m.work(1)
		j := m.random().Below(int64(i + 1))
		items[i], items[j] = items[j], items[i]
	}
	l.replace(items)
}

func (m *vm) sample(v Value, k int, counts Value) Value {
	switch v.(type) {
	case *List, *Tuple, Str, *Range, Bytes, *Deque:
	default:
		fail(excType, "Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	items := m.population(v)
	if counts != nil && counts != None {
		var all []Value
		for i, c := range m.sequence(counts) {
			n := m.wantInt(c)
			m.repeat(16, max(n, 0))
			for range n {
				all = append(all, items[i])
			}
		}
		items = all
	}
	n := len(items)
	if k < 0 || k > n {
		fail(excValue, "Sample larger than population or is negative")
	}
	m.cells(k + n)
	m.work(k)
	out := make([]Value, k)
	size := 21
	if k > 5 {
		size += int(math.Pow(4, math.Ceil(math.Log(float64(k*3))/math.Log(4))))
	}
	if n <= size {
		pool := append([]Value(nil), items...)
		for i := range out {
			j := m.random().Below(int64(n - i))
			out[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return NewList(out...)
	}
	taken := map[int64]bool{}
	for i := range out {
		j := m.random().Below(int64(n))
		for taken[j] {
			j = m.random().Below(int64(n))
		}
		taken[j] = true
		out[i] = items[j]
	}
	return NewList(out...)
}

func (m *vm) choices(a []Value) Value {
	items := m.population(a[0])
	k := int(m.intOr(a[3], 1))
	m.cells(max(k, 0))
	m.work(max(k, 0))
	n := len(items)
	var sums []float64
	switch {
	case a[2] != nil && a[2] != None:
		for _, v := range m.sequence(a[2]) {
			sums = append(sums, m.wantFloat(v))
		}
	case a[1] != nil && a[1] != None:
		total := 0.0
		for _, v := range m.sequence(a[1]) {
			total += m.wantFloat(v)
			sums = append(sums, total)
		}
	}
	if sums != nil && len(sums) != n {
		fail(excValue, "The number of weights does not match the population")
	}
	if n == 0 {
		fail(excIndex, "list index out of range")
	}
	var out []Value
	for range k {
		r := m.random().Float64()
		i := int(math.Floor(r * float64(n)))
		if sums != nil {
			total := sums[n-1]
			if total <= 0 {
				fail(excValue, "Total of weights must be greater than zero")
			}
			x := r * total
			i = sort.Search(n-1, func(i int) bool { return sums[i] > x })
		}
		out = append(out, items[i])
	}
	return NewList(out...)
}

func (m *vm) gauss(mu, sigma float64) Value {
	r := m.random()
	if r.hasSpare {
		r.touch(r, nil)
		r.hasSpare = false
		return Float(mu + float64(r.spare*sigma))
	}
	sin, cos := preciseSincos(r.Float64() * (2 * math.Pi))
	dist := math.Sqrt(-2 * preciseLog(1-r.Float64()))
	r.spare, r.hasSpare = sin*dist, true
	return Float(mu + float64(cos*dist*sigma))
}

// normal is normalvariate (Kinderman and Monahan).
func (m *vm) normal(mu, sigma float64) Value {
	magic := 4 * math.Exp(-0.5) / math.Sqrt(2)
	for {
		u1, u2 := m.random().Float64(), 1-m.random().Float64()
		z := magic * (u1 - 0.5) / u2
		if z*z/4 <= -preciseLog(u2) {
			return Float(mu + float64(z*sigma))
		}
	}
}

// gamma is gammavariate: Cheng's method above 1, that of Ahrens and Dieter below.
func (m *vm) gamma(alpha, beta float64) float64 {
	if alpha <= 0 || beta <= 0 {
		fail(excValue, "gammavariate: alpha and beta must be > 0.0")
	}
	r := m.random()
	switch {
	case alpha > 1:
		ainv := math.Sqrt(2*alpha - 1)
		bbb, ccc := alpha-preciseLog(4), alpha+ainv
		magic := 1 + preciseLog(4.5)
		for {
			m.work(16)
			u1 := r.Float64()
			if !(1e-7 < u1 && u1 < 0.9999999) {
				continue
			}
			u2 := 1 - r.Float64()
			v := preciseLog(u1/(1-u1)) / ainv
			x := alpha * preciseExp(v)
			z := u1 * u1 * u2
			t := bbb + float64(ccc*v) - x
			if t+magic-float64(4.5*z) >= 0 || t >= preciseLog(z) {
				return x * beta
			}
		}
	case alpha == 1:
		return -preciseLog(1-r.Float64()) * beta
	}
	for {
		m.work(16)
		b := (math.E + alpha) / math.E
		p := b * r.Float64()
		x := 0.0
		if p <= 1 {
			x = precisePow(p, 1/alpha)
		} else {
			x = -preciseLog((b - p) / alpha)
		}
		u1 := r.Float64()
		if p > 1 && u1 <= precisePow(x, alpha-1) || p <= 1 && u1 <= preciseExp(-x) {
			return x * beta
		}
	}
}

func (m *vm) triangular(a []Value) Value {
	lo, hi := 0.0, 1.0
	if a[0] != nil {
		lo = m.wantFloat(a[0])
	}
	if a[1] != nil {
		hi = m.wantFloat(a[1])
	}
	u := m.random().Float64()
	c := 0.5
	if a[2] != nil && a[2] != None {
		if hi == lo {
			return Float(lo)
		}
		c = (m.wantFloat(a[2]) - lo) / (hi - lo)
	}
	if u > c {
		u, c = 1-u, 1-c
		lo, hi = hi, lo
	}
	return Float(lo + (hi-lo)*math.Sqrt(u*c))
}

func (m *vm) floatOr(v Value, def float64) float64 {
	if v == nil {
		return def
	}
	return m.wantFloat(v)
}

func init() {
	addModule("random", map[string]Value{
		"random": noArgs(func(m *vm, a []Value) Value { return Float(m.random().Float64()) }),
		"seed": named("a? version?", func(m *vm, a []Value) Value {
			m.random().seed(m.seedOf(orNone(a[0])))
			return None
		}),
		"randint": py("a b", func(m *vm, a []Value) Value {
			return m.randrange(a[0], m.binary(opAdd, NewInt(m.wantBig(a[1])), Int(1)), nil)
		}),
		"randrange": py("start stop? step?", func(m *vm, a []Value) Value { return m.randrange(a[0], a[1], a[2]) }),
		"choice":    py("seq", func(m *vm, a []Value) Value { return m.choice(a[0]) }),
		"choices":   py("population weights? cum_weights? k?", func(m *vm, a []Value) Value { return m.choices(a) }),
		"shuffle": py("x", func(m *vm, a []Value) Value {
			m.shuffle(a[0])
			return None
		}),
		"sample": py("population k counts?", func(m *vm, a []Value) Value { return m.sample(a[0], m.wantInt(a[1]), a[2]) }),
		"uniform": py("a b", func(m *vm, a []Value) Value {
			lo := m.wantFloat(a[0])
			return Float(lo + (m.wantFloat(a[1])-lo)*m.random().Float64())
		}),
		"triangular":    py("low? high? mode?", func(m *vm, a []Value) Value { return m.triangular(a) }),
		"gauss":         py("mu? sigma?", func(m *vm, a []Value) Value { return m.gauss(m.floatOr(a[0], 0), m.floatOr(a[1], 1)) }),
		"normalvariate": py("mu? sigma?", func(m *vm, a []Value) Value { return m.normal(m.floatOr(a[0], 0), m.floatOr(a[1], 1)) }),
		"expovariate": py("lambd", func(m *vm, a []Value) Value {
			return Float(-preciseLog(1-m.random().Float64()) / m.wantFloat(a[0]))
		}),
		"lognormvariate": py("mu sigma", func(m *vm, a []Value) Value {
			return Float(preciseExp(float64(m.normal(m.wantFloat(a[0]), m.wantFloat(a[1])).(Float))))
		}),
		"paretovariate": py("alpha", func(m *vm, a []Value) Value {
			return Float(precisePow(1-m.random().Float64(), -1/m.wantFloat(a[0])))
		}),
		"weibullvariate": py("alpha beta", func(m *vm, a []Value) Value {
			return Float(m.wantFloat(a[0]) * precisePow(-preciseLog(1-m.random().Float64()), 1/m.wantFloat(a[1])))
		}),
		"gammavariate": py("alpha beta", func(m *vm, a []Value) Value { return Float(m.gamma(m.wantFloat(a[0]), m.wantFloat(a[1]))) }),
		"betavariate": py("alpha beta", func(m *vm, a []Value) Value {
			y := m.gamma(m.wantFloat(a[0]), 1)
			if y == 0 {
				return Float(0)
			}
			return Float(y / (y + m.gamma(m.wantFloat(a[1]), 1)))
		}),
		"getrandbits": one(func(m *vm, a []Value) Value {
			k := m.wantInt(a[0])
			if k < 0 {
				fail(excValue, "number of bits must be non-negative")
			}
			m.sized(k, k>>5)
			return NewInt(m.random().bits(k))
		}),
		"randbytes": py("n", func(m *vm, a []Value) Value {
			n := m.wantInt(a[0])
			m.sized(8*n, n>>2)
			b := m.random().bits(8 * n).FillBytes(make([]byte, n))
			for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
			return Bytes(b)
		}),
	})
}
