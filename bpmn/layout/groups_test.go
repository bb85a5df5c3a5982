package layout_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
)

const grouped = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t">
  <bpmn:category id="C"><bpmn:categoryValue id="Outer_value" value="Outer" /><bpmn:categoryValue id="Inner_value" value="Inner" /><bpmn:categoryValue id="None" value="None" /></bpmn:category>
  <bpmn:process id="P">
    <bpmn:startEvent id="S"><bpmn:outgoing>F1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:task id="A"><bpmn:categoryValueRef>Outer_value</bpmn:categoryValueRef><bpmn:categoryValueRef>Inner_value</bpmn:categoryValueRef><bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing></bpmn:task>
    <bpmn:task id="B"><bpmn:categoryValueRef>Outer_value</bpmn:categoryValueRef><bpmn:incoming>F2</bpmn:incoming><bpmn:outgoing>F3</bpmn:outgoing></bpmn:task>
    <bpmn:endEvent id="E"><bpmn:incoming>F3</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="F1" sourceRef="S" targetRef="A" />
    <bpmn:sequenceFlow id="F2" sourceRef="A" targetRef="B" />
    <bpmn:sequenceFlow id="F3" sourceRef="B" targetRef="E" />
    <bpmn:group id="Outer" categoryValueRef="Outer_value" />
    <bpmn:group id="Inner" categoryValueRef="Inner_value" />
    <bpmn:group id="Lost" categoryValueRef="None" />
  </bpmn:process>
</bpmn:definitions>
`

func TestGroupsThatAreMissingAreDrawnAroundTheirMembers(t *testing.T) {
	d, err := bpmn.Parse("grouped.bpmn", []byte(grouped))
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string) {
		t.Helper()
		box := func(id string) (s bpmn.Shape) { return d.ByID(id).Shape() }
		outer, inner := box("Outer").Bounds(), box("Inner").Bounds()
		switch {
		case !outer.ContainsRect(inner), !outer.ContainsRect(box("B").Bounds()), !inner.ContainsRect(box("A").Bounds()):
			t.Errorf("%s: the groups lie at %v and %v", what, outer, inner)
		case outer.Intersects(box("E").Bounds()), outer.Intersects(box("S").Bounds()), inner.Intersects(box("B").Bounds()):
			t.Errorf("%s: the groups at %v and %v hold what isn't theirs", what, outer, inner)
		case box("Lost").IsZero():
			t.Errorf("%s: a group of nothing is drawn as well", what)
		}
		text := d.XML().String()
		missing(t, d)
		if d.XML().String() != text {
			t.Errorf("%s: a second look changed something", what)
		}
	}
	missing(t, d)
	check("no diagram")
	if err := d.Prepare(func(tx *bpmn.Tx) error {
		for _, id := range []string{"Outer", "Inner"} {
			tx.Remove(d.ByID(id).Shape().Element)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	missing(t, d)
	check("no groups")
	if strings.Count(d.XML().String(), "bpmnElement=\"Outer\"") != 1 {
		t.Error("the group is drawn more than once")
	}
}
