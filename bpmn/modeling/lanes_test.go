package modeling_test

import (
	"sort"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

func (s *stage) addLane(el bpmn.Element, before bool) bpmn.Element {
	s.Helper()
	var made bpmn.Shape
	s.do(func(tx *bpmn.Tx) (err error) { made, err = modeling.AddLane(tx, el, before); return err })
	return made.Semantic()
}

func TestTheFirstLaneOfAPoolTakesItsContent(t *testing.T) {
	s := blank(t)
	s.create(kind(bpmn.Participant), s.plane(), 400, 180)
	pool := s.plane().Semantic().Child("participant")
	before := pool.Shape().Bounds()
	below := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 400, before.Bottom()+100)
	made := s.addLane(pool, false)
	lanes := pool.Lanes()
	if len(lanes) != 2 || lanes[1] != made || s.ByID("StartEvent_1").Lane() != lanes[0] {
		t.Fatalf("lanes %v\n%s", lanes, s.XML())
	}
	s.wantBounds(lanes[0], geom.R(before.X+30, before.Y, before.W-30, before.H))
	s.wantBounds(made, geom.R(before.X+30, before.Bottom(), before.W-30, 120))
	if got := pool.Shape().Bounds(); got.H != before.H+120 {
		t.Errorf("the pool is %v", got)
	}
	if got := below.Shape().Bounds().Y; got != before.Bottom()+70+120 {
		t.Errorf("the pool below lies at %v", got)
	}
	first := s.addLane(lanes[0], true)
	if got := first.Shape().Bounds(); got.Bottom() != before.Y || pool.Lanes()[0] != first {
		t.Errorf("the lane above lies at %v", got)
	}
	s.undoAll()
}

func TestLanesAreDividedDeletedAndMoved(t *testing.T) {
	s := open(t, lanes)
	l1, l2, t1 := s.ByID("L1"), s.ByID("L2"), s.ByID("T1")
	s.do(func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, l2, 2) })
	parts := l2.Lanes()
	if len(parts) != 2 || l2.Child("childLaneSet").IsZero() {
		t.Fatalf("parts %v", parts)
	}
	s.wantBounds(parts[0], geom.R(160, 220, 840, 120))
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveLane(tx, l1, bpmn.Element{}) })
	s.wantBounds(l2, geom.R(130, 100, 870, 240))
	s.wantBounds(l1, geom.R(130, 340, 870, 120))
	s.wantBounds(parts[0], geom.R(160, 100, 840, 120))
	s.wantBounds(t1, geom.R(270, 360, 100, 80))
	if t1.Lane() != l1 {
		t.Errorf("the task is in lane %v", t1.Lane().ID())
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, l1) })
	s.wantBounds(l2, geom.R(130, 100, 870, 360))
	if !t1.IsLive() || t1.Lane() != parts[1] {
		t.Errorf("the task of the deleted lane is in %v", t1.Lane().ID())
	}
	s.undoAll()
}

func TestResizingALaneKeepsThePoolInBalance(t *testing.T) {
	s := open(t, lanes)
	l1, l2, pool := s.ByID("L1"), s.ByID("L2"), s.ByID("Pool")
	s.move(bpmn.Element{}, 0, 20, s.ByID("Sub"))
	s.wantBounds(pool, geom.R(100, 100, 900, 420)) // it grew around the sub-process
	s.do(func(tx *bpmn.Tx) error { return modeling.Resize(tx, l1, geom.R(130, 100, 870, 150)) })
	s.wantBounds(l1, geom.R(130, 100, 870, 140)) // the sub-process in the other lane holds it back
	s.wantBounds(l2, geom.R(130, 240, 870, 280))
	s.wantBounds(pool, geom.R(100, 100, 900, 420))
	s.do(func(tx *bpmn.Tx) error { return modeling.Resize(tx, l2, geom.R(130, 240, 1000, 300)) })
	s.wantBounds(pool, geom.R(100, 100, 1030, 440))
	s.wantBounds(l1, geom.R(130, 100, 1000, 140))
	s.undoAll()
}

func TestSpaceIsMadeAndTakenBack(t *testing.T) {
	s := open(t, lanes)
	space := func(d float64) (moved float64) {
		s.do(func(tx *bpmn.Tx) (err error) {
			moved, err = modeling.MakeSpace(tx, modeling.Space{Plane: s.plane(), Axis: modeling.Horizontally, At: 400, Delta: d})
			return err
		})
		return moved
	}
	if got := space(100); got != 100 {
		t.Errorf("moved by %v", got)
	}
	s.wantBounds(s.ByID("T1"), geom.R(270, 120, 100, 80))
	s.wantBounds(s.ByID("T2"), geom.R(530, 300, 100, 80))
	s.wantBounds(s.ByID("T3"), geom.R(830, 300, 100, 80))
	s.wantBounds(s.ByID("Pool"), geom.R(100, 100, 1000, 360))
	s.wantBounds(s.ByID("Them"), geom.R(100, 560, 1000, 60))
	if got := space(-5000); got > -100 || got < -1000 {
		t.Errorf("closing moves by %v", got)
	}
	s.undoAll()
}

