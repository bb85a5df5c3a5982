package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"spiffmodeler/bpmn/modeling"
)

// paletteTools are the tools above the elements of the palette.
var paletteTools = []string{"tool.hand", "tool.lasso", "tool.space", "tool.connect"}

// paletteColumn is the column of tools and elements at the left.
type paletteColumn struct {
	a      *App
	object *fyne.Container
	tools  map[string]*button
}

// Refresh marks the tool that is active.
func (p *paletteColumn) Refresh() {
	for id, b := range p.tools {
		b.SetOn(p.a.byID[id].on(p.a))
	}
}

func newPaletteColumn(a *App) *paletteColumn {
	p := &paletteColumn{a: a, tools: map[string]*button{}}
	column := container.New(&paletteLayout{})
	for _, id := range paletteTools {
		x := a.byID[id]
		b := newIconButton(a.host, x.icon, x.label, x.keys.String(), func() { a.do(id) })
		b.tipSide = "right"
		p.tools[id] = b
		column.Add(b)
	}
	for _, group := range modeling.Palette() {
		column.Add(newLine())
		for _, v := range group {
			column.Add(newPaletteButton(a, v))
		}
	}
	scroll := container.NewVScroll(column)
	p.object = container.NewStack(newSurface(colorSurface), container.NewThemeOverride(scroll, slim{}))
	return p
}

// newPaletteButton returns the button of an element: a click makes it hang on
// the pointer, a drag carries it to where it is dropped.
func newPaletteButton(a *App, v modeling.Variant) *paletteButton {
	b := &paletteButton{a: a, variant: v}
	b.host, b.tip, b.tipSide, b.height = a.host, v.Title(), "right", paletteCell
	b.picture = newVariantPicture(v)
	b.tap = func() { a.create(v, false) }
	b.owner = b
	b.ExtendBaseWidget(b)
	return b
}

type paletteButton struct {
	button
	a        *App
	variant  modeling.Variant
	dragging bool
	at       fyne.Position
}

// Dragged carries a new element to the canvas.
func (b *paletteButton) Dragged(e *fyne.DragEvent) {
	if !hasDocument(b.a) {
		return
	}
	if !b.dragging {
		b.dragging = true
		b.a.create(b.variant, true)
	}
	b.at = e.AbsolutePosition
	b.a.current.diagram.PointerAt(b.at)
}

// DragEnd puts the element down.
func (b *paletteButton) DragEnd() {
	if b.dragging && hasDocument(b.a) {
		b.a.current.diagram.ReleaseAt(b.at)
	}
	b.dragging, b.pressed = false, false
	b.update()
}

// paletteLayout is a column of buttons, as high as there is room for.
type paletteLayout struct{}

const (
	paletteCell    = 36
	paletteCellMin = 24
	paletteGap     = 7 // around the line between groups
)

func isLine(o fyne.CanvasObject) bool { _, ok := o.(*surface); return ok }

func (paletteLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(2 * unit)
	for _, x := range o {
		if isLine(x) {
			h += paletteGap
		} else {
			h += paletteCellMin
		}
	}
	return fyne.NewSize(paletteWidth, h)
}

func (l paletteLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	cells := 0
	for _, x := range o {
		if !isLine(x) {
			cells++
		}
	}
	spare := (size.Height - l.MinSize(o).Height) / float32(max(1, cells))
	cell := float32(int(clamp(paletteCellMin+spare, paletteCellMin, paletteCell)))
	y := float32(unit)
	for _, x := range o {
		if isLine(x) {
			x.Resize(fyne.NewSize(6*unit, hairline))
			x.Move(fyne.NewPos((paletteWidth-6*unit)/2, y+(paletteGap-hairline)/2))
			y += paletteGap
			continue
		}
		x.Resize(fyne.NewSize(paletteCell, cell))
		x.Move(fyne.NewPos((paletteWidth-paletteCell)/2, y))
		y += cell
	}
}

// slim is the look with scroll bars that leave the symbols alone.
type slim struct{}

func (slim) theme() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (s slim) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return s.theme().Color(n, v)
}
func (s slim) Font(t fyne.TextStyle) fyne.Resource     { return s.theme().Font(t) }
func (s slim) Icon(n fyne.ThemeIconName) fyne.Resource { return s.theme().Icon(n) }

func (s slim) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameScrollBar || n == theme.SizeNameScrollBarSmall {
		return 3
	}
	return s.theme().Size(n)
}
