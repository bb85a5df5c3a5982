package notation

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// A new kind of element fails here until it has its row.
func TestEveryKindHasADrawing(t *testing.T) {
	for i, row := range bpmn.Kinds {
		k := bpmn.Kind(i)
		_, shape := drawings[k]
		_, flow := flowDrawings[k]
		switch {
		case row.Class == bpmn.ConnectionClass && !flow:
			t.Errorf("%s has no row in flowDrawings", k)
		case row.Class != bpmn.ConnectionClass && !shape:
			t.Errorf("%s has no row in drawings", k)
		}
		if row.Class == bpmn.EventClass && rings[k] == (ring{}) {
			t.Errorf("%s has no row in rings", k)
		}
		if _, ok := gatewaySigns[k]; row.Class == bpmn.GatewayClass && !ok {
			t.Errorf("%s has no row in gatewaySigns", k)
		}
		f := Figure{Kind: k, Bounds: geom.R(0, 0, row.W, row.H), Name: "Name"}
		if row.W > 0 && row.Class != bpmn.ConnectionClass && len(f.List()) == 0 {
			t.Errorf("%s has a size, but nothing is drawn", k)
		}
		if row.W > 0 && len(Icon(k, bpmn.NoDefinition, Traits{})) == 0 {
			t.Errorf("%s has no icon", k)
		}
	}
	for i := range bpmn.EventDefinitions {
		if _, ok := definitionIcons[bpmn.Definition(i)]; !ok {
			t.Errorf("event definition %s has no row in definitionIcons", bpmn.Definition(i))
		}
	}
}
