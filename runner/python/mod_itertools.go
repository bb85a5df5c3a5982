package python

// itertool is an iterator of the itertools module.
type itertool struct {
	typ   *Type
	parts []Value // what it holds, for measuring
	f     func(m *vm) Value
}

func (it *itertool) Type() *Type { return it.typ }

func (it *itertool) next(m *vm) Value {
	m.work(1)
	m.deeper()
	v := it.f(m)
	m.shallower()
	return v
}

func (it *itertool) eachPart(f func(Value)) {
	for _, v := range it.parts {
		f(v)
	}
}

// toolTypes are the types of the iterators; each can be called.
var toolTypes = map[string]*Type{}

func tool(name string, f func(m *vm, a args) (func(m *vm) Value, []Value)) *Type {
	t := finalType("itertools." + name)
	t.create = func(m *vm, t *Type, a args) Value {
		m.alloc(128)
		next, parts := f(m, a)
		return &itertool{typ: t, parts: parts, f: next}
	}
	return t
}

// bindArgs reads the arguments of a tool like those of a builtin.
func bindArgs(m *vm, name, params string, a args) []Value {
	var out []Value
	b := named(params, func(m *vm, a []Value) Value {
		out = append([]Value(nil), a...)
		return None
	})
	b.name = name
	b.call(m, nil, a)
	return out
}

func toolCount(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "count", "start? step?", a)
	n, step := Value(Int(0)), Value(Int(1))
	if p[0] != nil {
		n = p[0]
	}
	if p[1] != nil {
		step = p[1]
	}
	return func(m *vm) Value {
		v := n
		n = m.binary(opAdd, n, step)
		return v
	}, nil
}

func toolCycle(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "cycle", "iterable", a)
	it := m.iter(p[0])
	seen := NewList()
	i, done := 0, false
	return func(m *vm) Value {
		if !done {
			if v := it.next(m); v != nil {
				m.cells(1)
				seen.Append(v)
				return v
			}
			done = true
		}
		if seen.Len() == 0 {
			return nil
		}
		i++
		return seen.At((i - 1) % seen.Len())
	}, []Value{it, seen}
}

func toolRepeat(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "repeat", "object times?", a)
	n := int64(-1)
	if p[1] != nil {
		n = max(m.wantInt64(p[1]), 0)
	}
	return func(m *vm) Value {
		if n == 0 {
			return nil
		}
		if n > 0 {
			n--
		}
		return p[0]
	}, p[:1]
}

// chained iterates over one iterable after the other.
func chained(from iterator) func(m *vm) Value {
	var now iterator
	return func(m *vm) Value {
		for {
			if now != nil {
				if v := now.next(m); v != nil {
					return v
				}
			}
			m.work(1)
			v := from.next(m)
			if v == nil {
				now = nil
				return nil
			}
			now = m.iter(v)
		}
	}
}

func toolChain(m *vm, a args) (func(m *vm) Value, []Value) {
	all := NewTuple(append([]Value(nil), a.pos...)...)
	return chained(m.iter(all)), []Value{all}
}

func toolIslice(m *vm, a args) (func(m *vm) Value, []Value) {
	if len(a.pos) < 2 || len(a.pos) > 4 {
		fail(excType, "islice expected at least 2 arguments, got %d", len(a.pos))
	}
	start, stop, step := int64(0), int64(-1), int64(1)
	number := func(v Value, def int64, what string) int64 {
		if v == None {
			return def
		}
		n, ok := indexOf(v)
		if !ok || n < 0 {
			fail(excValue, "%s must be None or an integer: 0 <= x <= sys.maxsize.", what)
		}
		return int64(n)
	}
	if len(a.pos) == 2 {
		stop = number(a.pos[1], -1, "Stop argument for islice()")
	} else {
		start = number(a.pos[1], 0, "Indices for islice()")
		stop = number(a.pos[2], -1, "Stop argument for islice()")
		if len(a.pos) == 4 {
			if step = number(a.pos[3], 1, "Step for islice()"); step == 0 {
				fail(excValue, "Step for islice() must be a positive integer or None.")
			}
		}
	}
	it := m.iter(a.pos[0])
	at, want := int64(0), start
	return func(m *vm) Value {
		if stop >= 0 && want >= stop {
			return nil
		}
		for {
			v := it.next(m)
			if v == nil {
				stop = 0
				return nil
			}
			m.work(1)
			at++
			if at-1 == want {
				want += step
				return v
			}
		}
	}, []Value{it}
}

// whileTool makes takewhile, dropwhile and filterfalse.
func whileTool(name string, keep func(m *vm, holds bool, started *bool) (give, end bool)) *Type {
	return tool(name, func(m *vm, a args) (func(m *vm) Value, []Value) {
		if len(a.pos) != 2 {
			fail(excType, "%s expected 2 arguments, got %d", name, len(a.pos))
		}
		fn, it := a.pos[0], m.iter(a.pos[1])
		started, ended := false, false
		return func(m *vm) Value {
			for !ended {
				v := it.next(m)
				if v == nil {
					return nil
				}
				m.work(1)
				holds := false
				if name != "dropwhile" || !started {
					if fn == None {
						holds = m.truth(v)
					} else {
						holds = m.truth(m.call1(fn, v))
					}
				}
				give, end := keep(m, holds, &started)
				ended = end
				if give {
					return v
				}
			}
			return nil
		}, []Value{fn, it}
	})
}

func toolStarmap(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "starmap", "function iterable", a)
	it := m.iter(p[1])
	return func(m *vm) Value {
		v := it.next(m)
		if v == nil {
			return nil
		}
		return m.call(p[0], args{pos: m.list(v)})
	}, []Value{p[0], it}
}

