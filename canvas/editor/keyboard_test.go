package editor_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// walk presses an arrow with Alt, follow one with Alt and Shift.
func walk(k editor.Key) step   { return holding(tools.Alt, key(k)) }
func follow(k editor.Key) step { return holding(tools.Alt|tools.Shift, key(k)) }

func enter() step { return key(editor.KeyReturn) }

func TestTabGoesThroughEverythingInReadingOrder(t *testing.T) {
	s := begin(t)
	for _, id := range []string{"Start", "Flow_1", "Task", "Flow_2", "End"} {
		s.play(key(editor.KeyTab))
		s.wantSelected(id)
	}
	if s.ed.CanWalkOn(1) {
		t.Error("something comes after the end")
	}
	s.play(key(editor.KeyTab))
	s.wantSelected("End")
	s.play(holding(tools.Shift, key(editor.KeyTab)))
	s.wantSelected("Flow_2")
}

func TestTabReachesEveryItem(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(400, 200), "Pool")
	s.edit(func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, s.doc.ByID("Pool"), 2) })
	s.edit(func(tx *bpmn.Tx) error {
		s.make(tx, modeling.Variant{Kind: bpmn.Participant}, s.ed.Plane(), geom.Pt(400, 700), "Pool2")
		return nil
	})
	s.play(click("Task"))
	s.ed.Attach(modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.TimerDefinition})
	s.ed.Deselect()
	seen := map[bpmn.Element]bool{}
	for s.ed.WalkOn(1) {
		for _, e := range s.ed.Selected() {
			if seen[e] {
				t.Fatalf("%s comes twice", e.ID())
			}
			seen[e] = true
		}
	}
	if len(seen) != s.ed.Scene().Len() {
		t.Errorf("%d of %d items are reached", len(seen), s.ed.Scene().Len())
	}
}

func TestAltArrowsWalkInSpaceAndAlongFlows(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(260, 300), "Below")
	s.edit(func(tx *bpmn.Tx) error { return s.connect(tx, s.doc.ByID("Start"), s.doc.ByID("Below"), "Flow_3") })
	s.play(click("Start"), walk(editor.KeyRight))
	s.wantSelected("Task")
	s.play(walk(editor.KeyDown))
	s.wantSelected("Below")
	s.play(walk(editor.KeyDown)) // nothing lies there
	s.wantSelected("Below")
	s.play(follow(editor.KeyUp))
	s.wantSelected("Task")
	s.play(follow(editor.KeyRight))
	s.wantSelected("End")
	s.play(follow(editor.KeyLeft), follow(editor.KeyLeft))
	s.wantSelected("Start")
	s.play(follow(editor.KeyRight)) // back to where one came from
	s.wantSelected("Task")
}

// TestAProcessIsDrawnWithoutAMouse creates, appends, connects, renames, moves,
// attaches, resizes and deletes with keys alone.
func TestAProcessIsDrawnWithoutAMouse(t *testing.T) {
	s := begin(t)
	s.play(key(editor.KeyTab), follow(editor.KeyRight))
	s.wantSelected("Task")
	// A gateway behind the task, two tasks behind the gateway.
	for _, e := range s.ed.AppendEntries() {
		if e.Label == "Exclusive gateway" {
			e.Run()
			break
		}
	}
	gate := s.ed.Selected()[0]
	if gate.Kind() != bpmn.ExclusiveGateway {
		t.Fatalf("appended %s", gate.Kind())
	}
	appendTask := pad("append:task", false)
	s.play(appendTask)
	upper := s.ed.Selected()[0]
	s.ed.Select(gate)
	s.play(appendTask)
	lower := s.ed.Selected()[0]
	s.play(follow(editor.KeyUp))
	s.wantSelected(upper.ID())
	// Shift+C connects what is selected with what is pointed at.
	s.play(holding(tools.Shift, key("C")), walk(editor.KeyDown))
	if len(s.ed.Feedback().Figures) == 0 {
		t.Error("no preview of the connection")
	}
	s.play(enter())
	if out := upper.Outgoing(); len(out) != 1 || out[0].Target() != lower {
		t.Errorf("%s leads to %v", upper.ID(), out)
	}
	// The new flow is selected; back to its source, and a timer on its border.
	s.play(follow(editor.KeyLeft))
	s.wantSelected(upper.ID())
	s.play(holding(tools.Shift, key("A")))
	for _, e := range s.ed.AttachEntries() {
		if e.ID == "attach:boundaryEvent:timer" {
			e.Run()
		}
	}
	timer := s.ed.Selected()[0]
	if timer.AttachedTo() != upper || timer.Definition() != bpmn.TimerDefinition {
		t.Errorf("attached %s to %q", timer.Kind(), timer.AttachedTo().ID())
	}
	s.wantDocked()
	if f := faults(s.doc); len(f) > 0 {
		t.Error(f)
	}
}

