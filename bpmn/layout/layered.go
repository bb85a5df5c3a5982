package layout

import (
	"math"
	"sort"
)

// graph is what the layered layout works on: boxes in columns from left to
// right, joined by arcs. Everything is told in document order, which decides
// ties, so that the same model always gets the same picture.
type graph struct {
	nodes []node
	arcs  []arc
	lanes int // how many bands there are; 0 is the same as 1
}

// node is a box. x and y of its middle are the result.
type node struct {
	w, h         float64
	above, below float64 // room for what hangs on it
	lane         int
	x, y         float64
	layer        int
	rank         int  // when the search along the flow came by first
	dummy        bool // stands for an arc that crosses a column
	in, out      []link
}

// arc leads from one node to another. gap is the room that it asks for between
// its columns, for its label.
type arc struct {
	from, to int
	gap      float64
}

// link is one end of a stretch of arc, as a node sees it.
type link struct {
	node   int
	weight float64
}

const (
	columnGap = 50
	rowGap    = 40
	// Arcs over more columns than this reserve no room of their own: a chain of
	// thousands with loops back to its start would need millions of places.
	maxSpan = 24
	sweeps  = 14
	// mainWeight is how much more the main way through a process is pulled
	// straight than its branches.
	mainWeight = 12
)

// arrange works out the places. It returns the height of each lane's band and
// the width of all.
func (g *graph) arrange() (bands []float64, width float64) {
	if g.lanes < 1 {
		g.lanes = 1
	}
	if len(g.nodes) == 0 {
		return make([]float64, g.lanes), 0
	}
	real := len(g.nodes)
	forward := g.forwardArcs()
	g.layers(forward, real)
	gaps := g.stretch(forward)
	columns := g.order()
	width = g.setX(columns, gaps)
	bands = g.setY(columns)
	g.nodes = g.nodes[:real]
	return bands, width
}

// forwardArcs returns the arcs with loops turned round, so that none leads
// back.
func (g *graph) forwardArcs() []arc {
	out := make([][]int, len(g.nodes))
	hasIn := make([]bool, len(g.nodes))
	for i, a := range g.arcs {
		if a.from != a.to {
			out[a.from] = append(out[a.from], i)
			hasIn[a.to] = true
		}
	}
	back := make([]bool, len(g.arcs))
	const white, grey, black = 0, 1, 2
	color := make([]int, len(g.nodes))
	count := 0
	enter := func(n int) {
		color[n] = grey
		count++
		g.nodes[n].rank = count
	}
	visit := func(start int) {
		type frame struct{ node, next int }
		stack := []frame{{start, 0}}
		enter(start)
		for len(stack) > 0 {
			f := &stack[len(stack)-1]
			if f.next == len(out[f.node]) {
				color[f.node] = black
				stack = stack[:len(stack)-1]
				continue
			}
			i := out[f.node][f.next]
			f.next++
			switch to := g.arcs[i].to; color[to] {
			case grey:
				back[i] = true
			case white:
				enter(to)
				stack = append(stack, frame{to, 0})
			}
		}
	}
	for _, startsOnly := range []bool{true, false} {
		for n := range g.nodes {
			if color[n] == white && (!startsOnly || !hasIn[n]) {
				visit(n)
			}
		}
	}
	var list []arc
	for i, a := range g.arcs {
		switch {
		case a.from == a.to:
		case back[i]:
			list = append(list, arc{a.to, a.from, a.gap})
		default:
			list = append(list, a)
		}
	}
	return list
}

// layers puts each node one column behind its last predecessor, and nodes that
// nothing leads to right before what they lead to.
func (g *graph) layers(arcs []arc, n int) {
	indegree := make([]int, n)
	out := make([][]int, n)
	for _, a := range arcs {
		indegree[a.to]++
		out[a.from] = append(out[a.from], a.to)
	}
	var queue []int
	for i := range n {
		if indegree[i] == 0 {
			queue = append(queue, i)
		}
	}
	hasIn := make([]bool, n)
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, t := range out[v] {
			hasIn[t] = true
			g.nodes[t].layer = max(g.nodes[t].layer, g.nodes[v].layer+1)
			if indegree[t]--; indegree[t] == 0 {
				queue = append(queue, t)
			}
		}
	}
	for v := range n {
		if hasIn[v] || len(out[v]) == 0 {
			continue
		}
		next := math.MaxInt
		for _, t := range out[v] {
			next = min(next, g.nodes[t].layer)
		}
		g.nodes[v].layer = next - 1
	}
}

