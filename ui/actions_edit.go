package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// onEditor makes what an action does with the editor of the current file.
func onEditor(f func(*editor.Editor)) func(*App) {
	return func(a *App) { f(a.current.editor) }
}

func hasSelection(a *App) bool { return hasDocument(a) && a.current.editor.Selection().Len() > 0 }

func hasSingle(a *App) bool { return hasDocument(a) && a.current.editor.Selection().Len() == 1 }

// onSingle makes the condition that one element is selected and the editor can
// do something with it.
func onSingle(can func(*editor.Editor) bool) func(*App) bool {
	return func(a *App) bool { return hasSingle(a) && can(a.current.editor) }
}

// offers makes the condition that a menu of the selection has entries.
func offers(m tools.Menu) func(*App) bool {
	return onSingle(func(ed *editor.Editor) bool { return ed.Offers(m) })
}

// stepName returns a name for undo or redo that says what is meant.
func stepName(verb string, step func(*editorTab) (string, bool)) func(*App) string {
	return func(a *App) string {
		if hasDocument(a) {
			if label, ok := step(a.current); ok && label != "" {
				return verb + " " + label
			}
		}
		return verb
	}
}

func undoStep(t *editorTab) (string, bool) { return t.doc.UndoLabel() }
func redoStep(t *editorTab) (string, bool) { return t.doc.RedoLabel() }

// has makes the condition that there is a step to take.
func has(step func(*editorTab) (string, bool)) func(*App) bool {
	return func(a *App) bool {
		if !hasDocument(a) {
			return false
		}
		_, ok := step(a.current)
		return ok
	}
}

func alignAction(id, label, icon string, how modeling.Alignment) action {
	return action{id: "align." + id, label: label, group: "Align", icon: icon, run: onEditor(func(ed *editor.Editor) { ed.Align(how) }),
		enabled: func(a *App) bool {
			return hasSelection(a) && modeling.CanAlign(a.current.editor.Selection().Elements()).OK
		}}
}

func distributeAction(id, label string, axis modeling.Axis) action {
	return action{id: "distribute." + id, label: label, group: "Align", run: onEditor(func(ed *editor.Editor) { ed.Distribute(axis) }),
		enabled: func(a *App) bool {
			return hasSelection(a) && modeling.CanDistribute(a.current.editor.Selection().Elements()).OK
		}}
}

func toolAction(name, label, icon string, key fyne.KeyName) action {
	return action{id: "tool." + name, label: label, icon: icon, keys: keys{key, 0}, enabled: hasDocument,
		on:  func(a *App) bool { return hasDocument(a) && a.current.editor.ActiveTool() == name },
		run: onEditor(func(ed *editor.Editor) { ed.UseTool(name) })}
}

func editActions() []action {
	list := []action{
		{id: "undo", label: "Undo", icon: "undo", keys: keys{fyne.KeyZ, ctrl}, editing: true,
			name: stepName("Undo", undoStep), enabled: has(undoStep), run: onEditor(func(ed *editor.Editor) { ed.Undo() })},
		{id: "redo", label: "Redo", icon: "redo", keys: keys{fyne.KeyY, ctrl}, also: keys{fyne.KeyZ, ctrl | shift}, editing: true,
			name: stepName("Redo", redoStep), enabled: has(redoStep), run: onEditor(func(ed *editor.Editor) { ed.Redo() })},
		{id: "cut", label: "Cut", keys: keys{fyne.KeyX, ctrl}, editing: true, enabled: hasSelection, run: onEditor((*editor.Editor).Cut)},
		{id: "copy", label: "Copy", keys: keys{fyne.KeyC, ctrl}, editing: true, enabled: hasSelection, run: onEditor(func(ed *editor.Editor) { ed.Copy() })},
		{id: "paste", label: "Paste", keys: keys{fyne.KeyV, ctrl}, editing: true, enabled: hasDocument, run: onEditor((*editor.Editor).Paste)},
		{id: "duplicate", label: "Duplicate", keys: keys{fyne.KeyD, ctrl}, enabled: hasSelection, run: onEditor((*editor.Editor).Duplicate)},
		{id: "delete", label: "Delete", keys: keys{fyne.KeyDelete, 0}, enabled: hasSelection, run: onEditor((*editor.Editor).Delete)},
		{id: "selectAll", label: "Select All", keys: keys{fyne.KeyA, ctrl}, editing: true, enabled: hasDocument, run: onEditor((*editor.Editor).SelectAll)},
		{id: "label", label: "Edit Label", keys: keys{fyne.KeyF2, 0}, enabled: onSingle((*editor.Editor).CanEditLabel), run: onEditor((*editor.Editor).EditLabel)},
		{id: "change", label: "Change Type…", keys: keys{fyne.KeyR, 0}, enabled: offers(tools.ChangeMenu), run: func(a *App) { a.current.openMenu(tools.ChangeMenu) }},
		{id: "append", label: "Append…", keys: keys{fyne.KeyA, 0}, enabled: offers(tools.AppendMenu), run: func(a *App) { a.current.openMenu(tools.AppendMenu) }},
		{id: "create", label: "Create…", keys: keys{fyne.KeyN, 0}, enabled: hasDocument, run: func(a *App) { a.current.openMenu(tools.CreateMenu) }},
		{id: "find", label: "Find Element…", icon: "search", keys: keys{fyne.KeyF, ctrl}, enabled: hasDocument, run: (*App).findElement},
		alignAction("left", "Left", "align-left", modeling.AlignLeft),
		alignAction("center", "Center", "align-center", modeling.AlignCenter),
		alignAction("right", "Right", "align-right", modeling.AlignRight),
		alignAction("top", "Top", "align-top", modeling.AlignTop),
		alignAction("middle", "Middle", "align-middle", modeling.AlignMiddle),
		alignAction("bottom", "Bottom", "align-bottom", modeling.AlignBottom),
		distributeAction("horizontally", "Distribute Horizontally", modeling.Horizontally),
		distributeAction("vertically", "Distribute Vertically", modeling.Vertically),
		toolAction("hand", "Hand", "hand", fyne.KeyH),
		toolAction("lasso", "Lasso", "lasso", fyne.KeyL),
		toolAction("space", "Make or Remove Space", "space", fyne.KeyS),
		toolAction("connect", "Connect", "connect", fyne.KeyC),
	}
	for i, c := range modeling.ColorChoices() {
		list = append(list, action{id: "color." + strconv.Itoa(i), label: c.Name, group: "Colour", enabled: hasSelection,
			run: onEditor(func(ed *editor.Editor) { ed.SetColors(c.Fill, c.Stroke) })})
	}
	for _, d := range directions {
		list = append(list, action{id: "direction." + string(d.to), label: d.label, group: "Association",
			enabled: selectedKind(func(e bpmn.Element) bool { return modeling.CanDirect(e).OK }),
			on:      selectedKind(func(e bpmn.Element) bool { return modeling.CanDirect(e).OK && modeling.DirectionOf(e) == d.to }),
			run:     onEditor(func(ed *editor.Editor) { ed.SetDirection(d.to) })})
	}
	return append(list, keyboardActions()...)
}

// directions are the arrow heads of an association.
var directions = []struct {
	label string
	to    modeling.Direction
}{
	{"No Arrow Head", modeling.Undirected}, {"Arrow Head at the End", modeling.Directed}, {"Arrow Heads at Both Ends", modeling.BothWays},
}