func TestWhatHangsOnThePointerIsPutDownWithKeys(t *testing.T) {
	s := begin(t)
	s.ed.Create(modeling.Variant{Kind: bpmn.Task}, false)
	s.ed.ShowPointer()
	if s.ed.Feedback().Ghost == nil {
		t.Fatal("nothing is seen")
	}
	from := s.ed.Pointer()
	s.play(key(editor.KeyRight), holding(tools.Shift, key(editor.KeyDown)), enter())
	made := s.ed.Selected()
	if len(made) != 1 || s.center(made[0].ID()) != from.Add(geom.Pt(10, 50)) {
		t.Fatalf("%v lies at %v, the pointer was at %v first", made, s.center(made[0].ID()), from)
	}
	s.ed.Create(modeling.Variant{Kind: bpmn.Task}, false)
	s.play(key(editor.KeyUp), escape())
	if n := s.count(bpmn.Task); n != 2 {
		t.Errorf("after Escape there are %d tasks", n)
	}
}

func TestHandlesAreDraggedWithKeys(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(400, 400), "Sub")
	b := s.item("Sub").Bounds
	s.ed.Select(s.doc.ByID("Sub"))
	s.play(key("B"), holding(tools.Shift, key(editor.KeyRight), key(editor.KeyDown)), enter())
	r := s.item("Sub").Bounds
	if r.Min() != b.Min() || r.W < b.W+40 || r.H < b.H+40 {
		t.Errorf("resized from %v to %v", b, r)
	}
	// The end of a flow goes to another element.
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(418, 218), "Other")
	s.ed.Select(s.doc.ByID("Flow_2"))
	s.play(key("B"), enter(), walk(editor.KeyDown), enter())
	if to := s.doc.ByID("Flow_2").Target(); to.ID() != "Other" {
		t.Errorf("the flow leads to %s; %s", to.ID(), s.status)
	}
	s.wantDocked()
	// Escape gives the drag up.
	before := s.xml()
	s.ed.Select(s.doc.ByID("Sub"))
	s.play(key("B"), key(editor.KeyTab), key(editor.KeyLeft), key(editor.KeyUp), escape())
	if s.xml() != before {
		t.Error("Escape left something behind")
	}
}

func TestAGrabbedElementIsCarriedIntoASubProcess(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(600, 500), "Sub")
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(600, 300), "Free")
	s.ed.Select(s.doc.ByID("Free"))
	s.play(key("G"), holding(tools.Shift, key(editor.KeyDown), key(editor.KeyDown), key(editor.KeyDown), key(editor.KeyDown)))
	if s.ed.Feedback().Ghost == nil {
		t.Error("nothing hangs on the keys")
	}
	s.play(enter())
	if p := s.doc.ByID("Free").Parent(); p.ID() != "Sub" {
		t.Errorf("the task belongs to %s", p.ID())
	}
}

func TestSeveralAreMarkedWithKeys(t *testing.T) {
	s := begin(t)
	s.play(click("Start"), key("M"), walk(editor.KeyRight), enter(), walk(editor.KeyRight), enter())
	s.wantSelected("Start", "Task", "End")
	s.play(enter())
	s.wantSelected("Start", "Task")
	s.play(escape())
	if s.ed.ActiveTool() != "select" {
		t.Errorf("%s is active", s.ed.ActiveTool())
	}
	s.wantSelected("Start", "Task")
}

