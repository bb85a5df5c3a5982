package layout_test

import (
	"math/rand/v2"
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

// Files of which any part of the diagram is lost open all the same: what is
// missing is drawn, what is there stays, and a second look finds nothing to do.
func TestDiagramsWithHolesAreFilled(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.bpmn")
	more, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	if len(more) == 0 {
		t.Log("the folder with interchange files is not here: examples only")
	}
	for _, f := range append(files, more...) {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(6) {
			d, err := bpmn.Parse(f, raw)
			if err != nil {
				break
			}
			rnd := rand.New(rand.NewPCG(seed, 7))
			kept := map[bpmn.Element]geom.Rect{}
			if err := d.Prepare(func(tx *bpmn.Tx) error {
				for _, p := range d.Planes() {
					for _, di := range p.Children() {
						switch s := di.AsShape(); {
						case rnd.IntN(3) == 0:
							tx.Remove(di)
						case !s.IsZero():
							kept[di] = s.Bounds()
						}
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			missing(t, d)
			for di, was := range kept {
				now := di.AsShape().Bounds()
				k := di.Semantic().Kind()
				if now != was && !k.IsSubProcess() && k != bpmn.Participant && k != bpmn.Lane && !was.Empty() {
					t.Errorf("%s, seed %d: %s was at %v and is at %v", filepath.Base(f), seed, di.ID(), was, now)
				}
			}
			text := d.XML().String()
			missing(t, d)
			if d.XML().String() != text {
				t.Errorf("%s, seed %d: a second look changed something", filepath.Base(f), seed)
			}
		}
	}
}
