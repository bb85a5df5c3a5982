package editor

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/tools"
)

// pasteOffset is how far beside its original a duplicate comes to lie, in
// diagram units.
const pasteOffset = 20

// Copy puts what is selected on the clipboard, as a BPMN document. It reports
// whether there was something to copy.
func (ed *Editor) Copy() bool {
	list := ed.selection.Elements()
	if ed.refuse(modeling.CanCopy(list)) {
		return false
	}
	text, err := modeling.Copy(list)
	if err != nil {
		ed.window.SetStatus(err.Error(), true)
		return false
	}
	ed.clipboard.SetContent(text)
	ed.window.SetStatus("Copied "+counted(len(list), "element"), false)
	return true
}

// Cut copies what is selected and deletes it.
func (ed *Editor) Cut() {
	if ed.Copy() {
		ed.Delete()
	}
}

// Paste hangs the content of the clipboard on the pointer: a click, or Enter,
// puts it down.
func (ed *Editor) Paste() { ed.hang(ed.clipboard.Content(), "Paste") }

// Duplicate hangs a copy of what is selected on the pointer, without touching
// the clipboard.
func (ed *Editor) Duplicate() {
	list := ed.selection.Elements()
	if ed.refuse(modeling.CanCopy(list)) {
		return
	}
	text, err := modeling.Copy(list)
	if err != nil {
		ed.window.SetStatus(err.Error(), true)
		return
	}
	ed.hang(text, "Duplicate")
}

func (ed *Editor) hang(text, label string) {
	ed.do(func() {
		t, v := tools.NewPaste(&ed.context, text, label)
		if ed.refuse(v) {
			return
		}
		at := ed.pointer()
		ed.Use(t)
		ed.point(at)
	})
}

// PasteHere puts the content of the clipboard down at once: beside what is
// selected, else in the middle of the window.
func (ed *Editor) PasteHere() {
	at := ed.view.Visible().Center()
	if b := ed.selectionBounds(); b != (geom.Rect{}) {
		at = b.Center().Add(geom.Pt(pasteOffset, pasteOffset))
	}
	ed.PasteAt(at)
}

// PasteAt puts the content of the clipboard around a point.
func (ed *Editor) PasteAt(at geom.Point) {
	text := ed.clipboard.Content()
	target := ed.scene.Plane()
	if it := ed.scene.ContainerAt(at, nil); it != nil && modeling.CanPaste(text, it.DI).OK {
		target = it.DI
	}
	if ed.refuse(modeling.CanPaste(text, target)) {
		return
	}
	ed.paste("Paste", func(tx *bpmn.Tx) ([]bpmn.Element, error) { return modeling.Paste(tx, text, target, at.Round()) })
}

// DuplicateHere puts a copy of what is selected beside it.
func (ed *Editor) DuplicateHere() {
	list := ed.selection.Elements()
	if ed.refuse(modeling.CanCopy(list)) {
		return
	}
	ed.paste("Duplicate", func(tx *bpmn.Tx) ([]bpmn.Element, error) {
		return modeling.Duplicate(tx, list, geom.Pt(pasteOffset, pasteOffset))
	})
}

func (ed *Editor) paste(label string, op func(*bpmn.Tx) ([]bpmn.Element, error)) {
	var made []bpmn.Element
	ed.do(func() {
		if ed.context.Edit(label, func(tx *bpmn.Tx) (err error) {
			made, err = op(tx)
			return err
		}) {
			ed.Select(made...)
			ed.Reveal()
		}
	})
}
