package tools

import (
	"math"
	"sort"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// GridStep is the distance of grid lines in diagram units.
const GridStep = 10

// snapTolerance is how near to another element's axis, in diagram units, a
// dragged one must come to be aligned with it.
const snapTolerance = 7

// snapper aligns what is dragged with what is around it and with the grid.
type snapper struct {
	free   bool        // nothing is aligned
	step   float64     // of the grid; 0 for none
	tol    float64     // in diagram units
	xs, ys []axisRef   // sorted
	boxes  []geom.Rect // of shapes that stand in rows and columns
}

// axisRef is a line that things align with, and whose it is.
type axisRef struct {
	at float64
	of geom.Rect
}

// anchors are the places of a dragged thing that align: its middle, or its
// sides.
type anchors struct {
	xs, ys []float64
	// gridX and gridY come to lie on the grid where nothing else is near.
	gridX, gridY float64
	bounds       geom.Rect
	// spaced says that the thing keeps its distance from others in its row and
	// column.
	spaced bool
}

// newSnapper collects the lines of the visible elements, without those that
// skip names.
func newSnapper(c *Context, skip func(*scene.Item) bool) *snapper {
	s := c.snapper()
	for _, it := range c.Scene.Touching(c.View.Visible()) {
		if it.IsEdge() || it.Kind == bpmn.Lane || skip(it) {
			continue
		}
		b := it.Bounds
		m := b.Center()
		if it.Kind != bpmn.BoundaryEvent && it.Kind != bpmn.Group {
			s.boxes = append(s.boxes, b)
		}
		s.xs, s.ys = append(s.xs, axisRef{m.X, b}), append(s.ys, axisRef{m.Y, b})
		if it.IsContainer() || it.Kind == bpmn.TextAnnotation || it.Kind == bpmn.Group {
			s.xs = append(s.xs, axisRef{b.X, b}, axisRef{b.Right(), b})
			s.ys = append(s.ys, axisRef{b.Y, b}, axisRef{b.Bottom(), b})
		}
	}
	s.sort()
	return s
}

func (s *snapper) sort() {
	sort.Slice(s.xs, func(i, j int) bool { return s.xs[i].at < s.xs[j].at })
	sort.Slice(s.ys, func(i, j int) bool { return s.ys[i].at < s.ys[j].at })
}

// snapper returns one that knows only the grid.
func (c *Context) snapper() *snapper {
	s := &snapper{tol: math.Min(snapTolerance, c.units(snapTolerance)+2), free: c.Free}
	if c.Grid {
		s.step = GridStep
	}
	return s
}

// stepped returns the whole length nearest to one that an event is about: in
// steps of the grid, when that is on and nothing switches snapping off.
func (c *Context) stepped(length float64, e Event) float64 {
	if c.Grid && !c.Free && !e.Mods.Has(Command) {
		return math.Round(length/GridStep) * GridStep
	}
	return math.Round(length)
}

// anchorsOf returns where a shape aligns: flow nodes and data by their middle,
// all that has content by its sides, too.
func anchorsOf(k bpmn.Kind, b geom.Rect, container bool) anchors {
	m := b.Center()
	a := anchors{xs: []float64{m.X}, ys: []float64{m.Y}, gridX: m.X, gridY: m.Y, bounds: b, spaced: k != bpmn.Unknown && k != bpmn.BoundaryEvent}
	if container || k == bpmn.TextAnnotation || k == bpmn.Group {
		a.xs, a.ys = append(a.xs, b.X, b.Right()), append(a.ys, b.Y, b.Bottom())
		a.gridX, a.gridY = b.X, b.Y
	}
	return a
}

// snap returns the movement nearest to delta that aligns or spaces evenly, with
// the guides that show with what.
func (s *snapper) snap(a anchors, delta geom.Point) (geom.Point, []guide) {
	if s.free {
		return delta.Round(), nil
	}
	x, gx := s.axis(s.xs, a.xs, a.gridX, delta.X)
	y, gy := s.axis(s.ys, a.ys, a.gridY, delta.Y)
	if a.spaced {
		// The row is known only when it is clear how high the thing lies.
		if moved, ok := s.space(a, geom.Pt(delta.X, y), false, gx, x); ok {
			x, gx = moved, nil
		}
		if moved, ok := s.space(a, geom.Pt(x, delta.Y), true, gy, y); ok {
			y, gy = moved, nil
		}
	}
	now := a.bounds.Moved(geom.Pt(x, y))
	var out []guide
	if gx != nil {
		out = append(out, guide{vertical: true, at: gx.at, between: now.Union(nearestOn(s.xs, gx.at, now))})
	}
	if gy != nil {
		out = append(out, guide{at: gy.at, between: now.Union(nearestOn(s.ys, gy.at, now))})
	}
	if a.spaced {
		for _, column := range [...]bool{false, true} {
			if gaps := newSpacing(s.boxes, now, column).even(); gaps != nil {
				out = append(out, guide{gaps: gaps})
			}
		}
	}
	return geom.Pt(x, y), out
}

// space returns the movement along one axis that spaces evenly, when that is
// nearer than aligning would be.
func (s *snapper) space(a anchors, delta geom.Point, column bool, aligned *axisRef, to float64) (float64, bool) {
	limit, from := s.tol, delta.X
	if column {
		from = delta.Y
	}
	if aligned != nil {
		limit = math.Abs(to - from)
	}
	by, ok := newSpacing(s.boxes, a.bounds.Moved(delta), column).nearest(limit)
	return math.Round(from + by), ok
}

// nearestOn returns the element nearest to r of those on a line.
func nearestOn(refs []axisRef, at float64, r geom.Rect) geom.Rect {
	const same = 0.01
	var best geom.Rect
	dist := math.Inf(1)
	for i := sort.Search(len(refs), func(i int) bool { return refs[i].at >= at-same }); i < len(refs) && refs[i].at <= at+same; i++ {
		if d := refs[i].of.Center().Dist(r.Center()); d < dist {
			best, dist = refs[i].of, d
		}
	}
	return best
}

func (s *snapper) axis(refs []axisRef, places []float64, grid, delta float64) (float64, *axisRef) {
	best, dist := (*axisRef)(nil), s.tol
	moved := delta
	for _, p := range places {
		i := sort.Search(len(refs), func(i int) bool { return refs[i].at >= p+delta })
		for _, j := range [...]int{i - 1, i} {
			if j < 0 || j >= len(refs) {
				continue
			}
			if d := math.Abs(refs[j].at - p - delta); d < dist || d == dist && best == nil {
				best, dist, moved = &refs[j], d, refs[j].at-p
			}
		}
	}
	switch {
	case best != nil:
		return moved, best
	case s.step > 0:
		return math.Round((grid+delta)/s.step)*s.step - grid, nil
	}
	return math.Round(delta), nil
}

// guide is a line that shows what is aligned.
type guide struct {
	vertical bool
	at       float64
	between  geom.Rect // what it joins
	gaps     []gap     // that are equal, instead of a line
}

// figures returns the lines of guides.
func (c *Context) guideFigures(list []guide) paint.List {
	var out paint.List
	over := c.units(12)
	for _, g := range list {
		if g.gaps != nil {
			out = append(out, c.gapFigures(g.gaps)...)
			continue
		}
		a, b := geom.Pt(g.between.X-over, g.at), geom.Pt(g.between.Right()+over, g.at)
		if g.vertical {
			a, b = geom.Pt(g.at, g.between.Y-over), geom.Pt(g.at, g.between.Bottom()+over)
		}
		out = append(out, paint.Shape{Path: paint.Polyline([]geom.Point{a, b}, 0), Stroke: c.pen(paint.Of(paint.Accent).Alpha(0.6), guideWidth)})
	}
	return out
}
