package notation

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// eventSide is the side of the square in which event icons are drawn; its centre is 18, 18.
const eventSide = 36

// ring is a row per position of an event: its circles, and whether its icon is filled.
type ring struct {
	width  float64 // of the line
	double bool    // a second circle, 3 inside of the first
	throws bool
}

var rings = map[bpmn.Kind]ring{
	bpmn.StartEvent:             {width: 2},
	bpmn.IntermediateCatchEvent: {width: 1.5, double: true},
	bpmn.IntermediateThrowEvent: {width: 1.5, double: true, throws: true},
	bpmn.BoundaryEvent:          {width: 1.5, double: true},
	bpmn.EndEvent:               {width: 4, throws: true},
}

func event(f *Figure, k inks) paint.List {
	r := rings[f.Kind]
	c := f.Bounds.Center()
	radius := math.Min(f.Bounds.W, f.Bounds.H) / 2
	line := f.border(k, r.width)
	circle := func(radius float64, fill paint.Colour) paint.Shape {
		st := line
		if f.Traits.NonInterrupting {
			st.Dash = fitted(2*math.Pi*radius, 6, 6)
		}
		return paint.Shape{Path: paint.Circle(c, radius), Fill: fill, Stroke: st}
	}
	l := paint.List{circle(radius, f.ground(k))}
	if r.double && radius > 4 {
		l = append(l, circle(radius-3, paint.Colour{}))
	}
	if icon := definitionIcons[f.Definition]; icon != nil && !k.far {
		g := detail(geom.Pt(c.X-eventSide/2, c.Y-eventSide/2), icon(inks{fill: f.ground(k), line: k.line, text: k.text}, r.throws))
		if scale := 2 * radius / eventSide; scale != 1 {
			t := paint.Translate(-eventSide/2, -eventSide/2).Then(paint.Scale(scale, scale)).Then(paint.Translate(c.X, c.Y))
			g.Transform = &t
		}
		l = append(l, g)
	}
	return l
}

// fitted stretches a dash pattern so that it closes around a figure of a length.
func fitted(length float64, pattern ...float64) []float64 {
	var period float64
	for _, d := range pattern {
		period += d
	}
	n := math.Max(1, math.Round(length/period))
	out := make([]float64, len(pattern))
	for i, d := range pattern {
		out[i] = d * length / period / n
	}
	return out
}

// definitionIcons has one row per event definition; throws asks for the filled variant.
var definitionIcons = map[bpmn.Definition]func(k inks, throws bool) paint.List{
	bpmn.NoDefinition:               nil,
	bpmn.MessageDefinition:          envelope(messageBody, messageFlap),
	bpmn.TimerDefinition:            timerIcon,
	bpmn.ErrorDefinition:            solidIcon(paint.Polygon(7.2, 26, 14.6, 16.4, 22.3, 25.3, 27, 7.1, 21.1, 18.8, 13.8, 9.2)),
	bpmn.EscalationDefinition:       solidIcon(paint.Polygon(18, 7.2, 26, 27.2, 18, 20.2, 10, 27.2)),
	bpmn.CancelDefinition:           solidIcon(turned(plus(18, 18, 10.9, 2.375), 45, geom.Pt(18, 18))),
	bpmn.CompensateDefinition:       solidIcon(twoTriangles(7.9, 18, 9, 6.5, 9.2)),
	bpmn.ConditionalDefinition:      conditionIcon,
	bpmn.LinkDefinition:             solidIcon(paint.Polygon(19.8, 10.2, 19.8, 14.6, 6.3, 14.6, 6.3, 21.4, 19.8, 21.4, 19.8, 25.8, 29.7, 18)),
	bpmn.SignalDefinition:           solidIcon(paint.Polygon(18, 7.2, 27, 23.4, 9, 23.4)),
	bpmn.TerminateDefinition:        terminateIcon,
	bpmn.MultipleDefinition:         solidIcon(paint.Polygon(7.6, 13.5, 18, 6.5, 28.4, 13.5, 24.9, 27.3, 11.1, 27.3)),
	bpmn.ParallelMultipleDefinition: solidIcon(plus(18, 18, 10.75, 1.55)),
}

// icon is a shape that many elements share.
func icon(p paint.Path, fill paint.Colour, st paint.Stroke) paint.Shape {
	return paint.Shape{Path: p, Fill: fill, Stroke: st, Stamp: true}
}

