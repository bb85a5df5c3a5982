package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/forms"
	"spiffmodeler/properties/form"
	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/template"
)

// The pages of a task.
const (
	formPage = iota
	callPage
	errorPage
	dataPage
)

// taskDetail shows the selected task: the form of a person, the call of a
// service, an error, and the data.
type taskDetail struct {
	v      *runView
	object *fyne.Container
	title  *text
	state  *text
	pages  *segments
	stack  *fyne.Container
	none   fyne.CanvasObject
	body   *fyne.Container
	data   *dataRows

	task    runner.TaskID
	key     string // what the form, call or error page was made for
	content [4]*fyne.Container
}

func newTaskDetail(v *runView) *taskDetail {
	d := &taskDetail{v: v, title: newText("", strongText), state: newLabel("", smallText), data: newDataRows(v.a.host)}
	d.stack = container.NewStack()
	for i := range d.content {
		d.content[i] = container.NewStack()
		d.content[i].Hide()
		d.stack.Add(d.content[i])
	}
	d.content[dataPage].Objects = []fyne.CanvasObject{d.data.object}
	d.content[dataPage].Show()
	d.pages = newSegments(v.a.host, []string{"Form", "Call", "Error", "Data"}, func(i int) {
		for j, c := range d.content {
			show(c, j == i)
		}
	})
	d.pages.Select(dataPage)
	head := container.New(&detailHead{}, d.title, d.state, d.pages.object)
	d.body = container.New(&topLayout{}, head, d.stack)
	d.none = emptyHint(newText("Select a task to see its data.", bodyText.in(colorSecondary)))
	d.object = container.NewStack(d.none, d.body)
	d.body.Hide()
	return d
}

// Show shows a task of a run.
func (d *taskDetail) Show(r *run, id runner.TaskID) {
	var row runner.Row
	ok := false
	if r != nil && r.view != nil {
		row, ok = r.view.Row(id)
	}
	show(d.none, !ok)
	show(d.body, ok)
	if !ok {
		d.task, d.key = 0, ""
		return
	}
	d.title.Set(row.Name)
	d.state.SetRole(smallText.in(stateLooks[row.State].color))
	d.state.Set(row.State.String())
	wait, question, failure := waitOf(r.view, id), r.view.Asked, r.view.Failure
	if question != nil && question.Task != id {
		question = nil
	}
	if failure != nil && failure.Task != id {
		failure = nil
	}
	has := [4]bool{wait != nil, question != nil, failure != nil, true}
	first := dataPage
	for i := range has {
		if has[i] {
			first = i
			break
		}
	}
	// While a run goes on it is asked for nothing: questions would queue up
	// behind it.
	busy := r.isRunning()
	key := fmt.Sprint(id, r.view.Done, row.State, has)
	if busy {
		key = fmt.Sprint(id, "running")
	}
	if d.task != id || d.key != key {
		d.task, d.key = id, key
		d.content[formPage].Objects, d.content[callPage].Objects, d.content[errorPage].Objects = nil, nil, nil
		switch {
		case question != nil:
			d.content[callPage].Objects = []fyne.CanvasObject{d.callPage(r, question)}
		case failure != nil:
			d.content[errorPage].Objects = []fyne.CanvasObject{d.errorPage(r, failure)}
		}
		d.pages.Show(func(i int) bool { return has[i] })
		d.pages.Select(first)
		if !busy {
			d.load(r, id, row.Type, wait)
		}
		d.stack.Refresh()
	}
	d.object.Refresh()
}

func waitOf(v *runner.View, id runner.TaskID) *runner.Wait {
	for i := range v.Waits {
		if w := &v.Waits[i]; w.Task == id && w.Kind == runner.WaitPerson {
			return w
		}
	}
	return nil
}

// dataMax is how much of a task's data is shown, in bytes.
const dataMax = 1 << 20

// load asks the run for the data of a task; they come when the run has time.
func (d *taskDetail) load(r *run, id runner.TaskID, kind string, wait *runner.Wait) {
	key, folder := d.key, r.t.folder()
	r.session.Ask(func(in *runner.Instance) {
		t, ok := in.Task(id)
		if !ok {
			return
		}
		data := t.Data()
		text, err := python.ToJSON(data)
		if err != nil { // values that JSON doesn't have
			text = python.TraceJSON(data)
		}
		var p personForm
		if wait != nil {
			p.instructions = render(wait.Form.Instructions, data)
			p.form, p.err = loadForm(folder, wait.Form, data)
		}
		d.v.a.jobs.do(func() {
			if d.key != key || r.closed {
				return
			}
			d.data.Set(text)
			if wait != nil {
				d.content[formPage].Objects = []fyne.CanvasObject{d.formPage(r, wait, kind, p, text)}
				d.stack.Refresh()
			}
		})
	})
}

