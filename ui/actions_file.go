package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// fileActions are those of the file menu and of the program itself.
func fileActions() []action {
	quit := keys{fyne.KeyQ, ctrl}
	if runtime.GOOS == "darwin" { // the system's own menu has it
		quit = keys{}
	}
	return []action{
		{id: "home", label: "Start Page", icon: "home", enabled: hasTab, run: func(a *App) { a.selectTab(nil) }},
		{id: "new", label: "New", icon: "new", keys: keys{fyne.KeyN, ctrl}, run: (*App).newFile},
		{id: "open", label: "Open…", icon: "open", keys: keys{fyne.KeyO, ctrl}, run: (*App).openDialog},
		{id: "reopen", label: "Reopen Closed File", keys: keys{fyne.KeyT, ctrl | shift}, enabled: func(a *App) bool { return len(a.closed) > 0 }, run: (*App).reopen},
		{id: "save", label: "Save", icon: "save", keys: keys{fyne.KeyS, ctrl}, settling: true, enabled: canSave, run: func(a *App) { a.save(a.current, nil) }},
		{id: "saveAs", label: "Save As…", keys: keys{fyne.KeyS, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.saveAs(a.current, nil) }},
		{id: "saveAll", label: "Save All", keys: keys{fyne.KeyS, ctrl | alt}, settling: true, enabled: func(a *App) bool { return len(a.unsaved()) > 0 }, run: (*App).saveAll},
		{id: "reload", label: "Reload from Disk", enabled: func(a *App) bool { return hasTab(a) && a.current.path() != "" }, run: func(a *App) { a.reload(a.current) }},
		{id: "exportSVG", label: "Export SVG…", enabled: hasDocument, run: func(a *App) { a.export(svgFormat) }},
		{id: "exportPNG", label: "Export PNG…", keys: keys{fyne.KeyE, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.export(pngFormat) }},
		{id: "close", label: "Close", keys: keys{fyne.KeyW, ctrl}, enabled: hasTab, run: func(a *App) { a.closeTab(a.current, nil) }},
		{id: "quit", label: "Quit", keys: quit, run: (*App).quit},
		{id: "palette", label: "Command Palette…", keys: keys{fyne.KeyP, ctrl | shift}, run: (*App).commandPalette},
		{id: "shortcuts", label: "Keyboard Shortcuts", keys: keys{fyne.KeyF1, 0}, also: keys{fyne.KeySlash, ctrl}, run: (*App).showShortcuts},
		{id: "settings", label: "Settings…", icon: "settings", keys: keys{fyne.KeyComma, ctrl | shift}, run: (*App).showSettings},
		{id: "about", label: "About " + Title, run: (*App).about},
	}
}
