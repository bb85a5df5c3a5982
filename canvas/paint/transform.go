package paint

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// Transform is an affine map: x' = A·x + C·y + E, y' = B·x + D·y + F.
type Transform struct{ A, B, C, D, E, F float64 }

// Identity returns the map that changes nothing.
func Identity() Transform { return Transform{A: 1, D: 1} }

// Translate returns the map that moves by (dx, dy).
func Translate(dx, dy float64) Transform { return Transform{A: 1, D: 1, E: dx, F: dy} }

// Scale returns the map that stretches from the origin.
func Scale(sx, sy float64) Transform { return Transform{A: sx, D: sy} }

// Rotate returns the map that turns clockwise on the screen about the origin. Multiples
// of 90 degrees are exact.
func Rotate(degrees float64) Transform {
	s, c := math.Sincos(degrees * math.Pi / 180)
	if q := degrees / 90; q == math.Trunc(q) {
		s, c = math.Round(s), math.Round(c)
	}
	return Transform{A: c, B: s, C: -s, D: c}
}

// Then returns the map that applies t first and u afterwards.
func (t Transform) Then(u Transform) Transform {
	return Transform{
		A: u.A*t.A + u.C*t.B, B: u.B*t.A + u.D*t.B,
		C: u.A*t.C + u.C*t.D, D: u.B*t.C + u.D*t.D,
		E: u.A*t.E + u.C*t.F + u.E, F: u.B*t.E + u.D*t.F + u.F,
	}
}

// Apply maps a point.
func (t Transform) Apply(p geom.Point) geom.Point {
	return geom.Point{X: t.A*p.X + t.C*p.Y + t.E, Y: t.B*p.X + t.D*p.Y + t.F}
}

// ApplyRect returns the smallest rectangle around the mapped rectangle.
func (t Transform) ApplyRect(r geom.Rect) geom.Rect {
	a, b := t.Apply(r.Min()), t.Apply(r.Max())
	if t.B == 0 && t.C == 0 || t.A == 0 && t.D == 0 {
		return geom.Span(a, b)
	}
	c, d := t.Apply(geom.Pt(r.Right(), r.Y)), t.Apply(geom.Pt(r.X, r.Bottom()))
	return geom.Span(
		geom.Pt(min(a.X, b.X, c.X, d.X), min(a.Y, b.Y, c.Y, d.Y)),
		geom.Pt(max(a.X, b.X, c.X, d.X), max(a.Y, b.Y, c.Y, d.Y)))
}

// Factor returns by how much lengths grow (the root of the area's factor).
func (t Transform) Factor() float64 { return math.Sqrt(math.Abs(t.A*t.D - t.B*t.C)) }

// Upright reports whether the map neither turns nor skews and stretches both axes alike.
func (t Transform) Upright() bool { return t.B == 0 && t.C == 0 && t.A == t.D && t.A > 0 }
