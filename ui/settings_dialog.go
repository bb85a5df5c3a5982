package ui

import (
	"fmt"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/properties/form"
	"spiffmodeler/workspace"
)

var themes = []struct{ mode, label string }{{"system", "As the system"}, {"light", "Light"}, {"dark", "Dark"}}

// switches are the settings that are on or off. changed follows a change, when
// more than keeping it is needed.
var switches = []struct {
	label   string
	which   func(*workspace.Settings) *bool
	changed func(*App)
}{
	{"Dots of the grid on the canvas", func(s *workspace.Settings) *bool { return &s.Grid }, (*App).gridChanged},
	{"Snapping: what is dragged aligns with the grid and its neighbours", func(s *workspace.Settings) *bool { return &s.Snapping }, (*App).gridChanged},
	{"Flows jump over those that they cross", func(s *workspace.Settings) *bool { return &s.LineJumps }, (*App).gridChanged},
	{"Animations: tokens glide along the flows", func(s *workspace.Settings) *bool { return &s.Animations }, nil},
	{"Open the files of the last time at the start", func(s *workspace.Settings) *bool { return &s.Reopen }, nil},
	{"Keep unsaved changes aside, for after a crash", func(s *workspace.Settings) *bool { return &s.Recovery }, (*App).recoveryChanged},
}

// showSettings shows the settings. A change counts at once.
func (a *App) showSettings() {
	s := &a.store.Settings
	var labels []string
	for _, t := range themes {
		labels = append(labels, t.label)
	}
	theme := newPicker(a, labels, max(0, slices.IndexFunc(themes, func(t struct{ mode, label string }) bool { return t.mode == s.Theme })))
	theme.changed = func(i int) { a.setTheme(themes[i].mode) }

	labels = nil
	for _, percent := range scales {
		labels = append(labels, fmt.Sprintf("%d %%", percent))
	}
	scale := newPicker(a, labels, max(0, slices.Index(scales, int(s.Scale*100+0.5))))
	scale.changed = func(i int) { a.setScale(float64(scales[i]) / 100) }

	body := container.New(&columnLayout{gap: unit},
		newText("Colours", smallText), theme.object, newText("Size of everything", smallText), scale.object)
	if hasDocument(a) && a.current.folder() != "" {
		folder := a.current.folder()
		labels = nil
		for _, e := range environments {
			labels = append(labels, e.label)
		}
		environment := newPicker(a, labels, a.environmentOf(folder))
		environment.changed = func(i int) { a.setEnvironment(folder, i) }
		body.Add(newText("What scripts can see in runs of the folder "+filepath.Base(folder), smallText))
		body.Add(environment.object)
	}
	body.Add(container.New(&fixedHeight{unit}))
	var p *popup
	style := a.fieldStyle()
	style.Escape, style.Key = func() { p.Close() }, func(e *fyne.KeyEvent) { p.key(e) }
	for _, x := range switches {
		body.Add(form.NewToggle(style, x.label, *x.which(s), func(on bool) {
			*x.which(s) = on
			a.saveSettings()
			if x.changed != nil {
				x.changed(a)
			}
			a.refresh()
		}))
	}
	done := newTextButton("Close", primaryButton, func() { p.Close() })
	done.host = &host{key: func(e *fyne.KeyEvent) { p.key(e) }}
	p = a.showPopup("Settings", body, container.New(&rowLayout{gap: 2 * unit}, newSpring(), done), 460)
	a.win.Canvas().Focus(done)
}
