package python

import "iter"

// Set is a Python set or frozenset. It keeps the order of insertion; see order for what a program sees.
type Set struct {
	hashed
	frozen bool
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
	c := &Set{frozen: s.frozen}
	s.copyTo(&c.hashed)
	return c
}

func (s *Set) has(m *vm, v Value) bool { return s.find(m, m.hash(v), v) >= 0 }

// insert adds v and reports whether it was new.
func (s *Set) insert(m *vm, v Value) bool {
	h := m.hash(v)
	if s.find(m, h, v) >= 0 {
		return false
	}
	s.touch(s, v)
	s.add(h, v, None)
	return true
}

// discard removes v and reports whether it was there.
func (s *Set) discard(m *vm, v Value) bool {
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
