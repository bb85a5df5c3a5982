package layout

import (
	"math"
	"slices"

	"spiffmodeler/bpmn/geom"
)

// Style is how a kind of connection runs.
type Style uint8

// The styles.
const (
	Orthogonal Style = iota // sequence flows
	Crossing                // message flows: straight if possible, else up and down
	Straight                // associations and data associations
)

// Options bend the router to what is around.
type Options struct {
	Vertical  bool        // the flow lies in a vertical pool: prefer up and down
	Obstacles []geom.Rect // shapes to go around
	Lines     []Line      // flows not to lie on
	Snap      bool        // put the middle segments on the grid
}

// grid is the distance of grid lines, in diagram units.
const grid = 10

// stepOut is how far a flow runs straight before its first bend where its side
// is given.
const stepOut = 20

// Route lays a fresh connection and crops it at both outlines.
func Route(style Style, from, to End, opt Options) geom.Polyline {
	if style == Straight {
		return besideTwins(route(style, &from, &to, opt), from, to, opt.Lines)
	}
	a, b := from, to
	l := rightAngled(style, from, to, opt)
	if !Visible(l, a, b) {
		if beside, ok := besideBoth(a, b, opt); ok {
			return beside
		}
	}
	return l
}

func rightAngled(style Style, from, to End, opt Options) geom.Polyline {
	full := route(style, &from, &to, opt)
	if len(opt.Obstacles) > 0 && hits(full, opt.Obstacles) {
		if clear, ok := slid(full, from, to, opt.Obstacles); ok {
			full = clear
		} else if around, ok := routeAround(from, to, opt.Obstacles); ok {
			full = around
		}
	}
	cropped := Crop(full.Simplified(0.01), from, to)
	if len(opt.Lines) > 0 && LiesOn(cropped, opt.Lines) {
		if clear, ok := opt.clearOfLines(full, from, to); ok {
			return Crop(clear.Simplified(0.01), from, to)
		}
	}
	return cropped
}

func route(style Style, from, to *End, opt Options) geom.Polyline {
	a, b := from.Bounds, to.Bounds
	if style == Straight || from.Role == PointEnd || to.Role == PointEnd {
		return geom.Polyline{from.Dock, to.Dock}
	}
	if a == b {
		from.Dock, to.Dock = a.Center(), a.Center()
		return selfLoop(*from, *to, opt.Lines)
	}
	if from.Side != NoSide && from.Host == b {
		return ontoHost(*from, *to)
	}
	if from.Side != NoSide {
		return fromSide(*from, *to)
	}
	flexible := style == Crossing || from.Role == ContainerEnd || to.Role == ContainerEnd
	if flexible {
		if straight, ok := straightLine(from, to); ok {
			return straight
		}
	}
	first, last := leaving(style, from.Role, to.Role)
	if opt.Vertical && style == Orthogonal {
		first, last = !first, !last
	}
	return shaped(*from, *to, first, last, opt.Snap)
}

// leaving says whether a flow leaves and enters horizontally.
func leaving(style Style, from, to Role) (first, last bool) {
	switch {
	case style == Crossing:
		return false, false
	case from == GatewayEnd:
		return false, true
	case to == GatewayEnd:
		return true, false
	}
	return true, true
}

// place is where one rectangle lies as seen from another.
type place struct{ h, v int } // -1 left or above, 0 overlapping, 1 right or below

func placeOf(a, seenFrom geom.Rect, pad float64) place {
	var p place
	switch {
	case a.X >= seenFrom.Right()+pad:
		p.h = 1
	case a.Right()+pad <= seenFrom.X:
		p.h = -1
	}
	switch {
	case a.Y >= seenFrom.Bottom()+pad:
		p.v = 1
	case a.Bottom()+pad <= seenFrom.Y:
		p.v = -1
	}
	return p
}

