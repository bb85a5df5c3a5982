package xmltree

import "github.com/beevik/etree"

// chunk is how many things are made at once. What is over at the end of a file
// is lost, so it is not large.
const chunk = 256

// room holds things of one kind that are made many at once and handed out in
// runs of exactly the length that is needed. A large diagram has a hundred
// thousand elements: lists that grow by themselves would keep half of their
// room empty for as long as the document is open.
type room[T any] struct{ free []T }

// take returns a run of n zero things that has no room to grow.
func (r *room[T]) take(n int) []T {
	if n > chunk/4 {
		return make([]T, n)
	}
	if len(r.free) < n {
		r.free = make([]T, chunk)
	}
	run := r.free[:n:n]
	r.free = r.free[n:]
	return run
}

// copied returns an exact copy, nil for an empty list.
func (r *room[T]) copied(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	run := r.take(len(list))
	copy(run, list)
	return run
}

// rooms is where the parts of a document that is read come from.
type rooms struct {
	nodes    room[Node]
	elements room[etree.Element]
	attrs    room[etree.Attr]
	texts    room[etree.CharData]
	kids     room[kid]
	tokens   room[etree.Token]
}
