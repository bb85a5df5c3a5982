package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Side is a side of a shape.
type Side uint8

// The sides; NoSide leaves the choice to the router.
const (
	NoSide Side = iota
	Top
	Right
	Bottom
	Left
)

// Horizontal reports whether a flow leaves the side horizontally.
func (s Side) Horizontal() bool { return s == Left || s == Right }

// Opposite returns the side across.
func (s Side) Opposite() Side {
	return [...]Side{NoSide, Bottom, Left, Top, Right}[s]
}

// Role is what routing needs to know of an end beyond its form.
type Role uint8

// The roles.
const (
	PlainEnd     Role = iota
	GatewayEnd        // branches leave up and down
	ContainerEnd      // expanded sub-processes: wherever the other end is
	PoolEnd
	EventEnd
	PointEnd // a point on a flow
)

// End is one end of a connection: the shape that it docks on.
type End struct {
	Bounds  geom.Rect
	Outline bpmn.Outline
	Role    Role
	// Dock is the point inside the shape that the flow runs to; its visible end
	// is where it crosses the outline.
	Dock geom.Point
	// Side is the side that the flow must use. Boundary events have one.
	Side Side
	// Host is the shape that a boundary event sits on.
	Host geom.Rect
}

// EndOf returns the end that a shape makes, docked at its centre.
func EndOf(s bpmn.Shape) End {
	el, r := s.Semantic(), s.Bounds()
	info := el.Kind().Info()
	e := End{Bounds: r, Outline: info.Outline, Dock: r.Center()}
	if e.Outline == bpmn.NoOutline {
		e.Outline = bpmn.Rectangle
	}
	switch k := el.Kind(); {
	case info.Class == bpmn.GatewayClass:
		e.Role = GatewayEnd
	case k == bpmn.Participant:
		e.Role = PoolEnd
	case k.IsSubProcess() && s.IsExpanded():
		e.Role = ContainerEnd
	case k == bpmn.BoundaryEvent:
		e.Role = EventEnd
		if host := ShapeOn(el.AttachedTo(), s.Plane()); !host.IsZero() {
			e.Host = host.Bounds()
			e.Side = SideOn(e.Host, e.Dock)
		}
	case info.Class == bpmn.EventClass:
		e.Role = EventEnd
	}
	return e
}

// PointOn returns the end that a point of a flow makes.
func PointOn(p geom.Point) End {
	return End{Bounds: geom.Rect{X: p.X, Y: p.Y}, Dock: p, Role: PointEnd}
}

// ShapeOn returns the shape of an element on a plane, or the zero Shape.
func ShapeOn(el, plane bpmn.Element) bpmn.Shape {
	if el.IsZero() || plane.IsZero() {
		return bpmn.Shape{}
	}
	if s := el.Shape(); s.IsZero() || s.Parent() == plane { // as good as always
		return s
	}
	for _, s := range el.Document().ShapesOf(el) {
		if s.Parent() == plane {
			return s
		}
	}
	return bpmn.Shape{}
}

// EdgeOn returns the edge of a connection on a plane, or the zero Edge.
func EdgeOn(el, plane bpmn.Element) bpmn.Edge {
	if el.IsZero() || plane.IsZero() {
		return bpmn.Edge{}
	}
	if e := el.Edge(); e.IsZero() || e.Parent() == plane {
		return e
	}
	for _, e := range el.Document().EdgesOf(el) {
		if e.Parent() == plane {
			return e
		}
	}
	return bpmn.Edge{}
}

// SideOn returns the side of a shape that a point on or near its border
// belongs to.
func SideOn(r geom.Rect, p geom.Point) Side {
	best, side := math.Inf(1), NoSide
	for _, c := range [...]struct {
		d float64
		s Side
	}{{math.Abs(p.Y - r.Bottom()), Bottom}, {math.Abs(p.Y - r.Y), Top}, {math.Abs(p.X - r.Right()), Right}, {math.Abs(p.X - r.X), Left}} {
		if c.d < best {
			best, side = c.d, c.s
		}
	}
	return side
}

// DockFrom finds the docking point inside a shape back from the visible end p
// of a flow whose next point is next: the last segment goes on to the shape's
// centre cross, so that end points of files stay where they are.
func DockFrom(r geom.Rect, p, next geom.Point) geom.Point {
	c := r.Center()
	if !r.Grown(2).Contains(p) {
		return c
	}
	switch {
	case math.Abs(p.Y-next.Y) < 0.5:
		return geom.Pt(c.X, p.Y)
	case math.Abs(p.X-next.X) < 0.5:
		return geom.Pt(p.X, c.Y)
	}
	if r.Contains(next) {
		return c
	}
	// a slanted segment: go on to whichever centre line comes first inside
	d := p.Sub(next)
	best, found := geom.Point{}, math.Inf(1)
	for _, t := range [...]float64{(c.X - next.X) / d.X, (c.Y - next.Y) / d.Y} {
		q := next.Add(d.Mul(t))
		if t > 0 && r.Contains(q) && q.Dist(p) < found {
			best, found = q, q.Dist(p)
		}
	}
	if math.IsInf(found, 1) {
		return c
	}
	return best
}

// Crop cuts a route that runs between two docking points so that it begins and
// ends on the outlines. A route that never leaves a shape keeps its end there.
func Crop(route geom.Polyline, from, to End) geom.Polyline {
	if len(route) < 2 { // shapes right on top of each other
		return geom.Polyline{from.Dock, to.Dock}
	}
	route = cropStart(route, from)
	reverse(route)
	route = cropStart(route, to)
	reverse(route)
	return route
}

func cropStart(route geom.Polyline, e End) geom.Polyline {
	out := append(geom.Polyline(nil), route...)
	if len(out) < 2 || e.Role == PointEnd {
		return out
	}
	for i := 0; i+1 < len(out); i++ {
		if !inside(e.Outline, e.Bounds, out[i]) || inside(e.Outline, e.Bounds, out[i+1]) {
			continue
		}
		p, ok := lastCrossing(e.Outline, e.Bounds, out[i], out[i+1])
		if !ok {
			continue
		}
		out = out[i:]
		out[0] = roundAlong(p, out[1])
		return out
	}
	if p, ok := lastCrossing(e.Outline, e.Bounds, out[0], out[1]); ok {
		out[0] = roundAlong(p, out[1])
	}
	return out
}

// roundAlong rounds an end point to whole units without making a straight
// segment slanted.
func roundAlong(p, next geom.Point) geom.Point {
	q := p.Round()
	if math.Abs(p.X-next.X) < 1e-6 {
		q.X = next.X
	}
	if math.Abs(p.Y-next.Y) < 1e-6 {
		q.Y = next.Y
	}
	return q
}

func reverse(l geom.Polyline) {
	for i, j := 0, len(l)-1; i < j; i, j = i+1, j-1 {
		l[i], l[j] = l[j], l[i]
	}
}

// Docked reports whether a route begins and ends on the outlines of its ends.
func Docked(route geom.Polyline, from, to End) bool {
	const eps = 2
	return len(route) >= 2 && (from.Role == PointEnd || OnOutline(from.Outline, from.Bounds, route[0], eps)) &&
		(to.Role == PointEnd || OnOutline(to.Outline, to.Bounds, route[len(route)-1], eps))
}
