package scene

import (
	"math"
	"slices"
	"sync/atomic"
	"weak"

	"github.com/tidwall/rtree"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
)

// entry is one thing that is painted at its place in the z-order: the body of
// an item or its label. Entries don't change once they are in the index.
type entry struct {
	item  *Item
	label bool
	order uint64
	box   geom.Rect // holds all that is painted
	art   art
	drawn atomic.Pointer[weak.Pointer[paint.List]] // what list made, while it is in memory
}

// art is what draws itself.
type art interface{ List() paint.List }

// farArt is art that looks simpler from afar.
type farArt interface{ Far() paint.List }

// list returns what is painted of the entry at a scale. Display lists take a multiple of the
// memory of what they are made from, so that one is kept only until memory is collected. It runs in the
// goroutines of painters.
func (e *entry) list(scale float64) paint.List {
	if scale < notation.FarScale {
		if far, ok := e.art.(farArt); ok {
			return far.Far()
		}
		if e.label {
			return nil // too small to be seen
		}
		return e.art.List()
	}
	if p := e.drawn.Load(); p != nil {
		if l := p.Value(); l != nil {
			return *l
		}
	}
	l := e.art.List()
	if !e.label && !e.item.door.Empty() {
		l = append(l, e.item.doorDrawing())
	}
	p := weak.Make(&l)
	e.drawn.Store(&p)
	return l
}

// index finds entries by place. The tree copies what it changes, so that
// snapshots cost nothing.
type index struct {
	tree rtree.RTreeGN[float32, *entry]
}

// corners returns the box in the index's precision, never smaller than the box.
func corners(r geom.Rect) (lo, hi [2]float32) {
	down := func(v float64) float32 { return math.Nextafter32(float32(v), float32(math.Inf(-1))) }
	up := func(v float64) float32 { return math.Nextafter32(float32(v), float32(math.Inf(1))) }
	return [2]float32{down(r.X), down(r.Y)}, [2]float32{up(r.Right()), up(r.Bottom())}
}

func (x *index) insert(e *entry) {
	lo, hi := corners(e.box)
	x.tree.Insert(lo, hi, e)
}

func (x *index) remove(e *entry) {
	lo, hi := corners(e.box)
	x.tree.Delete(lo, hi, e)
}

// within calls visit for the entries whose boxes touch r, in no order.
func (x *index) within(r geom.Rect, visit func(*entry)) {
	lo, hi := corners(r)
	x.tree.Search(lo, hi, func(_, _ [2]float32, e *entry) bool {
		visit(e)
		return true
	})
}

func sortItems(list []*Item) {
	slices.SortFunc(list, func(a, b *Item) int { return compareOrder(a.order, b.order) })
}

func compareOrder(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
