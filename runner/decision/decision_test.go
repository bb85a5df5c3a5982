package decision_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/runner/decision"
	"spiffmodeler/runner/python"
)

// task evaluates cells as the task of a run does.
type task struct {
	env  python.Env
	data *python.Dict
}

// failure is an error of the task with the engine's notes.
type failure struct {
	err   error
	notes []string
}

func (f *failure) Error() string { return fmt.Sprint(f.err, " | ", strings.Join(f.notes, " | ")) }

func (t *task) Eval(text string, extra *python.Dict) (python.Value, error) {
	p, err := python.ParseExpr(text)
	if err == nil {
		var v python.Value
		if v, err = t.env.Eval(context.Background(), p, t.data, extra); err == nil {
			return v, nil
		}
	}
	return nil, &failure{err: fmt.Errorf("Error evaluating expression '%s': %w", text, err)}
}

func (t *task) Data() *python.Dict { return t.data }

// Merge merges dictionaries; lists are not needed here.
func (t *task) Merge(a, b *python.Dict) error {
	for k, v := range b.All() {
		old, _ := a.GetKey(k)
		x, ok := old.(*python.Dict)
		y, both := v.(*python.Dict)
		if ok && both {
			t.Merge(x, y)
		} else {
			a.SetKey(k, v)
		}
	}
	return nil
}

func (t *task) Fail(err error, notes ...string) error { return &failure{err, notes} }

func (t *task) Note(err error, note string) error {
	var f *failure
	if errors.As(err, &f) {
		f.notes = append(f.notes, note)
	}
	return err
}

// table writes a DMN file: inputs and outputs as "label=text", rows as cells of both.
func table(policy string, inputs, outputs []string, rows ...[]string) string {
	esc := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace
	var b strings.Builder
	b.WriteString(`<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="n" namespace="urn:x"><decision id="d" name="D">`)
	fmt.Fprintf(&b, `<decisionTable id="t" hitPolicy="%s">`, policy)
	for i, in := range inputs {
		label, text, ok := strings.Cut(in, "=")
		fmt.Fprintf(&b, `<input id="i%d" label="%s"><inputExpression id="x%d">`, i, esc(label), i)
		if ok {
			fmt.Fprintf(&b, `<text>%s</text>`, esc(text))
		}
		b.WriteString(`</inputExpression></input>`)
	}
	for i, out := range outputs {
		fmt.Fprintf(&b, `<output id="o%d" label="%s"/>`, i, esc(out))
	}
	for r, row := range rows {
		fmt.Fprintf(&b, "\n<rule id=\"r%d\">", r)
		for i, cell := range row {
			kind := "inputEntry"
			if i >= len(inputs) {
				kind = "outputEntry"
			}
			fmt.Fprintf(&b, `<%s id="c%d_%d"><text>%s</text></%s>`, kind, r, i, esc(cell), kind)
		}
		b.WriteString(`</rule>`)
	}
	b.WriteString(`</decisionTable></decision></definitions>`)
	return b.String()
}

// decide loads a table and asks it with data.
func decide(text, data string) (string, error) {
	doc, err := dmn.Parse("t.dmn", []byte(text))
	if err != nil {
		return "", err
	}
	var l decision.Library
	if err := l.Add(doc, true); err != nil {
		return "", err
	}
	d, ok, err := l.Decision("d")
	if err != nil || !ok {
		return "", fmt.Errorf("load: %v %w", ok, err)
	}
	v, err := python.FromJSON([]byte(data))
	if err != nil {
		return "", err
	}
	out, err := d.Evaluate(&task{data: v.(*python.Dict)})
	if err != nil {
		return "", err
	}
	return python.Repr(out), nil
}

