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

// setY places the nodes of each lane in its band and returns the heights of
// the bands.
func (g *graph) setY(columns [][]int) []float64 {
	bands := make([]float64, g.lanes)
	top := 0.0
	for lane := range g.lanes {
		var cols [][]int
		for _, c := range columns {
			var own []int
			for _, v := range c {
				if g.nodes[v].lane == lane {
					own = append(own, v)
				}
			}
			if len(own) > 0 {
				cols = append(cols, own)
			}
		}
		bands[lane] = g.settle(cols, lane, top)
		top += bands[lane]
	}
	return bands
}

// settle places the nodes of one band: each column is pulled towards its
// neighbours, to the left and to the right in turn, as far as the boxes leave
// room. It returns the band's height.
func (g *graph) settle(cols [][]int, lane int, top float64) float64 {
	for _, c := range cols {
		y := 0.0
		for i, v := range c {
			if i > 0 {
				y += g.spacing(c[i-1], v)
			}
			g.nodes[v].y = y
		}
	}
	for s := range sweeps {
		// last of all each node follows what the main way comes from
		p := pass{left: s%2 == 0 || s == sweeps-1, both: s == sweeps-3 || s == sweeps-2, firm: s == sweeps-1}
		for i := range cols {
			c := cols[i]
			if !p.left {
				c = cols[len(cols)-1-i]
			}
			g.pull(c, lane, p)
		}
	}
	for _, c := range cols {
		for _, v := range c {
			// heights often lie right between two lines, give or take a little:
			// the bias makes those that belong together go the same way
			g.nodes[v].y = math.Round(g.nodes[v].y/grid+0.1) * grid
		}
		g.straighten(c, lane)
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, c := range cols {
		for _, v := range c {
			n := &g.nodes[v]
			n.y = math.Round(n.y/grid) * grid
			lo, hi = math.Min(lo, n.y-n.h/2-n.above), math.Max(hi, n.y+n.h/2+n.below)
		}
	}
	if lo > hi {
		return 0
	}
	lo = math.Floor(lo/grid) * grid
	for _, c := range cols {
		for _, v := range c {
			g.nodes[v].y += top - lo
		}
	}
	return math.Ceil((hi-lo)/grid) * grid
}

// straighten brings the nodes of a column to the height of what the main way
// comes from, where that leaves the others their room.
func (g *graph) straighten(c []int, lane int) {
	const near = 3 * grid
	for i, v := range c {
		n := &g.nodes[v]
		for _, l := range n.in {
			o := &g.nodes[l.node]
			d := o.y - n.y
			if l.weight < mainWeight || o.lane != lane || d == 0 || math.Abs(d) > near {
				continue
			}
			if i > 0 && o.y-g.nodes[c[i-1]].y < g.spacing(c[i-1], v) ||
				i+1 < len(c) && g.nodes[c[i+1]].y-o.y < g.spacing(v, c[i+1]) {
				continue
			}
			n.y = o.y
		}
	}
}

// spacing returns how far the middles of two boxes above each other must be
// apart.
func (g *graph) spacing(upper, lower int) float64 {
	a, b := &g.nodes[upper], &g.nodes[lower]
	gap := float64(rowGap)
	if a.dummy && b.dummy {
		gap = 2 * grid
	} else if a.dummy || b.dummy {
		gap = 3 * grid
	}
	return a.h/2 + a.below + gap + b.above + b.h/2
}

// pass says which neighbours a column is pulled to: those to the left or right
// or both; firm makes the main way all but decide.
type pass struct{ left, both, firm bool }

// pull moves the nodes of a column to where their neighbours want them, nearest
// in the sense of least squares, without changing their order or distance:
// blocks that would overlap are moved as one.
func (g *graph) pull(c []int, lane int, p pass) {
	type block struct {
		sum, weight float64
		first       int
	}
	offset := make([]float64, len(c)) // of each node from the first one, packed tightly
	for i := 1; i < len(c); i++ {
		offset[i] = offset[i-1] + g.spacing(c[i-1], c[i])
	}
	var blocks []block
	for i, v := range c {
		want, weight := g.wish(v, lane, p)
		blocks = append(blocks, block{(want - offset[i]) * weight, weight, i})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.sum/a.weight <= b.sum/b.weight {
				break
			}
			blocks = append(blocks[:len(blocks)-2], block{a.sum + b.sum, a.weight + b.weight, a.first})
		}
	}
	for k, b := range blocks {
		end := len(c)
		if k+1 < len(blocks) {
			end = blocks[k+1].first
		}
		for i := b.first; i < end; i++ {
			g.nodes[c[i]].y = b.sum/b.weight + offset[i]
		}
	}
}

// wish returns where the neighbours of a node in its lane would have it, and
// how much they want it.
func (g *graph) wish(v, lane int, p pass) (y, weight float64) {
	n := &g.nodes[v]
	sum := 0.0
	add := func(links []link) {
		for _, l := range links {
			if o := &g.nodes[l.node]; o.lane == lane {
				w := l.weight
				if p.firm && w >= mainWeight {
					w *= 1000
				}
				sum += o.y * w
				weight += w
			}
		}
	}
	if p.left || p.both {
		add(n.in)
	}
	if !p.left || p.both {
		add(n.out)
	}
	if weight == 0 {
		return n.y, 0.01
	}
	return sum / weight, weight
}
