package scenario

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const ownModel = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="urn:t"><process id="P" isExecutable="true">
<startEvent id="Begin"/><sequenceFlow id="f1" sourceRef="Begin" targetRef="Ask"/><userTask id="Ask"/><sequenceFlow id="f2" sourceRef="Ask" targetRef="Count"/>
<scriptTask id="Count"><script>total = n * 2
who = get_current_user()["username"] if arena else ""</script></scriptTask><sequenceFlow id="f3" sourceRef="Count" targetRef="Send"/>
<serviceTask id="Send"><extensionElements><s:serviceTaskOperator id="post/Send" resultVariable="sent"><s:parameters><s:parameter id="what" type="int" value="total"/></s:parameters></s:serviceTaskOperator></extensionElements></serviceTask>
<sequenceFlow id="f4" sourceRef="Send" targetRef="Check"/><manualTask id="Check"/><sequenceFlow id="f5" sourceRef="Check" targetRef="Done"/><endEvent id="Done"/></process></definitions>`

// own makes a scenario of the model with more members.
func own(t *testing.T, members string) (*Scenario, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"m.bpmn": ownModel, "s.json": `{"format": 1, "bpmn": ["m.bpmn"], "process": "P",
		"data": {"arena": false}, "services": [{"operator": "post/Send", "response": {"ok": true}}],
		` + members + `}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return LoadFile(filepath.Join(dir, "s.json"))
}

const answered = `"steps": [{"action": "complete", "task": "Ask", "data": {"n": 4, "deep": {"a": 1, "b": [1, 2]}}}], `

func differences(t *testing.T, members string) string {
	t.Helper()
	s, err := own(t, members)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := s.Run(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Expect.Compare(trace)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, d := range list {
		lines = append(lines, d.String())
	}
	return strings.Join(lines, "\n")
}

func TestExpectationsThatAreMet(t *testing.T) {
	for _, expect := range []string{
		`{"status": "waiting"}`,
		`{"data": {"total": 8.0, "deep": {"b": [1, 2]}}}`,
		`{"tasks": {"Ask": {"n": 4}, "Check": {"sent": {"ok": true}}}}`,
		`{"completed": ["Begin", "Ask", "Send"], "not_completed": ["Check", "Done"]}`,
		`{"waiting": ["Check"]}`,
		`{"steps": ["ok", "ok"]}`,
		`{"calls": [{"task": "Send", "operator": "post/Send", "params": {"what": 8}}]}`,
	} {
		if got := differences(t, answered+`"expect": `+expect); got != "" {
			t.Errorf("%s: %s", expect, got)
		}
	}
	text := `"steps": [{"action": "complete", "task": "Ask", "data": {}}], "expect": {"error": `
	for _, e := range []string{`"name 'n' is not defined"`, `{"task": "Count", "type": "NameError", "step": 1}`} {
		if got := differences(t, text+e+`}`); got != "" {
			t.Errorf("%s: %s", e, got)
		}
	}
	if got := differences(t, `"steps": [{"action": "complete", "task": "Check"}], "expect": {"steps": ["ok", "no_task"]}`); got != "" {
		t.Error(got)
	}
}

func TestDifferencesNameStepTaskAndDatum(t *testing.T) {
	for expect, want := range map[string]string{
		`{"status": "completed"}`:                               "status: expected completed, got waiting",
		`{"error": "gone"}`:                                     "status: expected an error, got waiting",
		`{"data": {"total": 9, "deep": {"b": [1, 3]}}}`:         "data.deep.b[1]: expected 3, got 2\ndata.total: expected 9, got 8",
		`{"data": {"missing": null, "deep": {"b": [1]}}}`:       "data.deep.b: expected [1], got [1,2]\ndata.missing: expected null, got nothing",
		`{"tasks": {"Check": {"n": 5}, "Done": {}}}`:            "P/Check: data.n: expected 5, got 4\nDone: task: expected a task that was completed or is READY, got none",
		`{"completed": ["Send", "Count"]}`:                      "Count: completed: expected completed after Send, got it is not completed after that",
		`{"not_completed": ["Count"]}`:                          "Count: completed: expected not completed, got it is completed",
		`{"waiting": ["Ask"]}`:                                  "P/Check: waiting: expected nothing, got ManualTask READY\nAsk: waiting: expected READY or WAITING, got nothing",
		`{"steps": ["ok", "no_task"]}`:                          "step 1: outcome: expected no_task, got ok",
		`{"calls": [{"operator": "x", "params": {"what": 1}}]}`: "step 1: P/Send: calls[0].operator: expected x, got post/Send\nP/Send: calls[0].params.what: expected 1, got 8",
		`{"calls": []}`:                                         `step 1: P/Send: calls[0]: expected nothing, got "post/Send"`,
	} {
		if got := differences(t, answered+`"expect": `+expect); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", expect, got, want)
		}
	}
	got := differences(t, `"steps": [{"action": "complete", "task": "Ask", "data": {}}], "expect": {"status": "waiting"}`)
	if !strings.Contains(got, "step 1: status: expected waiting, got error (Count: ") {
		t.Error(got)
	}
	// Without another word, each stimulus has an effect.
	got = differences(t, `"steps": [{"action": "complete", "task": "Check"}], "expect": {"status": "waiting"}`)
	if got != "step 1: outcome: expected ok, got no_task" {
		t.Error(got)
	}
}

