package editor

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// BeginLabel begins to edit the text of a shape or edge in place: the scene no
// longer paints it. It is nil for what has no text.
func (ed *Editor) BeginLabel(ref tools.Ref) *Field {
	it := ed.scene.Item(ref.DI)
	if it == nil {
		return nil
	}
	place, ok := placeOfText(it)
	if !ok {
		return nil
	}
	f := newField(ref, modeling.EditableName(it.Element), place)
	f.SelectAll()
	ed.do(func() {
		ed.editing = ref
		if !ed.selection.Has(ref) {
			ed.selection.Set(ref)
			ed.pending |= Selected
		}
		ed.pending |= Hinted
	})
	return f
}

// EndLabel ends editing. commit writes the text as one step; else the old one
// stays.
func (ed *Editor) EndLabel(f *Field, commit bool) {
	ed.do(func() {
		ed.editing = tools.Ref{}
		ed.pending |= Hinted
		el := f.Ref.DI.Semantic()
		if !commit || !f.Ref.DI.IsLive() || f.Text() == modeling.EditableName(el) {
			return
		}
		ed.context.Edit("Rename "+el.Kind().String(), func(tx *bpmn.Tx) error { return modeling.SetName(tx, el, f.Text()) })
	})
}

// placeOfText returns where the text of an item stands. ok is false for kinds
// that show none.
func placeOfText(it *scene.Item) (p fieldPlace, ok bool) {
	b := it.Bounds
	middle := paint.Align{H: paint.Middle, V: paint.Middle}
	p = fieldPlace{box: b, style: paint.InsideStyle, align: middle, pad: paint.TextPadding}
	switch it.Kind.Info().Label {
	case bpmn.InsideLabel:
		switch {
		case it.Kind == bpmn.TextAnnotation:
			p.align, p.paper = paint.Align{}, true
		case it.IsContainer():
			p.align.V = paint.Start
		}
		return p, true
	case bpmn.HeaderLabel:
		p.box, p.pad = it.Header(), 4
		if it.Kind == bpmn.Participant && it.Figure().Traits.Collapsed {
			p.box = b
			if it.Horizontal {
				return p, true
			}
		} else if !it.Horizontal {
			return p, true
		}
		// The band stands: its text runs upwards.
		t := paint.Rotate(-90).Then(paint.Translate(p.box.X, p.box.Bottom()))
		p.turn, p.box = &t, geom.R(0, 0, p.box.H, p.box.W)
		return p, true
	case bpmn.ExternalLabel:
		p.style, p.pad, p.paper = paint.LabelStyle, 0, true
		p.align = paint.Align{H: paint.Middle}
		r := labelPlace(it)
		w := max(r.W, paint.MinLabelWidth)
		p.box = geom.R(r.Center().X-w/2, r.Y, w, r.H)
		return p, true
	}
	return p, false
}

// labelPlace returns where the text beside an item stands, or would stand.
func labelPlace(it *scene.Item) geom.Rect {
	if !it.Label.Empty() {
		return it.Label
	}
	w, h := float64(paint.MinLabelWidth), paint.LabelStyle.Leading()
	if it.IsEdge() {
		return layout.FlowLabel(it.Route, w, h)
	}
	return layout.ShapeLabel(it.Kind, it.Bounds, w, h)
}
