package bpmn

import (
	"fmt"

	"spiffmodeler/bpmn/xmltree"
)

// readPlane notes what a plane shows.
func (c *checker) readPlane(p Element) {
	here := map[*xmltree.Node]bool{}
	for _, di := range p.Children() {
		if k := di.Kind(); k != ShapeDI && k != EdgeDI {
			continue
		}
		e := di.Semantic()
		if e.IsZero() {
			continue
		}
		// The bands of a choreography task are shapes of a participant each.
		if here[e.n] && !di.HasAttr("participantBandKind") {
			c.twice[di.n] = true
		}
		here[e.n] = true
		c.drawn[e.n] = true
	}
}

func missingPlane(_ *checker, e Element) []string {
	if e.Kind() != Diagram || !e.ChildNS(NSDI, "BPMNPlane").IsZero() {
		return nil
	}
	return say("%s has no plane, so it shows nothing", describe(e))
}

func wrongPlane(_ *checker, e Element) []string {
	if e.Kind() != Plane {
		return nil
	}
	s := e.Semantic()
	switch {
	case e.Attr("bpmnElement") == "":
		return say("the plane %q does not say which process or collaboration it shows; the first of the file is taken", e.ID())
	case s.IsZero(): // told of as a dangling reference
		return nil
	}
	if k := s.Kind(); k.Is(RootClass) || k.IsSubProcess() || k == SubChoreography || k == ConversationNode {
		return nil
	}
	return say("the plane %q shows the %s %q; only processes, collaborations and sub-processes have planes", e.ID(), kindOrTag(s), s.ID())
}

func wrongDI(_ *checker, e Element) []string {
	k := e.Kind()
	if k != ShapeDI && k != EdgeDI {
		return nil
	}
	s := e.Semantic()
	switch {
	case e.Attr("bpmnElement") == "":
		return say("the %s %q does not say which element it shows; it is not drawn", k, e.ID())
	case s.IsZero():
		return nil
	case k == ShapeDI && s.Kind().Is(ConnectionClass):
		return say("%s is drawn as a shape; it must be an edge", describe(s))
	case k == EdgeDI && !s.Kind().Is(ConnectionClass) && s.Kind() != Unknown:
		return say("%s is drawn as an edge; it must be a shape", describe(s))
	case s == e.Plane().Semantic():
		return say("%s is drawn on its own plane", describe(s))
	}
	return nil
}

func drawnTwice(c *checker, e Element) []string {
	if !c.twice[e.n] {
		return nil
	}
	return say("%s has more than one %s on the same plane", describe(e.Semantic()), e.Kind())
}

func badBounds(_ *checker, e Element) []string {
	if e.Kind() == ShapeDI {
		if e.ChildNS(NSDC, "Bounds").IsZero() {
			return say("%s has no bounds; it is drawn at the origin", describe(e))
		}
		return nil
	}
	if !e.n.Is(NSDC, "Bounds") {
		return nil
	}
	var out []string
	of := describe(e.Parent())
	if e.Parent().Tag() == "BPMNLabel" {
		of = "the label of the " + describe(e.Parent().Parent())
	}
	for _, name := range [...]string{"x", "y", "width", "height"} {
		v, ok := Number(e.Attr(name))
		switch {
		case !e.HasAttr(name):
			out = append(out, fmt.Sprintf("%s: the bounds have no %s", of, name))
		case !ok:
			out = append(out, fmt.Sprintf("%s: %s=%q is no usable number; it is drawn at %s", of, name, clip(e.Attr(name)), coord(v)))
		case e.Parent().Kind() != ShapeDI: // labels without size do occur
		case (name == "width" || name == "height") && v <= 0:
			out = append(out, fmt.Sprintf("%s: the %s is %s", of, name, coord(v)))
		}
	}
	return out
}

