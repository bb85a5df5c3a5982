// Package canvas is the diagram as a widget: it turns the window's events into
// those of the editor, shows the scene as tiles that are painted in the
// background, and what tools show as a few objects above them.
package canvas

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/fonts"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/tools"
)

// Options say how a diagram behaves. The zero value is right for a window.
type Options struct {
	Dark bool
	// Do runs a function in the goroutine of the window; nil is fyne.Do.
	Do func(func())
	// After runs a function in the goroutine of the window after a while, unless
	// it is stopped before; nil uses a timer and Do.
	After func(time.Duration, func()) (stop func())
	// Synchronous paints everything at once instead of in the background.
	Synchronous bool
	// Still leaves animations out.
	Still bool
	// Fonts are the system's, for characters that the embedded faces lack; nil draws boxes.
	Fonts *fonts.System
}

// Diagram shows an editor. Use it as it is: a widget that embeds it would not
// be found by the driver.
type Diagram struct {
	widget.BaseWidget

	// OnStatus shows a sentence in the status bar; warning says that something
	// isn't possible.
	OnStatus func(text string, warning bool)
	// OnSelection is told when something else is selected.
	OnSelection func()
	// OnView is told when another part of the plane is shown, or another plane.
	OnView func()
	// OnTool is told when another tool is active.
	OnTool func()
	// OnContextMenu opens the menu of what is selected at a position of the
	// window.
	OnContextMenu func(at fyne.Position)
	// OnKey gets the keys that the diagram has no use for.
	OnKey func(*fyne.KeyEvent)
	// OnShortcut gets the shortcuts that the diagram has no use for.
	OnShortcut func(fyne.Shortcut)

	ed      *editor.Editor
	options Options
	palette *paint.Palette
	painter *raster.Painter // of overlays

	surface *surface
	ground  *fynecanvas.Rectangle
	ghost   *ghostView
	figures *figures
	pad     *pad
	popup   *popup
	tip     *tip
	field   *fieldView
	tokens  *tokens

	ring    *fynecanvas.Rectangle // shows the focus when nothing else does
	focused bool
	keyed   bool // the keyboard was used last, not the mouse
	cursors cursors
	cursor  desktop.Cursor
	in      input
	tool    string
	shown   []fyne.CanvasObject
	stale   bool // shown has to be collected anew
}

// New returns the diagram of an editor.
func New(ed *editor.Editor, o Options) *Diagram {
	d := &Diagram{ed: ed, options: o, palette: paint.Light(), painter: raster.New(), ghost: newGhostView(), figures: &figures{},
		pad: newPad(), popup: newPopup(), tip: newTip(), cursors: newCursors(), cursor: desktop.DefaultCursor, stale: true}
	if o.Dark {
		d.palette = paint.Dark()
	}
	if d.options.Do == nil {
		d.options.Do = fyne.Do
	}
	if d.options.After == nil {
		d.options.After = func(t time.Duration, f func()) func() {
			timer := time.AfterFunc(t, func() { d.options.Do(f) })
			return func() { timer.Stop() }
		}
	}
	d.in.d, d.in.drag.button = d, tools.NoButton
	d.field = newFieldView(d)
	d.tokens = newTokens(d)
	d.ground = fynecanvas.NewRectangle(color.Transparent)
	d.ring = fynecanvas.NewRectangle(color.Transparent)
	d.ring.StrokeWidth = focusWidth
	d.surface = newSurface(ed.Scene(), ground{palette: d.palette, grid: ed.Grid()}, d.options.Do, d.options.After)
	if o.Fonts != nil {
		d.surface.setFonts(o.Fonts)
		d.painter.Fonts = o.Fonts
	}
	d.surface.changed = func() { d.stale = true }
	d.ground.FillColor = d.palette.Resolve(paint.Of(paint.Ground))
	d.ExtendBaseWidget(d)
	ed.SetWindow((*window)(d))
	return d
}

// Editor returns the editor that is shown.
func (d *Diagram) Editor() *editor.Editor { return d.ed }

// SetPalette shows the diagram on a light or a dark ground.
func (d *Diagram) SetPalette(dark bool) {
	d.palette = paint.Light()
	if dark {
		d.palette = paint.Dark()
	}
	d.ground.FillColor = d.palette.Resolve(paint.Of(paint.Ground))
	d.surface.setGround(ground{palette: d.palette, grid: d.ed.Grid()})
	d.ghost.of = nil
	d.field.draw()
	if d.popup.open {
		d.popup.paint(d.palette, d.painter, d.surface.ratio)
	}
	d.overlays()
	d.repaint()
}

