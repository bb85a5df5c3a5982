package scene_test

import (
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// grid returns a process with n level flows and after them n standing ones that cross all.
func grid(n int) string {
	var model, di strings.Builder
	flow := func(id string, x0, y0, x1, y1 int) {
		fmt.Fprintf(&model, `<bpmn:sequenceFlow id="%s" sourceRef="A" targetRef="B"/>`, id)
		fmt.Fprintf(&di, `<bpmndi:BPMNEdge id="%s_di" bpmnElement="%s"><di:waypoint x="%d" y="%d"/><di:waypoint x="%d" y="%d"/></bpmndi:BPMNEdge>`, id, id, x0, y0, x1, y1)
	}
	end := n*40 + 40
	for i := range n {
		flow(fmt.Sprint("Level", i), 0, 40+i*40, end, 40+i*40)
	}
	for i := range n {
		flow(fmt.Sprint("Standing", i), 40+i*40, 0, 40+i*40, end)
	}
	return `<bpmn:definitions xmlns:bpmn="` + bpmn.NS + `" xmlns:bpmndi="` + bpmn.NSDI + `" xmlns:di="` + bpmn.NSDD + `" id="D"><bpmn:process id="P"><bpmn:task id="A"/><bpmn:task id="B"/>` + model.String() +
		`</bpmn:process><bpmndi:BPMNDiagram id="BD"><bpmndi:BPMNPlane id="BP" bpmnElement="P">` + di.String() + `</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`
}

// arcs counts the curves of what is painted of an element.
func arcs(s *scene.Scene, e bpmn.Element) (n int) {
	var count func(l paint.List)
	count = func(l paint.List) {
		for _, op := range l {
			switch o := op.(type) {
			case paint.Group:
				count(o.Ops)
			case paint.Shape:
				for _, seg := range o.Path.Segs {
					if seg.Kind == paint.CubicTo {
						n++
					}
				}
			}
		}
	}
	count(s.ItemOf(e).Drawing())
	return n / 2 // a half circle has two
}

func parsed(t testing.TB, src string) (*bpmn.Document, *scene.Scene) {
	t.Helper()
	d, err := bpmn.Parse("grid.bpmn", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	s := scene.New(d, d.Planes()[0])
	d.Subscribe(s.Update)
	return d, s
}

func TestLaterFlowsJumpOverEarlierOnes(t *testing.T) {
	d, s := parsed(t, grid(3))
	level, standing := d.ByID("Level1"), d.ByID("Standing1")
	if n := arcs(s, standing); n != 0 {
		t.Errorf("%d jumps before they are asked for", n)
	}
	s.TakeDamage()
	s.SetLineJumps(true)
	if a, b := arcs(s, level), arcs(s, standing); a != 0 || b != 3 {
		t.Errorf("the earlier flow jumps %d times, the later one %d times; want 0 and 3", a, b)
	}
	if len(s.TakeDamage()) == 0 {
		t.Error("nothing is painted anew")
	}
	// The level flow moves out of the way, and comes back.
	edit(t, d, func(tx *bpmn.Tx) error {
		tx.SetWaypoints(level.Edge(), geom.Polyline{{X: 0, Y: 900}, {X: 200, Y: 900}})
		return nil
	})
	if n := arcs(s, standing); n != 2 {
		t.Errorf("%d jumps after one of three flows went away", n)
	}
	d.Undo()
	if n := arcs(s, standing); n != 3 {
		t.Errorf("%d jumps after undo", n)
	}
	s.SetLineJumps(false)
	if n := arcs(s, standing); n != 0 {
		t.Errorf("%d jumps are left", n)
	}
}

// BenchmarkJumps moves a flow that crosses fifty others.
func BenchmarkJumps(b *testing.B) {
	d, s := parsed(b, grid(50))
	s.SetLineJumps(true)
	edge := d.ByID("Standing20").Edge()
	y := 0.0
	for b.Loop() {
		y = 1 - y
		if err := d.Edit("move", func(tx *bpmn.Tx) error {
			tx.SetWaypoints(edge, geom.Polyline{{X: 845, Y: y}, {X: 845, Y: 2040}})
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
}
