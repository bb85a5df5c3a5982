package modeling

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// laneNode is a pool or lane with the lanes in it, as one tree to resize.
type laneNode struct {
	shape bpmn.Shape
	kids  []*laneNode // in order of their place: top to bottom, or left to right
}

func laneTree(s bpmn.Shape) *laneNode {
	n := &laneNode{shape: s}
	for _, lane := range s.Semantic().Lanes() {
		if ls := layout.ShapeOn(lane, s.Plane()); !ls.IsZero() {
			n.kids = append(n.kids, laneTree(ls))
		}
	}
	horizontal := s.IsHorizontal()
	for i := 1; i < len(n.kids); i++ { // few lanes: insertion keeps ties in file order
		for j := i; j > 0 && laneAt(n.kids[j].shape, horizontal) < laneAt(n.kids[j-1].shape, horizontal); j-- {
			n.kids[j], n.kids[j-1] = n.kids[j-1], n.kids[j]
		}
	}
	return n
}

func laneAt(s bpmn.Shape, horizontal bool) float64 {
	if horizontal {
		return s.Bounds().Y
	}
	return s.Bounds().X
}

// resizeLaned resizes a pool with its lanes, or a lane with its neighbours.
func resizeLaned(a *arrangement, s bpmn.Shape, r geom.Rect) {
	pool := poolShape(s)
	if s == pool {
		laneTree(s).fit(a, r)
		return
	}
	// Every edge of the pool and of its lanes that lies on an edge which moves
	// goes with it: the neighbours give room, outer edges change the pool.
	old := s.Bounds()
	shift := edgeShift{old, r}
	laneTree(pool).each(func(n *laneNode) {
		a.place(n.shape, shift.apply(n.shape.Bounds()))
	})
}

// poolShape returns the shape of the pool around a lane; that of a pool itself,
// and a lane's own when its pool isn't drawn.
func poolShape(s bpmn.Shape) bpmn.Shape {
	if pool := layout.ShapeOn(s.Semantic().Participant(), s.Plane()); !pool.IsZero() {
		return pool
	}
	return s
}

// limitLaned is LimitResize for pools and lanes: every pool and lane that has
// an edge where one moves keeps its least size and stays around its content.
func limitLaned(s bpmn.Shape, want geom.Rect) geom.Rect {
	old := s.Bounds()
	x, y := limits{old.X, old.Right(), want.X, want.Right()}, limits{old.Y, old.Bottom(), want.Y, want.Bottom()}
	tree := laneTree(poolShape(s))
	tree.each(func(n *laneNode) {
		b, need := n.shape.Bounds(), contentNeed(n.shape)
		if need == (geom.Rect{}) {
			need = geom.Rect{X: b.Right(), Y: b.Bottom(), W: -b.W, H: -b.H} // nothing holds an edge back
		}
		w, h := MinSize(n.shape.Element)
		x.keep(b.X, b.Right(), need.X, need.Right(), min(w, b.W))
		y.keep(b.Y, b.Bottom(), need.Y, need.Bottom(), min(h, b.H))
	})
	// Where lanes ask for opposite things the axis stays as it is.
	okX, okY := true, true
	tree.each(func(n *laneNode) {
		b := n.shape.Bounds()
		w, h := MinSize(n.shape.Element)
		okX = okX && x.at(b.Right())-x.at(b.X) >= min(w, b.W)
		okY = okY && y.at(b.Bottom())-y.at(b.Y) >= min(h, b.H)
	})
	if !okX {
		x.lo, x.hi = old.X, old.Right()
	}
	if !okY {
		y.lo, y.hi = old.Y, old.Bottom()
	}
	return geom.Span(geom.Pt(x.lo, y.lo), geom.Pt(x.hi, y.hi)).Round()
}

// limits are the two edges of a rectangle along one axis: where they were and
// where they are wanted.
type limits struct{ lo0, hi0, lo, hi float64 }

// at returns where an edge goes that is at v now.
func (l *limits) at(v float64) float64 { return shifted(v, l.lo0, l.lo, l.hi0, l.hi) }

