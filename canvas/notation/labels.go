package notation

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// LabelBox returns where the label beside a shape or edge stands: its place in the file with
// the size of its text, or the usual place. ok is false when there is none: the kind shows
// its name elsewhere, or has no name.
func LabelBox(di bpmn.Element) (box geom.Rect, ok bool) {
	e := di.Semantic()
	name := e.Name()
	if name == "" || e.Kind().Info().Label != bpmn.ExternalLabel {
		return geom.Rect{}, false
	}
	stored, given := di.LabelBounds()
	if given && stored.W <= 0 && stored.X == 0 && stored.Y == 0 {
		given = false // other tools write empty bounds for "wherever you like"
	}
	w, h := paint.Measurer{}.LabelSize(name, stored.W)
	if given {
		return geom.R(math.Round(stored.X+stored.W/2-w/2), stored.Y, w, h), true
	}
	if d := di.AsEdge(); !d.IsZero() {
		return flowLabelBox(d.Waypoints(), w, h)
	}
	b := FigureOf(di.AsShape(), Mark{}).Bounds
	top := b.Bottom() + 4
	if e.Kind() == bpmn.Group {
		top = b.Y + 4
	}
	return geom.R(math.Round(b.Center().X-w/2), top, w, h), true
}

// flowLabelBox puts a label over the middle of a level segment, or to the right of a standing
// one.
func flowLabelBox(l geom.Polyline, w, h float64) (geom.Rect, bool) {
	if len(l) < 2 {
		return geom.Rect{}, false
	}
	i := (len(l) - 2) / 2 // of three segments the second, of two the first
	a, b := l[i], l[i+1]
	middle := a.Lerp(b, 0.5)
	if math.Abs(b.Y-a.Y) > math.Abs(b.X-a.X) {
		return geom.R(math.Round(middle.X+6), math.Round(middle.Y-h/2), w, h), true
	}
	return geom.R(math.Round(middle.X-w/2), math.Round(middle.Y-h-5), w, h), true
}

// Caption is the label beside a shape or edge as plain data, which can be drawn without the
// document.
type Caption struct {
	ID   string // of the element
	Name string
	Box  geom.Rect // was made for the name
	// State is what a run says about the element.
	State State

	colour paint.Colour
}

// CaptionOf reads the label of a shape or edge; ok is false when it has none.
func CaptionOf(di bpmn.Element, m Mark) (c Caption, ok bool) {
	box, ok := LabelBox(di)
	if !ok {
		return Caption{}, false
	}
	e := di.Semantic()
	f := Figure{Kind: e.Kind(), Colors: di.Colors(), Mark: m}
	if f.Kind == bpmn.DataObjectReference {
		f.Traits.Dangling = e.Ref("dataObjectRef").IsZero()
	}
	return Caption{ID: e.ID(), Name: e.Name(), Box: box, State: m.State, colour: f.inks().text}, true
}

// List draws the label.
func (c *Caption) List() paint.List {
	// Wrapping to the width of the box keeps the lines.
	text := paint.LabelStyle.Free(c.Name, c.Box, paint.MinLabelWidth, c.colour)
	return paint.List{paint.Group{ID: c.ID, Class: "label", Ops: faded(paint.List{text}, stateLooks[c.State].opacity)}}
}

// Label draws the label beside a shape or edge; nil when it has none.
func Label(di bpmn.Element, m Mark) paint.List {
	c, ok := CaptionOf(di, m)
	if !ok {
		return nil
	}
	return c.List()
}
