package modeltest_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/runner/modeltest"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="d">
`

// line writes a process of nodes in a row.
func line(id string, nodes ...string) string {
	var b strings.Builder
	b.WriteString(head + `<bpmn:process id="` + id + `" isExecutable="true"><bpmn:startEvent id="start"/>`)
	last := "start"
	for _, n := range append(nodes, `<bpmn:endEvent id="end"/>`) {
		b.WriteString(n)
		_, rest, _ := strings.Cut(n, `id="`)
		next, _, _ := strings.Cut(rest, `"`)
		b.WriteString(`<bpmn:sequenceFlow id="f_` + next + `" sourceRef="` + last + `" targetRef="` + next + `"/>`)
		last = next
	}
	b.WriteString(`</bpmn:process></bpmn:definitions>`)
	return b.String()
}

const (
	userTask    = `<bpmn:userTask id="ask" name="Ask"/>`
	scriptTask  = `<bpmn:scriptTask id="double" name="Double"><bpmn:script>twice = 2 * n</bpmn:script></bpmn:scriptTask>`
	serviceTask = `<bpmn:serviceTask id="fetch"><bpmn:extensionElements><spiffworkflow:serviceTaskOperator id="http/GetRequest" resultVariable="r"/>` +
		`<spiffworkflow:postScript>total = twice + r["x"]</spiffworkflow:postScript></bpmn:extensionElements></bpmn:serviceTask>`
	looped = `<bpmn:userTask id="each"><bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>2</bpmn:loopCardinality>` +
		`</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`
	callTask   = `<bpmn:callActivity id="call" calledElement="helper"/>`
	manualTask = `<bpmn:manualTask id="look"/>`
	mocked     = `<bpmn:scriptTask id="who"><bpmn:script>user = get_current_user()["username"]; where = get_env()</bpmn:script></bpmn:scriptTask>`
	receive    = `<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>"PT1H"</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`
	broken     = "<bpmn:scriptTask id=\"oops\" name=\"Oops\"><bpmn:script>a = 1\nb = a / 0</bpmn:script></bpmn:scriptTask>"
	largest    = `<bpmn:scriptTask id="largest"><bpmn:script>m = max([1, 2])</bpmn:script></bpmn:scriptTask>`
)

