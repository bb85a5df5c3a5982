package ui

import (
	"fyne.io/fyne/v2/container"
)

// runView is the page of the dock that shows the run of the current file.
type runView struct {
	a    *App
	page *dockPage
	hint *text
}

func newRunView(a *App) *runView {
	v := &runView{a: a, hint: newText("", bodyText.in(colorSecondary))}
	v.page = &dockPage{name: "Run", content: container.NewStack(emptyHint(v.hint))}
	return v
}

// Show shows the run of a tab.
func (v *runView) Show(t *editorTab) {
	if t != nil {
		v.hint.Set("No tasks yet. Press Run to start " + t.name() + ".")
	}
}
