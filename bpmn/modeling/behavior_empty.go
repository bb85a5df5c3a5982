package modeling

import "spiffmodeler/bpmn"

// RemoveEmptyContainers removes lane sets without lanes and input/output
// specifications without ports.
func RemoveEmptyContainers(tx *bpmn.Tx, c *bpmn.Change) error {
	lanes, ports := false, false
	for _, e := range c.Removed {
		lanes = lanes || e.Kind() == bpmn.Lane
		ports = ports || e.Kind() == bpmn.DataInput || e.Kind() == bpmn.DataOutput
	}
	if !lanes && !ports {
		return nil
	}
	for _, p := range tx.Document().Processes() {
		if lanes {
			for _, set := range p.ChildrenNamed("laneSet") {
				pruneLaneSet(tx, set)
			}
		}
		if spec := p.Child("ioSpecification"); ports && !spec.IsZero() &&
			len(spec.ChildrenNamed("dataInput"))+len(spec.ChildrenNamed("dataOutput")) == 0 {
			tx.Remove(spec)
		}
	}
	return nil
}

func pruneLaneSet(tx *bpmn.Tx, set bpmn.Element) {
	lanes := set.ChildrenNamed("lane")
	if len(lanes) == 0 {
		tx.Remove(set)
		return
	}
	for _, l := range lanes {
		for _, sub := range l.ChildrenNamed("childLaneSet") {
			pruneLaneSet(tx, sub)
		}
	}
}

// RemoveEmptyCollaboration turns a plane back into one of a process when the
// last pool is gone.
func RemoveEmptyCollaboration(tx *bpmn.Tx, c *bpmn.Change) error {
	gone := false
	for _, e := range c.Removed {
		gone = gone || e.Kind() == bpmn.Participant
	}
	if !gone {
		return nil
	}
	doc := tx.Document()
	for _, collaboration := range doc.RootElements(bpmn.Collaboration) {
		if len(collaboration.ChildrenNamed("participant")) > 0 || doc.PlaneOf(collaboration).IsZero() {
			continue
		}
		process := freeProcess(tx)
		for _, r := range doc.References(collaboration.ID()) {
			if r.Name == "bpmnElement" {
				tx.SetReference(r, process.ID())
			}
		}
		keep := false
		for _, k := range collaboration.Children() {
			switch {
			case k.Kind().Is(bpmn.ArtifactClass) || k.Kind() == bpmn.Association:
				tx.Move(k, process)
			default:
				keep = true // correlation keys, documentation: not ours to drop
			}
		}
		if !keep {
			tx.Remove(collaboration)
		}
	}
	return nil
}

// freeProcess returns a process that no pool shows, made when there is none.
func freeProcess(tx *bpmn.Tx) bpmn.Element {
	for _, p := range tx.Document().Processes() {
		if p.Participant().IsZero() && tx.Document().PlaneOf(p).IsZero() {
			return p
		}
	}
	return newProcess(tx)
}
