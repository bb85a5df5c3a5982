package ui

import (
	"os"
	"runtime"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func homeDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// modifiers returns the modifier keys that are held down.
func (a *App) modifiers() fyne.KeyModifier {
	if d, ok := a.fyne.Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

func (a *App) saveSettings() {
	if err := a.store.SaveSettings(); err != nil {
		a.status.Say(err.Error(), true)
	}
}

func (a *App) setTheme(mode string) {
	a.store.Settings.Theme = mode
	a.saveSettings()
	a.fyne.Settings().SetTheme(look{mode})
}

// themeChanged repaints what Fyne doesn't know to depend on the theme.
func (a *App) themeChanged() {
	for _, t := range a.open {
		t.themeChanged()
	}
}

// applyScale hands the size of everything to Fyne, which reads it there only.
// A size that the environment sets already is left alone.
func (a *App) applyScale() {
	const key = "FYNE_SCALE"
	if a.options.scaleFromOutside == nil {
		given := os.Getenv(key) != ""
		a.options.scaleFromOutside = &given
	}
	if *a.options.scaleFromOutside {
		return
	}
	if err := os.Setenv(key, strconv.FormatFloat(a.store.Settings.Scale, 'f', 2, 64)); err != nil {
		a.log.Warn("set scale", "error", err)
	}
}

func (a *App) setScale(scale float64) {
	a.store.Settings.Scale = scale
	a.saveSettings()
	a.applyScale()
	a.fyne.Settings().SetTheme(look{a.store.Settings.Theme}) // makes Fyne look at the scale
	a.refresh()
}

// toggleBare leaves only the canvas, or brings everything back.
func (a *App) toggleBare() {
	a.shell.bare = !a.shell.bare
	if a.shell.bare {
		a.win.SetMainMenu(nil)
	} else {
		a.buildMenu()
	}
	a.win.SetFullScreen(a.shell.bare)
	a.shell.Arrange()
}

func (a *App) about() {
	version := a.options.Version
	if version == "" {
		version = "development version"
	}
	a.say(Title, "Draws BPMN diagrams, edits what SpiffWorkflow needs and runs the model.\n\n"+
		"Version "+version+", "+runtime.Version()+", "+runtime.GOOS+"/"+runtime.GOARCH+"\n"+
		"Fonts: Liberation, SIL Open Font License.")
}
