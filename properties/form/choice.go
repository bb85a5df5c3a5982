package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties"
)

// choice is a field that takes one of its options.
type choice struct {
	widget.BaseWidget
	style       *Style
	options     func() []properties.Option
	value       string
	shownAs     string // text for the value
	placeholder string
	picked      func(value string)
	clearable   bool // an option takes the value away
	mark        fyne.ThemeColorName
	off         bool

	hovered, focused bool
	renderer         *choiceRenderer
}

func newChoice(style *Style, options func() []properties.Option, picked func(string)) *choice {
	c := &choice{style: style, options: options, picked: picked}
	c.ExtendBaseWidget(c)
	return c
}

func (c *choice) set(value string) {
	c.value, c.shownAs = value, value
	for _, o := range c.options() {
		if o.Value == value {
			c.shownAs = either2(o.Label, o.Value)
		}
	}
	c.paint()
}

func (c *choice) open() {
	if c.off {
		return
	}
	list := c.options()
	if c.clearable && c.value != "" {
		list = append([]properties.Option{{Label: "None"}}, list...)
	}
	openOptions(c.style, c, list, c.value, func(o properties.Option) {
		c.set(o.Value)
		c.picked(o.Value)
	})
}

// Tapped opens the options.
func (c *choice) Tapped(*fyne.PointEvent) { c.open() }

// MouseIn shows that the field answers.
func (c *choice) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.paint() }

// MouseMoved is part of desktop.Hoverable.
func (c *choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (c *choice) MouseOut() { c.hovered = false; c.paint() }

// Disabled keeps it out of the order of the Tab key.
func (c *choice) Disabled() bool { return c.off }

// Enable is part of fyne.Disableable.
func (c *choice) Enable() { c.off = false; c.paint() }

// Disable is part of fyne.Disableable.
func (c *choice) Disable() { c.off = true; c.paint() }

// FocusGained shows the focus.
func (c *choice) FocusGained() { c.focused = true; c.paint() }

// FocusLost hides it.
func (c *choice) FocusLost() { c.focused = false; c.paint() }

// TypedRune is part of fyne.Focusable.
func (c *choice) TypedRune(rune) {}

// TypedKey opens the options by Space, Enter or Down.
func (c *choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		c.open()
	case fyne.KeyEscape:
		if c.style.Escape != nil {
			c.style.Escape()
		}
	default:
		c.style.key(e)
	}
}

func (c *choice) paint() {
	if c.renderer != nil {
		c.renderer.paint()
	}
}

func (c *choice) CreateRenderer() fyne.WidgetRenderer {
	c.renderer = &choiceRenderer{c: c, ground: newFrame("", "", corner), label: newLine("", body()),
		chevron: newIcon("down", c.style.secondary(), iconSize)}
	c.renderer.paint()
	return c.renderer
}

type choiceRenderer struct {
	c       *choice
	ground  *frame
	label   *line
	chevron *icon
}

func (r *choiceRenderer) MinSize() fyne.Size { return fyne.NewSize(60, rowHeight) }

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.label.Move(fyne.NewPos(padX, 0))
	r.label.Resize(fyne.NewSize(max(0, size.Width-padX-24), size.Height))
	r.chevron.Resize(fyne.NewSize(24, size.Height))
	r.chevron.Move(fyne.NewPos(size.Width-24, 0))
}

func (r *choiceRenderer) paint() {
	c := r.c
	border, width := c.style.line(), float32(hairline)
	switch {
	case c.focused:
		border, width = theme.ColorNamePrimary, focusWidth
	case c.mark != "":
		border = c.mark
	case c.hovered:
		border = c.style.secondary()
	}
	r.ground.set(c.style.canvas(), border, width)
	text, ro := c.shownAs, body()
	if text == "" {
		text, ro = c.placeholder, ro.in(c.style.secondary())
	}
	if c.off {
		ro = ro.in(theme.ColorNameDisabled)
	}
	r.label.set(text, ro)
}

func (r *choiceRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	r.paint()
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.label, r.chevron}
}

func (r *choiceRenderer) Destroy() {}
