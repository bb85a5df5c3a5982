package tools

import (
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// Select is the tool that is active when nothing else is: it selects, and what
// is dragged with it moves, is resized or bent.
type Select struct {
	hover  scene.Hit
	handle handle
}

// Thresholds in screen units: what moves less is a click. Panning begins later,
// so that clicks on the ground with a shaking hand deselect.
const (
	dragThreshold = 5
	panThreshold  = 8
)

// Handle implements Tool.
func (s *Select) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		s.look(c, e)
	case Leave:
		s.hover, s.handle = scene.Hit{}, handle{}
		c.Host.SetStatus("", false)
	case Cancel:
		c.Select()
	case Press:
		s.look(c, e)
		return s.press(c, e)
	}
	return s
}

// look notes what lies under the pointer.
func (s *Select) look(c *Context, e Event) {
	was := s.hover.Item
	s.glance(c, e)
	switch {
	case s.hover.Item == was:
	case s.hover.Item != nil:
		c.Host.SetStatus(Describe(s.hover.Item), false)
	default:
		c.Host.SetStatus("", false)
	}
}

// glance is look without a word.
func (s *Select) glance(c *Context, e Event) {
	s.handle, _ = c.handleAt(e.At)
	s.hover = c.Hit(e.At)
}

func (s *Select) press(c *Context, e Event) Tool {
	if t := panning(e, s); t != nil {
		return t
	}
	ref := RefOf(s.hover)
	switch {
	case e.Button == Secondary:
		if !s.hover.IsZero() && !c.Selection.Has(ref) {
			c.Select(ref)
		}
		c.Host.OpenMenu(ContextMenu, e.At)
		return s
	case e.Button != Primary:
		return s
	}
	if s.hover.Part == scene.DoorPart {
		c.Host.OpenPlane(s.hover.Item.Element)
		return s
	}
	return &pressed{from: e, hit: s.hover, handle: s.handle}
}

// panning returns the tool that moves the view when the event asks for it: a
// press of the middle button, or of the first with the space bar down.
func panning(e Event, back Tool) Tool {
	if e.Kind == Press && (e.Button == Middle || e.Button == Primary && e.Mods.Has(Space)) {
		return &pan{last: e.Screen, button: e.Button, back: back}
	}
	return nil
}

// wanderWith is what a tool does with events that it has no use for itself.
func wanderWith(c *Context, e Event, t Tool) Tool {
	if p := panning(e, t); p != nil {
		return p
	}
	if e.Kind == Cancel {
		c.Host.SetStatus("", false) // what the tool said last is over
		return &Select{}
	}
	return t
}

// Feedback implements Tool.
func (s *Select) Feedback(c *Context) Feedback {
	f := Feedback{Figures: c.selectionFigures()}
	switch {
	case s.handle.kind != noHandle:
		f.Cursor = s.handle.cursor()
	case s.hover.IsGround():
	default:
		f.Cursor = s.cursor()
		if it := c.Scene.Item(s.hover.Item.DI); it != nil && !c.Selection.Has(RefOf(s.hover)) {
			f.Figures = append(paint.List{c.refOutline(it, s.hover.Part == scene.LabelPart, paint.Of(paint.Accent).Alpha(0.5), hoverWidth)}, f.Figures...)
		}
	}
	return f
}

func (s *Select) cursor() Cursor {
	if s.hover.Part == scene.DoorPart {
		return PointerCursor
	}
	if s.hover.Part == scene.SegmentPart && s.hover.Index+1 < len(s.hover.Item.Route) {
		if a, b := s.hover.Item.Route[s.hover.Index], s.hover.Item.Route[s.hover.Index+1]; inMiddle(a, b, s.hover.At) {
			return segmentCursor(a, b)
		}
	}
	return MoveCursor
}

// Forget makes the tool point at nothing, until the pointer moves.
func (s *Select) Forget() { s.hover, s.handle = scene.Hit{}, handle{} }

// Hover returns the item under the pointer, or nil.
func (s *Select) Hover() *scene.Item { return s.hover.Item }

// MaxOutlines is how many selected elements have an outline drawn over the
// diagram; with more the scene paints them.
const MaxOutlines = 60

