package layout

import (
	"sort"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// fillGroups draws the groups that are missing around their members: what names
// the same value of a category. A group without members that are drawn has no
// place, and stays hidden.
func (m *filler) fillGroups() {
	type frame struct {
		group, plane bpmn.Element
		box          geom.Rect
	}
	var todo []frame
	bpmn.Walk(m.doc.Definitions(), func(e bpmn.Element) bool {
		if e.Kind() != bpmn.Group || e.ID() == "" || !anyDI(e).IsZero() {
			return !e.IsDI()
		}
		f := frame{group: e}
		for _, member := range m.groupMembers(e) {
			s := member.Shape()
			if plane := s.Plane(); !s.IsZero() && (f.plane.IsZero() || plane == f.plane) {
				f.plane = plane
				f.box = f.box.Union(s.Bounds())
			}
		}
		if !f.plane.IsZero() {
			todo = append(todo, f)
		}
		return true
	})
	// inner groups first, so that outer ones have room around them
	sort.SliceStable(todo, func(i, j int) bool { return todo[i].box.W*todo[i].box.H < todo[j].box.W*todo[j].box.H })
	for i, f := range todo {
		for _, inner := range todo[:i] {
			if inner.plane == f.plane && f.box.Grown(groupPad).ContainsRect(inner.box) {
				f.box = f.box.Union(framed(inner.box))
			}
		}
		m.addShape(f.group, f.plane, framed(f.box), true)
	}
}

// framesMembers reports whether an element is a group with members, which has
// its place around them.
func (m *filler) framesMembers(el bpmn.Element) bool {
	return el.Kind() == bpmn.Group && len(m.groupMembers(el)) > 0
}

// groupMembers returns what belongs to a group by its category value.
func (m *filler) groupMembers(group bpmn.Element) []bpmn.Element {
	value := group.Ref("categoryValueRef")
	if value.IsZero() {
		return nil
	}
	var out []bpmn.Element
	for _, r := range m.doc.References(value.ID()) {
		if r.From.Kind() != bpmn.Group && !r.From.IsDI() {
			out = append(out, r.From)
		}
	}
	return out
}

// groupPad is the distance of a group's frame to its members; above them its
// name has room.
const groupPad = 20

func framed(box geom.Rect) geom.Rect {
	box = box.Grown(groupPad)
	return geom.R(box.X, box.Y-groupPad, box.W, box.H+groupPad)
}
