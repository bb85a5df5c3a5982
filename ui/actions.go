package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// action is one thing that a person can do. Menus, toolbar, shortcuts and
// tooltips are made of this table.
type action struct {
	id      string
	label   string
	group   string // what the label leaves out, where it stands alone
	keys    keys
	also    keys // a second way
	icon    string
	enabled func(*App) bool // always, when nil
	on      func(*App) bool // has a check mark, when set
	run     func(*App)
}

func (x *action) can(a *App) bool { return x.enabled == nil || x.enabled(a) }

// do runs an action if it can be done now. The driver calls menu shortcuts for
// disabled items too, so every way comes through here.
func (a *App) do(id string) {
	x := a.byID[id]
	if x == nil || len(a.popups) > 0 || !x.can(a) {
		return
	}
	x.run(a)
	a.refresh()
}

func hasDocument(a *App) bool { return a.current != nil && a.current.doc != nil }
func hasTab(a *App) bool      { return a.current != nil }

// panel makes the action that opens and closes a panel.
func panel(id, label, icon string, k keys, which func(*App) *bool) action {
	return action{
		id: id, label: label, icon: icon, keys: k, enabled: hasDocument,
		on:  func(a *App) bool { return *which(a) },
		run: func(a *App) { a.togglePanel(which(a)) },
	}
}

func themeAction(mode, label string) action {
	return action{
		id: "theme." + mode, label: label, group: "Theme",
		on:  func(a *App) bool { return a.store.Settings.Theme == mode },
		run: func(a *App) { a.setTheme(mode) },
	}
}

func actionTable() []action {
	list := []action{
		{id: "home", label: "Start Page", icon: "home", enabled: hasTab, run: func(a *App) { a.selectTab(nil) }},
		{id: "new", label: "New", icon: "new", keys: keys{fyne.KeyN, ctrl}, run: (*App).newFile},
		{id: "open", label: "Open…", icon: "open", keys: keys{fyne.KeyO, ctrl}, run: (*App).openDialog},
		{id: "reopen", label: "Reopen Closed File", keys: keys{fyne.KeyT, ctrl | shift}, enabled: func(a *App) bool { return len(a.closed) > 0 }, run: (*App).reopen},
		{id: "save", label: "Save", icon: "save", keys: keys{fyne.KeyS, ctrl}, enabled: canSave, run: func(a *App) { a.save(a.current, nil) }},
		{id: "saveAs", label: "Save As…", keys: keys{fyne.KeyS, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.saveAs(a.current, nil) }},
		{id: "saveAll", label: "Save All", keys: keys{fyne.KeyS, ctrl | alt}, enabled: func(a *App) bool { return len(a.unsaved()) > 0 }, run: (*App).saveAll},
		{id: "exportSVG", label: "Export SVG…", icon: "export", enabled: hasDocument, run: func(a *App) { a.export(svgFormat) }},
		{id: "exportPNG", label: "Export PNG…", keys: keys{fyne.KeyE, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.export(pngFormat) }},
		{id: "reload", label: "Reload from Disk", enabled: func(a *App) bool { return hasTab(a) && a.current.path() != "" }, run: func(a *App) { a.reload(a.current) }},
		{id: "close", label: "Close", keys: keys{fyne.KeyW, ctrl}, enabled: hasTab, run: func(a *App) { a.closeTab(a.current, nil) }},
		{id: "quit", label: "Quit", keys: keys{fyne.KeyQ, ctrl}, run: (*App).quit},
		{id: "nextTab", label: "Next File", keys: keys{fyne.KeyTab, fyne.KeyModifierControl}, enabled: hasTab, run: func(a *App) { a.cycle(1) }},
		{id: "previousTab", label: "Previous File", keys: keys{fyne.KeyTab, fyne.KeyModifierControl | shift}, enabled: hasTab, run: func(a *App) { a.cycle(-1) }},

		{id: "find", label: "Find Element…", icon: "search", keys: keys{fyne.KeyF, ctrl}, enabled: hasDocument, run: (*App).findElement},
		{id: "tool.hand", label: "Hand", icon: "hand", keys: keys{fyne.KeyH, 0}, enabled: hasDocument, run: func(a *App) {}},
		{id: "tool.lasso", label: "Lasso", icon: "lasso", keys: keys{fyne.KeyL, 0}, enabled: hasDocument, run: func(a *App) {}},
		{id: "tool.space", label: "Make or Remove Space", icon: "space", keys: keys{fyne.KeyS, 0}, enabled: hasDocument, run: func(a *App) {}},
		{id: "tool.connect", label: "Connect", icon: "connect", keys: keys{fyne.KeyC, 0}, enabled: hasDocument, run: func(a *App) {}},

		panel("view.palette", "Palette", "panel-left", keys{}, func(a *App) *bool { return &a.store.State.Panels.Palette }),
		panel("view.properties", "Properties", "panel-right", keys{fyne.KeyP, ctrl}, func(a *App) *bool { return &a.store.State.Panels.Properties }),
		panel("view.dock", "Bottom Panel", "panel-bottom", keys{fyne.KeyB, ctrl}, func(a *App) *bool { return &a.store.State.Panels.Dock }),
		{id: "view.problems", label: "Problems", keys: keys{fyne.KeyM, ctrl | shift}, enabled: hasTab, run: func(a *App) { a.dock.Open(a.problems.page) }},
		{id: "view.bare", label: "Canvas Only", keys: keys{fyne.KeyF11, 0}, enabled: hasTab, on: func(a *App) bool { return a.shell.bare }, run: (*App).toggleBare},
		themeAction("light", "Light"), themeAction("dark", "Dark"), themeAction("system", "As the System"),
		{id: "palette", label: "Command Palette…", keys: keys{fyne.KeyP, ctrl | shift}, run: (*App).commandPalette},
		{id: "about", label: "About " + Title, run: (*App).about},
	}
	if runtime.GOOS == "darwin" {
		for i := range list {
			if list[i].id == "quit" { // the system's own menu has it
				list[i].keys = keys{}
			}
		}
	}
	return list
}

// menuTable says where the actions stand. "-" is a line; an entry with a
// colon opens a menu of its own.
var menuTable = []struct {
	name  string
	items []string
}{
	{"File", []string{"new", "open", "recent:", "reopen", "-", "save", "saveAs", "saveAll", "reload", "-", "exportSVG", "exportPNG", "-", "close", "quit"}},
	{"Edit", []string{"find", "-", "tool.hand", "tool.lasso", "tool.space", "tool.connect"}},
	{"View", []string{"home", "-", "view.palette", "view.properties", "view.dock", "view.problems", "-", "view.bare", "theme:", "scale:", "-", "nextTab", "previousTab"}},
	{"Help", []string{"palette", "-", "about"}},
}

// toolbarTable is the row of buttons: "|" divides groups, ">" is the room
// between left and right.
var toolbarTable = []string{
	"home", "new", "open", "save", "|", ">", "find", "|", "view.palette", "view.dock", "view.properties",
}