// shaped lays a flow that leaves and enters in the given axes, unless the
// shapes lie straight beside or above each other.
func shaped(from, to End, first, last, snap bool) geom.Polyline {
	pad := 20.0
	if first != last {
		pad = -10
	}
	p := placeOf(to.Bounds, from.Bounds, pad)
	if p == (place{}) {
		p = placeOf(to.Bounds, from.Bounds, 0)
	}
	switch {
	case p == (place{}):
		return between(from, to, Top, Top, nil)
	case p.h == 0:
		first, last = false, false
	case p.v == 0:
		first, last = true, true
	}
	a, b := from.Dock, to.Dock
	switch {
	case first && last:
		if a.Y == b.Y {
			return geom.Polyline{a, b}
		}
		x := middle(from.Bounds.X, from.Bounds.Right(), to.Bounds.X, to.Bounds.Right(), snap)
		return geom.Polyline{a, geom.Pt(x, a.Y), geom.Pt(x, b.Y), b}
	case !first && !last:
		if a.X == b.X {
			return geom.Polyline{a, b}
		}
		y := middle(from.Bounds.Y, from.Bounds.Bottom(), to.Bounds.Y, to.Bounds.Bottom(), snap)
		return geom.Polyline{a, geom.Pt(a.X, y), geom.Pt(b.X, y), b}
	case first:
		return geom.Polyline{a, geom.Pt(b.X, a.Y), b}
	}
	return geom.Polyline{a, geom.Pt(a.X, b.Y), b}
}

// middle returns the middle of the gap between two ranges.
func middle(a0, a1, b0, b1 float64, snap bool) float64 {
	lo, hi := a1, b0
	if b0 < a0 {
		lo, hi = b1, a0
	}
	m := math.Round((lo + hi) / 2)
	if snap {
		if s := math.Round(m/grid) * grid; s > math.Min(lo, hi) && s < math.Max(lo, hi) {
			m = s
		}
	}
	return m
}

// straightLine lays one straight segment where the shapes face each other. The
// docking of a container or pool gives way to that of the other end.
func straightLine(from, to *End) (geom.Polyline, bool) {
	const inset = 10
	a, b := from.Bounds, to.Bounds
	p := placeOf(b, a, 0)
	var lo, hi float64
	switch {
	case p.h == 0 && p.v != 0:
		lo, hi = math.Max(a.X, b.X)+inset, math.Min(a.Right(), b.Right())-inset
	case p.v == 0 && p.h != 0:
		lo, hi = math.Max(a.Y, b.Y)+inset, math.Min(a.Bottom(), b.Bottom())-inset
	default:
		return nil, false
	}
	along := func(e *End) float64 {
		if p.h == 0 {
			return e.Dock.X
		}
		return e.Dock.Y
	}
	at := along(to)
	switch a, b := yields(from.Role), yields(to.Role); {
	case b > a:
		at = along(from)
	case a == b && a > 0:
		at = (lo + hi) / 2 // both give way
		if d := along(from); d == along(to) {
			at = d
		}
	}
	if fixed := fixedDock(*from) || fixedDock(*to); lo > hi || fixed && (at < lo-inset || at > hi+inset) {
		return nil, false
	} else if !fixed {
		at = math.Round(math.Max(lo, math.Min(hi, at)))
	}
	if p.h == 0 {
		from.Dock.X, to.Dock.X = at, at
	} else {
		from.Dock.Y, to.Dock.Y = at, at
	}
	return geom.Polyline{from.Dock, to.Dock}, true
}

// slid moves a straight line between two shapes that face each other along
// them until nothing is in its way.
func slid(full geom.Polyline, from, to End, obstacles []geom.Rect) (geom.Polyline, bool) {
	if len(full) != 2 {
		return nil, false
	}
	for i, o := range obstacles { // no flow runs along the border of a shape
		if i == 0 {
			obstacles = slices.Clone(obstacles)
		}
		obstacles[i] = o.Grown(grid - 1)
	}
	for d := grid; ; d += grid {
		left, ok1 := parallel(full, from, to, float64(-d))
		right, ok2 := parallel(full, from, to, float64(d))
		switch {
		case !ok1 && !ok2:
			return nil, false
		case ok2 && !hits(right, obstacles):
			return right, true
		case ok1 && !hits(left, obstacles):
			return left, true
		}
	}
}

// besideTwins crops a straight line, put beside others between the same shapes.
func besideTwins(full geom.Polyline, from, to End, others []Line) geom.Polyline {
	way := full[len(full)-1].Sub(full[0])
	long := math.Hypot(way.X, way.Y)
	if long == 0 || len(others) == 0 {
		return Crop(full, from, to)
	}
	across := geom.Pt(-way.Y/long, way.X/long)
	for _, d := range [...]float64{0, 10, -10, 20, -20} {
		shift := across.Mul(d)
		if !from.Bounds.Contains(full[0].Add(shift)) || !to.Bounds.Contains(full[1].Add(shift)) {
			continue
		}
		line := Crop(full.Moved(shift), from, to)
		free := true
		for _, o := range others {
			free = free && !twin(line, o.Route)
		}
		if free {
			return line
		}
	}
	return Crop(full, from, to)
}

