package raster

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// flattener turns paths into chains of device points.
type flattener struct {
	pts    []geom.Point
	chains []chain
}

type chain struct {
	from, to int // points
	closed   bool
}

func (f *flattener) reset() { f.pts, f.chains = f.pts[:0], f.chains[:0] }

func (f *flattener) begin() { f.chains = append(f.chains, chain{from: len(f.pts), to: len(f.pts)}) }

func (f *flattener) add(q geom.Point) {
	c := &f.chains[len(f.chains)-1]
	if c.to > c.from && f.pts[c.to-1].Near(q, 1e-4) {
		return
	}
	f.pts = append(f.pts, q)
	c.to = len(f.pts)
}

// bend returns into how many pieces a curve is parted so that the error stays under a tenth
// of a pixel; dev is the length of its second difference.
func bend(dev float64) int {
	return max(1, min(64, int(math.Ceil(math.Sqrt(dev*1.3)))))
}

func (f *flattener) path(segs []paint.Seg, m paint.Transform) {
	f.reset()
	var at, start geom.Point
	open := false
	for i := range segs {
		s := &segs[i]
		if s.Kind == paint.MoveTo {
			at = m.Apply(s.P[0])
			start, open = at, false
			continue
		}
		if s.Kind == paint.Close {
			if open {
				c := &f.chains[len(f.chains)-1]
				f.add(start)
				c.closed = true
				if c.to-c.from > 1 && f.pts[c.to-1].Near(f.pts[c.from], 1e-4) {
					f.pts = f.pts[:c.to-1]
					c.to--
				}
			}
			at, open = start, false
			continue
		}
		if !open {
			f.begin()
			f.add(at)
			open = true
		}
		switch s.Kind {
		case paint.LineTo:
			at = m.Apply(s.P[0])
			f.add(at)
		case paint.QuadTo:
			c, q := m.Apply(s.P[0]), m.Apply(s.P[1])
			n := bend(at.Sub(c.Mul(2)).Add(q).Len())
			for j := 1; j <= n; j++ {
				t := float64(j) / float64(n)
				f.add(at.Lerp(c, t).Lerp(c.Lerp(q, t), t))
			}
			at = q
		case paint.CubicTo:
			c, d, q := m.Apply(s.P[0]), m.Apply(s.P[1]), m.Apply(s.P[2])
			dev := math.Max(at.Sub(c.Mul(2)).Add(d).Len(), c.Sub(d.Mul(2)).Add(q).Len())
			n := bend(dev * 1.5)
			for j := 1; j <= n; j++ {
				t := float64(j) / float64(n)
				ab, bc, cd := at.Lerp(c, t), c.Lerp(d, t), d.Lerp(q, t)
				f.add(ab.Lerp(bc, t).Lerp(bc.Lerp(cd, t), t))
			}
			at = q
		}
	}
}

// maxDashes bounds the work that one path can ask for.
const maxDashes = 20000

// dash parts the chains by a pattern in device lengths. What lies outside of the window is left
// out: flows are long, and what is painted of them at once is mostly short.
func (f *flattener) dash(pattern []float64, offset float64, window geom.Rect) {
	var period float64
	for _, d := range pattern {
		period += math.Max(0, d)
	}
	if !(period > 0) || len(pattern) == 0 {
		return
	}
	src := flattener{pts: append([]geom.Point(nil), f.pts...), chains: append([]chain(nil), f.chains...)}
	var total float64
	for _, c := range src.chains {
		for i := c.from + 1; i < c.to; i++ {
			total += src.pts[i-1].Dist(src.pts[i])
		}
	}
	if total/period*float64(len(pattern)) > maxDashes {
		return // solid: so many dashes cannot be told apart
	}
	f.reset()
	for _, c := range src.chains {
		pts := src.pts[c.from:c.to]
		if c.closed && len(pts) > 1 {
			pts = append(append([]geom.Point(nil), pts...), pts[0])
		}
		f.dashChain(pts, pattern, math.Mod(offset, period), window)
	}
}

// dashes is where in a pattern a line has come to.
type dashes struct {
	pattern []float64
	k       int     // of the present piece
	left    float64 // of its length
	cycle   float64 // length after which all repeats
}

func newDashes(pattern []float64, offset float64) dashes {
	d := dashes{pattern: pattern, left: math.Max(0, pattern[0])}
	for _, l := range pattern {
		d.cycle += math.Max(0, l)
	}
	if len(pattern)%2 == 1 {
		d.cycle *= 2
	}
	d.skip(offset)
	return d
}

func (d *dashes) next() {
	d.k++
	d.left = math.Max(0, d.pattern[d.k%len(d.pattern)])
}

