package notation

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Direction says which ends of an association have an arrow.
type Direction uint8

// The directions.
const (
	NoDirection Direction = iota
	OneDirection
	BothDirections
)

// Flow is all that the drawing of a connection depends on, as plain data.
type Flow struct {
	ID          string
	Kind        bpmn.Kind
	Points      geom.Polyline
	Colors      bpmn.Colors
	Mark        Mark
	Default     bool // slash at the start
	Conditional bool // diamond at the start
	Direction   Direction
	Message     bool // a letter in the middle of a message flow
	Light       bool // whose letter is light: the message that begins the exchange
	MessageName string
	// Jumps are the points, in the order of the way, at which it jumps over others; see
	// JumpsOver.
	Jumps []geom.Point
}

// FlowOf reads the figure of an edge.
func FlowOf(d bpmn.Edge, m Mark) Flow {
	e := d.Semantic()
	f := Flow{ID: e.ID(), Kind: e.Kind(), Points: d.Waypoints(), Colors: d.Colors(), Mark: m}
	switch f.Kind {
	case bpmn.SequenceFlow:
		source := e.Source().Kind()
		f.Default = (source.Is(bpmn.GatewayClass) || source.Is(bpmn.ActivityClass)) && e.IsDefaultFlow()
		f.Conditional = source.Is(bpmn.ActivityClass) && e.HasCondition() && !f.Default
	case bpmn.MessageFlow:
		f.Message, f.Light = messageOf(d)
		if f.Message {
			f.MessageName = e.Ref("messageRef").Name()
		}
	case bpmn.Association:
		switch e.Attr("associationDirection") {
		case "One":
			f.Direction = OneDirection
		case "Both":
			f.Direction = BothDirections
		}
	case bpmn.DataInputAssociation, bpmn.DataOutputAssociation:
		f.Direction = OneDirection
	}
	return f
}

// messageOf reports whether a message flow shows its letter, and whether that is the light one
// of a message that begins an exchange. A file that says nothing about it shows the light one
// for the message that it names: "initiating" is what BPMN editors read then.
func messageOf(d bpmn.Edge) (shown, light bool) {
	switch d.Attr("messageVisibleKind") {
	case "initiating":
		return true, true
	case "non_initiating":
		return true, false
	}
	named := d.Semantic().Attr("messageRef") != ""
	return named, named
}

// Edge draws a connection of a document, without the label beside it.
func Edge(d bpmn.Edge, m Mark) paint.List {
	f := FlowOf(d, m)
	return f.List()
}

// flowDrawing draws the line of a flow and its ends.
type flowDrawing func(f *Flow, k inks) paint.List

// flowDrawings has one row per kind of connection.
var flowDrawings = map[bpmn.Kind]flowDrawing{
	bpmn.SequenceFlow:          sequenceFlow,
	bpmn.MessageFlow:           messageFlow,
	bpmn.Association:           association,
	bpmn.DataInputAssociation:  association,
	bpmn.DataOutputAssociation: association,
	bpmn.ConversationLink:      conversationLink,
	bpmn.Unknown:               conversationLink,
}

// FlowRadius is the radius of the rounded corners of connections.
const FlowRadius = 5

// List draws the flow, in a group with its id.
func (f *Flow) List() paint.List {
	draw, ok := flowDrawings[f.Kind]
	if !ok || len(f.Points) < 2 {
		return nil
	}
	k := inks{fill: paint.Of(paint.Fill), line: paint.Of(paint.Ink)}
	if c, ok := paint.ParseColour(f.Colors.Fill, paint.AsFill); ok {
		k.fill = c
	}
	if c, ok := paint.ParseColour(f.Colors.Stroke, paint.AsInk); ok {
		k.line = c
	}
	if f.Mark.Taken > 0 {
		k.line = paint.Of(paint.Accent)
	}
	k.text = k.line
	l := paint.List{paint.Group{ID: f.ID, Class: f.Kind.Info().Tag, Ops: faded(draw(f, k), stateLooks[f.Mark.State].opacity)}}
	if f.Mark.Taken > 1 {
		l = append(l, paint.Group{Class: "mark", Ops: count(f.pointFrom(18), f.Mark.Taken)})
	}
	if f.Mark.Problem != NoProblem {
		middle := f.Points.At(0.5)
		l = append(l, Mark{Problem: f.Mark.Problem}.badges(geom.RectAround(middle, 0, 0), 0)...)
	}
	return l
}

// pointFrom returns the point at a distance along the flow, at most its middle.
func (f *Flow) pointFrom(d float64) geom.Point {
	n := f.Points.Length()
	if n == 0 {
		return f.Points[0]
	}
	return f.Points.At(math.Min(0.5, d/n))
}

// width is that of the line: flows that were taken are wider.
func (f *Flow) width(usual float64) float64 {
	if f.Mark.Taken > 0 {
		return math.Max(usual, 2.5)
	}
	return usual
}

