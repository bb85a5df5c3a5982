package layout

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// MoveSegment moves the segment between points i and i+1 of a route across its
// direction. At the ends of the route it stays docked: a bend appears when the
// segment has left its shape. A slanted segment moves as it is.
func MoveSegment(route geom.Polyline, i int, delta geom.Point, from, to End) geom.Polyline {
	l := append(geom.Polyline(nil), route...)
	switch a, b := l[i], l[i+1]; {
	case math.Abs(a.Y-b.Y) < 0.5:
		delta.X = 0
	case math.Abs(a.X-b.X) < 0.5:
		delta.Y = 0
	}
	first, last := i == 0, i+2 == len(l)
	l[i], l[i+1] = l[i].Add(delta), l[i+1].Add(delta)
	// An end that leaves its shape is led back to the shape's middle by a bend.
	if last {
		l = leadBack(l, to, delta)
	}
	if first {
		reverse(l)
		l = leadBack(l, from, delta)
		reverse(l)
	}
	return Crop(l.Simplified(0.5), from, to)
}

// leadBack docks the last point of a route whose last segment was moved.
func leadBack(l geom.Polyline, e End, delta geom.Point) geom.Polyline {
	n := len(l)
	p, r, c := l[n-1], e.Bounds, e.Bounds.Center()
	if e.Role == PointEnd {
		return append(l[:n-1:n-1], e.Dock)
	}
	if delta.X == 0 && p.Y > r.Y && p.Y < r.Bottom() {
		l[n-1] = geom.Pt(c.X, p.Y)
		return l
	}
	if delta.Y == 0 && p.X > r.X && p.X < r.Right() {
		l[n-1] = geom.Pt(p.X, c.Y)
		return l
	}
	if delta.X == 0 {
		l[n-1] = geom.Pt(c.X, p.Y)
	} else {
		l[n-1] = geom.Pt(p.X, c.Y)
	}
	return append(l, c)
}
