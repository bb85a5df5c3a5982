package tools

// hung is what hangs on the pointer until a click puts it down: something new,
// something pasted.
type hung struct {
	over    bool // the pointer was over the canvas
	pressed bool // the button went down over the canvas
	inner
}

// load is the tool that holds what hangs.
type load interface {
	Tool
	follow(c *Context, e Event)
	put(c *Context, e Event) Tool
}

// handle is what every such tool does with an event.
func (h *hung) handle(c *Context, e Event, t load) Tool {
	if p := panning(e, t); p != nil {
		return p
	}
	h.inner.note(c, e)
	switch e.Kind {
	case Motion, Rest:
		t.follow(c, e)
	case Leave:
		h.over = false
	case Press:
		if e.Button == Secondary {
			return settle(c, e)
		}
		t.follow(c, e)
		h.pressed = true
	case Release:
		if h.pressed {
			t.follow(c, e)
			return t.put(c, e)
		}
	case Cancel:
		return settle(c, e)
	}
	return t
}

// inner knows whether the pointer has been away from the rim of the window since
// it came over the canvas: who comes from the palette crosses the rim, and
// nothing should scroll then.
type inner struct{ within bool }

// EdgeZone is the width, in screen units, of the rim of the window in which a
// drag scrolls.
const EdgeZone = 20

func (i *inner) note(c *Context, e Event) {
	switch s := e.Screen; {
	case e.Kind == Leave, s.X < 0, s.Y < 0, s.X > c.View.W, s.Y > c.View.H:
		i.within = false
	case s.X >= EdgeZone && s.Y >= EdgeZone && s.X <= c.View.W-EdgeZone && s.Y <= c.View.H-EdgeZone:
		i.within = true
	}
}
