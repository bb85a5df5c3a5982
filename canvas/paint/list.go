// Package paint holds the display list: what a diagram looks like, as a slice
// of four operations (path, text, image, group) in diagram units. canvas/notation
// produces lists; raster and svg consume them, so the screen and every export
// show the same picture. All text of the product is measured and wrapped here,
// with one embedded font.
//
// A list is immutable once it has been handed out: painters read it from several
// goroutines, and icons are shared between many elements.
package paint

import (
	"image"

	"spiffmodeler/bpmn/geom"
)

// List is a picture: operations painted one after the other, later ones on top.
type List []Op

// Op is one operation: Shape, Text, Image or Group.
type Op interface{ op() }

// Shape fills and strokes a path, the fill first. A zero Fill or a zero Stroke
// paints nothing.
type Shape struct {
	Path   Path
	Fill   Colour
	Stroke Stroke
	// Sharp marks a path whose axis-parallel strokes a raster back end moves by less than
	// a pixel so that they cover whole pixels: boxes, lanes and flows, not icons.
	Sharp bool
	// Stamp marks a path that many elements share, moved to their places, such as an icon:
	// a raster back end keeps its picture. The segments must never change.
	Stamp bool
}

// Text is lines of text in one face, size and colour, already wrapped and placed.
type Text struct {
	Lines  []Line
	Face   Face
	Size   float64 // em size, diagram units
	Colour Colour
	// H is how the lines were aligned. A back end that draws a line narrower or wider than it
	// was measured, in other fonts, keeps to it.
	H Anchor
}

// Line is one line of laid out text.
type Line struct {
	At    geom.Point // left end of the baseline
	Width float64    // advance width
	Text  string
}

// Image is a picture scaled into a box, such as an icon of an extension.
type Image struct {
	Box    geom.Rect
	Pixels image.Image
}

// Group is a list of its own within a list.
type Group struct {
	// ID names what is drawn, such as the id of a diagram element; empty for a part.
	ID string
	// Class says what a part is ("label", "marker"); for styling exports and for tests.
	Class string
	// Transform maps the group's coordinates to its parent's; nil is the identity.
	Transform *Transform
	// Clip limits painting to a rectangle in the group's own coordinates; nil is no limit.
	Clip *geom.Rect
	// Opacity multiplies the alpha of each operation inside, one by one (what overlaps
	// shows through); 0 and 1 both mean opaque, so that the zero value is visible.
	Opacity float64
	// MinScale is the scale (device pixels per unit) below which the group is a detail
	// that screens leave out. Exports to vector formats always show it.
	MinScale float64
	Ops      List
}

func (Shape) op() {}
func (Text) op()  {}
func (Image) op() {}
func (Group) op() {}

// Stroke says how the outline of a path is drawn.
type Stroke struct {
	Colour Colour
	Width  float64
	Dash   []float64 // lengths on, off, on, off...; empty is a solid line
	Offset float64   // where in the dash pattern the path begins
	Cap    Cap
	Join   Join
}

// Cap is the form of the end of an open line or dash.
type Cap uint8

// Caps. Round is the zero value because BPMN editors draw round ends and corners.
const (
	RoundCap Cap = iota
	ButtCap
	SquareCap
)

// Join is the form of a corner.
type Join uint8

// Joins. A miter longer than four times the width is drawn as a bevel.
const (
	RoundJoin Join = iota
	MiterJoin
	BevelJoin
)

// Pen returns a solid stroke with round caps and joins.
func Pen(c Colour, width float64) Stroke { return Stroke{Colour: c, Width: width} }

// Dashed returns the stroke with a dash pattern.
func (s Stroke) Dashed(lengths ...float64) Stroke { s.Dash = lengths; return s }

// Visible reports whether the stroke leaves a trace.
func (s Stroke) Visible() bool { return s.Width > 0 && s.Colour.A > 0 }

// At returns the list as a part moved to p: its origin (0,0) comes to lie there.
func At(p geom.Point, ops List) Group {
	t := Translate(p.X, p.Y)
	return Group{Transform: &t, Ops: ops}
}
