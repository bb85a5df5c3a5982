// Package svg writes display lists as SVG 1.1 documents: text stays text, at the positions
// and widths that the screen shows, and each element is a group with its id.
package svg

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Document says what is written.
type Document struct {
	// Box is the part of the diagram that is shown; it is also the picture's size in pixels.
	Box     geom.Rect
	Palette *paint.Palette
	// Ground fills the picture; the zero Colour leaves it transparent.
	Ground paint.Colour
	// Title is for readers and screen readers; empty is left out.
	Title string
	// Lists are painted in order.
	Lists []paint.List
}

// Write writes the document. The same lists give the same bytes.
func Write(w io.Writer, d Document) error {
	out := &writer{b: bufio.NewWriter(w), palette: d.Palette, ids: map[string]bool{}}
	out.printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" ")
	out.printf("width=\"%s\" height=\"%s\" viewBox=\"%s %s %s %s\"", num(d.Box.W), num(d.Box.H), num(d.Box.X), num(d.Box.Y), num(d.Box.W), num(d.Box.H))
	out.printf(" stroke-linecap=\"round\" stroke-linejoin=\"round\" text-rendering=\"geometricPrecision\">\n")
	if d.Title != "" {
		out.printf("<title>%s</title>\n", escape(d.Title))
	}
	if d.Ground.A > 0 {
		out.shape(paint.Shape{Path: paint.Rect(d.Box), Fill: d.Ground}, 1)
	}
	for _, l := range d.Lists {
		out.list(l, 1)
	}
	out.printf("</svg>\n")
	if out.err != nil {
		return fmt.Errorf("write SVG: %w", out.err)
	}
	if err := out.b.Flush(); err != nil {
		return fmt.Errorf("write SVG: %w", err)
	}
	return nil
}

type writer struct {
	b       *bufio.Writer
	palette *paint.Palette
	ids     map[string]bool
	clips   int
	err     error
}

func (w *writer) printf(format string, args ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintf(w.b, format, args...)
	}
}

func (w *writer) list(l paint.List, opacity float64) {
	for _, op := range l {
		switch o := op.(type) {
		case paint.Shape:
			w.shape(o, opacity)
		case paint.Text:
			w.text(o, opacity)
		case paint.Image:
			w.image(o, opacity)
		case paint.Group:
			w.group(o, opacity)
		}
	}
}

func (w *writer) group(g paint.Group, opacity float64) {
	if g.Opacity > 0 {
		opacity *= math.Min(1, g.Opacity)
	}
	var attrs strings.Builder
	if g.ID != "" {
		// An element may be drawn twice (its shape and its label): only the first owns the id.
		if !w.ids[g.ID] && isName(g.ID) {
			fmt.Fprintf(&attrs, " id=\"%s\"", g.ID)
			w.ids[g.ID] = true
		} else {
			fmt.Fprintf(&attrs, " data-element-id=\"%s\"", escape(g.ID))
		}
	}
	if g.Class != "" {
		fmt.Fprintf(&attrs, " class=\"%s\"", escape(g.Class))
	}
	if g.Transform != nil && *g.Transform != paint.Identity() {
		fmt.Fprintf(&attrs, " transform=\"%s\"", transform(*g.Transform))
	}
	if g.Clip != nil {
		w.clips++
		for w.ids["clip-"+strconv.Itoa(w.clips)] {
			w.clips++
		}
		id := "clip-" + strconv.Itoa(w.clips)
		w.ids[id] = true
		// The clip lies in the group's own coordinates, so inside of its transform.
		w.printf("<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n", id,
			num(g.Clip.X), num(g.Clip.Y), num(g.Clip.W), num(g.Clip.H))
		fmt.Fprintf(&attrs, " clip-path=\"url(#%s)\"", id)
	}
	if attrs.Len() == 0 {
		w.list(g.Ops, opacity)
		return
	}
	w.printf("<g%s>\n", attrs.String())
	w.list(g.Ops, opacity)
	w.printf("</g>\n")
}

func transform(t paint.Transform) string {
	if t.A == 1 && t.B == 0 && t.C == 0 && t.D == 1 {
		return "translate(" + num(t.E) + " " + num(t.F) + ")"
	}
	return "matrix(" + fine(t.A) + " " + fine(t.B) + " " + fine(t.C) + " " + fine(t.D) + " " + num(t.E) + " " + num(t.F) + ")"
}

func (w *writer) shape(s paint.Shape, opacity float64) {
	fill := w.colour("fill", s.Fill, opacity)
	line := ""
	if s.Stroke.Visible() {
		line = w.stroke(s.Stroke, opacity)
	}
	if s.Fill.A == 0 && line == "" {
		return
	}
	style := fill + line
	p := s.Path
	switch {
	case p.Form == paint.RectForm && p.Radius > 0:
		w.printf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"%s/>\n", num(p.Box.X), num(p.Box.Y), num(p.Box.W), num(p.Box.H), num(p.Radius), style)
	case p.Form == paint.RectForm:
		w.printf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>\n", num(p.Box.X), num(p.Box.Y), num(p.Box.W), num(p.Box.H), style)
	case p.Form == paint.EllipseForm && p.Box.W == p.Box.H:
		c := p.Box.Center()
		w.printf("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>\n", num(c.X), num(c.Y), num(p.Box.W/2), style)
	case p.Form == paint.EllipseForm:
		c := p.Box.Center()
		w.printf("<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\"%s/>\n", num(c.X), num(c.Y), num(p.Box.W/2), num(p.Box.H/2), style)
	default:
		if d := pathData(p.Segments()); d != "" {
			w.printf("<path d=\"%s\"%s/>\n", d, style)
		}
	}
}

