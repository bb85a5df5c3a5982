package modeling_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

func TestZZ(t *testing.T) {
	src, _ := os.ReadFile("/tmp/modeling-before.bpmn")
	d, err := bpmn.Parse("x", src)
	if err != nil {
		t.Fatal(err)
	}
	pl := d.Planes()
	for _, p := range pl {
		fmt.Println("plane", p.ID(), p.Attr("bpmnElement"), p.Semantic().Kind(), len(p.Children()))
	}
	d.SetBehaviors(modeling.Behaviors(sizes{}))
	var els []bpmn.Element
	for _, id := range []string{"Task 1", "Task 3", "Start Event", "End Event"} {
		bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
			if e.Name() == id && !e.Shape().IsZero() && len(els) < 4 {
				els = append(els, e.Shape().Element)
			}
			return true
		})
	}
	xml, err := modeling.Copy(els)
	fmt.Println(err, strings.Count(xml, "BPMNShape"), len(els))
	i := strings.Index(xml, "BPMNDiagram")
	_ = i
	err = d.Edit("paste", func(tx *bpmn.Tx) error {
		_, err := modeling.Paste(tx, xml, pl[0], geom.Pt(310, 650))
		return err
	})
	fmt.Println(err, strings.Count(string(d.Bytes()), "BPMNShape"), strings.Count(string(src), "BPMNShape"))
}
