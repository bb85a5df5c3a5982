package python

import (
	"cmp"
	"math/big"
	"strings"
)

// compareOp is one of the comparison operators.
type compareOp uint8

const (
	opEq compareOp = iota
	opNe
	opLt
	opLe
	opGt
	opGe
	opIs
	opIsNot
	opIn
	opNotIn
)

var compareNames = [...]string{"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"}

// holds reports whether a comparison result of -1, 0 or 1 satisfies an ordering operator.
func (op compareOp) holds(c int) bool {
	switch op {
	case opLt:
		return c < 0
	case opLe:
		return c <= 0
	case opGt:
		return c > 0
	case opGe:
		return c >= 0
	case opEq:
		return c == 0
	}
	return c != 0
}

// orderable is implemented by values of the library; ok is false when the other value is of a foreign type.
// A result of 2 means that the two have no order (not a number).
type orderable interface {
	compareTo(m *vm, other Value) (c int, ok bool)
}

// compare applies one of == != is in and so on, with a Bool as the result except for instances.
func (m *vm) compare(op compareOp, a, b Value) Value {
	switch op {
	case opEq:
		if v := m.richInstance(op, a, b); v != nil {
			return v
		}
		return Bool(m.equal(a, b))
	case opNe:
		if v := m.richInstance(op, a, b); v != nil {
			return v
		}
		return Bool(!m.equal(a, b))
	case opIs:
		return Bool(identical(a, b))
	case opIsNot:
		return Bool(!identical(a, b))
	case opIn:
		return Bool(m.contains(b, a))
	case opNotIn:
		return Bool(!m.contains(b, a))
	}
	return m.order(op, a, b)
}

// less is a < b, for sorting.
func (m *vm) less(a, b Value) bool {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			return x < y
		}
	}
	if x, ok := a.(Str); ok {
		if y, ok := b.(Str); ok {
			return x < y
		}
	}
	return m.truth(m.order(opLt, a, b))
}

// order applies < <= > or >=.
func (m *vm) order(op compareOp, a, b Value) Value {
	switch x := a.(type) {
	case Int:
		if y, ok := b.(Int); ok {
			return Bool(op.holds(cmp.Compare(x, y)))
		}
	case Float:
		if y, ok := b.(Float); ok {
			return Bool(orderFloats(op, float64(x), float64(y)))
		}
	case Str:
		if y, ok := b.(Str); ok {
			return Bool(op.holds(strings.Compare(string(x), string(y))))
		}
	case Bytes:
		if y, ok := b.(Bytes); ok {
			return Bool(op.holds(strings.Compare(string(x), string(y))))
		}
	case *List:
		if y, ok := b.(*List); ok {
			return m.orderItems(op, x.vec.a, y.vec.a)
		}
	case *Tuple:
		if y, ok := b.(*Tuple); ok {
			return m.orderItems(op, x.items, y.items)
		}
	case *Set:
		if y, ok := b.(*Set); ok {
			return Bool(m.orderSets(op, x, y))
		}
	}
	if v := m.richInstance(op, a, b); v != nil {
		return v
	}
	if c, ok := compareNumbers(a, b); ok {
		return Bool(c != 2 && op.holds(c))
	}
	if x, ok := a.(orderable); ok {
		if c, ok := x.compareTo(m, b); ok {
			return Bool(c != 2 && op.holds(c))
		}
	}
	if y, ok := b.(orderable); ok {
		if c, ok := y.compareTo(m, a); ok {
			return Bool(c != 2 && op.holds(-c))
		}
	}
	if x, y := setLike(m, a), setLike(m, b); x != nil && y != nil {
		return Bool(m.orderSets(op, x, y))
	}
	fail(excType, "'%s' not supported between instances of '%s' and '%s'", compareNames[op], a.Type().long, b.Type().long)
	return nil
}

func orderFloats(op compareOp, x, y float64) bool {
	switch op {
	case opLt:
		return x < y
	case opLe:
		return x <= y
	case opGt:
		return x > y
	}
	return x >= y
}

// compareNumbers compares two of bool, int and float exactly; 2 when one is not a number.
func compareNumbers(a, b Value) (int, bool) {
	if f, ok := a.(Float); ok {
		if g, ok := b.(Float); ok {
			if f != f || g != g {
				return 2, true
			}
			return cmp.Compare(f, g), true
		}
		if i := bigOf(b); i != nil {
			c := compareIntFloat(i, float64(f))
			if c != 2 {
				c = -c
			}
			return c, true
		}
		return 0, false
	}
	i := bigOf(a)
	if i == nil {
		return 0, false
	}
	if f, ok := b.(Float); ok {
		return compareIntFloat(i, float64(f)), true
	}
	if j := bigOf(b); j != nil {
		return i.Cmp(j), true
	}
	return 0, false
}

// bigOf returns an int or bool as a big.Int, nil for other values.
func bigOf(v Value) *big.Int {
	switch v := v.(type) {
	case Int:
		return big.NewInt(int64(v))
	case Bool:
		return big.NewInt(int64(boolInt(v)))
	case *BigInt:
		return v.v
	}
	return nil
}

func (m *vm) orderItems(op compareOp, a, b []Value) Value {
	m.deeper()
	defer m.shallower()
	for i := range min(len(a), len(b)) {
		m.work(1)
		if !m.same(a[i], b[i]) {
			return m.order(op, a[i], b[i])
		}
	}
	return Bool(op.holds(cmp.Compare(len(a), len(b))))
}

func (m *vm) orderSets(op compareOp, a, b *Set) bool {
	switch op {
	case opLt:
		return a.live < b.live && m.subset(a, b)
	case opLe:
		return a.live <= b.live && m.subset(a, b)
	case opGt:
		return b.live < a.live && m.subset(b, a)
	}
	return b.live <= a.live && m.subset(b, a)
}
