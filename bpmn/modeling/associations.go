package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
)

// Direction says at which ends an association has an arrow head.
type Direction string

// The directions.
const (
	Undirected Direction = "None"
	Directed   Direction = "One" // at its target
	BothWays   Direction = "Both"
)

// DirectionOf returns the direction of an association.
func DirectionOf(association bpmn.Element) Direction {
	switch d := Direction(association.Semantic().Attr("associationDirection")); d {
	case Directed, BothWays:
		return d
	}
	return Undirected
}

// CanDirect says whether the direction of an association can be chosen.
func CanDirect(association bpmn.Element) Verdict {
	a := association.Semantic()
	switch {
	case a.Kind() == bpmn.DataInputAssociation || a.Kind() == bpmn.DataOutputAssociation:
		return No("a data association leads where the data go; connect the other way round instead")
	case a.Kind() != bpmn.Association:
		return No("only associations have a direction that can be chosen")
	case isCompensation(a.Source(), a.Target()):
		return No("a compensation event leads to the activity that compensates")
	}
	return Yes()
}

// SetDirection gives an association its arrow heads.
func SetDirection(tx *bpmn.Tx, association bpmn.Element, d Direction) error {
	if err := CanDirect(association).Err(); err != nil {
		return fmt.Errorf("set a direction: %w", err)
	}
	tx.SetAttr(association.Semantic(), "associationDirection", string(d))
	return nil
}
