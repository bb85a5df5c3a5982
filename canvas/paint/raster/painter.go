// Package raster paints display lists into pixels: the tiles of the screen and exported
// pictures. Paths are filled by golang.org/x/image/vector; what diagrams consist of mostly
// (boxes, right-angled flows, icons, glyphs) takes shorter ways to the same picture.
package raster

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/vector"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/fonts"
)

// View says which part of the diagram an image shows.
type View struct {
	// Origin is the diagram position of the image's upper left corner. Tiles of one picture
	// fit together when Origin times Scale is whole.
	Origin geom.Point
	// Scale is device pixels per diagram unit.
	Scale float64
}

// Below these sizes in pixels details vanish: text becomes bars, then nothing.
const (
	minTextSize = 3.2
	minBarSize  = 1.2
)

// Painter paints lists into images. It keeps glyphs and icons from one image to the next, so
// keep painters; each belongs to one goroutine at a time.
type Painter struct {
	// Fonts set what the embedded faces can't: other scripts, and text that runs from right
	// to left. With nil, and until they are loaded, boxes stand for missing characters.
	Fonts *fonts.System
	// Waiting is called when boxes were painted because Fonts is not loaded yet.
	Waiting func()

	img     *image.RGBA
	palette *paint.Palette
	scale   float64 // of the view

	z     vector.Rasterizer
	cover image.Alpha // scratch coverage
	flat  flattener
	pen   pen
	line  []geom.Point // scratch of sharpLine
	// Caches, emptied when full.
	glyphs map[glyphKey]*stamp
	stamps map[stampKey]*stamp
	forms  map[formKey]*form
	faces  [4]*faceReader
}

// New returns a painter with empty caches.
func New() *Painter {
	return &Painter{glyphs: map[glyphKey]*stamp{}, stamps: map[stampKey]*stamp{}, forms: map[formKey]*form{}}
}

// cacheLimit is the number of glyphs and of icons that a painter keeps (about 200 bytes each).
const cacheLimit = 8192

// Paint paints the lists in order over what the image holds. The image's bounds may begin
// anywhere; its pixel Rect.Min shows the view's Origin.
func (p *Painter) Paint(img *image.RGBA, v View, palette *paint.Palette, lists ...paint.List) {
	if img.Rect.Empty() || !(v.Scale > 0) || math.IsInf(v.Scale, 0) {
		return
	}
	p.img, p.palette, p.scale = img, palette, v.Scale
	s := state{
		m: paint.Transform{A: v.Scale, D: v.Scale,
			E: float64(img.Rect.Min.X) - v.Origin.X*v.Scale, F: float64(img.Rect.Min.Y) - v.Origin.Y*v.Scale},
		clip: img.Rect, opacity: 1,
	}
	for _, l := range lists {
		p.paintList(l, s)
	}
	p.img, p.palette = nil, nil
}

// Clear fills the image with a colour, replacing what it held.
func Clear(img *image.RGBA, palette *paint.Palette, c paint.Colour) {
	n := palette.Resolve(c)
	fillRect(img, img.Rect, premultiply(n, 1))
}

// state is what a list inherits from the groups around it.
type state struct {
	m       paint.Transform
	clip    image.Rectangle
	opacity float64
}

func (p *Painter) paintList(l paint.List, s state) {
	for _, op := range l {
		switch o := op.(type) {
		case paint.Shape:
			p.shape(&o, s)
		case paint.Text:
			p.text(&o, s)
		case paint.Image:
			p.image(&o, s)
		case paint.Group:
			p.group(&o, s)
		}
	}
}

func (p *Painter) group(g *paint.Group, s state) {
	if p.scale < g.MinScale {
		return
	}
	if g.Transform != nil {
		s.m = g.Transform.Then(s.m)
	}
	if g.Clip != nil {
		s.clip = s.clip.Intersect(pixelsOf(s.m.ApplyRect(*g.Clip)))
		if s.clip.Empty() {
			return
		}
	}
	if g.Opacity > 0 {
		s.opacity *= math.Min(1, g.Opacity)
	}
	p.paintList(g.Ops, s)
}

// pixelsOf returns the pixels that a device rectangle covers at least half.
func pixelsOf(r geom.Rect) image.Rectangle {
	return image.Rect(pixel(r.X+0.5), pixel(r.Y+0.5), pixel(r.Right()+0.5), pixel(r.Bottom()+0.5))
}

// pixel floors a device coordinate, kept in a range that cannot overflow.
func pixel(v float64) int {
	if v != v {
		return 0
	}
	return int(math.Floor(math.Max(-1e8, math.Min(1e8, v))))
}

func (p *Painter) ink(c paint.Colour, opacity float64) ink {
	if c.A == 0 {
		return ink{}
	}
	return premultiply(p.palette.Resolve(c), opacity)
}

func premultiply(c color.NRGBA, opacity float64) ink {
	a := float64(c.A) * opacity
	k := a / 255
	return ink{uint32(float64(c.R)*k + 0.5), uint32(float64(c.G)*k + 0.5), uint32(float64(c.B)*k + 0.5), uint32(a + 0.5)}
}

func (p *Painter) image(o *paint.Image, s state) {
	if o.Pixels == nil || o.Pixels.Bounds().Empty() {
		return
	}
	from := o.Pixels.Bounds()
	// Source pixels → unit square of the box → device.
	fit := paint.Translate(-float64(from.Min.X), -float64(from.Min.Y)).
		Then(paint.Scale(o.Box.W/float64(from.Dx()), o.Box.H/float64(from.Dy()))).
		Then(paint.Translate(o.Box.X, o.Box.Y)).Then(s.m)
	where := pixelsOf(s.m.ApplyRect(o.Box).Grown(1)).Intersect(s.clip)
	if where.Empty() {
		return
	}
	var fading *draw.Options
	if s.opacity < 1 {
		fading = &draw.Options{SrcMask: image.NewUniform(color.Alpha{A: uint8(s.opacity*255 + 0.5)})}
	}
	dst := p.img.SubImage(where).(*image.RGBA)
	draw.BiLinear.Transform(dst, f64.Aff3{fit.A, fit.C, fit.E, fit.B, fit.D, fit.F}, o.Pixels, from, draw.Over, fading)
}
