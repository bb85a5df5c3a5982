package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

// picture shows a display list at its own size: the symbols of the notation in
// palette, menus and panels, drawn as the canvas draws them.
type picture struct {
	widget.BaseWidget
	list   paint.List
	side   float32
	raster *canvas.Raster
}

// newVariantPicture returns the symbol of what can be created.
func newVariantPicture(v modeling.Variant) *picture {
	p := &picture{list: variantIcon(v), side: notation.IconSize}
	p.ExtendBaseWidget(p)
	return p
}

func variantIcon(v modeling.Variant) paint.List {
	return notation.Icon(v.Kind, v.Definition, notation.Traits{
		Collapsed: v.Collapsed || v.Kind == bpmn.CallActivity, Vertical: v.Vertical,
		NonInterrupting: v.NonInterrupting, EventSubProcess: v.EventSubProcess,
	})
}

// Set shows another list.
func (p *picture) Set(l paint.List) {
	p.list = l
	p.Refresh()
}

func (p *picture) paint(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	if w > 0 && h > 0 {
		raster.New().Paint(img, raster.View{Scale: float64(w) / float64(p.side)}, palette(), p.list)
	}
	return img
}

func (p *picture) CreateRenderer() fyne.WidgetRenderer {
	p.raster = canvas.NewRaster(p.paint)
	return &pictureRenderer{p}
}

type pictureRenderer struct{ p *picture }

func (r *pictureRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.p.side) }
func (r *pictureRenderer) Layout(size fyne.Size)        { r.p.raster.Resize(size) }
func (r *pictureRenderer) Refresh()                     { r.p.raster.Refresh() }
func (r *pictureRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.raster} }
func (r *pictureRenderer) Destroy()                     {}