// solidIcon draws an outline: empty when it catches, filled when it throws.
func solidIcon(p paint.Path) func(inks, bool) paint.List {
	return func(k inks, throws bool) paint.List {
		fill := k.fill
		if throws {
			fill = k.line
		}
		return paint.List{icon(p, fill, paint.Pen(k.line, 1))}
	}
}

var (
	messageBody = paint.Polygon(8.5, 11.5, 27.5, 11.5, 27.5, 24.5, 8.5, 24.5)
	messageFlap = new(paint.Builder).Move(8.5, 11.5).Line(18, 17.2).Line(27.5, 11.5).Path()
	timerTicks  = radial(18, 18, 7.6, 9.75, 12)
	timerHands  = new(paint.Builder).Move(20.25, 10.5).Line(18, 18).Line(23.25, 19.5).Path()
	conditions  = new(paint.Builder).Move(10.5, 8.5).Line(25.5, 8.5).Line(25.5, 26.5).Line(10.5, 26.5).Close().
			Move(12.75, 11.5).Line(23.25, 11.5).Move(12.75, 14.5).Line(23.25, 14.5).Move(12.75, 17.5).Line(23.25, 17.5).
			Move(12.75, 20.5).Line(23.25, 20.5).Move(12.75, 23.5).Line(23.25, 23.5).Path()
)

// envelope draws a letter: outlined, or filled with a light flap.
func envelope(body, flap paint.Path) func(inks, bool) paint.List {
	return func(k inks, filled bool) paint.List {
		if filled {
			return paint.List{icon(body, k.line, paint.Pen(k.line, 1)), icon(flap, paint.Colour{}, paint.Pen(k.fill, 1.25))}
		}
		return paint.List{icon(body, k.fill, paint.Pen(k.line, 1)), icon(flap, paint.Colour{}, paint.Pen(k.line, 1))}
	}
}

func timerIcon(k inks, _ bool) paint.List {
	return paint.List{
		paint.Shape{Path: paint.Circle(geom.Pt(18, 18), 11), Fill: k.fill, Stroke: paint.Pen(k.line, 2)},
		icon(timerTicks, paint.Colour{}, paint.Pen(k.line, 1)),
		icon(timerHands, paint.Colour{}, paint.Pen(k.line, 2)),
	}
}

func conditionIcon(k inks, _ bool) paint.List {
	return paint.List{icon(conditions, k.fill, paint.Pen(k.line, 1))}
}

func terminateIcon(k inks, _ bool) paint.List {
	return paint.List{paint.Shape{Path: paint.Circle(geom.Pt(18, 18), 12), Fill: k.line}}
}

// plus returns a cross with arms of a reach and half a thickness.
func plus(x, y, reach, half float64) paint.Path {
	return paint.Polygon(x-half, y-reach, x+half, y-reach, x+half, y-half, x+reach, y-half, x+reach, y+half, x+half, y+half,
		x+half, y+reach, x-half, y+reach, x-half, y+half, x-reach, y+half, x-reach, y-half, x-half, y-half)
}

// twoTriangles returns a rewind sign: tips to the left, the first at x, y; the second begins
// step further.
func twoTriangles(x, y, w, half, step float64) paint.Path {
	var b paint.Builder
	for _, at := range [2]float64{x, x + step} {
		b.Move(at, y).Line(at+w, y-half).Line(at+w, y+half).Close()
	}
	return b.Path()
}

// radial returns n short lines around a centre.
func radial(x, y, from, to float64, n int) paint.Path {
	var b paint.Builder
	for i := range n {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		b.Move(x+from*c, y+from*s).Line(x+to*c, y+to*s)
	}
	return b.Path()
}

// turned returns a path turned about a point.
func turned(p paint.Path, degrees float64, about geom.Point) paint.Path {
	t := paint.Translate(-about.X, -about.Y).Then(paint.Rotate(degrees)).Then(paint.Translate(about.X, about.Y))
	return mapped(p, t)
}

// mapped returns a free path with all its points mapped.
func mapped(p paint.Path, t paint.Transform) paint.Path {
	segs := make([]paint.Seg, len(p.Segs))
	for i, s := range p.Segs {
		for j := range s.P {
			s.P[j] = t.Apply(s.P[j])
		}
		segs[i] = s
	}
	return paint.Path{Segs: segs}
}
