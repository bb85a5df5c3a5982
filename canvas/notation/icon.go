package notation

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// IconSize is the side of the square, from 0, 0, in which icons lie.
const IconSize = 20

// Icon draws a kind for palettes and menus. Definition and traits choose the variant: an icon
// of a boundary timer event that does not interrupt has a dashed double ring with a clock.
func Icon(kind bpmn.Kind, d bpmn.Definition, t Traits) paint.List {
	k := inks{fill: paint.Of(paint.Fill), line: paint.Of(paint.Ink), text: paint.Of(paint.Ink)}
	f := &Figure{Kind: kind, Definition: d, Traits: t}
	switch kind.Info().Class {
	case bpmn.EventClass:
		return eventSymbol(f, k)
	case bpmn.ActivityClass:
		return activitySymbol(f, k)
	case bpmn.GatewayClass:
		return gatewaySymbol(f, k)
	case bpmn.ConnectionClass:
		return flowSymbol(f, k)
	}
	if draw := symbols[kind]; draw != nil {
		return draw(f, k)
	}
	box := paint.Shape{Path: paint.RoundRect(geom.R(1.5, 3.5, 17, 13), 3), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)}
	return paint.List{box}
}

// fit puts a part drawn in a larger square into the icon: scaled about its centre, with lines
// that stay visible.
func fit(l paint.List, from geom.Point, scale float64, to geom.Point, lines float64) paint.Group {
	t := paint.Translate(-from.X, -from.Y).Then(paint.Scale(scale, scale)).Then(paint.Translate(to.X, to.Y))
	return paint.Group{Transform: &t, Ops: bolder(l, lines)}
}

// bolder multiplies the widths of all strokes.
func bolder(l paint.List, by float64) paint.List {
	out := make(paint.List, len(l))
	for i, op := range l {
		switch o := op.(type) {
		case paint.Shape:
			o.Stroke.Width *= by
			op = o
		case paint.Group:
			o.Ops, o.MinScale = bolder(o.Ops, by), 0
			op = o
		}
		out[i] = op
	}
	return out
}

var iconCenter = geom.Pt(IconSize/2, IconSize/2)

func eventSymbol(f *Figure, k inks) paint.List {
	r := rings[f.Kind]
	circle := func(radius, width float64) paint.Shape {
		st := paint.Pen(k.line, width)
		if f.Traits.NonInterrupting {
			st.Dash = fitted(2*3.14159*radius, 3, 2.6)
		}
		return paint.Shape{Path: paint.Circle(iconCenter, radius), Fill: k.fill, Stroke: st}
	}
	var l paint.List
	switch {
	case r.width > 2:
		l = append(l, circle(7.75, 2.5))
	case r.double:
		l = append(l, circle(8.5, 1.1), circle(6.4, 1.1))
	default:
		l = append(l, circle(8.25, 1.5))
	}
	draw := definitionIcons[f.Definition]
	if simple := simpleIcons[f.Definition]; simple != nil {
		draw = simple
	}
	if draw != nil {
		scale := 0.44
		if r.double {
			scale = 0.39
		}
		l = append(l, fit(draw(k, r.throws), geom.Pt(18, 17.6), scale, iconCenter, 1.9))
	}
	return l
}

// simpleIcons are those of definitions whose figure is too fine for an icon.
var simpleIcons = map[bpmn.Definition]func(inks, bool) paint.List{
	bpmn.TimerDefinition: func(k inks, _ bool) paint.List {
		return paint.List{
			paint.Shape{Path: paint.Circle(geom.Pt(18, 17.6), 10.5), Fill: k.fill, Stroke: paint.Pen(k.line, 1)},
			paint.Shape{Path: new(paint.Builder).Move(18, 11).Line(18, 17.6).Line(23, 19.5).Path(), Stroke: paint.Pen(k.line, 1.1)},
		}
	},
	bpmn.ConditionalDefinition: func(k inks, _ bool) paint.List {
		return paint.List{
			paint.Shape{Path: paint.Rect(geom.R(10, 7.6, 16, 20)), Fill: k.fill, Stroke: paint.Pen(k.line, 1)},
			paint.Shape{Path: paint.Lines(13.5, 13, 22.5, 13, 13.5, 17.6, 22.5, 17.6, 13.5, 22.2, 22.5, 22.2), Stroke: paint.Pen(k.line, 1)},
		}
	},
}