// twin reports whether two straight lines look like one.
func twin(a, b geom.Polyline) bool {
	const eps = 5
	p, q := b[0], b[len(b)-1]
	return a[0].Near(p, eps) && a[1].Near(q, eps) || a[0].Near(q, eps) && a[1].Near(p, eps)
}

// fixedDock reports whether an end is too pointed for its docking to wander.
func fixedDock(e End) bool { return e.Role == EventEnd || e.Role == GatewayEnd }

// yields ranks how readily an end gives its docking up.
func yields(r Role) int {
	switch r {
	case PoolEnd:
		return 3
	case ContainerEnd:
		return 2
	case PlainEnd:
		return 1
	}
	return 0
}

// selfLoop lays a flow from a shape to itself: out of one side, back in by the
// next, at the first corner where no other flow lies.
func selfLoop(from, to End, lines []Line) geom.Polyline {
	corners := [...][2]Side{NoSide: {Bottom, Left}, Top: {Top, Right}, Right: {Right, Bottom}, Bottom: {Bottom, Left}, Left: {Left, Top}}
	first := between(from, to, corners[from.Side][0], corners[from.Side][1], nil)
	if from.Side != NoSide || len(lines) == 0 {
		return first
	}
	for _, side := range [...]Side{Bottom, Left, Top, Right} {
		for _, c := range [...][2]Side{corners[side], {corners[side][1], corners[side][0]}} {
			l := between(from, to, c[0], c[1], nil)
			if !LiesOn(Crop(l, from, to), lines) {
				return l
			}
		}
	}
	for _, right := range [...]float64{-1, 1} {
		for _, down := range [...]float64{1, -1} {
			if l := cornerLoop(from.Bounds, right, down); !LiesOn(Crop(l, from, to), lines) {
				return l
			}
		}
	}
	return first
}

// cornerLoop lays a narrow loop around one corner of a shape, inside of the
// usual ones. right and down say by their signs which corner.
func cornerLoop(r geom.Rect, right, down float64) geom.Polyline {
	const out = stepOut / 2
	c := r.Center()
	x, y := c.X+right*r.W/4, c.Y+down*r.H/4
	outX, outY := c.X+right*(r.W/2+out), c.Y+down*(r.H/2+out)
	return geom.Polyline{{X: x, Y: c.Y}, {X: x, Y: outY}, {X: outX, Y: outY}, {X: outX, Y: y}, {X: c.X, Y: y}}
}

// ontoHost lays a flow from a boundary event back to its own host: out of the
// event's side and around the corner that is nearer.
func ontoHost(from, to End) geom.Polyline {
	c, host := from.Dock, from.Host
	var enter Side
	if from.Side.Horizontal() {
		enter = Bottom
		if c.Y < host.Center().Y {
			enter = Top
		}
	} else {
		enter = Right
		if c.X < host.Center().X {
			enter = Left
		}
	}
	return between(from, to, from.Side, enter, nil)
}

// fromSide lays the flow of a boundary event, which leaves by the event's side.
func fromSide(from, to End) geom.Polyline {
	p := placeOf(to.Bounds, from.Bounds, 0)
	var enter Side
	if from.Side.Horizontal() {
		ahead := from.Side == Right && p.h > 0 || from.Side == Left && p.h < 0
		switch {
		case p.v == 0 && ahead:
			enter = from.Side.Opposite()
		case to.Bounds.Center().Y >= from.Dock.Y:
			enter = Top
		default:
			enter = Bottom
		}
	} else {
		ahead := from.Side == Bottom && p.v > 0 || from.Side == Top && p.v < 0
		switch {
		case p.h == 0 && ahead:
			enter = from.Side.Opposite()
		case to.Bounds.Center().X >= from.Dock.X:
			enter = Left
		default:
			enter = Right
		}
	}
	return between(from, to, from.Side, enter, []geom.Rect{from.Host})
}
