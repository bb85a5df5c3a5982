package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// sidePanel is the panel at the right: the properties of what is selected.
type sidePanel struct {
	a      *App
	object *fyne.Container
}

func newSidePanel(a *App) *sidePanel {
	s := &sidePanel{a: a}
	s.object = container.NewStack(newSurface(colorSurface))
	return s
}

// Show shows the properties of what is selected in a tab.
func (s *sidePanel) Show(*editorTab) {}

// Commit writes the field that is being edited.
func (s *sidePanel) Commit() {}
