package python

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Repr returns repr(v), or a description of the error it raises.
func Repr(v Value) string { return outside(v, (*vm).repr) }

// ToStr returns str(v), or a description of the error it raises.
func ToStr(v Value) string {
	if s, ok := v.(Str); ok {
		return string(s)
	}
	return outside(v, (*vm).str)
}

func outside(v Value, f func(*vm, Value) string) (s string) {
	if err := guard(func(m *vm) { s = f(m, v) }); err != nil {
		return "<" + v.Type().name + ": " + err.Error() + ">"
	}
	return s
}

// printable is implemented by values of the library: repr and str are often different.
type printable interface {
	reprTo(m *vm, w *writer)
}

// stringer is implemented by values whose str differs from their repr.
type stringer interface {
	strOf(m *vm) string
}

// writer collects text and charges for it.
type writer struct {
	strings.Builder
	m      *vm
	active []Value // containers being written, to recognise those that hold themselves
}

func (w *writer) text(s string) {
	w.m.alloc(len(s))
	w.WriteString(s)
}

func (m *vm) repr(v Value) string {
	w := writer{m: m}
	w.repr(v)
	return w.String()
}

func (m *vm) str(v Value) string {
	switch x := v.(type) {
	case Str:
		return string(x)
	case *Exception:
		if s := m.classMethod(x.typ, x, "__str__"); s != nil {
			return m.wantStr(s, "__str__")
		}
		return x.text(m)
	case *Instance:
		return m.strInstance(x)
	case stringer:
		s := x.strOf(m)
		m.alloc(len(s))
		return s
	}
	return m.repr(v)
}

func (w *writer) repr(v Value) {
	switch x := v.(type) {
	case Str:
		w.text(quote(string(x)))
	case Int:
		w.text(strconv.FormatInt(int64(x), 10))
	case Bool:
		if x {
			w.text("True")
		} else {
			w.text("False")
		}
	case NoneType:
		w.text("None")
	case Float:
		w.text(formatFloat(float64(x)))
	case *BigInt:
		w.text(w.m.bigText(x))
	case Bytes:
		w.text(quoteBytes(string(x)))
	case *List:
		w.sequence(v, "[", x.vec.a, "]")
	case *Tuple:
		w.tuple(x)
	case *Dict:
		w.dict(x)
	case *Set:
		w.set(x)
	case *Exception:
		w.exception(x)
	case *Instance:
		w.text(w.m.reprInstance(x))
	case printable:
		x.reprTo(w.m, w)
	default:
		w.text("<" + v.Type().long + " object>")
	}
}

// enter returns false, and writes the sign for it, when v is being written already.
func (w *writer) enter(v Value, ellipsis string) bool {
	w.m.work(1)
	for _, x := range w.active {
		if x == v {
			w.text(ellipsis)
			return false
		}
	}
	w.m.deeper()
	w.active = append(w.active, v)
	return true
}

func (w *writer) leave() {
	w.m.shallower()
	w.active = w.active[:len(w.active)-1]
}

func (w *writer) sequence(v Value, open string, items []Value, end string) {
	if !w.enter(v, open+"..."+end) {
		return
	}
	w.text(open)
	for i, x := range items {
		if i > 0 {
			w.text(", ")
		}
		w.m.work(1)
		w.repr(x)
	}
	w.text(end)
	w.leave()
}

func (w *writer) tuple(t *Tuple) {
	if t.names != nil {
		if !w.enter(t, t.names.typ.name+"(...)") {
			return
		}
		w.text(t.names.typ.long + "(")
		for i, x := range t.items {
			if i > 0 {
				w.text(", ")
			}
			w.text(t.names.fields[i] + "=")
			w.repr(x)
		}
		w.text(")")
		w.leave()
		return
	}
	end := ")"
	if len(t.items) == 1 {
		end = ",)"
	}
	w.sequence(t, "(", t.items, end)
}

func (w *writer) dict(d *Dict) {
	if d.flavour != nil && !d.flavour.box {
		w.flavoured(d)
		return
	}
	w.items(d)
}

func (w *writer) items(d *Dict) {
	if !w.enter(d, "{...}") {
		return
	}
	w.text("{")
	first := true
	for k, v := range d.All() {
		if !first {
			w.text(", ")
		}
		first = false
		w.m.work(1)
		w.repr(k)
		w.text(": ")
		w.repr(v)
	}
	w.text("}")
	w.leave()
}

func (w *writer) set(s *Set) {
	name := s.Type().name
	if s.live == 0 {
		w.text(name + "()")
		return
	}
	if s.frozen {
		w.text(name + "(")
	}
	w.sequence(s, "{", s.ordered(w.m), "}")
	if s.frozen {
		w.text(")")
	}
}

func (w *writer) exception(e *Exception) {
	if s := w.m.classMethod(e.typ, e, "__repr__"); s != nil {
		w.text(w.m.wantStr(s, "__repr__"))
		return
	}
	w.text(e.typ.name)
	if len(e.args) == 1 {
		w.sequence(e, "(", e.args, ")")
		return
	}
	w.sequence(e, "(", e.args, ")")
}

// formatFloat is repr of a float.
func formatFloat(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// maxDigits is CPython's limit for texts of ints.
const maxDigits = 4300

func (m *vm) bigText(b *BigInt) string {
	n := words(b.v)
	m.work(n * n >> 5)
	s := b.v.String()
	if len(strings.TrimPrefix(s, "-")) > maxDigits {
		fail(excValue, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", maxDigits)
	}
	return s
}

// quote is repr of a str: single quotes unless only they occur in the text.
func quote(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(q)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == rune(q) || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			b.WriteString(`\x` + hexDigits(uint64(r), 2))
		case r < 0x7f || printableRune(r):
			b.WriteString(s[i : i+n])
		case r < 0x100:
			b.WriteString(`\x` + hexDigits(uint64(r), 2))
		case r < 0x10000:
			b.WriteString(`\u` + hexDigits(uint64(r), 4))
		default:
			b.WriteString(`\U` + hexDigits(uint64(r), 8))
		}
		i += n
	}
	b.WriteByte(q)
	return b.String()
}

func hexDigits(v uint64, digits int) string {
	s := strconv.FormatUint(v, 16)
	if n := digits - len(s); n > 0 {
		s = strings.Repeat("0", n) + s
	}
	return s
}

// printableRune is str.isprintable for one code point: no control, format, separator, surrogate or unassigned one.
func printableRune(r rune) bool {
	if r == ' ' {
		return true
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S)
}

func quoteBytes(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	var b strings.Builder
	b.WriteByte('b')
	b.WriteByte(q)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == q || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c >= 0x7f:
			b.WriteString(`\x` + hexDigits(uint64(c), 2))
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(q)
	return b.String()
}
