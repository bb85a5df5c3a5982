package raster

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// shape chooses the shortest way to paint a path.
func (p *Painter) shape(o *paint.Shape, s state) {
	fill, line := p.ink(o.Fill, s.opacity), ink{}
	if o.Stroke.Visible() {
		line = p.ink(o.Stroke.Colour, s.opacity)
	}
	if fill.a == 0 && line.a == 0 {
		return
	}
	if o.Path.Form != paint.FreeForm && !p.inSight(o, s) {
		return
	}
	upright := s.m.Upright()
	solidLine := line.a == 0 || len(o.Stroke.Dash) == 0
	switch {
	case o.Sharp && upright && o.Path.Form == paint.RectForm && solidLine:
		p.sharpBox(o, s, fill, line)
		return
	case o.Sharp && upright && o.Path.Form == paint.LineForm && solidLine && o.Stroke.Cap != paint.SquareCap:
		if p.sharpLine(o, s, line) {
			return
		}
	case o.Path.Form == paint.EllipseForm || o.Stamp:
		if p.stamped(o, s, fill, line) {
			return
		}
	}
	path := o.Path
	if o.Sharp && upright && line.a > 0 {
		path = snapped(path, s.m, lineWidth(o.Stroke.Width, s.m.A))
	}
	segs := path.Segments()
	p.fill(segs, s.m, s.clip, fill)
	if line.a > 0 {
		p.stroke(segs, s.m, &o.Stroke, s.clip, line)
	}
}

// inSight reports whether anything of the shape can lie within the clip.
func (p *Painter) inSight(o *paint.Shape, s state) bool {
	reach := 0.0
	if o.Stroke.Visible() {
		reach = lineWidth(o.Stroke.Width, s.m.Factor()) * 2
	}
	b := o.Path.Bounds()
	if !(b.W >= 0 && b.H >= 0) || b.X-b.X != 0 || b.Y-b.Y != 0 {
		return false
	}
	r := s.m.ApplyRect(b).Grown(reach + 1)
	return r.X <= float64(s.clip.Max.X) && r.Right() >= float64(s.clip.Min.X) &&
		r.Y <= float64(s.clip.Max.Y) && r.Bottom() >= float64(s.clip.Min.Y)
}

// round rounds to a whole number, halves upwards. What is within a hair of a half counts as
// one: the same line must fall on the same pixel in each tile, whatever the last digits say.
func round(v float64) float64 { return math.Floor(v + 0.5 + 1e-6) }

// snap moves the centre of an axis-parallel line so that its outer edge (the lower one along
// the axis) lies between two pixels.
func snap(v, width float64) float64 { return round(v-width/2) + width/2 }

// snapped returns the path with the centres of its lines moved so that they look sharp.
func snapped(path paint.Path, m paint.Transform, width float64) paint.Path {
	back := func(x, y float64) geom.Point { return geom.Point{X: (x - m.E) / m.A, Y: (y - m.F) / m.A} }
	switch path.Form {
	case paint.RectForm:
		a, b := m.Apply(path.Box.Min()), m.Apply(path.Box.Max())
		h := width / 2
		path.Box = geom.Span(back(round(a.X-h)+h, round(a.Y-h)+h), back(round(b.X+h)-h, round(b.Y+h)-h))
	case paint.LineForm:
		pts := make([]geom.Point, len(path.Points))
		for i, q := range path.Points {
			q = m.Apply(q)
			pts[i] = back(snap(q.X, width), snap(q.Y, width))
		}
		path.Points = pts
	}
	return path
}

