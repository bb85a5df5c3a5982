package canvas

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// FocusGained implements fyne.Focusable.
func (d *Diagram) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (d *Diagram) FocusLost() {
	d.in.space = false
	d.field.close(true)
	d.closePopup()
	if d.in.drag.active {
		d.in.drag.active = false
		d.ed.Cancel()
	}
}

// KeyDown implements desktop.Keyable.
func (d *Diagram) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace && !d.field.isOpen() && !d.popup.open {
		d.in.space = true
		d.setCursor(tools.DefaultCursor)
	}
}

// KeyUp implements desktop.Keyable.
func (d *Diagram) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		d.in.space = false
	}
	d.in.typed = ""
}

// TypedRune implements fyne.Focusable.
func (d *Diagram) TypedRune(r rune) {
	switch {
	case d.in.typed != "" && strings.EqualFold(string(d.in.typed), string(r)):
		d.in.typed = ""
	case d.popup.open:
		d.popup.typed(r)
		d.popup.paint(d.palette, d.painter, d.surface.ratio)
	case d.field.isOpen():
		d.field.typed(r)
	}
}

// TypedKey implements fyne.Focusable.
func (d *Diagram) TypedKey(e *fyne.KeyEvent) {
	m := d.in.mods()
	switch {
	case d.popup.open:
		d.popupKey(e.Name)
	case d.field.isOpen():
		d.field.key(e.Name, m)
	case e.Name == fyne.KeyEscape && d.in.drag.active:
		d.in.drag.active = false
		d.ed.Cancel()
	default:
		used := d.ed.Press(keyOf(e.Name), m)
		if !used && d.OnKey != nil {
			d.OnKey(e)
		}
		if d.popup.open || d.field.isOpen() {
			d.in.typed = e.Name
		}
	}
}

func keyOf(n fyne.KeyName) editor.Key {
	if n == fyne.KeyEnter {
		n = fyne.KeyReturn
	}
	return editor.Key(n)
}

// AcceptsTab implements fyne.Tabbable: while a text is edited, Tab ends that.
func (d *Diagram) AcceptsTab() bool { return d.field.isOpen() || d.popup.open }

// TypedShortcut implements fyne.Shortcutable.
func (d *Diagram) TypedShortcut(s fyne.Shortcut) {
	if d.popup.open || d.field.isOpen() && d.field.shortcut(s) {
		return
	}
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		d.ed.Copy()
	case *fyne.ShortcutCut:
		d.ed.Cut()
	case *fyne.ShortcutPaste:
		d.ed.Paste()
	case *fyne.ShortcutSelectAll:
		d.ed.SelectAll()
	case *fyne.ShortcutUndo:
		d.ed.Undo()
	case *fyne.ShortcutRedo:
		d.ed.Redo()
	case *desktop.CustomShortcut:
		if do := shortcuts[*s]; do != nil {
			do(d.ed)
			return
		}
		if !d.ed.Press(keyOf(s.KeyName), modsOf(s.Modifier)) && d.OnShortcut != nil {
			d.OnShortcut(s)
		}
	default:
		if d.OnShortcut != nil {
			d.OnShortcut(s)
		}
	}
}

// shortcuts are those of the canvas itself; a window that has them in its menus
// is asked first.
var shortcuts = map[desktop.CustomShortcut]func(*editor.Editor){
	{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierShortcutDefault}:                         (*editor.Editor).Duplicate,
	{KeyName: fyne.Key0, Modifier: fyne.KeyModifierShortcutDefault}:                         func(ed *editor.Editor) { ed.ZoomTo(1) },
	{KeyName: fyne.Key1, Modifier: fyne.KeyModifierShortcutDefault}:                         (*editor.Editor).Fit,
	{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault}:                     func(ed *editor.Editor) { ed.ZoomBy(1) },
	{KeyName: fyne.KeyPlus, Modifier: fyne.KeyModifierShortcutDefault}:                      func(ed *editor.Editor) { ed.ZoomBy(1) },
	{KeyName: fyne.KeyMinus, Modifier: fyne.KeyModifierShortcutDefault}:                     func(ed *editor.Editor) { ed.ZoomBy(-1) },
	{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}: func(ed *editor.Editor) { ed.Redo() },
	{KeyName: fyne.KeyG, Modifier: fyne.KeyModifierShortcutDefault}:                         func(ed *editor.Editor) { ed.SetGrid(!ed.Grid()) },
}

// popupKey handles a key while a popup is open.
func (d *Diagram) popupKey(k fyne.KeyName) {
	switch k {
	case fyne.KeyEscape, fyne.KeyTab:
		d.closePopup()
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		d.choose()
		return
	case fyne.KeyDown:
		d.popup.move(1)
	case fyne.KeyUp:
		d.popup.move(-1)
	case fyne.KeyPageDown:
		d.popup.move(popupRows)
	case fyne.KeyPageUp:
		d.popup.move(-popupRows)
	case fyne.KeyBackspace:
		d.popup.backspace()
	}
	d.popup.paint(d.palette, d.painter, d.surface.ratio)
}

// choose does what is chosen in the popup.
func (d *Diagram) choose() {
	e, ok := d.popup.current()
	d.closePopup()
	if ok {
		e.Run()
	}
}

func (d *Diagram) closePopup() {
	if d.popup.open {
		d.popup.close()
		d.overlays()
		d.repaint()
	}
}
