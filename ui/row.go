package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties/form"
)

// row is a line that does something when pressed: icon, label and, at the
// right, a detail.
type row struct {
	widget.BaseWidget
	host                *host
	icon, label, detail string
	iconColor           fyne.ThemeColorName
	tip                 string
	tap                 func()
	hovered, focused    bool
	renderer            *rowRenderer
}

func newRow(h *host, tap func()) *row {
	r := &row{host: h, tap: tap, iconColor: colorSecondary}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped does what the row stands for.
func (r *row) Tapped(*fyne.PointEvent) { r.host.Leave(r); r.tap() }

// Cursor shows that the row can be pressed.
func (r *row) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows that the row answers.
func (r *row) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.host.Enter(r, r.tip, "", "")
	r.update()
}

// MouseMoved is part of desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (r *row) MouseOut() { r.hovered = false; r.host.Leave(r); r.update() }

// FocusGained shows the focus.
func (r *row) FocusGained() { r.focused = true; r.update() }

// FocusLost hides it.
func (r *row) FocusLost() { r.focused = false; r.update() }

// TypedRune is part of fyne.Focusable.
func (r *row) TypedRune(rune) {}

// TypedKey presses the row with Space or Enter.
func (r *row) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.tap()
	default:
		r.host.Key(e)
	}
}

func (r *row) update() {
	if r.renderer != nil {
		r.renderer.paint()
	}
}

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{
		r: r, ground: newFrame("", "", corner), image: newIconImage(r.icon, r.iconColor),
		label: newText(r.label, bodyText), detail: newText(r.detail, smallText), ring: newFrame("", colorAccent, corner),
	}
	x.ring.width = focusWidth
	x.detail.align, x.detail.tail = fyne.TextAlignTrailing, true
	r.renderer = x
	x.paint()
	return x
}

type rowRenderer struct {
	r      *row
	ground *surface
	image  *iconImage
	label  *text
	detail *text
	ring   *surface
}

func (x *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(120, rowHeight) }

func (x *rowRenderer) Layout(size fyne.Size) {
	x.ground.Resize(size)
	x.ring.Resize(size)
	left := float32(2 * unit)
	x.image.Resize(fyne.NewSquareSize(iconSize))
	x.image.Move(fyne.NewPos(left, round((size.Height-iconSize)/2)))
	left += iconSize + 2*unit
	room := size.Width - left - 2*unit
	label := min(form.MeasureText(x.r.label, textSize, fyne.TextStyle{}).Width+1, room)
	x.label.Resize(fyne.NewSize(label, size.Height))
	x.label.Move(fyne.NewPos(left, 0))
	rest := max(0, room-label-4*unit)
	x.detail.Resize(fyne.NewSize(rest, size.Height))
	x.detail.Move(fyne.NewPos(size.Width-2*unit-rest, 0))
}

func (x *rowRenderer) Refresh() {
	x.image.Set(x.r.icon, x.r.iconColor)
	x.label.Set(x.r.label)
	x.detail.Set(x.r.detail)
	x.paint()
	x.Layout(x.r.Size())
}

func (x *rowRenderer) paint() {
	fill := fyne.ThemeColorName("")
	if x.r.hovered {
		fill = colorHover
	}
	x.ground.set(fill, "")
	show(x.ring, x.r.focused)
}

func (x *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.ground, x.image, x.label, x.detail, x.ring}
}

func (x *rowRenderer) Destroy() {}
