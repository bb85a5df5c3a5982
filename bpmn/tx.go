package bpmn

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/xmltree"
)

// Tx is an open change of a document. Its methods are the small steps; what a
// user means by one action is an operation of package modeling, built on them.
type Tx struct {
	d *Document
	x *xmltree.Tx
	// hints are words from an operation to the behaviors of the same change.
	hints map[Hint]bool
}

// Hint is a word from an operation to the behaviors that run after it.
type Hint struct {
	Name    string
	Element Element // what it is about; may be zero
}

// Document returns the document being changed.
func (tx *Tx) Document() *Document { return tx.d }

// Hint leaves a word for the behaviors of this change.
func (tx *Tx) Hint(name string, e Element) {
	if tx.hints == nil {
		tx.hints = map[Hint]bool{}
	}
	tx.hints[Hint{name, e}] = true
}

// Hinted reports whether the word was left.
func (tx *Tx) Hinted(name string, e Element) bool { return tx.hints[Hint{name, e}] }

// SetAttr sets an attribute without prefix.
func (tx *Tx) SetAttr(e Element, name, value string) { tx.x.SetAttr(e.n, "", name, value) }

// RemoveAttr removes an attribute without prefix.
func (tx *Tx) RemoveAttr(e Element, name string) { tx.x.RemoveAttr(e.n, "", name) }

// SetOrRemoveAttr sets an attribute, or removes it when the value is empty.
func (tx *Tx) SetOrRemoveAttr(e Element, name, value string) {
	if value == "" {
		tx.RemoveAttr(e, name)
		return
	}
	tx.SetAttr(e, name, value)
}

// SetAttrNS sets an attribute of another namespace, under the prefix that the
// file uses for it. An empty value removes the attribute.
func (tx *Tx) SetAttrNS(e Element, ns, name, value string) {
	for _, a := range e.n.El.Attr {
		if a.Key == name && a.Space != "" && e.n.URI(a.Space) == ns {
			if value == "" {
				tx.x.RemoveAttr(e.n, a.Space, name)
			} else {
				tx.x.SetAttr(e.n, a.Space, name, value)
			}
			return
		}
	}
	if value != "" {
		tx.x.SetAttr(e.n, tx.prefix(e.n, ns, true), name, value)
	}
}

// SetText replaces the character data directly in the element.
func (tx *Tx) SetText(e Element, text string) { tx.x.SetText(e.n, text) }

// Attribute is a name and a value for Add.
type Attribute struct{ Name, Value string }

// prefix returns the prefix for a namespace at a node; it declares the
// namespace on the root element when the file doesn't know it yet.
func (tx *Tx) prefix(at *xmltree.Node, ns string, asAttr bool) string {
	// An element of the same namespace around decides, so that files which mix
	// prefixes stay as they are.
	if !asAttr && at.NS == ns {
		return at.El.Space
	}
	if p, ok := at.Prefix(ns, asAttr); ok {
		return p
	}
	root := tx.d.xml.Root()
	want := preferred[ns]
	if want == "" {
		want = "ext"
	}
	p := want
	for i := 2; at.URI(p) != "" || root.URI(p) != ""; i++ {
		p = want + strconv.Itoa(i)
	}
	tx.x.SetAttr(root, "xmlns", p, ns)
	return p
}

// Prefix returns the prefix that stands for a namespace at an element, for
// building etree elements to insert there. The namespace is declared on the
// root element when the file doesn't know it yet.
func (tx *Tx) Prefix(at Element, ns string, asAttr bool) string { return tx.prefix(at.n, ns, asAttr) }

// Add makes a new child of the BPMN namespace at the place that the schema
// gives it: behind the last sibling of its rank.
func (tx *Tx) Add(parent Element, local string, attrs ...Attribute) Element {
	return tx.AddNS(parent, NS, local, attrs...)
}

// AddNS is Add for any namespace.
func (tx *Tx) AddNS(parent Element, ns, local string, attrs ...Attribute) Element {
	return tx.InsertNS(parent, tx.placeFor(parent, ns, local), ns, local, attrs...)
}

