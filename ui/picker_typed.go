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
// own dialog, and Esc close it from there. Fyne takes what is typed for a name in
// the folder that it shows, and its field has no use for Esc.
func (a *App) takeTypedPaths(d *dialog.FileDialog, r pickRequest, then func(string)) {
	popup, ok := a.win.Canvas().Overlays().Top().(*widget.PopUp)
	if !ok {
		return
	}
	var name *widget.Entry
	var save *widget.Button
	var around *container.Scroll
	visit(popup.Content, func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *container.Scroll:
			if e, ok := x.Content.(*widget.Entry); ok {
				name, around = e, x
			}
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
	field := newNameField(name, d.Hide, save.OnTapped)
	around.Content = field
	around.Refresh()
	a.win.Canvas().Focus(field)
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// nameField stands in the place of the dialog's own field, and keeps it in step.
type nameField struct {
	widget.Entry
	escape func()
}

func newNameField(name *widget.Entry, escape, submit func()) *nameField {
	f := &nameField{escape: escape}
	f.ExtendBaseWidget(f)
	f.SetText(name.Text)
	follow := name.OnChanged
	name.OnChanged = func(s string) {
		if follow != nil {
			follow(s)
		}
		if f.Text != s {
			f.SetText(s)
		}
	}
	f.OnChanged = func(s string) {
		if name.Text != s {
			name.SetText(s)
		}
	}
	f.OnSubmitted = func(string) { submit() }
	return f
}

// TypedKey leaves the dialog by Esc.
func (f *nameField) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		f.escape()
		return
	}
	f.Entry.TypedKey(e)
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
