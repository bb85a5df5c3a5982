package python

import (
	"math/big"
	"unicode/utf8"
)

// Value is a Python value. The dynamic types are those of this package; comparing two Values with == compares identity
// for containers and content for numbers and strings.
type Value interface {
	// Type returns the Python type of the value.
	Type() *Type
}

type (
	// NoneType is the type of None.
	NoneType struct{}
	// Bool is True or False.
	Bool bool
	// Int is a Python int that fits 64 bits; the others are *BigInt, and never does a *BigInt hold a small one.
	Int int64
	// Float is a Python float.
	Float float64
	// Str is a Python str, held as UTF-8. Length and index count code points.
	Str string
	// Bytes is a Python bytes object.
	Bytes string
)

// None is Python's None.
var None Value = NoneType{}

// BigInt is a Python int beyond 64 bits. It is immutable.
type BigInt struct{ v *big.Int }

// NewInt returns the smallest representation of b. The caller no longer changes b.
func NewInt(b *big.Int) Value {
	if b.IsInt64() {
		return Int(b.Int64())
	}
	return &BigInt{b}
}

// Big returns the value as a big.Int that the caller must not change.
func (b *BigInt) Big() *big.Int { return b.v }

// Tuple is an immutable sequence.
type Tuple struct {
	items []Value
	names *tupleNames // struct sequences such as divmod's peers in time and decimal
}

// NewTuple returns a tuple of the items, which the caller no longer changes.
func NewTuple(items ...Value) *Tuple { return &Tuple{items: items} }

// Len returns the number of items.
func (t *Tuple) Len() int { return len(t.items) }

// At returns item i.
func (t *Tuple) At(i int) Value { return t.items[i] }

// Items returns the items, which the caller must not change.
func (t *Tuple) Items() []Value { return t.items }

// Type implements Value.
func (NoneType) Type() *Type { return typeNone }

// Type implements Value.
func (Bool) Type() *Type { return typeBool }

// Type implements Value.
func (Int) Type() *Type { return typeInt }

// Type implements Value.
func (*BigInt) Type() *Type { return typeInt }

// Type implements Value.
func (Float) Type() *Type { return typeFloat }

// Type implements Value.
func (Str) Type() *Type { return typeStr }

// Type implements Value.
func (Bytes) Type() *Type { return typeBytes }

// Type implements Value.
func (t *Tuple) Type() *Type {
	if t.names != nil {
		return t.names.typ
	}
	return typeTuple
}

// tupleNames makes a tuple a named one.
type tupleNames struct {
	typ    *Type
	fields []string
}

// length returns the number of code points.
func (s Str) length() int { return utf8.RuneCountInString(string(s)) }
