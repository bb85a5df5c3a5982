package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// rowLayout stands objects in a row, each at its own height, centred. Springs
// share the room that is left.
type rowLayout struct {
	left, right, gap float32
}

// newSpring returns an object that takes the room left in a row.
func newSpring() fyne.CanvasObject { return layout.NewSpacer() }

func isSpring(o fyne.CanvasObject) bool { _, ok := o.(layout.SpacerObject); return ok }

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w, h := l.left+l.right, float32(0)
	n := 0
	for _, o := range objects {
		if !o.Visible() || isSpring(o) {
			continue
		}
		m := o.MinSize()
		w += m.Width
		h = max(h, m.Height)
		n++
	}
	return fyne.NewSize(w+l.gap*float32(max(0, n-1)), h)
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room, springs := size.Width-l.MinSize(objects).Width, 0
	for _, o := range objects {
		if isSpring(o) {
			springs++
		}
	}
	x := l.left
	for _, o := range objects {
		switch {
		case isSpring(o):
			x += max(0, room) / float32(springs)
		case o.Visible():
			m := o.MinSize()
			o.Resize(m)
			o.Move(fyne.NewPos(round(x), round((size.Height-m.Height)/2)))
			x += m.Width + l.gap
		}
	}
}

// columnLayout stands objects below each other over the whole width.
type columnLayout struct {
	pad, gap float32
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w, h := float32(0), 2*l.pad
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		w, h = max(w, m.Width), h+m.Height
		n++
	}
	return fyne.NewSize(w+2*l.pad, h+l.gap*float32(max(0, n-1)))
}

func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := l.pad
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width-2*l.pad, o.MinSize().Height))
		y0 := o.MinSize().Height // wrapped text knows its height now
		o.Resize(fyne.NewSize(size.Width-2*l.pad, y0))
		o.Move(fyne.NewPos(l.pad, y))
		y += y0 + l.gap
	}
}

// centredLayout stands its one object in the middle, at most so wide.
type centredLayout struct{ width float32 }

func (l *centredLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	m.Width = min(m.Width, 200)
	return m
}

func (l *centredLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(l.width, size.Width-8*unit)
	objects[0].Resize(fyne.NewSize(w, objects[0].MinSize().Height))
	h := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(w, h))
	objects[0].Move(fyne.NewPos(round((size.Width-w)/2), round(max(4*unit, (size.Height-h)*0.4))))
}

// emptyHint says in the middle of an empty place what would be there.
func emptyHint(hint *text) fyne.CanvasObject {
	hint.align = fyne.TextAlignCenter
	return container.New(layout.NewCustomPaddedLayout(0, 0, 3*unit, 3*unit), hint)
}

// padded leaves room around an object.
func padded(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// topLayout gives its first object the height that it asks for, and the second
// the rest.
type topLayout struct{}

func (topLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
}

func (topLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, h))
	o[1].Move(fyne.NewPos(0, h))
	o[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
}
