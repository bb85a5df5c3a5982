package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// header says what is selected: its symbol, its kind and its name.
type header struct {
	widget.BaseWidget
	picture    fyne.CanvasObject
	kind, name *line
}

func newHeader(style *Style) *header {
	h := &header{kind: newLine("", style.small()), name: newLine("", strong())}
	h.ExtendBaseWidget(h)
	return h
}

func (h *header) set(picture fyne.CanvasObject, kind, name string) {
	changed := h.picture != picture
	h.picture = picture
	h.kind.set(kind, h.kind.role)
	h.name.set(name, h.name.role)
	if changed {
		h.Refresh()
	}
}

func (h *header) CreateRenderer() fyne.WidgetRenderer { return &headerRenderer{h} }

type headerRenderer struct{ h *header }

const (
	headerHeight = 52
	pictureSize  = 20
)

func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(80, headerHeight) }

func (r *headerRenderer) Layout(size fyne.Size) {
	x := float32(margin)
	if r.h.picture != nil {
		r.h.picture.Resize(fyne.NewSquareSize(pictureSize))
		r.h.picture.Move(fyne.NewPos(margin, whole((size.Height-pictureSize)/2)))
		x += pictureSize + 10
	}
	w := max(0, size.Width-x-margin)
	r.h.kind.Move(fyne.NewPos(x, 8))
	r.h.kind.Resize(fyne.NewSize(w, 16))
	r.h.name.Move(fyne.NewPos(x, 25))
	r.h.name.Resize(fyne.NewSize(w, 19))
}

func (r *headerRenderer) Refresh() {
	r.h.kind.Refresh()
	r.h.name.Refresh()
	r.Layout(r.h.Size())
}

func (r *headerRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.h.kind, r.h.name}
	if r.h.picture != nil {
		out = append(out, r.h.picture)
	}
	return out
}

func (r *headerRenderer) Destroy() {}
