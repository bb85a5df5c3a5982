package tools

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// The limits of zoom and the factor between two of its steps: ten steps lie
// between the limits, and the wheel makes half ones.
const (
	MinZoom = 0.2
	MaxZoom = 4.0
)

// zoomStep is half a step, the distance of the levels on which zoom rests.
var zoomStep = math.Pow(MaxZoom/MinZoom, 1.0/20)

// Viewport says which part of the plane a window shows. Screen positions are in
// the window's own units, from its upper left corner.
type Viewport struct {
	Origin geom.Point // what the upper left corner shows
	Zoom   float64    // screen units per diagram unit
	W, H   float64    // size of the window in screen units
}

// ToScreen returns where a point of the diagram is shown.
func (v *Viewport) ToScreen(p geom.Point) geom.Point { return p.Sub(v.Origin).Mul(v.Zoom) }

// ToDiagram returns what is shown at a position on the screen.
func (v *Viewport) ToDiagram(s geom.Point) geom.Point { return s.Mul(1 / v.Zoom).Add(v.Origin) }

// RectToScreen returns where a rectangle of the diagram is shown.
func (v *Viewport) RectToScreen(r geom.Rect) geom.Rect {
	p := v.ToScreen(r.Min())
	return geom.R(p.X, p.Y, r.W*v.Zoom, r.H*v.Zoom)
}

// Visible returns the part of the plane that is shown.
func (v *Viewport) Visible() geom.Rect {
	return geom.R(v.Origin.X, v.Origin.Y, v.W/v.Zoom, v.H/v.Zoom)
}

// Units returns a length on the screen in diagram units.
func (v *Viewport) Units(screen float64) float64 { return screen / v.Zoom }

// PanBy moves what is shown by a distance on the screen.
func (v *Viewport) PanBy(d geom.Point) { v.Origin = v.Origin.Sub(d.Mul(1 / v.Zoom)) }

// ZoomAt sets the zoom, within its limits, keeping what is shown at a position
// on the screen.
func (v *Viewport) ZoomAt(at geom.Point, zoom float64) {
	p := v.ToDiagram(at)
	v.Zoom = max(MinZoom, min(MaxZoom, zoom))
	v.Origin = p.Sub(at.Mul(1 / v.Zoom))
}

// StepAt zooms by a number of half steps, in when positive, at a position on
// the screen. Zoom comes to rest on levels that are always the same, among
// them 100 %.
func (v *Viewport) StepAt(at geom.Point, steps int) {
	level := math.Log(v.Zoom) / math.Log(zoomStep)
	const near = 1e-6
	switch {
	case steps > 0:
		level = math.Floor(level+near) + float64(steps)
	case steps < 0:
		level = math.Ceil(level-near) + float64(steps)
	}
	v.ZoomAt(at, math.Pow(zoomStep, level))
}

// Middle returns the middle of the window.
func (v *Viewport) Middle() geom.Point { return geom.Pt(v.W/2, v.H/2) }

// Fit shows a rectangle whole, with a margin in screen units, enlarged up to a
// zoom of at most limit.
func (v *Viewport) Fit(r geom.Rect, margin, limit float64) {
	if r.Empty() || v.W <= 2*margin || v.H <= 2*margin {
		v.Zoom = 1
		v.Center(r.Center())
		return
	}
	z := math.Min((v.W-2*margin)/r.W, (v.H-2*margin)/r.H)
	v.Zoom = max(MinZoom, min(limit, z))
	v.Center(r.Center())
}

// Center brings a point of the diagram to the middle of the window.
func (v *Viewport) Center(p geom.Point) { v.Origin = p.Sub(v.Middle().Mul(1 / v.Zoom)) }

// Reveal moves as little as possible so that a rectangle is shown, with a
// margin in screen units; one that is too large is shown from its upper left.
// It reports whether it moved.
func (v *Viewport) Reveal(r geom.Rect, margin float64) bool {
	old := v.Origin
	m := v.Units(margin)
	axis := func(origin, size, from, to float64) float64 {
		from, to = from-m, to+m
		if to-from > size || from < origin {
			return from
		}
		if to > origin+size {
			return to - size
		}
		return origin
	}
	see := v.Visible()
	v.Origin.X = axis(v.Origin.X, see.W, r.X, r.Right())
	v.Origin.Y = axis(v.Origin.Y, see.H, r.Y, r.Bottom())
	return v.Origin != old
}
