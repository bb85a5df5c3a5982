package python

import (
	"math"
	"math/big"
	"math/bits"
)

// binaryOp is one of the arithmetic operators.
type binaryOp uint8

const (
	opAdd binaryOp = iota
	opSub
	opMul
	opDiv
	opFloorDiv
	opMod
	opPow
	opMatMul
	opLShift
	opRShift
	opAnd
	opOr
	opXor
)

// operators lists, for each operator, its sign, its name in error texts and the methods of classes that implement it.
var operators = [...]struct{ sign, text, method, reflected, inplace string }{
	opAdd:      {"+", "+", "__add__", "__radd__", "__iadd__"},
	opSub:      {"-", "-", "__sub__", "__rsub__", "__isub__"},
	opMul:      {"*", "*", "__mul__", "__rmul__", "__imul__"},
	opDiv:      {"/", "/", "__truediv__", "__rtruediv__", "__itruediv__"},
	opFloorDiv: {"//", "//", "__floordiv__", "__rfloordiv__", "__ifloordiv__"},
	opMod:      {"%", "%", "__mod__", "__rmod__", "__imod__"},
	opPow:      {"**", "** or pow()", "__pow__", "__rpow__", "__ipow__"},
	opMatMul:   {"@", "@", "__matmul__", "__rmatmul__", "__imatmul__"},
	opLShift:   {"<<", "<<", "__lshift__", "__rlshift__", "__ilshift__"},
	opRShift:   {">>", ">>", "__rshift__", "__rrshift__", "__irshift__"},
	opAnd:      {"&", "&", "__and__", "__rand__", "__iand__"},
	opOr:       {"|", "|", "__or__", "__ror__", "__ior__"},
	opXor:      {"^", "^", "__xor__", "__rxor__", "__ixor__"},
}

// intBinary applies an operator to two ints of 64 bits; nil when the result needs more care.
func intBinary(op binaryOp, x, y int64) Value {
	switch op {
	case opAdd:
		if s := x + y; (s > x) == (y > 0) {
			return Int(s)
		}
	case opSub:
		if s := x - y; (s < x) == (y > 0) {
			return Int(s)
		}
	case opMul:
		if x == 0 || y == 0 {
			return Int(0)
		}
		if p, ok := mul64(x, y); ok {
			return Int(p)
		}
	case opDiv:
		if y != 0 && fits53(x) && fits53(y) {
			return Float(float64(x) / float64(y))
		}
	case opFloorDiv:
		if y != 0 && !(y == -1 && x == math.MinInt64) {
			return Int(floorDiv(x, y))
		}
	case opMod:
		if y != 0 && y != -1 {
			return Int(x - floorDiv(x, y)*y)
		}
	case opAnd:
		return Int(x & y)
	case opOr:
		return Int(x | y)
	case opXor:
		return Int(x ^ y)
	case opRShift:
		if y >= 0 {
			return Int(x >> min(uint64(y), 63))
		}
	}
	return nil
}

func fits53(x int64) bool { return x >= -1<<53 && x <= 1<<53 }

func floorDiv(x, y int64) int64 {
	q := x / y
	if x%y != 0 && (x < 0) != (y < 0) {
		q--
	}
	return q
}

