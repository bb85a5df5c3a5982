package python

// Memory is charged when values are made, and most of them are garbage soon. When half of what is left is used up, what
// is really in use is measured at the next statement: everything that data, variables and running loops hold. Measuring
// costs steps, so a program cannot make it the main work; and it is a function of the program alone, so that a run ends
// at the same place each time.

// overdrawn ends a program that wants more memory than it may have.
func (m *vm) overdrawn() {
	limit("memory", "more than %d MiB of memory", m.limits.Bytes>>20)
}

// composite is a value that holds others. Only values that are containers, composites or leaves can be measured.
type composite interface {
	eachPart(f func(Value))
}

// collect measures the memory in use at a statement of frame f.
func (m *vm) collect(f *frame) {
	s := sizer{m: m, seen: map[Value]bool{}, limit: m.limits.Bytes}
	for g := f; g != nil; g = g.up {
		for _, v := range g.vars {
			s.add(v)
		}
		for _, c := range g.cells {
			s.add(c.v)
		}
		for _, v := range g.held {
			s.add(v)
		}
		if g.class != nil {
			s.add(g.class)
		}
	}
	s.add(f.ns.data)
	if f.ns.hidden != nil {
		s.add(f.ns.hidden)
	}
	for _, g := range m.resumed {
		s.add(g)
	}
	total := s.run()
	if f.up != nil {
		// What the statements that called this function hold meanwhile is not known: all that was charged until then counts.
		total += f.floor
	}
	if s.unknown {
		total = m.bytes
	}
	m.bytes = min(m.bytes, total)
	if m.bytes > m.limits.Bytes {
		m.overdrawn()
	}
	m.collectAt = m.bytes + (m.limits.Bytes-m.bytes)/2
	if m.collectAt == m.bytes {
		m.collectAt = m.limits.Bytes
	}
}

type sizer struct {
	m       *vm
	seen    map[Value]bool
	todo    []Value
	bytes   int64
	limit   int64
	unknown bool
}

func (s *sizer) add(v Value) {
	switch x := v.(type) {
	case nil, NoneType, Bool, Int, Float, *Builtin, *Module, *singleton, UUID, *DateTime, *Date, *TimeOfDay, *TimeDelta, *TimeZone, *Decimal, *Range:
	case Str:
		s.bytes += int64(len(x))
	case Bytes:
		s.bytes += int64(len(x))
	case *BigInt:
		s.bytes += int64(8 * words(x.v))
	default:
		s.todo = append(s.todo, v)
	}
}

func (s *sizer) run() int64 {
	for len(s.todo) > 0 && s.bytes <= s.limit && !s.unknown {
		v := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		if s.seen[v] {
			continue
		}
		s.seen[v] = true
		s.m.work(1)
		s.bytes += 96
		c, ok := v.(composite)
		if !ok {
			s.unknown = true
			break
		}
		c.eachPart(func(x Value) {
			s.bytes += slotBytes
			s.m.work(1)
			s.add(x)
		})
	}
	return s.bytes
}

func (t *Tuple) eachPart(f func(Value)) {
	for _, v := range t.items {
		f(v)
	}
}

func (fn *Function) eachPart(f func(Value)) {
	for _, c := range fn.free {
		f(c.v)
	}
	for _, v := range fn.defaults {
		f(v)
	}
	for _, v := range fn.keywords {
		f(v)
	}
	f(fn.ns.data)
	if fn.attrs != nil {
		f(fn.attrs)
	}
}

func (b *BoundMethod) eachPart(f func(Value)) {
	f(b.self)
	f(b.fn)
}

func (t *Type) eachPart(f func(Value)) {
	if t.class == nil {
		return
	}
	f(t.class.attrs)
	for _, b := range t.bases {
		f(b)
	}
}

func (v *View) eachPart(f func(Value)) { f(v.d) }

func (it *listIterator) eachPart(f func(Value)) {
	if it.list != nil {
		f(it.list)
	}
}

func (it *tupleIterator) eachPart(f func(Value)) {
	for _, v := range it.items {
		f(v)
	}
}

func (it *strIterator) eachPart(f func(Value)) { f(Str(it.rest)) }

func (it *hashIterator) eachPart(f func(Value)) {
	if it.d != nil {
		it.d.eachPart(f)
	}
}

func (d *decorated) eachPart(f func(Value)) {
	f(d.get)
	f(d.set)
}
