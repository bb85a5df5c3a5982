package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/properties/form"
)

const (
	tabMin = 88
	tabMax = 220
)

// tabBar is the row of open files.
type tabBar struct {
	host   *host
	tabs   []*fileTab
	chosen *fileTab
	first  int // the first tab that shows, when there is no room for all
	object *fyne.Container
	row    *fyne.Container
	more   *button // lists all files, when there is no room for all
}

// newTabBar returns a row without tabs. list opens the list of all files at a
// position of the window.
func newTabBar(h *host, list func(at fyne.Position)) *tabBar {
	b := &tabBar{host: h}
	b.more = newIconButton(h, "chevron-down", "All open files", "", func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.more)
		list(at.AddXY(0, b.more.Size().Height))
	})
	b.row = container.New(&tabLayout{b}, b.more)
	b.object = container.NewStack(newSurface(colorSurface), b.row)
	return b
}

// Add puts a tab at the end.
func (b *tabBar) Add(t *fileTab) {
	b.tabs = append(b.tabs, t)
	b.row.Add(t)
}

// Remove takes a tab out.
func (b *tabBar) Remove(t *fileTab) {
	if i := slices.Index(b.tabs, t); i >= 0 {
		b.tabs = slices.Delete(b.tabs, i, i+1)
	}
	b.row.Remove(t)
}

// Select marks one tab and brings it into view; nil marks none.
func (b *tabBar) Select(t *fileTab) {
	b.chosen = t
	for _, x := range b.tabs {
		if x.selected != (x == t) {
			x.selected = x == t
			x.Refresh()
		}
	}
	b.Arrange()
}

// Arrange gives the tabs their places anew, after a name has changed.
func (b *tabBar) Arrange() { b.row.Layout.Layout(b.row.Objects, b.row.Size()) }

// tabLayout gives each tab its natural width; without room for that it shrinks
// them, and then shows those around the selected one.
type tabLayout struct{ b *tabBar }

func (l *tabLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(tabMin, tabHeight) }

func (l *tabLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b := l.b
	var sum float32
	for _, t := range b.tabs {
		sum += t.natural()
	}
	shrink := float32(1)
	if sum > size.Width && sum > 0 {
		shrink = size.Width / sum
	}
	widths := make([]float32, len(b.tabs))
	sum = 0
	for i, t := range b.tabs {
		widths[i] = max(tabMin, round(t.natural()*shrink))
		sum += widths[i]
	}
	crowded := sum > size.Width+float32(len(b.tabs))
	room := size.Width
	show(b.more, crowded)
	if crowded {
		room -= rowHeight + 2*unit
		b.more.Resize(fyne.NewSquareSize(rowHeight))
		b.more.Move(fyne.NewPos(size.Width-rowHeight-unit, (size.Height-rowHeight)/2))
	}
	b.first = firstTab(widths, b.first, slices.Index(b.tabs, b.chosen), room)
	x := float32(0)
	for i, t := range b.tabs {
		fits := i >= b.first && (!crowded || x+widths[i] <= room)
		show(t, fits)
		if !fits {
			if i >= b.first {
				room = 0 // none behind it either
			}
			continue
		}
		t.Resize(fyne.NewSize(widths[i], size.Height))
		t.Move(fyne.NewPos(x, 0))
		x += widths[i]
	}
}

// firstTab returns the first tab to show so that the selected one is seen, as
// near to the present one as possible.
func firstTab(widths []float32, first, selected int, room float32) int {
	first = max(0, min(first, len(widths)-1))
	sum := func(from, to int) (w float32) {
		for _, x := range widths[from:to] {
			w += x
		}
		return w
	}
	if selected >= 0 && selected < first {
		first = selected
	}
	for selected > first && sum(first, selected+1) > room {
		first++
	}
	// No room is left empty while there are tabs before the first.
	for first > 0 && sum(first-1, len(widths)) <= room {
		first--
	}
	return first
}

// fileTab is the tab of one open file.
type fileTab struct {
	widget.BaseWidget
	host               *host
	name, path         string
	dirty, selected    bool
	onSelect, onClose  func()
	onMenu             func(at fyne.Position)
	hovered, overClose bool
	focused            bool
	renderer           *fileTabRenderer
}