// sharpBox paints a rectangle, round or not, whose edges lie between pixels: its sides and
// inside as whole pixels, its corners as stamps.
func (p *Painter) sharpBox(o *paint.Shape, s state, fill, line ink) {
	a, b := s.m.Apply(o.Path.Box.Min()), s.m.Apply(o.Path.Box.Max())
	width := 0.0
	if line.a > 0 {
		width = lineWidth(o.Stroke.Width, s.m.A)
	}
	limit := func(v float64) float64 { return math.Max(-1e7, math.Min(1e7, v)) }
	x0, y0 := round(limit(a.X-width/2)), round(limit(a.Y-width/2))
	x1, y1 := round(limit(b.X+width/2)), round(limit(b.Y+width/2))
	radius := o.Path.Radius*s.m.A + width/2 // of the outer edge
	if o.Path.Radius <= 0 || radius < 1 {
		radius = 0
	}
	radius = math.Min(radius, math.Min(x1-x0, y1-y0)/2)
	n := math.Ceil(math.Max(radius, width))
	if 2*n > x1-x0 || 2*n > y1-y0 { // nothing but corners
		n, radius = 0, 0
		width = math.Min(width, math.Min(x1-x0, y1-y0)/2)
	}
	at := func(v float64) int { return int(v) }
	in := math.Floor(width / 2)
	if fill.a > 0 {
		p.solid(image.Rect(at(x0+n), at(y0+in), at(x1-n), at(y1-in)), s.clip, fill)
		p.solid(image.Rect(at(x0+in), at(y0+n), at(x0+n), at(y1-n)), s.clip, fill)
		p.solid(image.Rect(at(x1-n), at(y0+n), at(x1-in), at(y1-n)), s.clip, fill)
	}
	if line.a > 0 {
		p.box(x0+n, y0, x1-n, y0+width, s.clip, line)
		p.box(x0+n, y1-width, x1-n, y1, s.clip, line)
		top, bottom := y0+n, y1-n
		if n == 0 {
			top, bottom = y0+width, y1-width
		}
		p.box(x0, top, x0+width, bottom, s.clip, line)
		p.box(x1-width, top, x1, bottom, s.clip, line)
	}
	if n == 0 {
		return
	}
	corners := [4]image.Point{{at(x0), at(y0)}, {at(x1 - n), at(y0)}, {at(x1 - n), at(y1 - n)}, {at(x0), at(y1 - n)}}
	for i, c := range corners {
		if !image.Rect(c.X, c.Y, c.X+at(n), c.Y+at(n)).Overlaps(s.clip) {
			continue
		}
		if fill.a > 0 {
			k := p.corner(radius, width, i, false)
			p.mask(c, k.w, k.h, k.pixels, s.clip, fill, nil)
		}
		if line.a > 0 {
			k := p.corner(radius, width, i, true)
			p.mask(c, k.w, k.h, k.pixels, s.clip, line, nil)
		}
	}
}

// corner returns the stamp of a box corner (0 is the upper left one, clockwise): the inside
// up to the middle of the line, or the line itself.
func (p *Painter) corner(radius, width float64, which int, line bool) *stamp {
	key := stampKey{kind: stampCorner, a: float32(radius), b: float32(width), sub: uint8(which)}
	if line {
		key.sub += 4
	}
	if k, ok := p.stamps[key]; ok {
		return k
	}
	n := math.Ceil(math.Max(radius, width))
	var b paint.Builder
	c := geom.Pt(radius, radius)
	arc := func(r, from, to float64) {
		if r > 0 {
			b.Arc(c, r, from, to)
		} else {
			b.Line(c.X, c.Y)
		}
	}
	if line {
		b.Move(0, n).Line(0, radius)
		arc(radius, 180, 270)
		b.Line(n, 0).Line(n, width).Line(math.Max(radius, width), width)
		if radius > width {
			arc(radius-width, 270, 180)
		} else {
			b.Line(width, width)
		}
		b.Line(width, n).Close()
	} else {
		h := width / 2
		b.Move(h, n).Line(h, math.Max(radius, h))
		if radius > h {
			arc(radius-h, 180, 270)
		} else {
			b.Line(h, h)
		}
		b.Line(n, h).Line(n, n).Close()
	}
	m := paint.Identity()
	if which == 1 || which == 2 {
		m = m.Then(paint.Transform{A: -1, D: 1, E: n})
	}
	if which >= 2 {
		m = m.Then(paint.Transform{A: 1, D: -1, F: n})
	}
	r := image.Rect(0, 0, int(n), int(n))
	segs := b.Path().Segs
	p.begin(r, extentOf(segs, m)).path(segs, m)
	k := &stamp{w: r.Dx(), h: r.Dy(), pixels: append([]uint8(nil), p.covered(r)...)}
	p.keep(key, k)
	return k
}

