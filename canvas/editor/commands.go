package editor

import (
	"fmt"
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/tools"
)

// edit runs an operation as one step; a refusal is shown in the status bar.
func (ed *Editor) edit(label string, op func(tx *bpmn.Tx) error) (ok bool) {
	ed.do(func() { ok = ed.context.Edit(label, op) })
	return ok
}

// refuse shows why something isn't possible.
func (ed *Editor) refuse(v modeling.Verdict) bool {
	if !v.OK {
		ed.context.Say(v, "")
	}
	return !v.OK
}

// Delete deletes what is selected; a text beside an element is emptied.
func (ed *Editor) Delete() {
	var labels []bpmn.Element
	for _, r := range ed.selection.Refs() {
		if r.Label {
			labels = append(labels, r.DI.Semantic())
		}
	}
	elements := ed.selection.Elements()
	for _, e := range elements {
		if ed.refuse(modeling.CanDelete(e)) {
			return
		}
	}
	if len(labels)+len(elements) == 0 {
		return
	}
	ed.edit("Delete "+counted(len(labels)+len(elements), "element"), func(tx *bpmn.Tx) error {
		for _, e := range labels {
			if err := modeling.SetName(tx, e, ""); err != nil {
				return err
			}
		}
		if len(elements) == 0 {
			return nil
		}
		return modeling.Delete(tx, elements...)
	})
}

// SelectAll selects everything on the plane.
func (ed *Editor) SelectAll() {
	var refs []tools.Ref
	for _, it := range ed.scene.Items() {
		if it.Kind != bpmn.Lane {
			refs = append(refs, tools.Ref{DI: it.DI})
		}
	}
	ed.setSelection(refs)
}

// Deselect selects nothing.
func (ed *Editor) Deselect() { ed.setSelection(nil) }

// MoveBy moves what is selected by a distance in diagram units, as the arrow
// keys do. Movements that follow each other are one step.
func (ed *Editor) MoveBy(d geom.Point) {
	elements := ed.selection.Elements()
	refs := ed.selection.Refs()
	if len(refs) == 0 {
		return
	}
	ed.do(func() {
		err := ed.doc.EditMerging("Move "+counted(len(refs), "element"), "arrows", func(tx *bpmn.Tx) error {
			for _, r := range refs {
				if it := ed.scene.Item(r.DI); r.Label && it != nil {
					modeling.MoveLabel(tx, r.DI, it.Label, d)
				}
			}
			if len(elements) == 0 {
				return nil
			}
			return modeling.Move(tx, elements, d, bpmn.Element{})
		})
		if err != nil {
			ed.window.SetStatus(err.Error(), true)
		}
	})
}

// Append appends a new element to what is selected, where there is room, and
// opens its text.
func (ed *Editor) Append(v modeling.Variant) {
	ref, ok := ed.selection.Single()
	if !ok {
		return
	}
	var made bpmn.Shape
	ed.do(func() {
		if !ed.context.Edit("Append "+v.Kind.String(), func(tx *bpmn.Tx) (err error) {
			made, err = modeling.Append(tx, ref.DI, v)
			return err
		}) {
			return
		}
		ed.afterCreate(made)
	})
}

// CreateAtMiddle creates an element in the middle of the window, for those who
// don't use a mouse, at the nearest place that is free.
func (ed *Editor) CreateAtMiddle(v modeling.Variant) {
	p := ed.view.Visible().Center()
	w, h := v.Size()
	for range 40 {
		if len(ed.scene.Touching(geom.RectAround(p, w, h))) == 0 {
			break
		}
		p.Y += h / 2
	}
	p = geom.Pt(math.Round(p.X/tools.GridStep)*tools.GridStep, math.Round(p.Y/tools.GridStep)*tools.GridStep)
	target := ed.scene.Plane()
	if it := ed.scene.ContainerAt(p, nil); it != nil {
		target = it.DI
	}
	if ed.refuse(modeling.CanCreate(v, target)) {
		return
	}
	var made bpmn.Shape
	ed.do(func() {
		if ed.context.Edit("Create "+v.Kind.String(), func(tx *bpmn.Tx) (err error) {
			made, err = modeling.Create(tx, v, target, p)
			return err
		}) {
			ed.afterCreate(made)
		}
	})
}

