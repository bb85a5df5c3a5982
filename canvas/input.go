package canvas

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/tools"
)

// input is what the diagram knows of mouse and keyboard between two events.
type input struct {
	d    *Diagram
	drag struct {
		button tools.Button // that is down
		active bool         // a press was given to the editor and its release is due
	}
	at        fyne.Position // of the last event
	space     bool
	shift     bool // is down, not for the context pad
	lastPress struct {
		at   fyne.Position
		when time.Time
	}
	wheel float64 // part of a zoom step
	// typed is the key that opened a popup or a text: its character isn't meant
	// for them.
	typed    fyne.KeyName
	stopRest func()
	stopEdge func()
}

// Times and distances of the pointer.
const (
	doubleClickTime  = 400 * time.Millisecond
	doubleClickReach = 6
	restTime         = 120 * time.Millisecond
	edgeTick         = 16 * time.Millisecond
)

// mods returns the modifier keys that are down.
func (in *input) mods() tools.Mods {
	var m tools.Mods
	driver, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if ok {
		m = modsOf(driver.CurrentKeyModifiers())
	}
	if in.space {
		m |= tools.Space
	}
	return m
}

func modsOf(k fyne.KeyModifier) tools.Mods {
	var m tools.Mods
	if k&fyne.KeyModifierShift != 0 {
		m |= tools.Shift
	}
	if k&fyne.KeyModifierShortcutDefault != 0 {
		m |= tools.Command
	}
	if k&fyne.KeyModifierAlt != 0 {
		m |= tools.Alt
	}
	return m
}

// send gives an event to the editor.
func (in *input) send(kind tools.EventKind, at fyne.Position, b tools.Button, clicks int) {
	in.at = at
	v := in.d.ed.View()
	s := geom.Pt(float64(at.X), float64(at.Y))
	in.d.ed.Handle(tools.Event{Kind: kind, At: v.ToDiagram(s), Screen: s, Button: b, Mods: in.mods(), Clicks: clicks})
	in.restLater(kind)
}

// restLater tells the editor when the pointer rests: dear previews wait for it.
func (in *input) restLater(kind tools.EventKind) {
	if in.stopRest != nil {
		in.stopRest()
		in.stopRest = nil
	}
	if kind == tools.Motion && tools.IsDragging(in.d.ed.Tool()) {
		in.stopRest = in.d.options.After(restTime, func() {
			in.stopRest = nil
			if tools.IsDragging(in.d.ed.Tool()) {
				in.send(tools.Rest, in.at, in.drag.button, 1)
			}
		})
	}
}

// scrollAtEdge scrolls while something is dragged at the rim of the window, or
// hangs on the pointer there.
func (in *input) scrollAtEdge() {
	if in.stopEdge != nil || !tools.ScrollsAtEdge(in.d.ed.Tool()) {
		return
	}
	var tick func()
	tick = func() {
		in.stopEdge = nil
		if in.d.ed.ScrollAtEdge() {
			in.stopEdge = in.d.options.After(edgeTick, tick)
		}
	}
	in.stopEdge = in.d.options.After(edgeTick, tick)
}

func buttonOf(b desktop.MouseButton) tools.Button {
	switch b {
	case desktop.MouseButtonPrimary:
		return tools.Primary
	case desktop.MouseButtonSecondary:
		return tools.Secondary
	case desktop.MouseButtonTertiary:
		return tools.Middle
	}
	return tools.NoButton
}

// MouseDown implements desktop.Mouseable.
func (d *Diagram) MouseDown(e *desktop.MouseEvent) {
	d.Focus()
	d.useKeys(false)
	d.checkShift()
	in := &d.in
	s := geom.Pt(float64(e.Position.X), float64(e.Position.Y))
	b := buttonOf(e.Button)
	clicks := 1
	if b == tools.Primary {
		now := time.Now()
		p := in.lastPress
		if now.Sub(p.when) < doubleClickTime && math.Hypot(float64(p.at.X-e.Position.X), float64(p.at.Y-e.Position.Y)) < doubleClickReach {
			clicks = 2
			now = time.Time{} // a third press begins anew
		}
		in.lastPress.at, in.lastPress.when = e.Position, now
	}
	if d.overlayPressed(s, b, clicks) {
		return
	}
	in.drag.button, in.drag.active = b, b != tools.Secondary
	in.send(tools.Press, e.Position, b, clicks)
}

// overlayPressed gives a press to what lies over the diagram. It reports
// whether that took it.
func (d *Diagram) overlayPressed(s geom.Point, b tools.Button, clicks int) bool {
	d.tip.hide()
	if d.popup.open {
		if i := d.popup.rowAt(s); i >= 0 && b == tools.Primary {
			d.popup.chosen = i
			d.choose()
		} else if !d.popup.contains(s) {
			d.closePopup()
		}
		return true
	}
	if d.field.isOpen() {
		if d.field.contains(s) {
			d.field.press(s, clicks)
			return true
		}
		d.field.close(true)
	}
	if i := d.pad.entryAt(s); i >= 0 {
		d.pad.down = i
		return true
	}
	return d.pad.contains(s)
}

