package editor_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// pad runs or drags the entry of the context pad with the id.
func pad(id string, drag bool) step {
	return func(s *story) {
		s.t.Helper()
		for _, e := range s.ed.Pad() {
			if e.ID != id {
				continue
			}
			if drag {
				e.Drag()
			} else {
				e.Run()
			}
			return
		}
		s.t.Fatalf("the pad has no entry %s", id)
	}
}

func TestAppendFromThePadConnectsAndOpensTheText(t *testing.T) {
	s := begin(t)
	steps := s.doc.Steps()
	s.play(click("Task"), pad("append:task", false))
	made := s.ed.Selected()
	if len(made) != 1 || made[0].Kind() != bpmn.Task || made[0].ID() == "Task" {
		t.Fatalf("selected is %v", made)
	}
	if in := made[0].Incoming(); len(in) != 1 || in[0].Source().ID() != "Task" {
		t.Errorf("the new task has the incoming flows %v", in)
	}
	if len(s.labels) != 1 || s.labels[0].DI.Semantic() != made[0] {
		t.Error("the text of the new task isn't opened")
	}
	s.wantSteps(steps+1, "appending")
	s.wantDocked()
}

func TestAppendByDragPutsTheElementWhereItIsDropped(t *testing.T) {
	s := begin(t)
	s.play(click("Task"), pad("append:exclusiveGateway", true), moveTo(300, 300), dragTo(350, 300), release())
	made := s.ed.Selected()
	if len(made) != 1 || made[0].Kind() != bpmn.ExclusiveGateway || s.center(made[0].ID()) != geom.Pt(350, 300) {
		t.Fatalf("selected is %v", made)
	}
	if len(made[0].Incoming()) != 1 {
		t.Error("it isn't connected")
	}
	if len(s.labels) != 0 {
		t.Error("a gateway asks for its text")
	}
	s.wantDocked()
}

func TestConnectByDragAndByClicks(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(250, 300), "Other")
	s.play(click("Start"), pad("connect", true), dragToElement("Other"))
	s.wantStatus("Sequence flow")
	s.play(release())
	in := s.doc.ByID("Other").Incoming()
	if len(in) != 1 || in[0].Source().ID() != "Start" {
		t.Fatalf("incoming of the other task: %v", in)
	}
	s.wantSelected(in[0].ID())
	s.play(click("Other"), pad("connect", false), moveTo(400, 200), click("End"))
	if out := s.doc.ByID("Other").Outgoing(); len(out) != 1 || out[0].Target().ID() != "End" {
		t.Errorf("outgoing of the other task: %v", out)
	}
	s.wantDocked()
}

func TestARefusedConnectionSaysWhy(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.EndEvent}, geom.Pt(500, 300), "Other")
	before := s.xml()
	s.play(click("End"), pad("connect", true), dragToElement("Other"))
	if !s.warning {
		t.Errorf("status %q is no refusal", s.status)
	}
	s.play(release())
	if s.xml() != before {
		t.Error("the document changed")
	}
}

func TestTheConnectToolStaysUntilEscape(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(250, 300), "Other")
	s.play(key("C"), press("Start"), dragToElement("Other"), release())
	if s.ed.ActiveTool() != "connect" {
		t.Fatalf("after a connection %s is active", s.ed.ActiveTool())
	}
	s.play(click("Other"), moveTo(300, 200), click("End"))
	if len(s.doc.ByID("Other").Incoming()) != 1 || len(s.doc.ByID("Other").Outgoing()) != 1 {
		t.Errorf("incoming %v, outgoing %v", s.doc.ByID("Other").Incoming(), s.doc.ByID("Other").Outgoing())
	}
	s.play(escape())
	if s.ed.ActiveTool() != "select" {
		t.Errorf("after Escape %s is active", s.ed.ActiveTool())
	}
}

func TestCreateFromThePaletteByClick(t *testing.T) {
	s := begin(t)
	s.ed.Create(modeling.Variant{Kind: bpmn.UserTask}, false)
	s.play(moveTo(303, 302))
	if f := s.ed.Feedback(); f.Ghost == nil || f.Offset != geom.Pt(300, 300) {
		t.Errorf("the ghost hangs at %v", f.Offset)
	}
	s.play(clickAt(303, 302))
	made := s.ed.Selected()
	if len(made) != 1 || made[0].Kind() != bpmn.UserTask || s.center(made[0].ID()) != geom.Pt(300, 300) {
		t.Fatalf("selected is %v", made)
	}
	if len(s.labels) != 1 || s.ed.ActiveTool() != "select" {
		t.Errorf("texts opened: %d, tool %s", len(s.labels), s.ed.ActiveTool())
	}
}

