package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/scene"
)

// Create hangs a new element on the pointer until it is put somewhere.
type Create struct {
	variant modeling.Variant
	source  bpmn.Element // what it is appended to; zero for none
	// dragging says that the button is down since the palette or the context
	// pad: letting go puts the element down. Else a click does.
	dragging bool
	hung

	ghost     *Ghost
	snap      *snapper
	size      geom.Rect
	at        geom.Point // of the middle
	drop      drop
	guides    []guide
	rehearsal rehearsal
	made      bpmn.Shape // by the last run of the operation
}

// NewCreate returns the tool that creates an element of a variant. dragging
// says that the button is down already.
func NewCreate(v modeling.Variant, dragging bool) *Create {
	w, h := v.Size()
	f := notation.Figure{Kind: v.Kind, Definition: v.Definition, Bounds: geom.RectAround(geom.Point{}, w, h), Traits: TraitsOf(v)}
	t := &Create{variant: v, dragging: dragging, size: f.Bounds}
	t.ghost = &Ghost{List: f.List()}
	t.ghost.Bounds = t.ghost.List.Bounds()
	return t
}

// NewAppend returns the tool that creates an element and connects a shape or
// edge to it.
func NewAppend(source bpmn.Element, v modeling.Variant, dragging bool) *Create {
	t := NewCreate(v, dragging)
	t.source = source
	return t
}

// TraitsOf returns what the notation needs to know of a variant.
func TraitsOf(v modeling.Variant) notation.Traits {
	return notation.Traits{
		Collapsed: v.Collapsed || v.Kind == bpmn.CallActivity, EventSubProcess: v.EventSubProcess,
		NonInterrupting: v.NonInterrupting, Vertical: v.Vertical,
	}
}

// Handle implements Tool.
func (t *Create) Handle(c *Context, e Event) Tool {
	if e.Kind == Release && t.dragging {
		if !t.over {
			// The button came up over the palette: the element hangs on the pointer now.
			t.dragging = false
			return t
		}
		t.pressed = true // over the palette or the pad
	}
	return t.handle(c, e, t)
}

func (t *Create) follow(c *Context, e Event) {
	t.over = true
	if t.snap == nil {
		t.snap = newSnapper(c, func(*scene.Item) bool { return false })
	}
	if e.Mods.Has(Command) {
		t.at, t.guides = e.At.Round(), nil
	} else {
		container := t.variant.Kind == bpmn.Participant || t.variant.Kind.IsSubProcess() && !t.variant.Collapsed
		t.at, t.guides = t.snap.snap(anchorsOf(t.variant.Kind, t.size, container), e.At)
	}
	t.drop = t.plan(c, e.At)
	c.Say(t.drop.verdict, t.drop.status)
	var op func(*bpmn.Tx) error
	if t.drop.verdict.OK && (!t.source.IsZero() || t.variant.Kind == bpmn.Lane || t.drop.target != nil && t.drop.target.IsEdge()) {
		op = t.drop.op
	}
	t.rehearsal.run(c, e.Kind == Rest, op)
}

// plan says what putting the element down would do.
func (t *Create) plan(c *Context, p geom.Point) drop {
	all := func(*scene.Item) bool { return true }
	if t.variant.Kind.Is(bpmn.EventClass) {
		host, at := c.hostAt(t.at, all, func(h *scene.Item) modeling.Verdict { return modeling.CanAttachVariant(t.variant, h.DI) })
		if host != nil {
			t.at, t.guides = at, nil
			handle := holderHandle(host)
			return drop{verdict: modeling.Yes(), target: host, status: "Attach to " + Describe(host), op: func(tx *bpmn.Tx) error {
				return t.attach(tx, handle, host.DI)
			}}
		}
	}
	if t.variant.Kind == bpmn.Lane {
		return t.planLane(c, p)
	}
	handle, target := c.dropTarget(p, all)
	verdict := modeling.CanCreate(t.variant, handle)
	if flow := t.flow(c); flow != nil && verdict.OK {
		return drop{verdict: verdict, target: flow, status: "Insert into " + Describe(flow), op: func(tx *bpmn.Tx) error {
			s, err := t.make(tx, handle)
			if err != nil {
				return err
			}
			return modeling.InsertOnFlow(tx, s.Element, flow.DI)
		}}
	}
	return drop{verdict: verdict, target: target, status: "Create " + t.variant.Title(), op: func(tx *bpmn.Tx) error {
		_, err := t.make(tx, handle)
		return err
	}}
}

