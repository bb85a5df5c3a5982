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
