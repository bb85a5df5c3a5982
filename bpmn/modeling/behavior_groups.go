package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// KeepGroupMembers keeps the category values of flow elements in step with the
// groups that enclose them: a flow element has the value of every group that it
// lies in wholly.
func KeepGroupMembers(tx *bpmn.Tx, c *bpmn.Change) error {
	planes := map[bpmn.Element][]groupBox{}
	groupsOn := func(plane bpmn.Element) []groupBox {
		list, known := planes[plane]
		if !known {
			list = groupBoxes(plane)
			planes[plane] = list
		}
		return list
	}
	done := map[bpmn.Element]bool{}
	for _, list := range [][]bpmn.Element{c.Changed, c.Added} {
		for _, di := range list {
			if k := di.Kind(); k != bpmn.ShapeDI && k != bpmn.EdgeDI || !di.IsLive() {
				continue
			}
			el, plane := di.Semantic(), di.Plane()
			switch groups := groupsOn(plane); {
			case len(groups) == 0:
			case el.Kind() == bpmn.Group:
				if !done[plane] {
					done[plane] = true
					for _, other := range plane.Children() {
						keepMember(tx, other, groups)
					}
				}
			case !done[plane]:
				keepMember(tx, di, groups)
			}
		}
	}
	return nil
}

type groupBox struct {
	value bpmn.Element
	box   geom.Rect
}

// groupBoxes returns the groups that have a category value, with their places
// on a plane.
func groupBoxes(plane bpmn.Element) []groupBox {
	var out []groupBox
	doc := plane.Document()
	for _, category := range doc.RootElements(bpmn.Category) {
		for _, value := range category.ChildrenNamed("categoryValue") {
			for _, r := range doc.References(value.ID()) {
				if r.From.Kind() == bpmn.Group { // one on another plane encloses nothing here
					out = append(out, groupBox{value, layout.ShapeOn(r.From, plane).Bounds()})
				}
			}
		}
	}
	return out
}

// keepMember brings one flow element in step with the groups of its plane.
func keepMember(tx *bpmn.Tx, di bpmn.Element, groups []groupBox) {
	el := di.Semantic()
	k := el.Kind()
	if !k.IsFlowNode() && k != bpmn.SequenceFlow && k != bpmn.DataObjectReference && k != bpmn.DataStoreReference {
		return
	}
	var box geom.Rect
	if s := di.AsShape(); !s.IsZero() {
		box = s.Bounds()
	} else {
		box = di.AsEdge().Waypoints().Bounds()
	}
	want := map[bpmn.Element]bool{}
	for _, g := range groups {
		want[g.value] = want[g.value] || g.box.ContainsRect(box)
	}
	for _, ref := range el.ChildrenNamed("categoryValueRef") {
		value := ref.RefText()
		switch in, ours := want[value]; {
		case in:
			want[value] = false
		case ours:
			tx.Remove(ref)
		}
	}
	for _, g := range groups {
		if want[g.value] {
			want[g.value] = false
			tx.SetText(tx.Add(el, "categoryValueRef"), g.value.ID())
		}
	}
}

// newCategoryValue makes a category with one value for a group.
func newCategoryValue(tx *bpmn.Tx, group bpmn.Element) bpmn.Element {
	category := tx.Add(tx.Document().Definitions(), "category", bpmn.Attribute{Name: "id", Value: tx.NewID("Category")})
	value := tx.Add(category, "categoryValue", bpmn.Attribute{Name: "id", Value: tx.NewID("CategoryValue")})
	tx.SetAttr(group, "categoryValueRef", value.ID())
	return value
}

// removeCategoryValue removes the value of a deleted group, with the references
// of its members and with an empty category, unless another group has it.
func removeCategoryValue(tx *bpmn.Tx, value bpmn.Element) {
	refs := tx.Document().References(value.ID())
	for _, r := range refs {
		if r.From.Kind() == bpmn.Group {
			return
		}
	}
	for _, r := range refs {
		tx.RemoveReference(r)
	}
	category := value.Parent()
	tx.Remove(value)
	if len(category.ChildrenNamed("categoryValue")) == 0 {
		tx.Remove(category)
	}
}
