package layout

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// minGap is how near a bend may come to a shape that moves before it goes.
const minGap = 20

// Repair lays a connection anew after its ends moved, keeping the bends that
// the user made where that makes sense. old is the route as it was; from0 and
// to0 are the ends as they were, from and to as they are now (their docks are
// worked out here).
func Repair(style Style, old geom.Polyline, from0, to0, from, to End, opt Options) geom.Polyline {
	if len(old) < 2 {
		return Route(style, from, to, opt)
	}
	n := len(old)
	dockA0 := dockOf(from0, old[0], old[1])
	dockB0 := dockOf(to0, old[n-1], old[n-2])
	from.Dock, to.Dock = carried(dockA0, from0, from), carried(dockB0, to0, to)
	for _, e := range []*End{&from, &to} {
		if e.Role != PointEnd && !inside(e.Outline, e.Bounds, e.Dock) {
			e.Dock = e.Bounds.Center() // in a corner of the box, beside a round or slanted outline
		}
	}
	movedA, movedB := moved(from0, from), moved(to0, to)
	switch {
	case !movedA && !movedB:
		return old
	case movedA && movedB && sameShift(from0, from, to0, to):
		return old.Moved(from.Bounds.Min().Sub(from0.Bounds.Min()))
	}
	if style == Straight {
		full := append(geom.Polyline{from.Dock}, append(append(geom.Polyline{}, old[1:n-1]...), to.Dock)...)
		return Crop(full, from, to)
	}
	full := append(geom.Polyline{dockA0}, append(append(geom.Polyline{}, old[1:n-1]...), dockB0)...)
	ok := len(full) >= 3
	if ok && movedA {
		full, ok = repairStart(full, from)
	}
	if ok && movedB {
		reverse(full)
		full, ok = repairStart(full, to)
		reverse(full)
	}
	if ok {
		full[0], full[len(full)-1] = from.Dock, to.Dock
		full = full.Simplified(0.5)
		ok = len(full) >= 3 && !cramped(full) && !doublesBack(full)
	}
	if ok {
		full = Crop(full, from, to)
		ok = Visible(full, from, to)
	}
	if !ok {
		return Route(style, freshEnd(from, from0, dockA0), freshEnd(to, to0, dockB0), opt)
	}
	return full
}

// freshEnd docks an end for a fresh route: in the middle, unless the user had
// put the docking of a large shape elsewhere.
func freshEnd(e, before End, dock geom.Point) End {
	if e.Role != PoolEnd && e.Role != ContainerEnd || dock.Near(before.Bounds.Center(), 1) {
		e.Dock = e.Bounds.Center()
	}
	return e
}

func dockOf(e End, p, next geom.Point) geom.Point {
	if e.Role == PointEnd {
		return e.Dock
	}
	return DockFrom(e.Bounds, p, next)
}

// carried takes a docking point along with its shape.
func carried(dock geom.Point, before, now End) geom.Point {
	a, b := before.Bounds, now.Bounds
	if now.Role == PointEnd {
		return now.Dock
	}
	if a.W == b.W && a.H == b.H {
		return dock.Add(b.Min().Sub(a.Min()))
	}
	if a.Empty() {
		return b.Center()
	}
	// After a resize the docking stays where it was, as long as it is inside
	// and was not the middle.
	if b.Grown(-5).Contains(dock) && !dock.Near(a.Center(), 1) {
		return dock
	}
	return geom.Pt(math.Round(b.X+(dock.X-a.X)/a.W*b.W), math.Round(b.Y+(dock.Y-a.Y)/a.H*b.H))
}

func moved(a, b End) bool { return a.Bounds != b.Bounds || b.Role == PointEnd && a.Dock != b.Dock }

func sameShift(a0, a, b0, b End) bool {
	return a.Bounds.Min().Sub(a0.Bounds.Min()).Near(b.Bounds.Min().Sub(b0.Bounds.Min()), 1e-9) &&
		a.Bounds.W == a0.Bounds.W && a.Bounds.H == a0.Bounds.H && b.Bounds.W == b0.Bounds.W && b.Bounds.H == b0.Bounds.H
}

// repairStart brings the start of a route to the end's new docking: the first
// bend follows in the axis in which it was aligned; bends that come too near
// the shape go, and the next one follows in their place.
func repairStart(l geom.Polyline, e End) (geom.Polyline, bool) {
	const eps = 0.5
	zone := e.Bounds.Grown(minGap)
	for len(l) >= 3 {
		was, bend := l[0], l[1]
		vertical, horizontal := math.Abs(was.X-bend.X) <= eps, math.Abs(was.Y-bend.Y) <= eps
		fixed := bend
		switch {
		case vertical && !horizontal:
			fixed.X = e.Dock.X
		case horizontal && !vertical:
			fixed.Y = e.Dock.Y
		}
		if !zone.Contains(fixed) {
			out := append(geom.Polyline(nil), l...)
			out[0], out[1] = e.Dock, fixed
			return out, true
		}
		l = l[1:]
	}
	return nil, false
}

// cramped reports whether bends of a short route lie on top of each other.
func cramped(l geom.Polyline) bool {
	if len(l) > 4 {
		return false
	}
	for i := 2; i < len(l)-1; i++ {
		if l[i].Dist(l[i-1]) < 3 {
			return true
		}
	}
	return false
}

// doublesBack reports whether a route turns by 180 degrees.
func doublesBack(l geom.Polyline) bool {
	for i := 2; i < len(l); i++ {
		a, b := l[i-1].Sub(l[i-2]), l[i].Sub(l[i-1])
		if math.Abs(a.X*b.Y-a.Y*b.X) < 1e-6 && a.X*b.X+a.Y*b.Y < 0 {
			return true
		}
	}
	return false
}

// Redock docks a route whose ends hang free: the first and the last segment
// run to the shapes again, at right angles where they were.
func Redock(route geom.Polyline, from, to End) geom.Polyline {
	if len(route) < 2 {
		return Route(Orthogonal, from, to, Options{})
	}
	full := redockStart(append(geom.Polyline(nil), route...), from)
	reverse(full)
	full = redockStart(full, to)
	reverse(full)
	return Crop(full.Simplified(0.01), from, to)
}

func redockStart(l geom.Polyline, e End) geom.Polyline {
	c, r := e.Dock, e.Bounds
	if e.Role == PointEnd {
		l[0] = c
		return l
	}
	next := l[1]
	horizontal, vertical := math.Abs(l[0].Y-next.Y) < 0.5, math.Abs(l[0].X-next.X) < 0.5
	switch {
	case horizontal && next.Y > r.Y && next.Y < r.Bottom() && !inside(e.Outline, r, next):
		l[0] = geom.Pt(c.X, next.Y)
	case vertical && next.X > r.X && next.X < r.Right() && !inside(e.Outline, r, next):
		l[0] = geom.Pt(next.X, c.Y)
	case horizontal || vertical:
		// the segment has left the shape: a new bend leads back to its middle
		bend := geom.Pt(c.X, next.Y)
		if vertical {
			bend = geom.Pt(next.X, c.Y)
		}
		if inside(e.Outline, r, next) {
			l[0] = c
			return l
		}
		out := append(geom.Polyline{c, bend}, l[1:]...)
		return out
	default:
		l[0] = c
	}
	return l
}
