package ui

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/workspace"
)

// newFile opens a document with nothing but a start event.
func (a *App) newFile() {
	name := "untitled.bpmn"
	for i := 2; a.isTitleTaken(name); i++ {
		name = "untitled-" + strconv.Itoa(i) + ".bpmn"
	}
	doc, err := bpmn.New(name, "Process_1")
	if err != nil {
		a.say("A new diagram can't be made", sentence(err.Error()))
		return
	}
	a.addTab(newEditorTab(a, doc, nil, name, nil))
}

func (a *App) isTitleTaken(name string) bool {
	return slices.ContainsFunc(a.open, func(t *editorTab) bool { return t.name() == name })
}

func (a *App) openDialog() {
	a.pick(pickRequest{Kind: pickOpen, Title: "Open", Filters: bpmnFilters}, a.openFile)
}

// openFiles shows files, in this order.
func (a *App) openFiles(paths []string) {
	if len(paths) > 0 {
		a.openFileThen(paths[0], func() { a.openFiles(paths[1:]) })
	}
}

func (a *App) openFile(path string) { a.openFileThen(path, func() {}) }

// openFileThen shows a file; one that is open already is selected. Reading happens
// in the background.
func (a *App) openFileThen(path string, then func()) {
	for _, t := range a.open {
		if p := t.path(); p != "" && workspace.SamePath(p, path) {
			a.selectTab(t)
			if t.doc == nil {
				a.reload(t)
			}
			then()
			return
		}
	}
	a.read(path, func(o *opened, err error) {
		var t *editorTab
		if err != nil {
			t = newFailedTab(a, path, err)
			if errors.Is(err, fs.ErrNotExist) {
				a.store.State.Forget(path)
			}
		} else {
			t = newEditorTab(a, o.doc, o.file, "", o.warnings)
		}
		if err == nil {
			a.store.State.Remember(path)
			a.start.Refresh()
		}
		a.addTab(t)
		then()
	})
}

// opened is a document that was read, with what there is to say about it.
type opened struct {
	file     *workspace.File
	doc      *bpmn.Document
	warnings []bpmn.Problem
}

// read reads and prepares a document in the background.
func (a *App) read(path string, then func(*opened, error)) {
	o := &opened{}
	a.jobs.Start("Opening "+filepath.Base(path), func(context.Context, func(float64)) error {
		file, data, err := workspace.Open(path)
		if err != nil {
			return err
		}
		doc, err := bpmn.Parse(path, data)
		if err != nil {
			return err
		}
		o.file, o.doc = file, doc
		o.warnings = prepare(doc)
		return nil
	}, func(err error) { then(o, err) })
}

// addTab shows a new tab.
func (a *App) addTab(t *editorTab) {
	a.open = append(a.open, t)
	a.tabs.Add(t.tab)
	a.stage.Add(t.content)
	t.refreshTab()
	a.selectTab(t)
	if len(t.warnings) > 0 {
		a.dock.Open(a.problems.page)
	}
}

// selectTab shows a tab; nil shows the start page.
func (a *App) selectTab(t *editorTab) {
	a.current = t
	for _, x := range a.open {
		show(x.content, x == t)
	}
	show(a.start.object, t == nil)
	a.shell.working, a.shell.filed = t != nil && t.doc != nil, len(a.open) > 0
	if t == nil {
		a.start.Refresh()
		a.tabs.Select(nil)
	} else {
		a.tabs.Select(t.tab)
	}
	a.shell.Arrange()
	a.side.Show(t)
	a.problems.Show(t)
	a.runs.Show(t)
	a.status.Say("", false)
	a.refresh()
	if t != nil && t.doc != nil {
		t.focus()
	}
}

// cycle selects the next tab, or with -1 the one before.
func (a *App) cycle(by int) {
	i := slices.Index(a.open, a.current)
	a.selectTab(a.open[(i+by+len(a.open))%len(a.open)])
}

// ---- saving ----

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

// ---- closing ----

