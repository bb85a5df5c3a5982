package tools

import (
	"fmt"
	"math"
	"slices"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// gap is the room between two neighbours in a row, or in a column: its ends lie
// across from each other.
type gap struct{ from, to geom.Point }

// spacing finds where a dragged shape has the same distance to its neighbours
// as they have to each other, or the same to both. Everything is said of rows;
// for columns the axes are exchanged.
type spacing struct {
	column bool
	row    []geom.Rect // beside the dragged one, sorted
	moving geom.Rect   // where it would be without snapping
}

// newSpacing collects the shapes that share the row of a dragged one.
func newSpacing(boxes []geom.Rect, moving geom.Rect, column bool) spacing {
	s := spacing{column: column, moving: turned(moving, column)}
	for _, b := range boxes {
		b = turned(b, column)
		if b.Y < s.moving.Bottom() && s.moving.Y < b.Bottom() && !b.ContainsRect(s.moving) {
			s.row = append(s.row, b)
		}
	}
	slices.SortFunc(s.row, func(a, b geom.Rect) int {
		switch {
		case a.X < b.X:
			return -1
		case a.X > b.X:
			return 1
		}
		return 0
	})
	return s
}

// turned returns a rectangle, for columns with its axes exchanged.
func turned(r geom.Rect, turn bool) geom.Rect {
	if turn {
		return geom.R(r.Y, r.X, r.H, r.W)
	}
	return r
}

// neighbours returns the two nearest shapes on each side of the dragged one,
// the nearest first.
func (s spacing) neighbours() (left, right []geom.Rect) {
	m := s.moving.Center().X
	for _, b := range s.row {
		switch {
		case b.Right() <= m && b.Center().X < m:
			left = append(left, b)
		case b.X >= m:
			right = append(right, b)
		}
	}
	slices.SortFunc(left, func(a, b geom.Rect) int { return int(math.Copysign(1, b.Right()-a.Right())) })
	return left[:min(2, len(left))], right[:min(2, len(right))]
}

// nearest returns how far the dragged shape must be moved to be spaced evenly,
// at most limit; ok is false when no such place is near.
func (s spacing) nearest(limit float64) (by float64, ok bool) {
	left, right := s.neighbours()
	try := func(x float64) {
		if d := x - s.moving.X; math.Abs(d) < limit {
			by, limit, ok = d, math.Abs(d), true
		}
	}
	w := s.moving.W
	if len(left) > 0 && len(right) > 0 && right[0].X-left[0].Right() > w {
		try((left[0].Right() + right[0].X - w) / 2)
	}
	if len(left) == 2 && left[0].X > left[1].Right() {
		try(left[0].Right() + left[0].X - left[1].Right())
	}
	if len(right) == 2 && right[1].X > right[0].Right() {
		try(right[0].X - (right[1].X - right[0].Right()) - w)
	}
	return by, ok
}

// even returns the gaps that are equal when the dragged shape is where it is;
// none when they aren't.
func (s spacing) even() []gap {
	left, right := s.neighbours()
	const same = 1.01 // positions are whole units
	var out []gap
	add := func(a, b geom.Rect) {
		y := (math.Max(a.Y, b.Y) + math.Min(a.Bottom(), b.Bottom())) / 2
		g := gap{geom.Pt(a.Right(), y), geom.Pt(b.X, y)}
		if s.column {
			g.from, g.to = geom.Pt(g.from.Y, g.from.X), geom.Pt(g.to.Y, g.to.X)
		}
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	pair := func(a, b, c geom.Rect) {
		if g, h := b.X-a.Right(), c.X-b.Right(); g > 0 && math.Abs(g-h) < same {
			add(a, b)
			add(b, c)
		}
	}
	if len(left) > 0 && len(right) > 0 {
		pair(left[0], s.moving, right[0])
	}
	if len(left) == 2 {
		pair(left[1], left[0], s.moving)
	}
	if len(right) == 2 {
		pair(s.moving, right[0], right[1])
	}
	return out
}

// gapStyle is that of the numbers that say how wide equal gaps are, at 100 %.
var gapStyle = paint.TextStyle{Face: paint.Sans, Size: 10}

// gapFigures draws equal gaps: a line with a stroke at each end, and the width
// on it where there is room.
func (c *Context) gapFigures(list []gap) paint.List {
	var out paint.List
	st := c.pen(paint.Of(paint.Accent), 1.5)
	tick, inset := c.units(4), c.units(2)
	for _, g := range list {
		width := g.from.Dist(g.to)
		along := g.to.Sub(g.from).Mul(inset / math.Max(width, 1))
		a, b := g.from.Add(along), g.to.Sub(along) // clear of the borders
		d := geom.Pt(0, tick)
		if g.from.X == g.to.X {
			d = geom.Pt(tick, 0)
		}
		text := fmt.Sprintf("%.0f", width)
		style := gapStyle
		style.Size = c.units(style.Size)
		size := geom.Pt(style.Width(text)+c.units(8), c.units(14))
		lines := [][]geom.Point{{a.Sub(d), a.Add(d)}, {b.Sub(d), b.Add(d)}}
		taken := size.X // along the gap
		if g.from.X == g.to.X {
			taken = size.Y
		}
		if taken+c.units(12) > width {
			lines = append(lines, []geom.Point{a, b})
		} else {
			mid, half := a.Lerp(b, 0.5), along.Mul(taken/2/inset)
			lines = append(lines, []geom.Point{a, mid.Sub(half)}, []geom.Point{mid.Add(half), b})
			box := geom.RectAround(mid, size.X, size.Y)
			out = append(out, paint.Group{Ops: paint.List{
				paint.Shape{Path: paint.RoundRect(box, c.units(3)), Fill: paint.Of(paint.Accent)},
				style.InBox(text, box, paint.Align{H: paint.Middle, V: paint.Middle}, paint.Padding{}, paint.Of(paint.Ground)),
			}})
		}
		for _, line := range lines {
			out = append(out, paint.Shape{Path: paint.Polyline(line, 0), Stroke: st})
		}
	}
	return out
}
