package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/tools"
)

// TestEveryKeyOfTheCanvasIsAnAction compares what the canvas answers to with
// the table that menus, palette and cheat sheet are made of.
func TestEveryKeyOfTheCanvasIsAnAction(t *testing.T) {
	known := map[keys]bool{
		// Other ways to do what stands in the table.
		{fyne.KeyBackspace, 0}: true, {fyne.KeyReturn, 0}: true, {fyne.KeyE, 0}: true, {"Menu", 0}: true,
	}
	for _, x := range actionTable() {
		known[x.keys], known[x.also] = true, true
	}
	editor.Keys(func(k editor.Key, m tools.Mods) {
		var mod fyne.KeyModifier
		if m.Has(tools.Shift) {
			mod = shift
		}
		if !known[keys{fyne.KeyName(k), mod}] {
			t.Errorf("%s with modifiers %d is no action", k, m)
		}
	})
}
