package editor_test

import (
	"regexp"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

func TestADraggedTaskMovesAndItsFlowsFollow(t *testing.T) {
	s := begin(t)
	steps := s.doc.Steps()
	s.play(press("Task"), drag(50, 100), release())
	// The middle comes to lie on the grid: 250,118 + 50,100 → 300,220.
	s.wantBounds("Task", geom.R(250, 180, 100, 80))
	s.wantDocked()
	s.wantSelected("Task")
	s.wantSteps(steps+1, "a move")
	s.ed.Undo()
	s.wantBounds("Task", geom.R(200, 78, 100, 80))
}

func TestTheOriginalFadesWhileItsGhostFollowsThePointer(t *testing.T) {
	s := begin(t)
	s.play(press("Task"), drag(40, 62))
	f := s.ed.Feedback()
	if f.Ghost == nil || f.Offset != geom.Pt(40, 62) {
		t.Errorf("the ghost is moved by %v", f.Offset)
	}
	ghost := f.Ghost
	s.play(drag(10, 0))
	if f = s.ed.Feedback(); f.Ghost != ghost {
		t.Error("the ghost is made anew at every movement")
	}
	s.wantBounds("Task", geom.R(200, 78, 100, 80))
	s.play(rest())
	if len(s.ed.Feedback().Figures) == 0 {
		t.Error("the new ways of the flows are not shown")
	}
	s.play(escape())
	s.wantBounds("Task", geom.R(200, 78, 100, 80))
	if s.ed.Feedback().Ghost != nil || tools.IsDragging(s.ed.Tool()) {
		t.Error("Escape doesn't end the drag")
	}
	s.play(release())
	s.wantBounds("Task", geom.R(200, 78, 100, 80))
}

func TestBackWhereItWasTheFlowsAreShown(t *testing.T) {
	s := begin(t)
	s.play(press("Task"), drag(60, 60), drag(-60, -60), rest())
	if f := s.ed.Feedback(); f.Offset != (geom.Point{}) || len(f.Figures) == 0 {
		t.Errorf("at %v only the faded flows are left", f.Offset)
	}
}

func TestDraggingSnapsToOtherElementsAndCommandSwitchesThatOff(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(400, 304), "Other")
	s.play(press("Other"), drag(-147, 0))
	if len(s.ed.Feedback().Figures) == 0 {
		t.Error("no guide is shown")
	}
	s.play(release())
	// 253 is within reach of the task's middle at 250; the grid would take 304 to 300.
	if c := s.center("Other"); c.X != 250 {
		t.Errorf("the middle came to %v", c)
	}
	s.play(holding(tools.Command, press("Other")), func(s *story) { s.mods = 0 })
	s.play(escape(), click("Other"))
	s.play(press("Other"), holding(tools.Command, drag(3, 13), release()))
	if c := s.center("Other"); c.X != 253 {
		t.Errorf("without snapping the middle came to %v", c)
	}
}

func TestADraggedElementKeepsTheDistanceOfItsNeighbours(t *testing.T) {
	s := begin(t)
	s.ed.SetGrid(false)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(200, 400), "A")
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(333, 400), "B") // 33 apart
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(600, 412), "C")
	s.play(press("C"), drag(-130, 0))
	if c := s.ed.Feedback(); c.Offset.X != -134 || len(c.Figures) == 0 {
		t.Errorf("dragged to a distance of 37 it is moved by %v", c.Offset)
	}
	s.play(holding(tools.Command, drag(0, 0)))
	if c := s.ed.Feedback(); c.Offset.X != -130 {
		t.Errorf("with the command key it is moved by %v", c.Offset)
	}
	s.play(drag(0, 0), release())
	s.wantBounds("C", geom.R(416, 372, 100, 80))
}

func TestSeveralMoveTogether(t *testing.T) {
	s := begin(t)
	s.play(click("Task"), holding(tools.Shift, click("End")), press("Task"), drag(0, 100), release())
	s.wantBounds("Task", geom.R(200, 180, 100, 80))
	s.wantBounds("End", geom.R(400, 202, 36, 36))
	s.wantDocked()
	s.wantSelected("Task", "End")
}

