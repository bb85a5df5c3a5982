package form

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// icons are the paths of the small symbols of panels, in a square of 16.
var icons = map[string]string{
	"right": "M6 4L10 8L6 12",
	"down":  "M4 6L8 10L12 6",
	"plus":  "M8 3.5V12.5M3.5 8H12.5",
	"more":  "M3.5 8H3.6M8 8H8.1M12.5 8H12.6",
	"check": "M3.5 8.5L6.5 11.5L12.5 4.5",
	"dash":  "M4 8H12",
	"open":  "M6 4H12V10M12 4L4 12",
}

// icon is a symbol in a colour of the theme.
type icon struct {
	widget.BaseWidget
	name   string
	color  fyne.ThemeColorName
	size   float32
	stroke float32
}

func newIcon(name string, c fyne.ThemeColorName, size float32) *icon {
	i := &icon{name: name, color: c, size: size, stroke: 1.4}
	if name == "more" {
		i.stroke = 2.2
	}
	i.ExtendBaseWidget(i)
	return i
}

func (i *icon) set(name string, c fyne.ThemeColorName) {
	if i.name != name || i.color != c {
		i.name, i.color = name, c
		i.Refresh()
	}
}

func (i *icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{i: i, image: fynecanvas.NewImageFromResource(nil)}
	r.image.FillMode = fynecanvas.ImageFillContain
	r.Refresh()
	return r
}

type iconRenderer struct {
	i     *icon
	image *fynecanvas.Image
}

func (r *iconRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.i.size) }
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *iconRenderer) Destroy()                     {}

func (r *iconRenderer) Layout(size fyne.Size) {
	s := r.i.size
	r.image.Resize(fyne.NewSquareSize(s))
	r.image.Move(fyne.NewPos(whole((size.Width-s)/2), whole((size.Height-s)/2)))
}

func (r *iconRenderer) Refresh() {
	c := color.NRGBAModel.Convert(theme.Color(r.i.color)).(color.NRGBA)
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="%s" fill="none" stroke="%s" stroke-width="%g" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
		icons[r.i.name], hex, r.i.stroke)
	r.image.Resource = fyne.NewStaticResource(r.i.name+hex+".svg", []byte(svg))
	r.image.Refresh()
}
