package form

import (
	"slices"
	"strings"
	"unicode"
)

// place is a place in a text: a line and a number of characters, from 0.
type place struct{ line, col int }

func (p place) before(q place) bool {
	return p.line < q.line || p.line == q.line && p.col < q.col
}

// buffer is a text that is being edited: lines, caret, selection and its own
// undo. It knows nothing of how it is shown.
type buffer struct {
	lines  [][]rune
	caret  place
	anchor place // the other end of the selection; the caret when there is none

	done, undone []change
	// version counts the changes of the text.
	version int
}

// change is one replacement of a stretch of text.
type change struct {
	at                place
	removed, inserted string
	caret, anchor     place // before it
	kind              changeKind
}

// changeKind tells changes that merge: what is typed in one go is one step.
type changeKind uint8

const (
	otherChange changeKind = iota
	typing
	erasing
)

func newBuffer(text string) *buffer {
	b := &buffer{}
	b.reset(text)
	return b
}

// reset replaces the whole text and forgets the undo.
func (b *buffer) reset(text string) {
	b.lines = split(text)
	b.caret, b.anchor = place{}, place{}
	b.done, b.undone = nil, nil
	b.version++
}

func split(text string) [][]rune {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	parts := strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")
	out := make([][]rune, len(parts))
	for i, s := range parts {
		out[i] = []rune(s)
	}
	return out
}

func (b *buffer) text() string {
	var s strings.Builder
	for i, l := range b.lines {
		if i > 0 {
			s.WriteByte('\n')
		}
		s.WriteString(string(l))
	}
	return s.String()
}

func (b *buffer) isEmpty() bool { return len(b.lines) == 1 && len(b.lines[0]) == 0 }

func (b *buffer) end() place {
	n := len(b.lines) - 1
	return place{n, len(b.lines[n])}
}

func (b *buffer) clamp(p place) place {
	p.line = max(0, min(p.line, len(b.lines)-1))
	p.col = max(0, min(p.col, len(b.lines[p.line])))
	return p
}

// selection returns the two ends in order.
func (b *buffer) selection() (from, to place) {
	if b.anchor.before(b.caret) {
		return b.anchor, b.caret
	}
	return b.caret, b.anchor
}

func (b *buffer) hasSelection() bool { return b.caret != b.anchor }

func (b *buffer) selected() string {
	from, to := b.selection()
	return b.slice(from, to)
}

func (b *buffer) slice(from, to place) string {
	if from.line == to.line {
		return string(b.lines[from.line][from.col:to.col])
	}
	var s strings.Builder
	s.WriteString(string(b.lines[from.line][from.col:]))
	for i := from.line + 1; i < to.line; i++ {
		s.WriteByte('\n')
		s.WriteString(string(b.lines[i]))
	}
	s.WriteByte('\n')
	s.WriteString(string(b.lines[to.line][:to.col]))
	return s.String()
}

// splice puts text in the place of a stretch and returns where it ends.
func (b *buffer) splice(from, to place, text string) place {
	mid := split(text)
	tail := b.lines[to.line][to.col:]
	last := len(mid) - 1
	end := place{from.line + last, len(mid[last])}
	if last == 0 {
		end.col += from.col
	}
	mid[0] = slices.Concat(b.lines[from.line][:from.col], mid[0])
	mid[last] = append(slices.Clone(mid[last]), tail...)
	b.lines = slices.Replace(b.lines, from.line, to.line+1, mid...)
	b.version++
	return end
}

// replace changes a stretch as a step that can be undone; the caret ends up
// behind the new text.
func (b *buffer) replace(from, to place, text string, kind changeKind) {
	c := change{at: from, removed: b.slice(from, to), inserted: text, caret: b.caret, anchor: b.anchor, kind: kind}
	if c.removed == text {
		b.caret, b.anchor = to, to
		return
	}
	end := b.splice(from, to, text)
	b.caret, b.anchor = end, end
	b.undone = nil
	if b.merge(c) {
		return
	}
	b.done = append(b.done, c)
}

