package ui

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/scene"
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
	t := newEditorTab(a, &opened{doc: doc}, name)
	t.fresh = true
	a.addTab(t)
}

func (a *App) isTitleTaken(name string) bool {
	return slices.ContainsFunc(a.open, func(t *editorTab) bool { return t.name() == name })
}

func (a *App) openDialog() {
	a.pick(pickRequest{Kind: pickOpen, Title: "Open", Filters: bpmnFilters}, a.openFile)
}

// openFiles shows files, in this order.
func (a *App) openFiles(paths []string) { a.openFilesThen(paths, func() {}) }

func (a *App) openFilesThen(paths []string, then func()) {
	if len(paths) == 0 {
		then()
		return
	}
	a.openFileThen(paths[0], func() { a.openFilesThen(paths[1:], then) })
}

func (a *App) openFile(path string) { a.openFileThen(path, func() {}) }

// openFileThen shows a file; one that is open already is selected. Reading happens
// in the background.
func (a *App) openFileThen(path string, then func()) {
	// What names the file from elsewhere, such as a scenario, and what tells of
	// it need the whole path; the command line may have a shorter one.
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
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
	if a.opening[path] { // pressed twice
		return
	}
	a.opening[path] = true
	a.read(path, func(o *opened, err error) {
		delete(a.opening, path)
		var t *editorTab
		if err != nil {
			t = newFailedTab(a, path, err)
			if errors.Is(err, fs.ErrNotExist) {
				a.store.State.Forget(path)
			}
		} else {
			t = newEditorTab(a, o, "")
			if v, ok := a.store.State.ViewOf(path); ok {
				t.view = &v
			}
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
	file     *workspace.File // nil for a new one
	doc      *bpmn.Document
	scene    *scene.Scene // what is shown first; nil is not made yet
	warnings []bpmn.Problem
}

// prepare does in the background what else showing the document takes.
func (o *opened) prepare() {
	o.warnings = prepare(o.doc)
	o.scene = editor.FirstScene(o.doc)
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
		o.prepare()
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
	a.keepSession()
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
	a.updateIndex()
	if t != nil && t.doc != nil {
		t.placed = true
		t.showView()
		t.minimap.Toggle()
		t.focus()
	}
}

// listTabs opens a menu of all open files.
func (a *App) listTabs(at fyne.Position) {
	var items []*fyne.MenuItem
	for _, t := range a.open {
		it := fyne.NewMenuItem(t.name()+"   "+displayPath(t.path()), func() { a.selectTab(t) })
		it.Checked = t == a.current
		items = append(items, it)
	}
	a.popUpMenu(items, at)
}

// cycle selects the next tab, or with -1 the one before.
func (a *App) cycle(by int) {
	i := slices.Index(a.open, a.current)
	a.selectTab(a.open[(i+by+len(a.open))%len(a.open)])
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
