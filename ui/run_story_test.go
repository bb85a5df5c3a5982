package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner"
	"spiffmodeler/runner/scenario"
)

// process writes a model around the content of a process p, laid out by the
// program, and returns its path.
func process(t *testing.T, dir, name, id, content string) string {
	t.Helper()
	text := `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
  <message id="m" name="paid"/><signal id="sig" name="alarm"/>
  <process id="` + id + `" isExecutable="true">` + content + `</process>
</definitions>
`
	return write(t, dir, name, text)
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// chain connects nodes, given as XML without their ends, by flows.
func chain(ids ...string) string {
	var b strings.Builder
	for i := 1; i < len(ids); i++ {
		b.WriteString(`<sequenceFlow id="f` + ids[i] + `" sourceRef="` + ids[i-1] + `" targetRef="` + ids[i] + `"/>`)
	}
	return b.String()
}

const waiting = `<startEvent id="s"/><scriptTask id="add"><script>n = n + 1</script></scriptTask>
  <intermediateCatchEvent id="message"><messageEventDefinition id="md" messageRef="m"/></intermediateCatchEvent>
  <intermediateCatchEvent id="timer"><timerEventDefinition id="td"><timeDuration xsi:type="tFormalExpression">"PT1H"</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <userTask id="ask" name="Ask"/><endEvent id="e"/>`

// openModel opens a file in a window.
func openModel(t *testing.T, paths ...string) *App {
	t.Helper()
	a := newApp(t, paths...)
	waitFor(t, "the files", func() bool { return len(a.open) == len(paths) && a.current != nil && a.current.doc != nil })
	return a
}

func start(t *testing.T, a *App, action string) *run {
	t.Helper()
	a.do(action)
	waitFor(t, "the run", func() bool { return a.current.run != nil && a.current.run.view != nil })
	return a.current.run
}

// dataOf returns the data of the task that is shown, as text.
func dataOf(t *testing.T, r *run, id runner.TaskID) string {
	t.Helper()
	got := make(chan string, 1)
	r.session.Ask(func(in *runner.Instance) {
		task, _ := in.Task(id)
		got <- runner.Preview(task.Data(), 1000)
	})
	return <-got
}

func atRest(v *runner.View) bool { return v.Status == runner.WaitsInput }

func TestAnEventfulRunIsSavedAndPlayedAgain(t *testing.T) {
	dir := t.TempDir()
	path := process(t, dir, "wait.bpmn", "p", waiting+chain("s", "add", "message", "timer", "ask", "e"))
	a := openModel(t, path)
	tab := a.current
	tab.setup.data = `{"n": 41}`
	r := start(t, a, "run")
	waitStatus(t, r, "the message", func(v *runner.View) bool { return atRest(v) && v.Waits[0].Kind == runner.WaitMessage })
	r.sendMessage("paid", `{"sum": 3}`)
	waitStatus(t, r, "the timer", func(v *runner.View) bool { return atRest(v) && v.Waits[0].Kind == runner.WaitTimer })

	// What is taken back and done in another way isn't part of the scenario.
	r.advance(r.view.Waits[0].Due)
	waitStatus(t, r, "the person", atPerson("Ask"))
	here := r.view.Back
	r.travel(0)
	waitFor(t, "the beginning", func() bool { return r.view.Back == 0 && r.view.Ahead == here && !r.travelling })
	r.travel(here)
	waitFor(t, "the person again", func() bool { return r.view.Back == here })
	r.travel(here - 1)
	waitFor(t, "one step back", func() bool { return r.view.Back == here-1 })
	r.runOn()
	waitStatus(t, r, "the person a third time", atPerson("Ask"))
	if got := dataOf(t, r, r.view.Waits[0].Task); !strings.Contains(got, "'n': 42") {
		t.Errorf("the start data are not in %s", got)
	}
	r.complete(r.view.Waits[0].Task, `{"answer": "yes"}`)
	waitStatus(t, r, "the end", func(v *runner.View) bool { return v.Status == runner.Ended })

	saved := filepath.Join(dir, "wait.scenario.json")
	a.systemDialog = func(_ context.Context, _ pickRequest) (string, error) { return saved, nil }
	a.do("scenario.save")
	waitFor(t, "the verdict", func() bool { return strings.Contains(a.status.message.content, "comes to the same") })
	s, err := scenario.LoadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, x := range s.Steps {
		did = append(did, x.Action)
	}
	if got := strings.Join(did, " "); got != "message advance complete" {
		t.Errorf("the scenario has the steps %s", got)
	}

	a.do("scenario.play")
	waitFor(t, "the other run", func() bool { return tab.run != nil && tab.run != r && tab.run.view != nil })
	tab.run.runOn()
	waitStatus(t, tab.run, "the end again", func(v *runner.View) bool { return v.Status == runner.Ended })
	if tab.run.played != 3 {
		t.Errorf("%d steps of the scenario were played", tab.run.played)
	}
}

func TestBreakpointPausesTheRunOnce(t *testing.T) {
	a := openModel(t, process(t, t.TempDir(), "wait.bpmn", "p", waiting+chain("s", "add", "message", "timer", "ask", "e")))
	tab := a.current
	tab.setup.data = `{"n": 1}`
	tab.editor.Select(tab.doc.ByID("add"))
	a.do("breakpoint")
	r := start(t, a, "run")
	waitStatus(t, r, "the breakpoint", func(v *runner.View) bool { return v.Status == runner.Paused && v.Done > 0 })
	if !strings.Contains(a.status.message.content, "breakpoint of add") {
		t.Errorf("the status bar says %q", a.status.message.content)
	}
	if r.view.Elements[runner.Place{File: r.file, ID: "add"}].Urgent != runner.Ready {
		t.Error("the task with the breakpoint is not READY")
	}
	r.runOn()
	waitStatus(t, r, "the message", atRest)
	tab.editor.Select(tab.doc.ByID("add"))
	a.do("breakpoint")
	if len(tab.breakpoints) != 0 {
		t.Error("the breakpoint can't be taken away")
	}
}

const table = `<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dd" name="d" namespace="n">
<decision id="rebate" name="Rebate"><decisionTable id="t"><input id="i" label="n"><inputExpression id="ie" typeRef="number"><text>n</text></inputExpression></input>
<output id="o" name="rebate" typeRef="number"/><rule id="r"><inputEntry id="e1"><text>&gt; 1</text></inputEntry><outputEntry id="e2"><text>7</text></outputEntry></rule></decisionTable></decision></definitions>`

func TestDecisionsAndCalledProcessesOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "rebate.dmn", table)
	process(t, dir, "other.bpmn", "called", `<startEvent id="s"/><scriptTask id="x"><script>where = "disk"</script></scriptTask><endEvent id="e"/>`+chain("s", "x", "e"))
	main := process(t, dir, "main.bpmn", "p", `<startEvent id="s"/>
	  <businessRuleTask id="rule"><extensionElements><spiffworkflow:calledDecisionId>rebate</spiffworkflow:calledDecisionId></extensionElements></businessRuleTask>
	  <callActivity id="call" calledElement="called"/><userTask id="ask" name="Ask"/>`+chain("s", "rule", "call", "ask"))
	a := openModel(t, main)
	a.current.setup.data = `{"n": 2}`
	r := start(t, a, "run")
	waitStatus(t, r, "the person", func(v *runner.View) bool { return v.Failure != nil || atPerson("Ask")(v) })
	if r.view.Failure != nil {
		t.Fatalf("%+v", r.view.Failure)
	}
	if got := dataOf(t, r, r.view.Waits[0].Task); !strings.Contains(got, "'rebate': 7") || !strings.Contains(got, "'where': 'disk'") {
		t.Errorf("the data are %s", got)
	}

	// What is in the window counts more than what is on the disk, and shows the states too.
	a.openFile(filepath.Join(dir, "other.bpmn"))
	waitFor(t, "the called file", func() bool { return len(a.open) == 2 && a.current == a.open[1] })
	called := a.current
	if called.runMarks() == nil {
		t.Error("the called process doesn't show the run")
	}
	err := called.doc.Edit("Script", func(tx *bpmn.Tx) error {
		tx.SetText(called.doc.ByID("x").Child("script"), `where = "window"`)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	a.selectTab(a.open[0])
	a.do("restart")
	waitFor(t, "the new run", func() bool { return a.current.run != nil && a.current.run != r && a.current.run.view != nil })
	r = a.current.run
	waitStatus(t, r, "the person", atPerson("Ask"))
	if got := dataOf(t, r, r.view.Waits[0].Task); !strings.Contains(got, "'where': 'window'") {
		t.Errorf("the data are %s", got)
	}
}

func TestFormsAreFilledInWithTheData(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "f-schema.json", `{"title": "For {{ who }}", "type": "object", "properties": {"x": {"type": "string", "title": "X of {{ who }}"}}}`)
	path := process(t, dir, "form.bpmn", "p", `<startEvent id="s"/><userTask id="ask" name="Ask"><extensionElements>
	  <spiffworkflow:properties><spiffworkflow:property name="formJsonSchemaFilename" value="f-schema.json"/></spiffworkflow:properties>
	  <spiffworkflow:instructionsForEndUser>Hello {{ who }}</spiffworkflow:instructionsForEndUser></extensionElements></userTask>`+chain("s", "ask"))
	a := openModel(t, path)
	a.current.setup.data = `{"who": "Ada"}`
	r := start(t, a, "run")
	waitStatus(t, r, "the person", atPerson("Ask"))
	got := make(chan personForm, 1)
	w := r.view.Waits[0]
	r.session.Ask(func(in *runner.Instance) {
		task, _ := in.Task(w.Task)
		f, err := loadForm(dir, w.Form, task.Data())
		got <- personForm{render(w.Form.Instructions, task.Data()), f, err}
	})
	p := <-got
	if p.err != nil || p.instructions != "Hello Ada" || p.form.Title != "For Ada" || p.form.Fields[0].Title != "X of Ada" {
		t.Errorf("the form is %+v", p)
	}
}

