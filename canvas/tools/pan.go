package tools

import "spiffmodeler/bpmn/geom"

// Hand moves the view while a button is down.
type Hand struct{}

// Handle implements Tool.
func (h *Hand) Handle(c *Context, e Event) Tool {
	if e.Kind == Press && (e.Button == Primary || e.Button == Middle) {
		return &pan{last: e.Screen, button: e.Button, back: h}
	}
	return wanderWith(c, e, h)
}

// Feedback implements Tool.
func (*Hand) Feedback(*Context) Feedback { return Feedback{Cursor: GrabCursor} }

// pan moves the view with the pointer until the button comes up.
type pan struct {
	last   geom.Point
	button Button
	back   Tool
}

func (p *pan) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion:
		c.View.PanBy(e.Screen.Sub(p.last))
		p.last = e.Screen
		c.Host.ViewChanged()
	case Release:
		if e.Button == p.button {
			return p.back
		}
	case Cancel:
		return p.back
	}
	return p
}

func (*pan) Feedback(*Context) Feedback { return Feedback{Cursor: GrabbingCursor} }
