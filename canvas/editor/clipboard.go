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

// Paste puts the content of the clipboard at the pointer, or in the middle of
// the window when the pointer is elsewhere.
func (ed *Editor) Paste() {
	at := ed.last.At
	if see := ed.view.Visible(); ed.last.Kind == tools.Leave || !see.Contains(at) {
		at = see.Center()
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

// Duplicate puts a copy of what is selected beside it.
func (ed *Editor) Duplicate() {
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
