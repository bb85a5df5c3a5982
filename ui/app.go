// Package ui is the window: menus, tabs, palette, panels and dialogs. It wires
// the documents, the canvas, the properties and the runner by constructors and
// callbacks, and owns none of their state.
package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"spiffmodeler/assets"
	"spiffmodeler/canvas/paint/fonts"
	"spiffmodeler/workspace"
)

// Title is the name of the program in the window.
const Title = "Spiff Modeler"

// Options say how the window starts.
type Options struct {
	ConfigDir string   // where settings are kept; none are kept when empty
	Files     []string // to open
	Examples  string   // folder with examples, for the start page; may be empty
	Version   string
	Log       *slog.Logger
	Ending    func() // called when all is written and only the window is left to close; may be nil

	scaleFromOutside *bool
	do               func(func()) // calls on the main goroutine; for tests
}

// App is the main window with everything in it.
type App struct {
	fyne    fyne.App
	win     fyne.Window
	options Options
	log     *slog.Logger
	store   *workspace.Store
	jobs    *jobs
	host    *host
	fonts   *fonts.System // for characters that the embedded faces lack

	actions []action
	byID    map[string]*action
	menu    *fyne.MainMenu
	enabled string // what the menus show now, one letter for each action

	shell    *shell
	toolbar  *toolbar
	palette  *paletteColumn
	tabs     *tabBar
	stage    *fyne.Container // the content of every tab, one of them visible
	start    *startPage
	side     *sidePanel
	dock     *dock
	problems *problemsView
	runs     *runView
	output   *outputView
	status   *statusBar

	open       []*editorTab
	current    *editorTab                  // nil: the start page shows
	closed     []string                    // paths of closed files, for reopening
	opening    map[string]bool             // absolute paths of files that are being read
	indexes    map[string]*workspace.Index // what the files of folders offer, by folder
	indexing   bool
	journal    *workspace.Journal // of unsaved changes; nil: none is kept
	journalled int                // the last key in it
	popups     []*popup
	picking    context.CancelFunc // the system's file dialog is open
	fallback   *dialog.FileDialog // the window's own is open

	systemDialog   systemDialog
	stopWatch      func()
	keepingSession func() // takes back the writing that is to come; nil: none is
	quitting       bool
	syncing        bool // the program selects on the canvas what was chosen elsewhere
}

// New makes the window of the application. It is not shown yet.
func New(app fyne.App, o Options) *App {
	a := &App{fyne: app, options: o, log: o.Log, jobs: &jobs{do: o.do}, fonts: fonts.NewSystem(), opening: map[string]bool{}, indexes: map[string]*workspace.Index{}, systemDialog: openSystemDialog}
	if o.do == nil {
		a.jobs.do = fyne.Do
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	var problems []string
	a.store, problems = workspace.OpenStore(o.ConfigDir, a.log)
	a.journal = a.store.Journal()
	a.applyScale()
	app.Settings().SetTheme(look{a.store.Settings.Theme})
	app.SetIcon(fyne.NewStaticResource("icon.png", assets.AppIcon()))
	a.win = app.NewWindow(Title)
	a.win.SetMaster()
	a.win.SetPadded(false)
	a.host = newHost(a.jobs.After, a.typedKey)
	a.build()
	for _, p := range problems {
		a.output.Add(p)
	}
	if len(problems) > 0 {
		a.status.Say(problems[0], true)
	}
	return a
}

// Run shows the window and returns when it is closed.
func (a *App) Run() {
	a.win.Resize(fyne.NewSize(a.store.State.Window.Width, a.store.State.Window.Height))
	a.win.CenterOnScreen()
	a.openFirst()
	a.watch()
	a.win.ShowAndRun()
}

// openFirst opens what was asked for, or what was open the last time.
func (a *App) openFirst() {
	if files := a.options.Files; len(files) > 0 || !a.store.Settings.Reopen {
		a.openFilesThen(files, a.offerRecovery)
		return
	}
	active := a.store.State.Active
	a.openFilesThen(a.store.State.Session, func() {
		for _, t := range a.open {
			if p := t.path(); p != "" && p == active {
				a.selectTab(t)
			}
		}
		a.offerRecovery()
	})
}

func (a *App) build() {
	a.actions = actionTable()
	a.byID = make(map[string]*action, len(a.actions))
	for i := range a.actions {
		a.byID[a.actions[i].id] = &a.actions[i]
	}
	a.tabs = newTabBar(a.host, a.listTabs)
	a.stage = container.NewStack()
	a.status = newStatusBar(a.host, a.jobs)
	a.jobs.changed = a.status.showWork
	a.toolbar = newToolbar(a)
	a.palette = newPaletteColumn(a)
	a.side = newSidePanel(a)
	a.problems = newProblemsView(a)
	a.runs = newRunView(a)
	a.output = newOutputView(a)
	a.dock = newDock(a.host, func() { a.togglePanel(&a.store.State.Panels.Dock) }, a.openDock,
		a.problems.page, a.runs.page, a.output.page)
	a.start = newStartPage(a)
	a.stage.Add(a.start.object)

	s := newShell(a.host, &a.store.State.Panels)
	s.toolbar, s.palette, s.tabs, s.stage = a.toolbar.object, a.palette.object, a.tabs.object, a.stage
	s.properties, s.dock, s.status = a.side.object, a.dock.object, a.status.object
	a.shell = s
	content := container.NewStack(s.build(), a.host.layer)

	a.buildMenu()
	a.win.SetContent(content)
	a.registerShortcuts()
	a.win.Canvas().SetOnTypedKey(a.typedKey)
	a.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) {
		var paths []string
		for _, u := range uris {
			paths = append(paths, u.Path())
		}
		a.openFiles(paths)
	})
	a.win.SetCloseIntercept(a.quit)
	a.fyne.Lifecycle().SetOnEnteredForeground(a.checkDisk)
	a.fyne.Settings().AddListener(func(fyne.Settings) { a.themeChanged() })
	a.dock.Open(a.problems.page)
	a.selectTab(nil)
}