// skip goes on without anything being painted.
func (d *dashes) skip(length float64) {
	for length = math.Mod(length, d.cycle); length >= d.left && length > 0; {
		length -= d.left
		d.next()
	}
	d.left -= length
}

func (d *dashes) on() bool { return d.k%2 == 0 }

func (f *flattener) dashChain(pts []geom.Point, pattern []float64, offset float64, window geom.Rect) {
	if len(pts) < 2 {
		return
	}
	at := newDashes(pattern, offset)
	begin := func(q geom.Point) {
		if at.on() {
			f.begin()
			f.add(q)
		}
	}
	begin(pts[0])
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		d := a.Dist(b)
		if d == 0 {
			continue
		}
		from, to := within(window, a, b)
		pos, end := 0.0, d
		if from*d > at.cycle {
			pos = from * d
			at.skip(pos)
			begin(a.Lerp(b, from))
		}
		if (1-to)*d > at.cycle {
			end = to * d
		}
		for end-pos > at.left {
			pos += at.left
			q := a.Lerp(b, pos/d)
			if at.on() {
				f.add(q)
			}
			at.next()
			begin(q)
		}
		at.left -= end - pos
		if at.on() {
			f.add(a.Lerp(b, end/d))
		}
		if end < d {
			at.skip(d - end)
			begin(b)
		}
	}
}

// within returns the part of a line, from 0 to 1, that lies in a rectangle; from is 1 when there
// is none.
func within(r geom.Rect, a, b geom.Point) (from, to float64) {
	from, to = 0, 1
	clip := func(p, d, lo, hi float64) {
		if d == 0 {
			if p < lo || p > hi {
				from = 2
			}
			return
		}
		t, u := (lo-p)/d, (hi-p)/d
		from, to = math.Max(from, math.Min(t, u)), math.Min(to, math.Max(t, u))
	}
	clip(a.X, b.X-a.X, r.X, r.Right())
	clip(a.Y, b.Y-a.Y, r.Y, r.Bottom())
	if from >= to {
		return 1, 1
	}
	return from, to
}

// stroker feeds the outline of a stroked chain, piece by piece: a quadrilateral for each
// segment, a wedge at each corner. All turn the same way, so overlaps count once.
type stroker struct {
	n    *pen
	half float64
	cap  paint.Cap
	join paint.Join
}

func (s *stroker) chain(pts []geom.Point, closed bool) {
	if len(pts) == 0 {
		return
	}
	if len(pts) == 1 {
		s.dot(pts[0])
		return
	}
	last := len(pts) - 1
	segs := last
	if closed {
		segs = len(pts)
	}
	dir := func(i int) geom.Point {
		a, b := pts[i%len(pts)], pts[(i+1)%len(pts)]
		d := b.Sub(a)
		return d.Mul(1 / d.Len())
	}
	prev := dir(0)
	first := prev
	for i := range segs {
		a, b := pts[i], pts[(i+1)%len(pts)]
		u := dir(i)
		if i > 0 {
			s.corner(a, prev, u)
		}
		n := geom.Point{X: -u.Y * s.half, Y: u.X * s.half}
		if !closed && s.cap == paint.SquareCap {
			if i == 0 {
				a = a.Sub(u.Mul(s.half))
			}
			if i == segs-1 {
				b = b.Add(u.Mul(s.half))
			}
		}
		s.poly(a.Add(n), b.Add(n), b.Sub(n), a.Sub(n))
		prev = u
	}
	if closed {
		s.corner(pts[0], prev, first)
		return
	}
	if s.cap == paint.RoundCap {
		s.halfDisc(pts[0], first.Mul(-1))
		s.halfDisc(pts[last], prev)
	}
}

func (s *stroker) poly(q ...geom.Point) {
	s.n.move(q[0])
	for _, r := range q[1:] {
		s.n.line(r)
	}
	s.n.close()
}

// corner fills the outer side between two segments that meet at q.
func (s *stroker) corner(q, u, v geom.Point) {
	cross, dot := u.X*v.Y-u.Y*v.X, u.X*v.X+u.Y*v.Y
	if math.Abs(cross) < 1e-6 && dot > 0 {
		return
	}
	side := s.half
	if cross > 0 {
		side = -side
	}
	a := geom.Point{X: -u.Y * side, Y: u.X * side}
	b := geom.Point{X: -v.Y * side, Y: v.X * side}
	if cross > 0 {
		a, b = b, a
	}
	// A quarter of a pixel of bevel cannot be seen.
	if s.join == paint.BevelJoin || s.half*(1-math.Sqrt(math.Max(0, (1+dot)/2))) < 0.06 {
		s.poly(q, q.Add(a), q.Add(b))
		return
	}
	if s.join == paint.MiterJoin {
		// The ratio of the miter's length to the half width is 1/cos(half the turn).
		if c := math.Sqrt(math.Max(0, (1+dot)/2)); c > 1./4 {
			mid := a.Add(b)
			tip := mid.Mul(s.half / c / mid.Len())
			s.poly(q, q.Add(a), q.Add(tip), q.Add(b))
			return
		}
		s.poly(q, q.Add(a), q.Add(b))
		return
	}
	s.fan(q, a, b)
}

