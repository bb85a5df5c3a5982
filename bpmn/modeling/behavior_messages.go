package modeling

import "spiffmodeler/bpmn"

// RemoveUnusedMessages removes messages with the last event, task or flow that
// named them, as SpiffWorkflow's modeler does. One from which correlation
// properties are read stays: what was written there would be lost.
func RemoveUnusedMessages(tx *bpmn.Tx, c *bpmn.Change) error {
	doc := tx.Document()
	for _, e := range c.Removed {
		k := e.Kind()
		if !k.Is(bpmn.EventClass) && k != bpmn.SendTask && k != bpmn.ReceiveTask && k != bpmn.MessageFlow {
			continue
		}
		names := []string{e.Attr("messageRef")}
		for _, def := range e.ChildrenNamed("messageEventDefinition") {
			names = append(names, def.Attr("messageRef"))
		}
		for _, name := range names {
			if name != "" {
				removeUnused(tx, doc.ByID(name), bpmn.Message)
			}
		}
	}
	return nil
}
