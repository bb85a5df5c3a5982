package modeling

import (
	"fmt"
	"sort"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// FlipPool turns a pool from horizontal to vertical or back, with its lanes and
// all that is in it: what went to the right goes down.
func FlipPool(tx *bpmn.Tx, element bpmn.Element) error {
	pool := shapeOf(element)
	if pool.Semantic().Kind() != bpmn.Participant {
		return fmt.Errorf("turn: only pools are turned")
	}
	origin := pool.Bounds().Min()
	turned := func(p geom.Point) geom.Point {
		d := p.Sub(origin)
		return origin.Add(geom.Pt(d.Y, d.X))
	}
	to := boolText(!pool.IsHorizontal())
	a := arrange(tx)
	var flows []bpmn.Element
	members := newMover([]bpmn.Element{pool.Element}).shapes
	was := map[bpmn.Element]geom.Rect{}
	for _, s := range members {
		was[s.Element] = s.Bounds()
	}
	sort.SliceStable(members, func(i, j int) bool { // hosts before what sits on them
		return members[i].Semantic().Kind() != bpmn.BoundaryEvent && members[j].Semantic().Kind() == bpmn.BoundaryEvent
	})
	for _, s := range members {
		el, r := s.Semantic(), was[s.Element]
		w, h := r.W, r.H
		if isPoolOrLane(el) {
			tx.SetAttr(s.Element, "isHorizontal", to)
			w, h = h, w
		} else if holdsShapes(s) {
			w, h = h, w
		}
		center := turned(r.Center())
		if host := layout.ShapeOn(el.AttachedTo(), s.Plane()); !host.IsZero() && el.Kind() == bpmn.BoundaryEvent {
			center = turnedOnBorder(was[host.Element], host.Bounds(), r.Center())
		}
		a.place(s, geom.RectAround(center, w, h))
		flows = append(flows, el.Connections()...)
	}
	a.finish()
	Straighten(tx, flows)
	return nil
}

// turnedOnBorder returns where a point on the border of a shape goes when the
// shape's surroundings are turned and it has its new bounds already.
func turnedOnBorder(old, now geom.Rect, p geom.Point) geom.Point {
	if old.Empty() {
		return now.Center()
	}
	d := p.Sub(old.Center())
	return now.Center().Add(geom.Pt(d.Y/old.H*now.W, d.X/old.W*now.H))
}