// sharpLine paints a line that runs along the axes: its segments as boxes, its corners as
// small paths between whole pixels. It reports false, painting nothing, for other lines.
func (p *Painter) sharpLine(o *paint.Shape, s state, line ink) bool {
	width := lineWidth(o.Stroke.Width, s.m.A)
	pts := p.line[:0]
	for _, q := range o.Path.Points {
		q = s.m.Apply(q)
		q = geom.Point{X: snap(q.X, width), Y: snap(q.Y, width)}
		if n := len(pts); n > 0 && pts[n-1] == q {
			continue
		}
		pts = append(pts, q)
	}
	p.line = pts
	if len(pts) < 2 {
		return true
	}
	for i := 1; i < len(pts); i++ {
		if pts[i].X != pts[i-1].X && pts[i].Y != pts[i-1].Y {
			return false
		}
	}
	// Ends stay where they are along the line.
	given := o.Path.Points
	stay := func(i, neighbour int, end geom.Point) {
		end = s.m.Apply(end)
		if pts[i].Y == pts[neighbour].Y {
			pts[i].X = end.X
		} else {
			pts[i].Y = end.Y
		}
	}
	stay(0, 1, given[0])
	stay(len(pts)-1, len(pts)-2, given[len(given)-1])
	radius := o.Path.Radius * s.m.A
	from := pts[0]
	for i := 1; i < len(pts); i++ {
		to := pts[i]
		last := i == len(pts)-1
		var next geom.Point
		if !last {
			to, next = paint.Corner(pts[i-1], pts[i], pts[i+1], radius)
			a, b := wholeAlong(to, pts[i-1], pts[i]), wholeAlong(next, pts[i+1], pts[i])
			if to != pts[i] && a != pts[i] && b != pts[i] {
				to, next = a, b
			} else { // too small to round
				to, next = pts[i], pts[i]
			}
		}
		capped := 0.0
		if o.Stroke.Cap == paint.RoundCap && width > 1 {
			capped = width / 4 // a round end of a thin line cannot be told from a short one
		}
		p.run(from, to, width, capped*both(i == 1), capped*both(last), s.clip, line)
		if !last {
			p.bendBetween(to, pts[i], next, width, o.Stroke, s.clip, line)
			from = next
		}
	}
	return true
}

func both(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// wholeAlong moves q, which lies between a and the corner at c, to a whole pixel on that line.
func wholeAlong(q, a, c geom.Point) geom.Point {
	between := func(v, a, c float64) float64 {
		r := round(v)
		return math.Max(math.Min(a, c), math.Min(math.Max(a, c), r))
	}
	if a.Y == c.Y {
		q.X = between(q.X, a.X, c.X)
	} else {
		q.Y = between(q.Y, a.Y, c.Y)
	}
	return q
}

// run paints one straight piece along an axis, longer by the given amounts at its ends.
func (p *Painter) run(a, b geom.Point, width, before, after float64, clip image.Rectangle, k ink) {
	h := width / 2
	if a.Y == b.Y {
		if b.X < a.X {
			a, b, before, after = b, a, after, before
		}
		p.box(a.X-before, a.Y-h, b.X+after, a.Y+h, clip, k)
		return
	}
	if b.Y < a.Y {
		a, b, before, after = b, a, after, before
	}
	p.box(a.X-h, a.Y-before, a.X+h, b.Y+after, clip, k)
}

// bendBetween paints the rounded corner at c from a to b.
func (p *Painter) bendBetween(a, c, b geom.Point, width float64, st paint.Stroke, clip image.Rectangle, k ink) {
	if a == b {
		h := width / 2
		p.box(c.X-h, c.Y-h, c.X+h, c.Y+h, clip, k)
		return
	}
	st.Dash, st.Cap = nil, paint.ButtCap
	e := nothing()
	e.add(a)
	e.add(b)
	e.add(c)
	r := e.pixels(width/2 + 1).Intersect(clip)
	if r.Empty() {
		return
	}
	f := &p.flat
	f.reset()
	f.begin()
	f.add(a)
	n := bend(a.Sub(c.Mul(2)).Add(b).Len())
	for j := 1; j < n; j++ {
		t := float64(j) / float64(n)
		f.add(a.Lerp(c, t).Lerp(c.Lerp(b, t), t))
	}
	f.add(b)
	p.strokeChains(f.chains, &st, width, e, r, clip, k)
}
