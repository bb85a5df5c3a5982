package tools

// hung is what hangs on the pointer until a click puts it down: something new,
// something pasted.
type hung struct {
	over    bool // the pointer was over the canvas
	pressed bool // the button went down over the canvas
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
