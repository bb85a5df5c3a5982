package spiff

import (
	"fmt"

	"spiffmodeler/bpmn"
)

// List is a place in the XML where rows of like elements live, such as the
// parameters of a service task. A row is an element; slots such as Attr("id")
// read and write what is in it.
type List struct {
	at   func(bpmn.Element) bpmn.Element // where the path begins; nil for the element itself
	path []step                          // from there to the parent of the rows
	row  step
}

// The lists of the spiffworkflow namespace.
var (
	// Parameters are the rows (id, type, value) of a service task operator.
	Parameters = List{path: toParameters, row: own("parameter")}
	// Properties are name and value pairs that the engine only carries.
	Properties = List{path: []step{extensions, own("properties")}, row: own("property")}
	// UnitTests are the tests of a script task: id, inputJson, expectedOutputJson.
	UnitTests = List{path: []step{extensions, own("unitTests")}, row: own("unitTest")}
	// MetadataValues are the rows (name, value) of task metadata.
	MetadataValues = List{path: []step{extensions, own("taskMetadataValues")}, row: own("taskMetadataValue")}
	// Correlations are what a receiver expects of correlation properties:
	// propertyId, expression. They belong to the element of MessageHolder.
	Correlations = List{path: []step{extensions}, row: own("processVariableCorrelation")}
)

// ChildList is the list of the BPMN children with a name, such as the data
// objects of a process.
func ChildList(local string) List { return List{row: standard(local)} }

// RootList is the list of the children of definitions with a name, such as
// message. Any element of the document will do to ask for it.
func RootList(local string) List {
	return List{at: func(e bpmn.Element) bpmn.Element { return e.Document().Definitions() }, row: standard(local)}
}

// In returns the same list as it stands in another element.
func (l List) In(find func(bpmn.Element) bpmn.Element) List {
	l.at = find
	return l
}

func (l List) start(e bpmn.Element) bpmn.Element {
	if l.at == nil || e.IsZero() {
		return e
	}
	return l.at(e)
}

// Rows returns the rows in document order.
func (l List) Rows(e bpmn.Element) []bpmn.Element {
	return all(l.start(e), append(append([]step(nil), l.path...), l.row))
}

// Add makes a row at the end. Attributes with an empty value are left out.
func (l List) Add(tx *bpmn.Tx, e bpmn.Element, attrs ...bpmn.Attribute) (bpmn.Element, error) {
	from := l.start(e)
	if from.IsZero() {
		return bpmn.Element{}, errNowhere(e)
	}
	return tx.AddNS(ensure(tx, from, l.path), l.row.ns, l.row.local, attrs...), nil
}

// Remove takes a row out, and the parents that it leaves empty.
func (l List) Remove(tx *bpmn.Tx, e, row bpmn.Element) { drop(tx, row, l.start(e)) }

// Move puts a row where the row with that index stands now; an index past the
// end moves it to the end.
func (l List) Move(tx *bpmn.Tx, e, row bpmn.Element, index int) {
	rows := l.Rows(e)
	from := -1
	for i, r := range rows {
		if r == row {
			from = i
		}
	}
	index = max(0, min(index, len(rows)-1))
	if from < 0 || index == from {
		return
	}
	parent := rows[index].Parent()
	if index < from {
		tx.MoveBefore(row, parent, rows[index])
		return
	}
	var before bpmn.Element
	if n := rows[index].Node().NextElement(); n != nil {
		before = bpmn.ElementOf(n)
	}
	tx.MoveBefore(row, parent, before)
}

func errNowhere(e bpmn.Element) error {
	return fmt.Errorf("%s %q has no place for the value yet", e.Kind(), e.Title())
}
