package layout

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Missing gives shapes and edges to everything of a model that should be drawn
// and isn't: to a model without a diagram as a whole, to single elements beside
// what they are connected to. What is drawn already stays as it is, except that
// pools and sub-processes grow around what is added. A model with nothing
// missing is not touched.
func Missing(tx *bpmn.Tx) error {
	m := &filler{tx: tx, doc: tx.Document()}
	m.planner = planner{size: m.drawnSize, closed: m.isClosed, skip: m.framesMembers}
	m.repairPlanes()
	subjects := m.subjects()
	for _, s := range subjects {
		m.drawsData(s.plane) // as the file is
	}
	for _, s := range subjects {
		m.fill(s)
	}
	m.fillGroups()
	for _, s := range subjects {
		m.connect(s)
	}
	m.clearLabels()
	return nil
}

// filler adds what is missing.
type filler struct {
	planner
	tx     *bpmn.Tx
	doc    *bpmn.Document
	added  []bpmn.Shape
	flows  map[bpmn.Element][]bpmn.Element // by what holds them
	unlaid map[bpmn.Element]bool           // flows that are going to be laid again
	across map[bpmn.Element]*Obstacles     // of message flows, by plane
	// messages is how many message flows were laid so far.
	messages int
	data     map[bpmn.Element]bool // whether the file drew associations of data, by plane
}

// repairPlanes gives planes that name nothing a subject.
func (m *filler) repairPlanes() {
	for _, p := range m.doc.Planes() {
		if !p.Semantic().IsZero() || len(m.doc.Planes()) > 1 {
			continue
		}
		if list := m.rootSubjects(); len(list) > 0 && list[0].ID() != "" {
			m.tx.SetAttr(p, "bpmnElement", list[0].ID())
		}
	}
}

// rootSubjects returns what planes of their own are about: collaborations, and
// processes that no pool shows.
func (m *filler) rootSubjects() []bpmn.Element {
	var out []bpmn.Element
	for _, c := range m.doc.RootElements(bpmn.Collaboration) {
		if len(c.ChildrenNamed("participant")) > 0 {
			out = append(out, c)
		}
	}
	for _, p := range m.doc.Processes() {
		if p.Participant().IsZero() {
			out = append(out, p)
		}
	}
	return out
}

// subject is an element with the plane that shows what is in it.
type subject struct{ el, plane bpmn.Element }

// subjects returns the root subjects and the collapsed sub-processes, each with
// its plane, which is made where there is something to draw.
func (m *filler) subjects() []subject {
	var out []subject
	for _, el := range m.rootSubjects() {
		if plane := m.planeFor(el); !plane.IsZero() {
			out = append(out, subject{el, plane})
		}
	}
	for _, p := range m.doc.Planes() {
		if el := p.Semantic(); el.Kind().IsSubProcess() {
			out = append(out, subject{el, p})
		}
	}
	return out
}

// planeFor returns the plane of an element. Where there is none it is made,
// unless the content is drawn elsewhere or there is nothing to draw.
func (m *filler) planeFor(el bpmn.Element) bpmn.Element {
	if p := m.doc.PlaneOf(el); !p.IsZero() {
		return p
	}
	if el.ID() == "" {
		return bpmn.Element{}
	}
	content := 0
	var elsewhere bpmn.Element
	for _, c := range el.Children() {
		if !isDrawn(c) {
			continue
		}
		content++
		if di := anyDI(c); !di.IsZero() {
			elsewhere = di.Plane()
		}
	}
	switch {
	case !elsewhere.IsZero():
		return elsewhere
	case el.Kind() == bpmn.Process && !m.partner(el).IsZero():
		return m.planeFor(m.partner(el))
	case content == 0 && len(m.doc.Planes()) > 0:
		return bpmn.Element{}
	}
	d := m.tx.AddNS(m.doc.Definitions(), bpmn.NSDI, "BPMNDiagram", bpmn.Attribute{Name: "id", Value: m.tx.NewID("BPMNDiagram")})
	return m.tx.AddNS(d, bpmn.NSDI, "BPMNPlane", bpmn.Attribute{Name: "id", Value: m.tx.NewID("BPMNPlane")},
		bpmn.Attribute{Name: "bpmnElement", Value: el.ID()})
}

// partner returns the collaboration whose message flows lead to a process that
// no pool shows: they are drawn together.
func (m *filler) partner(process bpmn.Element) bpmn.Element {
	for _, c := range m.doc.RootElements(bpmn.Collaboration) {
		for _, f := range c.ChildrenNamed("messageFlow") {
			if f.Source().Process() == process || f.Target().Process() == process {
				return c
			}
		}
	}
	return bpmn.Element{}
}

// isDrawn reports whether elements of the kind have DI of their own.
func isDrawn(e bpmn.Element) bool {
	k := e.Kind()
	return e.ID() != "" && (k.IsFlowNode() || k.Is(bpmn.ArtifactClass) || k == bpmn.DataObjectReference || k == bpmn.DataStoreReference ||
		k == bpmn.Participant || isConnection(k))
}