// InsertNS makes a new child before the child before, or last when before is
// zero.
func (tx *Tx) InsertNS(parent, before Element, ns, local string, attrs ...Attribute) Element {
	prefix := tx.prefix(parent.n, ns, false)
	el := etree.NewElement(local)
	el.Space = prefix
	for _, a := range attrs {
		if a.Value != "" {
			el.CreateAttr(a.Name, a.Value)
		}
	}
	return Element{tx.x.Insert(parent.n, el, before.n)}
}

// InsertXML inserts a copy of an etree element (whose prefixes must be declared
// at parent) at the place that the schema gives it. Paste uses it.
func (tx *Tx) InsertXML(parent Element, el *etree.Element) Element {
	ns := parent.n.URI(el.Space)
	return Element{tx.x.Insert(parent.n, el, tx.placeFor(parent, ns, el.Tag).n)}
}

// placeFor returns the child that a new one must stand before, or zero.
func (tx *Tx) placeFor(parent Element, ns, local string) Element {
	if ns != NS && ns != NSDI && ns != NSDC && ns != NSDD {
		return Element{}
	}
	r := rank(local)
	var before Element
	for c := range parent.n.Backward { // new elements mostly go last
		if c.NS != NS && c.NS != NSDI && c.NS != NSDC && c.NS != NSDD {
			continue
		}
		if rank(c.Local()) <= r {
			break
		}
		before = Element{c}
	}
	return before
}

// Ensure returns the first child with the name, made if it is missing.
func (tx *Tx) Ensure(parent Element, ns, local string) Element {
	if c := parent.ChildNS(ns, local); !c.IsZero() {
		return c
	}
	return tx.AddNS(parent, ns, local)
}

// Remove takes an element and everything in it out of the document. References
// to it are not touched; behaviors do that.
func (tx *Tx) Remove(e Element) {
	if e.n != nil {
		tx.x.Remove(e.n)
	}
}

// RemoveAll takes many elements out at once. Elements inside others of the list
// go with them.
func (tx *Tx) RemoveAll(list []Element) {
	nodes := make([]*xmltree.Node, 0, len(list))
	for _, e := range list {
		if e.n != nil && e.n.IsLive() {
			nodes = append(nodes, e.n)
		}
	}
	tx.x.RemoveAll(nodes)
}

// Move puts an element under another parent at the place that the schema gives
// it there. A move within the same parent changes nothing.
func (tx *Tx) Move(e, parent Element) {
	if e.Parent() == parent {
		return
	}
	tx.x.Move(e.n, parent.n, tx.placeFor(parent, e.n.NS, e.n.Local()).n)
}

// MoveBefore puts an element before a sibling (last when before is zero).
func (tx *Tx) MoveBefore(e, parent, before Element) { tx.x.Move(e.n, parent.n, before.n) }

// SetTag turns the element into one with another BPMN name.
func (tx *Tx) SetTag(e Element, local string) { tx.x.SetTag(e.n, e.n.El.Space, local) }

// NewID returns an id with the prefix that nothing in the document has.
func (tx *Tx) NewID(prefix string) string { return tx.d.newID(prefix) }

// Rename gives an element another id and brings every reference to it along.
// The id must be a valid name that is not taken.
func (tx *Tx) Rename(e Element, id string) error {
	old := e.ID()
	switch {
	case old == id:
		return nil
	case !IsNCName(id):
		return fmt.Errorf("%q can't be an id: it must begin with a letter or _ and hold letters, digits, dots, - and _ only", id)
	case tx.d.HasID(id):
		return fmt.Errorf("the id %q is already used by %s", id, tx.d.ByID(id).Kind())
	}
	refs := tx.d.References(old)
	alone := tx.d.ids[old] != nil && tx.d.ids[old].next() == nil
	tx.SetAttr(e, "id", id)
	if !alone {
		return nil
	}
	for _, r := range refs {
		tx.SetReference(r, id)
	}
	for _, s := range []string{"_di", "_plane"} {
		if di := tx.d.ByID(old + s); di.IsDI() && di.Semantic() == e && !tx.d.HasID(id+s) {
			tx.SetAttr(di, "id", id+s)
		}
	}
	return nil
}

