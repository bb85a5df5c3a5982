package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// freshRoute lays a connection between its ends as they are on a plane: around
// what is in the way, and not on other flows.
func freshRoute(con, plane bpmn.Element) (geom.Polyline, bool) {
	return (&surroundings{plane: plane}).fresh(con)
}

// surroundings is what connections on a plane have to go around. It looks
// around for each of a few connections and draws a map for many.
type surroundings struct {
	plane   bpmn.Element
	looks   int
	detours int       // how many routes were searched anew
	area    geom.Rect // that was looked at last
	shapes  []bpmn.Shape
	maps    map[bpmn.Element]*layout.Obstacles // by scope
	across  *layout.Obstacles                  // of message flows
	pending map[bpmn.Edge]geom.Polyline        // edges that are still to be laid: where they lie doesn't count
	before  map[bpmn.Edge]geom.Polyline        // edges that were laid again or will be, as they were
}

// fewLooks is how many connections are laid without a map.
const fewLooks = 6

// maxDetours is how many connections one step lays anew because something is in
// their way: a search takes up to some milliseconds. Where a thousand elements
// move at once the rest stays as repaired.
const maxDetours = 60

// maxLooks is for how many connections one step looks whether something is in
// their way.
const maxLooks = 500

func (s *surroundings) obstacles(con bpmn.Element, from, to layout.End) []geom.Rect {
	if con.Kind() == bpmn.MessageFlow {
		if s.looks > fewLooks { // they lie far apart: each would look for itself
			if s.across == nil {
				s.across = layout.ObstaclesAcross(s.plane)
			}
			return s.across.BetweenPools(from, to)
		}
		return layout.ObstaclesBetweenPools(s.near(from, to), from, to)
	}
	scope := con.Source().Scope()
	if m := s.mapOf(scope); m != nil {
		return m.Between(from.Bounds, to.Bounds, from.Host)
	}
	return layout.ObstaclesAmong(s.near(from, to), scope, from.Bounds, to.Bounds, from.Host)
}

// mapOf returns the map of a scope; nil as long as there is little to lay.
func (s *surroundings) mapOf(scope bpmn.Element) *layout.Obstacles {
	if s.looks <= fewLooks {
		return nil
	}
	if s.maps == nil {
		s.maps = map[bpmn.Element]*layout.Obstacles{}
	}
	m := s.maps[scope]
	if m == nil {
		m = layout.ObstaclesOf(scope, s.plane)
		s.maps[scope] = m
	}
	return m
}

// blocked reports whether a route runs through shapes.
func (s *surroundings) blocked(con bpmn.Element, route geom.Polyline, from, to layout.End) bool {
	switch styleOf(con) {
	case layout.Straight:
		return false
	case layout.Crossing:
		return layout.RunsThrough(route, s.obstacles(con, from, to))
	}
	if m := s.mapOf(con.Source().Scope()); m != nil {
		return m.Hit(route, from.Bounds, to.Bounds, from.Host)
	}
	return layout.RunsThrough(route, s.obstacles(con, from, to))
}

// near returns the shapes around two ends. Flows that are laid together mostly
// lie side by side, so it looks a little further.
func (s *surroundings) near(from, to layout.End) []bpmn.Shape {
	area := from.Bounds.Union(to.Bounds).Grown(100)
	if !s.area.ContainsRect(area) {
		s.area = area.Grown(200)
		s.shapes = layout.ShapesIn(s.plane, s.area)
	}
	return s.shapes
}

// lines returns the flows that a connection must not lie on: those of its ends,
// and those around when there are only few connections to lay.
func (s *surroundings) lines(con bpmn.Element, from, to layout.End) []layout.Line {
	return s.linesAs(con, from, to, func(e bpmn.Edge) geom.Polyline {
		if _, open := s.pending[e]; open {
			return nil
		}
		return e.Waypoints()
	})
}

// twins returns the other associations between the same ends, such as data that
// is read and written.
func (s *surroundings) twins(con bpmn.Element) []layout.Line {
	a, b := con.Source(), con.Target()
	var out []layout.Line
	for _, other := range a.Connections() {
		c, d := other.Source(), other.Target()
		if other == con || styleOf(other) != layout.Straight || (c != a || d != b) && (c != b || d != a) {
			continue
		}
		if pts := layout.EdgeOn(other, s.plane).Waypoints(); len(pts) >= 2 {
			out = append(out, layout.Line{Route: pts})
		}
	}
	return out
}

