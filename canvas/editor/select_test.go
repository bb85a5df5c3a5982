package editor_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

func TestClickSelectsAndClickOnTheGroundDeselects(t *testing.T) {
	s := begin(t)
	s.play(click("Task"))
	s.wantSelected("Task")
	s.play(click("End"))
	s.wantSelected("End")
	s.play(clickAt(700, 500))
	s.wantSelected()
	s.play(click("Flow_1"))
	s.wantSelected("Flow_1")
}

func TestAShakingHandStillClicks(t *testing.T) {
	s := begin(t)
	s.play(press("Task"), drag(3, 2), release())
	s.wantSelected("Task")
	s.wantBounds("Task", geom.R(200, 78, 100, 80))
}

func TestShiftClickAddsAndRemoves(t *testing.T) {
	s := begin(t)
	s.play(click("Task"), holding(tools.Shift, click("End")))
	s.wantSelected("Task", "End")
	s.play(holding(tools.Shift, click("Task")))
	s.wantSelected("End")
}

func TestLassoSelectsWhatLiesWhollyInIt(t *testing.T) {
	s := begin(t)
	before := s.selected
	s.play(holding(tools.Shift, pressAt(180, 60), drag(200, 120), release()))
	s.wantSelected("Task")
	if told := s.selected - before; told != 1 {
		t.Errorf("the selection was told of %d times, once is enough", told)
	}
	s.play(holding(tools.Shift, pressAt(60, 60), drag(500, 200), release()))
	if n := len(s.ed.Selected()); n != 5 {
		t.Errorf("around everything the lasso selects %d things, want 5", n)
	}
}

func TestTheGroundPans(t *testing.T) {
	s := begin(t)
	was := s.ed.View().Origin
	s.play(pressAt(600, 500), func(s *story) {
		// While panning the diagram moves with the pointer, so screen positions count.
		s.ed.Handle(tools.Event{Kind: tools.Motion, Screen: geom.Pt(750, 640), Button: tools.Primary})
	}, release())
	v := s.ed.View()
	if d := was.Sub(v.Origin); d.X < 40 || d.Y < 30 {
		t.Errorf("the view moved by %v", d)
	}
	s.wantSelected()
}

func TestDoubleClickEditsTheText(t *testing.T) {
	s := begin(t)
	s.play(doubleClick("Task"))
	if len(s.labels) != 1 || s.labels[0].DI != s.item("Task").DI {
		t.Errorf("the text of %v is edited", s.labels)
	}
	s.wantSelected("Task")
}

// TestAClickAndADragAtOnceIsNoDoubleClick is what hands do that select a thing
// and drag it without a pause.
func TestAClickAndADragAtOnceIsNoDoubleClick(t *testing.T) {
	s := begin(t)
	s.play(click("Task"))
	s.send(tools.Press, tools.Primary, 2)
	s.play(drag(50, 100), release())
	s.wantBounds("Task", geom.R(250, 180, 100, 80))
	if len(s.labels) > 0 {
		t.Errorf("the text of %v opens", s.labels)
	}
}

func TestARightClickSelectsAndAsksForTheMenu(t *testing.T) {
	s := begin(t)
	s.at = s.center("Task")
	s.send(tools.Press, tools.Secondary, 1)
	s.wantSelected("Task")
	if len(s.menus) != 1 || s.menus[0] != tools.ContextMenu {
		t.Errorf("menus asked for: %v", s.menus)
	}
}

func TestSelectAllAndDelete(t *testing.T) {
	s := begin(t)
	steps := s.doc.Steps()
	s.ed.SelectAll()
	s.play(key(editor.KeyDelete))
	if n := s.ed.Scene().Len(); n != 0 {
		t.Errorf("%d items are left", n)
	}
	s.wantSteps(steps+1, "deleting everything")
	s.ed.Undo()
	if n := s.ed.Scene().Len(); n != 5 {
		t.Errorf("after undo there are %d items, want 5", n)
	}
	if n := len(s.ed.Selected()); n != 5 {
		t.Errorf("after undo %d things are selected, want the 5 as before", n)
	}
}

func TestUndoAndRedoSelectWhatTheStepWasAbout(t *testing.T) {
	s := begin(t)
	s.play(press("Task"), drag(0, 100), release(), click("End"), press("End"), drag(60, 0), release(), clickAt(700, 500))
	s.ed.Undo()
	s.wantSelected("End")
	s.ed.Undo()
	s.wantSelected("Task")
	s.ed.Redo()
	s.wantSelected("Task")
	s.ed.Redo()
	s.wantSelected("End")
}

func TestEscapeLeavesOneThingAfterTheOther(t *testing.T) {
	s := begin(t)
	s.play(key("L"))
	if s.ed.ActiveTool() != "lasso" {
		t.Fatalf("L makes %s the active tool", s.ed.ActiveTool())
	}
	s.play(escape())
	if s.ed.ActiveTool() != "select" {
		t.Errorf("after Escape %s is active", s.ed.ActiveTool())
	}
	s.play(click("Task"), escape())
	s.wantSelected()
}

func TestCollapsedSubProcessesLeadToTheirPlaneAndBack(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, geom.Pt(300, 300), "Sub")
	top := s.ed.Plane()
	b := s.item("Sub").Bounds
	s.play(clickAt(b.Right()-2, b.Bottom()-2))
	if s.ed.Plane() == top || s.ed.Plane().Semantic() != s.doc.ByID("Sub") {
		t.Fatalf("the door leads to %v", s.ed.Plane().Semantic().ID())
	}
	if c := s.ed.Breadcrumbs(); len(c) != 2 || c[0].Plane != top {
		t.Errorf("breadcrumbs: %v", c)
	}
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(250, 200), "Inner")
	s.play(escape())
	if s.ed.Plane() != top {
		t.Error("Escape doesn't lead back")
	}
	s.wantSelected("Sub")
	if !s.ed.Find(s.doc.ByID("Inner")) {
		t.Error("what lies on another plane isn't found")
	}
	s.wantSelected("Inner")
}

func TestDeletingTheSubProcessWhosePlaneIsShownLeavesIt(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, geom.Pt(300, 300), "Sub")
	s.ed.Enter(s.doc.ByID("Sub"))
	s.edit(func(tx *bpmn.Tx) error { return modeling.Delete(tx, s.doc.ByID("Sub")) })
	if s.ed.Plane().IsZero() || s.ed.Plane().Semantic() != s.doc.ByID("Process_1") {
		t.Errorf("shown is %q", s.ed.Plane().Semantic().ID())
	}
}

func TestAnEmptyAnnotationIsClickedAnywhere(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.TextAnnotation}, geom.Pt(250, 300), "Note")
	for _, x := range []float64{203, 250, 297} {
		s.ed.Deselect()
		s.play(clickAt(x, 300))
		s.wantSelected("Note")
	}
}
