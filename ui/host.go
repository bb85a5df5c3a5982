package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// tooltipDelay is how long the pointer rests before its tooltip shows.
const tooltipDelay = 500 * time.Millisecond

// host is what the widgets of this package ask of their window: tooltips, and
// an answer to keys that they have no use for. A nil host does nothing.
type host struct {
	layer *fyne.Container // above the content; tooltips stand in it
	after func(time.Duration, func()) (stop func())
	key   func(*fyne.KeyEvent)

	owner  fyne.CanvasObject
	cancel func()
	shown  bool
}

func newHost(after func(time.Duration, func()) (stop func()), key func(*fyne.KeyEvent)) *host {
	return &host{layer: container.NewWithoutLayout(), after: after, key: key}
}

// Key passes on a key that the focused widget has no use for.
func (h *host) Key(e *fyne.KeyEvent) {
	if h != nil && h.key != nil {
		h.key(e)
	}
}

// Enter says that the pointer is over owner; text shows when it rests there.
// side "right" puts the tooltip beside the owner, else it stands below.
func (h *host) Enter(owner fyne.CanvasObject, text, shortcut, side string) {
	if h == nil || text == "" {
		return
	}
	h.Leave(h.owner)
	h.owner = owner
	h.cancel = h.after(tooltipDelay, func() {
		if h.owner == owner {
			h.show(owner, text, shortcut, side)
		}
	})
}

// Leave takes the tooltip of owner away.
func (h *host) Leave(owner fyne.CanvasObject) {
	if h == nil || h.owner != owner {
		return
	}
	if h.cancel != nil {
		h.cancel()
		h.cancel = nil
	}
	h.owner = nil
	if h.shown {
		h.shown = false
		h.layer.RemoveAll()
		h.layer.Refresh()
	}
}

func (h *host) show(owner fyne.CanvasObject, text, shortcut, side string) {
	ground := newFrame(colorPopup, colorLine, corner)
	line := newLabel(text, role{size: smallSize, color: colorText})
	tip := container.NewWithoutLayout(ground, line)
	size := line.MinSize()
	line.Resize(size)
	line.Move(fyne.NewPos(2*unit, unit))
	width := size.Width + 4*unit
	if shortcut != "" {
		keys := newLabel(shortcut, smallText)
		ks := keys.MinSize()
		keys.Resize(ks)
		keys.Move(fyne.NewPos(width, unit))
		tip.Add(keys)
		width += ks.Width + 2*unit
	}
	box := fyne.NewSize(width, size.Height+2*unit)
	ground.Resize(box)
	tip.Resize(box)

	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(owner).Subtract(driver.AbsolutePositionForObject(h.layer))
	room := h.layer.Size()
	if side == "right" {
		at = at.AddXY(owner.Size().Width+unit, (owner.Size().Height-box.Height)/2)
	} else {
		at = at.AddXY((owner.Size().Width-box.Width)/2, owner.Size().Height+unit)
		if at.Y+box.Height > room.Height {
			at.Y -= owner.Size().Height + 2*unit + box.Height
		}
	}
	at.X = max(unit, min(at.X, room.Width-box.Width-unit))
	at.Y = max(0, min(at.Y, room.Height-box.Height))
	tip.Move(at)
	h.shown = true
	h.layer.Objects = []fyne.CanvasObject{tip}
	h.layer.Refresh()
}
