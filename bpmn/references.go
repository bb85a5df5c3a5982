package bpmn

import (
	"strings"

	"spiffmodeler/bpmn/xmltree"
)

// Reference is one place of a document that names an element by its id.
type Reference struct {
	From Element // the element whose attribute or child holds the id
	Name string  // local name of the attribute or of the child element
	// node is the element whose attribute or text it is.
	node *xmltree.Node
	attr bool
}

// Holder returns the element whose attribute or text the id is: From for an
// attribute, else the child element that holds the id.
func (r Reference) Holder() Element { return Element{r.node} }

// IsAttr reports whether the id stands in an attribute, not in a child element.
func (r Reference) IsAttr() bool { return r.attr }

// referenceAttrs are the attributes that hold an id. It is the one table that
// renaming, deleting, pasting and "where used" share.
var referenceAttrs = map[string]bool{
	"sourceRef": true, "targetRef": true, "attachedToRef": true, "default": true, "processRef": true,
	"bpmnElement": true, "messageRef": true, "signalRef": true, "errorRef": true, "escalationRef": true,
	"dataObjectRef": true, "dataStoreRef": true, "categoryValueRef": true, "operationRef": true,
	"itemSubjectRef": true, "itemRef": true, "structureRef": true, "activityRef": true, "correlationPropertyRef": true,
	"calledElement": true, "calledChoreographyRef": true, "calledCollaborationRef": true, "initiatingParticipantRef": true,
	"partitionElementRef": true, "noneBehaviorEventRef": true, "oneBehaviorEventRef": true, "implementationRef": false,
	"participantVisibleKind": false, "choreographyActivityShape": true, "labelStyle": true, "sourceElement": true,
	"targetElement": true, "definitionalCollaborationRef": true, "inputRef": false, "correlationKeyRef": true,
}

// referenceChildren are the elements whose text is an id.
var referenceChildren = map[string]bool{
	"incoming": true, "outgoing": true, "flowNodeRef": true, "sourceRef": true, "targetRef": true,
	"dataInputRefs": true, "dataOutputRefs": true, "optionalInputRefs": true, "whileExecutingInputRefs": true,
	"optionalOutputRefs": true, "whileExecutingOutputRefs": true, "inputSetRefs": true, "outputSetRefs": true,
	"correlationPropertyRef": true, "loopDataInputRef": true, "loopDataOutputRef": true, "categoryValueRef": true,
	"participantRef": true, "eventDefinitionRef": true, "inMessageRef": true, "outMessageRef": true, "errorRef": true,
	"operationRef": true, "resourceRef": true, "messageFlowRef": true, "innerParticipantRef": true, "outerParticipantRef": true,
	"innerMessageFlowRef": true, "outerMessageFlowRef": true, "supportedInterfaceRef": true, "interfaceRef": true,
	"source": true, "target": true,
}

// localID strips the namespace prefix that a reference may have. Ids
// themselves can't contain a colon.
func localID(value string) string {
	value = strings.TrimSpace(value)
	if i := strings.LastIndexByte(value, ':'); i >= 0 {
		return value[i+1:]
	}
	return value
}

// References returns every place that names the id, in the order in which they
// were read or made.
func (d *Document) References(id string) []Reference {
	list := d.refs[id]
	if len(list) == 0 {
		return nil
	}
	out := make([]Reference, 0, len(list))
	for _, r := range list {
		out = append(out, Reference{From: r.from(), Name: r.name, node: r.node, attr: r.attr})
	}
	return out
}

// ref is an entry of the index.
type ref struct {
	node *xmltree.Node
	name string
	attr bool
}

// from returns the element that names the id: the one with the attribute, or
// the one around the child.
func (r ref) from() Element {
	if r.attr {
		return Element{r.node}
	}
	return Element{r.node.Parent()}
}

func (d *Document) addRef(id string, r ref) {
	if id != "" {
		d.refs[id] = append(d.refs[id], r)
	}
}

func (d *Document) dropRef(id string, r ref) {
	list := d.refs[id]
	for i := range list {
		if list[i] == r {
			if len(list) == 1 {
				delete(d.refs, id)
				return
			}
			// Order matters (flows keep theirs), and a shared array would
			// change under a reader that ranges over it.
			d.refs[id] = append(append(make([]ref, 0, len(list)-1), list[:i]...), list[i+1:]...)
			return
		}
	}
}

// IsReference reports whether attributes of the name hold the id of another
// element.
func IsReference(attr string) bool { return referenceAttrs[attr] }

// IsReferenceChild reports whether BPMN elements of the name hold the id of
// another element as their text.
func IsReferenceChild(local string) bool { return referenceChildren[local] }
