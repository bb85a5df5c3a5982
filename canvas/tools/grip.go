package tools

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// Grip chooses one of the handles of what is selected, for dragging it with the
// keyboard: a side, a bend, a segment, an end of a flow. Slanting segments, which
// the mouse bends anywhere, have a place for a new bend in their middle.
type Grip struct{ index int }

// NewGrip returns the tool, or nil when what is selected has no handles.
func NewGrip(c *Context) *Grip {
	if len(c.grips()) == 0 {
		return nil
	}
	// Most often it is the lower right corner, or the target of a flow.
	return &Grip{index: len(c.grips()) - 1}
}

// grips returns the handles that the keyboard can take.
func (c *Context) grips() []handle {
	list := c.handles()
	ref, ok := c.Selection.Single()
	it := c.Scene.Item(ref.DI)
	if !ok || ref.Label || it == nil || !it.IsEdge() {
		return list
	}
	var bends []handle
	for i := range len(it.Route) - 1 {
		a, b := it.Route[i], it.Route[i+1]
		if !slices.ContainsFunc(list, func(h handle) bool { return h.kind == segmentHandle && h.index == i }) {
			bends = append(bends, handle{kind: newBendHandle, item: it, index: i, at: a.Lerp(b, 0.5)})
		}
	}
	return append(bends, list...)
}

// Step chooses the next handle, or with -1 the one before.
func (g *Grip) Step(c *Context, by int) {
	if n := len(c.grips()); n > 0 {
		g.index = (g.index + by + n) % n
	}
}

// Take begins to drag the handle. It returns the tool that does so and where
// the handle is.
func (g *Grip) Take(c *Context) (Tool, geom.Point) {
	list := c.grips()
	if g.index >= len(list) {
		return &Select{}, geom.Point{}
	}
	h := list[g.index]
	return h.tool(c, h.at), h.at
}

// Remove takes the chosen bend out of its flow. It reports whether a bend is
// chosen.
func (g *Grip) Remove(c *Context) bool {
	list := c.grips()
	if g.index >= len(list) || list[g.index].kind != bendHandle {
		return false
	}
	h := list[g.index]
	c.Edit("Remove bend", func(tx *bpmn.Tx) error { return modeling.RemoveBend(tx, h.item.DI, h.index) })
	g.index = max(0, min(g.index, len(c.grips())-1))
	return true
}

// Handle implements Tool: the mouse goes on as if it had not been there.
func (g *Grip) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Press:
		return (&Select{}).Handle(c, e)
	case Cancel:
		return settle(c, e)
	}
	return g
}

// Feedback implements Tool.
func (g *Grip) Feedback(c *Context) Feedback {
	f := Feedback{Figures: c.selectionFigures()}
	if list := c.grips(); g.index < len(list) {
		f.Figures = append(f.Figures, paint.Shape{Path: paint.Circle(list[g.index].at, c.units(9)),
			Fill: paint.Of(paint.Accent).Alpha(0.25), Stroke: c.pen(paint.Of(paint.Accent), 2)})
	}
	return f
}

// Mark adds what is clicked to the selection, or takes it away. It stays active
// until another tool is chosen, so that several elements can be chosen with the
// keyboard.
type Mark struct{ Select }

// Handle implements Tool.
func (m *Mark) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest, Leave:
		m.Select.Handle(c, e)
		return m
	case Press:
		m.glance(c, e)
		if e.Button == Primary && !e.Mods.Has(Space) {
			if !m.hover.IsZero() {
				c.Selection.Toggle(RefOf(m.hover))
				c.Host.SelectionChanged()
			}
			return m
		}
	}
	return wanderWith(c, e, m)
}

// Feedback implements Tool.
func (m *Mark) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: PointerCursor, Figures: c.selectionFigures()}
	if m.hover.Item != nil {
		if it := c.Scene.Item(m.hover.Item.DI); it != nil {
			ring := c.refOutline(it, m.hover.Part == scene.LabelPart, paint.Of(paint.Accent), outlineWidth)
			ring.Stroke = ring.Stroke.Dashed(c.units(5), c.units(4))
			f.Figures = append(f.Figures, ring)
		}
	}
	return f
}

// IsHeld reports whether a tool is in the middle of a drag, which the release
// of the button ends.
func IsHeld(t Tool) bool {
	switch t := t.(type) {
	case *move, *resize, *labelWidth, *segment, *bend, *reconnect, *lasso, *space, *pan, *pressed:
		return true
	case *Create:
		return t.dragging
	}
	return false
}