// keep holds the edges back so that a rectangle from a to b, whose edges move
// along where they coincide, is not less than size and covers what it needs.
// Content that sticks out already holds nothing back.
func (l *limits) keep(a, b, needA, needB, size float64) {
	most, least := min(max(needA, a), l.at(b)-size), max(min(needB, b), l.at(a)+size)
	// the edge that moves gives way
	movesLo, movesHi := l.lo != l.lo0, l.hi != l.hi0
	switch {
	case movesLo && coincide(a, l.lo0):
		l.lo = min(l.lo, most)
	case movesHi && coincide(a, l.hi0):
		l.hi = min(l.hi, most)
	}
	switch {
	case movesHi && coincide(b, l.hi0):
		l.hi = max(l.hi, least)
	case movesLo && coincide(b, l.lo0):
		l.lo = max(l.lo, least)
	}
}

func coincide(a, b float64) bool { return a-b <= 2 && b-a <= 2 }

func (n *laneNode) each(f func(*laneNode)) {
	f(n)
	for _, k := range n.kids {
		k.each(f)
	}
}

// edgeShift moves the edges of rectangles that coincide with an edge of from
// to where that edge is in to.
type edgeShift struct{ from, to geom.Rect }

func (e edgeShift) apply(r geom.Rect) geom.Rect {
	x := func(v float64) float64 { return shifted(v, e.from.X, e.to.X, e.from.Right(), e.to.Right()) }
	y := func(v float64) float64 { return shifted(v, e.from.Y, e.to.Y, e.from.Bottom(), e.to.Bottom()) }
	return geom.Span(geom.Pt(x(r.X), y(r.Y)), geom.Pt(x(r.Right()), y(r.Bottom())))
}

func shifted(v, lo0, lo1, hi0, hi1 float64) float64 {
	switch {
	case coincide(v, lo0):
		return v + lo1 - lo0
	case coincide(v, hi0):
		return v + hi1 - hi0
	}
	return v
}

// fit brings a pool or lane to bounds r: the outer lanes take the change of
// their edge.
func (n *laneNode) fit(a *arrangement, r geom.Rect) {
	old := n.shape.Bounds()
	a.place(n.shape, r)
	for _, k := range n.kids {
		b := k.shape.Bounds()
		k.fit(a, edgeShift{old, r}.applyNear(b))
	}
}

// scale brings a lane to bounds r of another thickness; the lanes in it share
// the change.
func (n *laneNode) scale(a *arrangement, r geom.Rect) {
	old := n.shape.Bounds()
	a.place(n.shape, r)
	along := func(v, lo0, size0, lo, size float64) float64 { return math.Round(lo + (v-lo0)/size0*size) }
	for _, k := range n.kids {
		b := k.shape.Bounds()
		moved := edgeShift{old, r}.applyNear(b)
		if n.shape.IsHorizontal() {
			y := along(b.Y, old.Y, old.H, r.Y, r.H)
			moved.Y, moved.H = y, along(b.Bottom(), old.Y, old.H, r.Y, r.H)-y
		} else {
			x := along(b.X, old.X, old.W, r.X, r.W)
			moved.X, moved.W = x, along(b.Right(), old.X, old.W, r.X, r.W)-x
		}
		k.scale(a, moved)
	}
}

// leaves counts the lanes that hold no others.
func (n *laneNode) leaves() int {
	if len(n.kids) == 0 {
		return 1
	}
	sum := 0
	for _, k := range n.kids {
		sum += k.leaves()
	}
	return sum
}

// applyNear is apply for what lies inside: the edge after the header moves with
// the outer edge as well.
func (e edgeShift) applyNear(r geom.Rect) geom.Rect {
	out := e.apply(r)
	if r.X > e.from.X+2 && r.X <= e.from.X+headerBand+2 {
		out = geom.Span(geom.Pt(r.X+e.to.X-e.from.X, out.Y), out.Max())
	}
	if r.Y > e.from.Y+2 && r.Y <= e.from.Y+headerBand+2 {
		out = geom.Span(geom.Pt(out.X, r.Y+e.to.Y-e.from.Y), out.Max())
	}
	return out
}
