package tools

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

func TestEqualGapsInRowsAndColumns(t *testing.T) {
	box := func(x, y float64) geom.Rect { return geom.R(x, y, 100, 80) }
	for _, c := range []struct {
		name        string
		others      []geom.Rect
		delta, want geom.Point
		gaps        int
	}{
		{"between two", []geom.Rect{box(0, 0), box(333, 0)}, geom.Pt(163, 3), geom.Pt(167, 3), 2},
		{"behind two", []geom.Rect{box(0, 0), box(133, 0)}, geom.Pt(263, 3), geom.Pt(266, 3), 2},
		{"before two", []geom.Rect{box(200, 0), box(345, 0)}, geom.Pt(51, 3), geom.Pt(55, 3), 2},
		{"too far away", []geom.Rect{box(0, 0), box(333, 0)}, geom.Pt(180, 3), geom.Pt(180, 3), 0},
		{"another row", []geom.Rect{box(0, 300), box(333, 300)}, geom.Pt(163, 3), geom.Pt(163, 3), 0},
		{"in a column", []geom.Rect{box(0, 0), box(0, 113)}, geom.Pt(5, 230), geom.Pt(5, 226), 2},
		{"three in a row", []geom.Rect{box(0, 0), box(133, 0), box(399, 0)}, geom.Pt(263, 3), geom.Pt(266, 3), 3},
	} {
		s := &snapper{tol: 7, boxes: c.others}
		got, guides := s.snap(anchorsOf(bpmn.Task, box(0, 0), false), c.delta)
		gaps := 0
		for _, g := range guides {
			gaps += len(g.gaps)
		}
		if got != c.want || gaps != c.gaps {
			t.Errorf("%s: %v becomes %v with %d equal gaps, want %v with %d", c.name, c.delta, got, gaps, c.want, c.gaps)
		}
	}
}

func TestAlignmentThatIsNearerWinsOverSpacing(t *testing.T) {
	s := &snapper{tol: 7, xs: []axisRef{{at: 215, of: geom.R(165, 300, 100, 80)}}, boxes: []geom.Rect{geom.R(0, 0, 100, 80), geom.R(333, 0, 100, 80)}}
	got, _ := s.snap(anchorsOf(bpmn.Task, geom.R(0, 0, 100, 80), false), geom.Pt(164, 0))
	if got.X != 165 { // the middle comes to 215; between the two it would be 166.5
		t.Errorf("moved to %v", got.X)
	}
	got, _ = s.snap(anchorsOf(bpmn.Task, geom.R(0, 0, 100, 80), false), geom.Pt(168, 0))
	if got.X != 167 {
		t.Errorf("moved to %v", got.X)
	}
}
