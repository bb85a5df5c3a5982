// Package layout holds the geometry of diagrams: how flows are routed, docked
// and cropped, where appended elements and labels go, and how a model without
// a diagram gets one.
package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// cornerRadius is the radius of rounded rectangles, in diagram units.
const cornerRadius = 10

// outlineOf returns the closed polygon that stands for an outline. Circles and
// round corners are close enough that a cropped end is off by less than a
// tenth of a unit for shapes of usual size.
func outlineOf(o bpmn.Outline, r geom.Rect) geom.Polyline {
	switch o {
	case bpmn.Circle:
		return ellipse(r, 64)
	case bpmn.Diamond:
		c := r.Center()
		return geom.Polyline{{X: c.X, Y: r.Y}, {X: r.Right(), Y: c.Y}, {X: c.X, Y: r.Bottom()}, {X: r.X, Y: c.Y}, {X: c.X, Y: r.Y}}
	case bpmn.RoundedRectangle:
		return rounded(r, math.Min(cornerRadius, math.Min(r.W, r.H)/2))
	}
	k := r.Corners()
	return geom.Polyline{k[0], k[1], k[2], k[3], k[0]}
}

func ellipse(r geom.Rect, n int) geom.Polyline {
	c := r.Center()
	out := make(geom.Polyline, 0, n+1)
	for i := 0; i <= n; i++ {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		out = append(out, geom.Pt(c.X+r.W/2*cos, c.Y+r.H/2*sin))
	}
	return out
}

func rounded(r geom.Rect, radius float64) geom.Polyline {
	const steps = 8
	var out geom.Polyline
	for i, c := range [4]geom.Point{
		{X: r.Right() - radius, Y: r.Bottom() - radius}, {X: r.X + radius, Y: r.Bottom() - radius},
		{X: r.X + radius, Y: r.Y + radius}, {X: r.Right() - radius, Y: r.Y + radius},
	} {
		for s := 0; s <= steps; s++ {
			sin, cos := math.Sincos(math.Pi / 2 * (float64(i) + float64(s)/steps))
			out = append(out, geom.Pt(c.X+radius*cos, c.Y+radius*sin))
		}
	}
	return append(out, out[0])
}

// inside reports whether p lies in the outline.
func inside(o bpmn.Outline, r geom.Rect, p geom.Point) bool {
	if !r.Contains(p) {
		return false
	}
	c := r.Center()
	switch o {
	case bpmn.Circle:
		if r.Empty() {
			return false
		}
		dx, dy := (p.X-c.X)/(r.W/2), (p.Y-c.Y)/(r.H/2)
		return dx*dx+dy*dy <= 1+1e-9
	case bpmn.Diamond:
		if r.Empty() {
			return false
		}
		return math.Abs(p.X-c.X)/(r.W/2)+math.Abs(p.Y-c.Y)/(r.H/2) <= 1+1e-9
	}
	return true
}

// lastCrossing returns where the segment from a (inside) to b (outside) leaves
// the outline.
func lastCrossing(o bpmn.Outline, r geom.Rect, a, b geom.Point) (geom.Point, bool) {
	if p, ok := straightCrossing(o, r, a, b); ok {
		return p, true
	}
	line := outlineOf(o, r)
	best, found, far := geom.Point{}, false, -1.0
	for i := 1; i < len(line); i++ {
		if p, ok := geom.SegmentIntersection(a, b, line[i-1], line[i]); ok {
			if d := p.Dist(a); d > far {
				best, found, far = p, true, d
			}
		}
	}
	return best, found
}

// straightCrossing is lastCrossing for the case that is nearly all there is: an
// axis-parallel segment out of the straight part of a rectangle's side.
func straightCrossing(o bpmn.Outline, r geom.Rect, a, b geom.Point) (geom.Point, bool) {
	corner := 0.0
	switch o {
	case bpmn.RoundedRectangle:
		corner = cornerRadius
	case bpmn.Rectangle, bpmn.NoOutline:
	default:
		return geom.Point{}, false
	}
	if !r.Contains(a) || r.Contains(b) {
		return geom.Point{}, false
	}
	switch {
	case a.Y == b.Y && a.Y >= r.Y+corner && a.Y <= r.Bottom()-corner:
		if b.X > a.X {
			return geom.Pt(r.Right(), a.Y), true
		}
		return geom.Pt(r.X, a.Y), true
	case a.X == b.X && a.X >= r.X+corner && a.X <= r.Right()-corner:
		if b.Y > a.Y {
			return geom.Pt(a.X, r.Bottom()), true
		}
		return geom.Pt(a.X, r.Y), true
	}
	return geom.Point{}, false
}

// OnOutline reports whether p lies on the outline within eps diagram units.
func OnOutline(o bpmn.Outline, r geom.Rect, p geom.Point, eps float64) bool {
	if onStraight(o, r, p) {
		return true
	}
	_, _, d := outlineOf(o, r).Nearest(p)
	return d <= eps
}

// onStraight reports whether p lies exactly on the straight part of a side,
// which is where nearly all flows end.
func onStraight(o bpmn.Outline, r geom.Rect, p geom.Point) bool {
	corner := 0.0
	switch o {
	case bpmn.RoundedRectangle:
		corner = cornerRadius
	case bpmn.Rectangle, bpmn.NoOutline:
	default:
		return false
	}
	return (p.X == r.X || p.X == r.Right()) && p.Y >= r.Y+corner && p.Y <= r.Bottom()-corner ||
		(p.Y == r.Y || p.Y == r.Bottom()) && p.X >= r.X+corner && p.X <= r.Right()-corner
}

// NearestOnOutline returns the point of the outline that is nearest to p.
func NearestOnOutline(o bpmn.Outline, r geom.Rect, p geom.Point) geom.Point {
	q, _, _ := outlineOf(o, r).Nearest(p)
	return q
}
