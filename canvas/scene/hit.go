package scene

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Part says which part of an item lies under a point.
type Part uint8

// The parts of items.
const (
	NoPart      Part = iota
	BodyPart         // inside of a shape; of a container: the ground that its content lies on
	BorderPart       // the border of a container or group
	HeaderPart       // the band with the name of a container
	LabelPart        // the text beside the element
	SegmentPart      // a segment of an edge; Index is the segment
	BendPart         // a point of an edge between its ends; Index is the point
	StartPart        // the first point of an edge
	EndPart          // the last point of an edge
	DoorPart         // the button that leads to the content of a collapsed sub-process
)

// Hit is what lies under a point. The zero Hit is the ground.
type Hit struct {
	Item  *Item
	Part  Part
	Index int        // of a segment or bend
	At    geom.Point // on the edge, nearest to the point asked for
}

// IsZero reports whether nothing was hit.
func (h Hit) IsZero() bool { return h.Item == nil }

// IsGround reports whether the point lies on nothing or on the inside of a
// container, where a drag doesn't take what is hit.
func (h Hit) IsGround() bool {
	return h.Item == nil || h.Part == BodyPart && h.Item.IsContainer()
}

// nodeMargin is how near to an edge (diagram units) a point inside of a shape
// must be to mean the edge: less than outside, so that a shape can be taken
// near a flow that docks on it.
const nodeMargin = 3

// HitAt returns the topmost item within tolerance (diagram units) of a point.
// What looks closed is hit anywhere inside, groups only at their border.
func (s *Scene) HitAt(p geom.Point, tolerance float64) Hit {
	return s.HitFunc(p, tolerance, nil)
}

// HitFunc is HitAt among the items that keep returns true for.
func (s *Scene) HitFunc(p geom.Point, tolerance float64, keep func(*Item) bool) Hit {
	var node, edge, label Hit
	var nodeOrder, edgeOrder, labelOrder uint64
	edgeDist := math.Inf(1)
	s.index.within(geom.RectAround(p, 2*tolerance, 2*tolerance), func(e *entry) {
		it := e.item
		if s.looks[it.DI].Hidden || keep != nil && !keep(it) {
			return
		}
		switch {
		case e.label:
			if e.order >= labelOrder && it.Label.Grown(1).Contains(p) {
				label, labelOrder = Hit{Item: it, Part: LabelPart}, e.order
			}
		case it.IsEdge():
			h, d := hitEdge(it, p, tolerance)
			// The nearest edge wins; of those equally near the topmost.
			if h.Item != nil && (d < edgeDist-0.5 || d < edgeDist+0.5 && e.order >= edgeOrder) {
				edge, edgeOrder, edgeDist = h, e.order, d
			}
		default:
			if e.order >= nodeOrder {
				if part := hitShape(it, p, tolerance); part != NoPart {
					node, nodeOrder = Hit{Item: it, Part: part}, e.order
				}
			}
		}
	})
	inNode := node.Item != nil && !node.Item.IsContainer() && node.Item.Kind != bpmn.Group
	switch {
	case label.Item != nil:
		return label
	case edge.Item == nil:
		return node
	case inNode && (edgeDist > nodeMargin || nodeOrder > edgeOrder):
		return node
	}
	return edge
}

func hitEdge(it *Item, p geom.Point, tolerance float64) (Hit, float64) {
	q, segment, d := it.Route.Nearest(p)
	if d > tolerance || segment < 0 {
		return Hit{}, d
	}
	h := Hit{Item: it, Part: SegmentPart, Index: segment, At: q}
	last := len(it.Route) - 1
	for i, b := range it.Route {
		if b.Dist(p) > tolerance {
			continue
		}
		h.Index, h.Part, h.At = i, BendPart, b
		switch i {
		case 0:
			h.Part = StartPart
		case last:
			h.Part = EndPart
		}
		break
	}
	return h, d
}

func hitShape(it *Item, p geom.Point, tolerance float64) Part {
	b := it.Bounds
	switch {
	case !it.door.Empty() && it.door.Contains(p):
		return DoorPart
	case it.Kind == bpmn.Group:
		if b.Grown(tolerance).Contains(p) && !b.Grown(-tolerance).Contains(p) {
			return BorderPart
		}
		return NoPart
	case it.IsContainer():
		rim := math.Min(tolerance, 5)
		switch {
		case !b.Grown(rim / 2).Contains(p):
			return NoPart
		case !b.Grown(-rim).Contains(p):
			return BorderPart
		case it.Header().Contains(p):
			return HeaderPart
		}
		return BodyPart
	}
	if insideOutline(it, p, math.Min(tolerance, 4)/2) {
		return BodyPart
	}
	return NoPart
}

// insideOutline reports whether a point lies in the shape's outline grown by d.
func insideOutline(it *Item, p geom.Point, d float64) bool {
	b := it.Bounds.Grown(d)
	if !b.Contains(p) {
		return false
	}
	c := b.Center()
	if b.W == 0 || b.H == 0 {
		return true
	}
	x, y := math.Abs(p.X-c.X)/(b.W/2), math.Abs(p.Y-c.Y)/(b.H/2)
	switch it.Kind.Info().Outline {
	case bpmn.Circle:
		return x*x+y*y <= 1
	case bpmn.Diamond:
		return x+y <= 1
	}
	return true
}

// ContainerAt returns the innermost container under a point, or nil when the
// point lies on the plane itself. keep, when given, says which containers
// count.
func (s *Scene) ContainerAt(p geom.Point, keep func(*Item) bool) *Item {
	var best *Item
	var order uint64
	s.index.within(geom.RectAround(p, 0, 0), func(e *entry) {
		it := e.item
		if e.label || it.IsEdge() || !it.IsContainer() || e.order < order || !it.Bounds.Contains(p) ||
			s.looks[it.DI].Hidden || keep != nil && !keep(it) {
			return
		}
		best, order = it, e.order
	})
	return best
}

// Enclosed returns the items that lie wholly within a rectangle, from back to
// front.
func (s *Scene) Enclosed(r geom.Rect) []*Item {
	var out []*Item
	s.index.within(r, func(e *entry) {
		if !e.label && !s.looks[e.item.DI].Hidden && r.ContainsRect(e.item.Extent()) {
			out = append(out, e.item)
		}
	})
	sortItems(out)
	return out
}

// Touching returns the items whose picture touches a rectangle, from back to
// front.
func (s *Scene) Touching(r geom.Rect) []*Item {
	var out []*Item
	s.index.within(r, func(e *entry) {
		if !e.label && !s.looks[e.item.DI].Hidden {
			out = append(out, e.item)
		}
	})
	sortItems(out)
	return out
}