// merge joins a change to the last one when both are typing, or both erasing,
// side by side within one word.
func (b *buffer) merge(c change) bool {
	if len(b.done) == 0 || c.kind == otherChange {
		return false
	}
	last := &b.done[len(b.done)-1]
	if last.kind != c.kind {
		return false
	}
	switch c.kind {
	case typing:
		end := last.at
		end.col += len([]rune(last.inserted))
		if c.at != end || c.removed != "" || startsWord(last.inserted, c.inserted) {
			return false
		}
		last.inserted += c.inserted
		return true
	case erasing:
		if c.inserted != "" || last.inserted != "" || strings.Contains(c.removed+last.removed, "\n") {
			return false
		}
		switch {
		case c.at == last.at:
			last.removed += c.removed
		case c.at.line == last.at.line && c.at.col+len([]rune(c.removed)) == last.at.col:
			last.at, last.removed = c.at, c.removed+last.removed
		default:
			return false
		}
		return true
	}
	return false
}

func startsWord(before, next string) bool {
	a, n := []rune(before), []rune(next)
	return len(a) > 0 && len(n) > 0 && unicode.IsSpace(a[len(a)-1]) && !unicode.IsSpace(n[0])
}

func (b *buffer) undo() bool {
	if len(b.done) == 0 {
		return false
	}
	c := b.done[len(b.done)-1]
	b.done = b.done[:len(b.done)-1]
	b.undone = append(b.undone, c)
	b.splice(c.at, b.after(c.at, c.inserted), c.removed)
	b.caret, b.anchor = c.caret, c.anchor
	return true
}

func (b *buffer) redo() bool {
	if len(b.undone) == 0 {
		return false
	}
	c := b.undone[len(b.undone)-1]
	b.undone = b.undone[:len(b.undone)-1]
	b.done = append(b.done, c)
	end := b.splice(c.at, b.after(c.at, c.removed), c.inserted)
	b.caret, b.anchor = end, end
	return true
}

// after returns where a text ends that begins at a place.
func (b *buffer) after(at place, text string) place {
	parts := split(text)
	n := len(parts) - 1
	if n == 0 {
		return place{at.line, at.col + len(parts[0])}
	}
	return place{at.line + n, len(parts[n])}
}

// ---- what keys do ----

// insert puts text in the place of the selection.
func (b *buffer) insert(text string, kind changeKind) {
	from, to := b.selection()
	b.replace(from, to, text, kind)
}

// newline begins a line that is indented like the one before, and one step
// more after a colon or an open bracket.
func (b *buffer) newline(code bool) {
	if !code {
		b.insert("\n", otherChange)
		return
	}
	from, _ := b.selection()
	line := b.lines[from.line][:from.col]
	indent := string(line[:leading(line)])
	if s := strings.TrimRight(string(line), " \t"); s != "" && strings.ContainsRune(":([{", rune(s[len(s)-1])) {
		indent += indentUnit
	}
	b.insert("\n"+indent, otherChange)
}

const indentUnit = "    "

func leading(line []rune) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

// erase removes the selection, or what lies between the caret and to.
func (b *buffer) erase(to place) {
	from, end := b.selection()
	if !b.hasSelection() {
		from, end = b.caret, to
		if end.before(from) {
			from, end = end, from
		}
	}
	b.replace(from, end, "", erasing)
}

// backspace removes the character before the caret; in the indentation of code
// it removes a step of it.
func (b *buffer) backspace(code bool) {
	to := b.left(b.caret)
	line := b.lines[b.caret.line]
	if code && b.caret.col > 0 && b.caret.col <= leading(line) && line[b.caret.col-1] == ' ' {
		to.col = (b.caret.col - 1) / len(indentUnit) * len(indentUnit)
		for to.col < b.caret.col && line[to.col] == '\t' {
			to.col++
		}
	}
	b.erase(to)
}

func (b *buffer) left(p place) place {
	switch {
	case p.col > 0:
		p.col--
		for p.col > 0 && isMark(b.lines[p.line][p.col]) {
			p.col--
		}
	case p.line > 0:
		p = place{p.line - 1, len(b.lines[p.line-1])}
	}
	return p
}

func (b *buffer) right(p place) place {
	switch line := b.lines[p.line]; {
	case p.col < len(line):
		p.col++
		for p.col < len(line) && isMark(line[p.col]) {
			p.col++
		}
	case p.line < len(b.lines)-1:
		p = place{p.line + 1, 0}
	}
	return p
}

