package form

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func itoa(n int) string { return strconv.Itoa(n) }

// KeyDown notes the shift key.
func (t *textbox) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		t.shift = true
	}
}

// KeyUp ends KeyDown.
func (t *textbox) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		t.shift = false
	}
}

// TypedRune writes a character.
func (t *textbox) TypedRune(r rune) {
	if t.options.locked {
		return
	}
	t.buf.insert(string(r), typing)
	t.edited()
}

// moves are the keys that move the caret.
var moves = map[fyne.KeyName]func(t *textbox) place{
	fyne.KeyLeft:     func(t *textbox) place { return t.buf.left(t.buf.caret) },
	fyne.KeyRight:    func(t *textbox) place { return t.buf.right(t.buf.caret) },
	fyne.KeyUp:       func(t *textbox) place { return t.vertical(-1) },
	fyne.KeyDown:     func(t *textbox) place { return t.vertical(1) },
	fyne.KeyPageUp:   func(t *textbox) place { return t.vertical(-t.page()) },
	fyne.KeyPageDown: func(t *textbox) place { return t.vertical(t.page()) },
	fyne.KeyHome:     (*textbox).rowStart,
	fyne.KeyEnd:      (*textbox).rowEnd,
}

// wordMoves are those with Ctrl.
var wordMoves = map[fyne.KeyName]func(t *textbox) place{
	fyne.KeyLeft:  func(t *textbox) place { return t.buf.wordLeft(t.buf.caret) },
	fyne.KeyRight: func(t *textbox) place { return t.buf.wordRight(t.buf.caret) },
	fyne.KeyHome:  func(*textbox) place { return place{} },
	fyne.KeyEnd:   func(t *textbox) place { return t.buf.end() },
}

func (t *textbox) page() int { return max(1, int(t.textHeight()/t.layout.pitch)-1) }

func (t *textbox) rowStart() place {
	r := t.layout.rows[t.layout.rowOf(t.buf.caret)]
	if r.from > 0 {
		return place{r.line, r.from}
	}
	if t.options.code {
		return t.buf.home(t.buf.caret)
	}
	return place{r.line, 0}
}

func (t *textbox) rowEnd() place {
	r := t.layout.rows[t.layout.rowOf(t.buf.caret)]
	if r.to < len(t.buf.lines[r.line]) {
		return place{r.line, r.to - 1}
	}
	return place{r.line, r.to}
}

// vertical returns the place some rows below; past an end it is the end.
func (t *textbox) vertical(rows int) place {
	i := t.layout.rowOf(t.buf.caret)
	if t.wantX < 0 {
		t.wantX = t.layout.x(t.buf, t.layout.rows[i], t.buf.caret.col)
	}
	switch j := i + rows; {
	case j < 0:
		return place{}
	case j >= len(t.layout.rows):
		return t.buf.end()
	default:
		return t.layout.placeAt(t.buf, t.wantX, j)
	}
}

// moveTo puts the caret, with the selection behind it when extend is true.
func (t *textbox) moveTo(p place, extend bool) {
	t.buf.caret = p
	if !extend {
		t.buf.anchor = p
	}
	t.released = false
	t.reveal()
	t.keepScroll()
	t.paint()
}

// TypedKey moves and edits.
func (t *textbox) TypedKey(e *fyne.KeyEvent) {
	if t.first != nil && t.first(e) {
		return
	}
	t.layout.update(t.buf, t.wrapWidth())
	if move, ok := moves[e.Name]; ok {
		t.move(e.Name, move)
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		switch {
		case t.options.locked:
		case t.options.lines || t.shift && t.options.maxRows > 1:
			t.buf.newline(t.options.code && t.options.lines)
			t.edited()
		case t.submitted != nil:
			t.submitted()
		}
	case fyne.KeyBackspace:
		t.change(func() { t.buf.backspace(t.options.code && t.options.lines) })
	case fyne.KeyDelete:
		t.change(func() { t.buf.erase(t.buf.right(t.buf.caret)) })
	case fyne.KeyTab:
		t.tab()
	case fyne.KeyEscape:
		t.escape()
	default:
		t.style.key(e)
	}
}