func (ed *Editor) afterCreate(made bpmn.Shape) {
	it := ed.scene.Item(made.Element)
	if it == nil {
		return
	}
	ed.Select(it.DI)
	ed.Reveal()
	ed.window.SetStatus(tools.Describe(it), false)
	ed.context.AfterCreate(it, false)
}

// Create hangs a new element on the pointer. dragging says that the button is
// down already, since the palette.
func (ed *Editor) Create(v modeling.Variant, dragging bool) { ed.Use(tools.NewCreate(v, dragging)) }

// Morph changes what is selected into another variant.
func (ed *Editor) Morph(v modeling.Variant) {
	ref, ok := ed.selection.Single()
	if !ok {
		return
	}
	el := ref.DI.Semantic()
	ed.do(func() {
		if ed.context.Edit("Change to "+v.Title(), func(tx *bpmn.Tx) error { return modeling.Morph(tx, ref.DI, v) }) {
			ed.Select(el)
		}
	})
}

// SetLoop gives the selected activity a loop, or none.
func (ed *Editor) SetLoop(l bpmn.Loop) {
	if ref, ok := ed.selection.Single(); ok {
		ed.edit("Change loop", func(tx *bpmn.Tx) error { return modeling.SetLoop(tx, ref.DI, l) })
	}
}

// EditLabel opens the text of what is selected for editing in place.
func (ed *Editor) EditLabel() {
	ref, ok := ed.selection.Single()
	switch {
	case ok && ed.CanEditLabel():
		ed.window.EditLabel(ref)
	case ok:
		ed.window.SetStatus(fmt.Sprintf("%s shows no text", tools.Describe(ed.scene.Item(ref.DI))), false)
	}
}

// CanEditLabel reports whether what is selected has a text to be edited in
// place.
func (ed *Editor) CanEditLabel() bool {
	ref, ok := ed.selection.Single()
	it := ed.scene.Item(ref.DI)
	if !ok || it == nil {
		return false
	}
	_, ok = placeOfText(it)
	return ok
}

// Align brings what is selected to a common line.
func (ed *Editor) Align(how modeling.Alignment) {
	list := ed.selection.Elements()
	if !ed.refuse(modeling.CanAlign(list)) {
		ed.edit("Align", func(tx *bpmn.Tx) error { return modeling.Align(tx, list, how) })
	}
}

// Distribute gives what is selected equal gaps.
func (ed *Editor) Distribute(axis modeling.Axis) {
	list := ed.selection.Elements()
	if !ed.refuse(modeling.CanDistribute(list)) {
		ed.edit("Distribute", func(tx *bpmn.Tx) error { return modeling.Distribute(tx, list, axis) })
	}
}

// SetColors gives what is selected colours as files write them; empty ones are
// the usual.
func (ed *Editor) SetColors(fill, stroke string) {
	if list := ed.selection.Elements(); len(list) > 0 {
		ed.edit("Colour", func(tx *bpmn.Tx) error {
			modeling.SetColors(tx, list, fill, stroke)
			return nil
		})
	}
}

// ToggleCollapsed collapses or expands the selected sub-process.
func (ed *Editor) ToggleCollapsed() {
	ref, ok := ed.selection.Single()
	if !ok || ed.refuse(modeling.CanToggle(ref.DI)) {
		return
	}
	el := ref.DI.Semantic()
	ed.do(func() {
		done := ed.context.Edit("Collapse or expand", func(tx *bpmn.Tx) error {
			if s := ref.DI.AsShape(); s.IsExpanded() {
				return modeling.Collapse(tx, s.Element)
			}
			return modeling.Expand(tx, ref.DI)
		})
		if done {
			ed.Select(el)
		}
	})
}

// Grid reports whether the grid is shown and snapped to.
func (ed *Editor) Grid() bool { return ed.context.Grid }

// SetGrid sets whether the grid is shown and snapped to.
func (ed *Editor) SetGrid(on bool) {
	ed.context.Grid = on
	ed.note(Replaced | Viewed)
}

// SetSnapping sets whether what is dragged aligns with the grid and with what is
// around it. It does at first.
func (ed *Editor) SetSnapping(on bool) { ed.context.Free = !on }

// counted returns "1 element", "2 elements"...
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
