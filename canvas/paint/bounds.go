package paint

import "spiffmodeler/bpmn/geom"

// Bounds returns a rectangle that holds everything the list paints, strokes included.
func (l List) Bounds() geom.Rect {
	var all geom.Rect
	for _, op := range l {
		all = all.Union(opBounds(op))
	}
	return all
}

func opBounds(op Op) geom.Rect {
	switch o := op.(type) {
	case Shape:
		if o.Fill.A == 0 && !o.Stroke.Visible() {
			return geom.Rect{}
		}
		b := o.Path.Bounds()
		if !o.Stroke.Visible() {
			return b
		}
		reach := o.Stroke.Width / 2
		if o.Stroke.Join == MiterJoin {
			reach *= miterLimit
		}
		return b.Grown(reach)
	case Text:
		var b geom.Rect
		for _, line := range o.Lines {
			b = b.Union(geom.R(line.At.X, line.At.Y-o.Size, line.Width, o.Size*1.3))
		}
		return b
	case Image:
		return o.Box
	case Group:
		b := o.Ops.Bounds()
		if o.Clip != nil {
			b = intersect(b, *o.Clip)
		}
		if o.Transform != nil && b != (geom.Rect{}) {
			b = o.Transform.ApplyRect(b)
		}
		return b
	}
	return geom.Rect{}
}

// miterLimit is how many half widths a sharp corner may stick out.
const miterLimit = 4

func intersect(a, b geom.Rect) geom.Rect {
	x0, y0 := max(a.X, b.X), max(a.Y, b.Y)
	x1, y1 := min(a.Right(), b.Right()), min(a.Bottom(), b.Bottom())
	if x1 < x0 || y1 < y0 {
		return geom.Rect{}
	}
	return geom.R(x0, y0, x1-x0, y1-y0)
}
