package editor

import (
	"unicode"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// lay breaks the text into lines and places them.
func (f *Field) lay() {
	p := f.place
	wrapped := p.style.Wrap(string(f.text), p.box.W-2*p.pad)
	if len(wrapped) == 0 {
		wrapped = []string{""}
	}
	lead := p.style.Leading()
	y := p.box.Y + p.pad
	if p.align.V == paint.Middle {
		y = p.box.Center().Y - lead*float64(len(wrapped))/2
	}
	f.lines = f.lines[:0]
	at := 0
	for i, w := range wrapped {
		from, to := f.match(at, w)
		next := len(f.text)
		if i+1 < len(wrapped) {
			next = to
			for next < len(f.text) && f.text[next] != '\n' && unicode.IsSpace(f.text[next]) {
				next++
			}
			if next < len(f.text) && f.text[next] == '\n' {
				next++
			}
		}
		l := fieldLine{from: from, to: to, width: p.style.Width(w), base: y + lead*(float64(i)+0.75)}
		l.x = p.box.X + p.pad
		if p.align.H == paint.Middle {
			l.x = p.box.Center().X - l.width/2
		}
		f.lines = append(f.lines, l)
		at = next
	}
	// White space at the end belongs to the last line, so that typing it moves
	// the caret.
	f.lines[len(f.lines)-1].to = len(f.text)
}

// match returns the characters that a wrapped line shows, from position at on.
func (f *Field) match(at int, line string) (from, to int) {
	shown := []rune(line)
	from = at
	if len(shown) > 0 {
		for from < len(f.text) && f.text[from] != shown[0] && unicode.IsSpace(f.text[from]) && f.text[from] != '\n' {
			from++
		}
	}
	to = from
	for i, r := range shown {
		for to < len(f.text) && f.text[to] != r && (f.text[to] == '\u00AD' || f.text[to] == '\r') {
			to++
		}
		if to < len(f.text) && f.text[to] != r && r == '-' && i == len(shown)-1 {
			break // the hyphen of a soft one
		}
		if to < len(f.text) && f.text[to] != '\n' {
			to++
		}
	}
	return from, to
}

// lineOf returns the line that the caret stands in.
func (f *Field) lineOf(pos int) int {
	for i := len(f.lines) - 1; i > 0; i-- {
		if pos >= f.lines[i].from {
			return i
		}
	}
	return 0
}

// x returns where a position stands in its line.
func (f *Field) x(pos int) float64 {
	l := f.lines[f.lineOf(pos)]
	pos = max(l.from, min(pos, max(l.to, l.from)))
	return l.x + f.place.style.Width(string(f.text[l.from:pos]))
}

// nearest returns the position in a line that is nearest to x.
func (f *Field) nearest(line int, x float64) int {
	l := f.lines[line]
	at := l.x
	for i := l.from; i < l.to; i++ {
		next := l.x + f.place.style.Width(string(f.text[l.from:i+1]))
		if x < (at+next)/2 {
			return i
		}
		at = next
	}
	return l.to
}

// local returns a point of the diagram in the field's own coordinates.
func (f *Field) local(p geom.Point) geom.Point {
	t := f.place.turn
	if t == nil {
		return p
	}
	// The turn is by quarters and moved: its inverse is its transpose.
	q := p.Sub(geom.Pt(t.E, t.F))
	return geom.Pt(t.A*q.X+t.B*q.Y, t.C*q.X+t.D*q.Y)
}

// At returns the position nearest to a point of the diagram.
func (f *Field) at(p geom.Point) int {
	q := f.local(p)
	lead := f.place.style.Leading()
	for i, l := range f.lines {
		if q.Y < l.base+lead/4 || i == len(f.lines)-1 {
			return f.nearest(i, q.X)
		}
	}
	return 0
}

// Contains reports whether a point of the diagram lies in the field.
func (f *Field) Contains(p geom.Point) bool { return f.Bounds().Grown(2).Contains(p) }

// Bounds returns the part of the diagram that the field covers.
func (f *Field) Bounds() geom.Rect {
	r := f.paperBox()
	if t := f.place.turn; t != nil {
		return t.ApplyRect(r)
	}
	return r
}

// paperBox returns what the text covers, in its own coordinates: at least its
// place.
func (f *Field) paperBox() geom.Rect {
	lead := f.place.style.Leading()
	r := f.place.box
	if f.place.paper {
		r = geom.R(r.Center().X-20, r.Y, 40, lead)
		if f.place.align.H == paint.Start {
			r = geom.R(f.place.box.X, f.place.box.Y, f.place.box.W, lead)
		}
	}
	for _, l := range f.lines {
		r = r.Union(geom.R(l.x, l.base-0.75*lead, l.width, lead))
	}
	if f.place.paper {
		r = r.Grown(3)
	}
	return r
}

// Drawing returns the field as it is shown: its paper, the selection, the text.
// caretWidth is that of the caret in diagram units; zero shows none.
func (f *Field) Drawing(caretWidth float64) paint.List {
	lead := f.place.style.Leading()
	var out paint.List
	if f.place.paper {
		out = append(out, paint.Shape{Path: paint.RoundRect(f.paperBox(), 2), Fill: paint.Of(paint.Ground), Stroke: paint.Pen(paint.Of(paint.Accent), 1)})
	}
	a, b := f.span()
	text := paint.Text{Face: f.place.style.Face, Size: f.place.style.Size, Colour: paint.Of(paint.Ink)}
	for _, l := range f.lines {
		if from, to := max(a, l.from), min(b, l.to); from < to {
			x0 := l.x + f.place.style.Width(string(f.text[l.from:from]))
			x1 := l.x + f.place.style.Width(string(f.text[l.from:to]))
			out = append(out, paint.Shape{Path: paint.Rect(geom.R(x0, l.base-0.78*lead, x1-x0, lead)), Fill: paint.Of(paint.Accent).Alpha(0.25)})
		}
		if l.to > l.from {
			s := string(f.text[l.from:l.to])
			text.Lines = append(text.Lines, paint.Line{At: geom.Pt(l.x, l.base), Width: f.place.style.Width(s), Text: s})
		}
	}
	out = append(out, text)
	if caretWidth > 0 {
		l := f.lines[f.lineOf(f.caret)]
		out = append(out, paint.Shape{Path: paint.Rect(geom.R(f.x(f.caret)-caretWidth/2, l.base-0.78*lead, caretWidth, lead)), Fill: paint.Of(paint.Ink)})
	}
	if f.place.turn != nil {
		return paint.List{paint.Group{Transform: f.place.turn, Ops: out}}
	}
	return out
}
