package layout_test

import (
	"os"
	"path/filepath"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/layout"
)

// messageBlemishes counts the message flows that run through shapes and those
// that lie on other flows.
func messageBlemishes(d *bpmn.Document) (flows, through, on int, which []string) {
	for _, plane := range d.Planes() {
		shapes := layout.ObstaclesAcross(plane)
		var lines []bpmn.Edge
		for _, di := range plane.Children() {
			if k := di.Semantic().Kind(); k == bpmn.SequenceFlow || k == bpmn.MessageFlow {
				lines = append(lines, di.AsEdge())
			}
		}
		for _, e := range lines {
			f := e.Semantic()
			a, b := layout.ShapeOn(f.Source(), plane), layout.ShapeOn(f.Target(), plane)
			if f.Kind() != bpmn.MessageFlow || a.IsZero() || b.IsZero() {
				continue
			}
			flows++
			route := e.Waypoints()
			if layout.RunsThrough(route, shapes.BetweenPools(layout.EndOf(a), layout.EndOf(b))) {
				through++
				which = append(which, "through "+f.ID())
			}
			for _, o := range lines {
				alike := o.Semantic().Kind() == bpmn.MessageFlow
				if o != e && layout.LiesOn(route, []layout.Line{{Route: o.Waypoints(),
					SameStart: alike && o.Semantic().Source() == f.Source(), SameEnd: alike && o.Semantic().Target() == f.Target()}}) {
					on++
					which = append(which, "on "+f.ID()+" "+o.ID())
					break
				}
			}
		}
	}
	return flows, through, on, which
}

func TestMessageFlowsOfLaidOutModelsAreEasyToFollow(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.bpmn")
	more, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	if len(more) == 0 {
		t.Log("the folder with interchange files is not here: examples only")
	}
	flows, through, on := 0, 0, 0
	for _, tidied := range []bool{false, true} {
		for _, f := range append(append([]string(nil), files...), more...) {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d, err := bpmn.Parse(f, raw)
			if err != nil || len(d.RootElements(bpmn.Collaboration)) == 0 {
				continue
			}
			if tidied {
				if err := d.Prepare(func(tx *bpmn.Tx) error { return layout.Tidy(tx, d.Planes()[0], nil) }); err != nil {
					t.Fatal(err)
				}
			} else {
				d = withoutDiagram(t, f, raw)
				missing(t, d)
			}
			n, a, b, which := messageBlemishes(d)
			flows, through, on = flows+n, through+a, on+b
			if a+b > 0 {
				t.Logf("%s: %v", filepath.Base(f), which)
			}
		}
	}
	t.Logf("of %d message flows %d run through shapes and %d lie on others", flows, through, on)
	if 20*through > flows || 4*on > flows {
		t.Errorf("of %d message flows %d run through shapes and %d lie on others", flows, through, on)
	}
}
