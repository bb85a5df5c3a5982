package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

func TestMovingATaskChangesOnlyCoordinates(t *testing.T) {
	s := open(t, rich)
	s.move(s.plane(), 10, 20, s.ByID("Work"))
	before, after := strings.Split(rich, "\n"), strings.Split(s.XML().String(), "\n")
	if len(before) != len(after) {
		// a straight flow that gets bends has more points
		t.Logf("%d lines became %d", len(before), len(after))
	}
	if model := strings.Index(rich, "<bpmndi:BPMNDiagram"); s.XML().String()[:model] != rich[:model] {
		t.Error("the model was changed")
	}
	s.undoAll()
}

func TestCollapsingAndExpanding(t *testing.T) {
	s := open(t, lanes)
	sub, inner := s.ByID("Sub"), s.ByID("T3")
	was := inner.Shape().Bounds()
	s.do(func(tx *bpmn.Tx) error { return modeling.Collapse(tx, sub) })
	plane := modeling.PlaneFor(sub)
	if plane.IsZero() || inner.Shape().Plane() != plane || s.ByID("F3").Edge().Plane() != plane {
		t.Fatalf("the content is not on a plane of its own:\n%s", s.XML())
	}
	s.wantBounds(sub, geom.R(725, 300, 100, 80))
	s.wantBounds(inner, geom.R(270, 160, 100, 80))
	s.wantRoute(s.ByID("F4"), geom.Pt(530, 340), geom.Pt(725, 340))
	if modeling.ParentPlane(plane) != s.plane() {
		t.Error("the way back up is lost")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Expand(tx, sub) })
	if !sub.Shape().IsExpanded() || !modeling.PlaneFor(sub).IsZero() || len(s.Planes()) != 1 {
		t.Error("the plane must go when the content is shown in place")
	}
	if got := inner.Shape().Bounds(); got.W != was.W || !sub.Shape().Bounds().ContainsRect(got) {
		t.Errorf("the task lies at %v in %v", got, sub.Shape().Bounds())
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Collapse(tx, sub) })
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, sub) })
	if len(s.Planes()) != 1 || inner.IsLive() {
		t.Error("a deleted sub-process takes its plane along")
	}
	s.undoAll()
}

func TestANewSubProcessHasAStartEvent(t *testing.T) {
	s := blank(t)
	sub := s.create(kind(bpmn.SubProcess), s.plane(), 600, 400)
	start := sub.Child("startEvent")
	s.wantBounds(sub, geom.R(425, 300, 350, 200))
	s.wantBounds(start, geom.R(465, 382, 36, 36))
	a := s.append(start, task())
	if a.Parent() != sub {
		t.Error("what is appended inside belongs inside")
	}
	for range 3 {
		a = s.append(a, task())
	}
	if r := sub.Shape().Bounds(); !r.ContainsRect(a.Shape().Bounds()) {
		t.Errorf("the sub-process %v did not grow around %v", r, a.Shape().Bounds())
	}
	closed := s.create(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, s.plane(), 600, 900)
	if modeling.PlaneFor(closed).IsZero() {
		t.Error("a collapsed one has a plane")
	}
	s.undoAll()
}

func TestDeeplyNestedContainersGrowTogether(t *testing.T) {
	s := blank(t)
	var target bpmn.Element = s.plane()
	var subs []bpmn.Element
	for range 12 {
		sub := s.create(kind(bpmn.SubProcess), target, 600, 400)
		subs = append(subs, sub)
		target = sub.Shape().Element
	}
	a := s.create(task(), target, 600, 400)
	s.move(bpmn.Element{}, 300, 0, a)
	inner := a.Shape().Bounds()
	for i := len(subs) - 1; i >= 0; i-- {
		if r := subs[i].Shape().Bounds(); !r.ContainsRect(inner) {
			t.Fatalf("level %d: %v doesn't hold %v", i, r, inner)
		} else {
			inner = r
		}
	}
	s.undoAll()
}

func TestAPoolBecomesEmptyAndBack(t *testing.T) {
	s := open(t, lanes)
	pool, m := s.ByID("Pool"), s.ByID("M")
	v := modeling.Variant{Kind: bpmn.Participant, Collapsed: true}
	s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, pool, v) })
	if pool.HasAttr("processRef") || s.HasID("P") || m.Source() != pool || len(pool.Shape().Plane().Children()) != 3 {
		t.Errorf("the pool is not empty:\n%s", s.XML())
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, pool, kind(bpmn.Participant)) })
	if pool.Ref("processRef").IsZero() {
		t.Error("no process")
	}
	s.undoAll()
}

