package ui

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// startPage is what shows while no file does.
type startPage struct {
	a      *App
	object *fyne.Container
	recent *fyne.Container
	wide   *fyne.Container
}

// startRecent is how many recent files the start page lists.
const startRecent = 8

func newStartPage(a *App) *startPage {
	p := &startPage{a: a, recent: container.New(&columnLayout{gap: 0})}
	begin := container.New(&columnLayout{gap: unit},
		p.entry("new", "New diagram", a.byID["new"].keys.String(), func() { a.do("new") }),
		p.entry("open", "Open a file…", a.byID["open"].keys.String(), func() { a.do("open") }))
	left := container.New(&columnLayout{gap: 2 * unit}, newText("Start", headingText), begin)
	if examples := a.exampleFiles(); len(examples) > 0 {
		list := container.New(&columnLayout{gap: 0})
		for _, path := range examples {
			list.Add(p.file(path, ""))
		}
		left.Add(container.New(&fixedHeight{2 * unit}))
		left.Add(newText("Examples", headingText))
		left.Add(list)
	} else { // they aren't installed: something else to begin with
		left.Add(container.New(&fixedHeight{2 * unit}))
		left.Add(newText("Find your way", headingText))
		left.Add(container.New(&columnLayout{gap: unit},
			p.entry("search", "Every action by its name", a.byID["palette"].keys.String(), func() { a.do("palette") }),
			p.entry("info", "Keyboard shortcuts", a.byID["shortcuts"].keys.String(), func() { a.do("shortcuts") }),
			p.entry("settings", "Settings", a.byID["settings"].keys.String(), func() { a.do("settings") })))
	}
	right := container.New(&columnLayout{gap: 2 * unit}, newText("Recent files", headingText), p.recent)
	head := container.New(&columnLayout{gap: unit},
		newText(Title, titleText),
		newText("Draw BPMN, edit what SpiffWorkflow needs, run the model.", bodyText.in(colorSecondary)))
	columns := container.New(&twoColumns{gap: 12 * unit}, left, right)
	page := container.New(&columnLayout{gap: 8 * unit}, head, columns)
	p.wide = container.New(&centredLayout{760}, page)
	p.object = container.NewStack(newSurface(colorCanvas), p.wide)
	p.Refresh()
	return p
}

// Refresh lists the recent files that are still there.
func (p *startPage) Refresh() {
	p.recent.RemoveAll()
	n := 0
	for _, path := range p.a.store.State.Recent {
		if _, err := os.Stat(path); err != nil {
			continue
		}
		p.recent.Add(p.file(path, displayPath(path)))
		if n++; n == startRecent {
			break
		}
	}
	if n == 0 {
		p.recent.Add(newText("Files that you open are listed here.", bodyText.in(colorSecondary)))
	}
	if p.wide != nil {
		p.wide.Refresh()
	}
}

func (p *startPage) entry(iconName, label, keys string, do func()) fyne.CanvasObject {
	b := newRow(p.a.host, do)
	b.icon, b.label, b.detail = iconName, label, keys
	return b
}

func (p *startPage) file(path, detail string) fyne.CanvasObject {
	b := newRow(p.a.host, func() { p.a.openFile(path) })
	b.icon, b.label, b.detail, b.tip = "file", filepath.Base(path), detail, path
	return b
}

// twoColumns stands two columns beside each other, or below each other where
// there is no room.
type twoColumns struct{ gap float32 }

const columnMin = 260

func (l *twoColumns) narrow(width float32) bool { return width > 0 && width < 2*columnMin+l.gap }

func (l *twoColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(columnMin, max(a.Height, b.Height))
}

func (l *twoColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := (size.Width - l.gap) / 2
	if l.narrow(size.Width) {
		w = size.Width
	}
	for i, x := range o {
		x.Resize(fyne.NewSize(w, x.MinSize().Height))
		at := fyne.NewPos(float32(i)*(w+l.gap), 0)
		if l.narrow(size.Width) && i > 0 {
			at = fyne.NewPos(0, o[0].MinSize().Height+8*unit)
		}
		x.Move(at)
	}
}

// fixedHeight is room without content.
type fixedHeight struct{ height float32 }

func (l *fixedHeight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, l.height) }
func (l *fixedHeight) Layout([]fyne.CanvasObject, fyne.Size) {}
