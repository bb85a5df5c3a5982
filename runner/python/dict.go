package python

import "iter"

// Dict is a Python dict: keys in order of insertion.
type Dict struct {
	hashed
	flavour *dictFlavour
}

// dictFlavour makes a dict one of the dict-like types.
type dictFlavour struct {
	typ     *Type
	factory Value // of a defaultdict; nil: none
	box     bool  // items can be read and written as attributes
}

// NewDict returns an empty dictionary.
func NewDict() *Dict { return &Dict{} }

// Type implements Value.
func (d *Dict) Type() *Type {
	if d.flavour != nil {
		return d.flavour.typ
	}
	return typeDict
}

// Len returns the number of items.
func (d *Dict) Len() int { return d.live }

// Get returns the value of a text key.
func (d *Dict) Get(key string) (Value, bool) {
	if p := d.findName(hashString(key), key); p >= 0 {
		return d.vals.a[p], true
	}
	return nil, false
}

// Set gives a text key a value.
func (d *Dict) Set(key string, v Value) { d.setName(hashString(key), key, v) }

// Delete removes a text key and reports whether it was there.
func (d *Dict) Delete(key string) bool {
	p := d.findName(hashString(key), key)
	if p < 0 {
		return false
	}
	d.touch(d, nil)
	d.remove(p)
	return true
}

// GetKey returns the value of any key. A key that cannot be hashed is in no dictionary.
func (d *Dict) GetKey(key Value) (v Value, ok bool) {
	err := guard(func(m *vm) {
		if p := d.find(m, m.hash(key), key); p >= 0 {
			v, ok = d.vals.a[p], true
		}
	})
	return v, ok && err == nil
}

// SetKey gives any key a value. The error is a *Error (TypeError) when the key cannot be hashed.
func (d *Dict) SetKey(key, v Value) error {
	return guard(func(m *vm) { d.set(m, key, v) })
}

// DeleteKey removes any key and reports whether it was there.
func (d *Dict) DeleteKey(key Value) bool {
	gone := false
	err := guard(func(m *vm) { _, gone = d.take(m, key) })
	return gone && err == nil
}

// All iterates over keys and values in order. The dictionary must not change meanwhile.
func (d *Dict) All() iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		for i, v := range d.vals.a {
			if v != nil && !yield(d.keys.keys[i].key, v) {
				return
			}
		}
	}
}

// Keys returns the keys in order.
func (d *Dict) Keys() []Value {
	keys := make([]Value, 0, d.live)
	for k := range d.All() {
		keys = append(keys, k)
	}
	return keys
}

// Clear removes all items.
func (d *Dict) Clear() {
	d.touch(d, nil)
	d.clear()
}

// Copy returns a dictionary with the same items; storage is shared until one of the two is written.
func (d *Dict) Copy() *Dict {
	c := &Dict{flavour: d.flavour}
	d.copyTo(&c.hashed)
	return c
}

func (d *Dict) setName(h uint64, key string, v Value) {
	d.touch(d, v)
	if p := d.findName(h, key); p >= 0 {
		d.vals.set(p, v)
		return
	}
	d.add(h, Str(key), v)
}

// set gives a key a value for a program.
func (d *Dict) set(m *vm, key, v Value) {
	h := m.hash(key)
	p := d.find(m, h, key)
	d.touch(d, v)
	if p >= 0 {
		d.vals.set(p, v)
		return
	}
	if d.heap != nil {
		d.heap.Adopt(key)
	}
	d.add(h, key, v)
}

func (d *Dict) get(m *vm, key Value) (Value, bool) {
	if p := d.find(m, m.hash(key), key); p >= 0 {
		return d.vals.a[p], true
	}
	return nil, false
}

// take removes a key and returns its value.
func (d *Dict) take(m *vm, key Value) (Value, bool) {
	p := d.find(m, m.hash(key), key)
	if p < 0 {
		return nil, false
	}
	v := d.vals.a[p]
	d.touch(d, nil)
	d.remove(p)
	return v, true
}