// closeTab closes a file after asking about unsaved changes; then is called
// when it is closed.
func (a *App) closeTab(t *editorTab, then func()) {
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
	a.ask(question{
		title:   "Save changes to " + t.name() + "?",
		message: "Without saving, the changes since the last save are lost.",
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
	t.drop()
	a.open = slices.Delete(a.open, i, i+1)
	a.tabs.Remove(t.tab)
	a.stage.Remove(t.content)
	if p := t.path(); p != "" {
		a.closed = append(a.closed, p)
	}
	if a.current != t {
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
	var session []string
	for _, t := range a.open {
		if p := t.path(); p != "" && t.doc != nil {
			session = append(session, p)
		}
	}
	a.closeEach(func(t *editorTab) bool { return t.isDirty() }, func() {
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

// ---- the disk ----

// reload reads a file again; unsaved changes are lost only when the person
// says so.
func (a *App) reload(t *editorTab) {
	if t.isDirty() {
		a.ask(question{
			title:   "Reload " + t.name() + "?",
			message: "Your unsaved changes are lost.",
			choices: []choice{
				{label: "Keep Mine", safe: true},
				{label: "Reload", danger: true, do: func() { a.reloadNow(t) }},
			},
		})
		return
	}
	a.reloadNow(t)
}

func (a *App) reloadNow(t *editorTab) {
	path := t.path()
	a.read(path, func(o *opened, err error) {
		if err != nil {
			if t.doc != nil { // what is in the window is worth more than an error
				a.say(t.name()+" can't be reloaded", sentence(err.Error()))
				return
			}
			t.setFailure(err)
		} else {
			t.setDocument(o.doc, o.file, o.warnings)
			a.store.State.Remember(path)
		}
		if a.current == t {
			a.selectTab(t)
		}
	})
}

// checkDisk looks whether other programs changed the open files. It is called
// when the window gets the focus.
func (a *App) checkDisk() {
	for _, t := range a.open {
		t.checkDisk()
	}
}

func (t *editorTab) checkDisk() {
	if t.file == nil || t.doc == nil {
		return
	}
	status, err := t.file.Status()
	if err != nil || status == t.conflict {
		return
	}
	if status == workspace.Changed && !t.isDirty() {
		t.a.reloadNow(t)
		t.a.status.Say(t.name()+" was changed by another program and has been reloaded.", false)
		return
	}
	t.settleDisk()
	t.conflict = status
	switch status {
	case workspace.Changed:
		t.onDisk = newBanner(t.a.host, "warning", colorWarning, t.name()+" was changed by another program. You have unsaved changes.",
			newTextButton("Keep Mine", plainButton, func() {
				if err := t.file.Accept(); err != nil {
					t.a.status.Say(err.Error(), true)
					return
				}
				t.doc.MarkUnsaved()
				t.settleDisk()
				t.a.refresh()
			}),
			newTextButton("Reload", plainButton, func() { t.a.reload(t) }))
	case workspace.Gone:
		t.doc.MarkUnsaved()
		t.onDisk = newBanner(t.a.host, "warning", colorWarning, t.name()+" is no longer on the disk. Save to write it again.",
			newTextButton("Save", plainButton, func() { t.a.save(t, nil) }),
			newTextButton("Close", plainButton, func() { t.a.closeTab(t, nil) }))
		t.a.refresh()
	default:
		return
	}
	t.addBanner(t.onDisk)
}

// settleDisk takes the notice about the disk away.
func (t *editorTab) settleDisk() {
	if t.onDisk != nil {
		t.removeBanner(t.onDisk)
		t.onDisk = nil
	}
	t.conflict = workspace.Unchanged
}

// reveal shows the folder of a file in the system's file manager.
func (a *App) reveal(path string) {
	u := &url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Dir(path))}
	if err := a.fyne.OpenURL(u); err != nil {
		a.status.Say("The file manager can't be started: "+err.Error(), true)
	}
}

func (a *App) popUpMenu(items []*fyne.MenuItem, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), a.win.Canvas(), at)
}

// exampleFiles returns the diagrams in the folder of examples and in the
// folders directly in it.
func (a *App) exampleFiles() []string {
	if a.options.Examples == "" {
		return nil
	}
	var out []string
	for _, pattern := range []string{"*.bpmn", filepath.Join("*", "*.bpmn")} {
		// The only error of Glob is a pattern that isn't one.
		list, _ := filepath.Glob(filepath.Join(a.options.Examples, pattern))
		out = append(out, list...)
	}
	return out
}
