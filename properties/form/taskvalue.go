package form

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/forms"
	"spiffmodeler/properties"
)

// valuePlace is where a value stands in the data of a form.
type valuePlace interface {
	get() (any, bool)
	set(v any)
	remove()
}

// mapPlace is an object of the data; make makes it where it is missing.
type mapPlace struct {
	get  func() map[string]any
	make func() map[string]any
}

type memberPlace struct {
	in   mapPlace
	name string
}

func (p memberPlace) get() (any, bool) { v, ok := p.in.get()[p.name]; return v, ok }
func (p memberPlace) set(v any)        { p.in.make()[p.name] = v }
func (p memberPlace) remove()          { delete(p.in.get(), p.name) }

// itemPlace is an item of a list.
type itemPlace struct {
	list  func() []any
	index int
}

func (p itemPlace) get() (any, bool) {
	if l := p.list(); p.index < len(l) {
		return l[p.index], true
	}
	return nil, false
}

func (p itemPlace) set(v any) {
	if l := p.list(); p.index < len(l) {
		l[p.index] = v
	}
}

func (p itemPlace) remove() { p.set(nil) }

// fieldSource is the value of one field, as text.
type fieldSource struct {
	t     *Task
	path  string
	field *forms.Field
	at    valuePlace
}

func (s fieldSource) Value() (string, bool) {
	v, ok := s.at.get()
	if !ok || v == nil {
		return "", false
	}
	if s.field.Kind == forms.Choice {
		for i, o := range s.field.Options {
			if forms.Same(o.Value, v) {
				return strconv.Itoa(i), false
			}
		}
		return "", false
	}
	return textOf(v), false
}

// textOf is how a value stands in a text field.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return map[bool]string{true: "true"}[v]
	}
	return forms.FormatData(v)
}

// read turns text into a value of the field's kind; there is none for an empty
// text.
func (s fieldSource) read(text string) (v any, there bool, problem string) {
	if s.field.Kind == forms.Boolean {
		return text == "true", true, ""
	}
	if text == "" {
		return nil, false, ""
	}
	switch s.field.Kind {
	case forms.Integer, forms.Number:
		text = strings.TrimSpace(text)
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			v = i
		} else if f, err := strconv.ParseFloat(text, 64); err == nil {
			v = f
		} else {
			return nil, true, map[forms.Kind]string{forms.Integer: "A whole number, such as 12.", forms.Number: "A number, such as 12.5."}[s.field.Kind]
		}
	case forms.Choice:
		if i, err := strconv.Atoi(text); err == nil && i >= 0 && i < len(s.field.Options) {
			v = s.field.Options[i].Value
		}
	case forms.Any:
		data, err := forms.ParseValue(text)
		if err != nil {
			return nil, true, "Not JSON: " + err.Error() + "."
		}
		v = data
	default:
		v = text
	}
	return v, true, s.field.Check(v)
}

func (s fieldSource) Problems(text string) []properties.Problem {
	v, there, problem := s.read(text)
	if !there && s.field.Required && s.t.tried && v == nil {
		problem = "This is needed."
	}
	if problem == "" {
		return nil
	}
	return []properties.Problem{{Severity: bpmn.Fault, Message: problem}}
}

func (s fieldSource) Write(text string) error {
	if v, there, _ := s.read(text); there {
		s.at.set(v)
	} else {
		s.at.remove()
	}
	s.t.recheck()
	return nil
}

func (s fieldSource) Choices() []properties.Option {
	var out []properties.Option
	for i, o := range s.field.Options {
		out = append(out, properties.Option{Value: strconv.Itoa(i), Label: either2(o.Label, "(empty)"), Detail: " "})
	}
	return out
}

// jsonSource is the whole data as JSON.
type jsonSource struct{ t *Task }

func (s jsonSource) Value() (string, bool)        { return s.t.text, false }
func (s jsonSource) Choices() []properties.Option { return nil }

func (s jsonSource) Problems(text string) []properties.Problem {
	return properties.CheckData(text)
}

func (s jsonSource) Write(text string) error {
	s.t.text = text
	data, err := forms.ParseData(either2(strings.TrimSpace(text), "{}"))
	if err == nil {
		s.t.data = data
		s.t.recheck()
	}
	return err
}

// taskObject is the fields of a nested object under its title.
type taskObject struct {
	object *fyne.Container
	items  []taskItem
}

func newTaskObject(t *Task, path string, f *forms.Field, at valuePlace) *taskObject {
	inner := mapPlace{get: func() map[string]any {
		v, _ := at.get()
		m, _ := v.(map[string]any)
		return m
	}}
	inner.make = func() map[string]any {
		m := inner.get()
		if m == nil {
			m = map[string]any{}
			at.set(m)
		}
		return m
	}
	o := &taskObject{items: t.fields(path+"/", f.Fields, inner)}
	rows := []fyne.CanvasObject{}
	if f.Description != "" {
		rows = append(rows, newParagraph(f.Description, t.config.Style.small()))
	}
	for _, x := range o.items {
		rows = append(rows, x.canvasObject())
	}
	o.object = titled(&t.config.Style, f.Title, nil, container.New(stack{gap: rowGap}, rows...))
	return o
}