func TestGlobalConnectWithKeys(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Task}, geom.Pt(250, 300), "Other")
	s.ed.Select(s.doc.ByID("Task"))
	s.play(key(editor.KeyTab), holding(tools.Shift, key(editor.KeyTab))) // the mouse rests elsewhere
	s.play(key("C"), enter(), walk(editor.KeyDown), enter())
	if in := s.doc.ByID("Other").Incoming(); len(in) != 1 || in[0].Source().ID() != "Task" {
		t.Errorf("incoming flows of the other task: %v; %s", in, s.status)
	}
	if s.ed.ActiveTool() != "connect" {
		t.Errorf("%s is active", s.ed.ActiveTool())
	}
}

func TestTheMenusOfTheSelectionOpenWithKeys(t *testing.T) {
	s := begin(t)
	s.play(key("R"), key("P")) // nothing is selected
	if len(s.menus) != 0 {
		t.Errorf("menus without a selection: %v", s.menus)
	}
	s.play(key("N"), click("Task"), key("R"), key("A"), key("P"), holding(tools.Shift, key("A")), holding(tools.Shift, key(editor.KeyF10)))
	want := []tools.Menu{tools.CreateMenu, tools.ChangeMenu, tools.AppendMenu, tools.PadMenu, tools.AttachMenu, tools.ContextMenu}
	if len(s.menus) != len(want) {
		t.Fatalf("menus %v, want %v", s.menus, want)
	}
	for i := range want {
		if s.menus[i] != want[i] {
			t.Errorf("menus %v, want %v", s.menus, want)
		}
	}
}

func TestTextsBesideElementsAreReachedWithKeys(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error { return modeling.SetName(tx, s.doc.ByID("End"), "Done") })
	label := s.item("End").Label
	s.play(click("End"), holding(tools.Shift, key("T")), holding(tools.Shift, key(editor.KeyUp)))
	s.wantBounds("End", geom.R(400, 100, 36, 36))
	if now := s.item("End").Label; now.Y != label.Y-10 {
		t.Errorf("the label went from %v to %v", label, now)
	}
	s.play(holding(tools.Shift, key("T")))
	if ref, _ := s.ed.Selection().Single(); ref.Label {
		t.Error("the text is still selected")
	}
}

// ---- pasting ----

func TestWhatIsPastedHangsOnThePointerUntilAClick(t *testing.T) {
	s := begin(t)
	s.play(click("Task"), holding(tools.Shift, click("End")))
	s.ed.Copy()
	steps := s.doc.Steps()
	s.play(moveTo(300, 400))
	s.ed.Paste()
	f := s.ed.Feedback()
	if f.Ghost == nil || s.count(bpmn.Task) != 1 {
		t.Fatal("nothing hangs on the pointer, or it was pasted already")
	}
	s.play(moveTo(400, 500))
	if g := s.ed.Feedback(); g.Ghost != f.Ghost || g.Offset == f.Offset {
		t.Error("the ghost doesn't follow")
	}
	s.play(clickAt(400, 500))
	if s.count(bpmn.Task) != 2 || s.count(bpmn.SequenceFlow) != 3 {
		t.Errorf("%d tasks, %d flows", s.count(bpmn.Task), s.count(bpmn.SequenceFlow))
	}
	s.wantSteps(steps+1, "pasting")
	made := s.ed.Selected()
	if len(made) < 2 {
		t.Fatalf("selected is %v", made)
	}
	// The flow between task and event is docked where the originals had it.
	a, b := s.item(made[0].ID()).Bounds, s.item(made[1].ID()).Bounds
	if d := b.Center().X - a.Center().X; d != 168 {
		t.Errorf("%v apart, the originals are 168", d)
	}
	s.wantDocked()

	before := s.xml()
	s.ed.Paste()
	s.play(moveTo(700, 300), escape())
	if s.xml() != before || tools.IsDragging(s.ed.Tool()) {
		t.Error("Escape doesn't give pasting up")
	}
}

