package python

// Heap is the journal of one process instance: it makes the changes of containers reversible, step by step.
//
// A container is registered when it is adopted or stored into a registered one; from then on it saves its content before
// its first change in each step. The zero Heap is ready to use. A Heap serves one goroutine.
type Heap struct {
	step  uint64
	saves Step
}

// Step is what changed between two calls of Begin: each changed container with the content it had before.
type Step []saved

type saved struct {
	c     container
	state any
}

// container is a value whose content can change.
type container interface {
	Value
	base() *object
	// state returns the content for later exchange; the content counts as shared from then on.
	state() any
	// exchange makes state the content and returns the content until now.
	exchange(state any) any
	// eachPart calls f with every value the container holds.
	eachPart(f func(Value))
}

// object is the part all containers have: the journal they write to and the step they last saved in.
type object struct {
	heap *Heap
	mark uint64
}

func (o *object) base() *object { return o }

// Begin starts a step and returns the changes of the one before it, nil when nothing changed.
func (h *Heap) Begin() Step {
	s := h.saves
	h.saves = nil
	h.step++
	return s
}

// Swap exchanges saved and present content: the first call goes back before the step, the next forward again.
// Call Begin before anything is changed after a Swap.
func (s Step) Swap() {
	for i := range s {
		s[i].state = s[i].c.exchange(s[i].state)
	}
}

// Adopt registers a value and everything it holds. Values that are registered already cost nothing.
func (h *Heap) Adopt(v Value) {
	c, ok := v.(container)
	if !ok {
		if t, ok := v.(*Tuple); ok {
			for _, x := range t.items {
				if holds(x) {
					h.adoptAll(t)
					return
				}
			}
		}
		return
	}
	if c.base().heap == nil {
		h.adoptAll(v)
	}
}

func holds(v Value) bool {
	switch v.(type) {
	case container, *Tuple:
		return true
	}
	return false
}

// adoptAll walks with a list of its own instead of recursion: data may be nested deeper than a stack allows.
func (h *Heap) adoptAll(v Value) {
	todo := []Value{v}
	seen := map[*Tuple]bool{}
	push := func(x Value) {
		if holds(x) {
			todo = append(todo, x)
		}
	}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch v := v.(type) {
		case *Tuple:
			if !seen[v] {
				seen[v] = true
				for _, x := range v.items {
					push(x)
				}
			}
		case container:
			if o := v.base(); o.heap == nil {
				o.heap, o.mark = h, h.step
				v.eachPart(push)
			}
		}
	}
}

// touch is called before a change of c that may store v into it (nil: nothing is stored).
func (o *object) touch(c container, v Value) {
	h := o.heap
	if h == nil {
		return
	}
	if o.mark != h.step {
		o.mark = h.step
		h.saves = append(h.saves, saved{c, c.state()})
	}
	if v != nil {
		h.Adopt(v)
	}
}
