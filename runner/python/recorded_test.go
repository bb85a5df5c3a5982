package python

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "record testdata/scripts.json again with this machine's python3 (3.11)")

// outcome is what CPython or this package makes of a text: a repr, or class, message and line of an error.
type outcome []any

func (o outcome) text() string {
	b, _ := json.Marshal(o)
	return string(b)
}

// cpython evaluates texts with the machine's own Python.
func cpython(t *testing.T, texts [][]any) []outcome {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 on this machine")
	}
	version, _ := exec.Command(python, "--version").Output()
	if !strings.HasPrefix(string(version), "Python 3.11.") {
		t.Skipf("%s is not 3.11, whose results this package has", strings.TrimSpace(string(version)))
	}
	in, _ := json.Marshal(texts)
	cmd := exec.Command(python, "testdata/evaluate.py")
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	raw, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var out []outcome
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// ours evaluates a text with this package, in the same environment.
func ours(kind, src string, p *Profile) outcome {
	env := &Env{Profile: p}
	data := NewDict()
	var v Value = data
	var err error
	if kind == "eval" {
		var prog *Program
		if prog, err = ParseExpr(src); err == nil {
			v, err = env.Eval(context.Background(), prog, data, nil)
		}
	} else {
		var prog *Program
		if prog, err = ParseScript(src); err == nil {
			err = env.Exec(context.Background(), prog, data, nil)
		}
		for _, k := range data.Keys() {
			if x, _ := data.GetKey(k); x.Type() == typeModule {
				data.DeleteKey(k)
			}
		}
	}
	var syntax *SyntaxError
	var limit *LimitError
	switch e := AsError(err); {
	case e != nil:
		return outcome{e.Class, e.Message, float64(e.Line)}
	case errors.As(err, &syntax):
		return outcome{syntax.Class, syntax.Message, float64(syntax.Line)}
	case errors.As(err, &limit):
		return outcome{limit.Class(), limit.Text, float64(limit.Line)}
	case err != nil:
		return outcome{"internal", err.Error(), 0.0}
	}
	return outcome{Repr(v)}
}

// sameOutcome compares; the texts of syntax errors and of imports that fail differ.
func sameOutcome(a, b outcome) bool {
	if len(a) != len(b) || len(a) == 1 {
		return a.text() == b.text()
	}
	class, _ := a[0].(string)
	if strings.HasSuffix(class, "SyntaxError") || strings.HasSuffix(class, "IndentationError") || class == "TabError" {
		return a[0] == b[0] && a[2] == b[2]
	}
	return a.text() == b.text()
}

// TestScriptsGiveWhatCPythonGives runs the scripts in testdata/scripts.txt and compares with the results recorded from
// CPython 3.11: data, or class, text and line of the error.
func TestScriptsGiveWhatCPythonGives(t *testing.T) {
	raw, err := os.ReadFile("testdata/scripts.txt")
	if err != nil {
		t.Fatal(err)
	}
	scripts := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n#---\n")
	if *update {
		var texts [][]any
		for _, s := range scripts {
			texts = append(texts, []any{"exec", s, false})
		}
		var b bytes.Buffer
		b.WriteString("[\n")
		for i, o := range cpython(t, texts) {
			if i > 0 {
				b.WriteString(",\n")
			}
			b.WriteString(o.text())
		}
		b.WriteString("\n]\n")
		if err := os.WriteFile("testdata/scripts.json", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err = os.ReadFile("testdata/scripts.json")
	if err != nil {
		t.Fatal(err)
	}
	var want []outcome
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) != len(scripts) {
		t.Fatalf("%d results for %d scripts: record them again with -update", len(want), len(scripts))
	}
	for i, s := range scripts {
		if got := ours("exec", s, Plain()); !sameOutcome(got, want[i]) {
			t.Errorf("%s\n got  %s\n want %s", s, got.text(), want[i].text())
		}
	}
}
