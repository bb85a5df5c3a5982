package modeling

import "spiffmodeler/bpmn"

// shareDataObject makes a new data object reference mean the scope's first data
// object, or a new one when there is none. SpiffWorkflow uses the object's id
// as the variable's name, so it must be an identifier.
func shareDataObject(tx *bpmn.Tx, ref, scope bpmn.Element) {
	obj := scope.Child("dataObject")
	if obj.IsZero() {
		id := tx.NewID("DataObject")
		obj = tx.Add(scope, "dataObject", bpmn.Attribute{Name: "id", Value: id}, bpmn.Attribute{Name: "name", Value: id})
	}
	tx.SetAttr(ref, "dataObjectRef", obj.ID())
	if name := obj.Name(); name != "" {
		tx.SetAttr(ref, "name", name)
	}
}

// newDataPort makes a data input or output of a process, listed in its sets:
// the engine counts only what is listed. The name is the id, which is the
// variable's name.
func newDataPort(tx *bpmn.Tx, k bpmn.Kind, process bpmn.Element, id bpmn.Attribute) bpmn.Element {
	spec := process.Child("ioSpecification")
	if spec.IsZero() {
		spec = tx.Add(process, "ioSpecification")
	}
	el := tx.Add(spec, k.Info().Tag, id, bpmn.Attribute{Name: "name", Value: id.Value})
	ins := ensureChild(tx, spec, "inputSet")
	outs := ensureChild(tx, spec, "outputSet")
	if k == bpmn.DataInput {
		tx.SetText(tx.Add(ins, "dataInputRefs"), id.Value)
	} else {
		tx.SetText(tx.Add(outs, "dataOutputRefs"), id.Value)
	}
	return el
}

func ensureChild(tx *bpmn.Tx, parent bpmn.Element, local string) bpmn.Element {
	return tx.Ensure(parent, bpmn.NS, local)
}
