package bpmn

import (
	"fmt"
	"os"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/xmltree"
)

// Document is an open BPMN file: the XML, the index over it and who listens.
type Document struct {
	xml *xmltree.Document

	ids  map[string]*entry // the first element of each id
	refs map[string][]ref  // id → where it is named

	behaviors   []Behavior
	subscribers []*subscriber
	pending     *pending // collects what the running edit changes
}

// entry is what the index knows of an element; it hangs on the XML node. On a
// node of which there is nothing to know hangs noEntry: those are most of the
// nodes of a large diagram.
type entry struct {
	node *xmltree.Node
	kind Kind
	id   string
	same *sameID // where a file uses the id several times, which is a fault
	refs []heldRef
	geo  *geometry // of shapes, edges and bounds, once it was read
}

// noEntry is for elements without kind, id and references.
type noEntry struct{}

// sameID links the elements with the same id.
type sameID struct {
	next *entry
	last *entry // at the first of them: the end of the list
}

// geometry is what the numbers in a dc:Bounds or in the waypoints of an edge
// say. Reading them costs more than all the rest of a look at a diagram.
type geometry struct {
	rect  geom.Rect // of an edge: around its points
	route geom.Polyline
}

// heldRef is a reference that an element's own attributes make.
type heldRef struct {
	to string
	r  ref
}

// Open reads a BPMN file. The error names the file and, where the text is at
// fault, line and column. Programs that open what users name read it with
// package workspace, which looks at what kind of file it is, and call Parse.
func Open(path string) (*Document, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err // it says "open" and the path
	}
	return Parse(path, raw)
}

// Parse reads a BPMN document from bytes; name is used in messages.
func Parse(name string, raw []byte) (*Document, error) {
	x, err := xmltree.Parse(name, raw)
	if err != nil {
		return nil, err
	}
	root := x.Root()
	if !root.Is(NS, "definitions") {
		return nil, &xmltree.SyntaxError{File: name, Line: root.Line(), Column: 1, Text: notBPMN(root)}
	}
	d := &Document{
		xml:  x,
		ids:  make(map[string]*entry, x.Len()/4),
		refs: make(map[string][]ref, x.Len()/4),
	}
	x.SetObserver(observer{d})
	d.attach(root)
	return d, nil
}

func notBPMN(root *xmltree.Node) string {
	switch {
	case root.Local() == "definitions" && root.NS == "":
		return "not a BPMN 2.0 file: the root element <definitions> has no namespace"
	case root.Local() == "definitions":
		return fmt.Sprintf("not a BPMN 2.0 file: the namespace of <definitions> is %s", root.NS)
	default:
		return fmt.Sprintf("not a BPMN 2.0 file: the root element is <%s>", root.El.FullTag())
	}
}

// Name returns the file name.
func (d *Document) Name() string { return d.xml.Name() }

// SetName changes the file name, after "Save as".
func (d *Document) SetName(name string) { d.xml.SetName(name) }

// XML returns the XML document below. Edits made there directly keep the index
// right, but run no behaviors and tell nobody.
func (d *Document) XML() *xmltree.Document { return d.xml }

// Bytes returns the file's content as it would be saved.
func (d *Document) Bytes() []byte { return d.xml.Bytes() }

// IsDirty reports whether there are changes that are not saved.
func (d *Document) IsDirty() bool { return d.xml.IsDirty() }

// MarkSaved declares the present state to be the saved one.
func (d *Document) MarkSaved() { d.xml.MarkSaved() }

// MarkUnsaved declares that the disk doesn't hold the present state.
func (d *Document) MarkUnsaved() { d.xml.MarkUnsaved() }

// Definitions returns the root element.
func (d *Document) Definitions() Element { return Element{d.xml.Root()} }

// ByID returns the element with the id; the zero Element if there is none. When
// a faulty file uses an id twice it is the one read first.
func (d *Document) ByID(id string) Element {
	if e := d.ids[id]; e != nil {
		return Element{e.node}
	}
	return Element{}
}

// HasID reports whether an element with the id exists.
func (d *Document) HasID(id string) bool { return d.ids[id] != nil }

// AllByID returns every element with the id.
func (d *Document) AllByID(id string) []Element {
	var out []Element
	for e := d.ids[id]; e != nil; e = e.next() {
		out = append(out, Element{e.node})
	}
	return out
}

// RootElements returns the children of definitions of that kind, in order.
func (d *Document) RootElements(k Kind) []Element {
	var out []Element
	for c := range d.xml.Root().Children {
		if e := (Element{c}); e.Kind() == k {
			out = append(out, e)
		}
	}
	return out
}

// Processes returns all processes in order.
func (d *Document) Processes() []Element { return d.RootElements(Process) }

// Walk calls visit for root and every element below it, in document order,
// skipping what is below an element for which visit returns false.
func Walk(root Element, visit func(Element) bool) {
	if root.IsZero() || !visit(root) {
		return
	}
	for c := range root.n.Children {
		Walk(Element{c}, visit)
	}
}

// ---- index ----

func (d *Document) attach(n *xmltree.Node) {
	d.enter(n)
	for c := range n.Children {
		d.attach(c)
	}
}

func (d *Document) detach(n *xmltree.Node) {
	d.leave(n)
	for c := range n.Children {
		d.detach(c)
	}
}

