package python

// List is a Python list.
type List struct {
	object
	vec vector
}

// NewList returns a list of the items; the slice belongs to the list from then on.
func NewList(items ...Value) *List { return &List{vec: vector{a: items}} }

// Type implements Value.
func (*List) Type() *Type { return typeList }

// Len returns the number of items.
func (l *List) Len() int { return len(l.vec.a) }

// At returns item i, counted from 0.
func (l *List) At(i int) Value { return l.vec.a[i] }

// Items returns the items for reading. They stay valid until the list changes.
func (l *List) Items() []Value { return l.vec.a }

// Set replaces item i.
func (l *List) Set(i int, v Value) {
	l.touch(l, v)
	l.vec.set(i, v)
}

// Append adds v at the end.
func (l *List) Append(v Value) {
	l.touch(l, v)
	l.vec.push(v)
}

// Insert puts v before item i; i may be the length.
func (l *List) Insert(i int, v Value) {
	l.touch(l, v)
	l.vec.push(None)
	l.vec.own()
	copy(l.vec.a[i+1:], l.vec.a[i:])
	l.vec.a[i] = v
}

// Remove takes item i out and returns it.
func (l *List) Remove(i int) Value {
	l.touch(l, nil)
	v := l.vec.a[i]
	if n := len(l.vec.a); i < n-1 {
		l.vec.own()
		copy(l.vec.a[i:], l.vec.a[i+1:])
	}
	l.vec.cut(len(l.vec.a) - 1)
	return v
}

// Truncate shortens the list to its first n items.
func (l *List) Truncate(n int) {
	l.touch(l, nil)
	l.vec.cut(n)
}

// replace makes items the content; the slice belongs to the list from then on.
func (l *List) replace(items []Value) {
	l.touch(l, nil)
	l.vec = vector{a: items}
	if l.heap != nil {
		for _, v := range items {
			l.heap.Adopt(v)
		}
	}
}

// Copy returns a list with the same items; storage is shared until one of the two is written.
func (l *List) Copy() *List {
	return &List{object: l.sibling(), vec: l.vec.share()}
}

// sibling is the registration of a new container that holds only what o's container holds.
func (o *object) sibling() object {
	if o.heap == nil {
		return object{}
	}
	return object{heap: o.heap, mark: o.heap.step}
}

func (l *List) state() any { return l.vec.share() }

func (l *List) exchange(state any) any {
	old := l.vec.share()
	l.vec = state.(vector)
	return old
}

func (l *List) eachPart(f func(Value)) {
	for _, v := range l.vec.a {
		f(v)
	}
}
