package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// planeOrigin is where the content of a sub-process begins on its own plane.
var planeOrigin = geom.Pt(180, 160)

// CanToggle says whether a sub-process can be collapsed or expanded.
func CanToggle(element bpmn.Element) Verdict {
	if !element.Semantic().Kind().IsSubProcess() {
		return No("only sub-processes are collapsed and expanded")
	}
	return Yes()
}

// Collapse hides the content of a sub-process: it moves to a plane of its own,
// and the shape shrinks around its middle.
func Collapse(tx *bpmn.Tx, element bpmn.Element) error {
	s := shapeOf(element)
	el := s.Semantic()
	if err := CanToggle(el).Err(); err != nil {
		return fmt.Errorf("collapse %s: %w", el.Title(), err)
	}
	if !s.IsExpanded() {
		return nil
	}
	plane := tx.Document().PlaneOf(el)
	if plane.IsZero() {
		plane = addPlane(tx, el)
	}
	if err := reattach(tx, s); err != nil {
		return err
	}
	content := contentDI(s)
	box := boxOf(content)
	carry(tx, content, plane, planeOrigin.Sub(box.Min()).Round())
	tx.SetAttr(s.Element, "isExpanded", "false")
	a := arrange(tx)
	resizeShape(a, s, geom.RectAround(s.Bounds().Center(), 100, 80).Round())
	a.finish()
	return nil
}

// reattach leads the connections that cross the border of a sub-process to the
// sub-process itself; what it can't have goes.
func reattach(tx *bpmn.Tx, s bpmn.Shape) error {
	sub := s.Semantic()
	var crossing []bpmn.Element
	bpmn.Walk(sub, func(e bpmn.Element) bool {
		if e != sub && annotatable(e) {
			for _, con := range e.Connections() {
				if within(con.Source(), sub) != within(con.Target(), sub) {
					crossing = append(crossing, con)
				}
			}
		}
		return true
	})
	for _, con := range crossing {
		if !con.IsLive() {
			continue
		}
		a, b := con.Source(), con.Target()
		if within(a, sub) {
			a = sub
		} else {
			b = sub
		}
		if CanReconnect(con, a, b).OK {
			if err := Reconnect(tx, con, a, b); err != nil {
				return err
			}
		} else if err := Delete(tx, con); err != nil {
			return err
		}
	}
	return nil
}

// Expand shows the content of a collapsed sub-process in place again. What is
// in the way gives room.
func Expand(tx *bpmn.Tx, element bpmn.Element) error {
	s := shapeOf(element)
	el := s.Semantic()
	if err := CanToggle(el).Err(); err != nil {
		return fmt.Errorf("expand %s: %w", el.Title(), err)
	}
	if s.IsExpanded() {
		return nil
	}
	plane := tx.Document().PlaneOf(el)
	var content []bpmn.Element
	if !plane.IsZero() {
		content = plane.Children()
	}
	content = shapesAndEdges(content)
	box := boxOf(content)
	const pad = 40
	w, h := max(350, box.W+2*pad), max(200, box.H+2*pad)
	r, err := makeRoom(tx, s, geom.RectAround(s.Bounds().Center(), w, h).Round())
	if err != nil {
		return err
	}
	tx.SetAttr(s.Element, "isExpanded", "true")
	a := arrange(tx)
	resizeShape(a, s, r)
	a.finish()
	carry(tx, content, s.Plane(), r.Center().Sub(box.Center()).Round())
	if !plane.IsZero() {
		tx.Remove(plane.Parent())
	}
	return nil
}

func shapesAndEdges(list []bpmn.Element) []bpmn.Element {
	var out []bpmn.Element
	for _, di := range list {
		if di.Kind() == bpmn.ShapeDI || di.Kind() == bpmn.EdgeDI {
			out = append(out, di)
		}
	}
	return out
}

// contentDI returns the shapes and edges of everything inside a sub-process on
// the plane of its shape.
func contentDI(s bpmn.Shape) []bpmn.Element {
	el, plane := s.Semantic(), s.Plane()
	var out []bpmn.Element
	bpmn.Walk(el, func(e bpmn.Element) bool {
		if e == el || e.ID() == "" {
			return true
		}
		if e.Parent() == el && (e.Kind() == bpmn.DataInputAssociation || e.Kind() == bpmn.DataOutputAssociation) {
			return false // the sub-process's own, drawn outside
		}
		if di := diOn(e, plane); !di.IsZero() {
			out = append(out, di)
		}
		return true
	})
	return out
}

func boxOf(list []bpmn.Element) geom.Rect {
	var box geom.Rect
	for _, di := range list {
		if s := di.AsShape(); !s.IsZero() {
			box = box.Union(s.Bounds())
		} else {
			box = box.Union(di.AsEdge().Waypoints().Bounds())
		}
	}
	return box
}

// carry moves DI to a plane and by a distance, labels included.
func carry(tx *bpmn.Tx, list []bpmn.Element, plane bpmn.Element, delta geom.Point) {
	for _, di := range list {
		tx.Move(di, plane)
		if s := di.AsShape(); !s.IsZero() {
			tx.SetBounds(s, s.Bounds().Moved(delta))
		} else {
			e := di.AsEdge()
			tx.SetWaypoints(e, e.Waypoints().Moved(delta))
		}
		if r, ok := di.LabelBounds(); ok {
			tx.SetLabelBounds(di, r.Moved(delta))
		}
	}
}

// PlaneFor returns the plane that shows the content of a collapsed sub-process,
// or the zero Element.
func PlaneFor(element bpmn.Element) bpmn.Element {
	el := element.Semantic()
	if !el.Kind().IsSubProcess() {
		return bpmn.Element{}
	}
	return el.Document().PlaneOf(el)
}

// ParentPlane returns the plane on which the subject of a plane is drawn: one
// step up the breadcrumbs. It is zero at the top.
func ParentPlane(plane bpmn.Element) bpmn.Element {
	subject := plane.Semantic()
	if s := subject.Shape(); subject.Kind().IsSubProcess() && !s.IsZero() {
		return s.Plane()
	}
	return bpmn.Element{}
}
