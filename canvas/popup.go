package canvas

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

// popup is a menu with symbols and a search: what is typed narrows it.
type popup struct {
	entries []editor.Entry
	shown   []int // indices of the entries that match
	query   string
	chosen  int // index into shown
	first   int // first row in the window of the list
	sheet   *sheet
	at      geom.Point
	h       float64
	open    bool
	hint    string
}

// Sizes of popups in screen units.
const (
	popupWidth  = 300
	popupRow    = 28
	popupSearch = 36
	popupRows   = 11
	popupMargin = 4
)

var (
	popupStyle = paint.TextStyle{Face: paint.Sans, Size: 13}
	groupStyle = paint.TextStyle{Face: paint.Sans, Size: 11}
)

func newPopup() *popup { return &popup{sheet: newSheet()} }

// show opens the popup near a position of the window of w by h screen units.
func (p *popup) show(entries []editor.Entry, hint string, at geom.Point, w, h float64) {
	p.entries, p.query, p.hint, p.open = entries, "", hint, len(entries) > 0
	p.filter()
	p.at = geom.Pt(max(4, min(at.X, w-popupWidth-4)), max(4, min(at.Y, h-p.h-4)))
}

func (p *popup) close() { p.open, p.entries, p.sheet.visible = false, nil, false }

// filter finds the entries that match what was typed, the best first; those
// that match alike stay in their order.
func (p *popup) filter() {
	p.shown, p.chosen, p.first = nil, 0, 0
	words := strings.Fields(strings.ToLower(p.query))
	score := make([]int, len(p.entries))
	for i, e := range p.entries {
		var ok bool
		if score[i], ok = match(words, strings.ToLower(e.Label), strings.ToLower(e.Group)); ok {
			p.shown = append(p.shown, i)
		}
	}
	slices.SortStableFunc(p.shown, func(a, b int) int { return score[b] - score[a] })
	p.h = popupSearch + popupMargin + popupRow*float64(min(popupRows, max(1, len(p.shown))))
}

// match says whether all words fit an entry, and how well: a word may begin the
// label, begin one of its words, stand anywhere in it or in its group, or have
// its letters scattered over the label in order ("ust" in "user task").
func match(words []string, label, group string) (score int, ok bool) {
	for _, w := range words {
		switch {
		case strings.HasPrefix(label, w):
			score += 40
		case strings.Contains(" "+label, " "+w):
			score += 30
		case strings.Contains(label, w):
			score += 20
		case strings.Contains(group, w):
			score += 10
		case len(w) > 1 && scattered(w, label):
			score++
		default:
			return 0, false
		}
	}
	return score, true
}

// scattered reports whether the letters of a word stand in a text in order, the
// first of them at the beginning of a word.
func scattered(w, text string) bool {
	for i := range text {
		if i > 0 && text[i-1] != ' ' && text[i-1] != '-' {
			continue
		}
		rest := []rune(w)
		for _, r := range text[i:] {
			if len(rest) > 0 && r == rest[0] {
				rest = rest[1:]
			} else if len(rest) == len([]rune(w)) {
				break // the word's first letter has to be here
			}
		}
		if len(rest) == 0 {
			return true
		}
	}
	return false
}

// typed adds to what is searched for.
func (p *popup) typed(r rune) { p.query += string(r); p.filter() }

// backspace takes the last character back.
func (p *popup) backspace() {
	if r := []rune(p.query); len(r) > 0 {
		p.query = string(r[:len(r)-1])
		p.filter()
	}
}

// move chooses another entry and scrolls to it.
func (p *popup) move(by int) {
	if len(p.shown) == 0 {
		return
	}
	p.chosen = max(0, min(p.chosen+by, len(p.shown)-1))
	p.first = max(p.chosen-popupRows+1, min(p.first, p.chosen))
}

// scroll moves the list under the pointer.
func (p *popup) scroll(rows int) {
	p.first = max(0, min(p.first+rows, len(p.shown)-popupRows))
}

func (p *popup) contains(at geom.Point) bool {
	return p.open && geom.R(p.at.X, p.at.Y, popupWidth, p.h).Contains(at)
}