// linesBefore is lines as they were before anything was laid again.
func (s *surroundings) linesBefore(con bpmn.Element, from, to layout.End) []layout.Line {
	return s.linesAs(con, from, to, func(e bpmn.Edge) geom.Polyline {
		if was, ok := s.before[e]; ok {
			return was
		}
		return e.Waypoints()
	})
}

func (s *surroundings) linesAs(con bpmn.Element, from, to layout.End, routeOf func(bpmn.Edge) geom.Polyline) []layout.Line {
	a, b := con.Source(), con.Target()
	var out []layout.Line
	seen := map[bpmn.Element]bool{con: true}
	add := func(other bpmn.Element) {
		if seen[other] || styleOf(other) == layout.Straight {
			return
		}
		seen[other] = true
		e := layout.EdgeOn(other, s.plane)
		if e.IsZero() {
			return
		}
		// A message flow must not even begin on a sequence flow.
		alike := con.Kind() != bpmn.MessageFlow || other.Kind() == bpmn.MessageFlow
		if pts := routeOf(e); len(pts) >= 2 {
			out = append(out, layout.Line{Route: pts, SameStart: alike && other.Source() == a, SameEnd: alike && other.Target() == b})
		}
	}
	for _, end := range []bpmn.Element{a, b} {
		for _, other := range end.Connections() {
			add(other)
		}
	}
	if s.looks > fewLooks {
		return out
	}
	const most = 100 // shapes around
	for i, near := range s.near(from, to) {
		if i == most {
			break
		}
		el := near.Semantic()
		if con.Kind() != bpmn.MessageFlow {
			for _, other := range el.Outgoing() {
				add(other)
			}
			continue
		}
		for _, other := range el.Connections() {
			if other.Kind() == bpmn.MessageFlow || other.Kind() == bpmn.SequenceFlow {
				add(other)
			}
		}
	}
	return out
}

// optionsFor are the options of a connection without what is around.
func optionsFor(con, plane bpmn.Element) layout.Options {
	o := layout.Options{Snap: true}
	if pool := layout.ShapeOn(con.Source().Participant(), plane); !pool.IsZero() {
		o.Vertical = !pool.IsHorizontal()
	}
	return o
}

// options are those of a fresh route with all that is around.
func (s *surroundings) options(con bpmn.Element, from, to layout.End) layout.Options {
	opt := optionsFor(con, s.plane)
	switch styleOf(con) {
	case layout.Straight:
		opt.Lines = s.twins(con)
	default:
		opt.Obstacles = s.obstacles(con, from, to)
		opt.Lines = s.lines(con, from, to)
	}
	return opt
}

func (s *surroundings) fresh(con bpmn.Element) (geom.Polyline, bool) {
	from, ok1 := endOn(con.Source(), s.plane)
	to, ok2 := endOn(con.Target(), s.plane)
	if !ok1 || !ok2 {
		return nil, false
	}
	return layout.Route(styleOf(con), from, to, s.options(con, from, to)), true
}

// repaired lays a connection again after its ends moved from from0 and to0 to
// from and to. What users bent stays as they bent it; a flow that was laid by
// itself goes around what is in the way now.
func (s *surroundings) repaired(con bpmn.Element, old geom.Polyline, from0, to0, from, to layout.End) geom.Polyline {
	style, plain := styleOf(con), optionsFor(con, s.plane)
	route := layout.Repair(style, old, from0, to0, from, to, plain)
	if style == layout.Straight || s.looks == maxLooks || s.detours == maxDetours || translated(old, route) {
		return route
	}
	s.looks++
	bad := s.blocked(con, route, from, to) || layout.LiesOn(route, s.lines(con, from, to))
	detour := len(old) > 4 // nothing that is laid without obstacles has that many bends
	if !bad && !detour {
		return route
	}
	s.detours++
	opt := s.options(con, from, to)
	if len(old) > 2 && !same(old, layout.Route(style, from0, to0, plain)) {
		was := opt
		was.Lines = s.linesBefore(con, from0, to0)
		if !same(old, layout.Route(style, from0, to0, was)) {
			return route // the user's
		}
	}
	fresh := layout.Route(style, from, to, opt)
	if layout.RunsThrough(fresh, opt.Obstacles) && !layout.RunsThrough(route, opt.Obstacles) {
		return route
	}
	return fresh
}

// translated reports whether a route is another one moved as a whole.
func translated(a, b geom.Polyline) bool {
	if len(a) != len(b) {
		return false
	}
	return same(a.Moved(b[0].Sub(a[0])), b)
}