func (t *textbox) move(name fyne.KeyName, to func(*textbox) place) {
	vertical := name == fyne.KeyUp || name == fyne.KeyDown || name == fyne.KeyPageUp || name == fyne.KeyPageDown
	if name == fyne.KeyDown && t.open != nil && !t.shift {
		t.open()
		return
	}
	if t.buf.hasSelection() && !t.shift && (name == fyne.KeyLeft || name == fyne.KeyRight) {
		from, end := t.buf.selection()
		if name == fyne.KeyLeft {
			end = from
		}
		t.wantX = -1
		t.moveTo(end, false)
		return
	}
	p := to(t)
	if !vertical {
		t.wantX = -1
	}
	t.moveTo(p, t.shift)
}

func (t *textbox) change(f func()) {
	if !t.options.locked {
		f()
		t.edited()
	}
}

func (t *textbox) tab() {
	t.change(func() {
		from, to := t.buf.selection()
		switch {
		case t.shift:
			t.buf.outdent()
		case from.line != to.line:
			t.buf.indent()
		default:
			t.buf.insert(strings.Repeat(" ", len(indentUnit)-column(t.buf.lines[from.line][:from.col])%len(indentUnit)), otherChange)
		}
	})
}

func (t *textbox) escape() {
	t.released = true
	if t.escaped != nil && t.escaped() {
		return
	}
	if t.buf.hasSelection() && t.options.lines {
		t.moveTo(t.buf.caret, false)
		t.released = true
		return
	}
	if t.style.Escape != nil {
		t.style.Escape()
	}
}

// TypedShortcut edits by shortcut. What texts have no use for goes on to the
// window.
func (t *textbox) TypedShortcut(s fyne.Shortcut) {
	t.layout.update(t.buf, t.wrapWidth())
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		t.copy()
	case *fyne.ShortcutCut:
		t.copy()
		if t.buf.hasSelection() {
			t.change(func() { t.buf.insert("", otherChange) })
		}
	case *fyne.ShortcutPaste:
		t.paste(fyne.CurrentApp().Clipboard().Content())
	case *fyne.ShortcutSelectAll:
		t.SelectAll()
	case *fyne.ShortcutUndo:
		t.takeBack((*buffer).undo, t.style.Undo)
	case *fyne.ShortcutRedo:
		t.takeBack((*buffer).redo, t.style.Redo)
	case *desktop.CustomShortcut:
		if !t.custom(s) {
			t.forward(s)
		}
	default:
		t.forward(s)
	}
}

// takeBack undoes or redoes in the field as long as there is something; then it
// is the document's turn.
func (t *textbox) takeBack(here func(*buffer) bool, there func()) {
	switch {
	case !t.options.locked && here(t.buf):
		t.edited()
	case there != nil:
		there()
	}
}

func (t *textbox) copy() {
	if t.buf.hasSelection() {
		fyne.CurrentApp().Clipboard().SetContent(t.buf.selected())
	}
}

func (t *textbox) paste(text string) {
	if text == "" {
		return
	}
	if t.options.maxRows == 1 && !t.options.lines {
		text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	}
	t.change(func() { t.buf.insert(text, otherChange) })
}

// custom answers shortcuts that have no type of their own.
func (t *textbox) custom(s *desktop.CustomShortcut) bool {
	const ctrl, shift = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	if s.Modifier&^shift == fyne.KeyModifierAlt && s.KeyName == fyne.KeyDown && t.open != nil {
		t.open()
		return true
	}
	if s.Modifier&^shift != ctrl {
		return false
	}
	extend := s.Modifier&shift != 0
	if move, ok := wordMoves[s.KeyName]; ok {
		t.wantX = -1
		t.moveTo(move(t), extend)
		return true
	}
	switch s.KeyName {
	case fyne.KeyBackspace:
		t.change(func() { t.buf.erase(t.buf.wordLeft(t.buf.caret)) })
	case fyne.KeyDelete:
		t.change(func() { t.buf.erase(t.buf.wordRight(t.buf.caret)) })
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.submitted == nil {
			return false
		}
		t.submitted()
	case fyne.KeyZ:
		if !extend {
			return false
		}
		t.takeBack((*buffer).redo, t.style.Redo)
	case fyne.KeySlash:
		if t.options.comment == "" {
			return false
		}
		t.change(func() { t.buf.toggleComment(t.options.comment) })
	default:
		return false
	}
	return true
}

func (t *textbox) forward(s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
