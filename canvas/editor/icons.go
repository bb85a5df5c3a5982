package editor

import (
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Symbols of actions, drawn in the square of notation's icons with the same
// lines.

func lines(width float64, xy ...float64) paint.Shape {
	return paint.Shape{Path: paint.Lines(xy...), Stroke: paint.Pen(paint.Of(paint.Ink), width)}
}

var (
	// moreIcon stands for a menu of everything: three dots.
	moreIcon = paint.List{dot(4), dot(10), dot(16)}
	// trashIcon is a bin with a lid.
	trashIcon = paint.List{
		lines(1.5, 3.5, 5, 16.5, 5, 8, 5, 8, 2.75, 8, 2.75, 12, 2.75, 12, 2.75, 12, 5),
		paint.Shape{
			Path:   new(paint.Builder).Move(5, 5).Line(5.75, 16).Quad(5.85, 17.25, 7.1, 17.25).Line(12.9, 17.25).Quad(14.15, 17.25, 14.25, 16).Line(15, 5).Path(),
			Stroke: paint.Pen(paint.Of(paint.Ink), 1.5),
		},
		lines(1.25, 8.25, 8.25, 8.5, 14, 11.75, 8.25, 11.5, 14),
	}
	// wrenchIcon is the tool with which things are changed.
	wrenchIcon = paint.List{
		paint.Shape{Path: new(paint.Builder).Arc(geom.Pt(13.1, 6.9), 3.7, -8, 278).Path(), Stroke: paint.Pen(paint.Of(paint.Ink), 2.3)},
		lines(3, 10.2, 9.8, 4.3, 15.7),
	}
	// connectIcon is an arrow with a bend from one thing to another.
	connectIcon = paint.List{
		paint.Shape{Path: paint.Polyline([]geom.Point{{X: 3, Y: 16}, {X: 9, Y: 16}, {X: 9, Y: 5}, {X: 14, Y: 5}}, 2), Stroke: paint.Pen(paint.Of(paint.Ink), 1.5)},
		paint.Shape{Path: paint.Polygon(18, 5, 12.5, 1.75, 12.5, 8.25), Fill: paint.Of(paint.Ink)},
	}
)

func dot(x float64) paint.Shape {
	return paint.Shape{Path: paint.Circle(geom.Pt(x, 10), 1.75), Fill: paint.Of(paint.Ink)}
}
