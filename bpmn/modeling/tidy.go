package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Tidy lays out a plane anew, or only some elements of it, and changes nothing
// but the diagram.
func Tidy(tx *bpmn.Tx, plane bpmn.Element, elements []bpmn.Element) error {
	before := map[bpmn.Element]geom.Rect{}
	for _, di := range plane.Children() {
		if s := di.AsShape(); !s.IsZero() {
			before[di] = s.Bounds()
		}
	}
	if err := layout.Tidy(tx, plane, elements); err != nil {
		return err
	}
	for di, was := range before {
		if di.AsShape().Bounds() != was {
			tx.Hint(placed, di)
		}
	}
	return nil
}

// MoveToOrigin shifts everything on a plane so that its upper left corner is
// (0, 0).
func MoveToOrigin(tx *bpmn.Tx, plane bpmn.Element) {
	list := shapesAndEdges(plane.Children())
	carry(tx, list, plane, geom.Point{}.Sub(boxOf(list).Min()))
}
