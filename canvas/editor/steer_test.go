package editor_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

func TestBendsAreMadeMovedAndRemovedWithKeys(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.TextAnnotation}, geom.Pt(500, 350), "Note")
	s.edit(func(tx *bpmn.Tx) error { return s.connect(tx, s.doc.ByID("Task"), s.doc.ByID("Note"), "Link") })
	s.ed.Select(s.doc.ByID("Link"))
	if r := s.item("Link").Route; len(r) != 2 {
		t.Fatalf("the association runs along %v", r)
	}
	// The slanting line has both ends and a place for a bend.
	s.play(key("B"), key(editor.KeyTab), key(editor.KeyRight), holding(tools.Shift, key(editor.KeyDown)), enter())
	r := s.item("Link").Route
	if len(r) != 3 {
		t.Fatalf("no bend is made: %v", r)
	}
	s.play(key("B"), holding(tools.Shift, key(editor.KeyTab), key(editor.KeyTab)))
	s.play(key(editor.KeyDown), enter())
	if now := s.item("Link").Route; len(now) != 3 || now[1].Y <= r[1].Y {
		t.Errorf("the bend at %v is moved to %v", r[1], now)
	}
	s.play(key("B"), key(editor.KeyDelete))
	s.wantStatus("Only bends")
	s.play(holding(tools.Shift, key(editor.KeyTab), key(editor.KeyTab)), key(editor.KeyDelete))
	if now := s.item("Link").Route; len(now) != 2 {
		t.Errorf("the bend stays: %v", now)
	}
	if s.doc.ByID("Link").IsZero() {
		t.Error("the association is deleted")
	}
	s.wantDocked()
}

func TestKeysLeaveNothingPointedAt(t *testing.T) {
	hover := func(s *story) any {
		if t, ok := s.ed.Tool().(*tools.Select); ok && t.Hover() != nil {
			return t.Hover().Element.ID()
		}
		return nil
	}
	s := begin(t)
	s.play(key(editor.KeyTab), follow(editor.KeyRight), holding(tools.Shift, key("C")), walk(editor.KeyRight), enter())
	if h := hover(s); h != nil {
		t.Errorf("after connecting %v is pointed at", h)
	}
	s.play(key(editor.KeyTab), key("G"), holding(tools.Shift, key(editor.KeyDown)), escape())
	if h := hover(s); h != nil {
		t.Errorf("after Escape %v is pointed at", h)
	}
	s.play(moveTo(250, 118))
	if h := hover(s); h != "Task" {
		t.Errorf("the mouse points at %v", h)
	}
}
