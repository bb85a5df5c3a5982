package layout_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// shuffled throws the flow nodes of a document about.
func shuffled(t *testing.T, d *bpmn.Document) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(5, 6))
	err := d.Prepare(func(tx *bpmn.Tx) error {
		for _, p := range d.Planes() {
			for _, x := range p.Children() {
				if s := x.AsShape(); s.Semantic().Kind().IsFlowNode() {
					r := s.Bounds()
					tx.SetBounds(s, r.Moved(geom.Pt(float64(rnd.IntN(60)*10), float64(rnd.IntN(60)*10))))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func model(xml string) string {
	i := strings.Index(xml, "BPMNDiagram")
	if i < 0 {
		return xml
	}
	return xml[:i]
}

func TestTidyMakesADiagramReadableAndTouchesOnlyIt(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.bpmn")
	more, _ := filepath.Glob("../../../shared/conformance/models/*/*.bpmn")
	for _, f := range append(files, more...) {
		t.Run(filepath.Base(f), func(t *testing.T) {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d := withoutDiagram(t, f, raw)
			if len(d.Processes()) == 0 {
				t.Skip("no process")
			}
			missing(t, d)
			shuffled(t, d)
			before := d.XML().String()
			for _, p := range d.Planes() {
				if err := d.Edit("Tidy", func(tx *bpmn.Tx) error { return layout.Tidy(tx, p, nil) }); err != nil {
					t.Fatal(err)
				}
			}
			readable(t, d)
			if model(d.XML().String()) != model(before) {
				t.Error("the model was changed")
			}
			for d.Undo() {
			}
			if d.XML().String() != before {
				t.Error("undo doesn't bring the old picture back")
			}
		})
	}
}

func TestTidyOfASelectionLeavesTheRestAlone(t *testing.T) {
	raw, err := os.ReadFile("../../examples/order/order.bpmn")
	if err != nil {
		t.Fatal(err)
	}
	d, err := bpmn.Parse("order.bpmn", raw)
	if err != nil {
		t.Fatal(err)
	}
	plane := d.Planes()[0]
	shuffled(t, d)
	var some []bpmn.Element
	rest := map[bpmn.Element]geom.Rect{}
	for i, el := range d.Processes()[0].FlowElements() {
		if !el.Kind().IsFlowNode() {
			continue
		}
		if i%2 == 0 {
			some = append(some, el)
		} else {
			rest[el] = el.Shape().Bounds()
		}
	}
	if err := d.Edit("Tidy", func(tx *bpmn.Tx) error { return layout.Tidy(tx, plane, some) }); err != nil {
		t.Fatal(err)
	}
	for el, was := range rest {
		if el.Shape().Bounds() != was {
			t.Errorf("%s was moved", el.ID())
		}
	}
	for i, a := range some {
		for _, b := range some[i+1:] {
			if a.Shape().Bounds().Intersects(b.Shape().Bounds()) {
				t.Errorf("%s lies on %s", a.ID(), b.ID())
			}
		}
	}
}
