package editor

import (
	"fmt"
	"math"
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// Entry is a thing to choose: in the context pad or in a menu.
type Entry struct {
	ID    string // the same always, such as "append:task"
	Label string
	Group string     // entries of one group stand together
	Icon  paint.List // in a square of notation.IconSize
	On    bool       // a switch that is on
	// Run does it.
	Run func()
	// op is what Run does to the document, when that is worth a preview.
	op func(tx *bpmn.Tx) error
	// Drag begins a drag with the button down, for entries that can be dragged
	// from the pad; else nil.
	Drag func()
}

// Preview shows what an entry of the pad would make, until it is called with
// nil or something happens.
func (ed *Editor) Preview(e *Entry) {
	if e == nil && ed.preview == nil {
		return
	}
	ed.preview = nil
	if e != nil && e.op != nil {
		_ = ed.doc.Preview(e.op, func(change *bpmn.Change) {
			for _, it := range ed.scene.Peek(change) {
				if ed.scene.Item(it.DI) == nil {
					ed.preview = append(ed.preview, it.Drawing()...)
				}
			}
		})
		if ed.preview != nil {
			ed.preview = paint.List{paint.Group{Ops: ed.preview, Opacity: 0.45}}
		}
	}
	ed.note(Hinted)
}

// VariantIcon returns the symbol of a variant.
func VariantIcon(v modeling.Variant) paint.List {
	switch {
	case v.Default:
		return append(notation.Icon(v.Kind, 0, notation.Traits{}), lines(1.5, 3.5, 10, 9, 16))
	case v.Conditional:
		return append(notation.Icon(v.Kind, 0, notation.Traits{}), paint.Shape{
			Path: paint.Polygon(2, 17, 3.2, 12.3, 8, 11.6, 6.8, 16.3), Fill: paint.Of(paint.Ground), Stroke: paint.Pen(paint.Of(paint.Ink), 1.2)})
	}
	return notation.Icon(v.Kind, v.Definition, tools.TraitsOf(v))
}

// Pad returns the entries of the context pad for what is selected: what is
// needed most, no more than eight as a rule. Menus have the rest.
func (ed *Editor) Pad() []Entry {
	refs := ed.selection.Refs()
	if len(refs) == 0 {
		return nil
	}
	if len(refs) > 1 {
		out := []Entry{}
		if modeling.CanAlign(ed.selection.Elements()).OK {
			out = append(out, Entry{ID: "align", Label: "Align and distribute", Group: "edit", Icon: alignIcon(modeling.AlignLeft), Run: func() { ed.OpenMenu(tools.AlignMenu) }})
		}
		return append(out, ed.colorEntry(), ed.deleteEntry())
	}
	it := ed.scene.Item(refs[0].DI)
	if it == nil {
		return nil
	}
	if refs[0].Label {
		return []Entry{ed.deleteEntry()}
	}
	var out []Entry
	for _, v := range modeling.QuickAppend(it.DI) {
		out = append(out, ed.appendEntry(it.DI, v))
	}
	out = append(out, ed.laneEntries(it)...)
	if len(ed.ChangeEntries()) > 0 {
		out = append(out, Entry{ID: "change", Label: "Change type", Group: "edit", Icon: wrenchIcon, Run: func() { ed.OpenMenu(tools.ChangeMenu) }})
	}
	if it.Kind != bpmn.TextAnnotation && it.Kind != bpmn.Group {
		v := modeling.Variant{Kind: bpmn.TextAnnotation}
		e := ed.appendEntry(it.DI, v)
		e.ID, e.Label, e.Group = "annotate", "Add a text annotation", "edit"
		out = append(out, e)
	}
	if canBeginConnection(it.Element) {
		start := func(dragging bool) func() { return func() { ed.Use(tools.NewConnect(it, dragging)) } }
		out = append(out, Entry{ID: "connect", Label: "Connect to another element", Group: "edit", Icon: connectIcon, Run: start(false), Drag: start(true)})
	}
	return append(out, ed.deleteEntry())
}

// CanConnect reports whether a connection can begin at what is selected.
func (ed *Editor) CanConnect() bool {
	ref, ok := ed.selection.Single()
	return ok && canBeginConnection(ref.DI.Semantic())
}

// canBeginConnection reports whether the pad offers to connect an element.
func canBeginConnection(e bpmn.Element) bool {
	k := e.Kind()
	return k.IsFlowNode() || k.Is(bpmn.DataClass) || k == bpmn.TextAnnotation || k == bpmn.Participant
}

func (ed *Editor) deleteEntry() Entry {
	return Entry{ID: "delete", Label: "Delete", Group: "edit", Icon: trashIcon, Run: ed.Delete}
}

// laneEntries returns what can be done with the lanes of a pool or lane.
func (ed *Editor) laneEntries(it *scene.Item) []Entry {
	if !modeling.CanHaveLanes(it.DI).OK {
		return nil
	}
	names, thickness := [2]string{"above", "below"}, it.Bounds.H
	if !it.Horizontal {
		names, thickness = [2]string{"to the left", "to the right"}, it.Bounds.W
	}
	add := func(before bool, id, where string) Entry {
		return Entry{ID: id, Label: "Add a lane " + where, Group: "lanes", Icon: laneIcon(before, !it.Horizontal), Run: func() {
			var made bpmn.Shape
			ed.do(func() {
				if ed.context.Edit("Add lane", func(tx *bpmn.Tx) (err error) {
					made, err = modeling.AddLane(tx, it.DI, before)
					return err
				}) {
					ed.Select(made.Element)
					ed.Reveal()
				}
			})
		}}
	}
	out := []Entry{add(true, "lane:before", names[0])}
	for _, n := range [...]int{2, 3} {
		if len(it.Element.Lanes()) < n && thickness >= float64(60*n) {
			label := fmt.Sprintf("Divide into %d lanes", n)
			out = append(out, Entry{ID: fmt.Sprintf("lane:divide:%d", n), Label: label, Group: "lanes", Icon: divideIcon(n, !it.Horizontal), Run: func() {
				ed.edit(label, func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, it.DI, n) })
			}})
		}
	}
	out = append(out, add(false, "lane:after", names[1]))
	for _, by := range [...]int{-1, 1} {
		if _, ok := laneBehind(it.Element, by); ok {
			to := laneWays[it.Horizontal][(by+1)/2]
			out = append(out, Entry{ID: "lane:" + to, Label: "Move the lane " + to, Group: "lanes", Icon: moveLaneIcon(by < 0, !it.Horizontal), Run: func() { ed.MoveLane(by) }})
		}
	}
	return out
}

