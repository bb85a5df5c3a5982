package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// keyList is a list that gives the keys it has no use for, such as F5, to the
// window: Fyne's own keeps them while it has the focus.
type keyList struct {
	widget.List
	host *host
}

func newKeyList(h *host, length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *keyList {
	l := &keyList{host: h}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey moves in the list; Enter chooses.
func (l *keyList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		l.List.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.host.Key(e)
	}
}

// keySlider is a slider that does the same.
type keySlider struct {
	widget.Slider
	host *host
}

func newKeySlider(h *host) *keySlider {
	s := &keySlider{host: h}
	s.Max, s.Step = 1, 1
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey moves the slider.
func (s *keySlider) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		s.Slider.TypedKey(e)
	default:
		s.host.Key(e)
	}
}
