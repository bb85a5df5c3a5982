package canvas

import (
	"image"
	"math"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/tools"
)

// ghostView shows what is being dragged: a picture that is painted once and
// then only moved.
type ghostView struct {
	sheet *sheet
	of    *tools.Ghost
	zoom  float64
	area  geom.Rect // of the diagram, at the ghost's own place, that is painted
}

// ghostTranslucency lets the diagram show through what is dragged over it.
const ghostTranslucency = 0.2

func newGhostView() *ghostView {
	g := &ghostView{sheet: newSheet()}
	g.sheet.raster.Translucency = ghostTranslucency
	return g
}

func (g *ghostView) set(ghost *tools.Ghost, offset geom.Point, v *tools.Viewport, palette *paint.Palette, p *raster.Painter, ratio float64) {
	if ghost == nil || ghost.Bounds.Empty() {
		g.of, g.sheet.visible = nil, false
		return
	}
	seen := v.Visible().Moved(geom.Point{}.Sub(offset))
	wanted := meet(ghost.Bounds.Grown(2), seen)
	if g.of != ghost || g.zoom != v.Zoom || !g.area.ContainsRect(wanted) {
		g.of, g.zoom = ghost, v.Zoom
		// What is larger than the window is painted with some room around it.
		g.area = meet(ghost.Bounds.Grown(2), seen.Grown(math.Max(seen.W, seen.H)/2))
		scale := v.Zoom * ratio
		w, h := int(math.Ceil(g.area.W*scale)), int(math.Ceil(g.area.H*scale))
		if g.sheet.visible = w > 0 && h > 0; !g.sheet.visible {
			return
		}
		p.Paint(g.sheet.canvasOf(w, h), raster.View{Origin: g.area.Min(), Scale: scale}, palette, ghost.List)
		g.move(offset, v, ratio)
		g.sheet.raster.Refresh()
		return
	}
	g.move(offset, v, ratio)
}

func (g *ghostView) move(offset geom.Point, v *tools.Viewport, ratio float64) {
	if g.sheet.img == nil {
		return
	}
	at := v.ToScreen(g.area.Min().Add(offset))
	px := image.Pt(int(math.Round(at.X*ratio)), int(math.Round(at.Y*ratio)))
	g.sheet.visible = true
	g.sheet.place(g.sheet.img.Rect.Add(px), ratio)
}

// meet returns what two rectangles share; zero when they share nothing.
func meet(a, b geom.Rect) geom.Rect {
	x0, y0 := math.Max(a.X, b.X), math.Max(a.Y, b.Y)
	x1, y1 := math.Min(a.Right(), b.Right()), math.Min(a.Bottom(), b.Bottom())
	if x1 <= x0 || y1 <= y0 {
		return geom.Rect{}
	}
	return geom.R(x0, y0, x1-x0, y1-y0)
}
