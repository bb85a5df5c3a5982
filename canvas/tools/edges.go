package tools

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// rerouting is what the tools share that give an edge another way: the way that
// the operation would give it is shown instead of the present one.
type rerouting struct {
	edge      *scene.Item
	rehearsal rehearsal
}

func beginRerouting(c *Context, edge *scene.Item) rerouting {
	c.Host.SetLooks(map[bpmn.Element]scene.Look{edge.DI: {Faded: true}})
	return rerouting{edge: edge}
}

// end puts the edge back as it was, runs the operation when there is one, and
// returns to selecting.
func (r *rerouting) end(c *Context, e Event, label string, op func(*bpmn.Tx) error) Tool {
	c.Host.SetLooks(nil)
	if op != nil {
		c.Edit(label, op)
	}
	return settle(c, e)
}

// snapPoint brings a point to the axes of an edge's other points and of its
// shapes, else to the grid.
func (c *Context) snapPoint(p geom.Point, edge *scene.Item, skip int, e Event) (geom.Point, []guide) {
	if e.Mods.Has(Command) {
		return p.Round(), nil
	}
	s := c.snapper()
	add := func(q geom.Point, of geom.Rect) {
		s.xs, s.ys = append(s.xs, axisRef{q.X, of}), append(s.ys, axisRef{q.Y, of})
	}
	for i, q := range edge.Route {
		if i != skip {
			add(q, geom.RectAround(q, 0, 0))
		}
	}
	for _, end := range [...]bpmn.Element{edge.Element.Source(), edge.Element.Target()} {
		if it := c.Scene.ItemOf(end); it != nil && !it.IsEdge() {
			add(it.Bounds.Center(), it.Bounds)
		}
	}
	s.sort()
	d, guides := s.snap(anchors{xs: []float64{p.X}, ys: []float64{p.Y}, gridX: p.X, gridY: p.Y, bounds: geom.RectAround(p, 0, 0)}, geom.Point{})
	return p.Add(d), guides
}

// segment drags a level segment of an edge across its direction.
type segment struct {
	rerouting
	index  int
	from   geom.Point
	delta  geom.Point
	guides []guide
}

func newSegment(c *Context, edge *scene.Item, index int, from geom.Point) *segment {
	return &segment{rerouting: beginRerouting(c, edge), index: index, from: from}
}

// Handle implements Tool.
func (s *segment) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		s.follow(c, e)
		s.rehearsal.run(c, true, s.op)
	case Release:
		s.follow(c, e)
		if s.delta == (geom.Point{}) {
			return s.end(c, e, "", nil)
		}
		return s.end(c, e, "Move flow", s.op)
	case Cancel:
		return s.end(c, e, "", nil)
	}
	return s
}

func (s *segment) op(tx *bpmn.Tx) error {
	return modeling.MoveSegment(tx, s.edge.DI, s.index, s.delta)
}

func (s *segment) follow(c *Context, e Event) {
	a := s.edge.Route[s.index]
	moved := a.Add(e.At.Sub(s.from))
	q, guides := c.snapPoint(moved, s.edge, -1, e)
	s.delta, s.guides = q.Sub(a), nil
	// Only one direction counts: that across the segment.
	standing := segmentCursor(a, s.edge.Route[s.index+1]) == ResizeEW
	if standing {
		s.delta.Y = 0
	} else {
		s.delta.X = 0
	}
	for _, g := range guides {
		if g.vertical == standing {
			s.guides = append(s.guides, g)
		}
	}
}

// Feedback implements Tool.
func (s *segment) Feedback(c *Context) Feedback {
	f := s.rehearsal.figures(c, nil)
	return Feedback{Cursor: segmentCursor(s.edge.Route[s.index], s.edge.Route[s.index+1]), Figures: append(f, c.guideFigures(s.guides)...)}
}

// bend drags a bend of an edge, or makes one.
type bend struct {
	rerouting
	index  int // of the bend; of the segment when it is new
	fresh  bool
	at     geom.Point
	guides []guide
}

func newBend(c *Context, edge *scene.Item, index int, fresh bool) *bend {
	return &bend{rerouting: beginRerouting(c, edge), index: index, fresh: fresh}
}

// Handle implements Tool.
func (b *bend) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		b.follow(c, e)
		b.rehearsal.run(c, true, b.op)
	case Release:
		b.follow(c, e)
		return b.end(c, e, "Bend flow", b.op)
	case Cancel:
		return b.end(c, e, "", nil)
	}
	return b
}

