package layout

import (
	"fmt"
	"math"
	"sort"
	"unicode/utf8"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Tidy lays a diagram out anew, from left to right, lanes respected, and routes
// its flows around the shapes. With elements it lays out only those, where they
// are. It changes nothing but shapes, edges and labels; what isn't drawn stays
// so. Vertical pools run from top to bottom.
func Tidy(tx *bpmn.Tx, plane bpmn.Element, elements []bpmn.Element) error {
	if plane.Kind() != bpmn.Plane {
		return fmt.Errorf("tidy: no diagram")
	}
	t := &tidier{plane: plane, only: map[bpmn.Element]bool{}, old: map[bpmn.Element]geom.Rect{}}
	t.filler = filler{tx: tx, doc: tx.Document()}
	t.planner = planner{size: t.size, closed: t.isClosed, skip: t.leavesOut, near: t.nearest}
	for _, s := range plane.Children() {
		if sh := s.AsShape(); !sh.IsZero() {
			t.old[sh.Semantic()] = sh.Bounds()
		}
	}
	t.groups = t.findGroups()
	if len(elements) > 0 {
		return t.selection(elements)
	}
	t.whole()
	return nil
}

// tidier moves what is drawn on one plane.
type tidier struct {
	filler
	plane  bpmn.Element
	only   map[bpmn.Element]bool // what is laid out; empty means all
	old    map[bpmn.Element]geom.Rect
	groups map[bpmn.Shape][]bpmn.Element
	moved  []bpmn.Element
}

func (t *tidier) size(el bpmn.Element) (w, h float64, ok bool) {
	r, ok := t.old[el]
	return r.W, r.H, ok && !r.Empty()
}

// leavesOut reports what isn't laid out: what isn't drawn here, groups, which
// follow their members, and what isn't selected.
func (t *tidier) leavesOut(el bpmn.Element) bool {
	_, drawn := t.old[el]
	if !drawn || el.Kind() == bpmn.Group {
		return true
	}
	return len(t.only) > 0 && !t.only[el] && !t.only[el.AttachedTo()] && !t.insideOnly(el)
}

// insideOnly reports whether an element lies in a sub-process that is laid out.
func (t *tidier) insideOnly(el bpmn.Element) bool {
	for p := el.Parent(); !p.IsZero(); p = p.Parent() {
		if t.only[p] {
			return true
		}
	}
	return false
}

// nearest returns the flow node beside which something unconnected is drawn.
func (t *tidier) nearest(el bpmn.Element) bpmn.Element {
	r := t.old[el]
	best, near := bpmn.Element{}, math.Inf(1)
	for _, c := range el.Parent().Children() {
		if o, drawn := t.old[c]; drawn && c.Kind().IsFlowNode() && c.Kind() != bpmn.BoundaryEvent {
			if d := o.Center().Dist(r.Center()); d < near {
				best, near = c, d
			}
		}
	}
	return best
}

// findGroups notes what each group frames.
func (t *tidier) findGroups() map[bpmn.Shape][]bpmn.Element {
	out := map[bpmn.Shape][]bpmn.Element{}
	for el, frame := range t.old {
		if el.Kind() != bpmn.Group {
			continue
		}
		s := ShapeOn(el, t.plane)
		for inner, r := range t.old {
			if inner != el && frame.ContainsRect(r) {
				out[s] = append(out[s], inner)
			}
		}
	}
	return out
}

func (t *tidier) whole() {
	subject := t.plane.Semantic()
	if subject.Kind() == bpmn.Collaboration {
		t.pools(subject)
	} else {
		s := t.scope(subject)
		t.apply(s, t.corner(s))
	}
	t.finish()
}

// corner returns the upper left corner of what a sheet lays out, as it is now.
func (t *tidier) corner(s *sheet) geom.Point {
	var box geom.Rect
	for _, i := range s.items {
		box = box.Union(t.old[i.el])
	}
	return box.Min().Round()
}

// pools lays out the content of each pool and puts the pools below each other,
// in the order in which they are drawn.
func (t *tidier) pools(collaboration bpmn.Element) {
	var list []bpmn.Element
	for _, p := range collaboration.ChildrenNamed("participant") {
		if _, drawn := t.old[p]; drawn {
			list = append(list, p)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return t.old[list[i]].Y < t.old[list[j]].Y })
	if len(list) == 0 {
		return
	}
	if t.allUpright(list) {
		t.uprightPools(list)
		return
	}
	width := 0.0
	plans := make([]poolPlan, len(list))
	for i, p := range list {
		if !ShapeOn(p, t.plane).IsHorizontal() {
			plans[i] = t.uprightPlan(p)
		} else {
			plans[i] = t.poolPlan(p)
		}
		switch plan := &plans[i]; {
		case plan.sheet == nil:
			*plan = poolPlan{el: p, w: t.old[p].W, h: t.old[p].H}
		case plan.upright:
			plan.turned(plan.w, plan.h)
		default:
			width = math.Max(width, plan.w)
		}
	}
	at := t.old[list[0]].Min()
	for i, plan := range plans {
		s, old := ShapeOn(plan.el, t.plane), t.old[plan.el]
		if plan.sheet == nil { // empty: moved as it is
			w := plan.w
			if s.IsHorizontal() && plan.el.Ref("processRef").IsZero() && width > 0 {
				w = width
			}
			t.shiftContent(plan.el, geom.Pt(at.X, at.Y).Sub(old.Min()))
			t.set(plan.el, geom.R(at.X, at.Y, w, plan.h))
			at.Y += plan.h + 50
			continue
		}
		if plan.upright { // between lying ones
			t.set(plan.el, geom.R(at.X, at.Y, plan.w, plan.h))
			t.apply(plan.sheet, at)
			at.Y += plan.h + 50
			continue
		}
		plan.w = width
		r := geom.R(at.X, at.Y, plan.w, plan.h).Round()
		t.set(plan.el, r)
		t.apply(plan.sheet, plan.origin(r))
		if i+1 < len(plans) {
			at.Y += plan.h + 50
		}
	}
}

// allUpright reports whether all pools with a process are vertical.
func (t *tidier) allUpright(pools []bpmn.Element) bool {
	some := false
	for _, p := range pools {
		if p.Ref("processRef").IsZero() {
			continue
		}
		if ShapeOn(p, t.plane).IsHorizontal() {
			return false
		}
		some = true
	}
	return some
}

// uprightPools lays out vertical pools and puts them beside each other; empty
// pools that lie go below.
func (t *tidier) uprightPools(list []bpmn.Element) {
	sort.SliceStable(list, func(i, j int) bool { return t.old[list[i]].X < t.old[list[j]].X })
	var plans []poolPlan
	var lying []bpmn.Element
	long := 0.0
	at := geom.Pt(math.Inf(1), math.Inf(1))
	for _, p := range list {
		at = geom.Pt(math.Min(at.X, t.old[p].X), math.Min(at.Y, t.old[p].Y))
		if ShapeOn(p, t.plane).IsHorizontal() {
			lying = append(lying, p)
			continue
		}
		plan := t.uprightPlan(p)
		if plan.sheet != nil {
			long = math.Max(long, plan.w)
		}
		plans = append(plans, plan)
	}
	at = at.Round()
	below := geom.Pt(at.X, at.Y+long+50)
	for _, plan := range plans {
		if plan.sheet == nil { // empty
			plan.w, plan.h = t.old[plan.el].W, long
		} else {
			plan.turned(long, plan.h)
		}
		t.set(plan.el, geom.R(at.X, at.Y, plan.w, plan.h))
		if plan.sheet != nil {
			t.apply(plan.sheet, at)
		}
		at.X += plan.w + 50
	}
	for _, p := range lying {
		t.set(p, geom.R(below.X, below.Y, t.old[p].W, t.old[p].H))
		below.Y += t.old[p].H + 50
	}
}

// shiftContent moves what lies in a pool with it.
func (t *tidier) shiftContent(pool bpmn.Element, d geom.Point) {
	if d == (geom.Point{}) {
		return
	}
	process := pool.Ref("processRef")
	bpmn.Walk(process, func(e bpmn.Element) bool {
		if r, drawn := t.old[e]; drawn {
			t.set(e, r.Moved(d))
		}
		return true
	})
}

// selection lays out some elements of one process or sub-process.
func (t *tidier) selection(elements []bpmn.Element) error {
	var scope bpmn.Element
	for _, e := range elements {
		el := e.Semantic()
		if !el.Kind().IsFlowNode() {
			continue
		}
		if scope.IsZero() {
			scope = el.Parent()
		}
		if el.Parent() == scope {
			t.only[el] = true
		}
	}
	if len(t.only) < 2 {
		return fmt.Errorf("tidy: select at least two connected elements, or nothing for all")
	}
	cells, _ := t.cells(scope) // what hangs on nothing of the selection stays
	s := t.flat(cells)
	t.apply(s, t.corner(s))
	t.finish()
	return nil
}

// flat lays out cells without lanes: a selection stays in the lanes that it is
// in as long as it fits.
func (t *tidier) flat(cells []*cell) *sheet {
	g, s := graphOf(cells, nil), &sheet{}
	bands, width := g.arrange()
	for i, c := range cells {
		c.place(s, geom.Pt(g.nodes[i].x, g.nodes[i].y), func(at geom.Point) { s.insert(c.inner, at) })
	}
	s.w = width
	for _, b := range bands {
		s.h += b
	}
	return s
}

// apply moves the shapes of a sheet to their places.
func (t *tidier) apply(s *sheet, at geom.Point) {
	for _, i := range s.items {
		t.set(i.el, i.r.Moved(at))
	}
}

func (t *tidier) set(el bpmn.Element, r geom.Rect) {
	s := ShapeOn(el, t.plane)
	if s.IsZero() {
		return
	}
	t.tx.SetBounds(s, r.Round())
	t.moved = append(t.moved, el)
}

// finish brings groups, flows and labels along.
func (t *tidier) finish() {
	t.frameGroups()
	var flows []bpmn.Element
	t.unlaid = map[bpmn.Element]bool{}
	for _, el := range t.moved {
		for _, con := range el.Connections() {
			if !t.unlaid[con] {
				t.unlaid[con] = true
				flows = append(flows, con)
			}
		}
	}
	obstacles := map[bpmn.Element]*Obstacles{}
	for _, messages := range [...]bool{false, true} { // these keep off sequence flows
		for _, con := range flows {
			if messages == (con.Kind() == bpmn.MessageFlow) {
				delete(t.unlaid, con)
				t.reroute(con, obstacles)
			}
		}
	}
	for _, el := range t.moved {
		t.label(ShapeOn(el, t.plane))
	}
}

// frameGroups puts each group around its members again, inner groups first.
func (t *tidier) frameGroups() {
	var list []bpmn.Shape
	for _, x := range t.plane.Children() {
		if s := x.AsShape(); len(t.groups[s]) > 0 {
			list = append(list, s)
		}
	}
	area := func(s bpmn.Shape) float64 { r := t.old[s.Semantic()]; return r.W * r.H }
	sort.SliceStable(list, func(i, j int) bool { return area(list[i]) < area(list[j]) })
	for _, s := range list {
		var box geom.Rect
		for _, m := range t.groups[s] {
			box = box.Union(ShapeOn(m, t.plane).Bounds())
		}
		t.set(s.Semantic(), framed(box))
	}
}

func (t *tidier) reroute(con bpmn.Element, obstacles map[bpmn.Element]*Obstacles) {
	e := EdgeOn(con, t.plane)
	if e.IsZero() {
		return
	}
	scope := con.Source().Scope()
	if obstacles[scope] == nil {
		obstacles[scope] = ObstaclesOf(scope, t.plane)
	}
	route, ok := t.routeOf(con, t.plane, obstacles[scope])
	if !ok {
		return
	}
	t.tx.SetWaypoints(e, route)
	if r, ok := e.LabelBounds(); ok {
		// a box wider than its text stands off the line
		w := math.Min(r.W, 4+letter*float64(utf8.RuneCountInString(con.Name())))
		t.tx.SetLabelBounds(e.Element, FlowLabel(route, w, r.H))
	}
}

// label puts the label of a shape below it, or where no flow runs.
func (t *tidier) label(s bpmn.Shape) {
	r, ok := s.LabelBounds()
	if el := s.Semantic(); !ok || el.Kind().Info().Label != bpmn.ExternalLabel || el.Kind() == bpmn.Group {
		return
	}
	if _, h := estimate(s.Semantic().Name()); h > r.H {
		r.H = h
	}
	taken := TakenSides(s.Bounds(), RoutesOf(s.Semantic(), t.plane))
	if !taken[Bottom] {
		t.tx.SetLabelBounds(s.Element, BesideShape(s.Bounds(), Bottom, r.W, r.H))
		return
	}
	t.tx.SetLabelBounds(s.Element, clearOf(s.Semantic(), isUpright(s.Semantic(), t.plane), taken, s.Bounds(), r.W, r.H))
}
