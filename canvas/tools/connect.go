package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// GlobalConnect connects any two elements, by clicking both or by dragging from
// one to the other. It stays active until another tool is chosen.
type GlobalConnect struct{ hover *scene.Item }

// Handle implements Tool.
func (g *GlobalConnect) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		g.hover = c.connectable(e.At, func(*scene.Item) bool { return true })
		if g.hover != nil {
			c.Host.SetStatus("Connect from "+Describe(g.hover), false)
		} else {
			c.Host.SetStatus("Choose where the connection begins", false)
		}
	case Press:
		if e.Button == Primary && !e.Mods.Has(Space) {
			if it := c.connectable(e.At, func(*scene.Item) bool { return true }); it != nil {
				return &Connect{source: it, at: e.At, from: e.Screen, dragging: true, back: g}
			}
		}
	}
	return wanderWith(c, e, g)
}

// Feedback implements Tool.
func (g *GlobalConnect) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: CrosshairCursor}
	if g.hover != nil {
		f.Figures = paint.List{c.outline(g.hover, paint.Of(paint.Accent), hoverWidth)}
	}
	return f
}

// Connect draws a connection from an element to the pointer.
type Connect struct {
	source   *scene.Item
	dragging bool
	from     geom.Point // on the screen, where the button went down
	back     Tool       // nil for selecting
	inner

	at        geom.Point
	target    *scene.Item
	verdict   modeling.Verdict
	rehearsal rehearsal
	made      bpmn.Edge // by the last run of the operation
}

// NewConnect returns the tool that connects an item to what is clicked, or
// where the button comes up when it is down already.
func NewConnect(source *scene.Item, dragging bool) *Connect {
	return &Connect{source: source, dragging: dragging, at: source.Extent().Center()}
}

// Handle implements Tool.
func (t *Connect) Handle(c *Context, e Event) Tool {
	if p := panning(e, t); p != nil {
		return p
	}
	t.inner.note(c, e)
	switch e.Kind {
	case Motion, Rest:
		t.follow(c, e)
	case Press:
		if e.Button == Secondary {
			return t.leave(c, e)
		}
		t.follow(c, e)
		t.dragging, t.from = true, geom.Point{}
	case Release:
		if !t.dragging {
			return t
		}
		// A click on the source begins a connection that the next click ends.
		if t.from != (geom.Point{}) && e.Screen.Dist(t.from) < dragThreshold {
			t.dragging = false
			return t
		}
		t.follow(c, e)
		return t.finish(c, e)
	case Cancel:
		return t.leave(c, e)
	}
	return t
}

func (t *Connect) leave(c *Context, e Event) Tool {
	if t.back != nil {
		return t.back.Handle(c, Event{Kind: Motion, At: e.At, Screen: e.Screen})
	}
	return settle(c, e)
}

func (t *Connect) follow(c *Context, e Event) {
	t.at = e.At
	t.target = c.connectable(e.At, func(*scene.Item) bool { return true })
	if t.target == nil {
		t.verdict = modeling.Verdict{}
		c.Host.SetStatus("Choose where the connection ends", false)
		t.rehearsal.run(c, true, nil)
		return
	}
	t.verdict = modeling.CanConnect(t.source.DI, t.target.DI)
	c.Say(t.verdict, sentence(t.verdict.Connection.String())+" to "+Describe(t.target))
	var op func(*bpmn.Tx) error
	if t.verdict.OK {
		op = t.op
	}
	t.rehearsal.run(c, e.Kind == Rest, op)
}

func (t *Connect) op(tx *bpmn.Tx) error {
	var err error
	t.made, err = modeling.Connect(tx, t.source.DI, t.target.DI)
	return err
}

func (t *Connect) finish(c *Context, e Event) Tool {
	if t.verdict.OK {
		t.made = bpmn.Edge{}
		if c.Edit("Connect", t.op) && c.Scene.Item(t.made.Element) != nil {
			c.Select(Ref{DI: t.made.Element})
		}
	}
	return t.leave(c, e)
}

// Feedback implements Tool.
func (t *Connect) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: CrosshairCursor, Figures: paint.List{c.outline(t.source, paint.Of(paint.Accent), hoverWidth)}}
	if t.target != nil && t.target != t.source {
		f.Figures = append(f.Figures, c.targetFigure(t.target, t.verdict.OK))
	}
	col := paint.Of(paint.Accent)
	if t.target != nil && !t.verdict.OK {
		f.Cursor, col = ForbiddenCursor, paint.Of(paint.Danger)
		f.Reason = sentence(t.verdict.Reason)
	}
	if preview := t.rehearsal.figures(c, nil); len(preview) > 0 {
		f.Figures = append(f.Figures, preview...)
		return f
	}
	line := t.toPointer()
	f.Figures = append(f.Figures, paint.Shape{Path: paint.Polyline(line, 0), Stroke: c.pen(col, 1.5)}, c.dot(t.at, true))
	return f
}

// toPointer returns the straight line from the border of the source to the
// pointer.
func (t *Connect) toPointer() geom.Polyline {
	if t.source.IsEdge() {
		q, _, _ := t.source.Route.Nearest(t.at)
		return geom.Polyline{q, t.at}
	}
	line := geom.Polyline{t.source.Bounds.Center(), t.at}
	if t.source.Bounds.Contains(t.at) {
		return line
	}
	return layout.Crop(line, layout.EndOf(t.source.Shape()), layout.PointOn(t.at))
}
