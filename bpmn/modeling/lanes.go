package modeling

import (
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
	el, plane := s.Semantic(), s.Plane()
	if el.Kind() == bpmn.Participant {
		laneTree(s).fit(a, r)
		return
	}
	pool := layout.ShapeOn(el.Participant(), plane)
	if pool.IsZero() {
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
	const eps = 2
	switch {
	case v >= lo0-eps && v <= lo0+eps:
		return v + lo1 - lo0
	case v >= hi0-eps && v <= hi0+eps:
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
