package layout_test

import (
	"fmt"
	"testing"

	"spiffmodeler/bpmn"
)

const dataModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="D" targetNamespace="urn:t">
  <bpmn:process id="P">
    <bpmn:dataObject id="O" /><bpmn:dataObjectReference id="R" dataObjectRef="O" />
    <bpmn:task id="A"><bpmn:dataOutputAssociation id="Shown"><bpmn:targetRef>R</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:task>
    <bpmn:task id="B"><bpmn:dataOutputAssociation id="Hidden"><bpmn:targetRef>R</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:task>
    <bpmn:task id="New"><bpmn:dataOutputAssociation id="OfNew"><bpmn:targetRef>R</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:task>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="dd"><bpmndi:BPMNPlane id="pl" bpmnElement="P">
    <bpmndi:BPMNShape id="A_di" bpmnElement="A"><dc:Bounds x="0" y="160" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="B_di" bpmnElement="B"><dc:Bounds x="0" y="300" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="R_di" bpmnElement="R"><dc:Bounds x="200" y="160" width="36" height="50" /></bpmndi:BPMNShape>%s
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`

const shownEdge = `<bpmndi:BPMNEdge id="Shown_di" bpmnElement="Shown"><di:waypoint x="100" y="185" /><di:waypoint x="200" y="185" /></bpmndi:BPMNEdge>`

func TestWhatADiagramLeavesOutStaysOut(t *testing.T) {
	for _, c := range []struct {
		name, edges string
		hidden      bool
	}{{"a file that draws an association of data", shownEdge, true}, {"a file that draws none", "", false}} {
		d, err := bpmn.Parse("data.bpmn", fmt.Appendf(nil, dataModel, c.edges))
		if err != nil {
			t.Fatal(err)
		}
		missing(t, d)
		if d.ByID("Hidden").Edge().IsZero() != c.hidden {
			t.Errorf("%s: an association between shapes of the file is left out: %v", c.name, !c.hidden)
		}
		for _, id := range []string{"Shown", "OfNew"} {
			if d.ByID(id).Edge().IsZero() {
				t.Errorf("%s: %s isn't drawn", c.name, id)
			}
		}
	}
}

func TestAConversationStandsForItsMessageFlows(t *testing.T) {
	d, err := bpmn.Parse("talk.bpmn", []byte(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="D" targetNamespace="urn:t">
  <bpmn:collaboration id="C">
    <bpmn:participant id="A" /><bpmn:participant id="B" />
    <bpmn:messageFlow id="Inside" sourceRef="A" targetRef="B" /><bpmn:messageFlow id="Beside" sourceRef="B" targetRef="A" />
    <bpmn:conversation id="T"><bpmn:participantRef>A</bpmn:participantRef><bpmn:participantRef>B</bpmn:participantRef><bpmn:messageFlowRef>Inside</bpmn:messageFlowRef></bpmn:conversation>
  </bpmn:collaboration>
  <bpmndi:BPMNDiagram id="dd"><bpmndi:BPMNPlane id="pl" bpmnElement="C">
    <bpmndi:BPMNShape id="A_di" bpmnElement="A" isHorizontal="true"><dc:Bounds x="0" y="0" width="160" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="B_di" bpmnElement="B" isHorizontal="true"><dc:Bounds x="0" y="300" width="160" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="T_di" bpmnElement="T"><dc:Bounds x="50" y="165" width="60" height="50" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`))
	if err != nil {
		t.Fatal(err)
	}
	missing(t, d)
	if !d.ByID("Inside").Edge().IsZero() || d.ByID("Beside").Edge().IsZero() {
		t.Errorf("drawn: the flow in the conversation %v, the one beside it %v", !d.ByID("Inside").Edge().IsZero(), !d.ByID("Beside").Edge().IsZero())
	}
}
