package layout

import (
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
	s.obstacles, s.right = tight, nil
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

	right, down []uint8   // by grid point: what lies in the way of a step from it; see chart
	best        []float64 // by state: the least cost
	came        []int32   // by state: the one before
	queue       queue
	limit       float64 // cost from which on a route is of no use; 0 for none
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
	rank  float64 // the least that a route through here costs
	cost  float64 // up to here
	at    int32   // number of the state
	order int32   // ties: first come, first served, so that results repeat
}

// queue is a heap of visits, the cheapest one first.
type queue []visit

func (q queue) less(a, b int) bool {
	if q[a].rank != q[b].rank {
		return q[a].rank < q[b].rank
	}
	return q[a].order < q[b].order
}

func (q *queue) push(v visit) {
	*q = append(*q, v)
	h := *q
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h.less(i, up) {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func (q *queue) pop() visit {
	h := *q
	top, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	*q = h
	for i := 0; ; {
		low := 2*i + 1
		if low >= last {
			return top
		}
		if low+1 < last && h.less(low+1, low) {
			low++
		}
		if !h.less(low, i) {
			return top
		}
		h[i], h[low] = h[low], h[i]
		i = low
	}
}

// What lies in the way of a step along a grid line.
const (
	obstacleInWay = 1 << iota
	fromInWay
	toInWay
)

// chart notes what lies in the way of each step between neighbouring grid
// points, so that a step is judged at once however many shapes there are.
func (s *search) chart() {
	n := len(s.xs) * len(s.ys)
	s.right, s.down = make([]uint8, n), make([]uint8, n)
	for _, o := range s.obstacles {
		s.block(o, obstacleInWay)
	}
	s.block(s.from.Bounds, fromInWay)
	s.block(s.to.Bounds, toInWay)
}

// block notes the steps that run through the inside of a shape, as crosses
// says.
func (s *search) block(r geom.Rect, why uint8) {
	r = r.Grown(-1)
	if r.Empty() {
		return
	}
	above := func(list []float64, v float64) int { // the first that is greater
		return sort.Search(len(list), func(i int) bool { return list[i] > v })
	}
	i0, i1 := above(s.xs, r.X), sort.SearchFloat64s(s.xs, r.Right()) // lines inside, from i0 to before i1
	j0, j1 := above(s.ys, r.Y), sort.SearchFloat64s(s.ys, r.Bottom())
	for i := max(i0-1, 0); i < min(i1, len(s.xs)-1); i++ { // steps to the right that reach in
		for j := j0; j < j1; j++ {
			s.right[i*len(s.ys)+j] |= why
		}
	}
	for i := i0; i < i1; i++ {
		for j := max(j0-1, 0); j < min(j1, len(s.ys)-1); j++ {
			s.down[i*len(s.ys)+j] |= why
		}
	}
}

var steps = [...]struct{ di, dj int }{NoSide: {0, 0}, Top: {0, -1}, Right: {1, 0}, Bottom: {0, 1}, Left: {-1, 0}}

func (s *search) run(leave, enter Side) (geom.Polyline, bool) {
	if s.right == nil {
		s.chart()
	}
	const sides = int(Left) + 1
	number := func(st state) int32 { return int32((st.i*len(s.ys)+st.j)*sides + int(st.dir)) }
	if n := len(s.xs) * len(s.ys) * sides; s.best == nil {
		s.best, s.came = make([]float64, n), make([]int32, n)
	}
	for i := range s.best {
		s.best[i] = math.Inf(1)
	}
	start := state{s.index(s.xs, s.from.Dock.X), s.index(s.ys, s.from.Dock.Y), NoSide}
	goalI, goalJ := s.index(s.xs, s.to.Dock.X), s.index(s.ys, s.to.Dock.Y)
	s.best[number(start)] = 0
	rest := func(i, j int) float64 { return math.Abs(s.xs[i]-s.xs[goalI]) + math.Abs(s.ys[j]-s.ys[goalJ]) }
	s.queue = append(s.queue[:0], visit{rank: rest(start.i, start.j), at: number(start)})
	order := int32(0)
	for len(s.queue) > 0 {
		v := s.queue.pop()
		if v.cost > s.best[v.at] {
			continue
		}
		if s.limit > 0 && v.rank > s.limit {
			return nil, false
		}
		here := state{int(v.at) / sides / len(s.ys), int(v.at) / sides % len(s.ys), Side(int(v.at) % sides)}
		if here.i == goalI && here.j == goalJ && here != start {
			return s.path(here), true
		}
		a := s.at(here)
		noBend := s.from.Bounds.Contains(a) || s.to.Bounds.Contains(a) // no bends inside the shapes
		for dir := Top; dir <= Left; dir++ {
			if here.dir == NoSide && leave != NoSide && dir != leave || here.dir != NoSide && dir == here.dir.Opposite() {
				continue
			}
			next := state{here.i + steps[dir].di, here.j + steps[dir].dj, dir}
			if next.i < 0 || next.j < 0 || next.i >= len(s.xs) || next.j >= len(s.ys) {
				continue
			}
			cost, ok := s.cost(here, next, leave, enter)
			if !ok {
				continue
			}
			if here.dir != NoSide && dir != here.dir {
				if noBend {
					continue
				}
				cost += bendCost
			}
			cost += v.cost
			at := number(next)
			if s.best[at] <= cost {
				continue
			}
			order++
			s.best[at], s.came[at] = cost, v.at
			s.queue.push(visit{cost + rest(next.i, next.j), cost, at, order})
		}
	}
	return nil, false
}

// cost returns what a step to a neighbour costs, or that it is not allowed:
// through obstacles, and through the two shapes other than straight to and from
// their docks.
func (s *search) cost(here, next state, leave, enter Side) (float64, bool) {
	var inWay uint8
	low := min(here.i, next.i)*len(s.ys) + min(here.j, next.j)
	if next.dir.Horizontal() {
		inWay = s.right[low]
	} else {
		inWay = s.down[low]
	}
	a, b := s.at(here), s.at(next)
	if inWay != 0 {
		dir := next.dir
		out := onRay(a, s.from.Dock, dir) && (leave == NoSide || dir == leave)
		in := onRay(b, s.to.Dock, dir.Opposite()) && (enter == NoSide || dir == enter.Opposite())
		if s.from.Bounds == s.to.Bounds {
			out = out || in
			in = out
		}
		if inWay&obstacleInWay != 0 || inWay&fromInWay != 0 && !out || inWay&toInWay != 0 && !in {
			return 0, false
		}
	}
	return math.Abs(a.X-b.X) + math.Abs(a.Y-b.Y), true
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

// path returns the way on which the end was reached.
func (s *search) path(end state) geom.Polyline {
	const sides = int(Left) + 1
	out := geom.Polyline{s.to.Dock}
	at := s.came[(end.i*len(s.ys)+end.j)*sides+int(end.dir)]
	for Side(int(at)%sides) != NoSide {
		out = append(out, s.at(state{i: int(at) / sides / len(s.ys), j: int(at) / sides % len(s.ys)}))
		at = s.came[at]
	}
	out = append(out, s.from.Dock)
	reverse(out)
	return out.Simplified(0.01)
}
