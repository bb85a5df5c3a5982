// Package export writes the diagrams of a document as pictures, in the same
// notation and at the same places as on the screen.
package export

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/fonts"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/paint/svg"
	"spiffmodeler/canvas/scene"
)

// Options say what a picture looks like. The zero value is the usual one.
type Options struct {
	// Scale is pixels per diagram unit of a PNG; 0 means 1.
	Scale float64
	// Palette gives the colours; nil is that of exports, which is light.
	Palette *paint.Palette
	// Transparent leaves the ground out.
	Transparent bool
	// Marks are shown at elements, by id, such as the states of a run.
	Marks map[string]notation.Mark
	// LineJumps lets flows jump over those that they cross.
	LineJumps bool
	// Only limits the picture to these elements, shapes and edges, such as the
	// selection; nil shows all.
	Only []bpmn.Element
	// Fonts are the system's, for characters that the embedded faces lack; nil loads them
	// for this picture when it needs them. A SVG leaves fonts to who shows it.
	Fonts *fonts.System
}

// fontsTime bounds how long a PNG waits for the system's fonts, which are looked through
// once; without them it has boxes.
const fontsTime = 20 * time.Second

// Margin is the room around the elements in diagram units.
const Margin = 5

// MaxPixels bounds the size of a PNG: 256 MB of memory.
const MaxPixels = 64 << 20

// SVG writes a plane as an SVG document. A zero plane is the document's first
// one.
func SVG(doc *bpmn.Document, plane bpmn.Element, w io.Writer, o Options) error {
	p, err := pictureOf(doc, plane, o)
	if err != nil {
		return fmt.Errorf("export SVG: %w", err)
	}
	return svg.Write(w, svg.Document{Box: p.box, Palette: p.palette, Ground: p.ground, Title: p.title, Lists: p.lists})
}

// PNG writes a plane as a PNG picture. A zero plane is the document's first
// one. A picture of more than MaxPixels is an error that names the largest
// scale at which it would fit.
func PNG(doc *bpmn.Document, plane bpmn.Element, w io.Writer, o Options) error {
	img, err := Image(doc, plane, o)
	if err != nil {
		return fmt.Errorf("export PNG: %w", err)
	}
	if err := png.Encode(w, img); err != nil {
		return fmt.Errorf("export PNG: %w", err)
	}
	return nil
}

// Image paints a plane; see PNG.
func Image(doc *bpmn.Document, plane bpmn.Element, o Options) (*image.RGBA, error) {
	p, err := pictureOf(doc, plane, o)
	if err != nil {
		return nil, err
	}
	scale := o.Scale
	if scale == 0 {
		scale = 1
	}
	if !(scale > 0) || math.IsInf(scale, 0) {
		return nil, fmt.Errorf("the scale %v isn't a positive number", o.Scale)
	}
	wide, high := math.Ceil(p.box.W*scale), math.Ceil(p.box.H*scale)
	if wide*high > MaxPixels {
		fits := math.Floor(100*math.Sqrt(MaxPixels/(p.box.W*p.box.H))) / 100
		return nil, fmt.Errorf("the picture would have %.0f × %.0f pixels; it fits at a scale of %g", wide, high, fits)
	}
	painter := raster.New()
	painter.Fonts = o.Fonts
	if painter.Fonts == nil {
		painter.Fonts = fonts.NewSystem()
	}
	waiting := false
	painter.Waiting = func() { waiting = true }
	paintOnce := func() *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, max(1, int(wide)), max(1, int(high))))
		if p.ground.A > 0 {
			raster.Clear(img, p.palette, p.ground)
		}
		painter.Paint(img, raster.View{Origin: p.box.Min(), Scale: scale}, p.palette, p.lists...)
		return img
	}
	img := paintOnce()
	if waiting && painter.Fonts.Wait(fontsTime) {
		img = paintOnce()
	}
	return img, nil
}

// picture is what is written.
type picture struct {
	box     geom.Rect
	palette *paint.Palette
	ground  paint.Colour
	title   string
	lists   []paint.List
}

func pictureOf(doc *bpmn.Document, plane bpmn.Element, o Options) (picture, error) {
	if plane.IsZero() {
		planes := doc.Planes()
		if len(planes) == 0 {
			return picture{}, fmt.Errorf("%s has no diagram", doc.Name())
		}
		plane = planes[0]
	}
	p := picture{palette: o.Palette, title: plane.Semantic().Name()}
	if p.palette == nil {
		p.palette = paint.Export()
	}
	if !o.Transparent {
		p.ground = paint.Of(paint.Ground)
	}
	s := scene.New(doc, plane)
	s.SetLineJumps(o.LineJumps)
	if o.Marks != nil {
		s.SetMarks(o.Marks)
	}
	if o.Only != nil {
		s.SetLooks(allBut(s, o.Only))
	}
	p.box = wholeUnits(s.Shown().Grown(Margin))
	p.lists = s.Snapshot().Lists(p.box, 0)
	return p, nil
}

// allBut hides the items that are not among those to show.
func allBut(s *scene.Scene, only []bpmn.Element) map[bpmn.Element]scene.Look {
	shown := map[bpmn.Element]bool{}
	for _, e := range only {
		shown[e] = true
		for _, it := range s.ItemsOf(e) {
			shown[it.DI] = true
		}
	}
	looks := map[bpmn.Element]scene.Look{}
	for _, it := range s.Items() {
		if !shown[it.DI] {
			looks[it.DI] = scene.Look{Hidden: true}
		}
	}
	return looks
}

// wholeUnits returns the smallest rectangle with whole numbers around r, so
// that lines lie on whole pixels.
func wholeUnits(r geom.Rect) geom.Rect {
	lo := geom.Pt(math.Floor(r.X), math.Floor(r.Y))
	return geom.Span(lo, geom.Pt(math.Ceil(r.Right()), math.Ceil(r.Bottom())))
}
