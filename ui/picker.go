package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// pickKind is what is looked for in a file dialog.
type pickKind string

const (
	pickOpen pickKind = "open"
	pickSave pickKind = "save"
)

// pickRequest says which file is wanted. Its JSON is what the helper program
// nativedialog reads.
type pickRequest struct {
	Kind    pickKind     `json:"kind"`
	Title   string       `json:"title"`
	Folder  string       `json:"folder"`
	Name    string       `json:"name"`
	Filters []pickFilter `json:"filters"`
}

type pickFilter struct {
	Name       string   `json:"name"`
	Extensions []string `json:"extensions"`
}

// extension returns the one that a saved file gets when its name has none.
func (r pickRequest) extension() string {
	if len(r.Filters) == 0 || len(r.Filters[0].Extensions) == 0 {
		return ""
	}
	return "." + r.Filters[0].Extensions[0]
}

var bpmnFilters = []pickFilter{
	{"BPMN diagrams", []string{"bpmn", "bpmn2", "bpmn20.xml"}},
	{"XML files", []string{"xml"}},
	{"All files", []string{"*"}},
}

// systemDialog shows the system's own dialog and waits for the answer; it is
// not called on the main goroutine. It fails with errNoDialog where there is
// none, and with errCancelled when the person took nothing.
type systemDialog func(ctx context.Context, r pickRequest) (path string, err error)

var (
	errNoDialog  = errors.New("the system has no file dialog for this program")
	errCancelled = errors.New("cancelled")
)

// pick asks for a file and calls then with the path; a person who cancels is
// not heard of. The window takes no input meanwhile: two dialogs of the system
// at a time would get in each other's way.
func (a *App) pick(r pickRequest, then func(path string)) {
	if a.picking != nil {
		return
	}
	if r.Folder == "" {
		r.Folder = a.store.State.Folder
	}
	if r.Folder == "" {
		r.Folder = homeDir()
	}
	ctx, cancel := context.WithCancel(context.Background())
	a.picking = cancel
	hide := a.showWaiting("Choose in the file dialog.", cancel)
	var path string
	work := func() (err error) {
		path, err = a.systemDialog(ctx, r)
		return err
	}
	a.jobs.Wait(work, func(err error) {
		cancel()
		a.picking = nil
		hide()
		switch {
		case errors.Is(err, errCancelled) || errors.Is(err, context.Canceled):
		case err != nil:
			a.log.Info("system dialog", "error", err)
			a.pickInWindow(r, then)
		default:
			a.picked(r, path, then)
		}
	})
}

// picked completes the name of a file to save and asks before another file is
// replaced because of that.
func (a *App) picked(r pickRequest, path string, then func(string)) {
	if r.Kind != pickSave || filepath.Ext(path) != "" || r.extension() == "" {
		then(path)
		return
	}
	path += r.extension()
	if _, err := os.Stat(path); err != nil {
		then(path)
		return
	}
	a.ask(question{
		title:   "Replace " + filepath.Base(path),
		message: filepath.Base(path) + " already exists in " + filepath.Dir(path) + ".",
		choices: []choice{{label: "Replace", danger: true, do: func() { then(path) }}, {label: "Cancel", safe: true}},
	})
}

// pickInWindow is the dialog of the window itself, where the system's is
// missing.
func (a *App) pickInWindow(r pickRequest, then func(path string)) {
	var extensions []string
	for _, f := range r.Filters {
		for _, e := range f.Extensions {
			if e != "*" {
				extensions = append(extensions, "."+e)
			}
		}
	}
	var d *dialog.FileDialog
	if r.Kind == pickSave {
		d = dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
			if err != nil {
				a.say("Nothing is saved", "The file can't be written there: "+sentence(err.Error()))
				return
			}
			if w == nil {
				return
			}
			path := w.URI().Path()
			_ = w.Close()
			// The dialog has already made an empty file; saving replaces it.
			a.picked(r, path, then)
		}, a.win)
		d.SetFileName(r.Name)
	} else {
		d = dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			if err != nil {
				a.say("Nothing is opened", "The file can't be read: "+sentence(err.Error()))
				return
			}
			if f == nil {
				return
			}
			path := f.URI().Path()
			_ = f.Close()
			then(path)
		}, a.win)
		if len(extensions) > 0 {
			d.SetFilter(storage.NewExtensionFileFilter(extensions))
		}
	}
	if dir, err := storage.ListerForURI(storage.NewFileURI(r.Folder)); err == nil && r.Folder != "" {
		d.SetLocation(dir)
	}
	a.fallback = d
	if r.Title != "" {
		d.SetTitleText(r.Title)
	}
	d.SetOnClosed(func() { a.fallback = nil })
	size := a.win.Canvas().Size()
	d.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8))
	d.Show()
	if r.Kind == pickSave {
		a.takeTypedPaths(d, r, then)
	}
}

// proposal returns a file name for saving beside another one.
func proposal(path, extension string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base)) + extension
}