// MouseUp implements desktop.Mouseable.
func (d *Diagram) MouseUp(e *desktop.MouseEvent) {
	s := geom.Pt(float64(e.Position.X), float64(e.Position.Y))
	d.field.release()
	if i := d.pad.down; i >= 0 {
		d.pad.down = -1
		if d.pad.entryAt(s) == i {
			run := d.pad.entries[i].Run
			d.pad.hover = -1
			run()
		}
		return
	}
	d.release(e.Position, buttonOf(e.Button))
}

func (d *Diagram) release(at fyne.Position, b tools.Button) {
	in := &d.in
	// A release belongs to the press that came before it; while an element hangs
	// on the pointer there may have been none here.
	if !in.drag.active || b != in.drag.button {
		return
	}
	in.drag.active, in.drag.button = false, tools.NoButton
	in.send(tools.Release, at, b, 1)
}

// Dragged implements fyne.Draggable.
func (d *Diagram) Dragged(e *fyne.DragEvent) {
	s := geom.Pt(float64(e.Position.X), float64(e.Position.Y))
	if d.field.pressed {
		d.field.drag(s)
		return
	}
	if i := d.pad.down; i >= 0 {
		entry := d.pad.entries[i]
		d.pad.down = -1
		if entry.Drag == nil {
			return
		}
		d.in.drag.active, d.in.drag.button = true, tools.Primary
		entry.Drag()
	}
	if d.in.drag.active {
		d.in.send(tools.Motion, e.Position, d.in.drag.button, 1)
		d.in.scrollAtEdge()
	}
}

// DragEnd implements fyne.Draggable. When the button comes up outside of the
// window it is all that is heard of it.
func (d *Diagram) DragEnd() {
	d.field.release()
	d.release(d.in.at, d.in.drag.button)
}

// MouseIn implements desktop.Hoverable.
func (d *Diagram) MouseIn(e *desktop.MouseEvent) { d.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (d *Diagram) MouseMoved(e *desktop.MouseEvent) {
	d.checkShift()
	s := geom.Pt(float64(e.Position.X), float64(e.Position.Y))
	if d.popup.open {
		if i := d.popup.rowAt(s); i >= 0 && i != d.popup.chosen {
			d.popup.chosen = i
			d.popup.paint(d.palette, d.painter, d.surface.ratio)
		}
		return
	}
	if d.hoverPad(s) {
		return
	}
	if d.field.contains(s) {
		d.cursor = d.cursors.of(tools.TextCursor)
		return
	}
	d.in.send(tools.Motion, e.Position, d.in.drag.button, 1)
	d.in.scrollAtEdge()
}

// hoverPad marks the entry of the pad under the pointer.
func (d *Diagram) hoverPad(s geom.Point) bool {
	i := d.pad.entryAt(s)
	if i != d.pad.hover {
		d.pad.hover = i
		d.tip.hide()
		if i >= 0 {
			d.tip.later(d, d.pad.entries[i].Label, d.pad.tipAt())
		}
		d.pad.keyed = false
		d.previewPad()
		if d.pad.visible() {
			d.pad.paint(d.palette, d.painter, d.surface.ratio)
		}
		d.setCursor(tools.DefaultCursor)
		d.stale = true
	}
	over := d.pad.contains(s)
	if over && !d.pad.over {
		d.in.send(tools.Leave, d.in.at, tools.NoButton, 1)
	}
	d.pad.over = over
	return over
}

// MouseOut implements desktop.Hoverable.
func (d *Diagram) MouseOut() {
	d.tip.hide()
	if d.pad.hover >= 0 {
		d.pad.hover = -1
		d.pad.paint(d.palette, d.painter, d.surface.ratio)
	}
	d.in.send(tools.Leave, d.in.at, tools.NoButton, 1)
}

// Distances of the wheel: what the driver reports for one notch, how far a
// notch scrolls, and the most notches that one event can mean.
const (
	wheelNotch  = 25
	wheelScroll = 60
	wheelLimit  = 8
)

// Scrolled implements fyne.Scrollable.
func (d *Diagram) Scrolled(e *fyne.ScrollEvent) {
	limit := func(v float32) float64 {
		return math.Max(-wheelLimit, math.Min(wheelLimit, float64(v)/wheelNotch))
	}
	dx, dy := limit(e.Scrolled.DX), limit(e.Scrolled.DY)
	if d.popup.open {
		d.popup.scroll(-int(math.Round(dy)) * 2)
		d.popup.paint(d.palette, d.painter, d.surface.ratio)
		return
	}
	if d.in.mods().Has(tools.Command) {
		d.in.wheel += dy
		steps := int(d.in.wheel)
		d.in.wheel -= float64(steps)
		if steps != 0 {
			d.ed.ZoomAt(geom.Pt(float64(e.Position.X), float64(e.Position.Y)), steps)
		}
		return
	}
	d.ed.ScrollBy(geom.Pt(-dx*wheelScroll, -dy*wheelScroll))
	if d.in.drag.active {
		d.in.send(tools.Motion, d.in.at, d.in.drag.button, 1)
	}
}
