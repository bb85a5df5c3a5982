package canvas

import (
	"time"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// tip is a tooltip of the context pad.
type tip struct {
	sheet *sheet
	stop  func()
}

const tipDelay = 500 * time.Millisecond

var tipStyle = paint.TextStyle{Face: paint.Sans, Size: 12}

func newTip() *tip { return &tip{sheet: newSheet()} }

// later shows a text at a position of the window when nothing hides it before.
func (t *tip) later(d *Diagram, text string, at geom.Point) {
	t.stop = d.options.After(tipDelay, func() {
		w, h := tipStyle.Width(text)+16, 24.0
		v := d.ed.View()
		at.X, at.Y = max(4, min(at.X, v.W-w-4)), max(4, min(at.Y, v.H-h-4))
		list := paint.List{
			paint.Shape{Path: paint.RoundRect(geom.R(0.5, 0.5, w-1, h-1), 4), Fill: paint.Of(paint.Ground), Stroke: paint.Pen(paint.Of(paint.Rule), 1)},
			tipStyle.InBox(text, geom.R(0, 0, w, h), paint.Align{H: paint.Middle, V: paint.Middle}, paint.Padding{}, paint.Of(paint.Ink)),
		}
		t.sheet.panel(list, at, w, h, d.palette, d.painter, d.surface.ratio)
		d.stale = true
		d.repaint()
	})
}

func (t *tip) hide() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.sheet.visible = false
}

func (t *tip) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	if t.sheet.visible {
		out = append(out, t.sheet.raster)
	}
	return out
}
