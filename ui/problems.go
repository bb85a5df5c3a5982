package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
)

// problemsView is the page of the dock with the findings about the model.
type problemsView struct {
	a     *App
	page  *dockPage
	list  *keyList
	empty fyne.CanvasObject
	hint  *text
	shown []bpmn.Problem
}

func newProblemsView(a *App) *problemsView {
	v := &problemsView{a: a, hint: newText("No problems found.", bodyText.in(colorSecondary))}
	v.list = newKeyList(a.host,
		func() int { return len(v.shown) },
		func() fyne.CanvasObject { return newProblemRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*problemRow).set(v.shown[i]) })
	v.list.OnSelected = func(i widget.ListItemID) { v.goTo(v.shown[i]) }
	v.empty = emptyHint(v.hint)
	v.page = &dockPage{name: "Problems", content: container.NewStack(v.empty, v.list)}
	return v
}

// Show lists the problems of a tab.
func (v *problemsView) Show(t *editorTab) {
	v.shown = nil
	if t != nil {
		v.shown = t.problems()
	}
	title := "Problems"
	if n := len(v.shown); n > 0 {
		title = fmt.Sprintf("Problems %d", n)
	}
	v.a.dock.SetTitle(v.page, title)
	show(v.list, len(v.shown) > 0)
	show(v.empty, len(v.shown) == 0)
	v.list.UnselectAll()
	v.list.Refresh()
}

func (v *problemsView) goTo(p bpmn.Problem) {
	if t := v.a.current; t != nil && t.doc != nil && p.Element != "" {
		t.reveal(t.doc.ByID(p.Element))
	}
}

var severityIcons = map[bpmn.Severity]struct {
	icon  string
	color fyne.ThemeColorName
}{
	bpmn.Info:    {"info", colorAccent},
	bpmn.Warning: {"warning", colorWarning},
	bpmn.Fault:   {"error", colorDanger},
}

// problemRow shows one problem: severity, message, element and line.
type problemRow struct {
	widget.BaseWidget
	image   *iconImage
	message *text
	where   *text
}

func newProblemRow() *problemRow {
	r := &problemRow{image: newIconImage("info", colorAccent), message: newText("", bodyText), where: newText("", smallText)}
	r.where.align = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

func (r *problemRow) set(p bpmn.Problem) {
	s := severityIcons[p.Severity]
	r.image.Set(s.icon, s.color)
	r.message.Set(sentence(p.Message))
	where := p.Element
	if p.Line > 0 {
		where = strings.TrimSpace(fmt.Sprintf("%s · line %d", where, p.Line))
	}
	r.where.Set(where)
	r.Refresh()
}

func (r *problemRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&problemLayout{}, r.image, r.message, r.where))
}

type problemLayout struct{}

func (problemLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, rowHeight-unit) }

func (problemLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSquareSize(iconSize))
	o[0].Move(fyne.NewPos(3*unit, round((size.Height-iconSize)/2)))
	where := min(o[2].(*text).full(), size.Width*0.4)
	left := float32(3*unit + iconSize + 2*unit)
	o[1].Resize(fyne.NewSize(max(0, size.Width-left-where-6*unit), size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[2].Resize(fyne.NewSize(where, size.Height))
	o[2].Move(fyne.NewPos(size.Width-where-3*unit, 0))
}
