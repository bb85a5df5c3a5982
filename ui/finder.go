package ui

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// finderItem is something that can be found by typing a part of its name.
type finderItem struct {
	label, detail string
	also          string                   // found by this, too, but not shown
	minor         bool                     // comes after what fits as well
	picture       func() fyne.CanvasObject // nil for none
	do            func()
}

const (
	finderRows  = 10
	finderWidth = 520
)

// finder is a field with a list below it that shows what fits the text.
type finder struct {
	a        *App
	items    []finderItem
	found    []int // indices of items, the best first
	top      int   // index in found of the first row that shows
	selected int   // index in found
	entry    *finderEntry
	rows     []*finderRow
	list     *fyne.Container
	none     *text
	panel    *fyne.Container
	overlay  *finderOverlay
	preview  func(i int) // told which item is selected; -1 when the finder closes without a choice
}

// find opens a finder over the window.
func (a *App) find(hint string, items []finderItem, preview func(i int)) {
	f := &finder{a: a, items: items, preview: preview}
	f.entry = newFinderEntry(f)
	f.entry.SetPlaceHolder(hint)
	f.list = container.New(&columnLayout{})
	for range finderRows {
		r := newFinderRow(f)
		f.rows = append(f.rows, r)
		f.list.Add(r)
	}
	f.none = newText("Nothing found.", bodyText.in(colorSecondary))
	f.list.Add(container.New(&finderRowLayout{}, newFrame("", "", 0), container.NewStack(), f.none, newText("", smallText)))
	f.panel = container.NewStack(newFrame(colorPopup, colorLine, 2*corner),
		padded(container.New(&columnLayout{gap: unit}, f.entry, f.list), 2*unit, 2*unit, 2*unit, 2*unit))
	f.overlay = newFinderOverlay(f)
	f.filter("")
	c := a.win.Canvas()
	f.overlay.Resize(c.Size())
	c.Overlays().Add(f.overlay)
	c.Focus(f.entry)
}

func (f *finder) close() {
	f.a.win.Canvas().Overlays().Remove(f.overlay)
}

func (f *finder) cancel() {
	f.close()
	if f.preview != nil {
		f.preview(-1)
	}
}

func (f *finder) choose(i int) {
	if i < 0 || i >= len(f.found) {
		return
	}
	item := f.items[f.found[i]]
	f.close()
	item.do()
	f.a.refresh()
}

