package cli_test

import (
	"os"
	"path/filepath"
	"testing"
)

func TestUnitTestsOfProcessModels(t *testing.T) {
	model := write(t, "m.bpmn", head+`<process id="P" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="ask"/>
<userTask id="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="T"/><scriptTask id="T"><script>b = a / c</script></scriptTask>
<sequenceFlow id="f3" sourceRef="T" targetRef="e"/><endEvent id="e"/></process></definitions>`)
	cases := filepath.Join(filepath.Dir(model), "test_m.json")
	text := `{"fine": {"tasks": {"ask": {"data": [{"a": 6, "c": 3}]}}, "expected_output_json": {"a": 6, "b": 2.0, "c": 3}},
		"wrong": {"tasks": {"ask": {"data": [{"a": 6, "c": 3}]}}, "expected_output_json": {"b": 3}},
		"broken": {"tasks": {"ask": {"data": [{"a": 6, "c": 0}]}}, "expected_output_json": {}}}`
	if err := os.WriteFile(cases, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{model, cases, filepath.Dir(model)} {
		run(t, "test", path).want(t, 1, "ok   "+cases+": fine", "FAIL "+cases+": wrong: Expected output did not match actual output.",
			`Expected {"b":3}, got {"a":6,"c":3,"b":2.0}`, "FAIL "+cases+": T: broken: ZeroDivisionError", "(line 1: b = a / c)", "1 passed, 2 failed")
	}
	lonely := write(t, "test_other.json", "{}")
	run(t, "test", lonely).want(t, 1, "there is no other.bpmn", "0 passed, 1 failed")
}