func TestAPoolIsTurnedAndBack(t *testing.T) {
	s := open(t, lanes)
	flip := func() { s.do(func(tx *bpmn.Tx) error { return modeling.FlipPool(tx, s.ByID("Pool")) }) }
	flip()
	s.wantBounds(s.ByID("Pool"), geom.R(100, 100, 360, 900))
	s.wantBounds(s.ByID("L2"), geom.R(220, 130, 240, 870))
	s.wantRoute(s.ByID("F1"), geom.Pt(160, 218), geom.Pt(160, 280))
	if s.ByID("T1").Lane() != s.ByID("L1") {
		t.Error("the task left its lane")
	}
	next := s.append(s.ByID("T3"), task())
	if a, b := s.ByID("T3").Shape().Bounds(), next.Shape().Bounds(); b.Y < a.Bottom() || b.Center().X != a.Center().X {
		t.Errorf("in a vertical pool the next task goes below: %v after %v", b, a)
	}
	s.Undo()
	flip()
	for _, id := range []string{"Pool", "L1", "L2", "T1", "Sub", "T3"} {
		first, _ := bpmn.Parse("x", s.first)
		s.wantBounds(s.ByID(id), first.ByID(id).Shape().Bounds())
	}
	s.undoAll()
}

// tiled fails unless the lanes of a pool lie side by side and fill it behind its
// header.
func (s *stage) tiled(pool bpmn.Element) {
	s.Helper()
	r := pool.Shape().Bounds()
	vertical := !pool.Shape().IsHorizontal()
	at := r.Y
	if vertical {
		at = r.X
	}
	lanes := pool.Lanes()
	sort.Slice(lanes, func(i, j int) bool {
		a, b := lanes[i].Shape().Bounds(), lanes[j].Shape().Bounds()
		return vertical && a.X < b.X || !vertical && a.Y < b.Y
	})
	for _, l := range lanes {
		b := l.Shape().Bounds()
		want := geom.R(r.X+30, at, r.W-30, b.H)
		if at += b.H; vertical {
			at -= b.H
			want = geom.R(at, r.Y+30, b.W, r.H-30)
			at += b.W
		}
		if b != want {
			s.Errorf("lane %s lies at %v, want %v", l.ID(), b, want)
		}
		if l.Shape().IsHorizontal() == vertical {
			s.Errorf("lane %s doesn't run as its pool", l.ID())
		}
	}
	if end := map[bool]float64{true: r.Right(), false: r.Bottom()}[vertical]; at != end {
		s.Errorf("the lanes end at %v, the pool at %v", at, end)
	}
}

func TestVerticalLanesAreHandledAsHorizontalOnes(t *testing.T) {
	s := open(t, lanes)
	pool := s.ByID("Pool")
	s.do(func(tx *bpmn.Tx) error { return modeling.FlipPool(tx, pool) })
	s.tiled(pool)
	var made bpmn.Shape
	for _, before := range []bool{false, true} {
		s.do(func(tx *bpmn.Tx) (err error) {
			made, err = modeling.AddLane(tx, s.ByID("L1"), before)
			return err
		})
		if made.Bounds().W != 120 {
			t.Errorf("a new lane is at %v", made.Bounds())
		}
		s.tiled(pool)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, made.Element, 2) })
	s.tiled(pool)
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveLane(tx, s.ByID("L2"), s.ByID("L1")) })
	s.tiled(pool)
	if a, b := s.ByID("L2").Shape().Bounds(), s.ByID("L1").Shape().Bounds(); a.X > b.X {
		t.Errorf("the lane wasn't moved: %v, %v", a, b)
	}
	r := s.ByID("L2").Shape().Bounds()
	s.do(func(tx *bpmn.Tx) error { return modeling.Resize(tx, s.ByID("L2"), geom.R(r.X, r.Y, r.W+50, r.H)) })
	s.tiled(pool)
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, made.Element) })
	s.tiled(pool)
	s.do(func(tx *bpmn.Tx) error { return modeling.Tidy(tx, s.plane(), nil) })
	s.tiled(pool)
	a, b := s.ByID("S").Shape().Bounds(), s.ByID("T1").Shape().Bounds()
	if b.Y < a.Bottom() || a.Center().X != b.Center().X {
		t.Errorf("a vertical pool is tidied from top to bottom: start at %v, task at %v", a, b)
	}
	s.undoAll()
}

