package layout_test

import (
	"math/rand/v2"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// However two shapes lie on each other, or side by side, a flow between them is
// docked and something is seen of it.
func TestFlowsBetweenShapesThatTouchAreSeen(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	end := func() layout.End {
		at := geom.Pt(float64(r.IntN(12))*20, float64(r.IntN(12))*20)
		e := [...]layout.End{
			{Bounds: geom.R(at.X, at.Y, 100, 80), Outline: bpmn.RoundedRectangle},
			{Bounds: geom.R(at.X, at.Y, 300, 160), Outline: bpmn.Rectangle, Role: layout.PoolEnd},
			{Bounds: geom.R(at.X, at.Y, 36, 36), Outline: bpmn.Circle, Role: layout.EventEnd},
			{Bounds: geom.R(at.X, at.Y, 400, 60), Outline: bpmn.Rectangle, Role: layout.PoolEnd},
		}[r.IntN(4)]
		e.Dock = e.Bounds.Center()
		return e
	}
	for range 1500 {
		a, b, now := end(), end(), end()
		for _, style := range []layout.Style{layout.Crossing, layout.Orthogonal} {
			check := func(what string, l geom.Polyline, a, b layout.End) {
				if !layout.Visible(l, a, b) {
					t.Errorf("%s of style %v: %v from %v to %v", what, style, l, a.Bounds, b.Bounds)
				}
				for i := 1; i < len(l); i++ {
					if l[i-1] == l[i] {
						t.Errorf("%s of style %v: %v repeats a point", what, style, l)
					}
				}
			}
			route := layout.Route(style, a, b, layout.Options{})
			now.Bounds.W, now.Bounds.H, now.Outline, now.Role = b.Bounds.W, b.Bounds.H, b.Outline, b.Role
			now.Dock = now.Bounds.Center()
			if a.Bounds != b.Bounds {
				check("route", route, a, b)
			}
			if a.Bounds != now.Bounds && a.Bounds != b.Bounds {
				check("repair", layout.Repair(style, route, a, b, a, now, layout.Options{}), a, now)
			}
		}
	}
}

func TestAFlowOutOfATouchingShapeGoesAroundTheCorner(t *testing.T) {
	task := layout.End{Bounds: geom.R(100, 100, 100, 80), Outline: bpmn.RoundedRectangle, Dock: geom.Pt(150, 140)}
	pool := layout.End{Bounds: geom.R(0, 180, 600, 100), Outline: bpmn.Rectangle, Role: layout.PoolEnd, Dock: geom.Pt(300, 230)}
	want := geom.Polyline{{X: 200, Y: 140}, {X: 220, Y: 140}, {X: 220, Y: 180}}
	if got := layout.Route(layout.Crossing, task, pool, layout.Options{}); len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("beside: %v, want %v", got, want)
	}
	pool.Bounds = geom.R(0, 60, 600, 140) // around the task
	pool.Dock = pool.Bounds.Center()
	if got := layout.Route(layout.Crossing, task, pool, layout.Options{}); len(got) != 2 || got[1] != geom.Pt(150, 200) {
		t.Errorf("inside, where the lower border is nearest: %v", got)
	}
}
