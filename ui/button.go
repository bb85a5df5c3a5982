package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties/form"
)

// buttonKind says how much a button asks for attention.
type buttonKind uint8

const (
	quietButton   buttonKind = iota // no ground until the pointer is over it
	plainButton                     // a border
	primaryButton                   // the accent
)

// button is a button with an icon, a text or both, a tooltip and a visible
// focus. It can show that it is switched on.
type button struct {
	widget.BaseWidget
	text, icon string
	picture    fyne.CanvasObject // in place of icon
	tip, keys  string
	tipSide    string
	kind       buttonKind
	color      fyne.ThemeColorName // of text and icon; the kind's own when empty
	height     float32
	minWidth   float32
	ends       bool // text at the left and icon at the right, as in a field with choices
	tap        func()

	host             *host
	owner            fyne.CanvasObject // the widget that this is the inside of; nil when it stands for itself
	on, off          bool              // switched on; disabled
	hovered, pressed bool
	focused          bool
	withoutFocus     bool // stays out of the order of the Tab key
	secondary        func(*fyne.PointEvent)
	renderer         *buttonRenderer
}

func newIconButton(h *host, icon, tip, keys string, tap func()) *button {
	b := &button{icon: icon, tip: tip, keys: keys, host: h, tap: tap, height: rowHeight}
	b.ExtendBaseWidget(b)
	return b
}

func newTextButton(text string, kind buttonKind, tap func()) *button {
	b := &button{text: text, kind: kind, tap: tap, height: rowHeight}
	b.ExtendBaseWidget(b)
	return b
}

// SetEnabled changes whether the button can be pressed.
func (b *button) SetEnabled(enabled bool) {
	if b.off == enabled {
		b.off = !enabled
		b.Refresh()
	}
}

// SetOn changes whether the button shows as switched on.
func (b *button) SetOn(on bool) {
	if b.on != on {
		b.on = on
		b.Refresh()
	}
}

// SetText changes the text.
func (b *button) SetText(s string) {
	if b.text != s {
		b.text = s
		b.Refresh()
	}
}

// SetIcon changes the icon.
func (b *button) SetIcon(name string) {
	if b.icon != name {
		b.icon = name
		b.Refresh()
	}
}

// object returns what stands in the window.
func (b *button) object() fyne.CanvasObject {
	if b.owner != nil {
		return b.owner
	}
	return b
}

func (b *button) press() {
	if !b.off && b.tap != nil {
		b.host.Leave(b.object())
		b.tap()
	}
}

// Tapped presses the button.
func (b *button) Tapped(*fyne.PointEvent) { b.press() }

// TappedSecondary answers a press of the right button.
func (b *button) TappedSecondary(e *fyne.PointEvent) {
	if b.secondary != nil {
		b.secondary(e)
	}
}

// MouseIn shows that the button answers.
func (b *button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.host.Enter(b.object(), b.tip, b.keys, b.tipSide)
	b.update()
}

// MouseMoved is part of the interface for MouseIn and MouseOut.
func (b *button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tooltip away.
func (b *button) MouseOut() {
	b.hovered, b.pressed = false, false
	b.host.Leave(b.object())
	b.update()
}

// MouseDown shows the button pressed.
func (b *button) MouseDown(*desktop.MouseEvent) {
	b.pressed = true
	b.host.Leave(b.object())
	b.update()
}

// MouseUp ends MouseDown.
func (b *button) MouseUp(*desktop.MouseEvent) {
	b.pressed = false
	b.update()
}

// Disabled keeps a button that can't be pressed, or that has another way to be
// reached, out of the order of the Tab key.
func (b *button) Disabled() bool { return b.off || b.withoutFocus }

// Enable is part of fyne.Disableable.
func (b *button) Enable() { b.SetEnabled(true) }

// Disable is part of fyne.Disableable.
func (b *button) Disable() { b.SetEnabled(false) }

// FocusGained shows the focus ring.
func (b *button) FocusGained() { b.focused = true; b.update() }

// FocusLost hides the focus ring.
func (b *button) FocusLost() { b.focused = false; b.update() }

// TypedRune is part of fyne.Focusable.
func (b *button) TypedRune(rune) {}

// TypedKey presses the button with Space or Enter.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	default:
		b.host.Key(e)
	}
}

// update repaints what hovering, pressing and focus change, without measuring.
func (b *button) update() {
	if b.renderer != nil {
		b.renderer.paint()
	}
}

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b:      b,
		ground: newFrame("", "", corner),
		image:  canvas.NewImageFromResource(nil),
		label:  newText(b.text, bodyText),
		ring:   newFrame("", colorAccent, corner),
	}
	r.ring.width = focusWidth
	if b.kind != quietButton {
		r.ring.radius = corner + 3
	}
	r.image.FillMode = canvas.ImageFillContain
	b.renderer = r
	r.paint()
	return r
}