// fan fills the sector from q+a to q+b, the shorter way round.
func (s *stroker) fan(q, a, b geom.Point) {
	from := math.Atan2(a.Y, a.X)
	turn := math.Atan2(a.X*b.Y-a.Y*b.X, a.X*b.X+a.Y*b.Y)
	n := max(1, min(24, int(math.Ceil(math.Abs(turn)*math.Sqrt(s.half)*2))))
	s.n.move(q)
	s.n.line(q.Add(a))
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(from + turn*float64(i)/float64(n))
		s.n.line(geom.Point{X: q.X + cos*s.half, Y: q.Y + sin*s.half})
	}
	s.n.line(q.Add(b))
	s.n.close()
}

// halfDisc is a round cap at q; u points outwards.
func (s *stroker) halfDisc(q, u geom.Point) {
	a := geom.Point{X: -u.Y * s.half, Y: u.X * s.half}
	tip := u.Mul(s.half)
	s.fan(q, a, tip)
	s.fan(q, tip, a.Mul(-1))
}

// dot is what a dash without length leaves with a round or square cap.
func (s *stroker) dot(q geom.Point) {
	switch s.cap {
	case paint.RoundCap:
		s.halfDisc(q, geom.Point{X: 1})
		s.halfDisc(q, geom.Point{X: -1})
	case paint.SquareCap:
		h := s.half
		s.poly(geom.Point{X: q.X - h, Y: q.Y + h}, geom.Point{X: q.X + h, Y: q.Y + h}, geom.Point{X: q.X + h, Y: q.Y - h}, geom.Point{X: q.X - h, Y: q.Y - h})
	}
}

// lineWidth returns the width in pixels: lines never vanish when the view is far away.
func lineWidth(w, factor float64) float64 { return math.Max(w*factor, 0.5) }

// stroke paints the outline of a path.
func (p *Painter) stroke(segs []paint.Seg, m paint.Transform, st *paint.Stroke, clip image.Rectangle, k ink) {
	if k.a == 0 {
		return
	}
	width := lineWidth(st.Width, m.Factor())
	reach := width/2 + 1
	if st.Join == paint.MiterJoin {
		reach = width*2 + 1
	}
	e := extentOf(segs, m)
	if e.pixels(reach).Intersect(clip).Empty() {
		return
	}
	p.flat.path(segs, m)
	p.strokeFlat(st, width, m.Factor(), reach, e, clip, k)
}

// windowOf returns the rectangle outside of which a line leaves no trace in the clip.
func windowOf(clip image.Rectangle, reach float64) geom.Rect {
	return geom.R(float64(clip.Min.X), float64(clip.Min.Y), float64(clip.Dx()), float64(clip.Dy())).Grown(reach + 1)
}

// apartArea is the area from which on dashes are painted one by one.
const apartArea = 6000

func (p *Painter) strokeFlat(st *paint.Stroke, width, factor, reach float64, e extent, clip image.Rectangle, k ink) {
	f := &p.flat
	if len(st.Dash) > 0 {
		pattern := make([]float64, len(st.Dash))
		var period float64
		for i, d := range st.Dash {
			pattern[i] = d * factor
			period += pattern[i]
		}
		if period >= 2 {
			f.dash(pattern, st.Offset*factor, windowOf(clip, reach))
		} else {
			k = k.scaled(150) // the eye sees a paler line
		}
	}
	r := e.pixels(reach).Intersect(clip)
	if len(f.chains) > 1 && r.Dx()*r.Dy() > apartArea {
		for i, c := range f.chains {
			ce := nothing()
			for _, q := range f.pts[c.from:c.to] {
				ce.add(q)
			}
			if cr := ce.pixels(reach).Intersect(clip); !cr.Empty() {
				p.strokeChains(f.chains[i:i+1], st, width, ce, cr, clip, k)
			}
		}
		return
	}
	if !r.Empty() {
		p.strokeChains(f.chains, st, width, e, r, clip, k)
	}
}

func (p *Painter) strokeChains(chains []chain, st *paint.Stroke, width float64, e extent, r, clip image.Rectangle, k ink) {
	s := stroker{n: p.begin(r, e), half: width / 2, cap: st.Cap, join: st.Join}
	for _, c := range chains {
		s.chain(p.flat.pts[c.from:c.to], c.closed)
	}
	p.mask(r.Min, r.Dx(), r.Dy(), p.covered(r), clip, k, nil)
}
