package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// makeRoom pushes away what lies where a shape is going to be larger, as the
// space tool does, and what lies beside the containers that grow with it. It
// returns the bounds that the shape can have: the wanted ones, or these shifted
// to the right so that nothing before it has to move.
func makeRoom(tx *bpmn.Tx, s bpmn.Shape, want geom.Rect) (geom.Rect, error) {
	old, holder := s.Bounds(), HolderOf(s)
	near := inTheWay(s, holder, old, want)
	if near.left {
		want.X = old.X
		near = inTheWay(s, holder, old, want)
	}
	lane := laneAround(s, holder)
	for _, push := range [...]struct {
		axis   Axis
		before bool
		at, by float64
		need   bool
	}{
		{Horizontally, false, old.Right(), want.Right() - old.Right(), near.right},
		{Vertically, false, old.Bottom(), pastLane(want.Bottom()+lanePad, lane.Bottom(), want.Bottom()-old.Bottom(), near.below), near.below || crossesLane(lane, want.Bottom()+lanePad > lane.Bottom())},
		{Vertically, true, old.Y, -pastLane(lane.Y, want.Y-lanePad, old.Y-want.Y, near.above), near.above || crossesLane(lane, want.Y-lanePad < lane.Y)},
	} {
		if !push.need || push.by == 0 {
			continue
		}
		space := Space{Plane: s.Plane(), Within: holder.Shape.Element, Axis: push.axis, At: push.at, Delta: push.by, Before: push.before}
		grew := holder.Shape.Bounds()
		if _, err := MakeSpace(tx, space); err != nil {
			return want, err
		}
		if holder.Shape.IsZero() {
			continue
		}
		if err := followGrowth(tx, holder.Shape, grew); err != nil {
			return want, err
		}
	}
	return want, nil
}

// lanePad is the least distance of a shape to the border of its lane.
const lanePad = 20

func crossesLane(lane geom.Rect, over bool) bool { return lane != (geom.Rect{}) && over }

// pastLane returns how far a side is pushed: as far as the shape grows where
// something is in the way, else only until the lane has room.
func pastLane(outer, inner, grows float64, blocked bool) float64 {
	if blocked {
		return max(grows, outer-inner)
	}
	return outer - inner
}

// followGrowth pushes what lies beside a container that was made larger.
func followGrowth(tx *bpmn.Tx, c bpmn.Shape, old geom.Rect) error {
	now := c.Bounds()
	if now == old {
		return nil
	}
	outer := HolderOf(c)
	near := inTheWay(c, outer, old, now)
	for _, push := range [...]struct {
		axis   Axis
		before bool
		at, by float64
		need   bool
	}{
		{Horizontally, false, old.Right(), now.Right() - old.Right(), near.right},
		{Vertically, false, old.Bottom(), now.Bottom() - old.Bottom(), near.below},
		{Vertically, true, old.Y, now.Y - old.Y, near.above},
	} {
		if !push.need || push.by == 0 {
			continue
		}
		space := Space{Plane: c.Plane(), Within: outer.Shape.Element, Axis: push.axis, At: push.at, Delta: push.by, Before: push.before, still: c.Element}
		grew := outer.Shape.Bounds()
		if _, err := MakeSpace(tx, space); err != nil {
			return err
		}
		if !outer.Shape.IsZero() {
			if err := followGrowth(tx, outer.Shape, grew); err != nil {
				return err
			}
		}
	}
	return nil
}

// sides says on which sides of a shape something is in the way.
type sides struct{ left, right, above, below bool }

// inTheWay looks for what lies beside a shape in the same container and where
// the shape, which was at old, is going to be.
func inTheWay(s bpmn.Shape, holder Container, old, want geom.Rect) sides {
	const gap = 20
	var out sides
	for _, o := range layout.ShapesIn(s.Plane(), want.Grown(gap)) {
		el := o.Semantic()
		if o == s || el.Kind() == bpmn.Lane || el.Kind() == bpmn.BoundaryEvent || el.Kind() == bpmn.Group || HolderOf(o) != holder {
			continue
		}
		switch r := o.Bounds(); {
		case r.X >= old.Right():
			out.right = true
		case r.Right() <= old.X:
			out.left = true
		case r.Y >= old.Bottom():
			out.below = true
		case r.Bottom() <= old.Y:
			out.above = true
		}
	}
	return out
}

// laneAround returns the bounds of the lane that a shape lies in, if it lies in
// one of a horizontal pool.
func laneAround(s bpmn.Shape, holder Container) geom.Rect {
	lane := layout.ShapeOn(s.Semantic().Lane(), s.Plane())
	if lane.IsZero() || holder.IsVertical() || !lane.Bounds().ContainsRect(s.Bounds()) {
		return geom.Rect{}
	}
	return lane.Bounds()
}
