package canvas

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/tools"
)

// figures shows what tools draw over the diagram: simple figures as objects of
// the window system, which cost nothing to move, all others in one picture.
type figures struct {
	lines   pool[*fynecanvas.Line]
	rects   pool[*fynecanvas.Rectangle]
	circles pool[*fynecanvas.Circle]
	sketch  *sheet
	order   []fyne.CanvasObject // as they were added
}

// pool hands out objects that are used again in the next frame: objects that
// come and go would leave their textures behind.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
}

func (p *pool[T]) next(make func() T) T {
	if p.used == len(p.all) {
		p.all = append(p.all, make())
	}
	p.used++
	return p.all[p.used-1]
}

// maxLines is how many segments a line may have that is shown as objects.
const maxLines = 12

// set shows figures in a view.
func (f *figures) set(list paint.List, v *tools.Viewport, palette *paint.Palette, p *raster.Painter, ratio float64) {
	f.lines.used, f.rects.used, f.circles.used = 0, 0, 0
	f.order = f.order[:0]
	var rest paint.List
	for _, op := range list {
		s, ok := op.(paint.Shape)
		if !ok || !f.object(s, v, palette) {
			rest = append(rest, op)
		}
	}
	if f.sketch == nil {
		f.sketch = newSheet()
	}
	f.sketch.set(rest, rest.Bounds().Grown(1), v, palette, p, ratio)
}

// objects appends what is shown, from back to front.
func (f *figures) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	if f.sketch != nil && f.sketch.visible {
		out = append(out, f.sketch.raster)
	}
	return append(out, f.order...)
}

// object shows a figure as objects when it is simple enough.
func (f *figures) object(s paint.Shape, v *tools.Viewport, palette *paint.Palette) bool {
	if len(s.Stroke.Dash) > 0 {
		return false
	}
	stroke, fill := palette.Resolve(s.Stroke.Colour), palette.Resolve(s.Fill)
	width := float32(s.Stroke.Width * v.Zoom)
	switch s.Path.Form {
	case paint.RectForm, paint.EllipseForm:
		b := v.RectToScreen(s.Path.Box).Grown(float64(width) / 2)
		if s.Path.Form == paint.EllipseForm {
			c := f.circles.next(func() *fynecanvas.Circle { return fynecanvas.NewCircle(color.Transparent) })
			c.FillColor, c.StrokeColor, c.StrokeWidth = fill, stroke, width
			f.add(c, b)
			return true
		}
		r := f.rects.next(func() *fynecanvas.Rectangle { return fynecanvas.NewRectangle(color.Transparent) })
		r.FillColor, r.StrokeColor, r.StrokeWidth = fill, stroke, width
		r.CornerRadius = 0
		if s.Path.Radius > 0 {
			r.CornerRadius = float32(s.Path.Radius*v.Zoom) + width/2
		}
		f.add(r, b)
		return true
	}
	points, closed := straight(s.Path)
	if fill.A > 0 || len(points) < 2 || len(points) > maxLines {
		return false
	}
	if closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	for i := 1; i < len(points); i++ {
		l := f.lines.next(func() *fynecanvas.Line { return fynecanvas.NewLine(color.Transparent) })
		a, b := v.ToScreen(points[i-1]), v.ToScreen(points[i])
		l.StrokeColor, l.StrokeWidth = stroke, width
		l.Position1, l.Position2 = fyne.NewPos(float32(a.X), float32(a.Y)), fyne.NewPos(float32(b.X), float32(b.Y))
		f.order = append(f.order, l)
	}
	return true
}

func (f *figures) add(o fyne.CanvasObject, b geom.Rect) {
	o.Resize(fyne.NewSize(float32(b.W), float32(b.H)))
	o.Move(fyne.NewPos(float32(b.X), float32(b.Y)))
	f.order = append(f.order, o)
}