type buttonRenderer struct {
	b      *button
	ground *surface
	image  *canvas.Image
	label  *text
	ring   *surface
}

func (r *buttonRenderer) hasIcon() bool { return r.b.icon != "" || r.b.picture != nil }

func (r *buttonRenderer) iconSize() fyne.Size {
	if r.b.picture != nil {
		return r.b.picture.MinSize()
	}
	return fyne.NewSquareSize(iconSize)
}

func (r *buttonRenderer) textWidth() float32 {
	if r.b.text == "" {
		return 0
	}
	return form.MeasureText(r.b.text, r.label.role.size, r.label.role.style).Width
}

func (r *buttonRenderer) contentWidth() float32 {
	w := r.textWidth()
	if r.hasIcon() {
		w += r.iconSize().Width
		if r.b.text != "" {
			w += 1.5 * unit
		}
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	if r.b.text == "" && r.b.minWidth == 0 {
		return fyne.NewSquareSize(r.b.height)
	}
	pad := float32(2.5 * unit)
	if r.b.kind != quietButton {
		pad = 3 * unit
	}
	return fyne.NewSize(max(r.b.minWidth, r.contentWidth()+2*pad), r.b.height)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	if r.b.kind == quietButton {
		r.ring.Move(fyne.NewPos(0, 0))
		r.ring.Resize(size)
	} else { // outside, or it would hardly be seen on the accent
		r.ring.Move(fyne.NewPos(-3, -3))
		r.ring.Resize(size.AddWidthHeight(6, 6))
	}
	x := (size.Width - r.contentWidth()) / 2
	x = max(x, 2)
	if r.b.ends {
		s := r.iconSize()
		r.image.Resize(s)
		r.image.Move(fyne.NewPos(size.Width-s.Width-unit, round((size.Height-s.Height)/2)))
		r.label.Resize(fyne.NewSize(max(0, size.Width-s.Width-4*unit), size.Height))
		r.label.Move(fyne.NewPos(2*unit, 0))
		return
	}
	if r.hasIcon() {
		var o fyne.CanvasObject = r.image
		if r.b.picture != nil {
			o = r.b.picture
		}
		s := r.iconSize()
		o.Resize(s)
		o.Move(fyne.NewPos(round(x), round((size.Height-s.Height)/2)))
		x += s.Width + 1.5*unit
	}
	r.label.Resize(fyne.NewSize(max(0, size.Width-x-2), size.Height))
	r.label.Move(fyne.NewPos(round(x), 0))
}

func round(v float32) float32 { return float32(int(v + 0.5)) }

func (r *buttonRenderer) Refresh() {
	r.label.Set(r.b.text)
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// paint sets colours by state.
func (r *buttonRenderer) paint() {
	b := r.b
	fill, border, ink := fyne.ThemeColorName(""), fyne.ThemeColorName(""), colorText
	switch {
	case b.kind == primaryButton:
		fill, ink = colorAccent, colorOnAccent
	case b.kind == plainButton:
		fill, border = colorCanvas, colorLine
	case b.icon != "" && b.text == "":
		ink = colorSecondary
	}
	if b.on {
		fill, ink = colorSelected, colorAccent
	}
	if b.color != "" {
		ink = b.color
	}
	over := fyne.ThemeColorName("")
	switch {
	case b.off:
		ink = colorDisabled
		if b.kind == primaryButton {
			fill, border = colorSurface, colorLine
		}
	case b.pressed:
		over = colorPressed
	case b.hovered:
		over = colorHover
		if b.kind == quietButton && ink == colorSecondary {
			ink = colorText
		}
	}
	if over != "" && fill == "" {
		fill = over
	}
	r.ground.set(fill, border)
	r.ground.Refresh()
	if over != "" && fill != over {
		border = colorText
		if b.kind != primaryButton {
			border = colorSecondary
		}
		r.ground.set(fill, border)
	}
	if b.icon != "" {
		res := icon(b.icon, ink)
		if r.image.Resource == nil || r.image.Resource.Name() != res.Name() {
			r.image.Resource = res
			r.image.Refresh()
		}
	}
	weight := bodyText
	if b.kind == primaryButton {
		weight = strongText
	}
	r.label.SetRole(weight.in(ink))
	show(r.ring, b.focused)
}

func show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground}
	switch {
	case r.b.picture != nil:
		list = append(list, r.b.picture)
	case r.b.icon != "":
		list = append(list, r.image)
	}
	return append(list, r.label, r.ring)
}

func (r *buttonRenderer) Destroy() {}
