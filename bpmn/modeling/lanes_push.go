package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
)

// PushLane moves the lower border of a lane by a distance in diagram units,
// with before the upper one (in vertical pools the right and the left one). Its
// neighbours keep their size: the pool grows or shrinks, and what lies behind the
// border is pushed or follows, as far as the lane's content and its least size
// allow. It returns how far the border moved.
func PushLane(tx *bpmn.Tx, lane bpmn.Element, before bool, delta float64) (float64, error) {
	s := shapeOf(lane)
	if s.IsZero() || s.Semantic().Kind() != bpmn.Lane {
		return 0, fmt.Errorf("push a lane: no lane is drawn")
	}
	// Half a unit inside of the border all that ends there is crossed by the line,
	// and so stretched: the pool, the lane and the lanes in it.
	const inside = 0.5
	space := Space{Plane: s.Plane(), Axis: Vertically, Delta: delta, Before: before}
	if !s.IsHorizontal() {
		space.Axis = Horizontally
	}
	lo, hi := space.span(s.Bounds())
	if space.At = hi - inside; before {
		space.At = lo + inside
	}
	return MakeSpace(tx, space)
}
