package bpmn

import (
	"strings"

	"spiffmodeler/bpmn/xmltree"
)

// Element is a handle on one XML element of a document. Handles are comparable:
// two are equal when they mean the same element. The zero Element means none;
// its methods answer with zero values.
type Element struct{ n *xmltree.Node }

// ElementOf returns the handle on an XML node.
func ElementOf(n *xmltree.Node) Element { return Element{n} }

// Node returns the XML node.
func (e Element) Node() *xmltree.Node { return e.n }

// IsZero reports whether the handle means no element.
func (e Element) IsZero() bool { return e.n == nil }

// IsLive reports whether the element is in the document now.
func (e Element) IsLive() bool { return e.n != nil && e.n.IsLive() }

// Kind returns the element's kind.
func (e Element) Kind() Kind {
	if e.n == nil {
		return Unknown
	}
	switch x := e.n.Data.(type) {
	case *entry:
		return x.kind
	case noEntry:
		return Unknown
	}
	return KindOf(e.n.NS, e.n.Local())
}

// IsDI reports whether the element belongs to diagram interchange.
func (e Element) IsDI() bool { return e.Kind().Is(InterchangeClass) }

// ID returns the id attribute.
func (e Element) ID() string { return e.Attr("id") }

// Name returns what the element is called: the name attribute, the text of an
// annotation, the value of a group's category.
func (e Element) Name() string {
	switch e.Kind() {
	case TextAnnotation:
		return e.ChildText("text")
	case Group:
		if v := e.Ref("categoryValueRef"); !v.IsZero() {
			return v.Attr("value")
		}
	}
	return e.Attr("name")
}

// Title returns a short text that tells users which element is meant: its name
// on one line, or its id, or its kind.
func (e Element) Title() string {
	if n := strings.Join(strings.Fields(e.Name()), " "); n != "" {
		return n
	}
	if id := e.ID(); id != "" {
		return id
	}
	return e.Kind().String()
}

// Attr returns an attribute without prefix; empty if it is missing.
func (e Element) Attr(name string) string {
	if e.n == nil {
		return ""
	}
	v, _ := e.n.Attr("", name)
	return v
}

// HasAttr reports whether the attribute is there, even if empty.
func (e Element) HasAttr(name string) bool {
	if e.n == nil {
		return false
	}
	_, ok := e.n.Attr("", name)
	return ok
}

// AttrNS returns an attribute of another namespace.
func (e Element) AttrNS(ns, name string) string {
	if e.n == nil {
		return ""
	}
	v, _ := e.n.AttrNS(ns, name)
	return v
}

// Bool reads an attribute as a schema boolean; missing or odd values give def.
func (e Element) Bool(name string, def bool) bool {
	switch strings.TrimSpace(e.Attr(name)) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return def
}

// Tag returns the local name of the XML element.
func (e Element) Tag() string {
	if e.n == nil {
		return ""
	}
	return e.n.Local()
}

// Line returns the line where the element starts in the file as read.
func (e Element) Line() int {
	if e.n == nil {
		return 0
	}
	return e.n.Line()
}

// Parent returns the element around.
func (e Element) Parent() Element {
	if e.n == nil {
		return Element{}
	}
	return Element{e.n.Parent()}
}

// Children returns all child elements, of any namespace.
func (e Element) Children() []Element {
	if e.n == nil {
		return nil
	}
	var out []Element
	for c := range e.n.Children {
		out = append(out, Element{c})
	}
	return out
}

// Child returns the first child of the BPMN namespace with the local name.
func (e Element) Child(local string) Element { return e.ChildNS(NS, local) }

// ChildNS returns the first child with the name.
func (e Element) ChildNS(ns, local string) Element {
	if e.n == nil {
		return Element{}
	}
	return Element{e.n.Child(ns, local)}
}

// ChildrenNamed returns the children of the BPMN namespace with the local name.
func (e Element) ChildrenNamed(local string) []Element { return e.ChildrenNS(NS, local) }

// ChildrenNS returns the children with the name.
func (e Element) ChildrenNS(ns, local string) []Element {
	if e.n == nil {
		return nil
	}
	var out []Element
	for c := range e.n.Children {
		if c.Is(ns, local) {
			out = append(out, Element{c})
		}
	}
	return out
}

// Text returns the character data directly in the element, as it is.
func (e Element) Text() string {
	if e.n == nil {
		return ""
	}
	return e.n.Text()
}

// ChildText returns the text of the first BPMN child with the local name.
func (e Element) ChildText(local string) string { return e.Child(local).Text() }

// Extension returns the first spiffworkflow extension element with the local
// name, directly inside extensionElements.
func (e Element) Extension(local string) Element {
	return e.Child("extensionElements").ChildNS(NSSpiff, local)
}

// Document returns the document that the element belongs to.
func (e Element) Document() *Document {
	if e.n == nil {
		return nil
	}
	return documentOf(e.n.Document())
}

// Ref returns the element that an attribute names.
func (e Element) Ref(attr string) Element {
	v := e.Attr(attr)
	if v == "" {
		return Element{}
	}
	return e.Document().ByID(localID(v))
}

// RefText returns the element that the text of the handle's element names.
func (e Element) RefText() Element {
	if e.n == nil {
		return Element{}
	}
	return e.Document().ByID(localID(e.Text()))
}
