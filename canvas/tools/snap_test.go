package tools

import (
	"math"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

func TestSnapPrefersOthersOverTheGrid(t *testing.T) {
	s := &snapper{step: 10, tol: 7, xs: []axisRef{{103, geom.R(53, 0, 100, 80)}}}
	a := anchorsOf(bpmn.Task, geom.R(0, 0, 100, 80), false) // middle 50, 40
	for _, c := range []struct {
		delta, want geom.Point
		guides      int
	}{
		{geom.Pt(47, 2), geom.Pt(53, 0), 1},   // 97 is near to 103
		{geom.Pt(62, 14), geom.Pt(60, 10), 0}, // 112 isn't: the middle comes to 110, 50
		{geom.Pt(-3, -3), geom.Pt(0, 0), 0},
	} {
		got, guides := s.snap(a, c.delta)
		if got != c.want || len(guides) != c.guides {
			t.Errorf("%v becomes %v with %d guides, want %v with %d", c.delta, got, len(guides), c.want, c.guides)
		}
	}
	s.step = 0
	if got, _ := s.snap(a, geom.Pt(12.3, 4.6)); got != geom.Pt(12, 5) {
		t.Errorf("without a grid the movement is %v", got)
	}
}

func TestAGuideLeadsToTheNearestOfThoseOnTheLine(t *testing.T) {
	far, near := geom.R(0, 0, 100, 80), geom.R(0, 400, 100, 80)
	s := &snapper{tol: 7, xs: []axisRef{{50, far}, {50, near}}}
	_, guides := s.snap(anchorsOf(bpmn.Task, geom.R(2, 600, 100, 80), false), geom.Point{})
	if len(guides) != 1 || guides[0].between.Y != near.Y {
		t.Errorf("guides %v", guides)
	}
}

func TestZoomKeepsThePlaceAndRestsOnTheSameLevels(t *testing.T) {
	v := Viewport{Zoom: 1, W: 800, H: 600, Origin: geom.Pt(10, 20)}
	at := geom.Pt(300, 200)
	under := v.ToDiagram(at)
	levels := map[float64]bool{}
	for range 9 {
		v.StepAt(at, 1)
		levels[v.Zoom] = true
		if !v.ToDiagram(at).Near(under, 1e-9) {
			t.Fatalf("at zoom %v something else is under the pointer", v.Zoom)
		}
	}
	for range 9 {
		v.StepAt(at, -1)
	}
	if math.Abs(v.Zoom-1) > 1e-9 {
		t.Errorf("as far out as in, the zoom is %v", v.Zoom)
	}
	v.StepAt(at, 1000)
	if v.Zoom != MaxZoom {
		t.Errorf("the greatest zoom is %v", v.Zoom)
	}
	v.StepAt(at, -1000)
	if v.Zoom != MinZoom {
		t.Errorf("the least zoom is %v", v.Zoom)
	}
	v.ZoomAt(at, 0.93) // after a fit
	v.StepAt(at, 1)
	if math.Abs(v.Zoom-1) > 1e-9 {
		t.Errorf("from 93 %% the next step in is %v, want 100 %%", v.Zoom)
	}
}

func TestFitAndReveal(t *testing.T) {
	v := Viewport{Zoom: 1, W: 800, H: 600}
	v.Fit(geom.R(0, 0, 4000, 1000), 30, 1)
	if !v.Visible().ContainsRect(geom.R(0, 0, 4000, 1000)) {
		t.Errorf("fitted, %v is shown", v.Visible())
	}
	v.Fit(geom.R(0, 0, 100, 100), 30, 1)
	if v.Zoom != 1 || v.Visible().Center() != geom.Pt(50, 50) {
		t.Errorf("a small thing is shown at %v", v.Zoom)
	}
	v.Fit(geom.Rect{}, 30, 1)
	v.Fit(geom.R(0, 0, 1e9, 1e9), 30, 1)
	if v.Zoom != MinZoom {
		t.Errorf("a huge thing is shown at %v", v.Zoom)
	}
	v = Viewport{Zoom: 1, W: 800, H: 600}
	if v.Reveal(geom.R(100, 100, 50, 50), 20) {
		t.Error("what is shown is revealed")
	}
	if !v.Reveal(geom.R(1000, 100, 50, 50), 20) || v.Origin != geom.Pt(270, 0) {
		t.Errorf("revealed by moving to %v", v.Origin)
	}
}
