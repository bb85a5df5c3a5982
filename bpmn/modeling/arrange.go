package modeling

import (
	"cmp"
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// arrangement collects new places of shapes and then brings their connections
// and labels along.
type arrangement struct {
	tx    *bpmn.Tx
	ends  map[bpmn.Element]layout.End // shape → the end that it was
	order []bpmn.Shape
}

func arrange(tx *bpmn.Tx) *arrangement {
	return &arrangement{tx: tx, ends: map[bpmn.Element]layout.End{}}
}

// place gives a shape new bounds. Its label moves along.
func (a *arrangement) place(s bpmn.Shape, r geom.Rect) {
	old := s.Bounds()
	if old == r {
		return
	}
	if _, seen := a.ends[s.Element]; !seen {
		a.ends[s.Element] = layout.EndOf(s)
		a.order = append(a.order, s)
	}
	a.tx.SetBounds(s, r)
	a.tx.Hint(placed, s.Element)
	if label, ok := s.LabelBounds(); ok {
		a.tx.SetLabelBounds(s.Element, labelFollows(old, r, label))
	}
}

// labelFollows moves a label with its shape: on a resize it keeps its distance
// to the side that it stands on.
func labelFollows(old, now, label geom.Rect) geom.Rect {
	if old.W == now.W && old.H == now.H {
		return label.Moved(now.Min().Sub(old.Min()))
	}
	d := now.Center().Sub(old.Center())
	switch {
	case label.Y >= old.Bottom():
		d.Y = now.Bottom() - old.Bottom()
	case label.Bottom() <= old.Y:
		d.Y = now.Y - old.Y
	case label.X >= old.Right():
		d.X = now.Right() - old.Right()
	case label.Right() <= old.X:
		d.X = now.X - old.X
	}
	return label.Moved(d).Round()
}

// finish lays the connections of everything that was placed.
func (a *arrangement) finish() {
	type task struct {
		con  bpmn.Element
		edge bpmn.Edge
	}
	var todo []task
	seen := map[bpmn.Edge]bool{}
	pending, before := map[bpmn.Edge]geom.Polyline{}, map[bpmn.Edge]geom.Polyline{}
	for _, s := range a.order {
		for _, con := range s.Semantic().Connections() {
			if e := layout.EdgeOn(con, s.Plane()); !e.IsZero() && !seen[e] {
				seen[e] = true
				before[e] = e.Waypoints()
				pending[e] = before[e]
				todo = append(todo, task{con, e})
			}
		}
	}
	// Message flows keep off sequence flows, so these come first.
	slices.SortStableFunc(todo, func(x, y task) int { return cmp.Compare(isMessage(x.con), isMessage(y.con)) })
	around := map[bpmn.Element]*surroundings{} // by plane
	for _, t := range todo {
		plane := t.edge.Parent()
		s := around[plane]
		if s == nil {
			s = &surroundings{plane: plane, pending: pending, before: before}
			around[plane] = s
		}
		a.repair(s, t.con, t.edge)
		delete(pending, t.edge)
	}
}

func isMessage(con bpmn.Element) int {
	if con.Kind() == bpmn.MessageFlow {
		return 1
	}
	return 0
}

// repair lays one edge anew, and after it the associations that end on it.
func (a *arrangement) repair(around *surroundings, con bpmn.Element, e bpmn.Edge) {
	plane := e.Parent()
	from, ok1 := endOn(con.Source(), plane)
	to, ok2 := endOn(con.Target(), plane)
	if !ok1 || !ok2 {
		return
	}
	from0, to0 := a.before(con.Source(), plane, from), a.before(con.Target(), plane, to)
	setRoute(a.tx, e, around.repaired(con, e.Waypoints(), from0, to0, from, to))
}

func (a *arrangement) before(el, plane bpmn.Element, now layout.End) layout.End {
	if was, ok := a.ends[layout.ShapeOn(el, plane).Element]; ok {
		return was
	}
	return now
}

// routed is the hint that an edge was laid anew: labels make room for it.
const routed = "routed"

// setRoute gives an edge another route. Its label keeps its place on it, and
// associations that end on the flow follow.
func setRoute(tx *bpmn.Tx, e bpmn.Edge, route geom.Polyline) {
	old := e.Waypoints()
	if same(old, route) {
		return
	}
	tx.SetWaypoints(e, route)
	tx.Hint(routed, e.Element)
	if label, ok := e.LabelBounds(); ok {
		tx.SetLabelBounds(e.Element, layout.MoveFlowLabel(old, route, label))
	}
	plane := e.Parent()
	for _, con := range e.Semantic().Connections() {
		hanging := layout.EdgeOn(con, plane)
		if hanging.IsZero() || con == e.Semantic() {
			continue
		}
		from, ok1 := endOn(con.Source(), plane)
		to, ok2 := endOn(con.Target(), plane)
		if !ok1 || !ok2 {
			continue
		}
		from0, to0 := from, to
		if con.Source() == e.Semantic() {
			from0 = layout.PointOn(old.At(0.5))
		} else {
			to0 = layout.PointOn(old.At(0.5))
		}
		setRoute(tx, hanging, layout.Repair(styleOf(con), hanging.Waypoints(), from0, to0, from, to, layout.Options{}))
	}
}

func same(a, b geom.Polyline) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
