package modeling

import (
	"slices"

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

// mostPlaced is how many labels one step looks for shapes around: in greater
// changes the sides that flows leave free are all that counts.
const mostPlaced = 60

// ClearLabels moves a label that stands beside its shape to a free side when a
// flow that was laid anew uses the side, or to a corner when flows use all
// sides or shapes stand there. A label that someone put elsewhere stays.
func ClearLabels(tx *bpmn.Tx, c *bpmn.Change) error {
	placed := 0
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
			if placed++; placed <= mostPlaced {
				tx.SetLabelBounds(s.Element, clearPlace(s, taken, label))
			} else if free := freeSide(taken); free != layout.NoSide {
				tx.SetLabelBounds(s.Element, layout.BesideShape(s.Bounds(), free, label.W, label.H))
			}
		}
	}
	return nil
}

// clearPlace returns the first place beside a shape, on a free side or at a
// corner, that lies on no other shape and on none of the shape's flows; else
// the first free side, else where the label is.
func clearPlace(s bpmn.Shape, taken map[layout.Side]bool, label geom.Rect) geom.Rect {
	b, w, h := s.Bounds(), label.W, label.H
	var places []geom.Rect
	for _, side := range movedTo {
		if !taken[side] {
			places = append(places, layout.BesideShape(b, side, w, h))
		}
	}
	last := label
	if len(places) > 0 {
		last = places[0]
	}
	const off = 8 // from the flow that leaves the middle of a side
	c := b.Center()
	for _, y := range [...]float64{b.Y - h, b.Bottom()} {
		places = append(places, geom.R(c.X+off, y, w, h).Round(), geom.R(c.X-off-w, y, w, h).Round())
	}
	var near []geom.Rect
	for _, o := range layout.ShapesIn(s.Plane(), b.Union(label).Grown(w+h)) {
		if box := o.Bounds(); !box.ContainsRect(b) {
			near = append(near, box)
		}
	}
	routes := layout.RoutesOf(s.Semantic(), s.Plane())
	for _, place := range places {
		if !slices.ContainsFunc(near, place.Intersects) &&
			!slices.ContainsFunc(routes, func(r geom.Polyline) bool { return layout.RunsThrough(r, []geom.Rect{place}) }) {
			return place
		}
	}
	return last
}

// movedTo are the sides that a moved label tries, in order.
var movedTo = [...]layout.Side{layout.Top, layout.Bottom, layout.Left, layout.Right}

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
	for _, side := range movedTo {
		if !taken[side] {
			return side
		}
	}
	return layout.NoSide
}