func TestADropOnAFlowInsertsTheElement(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.ExclusiveGateway}, geom.Pt(350, 300), "Gate")
	s.play(press("Gate"), dragTo(350, 119))
	s.wantStatus("Insert")
	s.play(release())
	in, out := s.doc.ByID("Gate").Incoming(), s.doc.ByID("Gate").Outgoing()
	if len(in) != 1 || len(out) != 1 || in[0].Source().ID() != "Task" || out[0].Target().ID() != "End" {
		t.Errorf("incoming %v, outgoing %v", in, out)
	}
	s.wantDocked()
}

func TestAnEventIsPutOnABorderSlidesAndLeavesIt(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.TimerDefinition}, geom.Pt(300, 300), "Timer")
	s.play(press("Timer"), dragTo(240, 160))
	s.wantStatus("Attach")
	s.play(release())
	timer := s.doc.ByID("Timer")
	if timer.Kind() != bpmn.BoundaryEvent || timer.AttachedTo() != s.doc.ByID("Task") {
		t.Fatalf("the timer is a %s at %q", timer.Kind(), timer.AttachedTo().ID())
	}
	if c := s.center("Timer"); c.Y != 158 {
		t.Errorf("its middle lies at %v, not on the border", c)
	}
	s.play(press("Timer"), dragTo(280, 150), release())
	if c := s.center("Timer"); c != geom.Pt(280, 158) || s.doc.ByID("Timer").Kind() != bpmn.BoundaryEvent {
		t.Errorf("slid along the border it lies at %v as %s", c, s.doc.ByID("Timer").Kind())
	}
	s.play(press("Task"), drag(0, 100), release())
	if c := s.center("Timer"); c.Y != 260 {
		t.Errorf("it doesn't move with its task: %v", c)
	}
	s.play(press("Timer"), dragTo(500, 400), release())
	if k := s.doc.ByID("Timer").Kind(); k != bpmn.IntermediateCatchEvent {
		t.Errorf("dragged away it is a %s", k)
	}
	s.wantDocked()
}

func TestSubProcessesAreDraggedByTheirTitleAndTakeTheirContentAlong(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(400, 400), "Sub")
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(450, 400), "Inner")
	b := s.item("Sub").Bounds
	inner := s.item("Inner").Bounds
	origin := s.ed.View().Origin
	s.play(pressAt(b.X+200, b.Bottom()-20), drag(60, 0), release())
	s.wantBounds("Sub", b)
	if s.ed.View().Origin == origin {
		t.Error("dragging the ground of the sub-process doesn't pan")
	}
	s.play(pressAt(b.X+200, b.Y+10), drag(100, 40), release())
	now := s.item("Sub").Bounds
	if now == b {
		t.Fatal("dragging the title doesn't move the sub-process")
	}
	s.wantBounds("Inner", inner.Moved(now.Min().Sub(b.Min())))
}

func TestWhatIsDroppedIntoASubProcessBelongsToIt(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(400, 400), "Sub")
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(700, 200), "Lonely")
	s.play(press("Lonely"), dragTo(480, 400), release())
	if p := s.doc.ByID("Lonely").Scope(); p.ID() != "Sub" {
		t.Errorf("the task belongs to %s", p.ID())
	}
	s.play(press("Lonely"), dragTo(700, 200), release())
	if p := s.doc.ByID("Lonely").Scope(); p.ID() != "Process_1" {
		t.Errorf("dragged out the task belongs to %s", p.ID())
	}
}

func TestARefusedDropSaysWhyAndChangesNothing(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(600, 500), "Pool")
	before := s.xml()
	s.play(press("Task"), dragTo(300, 900))
	if !s.warning || s.status == "" || s.ed.Feedback().Cursor != tools.ForbiddenCursor {
		t.Errorf("status %q, warning %v", s.status, s.warning)
	}
	s.play(release())
	if s.xml() != before {
		t.Error("the document changed")
	}
}

func TestArrowKeysMoveInOneStep(t *testing.T) {
	s := begin(t)
	s.play(click("Task"))
	steps := s.doc.Steps()
	s.play(key(editor.KeyRight), key(editor.KeyRight), holding(tools.Shift, key(editor.KeyDown)))
	s.wantBounds("Task", geom.R(202, 88, 100, 80))
	s.wantSteps(steps+1, "three arrow keys")
	s.wantDocked()
}

