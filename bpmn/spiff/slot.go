// Package spiff knows where the values of SpiffWorkflow live in a BPMN file:
// the extension elements and attributes of the spiffworkflow namespace, and
// the standard elements that the engine reads. A Slot is the place of one
// text, a List that of a row of like elements. The functions named after the
// values (PreScript, ServiceOperatorOf ...) read them as the engine does.
//
// Where a file repeats an extension element the last one counts, as it does
// for the engine.
package spiff

import (
	"slices"

	"spiffmodeler/bpmn"
)

// Slot is a place in the XML where a text value lives, relative to an element.
type Slot interface {
	// Get returns the text and whether the place is there at all. A place may
	// hold the empty text.
	Get(e bpmn.Element) (value string, ok bool)
	// Set writes the text and makes the parents that are missing, in the order
	// of the schema and under the prefixes of the file. The error says why the
	// value can't be.
	Set(tx *bpmn.Tx, e bpmn.Element, value string) error
	// Clear removes the place and the parents that it leaves empty.
	Clear(tx *bpmn.Tx, e bpmn.Element) error
}

// Text is the slot of an extension element whose text is the value, such as
// preScript.
func Text(local string) Slot { return place{steps: []step{extensions, own(local)}} }

// Property is the slot of a name and value pair in spiffworkflow:properties.
func Property(name string) Slot {
	return place{steps: []step{extensions, own("properties"), keyed("property", "name", name)}, attr: "value"}
}

// MetadataValue is the slot of one task metadata value, a Python expression.
func MetadataValue(name string) Slot {
	return place{steps: []step{extensions, own("taskMetadataValues"), keyed("taskMetadataValue", "name", name)}, attr: "value"}
}

// OperatorAttr is the slot of an attribute of the service task operator: id or
// resultVariable.
func OperatorAttr(name string) Slot {
	return place{steps: []step{extensions, own("serviceTaskOperator")}, attr: name}
}

// ParameterValue is the slot of the value of a service task parameter, a Python
// expression.
func ParameterValue(id string) Slot {
	return place{steps: append(slices.Clone(toParameters), keyed("parameter", "id", id)), attr: "value"}
}

// RetryAttr is the slot of retries or backoff_base: how the host repeats a
// service call that failed for a while.
func RetryAttr(name string) Slot {
	return place{steps: []step{extensions, own("serviceTaskOperator"), own("retry")}, attr: name}
}

// Attr is the slot of an attribute of BPMN itself.
func Attr(name string) Slot { return place{attr: name} }

// AttrOf is the slot of an attribute of a BPMN child, which is made when it is
// missing and removed when nothing else is in it.
func AttrOf(child, name string) Slot { return place{steps: []step{standard(child)}, attr: name} }

// OwnAttr is the slot of an attribute of the spiffworkflow namespace.
func OwnAttr(name string) Slot { return place{ns: bpmn.NSSpiff, attr: name} }

// Child is the slot of the text of a BPMN child, such as script.
func Child(local string) Slot { return place{steps: []step{standard(local)}} }

// OwnChild is the slot of the text of a child in the spiffworkflow namespace,
// for the rows of lists. It stands before the siblings named.
func OwnChild(local string, before ...string) Slot {
	s := own(local)
	s.before = before
	return place{steps: []step{s}}
}

// Formal is the slot of a BPMN child that is declared as a formal expression
// when it is made: xsi:type="bpmn:tFormalExpression".
func Formal(local string) Slot {
	s := standard(local)
	s.formal = true
	return place{steps: []step{s}}
}

// Body is the slot of the text of the element itself. It can't be removed, only
// be empty.
func Body() Slot { return place{} }

// In looks for a slot in another element, such as the signal that an event
// names. find returns the zero element when there is none; then the slot is
// empty and can't be set.
func In(find func(bpmn.Element) bpmn.Element, s Slot) Slot { return elsewhere{find, s} }

type elsewhere struct {
	find func(bpmn.Element) bpmn.Element
	Slot
}

func (s elsewhere) Get(e bpmn.Element) (string, bool) {
	if at := s.find(e); !at.IsZero() {
		return s.Slot.Get(at)
	}
	return "", false
}

func (s elsewhere) Set(tx *bpmn.Tx, e bpmn.Element, value string) error {
	if at := s.find(e); !at.IsZero() {
		return s.Slot.Set(tx, at, value)
	}
	return errNowhere(e)
}

func (s elsewhere) Clear(tx *bpmn.Tx, e bpmn.Element) error {
	if at := s.find(e); !at.IsZero() {
		return s.Slot.Clear(tx, at)
	}
	return nil
}

// place is a path of child elements with a text or an attribute at its end.
type place struct {
	steps []step
	ns    string // of the attribute; empty for none
	attr  string // empty when the value is the text
}

// step is one element on the way.
type step struct {
	ns, local  string
	key, value string   // an attribute that tells it from its likes
	before     []string // siblings of the same namespace that come behind it
	formal     bool     // a new one says that it is a formal expression
}

