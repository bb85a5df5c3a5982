package scene

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/paint"
)

// Look changes how an item is painted while something is being done with it.
type Look struct {
	Faded     bool // the original of what is being dragged
	Hidden    bool // not painted and not hit
	LabelAway bool // its text is not painted, because it is being edited
	Outlined  bool // marked as selected
}

// fadedOpacity is that of the originals of what is being dragged.
const fadedOpacity = 0.3

// SetLooks sets how items are painted, by shape or edge; all others are painted
// plainly. It reports whether anything is painted differently now.
func (s *Scene) SetLooks(looks map[bpmn.Element]Look) (differs bool) {
	if len(looks) == 0 && len(s.looks) == 0 {
		return false
	}
	old := s.looks
	s.looks = make(map[bpmn.Element]Look, len(looks))
	for di, l := range looks {
		if l != (Look{}) {
			s.looks[di] = l
		}
	}
	for di, l := range s.looks {
		if old[di] != l {
			s.repaint(s.items[di])
			differs = true
		}
	}
	for di := range old {
		if _, still := s.looks[di]; !still {
			s.repaint(s.items[di])
			differs = true
		}
	}
	return differs
}

// repaint makes what is painted of an item anew.
func (s *Scene) repaint(it *Item) {
	if it != nil {
		s.hide(it)
		s.show(it)
	}
}

// compose makes the entries of an item from its drawing, its look and its mark.
func (s *Scene) compose(it *Item) {
	look := s.looks[it.DI]
	it.body = &entry{item: it, order: it.order, box: it.box, list: it.drawing}
	it.label = nil
	if it.text != nil {
		it.label = &entry{item: it, label: true, order: orderOf(layerLabel, uint32(it.order)), box: it.textBox, list: it.text}
	}
	if look.Hidden {
		it.body.list, it.label = nil, nil
		return
	}
	if look.LabelAway {
		it.label = nil
		it.body.list = withoutLabels(it.body.list)
	}
	if !it.door.Empty() {
		it.body.list = append(it.body.list[:len(it.body.list):len(it.body.list)], it.doorDrawing())
		it.body.box = it.body.box.Union(it.door.Grown(1))
	}
	if look.Outlined {
		it.body.list = append(it.body.list[:len(it.body.list):len(it.body.list)], it.outline())
		it.body.box = it.body.box.Union(it.Extent().Grown(outlineGap + outlineWidth))
	}
	if look.Faded {
		it.body.list = faded(it.body.list)
		if it.label != nil {
			it.label.list = faded(it.label.list)
		}
	}
}

func faded(l paint.List) paint.List { return paint.List{paint.Group{Opacity: fadedOpacity, Ops: l}} }

// withoutLabels returns the list without its texts.
func withoutLabels(l paint.List) paint.List {
	var out paint.List
	for _, op := range l {
		switch o := op.(type) {
		case paint.Text:
			continue
		case paint.Group:
			if o.Class == labelClass {
				continue
			}
			o.Ops = withoutLabels(o.Ops)
			op = o
		}
		out = append(out, op)
	}
	return out
}

// labelClass is the class of groups that hold an element's name.
const labelClass = "label"

// Outlines of selected items that are painted with the diagram, in diagram
// units.
const (
	outlineGap   = 5
	outlineWidth = 2
)

// outline marks an item as selected.
func (it *Item) outline() paint.Shape {
	st := paint.Pen(paint.Of(paint.Accent), outlineWidth)
	b := it.Bounds.Grown(outlineGap)
	switch {
	case it.IsEdge():
		return paint.Shape{Path: paint.Polyline(it.Route, 0), Stroke: st}
	case it.Kind.Info().Outline == bpmn.Circle:
		return paint.Shape{Path: paint.Ellipse(b), Stroke: st}
	}
	return paint.Shape{Path: paint.RoundRect(b, 8), Stroke: st}
}
