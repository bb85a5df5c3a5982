package python

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// NotSerialisable says which part of a value cannot be written as JSON.
type NotSerialisable struct {
	Path string // such as order["lines"][0]; empty for the value itself
	Type string // the Python type
}

func (e *NotSerialisable) Error() string {
	if e.Path == "" {
		return "Object of type " + e.Type + " is not JSON serializable"
	}
	return fmt.Sprintf("Object of type %s is not JSON serializable (%s)", e.Type, e.Path)
}

// jsonWriter writes values as JSON.
type jsonWriter struct {
	m      *vm
	b      strings.Builder
	path   []string
	active []Value
	ascii  bool
	nan    bool   // NaN and Infinity may be written
	indent string // of one level; empty: everything on one line
	item   string // between items
	colon  string // between key and value
	sort   bool
	skip   bool // leave out keys that are no text or number
	other  func(w *jsonWriter, v Value) bool
	fail   func(w *jsonWriter, v Value)
	cycle  func()
	badKey func(k Value)
	// deepest is how many levels are written, 0: all.
	deepest int
	// keyText makes the text of a key; ok is false when it cannot be one.
	keyText func(m *vm, k Value) (string, bool)
}

func (w *jsonWriter) text(s string) {
	w.m.alloc(len(s))
	w.b.WriteString(s)
}

func (w *jsonWriter) value(v Value) {
	w.m.work(1)
	if w.deepest > 0 && len(w.active) > w.deepest {
		w.text(traceTooDeep)
		return
	}
	switch x := v.(type) {
	case NoneType:
		w.text("null")
		return
	case Bool:
		w.text(strconv.FormatBool(bool(x)))
		return
	case Int:
		w.text(strconv.FormatInt(int64(x), 10))
		return
	case *BigInt:
		w.text(w.m.bigText(x))
		return
	case Str:
		w.text(jsonText(string(x), w.ascii))
		return
	case Float:
		if f := float64(x); w.nan || !math.IsNaN(f) && !math.IsInf(f, 0) {
			w.text(jsonFloat(f))
			return
		}
	case *List:
		w.array(v, x.vec.a)
		return
	case *Tuple:
		w.array(v, x.items)
		return
	case *Dict:
		w.object(x)
		return
	}
	if w.other != nil && w.other(w, v) {
		return
	}
	w.fail(w, v)
}

func jsonFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return formatFloat(f)
}

func (w *jsonWriter) enter(v Value) {
	for _, x := range w.active {
		if x == v {
			w.cycle()
		}
	}
	w.m.deeper()
	w.active = append(w.active, v)
}

func (w *jsonWriter) leave() {
	w.m.shallower()
	w.active = w.active[:len(w.active)-1]
}

func (w *jsonWriter) line() {
	if w.indent != "" {
		w.text("\n" + strings.Repeat(w.indent[1:], len(w.active)))
	}
}

func (w *jsonWriter) array(v Value, items []Value) {
	if len(items) == 0 {
		w.text("[]")
		return
	}
	w.enter(v)
	w.text("[")
	for i, x := range items {
		if i > 0 {
			w.text(w.item)
		}
		w.line()
		w.path = append(w.path, "["+strconv.Itoa(i)+"]")
		w.value(x)
		w.path = w.path[:len(w.path)-1]
	}
	w.leave()
	w.line()
	w.text("]")
}

func (w *jsonWriter) object(d *Dict) {
	if d.live == 0 {
		w.text("{}")
		return
	}
	w.enter(d)
	w.text("{")
	first := true
	member := func(k, v Value) {
		s, ok := w.keyText(w.m, k)
		if !ok {
			if w.skip {
				return
			}
			if w.badKey != nil {
				w.badKey(k)
			}
			w.fail(w, k)
		}
		if !first {
			w.text(w.item)
		}
		first = false
		w.line()
		w.text(jsonText(s, w.ascii) + w.colon)
		w.path = append(w.path, "["+quote(s)+"]")
		w.value(v)
		w.path = w.path[:len(w.path)-1]
	}
	if w.sort {
		keys := d.Keys()
		w.m.sort(keys, false)
		for _, k := range keys {
			v, _ := d.get(w.m, k)
			member(k, v)
		}
	} else {
		for k, v := range d.All() {
			member(k, v)
		}
	}
	w.leave()
	w.line()
	w.text("}")
}

// jsonKey makes a key as json.dumps does.
func jsonKey(m *vm, k Value) (string, bool) {
	switch k := k.(type) {
	case Str:
		return string(k), true
	case Bool:
		return strconv.FormatBool(bool(k)), true
	case NoneType:
		return "null", true
	case Int, *BigInt:
		return m.repr(k), true
	case Float:
		return jsonFloat(float64(k)), true
	}
	return "", false
}

// jsonText quotes a text.
func jsonText(s string, ascii bool) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x80 && ascii {
			plain = false
			break
		}
	}
	if plain {
		return `"` + s + `"`
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteByte('"')
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"':
			b.WriteString(`\"`)
		case r == '\\':
			b.WriteString(`\\`)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\b':
			b.WriteString(`\b`)
		case r == '\f':
			b.WriteString(`\f`)
		case r < ' ':
			b.WriteString(`\u` + hexDigits(uint64(r), 4))
		case r < 0x80 || !ascii:
			b.WriteString(s[i : i+n])
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			b.WriteString(`\u` + hexDigits(uint64(hi), 4) + `\u` + hexDigits(uint64(lo), 4))
		default:
			b.WriteString(`\u` + hexDigits(uint64(r), 4))
		}
		i += n
	}
	b.WriteByte('"')
	return b.String()
}