func TestCreateByDragThatEndsOverThePaletteHangsOn(t *testing.T) {
	s := begin(t)
	s.ed.Create(modeling.Variant{Kind: bpmn.EndEvent}, true)
	s.send(tools.Release, tools.Primary, 1)
	if s.ed.ActiveTool() != "create" {
		t.Fatal("the element is gone")
	}
	s.play(moveTo(500, 300), clickAt(500, 300))
	if n := s.count(bpmn.EndEvent); n != 2 {
		t.Errorf("there are %d end events", n)
	}
	s.ed.Create(modeling.Variant{Kind: bpmn.EndEvent}, false)
	s.play(moveTo(600, 300), escape(), clickAt(600, 300))
	if n := s.count(bpmn.EndEvent); n != 2 {
		t.Error("Escape doesn't give the creation up")
	}
}

func TestCreateOnAFlowAndOnABorder(t *testing.T) {
	s := begin(t)
	s.ed.Create(modeling.Variant{Kind: bpmn.ParallelGateway}, false)
	s.play(moveTo(350, 118), clickAt(350, 118))
	gate := s.ed.Selected()[0]
	if len(gate.Incoming()) != 1 || len(gate.Outgoing()) != 1 {
		t.Errorf("the gateway has %d incoming and %d outgoing flows", len(gate.Incoming()), len(gate.Outgoing()))
	}
	s.ed.Create(modeling.Variant{Kind: bpmn.IntermediateThrowEvent}, false)
	s.play(moveTo(230, 157), clickAt(230, 157))
	if e := s.ed.Selected()[0]; e.Kind() != bpmn.BoundaryEvent || e.AttachedTo().ID() != "Task" {
		t.Errorf("the event is a %s", e.Kind())
	}
	s.wantDocked()
}

func TestTheFirstPoolWrapsTheProcess(t *testing.T) {
	s := begin(t)
	s.ed.Create(modeling.Variant{Kind: bpmn.Participant}, false)
	s.play(moveTo(300, 120), clickAt(300, 120))
	if s.count(bpmn.Participant) != 1 {
		t.Fatalf("status %q", s.status)
	}
	pool := s.doc.ByID(s.ed.Selected()[0].ID())
	if pool.Ref("processRef").ID() != "Process_1" || !s.item(pool.ID()).Bounds.ContainsRect(s.item("Task").Bounds) {
		t.Error("the pool doesn't hold the process")
	}
	if s.ed.Scene().Root().Kind() != bpmn.Collaboration {
		t.Errorf("the plane shows a %s", s.ed.Scene().Root().Kind())
	}
}

func TestSegmentsBendsAndEndsOfAFlow(t *testing.T) {
	s := begin(t)
	s.play(press("Task"), drag(0, 100), release())
	flow := s.item("Flow_2")
	if len(flow.Route) < 4 {
		t.Fatalf("the flow has no bends: %v", flow.Route)
	}
	mid := flow.Route[1].Lerp(flow.Route[2], 0.5)
	s.play(pressAt(mid.X, mid.Y), drag(20, 0), release())
	moved := s.item("Flow_2").Route
	if moved[1].X <= flow.Route[1].X {
		t.Errorf("the segment was at %v and is at %v", flow.Route[1], moved[1])
	}
	s.wantSelected("Flow_2")
	s.wantDocked()
	s.add(modeling.Variant{Kind: bpmn.EndEvent}, geom.Pt(500, 400), "Other")
	end := s.item("Flow_2").Route[len(s.item("Flow_2").Route)-1]
	s.play(clickAt(mid.X+20, mid.Y), clickAt(mid.X+20, mid.Y))
	s.wantSelected("Flow_2")
	s.play(pressAt(end.X, end.Y), dragToElement("Other"), release())
	if got := s.doc.ByID("Flow_2").Target().ID(); got != "Other" {
		t.Errorf("the flow ends at %s", got)
	}
	s.wantDocked()
}

func TestABendIsMadeByDraggingALineAndGoesWhenItIsStraight(t *testing.T) {
	s := begin(t)
	a := s.item("Flow_2").Route
	near := a[0].Lerp(a[1], 0.9)
	s.play(pressAt(near.X, near.Y), drag(0, 60), release())
	if n := len(s.item("Flow_2").Route); n < 3 {
		t.Fatalf("the flow has %d points", n)
	}
	bend := s.item("Flow_2").Route[1]
	s.play(pressAt(bend.X, bend.Y), dragTo(near.X, near.Y), release())
	if r := s.item("Flow_2").Route; len(r) != 2 {
		t.Errorf("straightened the flow has the points %v", r)
	}
}

func TestDraggingAnEndOntoTheOtherEndTurnsTheFlowRound(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(600, 300), "A")
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(600, 500), "B")
	s.edit(func(tx *bpmn.Tx) error { return s.connect(tx, s.doc.ByID("A"), s.doc.ByID("B"), "AB") })
	r := s.item("AB").Route
	s.play(click("AB"), pressAt(r[0].X, r[0].Y), dragToElement("B"), release())
	if f := s.doc.ByID("AB"); f.Source().ID() != "B" || f.Target().ID() != "A" {
		t.Errorf("the flow leads from %s to %s", f.Source().ID(), f.Target().ID())
	}
}