// enter puts one element into the index.
func (d *Document) enter(n *xmltree.Node) {
	e := entry{node: n, kind: KindOf(n.NS, n.Local())}
	attrs := n.El.Attr
	for i := range attrs {
		a := &attrs[i]
		if a.Space != "" {
			continue
		}
		switch {
		case a.Key == "id":
			// The ids of extensions are names of their own, such as those of a
			// service task's parameters.
			if schema[n.NS] != nil {
				e.id = a.Value
			}
		case referenceAttrs[a.Key]:
			h := heldRef{localID(a.Value), ref{n, a.Key, true}}
			e.refs = append(e.refs, h)
			d.addRef(h.to, h.r)
		}
	}
	if n.NS == NS && referenceChildren[n.Local()] {
		h := heldRef{localID(n.Text()), ref{n, n.Local(), false}}
		e.refs = append(e.refs, h)
		d.addRef(h.to, h.r)
	}
	if e.kind == Unknown && e.id == "" && e.refs == nil && !keepsGeometry(n) {
		n.Data = noEntry{}
		return
	}
	kept := new(entry)
	*kept = e
	n.Data = kept
	if e.id == "" {
		return
	}
	first := d.ids[e.id]
	if first == nil {
		d.ids[e.id] = kept
		return
	}
	if first.same == nil {
		first.same = &sameID{last: first}
	}
	kept.same = &sameID{}
	end := first.same.last
	end.same.next, first.same.last = kept, kept
}

// keepsGeometry reports whether what an element says about its place is
// remembered at the element itself. What bounds say of a shape is remembered at
// the shape.
func keepsGeometry(n *xmltree.Node) bool {
	return n.Is(NSDC, "Bounds") && (n.Parent() == nil || !n.Parent().Is(NSDI, "BPMNShape"))
}

func (e *entry) next() *entry {
	if e.same == nil {
		return nil
	}
	return e.same.next
}

// leave takes one element out of the index.
func (d *Document) leave(n *xmltree.Node) {
	e, ok := n.Data.(*entry)
	if !ok {
		return
	}
	for _, h := range e.refs {
		d.dropRef(h.to, h.r)
	}
	if e.id != "" {
		switch first := d.ids[e.id]; {
		case first == e && e.next() == nil:
			delete(d.ids, e.id)
		case first == e:
			e.next().same.last = e.same.last
			d.ids[e.id] = e.next()
		default:
			for f := first; f != nil; f = f.next() {
				if f.next() == e {
					f.same.next = e.same.next
					if first.same.last == e {
						first.same.last = f
					}
				}
			}
		}
		e.same = nil
	}
}

// observer keeps the index in step and notes what an edit touched.
type observer struct{ d *Document }

// forgetGeometry drops what is remembered of a shape or edge when its bounds or
// one of its points come, go or change.
func forgetGeometry(part, of *xmltree.Node) {
	if of == nil || !part.Is(NSDD, "waypoint") && !part.Is(NSDC, "Bounds") {
		return
	}
	if e, ok := of.Data.(*entry); ok {
		e.geo = nil
	}
}

func (o observer) Attached(n *xmltree.Node) {
	forgetGeometry(n, n.Parent())
	o.d.attach(n)
	o.d.note(n, noteAdded)
}

func (o observer) Detached(n, from *xmltree.Node) {
	forgetGeometry(n, from)
	o.d.note(n, noteRemoved)
	if !isOwner(n) && o.d.pending != nil {
		o.d.pending.mark(ownerOf(from), true)
	}
	o.d.detach(n)
}

func (o observer) AttrsChanged(n *xmltree.Node, before []etree.Attr) {
	forgetGeometry(n, n.Parent())
	if n.Data != nil && sameIndexed(before, n.El.Attr) {
		if e, ok := n.Data.(*entry); ok {
			e.geo = nil
		}
	} else {
		o.d.leave(n)
		o.d.enter(n)
	}
	o.d.note(n, noteChanged)
}

// sameIndexed reports whether two lists of attributes hold the same of those
// that the index knows: coordinates change most often, and aren't among them.
func sameIndexed(a, b []etree.Attr) bool {
	i, j := 0, 0
	for {
		i, j = nextIndexed(a, i), nextIndexed(b, j)
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if a[i].Key != b[j].Key || a[i].Value != b[j].Value {
			return false
		}
		i, j = i+1, j+1
	}
}

func nextIndexed(list []etree.Attr, i int) int {
	for ; i < len(list); i++ {
		a := &list[i]
		switch {
		case a.Space == "xmlns" || a.Key == "xmlns":
			return i // it may change what the names below mean
		case a.Space == "" && (a.Key == "id" || len(a.Key) > 1 && referenceAttrs[a.Key]):
			return i
		}
	}
	return i
}

func (o observer) TextChanged(n *xmltree.Node, _ string) {
	if referenceChildren[n.Local()] {
		o.d.leave(n)
		o.d.enter(n)
	}
	o.d.note(n, noteChanged)
}

func (o observer) TagChanged(n *xmltree.Node) {
	if p, ok := parentEntry(n); ok {
		p.geo = nil // it may have become a point, or have been one
	}
	o.d.leave(n)
	o.d.enter(n)
	o.d.note(n, noteChanged)
}

func parentEntry(n *xmltree.Node) (*entry, bool) {
	if n.Parent() == nil {
		return nil, false
	}
	e, ok := n.Parent().Data.(*entry)
	return e, ok
}

// documentOf returns the BPMN document that an XML document belongs to.
func documentOf(x *xmltree.Document) *Document {
	o, _ := x.Observer().(observer)
	return o.d
}