// straight returns the corners of a figure that consists of one chain of
// straight lines; nil for all others.
func straight(p paint.Path) (points []geom.Point, closed bool) {
	switch p.Form {
	case paint.LineForm:
		if p.Radius > 0 && len(p.Points) > 2 {
			return nil, false
		}
		return p.Points, false
	case paint.FreeForm:
		for i, s := range p.Segs {
			switch {
			case s.Kind == paint.MoveTo && i == 0, s.Kind == paint.LineTo:
				points = append(points, s.P[0])
			case s.Kind == paint.Close && i == len(p.Segs)-1:
				closed = true
			default:
				return nil, false
			}
		}
	}
	return points, closed
}

// sheet is a raster of changing size with a picture painted by ourselves.
type sheet struct {
	raster  *fynecanvas.Raster
	visible bool
	img     *image.RGBA
	pixels  []uint8
}

func newSheet() *sheet {
	s := &sheet{}
	s.raster = fynecanvas.NewRaster(func(int, int) image.Image {
		if s.img == nil {
			return image.Transparent
		}
		return s.img
	})
	s.raster.ScaleMode = fynecanvas.ImageScaleFastest
	return s
}

// canvasOf returns a clear picture of w by h pixels to paint on.
func (s *sheet) canvasOf(w, h int) *image.RGBA {
	n := w * h * 4
	if cap(s.pixels) < n {
		s.pixels = make([]uint8, n)
	}
	s.pixels = s.pixels[:n]
	clear(s.pixels)
	s.img = &image.RGBA{Pix: s.pixels, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	return s.img
}

// set paints the part of a list that the window shows. box holds the list.
func (s *sheet) set(list paint.List, box geom.Rect, v *tools.Viewport, palette *paint.Palette, p *raster.Painter, ratio float64) {
	s.visible = len(list) > 0
	if !s.visible {
		return
	}
	b := v.RectToScreen(box)
	x0, y0 := math.Max(b.X, 0)*ratio, math.Max(b.Y, 0)*ratio
	x1, y1 := math.Min(b.Right(), v.W)*ratio, math.Min(b.Bottom(), v.H)*ratio
	s.paint(list, image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1))), v, palette, p, ratio)
}

// paint paints what lies in a rectangle of the window, in device pixels.
func (s *sheet) paint(list paint.List, px image.Rectangle, v *tools.Viewport, palette *paint.Palette, p *raster.Painter, ratio float64) {
	if s.visible = !px.Empty(); !s.visible {
		return
	}
	scale := v.Zoom * ratio
	// The diagram lies on whole pixels, as its tiles do.
	origin := geom.Pt((math.Round(v.Origin.X*scale)+float64(px.Min.X))/scale, (math.Round(v.Origin.Y*scale)+float64(px.Min.Y))/scale)
	p.Paint(s.canvasOf(px.Dx(), px.Dy()), raster.View{Origin: origin, Scale: scale}, palette, list)
	s.place(px, ratio)
	fynecanvas.Refresh(s.raster)
}

func (s *sheet) place(px image.Rectangle, ratio float64) {
	unit := func(n int) float32 { return float32(float64(n) / ratio) }
	s.raster.Resize(fyne.NewSize(unit(px.Dx()), unit(px.Dy())))
	s.raster.Move(fyne.NewPos(unit(px.Min.X), unit(px.Min.Y)))
}

// panel paints a list that is no part of the diagram: a popup or the context
// pad, at a place of the window in screen units.
func (s *sheet) panel(list paint.List, at geom.Point, w, h float64, palette *paint.Palette, p *raster.Painter, ratio float64) {
	s.visible = true
	px := image.Rect(0, 0, int(math.Ceil(w*ratio)), int(math.Ceil(h*ratio)))
	p.Paint(s.canvasOf(px.Dx(), px.Dy()), raster.View{Scale: ratio}, palette, list)
	s.place(px.Add(image.Pt(int(math.Round(at.X*ratio)), int(math.Round(at.Y*ratio)))), ratio)
	fynecanvas.Refresh(s.raster)
}
