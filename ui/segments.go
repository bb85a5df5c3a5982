package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// segments are a few buttons of which one is on: the pages of a panel.
type segments struct {
	object  *fyne.Container
	buttons []*button
	current int
	changed func(i int)
}

func newSegments(h *host, names []string, changed func(i int)) *segments {
	s := &segments{object: container.New(&rowLayout{}), changed: changed}
	for i, name := range names {
		b := newTextButton(name, quietButton, func() { s.Select(i) })
		b.host, b.height = h, 24
		s.buttons = append(s.buttons, b)
		s.object.Add(b)
	}
	s.buttons[0].on = true
	return s
}

// Select turns a button on and the others off.
func (s *segments) Select(i int) {
	if i == s.current {
		return
	}
	s.current = i
	for j, b := range s.buttons {
		b.SetOn(j == i)
	}
	s.changed(i)
}

// SetName changes what stands on a button.
func (s *segments) SetName(i int, name string) {
	if s.buttons[i].text != name {
		s.buttons[i].SetText(name)
		s.object.Refresh()
	}
}

// Show shows only some of the buttons; one that is on and goes gives way to the
// first that is left.
func (s *segments) Show(visible func(i int) bool) {
	for i, b := range s.buttons {
		show(b, visible(i))
	}
	if !visible(s.current) {
		for i := range s.buttons {
			if visible(i) {
				s.Select(i)
				break
			}
		}
	}
	s.object.Refresh()
}