func isConnection(k bpmn.Kind) bool {
	return k == bpmn.SequenceFlow || k == bpmn.MessageFlow || k == bpmn.Association ||
		k == bpmn.DataInputAssociation || k == bpmn.DataOutputAssociation
}

// anyDI returns a shape or edge of an element, on whichever plane.
func anyDI(e bpmn.Element) bpmn.Element {
	if e.ID() == "" {
		return bpmn.Element{}
	}
	if s := e.Shape(); !s.IsZero() && s.HasBounds() {
		return s.Element
	}
	return e.Edge().Element
}

func (m *filler) drawnSize(el bpmn.Element) (w, h float64, ok bool) {
	if s := el.Shape(); !s.IsZero() && s.HasBounds() {
		return s.Bounds().W, s.Bounds().H, true
	}
	return 0, 0, false
}

func (m *filler) isClosed(el bpmn.Element) bool {
	if s := el.Shape(); !s.IsZero() {
		return !s.IsExpanded()
	}
	return !m.doc.PlaneOf(el).IsZero()
}

// fill draws what is missing on the plane of a subject.
func (m *filler) fill(s subject) {
	if s.el.Kind() != bpmn.Collaboration {
		at := geom.Pt(180, 100)
		if box := planeBox(s.plane); box != (geom.Rect{}) {
			at = geom.Pt(box.X, box.Bottom()+2*padding)
		}
		m.fillScope(s.el, s.plane, at)
		return
	}
	m.fillPools(s)
}

// connect draws the connections that are missing, after all shapes; message
// flows last, since they keep off sequence flows.
func (m *filler) connect(s subject) {
	for _, p := range s.el.ChildrenNamed("participant") {
		if proc := p.Ref("processRef"); !proc.IsZero() {
			m.fillEdges(proc, s.plane)
		}
	}
	m.fillEdges(s.el, s.plane)
}

// draw adds the shapes of a sheet.
func (m *filler) draw(s *sheet, plane bpmn.Element, at geom.Point) {
	for _, it := range s.items {
		m.addShape(it.el, plane, it.r.Moved(at), it.open)
	}
}

// addShape adds a shape with the attributes of its kind.
func (m *filler) addShape(el, plane bpmn.Element, r geom.Rect, open bool) bpmn.Shape {
	if s := ShapeOn(el, plane); !s.IsZero() {
		if !s.HasBounds() {
			m.tx.SetBounds(s, r.Round())
		}
		return s
	}
	s := m.tx.AddShape(plane, el, r.Round())
	m.added = append(m.added, s)
	switch k := el.Kind(); {
	case k == bpmn.ExclusiveGateway:
		m.tx.SetAttr(s.Element, "isMarkerVisible", "true")
	case k == bpmn.Participant, k == bpmn.Lane:
		horizontal := "true"
		if pool := ShapeOn(el.Participant(), plane); k == bpmn.Lane && !pool.IsZero() && !pool.IsHorizontal() {
			horizontal = "false"
		}
		m.tx.SetAttr(s.Element, "isHorizontal", horizontal)
	case k.IsSubProcess() && open:
		m.tx.SetAttr(s.Element, "isExpanded", "true")
	case k.IsSubProcess():
		m.tx.SetAttr(s.Element, "isExpanded", "false")
	}
	return s
}

// drawnContent reports whether anything of a scope is drawn on a plane.
func (m *filler) drawnContent(scope, plane bpmn.Element) bool {
	for _, c := range scope.Children() {
		if isDrawn(c) && !isConnection(c.Kind()) && !ShapeOn(c, plane).IsZero() {
			return true
		}
	}
	return false
}

// fillScope draws what is missing of a process or sub-process. Nothing drawn
// yet is laid out as a whole from at on.
func (m *filler) fillScope(scope, plane bpmn.Element, at geom.Point) {
	if !m.drawnContent(scope, plane) && !m.drawnElsewhere(scope) {
		m.draw(m.scope(scope), plane, at)
		return
	}
	m.addSingles(scope, plane)
	for _, c := range scope.Children() {
		if c.Kind().IsSubProcess() {
			if s := ShapeOn(c, plane); !s.IsZero() {
				m.fillInside(c, s)
			}
		}
	}
}

func (m *filler) drawnElsewhere(scope bpmn.Element) bool {
	for _, c := range scope.Children() {
		if isDrawn(c) && !anyDI(c).IsZero() {
			return true
		}
	}
	return false
}

// fillInside draws what is missing of a sub-process that is drawn: inside its
// shape when it is expanded.
func (m *filler) fillInside(el bpmn.Element, s bpmn.Shape) {
	if !s.IsExpanded() {
		return
	}
	if m.drawnContent(el, s.Plane()) {
		m.fillScope(el, s.Plane(), geom.Point{})
		return
	}
	inner := m.scope(el)
	if len(inner.items) == 0 {
		return
	}
	r := s.Bounds()
	m.draw(inner, s.Plane(), geom.Pt(r.X+padding, r.Y+padding))
	m.grow(s, geom.R(r.X, r.Y, inner.w+2*padding, inner.h+2*padding))
}

