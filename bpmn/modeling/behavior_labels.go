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
		for _, list := range [][]bpmn.Element{c.Changed, c.Added} {
			for _, e := range list {
				el := e
				if k := e.Kind(); k == bpmn.ShapeDI || k == bpmn.EdgeDI {
					el = e.Semantic()
				} else if e.IsDI() {
					continue
				}
				if el.Kind().Info().Label != bpmn.ExternalLabel || !el.IsLive() {
					continue
				}
				for _, s := range tx.Document().ShapesOf(el) {
					placeLabel(tx, m, s.Element, el)
				}
				for _, edge := range tx.Document().EdgesOf(el) {
					placeLabel(tx, m, edge.Element, el)
				}
			}
		}
		return nil
	}
}

func placeLabel(tx *bpmn.Tx, m Measurer, di, el bpmn.Element) {
	name := el.Name()
	now, has := di.LabelBounds()
	if name == "" {
		if has {
			tx.RemoveLabelBounds(di)
		}
		return
	}
	if has && !tx.Hinted(renamed, el) {
		return
	}
	w, h := m.LabelSize(name, now.W)
	switch {
	case has && now.W == w && now.H == h:
		return
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
