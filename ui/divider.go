package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// dividerGrip is the width in which the pointer finds a divider.
const dividerGrip = 7

// divider is the hairline between two panels; dragging it, or the arrow keys
// while it has the focus, moves it.
type divider struct {
	widget.BaseWidget
	host     *host
	vertical bool // the line stands upright and moves sideways
	move     func(by float32)
	done     func()
	renderer *dividerRenderer
	hovered  bool
	focused  bool
	dragged  bool
}

func newDivider(h *host, vertical bool, move func(by float32), done func()) *divider {
	d := &divider{host: h, vertical: vertical, move: move, done: done}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged moves the divider.
func (d *divider) Dragged(e *fyne.DragEvent) {
	d.dragged = true
	if d.vertical {
		d.move(e.Dragged.DX)
	} else {
		d.move(e.Dragged.DY)
	}
}

// DragEnd keeps the new place.
func (d *divider) DragEnd() { d.dragged = false; d.update(); d.done() }

// MouseIn shows that the divider can be moved.
func (d *divider) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.update() }

// MouseMoved is part of desktop.Hoverable.
func (d *divider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (d *divider) MouseOut() { d.hovered = false; d.update() }

// Cursor shows in which direction the divider moves.
func (d *divider) Cursor() desktop.Cursor {
	if d.vertical {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

// FocusGained shows the focus.
func (d *divider) FocusGained() { d.focused = true; d.update() }

// FocusLost hides it.
func (d *divider) FocusLost() { d.focused = false; d.update() }

// TypedRune is part of fyne.Focusable.
func (d *divider) TypedRune(rune) {}

// TypedKey moves the divider by the arrow keys.
func (d *divider) TypedKey(e *fyne.KeyEvent) {
	back, forth := fyne.KeyUp, fyne.KeyDown
	if d.vertical {
		back, forth = fyne.KeyLeft, fyne.KeyRight
	}
	switch e.Name {
	case back:
		d.move(-4 * unit)
		d.done()
	case forth:
		d.move(4 * unit)
		d.done()
	default:
		d.host.Key(e)
	}
}

func (d *divider) update() {
	if d.renderer != nil {
		d.renderer.paint()
	}
}

func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	d.renderer = &dividerRenderer{d: d, line: newLine()}
	return d.renderer
}

type dividerRenderer struct {
	d    *divider
	line *surface
}

func (r *dividerRenderer) thickness() float32 {
	if r.d.focused || r.d.hovered || r.d.dragged {
		return focusWidth
	}
	return hairline
}

func (r *dividerRenderer) paint() {
	if r.d.focused || r.d.hovered || r.d.dragged {
		r.line.set(colorAccent, "")
	} else {
		r.line.set(colorLine, "")
	}
	r.Layout(r.d.Size())
}

func (r *dividerRenderer) Layout(size fyne.Size) {
	t := r.thickness()
	const middle = (dividerGrip - 1) / 2
	if r.d.vertical {
		r.line.Move(fyne.NewPos(middle, 0))
		r.line.Resize(fyne.NewSize(t, size.Height))
	} else {
		r.line.Move(fyne.NewPos(0, middle))
		r.line.Resize(fyne.NewSize(size.Width, t))
	}
}

func (r *dividerRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(dividerGrip) }
func (r *dividerRenderer) Refresh()                     { r.paint() }
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *dividerRenderer) Destroy()                     {}