// A trace of another run differs in each place where the runs do.
func TestDifferencesOfTraces(t *testing.T) {
	run := func(members string) *Trace {
		s, err := own(t, members)
		if err != nil {
			t.Fatal(err)
		}
		return play(t, s, Options{})
	}
	var text strings.Builder
	if err := run(answered + `"expect": {"status": "waiting"}`).WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	other := run(strings.Replace(answered, `"n": 4`, `"n": 5`, 1) + `"seed": 1`)
	list, err := CompareTrace([]byte(text.String()), other)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, d := range list {
		lines = append(lines, d.String())
	}
	all := strings.Join(lines, "\n")
	for _, want := range []string{"step 1: P/Ask: data.n: expected 4, got 5", "step 1: P/Count: data.total: expected 8, got 10",
		"step 1: P/Send: service_calls.params.what: expected 8, got 10", "P/Check: unfinished.data.n: expected 4, got 5"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
	list, err = CompareTrace([]byte(text.String()), run(`"steps": []`))
	if err != nil || len(list) == 0 || !strings.Contains(list[0].String(), "step 1: outcome: expected ok, got the run had ended before") {
		t.Errorf("%v %v", list, err)
	}
	for _, bad := range []string{"{", "[]", "{}"} {
		if _, err := CompareTrace([]byte(bad), other); err == nil {
			t.Errorf("%s was taken for a trace", bad)
		}
	}
}

func TestArenaEnvironment(t *testing.T) {
	s, err := own(t, `"environment": "arena", "mocks": {"get_current_user": {"username": "ada"}},
		"steps": [{"action": "complete", "task": "Ask", "data": {"n": 4, "arena": true}}], "expect": {"data": {"who": "ada"}}`)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := s.Expect.Compare(play(t, s, Options{})); err != nil || len(d) > 0 {
		t.Error(d, err)
	}
	s.Mocks, s.Environment = nil, ""
	if trace := play(t, s, Options{}); trace.Error == nil || !strings.Contains(trace.Error.Message, "get_current_user") {
		t.Errorf("the plain engine has no functions of SpiffArena: %+v", trace.Error)
	}
}

func TestFaultsNameLineAndMember(t *testing.T) {
	for members, want := range map[string]string{
		`"steps": [{"action": "complete",
			"task": 5}]`: `line 4: "steps.task" cannot be a JSON number`,
		"\"steps\": [],\n\n\"expect\": {\"statu\": 1}":                                                           `"expect": unknown member "statu"`,
		"\"steps\": [],\n\n\"expect\": {\"status\": \"complete\"}":                                               `line 5: expect.status: unknown status "complete"; did you mean "completed"?`,
		"\"steps\": [],\n\n\"expect\": {}":                                                                       `line 5: expect: nothing is expected`,
		"\"steps\": [],\n\"environment\": \"boxx\"":                                                              `line 4: unknown environment "boxx"; did you mean "box"?`,
		"\"steps\": [{\"action\": \"complete\"},\n{\"action\": \"signl\"}]":                                      `line 4: step 2: unknown action "signl"; did you mean "signal"?`,
		"\"steps\": [], \"mocks\": {\"get_env\": 1}":                                                             `line 3: the function "get_env" is mocked`,
		"\"steps\": [{\"action\": \"complete\", \"task\": \"Ask\"},\n{\"action\": \"complete\", \"data\": [1]}]": `line 4: step 2: "data" is no object`,
		"\"steps\": [],\n\"limit\": -1":                                                                          `line 4: the limit -1 is less than nothing`,
		"\"steps\": [],\n\"data_stores\": {\"values\": 5}":                                                       `line 4: "data_stores.values" is no object`,
	} {
		if _, err := own(t, members); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", members, err, want)
		}
	}
}

func TestNotesAskWhatWasMeant(t *testing.T) {
	s, err := own(t, "\"steps\": [{\"action\": \"complete\", \"task\": \"Aks\"},\n {\"action\": \"message\", \"name\": \"Hello\"}],\n\"expect\": {\"completed\": [\"Cont\"]}")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(s.Notes(), "\n")
	for _, want := range []string{`line 3: step 1 completes "Aks", which no process has; did you mean "Ask"?`, `line 4: step 2 sends the message "Hello", which no process waits for`,
		`line 5: expect.completed[0] is "Cont", which no process has; did you mean "Count"?`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	s.Process = "Q"
	if got := strings.Join(s.Notes(), "\n"); !strings.Contains(got, `no file has the process "Q"`) {
		t.Error(got)
	}
	s.BPMN = []string{"n.bpmn"}
	if got := strings.Join(s.Missing(), "\n"); got != `line 1: "bpmn[0]" names the file n.bpmn, which is not there; did you mean "m.bpmn"?` {
		t.Error(got)
	}
}
