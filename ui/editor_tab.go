package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
	"spiffmodeler/workspace"
)

// editorTab is one open file: its document with everything that works on it,
// or the reason why it can't be opened.
type editorTab struct {
	a      *App
	tab    *fileTab
	file   *workspace.File // nil until a new document is saved
	doc    *bpmn.Document  // nil when the file can't be opened
	editor *editor.Editor  // of doc

	wanted   string // the path that was asked for
	title    string // the name of a document without a file
	failure  error
	warnings []bpmn.Problem // of opening
	found    []bpmn.Problem // of the last check; the warnings before the first
	version  int            // counts changes
	counted  int            // the version that count belongs to
	count    int

	content      *fyne.Container // banners above, canvas below
	banners      *fyne.Container
	body         *fyne.Container
	cancel       func() // ends the subscription
	stopAnalysis func()
	conflict     workspace.Status
	onDisk       *banner
}

// newEditorTab makes the tab of a document.
func newEditorTab(a *App, doc *bpmn.Document, file *workspace.File, title string, warnings []bpmn.Problem) *editorTab {
	t := &editorTab{a: a, title: title}
	t.frame()
	t.setDocument(doc, file, warnings)
	return t
}

// newFailedTab makes the tab of a file that can't be opened.
func newFailedTab(a *App, path string, failure error) *editorTab {
	t := &editorTab{a: a, wanted: path}
	t.frame()
	t.setFailure(failure)
	return t
}

func (t *editorTab) frame() {
	t.banners = container.New(&columnLayout{})
	t.body = container.NewStack()
	t.content = container.New(&topLayout{}, t.banners, t.body)
	t.tab = newFileTab(t.a.host)
	t.tab.onSelect = func() { t.a.selectTab(t) }
	t.tab.onClose = func() { t.a.closeTab(t, nil) }
	t.tab.onMenu = t.showMenu
}

func (t *editorTab) setDocument(doc *bpmn.Document, file *workspace.File, warnings []bpmn.Problem) {
	t.drop()
	t.doc, t.file, t.warnings, t.found, t.failure = doc, file, warnings, warnings, nil
	t.editor = editor.New(doc, clipboard{t.a})
	t.editor.SetGrid(t.a.store.Settings.Grid)
	t.cancel = doc.Subscribe(func(*bpmn.Change) { t.changed() })
	t.analyse()
	t.body.Objects = []fyne.CanvasObject{newSurface(colorCanvas)}
	t.body.Refresh()
}

func (t *editorTab) setFailure(failure error) {
	t.drop()
	t.doc, t.failure, t.warnings, t.found = nil, failure, nil, nil
	t.body.Objects = []fyne.CanvasObject{newErrorPage(t)}
	t.body.Refresh()
}

// drop lets go of the document.
func (t *editorTab) drop() {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
		t.editor.Close()
	}
	if t.stopAnalysis != nil {
		t.stopAnalysis()
	}
	t.version++
	if t.onDisk != nil {
		t.removeBanner(t.onDisk)
		t.onDisk = nil
	}
	t.conflict = workspace.Unchanged
}

func (t *editorTab) path() string {
	if t.file != nil {
		return t.file.Path()
	}
	return t.wanted
}

func (t *editorTab) name() string {
	if p := t.path(); p != "" {
		return filepath.Base(p)
	}
	return t.title
}

func (t *editorTab) isDirty() bool { return t.doc != nil && t.doc.IsDirty() }

func (t *editorTab) refreshTab() {
	path := t.path()
	if path == "" {
		path = "Not saved yet"
	}
	before := t.tab.name
	t.tab.Set(t.name(), path, t.isDirty())
	if before != t.tab.name {
		t.a.tabs.Arrange()
	}
}

// changed follows an edit, undo or redo.
func (t *editorTab) changed() {
	t.version++
	t.analyse()
	if t.a.current == t {
		t.a.refresh()
	} else {
		t.refreshTab()
	}
}

// elementCount returns how many shapes and edges the diagrams have.
func (t *editorTab) elementCount() int {
	if t.counted != t.version {
		t.counted, t.count = t.version, 0
		for _, plane := range t.doc.Planes() {
			for c := range plane.Node().Children {
				if k := bpmn.ElementOf(c).Kind(); k == bpmn.ShapeDI || k == bpmn.EdgeDI {
					t.count++
				}
			}
		}
	}
	return t.count
}

// commit writes what is being typed into the document.
func (t *editorTab) commit() {
	if t.a.current == t {
		t.a.side.Commit()
	}
}

// close lets go of everything when the tab is gone.
func (t *editorTab) close() {}

func (t *editorTab) zoomPercent() int { return int(t.editor.View().Zoom*100 + 0.5) }

// isCanvas reports whether the focused thing is the tab's canvas.
func (t *editorTab) isCanvas(fyne.Focusable) bool { return false }

// focus gives the canvas the focus.
func (t *editorTab) focus() {}

// openMenu opens one of the menus of the canvas.
func (t *editorTab) openMenu(tools.Menu) {}

// clipboard is the system's clipboard for an editor.
type clipboard struct{ a *App }

func (c clipboard) Content() string        { return c.a.fyne.Clipboard().Content() }
func (c clipboard) SetContent(text string) { c.a.fyne.Clipboard().SetContent(text) }

// planeIndex says which diagram of the document shows.
func (t *editorTab) planeIndex() int { return 0 }

func (t *editorTab) themeChanged() {}

func (t *editorTab) showMenu(at fyne.Position) {
	a := t.a
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Close", func() { a.closeTab(t, nil) }),
		fyne.NewMenuItem("Close Others", func() { a.closeOthers(t) }),
	}
	if path := t.path(); path != "" {
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("Copy Path", func() { a.fyne.Clipboard().SetContent(path) }),
			fyne.NewMenuItem("Show in File Manager", func() { a.reveal(path) }))
	}
	a.popUpMenu(items, at)
}

// problems returns what is found wrong with the model.
func (t *editorTab) problems() []bpmn.Problem { return t.found }

// reveal selects an element and brings it into view.
func (t *editorTab) reveal(bpmn.Element) {}

// bookmark returns a function that goes back to what is shown and selected now.
func (t *editorTab) bookmark() (back func()) { return func() {} }