func toolAccumulate(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "accumulate", "iterable func? initial?", a)
	it := m.iter(p[0])
	var acc Value
	first := orNone(p[2])
	return func(m *vm) Value {
		if first != None {
			acc, first = first, None
			return acc
		}
		v := it.next(m)
		switch {
		case v == nil:
			return nil
		case acc == nil:
			acc = v
		case orNone(p[1]) == None:
			acc = m.binary(opAdd, acc, v)
		default:
			acc = m.call2(p[1], acc, v)
		}
		return acc
	}, []Value{it}
}

func toolZipLongest(m *vm, a args) (func(m *vm) Value, []Value) {
	fill := orNone(a.get("fillvalue"))
	its := m.iters(a.pos)
	left := len(its)
	return func(m *vm) Value {
		if left == 0 {
			return nil
		}
		m.cells(len(its) + 2)
		out := make([]Value, len(its))
		for i, it := range its {
			out[i] = fill
			if it == nil {
				continue
			}
			if v := it.next(m); v != nil {
				out[i] = v
				continue
			}
			its[i] = nil
			if left--; left == 0 {
				return nil
			}
		}
		return NewTuple(out...)
	}, nil
}

func toolPairwise(m *vm, a args) (func(m *vm) Value, []Value) {
	it := m.iter(bindArgs(m, "pairwise", "iterable", a)[0])
	var last Value
	return func(m *vm) Value {
		if last == nil {
			if last = it.next(m); last == nil {
				return nil
			}
		}
		v := it.next(m)
		if v == nil {
			return nil
		}
		m.cells(4)
		t := NewTuple(last, v)
		last = v
		return t
	}, []Value{it}
}

func toolCompress(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "compress", "data selectors", a)
	it, by := m.iter(p[0]), m.iter(p[1])
	return func(m *vm) Value {
		for {
			v, s := it.next(m), by.next(m)
			if v == nil || s == nil {
				return nil
			}
			m.work(1)
			if m.truth(s) {
				return v
			}
		}
	}, []Value{it, by}
}

// toolGroupby yields a key and the values that have it, which are collected at once.
func toolGroupby(m *vm, a args) (func(m *vm) Value, []Value) {
	p := bindArgs(m, "groupby", "iterable key?", a)
	it := m.iter(p[0])
	keyOf := func(m *vm, v Value) Value {
		if orNone(p[1]) == None {
			return v
		}
		return m.call1(p[1], v)
	}
	var ahead, aheadKey Value
	return func(m *vm) Value {
		if ahead == nil {
			if ahead = it.next(m); ahead == nil {
				return nil
			}
			aheadKey = keyOf(m, ahead)
		}
		key := aheadKey
		var group []Value
		for ahead != nil && m.same(aheadKey, key) {
			m.cells(1)
			m.work(1)
			group = append(group, ahead)
			if ahead = it.next(m); ahead != nil {
				aheadKey = keyOf(m, ahead)
			}
		}
		m.cells(6)
		return NewTuple(key, &tupleIterator{items: group})
	}, []Value{it}
}

func toolTee(m *vm, a []Value) Value {
	n := int(m.intOr(a[1], 2))
	if n < 0 {
		fail(excValue, "n must be >= 0")
	}
	it, seen := m.iter(a[0]), NewList()
	out := make([]Value, 0, n)
	for range n {
		m.alloc(128)
		i := 0
		out = append(out, &itertool{typ: typeTee, parts: []Value{it, seen}, f: func(m *vm) Value {
			if i == seen.Len() {
				v := it.next(m)
				if v == nil {
					return nil
				}
				m.cells(1)
				seen.Append(v)
			}
			i++
			return seen.At(i - 1)
		}})
	}
	return NewTuple(out...)
}

var typeTee = finalType("itertools._tee")

func init() {
	toolTypes = map[string]*Type{
		"count": tool("count", toolCount), "cycle": tool("cycle", toolCycle), "repeat": tool("repeat", toolRepeat),
		"chain": tool("chain", toolChain), "islice": tool("islice", toolIslice), "starmap": tool("starmap", toolStarmap),
		"accumulate": tool("accumulate", toolAccumulate), "zip_longest": tool("zip_longest", toolZipLongest),
		"pairwise": tool("pairwise", toolPairwise), "compress": tool("compress", toolCompress), "groupby": tool("groupby", toolGroupby),
		"product": tool("product", toolProduct), "permutations": tool("permutations", toolPermutations),
		"combinations":                  tool("combinations", toolCombinations(false)),
		"combinations_with_replacement": tool("combinations_with_replacement", toolCombinations(true)),
		"takewhile":                     whileTool("takewhile", func(m *vm, holds bool, _ *bool) (bool, bool) { return holds, !holds }),
		"filterfalse":                   whileTool("filterfalse", func(m *vm, holds bool, _ *bool) (bool, bool) { return !holds, false }),
		"dropwhile": whileTool("dropwhile", func(m *vm, holds bool, started *bool) (bool, bool) {
			*started = *started || !holds
			return *started, false
		}),
	}
	toolTypes["chain"].classes = methods{"from_iterable": classOne("from_iterable", func(m *vm, v Value) Value {
		it := m.iter(v)
		return &itertool{typ: toolTypes["chain"], parts: []Value{it}, f: chained(it)}
	})}
	members := map[string]Value{"tee": pos(1, 2, toolTee)}
	for n, t := range toolTypes {
		members[n] = t
	}
	addModule("itertools", members)
}
