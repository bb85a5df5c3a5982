package python

import (
	"math"
	"math/big"
)

// identical is Python's "is". Numbers and texts have no identity of their own here: equal ones of one type are one.
func identical(a, b Value) bool {
	switch x := a.(type) {
	case Float:
		y, ok := b.(Float)
		return ok && math.Float64bits(float64(x)) == math.Float64bits(float64(y))
	case *BigInt:
		y, ok := b.(*BigInt)
		return ok && x.v.Cmp(y.v) == 0
	case *BoundMethod:
		y, ok := b.(*BoundMethod)
		return ok && x == y
	}
	return a == b
}

// comparableValue is implemented by the values of the library; ok is false when the other value is of a foreign type.
type comparableValue interface {
	equalTo(m *vm, other Value) (eq, ok bool)
}

// equal is Python's ==.
func (m *vm) equal(a, b Value) bool {
	switch x := a.(type) {
	case Str:
		if y, ok := b.(Str); ok {
			if len(x) > 1024 {
				m.work(len(x) >> 6)
			}
			return x == y
		}
	case Int:
		switch y := b.(type) {
		case Int:
			return x == y
		case Float:
			return compareSmallFloat(int64(x), float64(y)) == 0
		case Bool:
			return x == boolInt(y)
		case *BigInt:
			return false
		}
	case Bool:
		switch y := b.(type) {
		case Bool:
			return x == y
		case Int, Float, *BigInt:
			return m.equal(boolInt(x), y)
		}
	case Float:
		switch y := b.(type) {
		case Float:
			return x == y
		case Int:
			return compareSmallFloat(int64(y), float64(x)) == 0
		case Bool:
			return x == Float(boolInt(y))
		case *BigInt:
			return compareIntFloat(y.v, float64(x)) == 0
		}
	case *BigInt:
		switch y := b.(type) {
		case *BigInt:
			return x.v.Cmp(y.v) == 0
		case Float:
			return compareIntFloat(x.v, float64(y)) == 0
		}
	case NoneType:
		if _, ok := b.(NoneType); ok {
			return true
		}
	case *List:
		if y, ok := b.(*List); ok {
			return x == y || x.vec.same(&y.vec) || m.equalItems(x.vec.a, y.vec.a)
		}
	case *Tuple:
		if y, ok := b.(*Tuple); ok {
			return x == y || m.equalItems(x.items, y.items)
		}
	case *Dict:
		if y, ok := b.(*Dict); ok {
			return x == y || m.equalDicts(x, y)
		}
	case *Set:
		if y, ok := b.(*Set); ok {
			return x == y || x.live == y.live && m.subset(x, y)
		}
	case Bytes:
		if y, ok := b.(Bytes); ok {
			return x == y
		}
	case *Instance:
		if eq, ok := m.equalInstance(x, b); ok {
			return eq
		}
	case comparableValue:
		if eq, ok := x.equalTo(m, b); ok {
			return eq
		}
	}
	// The right operand may know better.
	switch y := b.(type) {
	case *Instance:
		if eq, ok := m.equalInstance(y, a); ok {
			return eq
		}
	case comparableValue:
		if eq, ok := y.equalTo(m, a); ok {
			return eq
		}
	}
	return identical(a, b)
}

// same is what containers use: identical or equal.
func (m *vm) same(a, b Value) bool { return identical(a, b) || m.equal(a, b) }

func (m *vm) equalItems(a, b []Value) bool {
	if len(a) != len(b) {
		return false
	}
	m.deeper()
	defer m.shallower()
	for i := range a {
		m.work(1)
		if !m.same(a[i], b[i]) {
			return false
		}
	}
	return true
}

func (m *vm) equalDicts(a, b *Dict) bool {
	if a.live != b.live {
		return false
	}
	if a.sameStorage(&b.hashed) {
		return true
	}
	m.deeper()
	defer m.shallower()
	for i, v := range a.vals.a {
		if v == nil {
			continue
		}
		m.work(1)
		k := a.keys.keys[i]
		p := b.find(m, k.hash, k.key)
		if p < 0 || !m.same(v, b.vals.a[p]) {
			return false
		}
	}
	return true
}

// subset reports whether each item of a is in b.
func (m *vm) subset(a, b *Set) bool {
	for i, v := range a.vals.a {
		if v == nil {
			continue
		}
		m.work(1)
		if k := a.keys.keys[i]; b.find(m, k.hash, k.key) < 0 {
			return false
		}
	}
	return true
}

func boolInt(b Bool) Int {
	if b {
		return 1
	}
	return 0
}

// compareIntFloat compares exactly: -1, 0 or 1, and 2 when f is not a number.
func compareIntFloat(i *big.Int, f float64) int {
	switch {
	case math.IsNaN(f):
		return 2
	case math.IsInf(f, 1):
		return -1
	case math.IsInf(f, -1):
		return 1
	}
	return new(big.Float).SetInt(i).Cmp(big.NewFloat(f))
}

func compareSmallFloat(i int64, f float64) int {
	if i > -1<<53 && i < 1<<53 {
		switch g := float64(i); {
		case g < f:
			return -1
		case g > f:
			return 1
		case g == f:
			return 0
		}
		return 2
	}
	return compareIntFloat(big.NewInt(i), f)
}
