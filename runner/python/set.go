package python

import "iter"

// Set is a Python set or frozenset. It keeps the order of insertion; see order for what a program sees.
type Set struct {
	hashed
	frozen bool
	slots  int // size of the table CPython would have; 0 stands for the first size
}

// NewSet returns a set of the items. The error is a *Error (TypeError) when an item cannot be hashed.
func NewSet(items ...Value) (*Set, error) {
	s := &Set{}
	err := guard(func(m *vm) {
		for _, v := range items {
			s.insert(m, v)
		}
	})
	return s, err
}

// Type implements Value.
func (s *Set) Type() *Type {
	if s.frozen {
		return typeFrozenSet
	}
	return typeSet
}

// Len returns the number of items.
func (s *Set) Len() int { return s.live }

// All iterates over the items in order of insertion.
func (s *Set) All() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i, v := range s.vals.a {
			if v != nil && !yield(s.keys.keys[i].key) {
				return
			}
		}
	}
}

// Copy returns a set with the same items; storage is shared until one of the two is written.
func (s *Set) Copy() *Set {
	c := &Set{frozen: s.frozen, slots: s.slots}
	s.copyTo(&c.hashed)
	return c
}

func (s *Set) has(m *vm, v Value) bool {
	v = frozenKey(v)
	return s.find(m, m.hash(v), v) >= 0
}

// frozenKey lets a set be looked for in a set: it stands for the frozenset of its items.
func frozenKey(v Value) Value {
	if s, ok := v.(*Set); ok && !s.frozen {
		return &Set{hashed: hashed{keys: s.keys, vals: s.vals, live: s.live}, frozen: true}
	}
	return v
}

// insert adds v and reports whether it was new.
func (s *Set) insert(m *vm, v Value) bool {
	h := m.hash(v)
	if s.find(m, h, v) >= 0 {
		return false
	}
	s.touch(s, v)
	s.add(h, v, None)
	if s.crowded(s.live) {
		factor := 4
		if s.live > 50000 {
			factor = 2
		}
		s.slots = tableSize(s.live * factor)
	}
	return true
}

// crowded reports whether used items are too many for the table.
func (s *Set) crowded(used int) bool { return used*5 >= (max(s.slots, 8)-1)*3 }

// tableSize is the size of a table for more than n items.
func tableSize(n int) int {
	size := 8
	for size <= n {
		size *= 2
	}
	return size
}

type setState struct {
	hashedState
	slots int
}

func (s *Set) state() any { return setState{s.hashed.state().(hashedState), s.slots} }

func (s *Set) exchange(state any) any {
	old := s.state()
	n := state.(setState)
	s.hashed.exchange(n.hashedState)
	s.slots = n.slots
	return old
}

// discard removes v and reports whether it was there.
func (s *Set) discard(m *vm, v Value) bool {
	v = frozenKey(v)
	p := s.find(m, m.hash(v), v)
	if p < 0 {
		return false
	}
	s.touch(s, nil)
	s.remove(p)
	return true
}

func (s *Set) items() []Value {
	items := make([]Value, 0, s.live)
	for v := range s.All() {
		items = append(items, v)
	}
	return items
}
