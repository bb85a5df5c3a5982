package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// GrowContainers makes pools and expanded sub-processes larger when something
// was put too near their border or over it, from the inside out.
func GrowContainers(tx *bpmn.Tx, c *bpmn.Change) error {
	g := growth{boxes: map[bpmn.Shape]geom.Rect{}}
	for _, e := range touched(c, placed, tx) {
		s := shapeOf(e)
		if s.IsZero() || !growsContainer(s.Semantic()) {
			continue
		}
		h := HolderOf(s)
		if h.Shape.IsZero() || tx.Hinted(placed, h.Shape.Element) && !tx.Hinted(grown, h.Shape.Element) {
			continue // the container was placed together with it
		}
		g.add(h.Shape, s.Bounds())
	}
	for len(g.queue) > 0 {
		s := g.queue[0]
		g.queue = g.queue[1:]
		r := roomFor(s.Bounds(), g.boxes[s], s)
		delete(g.boxes, s)
		if r == s.Bounds() {
			continue
		}
		tx.Hint(grown, s.Element)
		a := arrange(tx)
		if s.Semantic().Kind() == bpmn.Participant {
			resizeLaned(a, s, r)
		} else {
			resizeShape(a, s, r)
		}
		a.finish()
		if h := HolderOf(s); !h.Shape.IsZero() {
			g.add(h.Shape, s.Bounds())
		}
	}
	return nil
}

// growth collects what containers must cover.
type growth struct {
	boxes map[bpmn.Shape]geom.Rect
	queue []bpmn.Shape
}

func (g *growth) add(container bpmn.Shape, content geom.Rect) {
	if _, waits := g.boxes[container]; !waits {
		g.queue = append(g.queue, container)
	}
	g.boxes[container] = g.boxes[container].Union(content)
}

// grown is the hint that a container was made larger for its content.
const grown = "grown"

func growsContainer(el bpmn.Element) bool {
	switch k := el.Kind(); {
	case k == bpmn.Lane, k == bpmn.Participant, k == bpmn.DataStoreReference, k.Is(bpmn.ArtifactClass), k == bpmn.BoundaryEvent:
		return false
	}
	return true
}

// roomFor returns the bounds of a container that has room for content.
func roomFor(r, content geom.Rect, s bpmn.Shape) geom.Rect {
	const nearH, nearV, roomH, roomV = 15, 2, 100, 60
	lo, hi := r.Min(), r.Max()
	left, top := content.X-nearH, content.Y-nearV
	if s.Semantic().Kind() == bpmn.Participant {
		if s.IsHorizontal() {
			left -= headerBand
		} else {
			top -= headerBand
		}
	}
	if left < lo.X {
		lo.X = min(lo.X, content.X-roomH)
	}
	if top < lo.Y {
		lo.Y = min(lo.Y, content.Y-roomV)
	}
	if content.Right()+nearH > hi.X {
		hi.X = max(hi.X, content.Right()+roomH)
	}
	if content.Bottom()+nearV > hi.Y {
		hi.Y = max(hi.Y, content.Bottom()+roomV)
	}
	return geom.Span(lo, hi)
}
