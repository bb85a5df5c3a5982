package ui

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
)

func (a *App) buildMenu() {
	var menus []*fyne.Menu
	for _, m := range menuTable {
		var items []*fyne.MenuItem
		for _, id := range m.items {
			items = append(items, a.menuEntry(id))
		}
		menus = append(menus, fyne.NewMenu(m.name, items...))
	}
	a.menu = fyne.NewMainMenu(menus...)
	a.enabled = a.menuState()
	a.win.SetMainMenu(a.menu)
}

// menuEntry returns the item of an action, a line for "-", or the menu that a
// name with a colon stands for.
func (a *App) menuEntry(id string) *fyne.MenuItem {
	switch {
	case id == "-":
		return fyne.NewMenuItemSeparator()
	case strings.HasSuffix(id, ":"):
		return a.submenu(strings.TrimSuffix(id, ":"))
	}
	return a.menuItem(id)
}

func (a *App) menuItem(id string) *fyne.MenuItem {
	x := a.byID[id]
	if x == nil {
		panic("no action " + id)
	}
	item := fyne.NewMenuItem(x.title(a), func() { a.do(id) })
	item.Shortcut = x.keys.shortcut()
	item.Disabled = !x.can(a)
	item.Checked = x.on != nil && x.on(a)
	item.IsQuit = id == "quit"
	return item
}

// scales are the sizes of everything to choose from, in percent.
var scales = []int{80, 90, 100, 110, 125, 150, 175, 200}

func (a *App) submenu(name string) *fyne.MenuItem {
	item := fyne.NewMenuItem(map[string]string{"recent": "Open Recent", "scale": "Size of Everything"}[name], nil)
	var items []*fyne.MenuItem
	switch name {
	case "recent":
		items = a.recentItems()
	case "scale":
		for _, percent := range scales {
			it := fyne.NewMenuItem(fmt.Sprintf("%d %%", percent), func() { a.setScale(float64(percent) / 100) })
			it.Checked = int(a.store.Settings.Scale*100+0.5) == percent
			items = append(items, it)
		}
	default:
		item.Label = submenus[name].label
		for _, id := range submenus[name].items {
			items = append(items, a.menuEntry(id))
		}
	}
	item.ChildMenu = fyne.NewMenu("", items...)
	return item
}

func (a *App) recentItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, path := range a.store.State.Recent {
		items = append(items, fyne.NewMenuItem(filepath.Base(path)+"   "+displayPath(path), func() { a.openFile(path) }))
	}
	if len(items) == 0 {
		none := fyne.NewMenuItem("No files yet", nil)
		none.Disabled = true
		items = append(items, none)
	}
	return items
}

// menuState says in one letter for each action what its menu item shows.
func (a *App) menuState() string {
	b := make([]byte, 0, len(a.actions)+32)
	for i := range a.actions {
		x := &a.actions[i]
		c := byte('d')
		if x.can(a) {
			c = 'e'
		}
		if x.on != nil && x.on(a) {
			c -= 'a' - 'A'
		}
		b = append(b, c)
		if x.name != nil {
			b = append(b, x.name(a)...)
		}
	}
	if len(a.store.State.Recent) > 0 {
		b = append(b, strings.Join(a.store.State.Recent, "\n")...)
	}
	return fmt.Sprintf("%s %v", b, a.store.Settings.Scale)
}

// refreshMenu builds the menus anew when one of their items looks different
// now.
func (a *App) refreshMenu() {
	state := a.menuState()
	if state == a.enabled || a.shell.bare {
		return
	}
	a.buildMenu()
}

// registerShortcuts tells the window about the keys that no menu item has.
func (a *App) registerShortcuts() {
	for i := range a.actions {
		x := &a.actions[i]
		for _, k := range []keys{x.keys, x.also} {
			if k.isShortcut() {
				a.win.Canvas().AddShortcut(k.shortcut(), func(fyne.Shortcut) { a.do(x.id) })
			}
		}
	}
}

// shortcut answers to keys with modifiers that the focused widget has no use
// for.
func (a *App) shortcut(s fyne.Shortcut) {
	for i := range a.actions {
		x := &a.actions[i]
		for _, k := range []keys{x.keys, x.also} {
			if k.isShortcut() && k.shortcut().ShortcutName() == s.ShortcutName() {
				a.do(x.id)
				return
			}
		}
	}
}

// typedKey answers to keys that the focused widget has no use for. Letters and
// Delete are not among them: they belong to the canvas while it has the focus.
func (a *App) typedKey(e *fyne.KeyEvent) {
	if n := len(a.popups); n > 0 {
		a.popups[n-1].key(e)
		return
	}
	if e.Name == fyne.KeyEscape && a.fallback != nil {
		a.fallback.Hide()
		return
	}
	if e.Name == fyne.KeyEscape && a.shell.bare {
		a.do("view.bare")
		return
	}
	if e.Name == fyne.KeyEscape && hasDocument(a) && !a.current.isCanvas(a.win.Canvas().Focused()) {
		a.current.focus()
		return
	}
	k := keys{name: e.Name, mod: a.modifiers()}
	if !isFunctionKey(e.Name) {
		return
	}
	for i := range a.actions {
		if x := &a.actions[i]; x.keys == k || x.also == k {
			a.do(x.id)
			return
		}
	}
}

func isFunctionKey(k fyne.KeyName) bool {
	return len(k) > 1 && k[0] == 'F' && k[1] >= '1' && k[1] <= '9'
}
