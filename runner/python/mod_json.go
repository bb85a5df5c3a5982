package python

import (
	"math"
	"strings"
)

var excJSONDecode = newType("json.decoder.JSONDecodeError", excValue)

// loads is json.loads.
func (m *vm) loads(v Value, a args) Value {
	var text string
	switch s := v.(type) {
	case Str:
		text = string(s)
	case Bytes:
		text = string(s)
	default:
		fail(excType, "the JSON object must be str, bytes or bytearray, not %s", v.Type().long)
	}
	if strings.HasPrefix(text, "\ufeff") {
		m.failJSON(&jsonError{"Unexpected UTF-8 BOM (decode using utf-8-sig)", 0}, text)
	}
	r := &jsonReader{m: m, s: text}
	hooks := map[string]Value{}
	for i, n := range a.names {
		switch n {
		case "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant":
			if a.vals[i] != None {
				hooks[n] = a.vals[i]
			}
		case "strict":
			r.loose = !m.truth(a.vals[i])
		case "cls":
		default:
			fail(excType, "JSONDecoder.__init__() got an unexpected keyword argument '%s'", n)
		}
	}
	if hook := hooks["object_hook"]; hook != nil {
		r.obj = func(d *Dict) Value { return m.call1(hook, d) }
	}
	if hook := hooks["object_pairs_hook"]; hook != nil {
		r.pairs = func(p []Value) Value { return m.call1(hook, NewList(p...)) }
	}
	ofText := func(hook Value) func(string) Value {
		if hook == nil {
			return nil
		}
		return func(s string) Value { return m.call1(hook, Str(s)) }
	}
	r.float, r.int, r.constant = ofText(hooks["parse_float"]), ofText(hooks["parse_int"]), ofText(hooks["parse_constant"])
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(*jsonError); ok {
				m.failJSON(e, text)
			}
			panic(p)
		}
	}()
	return r.document()
}

func (m *vm) failJSON(e *jsonError, doc string) {
	msg, line, column, char := e.text(doc)
	x := &Exception{typ: excJSONDecode, args: []Value{Str(msg)}, attrs: NewDict()}
	x.attrs.Set("msg", Str(e.msg))
	x.attrs.Set("doc", Str(doc))
	x.attrs.Set("pos", Int(char))
	x.attrs.Set("lineno", Int(line))
	x.attrs.Set("colno", Int(column))
	panic(x)
}

// dumps is json.dumps.
func (m *vm) dumps(v Value, a args) Value {
	w := &jsonWriter{m: m, ascii: true, nan: true, item: ", ", colon: ": ", keyText: jsonKey}
	var def Value
	for i, n := range a.names {
		x := a.vals[i]
		switch n {
		case "skipkeys":
			w.skip = m.truth(x)
		case "ensure_ascii":
			w.ascii = m.truth(x)
		case "allow_nan":
			w.nan = m.truth(x)
		case "sort_keys":
			w.sort = m.truth(x)
		case "default":
			def = x
		case "indent":
			w.indent = m.jsonIndent(x)
			if w.indent != "" && a.get("separators") == nil {
				w.item = ","
			}
		case "separators":
			if x == None {
				continue
			}
			p := m.sequence(x)
			if len(p) != 2 {
				fail(excValue, "not enough values to unpack (expected 2, got %d)", len(p))
			}
			w.item, w.colon = m.str(p[0]), m.str(p[1])
		case "check_circular", "cls":
		default:
			fail(excType, "JSONEncoder.__init__() got an unexpected keyword argument '%s'", n)
		}
	}
	w.cycle = func() { fail(excValue, "Circular reference detected") }
	w.fail = func(w *jsonWriter, v Value) {
		if _, ok := v.(Float); ok {
			fail(excValue, "Out of range float values are not JSON compliant")
		}
		fail(excType, "Object of type %s is not JSON serializable", v.Type().name)
	}
	w.badKey = func(k Value) {
		fail(excType, "keys must be str, int, float, bool or None, not %s", k.Type().name)
	}
	if def != nil && def != None {
		w.other = func(w *jsonWriter, v Value) bool {
			if f, ok := v.(Float); ok && (math.IsNaN(float64(f)) || math.IsInf(float64(f), 0)) {
				return false
			}
			w.enter(v)
			w.value(m.call1(def, v))
			w.leave()
			return true
		}
	}
	w.value(v)
	return Str(w.b.String())
}

// jsonIndent returns a sign that there is an indentation and what it is.
func (m *vm) jsonIndent(v Value) string {
	switch x := v.(type) {
	case NoneType:
		return ""
	case Str:
		return "|" + string(x)
	}
	n := m.wantInt(v)
	m.repeat(1, max(n, 0))
	return "|" + strings.Repeat(" ", max(n, 0))
}

var moduleJSON *Module

func init() {
	excJSONDecode.create = newException
	one := func(name string, f func(m *vm, v Value, a args) Value) *Builtin {
		return free(func(m *vm, a args) Value {
			for i, n := range a.names {
				if len(a.pos) == 0 && (n == "obj" || n == "s") {
					a.pos = []Value{a.vals[i]}
					a.names = append(append([]string(nil), a.names[:i]...), a.names[i+1:]...)
					a.vals = append(append([]Value(nil), a.vals[:i]...), a.vals[i+1:]...)
					break
				}
			}
			if len(a.pos) == 0 {
				failMissing(name, "positional", []string{map[string]string{"dumps": "'obj'", "loads": "'s'"}[name]})
			}
			if len(a.pos) > 1 {
				fail(excType, "%s() takes 1 positional argument but %d were given", name, len(a.pos))
			}
			return f(m, a.pos[0], a)
		})
	}
	moduleJSON = addModule("json", map[string]Value{
		"dumps":           one("dumps", (*vm).dumps),
		"loads":           one("loads", (*vm).loads),
		"JSONDecodeError": excJSONDecode,
	})
}