func mul64(x, y int64) (int64, bool) {
	hi, lo := bits.Mul64(abs64(x), abs64(y))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (x < 0) != (y < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func abs64(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// numbers applies an operator to two numbers; ok is false when one is none.
func (m *vm) numbers(op binaryOp, a, b Value) (v Value, ok bool) {
	if x, isInt := a.(Bool); isInt {
		a = boolInt(x)
	}
	if y, isInt := b.(Bool); isInt {
		b = boolInt(y)
	}
	x, fx := a.(Float)
	y, fy := b.(Float)
	switch {
	case fx && fy:
	case fx:
		i := bigOf(b)
		if i == nil {
			return nil, false
		}
		y = Float(floatOf(i))
	case fy:
		i := bigOf(a)
		if i == nil {
			return nil, false
		}
		x = Float(floatOf(i))
	default:
		i, j := bigOf(a), bigOf(b)
		if i == nil || j == nil {
			return nil, false
		}
		return m.bigBinary(op, i, j), true
	}
	return floatBinary(op, float64(x), float64(y))
}

// floatOf converts an int; it raises OverflowError when it is too large.
func floatOf(i *big.Int) float64 {
	if i.IsInt64() {
		return float64(i.Int64())
	}
	f, _ := new(big.Float).SetInt(i).Float64()
	if math.IsInf(f, 0) {
		fail(excOverflow, "int too large to convert to float")
	}
	return f
}

func floatBinary(op binaryOp, x, y float64) (Value, bool) {
	switch op {
	case opAdd:
		return Float(x + y), true
	case opSub:
		return Float(x - y), true
	case opMul:
		return Float(x * y), true
	case opDiv:
		if y == 0 {
			fail(excZeroDivision, "float division by zero")
		}
		return Float(x / y), true
	case opFloorDiv:
		if y == 0 {
			fail(excZeroDivision, "float floor division by zero")
		}
		q, _ := floatDivmod(x, y)
		return Float(q), true
	case opMod:
		if y == 0 {
			fail(excZeroDivision, "float modulo")
		}
		_, r := floatDivmod(x, y)
		return Float(r), true
	case opPow:
		return Float(floatPow(x, y)), true
	}
	return nil, false
}

// floatDivmod follows CPython's float_divmod, rounding errors included.
func floatDivmod(x, y float64) (q, r float64) {
	r = math.Mod(x, y)
	q = (x - r) / y
	if r != 0 {
		if (y < 0) != (r < 0) {
			r += y
			q--
		}
	} else {
		r = math.Copysign(0, y)
	}
	if q != 0 {
		f := math.Floor(q)
		if q-f > 0.5 {
			f++
		}
		return f, r
	}
	return math.Copysign(0, x/y), r
}

func floatPow(x, y float64) float64 {
	if x == 0 && y < 0 {
		fail(excZeroDivision, "0.0 cannot be raised to a negative power")
	}
	if x < 0 && !math.IsInf(x, 0) && y != math.Floor(y) && !math.IsInf(y, 0) && !math.IsNaN(y) {
		fail(excValue, "complex numbers are not supported")
	}
	r := precisePow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		panic(&Exception{typ: excOverflow, args: []Value{Int(34), Str("Numerical result out of range")}})
	}
	return r
}

// sized ends the program when an int would get more bits than allowed, and charges for its making.
func (m *vm) sized(bits int, work int) {
	if bits > m.limits.IntBits {
		limit("integer size", "an integer of more than %d bits", m.limits.IntBits)
	}
	m.alloc(bits >> 3)
	m.work(work)
}

func words(i *big.Int) int { return len(i.Bits()) }

// bigBinary applies an operator to two ints of any size.
func (m *vm) bigBinary(op binaryOp, x, y *big.Int) Value {
	if x.IsInt64() && y.IsInt64() {
		if v := intBinary(op, x.Int64(), y.Int64()); v != nil {
			return v
		}
	}
	switch op {
	case opAdd, opSub, opAnd, opOr, opXor:
		m.sized(max(x.BitLen(), y.BitLen()), 1)
	}
	z := new(big.Int)
	switch op {
	case opAdd:
		return NewInt(z.Add(x, y))
	case opSub:
		return NewInt(z.Sub(x, y))
	case opMul:
		m.sized(x.BitLen()+y.BitLen(), words(x)*words(y)>>5)
		return NewInt(z.Mul(x, y))
	case opDiv:
		return Float(trueDiv(x, y))
	case opFloorDiv, opMod:
		if y.Sign() == 0 {
			if op == opMod {
				fail(excZeroDivision, "integer modulo by zero")
			}
			fail(excZeroDivision, "integer division or modulo by zero")
		}
		q, r := m.bigDivmod(x, y)
		if op == opMod {
			return NewInt(r)
		}
		return NewInt(q)
	case opPow:
		return m.bigPow(x, y)
	case opAnd:
		return NewInt(z.And(x, y))
	case opOr:
		return NewInt(z.Or(x, y))
	case opXor:
		return NewInt(z.Xor(x, y))
	case opLShift, opRShift:
		if y.Sign() < 0 {
			fail(excValue, "negative shift count")
		}
		if op == opRShift {
			if !y.IsInt64() || y.Int64() > int64(x.BitLen()) {
				return Int(int64(min(x.Sign(), 0)))
			}
			return NewInt(z.Rsh(x, uint(y.Int64())))
		}
		if x.Sign() == 0 {
			return Int(0)
		}
		if !y.IsInt64() || y.Int64() > int64(m.limits.IntBits) {
			m.sized(m.limits.IntBits+1, 0)
		}
		n := int(y.Int64())
		m.sized(x.BitLen()+n, n>>6)
		return NewInt(z.Lsh(x, uint(n)))
	}
	return nil
}

// bigDivmod rounds the quotient towards minus infinity.
func (m *vm) bigDivmod(x, y *big.Int) (q, r *big.Int) {
	m.work(words(x) * words(y) >> 5)
	q, r = new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		q.Sub(q, big.NewInt(1))
		r.Add(r, y)
	}
	return q, r
}

// trueDiv is correctly rounded.
func trueDiv(x, y *big.Int) float64 {
	if y.Sign() == 0 {
		fail(excZeroDivision, "division by zero")
	}
	f, _ := new(big.Rat).SetFrac(x, y).Float64()
	if math.IsInf(f, 0) {
		fail(excOverflow, "integer division result too large for a float")
	}
	if f == 0 && x.Sign() != 0 && (x.Sign() < 0) != (y.Sign() < 0) {
		return math.Copysign(0, -1)
	}
	if x.Sign() == 0 && y.Sign() < 0 {
		return math.Copysign(0, -1)
	}
	return f
}

func (m *vm) bigPow(x, y *big.Int) Value {
	if y.Sign() < 0 {
		return Float(floatPow(floatOf(x), floatOf(y)))
	}
	if x.IsInt64() {
		switch x.Int64() {
		case 0:
			if y.Sign() == 0 {
				return Int(1)
			}
			return Int(0)
		case 1:
			return Int(1)
		case -1:
			return Int(1 - 2*int64(y.Bit(0)))
		}
	}
	if !y.IsInt64() || y.Int64() > int64(m.limits.IntBits) {
		m.sized(m.limits.IntBits+1, 0)
	}
	n := int(y.Int64())
	bits := (x.BitLen()-1)*n + 1
	m.sized(bits, (bits>>6)*(bits>>6)>>5)
	r := new(big.Int).Exp(x, y, nil)
	m.sized(r.BitLen(), 0)
	return NewInt(r)
}