// renderTime bounds the rendering of instructions.
const renderTime = 2 * time.Second

// render fills the data of a task into its instructions. Where that fails the
// person reads the text as it stands in the model, and why.
func render(instructions string, data *python.Dict) string {
	ctx, cancel := context.WithTimeout(context.Background(), renderTime)
	defer cancel()
	text, err := template.Render(ctx, instructions, data, python.Limits{})
	if err != nil {
		return instructions + "\n\n*The instructions can't be filled in: " + err.Error() + "*"
	}
	return text
}

// personForm is what a person is shown, with the data of the task filled in.
type personForm struct {
	instructions string
	form         *forms.Form // nil without one
	err          error
}

// formPage is what a person fills in to complete a task.
func (d *taskDetail) formPage(r *run, w *runner.Wait, kind string, p personForm, data []byte) fyne.CanvasObject {
	c := form.TaskConfig{Style: d.v.a.formStyle(), Instructions: p.instructions,
		Complete: func(data map[string]any) { r.complete(w.Task, forms.FormatData(data)) }}
	all, _ := forms.ParseData(string(data)) // data of a task are an object always
	switch {
	case p.err != nil:
		c.Instructions = strings.TrimSpace(c.Instructions + "\n\n*" + sentence(p.err.Error()) + " Enter the data as JSON.*")
	case p.form != nil:
		c.Form = p.form
		c.Data = prefill(p.form, w.Form.Variable, all)
	case kind == "ManualTask" || kind == "NoneTask": // nothing is entered there
		c.Form = &forms.Form{}
	}
	return form.NewTask(c)
}

// loadForm reads the form that a task names and fills the task's data into it,
// as SpiffArena does; nil when it names none.
func loadForm(folder string, f *runner.Form, data *python.Dict) (*forms.Form, error) {
	if f.Schema == "" {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), renderTime)
	defer cancel()
	schema, err := filled(ctx, folder, f.Schema, data, template.RenderSchema)
	if err != nil || f.UI == "" {
		if err != nil {
			return nil, err
		}
		return forms.Parse(schema, nil)
	}
	ui, err := filled(ctx, folder, f.UI, data, template.RenderUISchema)
	if err != nil {
		return nil, err
	}
	return forms.Parse(schema, ui)
}

// filled reads a file of a form and renders it with the data of the task.
func filled(ctx context.Context, folder, name string, data *python.Dict,
	render func(context.Context, string, *python.Dict, python.Limits) (string, error)) ([]byte, error) {
	raw, err := readBeside(folder, name)
	if err != nil {
		return nil, err
	}
	text, err := render(ctx, string(raw), data, python.Limits{})
	if err != nil {
		return nil, fmt.Errorf("%s can't be filled in: %w", name, err)
	}
	return []byte(text), nil
}

// prefill returns the values that the fields of a form begin with: those of the
// task's variable, else the task's own.
func prefill(f *forms.Form, variable string, data map[string]any) map[string]any {
	if inner, ok := data[variable].(map[string]any); ok {
		data = inner
	}
	out := map[string]any{}
	for _, field := range f.Fields {
		if v, ok := data[field.Name]; ok {
			out[field.Name] = v
		}
	}
	return out
}

