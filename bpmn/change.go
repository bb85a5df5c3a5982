package bpmn

import "spiffmodeler/bpmn/xmltree"

// Cause says why a document changed.
type Cause uint8

// The causes of changes.
const (
	Edited Cause = iota
	Undone
	Redone
)

// Change is what one step did to a document. Elements are semantic elements as
// well as shapes, edges, planes and diagrams (see Element.IsDI). A change
// inside an element that is no element of its own (a text, an extension, the
// bounds of a shape) counts as a change of the nearest one around it.
type Change struct {
	Label   string
	Cause   Cause
	Added   []Element
	Removed []Element // they still answer Kind, ID and attributes, but have no parent
	Changed []Element
}

// Touches reports whether the element was added, removed or changed.
func (c *Change) Touches(e Element) bool {
	for _, list := range [][]Element{c.Changed, c.Added, c.Removed} {
		for _, x := range list {
			if x == e {
				return true
			}
		}
	}
	return false
}

type subscriber struct{ f func(*Change) }

// Subscribe makes f hear of every change after it happened. f may read the
// document, not edit it. The returned function ends the subscription.
func (d *Document) Subscribe(f func(*Change)) (cancel func()) {
	s := &subscriber{f}
	d.subscribers = append(d.subscribers, s)
	return func() {
		for i, x := range d.subscribers {
			if x == s {
				d.subscribers = append(append([]*subscriber(nil), d.subscribers[:i]...), d.subscribers[i+1:]...)
				return
			}
		}
	}
}

func (d *Document) publish(c *Change) {
	for _, s := range d.subscribers {
		s.f(c)
	}
}

type noteKind uint8

const (
	noteChanged noteKind = iota
	noteAdded
	noteRemoved
)

// pending collects the elements that a transaction touches. An element that
// was added and removed again, or the other way round, is brought to its net
// effect when the change is made.
type pending struct {
	seen  map[*xmltree.Node]bool
	order []mark
}

type mark struct {
	node *xmltree.Node
	was  bool // it was in the document before
}

func (d *Document) note(n *xmltree.Node, kind noteKind) {
	p := d.pending
	if p == nil {
		return
	}
	if kind == noteChanged {
		p.mark(ownerOf(n), true)
		return
	}
	p.subtree(n, kind)
	if n.Parent() != nil && !isOwner(n) {
		p.mark(ownerOf(n.Parent()), true)
	}
}

func (p *pending) subtree(n *xmltree.Node, kind noteKind) {
	if isOwner(n) {
		p.mark(n, kind == noteRemoved)
	}
	for c := range n.Children {
		p.subtree(c, kind)
	}
}

// mark notes the element; was says whether it was in the document before,
// should this be the first that is heard of it.
func (p *pending) mark(n *xmltree.Node, was bool) {
	if n == nil || p.seen[n] {
		return
	}
	p.seen[n] = true
	p.order = append(p.order, mark{node: n, was: was})
}

// isOwner reports whether the node is an element that changes are told of.
func isOwner(n *xmltree.Node) bool {
	e, ok := n.Data.(*entry)
	switch {
	case n.Data == noEntry{}:
		return false
	case !ok:
		return KindOf(n.NS, n.Local()) != Unknown
	}
	return e.kind != Unknown || n.NS == NS && e.id != "" && n.Parent() != nil && isContainerNode(n.Parent())
}

func isContainerNode(n *xmltree.Node) bool {
	k := KindOf(n.NS, n.Local())
	return k == Process || k == Definitions || k == Collaboration || k.IsSubProcess()
}

func ownerOf(n *xmltree.Node) *xmltree.Node {
	for ; n != nil; n = n.Parent() {
		if isOwner(n) {
			return n
		}
	}
	return nil
}

func (p *pending) change(label string, cause Cause) *Change {
	c := &Change{Label: label, Cause: cause}
	for _, m := range p.order {
		e := Element{m.node}
		switch live := m.node.IsLive(); {
		case live && m.was:
			c.Changed = append(c.Changed, e)
		case live:
			c.Added = append(c.Added, e)
		case m.was:
			c.Removed = append(c.Removed, e)
		}
	}
	return c
}

func newPending() *pending { return &pending{seen: map[*xmltree.Node]bool{}} }
