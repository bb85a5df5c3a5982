package modeling

import "spiffmodeler/bpmn"

// connected is the hint that a connection is new or got other ends.
const connected = "connected"

// KeepCompensation makes the activity that a compensation event leads to one
// for compensation, which has no sequence flows and no boundary events.
func KeepCompensation(tx *bpmn.Tx, c *bpmn.Change) error {
	for _, con := range touched(c, connected, tx) {
		a, b := con.Source(), con.Target()
		if con.Kind() != bpmn.Association || !isCompensation(a, b) {
			continue
		}
		tx.SetAttr(b, "isForCompensation", "true")
		for _, other := range b.Connections() {
			if k := other.Kind(); k == bpmn.SequenceFlow || k == bpmn.MessageFlow {
				if err := Delete(tx, other); err != nil {
					return err
				}
			}
		}
		for _, e := range b.BoundaryEvents() {
			if err := Delete(tx, e); err != nil {
				return err
			}
		}
	}
	return releaseCompensation(tx, c)
}

// releaseCompensation takes the mark away when the association goes.
func releaseCompensation(tx *bpmn.Tx, c *bpmn.Change) error {
	for _, con := range c.Removed {
		if con.Kind() != bpmn.Association || con.Attr("associationDirection") != "One" {
			continue
		}
		b := tx.Document().ByID(con.Attr("targetRef"))
		if !b.Kind().Is(bpmn.ActivityClass) || !isForCompensation(b) || tx.Document().HasID(con.ID()) {
			continue
		}
		still := false
		for _, other := range b.Connections() {
			still = still || other.Kind() == bpmn.Association && isCompensation(other.Source(), b)
		}
		if !still {
			tx.RemoveAttr(b, "isForCompensation")
		}
	}
	return nil
}

// KeepEventGateways removes the other incoming flows of what an event-based
// gateway is connected to: it waits for one thing only.
func KeepEventGateways(tx *bpmn.Tx, c *bpmn.Change) error {
	for _, f := range touched(c, connected, tx) {
		if f.Kind() != bpmn.SequenceFlow || !f.IsLive() {
			continue
		}
		if f.Source().Kind() == bpmn.EventBasedGateway {
			if err := onlyFromGateway(tx, f); err != nil {
				return err
			}
			continue
		}
		for _, other := range f.Target().Incoming() {
			if other != f && other.Source().Kind() == bpmn.EventBasedGateway {
				if err := Delete(tx, other); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// touched returns the live elements that were added or changed and carry a
// hint.
func touched(c *bpmn.Change, hint string, tx *bpmn.Tx) []bpmn.Element {
	var out []bpmn.Element
	for _, list := range [][]bpmn.Element{c.Changed, c.Added} {
		for _, e := range list {
			if tx.Hinted(hint, e) && e.IsLive() {
				out = append(out, e)
			}
		}
	}
	return out
}
