package xmltree

import (
	"strings"

	"github.com/beevik/etree"
)

// Observer is told of every edit as it happens: in a transaction, and again
// when it is rolled back, undone or redone. It keeps an index in step with the
// tree. Calls come after the tree has changed.
type Observer interface {
	Attached(n *Node)                     // n and its subtree came into the document
	Detached(n, from *Node)               // n and its subtree left the document, where from held it
	AttrsChanged(n *Node, b []etree.Attr) // b holds the attributes before
	TextChanged(n *Node, before string)   // the character data directly in n
	TagChanged(n *Node)
}

type editKind uint8

const (
	editAttrs editKind = iota
	editSplice
	editTag
	editRuns
)

// edit is one reversible change, as plain data.
type edit struct {
	kind          editKind
	node          *Node
	attrs, attrs0 []etree.Attr // editAttrs: after, before
	at            int          // editSplice
	ins, del      []kid        // editSplice
	names         *[2]tagName  // editTag: after, before
	runs          []run        // editRuns
}

// tagName is the name of an element as written.
type tagName struct{ space, tag string }

// run is one of several splices that are made at once. at counts in the list
// as it is before any of them; runs are in order and don't touch.
type run struct {
	at       int
	ins, del []kid
}

func (e edit) reversed() edit {
	e.attrs, e.attrs0 = e.attrs0, e.attrs
	e.ins, e.del = e.del, e.ins
	if e.names != nil {
		e.names = &[2]tagName{e.names[1], e.names[0]}
	}
	if e.kind == editRuns {
		runs, shift := make([]run, len(e.runs)), 0
		for i, r := range e.runs {
			runs[i] = run{at: r.at + shift, ins: r.del, del: r.ins}
			shift += len(r.ins) - len(r.del)
		}
		e.runs = runs
	}
	return e
}

// apply makes the change and tells the observer.
func (d *Document) apply(e edit) {
	n := e.node
	switch e.kind {
	case editAttrs:
		n.El.Attr = e.attrs[:len(e.attrs):len(e.attrs)] // who appends gets a list of its own
		n.tagEdited = true
		if n.live && d.observer != nil {
			d.observer.AttrsChanged(n, e.attrs0)
		}
	case editTag:
		n.El.Space, n.El.Tag = e.names[0].space, e.names[0].tag
		n.NS = n.URI(n.El.Space)
		n.tagEdited = true
		if n.live && d.observer != nil {
			d.observer.TagChanged(n)
		}
	case editSplice:
		d.splice(e)
	case editRuns:
		d.spliceRuns(e)
	}
}

// spliceRuns makes many splices of one element's children in one pass, which
// costs what one splice costs. It is for elements and the space around them:
// the text of the element that holds them stays.
func (d *Document) spliceRuns(e edit) {
	n := e.node
	size, at := len(n.kids), 0
	for _, r := range e.runs {
		size += len(r.ins) - len(r.del)
	}
	kids := make([]kid, 0, size)
	for _, r := range e.runs {
		kids = append(append(kids, n.kids[at:r.at]...), r.ins...)
		at = r.at + len(r.del)
		for _, k := range r.del {
			release(n.El, k.tok)
		}
	}
	n.kids = append(kids, n.kids[at:]...)
	for _, r := range e.runs {
		for _, k := range r.ins {
			adopt(n.El, k.tok)
		}
	}
	n.El.Child = sized(n.El.Child, len(n.kids))
	for i, k := range n.kids {
		n.El.Child[i] = k.tok
	}
	for _, r := range e.runs {
		d.left(n, r.del)
	}
	for _, r := range e.runs {
		d.came(n, r.ins)
	}
}

// sized returns a list of that length for new content: the same one if it has
// the room.
func sized(list []etree.Token, n int) []etree.Token {
	if n > cap(list) {
		return make([]etree.Token, n)
	}
	clear(list[min(n, len(list)):])
	return list[:n]
}

// left and came bring nodes in step after they left or came to a parent.
func (d *Document) left(parent *Node, kids []kid) {
	for _, k := range kids {
		if k.node == nil {
			continue
		}
		k.node.parent = nil
		if parent.live {
			k.node.setLive(false)
			if d.observer != nil {
				d.observer.Detached(k.node, parent)
			}
		}
	}
}

func (d *Document) came(parent *Node, kids []kid) {
	for _, k := range kids {
		if k.node == nil {
			continue
		}
		k.node.parent = parent
		if parent.live {
			k.node.setLive(true)
			if d.observer != nil {
				d.observer.Attached(k.node)
			}
		}
	}
}

// splice replaces a run of child tokens. It moves etree's tokens itself, since
// etree renumbers all following tokens at every removal; the numbers are made
// right once at the end of a transaction.
func (d *Document) splice(e edit) {
	n := e.node
	texts := !n.holdsElement() && (hasText(e.ins) || hasText(e.del)) || hasWords(e.ins) || hasWords(e.del)
	before := ""
	if texts && d.observer != nil && n.live {
		before = n.Text()
	}
	for _, k := range e.del {
		release(n.El, k.tok)
	}
	n.kids = spliced(n.kids, e.at, len(e.del), e.ins)
	tokens := make([]etree.Token, len(e.ins))
	for i, k := range e.ins {
		adopt(n.El, k.tok)
		tokens[i] = k.tok
	}
	n.El.Child = spliced(n.El.Child, e.at, len(e.del), tokens)
	d.left(n, e.del)
	d.came(n, e.ins)
	if texts && d.observer != nil && n.live {
		if now := n.Text(); now != before {
			d.observer.TextChanged(n, before)
		}
	}
}

// release takes a token's parent away. etree offers that only together with
// the removal from the parent's list, so the token stands last in a list of
// its own for that moment.
func release(parent *etree.Element, t etree.Token) {
	kept := parent.Child
	parent.Child = []etree.Token{t}
	parent.RemoveChildAt(0)
	parent.Child = kept
}

// adopt makes parent the token's parent without adding it to the list.
func adopt(parent *etree.Element, t etree.Token) {
	if t.Parent() == parent {
		return
	}
	kept := parent.Child
	parent.Child = nil
	parent.AddChild(t)
	parent.Child = kept
}

// holdsElement reports whether the element has child elements; white space
// between them says nothing.
func (n *Node) holdsElement() bool {
	for i := range n.kids {
		if n.kids[i].node != nil {
			return true
		}
	}
	return false
}

func hasWords(kids []kid) bool {
	for _, k := range kids {
		if c, ok := k.tok.(*etree.CharData); ok && strings.Trim(c.Data, " \t\r\n") != "" {
			return true
		}
	}
	return false
}

func hasText(kids []kid) bool {
	for _, k := range kids {
		if _, ok := k.tok.(*etree.CharData); ok {
			return true
		}
	}
	return false
}

func spliced[T any](list []T, at, del int, ins []T) []T {
	if del == len(ins) {
		copy(list[at:], ins)
		return list
	}
	if grow := len(ins) - del; grow > 0 {
		var zero T
		for range grow {
			list = append(list, zero)
		}
		copy(list[at+len(ins):], list[at+del:len(list)-grow])
	} else {
		n := copy(list[at+len(ins):], list[at+del:])
		clear(list[at+len(ins)+n:])
		list = list[:at+len(ins)+n]
	}
	copy(list[at:], ins)
	return list
}

func (n *Node) setLive(live bool) {
	n.live = live
	for _, k := range n.kids {
		if k.node != nil {
			k.node.setLive(live)
		}
	}
}
