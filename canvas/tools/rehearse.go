package tools

import (
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// rehearsalLimit is how long a preview may take to run at every movement of
// the pointer; a dearer one runs when the pointer rests.
const rehearsalLimit = 2 * time.Millisecond

// rehearsal shows what an operation would do: it runs the operation itself and
// takes it back.
type rehearsal struct {
	cost  time.Duration // of the last run
	when  time.Time     // it began
	items []*scene.Item // that the operation would change or make
	err   error
}

// rehearsalRetry is how often a preview that was too dear is tried again: the
// machine may just have been busy.
const rehearsalRetry = 300 * time.Millisecond

// run rehearses an operation, unless that is too dear now.
func (r *rehearsal) run(c *Context, resting bool, op func(*bpmn.Tx) error) {
	r.items, r.err = nil, nil
	if op == nil || r.cost > rehearsalLimit && !resting && time.Since(r.when) < rehearsalRetry {
		return
	}
	r.when = time.Now()
	r.err = c.Doc.Preview(op, func(change *bpmn.Change) { r.items = c.Scene.Peek(change) })
	r.cost = time.Since(r.when)
	if r.cost > rehearsalLimit && !resting {
		// The next movement would take it away again: rather nothing than a flicker.
		r.items = nil
	}
}

// figures returns what the operation would change beside what skip names: the
// new ways of flows and the new bounds of shapes.
func (r *rehearsal) figures(c *Context, skip map[bpmn.Element]bool) paint.List {
	var out paint.List
	for _, it := range r.items {
		if skip[it.DI] {
			continue
		}
		if it.IsEdge() {
			out = append(out, it.Drawing()...)
			continue
		}
		if old := c.Scene.Item(it.DI); old != nil && old.Bounds != it.Bounds {
			out = append(out, c.area(it.Bounds, 0, paint.Of(paint.Accent), 0, 1.5))
		}
	}
	return out
}
