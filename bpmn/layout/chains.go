package layout

import "math"

// chain is a run of boxes in one band, each the main way on from the one before
// it: they stand at one height.
type chain struct {
	nodes        []int
	want         float64 // the height that its boxes have now, on average
	above, below []bound
	high, low    float64 // the height when all are pushed up, and down
}

// bound is the least distance to another chain.
type bound struct {
	other int
	room  float64
}

// level brings each run of boxes along the main way to one height, so that a
// flow through it runs straight: runs that come too near each other move apart.
// Runs that wind around each other are left as they are.
func (g *graph) level(cols [][]int, lane int) {
	of := make([]int, len(g.nodes)) // the chain of a node
	chains := g.chains(cols, lane, of)
	for range 8 {
		g.bind(chains, cols, of)
		order, twisted := sortChains(chains)
		if len(twisted) == 0 {
			settleChains(chains, order)
			for _, c := range chains {
				y := math.Round((c.high+c.low)/2/grid) * grid
				for _, v := range c.nodes {
					g.nodes[v].y = y
				}
			}
			return
		}
		// every box of a run that can't be straight stands for itself
		var rest []*chain
		for i, c := range chains {
			if !twisted[i] || len(c.nodes) == 1 {
				rest = append(rest, c)
				continue
			}
			for _, v := range c.nodes {
				rest = append(rest, &chain{nodes: []int{v}, want: g.nodes[v].y})
			}
		}
		chains = rest
		for i, c := range chains {
			for _, v := range c.nodes {
				of[v] = i
			}
		}
	}
}

// chains finds the runs of one band.
func (g *graph) chains(cols [][]int, lane int, of []int) []*chain {
	var out []*chain
	seen := map[int]bool{}
	for _, col := range cols {
		for _, v := range col {
			if seen[v] {
				continue
			}
			c := &chain{}
			sum, weight := 0.0, 0.0
			for at := v; at >= 0 && !seen[at]; at = g.mainNext(at, lane) {
				seen[at] = true
				of[at] = len(out)
				c.nodes = append(c.nodes, at)
				w := 1.0
				if g.nodes[at].dummy {
					w = 0.1
				}
				sum, weight = sum+w*g.nodes[at].y, weight+w
			}
			c.want = sum / weight
			out = append(out, c)
		}
	}
	return out
}

// mainNext returns the box in the same band to which the main way goes on, or
// -1.
func (g *graph) mainNext(v, lane int) int {
	for _, l := range g.nodes[v].out {
		if l.weight >= mainWeight && g.nodes[l.node].lane == lane {
			return l.node
		}
	}
	return -1
}

// bind notes which chains must keep a distance.
func (g *graph) bind(chains []*chain, cols [][]int, of []int) {
	for _, c := range chains {
		c.above, c.below = nil, nil
	}
	for _, col := range cols {
		for i := 1; i < len(col); i++ {
			a, b := of[col[i-1]], of[col[i]]
			room := math.Ceil(g.spacing(col[i-1], col[i])/grid) * grid
			chains[b].above = append(chains[b].above, bound{a, room})
			chains[a].below = append(chains[a].below, bound{b, room})
		}
	}
}

// sortChains returns the chains from top to bottom; twisted are those of which
// that can't be said.
func sortChains(chains []*chain) (order []int, twisted map[int]bool) {
	open := make([]int, len(chains))
	var queue []int
	for i, c := range chains {
		if open[i] = len(c.above); open[i] == 0 {
			queue = append(queue, i)
		}
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		order = append(order, i)
		for _, b := range chains[i].below {
			if open[b.other]--; open[b.other] == 0 {
				queue = append(queue, b.other)
			}
		}
	}
	twisted = map[int]bool{}
	for i, n := range open {
		if n > 0 {
			twisted[i] = true
		}
	}
	return order, twisted
}

// settleChains works out where the chains stand when each gives way downwards,
// and when each gives way upwards. What lies between the two fits as well.
func settleChains(chains []*chain, order []int) {
	for _, i := range order {
		c := chains[i]
		c.low = c.want
		for _, b := range c.above {
			c.low = math.Max(c.low, chains[b.other].low+b.room)
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		c := chains[order[k]]
		c.high = c.want
		for _, b := range c.below {
			c.high = math.Min(c.high, chains[b.other].high-b.room)
		}
	}
}
