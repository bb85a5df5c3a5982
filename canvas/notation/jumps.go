package notation

import (
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// jumpRadius is the radius of the arcs by which a flow jumps over others, in diagram units.
const jumpRadius = 5

// JumpsOver returns where the way of a flow crosses others, in the order of the way. Left out
// is what would not be read as a crossing: where ways only touch, and what is too near to a
// bend or to another jump for an arc.
func JumpsOver(way geom.Polyline, others []geom.Polyline) []geom.Point {
	var out []geom.Point
	for i := 1; i < len(way); i++ {
		a, b := way[i-1], way[i]
		d := b.Sub(a)
		length := d.Len()
		if length < 4*jumpRadius {
			continue
		}
		var on []float64 // distances from a
		for _, other := range others {
			for j := 1; j < len(other); j++ {
				if at, ok := crossing(a, b, other[j-1], other[j]); ok {
					on = append(on, at*length)
				}
			}
		}
		out = appendJumps(out, a, d.Mul(1/length), length, on)
	}
	return out
}

// crossing returns where the way from a to b is crossed by the way from c to d, as a share of
// its length. Ways that touch with an end or go almost the same way do not cross.
func crossing(a, b, c, d geom.Point) (t float64, ok bool) {
	r, s := b.Sub(a), d.Sub(c)
	cross := r.X*s.Y - r.Y*s.X
	if math.Abs(cross) < 0.3*r.Len()*s.Len() || cross == 0 {
		return 0, false
	}
	q := c.Sub(a)
	t, u := (q.X*s.Y-q.Y*s.X)/cross, (q.X*r.Y-q.Y*r.X)/cross
	room := 2 / s.Len()
	return t, t > 0 && t < 1 && u > room && u < 1-room
}

// appendJumps adds those of the distances along a segment that have room for an arc.
func appendJumps(out []geom.Point, from, direction geom.Point, length float64, on []float64) []geom.Point {
	last := 0.0
	for len(on) > 0 {
		next := 0
		for i, at := range on {
			if at < on[next] {
				next = i
			}
		}
		at := on[next]
		on[next] = on[len(on)-1]
		on = on[:len(on)-1]
		if at-last < 2*jumpRadius+1 || length-at < 2*jumpRadius+1 {
			continue
		}
		out = append(out, from.Add(direction.Mul(at)))
		last = at
	}
	return out
}

// jumping returns a way with round corners and an arc at each of the jumps, which lie on it
// in their order. Arcs of level segments bulge upwards, those of standing ones to the right.
func jumping(points []geom.Point, jumps []geom.Point) paint.Path {
	var b paint.Builder
	b.Move(points[0].X, points[0].Y)
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		angle := math.Atan2(to.Y-from.Y, to.X-from.X) * 180 / math.Pi
		turn := -180.0
		if to.X > from.X+1e-9 || math.Abs(to.X-from.X) <= 1e-9 && to.Y > from.Y {
			turn = 180
		}
		for len(jumps) > 0 && geom.NearestOnSegment(from, to, jumps[0]).Dist(jumps[0]) < 0.5 {
			b.Arc(jumps[0], jumpRadius, angle+180, angle+180+turn)
			jumps = jumps[1:]
		}
		if i == len(points)-1 {
			b.Line(to.X, to.Y)
			break
		}
		start, end := paint.Corner(from, to, points[i+1], FlowRadius)
		b.Line(start.X, start.Y).Quad(to.X, to.Y, end.X, end.Y)
	}
	return b.Path()
}
