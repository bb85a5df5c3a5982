package form

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
)

// source is where the value of a field comes from and goes to. A
// properties.Bound is one.
type source interface {
	Value() (value string, mixed bool)
	Problems(value string) []properties.Problem
	Write(value string) error
	Choices() []properties.Option
}

// info is what a control needs to know of its field.
type info struct {
	label, help string
	editor      properties.Editor
	labelled    bool // the label stands above; else it is only what an empty field shows
	options     bool // there are options beside a free text
	tall        bool // code has the room of an editor from the start
	actions     []properties.Action
}

// owner is what a control asks the panel around it.
type owner struct {
	style  *Style
	layout func()                  // a height changed
	reveal func(fyne.CanvasObject) // scroll into view
	canvas func() fyne.Canvas      // of the window; nil while there is none
	wheel  func(*fyne.ScrollEvent) // turn of the wheel that a field doesn't want
	act    func(properties.ActionName)
	can    func(properties.ActionName) bool
	// drafts are texts that could not be written, by the key of the control:
	// who comes back to the element finds them again.
	drafts map[string]string
}

// focus puts the caret into a field. The window doesn't know fields that it has
// not painted yet, so it is the panel that knows the window.
func (o *owner) focus(f fyne.Focusable) {
	if c := o.canvas(); c != nil {
		c.Focus(f)
	}
}

// checkDelay is the pause in typing after which a value is checked.
const checkDelay = 350 * time.Millisecond

// control is one field with its label and what is wrong with it.
type control struct {
	o    *owner
	key  string
	info info
	src  source

	object  *fyne.Container
	box     *textbox
	toggle  *toggle
	choice  *choice
	problem *problemView

	stored string // the value as it is in the document
	dirty  bool   // the user changed the text and it is not written yet
	cancel func() // takes back the check that is to come
}

func newControl(o *owner, key string, i info, src source) *control {
	c := &control{o: o, key: key, info: i, src: src}
	var editor fyne.CanvasObject
	switch i.editor {
	case properties.Toggle:
		c.toggle = newToggle(o.style, i.label, func(on bool) { c.writeNow(map[bool]string{true: "true"}[on]) })
		editor = c.toggle
	case properties.Select:
		c.choice = newChoice(o.style, src.Choices, c.writeNow)
		c.choice.clearable = true
		editor = c.choice
	default:
		editor = c.newBox()
	}
	c.problem = newProblemView(o.style, c.takeFix)
	rows := []fyne.CanvasObject{editor, c.problem.object}
	if i.labelled && c.toggle == nil {
		rows = append([]fyne.CanvasObject{c.labelRow()}, rows...)
	}
	if c.toggle != nil && i.help != "" {
		rows = append(rows, container.New(padded{left: boxSize + 8}, newParagraph(i.help, o.style.small())))
	}
	c.object = container.New(stack{}, rows...)
	c.refresh()
	return c
}

func (c *control) labelRow() fyne.CanvasObject {
	row := []fyne.CanvasObject{newHint(c.o.style, newLine(c.info.label, c.o.style.small()), c.info.help)}
	row = append(row, c.o.links(c.info.actions, func() { c.commit() })...)
	return container.New(ends{gap: 4, height: labelHeight}, row...)
}

// links are the actions of a field that the surroundings can do.
func (o *owner) links(actions []properties.Action, before func()) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, a := range actions {
		if o.can != nil && o.can(a.Name) {
			out = append(out, newLink(o.style, a.Label, func() { before(); o.act(a.Name) }))
		}
	}
	return out
}

// boxes are the kinds of text fields.
var boxes = map[properties.Editor]textOptions{
	properties.Text:       {},
	properties.Reference:  {},
	properties.Label:      {wrap: true, maxRows: 4},
	properties.TextArea:   {lines: true, wrap: true, minRows: 3, maxRows: 12},
	properties.Markdown:   {lines: true, wrap: true, minRows: 4, maxRows: 16, language: Markdown},
	properties.Script:     {code: true, lines: true, minRows: 4, maxRows: 16, numbers: true, language: Python, comment: "#"},
	properties.Expression: {code: true, wrap: true, maxRows: 8, language: Python},
	properties.JSON:       {code: true, lines: true, minRows: 3, maxRows: 12, language: JSON},
}

