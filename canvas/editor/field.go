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
