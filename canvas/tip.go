package canvas

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// tip is a tooltip: of the context pad, or beside the pointer.
type tip struct {
	sheet *sheet
	stop  func()
	text  string // shown beside the pointer; empty while the pad's is shown
}

const (
	tipDelay  = 500 * time.Millisecond
	tipHeight = 24 // in screen units
)

// reasonGap is how far from the pointer the reason of a refusal stands, in
// screen units.
var reasonGap = geom.Point{X: 16, Y: 22}

var tipStyle = paint.TextStyle{Face: paint.Sans, Size: 12}

func newTip() *tip { return &tip{sheet: newSheet()} }

// later shows a text at a position of the window when nothing hides it before.
func (t *tip) later(d *Diagram, text string, at geom.Point) {
	t.stop = d.options.After(tipDelay, func() {
		t.show(d, text, at)
		d.stale = true
		d.repaint()
	})
}

// show shows a text at a position of the window.
func (t *tip) show(d *Diagram, text string, at geom.Point) {
	t.text = ""
	t.draw(d, text, at, paint.Of(paint.Rule))
}

// reason shows beside the pointer why something isn't possible; nothing when
// text is empty.
func (t *tip) reason(d *Diagram, text string, pointer geom.Point) {
	if text == "" {
		if t.text != "" {
			t.text, t.sheet.visible = "", false
		}
		return
	}
	at := pointer.Add(reasonGap)
	if text == t.text && t.sheet.visible {
		t.place(d, at)
		return
	}
	t.hide()
	t.draw(d, text, at, paint.Of(paint.Danger))
	t.text = text
}

func (t *tip) draw(d *Diagram, text string, at geom.Point, edge paint.Colour) {
	w, h := tipStyle.Width(text)+16, float64(tipHeight)
	list := paint.List{
		paint.Shape{Path: paint.RoundRect(geom.R(0.5, 0.5, w-1, h-1), 4), Fill: paint.Of(paint.Ground), Stroke: paint.Pen(edge, 1)},
		tipStyle.InBox(text, geom.R(0, 0, w, h), paint.Align{H: paint.Middle, V: paint.Middle}, paint.Padding{}, paint.Of(paint.Ink)),
	}
	t.sheet.panel(list, geom.Point{}, w, h, d.palette, d.painter, d.surface.ratio)
	t.place(d, at)
}

// place moves the tooltip, which is painted already, within the window.
func (t *tip) place(d *Diagram, at geom.Point) {
	if t.sheet.img == nil {
		return
	}
	v, ratio := d.ed.View(), d.surface.ratio
	size := t.sheet.img.Rect.Size()
	w, h := float64(size.X)/ratio, float64(size.Y)/ratio
	at.X, at.Y = max(4, min(at.X, v.W-w-4)), max(4, min(at.Y, v.H-h-4))
	t.sheet.place(t.sheet.img.Rect.Add(image.Pt(int(math.Round(at.X*ratio)), int(math.Round(at.Y*ratio)))), ratio)
}

func (t *tip) hide() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.text, t.sheet.visible = "", false
}

func (t *tip) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	if t.sheet.visible {
		out = append(out, t.sheet.raster)
	}
	return out
}
