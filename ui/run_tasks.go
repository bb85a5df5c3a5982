package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/runner"
)

// stateLook says how a state looks in lists: a form with the colour, as on the
// canvas.
type stateLook struct {
	icon  string
	color fyne.ThemeColorName
}

var stateLooks = map[runner.State]stateLook{
	runner.Completed: {"check", colorGood},
	runner.Ready:     {"state-dot", colorAccent},
	runner.Started:   {"state-half", colorAccent},
	runner.Waiting:   {"clock", colorWarning},
	runner.Error:     {"error", colorDanger},
	runner.Cancelled: {"close", colorSecondary},
	runner.Future:    {"state-open", colorSecondary},
	runner.Likely:    {"state-faint", colorSecondary},
	runner.Maybe:     {"state-faint", colorSecondary},
}

// taskList is the list of the tasks of a run, with a head above it. Only the
// rows that can be seen are made.
type taskList struct {
	object   *fyne.Container
	list     *keyList
	ids      []runner.TaskID
	view     *runner.View
	selected func(runner.TaskID)
	quiet    bool // a selection that the program makes
	head     *fyne.Container
	columns  *taskColumns // of the head and of every row
}

func newTaskList(h *host, selected func(runner.TaskID)) *taskList {
	l := &taskList{selected: selected, columns: &taskColumns{}}
	l.list = newKeyList(h,
		func() int { return len(l.ids) },
		func() fyne.CanvasObject { return newTaskRow(l.columns) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(l.ids) {
				if row, ok := l.view.Row(l.ids[i]); ok {
					o.(*taskRow).set(row)
				}
			}
		})
	l.list.OnSelected = func(i widget.ListItemID) {
		if !l.quiet && i < len(l.ids) {
			l.selected(l.ids[i])
		}
	}
	l.head = container.New(l.columns, container.NewWithoutLayout(), newText("Task", headingText), newText("State", headingText),
		newText("Lane", headingText), newText("Type", headingText))
	l.object = container.New(&topLayout{}, l.head, l.list)
	return l
}

// Set shows these tasks of a view.
func (l *taskList) Set(v *runner.View, ids []runner.TaskID) {
	l.view, l.ids = v, ids
	if lanes := l.hasLanes(); lanes != l.columns.lanes {
		l.columns.lanes = lanes
		l.columns.Layout(l.head.Objects, l.head.Size())
	}
	l.list.Refresh()
}

// hasLanes reports whether one of the tasks is in a lane.
func (l *taskList) hasLanes() bool {
	for _, id := range l.ids {
		if row, ok := l.view.Row(id); ok && row.Lane != "" {
			return true
		}
	}
	return false
}

// Select marks a task, and brings it into view, without telling of it.
func (l *taskList) Select(id runner.TaskID) {
	l.quiet = true
	defer func() { l.quiet = false }()
	for i, x := range l.ids {
		if x == id {
			l.list.Select(i)
			return
		}
	}
	l.list.UnselectAll()
}

// taskRow shows one task.
type taskRow struct {
	widget.BaseWidget
	image                   *iconImage
	name, state, lane, kind *text
	row                     *fyne.Container
	columns                 *taskColumns
}

func newTaskRow(columns *taskColumns) *taskRow {
	r := &taskRow{
		image: newIconImage("", colorSecondary), name: newText("", bodyText), state: newText("", smallText),
		lane: newText("", smallText), kind: newText("", smallText), columns: columns,
	}
	r.row = container.New(r.columns, r.image, r.name, r.state, r.lane, r.kind)
	r.ExtendBaseWidget(r)
	return r
}

func (r *taskRow) set(t runner.Row) {
	look := stateLooks[t.State]
	r.image.Set(look.icon, look.color)
	name := bodyText
	if t.State.Is(runner.Predicted|runner.Future|runner.Cancelled) || t.Element == "" {
		name = bodyText.in(colorSecondary)
	}
	r.name.SetRole(name)
	title := t.Name
	if t.Instance != "" {
		title += " [" + t.Instance + "]"
	}
	r.name.Set(title)
	r.state.SetRole(smallText.in(look.color))
	r.state.Set(t.State.String())
	r.lane.Set(t.Lane)
	r.kind.Set(t.Type)
	r.columns.Layout(r.row.Objects, r.row.Size())
}

func (r *taskRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.row) }

// taskColumns: form of the state, name, state, lane, type. The lane goes when
// no task has one; type, then lane go where there is no room for them.
type taskColumns struct{ lanes bool }

// Heights of a row, and with the gap that the list leaves.
const (
	taskRowHeight = 24
	taskPitch     = taskRowHeight + unit
)

func (*taskColumns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, taskRowHeight) }

func (l *taskColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const state, lane = 92, 92
	kind := clamp(size.Width/3, 116, 156) // the longest: IntermediateCatchEvent
	if l.lanes {
		kind = clamp(size.Width-state-lane-240, 116, 156)
	}
	right := size.Width - 2*unit
	place := func(x fyne.CanvasObject, w float32, shown bool) {
		show(x, shown)
		if shown {
			right -= w
			x.Resize(fyne.NewSize(w-2*unit, size.Height))
			x.Move(fyne.NewPos(right, 0))
		}
	}
	place(o[4], kind, size.Width > 440 || !l.lanes && size.Width > 380)
	place(o[3], lane, l.lanes && size.Width > 380)
	place(o[2], state, true)
	left := float32(3 * unit)
	o[0].Resize(fyne.NewSquareSize(iconSize))
	o[0].Move(fyne.NewPos(left, round((size.Height-iconSize)/2)))
	left += iconSize + 2*unit
	o[1].Resize(fyne.NewSize(max(0, right-left-2*unit), size.Height))
	o[1].Move(fyne.NewPos(left, 0))
}
