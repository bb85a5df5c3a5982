package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// button is an icon, a text, or both, that can be pressed: quiet until the
// pointer or the focus is on it.
type button struct {
	widget.BaseWidget
	style *Style
	icon  string
	text  string
	tip   string
	kind  buttonKind
	size  float32 // of an icon alone
	tap   func()
	off   bool
	// mouseOnly keeps the button out of the order of the Tab key; there is
	// another way to it.
	mouseOnly bool
	hovered   bool
	focused   bool
	last      fyne.Position // where it was pressed, on the window

	renderer *buttonRenderer
}

type buttonKind uint8

const (
	quietButton   buttonKind = iota // an icon
	linkButton                      // a text in the accent colour
	plainButton                     // with a border
	primaryButton                   // on the accent colour
)

func newIconButton(style *Style, icon, tip string, size float32, tap func()) *button {
	b := &button{style: style, icon: icon, tip: tip, size: size, tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

func newLink(style *Style, text string, tap func()) *button {
	return newTextButton(style, text, linkButton, tap)
}

func newTextButton(style *Style, text string, kind buttonKind, tap func()) *button {
	b := &button{style: style, text: text, kind: kind, tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped presses the button.
func (b *button) Tapped(e *fyne.PointEvent) {
	b.last = e.AbsolutePosition
	b.press()
}

func (b *button) press() {
	if !b.off && b.tap != nil {
		b.style.leave(b)
		b.tap()
	}
}

// MouseIn shows that the button answers.
func (b *button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.style.enter(b, b.tip)
	b.paint()
}

// MouseMoved is part of desktop.Hoverable.
func (b *button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (b *button) MouseOut() {
	b.hovered = false
	b.style.leave(b)
	b.paint()
}

// Cursor is a hand over links.
func (b *button) Cursor() desktop.Cursor {
	if b.kind == linkButton {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Disabled keeps a button that can't be pressed out of the order of the Tab key.
func (b *button) Disabled() bool { return b.off || b.mouseOnly }

// Enable is part of fyne.Disableable.
func (b *button) Enable() { b.off = false; b.paint() }

// Disable is part of fyne.Disableable.
func (b *button) Disable() { b.off = true; b.paint() }

// FocusGained shows the focus.
func (b *button) FocusGained() { b.focused = true; b.paint() }

// FocusLost hides it.
func (b *button) FocusLost() { b.focused = false; b.paint() }

// TypedRune is part of fyne.Focusable.
func (b *button) TypedRune(rune) {}

// TypedKey presses the button by Space or Enter.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.last = fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(0, b.Size().Height)
		b.press()
	default:
		b.style.key(e)
	}
}

func (b *button) paint() {
	if b.renderer != nil {
		b.renderer.paint()
	}
}

func (b *button) role() role {
	r := role{smallSize, theme.ColorNamePrimary, fyne.TextStyle{}}
	switch b.kind {
	case plainButton:
		r = body()
	case primaryButton:
		r = body().in(theme.ColorNameForegroundOnPrimary)
	}
	if b.off {
		r = r.in(theme.ColorNameDisabled)
	}
	return r
}

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	b.renderer = &buttonRenderer{b: b, ground: newFrame("", "", corner), ring: newRing(),
		image: newIcon(b.icon, b.style.secondary(), iconSize), label: newNaturalLine(b.text, b.role())}
	if b.icon == "" {
		b.renderer.image.Hide()
	}
	b.renderer.paint()
	return b.renderer
}

type buttonRenderer struct {
	b            *button
	ground, ring *frame
	image        *icon
	label        *line
}

func (r *buttonRenderer) MinSize() fyne.Size {
	switch {
	case r.b.text == "":
		return fyne.NewSquareSize(r.b.size)
	case r.b.kind == linkButton:
		return r.label.MinSize().AddWidthHeight(8, 4)
	}
	return fyne.NewSize(r.label.MinSize().Width+24, rowHeight)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Resize(size)
	r.image.Resize(size)
	m := r.label.MinSize()
	r.label.Resize(fyne.NewSize(m.Width+1, size.Height))
	r.label.Move(fyne.NewPos(whole((size.Width-m.Width)/2), 0))
}

func (r *buttonRenderer) paint() {
	b := r.b
	fill, border := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	ink := b.style.secondary()
	switch b.kind {
	case plainButton:
		fill, border = b.style.canvas(), b.style.line()
	case primaryButton:
		fill = theme.ColorNamePrimary
		if b.off {
			fill, border = b.style.surface(), b.style.line()
		}
	}
	if b.hovered && !b.off {
		ink = theme.ColorNameForeground
		if b.kind == quietButton || b.kind == linkButton {
			fill = theme.ColorNameHover
		} else {
			border = theme.ColorNameForeground
		}
	}
	if b.off {
		ink = theme.ColorNameDisabled
	}
	r.ground.set(fill, border, hairline)
	r.image.set(b.icon, ink)
	r.label.set(b.text, b.role())
	show(r.ring, b.focused)
}

func (r *buttonRenderer) Refresh() {
	r.ground.Refresh()
	r.ring.Refresh()
	r.image.Refresh()
	r.label.Refresh()
	r.paint()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.image, r.label, r.ring}
}

func (r *buttonRenderer) Destroy() {}

func show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible == o.Visible():
	case visible:
		o.Show()
	default:
		o.Hide()
	}
}
