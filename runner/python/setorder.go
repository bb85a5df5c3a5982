package python

import (
	"math"
	"math/big"
	"math/bits"
)

// ordered returns the items in the order a program sees. CPython's order follows from the hashes: for numbers and None
// they are fixed, and models rely on list(set(numbers)) being what it is, so the order is worked out as CPython's table
// would have it. Hashes of texts differ from process to process there: texts keep the order of insertion here and stand
// in the largest gap between the others, where they most likely would.
func (s *Set) ordered(m *vm) []Value {
	items := s.items()
	m.work(len(items))
	var fixed, free []Value
	var hashes []int64
	for _, v := range items {
		if h, ok := numberHash(v); ok {
			fixed, hashes = append(fixed, v), append(hashes, h)
		} else if v == None {
			fixed, hashes = append(fixed, v), append(hashes, hashNone)
		} else {
			free = append(free, v)
		}
	}
	if len(fixed) == 0 {
		return items
	}
	table := newSlots(hashes, len(items))
	if size := max(s.slots, 8); size != len(table.at) && !s.crowded(len(items)) {
		table = table.moved(hashes, size)
	}
	out := make([]Value, 0, len(items))
	gap := len(fixed) // free items go before the fixed one with this number
	if len(free) > 0 {
		gap = table.largestGap()
	}
	for _, e := range table.at {
		if e == 0 {
			continue
		}
		if gap == len(out) {
			out = append(out, free...)
			gap = -1
		}
		out = append(out, fixed[e-1])
	}
	if gap >= 0 {
		out = append(out, free...)
	}
	return out
}

// hashNone has the low bits of the hash of None in CPython 3.11 builds whose code can be loaded anywhere.
const hashNone = 0x7fb00000003e

// slots is the table of a CPython set: item numbers from 1 on, 0 for a free slot.
type slots struct{ at []int }

// newSlots replays the insertions into a table like CPython's: linear probes, then perturbed ones, growing at 60 %.
// total is the number of items of the whole set, which decides how large the table is.
func newSlots(hashes []int64, total int) *slots {
	t := &slots{make([]int, 8)}
	rest := total - len(hashes)
	for i := range hashes {
		t.insert(hashes, i)
		t.grow(hashes, i+1)
	}
	for used := len(hashes) + 1; rest > 0; used, rest = used+1, rest-1 {
		t.grow(hashes, used)
	}
	return t
}

func (t *slots) insert(hashes []int64, i int) {
	const linear = 9
	mask := uint64(len(t.at) - 1)
	perturb := uint64(hashes[i])
	for at := perturb & mask; ; {
		for p := at; ; p++ {
			if t.at[p] == 0 {
				t.at[p] = i + 1
				return
			}
			if at+linear > mask || p == at+linear {
				break
			}
		}
		perturb >>= 5
		at = (at*5 + 1 + perturb) & mask
	}
}

func (t *slots) grow(hashes []int64, used int) {
	size := len(t.at)
	if used*5 < (size-1)*3 {
		return
	}
	want := used * 4
	if used > 50000 {
		want = used * 2
	}
	for size = 8; size <= want; {
		size *= 2
	}
	*t = *t.moved(hashes, size)
}

// moved puts the items into a table of another size, in their present order.
func (t *slots) moved(hashes []int64, size int) *slots {
	n := &slots{make([]int, size)}
	for _, e := range t.at {
		if e != 0 {
			n.insert(hashes, e-1)
		}
	}
	return n
}

// largestGap is the number of items before the longest run of free slots.
func (t *slots) largestGap() int {
	best, run, n, at := 0, 0, 0, 0
	for _, e := range t.at {
		if e != 0 {
			n++
			run = 0
			continue
		}
		if run++; run > best {
			best, at = run, n
		}
	}
	return at
}

const hashModulus = 1<<61 - 1

// numberHash is CPython's hash of a number or a tuple of numbers; ok is false for other values.
func numberHash(v Value) (int64, bool) {
	switch v := v.(type) {
	case Bool:
		return int64(boolInt(v)), true
	case Int:
		h := int64(abs64(int64(v)) % hashModulus)
		if v < 0 {
			h = -h
		}
		return fixHash(h), true
	case *BigInt:
		h := new(big.Int).Mod(new(big.Int).Abs(v.v), big.NewInt(hashModulus)).Int64()
		if v.v.Sign() < 0 {
			h = -h
		}
		return fixHash(h), true
	case Float:
		if v != v {
			return 0, false // that of not-a-number comes from its address
		}
		return floatHash(float64(v)), true
	case *Tuple:
		return tupleHash(v)
	case *Decimal:
		return decimalHash(v)
	}
	return 0, false
}

// fixHash avoids -1, which CPython reserves for errors.
func fixHash(h int64) int64 {
	if h == -1 {
		return -2
	}
	return h
}

func floatHash(f float64) int64 {
	switch {
	case math.IsNaN(f):
		return 0 // CPython takes that of the object's address
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	}
	frac, exp := math.Frexp(math.Abs(f))
	var x uint64
	for frac != 0 {
		x = (x<<28)&hashModulus | x>>(61-28)
		frac *= 1 << 28
		exp -= 28
		d := uint64(frac)
		frac -= float64(d)
		x += d
		if x >= hashModulus {
			x -= hashModulus
		}
	}
	exp = ((exp % 61) + 61) % 61
	x = (x<<exp)&hashModulus | x>>(61-exp)
	if f < 0 {
		return fixHash(-int64(x))
	}
	return fixHash(int64(x))
}

// decimalHash is the hash of the fraction: coefficient times ten to the exponent, modulo the prime.
func decimalHash(d *Decimal) (int64, bool) {
	switch d.kind {
	case infinite:
		return floatHash(d.float()), true
	case quietNaN, signalingNaN:
		return 0, false
	}
	p := big.NewInt(hashModulus)
	ten := bigTen
	if d.exp < 0 {
		ten = new(big.Int).ModInverse(bigTen, p)
	}
	e := new(big.Int).Exp(ten, big.NewInt(int64(max(d.exp, -d.exp))), p)
	h := e.Mod(e.Mul(e, d.coef), p).Int64()
	if d.neg {
		h = -h
	}
	return fixHash(h), true
}

func tupleHash(t *Tuple) (int64, bool) {
	const p1, p2, p5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
	acc := uint64(p5)
	for _, x := range t.items {
		h, ok := numberHash(x)
		if !ok {
			return 0, false
		}
		acc = bits.RotateLeft64(acc+uint64(h)*p2, 31) * p1
	}
	acc += uint64(len(t.items)) ^ (p5 ^ 3527539)
	if int64(acc) == -1 {
		return 1546275796, true
	}
	return int64(acc), true
}
