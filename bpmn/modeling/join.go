package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// join is a flow that goes on where a deleted element was: in leads to where
// out led.
type join struct{ in, out bpmn.Element }

// joins finds the flows that close the gaps of a deletion: those of flow nodes
// that are deleted by themselves and have one flow in and one out.
func (d *deletion) joins() []join {
	var list []join
	for _, el := range d.roots {
		in, out := el.Incoming(), el.Outgoing()
		if !el.Kind().IsFlowNode() || el.Kind() == bpmn.BoundaryEvent || len(in) != 1 || len(out) != 1 || in[0] == out[0] {
			continue
		}
		before, after := in[0].Source(), out[0].Target()
		if d.goes(before) || d.goes(after) || before == after || d.isRoot(in[0]) || d.isRoot(out[0]) {
			continue
		}
		if canSequenceFlow(before, after).OK {
			list = append(list, join{in[0], out[0]})
		}
	}
	return list
}

func (d *deletion) isRoot(e bpmn.Element) bool {
	for _, r := range d.roots {
		if r == e {
			return true
		}
	}
	return false
}

// apply leads the incoming flow on to the target of the outgoing one, over the
// bends of both.
func (j join) apply(tx *bpmn.Tx) {
	target := j.out.Target()
	for _, e := range tx.Document().EdgesOf(j.in) {
		next := layout.EdgeOn(j.out, e.Plane())
		from, ok1 := endOn(j.in.Source(), e.Plane())
		to, ok2 := endOn(target, e.Plane())
		if next.IsZero() || !ok1 || !ok2 {
			continue
		}
		setRoute(tx, e, joined(e.Waypoints(), next.Waypoints(), from, to))
	}
	tx.SetAttr(j.in, "targetRef", target.ID())
}

// joined puts two routes together where they met a shape.
func joined(a, b geom.Polyline, from, to layout.End) geom.Polyline {
	fresh := func() geom.Polyline { return layout.Route(layout.Orthogonal, from, to, layout.Options{Snap: true}) }
	if len(a) < 2 || len(b) < 2 {
		return fresh()
	}
	i, j := a[len(a)-2], a[len(a)-1]
	k, l := b[0], b[1]
	out := append(geom.Polyline(nil), a[:len(a)-1]...)
	switch p, meet := lineMeet(i, j, k, l); {
	case len(a) == 2 && len(b) == 2 && !aligned(a[0], b[1]):
		return fresh()
	case meet:
		out = append(out, p)
	default:
		out = append(out, j, k)
	}
	if out = append(out, b[1:]...).Simplified(1); !layout.Docked(out, from, to) {
		return fresh()
	}
	return out
}

func aligned(a, b geom.Point) bool { return a.X == b.X || a.Y == b.Y }

// lineMeet returns where the lines through two axis-parallel segments cross.
func lineMeet(a, b, c, d geom.Point) (geom.Point, bool) {
	switch {
	case a.Y == b.Y && c.X == d.X && a.X != b.X:
		return geom.Pt(c.X, a.Y), true
	case a.X == b.X && c.Y == d.Y && a.Y != b.Y:
		return geom.Pt(a.X, c.Y), true
	}
	return geom.Point{}, false
}
