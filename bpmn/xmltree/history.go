package xmltree

import (
	"fmt"

	"github.com/beevik/etree"
)

// step is one transaction that can be undone.
type step struct {
	label string
	merge string // steps with the same key that follow each other become one
	edits []edit
}

type history struct {
	done, undone []*step
	saved        *step // the last step when the document was saved
	lost         bool  // the saved state can't be reached any more
	sealed       bool  // the next edit starts a step of its own
	rebased      bool  // the first state is no longer the file as read
}

func (h *history) last() *step {
	if len(h.done) == 0 {
		return nil
	}
	return h.done[len(h.done)-1]
}

func (h *history) pristine() bool { return len(h.done) == 0 && !h.rebased }

// SetObserver sets who is told of edits.
func (d *Document) SetObserver(o Observer) { d.observer = o }

// Edit runs f in a transaction and records it as one step under the label. An
// error of f rolls everything back and is returned; a transaction without
// edits leaves no step.
func (d *Document) Edit(label string, f func(*Tx) error) error { return d.EditMerging(label, "", f) }

// EditMerging is Edit, but a step that follows one with the same key, without
// an undo, a save or a Seal between, becomes part of it. It is for typing.
func (d *Document) EditMerging(label, key string, f func(*Tx) error) error {
	tx, err := d.run(f)
	if err != nil {
		return err
	}
	if len(tx.edits) == 0 {
		return nil
	}
	h := &d.history
	if h.savedAhead() {
		h.lost = true
	}
	h.undone = nil
	if last := h.last(); key != "" && last != nil && last.merge == key && !h.sealed && last != h.saved {
		last.edits = append(last.edits, tx.edits...)
	} else {
		h.done = append(h.done, &step{label: label, merge: key, edits: tx.edits})
	}
	h.sealed = false
	return nil
}

// savedAhead reports whether the saved state is among the steps that are now
// undone, which a new edit drops.
func (h *history) savedAhead() bool {
	for _, s := range h.undone {
		if s == h.saved {
			return true
		}
	}
	return false
}

// Seal makes the next edit a step of its own even if its key is the same.
func (d *Document) Seal() { d.history.sealed = true }

// Preview runs f in a transaction, lets look read the result, and takes it
// back. It leaves no step.
func (d *Document) Preview(f func(*Tx) error, look func()) error {
	tx, err := d.run(f)
	if err != nil {
		return err
	}
	look()
	d.revert(tx.edits)
	return nil
}

func (d *Document) run(f func(*Tx) error) (tx *Tx, err error) {
	if d.tx != nil {
		return nil, fmt.Errorf("edit %s: a change is already being made", d.name)
	}
	tx = &Tx{d: d}
	d.tx = tx
	defer func() {
		d.tx = nil
		if r := recover(); r != nil {
			d.revert(tx.edits)
			panic(r)
		}
	}()
	if err := f(tx); err != nil {
		d.revert(tx.edits)
		return nil, err
	}
	d.renumber(tx.edits)
	return tx, nil
}

func (d *Document) revert(edits []edit) {
	for i := len(edits) - 1; i >= 0; i-- {
		d.apply(edits[i].reversed())
	}
	d.renumber(edits)
}

// renumber makes etree's own positions right after splices.
func (d *Document) renumber(edits []edit) {
	first := map[*Node]int{} // from where positions may be wrong
	for i := range edits {
		e := &edits[i]
		at := e.at
		switch e.kind {
		case editSplice:
		case editRuns:
			at = e.runs[0].at
		default:
			continue
		}
		if was, seen := first[e.node]; !seen || at < was {
			first[e.node] = at
		}
	}
	for n, at := range first {
		reindex(n.El, at)
	}
}

// reindex makes the positions of the tokens behind one right. etree can do that
// for all tokens only, or for one that is added: where few are left, they are
// added again.
func reindex(el *etree.Element, from int) {
	all := el.Child
	if len(all)-from > 50 {
		el.ReindexChildren()
		return
	}
	for i := from; i < len(all); i++ {
		t := all[i]
		release(el, t)
		el.Child = all[:i]
		el.AddChild(t)
	}
	el.Child = all
}

// Undo takes the last step back and returns its label.
func (d *Document) Undo() (label string, ok bool) {
	s := d.history.last()
	if s == nil || d.tx != nil {
		return "", false
	}
	h := &d.history
	h.done = h.done[:len(h.done)-1]
	h.undone = append(h.undone, s)
	h.sealed = true
	d.revert(s.edits)
	return s.label, true
}

// Redo makes the step that was last undone again and returns its label.
func (d *Document) Redo() (label string, ok bool) {
	h := &d.history
	if len(h.undone) == 0 || d.tx != nil {
		return "", false
	}
	s := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	h.done = append(h.done, s)
	h.sealed = true
	for _, e := range s.edits {
		d.apply(e)
	}
	d.renumber(s.edits)
	return s.label, true
}

// Steps returns how many steps Undo could take back, one after the other.
func (d *Document) Steps() int { return len(d.history.done) }

// UndoLabel returns the label of the step that Undo would take back.
func (d *Document) UndoLabel() (string, bool) {
	if s := d.history.last(); s != nil {
		return s.label, true
	}
	return "", false
}

// RedoLabel returns the label of the step that Redo would make again.
func (d *Document) RedoLabel() (string, bool) {
	if n := len(d.history.undone); n > 0 {
		return d.history.undone[n-1].label, true
	}
	return "", false
}

// IsDirty reports whether the document differs from what was last saved or
// read.
func (d *Document) IsDirty() bool { return d.history.lost || d.history.last() != d.history.saved }

// MarkSaved declares the present state to be the one on disk.
func (d *Document) MarkSaved() {
	d.history.saved, d.history.lost, d.history.sealed = d.history.last(), false, true
}

// MarkUnsaved declares that the disk holds nothing of this document yet, or
// something else.
func (d *Document) MarkUnsaved() { d.history.saved, d.history.lost = nil, true }

// Observer returns who is told of edits.
func (d *Document) Observer() Observer { return d.observer }

// Rebase makes the present state the first one: there is nothing to undo and
// nothing unsaved. It is for what is added while opening, such as a layout for
// a model without one: it is written when the document is saved, but doesn't
// ask for a save.
func (d *Document) Rebase() {
	d.history = history{rebased: len(d.history.done) > 0 || d.history.rebased}
}
