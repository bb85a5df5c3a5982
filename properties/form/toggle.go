package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toggle is a box with a check and a text beside it.
type toggle struct {
	widget.BaseWidget
	style   *Style
	text    string
	on      bool
	mixed   bool // some of the elements are on
	off     bool
	changed func(on bool)

	hovered, focused bool
	renderer         *toggleRenderer
}

func newToggle(style *Style, text string, changed func(bool)) *toggle {
	t := &toggle{style: style, text: text, changed: changed}
	t.ExtendBaseWidget(t)
	return t
}

func (t *toggle) set(on, mixed bool) {
	if t.on != on || t.mixed != mixed {
		t.on, t.mixed = on, mixed
		t.paint()
	}
}

func (t *toggle) flip() {
	if t.off {
		return
	}
	t.set(!t.on, false)
	if t.changed != nil {
		t.changed(t.on)
	}
}

// Tapped flips the toggle.
func (t *toggle) Tapped(*fyne.PointEvent) { t.flip() }

// MouseIn shows that the toggle answers.
func (t *toggle) MouseIn(*desktop.MouseEvent) {
	t.hovered = true
	t.paint()
	if t.renderer != nil {
		t.style.enter(t, t.renderer.label.tip(""))
	}
}

// MouseMoved is part of desktop.Hoverable.
func (t *toggle) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (t *toggle) MouseOut() {
	t.hovered = false
	t.paint()
	t.style.leave(t)
}

// Disabled keeps it out of the order of the Tab key.
func (t *toggle) Disabled() bool { return t.off }

// Enable is part of fyne.Disableable.
func (t *toggle) Enable() { t.off = false; t.paint() }

// Disable is part of fyne.Disableable.
func (t *toggle) Disable() { t.off = true; t.paint() }

// FocusGained shows the focus.
func (t *toggle) FocusGained() { t.focused = true; t.paint() }

// FocusLost hides it.
func (t *toggle) FocusLost() { t.focused = false; t.paint() }

// TypedRune is part of fyne.Focusable.
func (t *toggle) TypedRune(rune) {}

// TypedKey flips by Space or Enter.
func (t *toggle) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.flip()
	case fyne.KeyEscape:
		if t.style.Escape != nil {
			t.style.Escape()
		}
	default:
		t.style.key(e)
	}
}

func (t *toggle) paint() {
	if t.renderer != nil {
		t.renderer.paint()
	}
}

func (t *toggle) CreateRenderer() fyne.WidgetRenderer {
	t.renderer = &toggleRenderer{t: t, box: newFrame("", "", 3), ring: newRing(), mark: newIcon("check", theme.ColorNameForegroundOnPrimary, smallIcon),
		label: newLine(t.text, body())}
	t.renderer.mark.stroke = 2
	t.renderer.paint()
	return t.renderer
}

type toggleRenderer struct {
	t         *toggle
	box, ring *frame
	mark      *icon
	label     *line
}

const boxSize = 16

func (r *toggleRenderer) MinSize() fyne.Size { return fyne.NewSize(60, rowHeight) }

func (r *toggleRenderer) Layout(size fyne.Size) {
	y := whole((size.Height - boxSize) / 2)
	r.box.Resize(fyne.NewSquareSize(boxSize))
	r.box.Move(fyne.NewPos(0, y))
	r.ring.Resize(fyne.NewSquareSize(boxSize + 6))
	r.ring.Move(fyne.NewPos(-3, y-3))
	r.mark.Resize(fyne.NewSquareSize(boxSize))
	r.mark.Move(fyne.NewPos(0, y))
	r.label.Move(fyne.NewPos(boxSize+8, 0))
	r.label.Resize(fyne.NewSize(max(0, size.Width-boxSize-8), size.Height))
}

func (r *toggleRenderer) paint() {
	t := r.t
	fill, border, mark := t.style.canvas(), t.style.secondary(), "check"
	if t.on || t.mixed {
		fill, border = theme.ColorNamePrimary, theme.ColorNamePrimary
	}
	if t.mixed {
		mark = "dash"
	}
	if t.hovered && !t.on && !t.mixed {
		border = theme.ColorNameForeground
	}
	ink := theme.ColorNameForeground
	if t.off {
		ink, border = theme.ColorNameDisabled, theme.ColorNameDisabled
	}
	r.box.set(fill, border, hairline)
	r.mark.set(mark, theme.ColorNameForegroundOnPrimary)
	show(r.mark, t.on || t.mixed)
	show(r.ring, t.focused)
	r.label.set(t.text, body().in(ink))
}

func (r *toggleRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	r.paint()
}

func (r *toggleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.mark, r.label}
}

func (r *toggleRenderer) Destroy() {}
