package editor

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// Tidy lays out what is selected, or the whole plane when nothing or one thing
// is, as one step that changes nothing but the diagram.
func (ed *Editor) Tidy() {
	list := ed.selection.Elements()
	if len(list) < 2 {
		list = nil
	}
	ed.edit("Tidy", func(tx *bpmn.Tx) error { return modeling.Tidy(tx, ed.Plane(), list) })
}

// Straighten lays the selected flows anew, without the bends that people made;
// of selected shapes those that begin or end there, of nothing all.
func (ed *Editor) Straighten() {
	chosen := func(*scene.Item) bool { return true }
	if ed.selection.Len() > 0 {
		picked := map[bpmn.Element]bool{}
		for _, e := range ed.Selected() {
			picked[e] = true
		}
		chosen = func(it *scene.Item) bool {
			return picked[it.Element] || picked[it.Element.Source()] || picked[it.Element.Target()]
		}
	}
	var edges []bpmn.Element
	for _, it := range ed.scene.Items() {
		if it.IsEdge() && chosen(it) {
			edges = append(edges, it.DI)
		}
	}
	if len(edges) == 0 {
		ed.window.SetStatus("There are no flows to straighten", false)
		return
	}
	ed.edit("Straighten "+counted(len(edges), "flow"), func(tx *bpmn.Tx) error {
		modeling.Straighten(tx, edges)
		return nil
	})
}

// MoveToOrigin shifts everything so that the diagram begins at (0, 0).
func (ed *Editor) MoveToOrigin() {
	if ed.scene.Len() == 0 || ed.scene.Bounds().Min() == (geom.Point{}) {
		return
	}
	was := ed.scene.Bounds().Min()
	if ed.edit("Move to the origin", func(tx *bpmn.Tx) error { modeling.MoveToOrigin(tx, ed.Plane()); return nil }) {
		// What was in view stays there.
		ed.move(func(v *tools.Viewport) { v.Origin = v.Origin.Add(ed.scene.Bounds().Min().Sub(was)) })
	}
}

// FlipPool turns the selected pool from horizontal to vertical or back.
func (ed *Editor) FlipPool() {
	if ref, ok := ed.selection.Single(); ok {
		ed.edit("Turn pool", func(tx *bpmn.Tx) error { return modeling.FlipPool(tx, ref.DI) })
	}
}

// MoveLane moves the selected lane, with what lies in it, one place down among
// its neighbours, or with -1 one place up; in vertical pools right and left.
func (ed *Editor) MoveLane(by int) {
	ref, ok := ed.selection.Single()
	if !ok {
		return
	}
	lane := ref.DI.Semantic()
	next, found := laneBehind(lane, by)
	if !found {
		ed.window.SetStatus("There is no lane to change places with", false)
		return
	}
	ed.edit("Move lane", func(tx *bpmn.Tx) error { return modeling.MoveLane(tx, lane, next) })
}

// CanMoveLane reports whether the selected lane has a neighbour to change places
// with, and where MoveLane would bring it: "up", "down", "left" or "right".
func (ed *Editor) CanMoveLane(by int) (to string, ok bool) {
	ref, ok := ed.selection.Single()
	it := ed.scene.Item(ref.DI)
	if !ok || it == nil {
		return "", false
	}
	_, ok = laneBehind(it.Element, by)
	return laneWays[it.Horizontal][(by+1)/2], ok
}

// laneWays says where a lane moves: to the one before or the one behind it, by
// whether lanes are horizontal.
var laneWays = map[bool][2]string{true: {"up", "down"}, false: {"left", "right"}}

// laneBehind returns the lane before which a lane comes to stand when it moves
// by one place; zero for the end.
func laneBehind(lane bpmn.Element, by int) (next bpmn.Element, ok bool) {
	if lane.Kind() != bpmn.Lane {
		return next, false
	}
	list := lane.Parent().ChildrenNamed("lane")
	slices.SortStableFunc(list, func(a, b bpmn.Element) int {
		p, q := a.Shape().Bounds(), b.Shape().Bounds()
		if p.Y != q.Y && p.X == q.X {
			return int(p.Y - q.Y)
		}
		return int(p.X - q.X)
	})
	i := slices.Index(list, lane)
	switch {
	case by < 0 && i > 0:
		return list[i-1], true
	case by > 0 && i+2 < len(list):
		return list[i+2], true
	case by > 0 && i+1 < len(list):
		return bpmn.Element{}, true
	}
	return next, false
}

// AttachEntries returns the boundary events that the selected activity can get.
func (ed *Editor) AttachEntries() []Entry {
	ref, ok := ed.selection.Single()
	if !ok || ref.Label {
		return nil
	}
	var out []Entry
	for _, v := range modeling.Creatable() {
		if v.Kind == bpmn.BoundaryEvent && modeling.CanAttachVariant(v, ref.DI).OK {
			out = append(out, Entry{ID: "attach:" + v.Key(), Label: shortTitle(v), Group: "Boundary events", Icon: VariantIcon(v), Run: func() { ed.Attach(v) }})
		}
	}
	return out
}

// Attach puts a new boundary event on the border of the selected activity,
// where there is room.
func (ed *Editor) Attach(v modeling.Variant) {
	ref, ok := ed.selection.Single()
	host := ed.scene.Item(ref.DI)
	if !ok || host == nil {
		return
	}
	at := ed.freeBorder(host, v)
	var made bpmn.Shape
	ed.do(func() {
		if ed.context.Edit("Attach "+v.Kind.String(), func(tx *bpmn.Tx) (err error) {
			made, err = modeling.CreateAttached(tx, v, host.DI, at)
			return err
		}) {
			ed.afterCreate(made)
		}
	})
}

// freeBorder returns a place on the border of an activity that no other
// boundary event takes: at the bottom from the right, else at the top.
func (ed *Editor) freeBorder(host *scene.Item, v modeling.Variant) geom.Point {
	w, h := v.Size()
	b := host.Bounds
	for _, y := range [...]float64{b.Bottom(), b.Y} {
		for x := b.Right() - w/2 - 2; x >= b.X+w/2; x -= w + 4 {
			r := geom.RectAround(geom.Pt(x, y), w, h)
			if !slices.ContainsFunc(ed.scene.Touching(r), func(it *scene.Item) bool {
				return it.Kind == bpmn.BoundaryEvent && it.Bounds.Intersects(r)
			}) {
				return geom.Pt(x, y)
			}
		}
	}
	return geom.Pt(b.Center().X, b.Bottom())
}
