package ui

import (
	"slices"
)

// closeTab closes a file after asking about unsaved changes; then is called
// when it is closed.
func (a *App) closeTab(t *editorTab, then func()) {
	if t.saving {
		t.saved = append(t.saved, func() { a.closeTab(t, then) })
		return
	}
	t.commit()
	if !t.isDirty() {
		a.removeTab(t)
		if then != nil {
			then()
		}
		return
	}
	a.selectTab(t)
	finish := func() {
		a.removeTab(t)
		if then != nil {
			then()
		}
	}
	title, loss := "Save changes to "+t.name()+"?", "Without saving, the changes since the last save are lost."
	if t.file == nil {
		title, loss = "Save "+t.name()+"?", "It has never been saved. Without saving, all of it is lost."
	}
	a.ask(question{
		title:   title,
		message: loss,
		choices: []choice{
			{label: "Save", safe: true, do: func() { a.save(t, finish) }},
			{label: "Don't Save", danger: true, do: finish},
			{label: "Cancel"},
		},
	})
}

func (a *App) removeTab(t *editorTab) {
	i := slices.Index(a.open, t)
	if i < 0 {
		return
	}
	t.rememberView()
	t.drop()
	t.gone = true
	t.dropKept()
	a.open = slices.Delete(a.open, i, i+1)
	a.tabs.Remove(t.tab)
	a.stage.Remove(t.content)
	if p := t.path(); p != "" {
		a.closed = append(a.closed, p)
	}
	if a.current != t {
		a.keepSession()
		a.refresh()
		return
	}
	switch {
	case len(a.open) == 0:
		a.selectTab(nil)
	default:
		a.selectTab(a.open[min(i, len(a.open)-1)])
	}
}

func (a *App) closeOthers(keep *editorTab) {
	a.closeEach(func(t *editorTab) bool { return t != keep }, func() { a.selectTab(keep) })
}

// closeAll closes every file, asking where there are unsaved changes, and
// calls then unless the person cancels. What was open is remembered.
func (a *App) closeAll(then func()) {
	session, active := a.session()
	a.store.State.Active = active
	a.closeEach(func(t *editorTab) bool { return t.isDirty() || t.saving }, func() {
		for _, t := range a.open {
			t.rememberView()
		}
		a.store.State.Session = session
		then()
	})
}

func (a *App) closeEach(which func(*editorTab) bool, then func()) {
	for _, t := range a.open {
		if which(t) {
			a.closeTab(t, func() { a.closeEach(which, then) })
			return
		}
	}
	then()
}

func (a *App) reopen() {
	last := a.closed[len(a.closed)-1]
	a.closed = a.closed[:len(a.closed)-1]
	a.openFile(last)
}
