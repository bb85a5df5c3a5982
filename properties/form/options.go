package form

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties"
)

const (
	optionRows   = 9   // that are in view at once
	searchFrom   = 10  // options from which on there is a search field
	maxOptions   = 200 // that are listed; the search finds the others
	optionsWidth = 200 // at least
)

// optionPopup is a list of options below a field.
type optionPopup struct {
	widget.BaseWidget
	style   *Style
	options []properties.Option
	current string
	pick    func(properties.Option)

	found   []properties.Option
	rows    []*optionRow
	at      int
	search  *textbox
	list    *fyne.Container
	scroll  *container.Scroll
	content *fyne.Container
	popup   *widget.PopUp
	back    fyne.Focusable
}

// openOptions shows the options below the owner; pick hears of the one that is
// chosen.
func openOptions(style *Style, owner fyne.CanvasObject, options []properties.Option, current string, pick func(properties.Option)) *optionPopup {
	c := fyne.CurrentApp().Driver().CanvasForObject(owner)
	if c == nil {
		return nil
	}
	p := &optionPopup{style: style, options: options, current: current, pick: pick}
	p.ExtendBaseWidget(p)
	p.back, _ = owner.(fyne.Focusable)
	p.list = container.New(stack{})
	p.scroll = container.NewVScroll(p.list)
	p.content = container.New(stack{4})
	if len(options) >= searchFrom {
		p.search = newTextbox(style, textOptions{})
		p.search.SetPlaceholder("Search")
		p.search.changed = func() { p.fill(p.search.Text()) }
		p.search.first = p.key
		p.content.Add(p.search)
	}
	p.content.Add(p)
	p.fill("")

	width := max(owner.Size().Width, optionsWidth)
	height := float32(min(max(len(options), 1), optionRows))*rowHeight + 2
	p.scroll.SetMinSize(fyne.NewSize(width-2*theme.InnerPadding(), height))
	p.popup = widget.NewPopUp(p.content, c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(owner).AddXY(0, owner.Size().Height+2)
	size := p.popup.MinSize()
	size.Width = max(size.Width, width)
	if at.Y+size.Height > c.Size().Height {
		at.Y = max(0, at.Y-owner.Size().Height-size.Height-4)
	}
	at.X = max(0, min(at.X, c.Size().Width-size.Width-4))
	p.popup.ShowAtPosition(at)
	p.popup.Resize(size)
	if p.search != nil {
		c.Focus(p.search)
	} else {
		c.Focus(p)
	}
	p.choose(p.at)
	return p
}

func (p *optionPopup) fill(search string) {
	p.found, p.rows = nil, nil
	search = strings.ToLower(strings.TrimSpace(search))
	for _, o := range p.options {
		if search == "" || strings.Contains(strings.ToLower(o.Value+" "+o.Label+" "+o.Detail), search) {
			p.found = append(p.found, o)
		}
	}
	p.list.RemoveAll()
	p.at = 0
	for i, o := range p.found {
		if i == maxOptions {
			p.list.Add(newLine(fmt.Sprintf("and %d more: type to find one", len(p.found)-maxOptions), p.style.small()))
			break
		}
		r := newOptionRow(p, i, o)
		p.rows = append(p.rows, r)
		p.list.Add(r)
		if o.Value == p.current && search == "" {
			p.at = i
		}
	}
	if len(p.found) == 0 {
		what := "Nothing to choose from yet."
		if search != "" {
			what = "Nothing found."
		}
		p.list.Add(container.New(padded{8, 6, 8, 6}, newLine(what, p.style.small())))
	}
	p.choose(p.at)
}

// choose moves the mark to an option.
func (p *optionPopup) choose(i int) {
	if len(p.rows) == 0 {
		return
	}
	p.at = max(0, min(i, len(p.rows)-1))
	for j, r := range p.rows {
		r.mark(j == p.at)
	}
	y, h := float32(p.at)*rowHeight, p.scroll.Size().Height
	switch {
	case h == 0:
	case y < p.scroll.Offset.Y:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y))
	case y+rowHeight > p.scroll.Offset.Y+h:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y+rowHeight-h))
	}
}

func (p *optionPopup) take(i int) {
	p.close()
	if i < len(p.found) {
		p.pick(p.found[i])
	}
}

func (p *optionPopup) close() {
	c := p.popup.Canvas
	p.popup.Hide()
	if p.back != nil {
		c.Focus(p.back)
	}
}

func (p *optionPopup) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.choose(p.at + 1)
	case fyne.KeyUp:
		p.choose(p.at - 1)
	case fyne.KeyPageDown:
		p.choose(p.at + optionRows - 1)
	case fyne.KeyPageUp:
		p.choose(p.at - optionRows + 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take(p.at)
	case fyne.KeyEscape, fyne.KeyTab:
		p.close()
	default:
		return false
	}
	return true
}

// FocusGained is part of fyne.Focusable.
func (p *optionPopup) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (p *optionPopup) FocusLost() {}

// TypedRune goes to the next option that begins with the character.
func (p *optionPopup) TypedRune(r rune) {
	for i := range p.rows {
		j := (p.at + 1 + i) % len(p.rows)
		if name := []rune(strings.ToLower(p.rows[j].title())); len(name) > 0 && name[0] == []rune(strings.ToLower(string(r)))[0] {
			p.choose(j)
			return
		}
	}
}

// TypedKey moves through the options.
func (p *optionPopup) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		p.take(p.at)
		return
	}
	p.key(e)
}

func (p *optionPopup) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }

// optionRow is one option.
type optionRow struct {
	widget.BaseWidget
	p      *optionPopup
	index  int
	option properties.Option
	marked bool
	ground *frame
}

func newOptionRow(p *optionPopup, index int, o properties.Option) *optionRow {
	r := &optionRow{p: p, index: index, option: o, ground: newFrame("", "", corner)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) title() string { return either2(r.option.Label, r.option.Value) }

func (r *optionRow) mark(on bool) {
	r.marked = on
	fill := fyne.ThemeColorName("")
	if on {
		fill = theme.ColorNameSelection
	}
	r.ground.set(fill, "", 0)
}

// Tapped takes the option.
func (r *optionRow) Tapped(*fyne.PointEvent) { r.p.take(r.index) }

// MouseIn moves the mark here.
func (r *optionRow) MouseIn(*desktop.MouseEvent) { r.p.choose(r.index) }

// MouseMoved is part of desktop.Hoverable.
func (r *optionRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (r *optionRow) MouseOut() {}

func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	check := newIcon("check", theme.ColorNamePrimary, smallIcon)
	if r.option.Value != r.p.current || r.p.current == "" {
		check.Hide()
	}
	detail := r.option.Detail
	if detail == "" && r.option.Label != "" && r.option.Label != r.option.Value {
		detail = r.option.Value
	}
	if n := []rune(detail); len(n) > 28 {
		detail = string(n[:27]) + "…"
	}
	label := newLine(r.title(), body())
	row := container.New(ends{gap: 8}, label, newNaturalLine(detail, r.p.style.small()))
	return widget.NewSimpleRenderer(container.NewStack(r.ground,
		container.New(optionLayout{}, check, row)))
}

// optionLayout puts a check before an option.
type optionLayout struct{}

func (optionLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, rowHeight) }

func (optionLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(6, 0))
	o[0].Resize(fyne.NewSize(smallIcon, size.Height))
	o[1].Move(fyne.NewPos(24, 0))
	o[1].Resize(fyne.NewSize(size.Width-24-8, size.Height))
}
