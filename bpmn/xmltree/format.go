package xmltree

import (
	"strings"

	"github.com/beevik/etree"
)

// detectStyle finds out how the file spells line ends, indentation and empty
// elements, so that new lines look like the old ones.
func (d *Document) detectStyle() {
	d.eol = "\n"
	if i := strings.IndexAny(d.src, "\r\n"); i >= 0 && d.src[i] == '\r' {
		d.eol = "\r"
		if strings.HasPrefix(d.src[i:], "\r\n") {
			d.eol = "\r\n"
		}
	}
	d.unit = "  "
	if d.root != nil && len(d.root.kids) > 1 && isBreak(d.root.kids[0].tok) {
		if u := lineBreak(d.root.kids[0].tok)[1:]; u != "" {
			d.unit = u
		}
	}
	d.slash = " />"
	if i := strings.Index(d.src, "/>"); i > 0 && d.src[i-1] != ' ' && !strings.Contains(d.src, " />") {
		d.slash = "/>"
	}
}

func isSpace(t etree.Token) (string, bool) {
	c, ok := t.(*etree.CharData)
	if !ok || strings.Trim(c.Data, " \t\r\n") != "" {
		return "", false
	}
	return c.Data, true
}

// isBreak reports whether a token is white space with a line end in it.
func isBreak(t etree.Token) bool {
	s, ok := isSpace(t)
	return ok && strings.Contains(s, "\n")
}

// lineBreak returns the last line end of white space and what follows it.
func lineBreak(t etree.Token) string {
	s, _ := isSpace(t)
	return s[strings.LastIndexByte(s, '\n'):]
}

func onlySpace(kids []kid) bool {
	for _, k := range kids {
		if _, ok := isSpace(k.tok); !ok {
			return false
		}
	}
	return true
}

func (d *Document) space(s string) kid { return kid{tok: etree.NewText(s)} }

// indentOf returns the indentation of the line that a node begins, and whether
// it begins one.
func (d *Document) indentOf(n *Node) (string, bool) {
	if n == d.root || n.parent == nil {
		return "", len(d.root.kids) == 0 || isBreak(d.root.kids[0].tok)
	}
	i := n.parent.indexOf(n)
	if i > 0 && isBreak(n.parent.kids[i-1].tok) {
		return lineBreak(n.parent.kids[i-1].tok)[1:], true
	}
	return "", false
}

// newTree makes nodes of an etree element that stands in no document.
func (d *Document) newTree(el *etree.Element, parent *Node) *Node {
	n := &Node{doc: d, El: el, num: int32(len(d.nodes))}
	d.nodes = append(d.nodes, n)
	n.NS = namespaceOf(el, parent)
	n.parent = parent
	for _, t := range el.Child {
		k := kid{tok: t}
		if c, ok := t.(*etree.Element); ok {
			k.node = d.newTree(c, n)
		}
		n.kids = append(n.kids, k)
	}
	return n
}

func namespaceOf(el *etree.Element, parent *Node) string {
	for _, a := range el.Attr {
		if el.Space == "" && a.Space == "" && a.Key == "xmlns" || el.Space != "" && a.Space == "xmlns" && a.Key == el.Space {
			return a.Value
		}
	}
	if parent == nil {
		return ""
	}
	if parent.El.Space == el.Space {
		return parent.NS
	}
	return parent.URI(el.Space)
}

// indentInside gives the children of an element that was just inserted lines of
// their own.
func (d *Document) indentInside(n *Node) {
	if len(n.kids) == 0 {
		return
	}
	indent, broken := d.indentOf(n)
	if !broken {
		return
	}
	var out []kid
	for _, k := range n.kids {
		if k.node == nil {
			return // text of its own: leave it alone
		}
		out = append(out, d.space("\n"+indent+d.unit), k)
	}
	out = append(out, d.space("\n"+indent))
	// The node is new in this transaction: its inside is part of the insertion
	// and needs no edit of its own.
	n.kids = out
	n.El.Child = n.El.Child[:0:0]
	for _, k := range out {
		adopt(n.El, k.tok)
		n.El.Child = append(n.El.Child, k.tok)
	}
	for _, k := range out {
		if k.node != nil {
			d.indentInside(k.node)
		}
	}
}
