package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Input is a field that stands alone: the filter of a list, a JSON value. It
// looks and edits as the fields of panels do.
type Input struct {
	box *textbox
	// Changed is called when the user changed the text.
	Changed func(text string)
	// Submitted is called for Enter, in code for Ctrl+Enter.
	Submitted func()
	// Escaped is called for Esc.
	Escaped func()
}

// NewLineInput returns a field for one line of text.
func NewLineInput(s *Style) *Input { return newInput(s, textOptions{}) }

// NewCodeInput returns a field for code in a language, such as JSON, which
// fills the room that it is given.
func NewCodeInput(s *Style, language string) *Input {
	return newInput(s, textOptions{code: true, lines: true, minRows: 2, maxRows: 200, language: language})
}

func newInput(s *Style, o textOptions) *Input {
	i := &Input{box: newTextbox(s, o)}
	i.box.changed = func() {
		if i.Changed != nil {
			i.Changed(i.box.Text())
		}
	}
	i.box.submitted = func() {
		if i.Submitted != nil {
			i.Submitted()
		}
	}
	i.box.escaped = func() bool {
		if i.Escaped != nil {
			i.Escaped()
		}
		return i.Escaped != nil
	}
	return i
}

// Object returns what shows the field.
func (i *Input) Object() fyne.CanvasObject { return i.box }

// Focusable returns what takes the focus.
func (i *Input) Focusable() fyne.Focusable { return i.box }

// Text returns the text.
func (i *Input) Text() string { return i.box.Text() }

// SetText replaces the text without calling Changed.
func (i *Input) SetText(s string) { i.box.SetText(s) }

// SetPlaceholder sets what shows while the field is empty.
func (i *Input) SetPlaceholder(s string) { i.box.SetPlaceholder(s) }

// SetFault marks the field as wrong, or as right again. Line and column (from
// 1) are underlined; 0 underlines nothing.
func (i *Input) SetFault(wrong bool, line, column int) {
	if !wrong {
		i.box.SetMark("", nil)
		return
	}
	var at *place
	if line > 0 && column > 0 {
		at = &place{line - 1, column - 1}
	}
	i.box.SetMark(theme.ColorNameError, at)
}

// NewToggle returns a box with a check and a text beside it that stands alone.
func NewToggle(s *Style, text string, on bool, changed func(on bool)) fyne.CanvasObject {
	t := newToggle(s, text, changed)
	t.set(on, false)
	return t
}
