package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/runner"
)

// runExample opens an example and begins to run it.
func runExample(t *testing.T, name string) (*App, *run) {
	t.Helper()
	a := newApp(t, filepath.Join("..", "examples", name, name+".bpmn"))
	waitFor(t, "the example", func() bool { return len(a.open) == 1 && a.current.doc != nil })
	a.do("run")
	waitFor(t, "the run", func() bool { return a.current.run != nil && a.current.run.view != nil })
	return a, a.current.run
}

// waitStatus waits until the run has come to rest for a reason.
func waitStatus(t *testing.T, r *run, what string, reached func(v *runner.View) bool) {
	t.Helper()
	waitFor(t, what, func() bool { return r.view.Status != runner.Running && reached(r.view) })
}

func atPerson(name string) func(*runner.View) bool {
	return func(v *runner.View) bool {
		return len(v.Waits) > 0 && v.Waits[0].Kind == runner.WaitPerson && v.Waits[0].Name == name
	}
}

func TestRunFromStartToEnd(t *testing.T) {
	a, r := runExample(t, "order")
	tab := a.current
	waitStatus(t, r, "the first person", atPerson("Enter the order"))
	if a.runs.selected != r.view.Waits[0].Task || !a.store.State.Panels.Dock {
		t.Error("the task that waits is not shown")
	}
	waitFor(t, "the form", func() bool { return len(a.runs.detail.content[formPage].Objects) == 1 })
	if m := tab.runMarks()["EnterOrder"]; m.State != notation.Ready {
		t.Errorf("the canvas shows the task as %v", m.State)
	}

	r.complete(r.view.Waits[0].Task, `{"customer": "Ada", "email": "ada@example.com", "item": "4711", "quantity": 3, "price": 12.5}`)
	waitStatus(t, r, "the service call", func(v *runner.View) bool { return v.Asked != nil })
	if q := r.view.Asked; q.Operator != "http/GetRequest" || !strings.Contains(q.Params[0].Value, "4711") {
		t.Errorf("the call is %+v", q)
	}
	if len(a.runs.detail.content[callPage].Objects) != 1 {
		t.Error("the call is not shown")
	}
	r.answer(r.view.Asked, `{"available": 12}`)
	waitStatus(t, r, "the second person", atPerson("Ship the goods"))
	r.complete(r.view.Waits[0].Task, "{}")
	waitStatus(t, r, "the end", func(v *runner.View) bool { return v.Status == runner.Ended })
	if a.byID["run"].can(a) || !a.byID["back"].can(a) {
		t.Error("a run that is over can be gone on with, or not be taken back")
	}

	a.do("stop")
	if tab.run != nil || tab.runMarks() != nil || a.runs.object.Visible() {
		t.Error("the run still shows after it was stopped")
	}
}

func TestRunKeepsItsModel(t *testing.T) {
	a, r := runExample(t, "order")
	waitStatus(t, r, "the first person", atPerson("Enter the order"))
	if r.isStale() || a.runs.stale.Visible() {
		t.Error("an untouched model counts as changed")
	}
	tab := a.current
	err := tab.doc.Edit("Rename", func(tx *bpmn.Tx) error {
		tx.SetAttr(tab.doc.ByID("EnterOrder"), "name", "Note the order")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !a.runs.stale.Visible() || r.view.Waits[0].Name != "Enter the order" {
		t.Error("the run doesn't say that the model has changed, or changed with it")
	}
	a.do("restart")
	waitFor(t, "the new run", func() bool { return tab.run != r && tab.run.view != nil })
	waitStatus(t, tab.run, "the renamed task", atPerson("Note the order"))
}

func TestStepBackAndForth(t *testing.T) {
	a := newApp(t, filepath.Join("..", "examples", "order", "order.bpmn"))
	waitFor(t, "the example", func() bool { return len(a.open) == 1 })
	a.do("step")
	waitFor(t, "a step", func() bool { r := a.current.run; return r != nil && r.view != nil && r.view.Done == 1 })
	r := a.current.run
	a.do("back")
	waitFor(t, "the step back", func() bool { return r.view.Done == 0 && r.view.Ahead == 1 })
	a.do("forward")
	waitFor(t, "the step again", func() bool { return r.view.Done == 1 })
}

func TestRefusedModelSaysWhy(t *testing.T) {
	a := newApp(t, model(t, "order.bpmn"))
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	err := a.current.doc.Edit("Break", func(tx *bpmn.Tx) error {
		tx.SetTag(a.current.doc.ByID("t"), "complexGateway")
		tx.Add(a.current.doc.ByID("p"), "sequenceFlow", bpmn.Attribute{Name: "id", Value: "f"},
			bpmn.Attribute{Name: "sourceRef", Value: "s"}, bpmn.Attribute{Name: "targetRef", Value: "t"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	a.do("run")
	waitFor(t, "the refusal", func() bool { return len(a.current.refused) > 0 })
	if a.current.run != nil || a.dock.shown != a.problems.page || a.current.problems()[0].Rule != "engine" {
		t.Errorf("problems are %v", a.current.problems())
	}
}

func TestFilterOfTasks(t *testing.T) {
	a, r := runExample(t, "approval")
	waitStatus(t, r, "the first person", func(v *runner.View) bool { return len(v.Waits) > 0 })
	all := len(a.runs.tasks.ids)
	a.runs.filter.set(`state == "READY" and lane == "Employee"`)
	if n := len(a.runs.tasks.ids); n != 1 || all < 5 {
		t.Errorf("the filter lets %d of %d tasks through", n, all)
	}
	a.runs.filter.set(`state = 1`)
	if !a.runs.filter.fault.Visible() || len(a.runs.tasks.ids) != 1 {
		t.Error("a faulty filter is not marked, or changes the list")
	}
	a.runs.filter.set("")
	if len(a.runs.tasks.ids) != all {
		t.Error("an empty filter hides tasks")
	}
}
