package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
)

// CanLoop says whether an activity may have a loop marker.
func CanLoop(element bpmn.Element) Verdict {
	el := element.Semantic()
	switch {
	case !el.Kind().Is(bpmn.ActivityClass):
		return No("only activities are repeated")
	case el.IsEventSubProcess():
		return No("an event sub-process is repeated by its event")
	}
	return Yes()
}

// loopTags are the elements that make a loop.
const (
	standardLoopTag  = "standardLoopCharacteristics"
	multiInstanceTag = "multiInstanceLoopCharacteristics"
)

// SetLoop gives an activity a loop marker or takes it away. Going from parallel
// to sequential keeps what was set.
func SetLoop(tx *bpmn.Tx, element bpmn.Element, loop bpmn.Loop) error {
	el := element.Semantic()
	if err := CanLoop(el).Err(); err != nil {
		return fmt.Errorf("set a loop: %w", err)
	}
	if loop == el.Loop() {
		return nil
	}
	if loop != bpmn.StandardLoop {
		tx.Remove(el.Child(standardLoopTag))
	}
	if loop == bpmn.StandardLoop || loop == bpmn.NoLoop {
		tx.Remove(el.Child(multiInstanceTag))
	}
	switch loop {
	case bpmn.StandardLoop:
		// SpiffWorkflow refuses a loop with neither maximum nor condition
		// (bpmn/parser/TaskParser.py), so a new one gets a maximum.
		tx.Add(el, standardLoopTag, bpmn.Attribute{Name: "loopMaximum", Value: "3"})
	case bpmn.ParallelMultiInstance, bpmn.SequentialMultiInstance:
		mi := el.Child(multiInstanceTag)
		if mi.IsZero() {
			mi = tx.Add(el, multiInstanceTag)
			// Likewise it wants a cardinality or a collection.
			tx.SetText(tx.Add(mi, "loopCardinality"), "3")
		}
		if loop == bpmn.SequentialMultiInstance {
			tx.SetAttr(mi, "isSequential", "true")
		} else {
			tx.RemoveAttr(mi, "isSequential")
		}
	}
	return nil
}

// SetMultiplicity marks a pool as standing for several participants.
func SetMultiplicity(tx *bpmn.Tx, pool bpmn.Element, on bool) {
	p := pool.Semantic()
	if !on {
		tx.Remove(p.Child("participantMultiplicity"))
	} else if p.Child("participantMultiplicity").IsZero() {
		tx.Add(p, "participantMultiplicity")
	}
}

// SetCollection marks a data object as a collection.
func SetCollection(tx *bpmn.Tx, data bpmn.Element, on bool) {
	el := data.Semantic()
	if obj := el.Ref("dataObjectRef"); !obj.IsZero() {
		el = obj
	}
	if on {
		tx.SetAttr(el, "isCollection", "true")
	} else {
		tx.RemoveAttr(el, "isCollection")
	}
}

// SetInterrupting makes a boundary event, or the start event of an event
// sub-process, interrupting or not.
func SetInterrupting(tx *bpmn.Tx, event bpmn.Element, on bool) {
	e := event.Semantic()
	attr := "isInterrupting"
	if e.Kind() == bpmn.BoundaryEvent {
		attr = "cancelActivity"
	}
	if on {
		tx.RemoveAttr(e, attr)
	} else {
		tx.SetAttr(e, attr, "false")
	}
}
