package scene

import (
	"slices"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Snapshot is a picture of the scene that no longer changes. Painters may read
// it in any goroutine.
type Snapshot struct{ index *index }

// Snapshot returns the present picture. It costs next to nothing; what changes
// afterwards is copied piece by piece.
func (s *Scene) Snapshot() *Snapshot {
	return &Snapshot{&index{tree: *s.index.tree.Copy()}}
}

// Lists returns what is painted in an area, from back to front.
func (s *Snapshot) Lists(area geom.Rect) []paint.List {
	var found []*entry
	s.index.within(area, func(e *entry) { found = append(found, e) })
	slices.SortFunc(found, func(a, b *entry) int { return compareOrder(a.order, b.order) })
	out := make([]paint.List, len(found))
	for i, e := range found {
		out[i] = e.list
	}
	return out
}
