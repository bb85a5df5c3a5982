package xmltree

import (
	"strings"

	"github.com/beevik/etree"
)

// Tx is an open transaction: the only way to change a document.
type Tx struct {
	d     *Document
	edits []edit
}

// Document returns the document that the transaction changes.
func (tx *Tx) Document() *Document { return tx.d }

// Len returns how many edits were made so far.
func (tx *Tx) Len() int { return len(tx.edits) }

func (tx *Tx) do(e edit) {
	tx.d.apply(e)
	tx.edits = append(tx.edits, e)
}

// SetAttr sets an attribute. space is its prefix, which must be declared (see
// Node.Prefix); it is empty for the attributes of the element's own language.
func (tx *Tx) SetAttr(n *Node, space, key, value string) {
	value = Storable(value)
	if old, ok := n.Attr(space, key); ok && old == value {
		return
	}
	tx.do(edit{kind: editAttrs, node: n, attrs: setAttr(withRoom(n.El.Attr, 1), space, key, value), attrs0: n.El.Attr})
}

// Attr is the name and the value of an attribute without prefix.
type Attr struct{ Key, Value string }

// SetAttrs sets several attributes without prefix as one edit.
func (tx *Tx) SetAttrs(n *Node, list ...Attr) {
	before := n.El.Attr
	var after []etree.Attr
	for _, a := range list {
		value := Storable(a.Value)
		if old, ok := n.Attr("", a.Key); ok && old == value {
			continue
		}
		if after == nil {
			after = withRoom(before, len(list))
		}
		after = setAttr(after, "", a.Key, value)
	}
	if after != nil {
		tx.do(edit{kind: editAttrs, node: n, attrs: after, attrs0: before})
	}
}

// withRoom returns a copy of a list with room for some more. The lists of
// elements and edits themselves are never written to, so that they can be
// shared.
func withRoom(list []etree.Attr, more int) []etree.Attr {
	return append(make([]etree.Attr, 0, len(list)+more), list...)
}

func setAttr(list []etree.Attr, space, key, value string) []etree.Attr {
	for i := range list {
		if a := &list[i]; a.Key == key && a.Space == space {
			a.Value = value
			return list
		}
	}
	return append(list, etree.Attr{Space: space, Key: key, Value: value})
}

// RemoveAttr removes an attribute if it is there.
func (tx *Tx) RemoveAttr(n *Node, space, key string) {
	if _, ok := n.Attr(space, key); !ok {
		return
	}
	before := n.El.Attr
	var after []etree.Attr
	for _, a := range before {
		if a.Key != key || a.Space != space {
			after = append(after, a)
		}
	}
	tx.do(edit{kind: editAttrs, node: n, attrs: after, attrs0: before})
}

// SetTag changes the element's name. The namespace of the prefix must be
// declared.
func (tx *Tx) SetTag(n *Node, space, tag string) {
	if n.El.Space == space && n.El.Tag == tag {
		return
	}
	tx.do(edit{kind: editTag, node: n, names: &[2]tagName{{space, tag}, {n.El.Space, n.El.Tag}}})
}

// SetText replaces the character data of an element; child elements stay and
// end up behind it. Text that stood in a CDATA section is written in one again.
func (tx *Tx) SetText(n *Node, text string) {
	text = Storable(text)
	if n.Text() == text {
		return
	}
	cdata, first := false, -1
	for i := len(n.kids) - 1; i >= 0; i-- {
		c, ok := n.kids[i].tok.(*etree.CharData)
		if !ok {
			continue
		}
		cdata = cdata || c.IsCData()
		first = i
		tx.do(edit{kind: editSplice, node: n, at: i, del: []kid{n.kids[i]}})
	}
	if text == "" {
		return
	}
	var tok *etree.CharData
	if cdata && !strings.Contains(text, "]]>") && !strings.Contains(text, "\r") && tx.d.enc.holds(text) {
		tok = etree.NewCData(text)
	} else {
		tok = etree.NewText(text)
	}
	tx.do(edit{kind: editSplice, node: n, at: max(first, 0), ins: []kid{{tok: tok}}})
}

// Insert puts a new element (and what it holds) under parent, before the child
// element before, or last when before is nil. Prefixes in it must be declared
// at parent. It is indented as its siblings are.
func (tx *Tx) Insert(parent *Node, el *etree.Element, before *Node) *Node {
	makeStorable(el)
	n := tx.d.newTree(el, parent)
	tx.place(parent, n, before)
	tx.d.indentInside(n)
	return n
}

