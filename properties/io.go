package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var inputOutput = Group{Label: "Input/Output",
	Shown: func(e bpmn.Element) bool { return e.Kind() == bpmn.Process || e.Kind().Is(bpmn.ActivityClass) },
	Note:  "Without inputs and outputs all variables are there.",
	Fields: []Field{
		{Label: "Inputs", Editor: List, Rows: ioRows("input", "dataInput", "inputSet", "dataInputRefs")},
		{Label: "Outputs", Editor: List, Rows: ioRows("output", "dataOutput", "outputSet", "dataOutputRefs")},
	}}

func ioOf(e bpmn.Element) bpmn.Element { return e.Child("ioSpecification") }

// ioRows are the inputs or outputs. Only those that a set lists count for the
// engine (SpiffWorkflow: bpmn/parser/spec_description.py), so a set goes along.
func ioRows(noun, tag, set, refs string) *Rows {
	return &Rows{Noun: noun, Empty: "None.",
		List: spiff.ChildList(tag).In(ioOf),
		New: func(tx *bpmn.Tx, e bpmn.Element) (bpmn.Element, error) {
			io := tx.Ensure(e, bpmn.NS, "ioSpecification")
			var before bpmn.Element
			for _, c := range io.Children() {
				if t := c.Tag(); t == "inputSet" || t == "outputSet" || tag == "dataInput" && t == "dataOutput" {
					before = c
					break
				}
			}
			id := firstFree(noun, tx.Document().HasID)
			row := tx.InsertNS(io, before, bpmn.NS, tag, bpmn.Attribute{Name: "id", Value: id}, bpmn.Attribute{Name: "name", Value: id})
			for _, s := range []string{"inputSet", "outputSet"} { // the schema asks for both
				if io.Child(s).IsZero() {
					tx.Add(io, s, bpmn.Attribute{Name: "id", Value: tx.NewID("Set")})
				}
			}
			tx.SetText(tx.Add(io.Child(set), refs), id)
			return row, nil
		},
		Delete: func(tx *bpmn.Tx, e, row bpmn.Element) error {
			for _, r := range tx.Document().References(row.ID()) {
				tx.RemoveReference(r)
			}
			tx.Remove(row)
			if io := ioOf(e); io.Child("dataInput").IsZero() && io.Child("dataOutput").IsZero() {
				tx.Remove(io)
			}
			return nil
		},
		Fields: []Field{{Label: "Name", Editor: Text, Slot: idAndName, Check: checkVariableID}},
	}
}

// idAndName is an id that the name follows.
var idAndName = slot{idSlot.get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
	if err := tx.Rename(e, v); err != nil {
		return err
	}
	tx.SetAttr(e, "name", v)
	return nil
}, idSlot.clear}
