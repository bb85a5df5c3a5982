package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Space is one stroke of the space tool: what lies on one side of a line moves
// away from it, or towards it.
type Space struct {
	Plane bpmn.Element
	// Within limits it to the content of a container; zero means the whole plane.
	Within bpmn.Element
	Axis   Axis
	At     float64 // where the line is, along the axis
	Delta  float64 // how far the elements move, along the axis
	// Before moves what is to the left of the line or above it, not what is to
	// the right or below.
	Before bool
	// holders are containers that stretch even though the line runs along their
	// edge: those of a lane that is added or grows. Sub-processes that lie over
	// the border of the lane don't stretch then: they stay or move as a whole.
	holders map[bpmn.Element]bool
	// still is a container that stays with all in it: the one that things give
	// room to.
	still bpmn.Element
}

// MakeSpace moves everything on one side of a line. Pools, lanes, groups and
// expanded sub-processes that the line crosses grow or shrink, as far as their
// least size and their content allow: delta is cut to that. It returns how far
// things moved.
func MakeSpace(tx *bpmn.Tx, s Space) (float64, error) {
	if s.Plane.Kind() != bpmn.Plane {
		return 0, fmt.Errorf("make space: no diagram")
	}
	moving, crossed := s.sort()
	for _, c := range crossed {
		s.Delta = s.limit(c, moving, s.Delta)
	}
	if s.Delta == 0 {
		return 0, nil
	}
	a := arrange(tx)
	for _, c := range crossed {
		resizeShape(a, c, s.stretched(c.Bounds(), s.Delta))
	}
	for _, m := range moving {
		a.place(m, m.Bounds().Moved(s.vector(s.Delta)))
	}
	a.finish()
	return s.Delta, nil
}

func (s Space) vector(d float64) geom.Point {
	if s.Axis == Vertically {
		return geom.Pt(0, d)
	}
	return geom.Pt(d, 0)
}

func (s Space) span(r geom.Rect) (lo, hi float64) {
	if s.Axis == Vertically {
		return r.Y, r.Bottom()
	}
	return r.X, r.Right()
}

// stretched moves the edge of a rectangle that lies on the moving side.
func (s Space) stretched(r geom.Rect, d float64) geom.Rect {
	lo, hi := r.Min(), r.Max()
	if s.Before {
		lo = lo.Add(s.vector(d))
	} else {
		hi = hi.Add(s.vector(d))
	}
	return geom.Rect{X: lo.X, Y: lo.Y, W: hi.X - lo.X, H: hi.Y - lo.Y}
}

// sort finds the shapes that move and the containers that the line crosses.
func (s Space) sort() (moving, crossed []bpmn.Shape) {
	inside := s.scope()
	stays := map[bpmn.Element]bool{}
	if !s.still.IsZero() {
		for _, sh := range newMover([]bpmn.Element{s.still}).shapes {
			stays[sh.Element] = true
		}
	}
	for _, di := range s.Plane.Children() {
		sh := di.AsShape()
		if sh.IsZero() || inside != nil && !inside[di] || stays[di] {
			continue
		}
		el := sh.Semantic()
		if host := layout.ShapeOn(el.AttachedTo(), s.Plane); el.Kind() == bpmn.BoundaryEvent && !host.IsZero() {
			// it goes where its host goes
			if s.beyond(s.unstretched(host)) && (inside == nil || inside[host.Element]) {
				moving = append(moving, sh)
			}
			continue
		}
		if whole := s.unstretched(sh); whole != sh {
			if s.beyond(whole) {
				moving = append(moving, sh)
			}
			continue
		}
		switch {
		case s.holders[di]:
			crossed = append(crossed, sh)
		case s.beyond(sh):
			moving = append(moving, sh)
		case s.stretches(sh):
			crossed = append(crossed, sh)
		}
	}
	return moving, crossed
}

// unstretched returns the outermost sub-process around a shape where these don't
// stretch, or the shape itself.
func (s Space) unstretched(sh bpmn.Shape) bpmn.Shape {
	if s.holders == nil {
		return sh
	}
	out := sh
	for sub := sh.Semantic().Scope(); sub.Kind().IsSubProcess(); sub = sub.Scope() {
		if h := layout.ShapeOn(sub, s.Plane); !h.IsZero() && h.IsExpanded() {
			out = h
		}
	}
	return out
}

// scope returns the shapes in the container that the tool is limited to, with
// the container itself; nil means no limit.
func (s Space) scope() map[bpmn.Element]bool {
	c := shapeOf(s.Within)
	if s.Within.IsZero() || c.IsZero() {
		return nil
	}
	in := map[bpmn.Element]bool{c.Element: true}
	for _, sh := range newMover([]bpmn.Element{c.Element}).shapes {
		in[sh.Element] = true
	}
	return in
}

// beyond reports whether a shape lies on the moving side: wholly, or by its
// middle when it can't be stretched.
func (s Space) beyond(sh bpmn.Shape) bool {
	lo, hi := s.span(sh.Bounds())
	if !s.canStretch(sh) {
		lo, hi = (lo+hi)/2, (lo+hi)/2
	}
	if s.Before {
		return hi <= s.At
	}
	return lo >= s.At
}

func (s Space) canStretch(sh bpmn.Shape) bool {
	switch el := sh.Semantic(); {
	case el.Kind() == bpmn.Participant && el.Ref("processRef").IsZero():
		return sh.IsHorizontal() == (s.Axis == Horizontally) // an empty pool along its length only
	case el.Kind() == bpmn.Group:
		return true
	case el.Kind().IsSubProcess() && s.holders != nil:
		return false
	}
	return holdsShapes(sh)
}

func (s Space) stretches(sh bpmn.Shape) bool {
	lo, hi := s.span(sh.Bounds())
	return s.canStretch(sh) && lo < s.At && hi > s.At
}

// limit cuts delta so that a container which shrinks keeps its least size and
// stays around the content that doesn't move.
func (s Space) limit(c bpmn.Shape, moving []bpmn.Shape, delta float64) float64 {
	if grows := delta > 0 != s.Before; grows {
		return delta
	}
	const pad = 20
	r := c.Bounds()
	lo, hi := s.span(r)
	w, h := MinSize(c.Element)
	room := hi - lo - min(hi-lo, w)
	if s.Axis == Vertically {
		room = hi - lo - min(hi-lo, h)
	}
	goes := map[bpmn.Element]bool{}
	for _, m := range moving {
		goes[m.Element] = true
	}
	for _, m := range membersOf(c.Semantic(), s.Plane) {
		if goes[m.Element] || m.Semantic().Kind() == bpmn.Lane || s.stretches(m) {
			continue
		}
		mlo, mhi := s.span(m.Bounds())
		if s.Before {
			room = min(room, max(0, mlo-pad-lo))
		} else {
			room = min(room, max(0, hi-mhi-pad))
		}
	}
	if delta < 0 {
		return max(delta, -room)
	}
	return min(delta, room)
}
