package scene

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
)

// Snapshot is a picture of the scene that no longer changes. Painters may read
// it in any goroutine.
type Snapshot struct {
	index *index
	looks map[bpmn.Element]Look // replaced as a whole, never changed
}

// Snapshot returns the present picture. It costs next to nothing; what changes
// afterwards is copied piece by piece.
func (s *Scene) Snapshot() *Snapshot {
	return &Snapshot{&index{tree: *s.index.tree.Copy()}, s.looks}
}

// Lists returns what is painted in an area, from back to front. scale is that of
// the picture (device pixels per unit): what it is too small for is left out. It
// is 0 for pictures that show everything at any scale.
func (s *Snapshot) Lists(area geom.Rect, scale float64) []paint.List {
	if scale == 0 {
		scale = notation.FarScale
	}
	var found []*entry
	if len(s.looks) == 0 {
		s.index.within(area, func(e *entry) { found = append(found, e) })
	} else {
		s.index.within(area.Grown(lookReach), func(e *entry) {
			if e.box.Intersects(area) || s.looks[e.item.DI].Outlined {
				found = append(found, e)
			}
		})
	}
	slices.SortFunc(found, func(a, b *entry) int { return compareOrder(a.order, b.order) })
	out := make([]paint.List, 0, len(found))
	for _, e := range found {
		var list paint.List
		if l, ok := s.looks[e.item.DI]; ok {
			list = e.painted(l, scale)
		} else {
			list = e.list(scale)
		}
		if list != nil {
			out = append(out, list)
		}
	}
	return out
}
