package scene

import (
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// doorSide is the side of a door in diagram units: of the button at the corner
// of a collapsed sub-process that leads to its content.
const doorSide = 18

// placeDoor gives an item its door, if it has one.
func (s *Scene) placeDoor(it *Item) {
	if !s.doors || !it.Kind.IsSubProcess() || it.Expanded || s.doc.PlaneOf(it.Element).IsZero() {
		return
	}
	it.door = geom.R(it.Bounds.Right()-doorSide+6, it.Bounds.Bottom()-doorSide+6, doorSide, doorSide)
}

func (it *Item) doorDrawing() paint.Op {
	c := it.door.Center()
	arrow := paint.Lines(c.X-3.5, c.Y-3.5, c.X+3.5, c.Y+3.5, c.X+3.5, c.Y-1.5, c.X+3.5, c.Y+3.5, c.X-1.5, c.Y+3.5, c.X+3.5, c.Y+3.5)
	return paint.Group{Class: "door", MinScale: 0.35, Ops: paint.List{
		paint.Shape{Path: paint.RoundRect(it.door, 4), Fill: paint.Of(paint.Accent), Stroke: paint.Pen(paint.Of(paint.Ground), 1.5)},
		paint.Shape{Path: arrow, Stroke: paint.Pen(paint.Of(paint.OnAccent), 1.6)},
	}}
}
