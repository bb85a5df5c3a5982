package python

// sort sorts values stably by their own order.
func (m *vm) sort(items []Value, reverse bool) { m.sortBy(items, items, reverse) }

// sortBy sorts items stably by keys, which may be the items themselves. Values are compared in the order in which
// CPython's timsort does, as far as a program can see it: in what an error about incomparable values says.
func (m *vm) sortBy(items, keys []Value, reverse bool) {
	m.cells(2 * len(items))
	s := &sorter{m: m, a: make([]keyed, len(items))}
	for i := range items {
		s.a[i] = keyed{keys[i], items[i]}
	}
	if reverse {
		// Equal items keep their order also when the order is reversed.
		s.reverse(0, len(s.a))
	}
	s.sort()
	if reverse {
		s.reverse(0, len(s.a))
	}
	for i, k := range s.a {
		items[i] = k.item
	}
}

type keyed struct{ key, item Value }

type sorter struct {
	m    *vm
	a    []keyed
	tmp  []keyed
	runs [][2]int // begin and end of sorted runs that wait to be merged
}

func (s *sorter) less(x, y Value) bool {
	s.m.work(1)
	return s.m.less(x, y)
}

func (s *sorter) reverse(lo, hi int) {
	for i, j := lo, hi-1; i < j; i, j = i+1, j-1 {
		s.a[i], s.a[j] = s.a[j], s.a[i]
	}
}

func (s *sorter) sort() {
	n := len(s.a)
	if n < 2 {
		return
	}
	least, odd := n, 0
	for least >= 64 {
		odd |= least & 1
		least >>= 1
	}
	least += odd
	for lo := 0; lo < n; {
		hi := s.run(lo)
		if want := min(lo+least, n); hi < want {
			s.insert(lo, hi, want)
			hi = want
		}
		s.runs = append(s.runs, [2]int{lo, hi})
		s.collapse()
		lo = hi
	}
	for len(s.runs) > 1 {
		s.merge(len(s.runs) - 2)
	}
}

// run finds how far the order goes from lo on; a strictly descending run is turned round.
func (s *sorter) run(lo int) int {
	hi := lo + 1
	if hi == len(s.a) {
		return hi
	}
	down := s.less(s.a[hi].key, s.a[lo].key)
	for hi++; hi < len(s.a) && s.less(s.a[hi].key, s.a[hi-1].key) == down; hi++ {
	}
	if down {
		s.reverse(lo, hi)
	}
	return hi
}

// insert sorts the items from start to hi into the sorted ones before them.
func (s *sorter) insert(lo, start, hi int) {
	for ; start < hi; start++ {
		x := s.a[start]
		l, r := lo, start
		for l < r {
			p := l + (r-l)/2
			if s.less(x.key, s.a[p].key) {
				r = p
			} else {
				l = p + 1
			}
		}
		copy(s.a[l+1:start+1], s.a[l:start])
		s.a[l] = x
	}
}

// collapse keeps the lengths of waiting runs growing towards the bottom, so that merging costs n log n.
func (s *sorter) collapse() {
	size := func(i int) int { return s.runs[i][1] - s.runs[i][0] }
	for n := len(s.runs); n > 1; n = len(s.runs) {
		switch {
		case n > 2 && size(n-3) <= size(n-2)+size(n-1):
			if size(n-3) < size(n-1) {
				s.merge(n - 3)
			} else {
				s.merge(n - 2)
			}
		case size(n-2) <= size(n-1):
			s.merge(n - 2)
		default:
			return
		}
	}
}

// merge joins runs i and i+1.
func (s *sorter) merge(i int) {
	lo, mid, hi := s.runs[i][0], s.runs[i][1], s.runs[i+1][1]
	s.runs[i][1] = hi
	s.runs = append(s.runs[:i+1], s.runs[i+2:]...)
	s.tmp = append(s.tmp[:0], s.a[lo:mid]...)
	x, y := 0, mid
	for k := lo; x < len(s.tmp); k++ {
		if y < hi && s.less(s.a[y].key, s.tmp[x].key) {
			s.a[k] = s.a[y]
			y++
			continue
		}
		s.a[k] = s.tmp[x]
		x++
	}
}
