package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// toolbar is the row of buttons below the menus.
type toolbar struct {
	a       *App
	object  *fyne.Container
	buttons map[string]*button
	zoom    *button
}

func newToolbar(a *App) *toolbar {
	t := &toolbar{a: a, buttons: map[string]*button{}}
	row := container.New(&rowLayout{left: 2 * unit, right: 2 * unit, gap: unit / 2})
	for _, id := range toolbarTable {
		switch id {
		case "|":
			row.Add(newGroupLine())
		case ">":
			row.Add(newSpring())
		default:
			x := a.byID[id]
			if id == "zoomActual" {
				t.zoom = newTextButton("100 %", quietButton, func() { a.do(id) })
				t.zoom.host, t.zoom.tip, t.zoom.keys, t.zoom.minWidth = a.host, x.label, x.keys.String(), 13*unit
				t.buttons[id] = t.zoom
				row.Add(t.zoom)
				continue
			}
			b := newIconButton(a.host, x.icon, strings.TrimSuffix(x.label, "…"), x.keys.String(), func() { a.do(id) })
			t.buttons[id] = b
			row.Add(b)
		}
	}
	t.object = container.NewStack(newSurface(colorSurface), row)
	return t
}

// newGroupLine returns the line between two groups of buttons.
func newGroupLine() fyne.CanvasObject {
	return container.New(&fixedSize{fyne.NewSize(2*unit+hairline, 5*unit)}, newLine())
}

// fixedSize centres a hairline in a box of the size.
type fixedSize struct{ size fyne.Size }

func (l *fixedSize) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }

func (l *fixedSize) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(round(size.Width/2-0.5), 0))
	o[0].Resize(fyne.NewSize(hairline, size.Height))
}

// Refresh shows what can be done now.
func (t *toolbar) Refresh() {
	t.zoom.SetText(t.a.zoomText())
	for id, b := range t.buttons {
		x := t.a.byID[id]
		b.SetEnabled(x.can(t.a))
		if x.name != nil {
			b.tip = x.name(t.a)
			if id == "run" {
				b.SetIcon(map[bool]string{true: "pause", false: "run"}[b.tip == "Pause"])
			}
		}
		if x.on != nil {
			b.SetOn(x.on(t.a) && x.can(t.a))
		}
	}
}
