package python

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// evalCase is one case of a file of expression cases.
type evalCase struct {
	Kind   string          `json:"kind"` // eval or exec
	Source string          `json:"source"`
	Data   json.RawMessage `json:"data"`
	Env    string          `json:"env"` // core: datetime is the module; otherwise the class
}

// RunCases reads a JSON list of cases with kind ("eval" or "exec"), source, data and env ("core" or "arena"), runs them
// and writes a list with one entry for each: {"value": ...} (for exec the whole data) or {"error": class, "message":
// text, "line": number}.
func RunCases(r io.Reader, w io.Writer) error {
	var cases []evalCase
	if err := json.NewDecoder(r).Decode(&cases); err != nil {
		return fmt.Errorf("read cases: %w", err)
	}
	out := bufio.NewWriter(w)
	profiles := map[bool]*Profile{false: casesProfile(false), true: casesProfile(true)}
	out.WriteString("[")
	for i, c := range cases {
		if i > 0 {
			out.WriteString(",\n")
		}
		out.Write(runCase(c, profiles[c.Env == "core"]))
	}
	out.WriteString("]\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

// casesProfile injects what the cases expect; imports find injected names only.
func casesProfile(core bool) *Profile {
	p := Arena()
	p.nameless = false
	p.builtins = NewDict()
	p.addBuiltins(allBuiltins)
	p.globals = NewDict()
	for _, n := range []string{"time", "json", "decimal", "math", "random", "re", "uuid", "calendar"} {
		p.globals.Set(n, allModules[n])
	}
	p.globals.Set("Decimal", typeDecimal)
	p.globals.Set("timedelta", typeTimeDelta)
	p.globals.Set("date", typeDate)
	p.globals.Set("timezone", typeTimeZone)
	p.globals.Set("datetime", typeDateTime)
	if core {
		p.globals.Set("datetime", allModules["datetime"])
	}
	return p
}

func runCase(c evalCase, p *Profile) []byte {
	data := NewDict()
	if len(c.Data) > 0 {
		v, err := readJSON(c.Data, fromCaseForm)
		if d, ok := v.(*Dict); ok && err == nil {
			data = d
		}
	}
	env := &Env{Profile: p}
	var v Value
	var err error
	if c.Kind == "exec" {
		var prog *Program
		if prog, err = ParseScript(c.Source); err == nil {
			err = env.Exec(context.Background(), prog, data, nil)
			data.Delete(annotations) // the cases leave them out
			v = data
		}
	} else {
		var prog *Program
		if prog, err = ParseExpr(c.Source); err == nil {
			v, err = env.Eval(context.Background(), prog, data, nil)
		}
	}
	if err != nil {
		return caseError(err)
	}
	b, err := writeJSON(v, func(w *jsonWriter) {
		w.keyText = caseKey
		w.other = caseForm
		w.fail = func(w *jsonWriter, v Value) {
			w.text(`{"typename":"object","value":` + jsonText(v.Type().name, false) + `}`)
		}
		w.deepest = 60
		w.cycle = func() {}
	})
	if err != nil {
		return caseError(err)
	}
	return append(append([]byte(`{"value":`), b...), '}')
}

func caseError(err error) []byte {
	class, message, line := "Exception", err.Error(), 0
	var se *SyntaxError
	var le *LimitError
	switch e := AsError(err); {
	case e != nil:
		class, message, line = e.Class, e.Message, e.Line
	case errors.As(err, &se):
		class, message, line = se.Class, se.Message, se.Line
	case errors.As(err, &le):
		class, message, line = le.Class(), le.Text, le.Line
	}
	s := `{"error":` + jsonText(class, false) + `,"message":` + jsonText(message, false)
	if line > 0 {
		s += `,"line":` + itoa(line)
	}
	return []byte(s + "}")
}

// caseKey writes keys as the cases do: text as it is, numbers and None as JSON, others as their repr.
func caseKey(m *vm, k Value) (string, bool) {
	if s, ok := jsonKey(m, k); ok {
		return s, true
	}
	return "__" + m.repr(k), true
}

func caseForm(w *jsonWriter, v Value) bool {
	put := func(name, value string) {
		w.text(`{"typename":"` + name + `","value":` + value + `}`)
	}
	quoted := func(s string) string { return jsonText(s, false) }
	switch v := v.(type) {
	case Float:
		put("float", quoted(formatFloat(float64(v))))
	case *Set:
		var items []string
		for x := range v.All() {
			b, _ := writeJSON(x, func(u *jsonWriter) {
				u.other, u.keyText, u.fail, u.item, u.colon, u.ascii = w.other, w.keyText, w.fail, ", ", ": ", true
			})
			items = append(items, string(b))
		}
		slices.Sort(items)
		put("set", "["+strings.Join(items, ",")+"]")
	case *DateTime:
		put("datetime", quoted(v.isoformat("T", "")))
	case *Date:
		put("date", quoted(v.isoformat()))
	case *TimeDelta:
		d, s, us := v.parts()
		w.text(`{"typename":"timedelta","days":` + itoa(d) + `,"seconds":` + itoa(s) + `,"microseconds":` + itoa(us) + `}`)
	case *Decimal:
		put("Decimal", quoted(v.String()))
	case UUID:
		put("UUID", quoted(v.String()))
	case *View:
		w.text(`{"typename":"` + v.Type().name + `","value":`)
		w.array(v, w.m.list(v))
		w.text("}")
	default:
		return false
	}
	return true
}

func fromCaseForm(d *Dict) Value {
	name, _ := d.Get("typename")
	value, _ := d.Get("value")
	text, _ := value.(Str)
	var out Value = d
	if guard(func(m *vm) {
		switch name {
		case Str("datetime"):
			out = m.parseDateTime(string(text))
		case Str("date"):
			out = m.parseDate(string(text))
		case Str("Decimal"):
			out = m.parseDecimal(string(text))
		case Str("UUID"):
			out = m.parseUUID(string(text))
		case Str("set"):
			out = m.setOf(value)
		case Str("timedelta"):
			out = m.deltaOfFields(d)
		case Str("float"):
			out = Float(map[Str]float64{"nan": math.NaN(), "inf": math.Inf(1), "-inf": math.Inf(-1)}[text])
		}
	}) != nil {
		return d
	}
	return out
}
