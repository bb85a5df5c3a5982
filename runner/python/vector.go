package python

// vector is a growable run of values whose backing array several containers may share. Sharing is cheap in both
// directions that process data need: a copy is a copy of the header, and the one who appends at the very end of a shared
// array extends it in place, because the others look at their own shorter prefix only.
type vector struct {
	a []Value
	// tail counts the slots of the array that some sharer has taken; nil while nobody shares it.
	tail *int
}

// share returns a second header on the same array; from now on neither side writes into a taken slot.
func (v *vector) share() vector {
	if v.tail == nil {
		n := len(v.a)
		v.tail = &n
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
		if *v.tail != len(v.a) || cap(v.a) == len(v.a) {
			// Someone else has taken the next slot, or the array is full: move to an array of our own.
			v.a = append(make([]Value, 0, 2*len(v.a)+4), v.a...)
			v.tail = nil
		} else {
			*v.tail++
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

// same reports whether two vectors are known to hold the same values without looking at them.
func (v *vector) same(w *vector) bool {
	return len(v.a) == len(w.a) && (len(v.a) == 0 || &v.a[0] == &w.a[0])
}