func TestALaneGrowsForWhatIsDroppedOnItsBorder(t *testing.T) {
	s := open(t, lanes)
	l1, l2, pool := s.ByID("L1"), s.ByID("L2"), s.ByID("Pool")
	made := s.create(task(), l1.Shape().Element, 700, 200)
	if made.Lane() != l1 || !l1.Shape().Bounds().ContainsRect(made.Shape().Bounds()) {
		t.Errorf("the task at %v lies in %v, which is %v", made.Shape().Bounds(), made.Lane().ID(), l1.Shape().Bounds())
	}
	s.wantBounds(l1, geom.R(130, 100, 870, 160))
	s.wantBounds(l2, geom.R(130, 260, 870, 240))
	s.wantBounds(pool, geom.R(100, 100, 900, 400))
	s.wantBounds(s.ByID("T2"), geom.R(430, 340, 100, 80))
	s.wantBounds(s.ByID("Them"), geom.R(100, 600, 900, 60))
	// the lower lane grows upwards; keys move without that
	s.Undo()
	s.move(l2.Shape().Element, 0, 90, s.ByID("T1"))
	if r := s.ByID("T1").Shape().Bounds(); s.ByID("T1").Lane() != l2 || !l2.Shape().Bounds().ContainsRect(r) {
		t.Errorf("the task at %v lies in %v, which is %v", r, s.ByID("T1").Lane().ID(), l2.Shape().Bounds())
	}
	s.Undo()
	s.move(bpmn.Element{}, 0, 50, s.ByID("T1"))
	s.wantBounds(l1, geom.R(130, 100, 870, 120))
	s.undoAll()
}

func TestASubProcessOverALaneBorderIsNotStretchedWhenTheLaneGrows(t *testing.T) {
	for _, c := range []struct{ up, moves float64 }{{80, 40}, {130, 0}} { // its middle below the border, or above
		s := open(t, lanes)
		sub, inner, start, l1, l2 := s.ByID("Sub"), s.ByID("T3"), s.ByID("S2"), s.ByID("L1"), s.ByID("L2")
		s.move(bpmn.Element{}, 0, -c.up, sub)
		was, task, event := sub.Shape().Bounds(), inner.Shape().Bounds(), start.Shape().Bounds()
		timer := modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.TimerDefinition}
		var on bpmn.Shape
		s.do(func(tx *bpmn.Tx) (err error) {
			on, err = modeling.CreateAttached(tx, timer, inner, task.Max())
			return err
		})
		at := on.Bounds()
		s.create(modeling.Variant{Kind: bpmn.Task}, l1.Shape().Element, 480, 200)
		s.wantBounds(l1, geom.R(130, 100, 870, 160))
		down := geom.Pt(0, c.moves)
		s.wantBounds(sub, was.Moved(down))
		s.wantBounds(inner, task.Moved(down))
		s.wantBounds(start, event.Moved(down))
		s.wantBounds(on.Semantic(), at.Moved(down))
		s.do(func(tx *bpmn.Tx) error { _, err := modeling.AddLane(tx, l2, true); return err })
		if r := sub.Shape().Bounds(); r.W != was.W || r.H != was.H {
			t.Errorf("a new lane stretches it to %v", r)
		}
		s.undoAll()
	}
}

func TestAVerticalPoolBesideALyingOneIsTidiedToo(t *testing.T) {
	s := open(t, lanes)
	pool := s.ByID("Pool")
	s.do(func(tx *bpmn.Tx) error { return modeling.FlipPool(tx, pool) })
	them := s.create(kind(bpmn.Participant), s.plane(), 1200, 300)
	a := s.create(task(), them.Shape().Element, 1150, 280)
	b := s.append(a, task())
	s.move(bpmn.Element{}, 60, 40, s.ByID("T1")) // off the row
	s.move(bpmn.Element{}, -30, 30, b)
	s.do(func(tx *bpmn.Tx) error { return modeling.Tidy(tx, s.plane(), nil) })
	s.tiled(pool)
	s.noOverlap(pool, them, s.ByID("Them"))
	start, first := s.ByID("S").Shape().Bounds(), s.ByID("T1").Shape().Bounds()
	if first.Y < start.Bottom() || first.Center().X != start.Center().X {
		t.Errorf("the vertical pool runs from top to bottom: start at %v, task at %v", start, first)
	}
	if ra, rb := a.Shape().Bounds(), b.Shape().Bounds(); rb.X < ra.Right() || ra.Center().Y != rb.Center().Y || !them.Shape().Bounds().ContainsRect(rb) {
		t.Errorf("the lying one from left to right: %v, %v in %v", ra, rb, them.Shape().Bounds())
	}
	for _, el := range []string{"S", "T1", "T2", "Sub"} {
		if !pool.Shape().Bounds().ContainsRect(s.ByID(el).Shape().Bounds()) {
			t.Errorf("%s at %v lies outside of %v", el, s.ByID(el).Shape().Bounds(), pool.Shape().Bounds())
		}
	}
	s.undoAll()
}
