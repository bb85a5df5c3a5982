package modeling_test

import (
	"fmt"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
)

// faults returns what is wrong with a document: the invariants that every
// operation must keep.
func faults(d *bpmn.Document) map[string]bool {
	f := map[string]bool{}
	say := func(format string, args ...any) { f[fmt.Sprintf(format, args...)] = true }
	bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
		// The id of a data item is the name of a variable, the same one in a copy.
		item := e.Tag() == "inputDataItem" || e.Tag() == "outputDataItem"
		if id := e.ID(); id != "" && !item && (e.Node().NS == bpmn.NS || e.IsDI()) && len(d.AllByID(id)) > 1 {
			say("id %s is used twice", id)
		}
		dangling(d, e, say)
		switch k := e.Kind(); {
		case k == bpmn.ShapeDI:
			checkShape(e.AsShape(), say)
		case k == bpmn.EdgeDI:
			checkEdge(e.AsEdge(), say)
		case k == bpmn.SequenceFlow:
			checkFlow(e, say)
		case k.IsFlowNode():
			checkNode(d, e, say)
		}
		if isDrawn(e) && (!e.Kind().Is(bpmn.ConnectionClass) || drawnEnds(e)) && len(d.ShapesOf(e))+len(d.EdgesOf(e)) == 0 {
			say("%s: %s has no DI", e.ID(), e.Kind())
		}
		return true
	})
	return f
}

// fresh returns the faults that were not there before.
func fresh(before, after map[string]bool) []string {
	// Files of other tools have flows that aren't seen and connections that they
	// leave out on purpose, and copies of these are so, too.
	copied := func(f string) bool {
		for _, fault := range [...]string{hidden, undrawn} {
			for had := range before {
				if strings.HasSuffix(f, fault) && strings.HasSuffix(had, fault) {
					return true
				}
			}
		}
		return false
	}
	var out []string
	for f := range after {
		if !before[f] && !copied(f) {
			out = append(out, f)
		}
	}
	return out
}

// How faults end that copies have as well.
const (
	hidden  = "isn't seen between its ends"
	undrawn = "association has no DI"
)

func dangling(d *bpmn.Document, e bpmn.Element, say func(string, ...any)) {
	for _, a := range e.Node().El.Attr {
		if a.Space == "" && bpmn.IsReference(a.Key) && a.Key != "calledElement" && !strings.Contains(a.Value, ":") && !d.HasID(a.Value) {
			say("%s of %s %s names %s, which isn't there", a.Key, e.Kind(), e.ID(), a.Value)
		}
	}
	if e.Node().NS == bpmn.NS && bpmn.IsReferenceChild(e.Tag()) && !strings.HasPrefix(e.Tag(), "loopData") {
		if t := strings.TrimSpace(e.Text()); !strings.Contains(t, ":") && !d.HasID(t) {
			say("%s of %s names %q, which isn't there", e.Tag(), e.Parent().ID(), t)
		}
	}
}

func isDrawn(e bpmn.Element) bool {
	k := e.Kind()
	return k.IsFlowNode() || k.Is(bpmn.ArtifactClass) || k == bpmn.DataObjectReference || k == bpmn.DataStoreReference ||
		k == bpmn.Participant || k == bpmn.Lane || k == bpmn.SequenceFlow || k == bpmn.MessageFlow || k == bpmn.Association ||
		k == bpmn.DataInputAssociation || k == bpmn.DataOutputAssociation
}

// drawnEnds reports whether both ends of a connection are drawn on one plane.
func drawnEnds(con bpmn.Element) bool {
	a, b := con.Source().Shape(), con.Target().Shape()
	return !a.IsZero() && !b.IsZero() && a.Plane() == b.Plane()
}

func checkShape(s bpmn.Shape, say func(string, ...any)) {
	el, plane := s.Semantic(), s.Plane()
	r := s.Bounds()
	if !s.HasBounds() || r.Empty() {
		say("shape %s has no size", s.ID())
	}
	n := 0
	for _, o := range s.Document().ShapesOf(el) {
		if o.Plane() == plane {
			n++
		}
	}
	if n > 1 {
		say("%s is drawn twice on a plane", el.ID())
	}
	if want := planeFor(el); !want.IsZero() && want != plane {
		say("%s lies on plane %s, not on its parent's %s", el.ID(), plane.ID(), want.ID())
	}
	if host := layout.ShapeOn(el.AttachedTo(), plane); !host.IsZero() && el.Kind() == bpmn.BoundaryEvent {
		if !layout.OnOutline(bpmn.Rectangle, host.Bounds(), r.Center(), 2) {
			say("boundary event %s sits at %v, off the border %v of its host", el.ID(), r.Center(), host.Bounds())
		}
	}
}

// planeFor returns the plane on which an element must be drawn, as far as its
// parents say.
func planeFor(el bpmn.Element) bpmn.Element {
	for p := el.Parent(); !p.IsZero(); p = p.Parent() {
		if p.Kind().IsSubProcess() {
			if pl := el.Document().PlaneOf(p); !pl.IsZero() {
				return pl
			}
			if s := p.Shape(); !s.IsZero() {
				return s.Plane()
			}
			return bpmn.Element{}
		}
	}
	return bpmn.Element{}
}

