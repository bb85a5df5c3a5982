package geom

import "math"

// Polyline is a chain of straight segments.
type Polyline []Point

// Length returns the length along the line.
func (l Polyline) Length() float64 {
	var sum float64
	for i := 1; i < len(l); i++ {
		sum += l[i-1].Dist(l[i])
	}
	return sum
}

// At returns the point at share t (0 to 1) of the length. An empty line gives
// the zero Point.
func (l Polyline) At(t float64) Point {
	if len(l) == 0 {
		return Point{}
	}
	rest := l.Length() * math.Max(0, math.Min(1, t))
	for i := 1; i < len(l); i++ {
		d := l[i-1].Dist(l[i])
		if d > 0 && rest <= d {
			return l[i-1].Lerp(l[i], rest/d)
		}
		rest -= d
	}
	return l[len(l)-1]
}

// Bounds returns the smallest rectangle around all points.
func (l Polyline) Bounds() Rect {
	if len(l) == 0 {
		return Rect{}
	}
	lo, hi := l[0], l[0]
	for _, p := range l[1:] {
		lo.X, lo.Y = math.Min(lo.X, p.X), math.Min(lo.Y, p.Y)
		hi.X, hi.Y = math.Max(hi.X, p.X), math.Max(hi.Y, p.Y)
	}
	return Span(lo, hi)
}

// Moved returns a copy of the line moved by d.
func (l Polyline) Moved(d Point) Polyline {
	out := make(Polyline, len(l))
	for i, p := range l {
		out[i] = p.Add(d)
	}
	return out
}

// Nearest returns the point of the line that is nearest to p, the index of its
// segment (the segment from l[i] to l[i+1]) and the distance. A line without
// points gives segment -1 and an infinite distance.
func (l Polyline) Nearest(p Point) (q Point, segment int, dist float64) {
	segment, dist = -1, math.Inf(1)
	if len(l) == 1 {
		return l[0], 0, l[0].Dist(p)
	}
	for i := 1; i < len(l); i++ {
		c := NearestOnSegment(l[i-1], l[i], p)
		if d := c.Dist(p); d < dist {
			q, segment, dist = c, i-1, d
		}
	}
	return q, segment, dist
}

// NearestOnSegment returns the point of the segment a–b that is nearest to p.
func NearestOnSegment(a, b, p Point) Point {
	d := b.Sub(a)
	n := d.X*d.X + d.Y*d.Y
	if n == 0 {
		return a
	}
	t := ((p.X-a.X)*d.X + (p.Y-a.Y)*d.Y) / n
	return a.Lerp(b, math.Max(0, math.Min(1, t)))
}

// SegmentIntersection returns the point that the segments a–b and c–d share.
// Parallel segments share none, even when they overlap.
func SegmentIntersection(a, b, c, d Point) (Point, bool) {
	r, s := b.Sub(a), d.Sub(c)
	den := r.X*s.Y - r.Y*s.X
	if den == 0 {
		return Point{}, false
	}
	ac := c.Sub(a)
	t := (ac.X*s.Y - ac.Y*s.X) / den
	u := (ac.X*r.Y - ac.Y*r.X) / den
	const eps = 1e-9
	if t < -eps || t > 1+eps || u < -eps || u > 1+eps {
		return Point{}, false
	}
	return a.Lerp(b, t), true
}

// Simplified returns the line without points that repeat their neighbour or
// lie on the straight line between their neighbours (within eps).
func (l Polyline) Simplified(eps float64) Polyline {
	var out Polyline
	for _, p := range l {
		if n := len(out); n > 0 && out[n-1].Near(p, eps) {
			continue
		}
		for len(out) >= 2 && NearestOnSegment(out[len(out)-2], p, out[len(out)-1]).Dist(out[len(out)-1]) <= eps {
			out = out[:len(out)-1]
		}
		out = append(out, p)
	}
	return out
}
