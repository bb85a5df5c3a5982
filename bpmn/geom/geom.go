// Package geom holds the plane geometry of diagrams: points, rectangles and
// polylines. All coordinates are diagram units (one unit is one pixel at
// 100 % zoom), x grows to the right and y grows downwards.
package geom

import "math"

// Point is a position or a vector in diagram units.
type Point struct{ X, Y float64 }

// Pt is short for Point{x, y}.
func Pt(x, y float64) Point { return Point{x, y} }

// Add returns p moved by q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub returns the vector from q to p.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Mul returns p scaled by k from the origin.
func (p Point) Mul(k float64) Point { return Point{p.X * k, p.Y * k} }

// Dist returns the distance between p and q.
func (p Point) Dist(q Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

// Len returns the length of the vector p.
func (p Point) Len() float64 { return math.Hypot(p.X, p.Y) }

// Round returns p with both coordinates rounded to whole units.
func (p Point) Round() Point { return Point{math.Round(p.X), math.Round(p.Y)} }

// Lerp returns the point at share t (0 is p, 1 is q) of the way from p to q.
func (p Point) Lerp(q Point, t float64) Point {
	return Point{p.X + (q.X-p.X)*t, p.Y + (q.Y-p.Y)*t}
}

// Near reports whether p and q differ by at most eps in each coordinate.
func (p Point) Near(q Point, eps float64) bool {
	return math.Abs(p.X-q.X) <= eps && math.Abs(p.Y-q.Y) <= eps
}

// Rect is an axis-parallel rectangle by its upper left corner and size.
type Rect struct{ X, Y, W, H float64 }

// R is short for Rect{x, y, w, h}.
func R(x, y, w, h float64) Rect { return Rect{x, y, w, h} }

// RectAround returns the rectangle of size w, h centred on c.
func RectAround(c Point, w, h float64) Rect { return Rect{c.X - w/2, c.Y - h/2, w, h} }

// Span returns the smallest rectangle that holds both corners, in any order.
func Span(a, b Point) Rect {
	x0, x1 := math.Min(a.X, b.X), math.Max(a.X, b.X)
	y0, y1 := math.Min(a.Y, b.Y), math.Max(a.Y, b.Y)
	return Rect{x0, y0, x1 - x0, y1 - y0}
}

// Right returns the x of the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom returns the y of the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Min returns the upper left corner.
func (r Rect) Min() Point { return Point{r.X, r.Y} }

// Max returns the lower right corner.
func (r Rect) Max() Point { return Point{r.X + r.W, r.Y + r.H} }

// Center returns the middle of the rectangle.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Empty reports whether the rectangle has no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Moved returns the rectangle moved by d.
func (r Rect) Moved(d Point) Rect { return Rect{r.X + d.X, r.Y + d.Y, r.W, r.H} }

// Grown returns the rectangle with every edge moved outwards by d (inwards
// when d is negative). It never gets a negative size.
func (r Rect) Grown(d float64) Rect {
	g := Rect{r.X - d, r.Y - d, r.W + 2*d, r.H + 2*d}
	if g.W < 0 {
		g.X, g.W = r.X+r.W/2, 0
	}
	if g.H < 0 {
		g.Y, g.H = r.Y+r.H/2, 0
	}
	return g
}

// Contains reports whether p lies inside or on the edge.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X <= r.X+r.W && p.Y >= r.Y && p.Y <= r.Y+r.H
}

// ContainsRect reports whether q lies wholly inside r (edges may touch).
func (r Rect) ContainsRect(q Rect) bool {
	return q.X >= r.X && q.Y >= r.Y && q.X+q.W <= r.X+r.W && q.Y+q.H <= r.Y+r.H
}

// Intersects reports whether r and q share a point.
func (r Rect) Intersects(q Rect) bool {
	return r.X <= q.X+q.W && q.X <= r.X+r.W && r.Y <= q.Y+q.H && q.Y <= r.Y+r.H
}

// Union returns the smallest rectangle around both. The zero Rect is the
// neutral element.
func (r Rect) Union(q Rect) Rect {
	if r == (Rect{}) {
		return q
	}
	if q == (Rect{}) {
		return r
	}
	return Span(
		Point{math.Min(r.X, q.X), math.Min(r.Y, q.Y)},
		Point{math.Max(r.X+r.W, q.X+q.W), math.Max(r.Y+r.H, q.Y+q.H)},
	)
}

// Clamp returns the point of r that is nearest to p.
func (r Rect) Clamp(p Point) Point {
	return Point{math.Max(r.X, math.Min(p.X, r.X+r.W)), math.Max(r.Y, math.Min(p.Y, r.Y+r.H))}
}

// Round returns the rectangle with all four numbers rounded to whole units.
func (r Rect) Round() Rect {
	return Rect{math.Round(r.X), math.Round(r.Y), math.Round(r.W), math.Round(r.H)}
}

// Corners returns the four corners clockwise from the upper left one.
func (r Rect) Corners() [4]Point {
	return [4]Point{{r.X, r.Y}, {r.X + r.W, r.Y}, {r.X + r.W, r.Y + r.H}, {r.X, r.Y + r.H}}
}
