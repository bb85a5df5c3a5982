package editor

import (
	"math"
	"slices"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// Distances, in diagram units, that the arrow keys steer the pointer of a tool.
const (
	steerStep = tools.GridStep
	steerLeap = 5 * tools.GridStep
)

// current returns the item that walking starts from: what the pointer of a tool
// is at, else what was selected last; nil for none.
func (ed *Editor) current() *scene.Item {
	if ed.hasPointer() && !ed.aside() {
		if h := ed.context.Hit(ed.last.At); h.Item != nil {
			return h.Item
		}
	}
	if refs := ed.selection.Refs(); len(refs) > 0 {
		return ed.scene.Item(refs[len(refs)-1].DI)
	}
	return nil
}

// Walk goes to the nearest element in a direction, of which one component is -1
// or 1 and the other 0: it is selected, or the tool that is active points at it.
func (ed *Editor) Walk(dir geom.Point) {
	from := ed.current()
	if from == nil && !ed.hasPointer() {
		ed.WalkOn(1)
		return
	}
	box := geom.RectAround(ed.pointer(), 0, 0)
	if from != nil {
		box = geom.RectAround(tools.Spot(from), 0, 0)
	}
	ed.goTo(tools.Neighbour(ed.scene, box, dir, from), "Nothing lies there")
}

// WalkFlow follows the flows: right to what comes next, left back, up and down
// to the other branches.
func (ed *Editor) WalkFlow(dir geom.Point) {
	from := ed.current()
	if from == nil {
		ed.WalkOn(1)
		return
	}
	if dir.Y != 0 {
		list := tools.Branches(ed.scene, from)
		i := slices.Index(list, from)
		if len(list) == 0 || i < 0 {
			ed.goTo(nil, "There is no other branch")
			return
		}
		ed.goTo(list[(i+int(dir.Y)+len(list))%len(list)], "")
		return
	}
	next, none := tools.Downstream(ed.scene, from), "No flow leads on"
	if dir.X < 0 {
		next, none = tools.Upstream(ed.scene, from), "No flow leads here"
	}
	// Back is where one came from.
	if came := ed.scene.Item(ed.came); came != nil && slices.Contains(next, came) {
		ed.goTo(came, none)
		return
	}
	if len(next) == 0 {
		next = []*scene.Item{nil}
	}
	ed.goTo(next[0], none)
}

// WalkOn goes to the next element in reading order, or with -1 to the one
// before. It reports whether there was one; from nowhere it goes to the first
// or last.
func (ed *Editor) WalkOn(by int) bool {
	if g, ok := ed.tool.(*tools.Grip); ok {
		ed.do(func() { g.Step(&ed.context, by); ed.pending |= Hinted })
		return true
	}
	list := ed.readingOrder()
	if len(list) == 0 {
		return false
	}
	i := slices.Index(list, ed.current()) + by
	switch {
	case by < 0 && i == -2: // from nowhere
		i = len(list) - 1
	case i < 0 || i >= len(list):
		return false
	}
	ed.goTo(list[i], "")
	return true
}

// CanWalkOn reports whether there is an element after the present one in
// reading order, or with -1 before it.
func (ed *Editor) CanWalkOn(by int) bool {
	if ed.hasPointer() || ed.selection.Len() == 0 {
		return ed.scene.Len() > 0
	}
	list := ed.readingOrder()
	i := slices.Index(list, ed.current()) + by
	return i >= 0 && i < len(list)
}

// readingOrder returns the items in the order in which Tab goes through them.
func (ed *Editor) readingOrder() []*scene.Item {
	if ed.reading == nil {
		ed.reading = tools.Reading(ed.scene)
	}
	return ed.reading
}

// goTo selects an item, or points at it with the tool that is active.
func (ed *Editor) goTo(it *scene.Item, none string) {
	if it == nil {
		ed.window.SetStatus(none, false)
		return
	}
	if from := ed.current(); from != nil {
		ed.came = from.DI
	}
	if ed.hasPointer() {
		ed.point(tools.Spot(it))
		return
	}
	ed.pointed, ed.steered = false, true // where the mouse rests no longer matters
	ed.forgetSteering()
	ed.do(func() {
		ed.setSelection([]tools.Ref{{DI: it.DI}})
		ed.Reveal()
		ed.window.SetStatus(tools.Describe(it), false)
	})
}

// ---- the pointer of a tool, moved by keys ----

// hasPointer reports whether a tool is active that works with the pointer.
func (ed *Editor) hasPointer() bool {
	_, selecting := ed.tool.(*tools.Select)
	return !selecting
}

// aside reports whether the pointer is not over the canvas.
func (ed *Editor) aside() bool {
	see := ed.view.Visible()
	return ed.last.Kind == tools.Leave || !ed.pointed || !see.Contains(ed.last.At)
}

// Pointer returns where the pointer of the tool is, which keys may have moved.
func (ed *Editor) Pointer() geom.Point { return ed.last.At }

// pointer returns where the pointer is; when it isn't over the canvas, where it
// would be looked for: at the selection, or in the middle.
func (ed *Editor) pointer() geom.Point {
	if !ed.aside() {
		return ed.last.At
	}
	see := ed.view.Visible()
	if b := ed.selectionBounds(); b != (geom.Rect{}) && see.Contains(b.Center()) {
		return b.Center()
	}
	return geom.Pt(math.Round(see.Center().X/tools.GridStep)*tools.GridStep, math.Round(see.Center().Y/tools.GridStep)*tools.GridStep)
}

// point moves the pointer of the tool to a place, and the view with it.
func (ed *Editor) point(p geom.Point) {
	ed.do(func() {
		ed.move(func(v *tools.Viewport) { v.Reveal(geom.RectAround(p, 0, 0), fitMargin) })
		ed.pointerEvent(tools.Motion, p)
		ed.pointerEvent(tools.Rest, p) // a key waits for what a pointer would show at rest
	})
}

func (ed *Editor) pointerEvent(kind tools.EventKind, p geom.Point) {
	ed.Handle(tools.Event{Kind: kind, At: p, Screen: ed.view.ToScreen(p), Button: tools.Primary, Clicks: 1})
	ed.steered = true
}

// forgetSteering lets nothing be pointed at when a tool is done that keys
// steered: the mouse is elsewhere.
func (ed *Editor) forgetSteering() {
	if s, ok := ed.tool.(*tools.Select); ok && ed.steered {
		s.Forget()
		ed.pending |= Hinted
	}
}

// steer moves the pointer of the tool by a step.
func (ed *Editor) steer(d geom.Point, m tools.Mods) {
	step := float64(steerStep)
	if m.Has(tools.Shift) {
		step = steerLeap
	}
	if g, ok := ed.tool.(*tools.Grip); ok {
		t, at := g.Take(&ed.context)
		ed.tool = t
		ed.point(at.Add(d.Mul(step)))
		return
	}
	if ed.aside() { // first of all it has to be seen
		ed.point(ed.pointer())
		return
	}
	ed.point(ed.pointer().Add(d.Mul(step)))
}

// confirm is Enter: the button of a tool's pointer goes down or comes up; with
// no tool the text of what is selected is edited.
func (ed *Editor) confirm() {
	if !ed.hasPointer() {
		ed.EditLabel()
		return
	}
	if g, ok := ed.tool.(*tools.Grip); ok {
		t, at := g.Take(&ed.context)
		ed.tool = t
		ed.point(at)
		return
	}
	p := ed.pointer()
	ed.do(func() {
		if ed.aside() {
			ed.pointerEvent(tools.Motion, p)
		}
		defer ed.forgetSteering()
		if tools.IsHeld(ed.tool) {
			ed.pointerEvent(tools.Release, p)
			return
		}
		ed.pointerEvent(tools.Press, p)
		// A stroke goes on until Enter is pressed again.
		if !tools.IsHeld(ed.tool) {
			ed.pointerEvent(tools.Release, p)
		}
	})
}

// ShowPointer brings what hangs on the pointer into view, when it was chosen
// with the keyboard and the pointer is elsewhere.
func (ed *Editor) ShowPointer() {
	if ed.hasPointer() && ed.aside() {
		ed.point(ed.pointer())
	}
}

// Grip chooses a handle of the selection for dragging it with the arrow keys.
func (ed *Editor) Grip() {
	g := tools.NewGrip(&ed.context)
	if g == nil {
		ed.window.SetStatus("What is selected has nothing to drag it by", false)
		return
	}
	ed.Use(g)
	ed.window.SetStatus("Tab chooses a handle, arrows drag it, Enter lets go, Delete removes a bend, Esc gives up", false)
}

// deleteByKey deletes the bend that is gripped, else what is selected.
func (ed *Editor) deleteByKey() {
	if g, ok := ed.tool.(*tools.Grip); ok {
		ed.do(func() {
			if !g.Remove(&ed.context) {
				ed.window.SetStatus("Only bends of a flow can be removed here", false)
			}
			ed.pending |= Hinted
		})
		return
	}
	ed.Delete()
}

// Grab takes what is selected as the mouse would, so that arrow keys carry it
// into other containers, onto flows and borders.
func (ed *Editor) Grab() {
	var hit scene.Hit
	for _, ref := range ed.selection.Refs() {
		if it := ed.scene.Item(ref.DI); it != nil && (!it.IsEdge() || ref.Label) {
			hit = scene.Hit{Item: it, Part: scene.BodyPart}
			if ref.Label {
				hit.Part = scene.LabelPart
			}
			break
		}
	}
	if hit.Item == nil {
		ed.window.SetStatus("Select what is to be moved", false)
		return
	}
	p := tools.Spot(hit.Item)
	if hit.Part == scene.LabelPart {
		p = hit.Item.Label.Center()
	}
	ed.do(func() {
		ed.Use(tools.NewMove(&ed.context, hit, p))
		ed.point(p)
	})
	ed.window.SetStatus("Arrows carry it, Enter lets go, Esc gives up", false)
}

// ConnectSelected begins a connection at what is selected.
func (ed *Editor) ConnectSelected() {
	ref, ok := ed.selection.Single()
	it := ed.scene.Item(ref.DI)
	if !ok || it == nil || !canBeginConnection(it.Element) {
		ed.window.SetStatus("Select the element that the connection begins at", false)
		return
	}
	ed.Use(tools.NewConnect(it, false))
	ed.window.SetStatus("Point at the other end: with Alt and the arrows, or the mouse; Enter connects", false)
}

// SwitchToText selects the text beside the selected element instead of the
// element, or the element instead of its text.
func (ed *Editor) SwitchToText() {
	ref, ok := ed.selection.Single()
	if it := ed.scene.Item(ref.DI); ok && it != nil && (ref.Label || !it.Label.Empty()) {
		ed.setSelection([]tools.Ref{{DI: ref.DI, Label: !ref.Label}})
		return
	}
	ed.window.SetStatus("What is selected has no text beside it", false)
}

// EnterSelected shows the plane of the selected sub-process.
func (ed *Editor) EnterSelected() {
	if ref, ok := ed.selection.Single(); ok {
		ed.Enter(ref.DI.Semantic())
	}
}