// colour returns the attributes of a paint, such as fill="#ffffff".
func (w *writer) colour(name string, c paint.Colour, opacity float64) string {
	if c.A == 0 {
		return " " + name + "=\"none\""
	}
	n := w.palette.Resolve(c)
	out := " " + name + "=\"" + hex(n) + "\""
	if a := float64(n.A) / 255 * opacity; a < 0.998 {
		out += " " + name + "-opacity=\"" + num(a) + "\""
	}
	return out
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (w *writer) stroke(s paint.Stroke, opacity float64) string {
	out := w.colour("stroke", s.Colour, opacity)
	if s.Width != 1 {
		out += " stroke-width=\"" + num(s.Width) + "\""
	}
	if len(s.Dash) > 0 {
		parts := make([]string, len(s.Dash))
		for i, d := range s.Dash {
			parts[i] = num(d)
		}
		out += " stroke-dasharray=\"" + strings.Join(parts, " ") + "\""
		if s.Offset != 0 {
			out += " stroke-dashoffset=\"" + num(s.Offset) + "\""
		}
	}
	out += map[paint.Cap]string{paint.ButtCap: " stroke-linecap=\"butt\"", paint.SquareCap: " stroke-linecap=\"square\""}[s.Cap]
	out += map[paint.Join]string{paint.MiterJoin: " stroke-linejoin=\"miter\"", paint.BevelJoin: " stroke-linejoin=\"bevel\""}[s.Join]
	return out
}

func pathData(segs []paint.Seg) string {
	var b strings.Builder
	letters := [...]string{paint.MoveTo: "M", paint.LineTo: "L", paint.QuadTo: "Q", paint.CubicTo: "C", paint.Close: "Z"}
	points := [...]int{paint.MoveTo: 1, paint.LineTo: 1, paint.QuadTo: 2, paint.CubicTo: 3, paint.Close: 0}
	for _, s := range segs {
		b.WriteString(letters[s.Kind])
		for i := range points[s.Kind] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(num(s.P[i].X) + " " + num(s.P[i].Y))
		}
	}
	return b.String()
}

func (w *writer) text(t paint.Text, opacity float64) {
	if len(t.Lines) == 0 || t.Colour.A == 0 {
		return
	}
	w.printf("<text font-family=\"%s\" font-size=\"%s\"", t.Face.Family(), num(t.Size))
	if t.Face.Weight() != 400 {
		w.printf(" font-weight=\"%d\"", t.Face.Weight())
	}
	w.printf("%s>", w.colour("fill", t.Colour, opacity))
	for _, l := range t.Lines {
		keep := ""
		if strings.Contains(l.Text, "  ") {
			keep = " xml:space=\"preserve\""
		}
		if !t.Face.Plain(l.Text) {
			w.foreign(t, l, keep)
			continue
		}
		w.printf("<tspan x=\"%s\" y=\"%s\" textLength=\"%s\"%s>%s</tspan>", num(l.At.X), num(l.At.Y), num(l.Width), keep, escape(l.Text))
	}
	w.printf("</text>\n")
}

// foreign writes a line that the viewer takes from fonts of its own, as wide as they make it:
// stretching it to a length would tear joined letters apart.
func (w *writer) foreign(t paint.Text, l paint.Line, keep string) {
	x := l.At.X + l.Width*float64(t.H)/2
	anchor := t.H
	direction := ""
	if paint.FromRight(l.Text) {
		direction, anchor = " direction=\"rtl\" unicode-bidi=\"embed\"", paint.End-t.H // its start is at the right
	}
	name := map[paint.Anchor]string{paint.Middle: " text-anchor=\"middle\"", paint.End: " text-anchor=\"end\""}[anchor]
	w.printf("<tspan x=\"%s\" y=\"%s\"%s%s%s>%s</tspan>", num(x), num(l.At.Y), name, direction, keep, escape(l.Text))
}

func (w *writer) image(o paint.Image, opacity float64) {
	if o.Pixels == nil || o.Pixels.Bounds().Empty() {
		return
	}
	var data bytes.Buffer
	if err := png.Encode(&data, o.Pixels); err != nil {
		if w.err == nil {
			w.err = fmt.Errorf("encode an image: %w", err)
		}
		return
	}
	fade := ""
	if opacity < 0.998 {
		fade = " opacity=\"" + num(opacity) + "\""
	}
	w.printf("<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\"%s xlink:href=\"data:image/png;base64,%s\"/>\n",
		num(o.Box.X), num(o.Box.Y), num(o.Box.W), num(o.Box.H), fade, base64.StdEncoding.EncodeToString(data.Bytes()))
}

// num writes a length with two decimals at most, as short as possible. What is no number is
// written as 0, so that the document stays valid.
func num(v float64) string { return decimals(v, 2) }

// fine writes a factor, which needs more digits.
func fine(v float64) string { return decimals(v, 5) }

func decimals(v float64, n int) string {
	if v-v != 0 {
		return "0"
	}
	s := strconv.FormatFloat(v, 'f', n, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

// escape makes a text safe in content and attributes; characters that XML forbids become the
// replacement character.
func escape(s string) string {
	var b strings.Builder
	// A strings.Builder never fails.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// isName reports whether an id may stand in an id attribute.
func isName(s string) bool {
	for i, r := range s {
		if r == '_' || unicode.IsLetter(r) || i > 0 && (r == '-' || r == '.' || unicode.IsDigit(r)) {
			continue
		}
		return false
	}
	return s != ""
}
