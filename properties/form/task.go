package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/forms"
	"spiffmodeler/properties"
)

// TaskConfig is what a task's form is made with.
type TaskConfig struct {
	Style Style
	// Form is nil for a task without a form: its data are then edited as JSON.
	Form *forms.Form
	// Data is what the form begins with; it is not changed.
	Data map[string]any
	// Instructions are Markdown, with the values filled in already.
	Instructions string
	// Complete gets what was entered when it is without faults. Whole numbers
	// are int64, others float64.
	Complete func(data map[string]any)
	// Label is on the button; "Complete" when empty.
	Label string
}

// Task is the form of a user or manual task in a run: fields of a JSON schema,
// or JSON.
type Task struct {
	widget.BaseWidget
	config  TaskConfig
	owner   owner
	data    map[string]any
	tried   bool // the user pressed the button: what is missing is shown
	asJSON  bool
	items   []taskItem
	json    *control
	text    string // of the JSON editor
	problem *problemView
	submit  *button
	swap    *button
	body    *fyne.Container
	scroll  *container.Scroll
}

// taskItem is a control of the form, or what holds some.
type taskItem interface {
	canvasObject() fyne.CanvasObject
	commit() bool
	refresh()
}

// NewTask returns the form of a task.
func NewTask(c TaskConfig) *Task {
	t := &Task{config: c, data: map[string]any{}}
	for k, v := range c.Data {
		t.data[k] = v
	}
	if c.Form != nil {
		t.data = c.Form.Start(c.Data)
	}
	t.owner = owner{style: &t.config.Style, layout: t.relayout, reveal: func(o fyne.CanvasObject) { reveal(t.scroll, o) }, drafts: map[string]string{},
		wheel:  func(e *fyne.ScrollEvent) { t.scroll.Scrolled(e) },
		canvas: func() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(t) }}
	t.problem = newProblemView(&t.config.Style, nil)
	t.submit = newTextButton(&t.config.Style, either2(c.Label, "Complete"), primaryButton, t.complete)
	t.swap = newLink(&t.config.Style, "Edit as JSON", func() { t.ShowJSON(!t.asJSON) })
	t.body = container.New(stack{gap: rowGap})
	t.scroll = container.NewVScroll(container.New(padded{margin, 8, margin, 8}, t.body))
	t.ExtendBaseWidget(t)
	t.asJSON = c.Form == nil
	show(t.swap, c.Form != nil)
	t.build()
	return t
}

// Data returns what is entered now, and whether it is without faults.
func (t *Task) Data() (data map[string]any, ok bool) {
	ok = t.commit()
	if ok && t.config.Form != nil {
		ok = len(t.config.Form.Validate(t.data)) == 0
	}
	return t.data, ok
}

// ShowJSON changes between the fields and the data as JSON. Text that isn't
// JSON stays.
func (t *Task) ShowJSON(asJSON bool) {
	if asJSON == t.asJSON || t.config.Form == nil || !t.commit() {
		return
	}
	t.asJSON = asJSON
	t.build()
}

func (t *Task) build() {
	var rows []fyne.CanvasObject
	if t.config.Instructions != "" {
		text := widget.NewRichTextFromMarkdown(setTables(t.config.Instructions))
		text.Wrapping = fyne.TextWrapWord
		rows = append(rows, container.New(padded{left: -theme.InnerPadding(), top: -4, right: -theme.InnerPadding(), bottom: -4}, text))
	}
	t.items, t.json = nil, nil
	if t.asJSON {
		t.text = forms.FormatData(t.data)
		t.json = newControl(&t.owner, "json", info{label: "Data", editor: properties.JSON, labelled: true, tall: true, help: "{}"}, jsonSource{t})
		t.items = append(t.items, t.json)
		rows = append(rows, t.json.object)
	} else {
		if d := t.config.Form.Description; d != "" {
			rows = append(rows, newParagraph(d, t.config.Style.small()))
		}
		root := func() map[string]any { return t.data }
		t.items = t.fields("", t.config.Form.Fields, mapPlace{root, root})
		for _, x := range t.items {
			rows = append(rows, x.canvasObject())
		}
		if len(t.items) == 0 {
			rows = append(rows, newParagraph("There is nothing to fill in.", t.config.Style.small()))
		}
	}
	t.body.Objects = rows
	t.swap.text = "Edit as JSON"
	if t.asJSON {
		t.swap.text = "Edit as form"
	}
	t.swap.Refresh()
	t.relayout()
}

// fields makes the controls of the fields in an object of the data.
func (t *Task) fields(path string, list []forms.Field, at mapPlace) []taskItem {
	var out []taskItem
	for i := range list {
		f := &list[i]
		if f.Hidden {
			continue
		}
		out = append(out, t.field(path+f.Name, f, memberPlace{at, f.Name}))
	}
	return out
}