func (c *control) newBox() fyne.CanvasObject {
	options := boxes[c.info.editor]
	if c.info.tall {
		options.minRows, options.maxRows = 10, 24
	}
	b := newTextbox(c.o.style, options)
	c.box = b
	b.changed = c.typed
	b.submitted = func() { c.commit() }
	b.escaped = c.restore
	b.grown = c.o.layout
	b.wheel = c.o.wheel
	b.focus = func(gained bool) {
		if gained {
			c.o.reveal(b)
		} else {
			c.commit()
		}
	}
	if !c.info.options {
		return b
	}
	b.suffix = 22
	b.open = func() {
		openOptions(c.o.style, b, c.src.Choices(), c.box.Text(), func(o properties.Option) {
			c.box.SetText(o.Value)
			c.box.moveTo(c.box.buf.end(), false)
			c.typed()
			c.commit()
		})
	}
	chevron := newIconButton(c.o.style, "down", "", rowHeight-6, b.open)
	chevron.mouseOnly = true // Down opens the options too
	return container.New(suffixed{}, b, chevron)
}

// refresh takes the value from the document, unless the user is changing it.
func (c *control) refresh() {
	value, mixed := c.src.Value()
	c.stored = value
	switch {
	case c.toggle != nil:
		c.toggle.set(value == "true", mixed)
		return
	case c.choice != nil:
		c.choice.placeholder = either2(c.info.help, "Choose one")
		if mixed {
			c.choice.placeholder = different
		}
		c.choice.set(value)
		c.check(value)
		return
	}
	placeholder := c.info.help
	if !c.info.labelled {
		placeholder = either2(c.info.help, c.info.label)
	}
	if mixed {
		placeholder = different
	}
	c.box.SetPlaceholder(placeholder)
	if c.dirty {
		return
	}
	if draft, ok := c.o.drafts[c.key]; ok {
		c.box.SetText(draft)
		c.dirty = true
		c.check(draft)
		return
	}
	c.box.SetText(value)
	c.check(value)
}

const different = "Different values"

// typed follows what the user does to the text.
func (c *control) typed() {
	c.dirty = c.box.Text() != c.stored
	if !c.dirty {
		delete(c.o.drafts, c.key)
	}
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
	if c.problem.isShown() {
		c.check(c.box.Text())
		return
	}
	c.cancel = c.o.style.after(checkDelay, func() {
		c.cancel = nil
		c.check(c.box.Text())
	})
}

// check shows what is wrong with a value.
func (c *control) check(value string) {
	list := c.src.Problems(value)
	c.show(list, value)
}

func (c *control) show(list []properties.Problem, value string) {
	mark := fyne.ThemeColorName("")
	var at *place
	if len(list) > 0 {
		p := list[0]
		mark = colorOfSeverity(p.Severity)
		if p.Line > 0 && p.Column > 0 && c.box != nil {
			at = &place{p.Line - 1, p.Column - 1}
		}
	}
	if c.box != nil {
		c.box.SetMark(mark, at)
	}
	if c.choice != nil {
		c.choice.mark = mark
		c.choice.paint()
	}
	if c.problem.set(list, strings.Contains(value, "\n")) {
		c.o.layout()
	}
}

func colorOfSeverity(s bpmn.Severity) fyne.ThemeColorName {
	if s == bpmn.Fault {
		return theme.ColorNameError
	}
	return theme.ColorNameWarning
}