func TestLabelsAreDraggedByThemselves(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error { return modeling.SetName(tx, s.doc.ByID("End"), "Done") })
	label := s.item("End").Label
	at := label.Center()
	shown := func() (n int) {
		for _, l := range s.ed.Scene().Snapshot().Lists(geom.R(0, 0, 1000, 1000), 1) {
			n += len(texts(l))
		}
		return n
	}
	s.play(pressAt(at.X, at.Y), drag(40, -80))
	if n := shown(); n != 0 {
		t.Errorf("while the text is dragged it stands at its old place, too: %d", n)
	}
	s.play(escape())
	if n := shown(); n != 1 {
		t.Errorf("given up, %d texts are shown", n)
	}
	s.play(pressAt(at.X, at.Y), drag(40, -80), release())
	s.wantBounds("End", geom.R(400, 100, 36, 36))
	if now := s.item("End").Label; now.X <= label.X || now.Y >= label.Y {
		t.Errorf("the label was at %v and is at %v", label, now)
	}
}

func TestResizeByACornerKeepsItsLimits(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(400, 400), "Sub")
	b := s.item("Sub").Bounds
	s.play(click("Sub"))
	s.play(clickAt(b.X+100, b.Y+10), clickAt(b.X+100, b.Y+10))
	s.wantSelected("Sub")
	s.play(pressAt(b.Right()+5, b.Bottom()+5), drag(100, 60), release())
	r := s.item("Sub").Bounds
	if r.Min() != b.Min() || r.W < b.W+90 || r.H < b.H+50 {
		t.Errorf("resized to %v from %v", r, b)
	}
	s.play(pressAt(r.Right()+5, r.Bottom()+5), drag(-900, -900), release())
	w, h := modeling.MinSize(s.doc.ByID("Sub"))
	if r := s.item("Sub").Bounds; r.W < w || r.H < h || r.Min() != b.Min() {
		t.Errorf("resized to %v, the least is %v × %v", r, w, h)
	}
}

func TestADragAtTheRimScrolls(t *testing.T) {
	s := begin(t)
	s.play(press("Task"))
	v := s.ed.View()
	s.play(func(s *story) { // the pointer comes to the right rim of the window
		p := v.ToDiagram(geom.Pt(v.W-3, 300))
		s.at = p
		s.send(tools.Motion, tools.Primary, 1)
	})
	offset := s.ed.Feedback().Offset
	if !s.ed.ScrollAtEdge() {
		t.Fatal("nothing scrolls")
	}
	if now := s.ed.View(); now.Origin.X <= v.Origin.X || s.ed.Feedback().Offset.X <= offset.X {
		t.Errorf("the view is at %v, the ghost at %v", now.Origin, s.ed.Feedback().Offset)
	}
	s.play(escape())
	if s.ed.ScrollAtEdge() {
		t.Error("it scrolls without a drag")
	}
}

// onScreen moves the pointer to a position of the window.
func onScreen(x, y float64) step {
	return func(s *story) {
		v := s.ed.View()
		s.at = v.ToDiagram(geom.Pt(x, y))
		s.send(tools.Motion, 0, 1)
	}
}

func TestWhatHangsOnThePointerScrollsAtTheRim(t *testing.T) {
	for what, hang := range map[string]step{
		"a new task":   func(s *story) { s.ed.Create(modeling.Variant{Kind: bpmn.Task}, false) },
		"a copy":       func(s *story) { s.ed.Select(s.doc.ByID("Task")); s.ed.Duplicate() },
		"a connection": func(s *story) { s.ed.Select(s.doc.ByID("Task")); s.ed.ConnectSelected() },
	} {
		s := begin(t)
		v := s.ed.View()
		s.send(tools.Leave, 0, 1)
		s.play(hang)
		s.send(tools.Leave, 0, 1)
		s.play(onScreen(4, 300)) // it comes from the palette
		if s.ed.ScrollAtEdge() {
			t.Errorf("%s scrolls where it comes over the rim", what)
		}
		s.play(onScreen(v.W/2, 300), onScreen(v.W-4, 300))
		before := s.ed.View().Origin.X
		if !s.ed.ScrollAtEdge() || s.ed.View().Origin.X <= before {
			t.Errorf("%s doesn't scroll at the right rim", what)
		}
		s.send(tools.Leave, 0, 1)
		if s.ed.ScrollAtEdge() {
			t.Errorf("%s scrolls though the pointer has left", what)
		}
		s.play(escape())
		s.play(onScreen(v.W/2, 300), onScreen(v.W-4, 300))
		if s.ed.ScrollAtEdge() {
			t.Errorf("%s is given up and still scrolls", what)
		}
	}
}

