package tools

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// Widths and distances of what is drawn over the diagram, in screen units: they
// look the same at every zoom.
const (
	outlineWidth = 2.0
	hoverWidth   = 1.5
	guideWidth   = 1.0
	handleSide   = 8.0
	bendRadius   = 4.0
)

// outlineGap is the distance of a selection outline from the element in diagram
// units, and outlineRadius that of its corners.
const (
	outlineGap    = 5.0
	outlineRadius = 14.0
)

// units returns a length in screen units as diagram units.
func (c *Context) units(screen float64) float64 { return screen / c.View.Zoom }

func (c *Context) pen(col paint.Colour, width float64) paint.Stroke {
	return paint.Pen(col, c.units(width))
}

// outline returns the line around an item.
func (c *Context) outline(it *scene.Item, col paint.Colour, width float64) paint.Shape {
	st := c.pen(col, width)
	if it.IsEdge() {
		return paint.Shape{Path: paint.Polyline(it.Route, 0), Stroke: st}
	}
	b := it.Bounds.Grown(gapOf(it))
	if it.Kind.Is(bpmn.ContainerClass) {
		return paint.Shape{Path: paint.Rect(b), Stroke: st}
	}
	switch it.Kind.Info().Outline {
	case bpmn.Circle:
		return paint.Shape{Path: paint.Ellipse(b), Stroke: st}
	case bpmn.Diamond:
		m := b.Center()
		b = b.Grown(2)
		return paint.Shape{Path: paint.Polygon(m.X, b.Y, b.Right(), m.Y, m.X, b.Bottom(), b.X, m.Y), Stroke: st}
	case bpmn.RoundedRectangle:
		return paint.Shape{Path: paint.RoundRect(b, outlineRadius), Stroke: st}
	}
	return paint.Shape{Path: paint.RoundRect(b, 4), Stroke: st}
}

// gapOf returns the distance of an item's outline: none for pools and lanes,
// which have neighbours.
func gapOf(it *scene.Item) float64 {
	if it.Kind.Is(bpmn.ContainerClass) {
		return 0
	}
	return outlineGap
}

// labelOutline returns the line around a text.
func (c *Context) labelOutline(it *scene.Item, col paint.Colour, width float64) paint.Shape {
	return paint.Shape{Path: paint.RoundRect(it.Label.Grown(3), 3), Stroke: c.pen(col, width)}
}

// refOutline returns the line around what is or would be selected.
func (c *Context) refOutline(it *scene.Item, label bool, col paint.Colour, width float64) paint.Shape {
	if label {
		return c.labelOutline(it, col, width)
	}
	return c.outline(it, col, width)
}

// area is a rectangle with a tint, such as a lasso or a drop target.
func (c *Context) area(r geom.Rect, radius float64, col paint.Colour, tint, width float64) paint.Shape {
	return paint.Shape{Path: paint.RoundRect(r, radius), Fill: col.Alpha(tint), Stroke: c.pen(col, width)}
}

// targetFigure marks where something would be dropped, in the colour of the
// verdict.
func (c *Context) targetFigure(it *scene.Item, ok bool) paint.Op {
	col := paint.Of(paint.Accent)
	if !ok {
		col = paint.Of(paint.Danger)
	}
	if it.IsEdge() {
		return c.outline(it, col, 4)
	}
	b, m := it.Bounds, it.Bounds.Center()
	f := c.area(b, 0, col, 0.08, 2)
	switch it.Kind.Info().Outline {
	case bpmn.RoundedRectangle:
		f.Path = paint.RoundRect(b, 10)
	case bpmn.Circle:
		f.Path = paint.Ellipse(b)
	case bpmn.Diamond:
		f.Path = paint.Polygon(m.X, b.Y, b.Right(), m.Y, m.X, b.Bottom(), b.X, m.Y)
	}
	return f
}

// resizeHandle returns the square by which a side or corner is taken.
func (c *Context) square(at geom.Point) paint.Shape {
	s := c.units(handleSide)
	return paint.Shape{Path: paint.RoundRect(geom.RectAround(at, s, s), c.units(1.5)),
		Fill: paint.Of(paint.Ground), Stroke: c.pen(paint.Of(paint.Accent), 1.5)}
}

// dot returns the disc by which a bend or an end is taken.
func (c *Context) dot(at geom.Point, filled bool) paint.Shape {
	fill := paint.Of(paint.Ground)
	if filled {
		fill = paint.Of(paint.Accent)
	}
	return paint.Shape{Path: paint.Circle(at, c.units(bendRadius)), Fill: fill, Stroke: c.pen(paint.Of(paint.Accent), 1.5)}
}

// bar returns the figure by which a segment from a to b is moved.
func (c *Context) bar(a, b geom.Point) paint.Shape {
	w, h := c.units(12), c.units(5)
	if math.Abs(a.X-b.X) < math.Abs(a.Y-b.Y) {
		w, h = h, w
	}
	r := geom.RectAround(a.Lerp(b, 0.5), w, h)
	return paint.Shape{Path: paint.RoundRect(r, c.units(2.5)), Fill: paint.Of(paint.Ground), Stroke: c.pen(paint.Of(paint.Accent), 1.5)}
}

// ghostOf returns the picture of items that are dragged, with their texts.
func ghostOf(items []*scene.Item) *Ghost {
	g := &Ghost{}
	for _, it := range items {
		g.List = append(g.List, it.Drawing()...)
		g.Bounds = g.Bounds.Union(it.Box())
	}
	for _, it := range items {
		g.add(it.LabelDrawing())
	}
	return g
}

func (g *Ghost) add(l paint.List) {
	if l != nil {
		g.List = append(g.List, l...)
		g.Bounds = g.Bounds.Union(l.Bounds())
	}
}