func TestLabelsFollowAndMakeRoom(t *testing.T) {
	s := open(t, rich)
	g, e := s.ByID("G"), s.ByID("E")
	label := func(el bpmn.Element) geom.Rect { r, _ := el.Shape().LabelBounds(); return r }
	before := label(e)
	s.move(bpmn.Element{}, 30, 40, e)
	if label(e) != before.Moved(geom.Pt(30, 40)) {
		t.Errorf("the label of the moved event lies at %v", label(e))
	}
	// the gateway's label stands above it: a flow upwards takes the place
	up := s.create(task(), s.plane(), 380, -200)
	s.connect(g, up)
	if r := label(g); r.Y < 180 && r.Right() > 370 && r.X < 390 {
		t.Errorf("the label %v stands in the way of the flow", r)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, e, "a much longer name than before") })
	if r := label(e); r.W != 90 || r.H != 42 && r.H != 28 {
		t.Errorf("the label was not fitted to the name: %v", r)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, e, "") })
	if _, ok := e.Shape().LabelBounds(); ok || e.HasAttr("name") {
		t.Error("a name that is gone leaves no label")
	}
	f := s.ByID("F4")
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, f, "yes") })
	if r, ok := f.Edge().LabelBounds(); !ok || r.Intersects(geom.R(380, 205, 0, 75)) && r.Intersects(geom.R(380, 280, 82, 0)) {
		t.Errorf("the label of the flow: %v %v", r, ok)
	}
	s.undoAll()
}

func TestAlignAndDistribute(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 300)
	b := s.create(task(), s.plane(), 560, 340)
	c := s.create(kind(bpmn.EndEvent), s.plane(), 900, 380)
	all := []bpmn.Element{a, b, c}
	s.do(func(tx *bpmn.Tx) error { return modeling.Align(tx, all, modeling.AlignTop) })
	for _, e := range all {
		if y := e.Shape().Bounds().Y; y != 260 {
			t.Errorf("%s is at %v", e.ID(), y)
		}
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Distribute(tx, all, modeling.Horizontally) })
	ra, rb, rc := a.Shape().Bounds(), b.Shape().Bounds(), c.Shape().Bounds()
	if d := (rb.X - ra.Right()) - (rc.X - rb.Right()); d > 1 || d < -1 {
		t.Errorf("gaps %v and %v", rb.X-ra.Right(), rc.X-rb.Right())
	}
	if v := modeling.CanAlign([]bpmn.Element{a}); v.OK || v.Reason == "" {
		t.Errorf("one shape: %+v", v)
	}
	s.undoAll()
}

func TestColoursAreWrittenInBothForms(t *testing.T) {
	s := open(t, rich)
	g, f := s.ByID("G"), s.ByID("F3")
	s.do(func(tx *bpmn.Tx) error {
		modeling.SetColors(tx, []bpmn.Element{g, f}, "#FFCDD2", "#831311")
		return nil
	})
	xml := s.XML().String()
	for _, want := range []string{`bioc:fill="#FFCDD2"`, `color:background-color="#FFCDD2"`, `color:border-color="#831311"`, `color:color="#831311"`,
		`xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"`} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if f.Edge().Colors().Fill != "" || f.Edge().Colors().Stroke != "#831311" {
		t.Error("a flow has a stroke only")
	}
	s.do(func(tx *bpmn.Tx) error { modeling.SetColors(tx, []bpmn.Element{g, f}, "", ""); return nil })
	if g.Shape().Colors() != (bpmn.Colors{}) {
		t.Errorf("colours %v", g.Shape().Colors())
	}
	s.undoAll()
}

func TestAnEventIsDraggedOffItsHost(t *testing.T) {
	s := open(t, rich)
	b := s.ByID("B")
	s.move(s.plane(), 100, 200, b)
	if b.Kind() != bpmn.IntermediateCatchEvent || b.HasAttr("attachedToRef") {
		t.Errorf("off the border it is %v", b.Kind())
	}
	s.Undo()
	s.move(s.plane(), -30, 4, b)
	if b.Kind() != bpmn.BoundaryEvent || !layout.OnOutline(bpmn.Rectangle, s.ByID("Work").Shape().Bounds(), b.Shape().Bounds().Center(), 1) {
		t.Error("near the border it stays")
	}
	s.undoAll()
}

