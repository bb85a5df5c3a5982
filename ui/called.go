package ui

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
	"spiffmodeler/runner"
)

// panelActions are what can be opened from a field of the properties.
func (a *App) panelActions() map[properties.ActionName]func(bpmn.Element) {
	return map[properties.ActionName]func(bpmn.Element){
		properties.OpenProcess: a.openCalled, properties.OpenDecision: a.openDecision,
	}
}

// openCalled shows the process that a call activity names: in this file, in
// another open one, or in a file of the same folder.
func (a *App) openCalled(call bpmn.Element) {
	id := call.Attr("calledElement")
	for _, t := range append([]*editorTab{a.current}, a.open...) {
		if t.doc != nil && t.doc.ByID(id).Kind() == bpmn.Process {
			a.selectTab(t)
			a.showProcess(t, id)
			return
		}
	}
	var path string
	from := a.current
	a.jobs.Wait(func() error {
		if d := siblings(from.folder(), from.path()).process(id); d != nil {
			path = d.Name()
		}
		return nil
	}, func(error) {
		if path == "" {
			a.status.Say("No file in the folder has the process "+id+".", true)
			return
		}
		a.openFileThen(path, func() {
			if hasDocument(a) {
				a.showProcess(a.current, id)
			}
		})
	})
}

// showProcess shows the diagram of a process.
func (a *App) showProcess(t *editorTab, id string) {
	process := t.doc.ByID(id)
	if plane := t.doc.PlaneOf(process); !plane.IsZero() {
		t.editor.OpenPlane(plane)
	} else if pool := process.Participant(); !pool.IsZero() {
		t.reveal(pool)
	}
	t.focus()
}

// goToPlace shows an element of a run, in whichever file it is.
func (a *App) goToPlace(p runner.Place) {
	for _, t := range a.open {
		if t.doc != nil && t.doc.Name() == p.File {
			a.selectTab(t)
			t.reveal(t.doc.ByID(p.ID))
			t.focus()
			return
		}
	}
	a.openFileThen(p.File, func() {
		if hasDocument(a) {
			a.current.reveal(a.current.doc.ByID(p.ID))
			a.current.focus()
		}
	})
}
