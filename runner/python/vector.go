package python

// vector is a growable run of values whose backing array several containers may share. Sharing is cheap in both
// directions that process data need: a copy is a copy of the header, and the one who appends at the very end of a shared
// array extends it in place, because the others look at their own shorter prefix only.
type vector struct {
	a []Value
	// tail is what the sharers of the array know of it; nil while nobody shares it.
	tail *sharing
}

// sharing is about an array that several vectors share.
type sharing struct {
	taken int // slots that some sharer has taken, which nobody writes any more
	plain int // how many of them, from the first, are known to hold values that cannot change
}

// share returns a second header on the same array; from now on neither side writes into a taken slot.
func (v *vector) share() vector {
	if v.tail == nil {
		v.tail = &sharing{taken: len(v.a)}
	}
	return *v
}

// own makes the array exclusive, so that its slots may be written.
func (v *vector) own() {
	if v.tail != nil {
		v.a = append(make([]Value, 0, len(v.a)+len(v.a)/8), v.a...)
		v.tail = nil
	}
}

func (v *vector) push(x Value) {
	if v.tail != nil {
		if v.tail.taken != len(v.a) || cap(v.a) == len(v.a) {
			// Someone else has taken the next slot, or the array is full: move to an array of our own.
			v.a = append(make([]Value, 0, 2*len(v.a)+4), v.a...)
			v.tail = nil
		} else {
			v.tail.taken++
		}
	}
	v.a = append(v.a, x)
}

func (v *vector) set(i int, x Value) {
	v.own()
	v.a[i] = x
}

// cut shortens the vector to n values.
func (v *vector) cut(n int) {
	if v.tail == nil {
		clear(v.a[n:])
	}
	v.a = v.a[:n]
}

// isPlain reports whether a vector holds only values that cannot change, so that a deep copy may share it. Of a long vector
// it looks at each slot once, whatever the number of copies.
func (v *vector) isPlain() bool {
	from := 0
	if v.tail != nil {
		from = min(v.tail.plain, len(v.a))
	}
	for _, x := range v.a[from:] {
		switch x.(type) {
		case nil, Str, Int, Float, Bool, NoneType:
		default:
			return false
		}
	}
	if len(v.a) >= worthSharing {
		v.share().tail.plain = max(from, len(v.a))
	}
	return true
}

// worthSharing is the length from which a deep copy shares an array; of shorter ones a copy is as cheap.
const worthSharing = 8

// same reports whether two vectors are known to hold the same values without looking at them.
func (v *vector) same(w *vector) bool {
	return len(v.a) == len(w.a) && (len(v.a) == 0 || &v.a[0] == &w.a[0])
}
