package python

import "strconv"

// Range is Python's range object.
type Range struct {
	start, stop, step int64
	n                 int
}

var typeRange = finalType("range")

// Type implements Value.
func (*Range) Type() *Type { return typeRange }

func newRange(start, stop, step int64) *Range {
	r := &Range{start: start, stop: stop, step: step}
	switch {
	case step > 0 && start < stop:
		r.n = int((uint64(stop) - uint64(start) - 1) / uint64(step))
		r.n++
	case step < 0 && start > stop:
		r.n = int((uint64(start) - uint64(stop) - 1) / (-uint64(step)))
		r.n++
	}
	return r
}

func (r *Range) len() int       { return r.n }
func (r *Range) at(i int) Value { return Int(r.start + int64(i)*r.step) }
func (r *Range) isFalse() bool  { return r.n == 0 }
func (r *Range) length(*vm) int { return r.n }
func (r *Range) iterate(*vm) iterator {
	i := 0
	return &funcIterator{typ: typeRangeIterator, f: func(*vm) Value {
		if i >= r.n {
			return nil
		}
		i++
		return r.at(i - 1)
	}}
}

func (r *Range) contains(m *vm, x Value) bool { return r.index(m, x) >= 0 }

func (r *Range) index(m *vm, x Value) int {
	i := int64(0)
	switch v := x.(type) {
	case Int:
		i = int64(v)
	case Bool:
		i = int64(boolInt(v))
	case Float:
		i = int64(v)
		if Float(i) != v {
			return -1
		}
	default:
		return -1
	}
	if r.n == 0 {
		return -1
	}
	if r.step > 0 && (i < r.start || i >= r.stop) || r.step < 0 && (i > r.start || i <= r.stop) {
		return -1
	}
	if d := i - r.start; d%r.step == 0 {
		return int(d / r.step)
	}
	return -1
}

func (r *Range) equalTo(m *vm, other Value) (eq, ok bool) {
	o, ok := other.(*Range)
	if !ok {
		return false, false
	}
	return r.n == o.n && (r.n == 0 || r.start == o.start && (r.n == 1 || r.step == o.step)), true
}

func (r *Range) hashOf(m *vm) uint64 {
	h := hashInt(int64(r.n))
	if r.n > 0 {
		h = mix(h ^ hashInt(r.start))
	}
	if r.n > 1 {
		h = mix(h ^ hashInt(r.step))
	}
	return h
}

func (r *Range) reprTo(m *vm, w *writer) {
	s := "range(" + strconv.FormatInt(r.start, 10) + ", " + strconv.FormatInt(r.stop, 10)
	if r.step != 1 {
		s += ", " + strconv.FormatInt(r.step, 10)
	}
	w.text(s + ")")
}

func init() {
	typeRange.create = func(m *vm, t *Type, a args) Value {
		if len(a.names) > 0 {
			fail(excType, "range() takes no keyword arguments")
		}
		n := make([]int64, len(a.pos))
		for i, v := range a.pos {
			n[i] = m.wantInt64(v)
		}
		switch len(n) {
		case 0:
			fail(excType, "range expected at least 1 argument, got 0")
		case 1:
			return newRange(0, n[0], 1)
		case 2:
			return newRange(n[0], n[1], 1)
		case 3:
			if n[2] == 0 {
				fail(excValue, "range() arg 3 must not be zero")
			}
			return newRange(n[0], n[1], n[2])
		}
		fail(excType, "range expected at most 3 arguments, got %d", len(n))
		return nil
	}
	typeRange.props = map[string]property{
		"start": func(m *vm, v Value) Value { return Int(v.(*Range).start) },
		"stop":  func(m *vm, v Value) Value { return Int(v.(*Range).stop) },
		"step":  func(m *vm, v Value) Value { return Int(v.(*Range).step) },
	}
	typeRange.define(methods{
		"index": one(func(m *vm, a []Value) Value {
			if i := a[0].(*Range).index(m, a[1]); i >= 0 {
				return Int(i)
			}
			if bigOf(a[1]) == nil {
				fail(excValue, "sequence.index(x): x not in sequence")
			}
			fail(excValue, "%s is not in range", m.repr(a[1]))
			return nil
		}),
		"count": one(func(m *vm, a []Value) Value {
			if a[0].(*Range).index(m, a[1]) >= 0 {
				return Int(1)
			}
			return Int(0)
		}),
	})
}