var extensions = standard("extensionElements")

var toParameters = []step{extensions, own("serviceTaskOperator"), {ns: bpmn.NSSpiff, local: "parameters", before: []string{"retry"}}}

func standard(local string) step { return step{ns: bpmn.NS, local: local} }
func own(local string) step      { return step{ns: bpmn.NSSpiff, local: local} }
func keyed(local, key, value string) step {
	return step{ns: bpmn.NSSpiff, local: local, key: key, value: value}
}

func (s step) matches(e bpmn.Element) bool {
	return e.Node().Is(s.ns, s.local) && (s.key == "" || e.Attr(s.key) == s.value)
}

// find returns the last element at the end of the path, or the zero element.
func find(e bpmn.Element, path []step) bpmn.Element {
	if len(path) == 0 || e.IsZero() {
		return e
	}
	list := e.Children()
	for _, c := range slices.Backward(list) {
		if path[0].matches(c) {
			if x := find(c, path[1:]); !x.IsZero() {
				return x
			}
		}
	}
	return bpmn.Element{}
}

// all returns every element at the end of the path, in document order.
func all(e bpmn.Element, path []step) []bpmn.Element {
	if e.IsZero() {
		return nil
	}
	if len(path) == 0 {
		return []bpmn.Element{e}
	}
	var out []bpmn.Element
	for _, c := range e.Children() {
		if path[0].matches(c) {
			out = append(out, all(c, path[1:])...)
		}
	}
	return out
}

// ensure returns the element at the end of the path, made if it is missing.
func ensure(tx *bpmn.Tx, e bpmn.Element, path []step) bpmn.Element {
	if x := find(e, path); !x.IsZero() {
		return x
	}
	for _, s := range path {
		next := find(e, []step{s})
		if next.IsZero() {
			next = s.make(tx, e)
		}
		e = next
	}
	return e
}

// make makes the element in its parent.
func (s step) make(tx *bpmn.Tx, parent bpmn.Element) bpmn.Element {
	var attrs []bpmn.Attribute
	if s.key != "" {
		attrs = []bpmn.Attribute{{Name: s.key, Value: s.value}}
	}
	if len(s.before) > 0 {
		for _, c := range parent.Children() {
			if c.Node().NS == s.ns && slices.Contains(s.before, c.Tag()) {
				return tx.InsertNS(parent, c, s.ns, s.local, attrs...)
			}
		}
	}
	e := tx.AddNS(parent, s.ns, s.local, attrs...)
	if s.formal {
		MarkFormal(tx, e)
	}
	return e
}

// MarkFormal declares a new expression element to be a formal expression, in
// the prefix of its file. The engine doesn't ask for it; other tools do.
func MarkFormal(tx *bpmn.Tx, e bpmn.Element) {
	name := "tFormalExpression"
	if p := e.Node().El.Space; p != "" {
		name = p + ":" + name
	}
	tx.SetAttrNS(e, bpmn.NSXSI, "type", name)
}

func (p place) Get(e bpmn.Element) (string, bool) {
	at := find(e, p.steps)
	switch {
	case at.IsZero():
		return "", false
	case p.attr == "":
		return at.Text(), true
	case p.ns != "":
		return at.Node().AttrNS(p.ns, p.attr)
	}
	return at.Node().Attr("", p.attr)
}

func (p place) Set(tx *bpmn.Tx, e bpmn.Element, value string) error {
	at := ensure(tx, e, p.steps)
	switch {
	case p.attr == "":
		tx.SetText(at, value)
	case p.ns != "":
		tx.SetAttrNS(at, p.ns, p.attr, value)
	default:
		tx.SetAttr(at, p.attr, value)
	}
	return nil
}

func (p place) Clear(tx *bpmn.Tx, e bpmn.Element) error {
	for _, at := range all(e, p.steps) {
		if p.attr == "" && len(p.steps) > 0 {
			drop(tx, at, e)
			continue
		}
		switch {
		case p.attr == "":
			tx.SetText(at, "")
			continue
		case p.ns != "":
			tx.SetAttrNS(at, p.ns, p.attr, "")
		default:
			tx.RemoveAttr(at, p.attr)
		}
		if n := len(p.steps); n > 0 && bare(at, p.steps[n-1].key) {
			drop(tx, at, e)
		}
	}
	return nil
}

// bare reports whether an element holds nothing but its key.
func bare(e bpmn.Element, key string) bool {
	for _, a := range e.Node().El.Attr {
		if a.Space != "" || a.Key != key {
			return false
		}
	}
	return !e.Node().HasContent()
}

// drop removes an element and the parents below stop that it leaves empty.
func drop(tx *bpmn.Tx, e, stop bpmn.Element) {
	for !e.IsZero() && e != stop {
		parent := e.Parent()
		tx.Remove(e)
		if parent == stop || parent.IsZero() || !bare(parent, "") {
			return
		}
		e = parent
	}
}