// rowAt returns the index into shown at a position of the window, or -1.
func (p *popup) rowAt(at geom.Point) int {
	y := at.Y - p.at.Y - popupSearch
	if !p.contains(at) || y < 0 {
		return -1
	}
	if i := p.first + int(y/popupRow); i < len(p.shown) {
		return i
	}
	return -1
}

// current returns the entry that is chosen.
func (p *popup) current() (editor.Entry, bool) {
	if p.chosen < 0 || p.chosen >= len(p.shown) {
		return editor.Entry{}, false
	}
	return p.entries[p.shown[p.chosen]], true
}

func (p *popup) paint(palette *paint.Palette, painter *raster.Painter, ratio float64) {
	if !p.open {
		return
	}
	ink, pale := paint.Of(paint.Ink), paint.Of(paint.Secondary)
	left := paint.Align{H: paint.Start, V: paint.Middle}
	list := paint.List{paint.Shape{Path: paint.RoundRect(geom.R(0.5, 0.5, popupWidth-1, p.h-1), 6), Fill: paint.Of(paint.Ground), Stroke: paint.Pen(paint.Of(paint.Rule), 1)}}
	search := geom.R(12, 0, popupWidth-24, popupSearch)
	text, col := p.query, ink
	if text == "" {
		text, col = p.hint, pale
	}
	list = append(list, popupStyle.InBox(text, search, left, paint.Padding{}, col))
	caret := search.X
	if p.query != "" {
		caret += popupStyle.Width(p.query) + 1
	}
	list = append(list,
		paint.Shape{Path: paint.Rect(geom.R(caret, 10, 1.25, 16)), Fill: paint.Of(paint.Accent)},
		paint.Shape{Path: paint.Lines(1, popupSearch-0.5, popupWidth-1, popupSearch-0.5), Stroke: paint.Pen(paint.Of(paint.Rule), 1)})
	if len(p.shown) == 0 {
		list = append(list, popupStyle.InBox("Nothing is called that", geom.R(12, popupSearch, popupWidth-24, popupRow), left, paint.Padding{}, pale))
	}
	for row := 0; row < popupRows && p.first+row < len(p.shown); row++ {
		list = append(list, p.row(p.first+row, popupSearch+float64(row)*popupRow)...)
	}
	if n := len(p.shown); n > popupRows {
		track := p.h - popupSearch - 2*popupMargin
		list = append(list, paint.Shape{Path: paint.RoundRect(geom.R(popupWidth-6, popupSearch+popupMargin+track*float64(p.first)/float64(n), 3, track*popupRows/float64(n)), 1.5),
			Fill: paint.Of(paint.Rule)})
	}
	p.sheet.panel(list, p.at, popupWidth, p.h, palette, painter, ratio)
}

// row draws an entry, with the name of its group when it is the group's first.
func (p *popup) row(i int, y float64) paint.List {
	e := p.entries[p.shown[i]]
	box := geom.R(popupMargin, y, popupWidth-2*popupMargin, popupRow)
	var list paint.List
	if i == p.chosen {
		list = append(list, paint.Shape{Path: paint.RoundRect(box, 4), Fill: paint.Of(paint.ActiveFill)})
	}
	list = append(list, paint.At(geom.Pt(box.X+6, y+(popupRow-notation.IconSize)/2), e.Icon))
	label := geom.R(box.X+34, y, box.W-40, popupRow)
	left := paint.Align{H: paint.Start, V: paint.Middle}
	list = append(list, popupStyle.InBox(popupStyle.Shorten(e.Label, label.W), label, left, paint.Padding{}, paint.Of(paint.Ink)))
	first := i == 0 || p.entries[p.shown[i-1]].Group != e.Group
	right := paint.Align{H: paint.End, V: paint.Middle}
	switch {
	case e.On:
		list = append(list, groupStyle.InBox("on", label, right, paint.Padding{}, paint.Of(paint.Accent)))
	case first && e.Group != "switches":
		w := groupStyle.Width(e.Group)
		if popupStyle.Width(e.Label)+w+12 < label.W {
			list = append(list, groupStyle.InBox(e.Group, label, right, paint.Padding{}, paint.Of(paint.Secondary)))
		}
	}
	return list
}

func (p *popup) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	if p.open && p.sheet.visible {
		out = append(out, p.sheet.raster)
	}
	return out
}
