package schema_test

import (
	"slices"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/schema"
)

// What is added to an element, in whatever order, stands where the schema wants
// it: SpiffWorkflow refuses a file in which it doesn't.
func TestChildrenAreAddedInTheOrderOfTheSchema(t *testing.T) {
	for parent, names := range map[string]string{
		`<task id="X"/>`:       "documentation extensionElements incoming outgoing ioSpecification property dataInputAssociation dataOutputAssociation potentialOwner multiInstanceLoopCharacteristics",
		`<subProcess id="X"/>`: "documentation extensionElements incoming ioSpecification dataInputAssociation standardLoopCharacteristics laneSet task textAnnotation",
		`<startEvent id="X"/>`: "extensionElements outgoing property dataOutput dataOutputAssociation outputSet timerEventDefinition",
		`<endEvent id="X"/>`:   "extensionElements incoming property dataInput dataInputAssociation inputSet messageEventDefinition",
		`<ioSpecification id="X"><inputSet/><outputSet/></ioSpecification>`: "dataInput dataOutput",
		`<task id="Y"><multiInstanceLoopCharacteristics id="X"/></task>`:    "loopCardinality loopDataInputRef loopDataOutputRef inputDataItem outputDataItem completionCondition",
		`<laneSet id="L"><lane id="X"/></laneSet>`:                          "extensionElements flowNodeRef childLaneSet",
	} {
		d, err := bpmn.Parse("m.bpmn", []byte(head+process(parent)+"</definitions>"))
		if err != nil {
			t.Fatal(err)
		}
		list := strings.Fields(names)
		slices.Reverse(list)
		if err := d.Edit("Add", func(tx *bpmn.Tx) error {
			for _, name := range list {
				el := tx.Add(d.ByID("X"), name)
				if name == "ioSpecification" {
					tx.Add(el, "outputSet")
					tx.Add(el, "inputSet")
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, p := range schema.Check(d) {
			if strings.Contains(p.Message, "can't stand here") {
				t.Errorf("%s: %s\n%s", parent, p.Message, d.Bytes())
			}
		}
	}
}
