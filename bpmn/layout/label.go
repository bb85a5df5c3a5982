package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// LabelGap is the distance between a shape and the label below it.
const LabelGap = 7

// flowLabelGap is the distance between a flow and its label.
const flowLabelGap = 5

// ShapeLabel returns where the label of a size goes beside a shape: centred
// below it, or at the top of a group's frame.
func ShapeLabel(k bpmn.Kind, shape geom.Rect, w, h float64) geom.Rect {
	x := math.Round(shape.Center().X - w/2)
	if k == bpmn.Group {
		return geom.R(x, math.Round(shape.Y+LabelGap), w, h)
	}
	return geom.R(x, math.Round(shape.Bottom()+LabelGap), w, h)
}

// BesideShape returns where a label goes on a side of a shape.
func BesideShape(shape geom.Rect, side Side, w, h float64) geom.Rect {
	c := shape.Center()
	switch side {
	case Top:
		return geom.R(math.Round(c.X-w/2), math.Round(shape.Y-LabelGap-h), w, h)
	case Left:
		return geom.R(math.Round(shape.X-LabelGap-w), math.Round(c.Y-h/2), w, h)
	case Right:
		return geom.R(math.Round(shape.Right()+LabelGap), math.Round(c.Y-h/2), w, h)
	}
	return geom.R(math.Round(c.X-w/2), math.Round(shape.Bottom()+LabelGap), w, h)
}

// FlowLabel returns where the label of a size goes on a flow: above the middle
// of its middle segment, or wholly to the right of a vertical one.
func FlowLabel(route geom.Polyline, w, h float64) geom.Rect {
	if len(route) < 2 {
		return geom.Rect{W: w, H: h}
	}
	i := middleSegment(route)
	return besideSegment(route[i], route[i+1], w, h)
}

// FlowLabelPlaces returns where the label of a size could go on a flow, best
// first: on both sides of the middle segment, then of the others.
func FlowLabelPlaces(route geom.Polyline, w, h float64) []geom.Rect {
	if len(route) < 2 {
		return nil
	}
	middle := middleSegment(route)
	order := []int{middle}
	for d := 1; d < len(route); d++ {
		for _, i := range [...]int{middle + d, middle - d} {
			if i >= 0 && i+1 < len(route) {
				order = append(order, i)
			}
		}
	}
	var out []geom.Rect
	for _, i := range order {
		a, b := route[i], route[i+1]
		first := besideSegment(a, b, w, h)
		second := first
		if upright(route, i) {
			second.X = math.Round(a.Lerp(b, 0.5).X - flowLabelGap - w)
		} else {
			second.Y = math.Round(a.Lerp(b, 0.5).Y + flowLabelGap)
		}
		out = append(out, first, second)
	}
	return out
}

func besideSegment(a, b geom.Point, w, h float64) geom.Rect {
	m := a.Lerp(b, 0.5)
	if math.Abs(a.X-b.X) < math.Abs(a.Y-b.Y) {
		return geom.R(math.Round(m.X+flowLabelGap), math.Round(m.Y-h/2), w, h)
	}
	return geom.R(math.Round(m.X-w/2), math.Round(m.Y-flowLabelGap-h+1), w, h)
}

func middleSegment(route geom.Polyline) int { return (len(route) - 1) / 2 }

// MoveFlowLabel returns where a flow's label goes when its route changes from
// old to route: it keeps its place relative to the segment that it stood by; if
// that segment is gone it moves to the middle one.
func MoveFlowLabel(old, route geom.Polyline, label geom.Rect) geom.Rect {
	if len(old) < 2 || len(route) < 2 {
		return label
	}
	c := label.Center()
	foot, seg, _ := old.Nearest(c)
	a0, b0 := old[seg], old[seg+1]
	target := seg
	if len(old) != len(route) {
		// counted from the end that the label is nearer to
		if seg >= (len(old)-1)/2 && len(old)-1-seg < len(route)-1 {
			target = len(route) - 1 - (len(old) - 1 - seg)
		}
		if target < 0 || target >= len(route)-1 || upright(old, seg) != upright(route, target) {
			i := middleSegment(route)
			return besideSegment(route[i], route[i+1], label.W, label.H)
		}
	}
	a, b := route[target], route[target+1]
	share := 0.5
	if d := a0.Dist(b0); d > 0 {
		share = a0.Dist(foot) / d
	}
	off := c.Sub(foot)
	if upright(old, seg) != upright(route, target) {
		r := besideSegment(a, b, label.W, label.H)
		return r
	}
	p := a.Lerp(b, share).Add(off)
	return geom.RectAround(p, label.W, label.H).Round()
}

func upright(l geom.Polyline, seg int) bool {
	d := l[seg+1].Sub(l[seg])
	return math.Abs(d.X) < math.Abs(d.Y)
}

// LabelSide returns the side of a shape that a label stands on, roughly
// centred; NoSide when it stands elsewhere, which means that someone put it
// there.
func LabelSide(shape, label geom.Rect) Side {
	const loose = 5
	c, m := label.Center(), shape.Center()
	switch {
	case math.Abs(c.X-m.X) <= loose && label.Y >= shape.Bottom()-loose:
		return Bottom
	case math.Abs(c.X-m.X) <= loose && label.Bottom() <= shape.Y+loose:
		return Top
	case math.Abs(c.Y-m.Y) <= loose && label.Right() <= shape.X+loose:
		return Left
	case math.Abs(c.Y-m.Y) <= loose && label.X >= shape.Right()-loose:
		return Right
	}
	return NoSide
}

// TakenSides returns the sides of a shape from which routes leave. Only the end
// of a route that lies on the shape counts.
func TakenSides(shape geom.Rect, routes []geom.Polyline) map[Side]bool {
	taken := map[Side]bool{}
	for _, r := range routes {
		if len(r) < 2 {
			continue
		}
		near := shape.Grown(2)
		if near.Contains(r[0]) {
			taken[leavingSide(shape, r[0], r[1])] = true
		}
		if near.Contains(r[len(r)-1]) {
			taken[leavingSide(shape, r[len(r)-1], r[len(r)-2])] = true
		}
	}
	return taken
}

// leavingSide returns the side by which a route leaves a shape at p towards
// next.
func leavingSide(shape geom.Rect, p, next geom.Point) Side {
	d := next.Sub(p)
	if math.Abs(d.X) >= math.Abs(d.Y) {
		if d.X >= 0 {
			return Right
		}
		return Left
	}
	if d.Y >= 0 {
		return Bottom
	}
	return Top
}

// FreeSide returns the first side on which no route gets in the way of a label:
// below, above, to the left, to the right. Without one it is NoSide.
func FreeSide(taken map[Side]bool) Side {
	for _, s := range [...]Side{Bottom, Top, Left, Right} {
		if !taken[s] {
			return s
		}
	}
	return NoSide
}

// RoutesOf returns the routes of all connections of an element on a plane.
func RoutesOf(el, plane bpmn.Element) []geom.Polyline {
	var out []geom.Polyline
	for _, con := range el.Connections() {
		if e := EdgeOn(con, plane); !e.IsZero() {
			out = append(out, e.Waypoints())
		}
	}
	return out
}
