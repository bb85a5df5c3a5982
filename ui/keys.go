package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keys is a key with its modifiers; the zero value means none.
type keys struct {
	name fyne.KeyName
	mod  fyne.KeyModifier
}

// The modifiers of shortcuts. ctrl is the Command key on a Mac.
const (
	ctrl  = fyne.KeyModifierShortcutDefault
	shift = fyne.KeyModifierShift
	alt   = fyne.KeyModifierAlt
)

var keyNames = map[fyne.KeyName]string{
	fyne.KeyEqual: "+", fyne.KeyMinus: "−", fyne.KeyComma: ",", fyne.KeyPeriod: ".", fyne.KeyDelete: "Del",
	fyne.KeyEscape: "Esc", fyne.KeyReturn: "Enter", fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyLeft: "←", fyne.KeyRight: "→",
}

// String returns the keys as people read them: Ctrl+Shift+S.
func (k keys) String() string {
	if k.name == "" {
		return ""
	}
	var b strings.Builder
	names := [...]struct {
		mod       fyne.KeyModifier
		word, mac string
	}{
		{fyne.KeyModifierControl, "Ctrl+", "⌃"}, {fyne.KeyModifierAlt, "Alt+", "⌥"},
		{fyne.KeyModifierShift, "Shift+", "⇧"}, {fyne.KeyModifierSuper, "Super+", "⌘"},
	}
	for _, n := range names {
		switch {
		case k.mod&n.mod == 0:
		case runtime.GOOS == "darwin":
			b.WriteString(n.mac)
		default:
			b.WriteString(n.word)
		}
	}
	if s, ok := keyNames[k.name]; ok {
		b.WriteString(s)
	} else {
		b.WriteString(string(k.name))
	}
	return b.String()
}

// isShortcut reports whether Fyne tells of the keys as a shortcut. Plain keys,
// and those with Shift alone, come as typed keys.
func (k keys) isShortcut() bool { return k.name != "" && k.mod&^shift != 0 }

// shortcut returns the keys as Fyne tells of them: the usual editing keys have
// types of their own.
func (k keys) shortcut() fyne.Shortcut {
	if k.name == "" {
		return nil
	}
	if k.mod == ctrl {
		switch k.name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.name, Modifier: k.mod}
}
