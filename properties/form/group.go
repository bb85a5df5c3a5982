package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties"
)

// headBase is a heading that opens and closes what is below it.
type headBase struct {
	widget.BaseWidget
	style   *Style
	isOpen  bool
	changed func(open bool)
	ground  *frame
	ring    *frame
	chevron *icon
}

func (h *headBase) init(style *Style, changed func(bool)) {
	h.style, h.changed = style, changed
	h.ground, h.ring = newFrame("", "", corner), newRing()
	h.chevron = newIcon("right", style.secondary(), iconSize)
}

// open opens or closes, and tells.
func (h *headBase) open(open bool) {
	if h.isOpen != open {
		h.setOpen(open)
		h.changed(open)
	}
}

func (h *headBase) setOpen(open bool) {
	h.isOpen = open
	h.chevron.set(map[bool]string{true: "down", false: "right"}[open], h.style.secondary())
}

// Tapped opens and closes.
func (h *headBase) Tapped(*fyne.PointEvent) { h.open(!h.isOpen) }

// MouseIn shows that the heading answers.
func (h *headBase) MouseIn(*desktop.MouseEvent) { h.ground.set(theme.ColorNameHover, "", 0) }

// MouseMoved is part of desktop.Hoverable.
func (h *headBase) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends MouseIn.
func (h *headBase) MouseOut() { h.ground.set("", "", 0) }

// FocusGained shows the focus.
func (h *headBase) FocusGained() { h.ring.Show() }

// FocusLost hides it.
func (h *headBase) FocusLost() { h.ring.Hide() }

// TypedRune is part of fyne.Focusable.
func (h *headBase) TypedRune(rune) {}

// TypedKey opens and closes by Space, Enter and the arrows.
func (h *headBase) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.open(!h.isOpen)
	case fyne.KeyRight:
		h.open(true)
	case fyne.KeyLeft:
		h.open(false)
	case fyne.KeyEscape:
		if h.style.Escape != nil {
			h.style.Escape()
		}
	default:
		h.style.key(e)
	}
}

// groupHead is the heading of a group.
type groupHead struct {
	headBase
	text *line
	dot  *frame
	more *fyne.Container // what can be done with the group, at the right end
}

func newGroupHead(style *Style, label string, changed func(bool)) *groupHead {
	h := &groupHead{text: newNaturalLine(strings.ToUpper(label), style.heading()), dot: newDot(),
		more: container.New(ends{gap: 4}, newLine("", style.small()))}
	h.init(style, changed)
	h.ExtendBaseWidget(h)
	h.dot.Hide()
	return h
}

// setMore changes the buttons at the right end.
func (h *groupHead) setMore(buttons ...fyne.CanvasObject) {
	h.more.Objects = append(h.more.Objects[:1:1], buttons...)
	h.Refresh()
}

func (h *groupHead) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(headLayout{height: headHeight, gap: 4, inset: 4}, h.ground, h.chevron, h.text, h.ring, h.dot, h.more))
}

// headLayout lays out ground, chevron, text, focus ring and, where there are
// more, a dot behind the text and what stands at the right end.
type headLayout struct{ height, gap, inset float32 }

func (l headLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, l.height) }

func (l headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[3].Resize(size)
	o[1].Move(fyne.NewPos(l.inset, 0))
	o[1].Resize(fyne.NewSize(iconSize, size.Height))
	x := l.inset + iconSize + l.gap
	w := max(0, size.Width-x-4)
	o[2].Move(fyne.NewPos(x, 0))
	o[2].Resize(fyne.NewSize(w, size.Height))
	if len(o) > 4 {
		end := min(x+o[2].MinSize().Width+8, size.Width-12)
		o[4].Move(fyne.NewPos(whole(end), whole(size.Height/2)-3))
		o[4].Resize(fyne.NewSquareSize(6))
		m := o[5].MinSize()
		o[5].Resize(fyne.NewSize(m.Width, size.Height))
		o[5].Move(fyne.NewPos(size.Width-m.Width-8, 0))
	}
}

// groupView is a group of the panel.
type groupView struct {
	p      *Panel
	group  properties.BoundGroup
	head   *groupHead
	items  items
	note   *paragraph
	fields *fyne.Container
	body   *fyne.Container
	object *fyne.Container
}

func newGroupView(p *Panel, g properties.BoundGroup, open bool) *groupView {
	v := &groupView{p: p, items: items{o: &p.owner}}
	v.head = newGroupHead(&p.config.Style, g.Label, func(open bool) {
		v.items.commit()
		v.update(v.group)
		if p.config.SetOpen != nil {
			p.config.SetOpen(g.Label, open)
		}
		p.relayout()
	})
	v.head.setOpen(open)
	v.note = newParagraph("", p.config.Style.small())
	v.fields = container.New(stack{gap: rowGap})
	v.body = container.New(padded{left: margin, right: margin, bottom: 16}, container.New(stack{gap: rowGap}, v.note, v.fields))
	head := container.New(padded{left: 4, right: 4}, v.head)
	v.object = container.New(stack{}, newFrame(p.config.Style.line(), "", 0), head, v.body)
	v.update(g)
	return v
}

// update takes over the fields; those of a closed group are not made.
func (v *groupView) update(g properties.BoundGroup) {
	v.group = g
	show(v.head.dot, g.Filled && g.Label != "General")
	show(v.body, v.head.isOpen)
	if !v.head.isOpen {
		v.items = items{o: &v.p.owner}
		v.fields.Objects = nil
		v.head.setMore()
		return
	}
	v.note.set(g.Note, v.p.config.Style.small())
	show(v.note, g.Note != "")
	alone := isAlone(g)
	changed := v.items.update(g.Fields, func(properties.Bound) bool { return !alone })
	if changed {
		v.fields.Objects = objectsOf(v.items.list)
		v.head.setMore(v.more(alone)...)
		v.p.relayout()
	}
}

// isAlone reports whether a group has one field that is called like the group:
// the heading is its label then.
func isAlone(g properties.BoundGroup) bool {
	return len(g.Fields) == 1 && g.Fields[0].Label == g.Label
}

// more are the buttons of the only field, which stand in the heading.
func (v *groupView) more(alone bool) []fyne.CanvasObject {
	if !alone {
		return nil
	}
	out := v.p.owner.links(v.group.Fields[0].Field.Actions, func() { v.items.commit() })
	if l, ok := v.items.list[0].(*list); ok {
		out = append(out, l.plus)
	}
	return out
}
