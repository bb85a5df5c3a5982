package ui

import (
	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// onCanvas makes what an action does with the editor of the current file while
// the canvas has the keyboard.
func onCanvas(f func(*editor.Editor)) func(*App) {
	return func(a *App) {
		a.current.focus()
		f(a.current.editor)
	}
}

// selectedKind makes the condition that one element is selected of which is is
// true.
func selectedKind(is func(bpmn.Element) bool) func(*App) bool {
	return func(a *App) bool {
		if !hasSingle(a) {
			return false
		}
		list := a.current.editor.Selected()
		return len(list) == 1 && is(list[0])
	}
}

func isSubProcess(e bpmn.Element) bool { return e.Kind().IsSubProcess() }
func isPool(e bpmn.Element) bool       { return e.Kind() == bpmn.Participant }
func hasPlane(e bpmn.Element) bool     { return !modeling.PlaneFor(e).IsZero() }

func walkAction(id, label string, key fyne.KeyName, dir geom.Point) action {
	return action{id: "walk." + id, label: label, group: "Go To", keys: keys{key, alt}, enabled: hasDocument,
		run: onCanvas(func(ed *editor.Editor) { ed.Walk(dir) })}
}

func followAction(id, label string, key fyne.KeyName, dir geom.Point) action {
	return action{id: "follow." + id, label: label, group: "Go To", keys: keys{key, alt | shift}, enabled: hasDocument,
		run: onCanvas(func(ed *editor.Editor) { ed.WalkFlow(dir) })}
}

func menuAction(id, label string, k keys, m tools.Menu, enabled func(*App) bool) action {
	return action{id: id, label: label, keys: k, enabled: enabled, run: onCanvas(func(ed *editor.Editor) { ed.OpenMenu(m) })}
}

func laneAction(id, label string, by int) action {
	return action{id: "lane." + id, label: label,
		enabled: onSingle(func(ed *editor.Editor) bool { _, ok := ed.CanMoveLane(by); return ok }),
		name: func(a *App) string {
			if hasSingle(a) && a.current.editor.Selected()[0].Kind() == bpmn.Lane {
				to, _ := a.current.editor.CanMoveLane(by)
				return "Move the Lane " + map[string]string{"up": "Up", "down": "Down", "left": "to the Left", "right": "to the Right"}[to]
			}
			return label
		},
		run: onCanvas(func(ed *editor.Editor) { ed.MoveLane(by) })}
}

// keyboardActions are those by which everything can be done without a mouse,
// and what is needed too seldom for a place in the context pad.
func keyboardActions() []action {
	return []action{
		{id: "walk.next", label: "Next Element", group: "Go To", keys: keys{fyne.KeyTab, 0}, enabled: hasDocument, run: onCanvas(func(ed *editor.Editor) { ed.WalkOn(1) })},
		{id: "walk.previous", label: "Previous Element", group: "Go To", keys: keys{fyne.KeyTab, shift}, enabled: hasDocument, run: onCanvas(func(ed *editor.Editor) { ed.WalkOn(-1) })},
		walkAction("left", "Element to the Left", fyne.KeyLeft, geom.Point{X: -1}),
		walkAction("right", "Element to the Right", fyne.KeyRight, geom.Point{X: 1}),
		walkAction("up", "Element Above", fyne.KeyUp, geom.Point{Y: -1}),
		walkAction("down", "Element Below", fyne.KeyDown, geom.Point{Y: 1}),
		followAction("forward", "Along the Flow", fyne.KeyRight, geom.Point{X: 1}),
		followAction("back", "Back along the Flow", fyne.KeyLeft, geom.Point{X: -1}),
		followAction("above", "Branch Above", fyne.KeyUp, geom.Point{Y: -1}),
		followAction("below", "Branch Below", fyne.KeyDown, geom.Point{Y: 1}),
		{id: "openPlane", label: "Open the Sub-process", keys: keys{fyne.KeyO, 0}, enabled: selectedKind(hasPlane), run: onCanvas((*editor.Editor).EnterSelected)},
		{id: "leavePlane", label: "Leave the Sub-process", keys: keys{fyne.KeyEscape, 0},
			enabled: func(a *App) bool { return hasDocument(a) && len(a.current.editor.Breadcrumbs()) > 1 },
			run:     onCanvas(func(ed *editor.Editor) { ed.Leave() })},
		menuAction("pad", "Context Pad", keys{fyne.KeyP, 0}, tools.PadMenu, hasSelection),
		menuAction("attach", "Attach Boundary Event…", keys{fyne.KeyA, shift}, tools.AttachMenu, offers(tools.AttachMenu)),
		menuAction("contextMenu", "Context Menu", keys{fyne.KeyF10, shift}, tools.ContextMenu, hasDocument),
		{id: "connectFrom", label: "Connect the Selection…", keys: keys{fyne.KeyC, shift}, enabled: onSingle((*editor.Editor).CanConnect), run: onCanvas((*editor.Editor).ConnectSelected)},
		{id: "grab", label: "Grab and Carry", keys: keys{fyne.KeyG, 0}, enabled: hasSelection, run: onCanvas((*editor.Editor).Grab)},
		{id: "grip", label: "Resize or Bend", keys: keys{fyne.KeyB, 0}, enabled: hasSingle, run: onCanvas((*editor.Editor).Grip)},
		{id: "selectText", label: "Select the Text Beside", keys: keys{fyne.KeyT, shift}, enabled: hasSingle, run: onCanvas((*editor.Editor).SwitchToText)},
		{id: "collapse", label: "Collapse or Expand", keys: keys{fyne.KeyX, 0}, enabled: selectedKind(isSubProcess), run: onCanvas((*editor.Editor).ToggleCollapsed)},
		{id: "pasteHere", label: "Paste Beside the Selection", keys: keys{fyne.KeyV, ctrl | shift}, enabled: hasDocument, run: onCanvas((*editor.Editor).PasteHere)},
		{id: "duplicateHere", label: "Duplicate in Place", keys: keys{fyne.KeyD, ctrl | shift}, enabled: hasSelection, run: onCanvas((*editor.Editor).DuplicateHere)},
		{id: "tidy", label: "Tidy Up", keys: keys{fyne.KeyL, ctrl | shift}, enabled: hasDocument, run: onCanvas((*editor.Editor).Tidy)},
		{id: "straighten", label: "Straighten Flows", keys: keys{fyne.KeyK, ctrl | shift}, enabled: hasDocument, run: onCanvas((*editor.Editor).Straighten)},
		{id: "moveToOrigin", label: "Move to the Origin", keys: keys{fyne.KeyO, ctrl | shift}, enabled: hasDocument, run: onCanvas((*editor.Editor).MoveToOrigin)},
		{id: "flipPool", label: "Turn the Pool", enabled: selectedKind(isPool), run: onCanvas((*editor.Editor).FlipPool)},
		laneAction("before", "Move the Lane Up", -1),
		laneAction("after", "Move the Lane Down", 1),
		toolAction("mark", "Mark Several", "", fyne.KeyM),
	}
}