func TestPastingSaysWhyNotAndWhere(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(400, 300), "Pool")
	s.edit(func(tx *bpmn.Tx) error {
		s.make(tx, modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.ed.Plane(), geom.Pt(400, 700), "Black")
		return nil
	})
	s.ed.Select(s.doc.ByID("Task"))
	s.ed.Copy()
	s.ed.Paste()
	s.play(moveTo(400, 700))
	f := s.ed.Feedback()
	if f.Reason == "" || f.Cursor != tools.ForbiddenCursor || !s.warning {
		t.Errorf("reason %q, status %q", f.Reason, s.status)
	}
	s.play(clickAt(400, 700))
	if s.count(bpmn.Task) != 1 || !tools.IsDragging(s.ed.Tool()) {
		t.Error("a refused click ends pasting")
	}
	b := s.item("Pool").Bounds
	s.play(clickAt(b.X+120, b.Bottom()-50))
	if s.count(bpmn.Task) != 2 {
		t.Errorf("not pasted into the pool: %s", s.status)
	}
	s.clip.text = "no BPMN"
	s.ed.Paste()
	if tools.IsDragging(s.ed.Tool()) || !s.warning {
		t.Errorf("nonsense hangs on the pointer: %q", s.status)
	}
}

func TestDuplicateHangsACopyWithoutTheClipboard(t *testing.T) {
	s := begin(t)
	s.clip.text = "mine"
	s.play(click("Task"))
	s.ed.Duplicate()
	s.play(holding(tools.Shift, key(editor.KeyDown), key(editor.KeyDown), key(editor.KeyDown)), enter())
	if s.count(bpmn.Task) != 2 || s.clip.text != "mine" {
		t.Errorf("%d tasks, clipboard %q", s.count(bpmn.Task), s.clip.text)
	}
	if c := s.center(s.ed.Selected()[0].ID()); c.X != 250 || c.Y <= 200 {
		t.Errorf("the copy lies at %v", c)
	}
}

// ---- lanes, pools and order ----

func TestLanesChangePlacesFromThePad(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(400, 200), "Pool")
	s.edit(func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, s.doc.ByID("Pool"), 2) })
	lanes := s.doc.ByID("Pool").Lanes()
	first := lanes[0]
	y := first.Shape().Bounds().Y
	s.ed.Select(first)
	s.play(pad("lane:down", false))
	if now := first.Shape().Bounds().Y; now <= y {
		t.Errorf("the lane went from %v to %v; %s", y, now, s.status)
	}
	s.play(pad("lane:up", false))
	if now := first.Shape().Bounds().Y; now != y {
		t.Errorf("moved back it lies at %v, not %v", now, y)
	}
	if f := faults(s.doc); len(f) > 0 {
		t.Error(f)
	}
}

func TestAPoolIsTurnedFromItsMenu(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(400, 200), "Pool")
	s.ed.Select(s.doc.ByID("Pool"))
	for _, e := range s.ed.ChangeEntries() {
		if e.ID == "vertical" {
			if e.On {
				t.Error("the pool is vertical from the start")
			}
			e.Run()
		}
	}
	if b := s.item("Pool").Bounds; b.H < b.W || s.item("Pool").Horizontal {
		t.Errorf("the turned pool is %v", b)
	}
	s.wantDocked()
}

func TestTidyStraightenAndMoveToTheOrigin(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error {
		tx.SetBounds(s.doc.ByID("End").Shape(), geom.R(120, 400, 36, 36))
		return modeling.SetWaypoints(tx, s.doc.ByID("Flow_1").Edge().Element, geom.Polyline{{X: 136, Y: 118}, {X: 170, Y: 118}, {X: 170, Y: 60}, {X: 180, Y: 60}, {X: 180, Y: 118}, {X: 200, Y: 118}})
	})
	s.ed.Straighten()
	if r := s.item("Flow_1").Route; len(r) != 2 {
		t.Errorf("straightened the flow has the points %v", r)
	}
	steps := s.doc.Steps()
	s.ed.Tidy()
	s.wantSteps(steps+1, "tidying")
	if a, b := s.center("Task"), s.center("End"); a.Y != b.Y || b.X <= a.X {
		t.Errorf("task at %v, end at %v", a, b)
	}
	at := s.ed.View().Origin.Sub(s.ed.Scene().Bounds().Min())
	s.ed.MoveToOrigin()
	if m := s.item("Start").Bounds.Union(s.item("Task").Bounds).Min(); m != (geom.Point{}) {
		t.Errorf("the diagram begins at %v", m)
	}
	if now := s.ed.View().Origin.Sub(s.ed.Scene().Bounds().Min()); !now.Near(at, 0.001) {
		t.Error("the view didn't follow")
	}
	s.wantDocked()
}

