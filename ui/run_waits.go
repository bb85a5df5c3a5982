package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/runner"
)

// waitList lists what a run waits for, with what can be done about it.
type waitList struct {
	v      *runView
	object *fyne.Container
	list   *keyList
	none   *text
	r      *run
	waits  []runner.Wait
}

func newWaitList(v *runView) *waitList {
	l := &waitList{v: v, none: newText("The run waits for nothing.", bodyText.in(colorSecondary))}
	l.list = newKeyList(v.a.host,
		func() int { return len(l.waits) },
		func() fyne.CanvasObject { return newWaitRow(l) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(l.waits) {
				o.(*waitRow).set(l.waits[i])
			}
		})
	l.list.OnSelected = func(i widget.ListItemID) {
		if i < len(l.waits) {
			v.choose(l.waits[i].Task, true)
		}
	}
	l.object = container.NewStack(emptyHint(l.none), l.list)
	return l
}

// Set shows what a run waits for.
func (l *waitList) Set(r *run) {
	l.r, l.waits = r, r.view.Waits
	show(l.list, len(l.waits) > 0)
	show(l.object.Objects[0], len(l.waits) == 0)
	l.list.Refresh()
}

// describeWait says what is waited for.
func describeWait(w runner.Wait) string {
	name := func(what string) string {
		if w.Event == "" {
			return what
		}
		return fmt.Sprintf("%s “%s”", what, w.Event)
	}
	switch w.Kind {
	case runner.WaitPerson:
		if w.Lane != "" {
			return "a person in " + w.Lane
		}
		return "a person"
	case runner.WaitMessage:
		return name("the message")
	case runner.WaitSignal:
		return name("the signal")
	case runner.WaitTimer:
		if w.Due.IsZero() {
			return "a timer"
		}
		return "the time " + w.Due.Format(time.DateTime)
	case runner.WaitCondition:
		return "a condition"
	}
	return name("an event")
}

// act does what the button of a row says.
func (l *waitList) act(w runner.Wait) {
	a := l.v.a
	switch w.Kind {
	case runner.WaitPerson:
		l.v.choose(w.Task, true)
	case runner.WaitMessage:
		a.askPayload("Send the message “"+w.Event+"”", func(payload string) { l.r.sendMessage(w.Event, payload) })
	case runner.WaitSignal:
		a.askPayload("Send the signal “"+w.Event+"”", func(payload string) { l.r.sendSignal(w.Event, payload) })
	case runner.WaitTimer:
		l.r.advance(w.Due)
	}
}

var waitLooks = map[runner.WaitKind]struct{ icon, button string }{
	runner.WaitPerson: {"person", "Open"}, runner.WaitMessage: {"send", "Send…"}, runner.WaitSignal: {"signal", "Send…"},
	runner.WaitTimer: {"clock", "Advance"}, runner.WaitCondition: {"clock", ""}, runner.WaitOther: {"clock", ""},
}

// waitRow shows one thing that is waited for.
type waitRow struct {
	widget.BaseWidget
	image      *iconImage
	name, what *text
	button     *button
	wait       runner.Wait
}

func newWaitRow(l *waitList) *waitRow {
	r := &waitRow{image: newIconImage("clock", colorWarning), name: newText("", bodyText), what: newText("", smallText)}
	r.button = newTextButton("Advance", plainButton, func() { l.act(r.wait) })
	r.button.host, r.button.height = l.v.a.host, 24
	r.ExtendBaseWidget(r)
	return r
}

func (r *waitRow) set(w runner.Wait) {
	r.wait = w
	look := waitLooks[w.Kind]
	color := colorWarning
	if w.Kind == runner.WaitPerson {
		color = colorAccent
	}
	r.image.Set(look.icon, color)
	r.name.Set(w.Name)
	r.what.Set("waits for " + describeWait(w))
	r.button.SetText(look.button)
	show(r.button, look.button != "")
}

func (r *waitRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&waitLayout{}, r.image, r.name, r.what, r.button))
}

type waitLayout struct{}

func (waitLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, rowHeight) }

func (waitLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := size.Width - 2*unit
	if o[3].Visible() {
		m := o[3].MinSize()
		right -= m.Width
		o[3].Resize(m)
		o[3].Move(fyne.NewPos(right, round((size.Height-m.Height)/2)))
		right -= 2 * unit
	}
	left := float32(3 * unit)
	o[0].Resize(fyne.NewSquareSize(iconSize))
	o[0].Move(fyne.NewPos(left, round((size.Height-iconSize)/2)))
	left += iconSize + 2*unit
	name := min(o[1].(*text).full(), (right-left)*0.5)
	o[1].Resize(fyne.NewSize(name, size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	left += name + 3*unit
	o[2].Resize(fyne.NewSize(max(0, right-left), size.Height))
	o[2].Move(fyne.NewPos(left, 0))
}
