package python

import (
	"math"
	"math/big"
	"strings"
)

// isIterable reports whether iter(v) works.
func isIterable(v Value) bool {
	switch v := v.(type) {
	case *List, *Tuple, Str, *Dict, *Set, Bytes, iterator, iterable:
		return true
	case *Instance:
		return v.special("__iter__") != nil || v.special("__getitem__") != nil
	}
	return false
}

// indexOf returns an int or bool of 64 bits.
func indexOf(v Value) (int, bool) {
	switch v := v.(type) {
	case Int:
		return int(v), true
	case Bool:
		return int(boolInt(v)), true
	}
	return 0, false
}

// wantInt64 converts an argument that must be an int.
func (m *vm) wantInt64(v Value) int64 {
	if i, ok := indexOf(v); ok {
		return int64(i)
	}
	if _, ok := v.(*BigInt); ok {
		fail(excOverflow, "Python int too large to convert to C ssize_t")
	}
	if o, ok := v.(*Instance); ok {
		if r := m.callSpecial(o, "__index__"); r != nil {
			return m.wantInt64(r)
		}
	}
	fail(excType, "'%s' object cannot be interpreted as an integer", v.Type().long)
	return 0
}

func (m *vm) wantInt(v Value) int { return int(m.wantInt64(v)) }

// wantFlag converts an int that stands for yes or no.
func (m *vm) wantFlag(v Value) bool {
	if b, ok := v.(Bool); ok {
		return bool(b)
	}
	return m.wantInt64(v) != 0
}

// wantBig converts an argument that must be an int of any size.
func (m *vm) wantBig(v Value) *big.Int {
	if b := bigOf(v); b != nil {
		return b
	}
	return big.NewInt(m.wantInt64(v))
}

// wantFloat converts an argument that must be a number.
func (m *vm) wantFloat(v Value) float64 {
	switch x := v.(type) {
	case Float:
		return float64(x)
	case Int:
		return float64(x)
	case Bool, *BigInt:
		return floatOf(bigOf(x))
	case *Decimal:
		return x.float()
	case *Instance:
		if r := m.callSpecial(x, "__float__"); r != nil {
			return m.wantFloat(r)
		}
	}
	fail(excType, "must be real number, not %s", v.Type().long)
	return 0
}

// wantText converts an argument that must be a str; f names the function for the text of the error.
func (m *vm) wantText(v Value, f, what string) string {
	if s, ok := v.(Str); ok {
		return string(s)
	}
	if what == "" {
		fail(excType, "%s() argument must be str, not %s", f, v.Type().long)
	}
	fail(excType, "%s() argument %s must be str, not %s", f, what, v.Type().long)
	return ""
}

// floatInt converts a float to an int, rounding towards zero.
func floatInt(f float64) Value {
	switch {
	case math.IsNaN(f):
		fail(excValue, "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		fail(excOverflow, "cannot convert float infinity to integer")
	case math.Abs(f) < 1<<62:
		return Int(int64(f))
	}
	b, _ := big.NewFloat(math.Trunc(f)).Int(nil)
	return NewInt(b)
}

// indexText is strings.Index.
func indexText(s, sub string) int { return strings.Index(s, sub) }

// toASCII escapes what is not ASCII in a repr.
func toASCII(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r < 0x100:
			b.WriteString(`\x` + hexDigits(uint64(r), 2))
		case r < 0x10000:
			b.WriteString(`\u` + hexDigits(uint64(r), 4))
		default:
			b.WriteString(`\U` + hexDigits(uint64(r), 8))
		}
	}
	return b.String()
}
