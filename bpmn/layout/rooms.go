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
		c := bpmn.ElementOf(n)
		if k := c.Kind(); k.IsFlowNode() && k != bpmn.BoundaryEvent || k.Is(bpmn.DataClass) {
			if s := ShapeOn(c, plane); !s.IsZero() {
				r.put(s.Bounds())
			}
		}
	}
	return r
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
// ends that are very far apart it returns none: such a flow can't avoid all.
func (r *Obstacles) Between(a, b, host geom.Rect) []geom.Rect {
	area := a.Union(b).Grown(100)
	if area.W*area.H > 4000*2000 {
		return nil
	}
	out := append([]geom.Rect(nil), r.big...)
	seen := map[geom.Rect]bool{a: true, b: true, host: true}
	cover(area, func(k [2]int) {
		for _, box := range r.buckets[k] {
			if !seen[box] && box.Intersects(area) {
				seen[box] = true
				out = append(out, box)
			}
		}
	})
	if len(out) > maxObstacles {
		line := geom.Polyline{a.Center(), b.Center()}
		far := func(r geom.Rect) float64 { _, _, d := line.Nearest(r.Center()); return d }
		sort.SliceStable(out, func(i, j int) bool { return far(out[i]) < far(out[j]) })
		out = out[:maxObstacles]
	}
	return out
}
