package canvas

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// fieldView shows the text that is edited in place, exactly where the diagram
// shows it.
type fieldView struct {
	d       *Diagram
	field   *editor.Field
	sheet   *sheet
	caret   bool // shown now
	stop    func()
	pressed bool
}

// blinkTime is how long the caret is shown, and how long not.
const blinkTime = 530 * time.Millisecond

// caretWidth is that of the caret in screen units.
const caretWidth = 1.5

func newFieldView(d *Diagram) *fieldView { return &fieldView{d: d, sheet: newSheet()} }

func (v *fieldView) isOpen() bool { return v.field != nil }

// open begins to edit the text of a shape or edge.
func (v *fieldView) open(r tools.Ref) {
	v.close(true)
	if v.field = v.d.ed.BeginLabel(r); v.field == nil {
		return
	}
	v.d.Focus()
	v.show()
	v.d.overlays()
	v.d.repaint()
}

// close ends editing; commit writes what was typed.
func (v *fieldView) close(commit bool) {
	f := v.field
	if f == nil {
		return
	}
	v.field, v.pressed, v.sheet.visible = nil, false, false
	if v.stop != nil {
		v.stop()
		v.stop = nil
	}
	v.d.stale = true
	v.d.ed.EndLabel(f, commit)
	v.d.repaint()
}

// show draws the field with the caret, which blinks from now on.
func (v *fieldView) show() {
	v.caret = true
	v.draw()
	if v.stop != nil {
		v.stop()
	}
	v.stop = v.d.options.After(blinkTime, v.blink)
}

func (v *fieldView) blink() {
	if v.field == nil {
		return
	}
	v.caret = !v.caret
	v.draw()
	v.stop = v.d.options.After(blinkTime, v.blink)
}

func (v *fieldView) draw() {
	if v.field == nil {
		return
	}
	view := v.d.ed.View()
	width := 0.0
	if v.caret {
		width = caretWidth / view.Zoom
	}
	list := v.field.Drawing(width)
	v.sheet.set(list, v.field.Bounds().Union(list.Bounds()).Grown(2), &view, v.d.palette, v.d.painter, v.d.surface.ratio)
	v.d.stale = true
}

func (v *fieldView) objects(out []fyne.CanvasObject) []fyne.CanvasObject {
	if v.field != nil && v.sheet.visible {
		out = append(out, v.sheet.raster)
	}
	return out
}

func (v *fieldView) toDiagram(s geom.Point) geom.Point {
	view := v.d.ed.View()
	return view.ToDiagram(s)
}

func (v *fieldView) contains(s geom.Point) bool {
	return v.field != nil && v.field.Contains(v.toDiagram(s))
}

func (v *fieldView) press(s geom.Point, clicks int) {
	v.pressed = clicks == 1
	if clicks == 2 {
		v.field.SelectWord(v.toDiagram(s))
	} else {
		v.field.Click(v.toDiagram(s), v.d.in.mods().Has(tools.Shift))
	}
	v.show()
}

func (v *fieldView) drag(s geom.Point) {
	if v.field != nil {
		v.field.Click(v.toDiagram(s), true)
		v.show()
	}
}

func (v *fieldView) release() { v.pressed = false }

func (v *fieldView) typed(r rune) {
	v.field.Insert(string(r))
	v.show()
}

// key handles a key while the text is edited: Enter writes it, with Shift it
// breaks the line, Escape gives it up.
func (v *fieldView) key(k fyne.KeyName, m tools.Mods) {
	word, extend := m.Has(tools.Command), m.Has(tools.Shift)
	switch k {
	case fyne.KeyEscape:
		v.close(false)
		return
	case fyne.KeyTab:
		v.close(true)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !extend {
			v.close(true)
			return
		}
		v.field.Insert("\n")
	case fyne.KeyBackspace:
		v.field.Backspace(word)
	case fyne.KeyDelete:
		v.field.Delete(word)
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		v.field.Move(editor.Key(k), word, extend)
	default:
		return
	}
	v.show()
}

// shortcut handles a shortcut while the text is edited. It reports whether the
// text has a use for it.
func (v *fieldView) shortcut(s fyne.Shortcut) bool {
	clipboard := fyne.CurrentApp().Clipboard()
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		clipboard.SetContent(v.field.Selection())
	case *fyne.ShortcutCut:
		clipboard.SetContent(v.field.Selection())
		v.field.Insert("")
	case *fyne.ShortcutPaste:
		v.field.Insert(clipboard.Content())
	case *fyne.ShortcutSelectAll:
		v.field.SelectAll()
	case *fyne.ShortcutUndo:
		v.field.Undo()
	case *fyne.ShortcutRedo:
		v.field.Redo()
	case *desktop.CustomShortcut:
		switch s.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn:
			m := modsOf(s.Modifier)
			if s.KeyName == fyne.KeyReturn {
				m = 0 // Ctrl+Enter writes the text, too
			}
			v.key(s.KeyName, m)
			return true
		}
		return false
	default:
		return false
	}
	v.show()
	return true
}
