package python

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader reads JSON as Python's json module does: NaN and Infinity are numbers, ints are unbounded, the last of
// several equal keys counts.
type jsonReader struct {
	m     *vm
	s     string
	i     int
	obj   func(*Dict) Value   // nil: dictionaries stay what they are
	pairs func([]Value) Value // gets tuples instead of the dictionary; nil: none
	// float makes a number with a point or exponent, int one without, constant NaN and the infinities; nil: the usual.
	float, int, constant func(string) Value
	loose                bool // control characters may stand in texts
}

// jsonError is what is wrong with a JSON text.
type jsonError struct {
	msg string
	pos int // bytes
}

func (r *jsonReader) fail(msg string, pos int) { panic(&jsonError{msg, pos}) }

// text words the error as json.JSONDecodeError does, with line, column and code points.
func (e *jsonError) text(doc string) (msg string, line, column, char int) {
	before := doc[:min(e.pos, len(doc))]
	line = strings.Count(before, "\n") + 1
	char = utf8.RuneCountInString(before)
	column = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("%s: line %d column %d (char %d)", e.msg, line, column, char), line, column, char
}

func (r *jsonReader) document() Value {
	r.space()
	v := r.value()
	r.space()
	if r.i < len(r.s) {
		r.fail("Extra data", r.i)
	}
	return v
}

func (r *jsonReader) space() {
	for r.i < len(r.s) {
		switch r.s[r.i] {
		case ' ', '\t', '\n', '\r':
			r.i++
		default:
			return
		}
	}
}

var jsonWords = []struct {
	text  string
	value Value
}{
	{"null", None}, {"true", Bool(true)}, {"false", Bool(false)},
	{"NaN", Float(math.NaN())}, {"Infinity", Float(math.Inf(1))}, {"-Infinity", Float(math.Inf(-1))},
}

func (r *jsonReader) value() Value {
	r.m.work(1)
	if r.i >= len(r.s) {
		r.fail("Expecting value", r.i)
	}
	switch c := r.s[r.i]; {
	case c == '"':
		r.i++
		return Str(r.text())
	case c == '{':
		r.m.deeper()
		defer r.m.shallower()
		return r.object()
	case c == '[':
		r.m.deeper()
		defer r.m.shallower()
		return r.array()
	case c >= '0' && c <= '9' || c == '-' && r.i+1 < len(r.s) && r.s[r.i+1] >= '0' && r.s[r.i+1] <= '9':
		return r.number()
	}
	for _, w := range jsonWords {
		if strings.HasPrefix(r.s[r.i:], w.text) {
			r.i += len(w.text)
			if _, ok := w.value.(Float); ok && r.constant != nil {
				return r.constant(w.text)
			}
			return w.value
		}
	}
	r.fail("Expecting value", r.i)
	return nil
}

func (r *jsonReader) object() Value {
	d := NewDict()
	var pairs []Value
	r.i++
	r.space()
	if r.i < len(r.s) && r.s[r.i] == '}' {
		r.i++
		return r.made(d, pairs)
	}
	for {
		if r.i >= len(r.s) || r.s[r.i] != '"' {
			r.fail("Expecting property name enclosed in double quotes", r.i)
		}
		r.i++
		key := r.text()
		r.space()
		if r.i >= len(r.s) || r.s[r.i] != ':' {
			r.fail("Expecting ':' delimiter", r.i)
		}
		r.i++
		r.space()
		v := r.value()
		r.m.cells(3)
		if r.pairs != nil {
			pairs = append(pairs, NewTuple(Str(key), v))
		} else {
			d.Set(key, v)
		}
		r.space()
		if r.i < len(r.s) && r.s[r.i] == '}' {
			r.i++
			return r.made(d, pairs)
		}
		if r.i >= len(r.s) || r.s[r.i] != ',' {
			r.fail("Expecting ',' delimiter", r.i)
		}
		comma := r.i
		r.i++
		r.space()
		if r.i < len(r.s) && r.s[r.i] != '"' {
			r.fail("Expecting property name enclosed in double quotes", max(r.i, comma))
		}
	}
}

func (r *jsonReader) made(d *Dict, pairs []Value) Value {
	if r.pairs != nil {
		return r.pairs(pairs)
	}
	if r.obj != nil {
		return r.obj(d)
	}
	return d
}

func (r *jsonReader) array() Value {
	var items []Value
	r.i++
	r.space()
	if r.i < len(r.s) && r.s[r.i] == ']' {
		r.i++
		return NewList()
	}
	for {
		v := r.value()
		r.m.cells(1)
		items = append(items, v)
		r.space()
		if r.i < len(r.s) && r.s[r.i] == ']' {
			r.i++
			return NewList(items...)
		}
		if r.i >= len(r.s) || r.s[r.i] != ',' {
			r.fail("Expecting ',' delimiter", r.i)
		}
		r.i++
		r.space()
	}
}