func (ed *Editor) colorEntry() Entry {
	return Entry{ID: "color", Label: "Colour", Group: "edit", Icon: brushIcon, Run: func() { ed.OpenMenu(tools.ColorMenu) }}
}

// ColorEntries returns the colours that what is selected can have.
func (ed *Editor) ColorEntries() []Entry {
	var out []Entry
	for _, c := range modeling.ColorChoices() {
		out = append(out, Entry{ID: "color:" + c.Name, Label: c.Name, Icon: swatch(c.Fill, c.Stroke), Run: func() { ed.SetColors(c.Fill, c.Stroke) }})
	}
	return out
}

var alignments = []struct {
	label string
	how   modeling.Alignment
}{
	{"Left", modeling.AlignLeft}, {"Center", modeling.AlignCenter}, {"Right", modeling.AlignRight},
	{"Top", modeling.AlignTop}, {"Middle", modeling.AlignMiddle}, {"Bottom", modeling.AlignBottom},
}

// AlignEntries returns how what is selected can be aligned and distributed.
func (ed *Editor) AlignEntries() []Entry {
	var out []Entry
	for _, a := range alignments {
		out = append(out, Entry{ID: "align:" + a.label, Label: a.label, Group: "Align", Icon: alignIcon(a.how), Run: func() { ed.Align(a.how) }})
	}
	if modeling.CanDistribute(ed.selection.Elements()).OK {
		out = append(out,
			Entry{ID: "distribute:horizontally", Label: "Horizontally", Group: "Distribute", Icon: distributeIcon(false), Run: func() { ed.Distribute(modeling.Horizontally) }},
			Entry{ID: "distribute:vertically", Label: "Vertically", Group: "Distribute", Icon: distributeIcon(true), Run: func() { ed.Distribute(modeling.Vertically) }})
	}
	return out
}

func (ed *Editor) appendEntry(source bpmn.Element, v modeling.Variant) Entry {
	return Entry{ID: "append:" + v.Key(), Label: "Append " + lower(v.Title()), Group: "append", Icon: VariantIcon(v),
		Run:  func() { ed.Append(v) },
		op:   func(tx *bpmn.Tx) error { _, err := modeling.Append(tx, source, v); return err },
		Drag: func() { ed.Use(tools.NewAppend(source, v, true)) }}
}