// test writes a model, its test and further files into a folder and runs the test.
func test(t *testing.T, model, cases string, others map[string]string) []modeltest.Result {
	t.Helper()
	dir := t.TempDir()
	others["order/order.bpmn"], others["order/test_order.json"] = model, cases
	for name, text := range others {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := modeltest.Find(dir)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	f, err := modeltest.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	results, err := modeltest.Run(context.Background(), f, modeltest.Options{Folder: dir, MaxTasks: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func TestTasksGetTheDataOfTheCase(t *testing.T) {
	results := test(t, line("main", userTask, scriptTask, serviceTask, looped, callTask, manualTask, mocked),
		`{"good": {
			"mocks": {"get_current_user": {"username": "ada"}},
			"tasks": {"ask": {"data": [{"n": 4}]}, "main:fetch": {"data": [{"r": {"x": 1}}]}, "each": {"data": [{"i": 1}, {"i": 2}]},
				"helper:inner": {"data": [{"from": "helper"}]}},
			"expected_output_json": {"n": 4, "twice": 8, "r": {"x": 1}, "total": 9, "i": 2, "from": "helper", "user": "ada",
				"where": "mocked-environment-identifier"}},
		"bad": {
			"mocks": {"get_current_user": {"username": "eve"}},
			"tasks": {"ask": {"data": [{"n": 4}]}, "fetch": {"data": [{"r": {"x": 1}}]}, "each": {"data": [{}, {}]}, "helper:inner": {"data": [{}]}},
			"expected_output_json": {"n": 5}}}`,
		map[string]string{"lib/helper.bpmn": line("helper", strings.ReplaceAll(userTask, `"ask"`, `"inner"`)), "lib/other.bpmn": "no XML"})
	if len(results) != 2 || !results[0].Passed || results[0].Case != "good" {
		t.Fatalf("%+v", results)
	}
	if r := results[1]; r.Passed || r.Messages[0] != "Expected output did not match actual output." || r.Expected != `{"n":5}` ||
		!strings.Contains(r.Output, `"user":"eve"`) {
		t.Errorf("%+v", r)
	}
}

func TestWhyATestFails(t *testing.T) {
	for _, c := range []struct {
		name, model, tasks string
		message, task      string
		line               int
	}{
		{"no data for a user task", line("main", userTask), `{}`, "Cannot run test case 'case'. It requires task data for ask because it is of type 'UserTask'", "ask", 0},
		{"no data for a service task", line("main", scriptTask, serviceTask), `{"double": {"data": [{"twice": 1}]}}`, "It requires task data for fetch because it is of type 'ServiceTask'", "fetch", 0},
		{"data used up", line("main", looped), `{"each": {"data": [{}]}}`, "Missing input task data for task: each. Only 1 given in the json but task was called 2 times", "each", 0},
		{"a timer", line("main", receive), `{}`, "Expected process instance to complete but it did not.", "", 0},
		{"an error in a script", line("main", broken), `{}`, "ZeroDivisionError:division by zero", "oops", 2},
		{"a name that tests lack", line("main", largest), `{}`, "name 'max' is not defined", "largest", 1},
		{"a function that must be mocked", line("main", strings.ReplaceAll(mocked, "get_current_user()", `get_secret("a")`)), `{}`, "mock get_secret", "who", 1},
		{"no process", strings.Replace(line("main"), `isExecutable="true"`, `isExecutable="false"`, 1), `{}`, "executable process cannot be found", "", 0},
		{"a called process that is nowhere", line("main", callTask), `{}`, "The process 'helper' was not found", "", 0},
		{"no BPMN", "<x/>", `{}`, "order.bpmn", "", 0},
	} {
		results := test(t, c.model, `{"case": {"tasks": `+c.tasks+`, "expected_output_json": {}}}`, map[string]string{})
		if len(results) != 1 || results[0].Passed || len(results[0].Messages) == 0 {
			t.Fatalf("%s: %+v", c.name, results)
		}
		r := results[0]
		if !strings.Contains(r.Messages[0], c.message) || c.task != "" && r.Task != c.task || r.Line != c.line {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
}

// A boundary event for a certain code comes before one for any, which is cancelled.
func TestBoundaryEventsWithACodeComeFirst(t *testing.T) {
	model := head + `<bpmn:process id="main" isExecutable="true"><bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="sub"/>
<bpmn:subProcess id="sub"><bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f2" sourceRef="s" targetRef="e"/>
<bpmn:endEvent id="e"><bpmn:errorEventDefinition errorRef="E1"/></bpmn:endEvent></bpmn:subProcess>
<bpmn:boundaryEvent id="any" attachedToRef="sub"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
<bpmn:boundaryEvent id="one" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="E1"/></bpmn:boundaryEvent>
<bpmn:sequenceFlow id="f3" sourceRef="any" targetRef="t_any"/><bpmn:sequenceFlow id="f4" sourceRef="one" targetRef="t_one"/>
<bpmn:sequenceFlow id="f5" sourceRef="sub" targetRef="end"/><bpmn:endEvent id="end"/>
<bpmn:scriptTask id="t_any"><bpmn:script>by = 'any'</bpmn:script></bpmn:scriptTask><bpmn:sequenceFlow id="f6" sourceRef="t_any" targetRef="end1"/><bpmn:endEvent id="end1"/>
<bpmn:scriptTask id="t_one"><bpmn:script>by = 'one'</bpmn:script></bpmn:scriptTask><bpmn:sequenceFlow id="f7" sourceRef="t_one" targetRef="end2"/><bpmn:endEvent id="end2"/>
</bpmn:process><bpmn:error id="E1" name="E1" errorCode="E1"/></bpmn:definitions>`
	results := test(t, model, `{"case": {"expected_output_json": {"by": "one"}}}`, map[string]string{})
	if !results[0].Passed {
		t.Errorf("%+v", results)
	}
}

func TestFilesThatAreNoTests(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("a.bpmn", line("main"))
	for text, want := range map[string]string{
		`{`:  "test_a.json",
		`[]`: "an object of test cases",
	} {
		if _, err := modeltest.Open(write("test_a.json", text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for text, want := range map[string]string{
		`1`:  "a test case is an object",
		`{}`: "expected_output_json is missing",
		`{"expected_output_json": {}, "tasks": {"t": {"data": {}}}}`:  "task t: data is a list",
		`{"expected_output_json": {}, "tasks": {"t": {"data": [1]}}}`: "task t: entry 1 of data is no object",
		`{"expected_output_json": {}, "mocks": []}`:                   "mocks is no object",
	} {
		f, err := modeltest.Open(write("test_a.json", `{"bad": `+text+`, "good": {"expected_output_json": {}}}`))
		if err != nil {
			t.Fatal(err)
		}
		results, err := modeltest.Run(context.Background(), f, modeltest.Options{})
		if err != nil || len(results) != 2 || results[0].Passed || !strings.Contains(results[0].Messages[0], want) || !results[1].Passed {
			t.Errorf("%s: %+v %v", text, results, err)
		}
	}
	if _, err := modeltest.Open(write("test_b.json", "{}")); err == nil || !strings.Contains(err.Error(), "there is no b.bpmn") {
		t.Error(err)
	}
}

func TestATestThatGoesOnForEverEnds(t *testing.T) {
	model := strings.Replace(line("main", `<bpmn:exclusiveGateway id="merge"/>`, manualTask, `<bpmn:exclusiveGateway id="again" default="f_end"/>`),
		`<bpmn:endEvent`, `<bpmn:sequenceFlow id="back" sourceRef="again" targetRef="merge"><bpmn:conditionExpression>True</bpmn:conditionExpression>`+
			`</bpmn:sequenceFlow><bpmn:endEvent`, 1)
	results := test(t, model, `{"case": {"expected_output_json": {}}}`, map[string]string{})
	if results[0].Passed || !strings.Contains(results[0].Messages[0], "given up after 1000 tasks") {
		t.Errorf("%.300v", results[0].Messages)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := modeltest.Run(ctx, &modeltest.File{Cases: make([]modeltest.Case, 1)}, modeltest.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
