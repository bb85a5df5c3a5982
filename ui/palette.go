package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// paletteColumn is the column of tools and elements at the left.
type paletteColumn struct {
	a      *App
	object *fyne.Container
}

func newPaletteColumn(a *App) *paletteColumn {
	p := &paletteColumn{a: a}
	p.object = container.NewStack(newSurface(colorSurface))
	return p
}
