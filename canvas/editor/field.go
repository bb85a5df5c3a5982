package editor

import (
	"strings"
	"unicode"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/tools"
)

// Field is the text of an element while it is edited in place: what is typed,
// the caret, and where everything stands in the diagram. It wraps as the
// notation does.
type Field struct {
	Ref tools.Ref

	place fieldPlace
	text  []rune
	// caret and anchor are positions between characters; what lies between them
	// is selected.
	caret, anchor int
	goal          float64 // where the caret wants to be when it moves up or down
	lines         []fieldLine
	past, future  []fieldState
	typing        bool // the last change was a typed character
}

// fieldPlace says where and how a text stands.
type fieldPlace struct {
	box   geom.Rect // that the text is laid into, in its own coordinates
	turn  *paint.Transform
	style paint.TextStyle
	align paint.Align
	pad   float64
	// paper says that the text has a ground of its own, such as a label's.
	paper bool
}

// fieldLine is a line as it is shown: the characters from to to, the end
// without the white space at which it was broken.
type fieldLine struct {
	from, to int
	x, base  float64
	width    float64
}

type fieldState struct {
	text          string
	caret, anchor int
}

func newField(ref tools.Ref, text string, place fieldPlace) *Field {
	f := &Field{Ref: ref, place: place, text: []rune(text)}
	f.caret = len(f.text)
	f.goal = -1
	f.lay()
	return f
}

// Text returns what was typed.
func (f *Field) Text() string { return string(f.text) }

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

// Click sets the caret to a point; extend keeps the other end of the selection.
func (f *Field) Click(p geom.Point, extend bool) { f.moveTo(f.at(p), extend) }

// SelectWord selects the word at a point.
func (f *Field) SelectWord(p geom.Point) {
	pos := f.at(p)
	f.anchor, f.caret = f.wordLeft(pos), f.wordRight(pos)
	if pos < len(f.text) && !isWord(f.text[pos]) && pos > 0 && isWord(f.text[pos-1]) {
		f.caret = pos
	}
}

// SelectAll selects the whole text.
func (f *Field) SelectAll() { f.anchor, f.caret, f.goal = 0, len(f.text), -1 }

// Selection returns the text that is selected.
func (f *Field) Selection() string {
	a, b := f.span()
	return string(f.text[a:b])
}

func (f *Field) span() (from, to int) { return min(f.caret, f.anchor), max(f.caret, f.anchor) }

func (f *Field) moveTo(pos int, extend bool) {
	f.caret = max(0, min(pos, len(f.text)))
	if !extend {
		f.anchor = f.caret
	}
	f.goal, f.typing = -1, false
}

// Insert replaces what is selected with a text. Line breaks become plain ones,
// other control characters go.
func (f *Field) Insert(s string) {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	single := len([]rune(s)) == 1 && s != "\n"
	f.replace([]rune(s), single)
}

// replace replaces what is selected; typed says that it goes on with the step
// of the character before.
func (f *Field) replace(with []rune, typed bool) {
	if !typed || !f.typing {
		f.past = append(f.past, f.state())
	}
	f.future, f.typing = nil, typed
	a, b := f.span()
	f.text = append(append(append([]rune(nil), f.text[:a]...), with...), f.text[b:]...)
	f.caret = a + len(with)
	f.anchor, f.goal = f.caret, -1
	f.lay()
}

// Backspace deletes what is selected, or the character or word before the
// caret.
func (f *Field) Backspace(word bool) {
	if f.caret == f.anchor {
		if f.anchor = f.caret - 1; word {
			f.anchor = f.wordLeft(f.caret)
		}
		f.anchor = max(0, f.anchor)
	}
	if f.caret != f.anchor {
		f.replace(nil, false)
	}
}

// Delete deletes what is selected, or the character or word after the caret.
func (f *Field) Delete(word bool) {
	if f.caret == f.anchor {
		if f.anchor = f.caret + 1; word {
			f.anchor = f.wordRight(f.caret)
		}
		f.anchor = min(len(f.text), f.anchor)
	}
	if f.caret != f.anchor {
		f.replace(nil, false)
	}
}

// Move moves the caret with a key: left, right, up, down, to the ends of the
// line ("Home", "End"); by words, or to the ends of the text, with word.
func (f *Field) Move(k Key, word, extend bool) {
	a, b := f.span()
	line := f.lineOf(f.caret)
	switch k {
	case KeyLeft:
		switch {
		case a != b && !extend:
			f.moveTo(a, false)
		case word:
			f.moveTo(f.wordLeft(f.caret), extend)
		default:
			f.moveTo(f.caret-1, extend)
		}
	case KeyRight:
		switch {
		case a != b && !extend:
			f.moveTo(b, false)
		case word:
			f.moveTo(f.wordRight(f.caret), extend)
		default:
			f.moveTo(f.caret+1, extend)
		}
	case KeyUp, KeyDown:
		f.moveLine(k, line, extend)
	case "Home":
		if word {
			f.moveTo(0, extend)
		} else {
			f.moveTo(f.lines[line].from, extend)
		}
	case "End":
		if word {
			f.moveTo(len(f.text), extend)
		} else {
			f.moveTo(f.lines[line].to, extend)
		}
	}
}

func (f *Field) moveLine(k Key, line int, extend bool) {
	goal := f.goal
	if goal < 0 {
		goal = f.x(f.caret)
	}
	switch {
	case k == KeyUp && line == 0:
		f.moveTo(0, extend)
	case k == KeyDown && line == len(f.lines)-1:
		f.moveTo(len(f.text), extend)
	case k == KeyUp:
		f.moveTo(f.nearest(line-1, goal), extend)
	default:
		f.moveTo(f.nearest(line+1, goal), extend)
	}
	f.goal = goal
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

func (f *Field) wordLeft(pos int) int {
	for pos > 0 && !isWord(f.text[pos-1]) {
		pos--
	}
	for pos > 0 && isWord(f.text[pos-1]) {
		pos--
	}
	return pos
}

func (f *Field) wordRight(pos int) int {
	for pos < len(f.text) && isWord(f.text[pos]) {
		pos++
	}
	for pos < len(f.text) && !isWord(f.text[pos]) {
		pos++
	}
	return pos
}

func (f *Field) state() fieldState { return fieldState{string(f.text), f.caret, f.anchor} }

func (f *Field) set(s fieldState) {
	f.text, f.caret, f.anchor = []rune(s.text), s.caret, s.anchor
	f.goal, f.typing = -1, false
	f.lay()
}

// Undo takes back what was typed last. It reports whether there was anything.
func (f *Field) Undo() bool { return f.travel(&f.past, &f.future) }

// Redo types again what was taken back.
func (f *Field) Redo() bool { return f.travel(&f.future, &f.past) }

func (f *Field) travel(from, to *[]fieldState) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	*to = append(*to, f.state())
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	f.set(s)
	return true
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
