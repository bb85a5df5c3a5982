package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// Lasso selects what lies in a rectangle drawn with the pointer. It stays
// active until another tool is chosen.
type Lasso struct{}

// Handle implements Tool.
func (l *Lasso) Handle(c *Context, e Event) Tool {
	if e.Kind == Press && e.Button == Primary {
		return newLasso(c, e, l)
	}
	return wanderWith(c, e, l)
}

// Feedback implements Tool.
func (*Lasso) Feedback(c *Context) Feedback {
	return Feedback{Cursor: CrosshairCursor, Figures: c.selectionFigures()}
}

// lasso is a rectangle being drawn.
type lasso struct {
	from, to geom.Point
	keep     []Ref // selected before, with Shift
	back     Tool
}

func newLasso(c *Context, e Event, back Tool) *lasso {
	l := &lasso{from: e.At, to: e.At, back: back}
	if e.Mods.Has(Shift) {
		l.keep = c.Selection.Refs()
	}
	return l
}

func (l *lasso) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion:
		l.to = e.At
		c.Select(append(append([]Ref(nil), l.keep...), RefsOf(l.enclosed(c))...)...)
	case Release:
		return l.back
	case Cancel:
		c.Select(l.keep...)
		return l.back
	}
	return l
}

// enclosed returns what lies in the rectangle, without what moves along with
// something else in it.
func (l *lasso) enclosed(c *Context) []*scene.Item {
	var out []*scene.Item
	for _, it := range c.Scene.Enclosed(geom.Span(l.from, l.to)) {
		if it.Kind != bpmn.Lane {
			out = append(out, it)
		}
	}
	return out
}

func (l *lasso) Feedback(c *Context) Feedback {
	f := append(c.selectionFigures(), c.area(geom.Span(l.from, l.to), 0, paint.Of(paint.Accent), 0.08, 1))
	return Feedback{Cursor: CrosshairCursor, Figures: f}
}
