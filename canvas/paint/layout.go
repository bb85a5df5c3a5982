package paint

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// Align says where text lies in its box.
type Align struct{ H, V Anchor }

// Anchor is a place along one axis.
type Anchor uint8

// Anchors: Start is left or top.
const (
	Start Anchor = iota
	Middle
	End
)

// Padding is the room that a shape leaves around its text.
type Padding struct{ Top, Right, Bottom, Left float64 }

// Pad returns the same padding on all sides.
func Pad(d float64) Padding { return Padding{d, d, d, d} }

// baselineShift is how far the first baseline lies above the lower edge of its line, as a
// share of the line's height. Other BPMN editors use a quarter, too.
const baselineShift = 0.25

// InBox sets a text into a box: wrapped, aligned, and cut with an ellipsis at the last
// line that fits. The first line is always shown.
func (s TextStyle) InBox(text string, box geom.Rect, align Align, pad Padding, c Colour) Text {
	inner := geom.R(box.X+pad.Left, box.Y+pad.Top, math.Max(1, box.W-pad.Left-pad.Right), math.Max(0, box.H-pad.Top-pad.Bottom))
	n := max(1, int((inner.H+0.2*s.Size)/s.Leading()))
	lines := s.wrap(text, inner.W, n)
	if len(lines) > n {
		lines = lines[:n]
		lines[n-1] = s.withEllipsis(lines[n-1], inner.W)
	}
	return s.place(lines, inner, align, c)
}

func (s TextStyle) withEllipsis(line string, maxWidth float64) string {
	return s.Shorten(line+ellipsis, maxWidth)
}

// Free sets a text around a box without cutting it: wrapped to the box's width, at least
// minWidth, centred on the box, growing downwards from its top edge. So labels beside
// events and flows are set.
func (s TextStyle) Free(text string, box geom.Rect, minWidth float64, c Colour) Text {
	w := math.Max(box.W, minWidth)
	around := geom.R(box.Center().X-w/2, box.Y, w, box.H)
	return s.place(s.Wrap(text, w), around, Align{H: Middle, V: Start}, c)
}

func (s TextStyle) place(lines []string, box geom.Rect, align Align, c Colour) Text {
	lead := s.Leading()
	y := box.Y
	switch align.V {
	case Middle:
		y += (box.H - lead*float64(len(lines))) / 2
	case End:
		y += box.H - lead*float64(len(lines))
	}
	out := Text{Face: s.Face, Size: s.Size, Colour: c, H: align.H, Lines: make([]Line, 0, len(lines))}
	for i, text := range lines {
		if text == "" {
			continue
		}
		w := s.Width(text)
		x := box.X
		switch align.H {
		case Middle:
			x += (box.W - w) / 2
		case End:
			x += box.W - w
		}
		base := y + lead*(float64(i)+1-baselineShift)
		out.Lines = append(out.Lines, Line{At: geom.Pt(x, base), Width: w, Text: text})
	}
	return out
}

// SizeOf returns the size of a text wrapped to a width, in whole units, rounded up.
func (s TextStyle) SizeOf(text string, maxWidth float64) (w, h float64) {
	lines := s.Wrap(text, maxWidth)
	for _, l := range lines {
		w = math.Max(w, s.Width(l))
	}
	return math.Ceil(w), math.Ceil(s.Leading()*float64(len(lines)) - 1e-9)
}

// MinLabelWidth is the width to which the labels beside elements are wrapped at least.
const MinLabelWidth = 90

// Measurer sizes texts for the operations of the editor.
type Measurer struct{}

// LabelSize returns the size of a label beside an element, wrapped to maxWidth or to
// MinLabelWidth, whichever is more.
func (Measurer) LabelSize(text string, maxWidth float64) (w, h float64) {
	return LabelStyle.SizeOf(text, math.Max(maxWidth, MinLabelWidth))
}

// AnnotationHeight returns the height that a text annotation of a width needs for its text.
func (Measurer) AnnotationHeight(text string, width float64) float64 {
	_, h := InsideStyle.SizeOf(text, width-2*TextPadding)
	return h + 2*TextPadding
}

// TextPadding is the room between the border of a shape and its text.
const TextPadding = 7
