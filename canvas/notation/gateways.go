package notation

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// gatewaySide is the side of the square in which gateway icons are drawn.
const gatewaySide = 50

var diamond = paint.Polygon(25, 0, 50, 25, 25, 50, 0, 25)

func gateway(f *Figure, k inks) paint.List {
	body := paint.Shape{Path: diamond, Fill: f.ground(k), Stroke: f.border(k, 2), Stamp: true}
	at := paint.Translate(f.Bounds.X, f.Bounds.Y)
	b := f.Bounds
	l := paint.List{}
	if b.W == gatewaySide && b.H == gatewaySide {
		l = append(l, paint.At(b.Min(), paint.List{body}))
	} else {
		c := b.Center()
		body.Path, body.Stamp = paint.Polygon(c.X, b.Y, b.Right(), c.Y, c.X, b.Bottom(), b.X, c.Y), false
		l = append(l, body)
		at = paint.Scale(b.W/gatewaySide, b.H/gatewaySide).Then(at)
	}
	k.fill = f.ground(k)
	if sign := gatewaySigns[f.Kind]; sign != nil && !f.Traits.HideMarker && !k.far {
		l = append(l, paint.Group{Class: "icon", MinScale: 0.3, Transform: &at, Ops: sign(f, k)})
	}
	return l
}

// gatewaySigns has one row per kind of gateway, in the square from 0, 0 to 50, 50.
var gatewaySigns = map[bpmn.Kind]func(f *Figure, k inks) paint.List{
	bpmn.ExclusiveGateway:  filledSign(exclusiveSign),
	bpmn.ParallelGateway:   filledSign(plus(25, 25, 14.5, 2)),
	bpmn.InclusiveGateway:  inclusiveSign,
	bpmn.ComplexGateway:    filledSign(asterisk(25, 25, 11.9, 1.7)),
	bpmn.EventBasedGateway: eventBasedSign,
}

// The line of 1 around a filled sign makes it half a unit larger on each side.
func filledSign(p paint.Path) func(*Figure, inks) paint.List {
	return func(_ *Figure, k inks) paint.List { return paint.List{icon(p, k.line, paint.Pen(k.line, 1))} }
}

var exclusiveSign = paint.Polygon(15.9, 15.3, 23.25, 25, 15.9, 34.7, 19.3, 34.7, 25, 27.25, 30.7, 34.7, 34.1, 34.7,
	26.75, 25, 34.1, 15.3, 30.7, 15.3, 25, 22.75, 19.3, 15.3)

func inclusiveSign(_ *Figure, k inks) paint.List {
	return paint.List{paint.Shape{Path: paint.Circle(geom.Pt(25, 25), 13), Fill: k.fill, Stroke: paint.Pen(k.line, 2.5)}}
}

// asterisk returns eight arms of a reach and half a thickness.
func asterisk(x, y, reach, half float64) paint.Path {
	var b paint.Builder
	for i := range 4 {
		bar := turned(paint.Polygon(x-half, y-reach, x+half, y-reach, x+half, y+reach, x-half, y+reach), float64(i)*45, geom.Pt(x, y))
		for j, s := range bar.Segs {
			switch {
			case s.Kind == paint.Close:
				b.Close()
			case j == 0:
				b.Move(s.P[0].X, s.P[0].Y)
			default:
				b.Line(s.P[0].X, s.P[0].Y)
			}
		}
	}
	return b.Path()
}

var (
	pentagon    = paint.Polygon(25, 17.2, 32.6, 22.5, 29.7, 31.6, 20.3, 31.6, 17.4, 22.5)
	outlinePlus = plus(25, 25, 10, 1.65)
)

func eventBasedSign(f *Figure, k inks) paint.List {
	st := paint.Pen(k.line, 1)
	l := paint.List{paint.Shape{Path: paint.Circle(geom.Pt(25, 25), 15), Fill: k.fill, Stroke: st}}
	if f.Traits.ParallelEvents {
		return append(l, icon(outlinePlus, k.fill, st))
	}
	if !f.Traits.Instantiating {
		l = append(l, paint.Shape{Path: paint.Circle(geom.Pt(25, 25), 12), Stroke: st})
	}
	return append(l, icon(pentagon, paint.Colour{}, paint.Pen(k.line, 1.75)))
}
