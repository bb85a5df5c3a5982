package notation

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// Markers stand at the lower border of activities. Their origin is the middle of that border;
// where several stand together, each has its place.

var (
	expandCross = paint.Lines(0, -18, 0, -8, -5, -13, 5, -13)
	loopArrow   = new(paint.Builder).Arc(geom.Pt(0, -13.3), 6.4, 90, -247).By(-0.72, -3.9).Move(-2.5, -7.41).By(-3.9, 0.8).Path()
	threeBars   = paint.Lines(3, -18, 3, -8, 6, -18, 6, -8, 9, -18, 9, -8)
	threeLines  = paint.Lines(0, -16, 10, -16, 0, -13, 10, -13, 0, -10, 10, -10)
	rewindSign  = twoTriangles(0, -13, 7, 5, 7)
	tilde       = new(paint.Builder).Move(0, -12.3).Cubic(2.2, -15.6, 5.2, -15.2, 7.8, -13.9).
			Cubic(10.3, -12.7, 12.7, -12.7, 15, -15).Line(15, -13.2).Cubic(12.6, -10.4, 9.6, -10.8, 7.2, -12).
			Cubic(4.9, -13.2, 2.6, -13.3, 0, -10.5).Close().Path()
)

func (f *Figure) hasMarkers() bool {
	t := f.Traits
	return t.Collapsed || t.Compensation || t.Loop != bpmn.NoLoop || f.Kind == bpmn.AdHocSubProcess
}

func markersOf(f *Figure, k inks) paint.List {
	if !f.hasMarkers() {
		return nil
	}
	t := f.Traits
	adHoc := f.Kind == bpmn.AdHocSubProcess
	alone, withPlus := !t.Collapsed && !adHoc, t.Collapsed
	// at chooses an offset: alone, beside a "+", or beside the sign of an ad-hoc sub-process.
	at := func(lone, plus, tilde float64) float64 {
		switch {
		case alone:
			return lone
		case adHoc:
			return tilde
		}
		return plus
	}
	var l paint.List
	put := func(x float64, p paint.Path, fill paint.Colour, st paint.Stroke) {
		l = append(l, paint.At(geom.Pt(x, 0), paint.List{icon(p, fill, st)}))
	}
	if withPlus {
		l = append(l, paint.Shape{Path: paint.Rect(geom.R(-6.5, -19.5, 13, 13)), Fill: k.fill, Stroke: paint.Pen(k.line, 1), Sharp: true})
		put(0, expandCross, paint.Colour{}, paint.Pen(k.line, 2))
	}
	if adHoc {
		x := -7.5
		if withPlus {
			x = 10
		}
		put(x, tilde, k.line, paint.Pen(k.line, 1))
	}
	switch t.Loop {
	case bpmn.StandardLoop:
		put(at(0, -18, -18), loopArrow, paint.Colour{}, paint.Pen(k.line, 1.5))
	case bpmn.ParallelMultiInstance:
		put(at(-6, -22, -24), threeBars, paint.Colour{}, paint.Pen(k.line, 2))
	case bpmn.SequentialMultiInstance:
		put(at(-5, -21, -23), threeLines, paint.Colour{}, paint.Pen(k.line, 2))
	}
	if t.Compensation {
		x := at(-7, -25, -25)
		if t.Loop != bpmn.NoLoop {
			x -= 18
		}
		put(x, rewindSign, k.fill, paint.Pen(k.line, 1))
	}
	return l
}

// multiplicity draws the three bars of a pool that stands for several participants: in the
// middle of its lower border, or beside the name where the pool is too low for both.
func multiplicity(f *Figure, k inks) paint.Op {
	at := geom.Pt(f.Bounds.Center().X-6, f.Bounds.Bottom()+5)
	if f.Traits.Collapsed && f.Bounds.H < 2*markerRoom {
		at = geom.Pt(f.Bounds.Right()-18, f.Bounds.Center().Y+13)
	}
	return detail(at, paint.List{icon(threeBars, paint.Colour{}, paint.Pen(k.line, 2))})
}

var scriptBadge = new(paint.Builder).Move(1, 0.5).Line(7.5, 0.5).Line(10.5, 3.5).Line(10.5, 12.5).Line(1, 12.5).Close().
	Move(7.5, 0.5).Line(7.5, 3.5).Line(10.5, 3.5).Move(3.25, 6).Line(8.25, 6).Move(3.25, 8).Line(8.25, 8).Move(3.25, 10).Line(6.75, 10).Path()

// scriptBadges say that scripts run before (lower left corner) or after the activity (lower
// right corner).
func scriptBadges(f *Figure, k inks) paint.List {
	var l paint.List
	badge := func(x float64) {
		g := detail(geom.Pt(x, f.Bounds.Bottom()-19), paint.List{icon(scriptBadge, k.fill, paint.Pen(k.line, 0.9))})
		g.MinScale = 0.5
		l = append(l, g)
	}
	if f.Traits.PreScript {
		badge(f.Bounds.X + 6)
	}
	if f.Traits.PostScript {
		badge(f.Bounds.Right() - 17)
	}
	return l
}