// filter shows the items that fit a text.
func (f *finder) filter(s string) {
	type hit struct{ item, score int }
	var hits []hit
	for i, it := range f.items {
		if score := it.fits(s); score >= 0 {
			hits = append(hits, hit{i, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	f.found = f.found[:0]
	for _, h := range hits {
		f.found = append(f.found, h.item)
	}
	f.top, f.selected = 0, 0
	f.show()
}

func (f *finder) move(by int) {
	if len(f.found) == 0 {
		return
	}
	f.selected = min(max(f.selected+by, 0), len(f.found)-1)
	f.top = min(max(f.top, f.selected-finderRows+1), f.selected)
	f.show()
}

func (f *finder) scroll(by int) {
	f.top = min(max(f.top+by, 0), max(0, len(f.found)-finderRows))
	f.show()
}

func (f *finder) show() {
	for i, r := range f.rows {
		at := f.top + i
		if at >= len(f.found) {
			show(r, false)
			continue
		}
		r.set(at, f.items[f.found[at]], at == f.selected)
		show(r, true)
	}
	last := f.list.Objects[len(f.list.Objects)-1]
	show(last, len(f.found) == 0)
	f.list.Refresh()
	f.overlay.Refresh()
	if f.preview != nil && len(f.found) > 0 {
		f.preview(f.found[f.selected])
	}
}

// fits says how well an item fits what was typed; -1 is not at all. A label that
// begins with it is best, then one of whose words begins with it, then one that
// has it anywhere, then what else the item is found by, then scattered letters.
func (it finderItem) fits(typed string) int {
	score := fuzzy(typed, it.label)
	want, label := strings.ToLower(typed), strings.ToLower(it.label)
	switch {
	case typed == "":
		return 0
	case strings.HasPrefix(label, want):
		score += 4000
	case strings.Contains(label, " "+want):
		score += 3000
	case strings.Contains(label, want):
		score += 2000
	case strings.Contains(strings.ToLower(it.also), want):
		score = max(score, 0) + 1000
	}
	if it.minor && score > 0 {
		score /= 4
	}
	return score
}

// fuzzy says how well a text fits what was typed: all its letters must come in
// order; beginnings of words and runs count more. -1 is no fit.
func fuzzy(typed, s string) int {
	if typed == "" {
		return 0
	}
	want, score, run := []rune(strings.ToLower(typed)), 0, 0
	at, previous := 0, ' '
	for _, r := range s {
		low := unicode.ToLower(r)
		if at < len(want) && low == want[at] {
			at++
			run++
			score += run
			if !unicode.IsLetter(previous) {
				score += 4
			}
		} else {
			run = 0
		}
		previous = r
	}
	if at < len(want) {
		return -1
	}
	return score*100/(10+len(s)) + score
}

// finderEntry is the field; the arrow keys move in the list.
type finderEntry struct {
	widget.Entry
	f *finder
}

func newFinderEntry(f *finder) *finderEntry {
	e := &finderEntry{f: f}
	e.ExtendBaseWidget(e)
	e.OnChanged = f.filter
	return e
}

// TypedKey moves and chooses in the list; other keys edit the text.
func (e *finderEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		e.f.move(1)
	case fyne.KeyUp:
		e.f.move(-1)
	case fyne.KeyPageDown:
		e.f.move(finderRows)
	case fyne.KeyPageUp:
		e.f.move(-finderRows)
	case fyne.KeyReturn, fyne.KeyEnter:
		e.f.choose(e.f.selected)
	case fyne.KeyEscape:
		e.f.cancel()
	default:
		e.Entry.TypedKey(k)
	}
}

// finderOverlay covers the window; a press outside the panel closes.
type finderOverlay struct {
	widget.BaseWidget
	f *finder
}

func newFinderOverlay(f *finder) *finderOverlay {
	o := &finderOverlay{f: f}
	o.ExtendBaseWidget(o)
	return o
}

// Tapped closes the finder.
func (o *finderOverlay) Tapped(*fyne.PointEvent) { o.f.cancel() }

// TappedSecondary closes the finder.
func (o *finderOverlay) TappedSecondary(*fyne.PointEvent) { o.f.cancel() }

// Scrolled scrolls the list.
func (o *finderOverlay) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DY < 0 {
		o.f.scroll(2)
	} else if e.Scrolled.DY > 0 {
		o.f.scroll(-2)
	}
}

func (o *finderOverlay) CreateRenderer() fyne.WidgetRenderer {
	shade := canvas.NewRectangle(theme.Color(theme.ColorNameShadow))
	return &finderOverlayRenderer{o, shade}
}

type finderOverlayRenderer struct {
	o     *finderOverlay
	shade *canvas.Rectangle
}

func (r *finderOverlayRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *finderOverlayRenderer) Layout(size fyne.Size) {
	r.shade.Resize(size)
	w := min(finderWidth, size.Width-8*unit)
	r.o.f.panel.Resize(fyne.NewSize(w, r.o.f.panel.MinSize().Height))
	r.o.f.panel.Move(fyne.NewPos(round((size.Width-w)/2), 16*unit))
}

func (r *finderOverlayRenderer) Refresh() {
	r.shade.FillColor = theme.Color(theme.ColorNameShadow)
	r.Layout(r.o.Size())
	canvas.Refresh(r.o)
}

func (r *finderOverlayRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.shade, r.o.f.panel}
}

func (r *finderOverlayRenderer) Destroy() {}

// finderRow is one line of the list.
type finderRow struct {
	widget.BaseWidget
	f             *finder
	at            int
	ground        *surface
	label, detail *text
	holder        *fyne.Container // of the picture
	row           *fyne.Container
}

func newFinderRow(f *finder) *finderRow {
	r := &finderRow{f: f, ground: newFrame("", "", corner), label: newText("", bodyText), detail: newText("", smallText), holder: container.NewStack()}
	r.detail.align = fyne.TextAlignTrailing
	r.row = container.New(&finderRowLayout{}, r.ground, r.holder, r.label, r.detail)
	r.ExtendBaseWidget(r)
	return r
}

func (r *finderRow) set(at int, it finderItem, selected bool) {
	r.at = at
	r.label.Set(it.label)
	r.detail.Set(it.detail)
	r.holder.Objects = nil
	if it.picture != nil {
		r.holder.Objects = []fyne.CanvasObject{it.picture()}
	}
	fill := fyne.ThemeColorName("")
	if selected {
		fill = colorSelected
	}
	r.ground.set(fill, "")
	r.row.Refresh()
}

// Tapped chooses the row.
func (r *finderRow) Tapped(*fyne.PointEvent) { r.f.choose(r.at) }

// MouseIn selects the row.
func (r *finderRow) MouseIn(*desktop.MouseEvent) {}

// MouseMoved selects the row: not MouseIn, for rows also come under a pointer
// that rests.
func (r *finderRow) MouseMoved(*desktop.MouseEvent) {
	if r.f.selected != r.at {
		r.f.selected = r.at
		r.f.show()
	}
}

// MouseOut is part of desktop.Hoverable.
func (r *finderRow) MouseOut() {}

func (r *finderRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.row) }

type finderRowLayout struct{}

func (finderRowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, rowHeight) }

func (finderRowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	left := float32(2 * unit)
	if c := o[1].(*fyne.Container); len(c.Objects) > 0 {
		m := c.MinSize()
		c.Resize(m)
		c.Move(fyne.NewPos(left, round((size.Height-m.Height)/2)))
		left += m.Width + 2*unit
	}
	room := size.Width - left - 2*unit
	label := min(o[2].(*text).full(), room)
	o[2].Resize(fyne.NewSize(label, size.Height))
	o[2].Move(fyne.NewPos(left, 0))
	rest := max(0, room-label-4*unit)
	o[3].Resize(fyne.NewSize(rest, size.Height))
	o[3].Move(fyne.NewPos(size.Width-2*unit-rest, 0))
}

// commandPalette finds actions by name.
func (a *App) commandPalette() {
	var items []finderItem
	for i := range a.actions {
		x := &a.actions[i]
		if x.can(a) && x.id != "palette" {
			label := x.title(a)
			if x.group != "" {
				label = x.group + ": " + label
			}
			detail := x.keys.String()
			if x.on != nil && x.on(a) {
				detail = strings.TrimSpace("on  " + detail)
			}
			items = append(items, finderItem{label: label, detail: detail, also: x.id, do: func() { a.do(x.id) }})
		}
	}
	a.find("Type what you want to do", items, nil)
}