func activitySymbol(f *Figure, k inks) paint.List {
	box, width := geom.R(1.5, 3.5, 17, 13), 1.5
	switch {
	case f.Kind == bpmn.CallActivity:
		box, width = geom.R(2, 4, 16, 12), 2.75
	case f.Kind == bpmn.Transaction:
		width = 1
	}
	st := paint.Pen(k.line, width)
	if f.Traits.EventSubProcess {
		st = paint.Pen(k.line, 1.6).Dashed(0, 2.6)
	}
	l := paint.List{paint.Shape{Path: paint.RoundRect(box, 3), Fill: k.fill, Stroke: st}}
	if f.Kind == bpmn.Transaction {
		l = append(l, paint.Shape{Path: paint.RoundRect(box.Grown(-2), 1.5), Stroke: paint.Pen(k.line, 1)})
	}
	if draw := taskIcons[f.Kind]; draw != nil {
		b := draw(f, k)
		scale := 0.5
		l = append(l, fit(b, b.Bounds().Center(), scale, iconCenter, 1.7))
	}
	sub := f.Kind.IsSubProcess() || f.Kind == bpmn.CallActivity
	switch {
	case f.Kind == bpmn.AdHocSubProcess:
		l = append(l, fit(paint.List{icon(tilde, k.line, paint.Pen(k.line, 1))}, geom.Pt(7.5, -12.7), 0.5, geom.Pt(10, 13), 1))
	case sub && f.Traits.Collapsed:
		l = append(l, paint.Shape{Path: paint.Lines(10, 10.25, 10, 14.75, 7.75, 12.5, 12.25, 12.5), Stroke: paint.Pen(k.line, 1.25)})
	case sub && f.Kind == bpmn.SubProcess && !f.Traits.EventSubProcess:
		l = append(l, paint.Shape{Path: paint.Circle(geom.Pt(6, 10), 1.75), Stroke: paint.Pen(k.line, 1)},
			paint.Shape{Path: paint.Lines(8, 10, 11, 10), Stroke: paint.Pen(k.line, 1)},
			paint.Shape{Path: paint.RoundRect(geom.R(11, 8, 4.5, 4), 1), Stroke: paint.Pen(k.line, 1)})
	case f.Traits.Compensation || f.Traits.Loop != bpmn.NoLoop:
		mini := *f
		mini.Kind = bpmn.Task
		m := markersOf(&mini, k)
		l = append(l, fit(m, m.Bounds().Center(), 0.55, geom.Pt(10, 12), 1.3))
	}
	return l
}

func gatewaySymbol(f *Figure, k inks) paint.List {
	l := paint.List{paint.Shape{Path: paint.Polygon(10, 1, 19, 10, 10, 19, 1, 10), Fill: k.fill, Stroke: paint.Pen(k.line, 1.4)}}
	if draw := gatewaySigns[f.Kind]; draw != nil && !f.Traits.HideMarker {
		l = append(l, fit(draw(f, k), geom.Pt(25, 25), 0.37, iconCenter, 1.5))
	}
	return l
}

func flowSymbol(f *Figure, k inks) paint.List {
	w := Flow{Kind: f.Kind, Points: geom.Polyline{{X: 2, Y: 17}, {X: 17.5, Y: 3}}, Direction: NoDirection}
	if f.Kind == bpmn.DataInputAssociation || f.Kind == bpmn.DataOutputAssociation {
		w.Direction = OneDirection
	}
	if f.Kind == bpmn.MessageFlow {
		w.Points[0] = geom.Pt(3.5, 16.5)
		st := paint.Pen(k.line, 1.25).Dashed(2.5, 2.5)
		_, end := w.ends()
		return paint.List{
			paint.Shape{Path: paint.Polyline([]geom.Point{{X: 5, Y: 15}, {X: 13, Y: 7.2}}, 0), Stroke: st},
			paint.Shape{Path: paint.Circle(w.Points[0], 2.25), Fill: k.fill, Stroke: paint.Pen(k.line, 1.25)},
			sign(end, paint.Shape{Path: paint.Polygon(-6, -3, 0, 0, -6, 3), Fill: k.fill, Stroke: paint.Pen(k.line, 1.25)}),
		}
	}
	_, end := w.ends()
	switch f.Kind {
	case bpmn.SequenceFlow:
		return paint.List{
			w.line(paint.Pen(k.line, 1.5), 0, 5),
			sign(end, paint.Shape{Path: paint.Polygon(-7, -3.5, 0, 0, -7, 3.5), Fill: k.line, Stroke: paint.Pen(k.line, 0.5)}),
		}
	case bpmn.ConversationLink:
		return paint.List{w.line(paint.Pen(k.line, 1.5), 0, 0)}
	}
	l := paint.List{w.line(paint.Pen(k.line, 1.5).Dashed(0, 3), 0, 0)}
	if w.Direction != NoDirection {
		l = append(l, sign(end, paint.Shape{Path: new(paint.Builder).Move(-6, -3.5).Line(0, 0).Line(-6, 3.5).Path(), Stroke: paint.Pen(k.line, 1.25)}))
	}
	return l
}

