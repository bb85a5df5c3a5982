package editor

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/tools"
)

// stepSelection is what was selected before and after a step of the history.
type stepSelection struct{ before, after []tools.Ref }

// remember notes what was selected around the step that a change made. before
// is the selection before the change was known.
func (ed *Editor) remember(c *bpmn.Change, before []tools.Ref) {
	n := ed.doc.Steps()
	fresh := n != ed.at // else typing went on in the same step
	ed.at = n
	if c.Cause != bpmn.Edited {
		return
	}
	for len(ed.steps) <= n {
		ed.steps = append(ed.steps, stepSelection{})
	}
	ed.steps = ed.steps[:n+1]
	if fresh {
		ed.steps[n].before = before
	}
	ed.edited = true
}

// noteSelection notes what is selected after the last step.
func (ed *Editor) noteSelection() {
	if n := ed.doc.Steps(); n < len(ed.steps) {
		ed.steps[n].after = ed.selection.Refs()
	}
}

// Undo takes the last step back and selects what was selected before it. It
// reports whether there was one.
func (ed *Editor) Undo() bool { return ed.travel(ed.doc.Undo, -1) }

// Redo makes the last step that was undone again and selects what was selected
// after it. It reports whether there was one.
func (ed *Editor) Redo() bool { return ed.travel(ed.doc.Redo, 1) }

func (ed *Editor) travel(travel func() bool, direction int) (ok bool) {
	ed.do(func() {
		if tools.IsDragging(ed.tool) {
			ed.Cancel()
		}
		n := ed.doc.Steps()
		if ok = travel(); !ok {
			return
		}
		refs, known := []tools.Ref(nil), false
		switch {
		case direction < 0 && n < len(ed.steps):
			refs, known = ed.steps[n].before, true
		case direction > 0 && n+1 < len(ed.steps):
			refs, known = ed.steps[n+1].after, true
		}
		if known {
			ed.restore(refs)
		}
	})
	return ok
}

// restore selects what is there of a former selection, and brings it into view.
func (ed *Editor) restore(refs []tools.Ref) {
	if ed.selection.Set(refs...) {
		ed.pending |= Selected | Hinted
	}
	ed.selection.Prune(ed.scene)
	if ed.selection.Len() > 0 {
		ed.Reveal()
	}
}
