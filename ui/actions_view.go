package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"spiffmodeler/canvas/editor"
)

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

func viewActions() []action {
	return []action{
		{id: "zoomIn", label: "Zoom In", icon: "plus", keys: keys{fyne.KeyEqual, ctrl}, also: keys{fyne.KeyPlus, ctrl}, enabled: hasDocument,
			run: onEditor(func(ed *editor.Editor) { ed.ZoomBy(1) })},
		{id: "zoomOut", label: "Zoom Out", icon: "minus", keys: keys{fyne.KeyMinus, ctrl}, enabled: hasDocument,
			run: onEditor(func(ed *editor.Editor) { ed.ZoomBy(-1) })},
		{id: "zoomActual", label: "Actual Size", keys: keys{fyne.Key0, ctrl}, enabled: hasDocument,
			run: onEditor(func(ed *editor.Editor) { ed.ZoomTo(1) })},
		{id: "zoomFit", label: "Fit the Diagram", icon: "fit", keys: keys{fyne.Key1, ctrl}, enabled: hasDocument, run: onEditor((*editor.Editor).Fit)},
		{id: "zoomSelection", label: "Zoom to the Selection", keys: keys{fyne.Key2, ctrl}, enabled: hasSelection, run: onEditor((*editor.Editor).ZoomToSelection)},
		{id: "grid", label: "Grid", keys: keys{fyne.KeyG, ctrl}, enabled: hasDocument,
			on:  func(a *App) bool { return a.store.Settings.Grid },
			run: (*App).toggleGrid},
		drawingSwitch("snapping", "Snapping", func(a *App) *bool { return &a.store.Settings.Snapping }),
		drawingSwitch("lineJumps", "Flows Jump over Others", func(a *App) *bool { return &a.store.Settings.LineJumps }),
		panel("view.palette", "Palette", "panel-left", keys{}, func(a *App) *bool { return &a.store.State.Panels.Palette }),
		panel("view.properties", "Properties", "panel-right", keys{fyne.KeyP, ctrl}, func(a *App) *bool { return &a.store.State.Panels.Properties }),
		panel("view.dock", "Bottom Panel", "panel-bottom", keys{fyne.KeyB, ctrl}, func(a *App) *bool { return &a.store.State.Panels.Dock }),
		{id: "view.minimap", label: "Map of the Diagram", keys: keys{fyne.KeyM, ctrl}, enabled: hasDocument,
			on: func(a *App) bool { return a.store.State.Panels.Minimap }, run: (*App).toggleMinimap},
		{id: "view.problems", label: "Problems", keys: keys{fyne.KeyM, ctrl | shift}, enabled: hasDocument, run: func(a *App) { a.dock.Open(a.problems.page) }},
		{id: "view.bare", label: "Canvas Only", keys: keys{fyne.KeyF11, 0}, enabled: hasDocument, on: func(a *App) bool { return a.shell.bare }, run: (*App).toggleBare},
		themeAction("light", "Light"), themeAction("dark", "Dark"), themeAction("system", "As the System"),
		{id: "nextTab", label: "Next File", keys: keys{fyne.KeyTab, fyne.KeyModifierControl}, enabled: hasTab, run: func(a *App) { a.cycle(1) }},
		{id: "previousTab", label: "Previous File", keys: keys{fyne.KeyTab, fyne.KeyModifierControl | shift}, enabled: hasTab, run: func(a *App) { a.cycle(-1) }},
	}
}

// drawingSwitch makes the action that switches a setting of all canvases.
func drawingSwitch(id, label string, which func(*App) *bool) action {
	return action{id: id, label: label, enabled: hasDocument,
		on: func(a *App) bool { return *which(a) },
		run: func(a *App) {
			*which(a) = !*which(a)
			a.saveSettings()
			a.gridChanged()
			a.refresh()
		}}
}

func (a *App) toggleMinimap() {
	a.store.State.Panels.Minimap = !a.store.State.Panels.Minimap
	for _, t := range a.open {
		if t.doc != nil {
			t.minimap.Toggle()
		}
	}
}

func (a *App) toggleGrid() {
	a.store.Settings.Grid = !a.store.Settings.Grid
	a.saveSettings()
	a.gridChanged()
}

func (a *App) gridChanged() {
	for _, t := range a.open {
		if t.doc != nil {
			t.editor.SetGrid(a.store.Settings.Grid)
			t.editor.SetSnapping(a.store.Settings.Snapping)
			t.editor.SetLineJumps(a.store.Settings.LineJumps)
		}
	}
}

// zoomText is what the toolbar shows between the buttons for zooming.
func (a *App) zoomText() string {
	if !hasDocument(a) {
		return "100 %"
	}
	return fmt.Sprintf("%d %%", a.current.zoomPercent())
}
