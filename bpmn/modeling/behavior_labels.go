package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// PlaceLabels gives elements that show their name beside them a place for it
// when they get a name, fits the place to a new name, and takes it away with
// the name.
func PlaceLabels(m Measurer) bpmn.Behavior {
	return func(tx *bpmn.Tx, c *bpmn.Change) error {
		for _, e := range c.Added {
			if k := e.Kind(); k == bpmn.ShapeDI || k == bpmn.EdgeDI {
				placeLabel(tx, m, e, e.Semantic(), true)
			}
		}
		for _, el := range c.Changed {
			if el.IsDI() || !el.IsLive() {
				continue
			}
			for _, s := range tx.Document().ShapesOf(el) {
				placeLabel(tx, m, s.Element, el, false)
			}
			for _, edge := range tx.Document().EdgesOf(el) {
				placeLabel(tx, m, edge.Element, el, false)
			}
		}
		return nil
	}
}

// placeLabel works on one shape or edge. A label that the file doesn't place is
// left to whoever draws it, unless the shape is fresh or was renamed.
func placeLabel(tx *bpmn.Tx, m Measurer, di, el bpmn.Element, fresh bool) {
	if el.Kind().Info().Label != bpmn.ExternalLabel || !el.IsLive() || !di.IsLive() {
		return
	}
	name := el.Name()
	now, has := di.LabelBounds()
	if name == "" {
		if has {
			tx.RemoveLabelBounds(di)
		}
		return
	}
	if !tx.Hinted(renamed, el) && (has || !fresh) {
		return
	}
	w, h := m.LabelSize(name, now.W)
	switch {
	case has && now.W == w && now.H == h:
	case has:
		// the middle of the upper edge stays, so that the text grows downwards
		tx.SetLabelBounds(di, geom.R(now.Center().X-w/2, now.Y, w, h).Round())
	case di.Kind() == bpmn.EdgeDI:
		e := di.AsEdge()
		tx.SetLabelBounds(di, clearFlowLabel(e, w, h, layout.FlowLabel(e.Waypoints(), w, h)))
	case el.Kind() == bpmn.Group:
		tx.SetLabelBounds(di, layout.ShapeLabel(el.Kind(), di.AsShape().Bounds(), w, h))
	default:
		s := di.AsShape()
		tx.SetLabelBounds(di, layout.BesideShape(s.Bounds(), layout.FreeSide(takenSides(s)), w, h))
	}
}

// renamed is the hint that an element got another name.
const renamed = "renamed"

// ClearLabels moves a label that stands beside its shape to a free side when a
// flow that was laid anew uses the side. A label that someone put elsewhere
// stays.
func ClearLabels(tx *bpmn.Tx, c *bpmn.Change) error {
	for _, e := range touched(c, routed, tx) {
		con, plane := e.Semantic(), e.Plane()
		for _, end := range []bpmn.Element{con.Source(), con.Target()} {
			s := layout.ShapeOn(end, plane)
			label, ok := s.LabelBounds()
			if s.IsZero() || !ok || end.Kind() == bpmn.Group || end.Kind().Info().Label != bpmn.ExternalLabel {
				continue
			}
			taken := takenSides(s)
			side := layout.LabelSide(s.Bounds(), label)
			if side == layout.NoSide || !taken[side] {
				continue
			}
			if free := freeSide(taken); free != layout.NoSide {
				tx.SetLabelBounds(s.Element, layout.BesideShape(s.Bounds(), free, label.W, label.H))
			}
		}
	}
	return nil
}

// takenSides returns the sides of a shape that flows use, and for a boundary
// event those that its host covers.
func takenSides(s bpmn.Shape) map[layout.Side]bool {
	el := s.Semantic()
	taken := layout.TakenSides(s.Bounds(), layout.RoutesOf(el, s.Plane()))
	if host := layout.ShapeOn(el.AttachedTo(), s.Plane()); !host.IsZero() {
		at := layout.SideOn(host.Bounds(), s.Bounds().Center())
		for _, side := range []layout.Side{layout.Top, layout.Right, layout.Bottom, layout.Left} {
			taken[side] = taken[side] || side != at
		}
	}
	return taken
}

// freeSide returns the first free side of those that a moved label tries.
func freeSide(taken map[layout.Side]bool) layout.Side {
	for _, side := range []layout.Side{layout.Top, layout.Bottom, layout.Left, layout.Right} {
		if !taken[side] {
			return side
		}
	}
	return layout.NoSide
}
