package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner"
)

// runView is the page of the dock that shows the run of the current file: its
// tasks, or what it waits for, at the left, and the selected task at the right.
type runView struct {
	a      *App
	page   *dockPage
	hint   *text
	empty  fyne.CanvasObject
	object *fyne.Container

	status     *text
	statusIcon *iconImage
	stale      *fyne.Container
	pages      *segments
	filter     *filterField
	tasks      *taskList
	waits      *waitList
	detail     *taskDetail
	timeline   *timeline

	shown    *editorTab
	selected runner.TaskID
	manual   bool // the person chose the task; until the run goes on it stays
	done     int  // steps of the view that was shown last
	listed   time.Time
}

func newRunView(a *App) *runView {
	v := &runView{a: a, hint: newText("", bodyText.in(colorSecondary))}
	v.status, v.statusIcon = newLabel("", bodyText), newIconImage("", colorSecondary)
	again := newTextButton("Restart", plainButton, func() { a.do("restart") })
	again.host, again.height = a.host, 24
	v.stale = container.New(&rowLayout{gap: 2 * unit}, newIconImage("info", colorAccent),
		newLabel("The model has changed since this run began.", smallText), again)
	v.tasks = newTaskList(a.host, func(id runner.TaskID) { v.choose(id, true) })
	v.waits = newWaitList(v)
	v.detail = newTaskDetail(v)
	v.timeline = newTimeline(v)
	v.filter = newFilterField(a, func() { v.list() })
	left := container.NewStack(v.tasks.object, v.waits.object)
	v.pages = newSegments(a.host, []string{"Tasks", "Waiting"}, func(i int) {
		show(v.tasks.object, i == 0)
		show(v.filter, i == 0)
		show(v.waits.object, i == 1)
	})
	v.waits.object.Hide()
	leftHead := container.New(&filterRow{}, v.pages.object, v.filter)
	leftPane := container.New(&topLayout{}, leftHead, left)
	v.object = container.New(&runLayout{share: 0.5}, leftPane, newLine(), v.detail.object)
	v.empty = emptyHint(v.hint)
	v.page = &dockPage{name: "Run", content: container.NewStack(v.empty, v.object), height: runHeight,
		tools: []fyne.CanvasObject{v.stale, v.timeline.object, container.New(&rowLayout{gap: 1.5 * unit, right: 2 * unit}, v.statusIcon, v.status)}}
	v.object.Hide()
	return v
}

// A run with so many tasks is listed only so often while it goes on.
const (
	longRun   = 2000
	listEvery = 500 * time.Millisecond
)

// run returns the run that shows; nil when there is none.
func (v *runView) run() *run {
	if v.shown == nil {
		return nil
	}
	return v.shown.run
}

// Show shows the run of a tab.
func (v *runView) Show(t *editorTab) {
	if v.shown != t || t != nil && t.run == nil {
		v.selected, v.manual, v.done = 0, false, -1
		v.detail.Show(nil, 0)
	}
	v.shown = t
	if t != nil {
		v.hint.Set("No tasks yet. Press Run (F5) to start " + t.name() + ", or Step (F10) to go through it.")
		if t.run != nil {
			v.hint.Set("Starting " + t.name() + "…")
		}
	}
	v.update()
}

// update brings the page in step with the last view.
func (v *runView) update() {
	r := v.run()
	there := r != nil && r.view != nil
	show(v.object, there)
	show(v.empty, !there)
	show(v.statusIcon, there)
	show(v.status, there)
	show(v.timeline.object, there)
	if !there {
		v.stale.Hide()
		v.a.dock.SetTitle(v.page, "Run")
		return
	}
	icon, color, words := statusOf(r.view)
	v.statusIcon.Set(icon, color)
	v.status.Set(words)
	if n := len(r.script); n > 0 {
		v.status.Set(fmt.Sprintf("%s · scenario %d of %d", words, r.played, n))
	}
	v.timeline.update(r.view)
	v.showStale()
	v.a.dock.SetTitle(v.page, "Run")
	v.pages.SetName(1, countedName("Waiting", len(r.view.Waits)))
	if r.view.Done != v.done {
		v.done, v.manual = r.view.Done, false
	}
	v.a.dock.Arrange()
	// Long lists take their time; while a run goes on they needn't be exact.
	if now := time.Now(); r.view.Status != runner.Running || r.view.Len() < longRun || now.Sub(v.listed) > listEvery {
		v.listed = now
		v.list()
	}
	v.waits.Set(r)
	if !v.manual && (!r.isRunning() || v.selected == 0) {
		v.follow()
	}
	v.detail.Show(r, v.selected)
	v.object.Refresh()
}

// showStale says when the run is no longer one of the model as it is.
func (v *runView) showStale() {
	r := v.run()
	is := r != nil && r.view != nil && r.isStale()
	if v.stale.Visible() != is {
		show(v.stale, is)
		v.a.dock.Arrange()
	}
}

