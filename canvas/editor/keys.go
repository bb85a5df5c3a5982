package editor

import (
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/tools"
)

// Key is a key that an editor knows, by what stands on it.
type Key string

// The keys without a character.
const (
	KeyLeft      Key = "Left"
	KeyRight     Key = "Right"
	KeyUp        Key = "Up"
	KeyDown      Key = "Down"
	KeyDelete    Key = "Delete"
	KeyBackspace Key = "BackSpace"
	KeyEscape    Key = "Escape"
	KeyReturn    Key = "Return"
	KeyF2        Key = "F2"
)

var arrows = map[Key]geom.Point{KeyLeft: {X: -1}, KeyRight: {X: 1}, KeyUp: {Y: -1}, KeyDown: {Y: 1}}

// Press does what a key means while the canvas has the focus: arrows move the
// selection (or scroll, with the command key or without a selection), letters
// choose tools. It reports whether the key means anything.
func (ed *Editor) Press(k Key, m tools.Mods) bool {
	if d, ok := arrows[k]; ok {
		ed.arrow(d, m)
		return true
	}
	if m.Has(tools.Command) || m.Has(tools.Alt) {
		return false
	}
	do, ok := keyCommands[k]
	if ok {
		do(ed)
	}
	return ok
}

var keyCommands = map[Key]func(*Editor){
	KeyDelete: (*Editor).Delete, KeyBackspace: (*Editor).Delete, KeyEscape: (*Editor).Escape,
	KeyReturn: (*Editor).EditLabel, KeyF2: (*Editor).EditLabel, "E": (*Editor).EditLabel,
	"H": func(ed *Editor) { ed.toggle(&tools.Hand{}) },
	"L": func(ed *Editor) { ed.toggle(&tools.Lasso{}) },
	"S": func(ed *Editor) { ed.toggle(&tools.SpaceTool{}) },
	"C": func(ed *Editor) { ed.toggle(&tools.GlobalConnect{}) },
	"R": func(ed *Editor) { ed.openMenu(tools.ChangeMenu) },
	"A": func(ed *Editor) { ed.openMenu(tools.AppendMenu) },
	"N": func(ed *Editor) { ed.openMenu(tools.CreateMenu) },
}

// Distances that the arrow keys move, in diagram units, and scroll, in screen
// units; the greater one with Shift.
const (
	moveStep, moveLeap     = 1, 10
	scrollStep, scrollLeap = 50, 200
)

func (ed *Editor) arrow(d geom.Point, m tools.Mods) {
	by, leap := float64(scrollStep), float64(scrollLeap)
	moves := ed.selection.Len() > 0 && !m.Has(tools.Command)
	if moves {
		by, leap = moveStep, moveLeap
	}
	if m.Has(tools.Shift) {
		by = leap
	}
	if moves {
		ed.MoveBy(d.Mul(by))
	} else {
		ed.ScrollBy(d.Mul(by))
	}
}

// Escape gives up what is being done, leaves the tool, deselects, or leaves the
// plane of a sub-process: the first of these that there is to do.
func (ed *Editor) Escape() {
	_, selecting := ed.tool.(*tools.Select)
	if selecting && ed.selection.Len() == 0 {
		ed.Leave()
		return
	}
	ed.Cancel()
}

// toggle makes a tool the active one, or leaves it when it is that already.
func (ed *Editor) toggle(t tools.Tool) {
	if ToolName(ed.tool) == ToolName(t) {
		t = &tools.Select{}
	}
	ed.Use(t)
}

// UseTool makes the tool with the name ("hand", "lasso", "connect", "space",
// "select") the active one, or leaves it when it is that already.
func (ed *Editor) UseTool(name string) {
	if make := toolsByName[name]; make != nil {
		ed.toggle(make())
	}
}

var toolsByName = map[string]func() tools.Tool{
	"select":  func() tools.Tool { return &tools.Select{} },
	"hand":    func() tools.Tool { return &tools.Hand{} },
	"lasso":   func() tools.Tool { return &tools.Lasso{} },
	"connect": func() tools.Tool { return &tools.GlobalConnect{} },
	"space":   func() tools.Tool { return &tools.SpaceTool{} },
}

// ActiveTool returns the name of the active tool, for showing it in a palette.
func (ed *Editor) ActiveTool() string { return ToolName(ed.tool) }

// ToolName returns the name of a tool that stays active: "hand", "lasso",
// "connect", "space"; all others are part of "select" or, while an element
// hangs on the pointer, "create".
func ToolName(t tools.Tool) string {
	switch t.(type) {
	case *tools.Hand:
		return "hand"
	case *tools.Lasso:
		return "lasso"
	case *tools.GlobalConnect:
		return "connect"
	case *tools.SpaceTool:
		return "space"
	case *tools.Create:
		return "create"
	}
	return "select"
}

// openMenu opens a menu where the selection is, else in the middle.
func (ed *Editor) openMenu(m tools.Menu) {
	at := ed.view.Visible().Center()
	if r := ed.selectionBounds(); r != (geom.Rect{}) {
		at = geom.Pt(r.Right(), r.Y)
	} else if m != tools.CreateMenu {
		return
	}
	ed.window.OpenMenu(m, at)
}