func newFileTab(h *host) *fileTab {
	t := &fileTab{host: h}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes what the tab shows.
func (t *fileTab) Set(name, path string, dirty bool) {
	if t.name == name && t.path == path && t.dirty == dirty {
		return
	}
	t.name, t.path, t.dirty = name, path, dirty
	t.Refresh()
}

func (t *fileTab) natural() float32 {
	w := form.MeasureText(t.name, textSize, fyne.TextStyle{}).Width + 3*unit + 7*unit
	return min(max(round(w), tabMin), tabMax)
}

func (t *fileTab) closeArea() (x, size float32) { return t.Size().Width - 6*unit, 5 * unit }

func (t *fileTab) isClose(p fyne.Position) bool {
	x, size := t.closeArea()
	return p.X >= x && p.X <= x+size
}

// Tapped selects the file, or closes it when its cross was meant.
func (t *fileTab) Tapped(e *fyne.PointEvent) {
	if t.isClose(e.Position) {
		t.onClose()
		return
	}
	t.onSelect()
}

// TappedSecondary opens the tab's menu.
func (t *fileTab) TappedSecondary(e *fyne.PointEvent) { t.onMenu(e.AbsolutePosition) }

// MouseDown closes the file with the middle button.
func (t *fileTab) MouseDown(e *desktop.MouseEvent) {
	t.host.Leave(t)
	if e.Button == desktop.MouseButtonTertiary {
		t.onClose()
	}
}

// MouseUp is part of desktop.Mouseable.
func (t *fileTab) MouseUp(*desktop.MouseEvent) {}

// MouseIn shows the cross, and after a while the whole path.
func (t *fileTab) MouseIn(e *desktop.MouseEvent) {
	t.hovered = true
	t.host.Enter(t, t.path, "", "")
	t.MouseMoved(e)
}

// MouseMoved shows whether the cross is meant.
func (t *fileTab) MouseMoved(e *desktop.MouseEvent) {
	t.overClose = t.isClose(e.Position)
	t.update()
}

// MouseOut ends MouseIn.
func (t *fileTab) MouseOut() {
	t.hovered, t.overClose = false, false
	t.host.Leave(t)
	t.update()
}

// FocusGained shows the focus.
func (t *fileTab) FocusGained() { t.focused = true; t.update() }

// FocusLost hides it.
func (t *fileTab) FocusLost() { t.focused = false; t.update() }

// TypedRune is part of fyne.Focusable.
func (t *fileTab) TypedRune(rune) {}

// TypedKey selects the file, closes it or opens its menu.
func (t *fileTab) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.onSelect()
	case fyne.KeyDelete:
		t.onClose()
	case desktop.KeyMenu:
		p := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
		t.onMenu(p.AddXY(0, t.Size().Height))
	default:
		t.host.Key(e)
	}
}

func (t *fileTab) update() {
	if t.renderer != nil {
		t.renderer.paint()
	}
}

func (t *fileTab) CreateRenderer() fyne.WidgetRenderer {
	r := &fileTabRenderer{
		t: t, ground: newSurface(""), label: newText("", bodyText), line: newLine(),
		mark: newSurface(colorAccent), dot: newFrame(colorAccent, "", unit),
		spot: newFrame("", "", corner), cross: canvas.NewImageFromResource(nil), ring: newFrame("", colorAccent, corner),
	}
	r.ring.width = focusWidth
	t.renderer = r
	r.Refresh()
	return r
}

type fileTabRenderer struct {
	t      *fileTab
	ground *surface
	line   *surface // at the right
	mark   *surface // below the selected tab
	label  *text
	dot    *surface // unsaved changes
	spot   *surface // behind the cross
	cross  *canvas.Image
	ring   *surface
}

func (r *fileTabRenderer) MinSize() fyne.Size { return fyne.NewSize(unit, tabHeight) }

func (r *fileTabRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Resize(size)
	r.line.Move(fyne.NewPos(size.Width-hairline, 0))
	r.line.Resize(fyne.NewSize(hairline, size.Height))
	r.mark.Move(fyne.NewPos(0, 0))
	r.mark.Resize(fyne.NewSize(size.Width-hairline, focusWidth))
	x, s := r.t.closeArea()
	r.label.Move(fyne.NewPos(3*unit, 0))
	r.label.Resize(fyne.NewSize(max(0, x-4*unit), size.Height))
	y := (size.Height - s) / 2
	r.spot.Move(fyne.NewPos(x, y))
	r.spot.Resize(fyne.NewSquareSize(s))
	r.cross.Move(fyne.NewPos(x+unit/2+1, y+unit/2+1))
	r.cross.Resize(fyne.NewSquareSize(s - unit - 2))
	r.dot.Move(fyne.NewPos(x+6, y+6))
	r.dot.Resize(fyne.NewSquareSize(s - 12))
}

func (r *fileTabRenderer) Refresh() {
	r.label.Set(r.t.name)
	r.paint()
	r.Layout(r.t.Size())
}

func (r *fileTabRenderer) paint() {
	t := r.t
	ground, ink := fyne.ThemeColorName(""), colorSecondary
	switch {
	case t.selected:
		ground, ink = colorCanvas, colorText
	case t.hovered:
		ground, ink = colorHover, colorText
	}
	r.ground.set(ground, "")
	r.label.SetRole(bodyText.in(ink))
	show(r.mark, t.selected)
	cross := t.overClose || t.hovered && !t.dirty || t.selected && !t.dirty
	show(r.cross, cross)
	show(r.dot, t.dirty && !cross)
	spot := fyne.ThemeColorName("")
	if t.overClose {
		spot = theme.ColorNamePressed
	}
	r.spot.set(spot, "")
	if cross {
		res := icon("close", colorSecondary)
		if r.cross.Resource == nil || r.cross.Resource.Name() != res.Name() {
			r.cross.Resource = res
			r.cross.Refresh()
		}
	}
	show(r.ring, t.focused)
}

func (r *fileTabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.line, r.mark, r.label, r.dot, r.spot, r.cross, r.ring}
}

func (r *fileTabRenderer) Destroy() {}