// SetMarks shows what a run and the findings say about elements, by id.
func (d *Diagram) SetMarks(marks map[string]notation.Mark) { d.ed.SetMarks(marks) }

// Create hangs a new element of a variant on the pointer until it is put down.
// dragging says that the button is down already, over another widget: that one
// then calls PointerAt and ReleaseAt.
func (d *Diagram) Create(v modeling.Variant, dragging bool) { d.ed.Create(v, dragging) }

// PointerAt tells of a drag that began on another widget, at a position of the
// window.
func (d *Diagram) PointerAt(absolute fyne.Position) {
	d.in.send(tools.Motion, d.relative(absolute), tools.Primary, 1)
	d.in.scrollAtEdge()
}

// ReleaseAt tells that the button of such a drag came up.
func (d *Diagram) ReleaseAt(absolute fyne.Position) {
	p := d.relative(absolute)
	if !d.inside(p) {
		d.in.send(tools.Leave, p, tools.NoButton, 1)
	}
	d.in.send(tools.Release, p, tools.Primary, 1)
}

func (d *Diagram) relative(absolute fyne.Position) fyne.Position {
	return absolute.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(d))
}

func (d *Diagram) inside(p fyne.Position) bool {
	s := d.Size()
	return p.X >= 0 && p.Y >= 0 && p.X < s.Width && p.Y < s.Height
}

// PositionOf returns where a point of the diagram is shown in the window.
func (d *Diagram) PositionOf(p geom.Point) fyne.Position {
	v := d.ed.View()
	s := v.ToScreen(p)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(d).AddXY(float32(s.X), float32(s.Y))
}

// Reveal shows an element, on whichever plane it is drawn, and selects it. It
// reports whether it is drawn anywhere.
func (d *Diagram) Reveal(e bpmn.Element) bool { return d.ed.Find(e) }

// Focus gives the diagram the keyboard.
func (d *Diagram) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		c.Focus(d)
	}
}

// MinSize implements fyne.Widget.
func (d *Diagram) MinSize() fyne.Size {
	d.ExtendBaseWidget(d)
	return fyne.NewSize(80, 60)
}

// Resize implements fyne.Widget.
func (d *Diagram) Resize(s fyne.Size) {
	if s == d.Size() {
		return
	}
	d.BaseWidget.Resize(s)
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil && !d.surface.ratioKnown {
		d.surface.ratio = float64(c.Scale())
	}
	d.ground.Resize(s)
	d.ring.Resize(s)
	d.field.close(true)
	d.ed.SetSize(float64(s.Width), float64(s.Height))
	d.surface.patient = !d.options.Synchronous
}

// focusWidth is that of the ring around a diagram that has the keyboard.
const focusWidth = 2

// showsFocus reports whether a ring says that the diagram has the keyboard: as
// long as keys are used and nothing is selected, which would show it.
func (d *Diagram) showsFocus() bool {
	return d.focused && d.keyed && d.ed.Selection().Len() == 0
}

// useKeys notes whether keys or the mouse are used.
func (d *Diagram) useKeys(keyed bool) {
	if d.keyed != keyed {
		d.keyed, d.stale = keyed, true
		d.repaint()
	}
}

// repaint makes the window paint a frame, without touching the textures of the
// tiles.
func (d *Diagram) repaint() { fynecanvas.Refresh(d.ground) }

// overlays brings what lies over the diagram in step with the editor.
func (d *Diagram) overlays() {
	v := d.ed.View()
	f := d.ed.Feedback()
	ratio := d.surface.ratio
	d.ghost.set(f.Ghost, f.Offset, &v, d.palette, d.painter, ratio)
	d.figures.set(f.Figures, &v, d.palette, d.painter, ratio)
	d.setCursor(f.Cursor)
	d.placePad()
	d.tip.reason(d, f.Reason, v.ToScreen(d.ed.Pointer()))
	d.stale = true
}

func (d *Diagram) placePad() {
	anchor, ok := d.ed.PadAnchor()
	if !ok || d.in.drag.active || d.in.shift || d.popup.open {
		if d.pad.visible() {
			d.tip.hide()
		}
		d.pad.hide()
		return
	}
	v := d.ed.View()
	d.pad.show(d.ed.Pad(), anchor, v.W, v.H, d.palette, d.painter, d.surface.ratio)
}

