package tools

import (
	"cmp"
	"math"
	"slices"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/scene"
)

// Spot returns the place of an item that the keyboard points at: the middle of
// a shape, the band of a container, the middle of a connection's way.
func Spot(it *scene.Item) geom.Point { return boxOf(it).Center() }

// boxOf returns the part of an item that counts when looking for neighbours.
func boxOf(it *scene.Item) geom.Rect {
	switch {
	case it.IsEdge():
		return geom.RectAround(it.Route.At(0.5), 0, 0)
	case it.IsContainer():
		return it.Header()
	}
	return it.Bounds
}

// sideways is how much more a distance across the direction counts than one
// along it.
const sideways = 2

// Neighbour returns the shape nearest to a place in a direction, of which one
// component is -1 or 1 and the other 0; nil when there is none. from is the box
// that is left, and skip what it belongs to.
func Neighbour(sc *scene.Scene, from geom.Rect, dir geom.Point, skip *scene.Item) *scene.Item {
	var best *scene.Item
	least := math.Inf(1)
	c := from.Center()
	for _, it := range sc.Items() {
		if it.IsEdge() || it == skip {
			continue
		}
		d := boxOf(it).Center().Sub(c)
		along, across := d.X*dir.X+d.Y*dir.Y, math.Abs(d.X*dir.Y)+math.Abs(d.Y*dir.X)
		// What lies more to the side than ahead is ahead of another key.
		if along < 1 || across > sideways*along {
			continue
		}
		if cost := along + sideways*across; cost < least {
			best, least = it, cost
		}
	}
	return best
}

// Downstream returns what the flows of an item lead to, upper ones first; for a
// connection its target. Upstream is the other way round.
func Downstream(sc *scene.Scene, it *scene.Item) []*scene.Item { return along(sc, it, true) }

// Upstream returns where the flows to an item come from.
func Upstream(sc *scene.Scene, it *scene.Item) []*scene.Item { return along(sc, it, false) }

func along(sc *scene.Scene, it *scene.Item, forward bool) []*scene.Item {
	end := func(con bpmn.Element) *scene.Item {
		if forward {
			return sc.ItemOf(con.Target())
		}
		return sc.ItemOf(con.Source())
	}
	var out []*scene.Item
	add := func(to *scene.Item) {
		if to != nil && to != it && !slices.Contains(out, to) {
			out = append(out, to)
		}
	}
	if it.IsEdge() {
		add(end(it.Element))
		return out
	}
	for _, con := range connections(it.Element, forward) {
		add(end(con))
	}
	slices.SortStableFunc(out, byPlace)
	if !forward && it.Kind == bpmn.BoundaryEvent {
		add(sc.ItemOf(it.Element.AttachedTo()))
	}
	return out
}

// connections returns the connections that leave an element, or those that
// arrive: sequence flows before all others.
func connections(e bpmn.Element, forward bool) []bpmn.Element {
	out := slices.DeleteFunc(e.Connections(), func(con bpmn.Element) bool {
		if forward {
			return con.Source() != e
		}
		return con.Target() != e
	})
	slices.SortStableFunc(out, func(a, b bpmn.Element) int { return cmp.Compare(side(a), side(b)) })
	return out
}

// side says whether a connection is beside the way that a process takes.
func side(con bpmn.Element) int {
	if con.Kind() == bpmn.SequenceFlow {
		return 0
	}
	return 1
}

// Branches returns the items beside an item that the same ones lead to, with
// the item itself, from top to bottom; when nothing leads to it, those that
// lead to the same ones.
func Branches(sc *scene.Scene, it *scene.Item) []*scene.Item {
	for _, forward := range [...]bool{false, true} {
		var out []*scene.Item
		for _, mid := range along(sc, it, forward) {
			for _, other := range along(sc, mid, !forward) {
				if !slices.Contains(out, other) {
					out = append(out, other)
				}
			}
		}
		if len(out) > 1 {
			slices.SortStableFunc(out, byPlace)
			return out
		}
	}
	return nil
}

// byPlace orders items from top to bottom, then from left to right.
func byPlace(a, b *scene.Item) int {
	p, q := boxOf(a).Center(), boxOf(b).Center()
	if math.Abs(p.Y-q.Y) > 1 {
		return cmp.Compare(p.Y, q.Y)
	}
	return cmp.Compare(p.X, q.X)
}
