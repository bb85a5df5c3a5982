package tools

import (
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/scene"
)

// move drags what is selected.
type move struct {
	from     geom.Point
	grabbed  *scene.Item
	anchors  anchors
	elements []bpmn.Element        // shapes and edges that were selected
	labels   []*scene.Item         // whose texts are dragged by themselves
	carried  map[bpmn.Element]bool // shapes and edges that keep their form
	bent     []*scene.Item         // edges that get another form
	ghost    *Ghost
	snap     *snapper

	delta     geom.Point
	drop      drop
	guides    []guide
	rehearsal rehearsal
}

// drop is what letting go would do now.
type drop struct {
	verdict modeling.Verdict
	target  *scene.Item // shown as the place of the drop; nil for the plane
	status  string
	op      func(*bpmn.Tx) error
}

// NewMove returns the tool that drags what is selected, taken at a point of the
// item that is hit.
func NewMove(c *Context, h scene.Hit, from geom.Point) Tool {
	m := &move{from: from, grabbed: h.Item, carried: map[bpmn.Element]bool{}}
	for _, r := range c.Selection.Refs() {
		it := c.Scene.Item(r.DI)
		if it == nil {
			continue
		}
		if r.Label {
			m.labels = append(m.labels, it)
		} else {
			m.elements = append(m.elements, r.DI)
		}
	}
	looks := m.collect(c)
	if h.Part == scene.LabelPart {
		m.anchors = anchorsOf(bpmn.Unknown, h.Item.Label, false)
	} else {
		m.anchors = anchorsOf(h.Item.Kind, h.Item.Extent(), h.Item.IsContainer())
	}
	m.snap = newSnapper(c, func(it *scene.Item) bool { return m.carried[it.DI] })
	c.Host.SetLooks(looks)
	return m
}

// collect finds what moves along, by moving it a little and looking, and makes
// the ghost of it. It returns how the originals look meanwhile.
func (m *move) collect(c *Context) map[bpmn.Element]scene.Look {
	looks := map[bpmn.Element]scene.Look{}
	var rigid []*scene.Item
	if len(m.elements) > 0 {
		little := geom.Pt(1, 1)
		m.rehearsal.when = time.Now()
		_ = c.Doc.Preview(func(tx *bpmn.Tx) error {
			return modeling.Move(tx, m.elements, little, bpmn.Element{})
		}, func(change *bpmn.Change) {
			for _, it := range c.Scene.Peek(change) {
				old := c.Scene.Item(it.DI)
				switch {
				case old == nil:
				case movedAsWhole(old, it, little):
					m.carried[it.DI] = true
					rigid = append(rigid, old)
				case it.IsEdge():
					looks[it.DI] = scene.Look{Faded: true}
					m.bent = append(m.bent, old)
				}
			}
		})
		// What took long now would take long at every movement.
		m.rehearsal.cost = time.Since(m.rehearsal.when)
		// A boundary event alone slides along its host, so the little movement may
		// have brought it anywhere.
		for _, di := range m.elements {
			if it := c.Scene.Item(di); it != nil && !m.carried[di] && !it.IsEdge() {
				m.carried[di] = true
				rigid = append(rigid, it)
			}
		}
	}
	for _, it := range rigid {
		looks[it.DI] = scene.Look{Faded: true}
	}
	m.ghost = ghostOf(rigid)
	for _, it := range m.labels {
		if !m.carried[it.DI] {
			m.ghost.add(it.LabelDrawing())
			look := looks[it.DI]
			look.LabelAway = true // else the text would stand there twice
			looks[it.DI] = look
		}
	}
	return looks
}

func movedAsWhole(old, now *scene.Item, by geom.Point) bool {
	if !now.IsEdge() {
		return now.Bounds == old.Bounds.Moved(by)
	}
	if len(now.Route) != len(old.Route) {
		return false
	}
	for i, p := range now.Route {
		if !p.Near(old.Route[i].Add(by), 0.5) {
			return false
		}
	}
	return true
}

