package bpmn

// New returns a document with one executable process that has a start event.
// name is the file name that it will be saved under, for messages.
func New(name, processID string) (*Document, error) {
	d, err := Parse(name, []byte(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="`+NS+`" xmlns:bpmndi="`+NSDI+`" xmlns:dc="`+NSDC+`" xmlns:di="`+NSDD+`" xmlns:spiffworkflow="`+NSSpiff+`" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Spiff Modeler">
  <bpmn:process id="`+processID+`" isExecutable="true">
    <bpmn:startEvent id="StartEvent_1" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="`+processID+`">
      <bpmndi:BPMNShape id="StartEvent_1_di" bpmnElement="StartEvent_1">
        <dc:Bounds x="182" y="162" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`))
	if err != nil {
		return nil, err
	}
	d.MarkUnsaved()
	return d, nil
}
