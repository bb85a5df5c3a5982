package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// banner is a line above the canvas that tells of something and offers what to
// do about it.
type banner struct {
	object *fyne.Container
	label  *text
}

func newBanner(h *host, iconName string, c fyne.ThemeColorName, message string, buttons ...*button) *banner {
	b := &banner{label: newText(message, bodyText)}
	row := container.New(&bannerLayout{}, newIconImage(iconName, c), b.label)
	for _, x := range buttons {
		x.host = h
		x.height = 24
		row.Add(x)
	}
	b.object = container.NewStack(newSurface(colorSurface), container.New(&topLayout{}, row, newLine()))
	return b
}

func (t *editorTab) addBanner(b *banner) {
	t.banners.Add(b.object)
	t.content.Refresh()
}

func (t *editorTab) removeBanner(b *banner) {
	t.banners.Remove(b.object)
	t.content.Refresh()
}

// bannerLayout: icon, text that takes the room, buttons.
type bannerLayout struct{}

const bannerHeight = 36

func (bannerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, bannerHeight) }

func (bannerLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := size.Width - 2*unit
	for i := len(o) - 1; i >= 2; i-- {
		m := o[i].MinSize()
		right -= m.Width
		o[i].Resize(m)
		o[i].Move(fyne.NewPos(right, round((size.Height-m.Height)/2)))
		right -= 2 * unit
	}
	o[0].Resize(fyne.NewSquareSize(iconSize))
	o[0].Move(fyne.NewPos(3*unit, round((size.Height-iconSize)/2)))
	left := float32(3*unit + iconSize + 2*unit)
	o[1].Resize(fyne.NewSize(max(0, right-left), size.Height))
	o[1].Move(fyne.NewPos(left, 0))
}
