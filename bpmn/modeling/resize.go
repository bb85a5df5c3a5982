package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// CanResize says whether a shape may be resized.
func CanResize(element bpmn.Element) Verdict {
	s := shapeOf(element)
	switch k := s.Semantic().Kind(); {
	case k == bpmn.Participant, k == bpmn.Lane, k == bpmn.TextAnnotation, k == bpmn.Group:
		return Yes()
	case k.IsSubProcess() && s.IsExpanded():
		return Yes()
	case k.Is(bpmn.ActivityClass):
		return Yes()
	default:
		return No(fmt.Sprintf("%s has a fixed size", article(k)))
	}
}

// MinSize returns the smallest size of a shape by its kind, in diagram units.
func MinSize(element bpmn.Element) (w, h float64) {
	s := shapeOf(element)
	switch k := s.Semantic().Kind(); {
	case k == bpmn.Participant:
		w, h = 300, 150
		if s.Semantic().Ref("processRef").IsZero() {
			w, h = 100, 30
		}
	case k == bpmn.Lane:
		w, h = 300, 60
	case k.IsSubProcess() && s.IsExpanded():
		return 140, 120
	case k == bpmn.TextAnnotation:
		return 30, 30
	case k == bpmn.Group:
		return 140, 120
	case k.Is(bpmn.ActivityClass):
		return 40, 40
	default:
		return 10, 10
	}
	if !s.IsHorizontal() {
		w, h = h, w
	}
	return w, h
}

// LimitResize returns the bounds nearest to the wanted ones that a shape may
// have: not smaller than its kind's minimum, and around its content.
func LimitResize(element bpmn.Element, want geom.Rect) geom.Rect {
	s := shapeOf(element)
	if isPoolOrLane(s.Semantic()) {
		return limitLaned(s, want)
	}
	old := s.Bounds()
	w, h := MinSize(s.Element)
	lo, hi := want.Min(), want.Max()
	// the edge that moves gives way
	if hi.X-lo.X < w {
		if lo.X != old.X {
			lo.X = hi.X - w
		} else {
			hi.X = lo.X + w
		}
	}
	if hi.Y-lo.Y < h {
		if lo.Y != old.Y {
			lo.Y = hi.Y - h
		} else {
			hi.Y = lo.Y + h
		}
	}
	if need := contentNeed(s); need != (geom.Rect{}) {
		// content that already sticks out doesn't force growth
		lo.X, lo.Y = min(lo.X, max(need.X, old.X)), min(lo.Y, max(need.Y, old.Y))
		hi.X, hi.Y = max(hi.X, min(need.Right(), old.Right())), max(hi.Y, min(need.Bottom(), old.Bottom()))
	}
	return geom.Span(lo, hi).Round()
}

// contentNeed returns the box that a container must cover: its content with
// padding and, for pools and lanes, their header.
func contentNeed(s bpmn.Shape) geom.Rect {
	var box geom.Rect
	el, plane := s.Semantic(), s.Plane()
	for _, c := range membersOf(el, plane) {
		if c.Semantic().Kind() != bpmn.Lane {
			box = box.Union(c.Bounds())
		}
	}
	if box == (geom.Rect{}) {
		return box
	}
	const pad = 20
	box = box.Grown(pad)
	if isPoolOrLane(el) {
		if s.IsHorizontal() {
			box.X, box.W = box.X-headerBand, box.W+headerBand
		} else {
			box.Y, box.H = box.Y-headerBand, box.H+headerBand
		}
	}
	return box
}

// membersOf returns the shapes that lie in a container.
func membersOf(el, plane bpmn.Element) []bpmn.Shape {
	switch k := el.Kind(); {
	case k == bpmn.Participant:
		return contentOf(el.Ref("processRef"), plane)
	case k.IsSubProcess():
		return contentOf(el, plane)
	case k == bpmn.Lane:
		var out []bpmn.Shape
		for _, ref := range el.ChildrenNamed("flowNodeRef") {
			if s := layout.ShapeOn(ref.RefText(), plane); !s.IsZero() && s.Semantic().Kind() != bpmn.BoundaryEvent {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// Resize gives a shape other bounds, within what LimitResize allows. Boundary
// events keep their place along the border, flows dock again, lanes share the
// room.
func Resize(tx *bpmn.Tx, element bpmn.Element, want geom.Rect) error {
	s := shapeOf(element)
	if err := CanResize(element).Err(); err != nil {
		return fmt.Errorf("resize %s: %w", s.Semantic().Title(), err)
	}
	r := LimitResize(element, want)
	a := arrange(tx)
	if isPoolOrLane(s.Semantic()) {
		resizeLaned(a, s, r)
	} else {
		resizeShape(a, s, r)
	}
	a.finish()
	return nil
}

// resizeShape resizes one shape and takes its boundary events along.
func resizeShape(a *arrangement, s bpmn.Shape, r geom.Rect) {
	old := s.Bounds()
	a.place(s, r)
	for _, b := range s.Semantic().BoundaryEvents() {
		bs := layout.ShapeOn(b, s.Plane())
		if bs.IsZero() || old.Empty() {
			continue
		}
		was := bs.Bounds()
		c := was.Center()
		x, y := r.X+(c.X-old.X)/old.W*r.W, r.Y+(c.Y-old.Y)/old.H*r.H
		at := geom.Pt(x, y).Round()
		switch layout.SideOn(old, c) { // stay exactly on the border
		case layout.Top:
			at.Y = r.Y
		case layout.Bottom:
			at.Y = r.Bottom()
		case layout.Left:
			at.X = r.X
		case layout.Right:
			at.X = r.Right()
		}
		a.place(bs, geom.RectAround(at, was.W, was.H))
	}
}
