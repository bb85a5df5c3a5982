package paint

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// Form says which kind of figure a path is, so that back ends can take short cuts.
type Form uint8

// Forms.
const (
	FreeForm    Form = iota // Segs
	RectForm                // Box, with corners of Radius
	EllipseForm             // inscribed in Box
	LineForm                // through Points, corners rounded with Radius; open
)

// Path is a figure in diagram units. Overlapping parts that turn the same way are
// painted once; a part that turns the other way is a hole.
type Path struct {
	Form   Form
	Box    geom.Rect
	Radius float64
	Points []geom.Point
	Segs   []Seg
}

// SegKind is the kind of a path segment.
type SegKind uint8

// Segment kinds, with the number of points they use.
const (
	MoveTo  SegKind = iota // 1
	LineTo                 // 1
	QuadTo                 // 2: control, end
	CubicTo                // 3: control, control, end
	Close                  // 0
)

// Seg is one step of a free path.
type Seg struct {
	Kind SegKind
	P    [3]geom.Point
}

// End returns the point at which the segment ends (the zero point for Close).
func (s Seg) End() geom.Point {
	switch s.Kind {
	case QuadTo:
		return s.P[1]
	case CubicTo:
		return s.P[2]
	}
	return s.P[0]
}

// Rect returns a rectangle with sharp corners.
func Rect(r geom.Rect) Path { return Path{Form: RectForm, Box: r} }

// RoundRect returns a rectangle with round corners.
func RoundRect(r geom.Rect, radius float64) Path {
	return Path{Form: RectForm, Box: r, Radius: math.Max(0, math.Min(radius, math.Min(r.W, r.H)/2))}
}

// Circle returns a circle.
func Circle(c geom.Point, radius float64) Path {
	return Path{Form: EllipseForm, Box: geom.RectAround(c, 2*radius, 2*radius)}
}

// Ellipse returns the ellipse inscribed in r.
func Ellipse(r geom.Rect) Path { return Path{Form: EllipseForm, Box: r} }

// Polyline returns an open line through the points, its corners rounded with the radius
// (or less, where a segment is shorter than twice that).
func Polyline(points []geom.Point, radius float64) Path {
	return Path{Form: LineForm, Points: points, Radius: radius}
}

// Polygon returns a closed figure with straight sides; xy are its corners as x, y, x, y...
func Polygon(xy ...float64) Path {
	var b Builder
	for i := 0; i+1 < len(xy); i += 2 {
		if i == 0 {
			b.Move(xy[0], xy[1])
		} else {
			b.Line(xy[i], xy[i+1])
		}
	}
	return b.Close().Path()
}

// Lines returns open lines without connection; each four numbers are x1, y1, x2, y2 of one.
func Lines(xy ...float64) Path {
	var b Builder
	for i := 0; i+3 < len(xy); i += 4 {
		b.Move(xy[i], xy[i+1]).Line(xy[i+2], xy[i+3])
	}
	return b.Path()
}

// Builder makes a free path step by step; its methods return the builder for chaining.
type Builder struct {
	segs []Seg
	pen  geom.Point
}

func (b *Builder) add(k SegKind, p ...geom.Point) *Builder {
	s := Seg{Kind: k}
	copy(s.P[:], p)
	b.segs = append(b.segs, s)
	if len(p) > 0 {
		b.pen = p[len(p)-1]
	}
	return b
}

// Move begins a new part at (x, y).
func (b *Builder) Move(x, y float64) *Builder { return b.add(MoveTo, geom.Pt(x, y)) }

// Line draws a straight line to (x, y).
func (b *Builder) Line(x, y float64) *Builder { return b.add(LineTo, geom.Pt(x, y)) }

// By draws a straight line relative to the pen.
func (b *Builder) By(dx, dy float64) *Builder { return b.Line(b.pen.X+dx, b.pen.Y+dy) }

// Quad draws a quadratic curve to (x, y).
func (b *Builder) Quad(cx, cy, x, y float64) *Builder {
	return b.add(QuadTo, geom.Pt(cx, cy), geom.Pt(x, y))
}

// Cubic draws a cubic curve to (x, y).
func (b *Builder) Cubic(cx, cy, dx, dy, x, y float64) *Builder {
	return b.add(CubicTo, geom.Pt(cx, cy), geom.Pt(dx, dy), geom.Pt(x, y))
}

// Arc draws a circular arc about c from one angle to another (degrees, clockwise on the
// screen, 0 is to the right). It is joined to the pen by a line, or begins a part.
func (b *Builder) Arc(c geom.Point, radius, from, to float64) *Builder {
	at := func(deg float64) geom.Point {
		s, co := math.Sincos(deg * math.Pi / 180)
		return geom.Pt(c.X+radius*co, c.Y+radius*s)
	}
	start := at(from)
	switch n := len(b.segs); {
	case n == 0 || b.segs[n-1].Kind == Close:
		b.Move(start.X, start.Y)
	case b.pen.Dist(start) > 1e-6:
		b.Line(start.X, start.Y)
	}
	n := int(math.Ceil(math.Abs(to-from)/90 - 1e-9))
	for i := 0; i < n; i++ {
		a0, a1 := from+(to-from)*float64(i)/float64(n), from+(to-from)*float64(i+1)/float64(n)
		k := 4. / 3 * math.Tan((a1-a0)*math.Pi/720) * radius
		p, q := at(a0), at(a1)
		s0, c0 := math.Sincos(a0 * math.Pi / 180)
		s1, c1 := math.Sincos(a1 * math.Pi / 180)
		b.Cubic(p.X-k*s0, p.Y+k*c0, q.X+k*s1, q.Y-k*c1, q.X, q.Y)
	}
	return b
}

