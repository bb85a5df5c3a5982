package layout_test

import (
	"os"
	"path/filepath"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// blemishes counts what a designer would not accept in the flows of a document:
// those that run through shapes and those that lie on each other.
func blemishes(d *bpmn.Document) (flows, through, on int, which []string) {
	for _, p := range d.Processes() {
		bpmn.Walk(p, func(scope bpmn.Element) bool {
			if k := scope.Kind(); k != bpmn.Process && !k.IsSubProcess() {
				return true
			}
			list := scope.ChildrenNamed("sequenceFlow")
			for i, f := range list {
				flows++
				plane := f.Edge().Plane()
				route := f.Edge().Waypoints()
				var shapes []geom.Rect
				for _, el := range scope.FlowElements() {
					s := layout.ShapeOn(el, plane)
					if k := el.Kind(); s.IsZero() || el == f.Source() || el == f.Target() || f.Source().AttachedTo() == el || !k.IsFlowNode() || k == bpmn.BoundaryEvent {
						continue
					}
					shapes = append(shapes, s.Bounds())
				}
				if layout.RunsThrough(route, shapes) {
					through++
					which = append(which, "through "+f.ID())
				}
				for _, g := range list[:i] {
					if g.Edge().Plane() == plane && layout.LiesOn(route, []layout.Line{{Route: g.Edge().Waypoints(),
						SameStart: f.Source() == g.Source(), SameEnd: f.Target() == g.Target()}}) {
						on++
						which = append(which, "on "+f.ID()+" "+g.ID())
					}
				}
			}
			return true
		})
	}
	return flows, through, on, which
}

func TestFlowsOfLaidOutModelsAreEasyToFollow(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.bpmn")
	more, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	spiff, _ := filepath.Glob("../../../shared/conformance/models/*/*.bpmn")
	flows, through, on := 0, 0, 0
	for _, f := range append(append(files, more...), spiff...) {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := bpmn.Parse(f, raw); err != nil || len(d.Processes()) == 0 {
			continue
		}
		d := withoutDiagram(t, f, raw)
		missing(t, d)
		n, a, b, which := blemishes(d)
		flows, through, on = flows+n, through+a, on+b
		if a+b > 0 {
			t.Logf("%s: %v", filepath.Base(f), which)
		}
	}
	t.Logf("of %d flows %d run through shapes and %d lie on others", flows, through, on)
	if 100*through > flows || 50*on > flows {
		t.Errorf("of %d flows %d run through shapes and %d lie on others", flows, through, on)
	}
}