func (r *jsonReader) number() Value {
	start := r.i
	digits := func() {
		for r.i < len(r.s) && isDigit(r.s[r.i]) {
			r.i++
		}
	}
	if r.s[r.i] == '-' {
		r.i++
	}
	if r.s[r.i] == '0' {
		r.i++
	} else {
		digits()
	}
	float := false
	if r.i+1 < len(r.s) && r.s[r.i] == '.' && isDigit(r.s[r.i+1]) {
		float = true
		r.i++
		digits()
	}
	if r.i < len(r.s) && (r.s[r.i] == 'e' || r.s[r.i] == 'E') {
		j := r.i + 1
		if j < len(r.s) && (r.s[j] == '+' || r.s[j] == '-') {
			j++
		}
		if j < len(r.s) && isDigit(r.s[j]) {
			float = true
			r.i = j
			digits()
		}
	}
	w := r.s[start:r.i]
	if float && r.float != nil {
		return r.float(w)
	}
	if float {
		f, _ := strconv.ParseFloat(w, 64) // too large gives infinity, as in Python
		return Float(f)
	}
	if r.int != nil {
		return r.int(w)
	}
	if i, err := strconv.ParseInt(w, 10, 64); err == nil {
		return Int(i)
	}
	if len(w) > maxDigits {
		r.fail("Exceeds the limit (4300 digits) for integer string conversion", start)
	}
	b, _ := new(big.Int).SetString(w, 10)
	return NewInt(b)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// text reads a string whose opening quote has been read.
func (r *jsonReader) text() string {
	begin := r.i - 1
	end := strings.IndexAny(r.s[r.i:], "\"\\")
	if end >= 0 && r.s[r.i+end] == '"' && !hasControl(r.s[r.i:r.i+end]) {
		s := r.s[r.i : r.i+end]
		r.i += end + 1
		r.m.alloc(len(s))
		return s
	}
	var b strings.Builder
	for {
		if r.i >= len(r.s) {
			r.fail("Unterminated string starting at", begin)
		}
		c := r.s[r.i]
		switch {
		case c == '"':
			r.i++
			r.m.alloc(b.Len())
			return b.String()
		case c == '\\':
			r.escape(&b, begin)
		case c < ' ' && !r.loose:
			r.fail("Invalid control character at", r.i)
		default:
			b.WriteByte(c)
			r.i++
		}
	}
}

func hasControl(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' {
			return true
		}
	}
	return false
}

var jsonEscapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (r *jsonReader) escape(b *strings.Builder, begin int) {
	at := r.i
	r.i++
	if r.i >= len(r.s) {
		r.fail("Unterminated string starting at", begin)
	}
	c := r.s[r.i]
	if e, ok := jsonEscapes[c]; ok {
		b.WriteByte(e)
		r.i++
		return
	}
	if c != 'u' {
		r.fail(`Invalid \escape`, at)
	}
	u := r.unit(r.i + 1)
	if u < 0 {
		r.fail(`Invalid \uXXXX escape`, r.i)
	}
	r.i += 5
	if utf16.IsSurrogate(u) && strings.HasPrefix(r.s[r.i:], `\u`) {
		if v := r.unit(r.i + 2); v >= 0 {
			if p := utf16.DecodeRune(u, v); p != utf8.RuneError {
				u = p
				r.i += 6
			}
		}
	}
	b.WriteRune(u)
}

// unit reads four hexadecimal digits, -1 when there are none.
func (r *jsonReader) unit(i int) rune {
	if i+4 > len(r.s) {
		return -1
	}
	v, err := strconv.ParseUint(r.s[i:i+4], 16, 32)
	if err != nil {
		return -1
	}
	return rune(v)
}

// FromJSON reads a JSON text.
func FromJSON(text []byte) (Value, error) { return readJSON(text, nil) }

func readJSON(text []byte, obj func(*Dict) Value) (v Value, err error) {
	m := bareVM()
	m.limits.Steps, m.left, m.limits.Bytes, m.collectAt = 1<<62, 1<<62, 1<<62, 1<<62
	m.ctx = nil
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(*jsonError); ok {
				msg, _, _, _ := e.text(string(text))
				err = fmt.Errorf("read JSON: %s", msg)
				return
			}
			err = m.exported(p)
		}
	}()
	r := &jsonReader{m: m, s: string(text), obj: obj}
	return r.document(), nil
}
