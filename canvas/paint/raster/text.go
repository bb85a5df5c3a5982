package raster

import (
	"image"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// glyphKey names a kept glyph.
type glyphKey struct {
	face  paint.Face
	turn  uint8 // quarters clockwise
	sub   uint8 // place within a pixel along the line, in quarters
	glyph sfnt.GlyphIndex
	size  uint16 // in sixteenths of a pixel
}

func glyphIndex(id uint32) sfnt.GlyphIndex { return sfnt.GlyphIndex(id) }

// faceReader loads outlines of one face.
type faceReader struct {
	font *sfnt.Font
	buf  sfnt.Buffer
	upem float64
	segs []paint.Seg
}

func (p *Painter) face(f paint.Face) *faceReader {
	i := int(f) % len(p.faces)
	if p.faces[i] == nil {
		font := f.Font()
		p.faces[i] = &faceReader{font: font, upem: float64(font.UnitsPerEm())}
	}
	return p.faces[i]
}

// outline returns a glyph in font units, y downwards, the baseline at 0. It is valid until
// the next call.
func (r *faceReader) outline(g sfnt.GlyphIndex) []paint.Seg {
	r.segs = r.segs[:0]
	loaded, err := r.font.LoadGlyph(&r.buf, g, fixed.I(int(r.upem)), nil)
	if err != nil {
		return nil
	}
	kinds := [...]paint.SegKind{sfnt.SegmentOpMoveTo: paint.MoveTo, sfnt.SegmentOpLineTo: paint.LineTo,
		sfnt.SegmentOpQuadTo: paint.QuadTo, sfnt.SegmentOpCubeTo: paint.CubicTo}
	for _, s := range loaded {
		out := paint.Seg{Kind: kinds[s.Op]}
		for j := range pointCount[out.Kind] {
			out.P[j] = geom.Point{X: float64(s.Args[j].X) / 64, Y: float64(s.Args[j].Y) / 64}
		}
		r.segs = append(r.segs, out)
	}
	return r.segs
}

// text paints lines of text. Upright text and text turned by quarters uses kept glyphs;
// any other is painted as paths.
func (p *Painter) text(o *paint.Text, s state) {
	k := p.ink(o.Colour, s.opacity)
	size := o.Size * s.m.Factor()
	if k.a == 0 || !(size >= minBarSize) {
		return
	}
	turn, square := quarter(s.m)
	for i := range o.Lines {
		line := &o.Lines[i]
		where := s.m.ApplyRect(geom.R(line.At.X-o.Size, line.At.Y-o.Size*1.2, line.Width+2*o.Size, o.Size*1.6))
		if pixelsOf(where).Intersect(s.clip).Empty() {
			continue
		}
		if size < minTextSize {
			bar := s.m.ApplyRect(geom.R(line.At.X, line.At.Y-o.Size*paint.XHeight, line.Width, o.Size*paint.XHeight))
			p.box(bar.X, bar.Y, bar.Right(), bar.Bottom(), s.clip, k.scaled(90))
			continue
		}
		if l := p.shaped(o, line); l != nil {
			p.shapedLine(l, o, line, s, k)
			continue
		}
		if !square || size > 200 {
			p.textPath(o, line, s, k)
			continue
		}
		p.textLine(o, line, s, turn, size, k)
	}
}

// quarter returns by how many quarters a transform turns clockwise; false when it does
// something else as well.
func quarter(m paint.Transform) (uint8, bool) {
	switch {
	case m.B == 0 && m.C == 0 && m.A == m.D && m.A > 0:
		return 0, true
	case m.A == 0 && m.D == 0 && m.B == -m.C && m.B > 0:
		return 1, true
	case m.B == 0 && m.C == 0 && m.A == m.D:
		return 2, true
	case m.A == 0 && m.D == 0 && m.B == -m.C:
		return 3, true
	}
	return 0, false
}

func (p *Painter) textLine(o *paint.Text, line *paint.Line, s state, turn uint8, size float64, k ink) {
	lut := contrast(k)
	start := s.m.Apply(line.At)
	dx, dy := [4]float64{1, 0, -1, 0}[turn], [4]float64{0, 1, 0, -1}[turn]
	// The baseline lies between two pixels; along the line glyphs stand at quarters of one.
	if dx != 0 {
		start.Y = round(start.Y)
	} else {
		start.X = round(start.X)
	}
	q := uint16(math.Min(65535, round(size*16)))
	o.Face.Glyphs(line.Text, o.Size, func(g paint.Glyph) {
		along := g.X * s.m.Factor()
		x, y := start.X+dx*along, start.Y+dy*along
		if g.Missing() {
			p.missing(x, y, dx, dy, size, g.Width*s.m.Factor(), s.clip, k)
			return
		}
		pos := x
		if dx == 0 {
			pos = y
		}
		quarters := round(pos * 4)
		whole := math.Floor(quarters / 4)
		key := glyphKey{face: o.Face, turn: turn, sub: uint8(quarters - whole*4), glyph: g.Index, size: q}
		at := image.Pt(int(whole), pixel(y+0.5))
		if dx == 0 {
			at = image.Pt(pixel(x+0.5), int(whole))
		}
		p.keptGlyph(key, at, s.clip, k, lut)
	})
}

// keptGlyph paints a glyph of an embedded face at a pixel.
func (p *Painter) keptGlyph(key glyphKey, at image.Point, clip image.Rectangle, k ink, lut *[256]uint8) {
	kept, ok := p.glyphs[key]
	if !ok {
		kept = p.makeGlyph(key)
	}
	p.mask(at.Add(kept.at), kept.w, kept.h, kept.pixels, clip, k, lut)
}

func (p *Painter) makeGlyph(key glyphKey) *stamp {
	r := p.face(key.face)
	size := float64(key.size) / 16
	segs := hinted(r.outline(key.glyph), r.upem, size)
	m := paint.Scale(size/r.upem, size/r.upem).Then(paint.Rotate(float64(key.turn) * 90))
	if key.turn%2 == 0 {
		m.E = float64(key.sub) / 4
	} else {
		m.F = float64(key.sub) / 4
	}
	k := p.makeStamp(segs, m, nil)
	if len(p.glyphs) >= cacheLimit {
		clear(p.glyphs)
	}
	p.glyphs[key] = k
	return k
}

// hinted stretches a glyph upwards so that small and capital letters end between pixels.
// Along the line nothing changes, so widths stay as measured.
func hinted(segs []paint.Seg, upem, size float64) []paint.Seg {
	if size > 40 {
		return segs
	}
	xh, cap := paint.XHeight*size, paint.CapHeight*size
	xTo, capTo := round(xh), round(cap)
	if xTo < 1 || capTo <= xTo {
		return segs
	}
	px := size / upem
	for i := range segs {
		for j := range pointCount[segs[i].Kind] {
			y := -segs[i].P[j].Y * px // upwards, in pixels
			switch {
			case y <= 0:
				continue
			case y <= xh:
				y *= xTo / xh
			default:
				y = xTo + (y-xh)*(capTo-xTo)/(cap-xh)
			}
			segs[i].P[j].Y = -y / px
		}
	}
	return segs
}

// missing draws the box that stands for a character that the face lacks.
func (p *Painter) missing(x, y, dx, dy, size, width float64, clip image.Rectangle, k ink) {
	gap, h := size*0.08, size*paint.CapHeight
	// Corners along the line and upwards from it.
	corner := func(along, up float64) geom.Point {
		return geom.Point{X: x + dx*along + dy*up, Y: y + dy*along - dx*up}
	}
	outer := geom.Span(corner(gap, 0), corner(width-gap, h))
	w := math.Max(1, round(size/14))
	x0, y0, x1, y1 := round(outer.X), round(outer.Y), round(outer.Right()), round(outer.Bottom())
	if x1-x0 <= 2*w || y1-y0 <= 2*w {
		p.box(x0, y0, x1, y1, clip, k)
		return
	}
	p.box(x0, y0, x1, y0+w, clip, k)
	p.box(x0, y1-w, x1, y1, clip, k)
	p.box(x0, y0+w, x0+w, y1-w, clip, k)
	p.box(x1-w, y0+w, x1, y1-w, clip, k)
}

// textPath paints a line as outlines.
func (p *Painter) textPath(o *paint.Text, line *paint.Line, s state, k ink) {
	r := p.face(o.Face)
	o.Face.Glyphs(line.Text, o.Size, func(g paint.Glyph) {
		at := line.At.Add(geom.Pt(g.X, 0))
		if g.Missing() {
			box := paint.Rect(geom.R(at.X+o.Size*.08, at.Y-o.Size*paint.CapHeight, g.Width-o.Size*.16, o.Size*paint.CapHeight))
			st := paint.Pen(o.Colour, o.Size/14)
			p.stroke(box.Segments(), s.m, &st, s.clip, k)
			return
		}
		m := paint.Scale(o.Size/r.upem, o.Size/r.upem).Then(paint.Translate(at.X, at.Y)).Then(s.m)
		p.fill(r.outline(g.Index), m, s.clip, k)
	})
}

// contrast returns the map from coverage to weight of text in a colour: dark text on light
// ground looks thinner than it is, light text on dark ground bolder.
func contrast(k ink) *[256]uint8 {
	if k.r*3+k.g*6+k.b < 10*110 {
		return &darkText
	}
	return nil
}

var darkText = func() (lut [256]uint8) {
	for i := range lut {
		lut[i] = uint8(math.Pow(float64(i)/255, 0.80)*255 + 0.5)
	}
	return lut
}()
