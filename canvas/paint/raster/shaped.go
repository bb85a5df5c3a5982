package raster

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/fonts"
)

// formKey names a kept glyph of a font of the system.
type formKey struct {
	font uint16
	size uint16 // in sixteenths of a pixel
	turn uint8  // quarters clockwise
	sub  uint8  // place within a pixel along the line, in quarters
	id   uint32
}

// shaped returns the line as the fonts of the system draw it; nil when the embedded face has
// all that it needs, or while those fonts are not there.
func (p *Painter) shaped(o *paint.Text, line *paint.Line) *fonts.Line {
	if p.Fonts == nil || o.Face.Plain(line.Text) {
		return nil
	}
	l, ok := p.Fonts.Line(o.Face, line.Text)
	if !ok && p.Waiting != nil {
		p.Waiting()
	}
	return l
}

// into returns by how much a shaped line is narrowed to fit into the width that was measured,
// and where it begins in that width, for a text size.
func into(l *fonts.Line, line *paint.Line, o *paint.Text) (narrow, begin float64) {
	width := l.Width * o.Size
	if !(line.Width > 0) {
		return 1, 0
	}
	if width > line.Width {
		return line.Width / width, 0
	}
	return 1, (line.Width - width) * float64(o.H) / 2
}

// shapedLine paints a line with fonts of the system. m maps ems along the line to pixels.
func (p *Painter) shapedLine(l *fonts.Line, o *paint.Text, line *paint.Line, s state, k ink) {
	narrow, begin := into(l, line, o)
	turn, square := quarter(s.m)
	size := o.Size * s.m.Factor()
	square = square && size <= 200 && narrow == 1
	lut := contrast(k)
	for i := range l.Glyphs {
		g := &l.Glyphs[i]
		m := paint.Scale(o.Size*narrow, o.Size).Then(paint.Translate(line.At.X+begin+g.X*o.Size*narrow, line.At.Y+g.Y*o.Size)).Then(s.m)
		switch {
		case g.Missing:
			w := math.Max(1, round(size/14)) / size
			box := paint.Rect(geom.R(.08, -paint.CapHeight, g.Width-.16, paint.CapHeight))
			st := paint.Pen(o.Colour, w)
			p.stroke(box.Segments(), m, &st, s.clip, k)
		case square:
			p.form(g, o.Face, m, turn, size, s, k, lut)
		case g.Font == 0:
			r := p.face(o.Face)
			p.fill(r.outline(glyphIndex(g.ID)), paint.Scale(1/r.upem, 1/r.upem).Then(m), s.clip, k)
		default:
			f := p.Fonts.Form(g.Font, g.ID)
			if f.Picture != nil {
				p.glyphPicture(f, m, s)
				continue
			}
			p.fill(f.Outline, m, s.clip, k)
		}
	}
}

// form paints a glyph of an upright line, or one that is turned by quarters, from a kept
// picture. m maps its ems to pixels.
func (p *Painter) form(g *fonts.Glyph, face paint.Face, m paint.Transform, turn uint8, size float64, s state, k ink, lut *[256]uint8) {
	x, y := m.E, m.F
	// As in other lines, the baseline lies between two pixels, but for what stands above it.
	if g.Y == 0 {
		if turn%2 == 0 {
			y = round(y)
		} else {
			x = round(x)
		}
	}
	pos := x
	if turn%2 == 1 {
		pos = y
	}
	quarters := round(pos * 4)
	whole := math.Floor(quarters / 4)
	sub := uint8(quarters - whole*4)
	at := image.Pt(int(whole), pixel(y+0.5))
	if turn%2 == 1 {
		at = image.Pt(pixel(x+0.5), int(whole))
	}
	q := uint16(math.Min(65535, round(size*16)))
	if g.Font == 0 {
		p.keptGlyph(glyphKey{face: face, turn: turn, sub: sub, glyph: glyphIndex(g.ID), size: q}, at, s.clip, k, lut)
		return
	}
	key := formKey{font: uint16(g.Font), size: q, turn: turn, sub: sub, id: g.ID}
	kept, ok := p.forms[key]
	if !ok {
		kept = p.makeForm(key, p.Fonts.Form(g.Font, g.ID))
		if len(p.forms) >= cacheLimit {
			clear(p.forms)
		}
		p.forms[key] = kept
	}
	if kept.picture.Picture != nil {
		p.glyphPicture(kept.picture, m, s)
		return
	}
	p.mask(at.Add(kept.at), kept.w, kept.h, kept.pixels, s.clip, k, lut)
}

// form is a kept glyph: its coverage, or a picture in colours.
type form struct {
	stamp
	picture fonts.Form
}

func (p *Painter) makeForm(key formKey, f fonts.Form) *form {
	if f.Picture != nil {
		return &form{picture: f}
	}
	size := float64(key.size) / 16
	m := paint.Scale(size, size).Then(paint.Rotate(float64(key.turn) * 90))
	if key.turn%2 == 0 {
		m.E = float64(key.sub) / 4
	} else {
		m.F = float64(key.sub) / 4
	}
	return &form{stamp: *p.makeStamp(f.Outline, m, nil)}
}

// glyphPicture paints a glyph that has colours of its own.
func (p *Painter) glyphPicture(f fonts.Form, m paint.Transform, s state) {
	s.m = m
	p.image(&paint.Image{Box: f.Box, Pixels: f.Picture}, s)
}
