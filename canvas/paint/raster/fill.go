package raster

import (
	"image"
	"math"

	"golang.org/x/image/draw"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// extent is a growing device rectangle.
type extent struct{ x0, y0, x1, y1 float64 }

func nothing() extent { return extent{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)} }

func (e *extent) add(q geom.Point) {
	e.x0, e.y0 = math.Min(e.x0, q.X), math.Min(e.y0, q.Y)
	e.x1, e.y1 = math.Max(e.x1, q.X), math.Max(e.y1, q.Y)
}

// pixels returns the pixels around the extent grown by d.
func (e extent) pixels(d float64) image.Rectangle {
	if !(e.x0 <= e.x1 && e.y0 <= e.y1) {
		return image.Rectangle{}
	}
	return image.Rect(pixel(e.x0-d), pixel(e.y0-d), pixel(e.x1+d)+1, pixel(e.y1+d)+1)
}

// extentOf returns the extent of the control points of segments mapped to the device. Paths
// with coordinates that are no numbers have none.
func extentOf(segs []paint.Seg, m paint.Transform) extent {
	e := nothing()
	for i := range segs {
		s := &segs[i]
		for j := range pointCount[s.Kind] {
			q := m.Apply(s.P[j])
			if q.X-q.X != 0 || q.Y-q.Y != 0 { // NaN or infinite
				return nothing()
			}
			e.add(q)
		}
	}
	return e
}

var pointCount = [...]int{paint.MoveTo: 1, paint.LineTo: 1, paint.QuadTo: 2, paint.CubicTo: 3, paint.Close: 0}

// pen feeds the coverage rasteriser with device coordinates. Far outside of the picture it
// moves points nearer, in ways that do not change the coverage inside: the rasteriser walks
// through every row of a line and counts in 32 bits.
type pen struct {
	p          *Painter
	dx, dy     float64
	w, h       float64
	far        bool // some point lies far outside
	at, start  geom.Point
	drawnSince bool
}

const farAway = 2048

// begin prepares the rasteriser for the pixels of r; e is the extent of what will be drawn.
func (p *Painter) begin(r image.Rectangle, e extent) *pen {
	p.z.Reset(r.Dx(), r.Dy())
	far := e.x0 < float64(r.Min.X-farAway) || e.y0 < float64(r.Min.Y-farAway) ||
		e.x1 > float64(r.Max.X+farAway) || e.y1 > float64(r.Max.Y+farAway)
	p.pen = pen{p: p, dx: float64(r.Min.X), dy: float64(r.Min.Y), w: float64(r.Dx()), h: float64(r.Dy()), far: far}
	return &p.pen
}

func (n *pen) move(q geom.Point) {
	n.close()
	n.at = geom.Point{X: q.X - n.dx, Y: q.Y - n.dy}
	n.start = n.at
	n.drawnSince = false
	if !n.far {
		n.p.z.MoveTo(float32(n.at.X), float32(n.at.Y))
	}
}

func (n *pen) line(q geom.Point) {
	to := geom.Point{X: q.X - n.dx, Y: q.Y - n.dy}
	if n.far {
		n.farLine(n.at, to)
	} else {
		n.p.z.LineTo(float32(to.X), float32(to.Y))
	}
	n.at, n.drawnSince = to, true
}

func (n *pen) quad(c, q geom.Point) {
	if n.far {
		a := geom.Point{X: n.at.X + n.dx, Y: n.at.Y + n.dy}
		for i := 1; i <= 24; i++ {
			t := float64(i) / 24
			n.line(a.Lerp(c, t).Lerp(c.Lerp(q, t), t))
		}
		return
	}
	n.p.z.QuadTo(float32(c.X-n.dx), float32(c.Y-n.dy), float32(q.X-n.dx), float32(q.Y-n.dy))
	n.at, n.drawnSince = geom.Point{X: q.X - n.dx, Y: q.Y - n.dy}, true
}

