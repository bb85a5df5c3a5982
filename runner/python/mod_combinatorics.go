package python

// The combinatoric iterators of itertools: each yields the items at a list of indices and moves on to the next list.

// picks makes tuples of pool at indices until advance says that there are no more.
func picks(pool []Value, indices []int, advance func() bool) func(m *vm) Value {
	first, done := true, false
	return func(m *vm) Value {
		m.work(len(indices))
		if done || !first && !advance() {
			done = true
			return nil
		}
		first = false
		m.cells(len(indices) + 2)
		out := make([]Value, len(indices))
		for i, k := range indices {
			out[i] = pool[k]
		}
		return NewTuple(out...)
	}
}

func nothing(*vm) Value { return nil }

func toolProduct(m *vm, a args) (func(m *vm) Value, []Value) {
	times := 1
	for i, n := range a.names {
		if n != "repeat" {
			fail(excType, "'%s' is an invalid keyword argument for product()", n)
		}
		if times = m.wantInt(a.vals[i]); times < 0 {
			fail(excValue, "repeat argument cannot be negative")
		}
	}
	m.repeat(64, times*len(a.pos))
	var pool []Value
	var starts, sizes []int
	for _, v := range a.pos {
		items := m.list(v)
		starts, sizes = append(starts, len(pool)), append(sizes, len(items))
		pool = append(pool, items...)
	}
	var from, size []int
	for range times {
		from, size = append(from, starts...), append(size, sizes...)
	}
	indices := append([]int(nil), from...)
	for _, n := range size {
		if n == 0 {
			return nothing, nil
		}
	}
	return picks(pool, indices, func() bool {
		for i := len(indices) - 1; i >= 0; i-- {
			if indices[i]++; indices[i] < from[i]+size[i] {
				return true
			}
			indices[i] = from[i]
		}
		return false
	}), []Value{NewTuple(pool...)}
}

func sizeArg(m *vm, v Value, n int) int {
	if v == nil || v == None {
		return n
	}
	r := m.wantInt(v)
	if r < 0 {
		fail(excValue, "r must be non-negative")
	}
	return r
}

func toolPermutations(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "permutations", "iterable r?", a)
	pool := m.list(p[0])
	n := len(pool)
	r := sizeArg(m, p[1], n)
	if r > n {
		return nothing, nil
	}
	m.cells(2 * n)
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	cycles := make([]int, r)
	for i := range cycles {
		cycles[i] = n - i
	}
	return picks(pool, all[:r], func() bool {
		for i := r - 1; i >= 0; i-- {
			if cycles[i]--; cycles[i] > 0 {
				j := n - cycles[i]
				all[i], all[j] = all[j], all[i]
				return true
			}
			first := all[i]
			copy(all[i:], all[i+1:])
			all[n-1] = first
			cycles[i] = n - i
		}
		return false
	}), []Value{NewTuple(pool...)}
}

func toolCombinations(again bool) func(m *vm, a args) (func(m *vm) Value, []Value) {
	return func(m *vm, a args) (func(m *vm) Value, []Value) {
		p := bindArgs(m, "combinations", "iterable r", a)
		pool := m.list(p[0])
		n := len(pool)
		r := sizeArg(m, p[1], n)
		if !again && r > n || n == 0 && r > 0 {
			return nothing, nil
		}
		m.cells(r)
		indices := make([]int, r)
		if !again {
			for i := range indices {
				indices[i] = i
			}
		}
		return picks(pool, indices, func() bool {
			for i := r - 1; i >= 0; i-- {
				last := n - 1
				if !again {
					last = n - r + i
				}
				if indices[i] == last {
					continue
				}
				v := indices[i] + 1
				for j := i; j < r; j++ {
					indices[j] = v
					if !again {
						v++
					}
				}
				return true
			}
			return false
		}), []Value{NewTuple(pool...)}
	}
}
