package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/workspace"
)

// editorTab is one open file: its document with everything that works on it,
// or the reason why it can't be opened.
type editorTab struct {
	a       *App
	tab     *fileTab
	file    *workspace.File // nil until a new document is saved
	doc     *bpmn.Document  // nil when the file can't be opened
	editor  *editor.Editor  // of doc
	diagram *canvas.Diagram
	minimap *minimap
	plane   bpmn.Element // that the breadcrumbs lead to

	wanted      string // the path that was asked for
	title       string // the name of a document without a file
	fresh       bool   // made by New: nothing is lost with it until something is drawn
	failure     error
	gone        bool            // the tab is closed: work in the background has come too late
	warnings    []bpmn.Problem  // of opening
	found       []bpmn.Problem  // of the last check; the warnings before the first
	run         *run            // nil when nothing was run
	setup       runSetup        // what runs begin with
	breakpoints map[string]bool // ids of elements
	compiling   bool
	refused     []bpmn.Problem // why the last run could not begin
	version     int            // counts changes
	counted     int            // the version that count belongs to
	nodesOf     int            // the version that nodes belong to
	nodes       []string
	count       int

	keeper  keeper
	view    *workspace.View // to be shown when the size of the canvas is known
	placed  bool            // the panels around the canvas have their sizes
	saving  bool            // the file is being written
	saved   []func()        // to be done when it is
	offered int             // the version that offers belong to
	offers  workspace.Offer // what other files can use

	content      *fyne.Container // banners above, canvas below
	banners      *fyne.Container
	crumbBar     *fyne.Container // holds crumbs
	crumbs       *fyne.Container
	body         *fyne.Container
	cancel       func() // ends the subscription
	stopAnalysis func()
	analysing    bool
	conflict     workspace.Status
	onDisk       *banner
}

// newEditorTab makes the tab of a document.
func newEditorTab(a *App, o *opened, title string) *editorTab {
	t := &editorTab{a: a, title: title}
	t.frame()
	t.setDocument(o)
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
	t.crumbBar = container.NewStack()
	t.crumbBar.Hide()
	t.content = container.New(&stageLayout{}, t.banners, t.crumbBar, t.body)
	t.tab = newFileTab(t.a.host)
	t.tab.onSelect = func() { t.a.selectTab(t) }
	t.tab.onClose = func() { t.a.closeTab(t, nil) }
	t.tab.onMenu = t.showMenu
}

func (t *editorTab) setDocument(o *opened) {
	t.drop()
	t.doc, t.file, t.warnings, t.found, t.failure = o.doc, o.file, o.warnings, o.warnings, nil
	t.cancel = o.doc.Subscribe(func(*bpmn.Change) { t.changed() })
	t.analyse()
	t.makeDiagram(o)
	t.updateMarks()
	t.body.Objects = []fyne.CanvasObject{container.New(cornerLayout{}, t.diagram, t.minimap)}
	t.content.Refresh()
}

func (t *editorTab) setFailure(failure error) {
	t.drop()
	t.doc, t.editor, t.diagram, t.failure, t.warnings, t.found = nil, nil, nil, failure, nil, nil
	t.crumbBar.Hide()
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
	t.endRun()
	t.refused = nil
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

// isDirty reports whether closing the file would lose something.
func (t *editorTab) isDirty() bool { return t.doc != nil && t.doc.IsDirty() && !t.isUntouched() }

// isUntouched reports whether the tab holds a new diagram in which nothing has
// been done, or all of it taken back.
func (t *editorTab) isUntouched() bool {
	_, changed := t.doc.UndoLabel()
	return t.fresh && t.file == nil && !changed
}

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
	t.refused = nil
	t.minimap.Changed()
	t.keepAside()
	t.analyse()
	if t.a.current == t {
		t.a.runs.showStale()
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
	if t.a.current != t {
		return
	}
	t.a.side.Commit()
	if c := t.a.win.Canvas(); t.isCanvas(c.Focused()) {
		// A label that is being edited in place is written when the canvas loses
		// the focus.
		c.Unfocus()
		t.focus()
	}
}

func (t *editorTab) zoomPercent() int { return int(t.editor.View().Zoom*100 + 0.5) }

// themeChanged shows the canvas in the other palette.
func (t *editorTab) themeChanged() {
	if t.diagram != nil {
		t.diagram.SetPalette(isDark())
		t.minimap.Refresh()
		t.minimap.Changed()
	}
}

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
func (t *editorTab) problems() []bpmn.Problem {
	return append(slices.Clip(t.refused), t.found...)
}

// stageLayout: banners, breadcrumbs and, in the rest, the canvas.
type stageLayout struct{}

func (stageLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (stageLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, x := range o[:2] {
		if !x.Visible() {
			continue
		}
		h := x.MinSize().Height
		x.Resize(fyne.NewSize(size.Width, h))
		x.Move(fyne.NewPos(0, y))
		y += h
	}
	o[2].Move(fyne.NewPos(0, y))
	o[2].Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}
