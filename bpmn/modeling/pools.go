package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// headerBand is the thickness of the band with a pool's or lane's name.
const headerBand = 30

// createPool makes a pool. The first one of a process turns the plane into a
// collaboration's and wraps the content.
func createPool(tx *bpmn.Tx, v Variant, c Container, r geom.Rect) (bpmn.Shape, error) {
	defs := tx.Document().Definitions()
	collaboration, process := c.Element, bpmn.Element{}
	if c.Element.Kind() == bpmn.Process {
		process = c.Element
		collaboration = tx.InsertNS(defs, process, bpmn.NS, "collaboration", bpmn.Attribute{Name: "id", Value: tx.NewID("Collaboration")})
		if content := contentBounds(c.Plane, nil); !v.Collapsed && content != (geom.Rect{}) {
			r = wrapping(content, r, v.Vertical)
		}
		tx.SetAttr(c.Plane, "bpmnElement", collaboration.ID())
	}
	pool := tx.Add(collaboration, "participant", bpmn.Attribute{Name: "id", Value: tx.NewID("Participant")})
	wrapsContent := !process.IsZero() && (!v.Collapsed || len(process.FlowElements()) > 0)
	switch {
	case wrapsContent && !v.Collapsed:
	case v.Collapsed:
		process = bpmn.Element{}
	default:
		process = tx.Add(defs, "process", bpmn.Attribute{Name: "id", Value: tx.NewID("Process")}, bpmn.Attribute{Name: "isExecutable", Value: "true"})
	}
	if !process.IsZero() {
		tx.SetAttr(pool, "processRef", process.ID())
	}
	s := addShape(tx, v, c.Plane, pool, r)
	tx.Hint(placed, s.Element)
	return s, nil
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
