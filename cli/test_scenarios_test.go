package cli_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const serviceModel = head + `<process id="P" isExecutable="true"><startEvent id="S"/><sequenceFlow id="F" sourceRef="S" targetRef="Call"/>
<serviceTask id="Call"><extensionElements xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core"><s:serviceTaskOperator id="post/Send" resultVariable="sent">
<s:parameters><s:parameter id="to" type="str" value="'ada'"/></s:parameters></s:serviceTaskOperator></extensionElements></serviceTask>
<sequenceFlow id="G" sourceRef="Call" targetRef="E"/><endEvent id="E"/></process></definitions>`

// folder writes files, by name, to a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func scenarioOf(members string) string {
	return `{"format": 1, "bpmn": ["m.bpmn"], "process": "P", "steps": [], "services": [{"operator": "post/Send", "response": 7}]` + members + `}`
}

func TestScenariosAreTested(t *testing.T) {
	dir := folder(t, map[string]string{
		"m.bpmn":             serviceModel,
		"good.scenario.json": scenarioOf(`, "expect": {"data": {"sent": 7}}`),
		"bad.scenario.json":  scenarioOf(`, "expect": {"data": {"sent": 8}, "completed": ["Nothing"]}`),
		"bare.scenario.json": scenarioOf(``),
		"plain.json":         scenarioOf(`, "expect": {"status": "completed"}`),
		"form.json":          `{"type": "object"}`,
		"lost.scenario.json": `{"format": 1, "bpmn": ["n.bpmn"], "process": "P", "steps": []}`,
		"cut.scenario.json":  "{\n\"format\": 1,",
		".hidden/x.bpmn":     "no XML",
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	r := run(t, "test", dir)
	r.want(t, 1, "ok   "+at("good.scenario.json")+": good\n", "FAIL "+at("bad.scenario.json")+": bad: 2 differences\n",
		"     data.sent: expected 8, got 7\n", "     Nothing: completed: expected completed, got it is not completed\n", `note: line 1: expect.completed[0] is "Nothing"`,
		"none "+at("bare.scenario.json")+": bare: no expectation: the run is completed\n", "ok   "+at("plain.json")+": plain",
		`"bpmn[0]" names the file n.bpmn, which is not there; did you mean "m.bpmn"?`, "FAIL "+at("cut.scenario.json")+": cut: read scenario "+at("cut.scenario.json")+": line 2",
		"2 passed, 3 failed, 1 without expectation")
	if strings.Contains(r.out, "form.json") || strings.Contains(r.out, "hidden") {
		t.Errorf("tested what is no test:\n%s", r.out)
	}
	run(t, "test", at("bare.scenario.json")).want(t, 0, "0 passed, 0 failed, 1 without expectation")

	run(t, "test", "--record", at("bare.scenario.json")).want(t, 0, "recorded as "+at("bare.trace.json"))
	run(t, "test", at("bare.scenario.json")).want(t, 0, "ok   "+at("bare.scenario.json"))
	other := strings.Replace(read(t, at("bare.scenario.json")), "7", "6", 1)
	if err := os.WriteFile(at("bare.scenario.json"), []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	before := read(t, at("bare.trace.json"))
	run(t, "test", "--record", at("bare.scenario.json")).want(t, 1, "step 0: P/Call: data.sent: expected 7, got 6")
	if read(t, at("bare.trace.json")) != before {
		t.Error("a recorded trace was written over")
	}
	traces := folder(t, map[string]string{"plain.json": before})
	run(t, "test", "--traces", traces, at("plain.json")).want(t, 0, "1 passed")
}

func TestReportsForOtherPrograms(t *testing.T) {
	dir := folder(t, map[string]string{
		"m.bpmn":             serviceModel,
		"good.scenario.json": scenarioOf(`, "expect": {"data": {"sent": 7}}`),
		"bad.scenario.json":  scenarioOf(`, "expect": {"data": {"sent": "<&>"}}`),
		"bare.scenario.json": scenarioOf(``),
		"broken.bpmn":        "no XML",
	})
	file := filepath.Join(t.TempDir(), "report.xml")
	r := run(t, "test", dir, "--json", "--junit", file)
	r.want(t, 1)
	var list []struct {
		Kind, Outcome, Test string
		Passed              bool
		Differences         []struct{ What, Expected, Got string }
	}
	if err := json.Unmarshal([]byte(r.out), &list); err != nil || len(list) != 4 {
		t.Fatalf("%v: %s", err, r.out)
	}
	for _, l := range list {
		if l.Test == "bad" && (l.Passed || len(l.Differences) != 1 || l.Differences[0].Expected != `"<&>"` || l.Differences[0].Got != "7") {
			t.Errorf("%+v", l)
		}
	}
	var suites struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Suites   []struct {
			Name  string `xml:"name,attr"`
			Cases []struct {
				Name      string    `xml:"name,attr"`
				ClassName string    `xml:"classname,attr"`
				Time      string    `xml:"time,attr"`
				Skipped   *struct{} `xml:"skipped"`
				Failure   *struct {
					Message string `xml:"message,attr"`
					Text    string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(read(t, file)), &suites); err != nil {
		t.Fatal(err)
	}
	if suites.Tests != 4 || suites.Failures != 1 || suites.Errors != 1 || len(suites.Suites) != 4 {
		t.Errorf("%+v", suites)
	}
	for _, s := range suites.Suites {
		c := s.Cases[0]
		if c.ClassName != s.Name || c.Time == "" || c.Name == "bad" && (c.Failure == nil || !strings.Contains(c.Failure.Text, `data.sent: expected "<&>", got 7`)) ||
			c.Name == "bare" && c.Skipped == nil {
			t.Errorf("%+v", s)
		}
	}
	r = run(t, "test", dir, "--junit", "-")
	if !strings.HasPrefix(r.out, "<?xml") || strings.Contains(r.out, "passed,") {
		t.Errorf("more than the report on standard output: %s", r.out)
	}
	run(t, "test", dir, "--junit", "-", "--json").want(t, 2)
	run(t, "test", dir, "--profile", "none").want(t, 2, "there are engine, arena and box")
}

func TestExamplesPass(t *testing.T) {
	r := run(t, "test", "--json", "../examples")
	r.want(t, 0)
	var list []struct{ Kind, Outcome string }
	if err := json.Unmarshal([]byte(r.out), &list); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, l := range list {
		kinds[l.Kind] = true
		if l.Outcome != "passed" {
			t.Errorf("%+v", l)
		}
	}
	for _, k := range []string{"script", "model", "scenario"} {
		if !kinds[k] {
			t.Errorf("the examples have no test of the kind %s", k)
		}
	}
}

func TestSimulateCallsAProxyOnlyWhenAsked(t *testing.T) {
	model := write(t, "m.bpmn", serviceModel)
	run(t, "simulate", model).want(t, 1, "no response is set for this service")
	calls := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body["to"] != "ada" || r.URL.Path != "/v1/do/post/Send" {
			http.Error(w, "unexpected", http.StatusBadRequest)
			return
		}
		if _, err := w.Write([]byte(`{"ok": true}`)); err != nil {
			t.Error(err)
		}
	}))
	defer server.Close()
	run(t, "simulate", model, "--connector", server.URL).want(t, 0, "The run is completed.", `sent={"ok":true}`)
	run(t, "simulate", model, "--connector", server.URL, "--answer", "post/Send=5").want(t, 0, "sent=5")
	if calls != 1 {
		t.Errorf("%d calls: what has an answer isn't asked for", calls)
	}
	run(t, "simulate", model, "--connector", "localhost").want(t, 2, "http://localhost:7004")
}

func TestProfiles(t *testing.T) {
	model := write(t, "m.bpmn", strings.ReplaceAll(strings.ReplaceAll(serviceModel, "'ada'", "get_current_user()['username']"), "serviceTask ", "serviceTask name='Call' "))
	run(t, "simulate", model, "--answer", "post/Send=1").want(t, 1, "get_current_user")
	run(t, "simulate", model, "--answer", "post/Send=1", "--profile", "arena").want(t, 0, `to="modeler"`)
	run(t, "simulate", model, "--answer", "post/Send=1", "--mock", `get_current_user={"username": "eve"}`).want(t, 0, `to="eve"`)
	run(t, "simulate", model, "--mock", "get_env=1", "--profile", "box").want(t, 2, "--mock goes with the profile arena")
	run(t, "eval", "-e", "get_frontend_url()", "--profile", "arena").want(t, 0, `"http://local.spiff"`)
	run(t, "eval", "-e", "a.b", "--data", `{"a": {"b": 5}}`, "--profile", "box").want(t, 0, "5")
	run(t, "eval", "-e", "a.b", "--data", `{"a": {"b": 5}}`).want(t, 1, "has no attribute")
}
