package ui

import (
	"testing"

	"spiffmodeler/bpmn"
)

// Nothing is lost with a new diagram in which nothing was done: it is not
// marked, and closing it asks nothing. It can be saved all the same.
func TestANewDiagramIsClosedWithoutAQuestion(t *testing.T) {
	a := newApp(t)
	a.do("new")
	tab := a.current
	if tab.isDirty() || tab.tab.dirty || !a.byID["save"].can(a) || len(a.unsaved()) > 0 {
		t.Errorf("a new diagram is dirty %v, marked %v, can be saved %v", tab.isDirty(), tab.tab.dirty, a.byID["save"].can(a))
	}
	err := tab.doc.Edit("Name", func(tx *bpmn.Tx) error {
		tx.SetAttr(tab.doc.ByID("StartEvent_1"), "name", "Begin")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !tab.isDirty() || !tab.tab.dirty {
		t.Error("what is drawn in a new diagram is not marked as unsaved")
	}
	a.do("close")
	answer(t, a, "Cancel")
	a.do("undo")
	a.do("close")
	if len(a.popups) > 0 || len(a.open) > 0 {
		t.Errorf("closing a diagram that is new again leaves %d questions and %d tabs", len(a.popups), len(a.open))
	}
}
