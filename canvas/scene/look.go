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
			s.damagedItem(s.items[di])
			differs = true
		}
	}
	for di := range old {
		if _, still := s.looks[di]; !still {
			s.damagedItem(s.items[di])
			differs = true
		}
	}
	return differs
}

// damagedItem notes that an item looks different.
func (s *Scene) damagedItem(it *Item) {
	if it == nil {
		return
	}
	s.damaged(it.body.box.Union(it.Extent().Grown(lookReach)))
	if it.label != nil {
		s.damaged(it.label.box)
	}
}

// compose makes the entries of an item from its drawing.
func (s *Scene) compose(it *Item) {
	it.body = &entry{item: it, order: it.order, box: it.box, art: it.art()}
	it.label = nil
	if it.caption != nil {
		it.label = &entry{item: it, label: true, order: orderOf(layerLabel, uint32(it.order)), box: it.textBox, art: it.caption}
	}
	if !it.door.Empty() {
		it.body.box = it.body.box.Union(it.door.Grown(1))
	}
}

// painted returns what is painted of the entry with a look. It runs in the
// goroutines of painters: it reads only what never changes.
func (e *entry) painted(l Look, scale float64) paint.List {
	switch {
	case l.Hidden, l.LabelAway && e.label:
		return nil
	}
	list := e.list(scale)
	if l.LabelAway {
		list = withoutLabels(list)
	}
	if l.Outlined && !e.label {
		list = append(list[:len(list):len(list)], e.item.outline())
	}
	if l.Faded {
		list = paint.List{paint.Group{Opacity: fadedOpacity, Ops: list}}
	}
	return list
}

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
	// lookReach is how far a look may paint beyond an item.
	lookReach = outlineGap + outlineWidth
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