// titled puts a title over a part of the form, which a line at the left holds
// together.
func titled(style *Style, title string, more fyne.CanvasObject, content fyne.CanvasObject) *fyne.Container {
	head := []fyne.CanvasObject{newLine(title, style.small())}
	if more != nil {
		head = append(head, more)
	}
	return container.New(stack{gap: 4}, container.New(ends{gap: 4, height: 24}, head...),
		container.New(barred{}, newFrame(style.line(), "", 1), content))
}

func (o *taskObject) canvasObject() fyne.CanvasObject { return o.object }

func (o *taskObject) commit() bool {
	ok := true
	for _, x := range o.items {
		ok = x.commit() && ok
	}
	return ok
}

func (o *taskObject) refresh() {
	for _, x := range o.items {
		x.refresh()
	}
}

// taskArray is a list whose items can be added and deleted.
type taskArray struct {
	t      *Task
	path   string
	field  *forms.Field
	at     valuePlace
	object *fyne.Container
	body   *fyne.Container
	items  []taskItem
}

func newTaskArray(t *Task, path string, f *forms.Field, at valuePlace) *taskArray {
	a := &taskArray{t: t, path: path, field: f, at: at, body: container.New(stack{gap: rowGap})}
	a.object = titled(&t.config.Style, f.Title, newIconButton(&t.config.Style, "plus", "Add an item", 22, a.add), a.body)
	a.build()
	return a
}

func (a *taskArray) list() []any {
	v, _ := a.at.get()
	l, _ := v.([]any)
	return l
}

func (a *taskArray) build() {
	a.items, a.body.Objects = nil, nil
	for i := range a.list() {
		x := a.t.field(a.path+"/"+itoa(i), a.field.Item, itemPlace{a.list, i})
		switch x := x.(type) { // the title of the list is enough
		case *control:
			if x.toggle == nil {
				x.object.Objects = x.object.Objects[1:]
			}
		case *taskObject:
			x.object.Objects = x.object.Objects[1:]
		}
		a.items = append(a.items, x)
		remove := newIconButton(&a.t.config.Style, "dash", "Delete the item", 22, func() { a.delete(i) })
		a.body.Objects = append(a.body.Objects, container.New(ends{gap: 2, height: rowHeight}, x.canvasObject(), remove))
	}
	if len(a.items) == 0 {
		a.body.Objects = []fyne.CanvasObject{newParagraph("No items yet.", a.t.config.Style.small())}
	}
	a.t.relayout()
}

func (a *taskArray) add() {
	a.commit()
	v := a.field.Item.Default
	if v == nil {
		v = a.field.Item.Empty()
	}
	a.at.set(append(append([]any(nil), a.list()...), v))
	a.build()
	if c, ok := a.items[len(a.items)-1].(*control); ok {
		a.t.owner.focus(c.focusable())
	}
}

func (a *taskArray) delete(i int) {
	a.commit()
	l := a.list()
	a.at.set(append(append([]any(nil), l[:i]...), l[i+1:]...))
	for key := range a.t.owner.drafts { // their items have other numbers now
		if strings.HasPrefix(key, a.path+"/") {
			delete(a.t.owner.drafts, key)
		}
	}
	a.build()
}

func (a *taskArray) canvasObject() fyne.CanvasObject { return a.object }

func (a *taskArray) commit() bool {
	ok := true
	for _, x := range a.items {
		ok = x.commit() && ok
	}
	return ok
}

func (a *taskArray) refresh() {
	for _, x := range a.items {
		x.refresh()
	}
}

// taskChoices is a list of options of which several can be taken.
type taskChoices struct {
	object  *fyne.Container
	toggles []*toggle
	field   *forms.Field
	at      valuePlace
}

func newTaskChoices(t *Task, _ string, f *forms.Field, at valuePlace) *taskChoices {
	c := &taskChoices{field: f, at: at}
	var rows []fyne.CanvasObject
	for _, o := range f.Options {
		x := newToggle(&t.config.Style, o.Label, func(bool) { c.write() })
		x.off = f.ReadOnly
		c.toggles = append(c.toggles, x)
		rows = append(rows, x)
	}
	c.object = titled(&t.config.Style, f.Title, nil, container.New(stack{}, rows...))
	c.refresh()
	return c
}

func (c *taskChoices) write() {
	list := []any{}
	for i, x := range c.toggles {
		if x.on {
			list = append(list, c.field.Options[i].Value)
		}
	}
	c.at.set(list)
}

func (c *taskChoices) canvasObject() fyne.CanvasObject { return c.object }
func (c *taskChoices) commit() bool                    { return true }

func (c *taskChoices) refresh() {
	v, _ := c.at.get()
	list, _ := v.([]any)
	for i, x := range c.toggles {
		on := false
		for _, y := range list {
			on = on || forms.Same(y, c.field.Options[i].Value)
		}
		x.set(on, false)
	}
}