func (n *pen) cubic(c, d, q geom.Point) {
	if n.far {
		a := geom.Point{X: n.at.X + n.dx, Y: n.at.Y + n.dy}
		for i := 1; i <= 24; i++ {
			t := float64(i) / 24
			ab, bc, cd := a.Lerp(c, t), c.Lerp(d, t), d.Lerp(q, t)
			n.line(ab.Lerp(bc, t).Lerp(bc.Lerp(cd, t), t))
		}
		return
	}
	n.p.z.CubeTo(float32(c.X-n.dx), float32(c.Y-n.dy), float32(d.X-n.dx), float32(d.Y-n.dy), float32(q.X-n.dx), float32(q.Y-n.dy))
	n.at, n.drawnSince = geom.Point{X: q.X - n.dx, Y: q.Y - n.dy}, true
}

func (n *pen) close() {
	if !n.drawnSince {
		return
	}
	if n.far {
		n.farLine(n.at, n.start)
	} else {
		n.p.z.ClosePath()
	}
	n.at, n.drawnSince = n.start, false
}

// farLine draws the part of a line that lies in the rows of the picture. What is left or
// right of it counts as a line along the edge.
func (n *pen) farLine(a, b geom.Point) {
	dy := b.Y - a.Y
	if dy == 0 {
		return
	}
	t0, t1 := (-1-a.Y)/dy, (n.h+1-a.Y)/dy
	if t0 > t1 {
		t0, t1 = t1, t0
	}
	t0, t1 = math.Max(0, t0), math.Min(1, t1)
	if t0 >= t1 {
		return
	}
	c, d := a.Lerp(b, t0), a.Lerp(b, t1)
	lo, hi := -1.0, n.w+1
	clampX := func(x float64) float64 { return math.Max(lo, math.Min(hi, x)) }
	pts := []geom.Point{c}
	// Where the line crosses the left and right limit it gets a bend.
	var cuts []float64
	if d.X != c.X {
		for _, x := range [2]float64{lo, hi} {
			if t := (x - c.X) / (d.X - c.X); t > 0 && t < 1 {
				cuts = append(cuts, t)
			}
		}
		if len(cuts) == 2 && cuts[0] > cuts[1] {
			cuts[0], cuts[1] = cuts[1], cuts[0]
		}
	}
	for _, t := range cuts {
		pts = append(pts, c.Lerp(d, t))
	}
	pts = append(pts, d)
	for i, q := range pts {
		x, y := float32(clampX(q.X)), float32(q.Y)
		if i == 0 {
			n.p.z.MoveTo(x, y)
		} else {
			n.p.z.LineTo(x, y)
		}
	}
}

// path feeds segments mapped to the device.
func (n *pen) path(segs []paint.Seg, m paint.Transform) {
	for i := range segs {
		s := &segs[i]
		switch s.Kind {
		case paint.MoveTo:
			n.move(m.Apply(s.P[0]))
		case paint.LineTo:
			n.line(m.Apply(s.P[0]))
		case paint.QuadTo:
			n.quad(m.Apply(s.P[0]), m.Apply(s.P[1]))
		case paint.CubicTo:
			n.cubic(m.Apply(s.P[0]), m.Apply(s.P[1]), m.Apply(s.P[2]))
		case paint.Close:
			n.close()
		}
	}
	n.close()
}

// covered returns the coverage of what was fed, in scratch memory.
func (p *Painter) covered(r image.Rectangle) []uint8 {
	n := r.Dx() * r.Dy()
	if cap(p.cover.Pix) < n {
		p.cover.Pix = make([]uint8, n)
	}
	p.cover = image.Alpha{Pix: p.cover.Pix[:n], Stride: r.Dx(), Rect: image.Rect(0, 0, r.Dx(), r.Dy())}
	p.z.DrawOp = draw.Src
	p.z.Draw(&p.cover, p.cover.Rect, image.Opaque, image.Point{})
	return p.cover.Pix
}

// fill paints the inside of a path.
func (p *Painter) fill(segs []paint.Seg, m paint.Transform, clip image.Rectangle, k ink) {
	e := extentOf(segs, m)
	r := e.pixels(0).Intersect(clip)
	if r.Empty() || k.a == 0 {
		return
	}
	p.begin(r, e).path(segs, m)
	p.mask(r.Min, r.Dx(), r.Dy(), p.covered(r), clip, k, nil)
}
