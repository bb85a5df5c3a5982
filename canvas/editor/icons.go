package editor

import (
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
)

// Symbols of actions, drawn in the square of notation's icons with the same
// lines.

func lines(width float64, xy ...float64) paint.Shape {
	return paint.Shape{Path: paint.Lines(xy...), Stroke: paint.Pen(paint.Of(paint.Ink), width)}
}

var (
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

// brushIcon stands for colours.
var brushIcon = paint.List{
	paint.Shape{
		Path: new(paint.Builder).Move(10, 2.5).Quad(17.5, 3, 17.5, 10).Quad(17.3, 13.2, 14, 13).Quad(11.4, 12.7, 11.6, 15).
			Quad(11.9, 17.5, 9.5, 17.5).Quad(2.5, 17, 2.5, 10).Quad(2.8, 3, 10, 2.5).Close().Path(),
		Stroke: paint.Pen(paint.Of(paint.Ink), 1.4),
	},
	paint.Shape{Path: new(paint.Builder).Circle(geom.Pt(6.5, 9), 1.2, false).Circle(geom.Pt(9.5, 6), 1.2, false).
		Circle(geom.Pt(13.5, 7.5), 1.2, false).Circle(geom.Pt(6.8, 13), 1.2, false).Path(), Fill: paint.Of(paint.Ink)},
}

// swatch shows the colours of a choice.
func swatch(fill, stroke string) paint.List {
	f, ok := paint.ParseColour(fill, paint.AsFill)
	if !ok {
		f = paint.Of(paint.Fill)
	}
	s, ok := paint.ParseColour(stroke, paint.AsInk)
	if !ok {
		s = paint.Of(paint.Ink)
	}
	return paint.List{paint.Shape{Path: paint.RoundRect(geom.R(2.5, 4, 15, 12), 3), Fill: f, Stroke: paint.Pen(s, 1.5)}}
}

// alignIcon shows two bars at the line that an alignment brings them to.
func alignIcon(how modeling.Alignment) paint.List {
	long, short := geom.R(4, 4.5, 13, 4), geom.R(4, 11.5, 8, 4)
	line := []float64{3, 2, 3, 18}
	switch how {
	case modeling.AlignCenter, modeling.AlignMiddle:
		long.X, short.X = 3.5, 6
		line = []float64{10, 2, 10, 18}
	case modeling.AlignRight, modeling.AlignBottom:
		long.X, short.X = 3, 8
		line = []float64{17, 2, 17, 18}
	}
	if how >= modeling.AlignTop {
		for _, r := range []*geom.Rect{&long, &short} {
			*r = geom.R(r.Y, r.X, r.H, r.W)
		}
		line = []float64{line[1], line[0], line[3], line[2]}
	}
	bar := func(r geom.Rect) paint.Shape {
		return paint.Shape{Path: paint.RoundRect(r, 1), Fill: paint.Of(paint.Ink).Alpha(0.25), Stroke: paint.Pen(paint.Of(paint.Ink), 1.1)}
	}
	return paint.List{bar(long), bar(short), lines(1.3, line...)}
}

// distributeIcon shows three bars with equal gaps.
func distributeIcon(vertical bool) paint.List {
	var out paint.List
	for i := range 3 {
		r := geom.R(2.5+float64(i)*6, 4, 3, 12)
		if vertical {
			r = geom.R(r.Y, r.X, r.H, r.W)
		}
		out = append(out, paint.Shape{Path: paint.RoundRect(r, 1), Fill: paint.Of(paint.Ink).Alpha(0.25), Stroke: paint.Pen(paint.Of(paint.Ink), 1.1)})
	}
	return out
}

// turned returns a rectangle with its axes exchanged.
func turned(r geom.Rect, turn bool) geom.Rect {
	if turn {
		return geom.R(r.Y, r.X, r.H, r.W)
	}
	return r
}

// laneIcon shows a lane with a new one before or after it.
func laneIcon(before, vertical bool) paint.List {
	old, fresh := geom.R(2.5, 3, 15, 7), geom.R(2.5, 11.5, 15, 5.5)
	if before {
		old, fresh = geom.R(2.5, 10, 15, 7), geom.R(2.5, 3, 15, 5.5)
	}
	c := turned(fresh, vertical).Center()
	return paint.List{
		paint.Shape{Path: paint.Rect(turned(old, vertical)), Fill: paint.Of(paint.Ink).Alpha(0.25), Stroke: paint.Pen(paint.Of(paint.Ink), 1.2)},
		paint.Shape{Path: paint.Rect(turned(fresh, vertical)), Stroke: paint.Pen(paint.Of(paint.Ink), 1.2).Dashed(2, 2.2)},
		lines(1.3, c.X-2, c.Y, c.X+2, c.Y, c.X, c.Y-2, c.X, c.Y+2),
	}
}

// divideIcon shows a pool divided into lanes.
func divideIcon(n int, vertical bool) paint.List {
	frame := geom.R(2.5, 3, 15, 14)
	out := paint.List{paint.Shape{Path: paint.Rect(turned(frame, vertical)), Fill: paint.Of(paint.Fill), Stroke: paint.Pen(paint.Of(paint.Ink), 1.3)}}
	for i := 1; i < n; i++ {
		y := frame.Y + frame.H*float64(i)/float64(n)
		xy := []float64{frame.X, y, frame.Right(), y}
		if vertical {
			xy = []float64{y, frame.X, y, frame.Right()}
		}
		out = append(out, lines(1.3, xy...))
	}
	return out
}

// moveLaneIcon shows a lane that changes places with another one.
func moveLaneIcon(before, vertical bool) paint.List {
	a, b := geom.R(2.5, 3, 15, 6), geom.R(2.5, 11, 15, 6)
	tip, tail := geom.Pt(10, 15.5), geom.Pt(10, 5.5)
	full, empty := a, b
	if before {
		tip, tail = geom.Pt(10, 4.5), geom.Pt(10, 14.5)
		full, empty = b, a
	}
	if vertical {
		tip, tail = geom.Pt(tip.Y, tip.X), geom.Pt(tail.Y, tail.X)
	}
	d := tip.Sub(tail).Mul(0.3)
	left, right := geom.Pt(tip.X-d.X-d.Y, tip.Y-d.Y-d.X), geom.Pt(tip.X-d.X+d.Y, tip.Y-d.Y+d.X)
	return paint.List{
		paint.Shape{Path: paint.Rect(turned(full, vertical)), Fill: paint.Of(paint.Ink).Alpha(0.25), Stroke: paint.Pen(paint.Of(paint.Ink), 1.2)},
		paint.Shape{Path: paint.Rect(turned(empty, vertical)), Stroke: paint.Pen(paint.Of(paint.Ink), 1.2).Dashed(2, 2.2)},
		lines(1.5, tail.X, tail.Y, tip.X, tip.Y), lines(1.5, left.X, left.Y, tip.X, tip.Y, right.X, right.Y),
	}
}

// directionIcon shows an association with its arrow heads.
func directionIcon(d modeling.Direction) paint.List {
	line := lines(1.6, 4, 16, 16, 4)
	line.Stroke = line.Stroke.Dashed(0.1, 3)
	out := paint.List{line}
	if d != modeling.Undirected {
		out = append(out, lines(1.5, 10.5, 3.5, 16.5, 3.5, 16.5, 9.5))
	}
	if d == modeling.BothWays {
		out = append(out, lines(1.5, 3.5, 10.5, 3.5, 16.5, 9.5, 16.5))
	}
	return out
}