// commit writes what the user typed. It reports false when the value can't be
// written; it then stays in the field, marked.
func (c *control) commit() bool {
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
	if c.box == nil || !c.dirty {
		return true
	}
	value := c.box.Text()
	list := c.src.Problems(value)
	if properties.HasFault(list) && !c.info.editor.KeepsFaults() {
		c.o.drafts[c.key] = value
		c.show(list, value)
		return false
	}
	c.dirty = false
	delete(c.o.drafts, c.key)
	if err := c.src.Write(value); err != nil {
		c.dirty = true
		c.o.drafts[c.key] = value
		c.show([]properties.Problem{{Severity: bpmn.Fault, Message: err.Error()}}, value)
		return false
	}
	c.refresh()
	return true
}

// writeNow writes a value that needs no typing.
func (c *control) writeNow(value string) {
	if err := c.src.Write(value); err != nil {
		c.refresh()
		c.show([]properties.Problem{{Severity: bpmn.Fault, Message: err.Error()}}, value)
	}
}

// restore gives back the value of the document. It reports whether the text
// was another one. Ctrl+Z brings that back.
func (c *control) restore() bool {
	delete(c.o.drafts, c.key)
	if !c.dirty {
		return false
	}
	c.box.SelectAll()
	c.box.buf.insert(c.stored, otherChange)
	c.box.edited()
	c.dirty = false
	c.check(c.stored)
	return true
}

// takeFix puts a better value in the place of a faulty one and writes it.
func (c *control) takeFix(f properties.Fix) {
	if c.box == nil {
		return
	}
	c.box.SelectAll()
	c.box.buf.insert(f.Value, otherChange)
	c.box.edited()
	c.commit()
}

// focusable returns the part that takes the keyboard.
func (c *control) focusable() fyne.Focusable {
	switch {
	case c.toggle != nil:
		return c.toggle
	case c.choice != nil:
		return c.choice
	}
	return c.box
}

// problemView is the line under a field that says what is wrong.
type problemView struct {
	object  *fyne.Container
	message *paragraph
	fix     *button
	take    func(properties.Fix)
	style   *Style
}

func newProblemView(style *Style, take func(properties.Fix)) *problemView {
	p := &problemView{take: take, style: style, message: newParagraph("", style.small())}
	p.fix = newLink(style, "", nil)
	p.fix.Hide()
	p.object = container.New(padded{top: 3, bottom: 1}, container.New(ends{gap: 6}, p.message, p.fix))
	p.object.Hide()
	return p
}

func (p *problemView) isShown() bool { return p.object.Visible() }

// set shows the first problem; it reports whether that changed anything.
func (p *problemView) set(list []properties.Problem, lines bool) bool {
	if len(list) == 0 {
		was := p.isShown()
		p.object.Hide()
		p.message.text = ""
		return was
	}
	first := list[0]
	text := first.Message
	switch {
	case lines && first.Line > 0 && first.Column > 0:
		text = fmt.Sprintf("Line %d, column %d: %s", first.Line, first.Column, text)
	case lines && first.Line > 0:
		text = fmt.Sprintf("Line %d: %s", first.Line, text)
	case first.Column > 0:
		text = fmt.Sprintf("Column %d: %s", first.Column, text)
	}
	if p.isShown() && p.message.text == text && p.fix.Visible() == (first.Fix != nil) {
		if first.Fix != nil {
			p.fix.tap = func() { p.take(*first.Fix) }
		}
		return false
	}
	p.message.set(text, p.style.small().in(colorOfSeverity(first.Severity)))
	if first.Fix != nil {
		p.fix.text = first.Fix.Label
		p.fix.tap = func() { p.take(*first.Fix) }
		p.fix.Show()
		p.fix.Refresh()
	} else {
		p.fix.Hide()
	}
	p.object.Show()
	return true
}

// suffixed lays a small button over the right end of a field.
type suffixed struct{}

func (suffixed) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (suffixed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size)
	m := o[1].MinSize()
	o[1].Resize(m)
	o[1].Move(fyne.NewPos(size.Width-m.Width-2, whole((rowHeight-m.Height)/2)))
}
