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
		tx.SetLabelBounds(di, layout.FlowLabel(di.AsEdge().Waypoints(), w, h))
	default:
		tx.SetLabelBounds(di, layout.ShapeLabel(el.Kind(), di.AsShape().Bounds(), w, h))
	}
}

// renamed is the hint that an element got another name.
const renamed = "renamed"
