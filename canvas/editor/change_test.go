package editor_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// choose does an entry of a menu by its id.
func chooseEntry(s *story, list []editor.Entry, id string) {
	s.t.Helper()
	for _, e := range list {
		if e.ID == id {
			e.Run()
			return
		}
	}
	s.t.Fatalf("no entry %s", id)
}

func TestTheArrowHeadsOfAnAssociationAreChosenFromItsMenu(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.TextAnnotation}, geom.Pt(250, 300), "Note")
	s.edit(func(tx *bpmn.Tx) error { return s.connect(tx, s.doc.ByID("Task"), s.doc.ByID("Note"), "Link") })
	s.ed.Select(s.doc.ByID("Link"))
	link := s.doc.ByID("Link")
	for _, way := range []modeling.Direction{modeling.BothWays, modeling.Directed, modeling.Undirected} {
		s.play(key("R"))
		if n := len(s.menus); n == 0 || s.menus[n-1] != tools.ChangeMenu {
			t.Fatalf("R opens %v", s.menus)
		}
		chooseEntry(s, s.ed.ChangeEntries(), "direction:"+string(way))
		if got := modeling.DirectionOf(link); got != way {
			t.Errorf("the association points %s, want %s", got, way)
		}
		if len(s.ed.ChangeEntries()) != 2 {
			t.Errorf("%d ways are offered beside the present one", len(s.ed.ChangeEntries()))
		}
	}
	for range 3 {
		s.ed.Undo()
	}
	if got := modeling.DirectionOf(link); got != modeling.Undirected {
		t.Errorf("after undo it points %s", got)
	}
}

func TestAMenuWithoutEntriesSaysWhy(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.TextAnnotation}, geom.Pt(250, 300), "Note")
	s.ed.Select(s.doc.ByID("Note"))
	s.play(key("R"))
	s.wantStatus("can't be changed")
	s.play(key("A"))
	s.wantStatus("can follow")
	s.play(holding(tools.Shift, key("A")))
	s.wantStatus("no boundary events")
	s.edit(func(tx *bpmn.Tx) error { return s.connect(tx, s.doc.ByID("Task"), s.doc.ByID("Note"), "Link") })
	s.ed.Select(s.doc.ByID("Link"))
	s.play(key(editor.KeyF2))
	s.wantStatus("no text")
	if len(s.menus)+len(s.labels) > 0 {
		t.Errorf("opened %v and %v", s.menus, s.labels)
	}
}