// line draws the way of the flow, shorter at its ends by what signs there cover.
func (f *Flow) line(st paint.Stroke, before, after float64) paint.Shape {
	pts := shortened(f.Points, before, after)
	if len(f.Jumps) > 0 {
		return paint.Shape{Path: jumping(pts, f.Jumps), Stroke: st}
	}
	return paint.Shape{Path: paint.Polyline(pts, FlowRadius), Stroke: st, Sharp: true}
}

func shortened(l geom.Polyline, before, after float64) []geom.Point {
	out := append([]geom.Point(nil), l...)
	n := len(out)
	pull := func(end, next geom.Point, d float64) geom.Point {
		if all := end.Dist(next); d > 0 && all > 0 {
			return end.Lerp(next, math.Min(d, all*0.9)/all)
		}
		return end
	}
	if n >= 2 {
		out[0], out[n-1] = pull(l[0], l[1], before), pull(l[n-1], l[n-2], after)
	}
	return out
}

// ends return the transforms that put a sign, drawn to the right of the origin, to the start
// and to the end of a line so that it points outwards.
func (f *Flow) ends() (start, end paint.Transform) {
	p := f.Points
	n := len(p)
	first, last := p[1], p[n-2]
	for i := 1; i < n && first == p[0]; i++ {
		first = p[i]
	}
	for i := n - 2; i >= 0 && last == p[n-1]; i-- {
		last = p[i]
	}
	return pointing(first, p[0]), pointing(last, p[n-1])
}

func pointing(from, to geom.Point) paint.Transform {
	d := to.Sub(from)
	return paint.Rotate(math.Atan2(d.Y, d.X) * 180 / math.Pi).Then(paint.Translate(to.X, to.Y))
}

// Signs at the ends of connections: they point to the right, and the end of the line is the
// origin.
var (
	arrowHead   = paint.Polygon(-10, -5, -0.5, 0, -10, 5)
	messageHead = paint.Polygon(-11.25, -4.5, -0.75, 0, -11.25, 4.5)
	openHead    = new(paint.Builder).Move(-10, -5).Line(-0.5, 0).Line(-10, 5).Path()
	condition   = paint.Polygon(-1, 0, -9, -4, -17, 0, -9, 4)
	slash       = paint.Lines(-6, 6, -10, -6)
	letterBody  = paint.Polygon(-10.5, -7, 10.5, -7, 10.5, 7, -10.5, 7)
	letterFlap  = new(paint.Builder).Move(-10.5, -7).Line(0, -1).Line(10.5, -7).Path()
	letter      = envelope(letterBody, letterFlap)
)

func sign(t paint.Transform, ops ...paint.Op) paint.Group {
	return paint.Group{Transform: &t, Ops: ops}
}

func sequenceFlow(f *Flow, k inks) paint.List {
	start, end := f.ends()
	l := paint.List{
		f.line(paint.Pen(k.line, f.width(2)), 0, 6),
		sign(end, icon(arrowHead, k.line, paint.Pen(k.line, 1))),
	}
	if f.Conditional {
		l = append(l, sign(start, icon(condition, k.fill, paint.Pen(k.line, 1.5))))
	}
	if f.Default {
		l = append(l, sign(start, icon(slash, paint.Colour{}, paint.Pen(k.line, 2))))
	}
	return l
}

func messageFlow(f *Flow, k inks) paint.List {
	_, end := f.ends()
	l := paint.List{
		f.line(paint.Pen(k.line, f.width(1.5)).Dashed(10, 11), 5.25, 11.5),
		paint.Shape{Path: paint.Circle(f.Points[0], 5.25), Fill: k.fill, Stroke: paint.Pen(k.line, 1.5)},
		sign(end, icon(messageHead, k.fill, paint.Pen(k.line, 1.5))),
	}
	if f.Message {
		middle := f.Points.At(0.5)
		dark := !f.Light
		l = append(l, paint.At(geom.Pt(math.Round(middle.X), math.Round(middle.Y)), letter(k, dark)))
		if f.MessageName != "" {
			box := geom.R(middle.X, middle.Y+7+10, 0, 0)
			l = append(l, paint.InsideStyle.Free(f.MessageName, box, 100, k.text))
		}
	}
	return l
}

func association(f *Flow, k inks) paint.List {
	start, end := f.ends()
	l := paint.List{f.line(paint.Pen(k.line, f.width(2)).Dashed(0, 5), 0, 0)}
	if f.Direction == BothDirections {
		l = append(l, sign(start, icon(openHead, paint.Colour{}, paint.Pen(k.line, 1.5))))
	}
	if f.Direction != NoDirection {
		l = append(l, sign(end, icon(openHead, paint.Colour{}, paint.Pen(k.line, 1.5))))
	}
	return l
}

func conversationLink(f *Flow, k inks) paint.List {
	return paint.List{f.line(paint.Pen(k.line, 2), 0, 0)}
}