// symbols has the icons of kinds that are drawn at a size of their own.
var symbols = map[bpmn.Kind]func(f *Figure, k inks) paint.List{
	bpmn.Participant:         poolSymbol,
	bpmn.Lane:                laneSymbol,
	bpmn.DataObjectReference: sized(dataObject, geom.R(4, 1.5, 12, 17), 0.75),
	bpmn.DataObject:          sized(dataObject, geom.R(4, 1.5, 12, 17), 0.75),
	bpmn.DataInput:           dataSymbol,
	bpmn.DataOutput:          dataSymbol,
	bpmn.DataStoreReference:  sized(dataStore, geom.R(2, 2, 16, 16), 0.7),
	bpmn.DataStore:           sized(dataStore, geom.R(2, 2, 16, 16), 0.7),
	bpmn.Message:             sized(message, geom.R(1.5, 4.5, 17, 11), 1.4),
	bpmn.TextAnnotation:      annotationSymbol,
	bpmn.Group:               groupSymbol,
	bpmn.ConversationNode:    sized(conversation, geom.R(1.5, 3, 17, 14), 0.75),
}

// sized draws a figure in a small box.
func sized(draw drawing, b geom.Rect, lines float64) func(*Figure, inks) paint.List {
	return func(f *Figure, k inks) paint.List {
		small := *f
		small.Bounds = b
		return bolder(draw(&small, k), lines)
	}
}

func dataSymbol(f *Figure, k inks) paint.List {
	plain := *f
	plain.Kind = bpmn.DataObjectReference
	fill := paint.Colour{}
	if f.Kind == bpmn.DataOutput {
		fill = k.line
	}
	arrow := paint.Polygon(5.75, 5.4, 8.75, 5.4, 8.75, 3.9, 11.25, 6.6, 8.75, 9.3, 8.75, 7.8, 5.75, 7.8)
	return append(sized(dataObject, geom.R(4, 1.5, 12, 17), 0.75)(&plain, k),
		paint.Shape{Path: arrow, Fill: fill, Stroke: paint.Pen(k.line, 0.9)})
}

func poolSymbol(f *Figure, k inks) paint.List {
	line := paint.Lines(6, 3.5, 6, 16.5)
	switch {
	case f.Traits.Collapsed && f.Traits.Vertical:
		return paint.List{paint.Shape{Path: paint.Rect(geom.R(6.5, 1.5, 7, 17)), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)}}
	case f.Traits.Collapsed:
		return paint.List{paint.Shape{Path: paint.Rect(geom.R(1.5, 6.5, 17, 7)), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)}}
	case f.Traits.Vertical:
		line = paint.Lines(3.5, 6, 16.5, 6)
		return paint.List{
			paint.Shape{Path: paint.Rect(geom.R(3.5, 1.5, 13, 17)), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)},
			paint.Shape{Path: line, Stroke: paint.Pen(k.line, 1.25)}}
	}
	l := paint.List{
		paint.Shape{Path: paint.Rect(geom.R(1.5, 3.5, 17, 13)), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)},
		paint.Shape{Path: line, Stroke: paint.Pen(k.line, 1.25)}}
	if f.Traits.Multiple {
		for _, x := range []float64{9.5, 12.25, 15} {
			l = append(l, paint.Shape{Path: paint.Lines(x, 9.5, x, 14), Stroke: paint.Pen(k.line, 1.4)})
		}
	}
	return l
}

func laneSymbol(f *Figure, k inks) paint.List {
	lines := paint.Lines(6, 3.5, 6, 16.5, 6, 10, 18.5, 10)
	if f.Traits.Vertical {
		lines = paint.Lines(1.5, 7, 18.5, 7, 10, 7, 10, 16.5)
	}
	return paint.List{
		paint.Shape{Path: paint.Rect(geom.R(1.5, 3.5, 17, 13)), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)},
		paint.Shape{Path: lines, Stroke: paint.Pen(k.line, 1.25)}}
}

func annotationSymbol(_ *Figure, k inks) paint.List {
	return paint.List{
		paint.Shape{Path: paint.Polyline([]geom.Point{{X: 7, Y: 2.5}, {X: 3, Y: 2.5}, {X: 3, Y: 17.5}, {X: 7, Y: 17.5}}, 0), Stroke: paint.Pen(k.line, 1.5)},
		paint.Shape{Path: paint.Lines(7, 7, 17, 7, 7, 10, 15, 10, 7, 13, 16, 13), Stroke: paint.Pen(k.line, 1.1)}}
}

func groupSymbol(_ *Figure, k inks) paint.List {
	return paint.List{paint.Shape{Path: paint.RoundRect(geom.R(2, 2.5, 16, 15), 3), Stroke: paint.Pen(k.line, 1.4).Dashed(4.5, 2.4, 0, 2.4)}}
}
