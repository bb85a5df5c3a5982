package layout

import (
	"math"

	"spiffmodeler/bpmn/geom"
)

// Line is another flow, on which a flow that is laid must not lie.
type Line struct {
	Route geom.Polyline
	// SameStart and SameEnd say that both leave or enter the same shape. Flows
	// that fork or join may share the stretch before they part.
	SameStart, SameEnd bool
}

// minOverlap is the length, in diagram units, from which a common stretch of two
// flows is taken for one line.
const minOverlap = 5

// LiesOn reports whether a route runs along one of the lines.
func LiesOn(route geom.Polyline, lines []Line) bool {
	for _, l := range lines {
		if l.under(route) {
			return true
		}
	}
	return false
}

// RunsThrough reports whether a route runs through one of the shapes.
func RunsThrough(route geom.Polyline, shapes []geom.Rect) bool { return hits(route, shapes) }

func (l Line) under(route geom.Polyline) bool {
	fork, join := 0, 0 // segments that the two share and may
	if l.SameStart != l.SameEnd {
		if l.SameStart {
			fork = sharedStart(route, l.Route)
		} else {
			join = sharedStart(reversed(route), reversed(l.Route))
		}
	}
	for i := 1; i < len(route); i++ {
		for j := 1; j < len(l.Route); j++ {
			if i <= fork && j <= fork || len(route)-i <= join && len(l.Route)-j <= join {
				continue
			}
			if alongEachOther(route[i-1], route[i], l.Route[j-1], l.Route[j]) > minOverlap {
				return true
			}
		}
	}
	return false
}

// sharedStart returns how many of their first segments two routes share: the
// last of them may be longer in one.
func sharedStart(a, b geom.Polyline) int {
	const eps = 3
	n := 0
	for n < len(a) && n < len(b) && a[n].Near(b[n], eps) {
		n++
	}
	if n == 0 || n == len(a) || n == len(b) {
		return max(n-1, 0)
	}
	if alongEachOther(a[n-1], a[n], b[n-1], b[n]) > 0 {
		return n
	}
	return n - 1
}

func reversed(l geom.Polyline) geom.Polyline {
	out := append(geom.Polyline(nil), l...)
	reverse(out)
	return out
}

// alongEachOther returns how long two axis-parallel segments run along each
// other as if they were one line.
func alongEachOther(a, b, c, d geom.Point) float64 {
	const eps = 3
	common := func(a, b, c, d float64) float64 {
		return math.Min(math.Max(a, b), math.Max(c, d)) - math.Max(math.Min(a, b), math.Min(c, d))
	}
	switch {
	case a.Y == b.Y && c.Y == d.Y && math.Abs(a.Y-c.Y) < eps:
		return common(a.X, b.X, c.X, d.X)
	case a.X == b.X && c.X == d.X && math.Abs(a.X-c.X) < eps:
		return common(a.Y, b.Y, c.Y, d.Y)
	}
	return 0
}

// clearOfLines looks for a route that lies on none of the lines: parallel to the
// preferred one, with its middle segment shifted, or by other sides.
func (o Options) clearOfLines(full geom.Polyline, from, to End) (geom.Polyline, bool) {
	free := func(l geom.Polyline) bool {
		return !LiesOn(Crop(l.Simplified(0.01), from, to), o.Lines) && !hits(l, o.Obstacles)
	}
	for _, d := range [...]float64{20, -20, 30, -30, 10, -10, 40, -40} {
		if l, ok := parallel(full, from, to, d); ok && free(l) {
			return l, true
		}
	}
	for _, d := range [...]float64{10, -10, 20, -20, 30, -30} {
		if l, ok := middleShifted(full, from, to, d); ok && free(l) {
			return l, true
		}
	}
	var best geom.Polyline
	cheapest := math.Inf(1)
	s := newSearch(from, to, o.Obstacles)
	for leave := Top; leave <= Left; leave++ {
		if from.Side != NoSide && leave != from.Side {
			continue
		}
		for enter := Top; enter <= Left; enter++ {
			l, ok := s.run(leave, enter)
			if cost := l.Length() + bendCost*float64(len(l)); ok && cost < cheapest && free(l) {
				best, cheapest = l, cost
				s.limit = cheapest - 2*bendCost + 1 // a search doesn't count the two ends
			}
		}
	}
	return best, best != nil
}

// parallel shifts a whole route of one, or of three segments, to one side. Its
// ends must have room for that.
func parallel(full geom.Polyline, from, to End, d float64) (geom.Polyline, bool) {
	n := len(full)
	if n != 2 && n != 4 || fixedDock(from) || fixedDock(to) || from.Role == PointEnd || to.Role == PointEnd {
		return nil, false
	}
	out := append(geom.Polyline(nil), full...)
	upright := full[0].X == full[1].X
	shift := func(i int, e End) bool {
		p, r := &out[i], e.Bounds.Grown(-10)
		if upright {
			p.X += d
			return p.X >= r.X && p.X <= r.Right()
		}
		p.Y += d
		return p.Y >= r.Y && p.Y <= r.Bottom()
	}
	if !shift(0, from) || !shift(n-1, to) {
		return nil, false
	}
	if n == 4 {
		// nested, so that the two don't cross
		turn := full[2].Sub(full[1])
		way := full[1].Sub(full[0])
		if upright {
			s := d * math.Copysign(1, turn.X) * math.Copysign(1, way.Y)
			out[1], out[2] = geom.Pt(out[0].X, full[1].Y-s), geom.Pt(out[3].X, full[2].Y-s)
		} else {
			s := d * math.Copysign(1, turn.Y) * math.Copysign(1, way.X)
			out[1], out[2] = geom.Pt(full[1].X-s, out[0].Y), geom.Pt(full[2].X-s, out[3].Y)
		}
		if !between1(out[1], full[0], full[3], upright) {
			return nil, false
		}
	}
	return out, true
}

// middleShifted shifts the middle segment of a route of three.
func middleShifted(full geom.Polyline, from, to End, d float64) (geom.Polyline, bool) {
	if len(full) != 4 {
		return nil, false
	}
	out := append(geom.Polyline(nil), full...)
	upright := full[0].X == full[1].X
	step := geom.Pt(d, 0)
	if upright {
		step = geom.Pt(0, d)
	}
	out[1], out[2] = out[1].Add(step), out[2].Add(step)
	zone := func(e End) geom.Rect { return e.Bounds.Grown(10) }
	return out, !zone(from).Contains(out[1]) && !zone(to).Contains(out[2]) && between1(out[1], full[0], full[3], upright)
}

// between1 reports whether p lies between a and b along the axis.
func between1(p, a, b geom.Point, upright bool) bool {
	if upright {
		return p.Y > math.Min(a.Y, b.Y) && p.Y < math.Max(a.Y, b.Y)
	}
	return p.X > math.Min(a.X, b.X) && p.X < math.Max(a.X, b.X)
}