func TestCells(t *testing.T) {
	const data = `{"x": 5, "s": "why?", "l": [1, 2], "none": null}`
	for _, c := range []struct {
		input, cell string
		holds       bool
	}{
		{"x", "", true},
		{"x", "-", true},
		{"missing", "-", true}, // an input that nobody looks at is not evaluated
		{"x", "5", true},
		{"x", "6", false},
		{"x", "> 3", true},
		{"x", ">= 6", false},
		{"x", "!= 5", false},
		{"x", " in [4, 5]", true},
		{"x", "3 < ? < 6", true},
		{"x", "? in (4, 6)", false},
		{"s", `?.startswith("w")`, true},
		{"s", `"why?"`, true},
		{"s", `"why?" == ?`, true},
		{"s", `["why?", ?] == [?, "why?"]`, true},
		{"x", "4, 5", false},        // a tuple
		{"x ", "is not None", true}, // with a space it is
		{"x == 5", "True", true},    // (x == 5) == (True), not x == 5 == True
		{"none", "None", true},
		{"l", "[1, 2]", true},
		{"x - 5", "? + 1", true}, // truth, not equality with True
		{"x", "[]", false},
		{"x", "dmninputexpr", true}, // the name behind the question mark
		{"x", "x if x else 0", true},
		{"'a' 'b'", "'ab'", true},
		{"x", "? if True else 0", true},
	} {
		got, err := decide(table("UNIQUE", []string{"in=" + c.input}, []string{"y"}, []string{c.cell, "1"}), data)
		want := map[bool]string{true: "{'y': 1}", false: "{}"}[c.holds]
		if err != nil || got != want {
			t.Errorf("%s %s: %s %v", c.input, c.cell, got, err)
		}
	}
}

func TestHitPolicies(t *testing.T) {
	rows := [][]string{{"> 1", "'a'", "x"}, {"> 2", "'b'", ""}, {"> 9", "'c'", "x + 1"}}
	for _, c := range []struct{ policy, x, want string }{
		{"UNIQUE", "5", "{'y': 'a', 'z': 5}"}, // the second rule would match as well
		{"FIRST", "5", "{'y': 'a', 'z': 5}"},
		{"RULE ORDER", "1", "{}"},
		{"COLLECT", "5", "{'y': ['a', 'b'], 'z': [5, '']}"},
		{"COLLECT", "0", "{}"},
	} {
		got, err := decide(table(c.policy, []string{"in=x"}, []string{"y", "z"}, rows...), `{"x": `+c.x+`}`)
		if err != nil || got != c.want {
			t.Errorf("%s %s: %s %v", c.policy, c.x, got, err)
		}
	}
}

func TestDottedOutputsMakeDictionaries(t *testing.T) {
	got, err := decide(table("UNIQUE", nil, []string{"a.b", "a.c.d", "e", "a.c.f"}, []string{"1", "2", "3", "4"}), `{}`)
	if err != nil || got != "{'a': {'b': 1, 'c': {'d': 2, 'f': 4}}, 'e': 3}" {
		t.Error(got, err)
	}
	_, err = decide(table("UNIQUE", nil, []string{"a", "a.b"}, []string{"1", "2"}), `{}`)
	if e := python.AsError(err); e == nil || e.Class != "TypeError" {
		t.Error(err)
	}
	got, err = decide(table("COLLECT", nil, []string{"a.b"}, []string{"1"}, []string{"2"}), `{}`)
	if err != nil || got != "{'a': [{'b': 1}, {'b': 2}]}" {
		t.Error(got, err)
	}
}

func TestAnInputWithoutExpressionIsTheDataUnderItsLabel(t *testing.T) {
	text := table("UNIQUE", []string{"size"}, []string{"y"}, []string{"> 3", "1"}, []string{"'big'", "2"})
	if got, err := decide(text, `{"size": 4}`); err != nil || got != "{'y': 1}" {
		t.Error(got, err)
	}
	if got, err := decide(text, `{"size": "big"}`); err == nil || !strings.Contains(err.Error(), "row 1") {
		t.Error("'big' > 3 cannot be decided", got, err)
	}
	_, err := decide(text, `{}`)
	if e := python.AsError(err); e == nil || e.Class != "KeyError" || e.Message != "'size'" {
		t.Error(err)
	}
}

func TestErrorsNameTheRow(t *testing.T) {
	for _, c := range []struct{ input, cell, want string }{
		{"nope", "> 1", "Rule failed on row 2"},
		{"x", "1 / 0 == ?", "Rule failed on row 2"},
		{"nope", "? > 1", "Rule failed on row 2"},
		{"x", "> > 1", "Failed to execute DMN Rule on row 2"},
		{"x +", "3", "Failed to execute DMN Rule on row 2"},
		{"x", "is not None", "Rule failed on row 2"}, // xis not None
		{"x", "*2", "Rule failed on row 2"},          // an expression that cannot be compared, not x*2
		{"x", "v = 1", "Rule failed on row 2"},       // statements are accepted until they are evaluated
	} {
		_, err := decide(table("FIRST", []string{"in=" + c.input}, []string{"y"}, []string{"", "1"}, []string{c.cell, "2"}), `{"x": 1}`)
		if err == nil || !strings.HasSuffix(err.Error(), "| "+c.want) {
			t.Errorf("%s %s: %v", c.input, c.cell, err)
		}
	}
	_, err := decide(table("UNIQUE", nil, []string{"y"}, []string{"nope"}), `{}`)
	if err == nil || strings.Contains(err.Error(), "row") {
		t.Errorf("an output has no row: %v", err)
	}
}