// stretch links the nodes, with dummies where an arc crosses a column. It
// returns the gap behind each column.
func (g *graph) stretch(arcs []arc) []float64 {
	last := 0
	for i := range g.nodes {
		last = max(last, g.nodes[i].layer)
	}
	gaps := make([]float64, last+1)
	for i := range gaps {
		gaps[i] = columnGap
	}
	mainOut, mainIn := map[int]bool{}, map[int]bool{}
	for _, a := range arcs {
		from, to := g.nodes[a.from].layer, g.nodes[a.to].layer
		gaps[from] = math.Max(gaps[from], a.gap)
		weight := 1.0
		if !mainOut[a.from] && !mainIn[a.to] {
			// the first way through the process runs straight
			mainOut[a.from], mainIn[a.to], weight = true, true, mainWeight
		}
		if to-from > maxSpan {
			continue
		}
		prev := a.from
		for l := from + 1; l < to; l++ {
			lane := g.nodes[a.from].lane
			if l > (from+to)/2 {
				lane = g.nodes[a.to].lane
			}
			g.nodes = append(g.nodes, node{layer: l, lane: lane, rank: g.nodes[a.to].rank, dummy: true})
			g.link(prev, len(g.nodes)-1, weight*2)
			prev = len(g.nodes) - 1
		}
		g.link(prev, a.to, weight)
	}
	return gaps
}

func (g *graph) link(a, b int, weight float64) {
	g.nodes[a].out = append(g.nodes[a].out, link{b, weight})
	g.nodes[b].in = append(g.nodes[b].in, link{a, weight})
}

// order sorts each column so that few arcs cross. Lanes keep their order.
func (g *graph) order() [][]int {
	var columns [][]int
	for i := range g.nodes {
		l := g.nodes[i].layer
		for len(columns) <= l {
			columns = append(columns, nil)
		}
		columns[l] = append(columns[l], i)
	}
	pos := make([]float64, len(g.nodes))
	number := func(col []int) {
		for i, v := range col {
			pos[v] = float64(i)
		}
	}
	for _, c := range columns {
		sort.SliceStable(c, func(i, j int) bool {
			a, b := &g.nodes[c[i]], &g.nodes[c[j]]
			if a.lane != b.lane {
				return a.lane < b.lane
			}
			return a.rank < b.rank
		})
		number(c)
	}
	best, fewest := clone(columns), g.crossings(columns, pos)
	key := make([]float64, len(g.nodes))
	for s := 0; s < sweeps && fewest > 0; s++ {
		for i := range columns {
			c := columns[i]
			if s%2 == 1 {
				c = columns[len(columns)-1-i]
			}
			for _, v := range c {
				links := g.nodes[v].in
				if s%2 == 1 {
					links = g.nodes[v].out
				}
				key[v] = pos[v]
				if len(links) > 0 {
					sum := 0.0
					for _, l := range links {
						sum += pos[l.node]
					}
					key[v] = sum / float64(len(links))
				}
			}
			sort.SliceStable(c, func(i, j int) bool {
				a, b := c[i], c[j]
				if g.nodes[a].lane != g.nodes[b].lane {
					return g.nodes[a].lane < g.nodes[b].lane
				}
				return key[a] < key[b]
			})
			number(c)
		}
		if n := g.crossings(columns, pos); n < fewest {
			best, fewest = clone(columns), n
		}
	}
	return best
}

func clone(columns [][]int) [][]int {
	out := make([][]int, len(columns))
	for i, c := range columns {
		out[i] = append([]int(nil), c...)
	}
	return out
}

// crossings counts how often stretches between neighbouring columns cross, with
// a Fenwick tree over the positions of the right column.
func (g *graph) crossings(columns [][]int, pos []float64) int {
	total := 0
	for i, c := range columns {
		if i+1 == len(columns) {
			break
		}
		tree := make([]int, len(columns[i+1])+1)
		seen := 0
		for _, v := range c {
			ends := make([]int, 0, len(g.nodes[v].out))
			for _, l := range g.nodes[v].out {
				if g.nodes[l.node].layer == i+1 {
					ends = append(ends, int(pos[l.node]))
				}
			}
			for _, e := range ends {
				below := 0
				for k := e + 1; k > 0; k -= k & -k {
					below += tree[k]
				}
				total += seen - below
			}
			for _, e := range ends {
				for k := e + 1; k < len(tree); k += k & -k {
					tree[k]++
				}
				seen++
			}
		}
	}
	return total
}

// setX places the columns from left to right and returns the width.
func (g *graph) setX(columns [][]int, gaps []float64) float64 {
	x := 0.0
	for i, c := range columns {
		w := 0.0
		for _, v := range c {
			w = math.Max(w, g.nodes[v].w)
		}
		w = math.Ceil(w/grid) * grid
		for _, v := range c {
			g.nodes[v].x = x + w/2
		}
		x += w
		if i+1 < len(columns) {
			x += gaps[i]
		}
	}
	return x
}
