package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// dock is the panel below the canvas with its pages.
type dock struct {
	object *fyne.Container
	stack  *fyne.Container
	head   *fyne.Container
	tools  *fyne.Container // of the page that shows, at the right of the head
	bar    *fyne.Container // head and tools
	pages  []*dockPage
	shown  *dockPage
	opened func(*dockPage)
}

// dockPage is one page of the dock.
type dockPage struct {
	name    string
	button  *button
	content fyne.CanvasObject
	tools   []fyne.CanvasObject
	height  func(window float32) float32 // the dock grows to this when the page is opened; nil to leave it
}

func newDock(h *host, collapse func(), opened func(*dockPage), pages ...*dockPage) *dock {
	d := &dock{pages: pages, stack: container.NewStack(), opened: opened}
	d.head, d.tools = container.New(&rowLayout{}), container.New(&rowLayout{gap: 2 * unit})
	for _, p := range pages {
		p.button = newTextButton(p.name, quietButton, func() { d.Open(p) })
		p.button.host = h
		d.head.Add(p.button)
		p.content.Hide()
		d.stack.Add(p.content)
	}
	hide := newIconButton(h, "chevron-down", "Close this panel", "", collapse)
	d.bar = container.New(&rowLayout{left: unit, right: unit, gap: unit}, d.head, newSpring(), d.tools, hide)
	d.object = container.New(&dockLayout{}, newSurface(colorCanvas), newSurface(colorSurface), d.bar, newLine(), d.stack)
	return d
}

// Open shows a page.
func (d *dock) Open(p *dockPage) {
	if d.shown != p {
		for _, x := range d.pages {
			show(x.content, x == p)
			x.button.SetOn(x == p)
		}
		d.shown = p
		d.tools.Objects = p.tools
		d.tools.Refresh()
		d.object.Refresh()
	}
	d.opened(p)
}

// Arrange places the head anew, after a tool in it has changed its width.
func (d *dock) Arrange() { d.bar.Refresh() }

// SetTitle changes the name of a page, such as "Problems 2".
func (d *dock) SetTitle(p *dockPage, title string) {
	if p.button.text != title {
		p.button.SetText(title)
		d.bar.Refresh()
	}
}

// dockLayout: head, hairline, page.
type dockLayout struct{}

const dockHead = 32

func (dockLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, dockHead) }

func (dockLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[1].Resize(fyne.NewSize(size.Width, dockHead))
	o[2].Resize(fyne.NewSize(size.Width, dockHead))
	o[3].Move(fyne.NewPos(0, dockHead))
	o[3].Resize(fyne.NewSize(size.Width, hairline))
	o[4].Move(fyne.NewPos(0, dockHead+hairline))
	o[4].Resize(fyne.NewSize(size.Width, max(0, size.Height-dockHead-hairline)))
}