func checkEdge(e bpmn.Edge, say func(string, ...any)) {
	con, plane := e.Semantic(), e.Plane()
	pts := e.Waypoints()
	if len(pts) < 2 {
		say("edge %s has %d points", e.ID(), len(pts))
		return
	}
	if a, b := layout.ShapeOn(con.Source(), plane), layout.ShapeOn(con.Target(), plane); con.Kind() == bpmn.SequenceFlow || con.Kind() == bpmn.MessageFlow {
		if !a.IsZero() && !b.IsZero() && !layout.Visible(pts, layout.EndOf(a), layout.EndOf(b)) {
			say("%s %s "+hidden, con.Kind(), con.ID())
		}
	}
	for i, end := range []bpmn.Element{con.Source(), con.Target()} {
		s := layout.ShapeOn(end, plane)
		if s.IsZero() {
			continue
		}
		p := pts[0]
		if i == 1 {
			p = pts[len(pts)-1]
		}
		x := layout.EndOf(s)
		if !layout.OnOutline(x.Outline, x.Bounds, p, 2) && !intersecting(con, plane) {
			say("%s %s doesn't dock on %s", con.Kind(), con.ID(), end.ID())
		}
	}
}

// intersecting reports whether the ends of a connection lie over each other:
// then there is no line between their outlines.
func intersecting(con, plane bpmn.Element) bool {
	a, b := layout.ShapeOn(con.Source(), plane), layout.ShapeOn(con.Target(), plane)
	if f := layout.EdgeOn(con.Source(), plane); !f.IsZero() {
		return b.Bounds().Contains(f.Waypoints().At(0.5))
	}
	if f := layout.EdgeOn(con.Target(), plane); !f.IsZero() {
		return a.Bounds().Contains(f.Waypoints().At(0.5))
	}
	return a != b && !a.IsZero() && !b.IsZero() && a.Bounds().Intersects(b.Bounds())
}

func checkFlow(f bpmn.Element, say func(string, ...any)) {
	if f.Source().Scope() != f.Target().Scope() {
		say("flow %s crosses scopes", f.ID())
	}
	if f.Parent() != f.Source().Parent() {
		say("flow %s doesn't stand beside its source", f.ID())
	}
}

func checkNode(d *bpmn.Document, e bpmn.Element, say func(string, ...any)) {
	if f := e.DefaultFlow(); !f.IsZero() && f.Source() != e {
		say("default of %s isn't its flow", e.ID())
	}
	if e.Kind() == bpmn.BoundaryEvent && (e.AttachedTo().IsZero() || e.AttachedTo().Parent() != e.Parent()) {
		say("boundary event %s has no host beside it", e.ID())
	}
	for _, list := range []struct {
		tag   string
		flows []bpmn.Element
	}{{"incoming", e.Incoming()}, {"outgoing", e.Outgoing()}} {
		named := map[bpmn.Element]bool{}
		for _, c := range e.ChildrenNamed(list.tag) {
			if named[c.RefText()] {
				say("%s lists a flow twice", e.ID())
			}
			named[c.RefText()] = true
		}
		real := map[bpmn.Element]bool{}
		for _, f := range list.flows {
			real[f] = true
			if !named[f] && listed(f) {
				say("%s %s isn't listed at %s", list.tag, f.ID(), e.ID())
			}
		}
		for f := range named {
			if !real[f] && f.Kind() == bpmn.SequenceFlow {
				say("%s lists %s %s, which isn't its flow", e.ID(), list.tag, f.ID())
			}
		}
	}
	checkLanes(e, say)
	checkGroups(e, say)
}

// checkGroups looks at the groups that a node is said to be a member of.
func checkGroups(e bpmn.Element, say func(string, ...any)) {
	s := e.Shape()
	for _, ref := range e.ChildrenNamed("categoryValueRef") {
		groups, in := 0, false
		for _, r := range e.Document().References(ref.RefText().ID()) {
			if g := layout.ShapeOn(r.From, s.Plane()); r.From.Kind() == bpmn.Group && !g.IsZero() {
				groups++
				in = in || g.Bounds().ContainsRect(s.Bounds())
			}
		}
		if groups > 0 && !in {
			say("%s has the value %s but is in no group of it", e.ID(), ref.RefText().ID())
		}
	}
}

// listed reports whether a flow is named at one of its ends: then it must be at
// both. Some tools write no such lists.
func listed(f bpmn.Element) bool {
	for _, r := range f.Document().References(f.ID()) {
		if r.Name == "incoming" || r.Name == "outgoing" {
			return true
		}
	}
	return false
}

// checkLanes compares the lanes that name a node with those that it lies in.
func checkLanes(e bpmn.Element, say func(string, ...any)) {
	s := e.Shape()
	if e.Parent().Kind() != bpmn.Process || s.IsZero() {
		return
	}
	named := map[bpmn.Element]bool{}
	for _, r := range e.Document().References(e.ID()) {
		if r.Name == "flowNodeRef" {
			named[r.From] = true
		}
	}
	var visit func(lanes []bpmn.Element)
	visit = func(lanes []bpmn.Element) {
		for _, l := range lanes {
			if ls := l.Shape(); !ls.IsZero() {
				if in := ls.Bounds().Contains(s.Bounds().Center()); in != named[l] {
					say("%s in lane %s: %v, named there: %v", e.ID(), l.ID(), in, named[l])
				}
			}
			visit(l.Lanes())
		}
	}
	visit(e.Parent().Lanes())
}
