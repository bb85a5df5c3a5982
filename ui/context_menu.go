package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// contextTable says what the right button offers: for the ground, and for what
// is selected. Only what can be done now is shown.
var contextTable = struct{ ground, selection []string }{
	ground: []string{"create", "paste", "-", "selectAll", "layout:", "-", "zoomFit", "grid", "snapping", "-", "leavePlane"},
	selection: []string{"label", "change", "append", "attach", "connectFrom", "-",
		"openPlane", "collapse", "flipPool", "lane.before", "lane.after", "direction.None", "direction.One", "direction.Both", "-",
		"cut", "copy", "paste", "duplicate", "delete", "-", "align:", "layout:", "color:", "steer:", "-", "zoomSelection"},
}

// contextMenu is what the right button opens.
func (t *editorTab) contextMenu(at fyne.Position) {
	ids := contextTable.ground
	if t.editor.Selection().Len() > 0 {
		ids = contextTable.selection
	}
	var items []*fyne.MenuItem
	for _, id := range ids {
		items = append(items, t.a.menuEntry(id))
	}
	t.a.popUpMenu(usable(items), at)
}

// usable returns the items that can be chosen, in menus of their own too, with
// the lines between those that are left.
func usable(items []*fyne.MenuItem) []*fyne.MenuItem {
	var out []*fyne.MenuItem
	for _, item := range items {
		switch {
		case item.IsSeparator:
			if n := len(out); n == 0 || out[n-1].IsSeparator {
				continue
			}
		case item.Disabled:
			continue
		case item.ChildMenu != nil:
			if item.ChildMenu.Items = usable(item.ChildMenu.Items); len(item.ChildMenu.Items) == 0 {
				continue
			}
		}
		out = append(out, item)
	}
	if n := len(out); n > 0 && out[n-1].IsSeparator {
		out = slices.Delete(out, n-1, n)
	}
	return out
}