// isMark reports whether a character belongs to the one before.
func isMark(r rune) bool { return unicode.IsMark(r) || r == '\u200d' }

// wordLeft returns the beginning of the word before a place.
func (b *buffer) wordLeft(p place) place {
	if p.col == 0 {
		return b.left(p)
	}
	line := b.lines[p.line]
	for p.col > 0 && unicode.IsSpace(line[p.col-1]) {
		p.col--
	}
	if p.col > 0 {
		for class := classOf(line[p.col-1]); p.col > 0 && classOf(line[p.col-1]) == class; p.col-- {
			continue
		}
	}
	return p
}

// wordRight returns the end of the word behind a place.
func (b *buffer) wordRight(p place) place {
	line := b.lines[p.line]
	if p.col == len(line) {
		return b.right(p)
	}
	for p.col < len(line) && unicode.IsSpace(line[p.col]) {
		p.col++
	}
	if p.col < len(line) {
		for class := classOf(line[p.col]); p.col < len(line) && classOf(line[p.col]) == class; p.col++ {
			continue
		}
	}
	return p
}

// wordAt returns the ends of the word around a place.
func (b *buffer) wordAt(p place) (from, to place) {
	line := b.lines[p.line]
	if len(line) == 0 {
		return p, p
	}
	i := min(p.col, len(line)-1)
	class := classOf(line[i])
	from, to = place{p.line, i}, place{p.line, i + 1}
	for from.col > 0 && classOf(line[from.col-1]) == class {
		from.col--
	}
	for to.col < len(line) && classOf(line[to.col]) == class {
		to.col++
	}
	return from, to
}

func classOf(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return 0
	case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || isMark(r):
		return 1
	}
	return 2
}

// home returns the first character of a line that is no white space, or the
// beginning when the place is there already.
func (b *buffer) home(p place) place {
	n := leading(b.lines[p.line])
	if p.col == n {
		n = 0
	}
	return place{p.line, n}
}

// selectedLines returns the lines that the selection touches; one that it only
// reaches the beginning of doesn't count.
func (b *buffer) selectedLines() (first, last int) {
	from, to := b.selection()
	if to.line > from.line && to.col == 0 {
		to.line--
	}
	return from.line, to.line
}

// eachLine changes every selected line and keeps the selection on them.
func (b *buffer) eachLine(f func(line string) string) {
	first, last := b.selectedLines()
	var out []string
	for i := first; i <= last; i++ {
		out = append(out, f(string(b.lines[i])))
	}
	caret, anchor := b.caret, b.anchor
	before := len(b.lines[caret.line])
	b.replace(place{first, 0}, place{last, len(b.lines[last])}, strings.Join(out, "\n"), otherChange)
	if caret == anchor {
		caret.col = max(0, caret.col+len(b.lines[caret.line])-before)
		b.caret = b.clamp(caret)
		b.anchor = b.caret
		return
	}
	b.anchor, b.caret = place{first, 0}, place{last, len(b.lines[last])}
}

func (b *buffer) indent() {
	b.eachLine(func(s string) string {
		if s == "" {
			return s
		}
		return indentUnit + s
	})
}

func (b *buffer) outdent() {
	b.eachLine(func(s string) string {
		if strings.HasPrefix(s, "\t") {
			return s[1:]
		}
		return s[min(len(indentUnit), leading([]rune(s))):]
	})
}

// toggleComment puts the mark before the selected lines, or takes it away when
// all of them have it.
func (b *buffer) toggleComment(mark string) {
	first, last := b.selectedLines()
	all := true
	for i := first; i <= last; i++ {
		s := strings.TrimSpace(string(b.lines[i]))
		all = all && (s == "" || strings.HasPrefix(s, mark))
	}
	b.eachLine(func(s string) string {
		n := leading([]rune(s))
		switch {
		case strings.TrimSpace(s) == "":
			return s
		case all:
			rest := strings.TrimPrefix(s[n:], mark)
			return s[:n] + strings.TrimPrefix(rest, " ")
		}
		return s[:n] + mark + " " + s[n:]
	})
}
