package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties/form"
	"spiffmodeler/runner"
	"spiffmodeler/runner/query"
)

// filterField is a field for a predicate over tasks; what is wrong with it
// stands below.
type filterField struct {
	widget.BaseWidget
	input   *form.Input
	fault   *text
	object  *fyne.Container
	filter  *query.Filter // nil: all
	changed func()
}

func newFilterField(a *App, changed func()) *filterField {
	f := &filterField{input: form.NewLineInput(a.fieldStyle()), fault: newText("", smallText.in(colorDanger)), changed: changed}
	f.input.SetPlaceholder(`state == "READY" and lane == "Finance"`)
	f.input.Changed = f.set
	f.input.Escaped = func() { f.input.SetText(""); f.set("") }
	f.fault.Hide()
	f.object = container.New(&footLayout{}, f.input.Object(), f.fault)
	f.ExtendBaseWidget(f)
	return f
}

func (f *filterField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.object) }

func (f *filterField) set(s string) {
	q, err := query.Tasks(s)
	if err != nil {
		f.fault.Set(sentence(err.Error()))
		var at *query.Error
		if errors.As(err, &at) {
			f.input.SetFault(true, at.Line, at.Column)
		}
	} else {
		f.input.SetFault(false, 0, 0)
		f.filter = q
		f.changed()
	}
	show(f.fault, err != nil)
	f.object.Refresh()
}

// keep reports whether the filter lets a task through.
func (f *filterField) keep(r runner.Row) bool {
	return f.filter.Match(query.Task{Name: r.Name, ID: r.Element, Type: r.Type, State: r.State.String(), Lane: r.Lane,
		Process: r.Process, Path: r.Path, Instance: r.Instance, Manual: r.Manual})
}