func badWaypoints(_ *checker, e Element) []string {
	switch {
	case e.Kind() == EdgeDI:
		return badRoute(e.AsEdge())
	case !e.n.Is(NSDD, "waypoint"):
		return nil
	}
	var out []string
	for _, name := range [...]string{"x", "y"} {
		switch v, ok := Number(e.Attr(name)); {
		case !e.HasAttr(name):
			out = append(out, fmt.Sprintf("%s: a waypoint has no %s", describe(e.Parent()), name))
		case !ok:
			out = append(out, fmt.Sprintf("%s: %s=%q of a waypoint is no usable number; it is drawn at %s", describe(e.Parent()), name, clip(e.Attr(name)), coord(v)))
		}
	}
	return out
}

func badRoute(e Edge) []string {
	points := e.Waypoints()
	switch {
	case len(points) < 2:
		return say("%s has %d waypoints; it needs at least two to be drawn", describe(e.Element), len(points))
	}
	for _, p := range points[1:] {
		if p != points[0] {
			return nil
		}
	}
	return say("all waypoints of the %s are the same point", describe(e.Element))
}

func clip(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}

func flowEndNotDrawn(c *checker, e Element) []string {
	if e.Kind() != EdgeDI {
		return nil
	}
	s := e.Semantic()
	var out []string
	for _, end := range [...]struct {
		name string
		e    Element
	}{{"begins", s.Source()}, {"ends", s.Target()}} {
		if !end.e.IsZero() && s.Kind() == SequenceFlow && !c.drawn[end.e.n] {
			out = append(out, fmt.Sprintf("%s %s at the %s, which no diagram shows", describe(s), end.name, describe(end.e)))
		}
	}
	return out
}

// isDrawable reports whether a kind is meant to be seen in a diagram.
func isDrawable(k Kind) bool {
	switch k {
	case DataObject, DataStore, DataInput, DataOutput, DataInputAssociation, DataOutputAssociation, ConversationLink:
		return false
	}
	return k.IsFlowNode() || k.Is(ContainerClass) || k.Is(DataClass) || k.Is(ArtifactClass) || k.Is(ConnectionClass)
}

// notDrawn finds elements that no diagram shows, in a file that has diagrams.
// Where nothing in a process or sub-process is shown, it is told of once, and
// not at all for a collapsed sub-process, whose inside many tools leave out.
func notDrawn(c *checker, e Element) []string {
	k := e.Kind()
	switch {
	case !c.hasPlane:
		return nil
	case k == Process || k.IsSubProcess() && c.drawn[e.n]:
		if !c.hidesAll(e) {
			return nil
		}
		if s := e.Shape(); k != Process && (!s.HasAttr("isExpanded") || !s.IsExpanded()) {
			return nil
		}
		return say("no diagram shows what is in %s", describe(e))
	case !isDrawable(k) || c.drawn[e.n]:
		return nil
	case k.Is(ConnectionClass) && !(c.drawn[e.Source().n] && c.drawn[e.Target().n]):
		return nil // it can't be drawn before its ends are
	case k == Lane:
		return say("%s has no shape in any diagram", describe(e))
	case c.hidesAll(e.Scope()):
		return nil // told of for the scope
	case k == MessageFlow && c.drawn[e.StandIn().n]:
		return nil
	case k.Is(ConnectionClass):
		return say("%s has no edge in any diagram", describe(e))
	}
	return say("%s has no shape in any diagram", describe(e))
}

// hidesAll reports whether a process or sub-process has flow elements and no
// diagram shows one of them.
func (c *checker) hidesAll(scope Element) bool {
	if scope.IsZero() {
		return false
	}
	hidden, known := c.hidden[scope.n]
	if !known {
		for n := range scope.n.Children {
			if k := (Element{n}).Kind(); !isDrawable(k) || k.Is(ConnectionClass) {
				continue
			}
			if hidden = !c.drawn[n]; !hidden {
				break
			}
		}
		c.hidden[scope.n] = hidden
	}
	return hidden
}
