package tools

import "spiffmodeler/bpmn/geom"

// EventKind says what happened.
type EventKind uint8

// The kinds of events. A window turns its own events into these.
const (
	Press   EventKind = iota // a button went down
	Motion                   // the pointer moved, with a button down or not
	Release                  // the button came up
	Leave                    // the pointer left the window
	Rest                     // the pointer has not moved for a while: dear previews may run
	Cancel                   // Escape, or the window lost the focus during a drag
)

// Button is a button of the mouse.
type Button uint8

// The buttons.
const (
	NoButton Button = iota
	Primary
	Secondary
	Middle
)

// Mods are the modifier keys that are down.
type Mods uint8

// The modifiers. Command is Ctrl, on a Mac the command key; Space is the space
// bar held down.
const (
	Shift Mods = 1 << iota
	Command
	Alt
	Space
)

// Has reports whether the modifier is down.
func (m Mods) Has(x Mods) bool { return m&x != 0 }

// Event is one thing that the pointer did.
type Event struct {
	Kind   EventKind
	At     geom.Point // in the diagram
	Screen geom.Point // in the window, in its units
	Button Button
	Mods   Mods
	// Clicks is 2 for the press that makes a double click, else 1.
	Clicks int
}

// Cursor is the form of the pointer.
type Cursor uint8

// The cursors.
const (
	DefaultCursor Cursor = iota
	PointerCursor
	MoveCursor
	GrabCursor
	GrabbingCursor
	CrosshairCursor
	TextCursor
	ForbiddenCursor
	ResizeEW
	ResizeNS
	ResizeNWSE
	ResizeNESW
)