// SetReference makes a reference name another id; a namespace prefix in the
// value stays.
func (tx *Tx) SetReference(r Reference, id string) {
	var old string
	if r.attr {
		old, _ = r.node.Attr("", r.Name)
	} else {
		old = r.node.Text()
	}
	if i := strings.LastIndexByte(old, ':'); i >= 0 && id != "" {
		id = strings.TrimSpace(old[:i+1]) + id
	}
	if r.attr {
		tx.x.SetAttr(r.node, "", r.Name, id)
	} else {
		tx.x.SetText(r.node, id)
	}
}

// RemoveReference removes the attribute or the child element that names an id.
func (tx *Tx) RemoveReference(r Reference) {
	if r.attr {
		tx.x.RemoveAttr(r.node, "", r.Name)
	} else {
		tx.x.Remove(r.node)
	}
}

// ---- diagram interchange ----

func coord(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// AddShape makes the shape of an element on a plane.
func (tx *Tx) AddShape(plane, e Element, r geom.Rect) Shape {
	s := tx.AddNS(plane, NSDI, "BPMNShape", Attribute{"id", tx.diID(e)}, Attribute{"bpmnElement", e.ID()})
	tx.AddNS(s, NSDC, "Bounds", Attribute{"x", coord(r.X)}, Attribute{"y", coord(r.Y)},
		Attribute{"width", coord(r.W)}, Attribute{"height", coord(r.H)})
	return Shape{s}
}

// AddEdge makes the edge of a connection on a plane.
func (tx *Tx) AddEdge(plane, e Element, points geom.Polyline) Edge {
	s := Edge{tx.AddNS(plane, NSDI, "BPMNEdge", Attribute{"id", tx.diID(e)}, Attribute{"bpmnElement", e.ID()})}
	tx.SetWaypoints(s, points)
	return s
}

func (tx *Tx) diID(e Element) string {
	id := e.ID() + "_di"
	for i := 2; tx.d.HasID(id); i++ {
		id = e.ID() + "_di" + strconv.Itoa(i)
	}
	return id
}

// SetBounds moves or resizes a shape; attributes that keep their value keep
// their spelling.
func (tx *Tx) SetBounds(s Shape, r geom.Rect) {
	tx.setBounds(tx.Ensure(s.Element, NSDC, "Bounds"), r)
}

func (tx *Tx) setBounds(b Element, r geom.Rect) {
	tx.setNumbers(b, number{"x", r.X}, number{"y", r.Y}, number{"width", r.W}, number{"height", r.H})
}

type number struct {
	name string
	v    float64
}

// setNumbers sets the numbers that are others now.
func (tx *Tx) setNumbers(e Element, list ...number) {
	var buf [4]xmltree.Attr
	out := buf[:0]
	for _, a := range list {
		if old, ok := Number(e.Attr(a.name)); !ok || old != a.v {
			out = append(out, xmltree.Attr{Key: a.name, Value: coord(a.v)})
		}
	}
	if len(out) > 0 {
		tx.x.SetAttrs(e.n, out...)
	}
}

// SetLabelBounds places the label of a shape or edge.
func (tx *Tx) SetLabelBounds(di Element, r geom.Rect) {
	label := tx.Ensure(di, NSDI, "BPMNLabel")
	tx.setBounds(tx.Ensure(label, NSDC, "Bounds"), r)
}

// RemoveLabelBounds forgets where the label stands.
func (tx *Tx) RemoveLabelBounds(di Element) { tx.Remove(di.ChildNS(NSDI, "BPMNLabel")) }

// SetWaypoints gives an edge other points. Points that stay keep their element.
func (tx *Tx) SetWaypoints(e Edge, points geom.Polyline) {
	old := e.ChildrenNS(NSDD, "waypoint")
	for i, p := range points {
		if i >= len(old) {
			tx.AddNS(e.Element, NSDD, "waypoint", Attribute{"x", coord(p.X)}, Attribute{"y", coord(p.Y)})
			continue
		}
		tx.setNumbers(old[i], number{"x", p.X}, number{"y", p.Y})
	}
	for i := len(points); i < len(old); i++ {
		tx.Remove(old[i])
	}
}