func countedName(name string, n int) string {
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s %d", name, n)
}

// statusOf says in words what a run is doing.
func statusOf(v *runner.View) (icon string, c fyne.ThemeColorName, words string) {
	steps := fmt.Sprintf("%d steps", v.Done)
	if v.Done == 1 {
		steps = "1 step"
	}
	switch v.Status {
	case runner.Running:
		return "run", colorAccent, "Running, " + steps
	case runner.Ended:
		return "check", colorGood, "Completed in " + steps
	case runner.Failed:
		words := "Failed"
		if v.Failure != nil && v.Failure.Name != "" {
			words += " in " + v.Failure.Name
		}
		return "error", colorDanger, words
	case runner.WaitsInput:
		switch {
		case v.Asked != nil:
			return "clock", colorWarning, "Waits for the answer of " + v.Asked.Name
		case len(v.Waits) > 0 && v.Waits[0].Kind == runner.WaitPerson:
			return "state-dot", colorAccent, "Waits for a person: " + v.Waits[0].Name
		case len(v.Waits) > 0:
			return "clock", colorWarning, "Waits for " + describeWait(v.Waits[0])
		}
		return "clock", colorWarning, "Nothing can go on, and nothing is waited for"
	}
	return "pause", colorSecondary, "Paused after " + steps
}

// list shows the tasks that the filter lets through.
func (v *runView) list() {
	r := v.run()
	if r == nil || r.view == nil {
		return
	}
	var ids []runner.TaskID
	r.view.Rows(false, func(row runner.Row) bool {
		if v.filter.keep(row) {
			ids = append(ids, row.ID)
		}
		return true
	})
	v.tasks.Set(r.view, ids)
	v.pages.SetName(0, countedName("Tasks", len(ids)))
	v.tasks.Select(v.selected)
}

// follow selects what needs attention: a failure, an unanswered call, a person,
// else what was done last.
func (v *runView) follow() {
	view := v.run().view
	id := v.selected
	switch {
	case view.Failure != nil && view.Failure.Task != 0:
		id = view.Failure.Task
	case view.Asked != nil:
		id = view.Asked.Task
	case len(view.Waits) > 0 && view.Waits[0].Kind == runner.WaitPerson:
		id = view.Waits[0].Task
	default:
		view.Rows(false, func(row runner.Row) bool {
			if row.State == runner.Completed {
				id = row.ID
			}
			return true
		})
	}
	v.selected = id
	v.tasks.Select(id)
}

// choose shows a task; onCanvas also selects its element there.
func (v *runView) choose(id runner.TaskID, onCanvas bool) {
	v.selected, v.manual = id, true
	r := v.run()
	if r == nil || r.view == nil {
		return
	}
	v.tasks.Select(id)
	v.detail.Show(r, id)
	if row, ok := r.view.Row(id); ok && onCanvas && row.File == r.file && row.Element != "" {
		v.a.syncing = true
		v.shown.reveal(v.shown.doc.ByID(row.Element))
		v.a.syncing = false
	}
}

// chooseElement shows the last task of an element that is selected on the
// canvas.
func (v *runView) chooseElement(e bpmn.Element) {
	r := v.run()
	if r == nil || r.view == nil {
		return
	}
	var last runner.TaskID
	r.view.Rows(false, func(row runner.Row) bool {
		if row.File == r.file && row.Element == e.ID() {
			last = row.ID
		}
		return true
	})
	if last != 0 && last != v.selected {
		v.choose(last, false)
	}
}

// filterRow: pages at the left, the filter in the rest.
type filterRow struct{}

func (filterRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(rowHeight+2*unit, o[1].MinSize().Height+2*unit))
}

func (filterRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	o[0].Resize(m)
	o[0].Move(fyne.NewPos(unit, unit+(rowHeight-m.Height)/2))
	left := unit + m.Width + 2*unit
	o[1].Resize(fyne.NewSize(max(0, size.Width-left-2*unit), size.Height-2*unit))
	o[1].Move(fyne.NewPos(left, unit))
}

// runHeight is the height of the dock that a run begins with: whole rows of
// tasks in some 44 % of the window, as few as seven and as many as twelve.
func runHeight(window float32) float32 {
	const above = dockHead + hairline + rowHeight + 2*unit + taskRowHeight // heads and filter
	rows := float32(int((0.44*window - above) / taskPitch))
	return above + clamp(rows, 7, 12)*taskPitch
}

// runLayout: two panes with a hairline between.
type runLayout struct{ share float32 }

func (l *runLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 80) }

func (l *runLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := round(size.Width * l.share)
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(hairline, size.Height))
	o[2].Move(fyne.NewPos(w+hairline, 0))
	o[2].Resize(fyne.NewSize(max(0, size.Width-w-hairline), size.Height))
}