func TestMovingBetweenScopesPutsFlowsRight(t *testing.T) {
	s := open(t, lanes)
	t1, sub := s.ByID("T1"), s.ByID("Sub")
	s.move(sub, 450, 200, t1)
	if t1.Parent() != sub || !t1.Lane().IsZero() {
		t.Errorf("the task is in %s, lane %s", t1.Parent().ID(), t1.Lane().ID())
	}
	if s.HasID("F1") || s.HasID("F2") || s.HasID("As") {
		t.Error("flows that would cross the border of the sub-process are gone, with what hangs on them")
	}
	s.undoAll()
}

// overlaps fails when two of the elements lie over each other.
func (s *stage) noOverlap(els ...bpmn.Element) {
	s.Helper()
	for i, a := range els {
		for _, b := range els[:i] {
			if a.Shape().Bounds().Intersects(b.Shape().Bounds()) {
				s.Errorf("%s %s at %v lies over %s %s at %v", a.Kind(), a.ID(), a.Shape().Bounds(), b.Kind(), b.ID(), b.Shape().Bounds())
			}
		}
	}
}

func TestExpandingPushesTheNeighbours(t *testing.T) {
	closed := modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}
	for _, inPool := range []bool{false, true} {
		s := blank(t)
		start := s.ByID("StartEvent_1")
		sub := s.append(start, closed)
		next := s.append(sub, task())
		end := s.append(next, kind(bpmn.EndEvent))
		above, below := s.create(task(), s.plane(), sub.Shape().Bounds().Center().X, 40), s.create(task(), s.plane(), sub.Shape().Bounds().Center().X, 330)
		all := []bpmn.Element{start, sub, next, end, above, below}
		if inPool {
			pool := s.create(kind(bpmn.Participant), s.plane(), 400, 200)
			s.do(func(tx *bpmn.Tx) error { _, err := modeling.AddLane(tx, pool, false); return err })
			them := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 400, pool.Shape().Bounds().Bottom()+60)
			s.do(func(tx *bpmn.Tx) error { return modeling.Expand(tx, sub) })
			s.noOverlap(pool, them)
			if lane := sub.Lane(); !lane.Shape().Bounds().ContainsRect(sub.Shape().Bounds()) {
				t.Errorf("the lane %v has no room for %v", lane.Shape().Bounds(), sub.Shape().Bounds())
			}
		} else {
			s.do(func(tx *bpmn.Tx) error { return modeling.Expand(tx, sub) })
		}
		s.noOverlap(all...)
		if r := sub.Shape().Bounds(); r.W != 350 || r.H != 200 {
			t.Errorf("expanded to %v", r)
		}
		s.undoAll()
	}
}

func TestATaskThatBecomesASubProcessPushesToo(t *testing.T) {
	s := blank(t)
	a := s.append(s.ByID("StartEvent_1"), task())
	b := s.append(a, task())
	s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, a, kind(bpmn.SubProcess)) })
	s.noOverlap(s.ByID("StartEvent_1"), a, b)
	s.wantBounds(b, geom.R(680, 140, 100, 80))
	s.undoAll()
}

// Shapes that share a centre already stay, and the others come to them; without
// such the middle of the range is taken.
func TestTheCentreThatSeveralShareWins(t *testing.T) {
	for _, how := range []modeling.Alignment{modeling.AlignCenter, modeling.AlignMiddle} {
		s := blank(t)
		at := func(along, across float64) bpmn.Element {
			if how == modeling.AlignCenter {
				return s.create(task(), s.plane(), across, along)
			}
			return s.create(task(), s.plane(), along, across)
		}
		center := func(e bpmn.Element) float64 {
			if how == modeling.AlignCenter {
				return e.Shape().Bounds().Center().X
			}
			return e.Shape().Bounds().Center().Y
		}
		a, b, c, d := at(400, 300), at(700, 500), at(1000, 500), at(1300, 900)
		align := func(want float64, els ...bpmn.Element) {
			t.Helper()
			s.do(func(tx *bpmn.Tx) error { return modeling.Align(tx, els, how) })
			for _, e := range els {
				if center(e) != want {
					t.Errorf("%s is at %v, want %v", e.ID(), center(e), want)
				}
			}
			s.Undo()
		}
		align(500, a, b, c, d)
		align(500, d, c, b)
		align(600, a, d)
		align(600, a, b, d) // no two agree
		e, f := at(1600, 900), at(1900, 900)
		align(900, a, b, c, d, e, f) // the most
		s.undoAll()
	}
}