func (t *Task) field(path string, f *forms.Field, at valuePlace) taskItem {
	switch f.Kind {
	case forms.Object:
		return newTaskObject(t, path, f, at)
	case forms.Array:
		return newTaskArray(t, path, f, at)
	case forms.Choices:
		return newTaskChoices(t, path, f, at)
	}
	src := fieldSource{t: t, path: path, field: f, at: at}
	title := f.Title
	if f.Required && f.Kind != forms.Boolean {
		title += " *"
	}
	c := newControl(&t.owner, path, info{label: title, help: either2(f.Placeholder, either2(example(f), f.Description)), editor: editorOf(f), labelled: true}, src)
	if f.ReadOnly {
		c.lock()
	}
	return c
}

func example(f *forms.Field) string {
	return map[string]string{"date": "2030-01-31", "date-time": "2030-01-31T09:30:00Z", "time": "09:30", "email": "name@example.com", "uri": "https://example.com"}[f.Format]
}

func editorOf(f *forms.Field) properties.Editor {
	switch {
	case f.Kind == forms.Boolean:
		return properties.Toggle
	case f.Kind == forms.Choice:
		return properties.Select
	case f.Kind == forms.Any:
		return properties.JSON
	case f.Long:
		return properties.TextArea
	}
	return properties.Text
}

func (c *control) lock() {
	switch {
	case c.box != nil:
		c.box.options.locked = true
	case c.choice != nil:
		c.choice.off = true
	default:
		c.toggle.off = true
	}
}

func (t *Task) commit() bool {
	ok := true
	for _, x := range t.items {
		ok = x.commit() && ok
	}
	return ok
}

// complete hands over the data when nothing is wrong with them.
func (t *Task) complete() {
	t.tried = true
	ok := t.commit()
	for _, x := range t.items {
		x.refresh()
	}
	ok = t.recheck() && ok
	if !ok {
		t.enterFault(t.items)
		return
	}
	if t.config.Complete != nil {
		t.config.Complete(t.data)
	}
}

// recheck shows, once the user tried to complete the task, what is still wrong.
func (t *Task) recheck() bool {
	if !t.tried || t.config.Form == nil {
		return true
	}
	var list []properties.Problem
	for _, p := range t.config.Form.Validate(t.data) {
		list = append(list, properties.Problem{Severity: bpmn.Fault, Message: p.Title + ": " + p.Message})
	}
	if t.problem.set(list, false) {
		t.Refresh()
	}
	return len(list) == 0
}

// enterFault puts the caret into the first field with a problem.
func (t *Task) enterFault(list []taskItem) bool {
	for _, x := range list {
		switch x := x.(type) {
		case *control:
			if x.problem.isShown() {
				t.owner.focus(x.focusable())
				return true
			}
		case *taskObject:
			if t.enterFault(x.items) {
				return true
			}
		case *taskArray:
			if t.enterFault(x.items) {
				return true
			}
		}
	}
	return false
}

func (t *Task) relayout() {
	size := t.scroll.Size()
	if size.Width <= 0 {
		return
	}
	content := t.scroll.Content.(*fyne.Container)
	t.body.Layout.Layout(t.body.Objects, fyne.NewSize(size.Width-2*margin, 0))
	content.Resize(fyne.NewSize(size.Width, max(content.MinSize().Height, size.Height)))
	t.scroll.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (t *Task) CreateRenderer() fyne.WidgetRenderer {
	return &taskRenderer{t, newFrame(t.config.Style.line(), "", 0)}
}

type taskRenderer struct {
	t    *Task
	line *frame
}

const footHeight = 44

func (r *taskRenderer) MinSize() fyne.Size { return fyne.NewSize(220, 120) }

func (r *taskRenderer) Layout(size fyne.Size) {
	t := r.t
	foot := size.Height - footHeight
	problem := float32(0)
	if t.problem.isShown() {
		t.problem.object.Resize(fyne.NewSize(size.Width-2*margin, t.problem.object.MinSize().Height))
		problem = t.problem.object.MinSize().Height + 4
		t.problem.object.Resize(fyne.NewSize(size.Width-2*margin, problem))
		t.problem.object.Move(fyne.NewPos(margin, foot-problem))
	}
	t.scroll.Resize(fyne.NewSize(size.Width, max(0, foot-problem)))
	r.line.Move(fyne.NewPos(0, foot))
	r.line.Resize(fyne.NewSize(size.Width, hairline))
	m := t.submit.MinSize()
	t.submit.Resize(m)
	t.submit.Move(fyne.NewPos(margin, foot+whole((footHeight-m.Height)/2)))
	s := t.swap.MinSize()
	t.swap.Resize(s)
	t.swap.Move(fyne.NewPos(size.Width-margin-s.Width, foot+whole((footHeight-s.Height)/2)))
	t.relayout()
}

func (r *taskRenderer) Refresh() { r.Layout(r.t.Size()) }

func (r *taskRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.scroll, r.line, r.t.problem.object, r.t.submit, r.t.swap}
}

func (r *taskRenderer) Destroy() {}
