package python_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"reflect"
	"testing"

	"spiffmodeler/runner/python"
)

type testCase struct {
	Kind    string          `json:"kind"`
	Source  string          `json:"source"`
	Data    json.RawMessage `json:"data"`
	Env     string          `json:"env,omitempty"`
	Expect  json.RawMessage `json:"expect,omitempty"`
	Error   string          `json:"error,omitempty"`
	Message *string         `json:"message,omitempty"`
	Line    int             `json:"line,omitempty"`
}

type testResult struct {
	Value   json.RawMessage `json:"value"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
	Line    int             `json:"line"`
}

func runCases(t *testing.T, raw []byte) (cases []testCase, results []testResult) {
	t.Helper()
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := python.RunCases(bytes.NewReader(raw), &out); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &results); err != nil {
		t.Fatal(err)
	}
	if len(results) != len(cases) {
		t.Fatalf("%d results for %d cases", len(results), len(cases))
	}
	return cases, results
}

// sameJSON compares values; 1, 1.0 and true are different, the order of members
// is free.
func sameJSON(a, b json.RawMessage) bool {
	var x, y any
	da, db := json.NewDecoder(bytes.NewReader(a)), json.NewDecoder(bytes.NewReader(b))
	da.UseNumber()
	db.UseNumber()
	return da.Decode(&x) == nil && db.Decode(&y) == nil && reflect.DeepEqual(x, y)
}

// TestExpressionCases runs the collected traps with CPython's results.
func TestExpressionCases(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/conformance/expressions.json")
	if err != nil {
		t.Skip("the file of expression cases is not here")
	}
	cases, results := runCases(t, raw)
	for i, c := range cases {
		r := results[i]
		switch {
		case c.Error != r.Error:
			t.Errorf("%s: error %q (%s), want %q", c.Source, r.Error, r.Message, c.Error)
		case c.Error == "" && !sameJSON(r.Value, c.Expect):
			t.Errorf("%s: %s, want %s", c.Source, r.Value, c.Expect)
		case c.Message != nil && *c.Message != r.Message:
			t.Errorf("%s: %s, want %s", c.Source, r.Message, *c.Message)
		case c.Error != "" && c.Kind == "exec" && c.Line != 0 && c.Line != r.Line:
			t.Errorf("%s: line %d, want %d", c.Source, r.Line, c.Line)
		}
	}
}

// TestRandomExpressionsEqualCPython makes random expressions, has the machine's
// own Python evaluate them and compares.
func TestRandomExpressionsEqualCPython(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short tests")
	}
	interpreter, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 on this machine")
	}
	maker := "../../../shared/tools/expressions/random_cases.py"
	if _, err := os.Stat(maker); err != nil {
		t.Skip("what makes random cases is not here")
	}
	raw, err := exec.Command(interpreter, maker, "20260", "2000").Output()
	if err != nil {
		t.Skipf("random cases could not be made: %v", err)
	}
	cases, results := runCases(t, raw)
	different := 0
	for i, c := range cases {
		r := results[i]
		if c.Error != r.Error || c.Error == "" && !sameJSON(r.Value, c.Expect) {
			different++
			t.Logf("%s: %s %s, want %s %s", c.Source, r.Value, r.Error, c.Expect, c.Error)
		}
	}
	// The order of a set of texts is random in CPython itself.
	if different*200 > len(cases) {
		t.Errorf("%d of %d differ", different, len(cases))
	}
}
