package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// headerBand is the thickness of the band with a pool's or lane's name.
const headerBand = 30

// createPool makes a pool. The first one of a process turns the plane into a
// collaboration's and wraps the content; an empty one leaves that to a pool
// beside it.
func createPool(tx *bpmn.Tx, v Variant, c Container, r geom.Rect) (bpmn.Shape, error) {
	if c.Element.Kind() == bpmn.Process {
		process := c.Element
		content := len(process.FlowElements()) > 0
		if content && v.Collapsed {
			w, h := Variant{Kind: bpmn.Participant}.Size()
			around := geom.RectAround(contentBounds(c.Plane, nil).Center(), w, h).Round()
			if _, err := createPool(tx, Variant{Kind: bpmn.Participant}, c, around); err != nil {
				return bpmn.Shape{}, err
			}
			return createPool(tx, v, ContainerAt(c.Plane), r)
		}
		if box := contentBounds(c.Plane, nil); content && box != (geom.Rect{}) {
			r = wrapping(box, r, v.Vertical)
		}
		collaboration := collaborate(tx, c)
		if v.Collapsed {
			process = bpmn.Element{}
		}
		return addPool(tx, v, c.Plane, collaboration, process, r), nil
	}
	var process bpmn.Element
	if !v.Collapsed {
		process = newProcess(tx)
	}
	return addPool(tx, v, c.Plane, c.Element, process, r), nil
}

// collaborate makes the plane of a process one of a collaboration.
func collaborate(tx *bpmn.Tx, c Container) bpmn.Element {
	collaboration := tx.InsertNS(tx.Document().Definitions(), c.Element, bpmn.NS, "collaboration",
		bpmn.Attribute{Name: "id", Value: tx.NewID("Collaboration")})
	tx.SetAttr(c.Plane, "bpmnElement", collaboration.ID())
	return collaboration
}

// newProcess makes a process that the engine may start.
func newProcess(tx *bpmn.Tx) bpmn.Element {
	return tx.Add(tx.Document().Definitions(), "process", bpmn.Attribute{Name: "id", Value: tx.NewID("Process")},
		bpmn.Attribute{Name: "isExecutable", Value: "true"})
}

func addPool(tx *bpmn.Tx, v Variant, plane, collaboration, process bpmn.Element, r geom.Rect) bpmn.Shape {
	pool := tx.Add(collaboration, "participant", bpmn.Attribute{Name: "id", Value: tx.NewID("Participant")})
	if !process.IsZero() {
		tx.SetAttr(pool, "processRef", process.ID())
	}
	s := addShape(tx, v, plane, pool, r)
	tx.Hint(placed, s.Element)
	return s
}

// wrapping returns the bounds of a pool around content: a padding of 20 and the
// header, and at least as large as asked, as near to the asked place as the
// content allows.
func wrapping(content, asked geom.Rect, vertical bool) geom.Rect {
	const pad = 20
	need := content.Grown(pad)
	if vertical {
		need.Y, need.H = need.Y-headerBand, need.H+headerBand
	} else {
		need.X, need.W = need.X-headerBand, need.W+headerBand
	}
	fit := func(at, size, needAt, needSize float64) (float64, float64) {
		if needSize >= size {
			return needAt, needSize
		}
		return max(needAt+needSize-size, min(at, needAt)), size
	}
	x, w := fit(asked.X, asked.W, need.X, need.W)
	y, h := fit(asked.Y, asked.H, need.Y, need.H)
	return geom.R(x, y, w, h).Round()
}

// contentBounds returns the box around the shapes and edges of a plane that
// keep accepts.
func contentBounds(plane bpmn.Element, keep func(bpmn.Element) bool) geom.Rect {
	var box geom.Rect
	for _, di := range plane.Children() {
		if keep != nil && !keep(di) {
			continue
		}
		switch di.Kind() {
		case bpmn.ShapeDI:
			box = box.Union(di.AsShape().Bounds())
		case bpmn.EdgeDI:
			box = box.Union(di.AsEdge().Waypoints().Bounds())
		}
	}
	return box
}
