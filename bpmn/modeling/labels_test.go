package modeling_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

// With flows on all four sides, or a task where the last free side is, the
// name goes to a corner.
func TestTheNameOfABusyGatewayGoesToACorner(t *testing.T) {
	s := blank(t)
	g := s.create(kind(bpmn.ExclusiveGateway), s.plane(), 500, 300)
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, g, "Is it good?") })
	around := []bpmn.Element{
		s.create(task(), s.plane(), 400, 300), // so near that the name would lie on it
		s.create(task(), s.plane(), 700, 300),
		s.create(task(), s.plane(), 500, 100),
		s.create(task(), s.plane(), 500, 500),
	}
	for _, next := range []bpmn.Element{around[3], around[2], around[1]} {
		s.connect(g, next)
	}
	s.connect(around[0], g)
	label, ok := g.Shape().LabelBounds()
	if !ok {
		t.Fatal("no label")
	}
	for _, el := range around {
		if label.Intersects(el.Shape().Bounds()) {
			t.Errorf("the name %v lies on a task at %v", label, el.Shape().Bounds())
		}
	}
	for _, r := range layout.RoutesOf(g, s.plane()) {
		if layout.RunsThrough(r, []geom.Rect{label}) {
			t.Errorf("a flow runs through the name %v: %v", label, r)
		}
	}
	if d := label.Center().Dist(g.Shape().Bounds().Center()); d > 90 {
		t.Errorf("the name is %v away from its gateway", d)
	}
	s.undoAll()
}
