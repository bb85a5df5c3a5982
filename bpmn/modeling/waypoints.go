package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// ends returns the ends of an edge.
func edgeEndsOf(e bpmn.Edge) (from, to layout.End, ok bool) {
	con, plane := e.Semantic(), e.Plane()
	from, ok1 := endOn(con.Source(), plane)
	to, ok2 := endOn(con.Target(), plane)
	return from, to, ok1 && ok2
}

// SetWaypoints gives an edge a route of the user's. Its ends are docked on the
// shapes, points that add nothing go.
func SetWaypoints(tx *bpmn.Tx, edge bpmn.Element, points geom.Polyline) error {
	e := edgeOf(edge)
	if e.IsZero() || len(points) < 2 {
		return fmt.Errorf("lay a flow: an edge with at least two points is needed")
	}
	if from, to, ok := edgeEndsOf(e); ok {
		points = simplified(layout.Redock(points, from, to))
		if !layout.Visible(points, from, to) { // nothing is left of it outside of the shapes
			points, _ = freshRoute(e.Semantic(), e.Plane())
		}
	}
	setRoute(tx, e, simplified(points))
	return nil
}

// simplified drops the points that add nothing, but never an end.
func simplified(points geom.Polyline) geom.Polyline {
	if s := points.Simplified(1); len(s) >= 2 {
		return s
	}
	return geom.Polyline{points[0], points[len(points)-1]}
}

// MoveSegment moves the segment between points i and i+1 of an edge. A
// horizontal segment takes only the vertical part of delta, and the other way
// round; the neighbours stretch, and at the ends of the flow bends appear where
// the segment leaves the shape.
func MoveSegment(tx *bpmn.Tx, edge bpmn.Element, i int, delta geom.Point) error {
	e := edgeOf(edge)
	pts := e.Waypoints()
	if i < 0 || i+1 >= len(pts) {
		return fmt.Errorf("move a segment: the flow has no segment %d", i+1)
	}
	from, to, ok := edgeEndsOf(e)
	if !ok {
		return fmt.Errorf("move a segment: the flow's ends are not drawn")
	}
	route := layout.MoveSegment(pts, i, delta, from, to)
	if !layout.Visible(route, from, to) {
		route, _ = freshRoute(e.Semantic(), e.Plane())
	}
	setRoute(tx, e, route)
	return nil
}

// AddBend puts a bend point into the segment that follows point i.
func AddBend(tx *bpmn.Tx, edge bpmn.Element, i int, p geom.Point) error {
	pts := edgeOf(edge).Waypoints()
	if i < 0 || i+1 >= len(pts) {
		return fmt.Errorf("add a bend: the flow has no segment %d", i+1)
	}
	out := append(append(append(geom.Polyline(nil), pts[:i+1]...), p), pts[i+1:]...)
	return SetWaypoints(tx, edge, out)
}

// MoveBend puts the inner point i of an edge somewhere else.
func MoveBend(tx *bpmn.Tx, edge bpmn.Element, i int, p geom.Point) error {
	pts := edgeOf(edge).Waypoints()
	if i <= 0 || i+1 >= len(pts) {
		return fmt.Errorf("move a bend: the flow has no bend %d", i)
	}
	out := append(geom.Polyline(nil), pts...)
	out[i] = p
	return SetWaypoints(tx, edge, out)
}

// RemoveBend takes the inner point i out of an edge.
func RemoveBend(tx *bpmn.Tx, edge bpmn.Element, i int) error {
	pts := edgeOf(edge).Waypoints()
	if i <= 0 || i+1 >= len(pts) {
		return fmt.Errorf("remove a bend: the flow has no bend %d", i)
	}
	return SetWaypoints(tx, edge, append(append(geom.Polyline(nil), pts[:i]...), pts[i+1:]...))
}

// Straighten lays edges anew, dropping the bends that users made.
func Straighten(tx *bpmn.Tx, edges []bpmn.Element) {
	for _, x := range edges {
		e := edgeOf(x)
		if e.IsZero() {
			continue
		}
		if route, ok := freshRoute(e.Semantic(), e.Plane()); ok {
			setRoute(tx, e, route)
		}
	}
}
