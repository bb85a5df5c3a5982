package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// ClearFlowLabels moves the labels of flows that were laid anew off the lines
// and shapes that they would lie on. Where very many flows were laid at once
// the labels keep their places beside their flows.
func ClearFlowLabels(tx *bpmn.Tx, c *bpmn.Change) error {
	const many = 40
	var todo []bpmn.Edge
	for _, di := range touched(c, routed, tx) {
		e := di.AsEdge()
		if _, has := di.LabelBounds(); has && !e.IsZero() {
			todo = append(todo, e)
		}
	}
	if len(todo) > many {
		return nil
	}
	for _, e := range todo {
		now, _ := e.LabelBounds()
		if place := clearFlowLabel(e, now.W, now.H, now); place != now {
			tx.SetLabelBounds(e.Element, place)
		}
	}
	return nil
}

// clearFlowLabel returns a place for the label of a flow where no line and no
// shape is: the wanted one if it is clear, else the first of the usual ones.
// Without a clear place it is the wanted one.
func clearFlowLabel(e bpmn.Edge, w, h float64, want geom.Rect) geom.Rect {
	route := e.Waypoints()
	shapes, lines := beside(e, route.Bounds().Union(want))
	clear := func(r geom.Rect) bool {
		r = r.Grown(-1)
		for _, s := range shapes {
			if s.Intersects(r) {
				return false
			}
		}
		for _, l := range lines {
			if layout.RunsThrough(l, []geom.Rect{r}) {
				return false
			}
		}
		return true
	}
	if clear(want) {
		return want
	}
	for _, r := range layout.FlowLabelPlaces(route, w, h) {
		if clear(r) {
			return r
		}
	}
	return want
}

// beside returns the shapes and the flows near a flow, itself among them.
// What surrounds it wholly, such as its pool, doesn't count.
func beside(e bpmn.Edge, area geom.Rect) (shapes []geom.Rect, lines []geom.Polyline) {
	plane := e.Plane()
	lines = append(lines, e.Waypoints())
	seen := map[bpmn.Element]bool{e.Semantic(): true}
	for _, s := range layout.ShapesIn(plane, area.Grown(100)) {
		el := s.Semantic()
		if holdsShapes(s) || el.Kind() == bpmn.Group {
			continue
		}
		shapes = append(shapes, s.Bounds())
		for _, f := range el.Outgoing() {
			if !seen[f] {
				seen[f] = true
				lines = append(lines, layout.EdgeOn(f, plane).Waypoints())
			}
		}
	}
	return shapes, lines
}
