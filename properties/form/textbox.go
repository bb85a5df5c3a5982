package form

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// textOptions say what kind of editor a textbox is.
type textOptions struct {
	code     bool // cells of equal width, indentation, comments
	lines    bool // Enter begins a line; else it submits
	maxRows  int  // it grows up to here, then it scrolls
	minRows  int
	wrap     bool
	numbers  bool   // line numbers
	language string // for colours
	comment  string // what begins a comment; empty for none
	plain    bool   // no frame of its own
	locked   bool   // can be read and copied only
}

// textbox edits a text: a line of it, prose that wraps, or code. Fyne's own
// entry needs far more objects and time (69 ms for a key at 500 lines), and
// scrolls where the panel should.
type textbox struct {
	widget.BaseWidget
	style       *Style
	options     textOptions
	placeholder string
	suffix      float32 // room at the right end for a button

	buf    *buffer
	layout *textLayout
	scroll fyne.Position // how far the text is moved up and left

	changed   func()                    // the user changed the text
	submitted func()                    // Enter in a line, Ctrl+Enter elsewhere
	escaped   func() bool               // Esc; reports whether it did something
	focus     func(bool)                // gained or lost
	grown     func()                    // the height that it wants changed
	wheel     func(*fyne.ScrollEvent)   // a turn of the wheel with nothing to scroll
	open      func()                    // Down or Alt+Down in a line that has options
	first     func(*fyne.KeyEvent) bool // sees keys before the field; reports whether it used one

	mark     fyne.ThemeColorName // of the border, when something is wrong
	fault    *place              // what is underlined then; nil for nothing
	focused  bool
	hovered  bool
	released bool // the next Tab leaves the editor
	shift    bool
	wantX    float32 // where Up and Down try to go; negative for unknown
	pressed  press
	rows     int // that it had room for when it was last measured
	renderer *textboxRenderer
}

// press remembers the last press of the pointer, to count clicks.
type press struct {
	at    time.Time
	pos   fyne.Position
	count int
	from  place // where dragging began
	to    place
}

func newTextbox(style *Style, o textOptions) *textbox {
	if o.minRows == 0 {
		o.minRows = 1
	}
	o.maxRows = max(o.maxRows, o.minRows)
	t := &textbox{style: style, options: o, buf: newBuffer(""), layout: newTextLayout(o.code), wantX: -1}
	t.ExtendBaseWidget(t)
	return t
}

// Text returns the text.
func (t *textbox) Text() string { return t.buf.text() }

// SetText replaces the text without telling the owner. The caret stays where
// it is as far as the new text reaches, and a text that is the same keeps its
// undo.
func (t *textbox) SetText(text string) {
	if t.buf.text() == strings.ReplaceAll(text, "\r\n", "\n") {
		return
	}
	caret := t.buf.caret
	t.buf.reset(text)
	if t.focused {
		t.buf.caret = t.buf.clamp(caret)
		t.buf.anchor = t.buf.caret
	}
	t.scroll = fyne.Position{}
	t.refit()
}

// SetPlaceholder changes what an empty field shows.
func (t *textbox) SetPlaceholder(s string) {
	if t.placeholder != s {
		t.placeholder = s
		t.paint()
	}
}

// SetMark changes the colour of the border, empty for the usual one, and
// underlines a place, nil for none.
func (t *textbox) SetMark(c fyne.ThemeColorName, at *place) {
	same := at == nil && t.fault == nil || at != nil && t.fault != nil && *at == *t.fault
	if t.mark != c || !same {
		t.mark, t.fault = c, at
		t.paint()
	}
}

// SelectAll selects the text.
func (t *textbox) SelectAll() {
	t.buf.anchor, t.buf.caret = place{}, t.buf.end()
	t.paint()
}

func (t *textbox) paint() {
	if t.renderer != nil {
		t.renderer.paint()
	}
}

// refit lays out the text again after a change.
func (t *textbox) refit() {
	t.layout.update(t.buf, t.wrapWidth())
	if n := t.shownRows(); n != t.rows {
		t.rows = n
		if t.grown != nil {
			t.grown()
		}
	}
	t.keepScroll()
	t.paint()
}

// edited follows every change that the user makes.
func (t *textbox) edited() {
	t.wantX = -1
	t.released = false
	t.layout.update(t.buf, t.wrapWidth())
	t.reveal()
	t.refit()
	if t.changed != nil {
		t.changed()
	}
}

func (t *textbox) shownRows() int {
	return max(t.options.minRows, min(len(t.layout.rows), t.options.maxRows))
}

