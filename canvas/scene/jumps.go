package scene

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/notation"
)

// SetLineJumps says whether flows jump with a small arc over those flows that were drawn
// before them. It is off in a new scene.
func (s *Scene) SetLineJumps(on bool) {
	if s.jumps == on {
		return
	}
	s.jumps = on
	for _, it := range s.items {
		s.jump(it)
	}
}

// mayJump reports whether an item is a line that jumps others and is jumped over.
func (it *Item) mayJump() bool {
	return it.Kind == bpmn.SequenceFlow || it.Kind == bpmn.MessageFlow
}

// jump finds the crossings of an item anew, and draws it anew when they differ.
func (s *Scene) jump(it *Item) {
	if !it.mayJump() {
		return
	}
	var at []geom.Point
	if s.jumps {
		var below []*Item
		s.index.within(it.box, func(e *entry) {
			if o := e.item; !e.label && o.mayJump() && o.order < it.order {
				below = append(below, o)
			}
		})
		sortItems(below)
		ways := make([]geom.Polyline, len(below))
		for i, o := range below {
			ways[i] = o.Route
		}
		at = notation.JumpsOver(it.Route, ways)
	}
	if slices.Equal(at, it.flow.Jumps) {
		return
	}
	s.hide(it)
	f := *it.flow
	f.Jumps = at
	it.flow = &f
	it.draw(f.Mark)
	s.show(it)
}

// jumpAround brings the crossings in step after flows changed in these areas.
func (s *Scene) jumpAround(areas []geom.Rect) {
	if !s.jumps {
		return
	}
	found := map[*Item]bool{}
	for _, r := range areas {
		s.index.within(r, func(e *entry) {
			if !e.label && e.item.mayJump() {
				found[e.item] = true
			}
		})
	}
	for it := range found {
		s.jump(it)
	}
}
