package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
)

// Config is what a panel is made with.
type Config struct {
	Env   *properties.Env // must not be nil
	Style Style
	// Icon draws the symbol of an element, 20 by 20; nil for none.
	Icon func(e bpmn.Element) fyne.CanvasObject
	// IsOpen and SetOpen remember which groups are open. Both may be nil.
	IsOpen  func(group string) (open, known bool)
	SetOpen func(group string, open bool)
	// Actions are what can be opened from a field. Links to others are not
	// shown.
	Actions map[properties.ActionName]func(element bpmn.Element)
}

// Panel is the properties panel: the fields of what is selected.
type Panel struct {
	widget.BaseWidget
	config Config
	owner  owner

	doc       *bpmn.Document
	selection []bpmn.Element
	sheet     properties.Sheet
	groups    map[string]*groupView
	order     []string
	unwatch   func()

	header *header
	body   *fyne.Container
	scroll *container.Scroll
	hold   int  // layouts are put off while this is above zero
	stale  bool // one was put off
}

// NewPanel returns an empty panel.
func NewPanel(c Config) *Panel {
	p := &Panel{config: c, groups: map[string]*groupView{}}
	p.owner = owner{
		style: &p.config.Style, layout: p.relayout, reveal: func(o fyne.CanvasObject) { reveal(p.scroll, o) }, drafts: map[string]string{},
		wheel:  func(e *fyne.ScrollEvent) { p.scroll.Scrolled(e) },
		canvas: func() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(p) },
		can:    func(n properties.ActionName) bool { return p.config.Actions[n] != nil },
		act: func(n properties.ActionName) {
			if len(p.sheet.Elements) > 0 {
				p.config.Actions[n](p.sheet.Elements[0])
			}
		},
	}
	p.header = newHeader(&p.config.Style)
	p.body = container.New(stack{})
	p.scroll = container.NewVScroll(p.body)
	p.ExtendBaseWidget(p)
	return p
}

// SetSelection shows the fields of the elements; shapes and edges stand for
// what they show. Without a selection it shows the process or collaboration of
// the first diagram. A nil document empties the panel. Texts that were typed for
// other elements are written first.
func (p *Panel) SetSelection(doc *bpmn.Document, elements []bpmn.Element) {
	if doc == p.doc && same(elements, p.selection) {
		return
	}
	p.Commit()
	if doc != p.doc {
		if p.unwatch != nil {
			p.unwatch()
			p.unwatch = nil
		}
		p.doc = doc
		p.owner.drafts = map[string]string{}
		if doc != nil {
			p.unwatch = doc.Subscribe(p.follow)
		}
	}
	p.selection = append([]bpmn.Element(nil), elements...)
	p.config.Style.leave(p)
	before := p.sheet.Elements
	p.sheet = p.makeSheet()
	if !same(before, p.sheet.Elements) {
		p.clear()
		p.scroll.ScrollToOffset(fyne.Position{})
	}
	p.rebuild()
}

func same(a, b []bpmn.Element) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// makeSheet returns the sheet of what is selected and still there.
func (p *Panel) makeSheet() properties.Sheet {
	if p.doc == nil {
		return properties.Sheet{}
	}
	var live []bpmn.Element
	for _, e := range p.selection {
		if e.IsLive() && e.Semantic().IsLive() {
			live = append(live, e)
		}
	}
	if len(live) == 0 {
		live = []bpmn.Element{subject(p.doc)}
	}
	return p.config.Env.Sheet(p.doc, live)
}

// subject is what the first diagram is about.
func subject(d *bpmn.Document) bpmn.Element {
	for _, plane := range d.Planes() {
		if e := plane.Semantic(); !e.IsZero() && e != plane {
			return e
		}
	}
	for _, e := range d.Processes() {
		return e
	}
	return bpmn.Element{}
}

// follow shows a change of the document; what doesn't concern the fields leaves
// them, the focus and the caret alone.
func (p *Panel) follow(*bpmn.Change) {
	before := p.sheet.Elements
	p.sheet = p.makeSheet()
	if !same(before, p.sheet.Elements) {
		p.clear()
	}
	p.rebuild()
}

// clear drops the fields of elements that are shown no longer.
func (p *Panel) clear() {
	// The focus must not stay in a field that is gone: its text would be
	// written to an element that nobody sees.
	if c := p.owner.canvas(); c != nil {
		for _, v := range p.groups {
			if v.items.drop(c.Focused()) {
				c.Unfocus()
			}
		}
	}
	p.groups, p.order, p.body.Objects = map[string]*groupView{}, nil, nil
	p.stale = true
}

// Commit writes what was typed and is not written yet. It reports false when a
// field has a value that can't be written.
func (p *Panel) Commit() bool {
	ok := true
	for _, label := range p.order {
		ok = p.groups[label].items.commit() && ok
	}
	return ok
}