func (t *textbox) padY() float32 { return whole((rowHeight - t.layout.pitch) / 2) }

func (t *textbox) gutter() float32 {
	if !t.options.numbers {
		return 0
	}
	digits := len(itoa(len(t.buf.lines)))
	return t.layout.cell*float32(max(digits, 2)) + 2*padX
}

// textWidth is the room for the text.
func (t *textbox) textWidth() float32 {
	return max(1, t.Size().Width-t.gutter()-2*padX-t.suffix)
}

func (t *textbox) textHeight() float32 { return max(1, t.Size().Height-2*t.padY()) }

func (t *textbox) wrapWidth() float32 {
	if !t.options.wrap {
		return 0
	}
	return t.textWidth()
}

// Resize lays out the text for the width.
func (t *textbox) Resize(size fyne.Size) {
	if size == t.Size() {
		return
	}
	t.BaseWidget.Resize(size)
	t.layout.update(t.buf, t.wrapWidth())
	t.rows = t.shownRows()
	t.keepScroll()
	t.paint()
}

// MinSize follows the text.
func (t *textbox) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	t.layout.update(t.buf, t.wrapWidth())
	return fyne.NewSize(40, float32(t.shownRows())*t.layout.pitch+2*t.padY())
}

// ---- scrolling ----

func (t *textbox) maxScroll() fyne.Position {
	y := max(0, float32(len(t.layout.rows))*t.layout.pitch-t.textHeight())
	x := float32(0)
	if !t.options.wrap {
		from, to := t.visibleRows()
		x = max(0, t.layout.widest(t.buf, t.layout.rows[from:to])+focusWidth-t.textWidth())
	}
	return fyne.NewPos(max(x, 0), y)
}

func (t *textbox) visibleRows() (from, to int) {
	from = max(0, int(t.scroll.Y/t.layout.pitch))
	to = int((t.scroll.Y+t.textHeight())/t.layout.pitch) + 1
	return min(from, len(t.layout.rows)), min(to, len(t.layout.rows))
}

func (t *textbox) keepScroll() {
	t.scroll.Y = max(0, min(t.scroll.Y, t.maxScroll().Y))
	t.scroll.X = max(0, min(t.scroll.X, t.maxScroll().X))
}

// reveal scrolls the caret into view.
func (t *textbox) reveal() {
	i := t.layout.rowOf(t.buf.caret)
	y, h := float32(i)*t.layout.pitch, t.textHeight()
	switch {
	case y < t.scroll.Y:
		t.scroll.Y = y
	case y+t.layout.pitch > t.scroll.Y+h:
		t.scroll.Y = y + t.layout.pitch - h
	}
	x, w := t.layout.x(t.buf, t.layout.rows[i], t.buf.caret.col), t.textWidth()
	switch {
	case x < t.scroll.X:
		t.scroll.X = max(0, x-w/4)
	case x+focusWidth > t.scroll.X+w:
		t.scroll.X = x + focusWidth - w
	}
}

// Scrolled moves the text; at its ends the wheel moves what is around.
func (t *textbox) Scrolled(e *fyne.ScrollEvent) {
	before := t.scroll
	t.scroll = t.scroll.SubtractXY(e.Scrolled.DX, e.Scrolled.DY)
	t.keepScroll()
	if t.scroll != before && (t.options.lines || e.Scrolled.DX != 0) {
		t.paint()
		return
	}
	t.scroll = before
	if t.wheel != nil {
		t.wheel(e)
	}
}

// ---- focus ----

// FocusGained shows caret and focus. A line is selected as a whole when the
// keyboard reaches it.
func (t *textbox) FocusGained() {
	t.focused, t.released, t.shift = true, false, false
	if !t.options.lines && time.Since(t.pressed.at) > 100*time.Millisecond {
		t.buf.anchor, t.buf.caret = place{}, t.buf.end()
	}
	t.paint()
	if t.focus != nil {
		t.focus(true)
	}
}

// FocusLost hides them.
func (t *textbox) FocusLost() {
	t.focused = false
	t.buf.anchor = t.buf.caret
	if !t.options.lines {
		t.scroll = fyne.Position{}
	}
	t.paint()
	if t.focus != nil {
		t.focus(false)
	}
}

// AcceptsTab reports whether Tab indents. Esc lets the next Tab leave.
func (t *textbox) AcceptsTab() bool {
	return t.options.code && t.options.lines && !t.options.locked && !t.released
}