// selectionFigures returns outlines and handles of the selection.
func (c *Context) selectionFigures() paint.List {
	var out paint.List
	accent := paint.Of(paint.Accent)
	refs := c.Selection.Refs()
	several := len(refs) > 1
	var all geom.Rect
	for i, r := range refs {
		it := c.Scene.Item(r.DI)
		if it == nil {
			continue
		}
		if r.Label {
			all = all.Union(it.Label)
		} else {
			all = all.Union(it.Extent())
		}
		if i >= MaxOutlines && len(refs) > MaxOutlines {
			continue
		}
		if len(refs) <= MaxOutlines {
			col, width := accent, outlineWidth
			if several { // what counts is the frame around all
				col, width = accent.Alpha(0.6), hoverWidth
			}
			out = append(out, c.refOutline(it, r.Label, col, width))
		}
		if r.Label {
			out = append(out, c.labelLink(it))
		}
	}
	if several {
		out = append(out, c.area(all.Grown(outlineGap+4), 4, accent, 0, 1))
		return out
	}
	for _, h := range c.handles() {
		out = append(out, h.figure(c))
	}
	return out
}

// labelLink is the line that shows whose text is selected.
func (c *Context) labelLink(it *scene.Item) paint.Op {
	from := it.Label.Center()
	to := it.Bounds.Center()
	if it.IsEdge() {
		to, _, _ = it.Route.Nearest(from)
	}
	a := it.Label.Grown(3).Clamp(to)
	return paint.Shape{Path: paint.Polyline([]geom.Point{a, to}, 0),
		Stroke: c.pen(paint.Of(paint.Accent).Alpha(0.6), 1).Dashed(c.units(2), c.units(4))}
}

// pressed waits whether a press becomes a click or a drag.
type pressed struct {
	from   Event
	hit    scene.Hit
	handle handle
}

// Handle implements Tool.
func (p *pressed) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion:
		d := e.Screen.Dist(p.from.Screen)
		if limit := p.threshold(); d < limit {
			return p
		}
		t := p.drag(c)
		return t.Handle(c, e)
	case Release:
		p.click(c)
		return (&Select{}).Handle(c, Event{Kind: Motion, At: e.At, Screen: e.Screen, Mods: e.Mods})
	case Cancel:
		return &Select{}
	}
	return p
}

func (p *pressed) threshold() float64 {
	if p.handle.kind == noHandle && p.hit.IsGround() && !p.from.Mods.Has(Shift) {
		return panThreshold
	}
	return dragThreshold
}

// drag returns the tool that the drag begins.
func (p *pressed) drag(c *Context) Tool {
	h := p.hit
	switch {
	case p.handle.kind != noHandle:
		return p.handle.tool(c, p.from.At)
	case p.from.Mods.Has(Shift):
		return newLasso(c, p.from, &Select{})
	case p.from.Mods.Has(Command), h.IsGround():
		return &pan{last: p.from.Screen, button: Primary, back: &Select{}}
	}
	ref := RefOf(h)
	if h.Item.IsEdge() && h.Part != scene.LabelPart && (!c.Selection.Has(ref) || c.Selection.Len() == 1) {
		c.Select(ref)
		return edgeTool(c, h, p.from.At)
	}
	if !c.Selection.Has(ref) {
		c.Select(ref)
	}
	return NewMove(c, h, p.from.At)
}

// click selects.
func (p *pressed) click(c *Context) {
	if p.handle.kind != noHandle {
		return
	}
	ref := RefOf(p.hit)
	only, single := c.Selection.Single()
	switch {
	case p.from.Clicks == 2 && !p.hit.IsZero():
		c.Select(ref)
		c.Host.EditLabel(ref)
	case p.hit.IsZero():
		if !p.from.Mods.Has(Shift) {
			c.Select()
		}
	case p.from.Mods.Has(Shift):
		c.Selection.Toggle(ref)
		c.Host.SelectionChanged()
	case single && only == ref:
		c.Select()
	default:
		c.Select(ref)
	}
}

// Feedback implements Tool.
func (p *pressed) Feedback(c *Context) Feedback {
	return Feedback{Figures: c.selectionFigures()}
}

// edgeTool returns what a drag of an edge does: its middle part moves a level
// segment, anything else makes or moves a bend.
func edgeTool(c *Context, h scene.Hit, from geom.Point) Tool {
	switch h.Part {
	case scene.BendPart:
		return newBend(c, h.Item, h.Index, false)
	case scene.StartPart:
		h.Index = 0
	case scene.EndPart:
		h.Index = len(h.Item.Route) - 2
	}
	a, b := h.Item.Route[h.Index], h.Item.Route[h.Index+1]
	if inMiddle(a, b, h.At) {
		return newSegment(c, h.Item, h.Index, from)
	}
	return newBend(c, h.Item, h.Index, true)
}

// inMiddle reports whether a point lies on the middle two thirds of a level
// segment.
func inMiddle(a, b, p geom.Point) bool {
	all := a.Dist(b)
	if !isLevel(a, b) || all == 0 {
		return false
	}
	t := a.Dist(geom.NearestOnSegment(a, b, p)) / all
	return t >= 1.0/6 && t <= 5.0/6
}
