package layout

import (
	"container/heap"
	"math"
	"sort"

	"spiffmodeler/bpmn/geom"
)

// bendCost is the detour, in diagram units, that is taken to save one bend.
const bendCost = 60

// clearance is the distance that a searched route keeps from shapes.
const clearance = 15

// between lays a flow that leaves and enters by given sides, around both
// shapes and the obstacles. Sides that are NoSide are free.
func between(from, to End, leave, enter Side, obstacles []geom.Rect) geom.Polyline {
	s := newSearch(from, to, obstacles)
	if path, ok := s.run(leave, enter); ok {
		return path
	}
	return geom.Polyline{from.Dock, to.Dock}
}

// routeAround lays a flow around obstacles, at a distance where there is room.
func routeAround(from, to End, obstacles []geom.Rect) (geom.Polyline, bool) {
	s := newSearch(from, to, obstacles)
	tight := append([]geom.Rect(nil), s.obstacles...)
	for i, o := range tight {
		if wide := o.Grown(clearance - 3); !wide.Intersects(from.Bounds) && !wide.Intersects(to.Bounds) {
			s.obstacles[i] = wide
		}
	}
	if path, ok := s.run(from.Side, to.Side); ok {
		return path, true
	}
	s.obstacles = tight
	return s.run(from.Side, to.Side)
}

// hits reports whether a route runs through one of the shapes.
func hits(route geom.Polyline, shapes []geom.Rect) bool {
	for i := 1; i < len(route); i++ {
		for _, r := range shapes {
			if crosses(route[i-1], route[i], r) {
				return true
			}
		}
	}
	return false
}

// crosses reports whether an axis-parallel segment runs through the inside of
// a rectangle; for slanted ones it looks at the diagonals.
func crosses(a, b geom.Point, r geom.Rect) bool {
	r = r.Grown(-1)
	if r.Empty() {
		return false
	}
	if a.X == b.X || a.Y == b.Y {
		return math.Max(a.X, b.X) > r.X && math.Min(a.X, b.X) < r.Right() &&
			math.Max(a.Y, b.Y) > r.Y && math.Min(a.Y, b.Y) < r.Bottom()
	}
	k := r.Corners()
	_, one := geom.SegmentIntersection(a, b, k[0], k[2])
	_, two := geom.SegmentIntersection(a, b, k[1], k[3])
	return one || two
}

// search finds the cheapest right-angled path on the grid of lines that the
// shapes give: their docks, the lines beside them and the middles between.
type search struct {
	from, to  End
	obstacles []geom.Rect
	xs, ys    []float64
}

func newSearch(from, to End, obstacles []geom.Rect) *search {
	s := &search{from: from, to: to}
	area := from.Bounds.Union(to.Bounds).Grown(200)
	for _, o := range obstacles {
		if !o.Empty() && o.Intersects(area) {
			s.obstacles = append(s.obstacles, o)
		}
	}
	xs := []float64{from.Dock.X, to.Dock.X}
	ys := []float64{from.Dock.Y, to.Dock.Y}
	edges := func(r geom.Rect, d float64) {
		xs = append(xs, r.X-d, r.Right()+d)
		ys = append(ys, r.Y-d, r.Bottom()+d)
	}
	edges(from.Bounds, stepOut)
	edges(to.Bounds, stepOut)
	for _, o := range s.obstacles {
		edges(o, clearance)
	}
	xs = append(xs, gapMiddle(from.Bounds.X, from.Bounds.Right(), to.Bounds.X, to.Bounds.Right())...)
	ys = append(ys, gapMiddle(from.Bounds.Y, from.Bounds.Bottom(), to.Bounds.Y, to.Bounds.Bottom())...)
	s.xs, s.ys = sorted(xs), sorted(ys)
	return s
}

func gapMiddle(a0, a1, b0, b1 float64) []float64 {
	if a1 < b0 || b1 < a0 {
		return []float64{middle(a0, a1, b0, b1, false)}
	}
	return nil
}

func sorted(v []float64) []float64 {
	sort.Float64s(v)
	out := v[:0]
	for i, x := range v {
		if i == 0 || x-out[len(out)-1] > 1e-6 {
			out = append(out, x)
		}
	}
	return out
}

