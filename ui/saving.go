package ui

import (
	"errors"
	"path/filepath"
	"strings"

	"spiffmodeler/workspace"
)

func canSave(a *App) bool {
	t := a.current
	return t != nil && t.doc != nil && (t.isDirty() || t.file == nil)
}

func (a *App) unsaved() []*editorTab {
	var out []*editorTab
	for _, t := range a.open {
		if t.isDirty() {
			out = append(out, t)
		}
	}
	return out
}

// save writes a document; then is called when it is written.
func (a *App) save(t *editorTab, then func()) {
	if t.file == nil {
		a.saveAs(t, then)
		return
	}
	t.commit()
	err := t.file.Save(t.doc.Bytes())
	if errors.Is(err, workspace.ErrChanged) {
		a.ask(question{
			title:   t.name() + " was changed by another program",
			message: "Saving replaces what the other program wrote. Save under another name to keep both.",
			choices: []choice{
				{label: "Save As…", safe: true, do: func() { a.saveAs(t, then) }},
				{label: "Replace", danger: true, do: func() { a.written(t, t.file.Overwrite(t.doc.Bytes()), then) }},
				{label: "Cancel"},
			},
		})
		return
	}
	a.written(t, err, then)
}

// written follows an attempt to save.
func (a *App) written(t *editorTab, err error, then func()) {
	if err != nil {
		a.ask(question{
			title:   t.name() + " is not saved",
			message: sentence(strings.TrimPrefix(err.Error(), "save "+t.path()+": ")) + " Your changes are still here; save under another name or try again.",
			choices: []choice{
				{label: "Save As…", safe: true, do: func() { a.saveAs(t, then) }},
				{label: "Try Again", do: func() { a.save(t, then) }},
				{label: "Cancel"},
			},
		})
		return
	}
	t.doc.MarkSaved()
	t.settleDisk()
	a.status.Say("Saved "+t.name()+" in "+displayPath(t.path())+".", false)
	a.refresh()
	if then != nil {
		then()
	}
}

func (a *App) saveAs(t *editorTab, then func()) {
	folder := ""
	if p := t.path(); p != "" {
		folder = filepath.Dir(p)
	}
	a.pick(pickRequest{Kind: pickSave, Title: "Save As", Folder: folder, Name: t.name(), Filters: bpmnFilters}, func(path string) {
		t.commit()
		file, err := workspace.Create(path, t.doc.Bytes())
		if err == nil {
			t.file = file
			t.doc.SetName(path)
			a.store.State.Remember(path)
		}
		a.written(t, err, then)
	})
}

func (a *App) saveAll() {
	list := a.unsaved()
	var next func()
	next = func() {
		if len(list) == 0 {
			return
		}
		t := list[0]
		list = list[1:]
		a.save(t, next)
	}
	next()
}
