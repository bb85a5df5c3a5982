package modeling

import "spiffmodeler/bpmn"

// KeepFlowLists keeps the incoming and outgoing children of flow nodes in step
// with the ends of sequence flows, in files that have such children.
func KeepFlowLists(tx *bpmn.Tx, c *bpmn.Change) error {
	for _, list := range [][]bpmn.Element{c.Removed, c.Changed, c.Added} {
		for _, f := range list {
			if f.Kind() == bpmn.SequenceFlow || f.Kind() == bpmn.MessageFlow || f.Kind() == bpmn.Association {
				keepLists(tx, f)
			}
		}
	}
	return nil
}

func keepLists(tx *bpmn.Tx, f bpmn.Element) {
	id := f.ID()
	if id == "" || !f.IsLive() && tx.Document().HasID(id) {
		return
	}
	var source, target bpmn.Element
	if f.IsLive() && f.Kind() == bpmn.SequenceFlow {
		source, target = f.Source(), f.Target()
	}
	hasOut, hasIn, listed := false, false, false
	for _, r := range tx.Document().References(id) {
		switch {
		case r.IsAttr():
		case r.Name == "outgoing":
			listed = true
			hasOut = keepOne(tx, r, source, hasOut)
		case r.Name == "incoming":
			listed = true
			hasIn = keepOne(tx, r, target, hasIn)
		}
	}
	if hasOut && hasIn || source.IsZero() && target.IsZero() || !listed && !listsFlows(tx, f) {
		return
	}
	if !hasOut && source.Kind().IsFlowNode() {
		tx.SetText(tx.Add(source, "outgoing"), id)
	}
	if !hasIn && target.Kind().IsFlowNode() {
		tx.SetText(tx.Add(target, "incoming"), id)
	}
}

// keepOne removes an entry that stands at the wrong element or twice. It
// returns whether the right one is there.
func keepOne(tx *bpmn.Tx, r bpmn.Reference, want bpmn.Element, has bool) bool {
	if r.From == want && !has {
		return true
	}
	tx.RemoveReference(r)
	return has
}

// listsFlows reports whether the file lists flows at their ends: whether
// another flow of the scope is listed, or there is no other.
func listsFlows(tx *bpmn.Tx, f bpmn.Element) bool {
	for n := range f.Parent().Node().Children {
		other := bpmn.ElementOf(n)
		if other.Kind() != bpmn.SequenceFlow || other == f || tx.Hinted(connected, other) {
			continue
		}
		for _, r := range other.Document().References(other.ID()) {
			if !r.IsAttr() && (r.Name == "outgoing" || r.Name == "incoming") {
				return true
			}
		}
		return false
	}
	return true
}

// KeepDefaultFlows clears a default that names a flow which leaves another
// element now.
func KeepDefaultFlows(tx *bpmn.Tx, c *bpmn.Change) error {
	for _, f := range c.Changed {
		if f.Kind() == bpmn.MessageFlow || f.Kind() == bpmn.SequenceFlow {
			for _, r := range tx.Document().References(f.ID()) {
				if r.Name == "default" && (r.From != f.Source() || f.Kind() != bpmn.SequenceFlow) {
					tx.RemoveReference(r)
				}
			}
		}
	}
	return nil
}
