// Package form shows the fields of package properties: the properties panel,
// the forms of user tasks, and the editor for texts and code that both use.
package form

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Style is what the surroundings lend to panels and forms. The zero value
// works with any theme.
type Style struct {
	// Names of colours; Fyne's own are used for empty ones.
	Canvas    fyne.ThemeColorName // the ground of fields
	Surface   fyne.ThemeColorName // the ground of the panel
	Line      fyne.ThemeColorName // hairlines and borders of fields
	Secondary fyne.ThemeColorName // less important text

	// Enter is called when the pointer comes over a thing that a tooltip
	// explains, Leave when it goes. Both may be nil.
	Enter func(owner fyne.CanvasObject, tip string)
	Leave func(owner fyne.CanvasObject)
	// Undo and Redo take back what is not in the focused field. Both may be nil.
	Undo, Redo func()
	// Escape is called for Esc in a field with nothing to restore; nil to do
	// nothing.
	Escape func()
	// Key gets the keys that the focused thing has no use for, such as
	// function keys. It may be nil.
	Key func(*fyne.KeyEvent)
	// After runs f on the window's goroutine when d is over, unless cancel is
	// called before. Nil to use Fyne's.
	After func(d time.Duration, f func()) (cancel func())
	// Highlighters colour texts by their language.
	Highlighters map[string]Highlighter
}

// The measures, in units of the window. Space comes in steps of 4.
const (
	margin      = 12 // of the panel
	rowHeight   = 28
	rowGap      = 8
	labelHeight = 18
	headHeight  = 32 // the heading of a group
	iconSize    = 16
	smallIcon   = 12
	padX        = 7 // inside a field
	corner      = 4
	hairline    = 1
	focusWidth  = 2

	textSize    = 13
	smallSize   = 12
	headingSize = 11
	titleSize   = 14
	codeSize    = 12
)

func either(a, b fyne.ThemeColorName) fyne.ThemeColorName {
	if a != "" {
		return a
	}
	return b
}

func (s *Style) canvas() fyne.ThemeColorName  { return either(s.Canvas, theme.ColorNameInputBackground) }
func (s *Style) surface() fyne.ThemeColorName { return either(s.Surface, theme.ColorNameBackground) }
func (s *Style) line() fyne.ThemeColorName    { return either(s.Line, theme.ColorNameSeparator) }
func (s *Style) secondary() fyne.ThemeColorName {
	return either(s.Secondary, theme.ColorNamePlaceHolder)
}

func (s *Style) enter(owner fyne.CanvasObject, tip string) {
	if s.Enter != nil && tip != "" {
		s.Enter(owner, tip)
	}
}

func (s *Style) leave(owner fyne.CanvasObject) {
	if s.Leave != nil {
		s.Leave(owner)
	}
}

func (s *Style) key(e *fyne.KeyEvent) {
	if s.Key != nil {
		s.Key(e)
	}
}

func (s *Style) after(d time.Duration, f func()) (cancel func()) {
	if s.After != nil {
		return s.After(d, f)
	}
	t := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { t.Stop() }
}

func themed(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}

// role says how a text looks.
type role struct {
	size  float32
	color fyne.ThemeColorName
	style fyne.TextStyle
}

func body() role             { return role{size: textSize, color: theme.ColorNameForeground} }
func strong() role           { return role{titleSize, theme.ColorNameForeground, fyne.TextStyle{Bold: true}} }
func (s *Style) small() role { return role{size: smallSize, color: s.secondary()} }
func (s *Style) heading() role {
	return role{headingSize, s.secondary(), fyne.TextStyle{Bold: true}}
}

func (r role) in(c fyne.ThemeColorName) role { r.color = c; return r }

func (r role) measure(s string) fyne.Size { return MeasureText(s, r.size, r.style) }

func (r role) set(t *fynecanvas.Text) {
	t.TextSize, t.TextStyle, t.Color, t.FontSource = r.size, r.style, themed(r.color), FontSource(r.style)
}

// FontSource returns the theme's font for a style. A text that names its font so is drawn with it and
// with the system's fonts, while for each style of texts that don't the window
// library loads an emoji font and others of its own, 10 MB for each.
func FontSource(style fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(style)
}

// MeasureText returns how much room a text with FontSource takes.
func MeasureText(s string, size float32, style fyne.TextStyle) fyne.Size {
	room, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, FontSource(style))
	return room
}
