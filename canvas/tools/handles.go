package tools

import (
	"math"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// handle is a place of the selection that can be dragged.
type handle struct {
	kind   handleKind
	item   *scene.Item
	at     geom.Point
	dx, dy int // side of a resize handle: -1, 0 or 1
	index  int // of a bend or segment
}

type handleKind uint8

const (
	noHandle handleKind = iota
	sizeHandle
	labelWidthHandle
	bendHandle
	segmentHandle
	endHandle     // index is the first or last point
	newBendHandle // index is the segment; for the keyboard only
)

// minSegment is the length, in screen units, that a segment needs for a handle
// of its own.
const minSegment = 36

// handles returns the handles of the selection: of a single element only.
func (c *Context) handles() []handle {
	ref, ok := c.Selection.Single()
	it := c.Scene.Item(ref.DI)
	switch {
	case !ok || it == nil:
		return nil
	case ref.Label:
		b := it.Label.Grown(3)
		return []handle{
			{kind: labelWidthHandle, item: it, dx: -1, at: geom.Pt(b.X, b.Center().Y)},
			{kind: labelWidthHandle, item: it, dx: 1, at: geom.Pt(b.Right(), b.Center().Y)},
		}
	case it.IsEdge():
		return c.edgeHandles(it)
	}
	return c.sizeHandles(it)
}

func (c *Context) sizeHandles(it *scene.Item) []handle {
	if !modeling.CanResize(it.DI).OK {
		return nil
	}
	b := it.Bounds.Grown(gapOf(it))
	m := b.Center()
	var out []handle
	for _, dy := range [...]int{-1, 0, 1} {
		for _, dx := range [...]int{-1, 0, 1} {
			switch side := dx == 0 || dy == 0; {
			case dx == 0 && dy == 0, dy != 0 && it.Kind == bpmn.TextAnnotation:
				continue
			case side && it.Kind != bpmn.TextAnnotation && it.Kind != bpmn.Group && !it.IsContainer():
				continue // a task is small: its corners are enough
			}
			at := geom.Pt(m.X+float64(dx)*b.W/2, m.Y+float64(dy)*b.H/2)
			out = append(out, handle{kind: sizeHandle, item: it, dx: dx, dy: dy, at: at})
		}
	}
	return out
}

func (c *Context) edgeHandles(it *scene.Item) []handle {
	var out []handle
	last := len(it.Route) - 1
	for i := range last {
		a, b := it.Route[i], it.Route[i+1]
		if isLevel(a, b) && a.Dist(b) >= c.units(minSegment) {
			out = append(out, handle{kind: segmentHandle, item: it, index: i, at: a.Lerp(b, 0.5)})
		}
	}
	for i := 1; i < last; i++ {
		out = append(out, handle{kind: bendHandle, item: it, index: i, at: it.Route[i]})
	}
	return append(out, handle{kind: endHandle, item: it, index: 0, at: it.Route[0]},
		handle{kind: endHandle, item: it, index: last, at: it.Route[last]})
}

// isLevel reports whether a segment is horizontal or vertical.
func isLevel(a, b geom.Point) bool { return math.Abs(a.X-b.X) < 1 || math.Abs(a.Y-b.Y) < 1 }

// handleReach is how near the pointer must be to take a handle, in screen units.
const handleReach = 9

// handleAt returns the handle under a point.
func (c *Context) handleAt(p geom.Point) (handle, bool) {
	var best handle
	dist := c.units(handleReach)
	for _, h := range c.handles() {
		if d := h.at.Dist(p); d <= dist {
			best, dist = h, d
		}
	}
	return best, best.kind != noHandle
}

func (h handle) cursor() Cursor {
	switch h.kind {
	case labelWidthHandle:
		return ResizeEW
	case segmentHandle:
		return segmentCursor(h.item.Route[h.index], h.item.Route[h.index+1])
	case sizeHandle:
		switch {
		case h.dx == 0:
			return ResizeNS
		case h.dy == 0:
			return ResizeEW
		case h.dx == h.dy:
			return ResizeNWSE
		}
		return ResizeNESW
	}
	return MoveCursor
}

func segmentCursor(a, b geom.Point) Cursor {
	if math.Abs(a.X-b.X) < math.Abs(a.Y-b.Y) {
		return ResizeEW
	}
	return ResizeNS
}

// figure returns what is drawn of a handle.
func (h handle) figure(c *Context) paint.Op {
	switch h.kind {
	case bendHandle:
		return c.dot(h.at, false)
	case endHandle:
		return c.dot(h.at, true)
	case segmentHandle:
		return c.bar(h.item.Route[h.index], h.item.Route[h.index+1])
	}
	return c.square(h.at)
}

// tool returns the tool that a drag of the handle starts.
func (h handle) tool(c *Context, from geom.Point) Tool {
	switch h.kind {
	case sizeHandle:
		return newResize(c, h)
	case labelWidthHandle:
		return newLabelWidth(c, h)
	case bendHandle:
		return newBend(c, h.item, h.index, false)
	case newBendHandle:
		return newBend(c, h.item, h.index, true)
	case endHandle:
		return newReconnect(c, h.item, h.index == 0)
	}
	return newSegment(c, h.item, h.index, from)
}
