package bpmn_test

import (
	"testing"

	"spiffmodeler/bpmn"
)

func TestRemovingWhatIsNoElementOfItsOwnChangesItsOwner(t *testing.T) {
	d := parse(t, order)
	task := d.ByID("T")
	var seen []*bpmn.Change
	d.Subscribe(func(c *bpmn.Change) { seen = append(seen, c) })
	var x bpmn.Element
	edits := []func(*bpmn.Tx) error{
		func(tx *bpmn.Tx) error { x = tx.Add(task, "documentation"); return nil },
		func(tx *bpmn.Tx) error { tx.Remove(x); return nil },
	}
	for _, op := range edits {
		if err := d.Edit("edit", op); err != nil {
			t.Fatal(err)
		}
	}
	d.Undo()
	d.Redo()
	if len(seen) != 4 {
		t.Fatalf("%d changes were told of, want 4", len(seen))
	}
	for i, c := range seen {
		if len(c.Changed) != 1 || c.Changed[0] != task || len(c.Added)+len(c.Removed) != 0 {
			t.Errorf("change %d: added %v, removed %v, changed %v", i, c.Added, c.Removed, c.Changed)
		}
	}
}
