package modeling

import (
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// SetName changes what an element is called: its name attribute, the text of an
// annotation, the category of a group, the data object that a reference means.
// An empty name removes it.
func SetName(tx *bpmn.Tx, element bpmn.Element, name string) error {
	el := element.Semantic()
	switch el.Kind() {
	case bpmn.TextAnnotation:
		if el.ChildText("text") != name {
			tx.SetText(tx.Ensure(el, bpmn.NS, "text"), name)
		}
	case bpmn.Group:
		nameGroup(tx, el, name)
	case bpmn.DataObjectReference:
		nameDataObject(tx, el, name)
	default:
		tx.SetOrRemoveAttr(el, "name", name)
	}
	tx.Hint(renamed, el)
	return nil
}

// nameGroup sets the value of a group's category, made when it is missing.
func nameGroup(tx *bpmn.Tx, group bpmn.Element, name string) {
	value := group.Ref("categoryValueRef")
	if value.IsZero() {
		if name == "" {
			return
		}
		value = newCategoryValue(tx, group)
	}
	tx.SetOrRemoveAttr(value, "value", name)
}

// nameDataObject renames the data object of a reference and with it every
// reference to the object; each keeps its state in brackets.
func nameDataObject(tx *bpmn.Tx, ref bpmn.Element, name string) {
	name = withoutState(name, ref)
	obj := ref.Ref("dataObjectRef")
	if obj.IsZero() {
		tx.SetOrRemoveAttr(ref, "name", withState(name, ref))
		return
	}
	tx.SetOrRemoveAttr(obj, "name", name)
	for _, r := range tx.Document().References(obj.ID()) {
		if r.Name == "dataObjectRef" {
			tx.SetOrRemoveAttr(r.From, "name", withState(name, r.From))
			tx.Hint(renamed, r.From)
		}
	}
}

func withState(name string, ref bpmn.Element) string {
	if state := ref.Child("dataState").Name(); state != "" && name != "" {
		return name + " [" + state + "]"
	}
	return name
}

func withoutState(name string, ref bpmn.Element) string {
	if state := ref.Child("dataState").Name(); state != "" {
		return strings.TrimSuffix(name, " ["+state+"]")
	}
	return name
}

// EditableName returns the text that in-place editing of an element begins
// with: a data object's name comes without its state.
func EditableName(element bpmn.Element) string {
	el := element.Semantic()
	if el.Kind() == bpmn.DataObjectReference {
		return withoutState(el.Name(), el)
	}
	return el.Name()
}

// MoveLabel puts the label of a shape or edge somewhere else. bounds is what
// the label covers now, for elements whose file says nothing about it yet.
func MoveLabel(tx *bpmn.Tx, element bpmn.Element, bounds geom.Rect, delta geom.Point) {
	di := diOf(element)
	if r, ok := di.LabelBounds(); ok {
		bounds = r
	}
	tx.SetLabelBounds(di, bounds.Moved(delta))
}

// SetLabelWidth makes the label of a shape or edge wider or narrower; its
// height follows the text.
func SetLabelWidth(tx *bpmn.Tx, m Measurer, element bpmn.Element, x, width float64) {
	di := diOf(element)
	r, _ := di.LabelBounds()
	_, h := m.LabelSize(di.Semantic().Name(), width)
	tx.SetLabelBounds(di, geom.R(x, r.Y, width, h).Round())
}
