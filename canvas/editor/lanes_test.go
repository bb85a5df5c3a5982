package editor_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/tools"
)

func TestLanesFromThePad(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(300, 120), "Pool")
	s.ed.Select(s.doc.ByID("Pool"))
	s.play(pad("lane:divide:2", false))
	if n := s.count(bpmn.Lane); n != 2 {
		t.Fatalf("divided in two there are %d lanes", n)
	}
	h := s.item("Pool").Bounds.H
	s.ed.Select(s.doc.ByID("Pool"))
	s.play(pad("lane:after", false))
	if n := s.count(bpmn.Lane); n != 3 || s.item("Pool").Bounds.H <= h {
		t.Errorf("after adding one there are %d lanes in a pool %v high", n, s.item("Pool").Bounds.H)
	}
	if made := s.ed.Selected(); len(made) != 1 || made[0].Kind() != bpmn.Lane {
		t.Errorf("selected is %v", made)
	}
	s.wantDocked()
	if s.doc.ByID("Task").Lane().IsZero() {
		t.Error("the task is in no lane")
	}
}

func TestADraggedLaneMovesItsPool(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(300, 120), "Pool")
	s.ed.Select(s.doc.ByID("Pool"))
	s.play(pad("lane:divide:2", false))
	pool, task := s.item("Pool").Bounds, s.item("Task").Bounds
	s.play(pressAt(pool.X+45, pool.Y+20), drag(100, 50), release())
	by := s.item("Pool").Bounds.Min().Sub(pool.Min())
	if by == (geom.Point{}) {
		t.Fatalf("the pool stays: %s", s.status)
	}
	s.wantBounds("Task", task.Moved(by))
	s.wantDocked()
}

func TestTheSpaceToolMovesWhatLiesBehindTheLine(t *testing.T) {
	s := begin(t)
	s.play(key("S"))
	if s.ed.ActiveTool() != "space" {
		t.Fatalf("S makes %s the active tool", s.ed.ActiveTool())
	}
	s.play(pressAt(180, 300), drag(60, 4), release())
	s.wantBounds("Start", geom.R(100, 100, 36, 36))
	s.wantBounds("Task", geom.R(260, 78, 100, 80))
	s.wantBounds("End", geom.R(460, 100, 36, 36))
	s.wantDocked()
	s.play(pressAt(180, 300), holding(tools.Command, drag(20, 0), release()))
	s.wantBounds("Start", geom.R(120, 100, 36, 36))
	s.wantBounds("Task", geom.R(260, 78, 100, 80))
	s.play(pressAt(180, 300), drag(0, 50), escape())
	s.wantBounds("Task", geom.R(260, 78, 100, 80))
	s.play(escape())
	if s.ed.ActiveTool() != "select" {
		t.Errorf("after Escape %s is active", s.ed.ActiveTool())
	}
}

func TestALaneBorderBalancesOrPushes(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(300, 120), "Pool")
	s.edit(func(tx *bpmn.Tx) error {
		pool := s.doc.ByID("Pool")
		return firstError(modeling.Resize(tx, pool, geom.R(0, 30, 600, 400)), modeling.DivideLane(tx, pool, 2))
	})
	s.ed.SetSnapping(false)
	lanes := s.doc.ByID("Pool").Lanes()
	upper, lower := lanes[0].ID(), lanes[1].ID()
	a, b, pool := s.item(upper).Bounds, s.item(lower).Bounds, s.item("Pool").Bounds
	s.ed.Select(s.doc.ByID(upper))
	border := pressAt(a.Center().X, a.Bottom())
	s.play(border, drag(0, 20), release())
	s.wantBounds(upper, geom.R(a.X, a.Y, a.W, a.H+20))
	s.wantBounds(lower, geom.R(b.X, b.Y+20, b.W, b.H-20))
	s.wantBounds("Pool", pool)
	s.ed.Undo()
	s.ed.Select(s.doc.ByID(upper))
	s.play(border, holding(tools.Command, drag(0, 47), release()))
	s.wantBounds(upper, geom.R(a.X, a.Y, a.W, a.H+47))
	s.wantBounds(lower, geom.R(b.X, b.Y+47, b.W, b.H))
	s.wantBounds("Pool", geom.R(pool.X, pool.Y, pool.W, pool.H+47))
	s.wantDocked()
	// Back, and no farther than the content allows.
	s.play(pressAt(a.Center().X, a.Bottom()+47), holding(tools.Command, drag(0, -47), release()))
	s.wantBounds("Pool", pool)
	s.play(border, holding(tools.Command, drag(0, -400), release()))
	if got := s.item(upper).Bounds; got.H < 60 || got.Y != a.Y || s.item(lower).Bounds.H != b.H {
		t.Errorf("pushed back the lanes are %v and %v", got, s.item(lower).Bounds)
	}
	if f := faults(s.doc); len(f) > 0 {
		t.Error(f)
	}
}

func TestALaneFromThePaletteGoesToTheSideOfThePointer(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(300, 120), "Pool")
	b := s.item("Pool").Bounds
	s.ed.Create(modeling.Variant{Kind: bpmn.Lane}, false)
	s.play(moveTo(b.X+300, b.Bottom()+100))
	if !s.warning {
		t.Errorf("beside the pool: %q", s.status)
	}
	s.play(clickAt(b.X+300, b.Y+20))
	if n := s.count(bpmn.Lane); n != 2 {
		t.Fatalf("there are %d lanes, want the new one and the one with the content: %s", n, s.status)
	}
	made := s.ed.Selected()[0]
	if r := s.item(made.ID()).Bounds; r.Y > s.item("Task").Bounds.Y {
		t.Errorf("the new lane lies at %v", r)
	}
	s.wantDocked()
}