func TestASecondBoundaryEventFindsAFreePlace(t *testing.T) {
	s := begin(t)
	for range 3 {
		s.ed.Select(s.doc.ByID("Task"))
		s.ed.Attach(modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.TimerDefinition})
	}
	var list []geom.Rect
	for _, it := range s.ed.Scene().Items() {
		if it.Kind == bpmn.BoundaryEvent {
			for _, r := range list {
				if r.Intersects(it.Bounds) {
					t.Errorf("%v lies over %v", it.Bounds, r)
				}
			}
			list = append(list, it.Bounds)
		}
	}
	if len(list) != 3 {
		t.Errorf("%d boundary events", len(list))
	}
}

func TestThePadShowsWhatAnEntryWouldMake(t *testing.T) {
	s := begin(t)
	s.play(click("Task"))
	before := s.xml()
	plain := len(s.ed.Feedback().Figures)
	entries := s.ed.Pad()
	s.ed.Preview(&entries[0])
	if len(s.ed.Feedback().Figures) <= plain || s.xml() != before {
		t.Error("no preview, or the document changed")
	}
	s.ed.Preview(nil)
	if len(s.ed.Feedback().Figures) != plain {
		t.Error("the preview stays")
	}
}

func TestARefusalIsExplainedAtThePointer(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.EndEvent}, geom.Pt(418, 300), "Other")
	s.play(click("End"), pad("connect", false), moveTo(418, 300))
	if f := s.ed.Feedback(); f.Reason == "" || f.Cursor != tools.ForbiddenCursor {
		t.Errorf("a flow between end events: %q", f.Reason)
	}
	s.play(moveTo(250, 118))
	if f := s.ed.Feedback(); f.Reason != "" {
		t.Errorf("a flow from the task to the end event: %q", f.Reason)
	}
	s.play(escape())
}

func TestAKeyInTheMiddleOfADragEndsIt(t *testing.T) {
	s := begin(t)
	s.play(press("Flow_2"), release(), func(s *story) { // the end of the flow is being dragged
		r := s.item("Flow_2").Route
		pressAt(r[len(r)-1].X, r[len(r)-1].Y)(s)
	}, drag(0, 120))
	if !tools.IsDragging(s.ed.Tool()) {
		t.Fatal("nothing is dragged")
	}
	s.play(key(editor.KeyDelete))
	if s.count(bpmn.SequenceFlow) != 1 || tools.IsDragging(s.ed.Tool()) {
		t.Errorf("%d flows are left", s.count(bpmn.SequenceFlow))
	}
	s.play(drag(30, 30), release())
	if f := faults(s.doc); len(f) > 0 {
		t.Error(f)
	}
}

func TestALoopMovedOverItsShapeIsLaidAnew(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.SubProcess}, geom.Pt(400, 400), "Sub")
	s.edit(func(tx *bpmn.Tx) error { return s.connect(tx, s.doc.ByID("Sub"), s.doc.ByID("Sub"), "Loop") })
	s.ed.Select(s.doc.ByID("Loop"))
	for range 20 {
		s.play(holding(tools.Shift, key(editor.KeyUp), key(editor.KeyRight)))
		if f := faults(s.doc); len(f) > 0 {
			t.Fatal(f)
		}
	}
}

// BenchmarkWalkOn goes to the next element in reading order among 10,000, after
// an edit each time.
func BenchmarkWalkOn(b *testing.B) {
	doc, err := bpmn.New("long.bpmn", "P")
	if err != nil {
		b.Fatal(err)
	}
	plane := doc.Planes()[0]
	if err := doc.Edit("draw", func(tx *bpmn.Tx) error {
		var last bpmn.Element
		for i := range 5000 {
			s, err := modeling.Create(tx, modeling.Variant{Kind: bpmn.Task}, plane, geom.Pt(float64(i%100)*150, float64(i/100)*120))
			if err != nil {
				return err
			}
			if !last.IsZero() {
				if _, err := modeling.Connect(tx, last, s.Element); err != nil {
					return err
				}
			}
			last = s.Element
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	ed := editor.New(doc, &clipboard{})
	ed.SetSize(1000, 800)
	for b.Loop() {
		ed.SetMarks(nil) // forget the order
		if !ed.WalkOn(1) {
			b.Fatal("there is no next element")
		}
	}
}