// fillPool is fillInside for a pool.
func (m *filler) fillPool(pool bpmn.Element, s bpmn.Shape) {
	process := pool.Ref("processRef")
	if process.IsZero() {
		return
	}
	if m.drawnContent(process, s.Plane()) || m.drawnElsewhere(process) {
		m.fillScope(process, s.Plane(), geom.Point{})
		m.fillLanes(process, s)
		return
	}
	if !s.IsHorizontal() {
		m.fillUpright(pool, s)
		return
	}
	inner := m.scope(process)
	if len(inner.items) == 0 {
		return
	}
	r := s.Bounds()
	at, need := geom.Pt(r.X+header+padding, r.Y+padding), geom.R(r.X, r.Y, header+inner.w+2*padding, inner.h+2*padding)
	if len(process.Lanes()) > 0 {
		at, need = geom.Pt(r.X+header, r.Y), geom.R(r.X, r.Y, header+inner.w, inner.h)
		for i, it := range inner.items {
			if it.el.Kind() == bpmn.Lane {
				inner.items[i].r.W = math.Max(it.r.W, r.Right()-at.X-it.r.X)
			}
		}
	}
	m.draw(inner, s.Plane(), at)
	m.grow(s, need)
}

// fillUpright draws the content of a vertical pool.
func (m *filler) fillUpright(pool bpmn.Element, s bpmn.Shape) {
	plan := m.uprightPlan(pool)
	if len(plan.sheet.items) == 0 {
		return
	}
	r := s.Bounds()
	plan.turned(math.Max(plan.w, r.H), math.Max(plan.h, r.W))
	m.grow(s, geom.R(r.X, r.Y, plan.w, plan.h))
	m.draw(plan.sheet, s.Plane(), r.Min())
}

// fillLanes draws the lanes of a pool of which none is drawn: they share the
// pool when their nodes lie apart from top to bottom.
func (m *filler) fillLanes(process bpmn.Element, pool bpmn.Shape) {
	lanes := process.Lanes()
	if len(lanes) == 0 || laneDepth(process) > 1 || !pool.IsHorizontal() {
		return
	}
	edges := []float64{pool.Bounds().Y}
	for i, l := range lanes {
		if !anyDI(l).IsZero() || l.ID() == "" {
			return
		}
		var box geom.Rect
		for _, ref := range l.ChildrenNamed("flowNodeRef") {
			box = box.Union(ShapeOn(ref.RefText(), pool.Plane()).Bounds())
		}
		if box == (geom.Rect{}) || i > 0 && box.Y < edges[i] {
			return
		}
		edges = append(edges, box.Bottom())
	}
	r := pool.Bounds()
	edges[len(lanes)] = r.Bottom()
	for i := 1; i < len(lanes); i++ { // half way to the next lane's nodes
		next := math.Inf(1)
		for _, ref := range lanes[i].ChildrenNamed("flowNodeRef") {
			next = math.Min(next, ShapeOn(ref.RefText(), pool.Plane()).Bounds().Y)
		}
		edges[i] = math.Round((edges[i] + next) / 2)
	}
	for i, l := range lanes {
		m.addShape(l, pool.Plane(), geom.R(r.X+header, edges[i], r.W-header, edges[i+1]-edges[i]), true)
	}
}

// grow makes a container large enough for a box, and what it lies in with it.
func (m *filler) grow(s bpmn.Shape, need geom.Rect) {
	r := s.Bounds()
	u := r.Union(need).Round()
	if u == r {
		return
	}
	m.tx.SetBounds(s, u)
	if el := s.Semantic(); el.Kind().IsSubProcess() {
		if outer := ShapeOn(el.Scope(), s.Plane()); !outer.IsZero() && outer.IsExpanded() {
			m.grow(outer, u.Grown(padding/2))
		} else if pool := ShapeOn(el.Participant(), s.Plane()); !pool.IsZero() {
			m.grow(pool, u.Grown(padding/2))
		}
		return
	}
	for _, l := range s.Semantic().Lanes() { // the outer edges of the lanes go along
		if ls := ShapeOn(l, s.Plane()); !ls.IsZero() {
			b := ls.Bounds()
			b = geom.Span(b.Min(), geom.Pt(edgeWith(b.Right(), r.Right(), u.Right()), edgeWith(b.Bottom(), r.Bottom(), u.Bottom())))
			m.tx.SetBounds(ls, b)
		}
	}
}

func edgeWith(v, was, now float64) float64 {
	if math.Abs(v-was) < 2 {
		return now
	}
	return v
}

func planeBox(plane bpmn.Element) geom.Rect {
	var box geom.Rect
	for _, di := range plane.Children() {
		if s := di.AsShape(); !s.IsZero() && s.HasBounds() {
			box = box.Union(s.Bounds())
		}
	}
	return box
}
