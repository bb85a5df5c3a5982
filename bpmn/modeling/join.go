package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// join is a flow that goes on where deleted elements were: in leads to where
// the last of outs led.
type join struct {
	in   bpmn.Element
	outs []bpmn.Element
}

// joins finds the flows that close the gaps of a deletion: those of rows of
// flow nodes that are deleted by themselves and have one flow in and one out.
func (d *deletion) joins() []join {
	var list []join
	for _, el := range d.roots {
		in, out, ok := d.middle(el)
		if _, _, before := d.middle(in.Source()); !ok || before {
			continue // nothing to join, or not the first of its row
		}
		j := join{in, []bpmn.Element{out}}
		for {
			_, next, more := d.middle(j.target())
			if !more || len(j.outs) > len(d.roots) {
				break
			}
			j.outs = append(j.outs, next)
		}
		before, after := in.Source(), j.target()
		if d.goes(before) || d.goes(after) || before == after || !canSequenceFlow(before, after).OK {
			continue
		}
		list = append(list, j)
	}
	return list
}

// middle returns the two flows of a deleted node that others are joined over.
func (d *deletion) middle(el bpmn.Element) (in, out bpmn.Element, ok bool) {
	if !d.isRoot(el) || !el.Kind().IsFlowNode() || el.Kind() == bpmn.BoundaryEvent {
		return in, out, false
	}
	ins, outs := el.Incoming(), el.Outgoing()
	if len(ins) != 1 || len(outs) != 1 || ins[0] == outs[0] || d.isRoot(ins[0]) || d.isRoot(outs[0]) {
		return in, out, false
	}
	return ins[0], outs[0], true
}

func (j join) target() bpmn.Element { return j.outs[len(j.outs)-1].Target() }

func (d *deletion) isRoot(e bpmn.Element) bool { return d.asked[e] }

// apply leads the incoming flow on to the target of the last outgoing one, over
// the bends of all.
func (j join) apply(tx *bpmn.Tx) {
	target := j.target()
	for _, e := range tx.Document().EdgesOf(j.in) {
		from, ok1 := endOn(j.in.Source(), e.Plane())
		to, ok2 := endOn(target, e.Plane())
		if !ok1 || !ok2 {
			continue
		}
		route := e.Waypoints()
		for _, out := range j.outs {
			route = joined(route, layout.EdgeOn(out, e.Plane()).Waypoints(), from, to)
		}
		if !layout.Visible(route, from, to) {
			route = layout.Route(layout.Orthogonal, from, to, layout.Options{Snap: true})
		}
		setRoute(tx, e, route)
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
	return append(out, b[1:]...).Simplified(1)
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
