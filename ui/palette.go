package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/notation"
)

// paletteTool is a tool of the palette; paletteKind an element to create. A
// zero entry of both is the line between two groups.
type paletteEntry struct {
	tool  string // id of an action
	kind  bpmn.Kind
	def   bpmn.Definition
	trait notation.Traits
	label string
}

// paletteTable is the palette from top to bottom, in the order that BPMN
// editors have.
var paletteTable = []paletteEntry{
	{tool: "tool.hand"}, {tool: "tool.lasso"}, {tool: "tool.space"}, {tool: "tool.connect"},
	{},
	{kind: bpmn.StartEvent, label: "Start event"},
	{kind: bpmn.IntermediateThrowEvent, label: "Intermediate or boundary event"},
	{kind: bpmn.EndEvent, label: "End event"},
	{},
	{kind: bpmn.ExclusiveGateway, label: "Exclusive gateway"},
	{kind: bpmn.ParallelGateway, label: "Parallel gateway"},
	{},
	{kind: bpmn.Task, label: "Task"},
	{kind: bpmn.UserTask, label: "User task"},
	{kind: bpmn.ScriptTask, label: "Script task"},
	{kind: bpmn.ServiceTask, label: "Service task"},
	{kind: bpmn.SubProcess, label: "Sub-process"},
	{kind: bpmn.CallActivity, trait: notation.Traits{Collapsed: true}, label: "Call activity"},
	{},
	{kind: bpmn.DataObjectReference, label: "Data object"},
	{kind: bpmn.DataStoreReference, label: "Data store"},
	{kind: bpmn.Participant, label: "Pool"},
	{kind: bpmn.TextAnnotation, label: "Text annotation"},
	{kind: bpmn.Group, label: "Group"},
}

// paletteColumn is the column of tools and elements at the left.
type paletteColumn struct {
	a      *App
	object *fyne.Container
	tools  map[string]*button
}

func newPaletteColumn(a *App) *paletteColumn {
	p := &paletteColumn{a: a, tools: map[string]*button{}}
	column := container.New(&paletteLayout{})
	for _, e := range paletteTable {
		switch {
		case e.tool != "":
			x := a.byID[e.tool]
			b := newIconButton(a.host, x.icon, x.label, x.keys.String(), func() { a.do(e.tool) })
			b.tipSide = "right"
			p.tools[e.tool] = b
			column.Add(b)
		case e.kind != bpmn.Unknown:
			column.Add(newPaletteButton(a, e))
		default:
			column.Add(newLine())
		}
	}
	scroll := container.NewVScroll(column)
	p.object = container.NewStack(newSurface(colorSurface), scroll)
	return p
}

// newPaletteButton returns the button of an element: a click makes it hang on
// the pointer, a drag carries it to where it is dropped.
func newPaletteButton(a *App, e paletteEntry) *paletteButton {
	b := &paletteButton{a: a, entry: e}
	b.host, b.tip, b.tipSide, b.height = a.host, e.label, "right", paletteCell
	b.picture = newKindPicture(e.kind, e.def, e.trait)
	b.tap = func() { a.create(e) }
	b.ExtendBaseWidget(b)
	return b
}

type paletteButton struct {
	button
	a     *App
	entry paletteEntry
}

// paletteLayout is a column of buttons, as high as there is room for.
type paletteLayout struct{}

const (
	paletteCell    = 36
	paletteCellMin = 28
	paletteGap     = 9 // around the line between groups
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
			x.Move(fyne.NewPos((paletteWidth-6*unit)/2, y+unit))
			y += paletteGap
			continue
		}
		x.Resize(fyne.NewSize(paletteCell, cell))
		x.Move(fyne.NewPos((paletteWidth-paletteCell)/2, y))
		y += cell
	}
}

func (a *App) create(paletteEntry) {}
