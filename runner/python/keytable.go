package python

// keyTable is an append-only list of distinct-at-a-time hash keys with an index from hash to position. Any number of
// hashed containers share one: each sees its own prefix, so adding a key at the end of a shared table disturbs nobody.
type keyTable struct {
	keys  []hashKey
	index []int32 // open addressing, position+1; nil while the table is small enough to look through
}

type hashKey struct {
	hash uint64
	key  Value
}

// indexFrom is the number of keys from which an index pays.
const indexFrom = 9

func (t *keyTable) push(h uint64, k Value) {
	t.keys = append(t.keys, hashKey{h, k})
	n := len(t.keys)
	if n < indexFrom {
		return
	}
	if len(t.index)*2 < n*3 {
		t.reindex()
		return
	}
	t.place(h, int32(n))
}

func (t *keyTable) reindex() {
	size := 32
	for size < len(t.keys)*3 {
		size *= 2
	}
	t.index = make([]int32, size)
	for i := range t.keys {
		t.place(t.keys[i].hash, int32(i+1))
	}
}

func (t *keyTable) place(h uint64, pos int32) {
	mask := uint64(len(t.index) - 1)
	i := h & mask
	for t.index[i] != 0 {
		i = (i + 1) & mask
	}
	t.index[i] = pos
}

// prefix returns a table of its own with the first n keys.
func (t *keyTable) prefix(n int) *keyTable {
	c := &keyTable{keys: append(make([]hashKey, 0, n+n/4+1), t.keys[:n]...)}
	if n >= indexFrom {
		c.reindex()
	}
	return c
}

// hashed is the storage of dictionaries and sets: keys in order of insertion, a value for each, nil for a deleted one.
type hashed struct {
	object
	keys *keyTable
	vals vector
	live int
}

// find returns the position of a key, -1 when it is missing.
func (d *hashed) find(m *vm, h uint64, k Value) int {
	if d.live == 0 {
		return -1
	}
	t := d.keys
	vals := d.vals.a
	if len(t.index) == 0 || len(vals) < indexFrom {
		for i := range vals {
			e := &t.keys[i]
			if e.hash == h && vals[i] != nil && sameKey(m, e.key, k) {
				return i
			}
		}
		return -1
	}
	mask := uint64(len(t.index) - 1)
	for i := h & mask; t.index[i] != 0; i = (i + 1) & mask {
		// A position beyond our prefix belongs to another container that shares the table.
		p := int(t.index[i]) - 1
		if p < len(vals) && t.keys[p].hash == h && vals[p] != nil && sameKey(m, t.keys[p].key, k) {
			return p
		}
	}
	return -1
}

// findName is find for a name whose hash is known: the way of variables.
func (d *hashed) findName(h uint64, name string) int {
	if d.live == 0 {
		return -1
	}
	t := d.keys
	vals := d.vals.a
	if len(t.index) == 0 || len(vals) < indexFrom {
		for i := range vals {
			if e := &t.keys[i]; e.hash == h && vals[i] != nil {
				if s, ok := e.key.(Str); ok && string(s) == name {
					return i
				}
			}
		}
		return -1
	}
	mask := uint64(len(t.index) - 1)
	for i := h & mask; t.index[i] != 0; i = (i + 1) & mask {
		p := int(t.index[i]) - 1
		if p < len(vals) && t.keys[p].hash == h && vals[p] != nil {
			if s, ok := t.keys[p].key.(Str); ok && string(s) == name {
				return p
			}
		}
	}
	return -1
}

// add puts a key that is not in the container at its end.
func (d *hashed) add(h uint64, k, v Value) {
	n := len(d.vals.a)
	if n > 16 && n > 2*d.live {
		d.compact()
		n = len(d.vals.a)
	}
	switch {
	case d.keys == nil:
		d.keys = &keyTable{}
		d.keys.push(h, k)
	case len(d.keys.keys) == n:
		d.keys.push(h, k)
	case d.keys.keys[n].hash == h && identical(d.keys.keys[n].key, k):
		// A container that shares the table has added this very key at this very place.
	default:
		d.keys = d.keys.prefix(n)
		d.keys.push(h, k)
	}
	d.vals.push(v)
	d.live++
}

func (d *hashed) remove(p int) {
	d.vals.own()
	d.vals.a[p] = nil
	d.live--
	if d.live == 0 {
		d.keys, d.vals = nil, vector{}
	}
}

// compact drops the places of deleted keys.
func (d *hashed) compact() {
	t := &keyTable{keys: make([]hashKey, 0, d.live+d.live/4+1)}
	vals := make([]Value, 0, cap(t.keys))
	for i, v := range d.vals.a {
		if v != nil {
			t.keys = append(t.keys, d.keys.keys[i])
			vals = append(vals, v)
		}
	}
	if len(t.keys) >= indexFrom {
		t.reindex()
	}
	d.keys, d.vals = t, vector{a: vals}
}

func (d *hashed) clear() {
	d.keys, d.vals, d.live = nil, vector{}, 0
}

func (d *hashed) copyTo(c *hashed) {
	c.object, c.keys, c.vals, c.live = d.sibling(), d.keys, d.vals.share(), d.live
}

func (d *hashed) sameStorage(e *hashed) bool {
	return d.live == e.live && (d.live == 0 || d.keys == e.keys && d.vals.same(&e.vals))
}

type hashedState struct {
	keys *keyTable
	vals vector
	live int
}

func (d *hashed) state() any { return hashedState{d.keys, d.vals.share(), d.live} }

func (d *hashed) exchange(state any) any {
	old := d.state()
	s := state.(hashedState)
	d.keys, d.vals, d.live = s.keys, s.vals, s.live
	return old
}

func (d *hashed) eachPart(f func(Value)) {
	for i, v := range d.vals.a {
		if v != nil {
			f(d.keys.keys[i].key)
			f(v)
		}
	}
}

// at returns the next live position from p on, or -1.
func (d *hashed) at(p int) int {
	for ; p < len(d.vals.a); p++ {
		if d.vals.a[p] != nil {
			return p
		}
	}
	return -1
}

// last returns the last live position, or -1.
func (d *hashed) last() int {
	for p := len(d.vals.a) - 1; p >= 0; p-- {
		if d.vals.a[p] != nil {
			return p
		}
	}
	return -1
}

func (d *hashed) keyAt(p int) Value { return d.keys.keys[p].key }
