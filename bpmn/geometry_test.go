package bpmn_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// What is remembered of bounds and routes must be what a fresh reading of the
// text gives, after edits, undo, redo and refused edits.
func TestGeometryIsThatOfTheText(t *testing.T) {
	d, err := bpmn.New("new.bpmn", "P")
	if err != nil {
		t.Fatal(err)
	}
	var task, flow bpmn.Element
	if err := d.Edit("make", func(tx *bpmn.Tx) error {
		plane := d.Planes()[0]
		task = tx.Add(d.Processes()[0], "task", bpmn.Attribute{Name: "id", Value: "T"})
		flow = tx.Add(d.Processes()[0], "sequenceFlow", bpmn.Attribute{Name: "id", Value: "F"},
			bpmn.Attribute{Name: "sourceRef", Value: "T"}, bpmn.Attribute{Name: "targetRef", Value: "T"})
		tx.AddShape(plane, task, geom.R(1, 2, 3, 4))
		tx.AddEdge(plane, flow, geom.Polyline{{X: 1, Y: 2}, {X: 3, Y: 4}})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	check := func(what string) {
		t.Helper()
		fresh, err := bpmn.Parse("again", d.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		a := fmt.Sprint(task.Shape().Bounds(), flow.Edge().Waypoints(), flow.Edge().Box())
		b := fmt.Sprint(fresh.ByID("T").Shape().Bounds(), fresh.ByID("F").Edge().Waypoints(), fresh.ByID("F").Edge().Box())
		if a != b {
			t.Fatalf("%s: %s, the text says %s", what, a, b)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		what := r.IntN(8)
		_ = d.Edit("change", func(tx *bpmn.Tx) error {
			s, e := task.Shape(), flow.Edge()
			switch what {
			case 0:
				tx.SetBounds(s, geom.R(float64(i), 2, 3, 4))
			case 1, 2:
				pts := geom.Polyline{{X: float64(i), Y: 1}, {X: 2, Y: 2}, {X: 3, Y: 3}, {X: 4, Y: 4}}
				tx.SetWaypoints(e, pts[:2+r.IntN(3)])
			case 3: // out of the document, changed there, and in again
				plane := e.Plane()
				tx.Remove(e.Element)
				_ = e.Waypoints()
				tx.SetWaypoints(e, geom.Polyline{{X: float64(i), Y: 9}, {X: 9, Y: 9}})
				_ = e.Waypoints()
				tx.MoveBefore(e.Element, plane, bpmn.Element{})
			case 4:
				tx.SetBounds(s, geom.R(float64(i), 20, 3, 4))
				tx.SetWaypoints(e, geom.Polyline{{X: float64(i), Y: 7}, {X: 7, Y: 7}})
				_, _ = s.Bounds(), e.Waypoints()
				return fmt.Errorf("refused")
			case 7: // the same for a shape, and other bounds in the place of the old ones
				plane := s.Plane()
				tx.Remove(s.Element)
				_ = s.Bounds()
				tx.SetBounds(s, geom.R(float64(i), 5, 3, 4))
				_ = s.Bounds()
				tx.MoveBefore(s.Element, plane, bpmn.Element{})
				tx.Remove(s.ChildNS(bpmn.NSDC, "Bounds"))
				if r := s.Bounds(); r != (geom.Rect{}) {
					t.Errorf("no bounds: %v", r)
				}
				tx.SetBounds(s, geom.R(float64(i), 6, 3, 4))
			}
			return nil
		})
		switch what {
		case 5:
			d.Undo()
		case 6:
			d.Redo()
		}
		if flow.Edge().IsZero() || task.Shape().IsZero() {
			d.Redo()
		}
		check(fmt.Sprint("step ", i, " of kind ", what))
		pts := flow.Edge().Waypoints()
		pts[0].X = -1 // a caller's copy
		check("a changed copy")
	}
}