func (d *Diagram) setCursor(k tools.Cursor) {
	switch {
	case d.in.space && k == tools.DefaultCursor:
		k = tools.GrabCursor
	case d.pad.hover >= 0:
		k = tools.PointerCursor
	}
	d.cursor = d.cursors.of(k)
}

// Cursor implements desktop.Cursorable.
func (d *Diagram) Cursor() desktop.Cursor { return d.cursor }

// window is the diagram as its editor sees it.
type window Diagram

// Update implements editor.Window.
func (w *window) Update(u editor.Update) {
	d := (*Diagram)(w)
	if u.Has(editor.Replaced) {
		d.field.close(false)
		d.surface.view = d.ed.View()
		d.surface.ground = ground{palette: d.palette, grid: d.ed.Grid()}
		d.surface.setScene(d.ed.Scene())
	}
	if u.Has(editor.Viewed) {
		d.field.close(true)
		d.surface.setView(d.ed.View())
	}
	if u.Has(editor.Painted) {
		d.surface.damaged(d.ed.TakeDamage(), u.Has(editor.Committed))
	}
	d.overlays()
	d.tokens.place()
	d.repaint()
	if tool := d.ed.ActiveTool(); tool != d.tool {
		d.tool = tool
		call(d.OnTool)
	}
	if u.Has(editor.Selected) {
		call(d.OnSelection)
	}
	if u.Has(editor.Viewed) || u.Has(editor.Replaced) {
		call(d.OnView)
	}
}

// SetStatus implements editor.Window.
func (w *window) SetStatus(text string, warning bool) {
	if w.OnStatus != nil {
		w.OnStatus(text, warning)
	}
}

// EditLabel implements editor.Window.
func (w *window) EditLabel(r tools.Ref) { (*Diagram)(w).field.open(r) }

// OpenMenu implements editor.Window.
func (w *window) OpenMenu(m tools.Menu, at geom.Point) {
	d := (*Diagram)(w)
	switch m {
	case tools.ContextMenu:
		if d.OnContextMenu != nil {
			d.OnContextMenu(d.PositionOf(at))
		}
		return
	case tools.PadMenu:
		d.enterPad()
		return
	}
	v := d.ed.View()
	d.popup.show(d.ed.MenuEntries(m), menuHints[m], v.ToScreen(at).Add(geom.Pt(12, 0)), v.W, v.H)
	d.popup.paint(d.palette, d.painter, d.surface.ratio)
	d.overlays()
	d.repaint()
}

var menuHints = map[tools.Menu]string{
	tools.ChangeMenu: "Change to…", tools.AppendMenu: "Append…", tools.CreateMenu: "Create…",
	tools.AlignMenu: "Align…", tools.ColorMenu: "Colour…", tools.AttachMenu: "Attach…",
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// CreateRenderer implements fyne.Widget.
func (d *Diagram) CreateRenderer() fyne.WidgetRenderer { return &renderer{d} }

// renderer gives the window system the objects of the diagram.
type renderer struct{ d *Diagram }

// IsClip keeps tiles within the bounds of the widget.
func (*renderer) IsClip() {}

func (r *renderer) Layout(fyne.Size) {}

func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(80, 60) }

// Refresh is asked for when the theme changes and the like; the tiles know by
// themselves when they have to be painted.
func (r *renderer) Refresh() { r.d.repaint() }

func (r *renderer) Destroy() {}

// Objects returns everything from back to front.
func (r *renderer) Objects() []fyne.CanvasObject {
	d := r.d
	if !d.stale {
		return d.shown
	}
	d.stale = false
	out := append(d.shown[:0:0], d.ground)
	out = d.surface.objects(out)
	if d.ghost.sheet.visible {
		out = append(out, d.ghost.sheet.raster)
	}
	out = d.figures.objects(out)
	out = d.tokens.objects(out)
	out = d.field.objects(out)
	out = d.pad.objects(out)
	out = d.popup.objects(out)
	out = d.tip.objects(out)
	if d.showsFocus() {
		d.ring.StrokeColor = d.palette.Resolve(paint.Of(paint.Accent))
		out = append(out, d.ring)
	}
	d.shown = out
	return out
}