// callPage shows what a service task asks for, and takes the answer.
func (d *taskDetail) callPage(r *run, q *runner.Question) fyne.CanvasObject {
	a := d.v.a
	rows := container.New(&columnLayout{gap: unit})
	rows.Add(container.New(&paramLayout{}, newText("Operator", smallText), newText(q.Operator, codeText)))
	for _, p := range q.Params {
		name := p.ID
		if p.Type != "" {
			name += " : " + p.Type
		}
		rows.Add(container.New(&paramLayout{}, newText(name, smallText), newText(p.Value, codeText)))
	}
	field := newJSONField(a)
	field.input.Escaped = func() { r.t.focus() }
	last, known := r.answers[q.Operator]
	if !known {
		last = "{}"
	}
	field.input.SetText(last)
	answer := newTextButton("Answer", primaryButton, func() {
		if field.check() {
			r.answer(q, field.input.Text())
		}
	})
	field.input.Submitted = answer.press
	fail := newTextButton("Let It Fail", plainButton, func() { r.answerError(q, "the service failed") })
	for _, b := range []*button{answer, fail} {
		b.host = a.host
	}
	label := "Response, as JSON"
	if q.Result != "" {
		label += ", kept in the variable " + q.Result
	}
	foot := container.New(&rowLayout{gap: 2 * unit}, answer, fail)
	top := container.New(&columnLayout{gap: 2 * unit}, rows, newText(label, smallText))
	return padded(container.New(&middleLayout{}, top, field.object, foot), 2*unit, 3*unit, 2*unit, 3*unit)
}

// errorPage shows what went wrong and where.
func (d *taskDetail) errorPage(r *run, f *runner.Report) fyne.CanvasObject {
	a := d.v.a
	parts := container.New(&columnLayout{gap: 2 * unit}, newParagraph(failureWords(f), bodyText.in(colorDanger)))
	if f.Source != "" || f.Line > 0 {
		where := "In the script"
		if f.Line > 0 {
			where = fmt.Sprintf("Line %d", f.Line)
		}
		line := newLabel(where, smallText)
		parts.Add(container.New(&paramLayout{width: line.MinSize().Width + 4*unit}, line, newText(strings.TrimSpace(f.Source), codeText)))
	}
	for _, t := range f.Trace {
		parts.Add(newText(t, smallText))
	}
	to := newTextButton("Go to Element", plainButton, func() {
		a.goToPlace(f.Place)
	})
	back := newTextButton("Step Back", plainButton, func() { a.do("back") })
	reset := newTextButton("Reset to This Task", plainButton, func() { r.reset(f.Task) })
	again := newTextButton("Restart", plainButton, func() { a.do("restart") })
	for _, b := range []*button{to, back, reset, again} {
		b.host = a.host
	}
	parts.Add(container.New(&rowLayout{gap: 2 * unit}, to, back, reset, again))
	return container.NewVScroll(padded(parts, 2*unit, 3*unit, 2*unit, 3*unit))
}

// failureWords are the engine's, which sets them tightly, as a sentence: it
// writes "NameError:name 'x' is not defined.  Did you mean 'y'?".
func failureWords(f *runner.Report) string {
	words := f.Message
	if f.Type != "" {
		words = f.Type + ": " + strings.TrimLeft(strings.TrimPrefix(words, f.Type), ": ")
	}
	return sentence(strings.Join(strings.Fields(words), " "))
}

// detailHead: title, state beside it, pages at the right.
type detailHead struct{}

func (detailHead) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, rowHeight+2*unit) }

func (detailHead) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[2].MinSize()
	o[2].Resize(m)
	o[2].Move(fyne.NewPos(size.Width-m.Width-unit, (size.Height-m.Height)/2))
	room := size.Width - m.Width - 6*unit
	s := min(o[1].MinSize().Width, room*0.4)
	w := min(o[0].(*text).full(), room-s-2*unit)
	o[0].Resize(fyne.NewSize(max(0, w), size.Height))
	o[0].Move(fyne.NewPos(3*unit, 0))
	o[1].Resize(fyne.NewSize(s, size.Height))
	o[1].Move(fyne.NewPos(3*unit+w+2*unit, 0))
}

// paramLayout: a name, and its value in the rest.
type paramLayout struct{ width float32 } // of the name; 0 for the width that names of parameters take

func (paramLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 5*unit) }

func (l paramLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := l.width
	if w == 0 {
		w = min(140, size.Width*0.35)
	}
	o[0].Resize(fyne.NewSize(w-2*unit, size.Height))
	o[1].Resize(fyne.NewSize(size.Width-w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
}

// middleLayout gives the second object what the first and third leave.
type middleLayout struct{}

func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 80) }

func (middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	foot := o[2].MinSize().Height
	top := min(o[0].MinSize().Height, max(0, size.Height-foot-60))
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(0, top+unit))
	o[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-top-foot-3*unit)))
	o[2].Move(fyne.NewPos(0, size.Height-foot))
	o[2].Resize(fyne.NewSize(size.Width, foot))
}
