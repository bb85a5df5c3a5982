package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// taskLine is one task of a run as the list shows it.
type taskLine struct {
	name, lane, kind string
	state            string // in the engine's words
	depth            int    // of the sub-process that it is in
	note             string // what it waits for, or its error
}

// stateLook says how a state looks in lists: a form with the colour, as on the
// canvas.
type stateLook struct {
	icon  string
	color fyne.ThemeColorName
}

var stateLooks = map[string]stateLook{
	"COMPLETED": {"check", colorGood},
	"READY":     {"state-dot", colorAccent},
	"STARTED":   {"state-half", colorAccent},
	"WAITING":   {"clock", colorWarning},
	"ERROR":     {"error", colorDanger},
	"CANCELLED": {"close", colorSecondary},
	"FUTURE":    {"state-open", colorSecondary},
	"LIKELY":    {"state-faint", colorSecondary},
	"MAYBE":     {"state-faint", colorSecondary},
}

// taskList is the list of tasks with a head above it.
type taskList struct {
	object   *fyne.Container
	list     *widget.List
	lines    []taskLine
	selected func(i int)
	quiet    bool // a selection made by the program
}

func newTaskList(selected func(i int)) *taskList {
	l := &taskList{selected: selected}
	l.list = widget.NewList(
		func() int { return len(l.lines) },
		func() fyne.CanvasObject { return newTaskRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*taskRow).set(l.lines[i]) })
	l.list.HideSeparators = true
	l.list.OnSelected = func(i widget.ListItemID) {
		if !l.quiet {
			l.selected(i)
		}
	}
	head := container.New(&taskColumns{}, container.NewWithoutLayout(), newText("Task", headingText), newText("State", headingText),
		newText("Lane", headingText), newText("Type", headingText))
	l.object = container.New(&topLayout{}, head, l.list)
	return l
}

// Set shows these tasks. Only what can be seen is painted.
func (l *taskList) Set(lines []taskLine) {
	l.lines = lines
	l.list.Refresh()
}

// Select marks a task without telling of it; -1 marks none.
func (l *taskList) Select(i int) {
	l.quiet = true
	defer func() { l.quiet = false }()
	if i < 0 {
		l.list.UnselectAll()
		return
	}
	l.list.Select(i)
}

// taskRow shows one task.
type taskRow struct {
	widget.BaseWidget
	image                   *iconImage
	name, state, lane, kind *text
	row                     *fyne.Container
}

func newTaskRow() *taskRow {
	r := &taskRow{
		image: newIconImage("", colorSecondary), name: newText("", bodyText), state: newText("", smallText),
		lane: newText("", smallText), kind: newText("", smallText),
	}
	r.row = container.New(&taskColumns{}, r.image, r.name, r.state, r.lane, r.kind)
	r.ExtendBaseWidget(r)
	return r
}

func (r *taskRow) set(t taskLine) {
	look := stateLooks[t.state]
	r.image.Set(look.icon, look.color)
	name := bodyText
	if look.color == colorSecondary {
		name = bodyText.in(colorSecondary)
	}
	r.name.SetRole(name)
	r.name.Set(t.name)
	r.state.SetRole(smallText.in(look.color))
	r.state.Set(t.state)
	r.lane.Set(t.lane)
	r.kind.Set(t.kind)
	r.row.Layout.(*taskColumns).indent = float32(min(t.depth, 8)) * 4 * unit
	r.row.Layout.Layout(r.row.Objects, r.row.Size())
}

func (r *taskRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.row) }

// taskColumns: form of the state, name, state, lane, type. Type and lane go
// where there is no room for them.
type taskColumns struct{ indent float32 }

func (*taskColumns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 24) }

func (l *taskColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const state, lane, kind = 88, 100, 140
	right := size.Width - 2*unit
	place := func(x fyne.CanvasObject, w float32, shown bool) {
		show(x, shown)
		if shown {
			right -= w
			x.Resize(fyne.NewSize(w-2*unit, size.Height))
			x.Move(fyne.NewPos(right, 0))
		}
	}
	place(o[4], kind, size.Width > 520)
	place(o[3], lane, size.Width > 380)
	place(o[2], state, true)
	left := 3*unit + l.indent
	o[0].Resize(fyne.NewSquareSize(iconSize))
	o[0].Move(fyne.NewPos(left, round((size.Height-iconSize)/2)))
	left += iconSize + 2*unit
	o[1].Resize(fyne.NewSize(max(0, right-left-2*unit), size.Height))
	o[1].Move(fyne.NewPos(left, 0))
}
