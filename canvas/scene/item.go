package scene

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/notation"
)

// Item is one shape or edge of the plane. Items don't change: a changed element
// gets a new one.
type Item struct {
	DI      bpmn.Element  // the BPMNShape or BPMNEdge
	Element bpmn.Element  // what it shows
	Kind    bpmn.Kind     // of Element
	Bounds  geom.Rect     // of a shape
	Route   geom.Polyline // of an edge
	// Label is where the text beside the element stands; zero without text.
	Label geom.Rect
	// Expanded says that a sub-process shows its content here.
	Expanded bool
	// Horizontal says that a pool or lane runs from left to right.
	Horizontal bool

	// What is drawn: a figure or a flow, and a caption beside it. They are replaced, never
	// changed, because painters read them.
	figure  *notation.Figure  // of a shape
	flow    *notation.Flow    // of an edge
	caption *notation.Caption // nil without a label

	box, textBox geom.Rect
	order        uint64
	door         geom.Rect // leads to the content of a collapsed sub-process
	body, label  *entry    // in the index; the scene changes these
}

// IsEdge reports whether the item is a connection.
func (it *Item) IsEdge() bool { return it.Route != nil }

// Shape returns the handle on the shape, zero for an edge.
func (it *Item) Shape() bpmn.Shape { return it.DI.AsShape() }

// Edge returns the handle on the edge, zero for a shape.
func (it *Item) Edge() bpmn.Edge { return it.DI.AsEdge() }

// Box returns a rectangle that holds all that is painted of the item, without
// its label.
func (it *Item) Box() geom.Rect { return it.box }

// Extent returns the bounds of a shape or those of an edge's points.
func (it *Item) Extent() geom.Rect {
	if it.IsEdge() {
		return it.Route.Bounds()
	}
	return it.Bounds
}

// IsContainer reports whether other elements lie inside: pools, lanes and
// expanded sub-processes. They are taken by their border or header.
func (it *Item) IsContainer() bool {
	switch {
	case it.Kind == bpmn.Participant || it.Kind == bpmn.Lane:
		return true
	case it.Kind.IsSubProcess() || it.Kind == bpmn.SubChoreography:
		return it.Expanded
	}
	return false
}

// HeaderThickness is the width of the band with the name of pools, lanes and
// expanded sub-processes, in diagram units.
const HeaderThickness = 30

// Header returns the band by which a container is taken and in which its name
// stands.
func (it *Item) Header() geom.Rect {
	b := it.Bounds
	if it.Horizontal && (it.Kind == bpmn.Participant || it.Kind == bpmn.Lane) {
		return geom.R(b.X, b.Y, min(HeaderThickness, b.W), b.H)
	}
	return geom.R(b.X, b.Y, b.W, min(HeaderThickness, b.H))
}

// The layers, back to front. Shapes inside of sub-processes lie above them, so
// that what holds others and what doesn't have layers for each depth.
const (
	layerPool     = 0
	layerLane     = 1 // + depth of the lane
	layerOther    = 8
	layerHolder   = 10 // + 3·depth: call activities drawn large
	layerNode     = 11 // + 3·depth
	layerSub      = 12 // + 3·depth
	maxDepth      = 50
	layerLink     = layerSub + 3*maxDepth + 1
	layerAttached = layerLink + 1
	layerFlow     = layerLink + 2
	layerGroup    = layerLink + 3
	layerLabel    = layerLink + 4
)

func orderOf(layer int, place uint32) uint64 { return uint64(layer)<<32 | uint64(place) }

// layerOf returns the layer of an item.
func layerOf(it *Item) int {
	switch k := it.Kind; {
	case k == bpmn.Participant && it.DI.Attr("participantBandKind") != "":
		return layerOther // a band of a choreography task lies on it
	case k == bpmn.Participant:
		return layerPool
	case k == bpmn.Lane:
		return layerLane + laneDepth(it.Element)
	case k == bpmn.Association:
		return layerLink
	case k.Is(bpmn.ConnectionClass) || k == bpmn.TextAnnotation:
		return layerFlow
	case k == bpmn.Group:
		return layerGroup
	case k == bpmn.BoundaryEvent:
		return layerAttached
	case k == bpmn.CallActivity && it.Bounds.W*it.Bounds.H > 3*k.Info().W*k.Info().H:
		// Other tools draw the called process inside of its call activity.
		return layerHolder + 3*depth(it.Element)
	case k.IsSubProcess():
		return layerSub + 3*depth(it.Element)
	case k.IsFlowNode() || k.Is(bpmn.DataClass):
		return layerNode + 3*depth(it.Element)
	}
	return layerOther
}

// depth counts the sub-processes around an element.
func depth(e bpmn.Element) int {
	n := 0
	for p := e.Parent(); !p.IsZero() && n < maxDepth; p = p.Parent() {
		if p.Kind().IsSubProcess() {
			n++
		}
	}
	return n
}

// laneDepth counts the lanes around a lane.
func laneDepth(e bpmn.Element) int {
	n := 0
	for p := e.Parent(); !p.IsZero() && n < layerOther-layerLane-1; p = p.Parent() {
		if p.Kind() == bpmn.Lane {
			n++
		}
	}
	return n
}

// placeOf returns where a shape or edge stands among the others, the same
// through its life.
func (s *Scene) placeOf(di bpmn.Element) uint32 {
	p, ok := s.place[di]
	if !ok {
		s.next++
		p = s.next
		s.place[di] = p
	}
	return p
}
