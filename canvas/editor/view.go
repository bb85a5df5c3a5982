package editor

import (
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/tools"
)

// fitMargin is the room around a diagram that is shown whole, in screen units.
const fitMargin = 30

// View returns which part of the plane is shown.
func (ed *Editor) View() tools.Viewport { return ed.view }

// SetSize tells how large the window is, in screen units. Until somebody works
// with it the diagram is brought into it.
func (ed *Editor) SetSize(w, h float64) {
	if ed.view.W == w && ed.view.H == h {
		return
	}
	ed.view.W, ed.view.H = w, h
	if !ed.touched {
		ed.showFirst()
	}
	ed.note(Viewed)
}

// showFirst shows a plane that was never seen: whole when it is larger than the
// window, else in its middle at 100 %.
func (ed *Editor) showFirst() {
	b := ed.scene.Bounds()
	if b.Empty() {
		ed.view.Zoom = 1
		ed.view.Origin = geom.Pt(0, 0)
		return
	}
	ed.view.Fit(b, fitMargin, 1)
}

// move changes the view and tells the window.
func (ed *Editor) move(f func(v *tools.Viewport)) {
	old := ed.view
	f(&ed.view)
	if ed.view == old {
		return
	}
	ed.touched = true
	ed.note(Viewed | Hinted)
}

// Fit shows everything, at most at 100 %.
func (ed *Editor) Fit() { ed.move(func(v *tools.Viewport) { v.Fit(ed.scene.Bounds(), fitMargin, 1) }) }

// ZoomToSelection shows what is selected as large as it fits, at most at 200 %.
func (ed *Editor) ZoomToSelection() {
	if r := ed.selectionBounds(); !r.Empty() {
		ed.move(func(v *tools.Viewport) { v.Fit(r, 3*fitMargin, 2) })
	}
}

// ZoomTo sets the zoom, 1 for 100 %, keeping the middle.
func (ed *Editor) ZoomTo(zoom float64) {
	ed.move(func(v *tools.Viewport) { v.ZoomAt(v.Middle(), zoom) })
}

// ZoomBy zooms by a number of steps, in when positive, keeping the middle.
func (ed *Editor) ZoomBy(steps int) {
	ed.move(func(v *tools.Viewport) { v.StepAt(v.Middle(), 2*steps) })
}

// ZoomAt zooms by a number of half steps, as the wheel does, keeping what is at
// a position on the screen.
func (ed *Editor) ZoomAt(at geom.Point, halfSteps int) {
	ed.move(func(v *tools.Viewport) { v.StepAt(at, halfSteps) })
}

// ScrollBy moves the view over the diagram by a distance on the screen.
func (ed *Editor) ScrollBy(d geom.Point) {
	ed.move(func(v *tools.Viewport) { v.PanBy(geom.Pt(-d.X, -d.Y)) })
}

// CenterOn brings a point of the diagram to the middle, as a minimap does.
func (ed *Editor) CenterOn(p geom.Point) { ed.move(func(v *tools.Viewport) { v.Center(p) }) }

// Reveal moves the view as little as possible so that what is selected is
// shown.
func (ed *Editor) Reveal() {
	if r := ed.selectionBounds(); r != (geom.Rect{}) {
		ed.move(func(v *tools.Viewport) { v.Reveal(r, fitMargin) })
	}
}

// selectionBounds returns the rectangle around what is selected.
func (ed *Editor) selectionBounds() geom.Rect {
	var r geom.Rect
	for _, ref := range ed.selection.Refs() {
		it := ed.scene.Item(ref.DI)
		switch {
		case it == nil:
		case ref.Label:
			r = r.Union(it.Label)
		default:
			r = r.Union(it.Extent())
		}
	}
	return r
}

// edgeSpeed is how far, in screen units, the view scrolls at each tick while
// something is dragged to the rim of the window.
const edgeSpeed = 10

// ScrollAtEdge scrolls when something is being dragged, or hangs on the pointer,
// and that is at the rim of the window. A window calls it every few milliseconds
// after a movement of the pointer. It reports whether it scrolled.
func (ed *Editor) ScrollAtEdge() bool {
	if !tools.ScrollsAtEdge(ed.tool) || ed.last.Kind == tools.Leave {
		return false
	}
	var d geom.Point
	if s := ed.last.Screen; ed.view.W > 4*tools.EdgeZone && ed.view.H > 4*tools.EdgeZone {
		d.X, d.Y = edgeStep(s.X, ed.view.W), edgeStep(s.Y, ed.view.H)
	}
	if d == (geom.Point{}) {
		return false
	}
	ed.ScrollBy(d)
	e := ed.last
	e.Kind, e.At = tools.Motion, ed.view.ToDiagram(e.Screen)
	ed.Handle(e)
	return true
}

func edgeStep(at, size float64) float64 {
	switch {
	case at < tools.EdgeZone:
		return -edgeSpeed
	case at > size-tools.EdgeZone:
		return edgeSpeed
	}
	return 0
}
