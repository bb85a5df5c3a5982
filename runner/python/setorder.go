package python

import (
	"math"
	"math/big"
	"math/bits"
)

// ordered returns the items in the order a program sees. CPython's order follows from the hashes: for numbers they are
// fixed, and models rely on list(set(numbers)) being what it is, so the order is worked out as CPython's table would have
// it. Hashes of texts differ from process to process there; sets that hold one keep the order of insertion here.
func (s *Set) ordered(m *vm) []Value {
	items := s.items()
	m.work(len(items))
	hashes := make([]int64, len(items))
	for i, v := range items {
		h, ok := numberHash(v)
		if !ok {
			return items
		}
		hashes[i] = h
	}
	return tableOrder(items, hashes)
}

// tableOrder replays the insertions into a table like CPython's: linear probes, then perturbed ones, growing at 60 %.
func tableOrder(items []Value, hashes []int64) []Value {
	const linear = 9
	size := 8
	table := make([]int, size)
	insert := func(table []int, i int) {
		mask := uint64(len(table) - 1)
		perturb := uint64(hashes[i])
		for at := perturb & mask; ; {
			for p := at; ; p++ {
				if table[p] == 0 {
					table[p] = i + 1
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
	for i := range items {
		insert(table, i)
		if used := i + 1; used*5 >= (size-1)*3 {
			want := used * 4
			if used > 50000 {
				want = used * 2
			}
			for size = 8; size <= want; {
				size *= 2
			}
			old := table
			table = make([]int, size)
			for _, e := range old {
				if e != 0 {
					insert(table, e-1)
				}
			}
		}
	}
	out := make([]Value, 0, len(items))
	for _, e := range table {
		if e != 0 {
			out = append(out, items[e-1])
		}
	}
	return out
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
		return floatHash(float64(v)), true
	case *Tuple:
		return tupleHash(v)
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
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return 0
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