// state is a grid point and the direction in which it was reached.
type state struct {
	i, j int
	dir  Side
}

type visit struct {
	state
	cost  float64
	order int // ties: first come, first served, so that results repeat
}

type queue []visit

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].cost != q[b].cost {
		return q[a].cost < q[b].cost
	}
	return q[a].order < q[b].order
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(visit)) }
func (q *queue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

var steps = [...]struct{ di, dj int }{NoSide: {0, 0}, Top: {0, -1}, Right: {1, 0}, Bottom: {0, 1}, Left: {-1, 0}}

func (s *search) run(leave, enter Side) (geom.Polyline, bool) {
	start := state{s.index(s.xs, s.from.Dock.X), s.index(s.ys, s.from.Dock.Y), NoSide}
	goalI, goalJ := s.index(s.xs, s.to.Dock.X), s.index(s.ys, s.to.Dock.Y)
	best := map[state]float64{start: 0}
	came := map[state]state{}
	q := &queue{{state: start}}
	order := 0
	for q.Len() > 0 {
		v := heap.Pop(q).(visit)
		if v.cost > best[v.state] {
			continue
		}
		if v.i == goalI && v.j == goalJ && v.state != start {
			return s.path(v.state, came), true
		}
		for dir := Top; dir <= Left; dir++ {
			if v.dir == NoSide && leave != NoSide && dir != leave || v.dir != NoSide && dir == v.dir.Opposite() {
				continue
			}
			next := state{v.i + steps[dir].di, v.j + steps[dir].dj, dir}
			if next.i < 0 || next.j < 0 || next.i >= len(s.xs) || next.j >= len(s.ys) {
				continue
			}
			a, b := s.at(v.state), s.at(next)
			cost, ok := s.cost(a, b, dir, leave, enter)
			if !ok {
				continue
			}
			if v.dir != NoSide && dir != v.dir {
				if s.from.Bounds.Contains(a) || s.to.Bounds.Contains(a) {
					continue // no bends inside the shapes
				}
				cost += bendCost
			}
			cost += v.cost
			if old, seen := best[next]; seen && old <= cost {
				continue
			}
			order++
			best[next], came[next] = cost, v.state
			heap.Push(q, visit{next, cost, order})
		}
	}
	return nil, false
}

// cost returns what a step costs, or that it is not allowed: through obstacles,
// and through the two shapes other than straight to and from their docks.
func (s *search) cost(a, b geom.Point, dir, leave, enter Side) (float64, bool) {
	for _, o := range s.obstacles {
		if crosses(a, b, o) {
			return 0, false
		}
	}
	out := onRay(a, s.from.Dock, dir) && (leave == NoSide || dir == leave)
	in := onRay(b, s.to.Dock, dir.Opposite()) && (enter == NoSide || dir == enter.Opposite())
	if s.from.Bounds == s.to.Bounds {
		out = out || in
		in = out
	}
	if crosses(a, b, s.from.Bounds) && !out || crosses(a, b, s.to.Bounds) && !in {
		return 0, false
	}
	return a.Dist(b), true
}

// onRay reports whether p lies on the ray from dock in the direction of a side.
func onRay(p, dock geom.Point, dir Side) bool {
	d := p.Sub(dock)
	switch dir {
	case Top:
		return d.X == 0 && d.Y <= 0
	case Bottom:
		return d.X == 0 && d.Y >= 0
	case Left:
		return d.Y == 0 && d.X <= 0
	case Right:
		return d.Y == 0 && d.X >= 0
	}
	return false
}

func (s *search) index(list []float64, v float64) int {
	i := sort.SearchFloat64s(list, v-1e-6)
	return min(i, len(list)-1)
}

func (s *search) at(st state) geom.Point { return geom.Pt(s.xs[st.i], s.ys[st.j]) }

func (s *search) path(end state, came map[state]state) geom.Polyline {
	out := geom.Polyline{s.to.Dock}
	for st, ok := came[end], true; ok; st, ok = came[st] {
		if st.dir == NoSide {
			out = append(out, s.from.Dock)
			break
		}
		out = append(out, s.at(st))
	}
	reverse(out)
	return out.Simplified(0.01)
}
