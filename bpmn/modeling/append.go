package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Append makes a new element behind an element and connects the two. It finds a
// free place by itself.
func Append(tx *bpmn.Tx, source bpmn.Element, v Variant) (bpmn.Shape, error) {
	w, h := v.Size()
	di := diOf(source)
	if di.IsZero() {
		return bpmn.Shape{}, fmt.Errorf("append to %s: it is not drawn", source.Title())
	}
	r := appendBounds(di, v, w, h)
	return appendInto(tx, di, v, ContainerAt(holderTarget(di)), r)
}

// AppendAt is Append with a place of one's own, for dragging. The new element is
// left unconnected where the rules allow no connection.
func AppendAt(tx *bpmn.Tx, source bpmn.Element, v Variant, target bpmn.Element, center geom.Point) (bpmn.Shape, error) {
	w, h := v.Size()
	return appendInto(tx, diOf(source), v, ContainerAt(target), geom.RectAround(center, w, h).Round())
}

// AppendPlace returns the bounds that Append would give a new element.
func AppendPlace(source bpmn.Element, v Variant) geom.Rect {
	w, h := v.Size()
	return appendBounds(diOf(source), v, w, h)
}

func holderTarget(di bpmn.Element) bpmn.Element {
	if s := di.AsShape(); !s.IsZero() {
		if h := HolderOf(s); !h.Shape.IsZero() {
			return h.Shape.Element
		}
	}
	return di.Plane()
}

func appendInto(tx *bpmn.Tx, source bpmn.Element, v Variant, c Container, r geom.Rect) (bpmn.Shape, error) {
	target := c.Plane
	if !c.Shape.IsZero() {
		target = c.Shape.Element
	}
	s, err := CreateSized(tx, v, target, r)
	if err != nil {
		return bpmn.Shape{}, err
	}
	if CanConnect(source, s.Element).OK {
		if _, err := Connect(tx, source, s.Element); err != nil {
			return bpmn.Shape{}, err
		}
	}
	return s, nil
}

func appendBounds(di bpmn.Element, v Variant, w, h float64) geom.Rect {
	plane, el := di.Plane(), di.Semantic()
	everywhere := func(geom.Rect) bool { return true }
	if v.Kind == bpmn.TextAnnotation {
		others := around(di, everywhere)
		if e := di.AsEdge(); !e.IsZero() {
			return layout.AnnotationPlaceOnFlow(e.Waypoints(), others, w, h)
		}
		return layout.AnnotationPlace(di.AsShape().Bounds(), others, w, h)
	}
	s := di.AsShape()
	if v.Kind.Is(bpmn.DataClass) {
		on := s.Bounds()
		if label, ok := s.LabelBounds(); ok && label.Bottom() > on.Bottom() {
			on.H = label.Bottom() - on.Y
		}
		return layout.DataPlace(on, around(di, everywhere), w, h)
	}
	n := layout.Neighbours{Others: func(area geom.Rect) []geom.Rect { return around(di, area.Intersects) }}
	for _, f := range el.Outgoing() {
		n.Targets = append(n.Targets, layout.BoundsOf([]bpmn.Element{f.Target()}, plane)...)
	}
	for _, f := range el.Incoming() {
		n.Sources = append(n.Sources, layout.BoundsOf([]bpmn.Element{f.Source()}, plane)...)
	}
	center := layout.AppendPlace(layout.EndOf(s), n, w, h, HolderOf(s).IsVertical())
	return geom.RectAround(center, w, h).Round()
}

// around returns the shapes that could be in the way of what is put beside a
// shape or edge: what lies in the same container, and annotations.
func around(di bpmn.Element, inWay func(geom.Rect) bool) []geom.Rect {
	plane, el := di.Plane(), di.Semantic()
	scope := el.Scope()
	if el.Kind() == bpmn.Participant || scope.IsZero() {
		scope = el.Parent()
	}
	var out []geom.Rect
	for n := range plane.Node().Children { // few of its shapes are in the way, which is told sooner than where they belong
		s := bpmn.ElementOf(n).AsShape()
		if s.IsZero() || !inWay(s.Bounds()) {
			continue
		}
		switch e := s.Semantic(); {
		case e.Parent() != scope, e.Kind() == bpmn.BoundaryEvent, e.Kind() == bpmn.Group, e == el, layout.ShapeOn(e, plane) != s:
		case e.Kind().IsFlowNode() || e.Kind().Is(bpmn.DataClass) || e.Kind().Is(bpmn.ArtifactClass):
			out = append(out, s.Bounds())
		}
	}
	return out
}
