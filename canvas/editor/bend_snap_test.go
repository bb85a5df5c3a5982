package editor_test

import (
	"testing"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/tools"
)

// bent is a story whose flow to the end event has two bends: right, up at 350,
// and right again.
func bent(t *testing.T) *story {
	s := begin(t)
	s.play(press("Task"), drag(0, 100), release())
	want := geom.Polyline{{X: 300, Y: 220}, {X: 350, Y: 220}, {X: 350, Y: 118}, {X: 400, Y: 118}}
	for i, p := range s.item("Flow_2").Route {
		if len(s.item("Flow_2").Route) != 4 || !p.Near(want[i], 1) {
			t.Fatalf("the flow runs %v", s.item("Flow_2").Route)
		}
	}
	s.play(clickAt(350, 168))
	s.wantSelected("Flow_2")
	return s
}

func TestBendsSnapToTheirNeighboursAndToTheMiddleOfShapes(t *testing.T) {
	for _, c := range []struct {
		what     string
		to, want geom.Point
		with     tools.Mods
		gridless bool
	}{
		{"level with the point before", geom.Pt(366, 224), geom.Pt(366, 220), 0, true},
		{"below the middle of the end event, on the grid otherwise", geom.Pt(413, 262), geom.Pt(418, 260), 0, false},
		{"the same without the grid", geom.Pt(413, 262), geom.Pt(418, 262), 0, true},
		{"on the grid", geom.Pt(366, 264), geom.Pt(370, 260), 0, false},
		{"nothing near and no grid", geom.Pt(366, 264), geom.Pt(366, 264), 0, true},
		{"held with Ctrl nothing snaps", geom.Pt(366, 224), geom.Pt(366, 224), tools.Command, false},
	} {
		s := bent(t)
		s.ed.SetGrid(!c.gridless)
		s.play(pressAt(350, 220), holding(c.with, dragTo(c.to.X, c.to.Y)))
		s.play(holding(c.with, release()))
		if r := s.item("Flow_2").Route; len(r) < 3 || r[1] != c.want {
			t.Errorf("%s: at %v the bend is at %v, want %v", c.what, c.to, r, c.want)
		}
		s.wantDocked()
	}
}

func TestSegmentsSnapAcrossTheirDirection(t *testing.T) {
	for _, c := range []struct {
		by   float64
		with tools.Mods
		want float64
	}{{27, 0, 380}, {27, tools.Command, 377}} {
		s := bent(t)
		s.play(pressAt(350, 168), holding(c.with, drag(c.by, 33)), holding(c.with, release()))
		if r := s.item("Flow_2").Route; len(r) != 4 || r[1] != geom.Pt(c.want, 220) || r[2] != geom.Pt(c.want, 118) {
			t.Errorf("moved by %v the segment runs %v, want it at %v", c.by, r, c.want)
		}
	}
}
