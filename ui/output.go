package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// outputMax is how many lines the output keeps.
const outputMax = 2000

// outputView is the page of the dock with what happened, line by line.
type outputView struct {
	a     *App
	page  *dockPage
	list  *keyList
	empty fyne.CanvasObject
	lines []outputLine
}

type outputLine struct {
	at   time.Time
	text string
}

func newOutputView(a *App) *outputView {
	v := &outputView{a: a}
	v.list = newKeyList(a.host,
		func() int { return len(v.lines) },
		func() fyne.CanvasObject { return newOutputRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*outputRow).set(v.lines[i]) })
	v.empty = emptyHint(newText("What a run prints, and notices of the program, stand here.", bodyText.in(colorSecondary)))
	v.page = &dockPage{name: "Output", content: container.NewStack(v.empty, v.list)}
	wipe := newIconButton(a.host, "trash", "Clear", "", func() { v.lines = nil; v.refresh() })
	v.page.tools = []fyne.CanvasObject{wipe}
	v.refresh()
	return v
}

// Add writes a line.
func (v *outputView) Add(line string) {
	v.lines = append(v.lines, outputLine{time.Now(), line})
	if n := len(v.lines) - outputMax; n > 0 {
		v.lines = append(v.lines[:0:0], v.lines[n:]...)
	}
	v.refresh()
	v.list.ScrollToBottom()
}

func (v *outputView) refresh() {
	show(v.list, len(v.lines) > 0)
	show(v.empty, len(v.lines) == 0)
	v.list.Refresh()
}

type outputRow struct {
	widget.BaseWidget
	at, line *text
}

func newOutputRow() *outputRow {
	r := &outputRow{at: newText("", codeText.in(colorSecondary)), line: newText("", codeText)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *outputRow) set(l outputLine) {
	r.at.Set(l.at.Format("15:04:05"))
	r.line.Set(l.text)
}

func (r *outputRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&outputLayout{}, r.at, r.line))
}

type outputLayout struct{}

func (outputLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 5*unit) }

func (outputLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(70, size.Height))
	o[0].Move(fyne.NewPos(3*unit, 0))
	o[1].Resize(fyne.NewSize(max(0, size.Width-88-3*unit), size.Height))
	o[1].Move(fyne.NewPos(88, 0))
}