// openDock shows the dock when one of its pages was asked for.
func (a *App) openDock(p *dockPage) {
	panels := &a.store.State.Panels
	if a.shell == nil || a.current == nil {
		return
	}
	height := float32(0)
	if p.height != nil {
		height = p.height(a.shell.object.Size().Height)
	}
	if panels.Dock && panels.Bottom >= height {
		return
	}
	panels.Dock, panels.Bottom = true, max(panels.Bottom, height)
	a.shell.Arrange()
	a.refresh()
}

func (a *App) togglePanel(open *bool) {
	*open = !*open
	a.shell.Arrange()
	a.refresh()
}

// refresh brings everything that depends on the state of the window up to
// date: which actions can be done, titles and the status bar.
func (a *App) refresh() {
	a.toolbar.Refresh()
	a.palette.Refresh()
	a.refreshMenu()
	title := Title
	if t := a.current; t != nil {
		title = t.name() + " – " + Title
		if t.isDirty() {
			title = "• " + title
		}
	}
	if a.win.Title() != title {
		a.win.SetTitle(title)
	}
	for _, t := range a.open {
		t.refreshTab()
	}
	a.status.SetFacts(a.facts())
}

// selected follows another selection on the canvas.
func (a *App) selected(t *editorTab) {
	if list := t.editor.Selected(); len(list) == 1 && !a.syncing && t.run != nil {
		a.runs.chooseElement(list[0])
	}
}

// facts are what the status bar shows at the right.
func (a *App) facts() string {
	t := a.current
	if t == nil || t.doc == nil {
		return ""
	}
	saved := "Saved"
	switch {
	case t.file == nil:
		saved = "Not saved yet"
	case t.isDirty():
		saved = "Unsaved changes"
	}
	count := t.elementCount()
	elements := strconv.Itoa(count) + " elements"
	if count == 1 {
		elements = "1 element"
	}
	return elements + "   ·   " + strconv.Itoa(t.zoomPercent()) + " %   ·   " + saved
}

// quit closes the window after asking about unsaved changes.
func (a *App) quit() {
	if a.quitting {
		return
	}
	a.closeAll(func() {
		a.quitting = true
		if a.journal != nil {
			a.journal.DropAll()
		}
		size := a.win.Canvas().Size()
		a.store.State.Window.Width, a.store.State.Window.Height = size.Width, size.Height
		if err := a.store.SaveState(); err != nil {
			a.log.Warn("save state", "error", err)
		}
		if a.picking != nil {
			a.picking()
		}
		if a.stopWatch != nil {
			a.stopWatch()
		}
		a.jobs.StopAll()
		a.win.SetCloseIntercept(nil)
		if a.options.Ending != nil {
			a.options.Ending()
		}
		a.win.Close()
	})
}

// displayPath shortens a path for people.
func displayPath(path string) string {
	if path == "" {
		return ""
	}
	dir := filepath.Dir(path)
	if home := homeDir(); home != "" {
		if rel, err := filepath.Rel(home, dir); err == nil && rel == "." {
			return "~"
		} else if err == nil && filepath.IsLocal(rel) {
			return filepath.Join("~", rel)
		}
	}
	return dir
}
