package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// The distances of automatic placing, in diagram units.
const (
	appendGap  = 50  // to the next element along the flow
	branchGap  = 30  // between branches
	rowHeight  = 80  // of a branch, at least: what is small has its text below it
	maxKeptGap = 250 // larger gaps between neighbours are not taken as a habit
	apart      = 10  // shapes nearer than this count as overlapping
)

// Neighbours is what placing looks at: the shapes that flows lead to and come
// from, and everything in an area that could be in the way.
type Neighbours struct {
	Targets, Sources []geom.Rect
	Others           func(area geom.Rect) []geom.Rect
}

// AppendPlace returns the centre for a new flow node of size w × h that follows
// a shape: beside it at the distance that the neighbours keep, moved down (in
// vertical pools: to the right) until it is free.
func AppendPlace(from End, n Neighbours, w, h float64, vertical bool) geom.Point {
	if vertical {
		flip := func(r geom.Rect) geom.Rect { return geom.R(r.Y, r.X, r.H, r.W) }
		all := func(list []geom.Rect) []geom.Rect {
			out := make([]geom.Rect, len(list))
			for i, r := range list {
				out[i] = flip(r)
			}
			return out
		}
		from.Bounds, from.Host = flip(from.Bounds), flip(from.Host)
		from.Side = [...]Side{NoSide, Left, Bottom, Right, Top}[from.Side]
		others := func(area geom.Rect) []geom.Rect { return all(n.Others(flip(area))) }
		p := AppendPlace(from, Neighbours{all(n.Targets), all(n.Sources), others}, h, w, false)
		return geom.Pt(p.Y, p.X)
	}
	a := from.Bounds
	gap := habit(a, n)
	x := a.Right() + gap + w/2
	y, down := a.Center().Y, 1.0
	switch from.Side {
	case Bottom:
		y = a.Center().Y + 80 + math.Max(0, h/2-40)
	case Top:
		y, down = a.Center().Y-80-math.Max(0, h/2-40), -1
	case Left:
		x = a.X - gap - w/2
	}
	if from.Side == NoSide || from.Side == Right || from.Side == Left {
		x = snapUp(x, from.Side == Left)
	} else {
		x = snapUp(x, false)
		y = math.Round(y/grid) * grid
	}
	const far = 4 * bpmn.MaxCoordinate
	column := geom.R(x-w/2-apart, -far, w+2*apart, 2*far)
	inWay := n.Others(column)
	for range 500 {
		box := geom.RectAround(geom.Pt(x, y), w, h).Grown(apart)
		hit := geom.Rect{}
		for _, r := range inWay {
			if r.Intersects(box) && (hit == geom.Rect{} || down*r.Center().Y > down*hit.Center().Y) {
				hit = r
			}
		}
		if (hit == geom.Rect{}) {
			break
		}
		if down > 0 {
			y = math.Max(hit.Bottom()+branchGap+h/2, y+rowHeight+branchGap)
		} else {
			y = math.Min(hit.Y-branchGap-h/2, y-rowHeight-branchGap)
		}
	}
	return geom.Pt(x, y)
}

// snapUp puts a coordinate on the grid without making the gap smaller.
func snapUp(v float64, down bool) float64 {
	if down {
		return math.Floor(v/grid) * grid
	}
	return math.Ceil(v/grid) * grid
}

// habit returns the gap that the neighbours of a shape keep most often.
func habit(a geom.Rect, n Neighbours) float64 {
	count := map[float64]int{}
	var order []float64
	add := func(gap float64, weight int) {
		if gap < 0 || gap > maxKeptGap {
			return
		}
		if _, seen := count[gap]; !seen {
			order = append(order, gap)
		}
		count[gap] += weight
	}
	for _, r := range n.Targets {
		add(r.X-a.Right(), 1)
	}
	for _, r := range n.Sources {
		add(a.X-r.Right(), -1)
	}
	best, found := appendGap+0.0, false
	for _, g := range order {
		if !found || count[g] > count[best] {
			best, found = g, true
		}
	}
	return best
}

// AnnotationPlace returns the bounds for a new annotation on a shape: above and
// to the right, higher while others are in the way.
func AnnotationPlace(on geom.Rect, others []geom.Rect, w, h float64) geom.Rect {
	r := geom.R(on.Right(), on.Y-50-h, w, h)
	return climb(r, others)
}

// AnnotationPlaceOnFlow is AnnotationPlace for a flow.
func AnnotationPlaceOnFlow(route geom.Polyline, others []geom.Rect, w, h float64) geom.Rect {
	m := route.At(0.5)
	return climb(geom.RectAround(geom.Pt(m.X+100, m.Y-50), w, h).Round(), others)
}

func climb(r geom.Rect, others []geom.Rect) geom.Rect {
	for range 500 {
		hit := false
		for _, o := range others {
			if o.Intersects(r.Grown(-1)) {
				r.Y, hit = o.Y-branchGap-r.H, true
				break
			}
		}
		if !hit {
			break
		}
	}
	return r
}

// DataPlace returns the bounds for a new data element at an activity: below its
// lower right corner, further right while others are in the way.
func DataPlace(on geom.Rect, others []geom.Rect, w, h float64) geom.Rect {
	r := geom.RectAround(geom.Pt(on.Right()-10+w/2, on.Bottom()+40+w/2), w, h).Round()
	for range 500 {
		hit := false
		for _, o := range others {
			if o.Intersects(r.Grown(-1)) {
				r.X, hit = o.Right()+branchGap, true
				break
			}
		}
		if !hit {
			break
		}
	}
	return r
}

// BoundsOf returns the bounds of the shapes of elements on a plane.
func BoundsOf(elements []bpmn.Element, plane bpmn.Element) []geom.Rect {
	var out []geom.Rect
	for _, e := range elements {
		if s := ShapeOn(e, plane); !s.IsZero() {
			out = append(out, s.Bounds())
		}
	}
	return out
}