// Disabled keeps what can't be edited out of the order of the Tab key when it
// has nothing to read.
func (t *textbox) Disabled() bool { return t.options.locked && t.buf.isEmpty() }

// Enable is part of fyne.Disableable.
func (t *textbox) Enable() { t.options.locked = false }

// Disable is part of fyne.Disableable.
func (t *textbox) Disable() { t.options.locked = true }

// ---- pointer ----

// Cursor is that for texts.
func (t *textbox) Cursor() desktop.Cursor { return desktop.TextCursor }

func (t *textbox) placeAt(p fyne.Position) place {
	x := p.X - t.gutter() - padX + t.scroll.X
	y := p.Y - t.padY() + t.scroll.Y
	return t.layout.placeAt(t.buf, x, int(max(0, y)/t.layout.pitch))
}

// clickTime is how long after a click another one counts as its double.
const clickTime = 400 * time.Millisecond

// MouseDown puts the caret; a double click selects a word, a triple one a line.
func (t *textbox) MouseDown(e *desktop.MouseEvent) {
	now := time.Now()
	near := abs(e.Position.X-t.pressed.pos.X) < 4 && abs(e.Position.Y-t.pressed.pos.Y) < 4
	if near && now.Sub(t.pressed.at) < clickTime && e.Button == desktop.MouseButtonPrimary {
		t.pressed.count++
	} else {
		t.pressed.count = 1
	}
	t.pressed.at, t.pressed.pos = now, e.Position
	p := t.placeAt(e.Position)
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	if e.Button != desktop.MouseButtonPrimary {
		if from, to := t.buf.selection(); p.before(from) || to.before(p) {
			t.buf.caret, t.buf.anchor = p, p
			t.paint()
		}
		return
	}
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		t.buf.caret = p
	case t.pressed.count == 2:
		t.buf.anchor, t.buf.caret = t.buf.wordAt(p)
	case t.pressed.count >= 3:
		t.buf.anchor = place{p.line, 0}
		t.buf.caret = place{p.line, len(t.buf.lines[p.line])}
	default:
		t.buf.caret, t.buf.anchor = p, p
	}
	t.pressed.from, t.pressed.to = t.buf.selection()
	t.wantX = -1
	t.paint()
}

// MouseUp is part of desktop.Mouseable.
func (t *textbox) MouseUp(*desktop.MouseEvent) {}

// Dragged selects: by characters, or by words after a double click.
func (t *textbox) Dragged(e *fyne.DragEvent) {
	p := t.placeAt(e.Position)
	from, to := p, p
	if t.pressed.count == 2 {
		from, to = t.buf.wordAt(p)
	}
	if from.before(t.pressed.from) {
		t.buf.anchor, t.buf.caret = t.pressed.to, from
	} else {
		t.buf.anchor, t.buf.caret = t.pressed.from, to
	}
	t.reveal()
	t.keepScroll()
	t.paint()
}

// DragEnd is part of fyne.Draggable.
func (t *textbox) DragEnd() {}

// MouseIn shows that the field answers.
func (t *textbox) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.paint() }

// MouseMoved is part of desktop.Hoverable.
func (t *textbox) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (t *textbox) MouseOut() { t.hovered = false; t.paint() }

// TappedSecondary opens the menu of texts.
func (t *textbox) TappedSecondary(e *fyne.PointEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil {
		return
	}
	item := func(label string, enabled bool, s fyne.Shortcut) *fyne.MenuItem {
		m := fyne.NewMenuItem(label, func() { t.TypedShortcut(s) })
		m.Disabled = !enabled
		return m
	}
	clip := fyne.CurrentApp().Clipboard()
	free := !t.options.locked
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		item("Undo", free && len(t.buf.done) > 0, &fyne.ShortcutUndo{}),
		item("Redo", free && len(t.buf.undone) > 0, &fyne.ShortcutRedo{}),
		fyne.NewMenuItemSeparator(),
		item("Cut", free && t.buf.hasSelection(), &fyne.ShortcutCut{Clipboard: clip}),
		item("Copy", t.buf.hasSelection(), &fyne.ShortcutCopy{Clipboard: clip}),
		item("Paste", free && clip.Content() != "", &fyne.ShortcutPaste{Clipboard: clip}),
		fyne.NewMenuItemSeparator(),
		item("Select all", !t.buf.isEmpty(), &fyne.ShortcutSelectAll{}),
	), c, e.AbsolutePosition)
}

func abs(v float32) float32 { return max(v, -v) }