// prefixed declares the namespace of a file under a prefix.
func prefixed(text, prefix string) string {
	return strings.NewReplacer("</", "</"+prefix+":", "<", "<"+prefix+":", "xmlns=", "xmlns:"+prefix+"=").Replace(text)
}

func TestWhatIsRefusedWhenATableIsLoaded(t *testing.T) {
	good := table("UNIQUE", nil, []string{"y"}, []string{"1"})
	for _, c := range []struct{ text, want string }{
		{table("UNIQUE", nil, []string{"y"}, []string{"\n\n1 +"}), "Malformed Output Expression '\n\n1 +'"},
		{table("unique", nil, []string{"y"}, []string{"1"}), "hitPolicy"},
		{strings.Replace(good, "<decision ", "<decision id='other' name='o'/><decision ", 1), "load"},
		{strings.Replace(good, "https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20180521/MODEL/", 1), "1.2"},
		{prefixed(good, "q"), "under the prefix dmn"},
	} {
		if _, err := decide(c.text, `{}`); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.want, err)
		}
	}
	if got, err := decide(prefixed(good, "dmn"), `{}`); err != nil || got != "{'y': 1}" {
		t.Error(got, err)
	}
}

func TestALibraryListsItsDecisions(t *testing.T) {
	var l decision.Library
	good := table("UNIQUE", nil, []string{"y"}, []string{"1"})
	for _, c := range []struct{ id, output string }{{"b", "1"}, {"a", "1 +"}, {"b", "2"}} {
		text := strings.NewReplacer(`decision id="d"`, `decision id="`+c.id+`"`, "<text>1<", "<text>"+c.output+"<").Replace(good)
		doc, err := dmn.Parse(c.id+".dmn", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Add(doc, true); err != nil {
			t.Fatal(err)
		}
	}
	if ids := l.IDs(); fmt.Sprint(ids) != "[b a]" {
		t.Error(ids)
	}
	if _, ok, err := l.Decision("a"); !ok || err == nil || !strings.HasPrefix(err.Error(), "a.dmn:2: ") {
		t.Error(ok, err)
	}
	d, _, err := l.Decision("b")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := d.Evaluate(&task{data: python.NewDict()}); err != nil || python.Repr(out) != "{'y': 2}" {
		t.Error("of two decisions with one id the later counts", out, err)
	}
	if _, ok, _ := l.Decision("c"); ok {
		t.Error("found what is not there")
	}
	empty, err := dmn.Parse("e.dmn", []byte(`<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="n" namespace="urn:x"/>`))
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Add(empty, true); err == nil || !strings.Contains(err.Error(), "No decisions found") {
		t.Error(err)
	}
}

// No cell, input or output crashes or hangs, and errors are errors of the task or of Python.
func FuzzCells(f *testing.F) {
	for _, s := range [][2]string{{"x", "> 3"}, {"x", "?"}, {"x", "'?"}, {"", "-"}, {"x[", "in ["}, {"x", "9**9**9"}, {"x", "'a' * 10**12"}, {"(" + strings.Repeat("(", 300), ")"}} {
		f.Add(s[0], s[1], "x")
	}
	f.Fuzz(func(t *testing.T, input, cell, output string) {
		d, err := decision.New(&dmn.Decision{Table: dmn.Table{HitPolicy: "COLLECT", Inputs: []dmn.Input{{Label: "x", Expression: input}},
			Outputs: []dmn.Output{{Name: "y"}}, Rules: []dmn.Rule{{Row: 1, Inputs: []dmn.Cell{{Text: cell}}, Outputs: []dmn.Cell{{Text: output}}}}}}, "f")
		if err != nil {
			if !strings.Contains(err.Error(), "Malformed Output Expression") {
				t.Fatal(err)
			}
			return
		}
		ev := &task{data: python.NewDict()}
		ev.env.Limits = python.Limits{Steps: 100_000, Bytes: 8 << 20}
		ev.data.Set("x", python.Int(5))
		out, err := d.Evaluate(ev)
		if err == nil && out == nil {
			t.Fatal("neither a result nor an error")
		}
		if strings.Contains(fmt.Sprint(err), "internal error") {
			t.Fatal(err)
		}
	})
}