// Handle implements Tool.
func (m *move) Handle(c *Context, e Event) Tool {
	switch e.Kind {
	case Motion, Rest:
		m.follow(c, e)
	case Release:
		m.follow(c, e)
		c.Host.SetLooks(nil)
		if m.drop.verdict.OK && m.delta != (geom.Point{}) {
			c.Edit("Move "+count(len(m.elements)+len(m.labels), "element"), m.drop.op)
		}
		return settle(c, e)
	case Cancel:
		c.Host.SetLooks(nil)
		return settle(c, e)
	}
	return m
}

// settle returns to selecting, with the pointer where it is. The reason of a
// refusal stays in the status bar.
func settle(c *Context, e Event) Tool {
	s := &Select{}
	s.glance(c, e)
	if !c.refused {
		c.Host.SetStatus("", false)
	}
	c.refused = false
	return s
}

func (m *move) follow(c *Context, e Event) {
	delta := e.At.Sub(m.from)
	if e.Mods.Has(Command) {
		m.delta, m.guides = delta.Round(), nil
	} else {
		m.delta, m.guides = m.snap.snap(m.anchors, delta)
	}
	m.drop = m.plan(c, e.At)
	c.Say(m.drop.verdict, m.drop.status)
	var op func(*bpmn.Tx) error
	if m.drop.verdict.OK {
		op = m.drop.op
	}
	m.rehearsal.run(c, e.Kind == Rest, op)
}

// plan says what letting go at a point would do.
func (m *move) plan(c *Context, p geom.Point) drop {
	if len(m.elements) == 0 {
		return drop{verdict: modeling.Yes(), op: m.moveLabels}
	}
	single := c.Scene.Item(m.elements[0])
	if len(m.elements) == 1 && single != nil && single.Kind.IsFlowNode() {
		if d, ok := m.onBorder(c, single); ok {
			return d
		}
		if d, ok := m.onFlow(c, single); ok {
			return d
		}
	}
	handle, target := c.dropTarget(p, m.stays)
	d := drop{verdict: modeling.CanDrop(m.elements, handle), target: target}
	if onlyEdges(m.elements) {
		d.verdict = modeling.Yes()
	}
	home := m.home(single)
	if target != nil && home == handle {
		d.target = nil // where it was is nothing to point at
	}
	detaches := len(m.elements) == 1 && single != nil && single.Kind == bpmn.BoundaryEvent
	d.op = func(tx *bpmn.Tx) error {
		if detaches {
			if err := modeling.Detach(tx, m.elements[0], handle); err != nil {
				return err
			}
		}
		if err := modeling.Move(tx, m.elements, m.delta, handle); err != nil {
			return err
		}
		return m.moveLabels(tx)
	}
	return d
}

func (m *move) stays(it *scene.Item) bool { return !m.carried[it.DI] }

// home returns the handle of the container that the grabbed element lies in.
func (m *move) home(it *scene.Item) bpmn.Element {
	if it == nil || it.IsEdge() {
		return bpmn.Element{}
	}
	h := modeling.HolderOf(it.Shape())
	if h.Shape.IsZero() {
		return h.Plane
	}
	return h.Shape.Element
}

func onlyEdges(list []bpmn.Element) bool {
	for _, di := range list {
		if di.AsEdge().IsZero() {
			return false
		}
	}
	return true
}

// moveLabels moves the texts that were selected without their elements.
func (m *move) moveLabels(tx *bpmn.Tx) error {
	for _, it := range m.labels {
		if !m.carried[it.DI] {
			modeling.MoveLabel(tx, it.DI, it.Label, m.delta)
		}
	}
	return nil
}

