package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// surface is a ground in a colour of the theme, with or without a border.
type surface struct {
	widget.BaseWidget
	fill   fyne.ThemeColorName // none when empty
	border fyne.ThemeColorName // none when empty
	width  float32
	radius float32
}

func newSurface(fill fyne.ThemeColorName) *surface {
	s := &surface{fill: fill}
	s.ExtendBaseWidget(s)
	return s
}

// newLine returns a hairline; its layout gives it the length.
func newLine() *surface { return newSurface(colorLine) }

// newFrame returns a ground with a border and rounded corners.
func newFrame(fill, border fyne.ThemeColorName, radius float32) *surface {
	s := &surface{fill: fill, border: border, width: hairline, radius: radius}
	s.ExtendBaseWidget(s)
	return s
}

func (s *surface) set(fill, border fyne.ThemeColorName) {
	if s.fill != fill || s.border != border {
		s.fill, s.border = fill, border
		s.Refresh()
	}
}

func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s: s, rect: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type surfaceRenderer struct {
	s    *surface
	rect *canvas.Rectangle
}

func (r *surfaceRenderer) MinSize() fyne.Size           { return fyne.NewSize(hairline, hairline) }
func (r *surfaceRenderer) Layout(size fyne.Size)        { r.rect.Resize(size) }
func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *surfaceRenderer) Destroy()                     {}

func (r *surfaceRenderer) Refresh() {
	r.rect.FillColor = themed(r.s.fill)
	r.rect.StrokeColor = themed(r.s.border)
	r.rect.StrokeWidth = 0
	if r.s.border != "" {
		r.rect.StrokeWidth = r.s.width
	}
	r.rect.CornerRadius = r.s.radius
	r.rect.Refresh()
}

func themed(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}
