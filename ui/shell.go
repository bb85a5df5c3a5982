package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/workspace"
)

// Bounds of the panels that can be resized.
const (
	rightMin, rightMax   = 220, 640
	bottomMin, bottomMax = 120, 640
	stageMin             = 240 // what the canvas keeps
)

// shell places the parts of the window: toolbar, palette, the stage with its
// tabs, properties, dock and status bar.
type shell struct {
	panels *workspace.Panels // sizes, and which panels are open
	bare   bool              // the canvas alone

	toolbar, palette, tabs, stage, properties, dock, status fyne.CanvasObject

	toolLine, paletteLine, tabLine, statusLine *surface
	rightDivider, dockDivider                  *divider
	object                                     *fyne.Container
	working                                    bool // a diagram is shown, not the start page
	filed                                      bool // files are open, so there are tabs
}

func newShell(h *host, panels *workspace.Panels) *shell {
	s := &shell{panels: panels, toolLine: newLine(), paletteLine: newLine(), tabLine: newLine(), statusLine: newLine()}
	s.rightDivider = newDivider(h, true, func(by float32) { s.resize(-by, 0) }, func() {})
	s.dockDivider = newDivider(h, false, func(by float32) { s.resize(0, -by) }, func() {})
	return s
}

// build makes the object when all parts are set.
func (s *shell) build() fyne.CanvasObject {
	// The order of the Tab key is the order of reading.
	s.object = container.New(s, newSurface(colorSurface), s.toolbar, s.toolLine, s.palette, s.paletteLine, s.tabs, s.tabLine,
		s.stage, s.dock, s.properties, s.status, s.statusLine, s.dockDivider, s.rightDivider)
	return s.object
}

func (s *shell) resize(right, bottom float32) {
	size := s.object.Size()
	s.panels.Right = clamp(s.panels.Right+right, rightMin, min(rightMax, size.Width-stageMin-paletteWidth))
	s.panels.Bottom = clamp(s.panels.Bottom+bottom, bottomMin, min(bottomMax, size.Height-stageMin))
	s.Arrange()
}

func clamp(v, low, high float32) float32 { return max(low, min(v, high)) }

// Arrange places everything anew.
func (s *shell) Arrange() {
	s.Layout(nil, s.object.Size())
	s.object.Refresh()
}

// MinSize is the smallest window.
func (s *shell) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }

// Layout places the parts in a window of the size.
func (s *shell) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) > 0 {
		objects[0].Resize(size)
	}
	chrome := !s.bare
	top, left, right, bottom := float32(0), float32(0), size.Width, size.Height
	s.put(s.toolbar, chrome, 0, 0, size.Width, toolbarHeight)
	s.put(s.toolLine, chrome, 0, toolbarHeight, size.Width, hairline)
	s.put(s.status, chrome, 0, bottom-statusHeight, size.Width, statusHeight)
	s.put(s.statusLine, chrome, 0, bottom-statusHeight-hairline, size.Width, hairline)
	if chrome {
		top, bottom = toolbarHeight+hairline, bottom-statusHeight-hairline
	}
	palette := chrome && s.working && s.panels.Palette
	s.put(s.palette, palette, 0, top, paletteWidth, bottom-top)
	s.put(s.paletteLine, palette, paletteWidth, top, hairline, bottom-top)
	if palette {
		left = paletteWidth + hairline
	}
	properties := chrome && s.working && s.panels.Properties
	if properties {
		w := clamp(s.panels.Right, rightMin, max(rightMin, right-left-stageMin))
		right -= w
		s.put(s.properties, true, right, top, w, bottom-top)
		right -= hairline
	}
	show(s.properties, properties)
	const grip = (dividerGrip - 1) / 2
	s.put(s.rightDivider, properties, right-grip, top, dividerGrip, bottom-top)
	dock := chrome && s.working && s.panels.Dock
	if dock {
		h := clamp(s.panels.Bottom, bottomMin, max(bottomMin, bottom-top-tabHeight-stageMin/2))
		bottom -= h
		s.put(s.dock, true, left, bottom, right-left, h)
		bottom -= hairline
	}
	show(s.dock, dock)
	s.put(s.dockDivider, dock, left, bottom-grip, right-left, dividerGrip)
	tabs := chrome && s.filed
	s.put(s.tabs, tabs, left, top, right-left, tabHeight)
	s.put(s.tabLine, tabs, left, top+tabHeight, right-left, hairline)
	if tabs {
		top += tabHeight + hairline
	}
	s.put(s.stage, true, left, top, right-left, bottom-top)
}

func (s *shell) put(o fyne.CanvasObject, visible bool, x, y, w, h float32) {
	show(o, visible)
	if visible {
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, y))
	}
}
