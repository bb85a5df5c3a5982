package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// question is something that the person must decide before going on.
type question struct {
	title   string
	message string
	choices []choice // the first stands at the right
}

// choice is an answer. The safe one, which loses nothing, has the focus. Esc
// means the one that does nothing.
type choice struct {
	label  string
	safe   bool
	danger bool
	do     func()
}

// ask shows a question in the middle of the window.
func (a *App) ask(q question) {
	var p *popup
	row := container.New(&rowLayout{gap: 2 * unit}, newSpring())
	var focus *button
	for i := len(q.choices) - 1; i >= 0; i-- {
		c := q.choices[i]
		kind := plainButton
		if c.safe {
			kind = primaryButton
		}
		b := newTextButton(c.label, kind, func() {
			p.Close()
			if c.do != nil {
				c.do()
			}
		})
		if c.danger {
			b.color = colorDanger
		}
		if c.safe {
			focus = b
		}
		b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
		row.Add(b)
	}
	p = a.showPopup(q.title, newParagraph(q.message, bodyText), row, 420)
	if focus != nil {
		a.win.Canvas().Focus(focus)
	}
}

// say tells of a failure that the person must know before going on.
func (a *App) say(title, message string) {
	a.ask(question{title: title, message: message, choices: []choice{{label: "Close", safe: true}}})
}

// popup is a panel in the middle of the window that keeps input to itself.
type popup struct {
	a      *App
	modal  *widget.PopUp
	cancel func()
	closed bool
}

// showPopup shows a title, a body and a row of buttons, of a width.
func (a *App) showPopup(title string, body, buttons fyne.CanvasObject, width float32) *popup {
	p := &popup{a: a}
	parts := container.New(&columnLayout{gap: 3 * unit})
	if title != "" {
		parts.Add(newText(title, role{size: 15, color: colorText, style: fyne.TextStyle{Bold: true}}))
	}
	parts.Add(body)
	if buttons != nil {
		parts.Add(buttons)
	}
	content := container.New(&fixedWidth{width - 8*unit}, parts)
	p.modal = widget.NewModalPopUp(padded(content, 4*unit, 4*unit, 4*unit, 4*unit), a.win.Canvas())
	a.popups = append(a.popups, p)
	p.modal.Show()
	// Wrapped text knows its height only now that it has a width.
	p.modal.Resize(p.modal.MinSize())
	return p
}

// Close takes the panel away; the focus goes back to where it was.
func (p *popup) Close() {
	if p.closed {
		return
	}
	p.closed = true
	for i, x := range p.a.popups {
		if x == p {
			p.a.popups = append(p.a.popups[:i:i], p.a.popups[i+1:]...)
			break
		}
	}
	p.modal.Hide()
}

func (p *popup) key(e *fyne.KeyEvent) {
	if e.Name != fyne.KeyEscape || p.closed {
		return
	}
	if p.cancel != nil {
		p.cancel()
		return
	}
	p.Close()
}

// showWaiting covers the window while something outside it waits for the
// person. Esc and the button call cancel.
func (a *App) showWaiting(message string, cancel func()) (hide func()) {
	var p *popup
	b := newTextButton("Cancel", plainButton, cancel)
	b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	row := container.New(&rowLayout{gap: 2 * unit}, newSpring(), b)
	p = a.showPopup("", newText(message, bodyText), row, 300)
	p.cancel = cancel
	a.win.Canvas().Focus(b)
	return p.Close
}

// fixedWidth gives its one object a width.
type fixedWidth struct{ width float32 }

func (l *fixedWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, o[0].MinSize().Height)
}

func (l *fixedWidth) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(l.width, size.Height))
}
