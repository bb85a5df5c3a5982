package form

import (
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/text/width"
)

// row is one visible line: a whole line of the text, or a piece of one that
// wraps.
type row struct{ line, from, to int }

// textLayout knows where the characters of a text stand. In code all cells are
// equally wide; other text is measured.
type textLayout struct {
	code  bool
	role  role
	cell  float32 // width of a cell of code
	pitch float32 // height of a row

	rows    []row
	first   []int // of each line, the index of its first row
	version int
	width   float32          // rows wrap at; 0 for never
	breaks  map[string][]int // where a line of that text wraps
	advance map[rune]float32 // widths of single characters
}

func newTextLayout(code bool) *textLayout {
	l := &textLayout{code: code, role: body()}
	if code {
		l.role = role{codeSize, body().color, fyne.TextStyle{Monospace: true}}
	}
	l.measure()
	return l
}

// measure takes the sizes of the font as it is now.
func (l *textLayout) measure() {
	l.pitch = whole(l.role.measure("Mg").Height) + 3
	l.cell = l.role.measure(strings.Repeat("m", 64)).Width / 64
	l.breaks, l.advance = map[string][]int{}, map[rune]float32{}
	l.version = -1
}

// update makes the rows of a text.
func (l *textLayout) update(b *buffer, wrapAt float32) {
	if l.version == b.version && l.width == wrapAt {
		return
	}
	if l.width != wrapAt || len(l.breaks) > 4096 {
		l.breaks = map[string][]int{}
	}
	l.version, l.width = b.version, wrapAt
	l.rows, l.first = l.rows[:0], l.first[:0]
	for i, text := range b.lines {
		l.first = append(l.first, len(l.rows))
		from := 0
		if wrapAt > 0 {
			for _, at := range l.wrap(text) {
				l.rows = append(l.rows, row{i, from, at})
				from = at
			}
		}
		l.rows = append(l.rows, row{i, from, len(text)})
	}
}

// wrap returns where a line is cut: behind white space, or anywhere in a word
// that is wider than a row.
func (l *textLayout) wrap(text []rune) []int {
	key := string(text)
	if out, ok := l.breaks[key]; ok {
		return out
	}
	var out []int
	start, space, x, sinceSpace := 0, -1, float32(0), float32(0)
	for i, r := range text {
		w := l.advanceOf(r)
		if x+w > l.width && i > start && !unicode.IsSpace(r) {
			if space > start {
				start, x = space, sinceSpace
			} else {
				start, x = i, 0
			}
			out = append(out, start)
			space = -1
		}
		x += w
		sinceSpace += w
		if unicode.IsSpace(r) {
			space, sinceSpace = i+1, 0
		}
	}
	l.breaks[key] = out
	return out
}

func (l *textLayout) advanceOf(r rune) float32 {
	if l.code {
		return l.cell * float32(cells(r, 0))
	}
	w, ok := l.advance[r]
	if !ok {
		w = l.role.measure(drawn([]rune{r})).Width
		l.advance[r] = w
	}
	return w
}

const tabCells = 4

// cells returns how many cells a character takes in a column of cells.
func cells(r rune, column int) int {
	switch {
	case r == '\t':
		return tabCells - column%tabCells
	case r < 0x300:
		return 1
	case isMark(r):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// drawn is how text that isn't code is shown: what can't be seen becomes
// space.
func drawn(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// longRow is the number of characters from which on a row is drawn in pieces:
// pictures of text have a limit of size, and kerning is not worth its time.
const longRow = 400

// columns returns the columns of a row that are visible between two points.
func (l *textLayout) columns(b *buffer, r row, x0, x1 float32) (from, to int) {
	line := b.lines[r.line]
	x, n := float32(0), 0
	from, to = r.to, r.to
	for i := r.from; i < r.to; i++ {
		w := float32(0)
		if l.code {
			c := cells(line[i], n)
			n += c
			w = float32(c) * l.cell
		} else {
			w = l.advanceOf(line[i])
		}
		if x+w >= x0 && from == r.to {
			from = i
		}
		if x > x1 {
			return from, i
		}
		x += w
	}
	return from, to
}

// x returns where a column stands in its row, from the left end of the row.
func (l *textLayout) x(b *buffer, r row, col int) float32 {
	line := b.lines[r.line]
	col = max(r.from, min(col, r.to))
	switch {
	case !l.code && r.to-r.from > longRow:
		w := float32(0)
		for _, c := range line[r.from:col] {
			w += l.advanceOf(c)
		}
		return w
	case !l.code:
		return l.role.measure(drawn(line[r.from:col])).Width
	}
	return l.cell * float32(column(line[r.from:col]))
}

func column(text []rune) int {
	n := 0
	for _, c := range text {
		n += cells(c, n)
	}
	return n
}

// widest returns the width of the widest row among some.
func (l *textLayout) widest(b *buffer, rows []row) float32 {
	w := float32(0)
	for _, r := range rows {
		w = max(w, l.x(b, r, r.to))
	}
	return w
}

// rowOf returns the row that shows a place. A place where a line wraps is shown
// at the beginning of the lower row.
func (l *textLayout) rowOf(p place) int {
	i := l.first[p.line]
	for i+1 < len(l.rows) && l.rows[i+1].line == p.line && l.rows[i+1].from <= p.col {
		i++
	}
	return i
}

// placeAt returns the place that is nearest to a point; y counts in rows.
func (l *textLayout) placeAt(b *buffer, x float32, rowIndex int) place {
	rowIndex = max(0, min(rowIndex, len(l.rows)-1))
	r := l.rows[rowIndex]
	n := r.to - r.from
	if r.to < len(b.lines[r.line]) && n > 0 {
		n-- // behind the last character is the next row
	}
	i := sort.Search(n, func(i int) bool {
		return (l.x(b, r, r.from+i)+l.x(b, r, r.from+i+1))/2 > x
	})
	col := r.from + i
	for col > r.from && col < r.to && isMark(b.lines[r.line][col]) {
		col--
	}
	return place{r.line, col}
}
