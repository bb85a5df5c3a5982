package layout

import (
	"math"
	"sort"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Obstacles finds the shapes near a flow: the shapes of one scope in a grid of
// square buckets.
type Obstacles struct {
	buckets map[[2]int][]geom.Rect
	big     []geom.Rect // would fill too many buckets
}

const bucket = 300

// maxObstacles bounds how many shapes a route is searched around: the search
// takes the square of it.
const maxObstacles = 40

// ObstaclesOf gathers what flows in a process or sub-process have to go around
// on a plane.
func ObstaclesOf(scope, plane bpmn.Element) *Obstacles {
	r := &Obstacles{buckets: map[[2]int][]geom.Rect{}}
	if scope.IsZero() {
		return r
	}
	for n := range scope.Node().Children {
		switch c := bpmn.ElementOf(n); {
		case isObstacle(c.Kind()):
			r.putShape(c, plane)
		case c.Tag() == "ioSpecification":
			for _, port := range c.Children() {
				if port.Kind().Is(bpmn.DataClass) {
					r.putShape(port, plane)
				}
			}
		}
	}
	return r
}

func (r *Obstacles) putShape(el, plane bpmn.Element) {
	if s := ShapeOn(el, plane); !s.IsZero() {
		r.put(s.Bounds())
	}
}

func isObstacle(k bpmn.Kind) bool {
	return k.IsFlowNode() && k != bpmn.BoundaryEvent || k.Is(bpmn.DataClass)
}

// ShapesIn returns the shapes of a plane that touch an area.
func ShapesIn(plane bpmn.Element, area geom.Rect) []bpmn.Shape {
	var out []bpmn.Shape
	if plane.IsZero() {
		return nil
	}
	for n := range plane.Node().Children {
		if s := bpmn.ElementOf(n).AsShape(); !s.IsZero() && s.Bounds().Intersects(area) {
			out = append(out, s)
		}
	}
	return out
}

// ObstaclesAmong is ObstaclesOf and Between for a single flow, whose
// surroundings are known: they are among the shapes.
func ObstaclesAmong(shapes []bpmn.Shape, scope bpmn.Element, a, b, host geom.Rect) []geom.Rect {
	area, near := areaBetween(a, b)
	if scope.IsZero() || !near {
		return nil
	}
	var out []geom.Rect
	for _, s := range shapes {
		box := s.Bounds()
		if box == a || box == b || box == host || !box.Intersects(area) {
			continue
		}
		if el := s.Semantic(); isObstacle(el.Kind()) && el.Scope() == scope {
			out = append(out, box)
		}
	}
	return nearest(out, a, b)
}

// ObstaclesBetweenPools is ObstaclesAmong for a message flow, whatever scope its
// ends are in. What surrounds an end, such as its pool, is none.
func ObstaclesBetweenPools(shapes []bpmn.Shape, from, to End) []geom.Rect {
	area, near := areaBetween(from.Bounds, to.Bounds)
	if !near {
		return nil
	}
	var out []geom.Rect
	for _, s := range shapes {
		box := s.Bounds()
		if box.Intersects(area) && stands(box, from, to) && isAcross(s.Semantic().Kind()) {
			out = append(out, box)
		}
	}
	return nearest(out, from.Bounds, to.Bounds)
}

// isAcross reports whether message flows go around elements of the kind.
func isAcross(k bpmn.Kind) bool { return isObstacle(k) || k == bpmn.Participant }

// stands reports whether a shape stands in the way of a message flow: it is
// neither an end of it nor around one, nor in one.
func stands(box geom.Rect, from, to End) bool {
	return box != from.Host && box != to.Host && !box.ContainsRect(from.Bounds) && !box.ContainsRect(to.Bounds) &&
		!from.Bounds.ContainsRect(box) && !to.Bounds.ContainsRect(box)
}

// ObstaclesAcross gathers what message flows have to go around on a plane.
func ObstaclesAcross(plane bpmn.Element) *Obstacles {
	r := &Obstacles{buckets: map[[2]int][]geom.Rect{}}
	if plane.IsZero() {
		return r
	}
	for n := range plane.Node().Children {
		if s := bpmn.ElementOf(n).AsShape(); !s.IsZero() && isAcross(s.Semantic().Kind()) {
			r.put(s.Bounds())
		}
	}
	return r
}

// BetweenPools is Between for a message flow, of what ObstaclesAcross gathered.
func (r *Obstacles) BetweenPools(from, to End) []geom.Rect {
	area, near := areaBetween(from.Bounds, to.Bounds)
	if !near {
		return nil
	}
	var out []geom.Rect
	add := func(box geom.Rect) {
		if stands(box, from, to) {
			out = append(out, box)
		}
	}
	for _, box := range r.big {
		add(box)
	}
	r.visit(area, add)
	return nearest(out, from.Bounds, to.Bounds)
}

// areaBetween returns where obstacles between two ends lie. Ends that are very
// far apart have none: such a flow can't avoid all.
func areaBetween(a, b geom.Rect) (area geom.Rect, near bool) {
	area = a.Union(b).Grown(100)
	return area, area.W*area.H <= 4000*2000
}

// nearest keeps the obstacles that are nearest to the line between two ends.
func nearest(list []geom.Rect, a, b geom.Rect) []geom.Rect {
	if len(list) <= maxObstacles {
		return list
	}
	line := geom.Polyline{a.Center(), b.Center()}
	far := func(r geom.Rect) float64 { _, _, d := line.Nearest(r.Center()); return d }
	sort.SliceStable(list, func(i, j int) bool { return far(list[i]) < far(list[j]) })
	return list[:maxObstacles]
}

func cover(r geom.Rect, visit func([2]int)) {
	at := func(v float64) int { return int(math.Floor(v / bucket)) }
	for i := at(r.X); i <= at(r.Right()); i++ {
		for j := at(r.Y); j <= at(r.Bottom()); j++ {
			visit([2]int{i, j})
		}
	}
}

func (r *Obstacles) put(box geom.Rect) {
	if box.W > 100*bucket || box.H > 100*bucket {
		r.big = append(r.big, box)
		return
	}
	cover(box, func(k [2]int) { r.buckets[k] = append(r.buckets[k], box) })
}

// Between returns the shapes around two ends, without these and their host. For
// ends that are very far apart it returns none.
func (r *Obstacles) Between(a, b, host geom.Rect) []geom.Rect {
	area, near := areaBetween(a, b)
	if !near {
		return nil
	}
	out := append([]geom.Rect(nil), r.big...)
	r.visit(area, func(box geom.Rect) {
		if box != a && box != b && box != host {
			out = append(out, box)
		}
	})
	return nearest(out, a, b)
}

// visit visits each shape that touches an area once, but for the very big ones.
func (r *Obstacles) visit(area geom.Rect, f func(geom.Rect)) {
	seen := map[geom.Rect]bool{}
	cover(area, func(k [2]int) {
		for _, box := range r.buckets[k] {
			if !seen[box] && box.Intersects(area) {
				seen[box] = true
				f(box)
			}
		}
	})
}

// Hit reports whether a route runs through a shape other than its ends and
// their host.
func (r *Obstacles) Hit(route geom.Polyline, a, b, host geom.Rect) bool {
	hit := func(p, q geom.Point, list []geom.Rect) bool {
		for _, box := range list {
			if box != a && box != b && box != host && crosses(p, q, box) {
				return true
			}
		}
		return false
	}
	found := false
	for i := 1; i < len(route) && !found; i++ {
		p, q := route[i-1], route[i]
		if found = hit(p, q, r.big); found {
			break
		}
		cover(geom.Span(p, q), func(k [2]int) {
			found = found || hit(p, q, r.buckets[k])
		})
	}
	return found
}
