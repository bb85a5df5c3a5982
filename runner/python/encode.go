package python

import (
	"math"
	"slices"
	"strings"
)

// ToJSON writes a value as SpiffWorkflow saves it: keys become text, tuples lists, date-times, durations and UUIDs objects
// with a typename. Other values that JSON lacks give a *NotSerialisable with the path.
func ToJSON(v Value) ([]byte, error) {
	return writeJSON(v, func(w *jsonWriter) {
		w.nan = true
		w.other = engineForm
	})
}

// FromSavedJSON reads what ToJSON wrote: objects with the typename of a date-time, duration or UUID become one again.
func FromSavedJSON(text []byte) (Value, error) { return readJSON(text, fromEngineForm) }

// TraceJSON writes a value as traces have it: sets, dates, times, durations, decimals and special floats are objects with
// one member ($set, $datetime, $date, $time, $timedelta, $decimal, $float); anything else that JSON lacks is
// {"$object": type name}.
func TraceJSON(v Value) []byte {
	b, err := writeJSON(v, func(w *jsonWriter) {
		w.keyText = traceKey
		w.other = traceForm
		w.fail = func(w *jsonWriter, v Value) { w.tag("$object", jsonText(v.Type().name, false)) }
		w.cycle = func() {}
		w.deepest = 60
		w.m.limits.Bytes = 256 << 20
	})
	if err != nil {
		return []byte(traceTooDeep)
	}
	return b
}

// traceTooDeep stands in traces for what is nested more than 60 levels deep, or holds itself.
const traceTooDeep = `{"$object":"too deep"}`

// FromTraceJSON reads a value as traces and scenarios write it.
func FromTraceJSON(text []byte) (Value, error) { return readJSON(text, fromTraceForm) }

func writeJSON(v Value, set func(*jsonWriter)) (out []byte, err error) {
	m := bareVM()
	m.limits.Steps, m.left, m.limits.Bytes, m.collectAt = 1<<62, 1<<62, 1<<62, 1<<62
	m.ctx = nil
	w := &jsonWriter{m: m, item: ",", colon: ":", keyText: jsonKey}
	w.fail = func(w *jsonWriter, v Value) { panic(&NotSerialisable{strings.Join(w.path, ""), v.Type().name}) }
	w.cycle = func() { fail(excValue, "Circular reference detected") }
	set(w)
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(*NotSerialisable); ok {
				err = e
				return
			}
			err = m.exported(p)
		}
	}()
	w.value(v)
	return []byte(w.b.String()), nil
}

// tag writes an object with one member.
func (w *jsonWriter) tag(name, value string) { w.text(`{"` + name + `":` + value + `}`) }

func engineForm(w *jsonWriter, v Value) bool {
	switch v := v.(type) {
	case *DateTime:
		w.text(`{"value":` + jsonText(v.isoformat("T", ""), false) + `,"typename":"datetime"}`)
	case *TimeDelta:
		days, seconds, _ := v.parts()
		w.text(`{"days":` + itoa(days) + `,"seconds":` + itoa(seconds) + `,"typename":"timedelta"}`)
	case UUID:
		w.text(`{"value":"` + v.hex() + `","typename":"UUID"}`)
	default:
		return false
	}
	return true
}

func fromEngineForm(d *Dict) Value {
	name, _ := d.Get("typename")
	text := func() string {
		v, _ := d.Get("value")
		s, _ := v.(Str)
		return string(s)
	}
	var out Value = d
	guard(func(m *vm) {
		switch name {
		case Str("datetime"):
			out = m.parseDateTime(text())
		case Str("timedelta"):
			out = m.deltaOfFields(d)
		case Str("UUID"):
			out = m.parseUUID(text())
		}
	})
	return out
}

func traceKey(m *vm, k Value) (string, bool) {
	return m.str(k), true
}

func traceForm(w *jsonWriter, v Value) bool {
	quoted := func(s string) string { return jsonText(s, false) }
	switch v := v.(type) {
	case Float:
		w.tag("$float", `"`+formatFloat(float64(v))+`"`)
	case *Set:
		w.tag("$set", traceSet(v))
	case *DateTime:
		w.tag("$datetime", quoted(v.isoformat("T", "")))
	case *Date:
		w.tag("$date", quoted(v.isoformat()))
	case *TimeOfDay:
		w.tag("$time", quoted(v.isoformat("")))
	case *TimeDelta:
		w.tag("$timedelta", formatFloat(v.seconds()))
	case *Decimal:
		w.tag("$decimal", quoted(v.String()))
	default:
		return false
	}
	return true
}

// traceSet writes the items of a set sorted by their JSON text.
func traceSet(s *Set) string {
	var items []string
	for v := range s.All() {
		items = append(items, string(TraceJSON(v)))
	}
	slices.Sort(items)
	return "[" + strings.Join(items, ",") + "]"
}

func fromTraceForm(d *Dict) Value {
	if d.live != 1 {
		return d
	}
	name, value := "", Value(None)
	for k, v := range d.All() {
		s, _ := k.(Str)
		name, value = string(s), v
	}
	var out Value = d
	if guard(func(m *vm) { out = m.traceValue(name, value, d) }) != nil {
		return d
	}
	return out
}

func (m *vm) traceValue(name string, v Value, d *Dict) Value {
	s, isText := v.(Str)
	text := string(s)
	switch name {
	case "$set":
		if _, ok := v.(*List); ok {
			return m.setOf(v)
		}
	case "$timedelta":
		switch v.(type) {
		case Int, Float:
			return m.deltaOfSeconds(m.wantFloat(v))
		}
	}
	if !isText {
		return d
	}
	switch name {
	case "$datetime":
		return m.parseDateTime(text)
	case "$date":
		return m.parseDate(text)
	case "$time":
		return m.parseTime(text)
	case "$decimal":
		return m.parseDecimal(text)
	case "$float":
		return Float(map[string]float64{"nan": math.NaN(), "inf": math.Inf(1), "-inf": math.Inf(-1)}[text])
	}
	return d
}
