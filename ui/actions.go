package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// action is one thing that a person can do. Menus, toolbar, shortcuts,
// tooltips and the command palette are made of the table of actions.
type action struct {
	id    string
	label string
	group string // what the label leaves out, where it stands alone
	keys  keys
	also  keys // a second way
	icon  string
	// editing is set for what fields of text do themselves while they have the
	// focus: the action is theirs then.
	editing bool
	// settling is set for what needs the text that is being typed in a field:
	// it is written before anything else.
	settling bool
	enabled  func(*App) bool   // always, when nil
	on       func(*App) bool   // has a check mark, when set
	name     func(*App) string // a label that changes, such as "Undo Move"
	run      func(*App)
}

func (x *action) can(a *App) bool { return x.enabled == nil || x.enabled(a) }

// title returns the label as it is now.
func (x *action) title(a *App) string {
	if x.name != nil {
		return x.name(a)
	}
	return x.label
}

// do runs an action if it can be done now. The driver calls menu shortcuts for
// disabled items too, so every way comes through here.
func (a *App) do(id string) {
	x := a.byID[id]
	if x == nil {
		return
	}
	if x.editing && a.passToField(x) {
		a.refresh()
		return
	}
	if len(a.popups) > 0 || a.fallback != nil {
		return
	}
	if x.settling && hasDocument(a) {
		a.current.commit()
	}
	if x.can(a) {
		x.run(a)
		a.refresh()
	}
}

// passToField gives an editing action to what has the focus: a field, or the
// canvas, where a label may be being edited. A menu would take the keys away
// from it otherwise.
func (a *App) passToField(x *action) bool {
	focused := a.win.Canvas().Focused()
	field, ok := focused.(fyne.Shortcutable)
	if !ok {
		return false
	}
	s := x.keys.shortcut()
	switch s := s.(type) { // these carry the clipboard along
	case *fyne.ShortcutCut:
		s.Clipboard = a.fyne.Clipboard()
	case *fyne.ShortcutCopy:
		s.Clipboard = a.fyne.Clipboard()
	case *fyne.ShortcutPaste:
		s.Clipboard = a.fyne.Clipboard()
	}
	field.TypedShortcut(s)
	return true
}

func hasDocument(a *App) bool { return a.current != nil && a.current.doc != nil }
func hasTab(a *App) bool      { return a.current != nil }

func actionTable() []action {
	return slices.Concat(fileActions(), editActions(), viewActions(), runActions())
}

// menuTable says where the actions stand. "-" is a line; an entry that ends in
// a colon opens a menu of its own.
var menuTable = []struct {
	name  string
	items []string
}{
	{"File", []string{"new", "open", "recent:", "reopen", "-", "save", "saveAs", "saveAll", "reload", "-", "exportSVG", "exportPNG", "-", "settings", "-", "close", "quit"}},
	{"Edit", []string{"undo", "redo", "-", "cut", "copy", "paste", "pasteHere", "duplicate", "duplicateHere", "delete", "selectAll", "-",
		"label", "change", "append", "create", "element:", "-", "align:", "layout:", "color:", "tools:", "-", "goto:", "find"}},
	{"View", []string{"home", "-", "zoomIn", "zoomOut", "zoomActual", "zoomFit", "zoomSelection", "-", "grid", "snapping", "lineJumps", "-",
		"view.palette", "view.properties", "view.dock", "view.minimap", "view.problems", "view.bare", "-", "theme:", "scale:", "-", "nextTab", "previousTab"}},
	{"Run", []string{"run", "run.setup", "step", "back", "forward", "-", "stop", "restart", "run.reset", "-", "run.send", "run.advance", "-",
		"breakpoint", "breakpoint.clear", "speed:", "run.realTime", "-", "scenario.save", "scenario.play", "-", "view.run"}},
	{"Help", []string{"palette", "shortcuts", "-", "about"}},
}

// submenus are the menus within menus that hold actions; others are made of
// what they list.
var submenus = map[string]struct {
	label string
	items []string
}{
	"align": {"Align and Distribute", []string{"align.left", "align.center", "align.right", "-", "align.top", "align.middle", "align.bottom", "-",
		"distribute.horizontally", "distribute.vertically"}},
	"element": {"Element", []string{"attach", "connectFrom", "-", "grab", "grip", "selectText", "-", "collapse", "openPlane", "leavePlane", "-",
		"flipPool", "lane.before", "lane.after", "-", "direction.None", "direction.One", "direction.Both", "-", "pad", "contextMenu"}},
	"steer":  {"With Keys", []string{"grab", "grip", "selectText", "pad"}},
	"layout": {"Lay Out", []string{"tidy", "straighten", "moveToOrigin"}},
	"goto": {"Go To", []string{"walk.next", "walk.previous", "-", "walk.left", "walk.right", "walk.up", "walk.down", "-",
		"follow.forward", "follow.back", "follow.above", "follow.below"}},
	"color": {"Colour", []string{"color.0", "color.1", "color.2", "color.3", "color.4", "color.5"}},
	"tools": {"Tools", []string{"tool.hand", "tool.lasso", "tool.mark", "tool.space", "tool.connect"}},
	"speed": {"Speed", []string{"speed.0", "speed.1", "speed.2", "speed.3"}},
	"theme": {"Theme", []string{"theme.light", "theme.dark", "theme.system"}},
}

// toolbarTable is the row of buttons: "|" divides groups, ">" is the room
// between left and right.
var toolbarTable = []string{
	"home", "new", "open", "save", "|", "undo", "redo", "|", "run", "step", "back", "stop", "restart",
	">", "find", "zoomOut", "zoomActual", "zoomIn", "zoomFit", "|", "view.palette", "view.dock", "view.properties",
}