func TestChangeTypeKeepsIdAndFlows(t *testing.T) {
	s := begin(t)
	s.play(click("Task"))
	for _, e := range s.ed.ChangeEntries() {
		if e.ID == "change:serviceTask" {
			e.Run()
		}
	}
	task := s.doc.ByID("Task")
	if task.Kind() != bpmn.ServiceTask || len(task.Incoming()) != 1 || len(task.Outgoing()) != 1 {
		t.Errorf("the task is a %s", task.Kind())
	}
	s.wantSelected("Task")
	for _, e := range s.ed.ChangeEntries() {
		if e.ID == "loop:parallel" {
			e.Run()
		}
	}
	if s.doc.ByID("Task").Loop() != bpmn.ParallelMultiInstance {
		t.Error("the loop isn't set")
	}
}

func TestCopyPasteAndDuplicate(t *testing.T) {
	s := begin(t)
	s.play(click("Task"), holding(tools.Shift, click("End")))
	if !s.ed.Copy() || s.clip.text == "" {
		t.Fatalf("nothing copied: %s", s.status)
	}
	s.ed.PasteAt(geom.Pt(300, 400))
	made := s.ed.Selected()
	if s.count(bpmn.Task) != 2 || s.count(bpmn.EndEvent) != 2 || s.count(bpmn.SequenceFlow) != 3 || len(made) < 2 {
		t.Fatalf("pasted %v, %d flows", made, s.count(bpmn.SequenceFlow))
	}
	s.wantDocked()
	s.ed.DuplicateHere()
	if s.count(bpmn.Task) != 3 {
		t.Errorf("after duplicating there are %d tasks", s.count(bpmn.Task))
	}
	s.play(click("Start"))
	s.ed.Cut()
	if s.count(bpmn.StartEvent) != 0 {
		t.Error("cut leaves the start event")
	}
	s.clip.text = "no XML at all"
	before := s.xml()
	s.ed.PasteAt(geom.Pt(0, 0))
	if !s.warning || s.xml() != before {
		t.Errorf("pasting nonsense: %q", s.status)
	}
}

func TestThePadOffersWhatCanBeDone(t *testing.T) {
	s := begin(t)
	ids := func() map[string]bool {
		m := map[string]bool{}
		for _, e := range s.ed.Pad() {
			m[e.ID] = true
			if e.Icon == nil || e.Label == "" {
				t.Errorf("%s has no icon or no label", e.ID)
			}
		}
		return m
	}
	s.play(click("End"))
	if p := ids(); p["append:task"] || !p["change"] || !p["delete"] || !p["annotate"] {
		t.Errorf("the pad of an end event: %v", p)
	}
	s.play(click("Flow_1"))
	if p := ids(); p["append:task"] || p["connect"] || !p["delete"] {
		t.Errorf("the pad of a flow: %v", p)
	}
	s.ed.SelectAll()
	if p := ids(); len(p) != 3 || !p["delete"] || !p["align"] {
		t.Errorf("the pad of several elements: %v", p)
	}
	s.ed.Deselect()
	if len(s.ed.Pad()) != 0 {
		t.Error("there is a pad for nothing")
	}
	if _, ok := s.ed.PadAnchor(); ok {
		t.Error("the pad for nothing has a place")
	}
}

func TestEveryEntryOfTheCreateMenuCanBeCreatedSomewhere(t *testing.T) {
	for _, v := range modeling.Creatable() {
		s := begin(t)
		at := geom.Pt(400, 500)
		if v.Kind == bpmn.BoundaryEvent {
			s.add(modeling.Variant{Kind: bpmn.Transaction}, at, "Host")
			at.Y = s.item("Host").Bounds.Bottom()
		}
		s.ed.Create(v, false)
		before := s.ed.Scene().Len()
		s.play(moveTo(at.X, at.Y), clickAt(at.X, at.Y))
		if s.ed.Scene().Len() <= before {
			t.Errorf("%s: %s", v.Title(), s.status)
		}
		s.wantDocked()
	}
}

// A second branch keeps clear of the text below what the first leads to.
func TestASecondBranchIsARowBelowTheFirst(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error { return modeling.SetName(tx, s.doc.ByID("End"), "Done") })
	s.play(click("Task"), pad("append:task", false))
	made := s.ed.Selected()[0].ID()
	if got, want := s.center(made).Y, s.center("End").Y+110; got != want {
		t.Errorf("the branch is at %v, want %v", got, want)
	}
	if label := s.item("End").Label; label.Intersects(s.item(made).Bounds) {
		t.Errorf("%v covers the text at %v", s.item(made).Bounds, label)
	}
}

func TestAToolStaysNamedDuringItsStrokes(t *testing.T) {
	for k, name := range map[editor.Key]string{"C": "connect", "L": "lasso", "S": "space"} {
		s := begin(t)
		s.play(key(k), press("Task"), drag(30, 200))
		if got := s.ed.ActiveTool(); got != name {
			t.Errorf("in the middle of a stroke with %s the tool is %s", name, got)
		}
		s.play(release(), escape())
		if got := s.ed.ActiveTool(); got != "select" {
			t.Errorf("after Escape the tool is %s", got)
		}
	}
}
