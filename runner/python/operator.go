package python

// arithmetic is implemented by values of the library with operators of their own. reflected means that the receiver is
// the right operand. A nil result means that the operator does not apply to the two types.
type arithmetic interface {
	binary(m *vm, op binaryOp, other Value, reflected bool) Value
}

// binary applies an arithmetic operator.
func (m *vm) binary(op binaryOp, a, b Value) Value {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			if v := intBinary(op, int64(x), int64(y)); v != nil {
				return v
			}
		}
	}
	if v := m.tryBinary(op, a, b); v != nil {
		return v
	}
	m.failOperands(op, operators[op].text, a, b)
	return nil
}

// augment is binary for the assignment operators: lists, sets and dictionaries change in place.
func (m *vm) augment(op binaryOp, a, b Value) Value {
	switch x := a.(type) {
	case Int:
		if y, ok := b.(Int); ok {
			if v := intBinary(op, int64(x), int64(y)); v != nil {
				return v
			}
		}
	case *List:
		switch op {
		case opAdd:
			m.extend(x, b)
			return x
		case opMul:
			if n, ok := indexOf(b); ok {
				x.replace(m.repeatItems(x.vec.a, n))
				return x
			}
		}
	case *Set:
		if y, ok := b.(*Set); ok && !x.frozen {
			if m.setAugment(op, x, y) {
				return x
			}
		}
	case *Dict:
		if op == opOr && x.flavour == nil {
			m.dictUpdate(x, b)
			return x
		}
	case *Instance:
		if v := m.callSpecial(x, operators[op].inplace, b); v != nil && v != NotImplemented {
			return v
		}
	}
	if v := m.tryBinary(op, a, b); v != nil {
		return v
	}
	m.failOperands(op, operators[op].sign+"=", a, b)
	return nil
}

func (m *vm) tryBinary(op binaryOp, a, b Value) Value {
	if v, ok := m.numbers(op, a, b); ok {
		return v
	}
	if x, ok := a.(*Instance); ok {
		if v := m.callSpecial(x, operators[op].method, b); v != nil && v != NotImplemented {
			return v
		}
	}
	if y, ok := b.(*Instance); ok {
		if v := m.callSpecial(y, operators[op].reflected, a); v != nil && v != NotImplemented {
			return v
		}
	}
	if x, ok := a.(arithmetic); ok {
		if v := x.binary(m, op, b, false); v != nil {
			return v
		}
	}
	if y, ok := b.(arithmetic); ok {
		if v := y.binary(m, op, a, true); v != nil {
			return v
		}
	}
	switch op {
	case opAdd:
		return m.concat(a, b)
	case opMul:
		if v := m.repeatSequence(a, b); v != nil {
			return v
		}
		return m.repeatSequence(b, a)
	case opMod:
		switch x := a.(type) {
		case Str:
			return Str(m.percent(string(x), b))
		case Bytes:
			return Bytes(m.percent(string(x), b))
		}
	case opSub, opAnd, opOr, opXor:
		if v := m.setBinary(op, a, b); v != nil {
			return v
		}
		if op == opOr {
			return m.unionOther(a, b)
		}
	}
	return nil
}

// concat joins two sequences of one type.
func (m *vm) concat(a, b Value) Value {
	switch x := a.(type) {
	case Str:
		if y, ok := b.(Str); ok {
			m.alloc(len(x) + len(y))
			return x + y
		}
	case Bytes:
		if y, ok := b.(Bytes); ok {
			m.alloc(len(x) + len(y))
			return x + y
		}
	case *List:
		if y, ok := b.(*List); ok {
			m.cells(len(x.vec.a) + len(y.vec.a))
			return NewList(append(append(make([]Value, 0, len(x.vec.a)+len(y.vec.a)), x.vec.a...), y.vec.a...)...)
		}
	case *Tuple:
		if y, ok := b.(*Tuple); ok {
			m.cells(len(x.items) + len(y.items))
			return NewTuple(append(append(make([]Value, 0, len(x.items)+len(y.items)), x.items...), y.items...)...)
		}
	}
	return nil
}