func TestAlignAndColourFromThePad(t *testing.T) {
	s := begin(t)
	s.play(press("Task"), drag(0, 100), release(), click("Start"), holding(tools.Shift, click("Task")))
	for _, e := range s.ed.AlignEntries() {
		if e.ID == "align:Middle" {
			e.Run()
		}
	}
	if a, b := s.center("Start"), s.center("Task"); a.Y != b.Y {
		t.Errorf("the middles are at %v and %v", a.Y, b.Y)
	}
	for _, e := range s.ed.ColorEntries() {
		if e.ID == "color:Blue" {
			e.Run()
		}
	}
	if c := s.item("Task").DI.Colors(); c.Fill != "#BBDEFB" {
		t.Errorf("the task is %v", c)
	}
}

func TestSnappingCanBeSwitchedOff(t *testing.T) {
	s := begin(t)
	s.ed.SetSnapping(false)
	s.play(press("Task"), drag(53, 101), release())
	s.wantBounds("Task", geom.R(253, 179, 100, 80))
	s.ed.SetSnapping(true)
	s.ed.Undo()
	s.play(press("Task"), drag(53, 101), release())
	s.wantBounds("Task", geom.R(250, 180, 100, 80))
}

var fraction = regexp.MustCompile(`(?:x|y|width|height)="-?[0-9]+\.[0-9]+"`)

// TestFilesHoldWholeUnits drags at a zoom at which pixels are no whole units,
// with nothing that pulls to whole ones.
func TestFilesHoldWholeUnits(t *testing.T) {
	for _, snapping := range []bool{true, false} {
		s := begin(t)
		s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(500, 400), "Sub")
		s.ed.SetGrid(false)
		s.ed.SetSnapping(snapping)
		s.ed.ZoomTo(1.37)
		s.ed.CenterOn(geom.Pt(400, 300))
		s.play(press("Task"), drag(33.4, 60.7), release())
		s.play(click("Flow_1"), press("Flow_1"), drag(0, 41.3), release())
		s.play(click("Sub"))
		b := s.item("Sub").Bounds
		s.play(pressAt(b.Right()+5, b.Bottom()+5), drag(31.2, 17.8), release())
		s.ed.Create(modeling.Variant{Kind: bpmn.UserTask}, false)
		s.play(clickAt(183.6, 441.3))
		s.play(key("S"), pressAt(180.2, 500.3), drag(41.7, 3.2), release(), escape())
		if found := fraction.FindAllString(s.xml(), -1); found != nil {
			t.Errorf("with snapping %v the file holds %v", snapping, found)
		}
	}
}

func TestMakingSpaceSnapsOnlyWhenItIsWanted(t *testing.T) {
	s := begin(t)
	s.play(key("S"), pressAt(180, 300), drag(63, 4), release())
	s.wantBounds("Task", geom.R(260, 78, 100, 80))
	s.play(pressAt(180, 300), holding(tools.Command, drag(17, 0), release()))
	s.wantBounds("Start", geom.R(117, 100, 36, 36)) // what lies behind follows
	s.ed.SetSnapping(false)
	s.play(pressAt(180, 300), drag(63, 4), release())
	s.wantBounds("Task", geom.R(323, 78, 100, 80))
	s.ed.SetSnapping(true)
	s.ed.SetGrid(false)
	s.play(pressAt(180, 300), drag(21, 4), release())
	s.wantBounds("Task", geom.R(344, 78, 100, 80))
}
