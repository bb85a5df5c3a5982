package editor

import (
	"fmt"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
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
	KeyF10       Key = "F10"
	KeyTab       Key = "Tab"
	KeyMenu      Key = "Menu"
)

var arrows = map[Key]geom.Point{KeyLeft: {X: -1}, KeyRight: {X: 1}, KeyUp: {Y: -1}, KeyDown: {Y: 1}}

// Press does what a key means while the canvas has the focus. Arrows move the
// selection, or scroll with the command key or without a selection; with Alt
// they lead to other elements. While a tool is at work they move its pointer.
// Letters choose tools and menus. It reports whether the key means anything.
func (ed *Editor) Press(k Key, m tools.Mods) bool {
	if d, ok := arrows[k]; ok {
		ed.arrow(d, m)
		return true
	}
	do, ok := keyCommands[chord{k, m &^ tools.Space}]
	if ok {
		do(ed)
	}
	return ok
}

// Keys calls f with every key that means something, and the modifiers that
// have to be down.
func Keys(f func(k Key, m tools.Mods)) {
	for c := range keyCommands {
		f(c.key, c.mods)
	}
}

// chord is a key with the modifiers that are down.
type chord struct {
	key  Key
	mods tools.Mods
}

var keyCommands = map[chord]func(*Editor){
	{KeyDelete, 0}: (*Editor).deleteByKey, {KeyBackspace, 0}: (*Editor).deleteByKey, {KeyEscape, 0}: (*Editor).Escape,
	{KeyReturn, 0}: (*Editor).confirm, {KeyF2, 0}: (*Editor).EditLabel, {"E", 0}: (*Editor).EditLabel,
	{KeyTab, 0}:           func(ed *Editor) { ed.WalkOn(1) },
	{KeyTab, tools.Shift}: func(ed *Editor) { ed.WalkOn(-1) },
	{"H", 0}:              func(ed *Editor) { ed.toggle(&tools.Hand{}) },
	{"L", 0}:              func(ed *Editor) { ed.toggle(&tools.Lasso{}) },
	{"S", 0}:              func(ed *Editor) { ed.toggle(&tools.SpaceTool{}) },
	{"C", 0}:              func(ed *Editor) { ed.toggle(&tools.GlobalConnect{}) },
	{"M", 0}:              func(ed *Editor) { ed.toggle(&tools.Mark{}) },
	{"C", tools.Shift}:    (*Editor).ConnectSelected,
	{"B", 0}:              (*Editor).Grip,
	{"G", 0}:              (*Editor).Grab,
	{"T", tools.Shift}:    (*Editor).SwitchToText,
	{"X", 0}:              (*Editor).ToggleCollapsed,
	{"O", 0}:              (*Editor).EnterSelected,
	{"R", 0}:              func(ed *Editor) { ed.OpenMenu(tools.ChangeMenu) },
	{"A", 0}:              func(ed *Editor) { ed.OpenMenu(tools.AppendMenu) },
	{"A", tools.Shift}:    func(ed *Editor) { ed.OpenMenu(tools.AttachMenu) },
	{"N", 0}:              func(ed *Editor) { ed.OpenMenu(tools.CreateMenu) },
	{"P", 0}:              func(ed *Editor) { ed.OpenMenu(tools.PadMenu) },
	{KeyMenu, 0}:          func(ed *Editor) { ed.OpenMenu(tools.ContextMenu) },
	{KeyF10, tools.Shift}: func(ed *Editor) { ed.OpenMenu(tools.ContextMenu) },
}

// Distances that the arrow keys move, in diagram units, and scroll, in screen
// units; the greater one with Shift.
const (
	moveStep, moveLeap     = 1, 10
	scrollStep, scrollLeap = 50, 200
)

func (ed *Editor) arrow(d geom.Point, m tools.Mods) {
	switch {
	case m.Has(tools.Alt) && m.Has(tools.Shift):
		ed.WalkFlow(d)
		return
	case m.Has(tools.Alt):
		ed.Walk(d)
		return
	case !m.Has(tools.Command) && ed.hasPointer():
		ed.steer(d, m)
		return
	}
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
// "mark", "select") the active one, or leaves it when it is that already.
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
	"mark":    func() tools.Tool { return &tools.Mark{} },
}

// ActiveTool returns the name of the active tool, for showing it in a palette.
func (ed *Editor) ActiveTool() string { return ToolName(ed.tool) }

// ToolName returns the name of a tool that stays active, also during its
// strokes: "hand", "lasso",
// "connect", "space", "mark"; all others are part of "select" or, while
// something new hangs on the pointer, "create".
func ToolName(t tools.Tool) string {
	switch tools.Staying(t).(type) {
	case *tools.Hand:
		return "hand"
	case *tools.Lasso:
		return "lasso"
	case *tools.GlobalConnect:
		return "connect"
	case *tools.SpaceTool:
		return "space"
	case *tools.Mark:
		return "mark"
	case *tools.Create, *tools.Paste:
		return "create"
	}
	return "select"
}

// nothingOffered says why a menu doesn't open.
var nothingOffered = map[tools.Menu]string{
	tools.ChangeMenu: "%s can't be changed into anything else",
	tools.AppendMenu: "Nothing can follow %s",
	tools.AttachMenu: "%s takes no boundary events",
}

// OpenMenu opens a menu where the selection is, else in the middle. Without a
// selection only what can be created is asked about.
func (ed *Editor) OpenMenu(m tools.Menu) {
	at := ed.view.Visible().Center()
	if r := ed.selectionBounds(); r != (geom.Rect{}) {
		ed.Reveal()
		at = geom.Pt(r.Right(), r.Y)
	} else if m != tools.CreateMenu && m != tools.ContextMenu {
		ed.window.SetStatus("Select an element first", false)
		return
	}
	if list := ed.Selected(); len(list) == 1 && !ed.Offers(m) {
		ed.context.Say(modeling.No(fmt.Sprintf(nothingOffered[m], tools.Describe(ed.scene.ItemOf(list[0])))), "")
		return
	}
	ed.window.OpenMenu(m, at)
}
