package modeling_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

func TestNewElementsHaveTheUsualSizes(t *testing.T) {
	for _, c := range []struct {
		v    modeling.Variant
		w, h float64
	}{
		{task(), 100, 80}, {kind(bpmn.CallActivity), 100, 80},
		{modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, 100, 80}, {kind(bpmn.SubProcess), 350, 200}, {kind(bpmn.Transaction), 350, 200},
		{kind(bpmn.AdHocSubProcess), 350, 200}, {modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true}, 350, 200},
		{kind(bpmn.StartEvent), 36, 36}, {kind(bpmn.EndEvent), 36, 36}, {kind(bpmn.IntermediateThrowEvent), 36, 36},
		{kind(bpmn.ExclusiveGateway), 50, 50}, {kind(bpmn.EventBasedGateway), 50, 50},
		{kind(bpmn.DataObjectReference), 36, 50}, {kind(bpmn.DataInput), 36, 50}, {kind(bpmn.DataStoreReference), 50, 50},
		{kind(bpmn.Participant), 600, 250}, {modeling.Variant{Kind: bpmn.Participant, Vertical: true}, 250, 600},
		{modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, 400, 60},
		{kind(bpmn.TextAnnotation), 100, 40}, {kind(bpmn.Group), 300, 300},
	} {
		if w, h := c.v.Size(); w != c.w || h != c.h {
			t.Errorf("%s is %g × %g, want %g × %g", c.v.Key(), w, h, c.w, c.h)
		}
	}
}

func TestResizingStopsAtTheLeastSize(t *testing.T) {
	for _, c := range []struct {
		v    modeling.Variant
		w, h float64
	}{
		{modeling.Variant{Kind: bpmn.AdHocSubProcess}, 140, 120}, {kind(bpmn.Participant), 300, 150},
		{modeling.Variant{Kind: bpmn.Participant, Vertical: true}, 150, 300},
	} {
		s := blank(t)
		s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, s.start()) })
		e := s.create(c.v, s.plane(), 1000, 1000)
		r := e.Shape().Bounds()
		s.do(func(tx *bpmn.Tx) error { return modeling.Resize(tx, e, geom.R(r.X, r.Y, 1, 1)) })
		s.wantBounds(e, geom.R(r.X, r.Y, c.w, c.h))
		s.undoAll()
	}
}

func TestAppendedElementsFindTheirPlace(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 300)
	beside := s.append(a, task())
	s.wantBounds(beside, geom.R(500, 260, 100, 80)) // 50 to the right
	below := s.append(a, task())
	s.wantBounds(below, geom.R(500, 370, 100, 80)) // 30 under what is there
	event := s.attach(modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.TimerDefinition}, beside, geom.Pt(550, 340))
	late := s.append(event, task())
	if late.Shape().Bounds().Y < below.Shape().Bounds().Bottom() && late.Shape().Bounds().Intersects(below.Shape().Bounds()) {
		t.Errorf("what follows a boundary event lies at %v, on %v", late.Shape().Bounds(), below.Shape().Bounds())
	}
	note := s.append(a, kind(bpmn.TextAnnotation))
	if r := note.Shape().Bounds(); r.X != 450 || r.Bottom() != 210 {
		t.Errorf("the note lies at %v, want it 50 above the right end of %v", r, a.Shape().Bounds())
	}
	data := s.append(a, kind(bpmn.DataObjectReference))
	if r := data.Shape().Bounds(); r.Y != 373 || r.X != 440 {
		t.Errorf("the data lie at %v, want them below the right end of %v", r, a.Shape().Bounds())
	}
	s.undoAll()
}

func TestMarkersAreSwitchedAndExcludeEachOther(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 300)
	for _, l := range []bpmn.Loop{bpmn.StandardLoop, bpmn.ParallelMultiInstance, bpmn.SequentialMultiInstance, bpmn.NoLoop} {
		s.do(func(tx *bpmn.Tx) error { return modeling.SetLoop(tx, a, l) })
		if a.Loop() != l {
			t.Errorf("the loop is %v, want %v", a.Loop(), l)
		}
	}
	event := s.attach(modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.TimerDefinition}, a, geom.Pt(400, 340))
	for _, on := range []bool{false, true} {
		s.do(func(tx *bpmn.Tx) error { modeling.SetInterrupting(tx, event, on); return nil })
		if event.IsInterrupting() != on {
			t.Errorf("interrupting is %t, want %t", event.IsInterrupting(), on)
		}
	}
	s.undoAll()
}
