package python

import (
	"hash/maphash"
	"math"
	"math/big"
	"reflect"
)

// seed keeps texts of a model from choosing which table slots they collide in. Nothing a program sees depends on it.
var seed = maphash.MakeSeed()

func hashString(s string) uint64 { return maphash.String(seed, s) }

func mix(x uint64) uint64 {
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return x ^ x>>32
}

func hashInt(i int64) uint64 { return mix(uint64(i) ^ 0x9e3779b97f4a7c15) }

func hashBig(b *big.Int) uint64 {
	h := uint64(b.Sign() + 7)
	for _, w := range b.Bits() {
		h = mix(h ^ uint64(w))
	}
	return h
}

// hashFloat agrees with the hash of the int or Decimal of the same value.
func hashFloat(f float64) uint64 {
	if f == math.Trunc(f) && !math.IsInf(f, 0) {
		if math.Abs(f) < 1<<62 {
			return hashInt(int64(f))
		}
		b, _ := big.NewFloat(f).Int(nil)
		return hashBig(b)
	}
	return mix(math.Float64bits(f))
}

// hashable is implemented by the immutable values of the library.
type hashable interface{ hashOf(m *vm) uint64 }

// hash returns a hash that is equal for equal values; it raises TypeError for values without one.
func (m *vm) hash(v Value) uint64 {
	switch v := v.(type) {
	case Str:
		return hashString(string(v))
	case Int:
		return hashInt(int64(v))
	case Bool:
		if v {
			return hashInt(1)
		}
		return hashInt(0)
	case Float:
		return hashFloat(float64(v))
	case NoneType:
		return 0x5bd1e995
	case *BigInt:
		return hashBig(v.v)
	case Bytes:
		return mix(hashString(string(v)))
	case *Tuple:
		m.deeper()
		h := uint64(len(v.items))
		for _, x := range v.items {
			m.work(1)
			h = mix(h ^ m.hash(x))
		}
		m.shallower()
		return h
	case *Set:
		if v.frozen {
			h := uint64(v.live)
			for x := range v.All() {
				h ^= mix(m.hash(x))
			}
			return mix(h)
		}
	case hashable:
		return v.hashOf(m)
	case *List, *Dict, *Slice, *Deque:
	case *Instance:
		return m.hashInstance(v)
	default:
		return hashIdentity(v)
	}
	fail(excType, "unhashable type: '%s'", v.Type().long)
	return 0
}

// hashIdentity serves values that are equal only to themselves.
func hashIdentity(v Value) uint64 {
	if r := reflect.ValueOf(v); r.Kind() == reflect.Pointer {
		return mix(uint64(r.Pointer()))
	}
	return mix(0)
}

// sameKey compares two keys of equal hash.
func sameKey(m *vm, a, b Value) bool {
	if x, ok := a.(Str); ok {
		if y, ok := b.(Str); ok {
			return x == y
		}
	}
	return identical(a, b) || m.equal(a, b)
}
