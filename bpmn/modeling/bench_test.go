package modeling_test

import (
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// elements is how many elements the diagrams of the benchmarks have.
const elements = 10000

// generated returns a diagram of rows of tasks, each connected to the next.
func generated(n int) []byte {
	var model, di strings.Builder
	for i := range n / 2 {
		x, y := float64(i%100)*160, float64(i/100)*120
		fmt.Fprintf(&model, "    <bpmn:task id=\"T%d\" name=\"Task number %d\">\n", i, i)
		if i%100 > 0 {
			fmt.Fprintf(&model, "      <bpmn:incoming>F%d</bpmn:incoming>\n", i-1)
		}
		if i%100 < 99 {
			fmt.Fprintf(&model, "      <bpmn:outgoing>F%d</bpmn:outgoing>\n", i)
		}
		model.WriteString("    </bpmn:task>\n")
		fmt.Fprintf(&di, "      <bpmndi:BPMNShape id=\"T%d_di\" bpmnElement=\"T%d\">\n        <dc:Bounds x=\"%g\" y=\"%g\" width=\"100\" height=\"80\" />\n      </bpmndi:BPMNShape>\n", i, i, x, y)
		if i%100 < 99 {
			fmt.Fprintf(&model, "    <bpmn:sequenceFlow id=\"F%d\" sourceRef=\"T%d\" targetRef=\"T%d\" />\n", i, i, i+1)
			fmt.Fprintf(&di, "      <bpmndi:BPMNEdge id=\"F%d_di\" bpmnElement=\"F%d\">\n        <di:waypoint x=\"%g\" y=\"%g\" />\n        <di:waypoint x=\"%g\" y=\"%g\" />\n      </bpmndi:BPMNEdge>\n", i, i, x+100, y+40, x+160, y+40)
		}
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="` + bpmn.NS + `" xmlns:bpmndi="` + bpmn.NSDI + `" xmlns:dc="` + bpmn.NSDC + `" xmlns:di="` + bpmn.NSDD + `" id="D" targetNamespace="urn:t">
  <bpmn:process id="P">
` + model.String() + `  </bpmn:process>
  <bpmndi:BPMNDiagram id="BD">
    <bpmndi:BPMNPlane id="BP" bpmnElement="P">
` + di.String() + `    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`)
}

func large(b *testing.B) *bpmn.Document {
	b.Helper()
	d, err := bpmn.Parse("large.bpmn", generated(elements))
	if err != nil {
		b.Fatal(err)
	}
	d.SetBehaviors(modeling.Behaviors(sizes{}))
	return d
}

func tasks(d *bpmn.Document, n int) []bpmn.Element {
	var out []bpmn.Element
	for i := range n {
		out = append(out, d.ByID(fmt.Sprint("T", i*4)).Shape().Element)
	}
	return out
}

func edit(b *testing.B, d *bpmn.Document, op func(tx *bpmn.Tx) error) {
	b.Helper()
	if err := d.Edit("bench", op); err != nil {
		b.Fatal(err)
	}
}

// toAndFro moves the first n tasks by 20 and back, so that the work stays the
// same however often it is done.
func toAndFro(b *testing.B, n int, into func(*bpmn.Document) bpmn.Element) {
	d := large(b)
	moved := tasks(d, n)
	delta := geom.Pt(20, 20)
	for b.Loop() {
		edit(b, d, func(tx *bpmn.Tx) error { return modeling.Move(tx, moved, delta, into(d)) })
		delta = geom.Pt(-delta.X, -delta.Y)
	}
}

func ontoPlane(d *bpmn.Document) bpmn.Element { return d.Planes()[0] }

func BenchmarkMoveOne(b *testing.B) {
	toAndFro(b, 1, func(*bpmn.Document) bpmn.Element { return bpmn.Element{} })
}

func BenchmarkDropOne(b *testing.B) { toAndFro(b, 1, ontoPlane) }

func BenchmarkMoveAThousand(b *testing.B) { toAndFro(b, 1000, ontoPlane) }

func BenchmarkDeleteAThousand(b *testing.B) {
	d := large(b)
	many := tasks(d, 1000)
	for b.Loop() {
		edit(b, d, func(tx *bpmn.Tx) error { return modeling.Delete(tx, many...) })
		b.StopTimer()
		d.Undo()
		b.StartTimer()
	}
}

func BenchmarkUndoDeletingAThousand(b *testing.B) {
	d := large(b)
	many := tasks(d, 1000)
	for b.Loop() {
		b.StopTimer()
		edit(b, d, func(tx *bpmn.Tx) error { return modeling.Delete(tx, many...) })
		b.StartTimer()
		d.Undo()
	}
}

func BenchmarkAppend(b *testing.B) {
	d := large(b)
	one := tasks(d, 1)[0]
	for b.Loop() {
		edit(b, d, func(tx *bpmn.Tx) error { _, err := modeling.Append(tx, one, task()); return err })
		b.StopTimer()
		d.Undo()
		b.StartTimer()
	}
}

func BenchmarkCopyAndPasteAThousand(b *testing.B) {
	d := large(b)
	many := tasks(d, 1000)
	for b.Loop() {
		edit(b, d, func(tx *bpmn.Tx) error {
			xml, err := modeling.Copy(many)
			if err == nil {
				_, err = modeling.Paste(tx, xml, d.Planes()[0], geom.Pt(0, 0))
			}
			return err
		})
		b.StopTimer()
		d.Undo()
		b.StartTimer()
	}
}
