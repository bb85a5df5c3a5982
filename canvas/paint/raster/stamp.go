package raster

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// stampKey names a kept picture by all that shapes it.
type stampKey struct {
	kind       uint8
	sub        uint8
	cap, join  uint8
	px, py     uint8 // place within a pixel, in parts
	dashed     bool
	segs       *paint.Seg // identity of the shared segments, for free paths
	n          int
	a, b, c, d float32 // transform, or sizes
	width      float32
	dash       [4]float32
}

const (
	stampCorner = iota
	stampFill
	stampLine
	stampEllipseFill
	stampEllipseLine
)

// subPixel is in how many places within a pixel icons are kept: an eighth of a pixel off
// cannot be seen.
const subPixel = 4

// maxStamp is the largest side of a kept picture in pixels.
const maxStamp = 160

func (p *Painter) keep(key stampKey, k *stamp) {
	if len(p.stamps) >= cacheLimit {
		clear(p.stamps)
	}
	p.stamps[key] = k
}

// stamped paints a shared path or an ellipse from kept pictures. It reports false for what
// is too large to keep.
func (p *Painter) stamped(o *paint.Shape, s state, fill, line ink) bool {
	key := stampKey{kind: stampFill, a: float32(s.m.A), b: float32(s.m.B), c: float32(s.m.C), d: float32(s.m.D)}
	var origin geom.Point // of the path
	path := o.Path
	var size float64
	if path.Form == paint.EllipseForm {
		if !s.m.Upright() {
			return false
		}
		origin = path.Box.Center()
		key.kind = stampEllipseFill
		key.b, key.c = float32(path.Box.W), float32(path.Box.H)
		size = math.Max(path.Box.W, path.Box.H)
	} else {
		if len(path.Segs) == 0 {
			return path.Form == paint.FreeForm
		}
		key.segs, key.n = &path.Segs[0], len(path.Segs)
		b := path.Bounds()
		size = math.Max(math.Abs(b.X)+b.W, math.Abs(b.Y)+b.H)
	}
	if (size+o.Stroke.Width)*s.m.Factor() > maxStamp {
		return false
	}
	at := s.m.Apply(origin)
	if math.Abs(at.X) > 1e7 || math.Abs(at.Y) > 1e7 {
		return true
	}
	// The place in whole pixels and parts of one.
	qx, qy := round(at.X*subPixel), round(at.Y*subPixel)
	wx, wy := math.Floor(qx/subPixel), math.Floor(qy/subPixel)
	key.px, key.py = uint8(qx-wx*subPixel), uint8(qy-wy*subPixel)
	base := image.Pt(int(wx), int(wy))
	m := s.m
	m.E += float64(key.px)/subPixel - at.X
	m.F += float64(key.py)/subPixel - at.Y

	if fill.a > 0 {
		k, ok := p.stamps[key]
		if !ok {
			k = p.makeStamp(path.Segments(), m, nil)
			p.keep(key, k)
		}
		p.mask(base.Add(k.at), k.w, k.h, k.pixels, s.clip, fill, nil)
	}
	if line.a == 0 {
		return true
	}
	if len(o.Stroke.Dash) > len(key.dash) {
		p.stroke(path.Segments(), s.m, &o.Stroke, s.clip, line)
		return true
	}
	key.kind++
	key.width, key.cap, key.join = float32(o.Stroke.Width), uint8(o.Stroke.Cap), uint8(o.Stroke.Join)
	for i, d := range o.Stroke.Dash {
		key.dash[i], key.dashed = float32(d), true
	}
	k, ok := p.stamps[key]
	if !ok {
		k = p.makeStamp(path.Segments(), m, &o.Stroke)
		p.keep(key, k)
	}
	p.mask(base.Add(k.at), k.w, k.h, k.pixels, s.clip, line, nil)
	return true
}

// makeStamp rasterises the inside or, with a stroke, the outline of a path near the origin.
func (p *Painter) makeStamp(segs []paint.Seg, m paint.Transform, st *paint.Stroke) *stamp {
	e := extentOf(segs, m)
	if st == nil {
		r := e.pixels(0)
		if r.Empty() {
			return &stamp{}
		}
		p.begin(r, e).path(segs, m)
		return p.kept(r)
	}
	width := lineWidth(st.Width, m.Factor())
	reach := width/2 + 1
	if st.Join == paint.MiterJoin {
		reach = width*2 + 1
	}
	r := e.pixels(reach)
	if r.Empty() {
		return &stamp{}
	}
	p.flat.path(segs, m)
	if len(st.Dash) > 0 {
		pattern := make([]float64, len(st.Dash))
		for i, d := range st.Dash {
			pattern[i] = d * m.Factor()
		}
		p.flat.dash(pattern, st.Offset*m.Factor(), geom.R(-1e9, -1e9, 2e9, 2e9))
	}
	s := stroker{n: p.begin(r, e), half: width / 2, cap: st.Cap, join: st.Join}
	for _, c := range p.flat.chains {
		s.chain(p.flat.pts[c.from:c.to], c.closed)
	}
	return p.kept(r)
}

// kept copies the coverage, without its empty margin.
func (p *Painter) kept(r image.Rectangle) *stamp {
	pixels := p.covered(r)
	w := r.Dx()
	used := image.Rectangle{}
	for y := range r.Dy() {
		for x := range w {
			if pixels[y*w+x] != 0 {
				used = used.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	k := &stamp{at: r.Min.Add(used.Min), w: used.Dx(), h: used.Dy()}
	k.pixels = make([]uint8, 0, k.w*k.h)
	for y := used.Min.Y; y < used.Max.Y; y++ {
		k.pixels = append(k.pixels, pixels[y*w+used.Min.X:y*w+used.Max.X]...)
	}
	return k
}
