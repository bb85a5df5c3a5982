package tools

import (
	"fmt"
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// SpaceTool makes or removes space: everything on one side of where the button goes
// down moves with the pointer. It stays active until another tool is chosen.
type SpaceTool struct{}

// Handle implements Tool.
func (s *SpaceTool) Handle(c *Context, e Event) Tool {
	switch {
	case e.Kind == Motion:
		c.Host.SetStatus("Drag to make space; with Ctrl to remove it, with Shift in the whole diagram", false)
	case e.Kind == Press && e.Button == Primary && !e.Mods.Has(Space):
		return &space{from: e, back: s}
	}
	return wanderWith(c, e, s)
}

// Feedback implements Tool.
func (*SpaceTool) Feedback(*Context) Feedback { return Feedback{Cursor: CrosshairCursor} }

// space is a stroke of the tool.
type space struct {
	from      Event
	back      Tool
	decided   bool
	stroke    modeling.Space
	moved     float64 // by the last run of the operation
	rehearsal rehearsal
}

// Handle implements Tool.
func (s *space) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		if s.follow(c, e); s.decided {
			s.rehearsal.run(c, e.Kind == Rest, s.op)
			c.Host.SetStatus(fmt.Sprintf("%+.0f", s.stroke.Delta), false)
		}
	case Release:
		if s.follow(c, e); s.decided && s.stroke.Delta != 0 {
			c.Edit("Make space", s.op)
		}
		return s.back
	case Cancel:
		return s.back
	}
	return s
}

func (s *space) op(tx *bpmn.Tx) error {
	var err error
	s.moved, err = modeling.MakeSpace(tx, s.stroke)
	return err
}

// follow takes the direction of the first movement for the axis, and the length
// of it all for the space.
func (s *space) follow(c *Context, e Event) {
	d := e.At.Sub(s.from.At)
	if !s.decided {
		if e.Screen.Dist(s.from.Screen) < dragThreshold {
			return
		}
		s.decided = true
		s.stroke = modeling.Space{Plane: c.Scene.Plane(), Axis: modeling.Horizontally, At: s.from.At.X}
		if math.Abs(d.Y) > math.Abs(d.X) {
			s.stroke.Axis, s.stroke.At = modeling.Vertically, s.from.At.Y
		}
		if it := c.Scene.ContainerAt(s.from.At, nil); it != nil && !s.from.Mods.Has(Shift) {
			s.stroke.Within = it.DI
		}
	}
	along := d.X
	if s.stroke.Axis == modeling.Vertically {
		along = d.Y
	}
	s.stroke.Delta = c.stepped(along, e)
	// What lies ahead moves away; with the command key what lies behind follows.
	s.stroke.Before = (along < 0) != e.Mods.Has(Command)
}

// Feedback implements Tool.
func (s *space) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: CrosshairCursor}
	if !s.decided {
		return f
	}
	f.Cursor = ResizeEW
	seen := c.View.Visible()
	at := s.stroke.At + s.stroke.Delta
	line := func(v float64, stroke paint.Stroke) paint.Op {
		a, b := geom.Pt(v, seen.Y), geom.Pt(v, seen.Bottom())
		if s.stroke.Axis == modeling.Vertically {
			a, b = geom.Pt(seen.X, v), geom.Pt(seen.Right(), v)
		}
		return paint.Shape{Path: paint.Polyline([]geom.Point{a, b}, 0), Stroke: stroke}
	}
	if s.stroke.Axis == modeling.Vertically {
		f.Cursor = ResizeNS
	}
	col := paint.Of(paint.Accent)
	for _, it := range s.rehearsal.items {
		f.Figures = append(f.Figures, c.spaced(it)...)
	}
	f.Figures = append(f.Figures, line(s.stroke.At, c.pen(col.Alpha(0.4), 1)), line(at, c.pen(col, 1.5)))
	return f
}

// spaced shows where an item comes to lie.
func (c *Context) spaced(it *scene.Item) paint.List {
	if it.IsEdge() {
		return paint.List{paint.Shape{Path: paint.Polyline(it.Route, 0), Stroke: c.pen(paint.Of(paint.Accent), 1)}}
	}
	old := c.Scene.Item(it.DI)
	if old != nil && old.Bounds == it.Bounds {
		return nil
	}
	o := c.outline(it, paint.Of(paint.Accent), 1)
	o.Stroke = c.pen(paint.Of(paint.Accent), 1)
	return paint.List{o}
}
