package ui

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
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

// save writes a document in the background; then is called when it is written.
// The window stays usable: what is edited meanwhile is unsaved.
func (a *App) save(t *editorTab, then func()) {
	if t.saving {
		t.saved = append(t.saved, func() { a.save(t, then) })
		return
	}
	if t.file == nil {
		a.saveAs(t, then)
		return
	}
	t.commit()
	a.write(t, then, t.file.Save)
}

// write writes the bytes of a document by a function, in the background.
func (a *App) write(t *editorTab, then func(), write func([]byte) error) {
	raw, version := slices.Clone(t.doc.Bytes()), t.version
	t.saving = true
	a.jobs.Start("Saving "+t.name(), func(context.Context, func(float64)) error { return write(raw) }, func(err error) {
		t.saving = false
		if errors.Is(err, workspace.ErrChanged) {
			t.saved = nil
			a.askOverwrite(t, then)
			return
		}
		a.written(t, version, err, then)
	})
}

// askOverwrite asks whether what another program wrote is to be replaced.
func (a *App) askOverwrite(t *editorTab, then func()) {
	a.ask(question{
		title:   t.name() + " was changed by another program",
		message: "Saving replaces what the other program wrote. Save under another name to keep both.",
		choices: []choice{
			{label: "Save As…", safe: true, do: func() { a.saveAs(t, then) }},
			{label: "Replace", danger: true, do: func() { a.write(t, then, t.file.Overwrite) }},
			{label: "Cancel"},
		},
	})
}

// written follows an attempt to save the document as it was in a version.
func (a *App) written(t *editorTab, version int, err error, then func()) {
	if err != nil {
		t.saved = nil
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
	if t.gone {
		return
	}
	if t.version == version {
		t.doc.MarkSaved()
		t.dropKept()
	}
	t.settleDisk()
	a.status.Say("Saved "+t.name()+" in "+displayPath(t.path())+".", false)
	a.refresh()
	if then != nil {
		then()
	}
	next := t.saved
	t.saved = nil
	for _, f := range next {
		f()
	}
}

func (a *App) saveAs(t *editorTab, then func()) {
	folder := ""
	if p := t.path(); p != "" {
		folder = filepath.Dir(p)
	}
	a.pick(pickRequest{Kind: pickSave, Title: "Save As", Folder: folder, Name: t.name(), Filters: bpmnFilters}, func(path string) {
		if t.gone || t.doc == nil {
			return
		}
		t.commit()
		var file *workspace.File
		raw, version := slices.Clone(t.doc.Bytes()), t.version
		t.saving = true
		a.jobs.Start("Saving "+filepath.Base(path), func(context.Context, func(float64)) (err error) {
			file, err = workspace.Create(path, raw)
			return err
		}, func(err error) {
			t.saving = false
			if err == nil {
				t.file = file
				t.doc.SetName(path)
				a.store.State.Remember(path)
			}
			a.written(t, version, err, then)
		})
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