// AppendEntries returns everything that can be appended to what is selected.
func (ed *Editor) AppendEntries() []Entry {
	ref, ok := ed.selection.Single()
	if !ok {
		return nil
	}
	var out []Entry
	for _, v := range modeling.Appendable(ref.DI) {
		e := ed.appendEntry(ref.DI, v)
		e.Label, e.Group = v.Title(), groupOf(v.Kind)
		out = append(out, e)
	}
	return grouped(out)
}

// grouped brings entries into the order of their groups: what people need most
// comes first.
func grouped(list []Entry) []Entry {
	slices.SortStableFunc(list, func(a, b Entry) int {
		return slices.Index(groupOrder, a.Group) - slices.Index(groupOrder, b.Group)
	})
	return list
}

var groupOrder = []string{"Tasks", "Gateways", "Events", "Sub-processes", "Data", "Pools and artifacts", "Flows"}

// CreateEntries returns everything that can be created; choosing hangs it on
// the pointer.
func (ed *Editor) CreateEntries() []Entry {
	var out []Entry
	for _, v := range append(modeling.Creatable(), modeling.Variant{Kind: bpmn.Lane}) {
		out = append(out, Entry{ID: "create:" + v.Key(), Label: v.Title(), Group: groupOf(v.Kind), Icon: VariantIcon(v),
			Run: func() { ed.Create(v, false) }, Drag: func() { ed.Create(v, true) }})
	}
	return grouped(out)
}

// MenuEntries returns the entries of a menu that a tool or the pad asked for.
func (ed *Editor) MenuEntries(m tools.Menu) []Entry {
	switch m {
	case tools.ChangeMenu:
		return ed.ChangeEntries()
	case tools.AppendMenu:
		return ed.AppendEntries()
	case tools.CreateMenu:
		return ed.CreateEntries()
	case tools.AlignMenu:
		return ed.AlignEntries()
	case tools.ColorMenu:
		return ed.ColorEntries()
	case tools.AttachMenu:
		return ed.AttachEntries()
	}
	return nil
}

// Offers reports whether a menu has entries for what is selected.
func (ed *Editor) Offers(m tools.Menu) bool {
	ref, single := ed.selection.Single()
	switch {
	case m != tools.ChangeMenu && m != tools.AppendMenu && m != tools.AttachMenu:
		return true
	case !single || ref.Label:
		return false
	case m == tools.AppendMenu:
		return len(modeling.Appendable(ref.DI)) > 0
	case m == tools.AttachMenu:
		return ref.DI.Semantic().Kind().Is(bpmn.ActivityClass) && len(ed.AttachEntries()) > 0
	}
	return len(ed.ChangeEntries()) > 0
}

// groupOf returns the heading under which menus show a kind.
func groupOf(k bpmn.Kind) string {
	switch k.Info().Class {
	case bpmn.EventClass:
		return "Events"
	case bpmn.ActivityClass:
		if k.IsSubProcess() {
			return "Sub-processes"
		}
		return "Tasks"
	case bpmn.GatewayClass:
		return "Gateways"
	case bpmn.DataClass:
		return "Data"
	case bpmn.ConnectionClass:
		return "Flows"
	}
	return "Pools and artifacts"
}

// PadAnchor returns the rectangle beside which the context pad stands, in
// screen units; ok is false when there is no pad now.
func (ed *Editor) PadAnchor() (r geom.Rect, ok bool) {
	if _, selecting := ed.tool.(*tools.Select); !selecting || ed.selection.Len() == 0 || ed.editing != (tools.Ref{}) {
		return geom.Rect{}, false
	}
	r = ed.view.RectToScreen(ed.selectionBounds())
	if ref, single := ed.selection.Single(); single && !ref.Label {
		if it := ed.scene.Item(ref.DI); it != nil && it.IsEdge() {
			r = ed.besideFlow(it.Route)
		}
	}
	return r, r.Intersects(geom.R(0, 0, ed.view.W, ed.view.H))
}

// The place of the pad at the middle of a flow, in screen units: below a level
// line, so that neither the line nor its ends are covered.
const (
	padBelow = 14
	padBack  = 62 // half of a flow's pad, and the distance at which pads stand
)

// besideFlow is PadAnchor of a flow.
func (ed *Editor) besideFlow(route geom.Polyline) geom.Rect {
	mid := route.At(0.5)
	_, i, _ := route.Nearest(mid)
	r := geom.RectAround(ed.view.ToScreen(mid), 1, 1)
	if i >= 0 && i+1 < len(route) {
		if d := route[i+1].Sub(route[i]); math.Abs(d.X) > math.Abs(d.Y) {
			return r.Moved(geom.Pt(-padBack, padBelow))
		}
	}
	return r
}

func lower(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return string(s[0]|0x20) + s[1:]
	}
	return s
}