// Move takes a node from where it is and puts it under parent as Insert does.
// Its own text stays as it is.
func (tx *Tx) Move(n, parent, before *Node) {
	if before == n || n.parent == parent && before == n.NextElement() {
		return
	}
	tx.Remove(n)
	tx.place(parent, n, before)
}

// Remove takes a node out of the document together with the line it stands on.
func (tx *Tx) Remove(n *Node) {
	p := n.parent
	if p == nil {
		return
	}
	from := p.indexOf(n)
	to := from + 1
	if from > 0 && isBreak(p.kids[from-1].tok) {
		from--
	}
	rest := len(p.kids) - (to - from)
	if rest > 0 && onlySpace(p.kids[:from]) && onlySpace(p.kids[to:]) {
		from, to = 0, len(p.kids)
	}
	tx.do(edit{kind: editSplice, node: p, at: from, del: append([]kid(nil), p.kids[from:to]...)})
}

// RemoveAll takes many nodes out as Remove does, in time that grows with what
// their parents hold and not with the square of it.
func (tx *Tx) RemoveAll(list []*Node) {
	gone := make(map[*Node]bool, len(list))
	for _, n := range list {
		gone[n] = true
	}
	done := map[*Node]bool{}
	for _, n := range list {
		if p := n.parent; p != nil && !done[p] && !within(p, gone) {
			done[p] = true
			tx.removeFrom(p, gone)
		}
	}
}

// within reports whether a node is one of a set, or inside one.
func within(n *Node, set map[*Node]bool) bool {
	for ; n != nil; n = n.parent {
		if set[n] {
			return true
		}
	}
	return false
}

// removeFrom removes the children of p that are gone.
func (tx *Tx) removeFrom(p *Node, gone map[*Node]bool) {
	var runs []run
	empty := true // nothing but space is left
	for i := 0; i < len(p.kids); i++ {
		k := p.kids[i]
		if k.node == nil || !gone[k.node] {
			if _, space := isSpace(k.tok); !space {
				empty = false
			}
			continue
		}
		from := i
		if i > 0 && isBreak(p.kids[i-1].tok) {
			from--
		}
		if n := len(runs); n > 0 && runs[n-1].at+len(runs[n-1].del) == from {
			runs[n-1].del = append(runs[n-1].del, p.kids[from:i+1]...)
		} else {
			runs = append(runs, run{at: from, del: append([]kid(nil), p.kids[from:i+1]...)})
		}
	}
	if empty && len(runs) > 0 {
		runs = []run{{del: append([]kid(nil), p.kids...)}}
	}
	if len(runs) > 0 {
		tx.do(edit{kind: editRuns, node: p, runs: runs})
	}
}

// place inserts a node that stands nowhere, with white space as its neighbours
// have.
func (tx *Tx) place(parent, n, before *Node) {
	d := tx.d
	at, last := len(parent.kids), -1
	if before != nil && before.parent == parent {
		at = parent.indexOf(before)
	} else {
		before = nil
		for i := len(parent.kids) - 1; i >= 0 && last < 0; i-- {
			if parent.kids[i].node != nil {
				last = i
			}
		}
	}
	var ins []kid
	switch {
	case before != nil:
		if at > 0 && isBreak(parent.kids[at-1].tok) {
			at--
			ins = append(ins, d.space(lineBreak(parent.kids[at].tok)))
		}
		ins = append(ins, kid{tok: n.El, node: n})
	case last >= 0:
		at = last + 1
		if last > 0 && isBreak(parent.kids[last-1].tok) {
			ins = append(ins, d.space(lineBreak(parent.kids[last-1].tok)))
		}
		ins = append(ins, kid{tok: n.El, node: n})
	default:
		outer, broken := d.indentOf(parent)
		if !broken || !onlySpace(parent.kids) {
			ins = []kid{{tok: n.El, node: n}}
			break
		}
		ins = []kid{d.space("\n" + outer + d.unit), {tok: n.El, node: n}, d.space("\n" + outer)}
		tx.do(edit{kind: editSplice, node: parent, at: 0, del: append([]kid(nil), parent.kids...), ins: ins})
		return
	}
	tx.do(edit{kind: editSplice, node: parent, at: at, ins: ins})
}
