package modeling

import (
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// vacated is the place of a shape that is deleted or put somewhere else.
type vacated struct {
	shape bpmn.Shape
	plane bpmn.Element
	scope bpmn.Element
	box   geom.Rect
}

// vacate notes the places of shapes that flows go around, before they are left.
// Where many are moved or deleted at once nothing is straightened.
func vacate(shapes []bpmn.Shape) []vacated {
	if len(shapes) > mostDropped {
		return nil
	}
	var out []vacated
	for _, s := range shapes {
		if el := s.Semantic(); isInTheWay(el.Kind()) {
			out = append(out, vacated{s, s.Plane(), el.Scope(), s.Bounds()})
		}
	}
	return out
}

// isInTheWay reports whether flows give way to elements of the kind.
func isInTheWay(k bpmn.Kind) bool {
	return k != bpmn.BoundaryEvent && (k.IsFlowNode() || k.Is(bpmn.DataClass))
}

// straighten lays the flows that went around shapes which are gone now as they
// would be laid without them. Those are flows that run exactly as they would be laid by
// themselves with the shapes still there: what differs from that was bent by
// someone, and stays.
func straighten(tx *bpmn.Tx, left []vacated) {
	around := map[bpmn.Element]*surroundings{}
	for _, e := range besidePlaces(left) {
		con, plane, style := e.Semantic(), e.Parent(), styleOf(e.Semantic())
		from, to, ok := edgeEndsOf(e)
		if !ok || style == layout.Straight || tx.Hinted(routed, e.Element) {
			continue
		}
		old := e.Waypoints()
		alone := layout.Route(style, from, to, optionsFor(con, plane))
		if len(old) < 3 || !slices.ContainsFunc(left, func(v vacated) bool { return runsBeside(old, v.box) || runsBeside(alone, v.box) }) {
			continue // no shape there was in its way
		}
		if around[plane] == nil {
			around[plane] = &surroundings{plane: plane}
		}
		opt := around[plane].options(con, from, to)
		fresh := layout.Route(style, from, to, opt)
		shorter := len(fresh) < len(old) || len(fresh) == len(old) && fresh.Length() < old.Length()-1
		if same(fresh, old) || !shorter && !same(fresh, alone) {
			continue
		}
		before := opt
		before.Obstacles = slices.Clone(opt.Obstacles)
		for _, v := range left {
			if v.shape.IsLive() {
				now := v.shape.Bounds()
				before.Obstacles = slices.DeleteFunc(before.Obstacles, func(r geom.Rect) bool { return r == now })
			}
		}
		for _, v := range left {
			if v.plane == plane && (v.scope == con.Source().Scope() || style == layout.Crossing) {
				before.Obstacles = append(before.Obstacles, v.box)
			}
		}
		if same(old, layout.Route(style, from, to, before)) {
			setRoute(tx, e, fresh)
		}
	}
}

// besidePlaces returns the edges whose bounds lie near places which were left.
func besidePlaces(left []vacated) []bpmn.Edge {
	const most = 30 // are looked at
	var out []bpmn.Edge
	done := map[bpmn.Element]bool{}
	for _, v := range left {
		if done[v.plane] || !v.plane.IsLive() {
			continue
		}
		done[v.plane] = true
		for n := range v.plane.Node().Children {
			e := bpmn.ElementOf(n).AsEdge()
			if e.IsZero() || len(out) == most {
				continue
			}
			if slices.ContainsFunc(left, func(v vacated) bool { return v.plane == e.Parent() && v.box.Grown(near).Intersects(e.Box()) }) {
				out = append(out, e)
			}
		}
	}
	return out
}

// near is how near a flow goes around a shape, in diagram units.
const near = 20

// runsBeside reports whether a route runs through a place or right beside it.
func runsBeside(l geom.Polyline, place geom.Rect) bool {
	place = place.Grown(near)
	for i := 1; i < len(l); i++ {
		if l[i-1 : i+1].Bounds().Intersects(place) {
			return true
		}
	}
	return false
}
