package bpmn

import (
	"fmt"

	"spiffmodeler/bpmn/xmltree"
)

// Behavior is a consequence of editing: it looks at what changed and edits what
// must follow. Behaviors run after the operation, in the order in which they
// were given, until none of them changes anything.
type Behavior func(tx *Tx, c *Change) error

// behaviorRounds bounds how often behaviors may answer to each other.
const behaviorRounds = 8

// SetBehaviors sets the behaviors of the document. They belong to the editor;
// the command line opens documents without any.
func (d *Document) SetBehaviors(list []Behavior) { d.behaviors = list }

// Edit runs an operation as one undoable step with the label. An error of the
// operation or of a behavior takes everything back and is returned.
func (d *Document) Edit(label string, op func(*Tx) error) error {
	return d.EditMerging(label, "", op)
}

// EditMerging is Edit, but steps in a row with the same key become one. It is
// for typing; Seal ends the row.
func (d *Document) EditMerging(label, key string, op func(*Tx) error) error {
	total := newPending()
	d.pending = total
	defer func() { d.pending = nil }()
	err := d.xml.EditMerging(label, key, func(x *xmltree.Tx) error { return d.operate(x, label, total, op) })
	if err != nil {
		return err
	}
	d.pending = nil
	if c := total.change(label, Edited); len(total.order) > 0 {
		d.publish(c)
	}
	return nil
}

func (d *Document) operate(x *xmltree.Tx, label string, total *pending, op func(*Tx) error) error {
	tx := &Tx{d: d, x: x}
	round := newPending()
	collect := func(f func() error) error {
		d.pending = round
		err := f()
		d.pending = total
		for _, m := range round.order {
			total.mark(m.node, m.was)
		}
		return err
	}
	if err := collect(func() error { return op(tx) }); err != nil {
		return err
	}
	for i := 0; len(d.behaviors) > 0 && len(round.order) > 0; i++ {
		if i == behaviorRounds {
			return fmt.Errorf("%s: the consequences did not come to an end", label)
		}
		c := round.change(label, Edited)
		round = newPending()
		err := collect(func() error {
			for _, b := range d.behaviors {
				if err := b(tx, c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Seal makes the next edit a step of its own even when it has the same key.
func (d *Document) Seal() { d.xml.Seal() }

// Preview runs an operation with its behaviors, lets look read the result and
// takes it back without a trace or a notification.
func (d *Document) Preview(op func(*Tx) error, look func(*Change)) error {
	total := newPending()
	var c *Change
	err := d.xml.Preview(func(x *xmltree.Tx) error {
		err := d.operate(x, "preview", total, op)
		c = total.change("preview", Edited)
		return err
	}, func() { look(c) })
	d.pending = nil
	return err
}

// Undo takes the last step back. It reports whether there was one.
func (d *Document) Undo() bool { return d.replay(Undone, d.xml.Undo) }

// Redo makes the step that was last undone again. It reports whether there was
// one.
func (d *Document) Redo() bool { return d.replay(Redone, d.xml.Redo) }

func (d *Document) replay(cause Cause, f func() (string, bool)) bool {
	d.pending = newPending()
	label, ok := f()
	p := d.pending
	d.pending = nil
	if ok {
		d.publish(p.change(label, cause))
	}
	return ok
}

// Steps returns how many steps Undo could take back, one after the other: where
// the document stands in its history.
func (d *Document) Steps() int { return d.xml.Steps() }

// UndoLabel returns the label of the step that Undo would take back.
func (d *Document) UndoLabel() (string, bool) { return d.xml.UndoLabel() }

// RedoLabel returns the label of the step that Redo would make again.
func (d *Document) RedoLabel() (string, bool) { return d.xml.RedoLabel() }

// Prepare runs an operation while a document is being opened, before anybody
// works with it. It is no step of the history and leaves the document without
// unsaved changes; a later save writes it. A document that already has a
// history must not be prepared.
func (d *Document) Prepare(op func(*Tx) error) error {
	if err := d.Edit("Prepare", op); err != nil {
		return err
	}
	d.xml.Rebase()
	return nil
}
