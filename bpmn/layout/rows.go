package layout

import (
	"math"
)

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
	g.level(cols, lane)
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