// Circle adds a full circle as a part of its own, clockwise, or counter-clockwise as a hole.
func (b *Builder) Circle(c geom.Point, radius float64, hole bool) *Builder {
	b.Move(c.X+radius, c.Y)
	if hole {
		return b.Arc(c, radius, 0, -360).Close()
	}
	return b.Arc(c, radius, 0, 360).Close()
}

// Close joins the pen to the beginning of the part.
func (b *Builder) Close() *Builder {
	b.segs = append(b.segs, Seg{Kind: Close})
	return b
}

// Path returns what was built.
func (b *Builder) Path() Path { return Path{Segs: b.segs} }

// circleK is the distance of the control points of a quarter circle of radius 1.
const circleK = 0.5522847498

// Segments returns the figure as free segments, whatever its form.
func (p Path) Segments() []Seg {
	switch p.Form {
	case RectForm:
		return rectSegments(p.Box, p.Radius)
	case EllipseForm:
		return ellipseSegments(p.Box)
	case LineForm:
		return lineSegments(p.Points, p.Radius)
	}
	return p.Segs
}

func rectSegments(r geom.Rect, rad float64) []Seg {
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	var b Builder
	if rad <= 0 {
		return b.Move(x0, y0).Line(x1, y0).Line(x1, y1).Line(x0, y1).Close().segs
	}
	k := rad * (1 - circleK)
	b.Move(x0+rad, y0).Line(x1-rad, y0).Cubic(x1-k, y0, x1, y0+k, x1, y0+rad)
	b.Line(x1, y1-rad).Cubic(x1, y1-k, x1-k, y1, x1-rad, y1)
	b.Line(x0+rad, y1).Cubic(x0+k, y1, x0, y1-k, x0, y1-rad)
	return b.Line(x0, y0+rad).Cubic(x0, y0+k, x0+k, y0, x0+rad, y0).Close().segs
}

func ellipseSegments(r geom.Rect) []Seg {
	c, rx, ry := r.Center(), r.W/2, r.H/2
	kx, ky := rx*circleK, ry*circleK
	var b Builder
	b.Move(c.X+rx, c.Y)
	b.Cubic(c.X+rx, c.Y+ky, c.X+kx, c.Y+ry, c.X, c.Y+ry)
	b.Cubic(c.X-kx, c.Y+ry, c.X-rx, c.Y+ky, c.X-rx, c.Y)
	b.Cubic(c.X-rx, c.Y-ky, c.X-kx, c.Y-ry, c.X, c.Y-ry)
	return b.Cubic(c.X+kx, c.Y-ry, c.X+rx, c.Y-ky, c.X+rx, c.Y).Close().segs
}

func lineSegments(pts []geom.Point, radius float64) []Seg {
	var b Builder
	for i, p := range pts {
		switch {
		case i == 0:
			b.Move(p.X, p.Y)
		case i == len(pts)-1 || radius <= 0:
			b.Line(p.X, p.Y)
		default:
			from, to := Corner(pts[i-1], p, pts[i+1], radius)
			b.Line(from.X, from.Y).Quad(p.X, p.Y, to.X, to.Y)
		}
	}
	return b.segs
}

// Corner returns where the rounding of the corner at p begins and ends: at most radius
// away from it, and at most half of either segment.
func Corner(before, p, after geom.Point, radius float64) (from, to geom.Point) {
	d0, d1 := p.Dist(before), p.Dist(after)
	r := math.Min(radius, math.Min(d0, d1)/2)
	if d0 == 0 || d1 == 0 || r == 0 {
		return p, p
	}
	return p.Lerp(before, r/d0), p.Lerp(after, r/d1)
}

// Bounds returns a rectangle that holds the figure, without its stroke. For free curves
// it is the rectangle around the control points.
func (p Path) Bounds() geom.Rect {
	switch p.Form {
	case RectForm, EllipseForm:
		return p.Box
	case LineForm:
		return geom.Polyline(p.Points).Bounds()
	}
	lo, hi := geom.Pt(math.Inf(1), math.Inf(1)), geom.Pt(math.Inf(-1), math.Inf(-1))
	for i := range p.Segs {
		s := &p.Segs[i]
		for _, q := range s.P[:pointsOf[s.Kind]] {
			lo = geom.Pt(min(lo.X, q.X), min(lo.Y, q.Y))
			hi = geom.Pt(max(hi.X, q.X), max(hi.Y, q.Y))
		}
	}
	if lo.X > hi.X {
		return geom.Rect{}
	}
	return geom.Span(lo, hi)
}

var pointsOf = [...]int{MoveTo: 1, LineTo: 1, QuadTo: 2, CubicTo: 3, Close: 0}
