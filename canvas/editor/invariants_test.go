package editor_test

import (
	"fmt"
	"sort"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
)

// faults returns what is wrong with a document: ids that are used twice,
// references that lead nowhere, elements without a shape on the plane of their
// parent, flows that don't end at their ends.
func faults(d *bpmn.Document) []string {
	found := map[string]bool{}
	say := func(format string, args ...any) { found[fmt.Sprintf(format, args...)] = true }
	ids := map[string]int{}
	bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
		if id := e.ID(); id != "" && (e.Node().NS == bpmn.NS || e.IsDI()) {
			if ids[id]++; ids[id] > 1 {
				say("the id %s is used twice", id)
			}
		}
		references(d, e, say)
		switch k := e.Kind(); {
		case k == bpmn.ShapeDI:
			shapeFaults(e.AsShape(), say)
		case k == bpmn.EdgeDI:
			edgeFaults(e.AsEdge(), say)
		case k == bpmn.SequenceFlow && e.Source().Scope() != e.Target().Scope():
			say("flow %s crosses scopes", e.ID())
		case k == bpmn.BoundaryEvent && (e.AttachedTo().IsZero() || e.AttachedTo().Parent() != e.Parent()):
			say("boundary event %s has no host beside it", e.ID())
		case mustBeDrawn(e) && len(d.ShapesOf(e))+len(d.EdgesOf(e)) == 0:
			say("%s %s is not drawn", k, e.ID())
		}
		return true
	})
	var out []string
	for f := range found {
		out = append(out, f)
	}
	sort.Strings(out)
	return out
}

func references(d *bpmn.Document, e bpmn.Element, say func(string, ...any)) {
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

// mustBeDrawn reports whether an element has to have a shape, or an edge
// because both of its ends are drawn on one plane.
func mustBeDrawn(e bpmn.Element) bool {
	k := e.Kind()
	if k.Is(bpmn.ConnectionClass) {
		a, b := e.Source().Shape(), e.Target().Shape()
		return !a.IsZero() && !b.IsZero() && a.Plane() == b.Plane()
	}
	return k.IsFlowNode() || k.Is(bpmn.ArtifactClass) || k == bpmn.DataObjectReference || k == bpmn.DataStoreReference ||
		k == bpmn.Participant || k == bpmn.Lane
}

func shapeFaults(s bpmn.Shape, say func(string, ...any)) {
	el, plane := s.Semantic(), s.Plane()
	if !s.HasBounds() || s.Bounds().Empty() {
		say("the shape %s has no size", s.ID())
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
	for p := el.Parent(); !p.IsZero(); p = p.Parent() {
		if p.Kind().IsSubProcess() {
			if want := planeInside(p); !want.IsZero() && want != plane {
				say("%s lies on the plane %s, not on that of %s", el.ID(), plane.ID(), p.ID())
			}
			break
		}
	}
}

// planeInside returns the plane that shows the content of a sub-process.
func planeInside(sub bpmn.Element) bpmn.Element {
	if p := sub.Document().PlaneOf(sub); !p.IsZero() {
		return p
	}
	if s := sub.Shape(); !s.IsZero() {
		return s.Plane()
	}
	return bpmn.Element{}
}

func edgeFaults(e bpmn.Edge, say func(string, ...any)) {
	con, plane := e.Semantic(), e.Plane()
	pts := e.Waypoints()
	if len(pts) < 2 {
		say("the edge %s has %d points", e.ID(), len(pts))
		return
	}
	a, b := layout.ShapeOn(con.Source(), plane), layout.ShapeOn(con.Target(), plane)
	if a.IsZero() || b.IsZero() || a != b && a.Bounds().Intersects(b.Bounds()) {
		return // one over the other: there is no line between their outlines
	}
	for i, s := range [...]bpmn.Shape{a, b} {
		p := pts[i*(len(pts)-1)]
		if end := layout.EndOf(s); !layout.OnOutline(end.Outline, end.Bounds, p, 2) {
			say("%s %s doesn't end at %s: %v, %v", con.Kind(), con.ID(), s.Semantic().ID(), p, end.Bounds)
		}
	}
}
