package canvas

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// FocusGained implements fyne.Focusable.
func (d *Diagram) FocusGained() { d.focused, d.stale = true, true; d.repaint() }

// FocusLost implements fyne.Focusable.
func (d *Diagram) FocusLost() {
	d.in.space = false
	d.holdShift(false)
	d.focused, d.stale = false, true
	d.repaint()
	d.field.close(true)
	d.closePopup()
	d.leavePad()
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
	if isShift(e.Name) && !d.pad.keyed {
		d.holdShift(true)
	}
}

func isShift(k fyne.KeyName) bool {
	return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight
}

// checkShift notices that Shift came up while something else had the keyboard.
func (d *Diagram) checkShift() {
	if d.in.shift && !d.in.mods().Has(tools.Shift) {
		d.holdShift(false)
	}
}

// holdShift takes the context pad away while Shift is down: what it covers can be
// added to the selection then.
func (d *Diagram) holdShift(down bool) {
	if d.in.shift != down {
		d.in.shift = down
		d.overlays()
		d.repaint()
	}
}

// KeyUp implements desktop.Keyable.
func (d *Diagram) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		d.in.space = false
	}
	d.in.typed = ""
	if isShift(e.Name) {
		d.holdShift(false)
	}
	if e.Name == fyne.KeyTab { // which brought the focus here, or moved within
		d.useKeys(true)
	}
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
	d.checkShift()
	switch e.Name {
	case fyne.KeyTab, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		d.useKeys(true)
	}
	switch {
	case d.popup.open:
		d.popupKey(e.Name)
	case d.field.isOpen():
		d.field.key(e.Name, m)
	case d.pad.keyed && d.padKey(e.Name, m):
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

// AcceptsTab implements fyne.Tabbable: Tab goes through the elements, and leaves
// the diagram after the last one. While a text is edited it ends that.
func (d *Diagram) AcceptsTab() bool {
	if d.field.isOpen() || d.popup.open || d.pad.keyed {
		return true
	}
	if d.in.mods().Has(tools.Shift) {
		return d.ed.CanWalkOn(-1)
	}
	return d.ed.CanWalkOn(1)
}

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
		d.chooseByKey()
		return
	case fyne.KeyHome:
		d.popup.move(-len(d.popup.shown))
	case fyne.KeyEnd:
		d.popup.move(len(d.popup.shown))
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

// chooseByKey is choose with what follows when there is no pointer about.
func (d *Diagram) chooseByKey() {
	d.choose()
	d.ed.ShowPointer()
}

func (d *Diagram) closePopup() {
	if d.popup.open {
		d.popup.close()
		d.overlays()
		d.repaint()
	}
}

// enterPad gives the arrow keys to the context pad.
func (d *Diagram) enterPad() {
	if !d.pad.visible() {
		return
	}
	d.pad.keyed = true
	d.pointPad(0)
}

// leavePad gives the arrow keys back to the diagram.
func (d *Diagram) leavePad() {
	if d.pad.keyed {
		d.pad.keyed = false
		d.pointPad(-1)
	}
}

// pointPad marks an entry of the pad and says what it is; -1 is none.
func (d *Diagram) pointPad(i int) {
	d.tip.hide()
	d.pad.hover = i
	if d.pad.visible() {
		d.pad.paint(d.palette, d.painter, d.surface.ratio)
		if i >= 0 {
			d.tip.show(d, d.pad.entries[i].Label, d.pad.tipAt())
		}
	}
	d.previewPad()
	d.stale = true
	d.repaint()
}

// previewDelay is how long the pointer rests on an entry before its result is
// shown.
const previewDelay = 300 * time.Millisecond

// previewPad shows what the marked entry of the pad would make: at once for the
// keyboard, for the pointer when it stays.
func (d *Diagram) previewPad() {
	if d.pad.stopPreview != nil {
		d.pad.stopPreview()
		d.pad.stopPreview = nil
	}
	i := d.pad.hover
	switch {
	case i < 0 || i >= len(d.pad.entries):
		d.ed.Preview(nil)
	case d.pad.keyed:
		d.ed.Preview(&d.pad.entries[i])
	default:
		d.ed.Preview(nil)
		d.pad.stopPreview = d.options.After(previewDelay, func() {
			d.pad.stopPreview = nil
			if d.pad.visible() && d.pad.hover == i && i < len(d.pad.entries) {
				d.ed.Preview(&d.pad.entries[i])
			}
		})
	}
}

// padKey handles a key while the pad has the arrow keys: Enter does what is
// marked, with Shift it hangs it on the pointer, Escape leaves. It reports
// whether the pad has a use for the key; any other ends that.
func (d *Diagram) padKey(k fyne.KeyName, m tools.Mods) bool {
	n, i := len(d.pad.entries), d.pad.hover
	if !d.pad.visible() || n == 0 {
		d.pad.keyed = false
		return false
	}
	switch k {
	case fyne.KeyRight:
		i = min(i+1, n-1)
	case fyne.KeyLeft:
		i = max(i-1, 0)
	case fyne.KeyDown:
		if i += padColumns; i >= n {
			i = n - 1
		}
	case fyne.KeyUp:
		if i -= padColumns; i < 0 {
			i = max(i+padColumns, 0)
		}
	case fyne.KeyHome:
		i = 0
	case fyne.KeyEnd:
		i = n - 1
	case fyne.KeyTab:
		by := 1
		if m.Has(tools.Shift) {
			by = n - 1
		}
		i = (i + by) % n
	case fyne.KeyReturn, fyne.KeyEnter:
		e := d.pad.entries[i]
		d.leavePad()
		if m.Has(tools.Shift) && e.Drag != nil {
			e.Drag()
		} else {
			e.Run()
		}
		d.ed.ShowPointer()
		return true
	case fyne.KeyEscape:
		d.leavePad()
		return true
	default:
		d.leavePad()
		return false
	}
	d.pointPad(max(0, i))
	return true
}
