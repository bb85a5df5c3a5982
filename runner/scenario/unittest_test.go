package scenario

import (
	"context"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

func TestUnitTestsOfScripts(t *testing.T) {
	doc, err := bpmn.Parse("m.bpmn", []byte(`<definitions xmlns="`+bpmn.NS+`"><process id="P"><scriptTask id="T"><script>def double(x):
    return 2 * x
b = double(a)
if b &gt; 100:
    c = missing</script></scriptTask></process></definitions>`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		input, want string
		passed      bool
		message     string
		line        int
	}{
		{`{"a": 1}`, `{"b": 2, "a": 1}`, true, "", 0},
		{`{"a": 1.5}`, `{"b": 3, "a": 1.5}`, true, "", 0},
		{`{"a": 1}`, `{"b": 2}`, false, `expected {"b":2}, got {"a":1,"b":2}`, 0},
		{`{"a": 60}`, `{}`, false, "name 'missing' is not defined", 5},
		{`{"a": `, `{}`, false, "failed to parse inputJson", 0},
		{`{"a": 1}`, `[]`, false, "expectedOutputJson is no JSON object", 0},
	} {
		r := RunUnitTest(context.Background(), doc.ByID("T"), spiff.UnitTest{Input: c.input, HasInput: true, Expected: c.want, HasWant: true})
		if r.Passed != c.passed || !strings.Contains(r.Message, c.message) || r.Line != c.line {
			t.Errorf("%s: %+v", c.input, r)
		}
	}
	if r := RunUnitTest(context.Background(), doc.ByID("T"), spiff.UnitTest{HasInput: true, Input: "{}"}); r.Passed || r.Message != "the test has no expectedOutputJson" {
		t.Errorf("%+v", r)
	}
}
