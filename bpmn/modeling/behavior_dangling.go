package modeling

import "spiffmodeler/bpmn"

// RemoveDangling removes what can't be without an element that is gone: its
// shapes and edges, connections, boundary events, and every reference to it.
func RemoveDangling(tx *bpmn.Tx, c *bpmn.Change) error {
	doc := tx.Document()
	for _, e := range c.Removed {
		id := e.ID()
		if id == "" || e.IsDI() || doc.HasID(id) {
			continue
		}
		for _, r := range doc.References(id) {
			from := r.From
			if !from.IsLive() {
				continue
			}
			switch {
			case from.IsDI() && r.Name == "bpmnElement":
				removeDI(tx, from)
			case isEndOf(from, r.Name), r.Name == "attachedToRef", r.Name == "dataObjectRef":
				if err := Delete(tx, from); err != nil {
					return err
				}
			default:
				tx.RemoveReference(r)
			}
		}
	}
	return nil
}

func isEndOf(from bpmn.Element, name string) bool {
	return from.Kind().Is(bpmn.ConnectionClass) && (name == "sourceRef" || name == "targetRef")
}

// removeDI removes a shape or edge; a plane goes with its diagram, but a file
// keeps at least one.
func removeDI(tx *bpmn.Tx, di bpmn.Element) {
	if di.Kind() != bpmn.Plane {
		tx.Remove(di)
		return
	}
	if len(tx.Document().Diagrams()) > 1 {
		tx.Remove(di.Parent())
	}
}
