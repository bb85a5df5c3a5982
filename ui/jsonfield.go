package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/forms"
	"spiffmodeler/properties/form"
)

// askPayload asks for a JSON value to send along.
func (a *App) askPayload(title string, send func(payload string)) {
	field := newJSONField(a)
	field.input.SetText("{}")
	var p *popup
	ok := newTextButton("Send", primaryButton, func() {
		if field.check() {
			p.Close()
			send(field.input.Text())
		}
	})
	no := newTextButton("Cancel", plainButton, func() { p.Close() })
	for _, b := range []*button{ok, no} {
		b.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	}
	body := container.New(&columnLayout{gap: unit}, newText("Payload, as JSON", smallText), container.New(&fixedTall{140}, field.object))
	p = a.showPopup(title, body, container.New(&rowLayout{gap: 2 * unit}, newSpring(), no, ok), 460)
	field.input.Escaped = p.Close
	field.input.Submitted = ok.press
	a.win.Canvas().Focus(field.input.Focusable())
}

// fixedTall gives its one object a height.
type fixedTall struct{ height float32 }

func (l *fixedTall) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, l.height)
}

func (l *fixedTall) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, l.height))
}

// jsonField is a small field for a JSON value, with what is wrong below it.
type jsonField struct {
	object *fyne.Container
	input  *form.Input
	fault  *text
}

func newJSONField(a *App) *jsonField {
	f := &jsonField{fault: newText("", smallText.in(colorDanger)), input: form.NewCodeInput(a.fieldStyle(), form.JSON)}
	f.input.Changed = func(string) { f.setFault("") }
	f.fault.Hide()
	f.object = container.New(&footLayout{}, f.input.Object(), f.fault)
	return f
}

// check says below the field what is wrong, and reports whether nothing is.
func (f *jsonField) check() bool {
	_, err := forms.ParseValue(f.input.Text())
	if err != nil {
		f.setFault(sentence(err.Error()))
	} else {
		f.setFault("")
	}
	return err == nil
}

// checkObject is check for a JSON object.
func (f *jsonField) checkObject() bool {
	if !f.check() {
		return false
	}
	_, err := forms.ParseData(f.input.Text())
	if err != nil {
		f.setFault(sentence(err.Error()))
	}
	return err == nil
}

func (f *jsonField) setFault(s string) {
	f.fault.Set(s)
	f.input.SetFault(s != "", 0, 0)
	if f.fault.Visible() != (s != "") {
		show(f.fault, s != "")
		f.object.Refresh()
	}
}

// footLayout gives its second object, if it shows, the height that it asks for
// at the foot, and the first the rest.
type footLayout struct{}

func (footLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	if o[1].Visible() {
		m.Height += o[1].MinSize().Height + unit
	}
	return m
}

func (footLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := float32(0)
	if o[1].Visible() {
		h = o[1].MinSize().Height + unit
		o[1].Resize(fyne.NewSize(size.Width, h-unit))
		o[1].Move(fyne.NewPos(0, size.Height-h+unit))
	}
	o[0].Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
}
