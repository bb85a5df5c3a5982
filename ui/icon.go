package ui

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/assets"
)

// icon returns an icon of the assets in a colour of the theme. Icons are drawn
// with strokes, which Fyne's own themed resources leave as they are.
func icon(name string, c fyne.ThemeColorName) fyne.Resource {
	return iconIn(name, theme.Color(c))
}

func iconIn(name string, c color.Color) fyne.Resource {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	hex := fmt.Sprintf("#%02X%02X%02X", n.R, n.G, n.B)
	svg := bytes.ReplaceAll(assets.Icon(name), []byte("currentColor"), []byte(hex))
	return fyne.NewStaticResource(name+hex+".svg", svg)
}

// iconImage shows an icon in a colour that follows the theme.
type iconImage struct {
	widget.BaseWidget
	name  string
	color fyne.ThemeColorName
	size  float32
}

func newIconImage(name string, c fyne.ThemeColorName) *iconImage {
	i := &iconImage{name: name, color: c, size: iconSize}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes icon and colour.
func (i *iconImage) Set(name string, c fyne.ThemeColorName) {
	if i.name != name || i.color != c {
		i.name, i.color = name, c
		i.Refresh()
	}
}

func (i *iconImage) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{i: i, image: canvas.NewImageFromResource(nil)}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type iconRenderer struct {
	i     *iconImage
	image *canvas.Image
}

func (r *iconRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.i.size) }
func (r *iconRenderer) Layout(size fyne.Size)        { r.image.Resize(size) }
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *iconRenderer) Destroy()                     {}

func (r *iconRenderer) Refresh() {
	if r.i.name == "" {
		r.image.Resource = nil
	} else {
		r.image.Resource = icon(r.i.name, r.i.color)
	}
	r.image.Refresh()
}