func (b *bend) follow(c *Context, e Event) {
	skip := b.index
	if b.fresh {
		skip = -1
	}
	b.at, b.guides = c.snapPoint(e.At, b.edge, skip, e)
}

func (b *bend) op(tx *bpmn.Tx) error {
	if b.fresh {
		return modeling.AddBend(tx, b.edge.DI, b.index, b.at)
	}
	return modeling.MoveBend(tx, b.edge.DI, b.index, b.at)
}

// Feedback implements Tool.
func (b *bend) Feedback(c *Context) Feedback {
	f := append(b.rehearsal.figures(c, nil), c.guideFigures(b.guides)...)
	return Feedback{Cursor: MoveCursor, Figures: append(f, c.dot(b.at, true))}
}

// reconnect drags an end of an edge to another element, or to another place of
// the same.
type reconnect struct {
	rerouting
	start   bool // the first end
	at      geom.Point
	target  *scene.Item
	verdict modeling.Verdict
}

func newReconnect(c *Context, edge *scene.Item, start bool) *reconnect {
	return &reconnect{rerouting: beginRerouting(c, edge), start: start}
}

// Handle implements Tool.
func (r *reconnect) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		r.follow(c, e)
		var op func(*bpmn.Tx) error
		if r.verdict.OK {
			op = r.op
		}
		r.rehearsal.run(c, true, op)
	case Release:
		r.follow(c, e)
		if !r.verdict.OK {
			return r.end(c, e, "", nil)
		}
		return r.end(c, e, "Reconnect flow", r.op)
	case Cancel:
		return r.end(c, e, "", nil)
	}
	return r
}

func (r *reconnect) follow(c *Context, e Event) {
	r.at = e.At
	r.target = c.connectable(e.At, func(it *scene.Item) bool { return it != r.edge })
	if r.target == nil {
		r.verdict = modeling.No("a connection needs an element at both ends")
		c.Say(r.verdict, "")
		return
	}
	a, b := r.ends()
	if r.keeps() {
		r.verdict = modeling.Yes()
	} else {
		r.verdict = modeling.CanReconnect(r.edge.DI, a, b)
	}
	c.Say(r.verdict, Describe(r.target))
}

// ends returns source and target as they would be.
func (r *reconnect) ends() (source, target bpmn.Element) {
	source, target = r.edge.Element.Source(), r.edge.Element.Target()
	switch {
	case r.start && r.target.Element == target && source != target:
		// The source end on the target turns the flow round.
		return target, source
	case !r.start && r.target.Element == source && source != target:
		return target, source
	case r.start:
		return r.target.Element, target
	}
	return source, r.target.Element
}

// keeps reports whether the end stays on its element.
func (r *reconnect) keeps() bool {
	was := r.edge.Element.Target()
	if r.start {
		was = r.edge.Element.Source()
	}
	return r.target.Element == was
}

func (r *reconnect) op(tx *bpmn.Tx) error {
	if !r.keeps() {
		a, b := r.ends()
		return modeling.Reconnect(tx, r.edge.DI, a, b)
	}
	points := append(geom.Polyline(nil), r.edge.Route...)
	if r.start {
		points[0] = r.at
	} else {
		points[len(points)-1] = r.at
	}
	return modeling.SetWaypoints(tx, r.edge.DI, points)
}

// Feedback implements Tool.
func (r *reconnect) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: CrosshairCursor, Figures: r.rehearsal.figures(c, nil)}
	if !r.verdict.OK {
		f.Cursor, f.Reason = ForbiddenCursor, sentence(r.verdict.Reason)
		points := append([]geom.Point(nil), r.edge.Route...)
		if r.start {
			points[0] = r.at
		} else {
			points[len(points)-1] = r.at
		}
		f.Figures = append(f.Figures, paint.Shape{Path: paint.Polyline(points, 0), Stroke: c.pen(paint.Of(paint.Danger), 1.5)})
	}
	if r.target != nil {
		f.Figures = append(f.Figures, c.targetFigure(r.target, r.verdict.OK))
	}
	return f
}

// connectable returns the item under a point that a connection could end at.
func (c *Context) connectable(p geom.Point, keep func(*scene.Item) bool) *scene.Item {
	h := c.Scene.HitFunc(p, c.units(HitTolerance), func(it *scene.Item) bool {
		return it.Kind != bpmn.Lane && keep(it)
	})
	return h.Item
}