func (m *vm) repeatSequence(a, b Value) Value {
	n, ok := indexOf(b)
	switch x := a.(type) {
	case Str:
		if ok {
			return Str(m.repeatText(string(x), n))
		}
	case Bytes:
		if ok {
			return Bytes(m.repeatText(string(x), n))
		}
	case *List:
		if ok {
			return NewList(m.repeatItems(x.vec.a, n)...)
		}
	case *Tuple:
		if ok {
			return NewTuple(m.repeatItems(x.items, n)...)
		}
	default:
		return nil
	}
	if !ok && bigOf(b) != nil {
		fail(excOverflow, "cannot fit 'int' into an index-sized integer")
	}
	return nil
}

func (m *vm) repeatItems(items []Value, n int) []Value {
	if n <= 0 || len(items) == 0 {
		return nil
	}
	m.repeat(16*len(items), n)
	out := make([]Value, 0, len(items)*n)
	for range n {
		out = append(out, items...)
	}
	return out
}

// unionOther merges dictionaries.
func (m *vm) unionOther(a, b Value) Value {
	x, ok := a.(*Dict)
	if !ok {
		return nil
	}
	y, ok := b.(*Dict)
	if !ok {
		return nil
	}
	m.cells(2 * (x.live + y.live))
	c := x.Copy()
	m.dictUpdate(c, y)
	return c
}

// failOperands raises the TypeError of an operator.
func (m *vm) failOperands(op binaryOp, text string, a, b Value) {
	switch op {
	case opAdd:
		switch a.(type) {
		case Str, *List, *Tuple:
			name := a.Type().long
			fail(excType, "can only concatenate %s (not \"%s\") to %s", name, b.Type().long, name)
		case Bytes:
			fail(excType, "can't concat %s to bytes", b.Type().long)
		}
	case opMul:
		switch a.(type) {
		case Str, *List, *Tuple, Bytes:
			fail(excType, "can't multiply sequence by non-int of type '%s'", b.Type().long)
		}
		switch b.(type) {
		case Str, *List, *Tuple, Bytes:
			if text == "*=" && !multipliedInPlace(a) {
				break
			}
			fail(excType, "can't multiply sequence by non-int of type '%s'", a.Type().long)
		}
	}
	fail(excType, "unsupported operand type(s) for %s: '%s' and '%s'", text, a.Type().long, b.Type().long)
}

// multipliedInPlace reports whether CPython tries the multiplication of a sequence on the right after that of the left
// value has failed: a number has its own text then.
func multipliedInPlace(a Value) bool {
	switch a.(type) {
	case Float, Int, Bool, *BigInt, NoneType:
		return true
	}
	return false
}

// unary applies - + ~ to a value.
func (m *vm) unary(sign byte, v Value) Value {
	switch x := v.(type) {
	case Int:
		switch sign {
		case '-':
			if x == -x && x != 0 {
				break
			}
			return -x
		case '+':
			return x
		case '~':
			return ^x
		}
	case Float:
		switch sign {
		case '-':
			return -x
		case '+':
			return x
		}
	case *Instance:
		name := map[byte]string{'-': "__neg__", '+': "__pos__", '~': "__invert__"}[sign]
		if r := m.callSpecial(x, name); r != nil {
			return r
		}
	case negatable:
		if r := x.unary(m, sign); r != nil {
			return r
		}
	}
	if i := bigOf(v); i != nil {
		switch sign {
		case '-':
			return m.bigBinary(opSub, bigZero, i)
		case '+':
			return NewInt(i)
		case '~':
			return m.bigBinary(opSub, bigMinusOne, i)
		}
	}
	fail(excType, "bad operand type for unary %c: '%s'", sign, v.Type().long)
	return nil
}

// negatable is implemented by values of the library with signs.
type negatable interface {
	unary(m *vm, sign byte) Value
}

var (
	bigZero     = bigOf(Int(0))
	bigMinusOne = bigOf(Int(-1))
)
