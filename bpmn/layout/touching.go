package layout

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// leastVisible is how much of a flow must be seen beside its two ends.
const leastVisible = 5

// Visible reports whether something is seen of a route between two shapes that
// lie on each other, or side by side without a gap, and whether it is docked. A
// flow between a shape and one that surrounds it is seen inside of the latter.
func Visible(route geom.Polyline, from, to End) bool {
	a, b := from.Bounds, to.Bounds
	switch {
	case !Docked(route, from, to):
		return false
	case from.Role == PointEnd, to.Role == PointEnd, a == b, !a.Grown(leastVisible).Intersects(b):
		return true
	}
	const step = 1.0
	seen := 0.0
	for i := 1; i < len(route); i++ {
		p, q := route[i-1], route[i]
		n := math.Ceil(p.Dist(q) / step)
		for k := 0.5; k < n; k++ {
			if isOpen(p.Lerp(q, k/n), a, b) {
				seen += p.Dist(q) / n
			}
		}
		if seen >= leastVisible {
			return true
		}
	}
	g := gap(a, b)
	return g > 0 && seen >= g-step // no more than the gap can be seen of a straight one
}

// gap returns the distance of two rectangles; negative when they overlap.
func gap(a, b geom.Rect) float64 {
	return max(a.X-b.Right(), b.X-a.Right(), a.Y-b.Bottom(), b.Y-a.Bottom())
}

// isOpen reports whether a flow is seen at a point: beside both shapes, or
// beside the inner one and off the border of the outer one.
func isOpen(p geom.Point, a, b geom.Rect) bool {
	switch {
	case b.ContainsRect(a):
		a, b = b, a
		fallthrough
	case a.ContainsRect(b):
		return !b.Contains(p) && (a.Grown(-1).Contains(p) || !a.Contains(p))
	}
	return !a.Contains(p) && !b.Contains(p)
}

// besideBoth lays a flow between shapes that lie on each other or touch, where
// every usual route would be hidden: out of one side and into another, or from
// the inner shape to the border of the outer one. Of all ways the cheapest is
// taken.
func besideBoth(from, to End, opt Options) (geom.Polyline, bool) {
	var best geom.Polyline
	cheapest := math.Inf(1)
	try := func(l geom.Polyline, turned bool) {
		if turned {
			reverse(l)
		}
		if l = l.Simplified(0.01); doublesBack(l) || !Visible(l, from, to) {
			return
		}
		cost := l.Length() + bendCost*float64(len(l))
		for i := 1; i < len(l); i++ { // better around the shapes than over them
			for _, r := range [...]geom.Rect{from.Bounds, to.Bounds} {
				if crosses(l[i-1], l[i], r) {
					cost += 1000
				}
			}
		}
		if hits(l, opt.Obstacles) {
			cost += 200
		}
		if LiesOn(l, opt.Lines) {
			cost += 300
		}
		if cost < cheapest {
			best, cheapest = l, cost
		}
	}
	for leave := Top; leave <= Left; leave++ {
		if from.Side != NoSide && leave != from.Side {
			continue
		}
		for enter := Top; enter <= Left; enter++ {
			ways(from, to, leave, enter, func(l geom.Polyline) { try(l, false) })
			if from.Side == NoSide { // one that has to be left by a side is left by its middle
				ways(to, from, enter, leave, func(l geom.Polyline) { try(l, true) })
			}
		}
	}
	return best, best != nil
}

// ways visits the simple routes from the middle of one side of a shape to a side
// of another.
func ways(from, to End, leave, enter Side, visit func(geom.Polyline)) {
	const out = stepOut
	d, e := outward(leave), outward(enter)
	p, q := middleOf(from.Bounds, leave), middleOf(to.Bounds, enter)
	p1 := p.Add(d.Mul(out))
	wide := !fixedDock(to)
	if leave.Horizontal() == enter.Horizontal() {
		// straight on to the border of what is around or ahead
		if hit := along(p, q, enter); wide && onSide(to.Bounds, hit, enter) && ahead(p, hit, d) {
			visit(geom.Polyline{p, hit})
		}
		if leave == enter { // out of both by the same side
			far := further(p, q, leave).Add(d.Mul(out))
			visit(geom.Polyline{p, along(p, far, leave), along(q, far, leave), q})
		}
		q1 := q.Add(e.Mul(out))
		side := geom.Pt(p1.X, q1.Y)
		if !leave.Horizontal() {
			side = geom.Pt(q1.X, p1.Y)
		}
		visit(geom.Polyline{p, p1, side, q1, q})
		return
	}
	if hit := along(p1, q, enter); wide && onSide(to.Bounds, hit, enter) && ahead(hit, p1, e) {
		visit(geom.Polyline{p, p1, hit})
	}
	corner := geom.Pt(q.X, p.Y)
	if !leave.Horizontal() {
		corner = geom.Pt(p.X, q.Y)
	}
	if ahead(p, corner, d) && ahead(q, corner, e) {
		visit(geom.Polyline{p, corner, q})
	}
	q1 := q.Add(e.Mul(out))
	corner = geom.Pt(p1.X, q1.Y)
	if !leave.Horizontal() {
		corner = geom.Pt(q1.X, p1.Y)
	}
	visit(geom.Polyline{p, p1, corner, q1, q})
}

func outward(s Side) geom.Point {
	return [...]geom.Point{NoSide: {}, Top: {Y: -1}, Right: {X: 1}, Bottom: {Y: 1}, Left: {X: -1}}[s]
}

func middleOf(r geom.Rect, s Side) geom.Point {
	c := r.Center().Round()
	switch s {
	case Top:
		return geom.Pt(c.X, r.Y)
	case Right:
		return geom.Pt(r.Right(), c.Y)
	case Bottom:
		return geom.Pt(c.X, r.Bottom())
	}
	return geom.Pt(r.X, c.Y)
}

// along returns p brought to the level of q, across the direction of a side.
func along(p, q geom.Point, s Side) geom.Point {
	if s.Horizontal() {
		return geom.Pt(q.X, p.Y)
	}
	return geom.Pt(p.X, q.Y)
}

// further returns which of two points lies further out on a side.
func further(p, q geom.Point, s Side) geom.Point {
	d := outward(s)
	if q.X*d.X+q.Y*d.Y > p.X*d.X+p.Y*d.Y {
		return q
	}
	return p
}

// ahead reports whether q lies clearly ahead of p in a direction.
func ahead(p, q, d geom.Point) bool {
	v := q.Sub(p)
	return v.X*d.X+v.Y*d.Y >= leastVisible
}

// onSide reports whether a point lies on a side of a rectangle, off its corners.
func onSide(r geom.Rect, p geom.Point, s Side) bool {
	const corner = 10
	if s.Horizontal() {
		return p.Y >= r.Y+corner && p.Y <= r.Bottom()-corner
	}
	return p.X >= r.X+corner && p.X <= r.Right()-corner
}