func TestAFailedTaskSaysWhereAndCanBeTriedAgain(t *testing.T) {
	a := openModel(t, process(t, t.TempDir(), "bad.bpmn", "p", `<startEvent id="s"/><scriptTask id="x" name="Count"><script>total = 1
result = totl + 1</script></scriptTask>`+chain("s", "x")))
	r := start(t, a, "run")
	waitStatus(t, r, "the failure", func(v *runner.View) bool { return v.Failure != nil })
	f := r.view.Failure
	if f.Type != "NameError" || f.Line != 2 || !strings.Contains(f.Message, "Did you mean") {
		t.Errorf("the failure is %+v", f)
	}
	if len(a.runs.detail.content[errorPage].Objects) != 1 {
		t.Error("the error is not shown")
	}
	a.do("run.reset")
	waitFor(t, "the task again", func() bool { return r.view.Failure == nil })
}

func TestEnvironmentBelongsToTheFolder(t *testing.T) {
	dir := t.TempDir()
	a := openModel(t, process(t, dir, "box.bpmn", "p", `<startEvent id="s"/><scriptTask id="x"><script>y = d.a</script></scriptTask>`+chain("s", "x")))
	a.current.setup.data = `{"d": {"a": 1}}`
	r := start(t, a, "run")
	waitStatus(t, r, "the failure of the engine", func(v *runner.View) bool { return v.Failure != nil })
	a.setEnvironment(dir, 2)
	a.do("restart")
	waitFor(t, "the new run", func() bool { return a.current.run != nil && a.current.run != r && a.current.run.view != nil })
	a.current.run.runOn()
	waitStatus(t, a.current.run, "the end", func(v *runner.View) bool { return v.Status == runner.Ended })
}
