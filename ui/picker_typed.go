package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// takeTypedPaths lets whole paths be typed into the name field of the window's
// own dialog. Fyne takes what is typed for a name in the folder that it shows.
func (a *App) takeTypedPaths(d *dialog.FileDialog, r pickRequest, then func(string)) {
	popup, ok := a.win.Canvas().Overlays().Top().(*widget.PopUp)
	if !ok {
		return
	}
	var name *widget.Entry
	var save *widget.Button
	visit(popup.Content, func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *widget.Entry:
			name = x
		case *widget.Button:
			if x.Importance == widget.HighImportance {
				save = x
			}
		}
	})
	if name == nil || save == nil {
		return
	}
	inFolder := save.OnTapped
	save.OnTapped = func() {
		path, whole := typedPath(name.Text)
		if !whole {
			inFolder()
			return
		}
		a.saveTo(r, path, func(path string) {
			d.Hide()
			then(path)
		})
	}
	name.OnSubmitted = func(string) { save.OnTapped() }
	a.win.Canvas().Focus(name)
}

// typedPath returns the path that was typed, when it is a whole one and no name.
func typedPath(s string) (path string, whole bool) {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(filepath.ToSlash(s), "~/"); ok && homeDir() != "" {
		return filepath.Join(homeDir(), filepath.FromSlash(rest)), true
	}
	if !filepath.IsAbs(s) {
		return s, false
	}
	return filepath.Clean(s), true
}

// saveTo calls then with the path, after it is clear that a file may be written
// there; otherwise it says why not.
func (a *App) saveTo(r pickRequest, path string, then func(string)) {
	if filepath.Ext(path) == "" {
		path += r.extension()
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		a.say("Nothing is saved", "There is no folder "+folder+".")
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		then(path)
	case info.IsDir():
		a.say("Nothing is saved", path+" is a folder. Add the name of the file.")
	default:
		a.ask(question{
			title:   "Replace " + filepath.Base(path),
			message: filepath.Base(path) + " already exists in " + folder + ".",
			choices: []choice{{label: "Replace", danger: true, do: func() { then(path) }}, {label: "Cancel", safe: true}},
		})
	}
}

// visit calls f with an object and all in it, as far as containers show what
// they hold.
func visit(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	f(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			visit(c, f)
		}
	case *container.Scroll:
		if x.Content != nil {
			visit(x.Content, f)
		}
	case *container.Split:
		visit(x.Leading, f)
		visit(x.Trailing, f)
	}
}
