package notation

import (
	"strconv"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// State is what a run says about an element, in the engine's names.
type State uint8

// The states. Idle is an element that the run doesn't speak of.
const (
	Idle State = iota
	Maybe
	Likely
	Future
	Waiting
	Ready
	Started
	Completed
	Errored
	Cancelled
	stateCount
)

// Problem is the gravest finding about an element.
type Problem uint8

// The weights of findings.
const (
	NoProblem Problem = iota
	WarningProblem
	ErrorProblem
)

// Mark is what is shown about an element beside its notation.
type Mark struct {
	State State
	// Taken is how often a flow was followed.
	Taken      int
	Problem    Problem
	Breakpoint bool
}

// stateLook is a row of the table of states: colour, with a shape that says the same.
type stateLook struct {
	fill    paint.Token // Explicit keeps the fill
	line    paint.Token // Explicit keeps the stroke
	width   float64     // of the border; 0 keeps it
	dash    []float64
	opacity float64 // of strokes, fills and icons; 0 is opaque
	badge   func(at geom.Point, c paint.Colour) paint.List
}

var stateLooks = [stateCount]stateLook{
	Idle:      {},
	Maybe:     {opacity: 0.30},
	Likely:    {opacity: 0.45},
	Future:    {opacity: 0.60},
	Waiting:   {fill: paint.WaitingFill, line: paint.Warning, badge: clockBadge},
	Ready:     {fill: paint.ActiveFill, line: paint.Accent, width: 2.5, badge: dotBadge},
	Started:   {fill: paint.ActiveFill, line: paint.Accent, dash: []float64{6, 4}, badge: halfBadge},
	Completed: {fill: paint.DoneFill, line: paint.Good, badge: checkBadge},
	Errored:   {fill: paint.ErrorFill, line: paint.Danger, width: 2.5, badge: alertBadge},
	Cancelled: {fill: paint.InactiveFill, line: paint.Secondary, dash: []float64{5, 4}, badge: crossBadge},
}

// legibleOpacity is the least at which ink keeps a contrast of 4.5 : 1 as text on the fills
// and grounds of both themes.
const legibleOpacity = 0.66

// faded shows what a run has not reached: at the opacity of its state, but for texts, which
// stay legible. The notation stands at the places of the list as before.
func faded(l paint.List, opacity float64) paint.List {
	if opacity <= 0 || opacity >= 1 {
		return l
	}
	out := make(paint.List, 0, len(l))
	for _, op := range l {
		switch o := op.(type) {
		case paint.Text:
			legible := legibleOpacity
			if o.Colour.Token == paint.Secondary {
				legible = 1 // as faint as text may be already
			}
			out = append(out, paint.Group{Opacity: max(opacity, legible), Ops: paint.List{o}})
		case paint.Group:
			o.Ops = faded(o.Ops, opacity)
			out = append(out, o)
		default:
			out = append(out, paint.Group{Opacity: opacity, Ops: paint.List{o}})
		}
	}
	return out
}

// badgeRadius is the radius of the marks at the corners of elements.
const badgeRadius = 8

// badges returns the marks at the corners of a shape. inset moves them from the corners of
// the bounds towards the outline (events and gateways are no boxes).
func (m Mark) badges(b geom.Rect, inset float64) paint.List {
	var l paint.List
	if look := stateLooks[m.State]; look.badge != nil {
		l = append(l, look.badge(geom.Pt(b.Right()-inset, b.Y+inset), paint.Of(look.line))...)
	}
	at := geom.Pt(b.X+inset, b.Y+inset)
	if m.Breakpoint {
		l = append(l, disc(at, paint.Of(paint.Danger)))
		at.X += 2*badgeRadius + 2
	}
	switch m.Problem {
	case ErrorProblem:
		l = append(l, alertBadge(at, paint.Of(paint.Danger))...)
	case WarningProblem:
		l = append(l, warningBadge(at)...)
	}
	if l == nil {
		return nil
	}
	return paint.List{paint.Group{Class: "mark", Ops: l}}
}

// disc is the ground of a badge, set off from what it covers by a ring.
func disc(at geom.Point, c paint.Colour) paint.Shape {
	return paint.Shape{Path: paint.Circle(at, badgeRadius), Fill: c, Stroke: paint.Pen(paint.Of(paint.Ground), 1.5)}
}

func onBadge(width float64) paint.Stroke { return paint.Pen(paint.Of(paint.OnAccent), width) }

var (
	checkPath = new(paint.Builder).Move(-3.6, 0.3).Line(-1.1, 2.9).Line(3.7, -2.5).Path()
	crossPath = paint.Lines(-2.8, -2.8, 2.8, 2.8, -2.8, 2.8, 2.8, -2.8)
	barPath   = paint.Lines(0, -4, 0, 0.8)
	halfPath  = new(paint.Builder).Arc(geom.Pt(0, 0), 4.6, 90, 270).Close().Path()
	clockPath = new(paint.Builder).Move(0, -3.4).Line(0, 0.2).Line(2.6, 1.6).Path()
	tentPath  = paint.Polygon(0, -8.5, 9, 7, -9, 7)
)

func glyphOn(at geom.Point, s paint.Shape) paint.Group {
	s.Stamp = true
	return paint.At(at, paint.List{s})
}

func checkBadge(at geom.Point, c paint.Colour) paint.List {
	return paint.List{disc(at, c), glyphOn(at, paint.Shape{Path: checkPath, Stroke: onBadge(2)})}
}

func crossBadge(at geom.Point, c paint.Colour) paint.List {
	return paint.List{disc(at, c), glyphOn(at, paint.Shape{Path: crossPath, Stroke: onBadge(2)})}
}

func alertBadge(at geom.Point, c paint.Colour) paint.List {
	return paint.List{disc(at, c), glyphOn(at, paint.Shape{Path: barPath, Stroke: onBadge(2)}),
		paint.Shape{Path: paint.Circle(at.Add(geom.Pt(0, 4)), 1.25), Fill: paint.Of(paint.OnAccent)}}
}

func warningBadge(at geom.Point) paint.List {
	return paint.List{
		glyphOn(at, paint.Shape{Path: tentPath, Fill: paint.Of(paint.Warning), Stroke: paint.Pen(paint.Of(paint.Ground), 1.5)}),
		glyphOn(at.Add(geom.Pt(0, 1)), paint.Shape{Path: barPath, Stroke: onBadge(1.8)}),
		paint.Shape{Path: paint.Circle(at.Add(geom.Pt(0, 4.6)), 1.1), Fill: paint.Of(paint.OnAccent)}}
}

func dotBadge(at geom.Point, c paint.Colour) paint.List {
	return paint.List{disc(at, paint.Of(paint.Ground)), paint.Shape{Path: paint.Circle(at, 6.4), Fill: c}}
}

func halfBadge(at geom.Point, c paint.Colour) paint.List {
	return paint.List{disc(at, paint.Of(paint.Ground)), paint.Shape{Path: paint.Circle(at, 5.6), Stroke: paint.Pen(c, 1.6)},
		glyphOn(at, paint.Shape{Path: halfPath, Fill: c})}
}

func clockBadge(at geom.Point, c paint.Colour) paint.List {
	return paint.List{disc(at, c), glyphOn(at, paint.Shape{Path: clockPath, Stroke: onBadge(1.7)})}
}

// countStyle is for the number of times that a flow was taken.
var countStyle = paint.TextStyle{Face: paint.SansBold, Size: 9}

// count returns a pill with the number of times that a flow was taken.
func count(at geom.Point, n int) paint.List {
	text := strconv.Itoa(n)
	w := max(14, countStyle.Width(text)+8)
	box := geom.RectAround(at, w, 14)
	return paint.List{
		paint.Shape{Path: paint.RoundRect(box, 7), Fill: paint.Of(paint.Accent), Stroke: paint.Pen(paint.Of(paint.Ground), 1.5)},
		countStyle.InBox(text, box, paint.Align{H: paint.Middle, V: paint.Middle}, paint.Padding{}, paint.Of(paint.OnAccent)),
	}
}