// Close ends the panel's watch over the document.
func (p *Panel) Close() { p.SetSelection(nil, nil) }

// FocusField opens the group of a field and puts the caret into it, for
// problems that are about it. The group may be empty when the label alone is
// clear. It reports whether the field is there.
func (p *Panel) FocusField(group, label string) bool {
	b, ok := p.sheet.Find(group, label)
	if !ok {
		return false
	}
	v := p.groups[b.Key[:strings.IndexByte(b.Key, '/')]]
	if v == nil {
		return false
	}
	v.head.open(true)
	for i, f := range v.group.Fields {
		if f.Key != b.Key {
			continue
		}
		if c, ok := v.items.list[i].(*control); ok {
			p.owner.focus(c.focusable())
			return true
		}
	}
	return false
}

// rebuild makes the panel show the sheet.
func (p *Panel) rebuild() {
	p.hold++
	var order []string
	changed := len(p.sheet.Groups) != len(p.order)
	for i, g := range p.sheet.Groups {
		v := p.groups[g.Label]
		if v == nil {
			v = newGroupView(p, g, p.isOpen(g))
			p.groups[g.Label] = v
			changed = true
		} else {
			v.update(g)
		}
		changed = changed || p.order[i] != g.Label
		order = append(order, g.Label)
	}
	for label := range p.groups {
		if !has(order, label) {
			delete(p.groups, label)
		}
	}
	p.order = order
	if changed {
		p.body.Objects = nil
		for _, label := range order {
			p.body.Objects = append(p.body.Objects, p.groups[label].object)
		}
		p.stale = true
	}
	p.showHeader()
	p.hold--
	if p.stale {
		p.relayout()
	}
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (p *Panel) isOpen(g properties.BoundGroup) bool {
	if p.config.IsOpen != nil {
		if open, known := p.config.IsOpen(g.Label); known {
			return open
		}
	}
	return g.Open
}

func (p *Panel) showHeader() {
	list := p.sheet.Elements
	switch {
	case len(list) == 0:
		p.header.set(nil, "", "")
	case len(list) == 1:
		var picture fyne.CanvasObject
		if p.config.Icon != nil {
			picture = p.config.Icon(list[0])
		}
		p.header.set(picture, properties.Describe(list[0]), list[0].Title())
	default:
		kind := properties.Describe(list[0])
		for _, e := range list[1:] {
			if properties.Describe(e) != kind {
				kind = "Different kinds"
			}
		}
		p.header.set(nil, kind, itoa(len(list))+" elements")
	}
}

// relayout places everything again after a height changed.
func (p *Panel) relayout() {
	if p.hold > 0 {
		p.stale = true
		return
	}
	p.stale = false
	size := p.scroll.Size()
	if size.Width <= 0 {
		return
	}
	p.body.Layout.Layout(p.body.Objects, fyne.NewSize(size.Width, p.body.Size().Height))
	p.body.Resize(fyne.NewSize(size.Width, max(p.body.MinSize().Height, size.Height)))
	p.scroll.Refresh()
}

// reveal scrolls an object into view.
func reveal(scroll *container.Scroll, o fyne.CanvasObject) {
	y, ok := offsetIn(scroll.Content, o)
	if !ok {
		return
	}
	const around = 24 // the label should be seen too
	top, view := scroll.Offset.Y, scroll.Size().Height
	switch h := min(o.Size().Height, view-2*around); {
	case y-around < top:
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-around)))
	case y+h+around > top+view:
		scroll.ScrollToOffset(fyne.NewPos(0, y+h+around-view))
	}
}

// offsetIn returns how far below the top of root an object stands.
func offsetIn(root, o fyne.CanvasObject) (float32, bool) {
	if root == o {
		return 0, true
	}
	if c, ok := root.(*fyne.Container); ok {
		for _, x := range c.Objects {
			if y, ok := offsetIn(x, o); ok {
				return y + x.Position().Y, true
			}
		}
	}
	return 0, false
}

// CreateRenderer is part of fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer { return &panelRenderer{p} }

type panelRenderer struct{ p *Panel }

func (r *panelRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 100) }

func (r *panelRenderer) Layout(size fyne.Size) {
	h := r.p.header.MinSize().Height
	r.p.header.Resize(fyne.NewSize(size.Width, h))
	r.p.scroll.Move(fyne.NewPos(0, h))
	r.p.scroll.Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
	r.p.relayout()
}

func (r *panelRenderer) Refresh() {
	r.p.header.Refresh()
	r.p.body.Refresh()
	r.p.relayout()
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.header, r.p.scroll}
}

func (r *panelRenderer) Destroy() {}