// onBorder plans to put an event on the border of an activity.
func (m *move) onBorder(c *Context, event *scene.Item) (drop, bool) {
	center := event.Bounds.Moved(m.delta).Center()
	host, at := c.hostAt(center, m.stays, func(h *scene.Item) modeling.Verdict { return modeling.CanAttach(event.DI, h.DI) })
	if host == nil {
		return drop{}, false
	}
	m.delta, m.guides = at.Sub(event.Bounds.Center()), nil
	slides := event.Kind == bpmn.BoundaryEvent && event.Element.AttachedTo() == host.Element
	d := drop{verdict: modeling.Yes(), target: host, status: "Attach to " + Describe(host)}
	d.op = func(tx *bpmn.Tx) error {
		if slides {
			return modeling.Move(tx, m.elements, m.delta, bpmn.Element{})
		}
		// First the place, then the host: the event takes the border's nearest point.
		if err := modeling.Move(tx, m.elements, m.delta, m.home(event)); err != nil {
			return err
		}
		return modeling.Attach(tx, event.DI, host.DI)
	}
	return d, true
}

// hostAt returns the topmost activity whose border is near a point and that
// allows an event there, and the place on its border.
func (c *Context) hostAt(p geom.Point, keep func(*scene.Item) bool, allowed func(*scene.Item) modeling.Verdict) (*scene.Item, geom.Point) {
	near := geom.RectAround(p, 2*modeling.AttachTolerance, 2*modeling.AttachTolerance)
	list := c.Scene.Touching(near)
	for i := len(list) - 1; i >= 0; i-- {
		it := list[i]
		if !it.Kind.Is(bpmn.ActivityClass) || !keep(it) {
			continue
		}
		if at, ok := modeling.AttachPoint(it.DI, p); ok && allowed(it).OK {
			return it, at
		}
	}
	return nil, p
}

// onFlow plans to put a flow node into a flow.
func (m *move) onFlow(c *Context, node *scene.Item) (drop, bool) {
	center := node.Bounds.Moved(m.delta).Center()
	flow := c.flowAt(center, func(it *scene.Item) bool {
		return m.stays(it) && modeling.CanInsert(node.DI, it.DI).OK
	})
	if flow == nil {
		return drop{}, false
	}
	handle, _ := c.dropTarget(center, m.stays)
	v := modeling.CanDrop(m.elements, handle)
	d := drop{verdict: v, target: flow, status: "Insert into " + Describe(flow)}
	d.op = func(tx *bpmn.Tx) error {
		if err := modeling.Move(tx, m.elements, m.delta, handle); err != nil {
			return err
		}
		return modeling.InsertOnFlow(tx, node.DI, flow.DI)
	}
	return d, true
}

// flowTolerance is how near to a flow, in diagram units, the middle of a node
// must be dropped to be put into it.
const flowTolerance = 10

// flowAt returns the flow near a point that keep allows.
func (c *Context) flowAt(p geom.Point, keep func(*scene.Item) bool) *scene.Item {
	h := c.Scene.HitFunc(p, flowTolerance, func(it *scene.Item) bool {
		return (it.Kind == bpmn.SequenceFlow || it.Kind == bpmn.MessageFlow) && keep(it)
	})
	if h.Part == scene.LabelPart {
		return nil
	}
	return h.Item
}

// Feedback implements Tool.
func (m *move) Feedback(c *Context) Feedback {
	f := Feedback{Cursor: MoveCursor, Ghost: m.ghost, Offset: m.delta}
	if !m.drop.verdict.OK {
		f.Cursor, f.Reason = ForbiddenCursor, sentence(m.drop.verdict.Reason)
	}
	if m.drop.target != nil {
		f.Figures = append(f.Figures, c.targetFigure(m.drop.target, m.drop.verdict.OK))
	}
	f.Figures = append(f.Figures, m.rehearsal.figures(c, m.carried)...)
	if m.delta == (geom.Point{}) && len(m.bent) <= MaxOutlines { // back where it was nothing is rehearsed
		for _, it := range m.bent {
			f.Figures = append(f.Figures, it.Drawing()...)
		}
	}
	f.Figures = append(f.Figures, c.guideFigures(m.guides)...)
	return f
}