// planLane says what putting a lane down would do: it is added to the pool or
// lane under the pointer, on the side where the pointer is.
func (t *Create) planLane(c *Context, p geom.Point) drop {
	t.guides = nil
	holder := c.Scene.ContainerAt(p, func(it *scene.Item) bool { return it.Kind.Is(bpmn.ContainerClass) })
	if holder == nil {
		return drop{verdict: modeling.No("a lane belongs to a pool")}
	}
	m := holder.Bounds.Center()
	before, where := p.Y < m.Y, "below"
	if !holder.Horizontal {
		before = p.X < m.X
	}
	switch {
	case before && holder.Horizontal:
		where = "above"
	case before:
		where = "to the left of"
	case !holder.Horizontal:
		where = "to the right of"
	}
	return drop{verdict: modeling.CanHaveLanes(holder.DI), target: holder, status: "Add a lane " + where + " " + Describe(holder), op: func(tx *bpmn.Tx) (err error) {
		t.made, err = modeling.AddLane(tx, holder.DI, before)
		return err
	}}
}

// flow returns the flow that the element would be put into. What is appended
// has its own flow already.
func (t *Create) flow(c *Context) *scene.Item {
	if !t.source.IsZero() {
		return nil
	}
	return c.flowAt(t.at, func(it *scene.Item) bool { return modeling.CanInsertVariant(t.variant, it.DI).OK })
}

// holderHandle returns the handle of the container that an item lies in.
func holderHandle(it *scene.Item) bpmn.Element {
	h := modeling.HolderOf(it.Shape())
	if h.Shape.IsZero() {
		return h.Plane
	}
	return h.Shape.Element
}

func (t *Create) make(tx *bpmn.Tx, handle bpmn.Element) (bpmn.Shape, error) {
	var err error
	if t.source.IsZero() {
		t.made, err = modeling.Create(tx, t.variant, handle, t.at)
	} else {
		t.made, err = modeling.AppendAt(tx, t.source, t.variant, handle, t.at)
	}
	return t.made, err
}

// attach makes an event on the border of an activity. What only exists there is
// made as a plain event first.
func (t *Create) attach(tx *bpmn.Tx, handle, host bpmn.Element) error {
	v := t.variant
	if v.Kind == bpmn.BoundaryEvent {
		t.variant = modeling.Variant{Kind: bpmn.IntermediateThrowEvent}
		defer func() { t.variant = v }()
	}
	s, err := t.make(tx, handle)
	if err != nil {
		return err
	}
	if err := modeling.Attach(tx, s.Element, host); err != nil || v.Kind != bpmn.BoundaryEvent {
		return err
	}
	return modeling.Morph(tx, s.Element, v)
}

// put puts the element down.
func (t *Create) put(c *Context, e Event) Tool {
	if !t.drop.verdict.OK {
		if t.dragging {
			return settle(c, e)
		}
		t.pressed = false
		return t
	}
	t.made = bpmn.Shape{}
	if !c.Edit("Create "+t.variant.Kind.String(), t.drop.op) {
		return settle(c, e)
	}
	next := settle(c, e)
	if it := c.Scene.Item(t.made.Element); it != nil {
		c.Select(Ref{DI: it.DI})
		c.AfterCreate(it, e.Mods.Has(Command))
	}
	return next
}

// AfterCreate opens what people want next of a new element: its text, or with
// the command key the change-type menu.
func (c *Context) AfterCreate(it *scene.Item, menu bool) {
	if menu {
		c.Host.OpenMenu(ChangeMenu, it.Bounds.Center())
		return
	}
	if WantsName(it.Kind) {
		c.Host.EditLabel(Ref{DI: it.DI})
	}
}

// WantsName reports whether a new element of the kind asks for its text at
// once.
func WantsName(k bpmn.Kind) bool {
	return k.Is(bpmn.ActivityClass) || k.Is(bpmn.EventClass) || k == bpmn.TextAnnotation || k == bpmn.Participant
}

// Feedback implements Tool.
func (t *Create) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: MoveCursor}
	if !t.over {
		return f
	}
	if t.variant.Kind != bpmn.Lane { // its place is not where the pointer is
		f.Ghost, f.Offset = t.ghost, t.at
	}
	if !t.drop.verdict.OK {
		f.Cursor, f.Reason = ForbiddenCursor, sentence(t.drop.verdict.Reason)
	}
	if t.drop.target != nil {
		f.Figures = append(f.Figures, c.targetFigure(t.drop.target, t.drop.verdict.OK))
	}
	f.Figures = append(f.Figures, t.rehearsal.figures(c, nil)...)
	f.Figures = append(f.Figures, c.guideFigures(t.guides)...)
	return f
}
