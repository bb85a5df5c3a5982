package bpmn_test

import (
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// generated returns a diagram with n elements: a row of tasks, each with a
// flow to the next, and a shape or edge for each.
func generated(n int) string {
	var model, di strings.Builder
	for i := range n / 2 {
		fmt.Fprintf(&model, "    <bpmn:task id=\"T%d\" name=\"Task number %d\">\n      <bpmn:incoming>F%d</bpmn:incoming>\n      <bpmn:outgoing>F%d</bpmn:outgoing>\n    </bpmn:task>\n", i, i, i-1, i)
		fmt.Fprintf(&model, "    <bpmn:sequenceFlow id=\"F%d\" sourceRef=\"T%d\" targetRef=\"T%d\" />\n", i, i, (i+1)%(n/2))
		x, y := float64(i%100)*160, float64(i/100)*120
		fmt.Fprintf(&di, "      <bpmndi:BPMNShape id=\"T%d_di\" bpmnElement=\"T%d\">\n        <dc:Bounds x=\"%g\" y=\"%g\" width=\"100\" height=\"80\" />\n      </bpmndi:BPMNShape>\n", i, i, x, y)
		fmt.Fprintf(&di, "      <bpmndi:BPMNEdge id=\"F%d_di\" bpmnElement=\"F%d\">\n        <di:waypoint x=\"%g\" y=\"%g\" />\n        <di:waypoint x=\"%g\" y=\"%g\" />\n      </bpmndi:BPMNEdge>\n", i, i, x+100, y+40, x+160, y+40)
	}
	return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="` + bpmn.NS + `" xmlns:bpmndi="` + bpmn.NSDI + `" xmlns:dc="` + bpmn.NSDC + `" xmlns:di="` + bpmn.NSDD + `" id="D" targetNamespace="urn:t">
  <bpmn:process id="P">
` + model.String() + `  </bpmn:process>
  <bpmndi:BPMNDiagram id="BD">
    <bpmndi:BPMNPlane id="BP" bpmnElement="P">
` + di.String() + `    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}

const elements = 10000

func BenchmarkOpen(b *testing.B) {
	src := []byte(generated(elements))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bpmn.Parse("x", src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSaveAfterAnEdit(b *testing.B) {
	d, err := bpmn.Parse("x", []byte(generated(elements)))
	if err != nil {
		b.Fatal(err)
	}
	_ = d.Edit("x", func(tx *bpmn.Tx) error { tx.SetAttr(d.ByID("T7"), "name", "y"); return nil })
	for b.Loop() {
		if len(d.Bytes()) == 0 {
			b.Fatal("nothing written")
		}
	}
}

func BenchmarkMoveOneShape(b *testing.B) {
	d, err := bpmn.Parse("x", []byte(generated(elements)))
	if err != nil {
		b.Fatal(err)
	}
	s, x := d.ByID("T7").Shape(), 0.0
	for b.Loop() {
		x++
		_ = d.Edit("Move", func(tx *bpmn.Tx) error { tx.SetBounds(s, geom.R(x, 0, 100, 80)); return nil })
	}
}

func BenchmarkDeleteAThousandAndUndo(b *testing.B) {
	d, err := bpmn.Parse("x", []byte(generated(elements)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		_ = d.Edit("Delete", func(tx *bpmn.Tx) error {
			for i := range 1000 {
				e := d.ByID(fmt.Sprint("T", i))
				tx.Remove(e.Shape().Element)
				tx.Remove(e)
			}
			return nil
		})
		d.Undo()
	}
}
