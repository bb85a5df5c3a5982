package modeling

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// dropped is the hint that a user put a shape where it is: what it lies on gives
// way to it. Shapes that are pushed about, by the arrow keys or by each other,
// don't carry it.
const dropped = "dropped"

// mostDropped is for how many shapes of one step others give way.
const mostDropped = 20

// GrowLanes makes a lane thicker when a flow node was dropped on its border: it
// belongs to the lane that its middle lies in, and the next one gives way. The
// outer borders of a pool are left to GrowContainers.
func GrowLanes(tx *bpmn.Tx, c *bpmn.Change) error {
	for i, e := range touched(c, dropped, tx) {
		s := e.AsShape()
		el := s.Semantic()
		if i == mostDropped {
			break
		}
		if !el.Kind().IsFlowNode() || el.Kind() == bpmn.BoundaryEvent || el.Parent().Kind() != bpmn.Process {
			continue
		}
		pool := layout.ShapeOn(el.Participant(), s.Plane())
		lane := leafLaneAt(pool, s.Bounds().Center())
		if lane.IsZero() || lane == pool {
			continue
		}
		if err := growLane(tx, lane, pool, s); err != nil {
			return err
		}
	}
	return nil
}

// leafLaneAt returns the innermost lane of a pool at a point.
func leafLaneAt(pool bpmn.Shape, p geom.Point) bpmn.Shape {
	if pool.IsZero() {
		return pool
	}
	n := laneTree(pool)
	for more := true; more; {
		more = false
		for _, kid := range n.kids {
			if kid.shape.Bounds().Contains(p) {
				n, more = kid, true
				break
			}
		}
	}
	return n.shape
}

// growLane moves the borders of a lane that a shape lies over.
func growLane(tx *bpmn.Tx, lane, pool, s bpmn.Shape) error {
	const pad = 20
	space := Space{Plane: s.Plane(), Axis: Vertically, holders: map[bpmn.Element]bool{lane.Element: true}, still: s.Element}
	if !lane.IsHorizontal() {
		space.Axis = Horizontally
	}
	for h := laneHolder(lane); !h.IsZero(); h = laneHolder(h) {
		space.holders[h.Element] = true
	}
	for _, before := range []bool{false, true} {
		lo, hi := space.span(s.Bounds())
		from, to := space.span(lane.Bounds())
		outerLo, outerHi := space.span(pool.Bounds())
		space.Before = before
		switch {
		case before && lo < from && from != outerLo:
			space.At, space.Delta = from, lo-pad-from
		case !before && hi > to && to != outerHi:
			space.At, space.Delta = to, hi+pad-to
		default:
			continue
		}
		if _, err := MakeSpace(tx, space); err != nil {
			return err
		}
	}
	return nil
}

// ClearRoutes lays the flows of others around a shape that was dropped on them.
// Flows that a user bent stay as they are, and so do those that were pasted
// together with the shape.
func ClearRoutes(tx *bpmn.Tx, c *bpmn.Change) error {
	var shapes []bpmn.Shape
	for _, e := range touched(c, dropped, tx) {
		if len(shapes) == mostDropped {
			break
		}
		s := e.AsShape()
		if isInTheWay(s.Semantic().Kind()) {
			shapes = append(shapes, s)
		}
	}
	near, added := edgesNear(shapes), map[bpmn.Element]bool{}
	for _, e := range c.Added {
		added[e] = true
	}
	for _, s := range shapes {
		for _, edge := range crossing(s, near) {
			if !tx.Hinted(routed, edge.Element) && !added[edge.Element] {
				giveWay(tx, edge, s)
			}
		}
	}
	return nil
}

// edgesNear returns the edges on the planes of shapes that could run through one
// of them.
func edgesNear(shapes []bpmn.Shape) []bpmn.Edge {
	var out []bpmn.Edge
	done := map[bpmn.Element]bool{}
	for _, first := range shapes {
		plane := first.Plane()
		if done[plane] {
			continue
		}
		done[plane] = true
		var boxes []geom.Rect
		var all geom.Rect
		for _, s := range shapes {
			if s.Plane() == plane {
				boxes, all = append(boxes, s.Bounds()), all.Union(s.Bounds())
			}
		}
		for n := range plane.Node().Children {
			e := bpmn.ElementOf(n).AsEdge()
			if e.IsZero() {
				continue
			}
			if box := e.Box(); box.Intersects(all) && slices.ContainsFunc(boxes, box.Intersects) {
				out = append(out, e)
			}
		}
	}
	return out
}

// crossing returns those of some edges of other flows that run through a shape.
func crossing(s bpmn.Shape, edges []bpmn.Edge) []bpmn.Edge {
	var out []bpmn.Edge
	el, box, plane := s.Semantic(), s.Bounds(), s.Plane()
	for _, e := range edges {
		if e.Parent() != plane || !e.Box().Intersects(box) || !layout.RunsThrough(e.Waypoints(), []geom.Rect{box}) {
			continue
		}
		con := e.Semantic()
		if styleOf(con) == layout.Straight || inOrOn(con.Source(), el) || inOrOn(con.Target(), el) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// inOrOn reports whether e is, lies in or sits on an element.
func inOrOn(e, el bpmn.Element) bool {
	if e.AttachedTo() == el {
		return true
	}
	for ; !e.IsZero(); e = e.Parent() {
		if e == el {
			return true
		}
	}
	return false
}

// giveWay lays one edge around a shape, if it was laid by itself and there is a
// way around.
func giveWay(tx *bpmn.Tx, e bpmn.Edge, s bpmn.Shape) {
	con, old := e.Semantic(), e.Waypoints()
	from, to, ok := edgeEndsOf(e)
	if !ok {
		return
	}
	around := surroundings{plane: e.Plane()}
	opt := around.options(con, from, to)
	if len(old) > 2 && !same(old, layout.Route(styleOf(con), from, to, optionsFor(con, e.Plane()))) {
		before := opt
		before.Obstacles = nil
		for _, o := range opt.Obstacles {
			if o != s.Bounds() {
				before.Obstacles = append(before.Obstacles, o)
			}
		}
		if !same(old, layout.Route(styleOf(con), from, to, before)) {
			return // the user's
		}
	}
	if fresh := layout.Route(styleOf(con), from, to, opt); !layout.RunsThrough(fresh, []geom.Rect{s.Bounds()}) {
		setRoute(tx, e, fresh)
	}
}
