// Package xmltree holds XML documents that lose nothing: every byte of a file
// that was not edited is written back as it was read, and a small edit gives a
// small difference.
//
// A Document owns an etree tree (names, attributes, text), the source text and
// one Node per element with the source spans of the element's tags and of the
// text between its children. Three reversible edits change it: replace an
// element's attributes, splice a run of its children, change its tag. They are
// collected by transactions, which serve undo, redo and rollback.
//
// A Document belongs to one goroutine.
package xmltree

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// Document is one XML document with its source text and its history.
type Document struct {
	name  string
	src   string // the file as read, decoded to UTF-8, without byte order mark
	enc   encoding
	tree  *etree.Document
	top   *Node // stands for the document; its kids are the tokens outside the root
	root  *Node
	nodes []*Node // by number
	eol   string  // line end of new text
	unit  string  // one step of indentation
	slash string  // how an empty element ends: "/>" or " />"

	warnings []Warning
	lines    []int // offsets of line starts; made when first asked for

	observer Observer
	tx       *Tx // the open transaction, or nil
	history  history
}

// Warning tells of a thing that is wrong in a document but did not keep it
// from being read.
type Warning struct {
	Line int // 1 is the first line
	Text string
}

// SyntaxError says why a text is not an XML document that can be read.
type SyntaxError struct {
	File         string
	Line, Column int // 1-based; the column counts characters
	Text         string
}

func (e *SyntaxError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text)
}

// Node is the record of one element: its number, its place in the tree and the
// spans of source that it came from. A Node stays the same through edits, undo
// and redo; IsLive tells whether it is in the document now.
type Node struct {
	// El is the element in the etree tree. Read it freely, change it only
	// through a transaction.
	El *etree.Element
	// NS is the URI of the element's namespace; empty when it has none.
	NS string
	// Data belongs to the package that gives the elements a meaning.
	Data any

	doc    *Document
	parent *Node
	kids   []kid
	num    int32

	tag, body, tail, end uint32 // start tag begins, ends; end tag begins, ends
	fromSource           bool
	selfClosed           bool
	tagEdited            bool
	live                 bool
}

// kid is one child token: an element (node is set) or text, comment,
// instruction or directive. from and to is its source span; a token that was
// made by an edit has none (from == to).
type kid struct {
	tok      etree.Token
	node     *Node
	from, to uint32
}

// Name returns the file name that the document was parsed under.
func (d *Document) Name() string { return d.name }

// SetName changes the name that messages use.
func (d *Document) SetName(name string) { d.name = name }

// Root returns the root element.
func (d *Document) Root() *Node { return d.root }

// Tree returns the etree document. It is for reading and for etree's paths;
// changes go through Edit.
func (d *Document) Tree() *etree.Document { return d.tree }

// Warnings returns what was found wrong while reading, in document order.
func (d *Document) Warnings() []Warning { return d.warnings }

// Len returns how many elements the document ever had; numbers are below it.
func (d *Document) Len() int { return len(d.nodes) }

// ByNumber returns the node with that number.
func (d *Document) ByNumber(n int) *Node { return d.nodes[n] }

// Encoding returns the name of the character encoding that the document is
// written in.
func (d *Document) Encoding() string { return d.enc.name }

// lineOf returns the line (1-based) of a source offset.
func (d *Document) lineOf(off uint32) int {
	if d.lines == nil {
		d.lines = lineStarts(d.src)
	}
	return sort.SearchInts(d.lines, int(off)+1)
}

// lineAt returns the line and the column (1-based, in characters) of a source
// offset. It counts through the line, which may be the whole file.
func (d *Document) lineAt(off uint32) (line, column int) {
	line = d.lineOf(off)
	return line, utf8.RuneCountInString(d.src[d.lines[line-1]:off]) + 1
}

func lineStarts(s string) []int {
	starts := []int{0}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\n', s[i] == '\r' && (i+1 == len(s) || s[i+1] != '\n'):
			starts = append(starts, i+1)
		}
	}
	return starts
}

// Number returns the node's number: the order in which elements were read and
// then created.
func (n *Node) Number() int { return int(n.num) }

// Document returns the document that the node belongs to.
func (n *Node) Document() *Document { return n.doc }

// Parent returns the parent element, or nil for the root and for a node that
// was removed.
func (n *Node) Parent() *Node {
	if n.parent == nil || n.parent == n.doc.top {
		return nil
	}
	return n.parent
}

// IsLive reports whether the node is in the document now.
func (n *Node) IsLive() bool { return n.live }

// Line returns the line (1-based) where the element starts in the file as
// read, or that of the nearest ancestor read from the file.
func (n *Node) Line() int {
	for p := n; p != nil; p = p.parent {
		if p.fromSource {
			return n.doc.lineOf(p.tag)
		}
	}
	return 0
}

// Local returns the local part of the element's name.
func (n *Node) Local() string { return n.El.Tag }

// Is reports whether the element has this namespace and local name.
func (n *Node) Is(ns, local string) bool { return n.El.Tag == local && n.NS == ns }

// Children calls yield for every child element in order.
func (n *Node) Children(yield func(*Node) bool) {
	for _, k := range n.kids {
		if k.node != nil && !yield(k.node) {
			return
		}
	}
}

// Backward calls yield for every child element, the last one first.
func (n *Node) Backward(yield func(*Node) bool) {
	for i := len(n.kids) - 1; i >= 0; i-- {
		if k := n.kids[i]; k.node != nil && !yield(k.node) {
			return
		}
	}
}

// ChildElements returns the child elements in order.
func (n *Node) ChildElements() []*Node {
	var out []*Node
	for _, k := range n.kids {
		if k.node != nil {
			out = append(out, k.node)
		}
	}
	return out
}

// Child returns the first child element with this name, or nil.
func (n *Node) Child(ns, local string) *Node {
	for _, k := range n.kids {
		if k.node != nil && k.node.Is(ns, local) {
			return k.node
		}
	}
	return nil
}

// NextElement returns the sibling element that follows, or nil.
func (n *Node) NextElement() *Node {
	if n.parent == nil {
		return nil
	}
	i := n.parent.indexOf(n)
	for _, k := range n.parent.kids[i+1:] {
		if k.node != nil {
			return k.node
		}
	}
	return nil
}

func (n *Node) indexOf(child *Node) int {
	for i := len(n.kids) - 1; i >= 0; i-- { // what is asked for most is new, and last
		if n.kids[i].node == child {
			return i
		}
	}
	return -1
}

// Text returns the character data directly inside the element.
func (n *Node) Text() string {
	var one string
	var many strings.Builder
	for _, k := range n.kids {
		c, ok := k.tok.(*etree.CharData)
		if !ok {
			continue
		}
		if one == "" && many.Len() == 0 {
			one = c.Data
			continue
		}
		if many.Len() == 0 {
			many.WriteString(one)
		}
		many.WriteString(c.Data)
	}
	if many.Len() > 0 {
		return many.String()
	}
	return one
}

// HasContent reports whether the element holds anything but white space.
func (n *Node) HasContent() bool {
	for _, k := range n.kids {
		if c, ok := k.tok.(*etree.CharData); !ok || strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// Attr returns the value of an attribute. space is the prefix as written.
func (n *Node) Attr(space, key string) (string, bool) {
	for i := range n.El.Attr {
		if a := &n.El.Attr[i]; a.Key == key && a.Space == space {
			return a.Value, true
		}
	}
	return "", false
}

// AttrNS returns the value of the attribute with that namespace URI.
func (n *Node) AttrNS(uri, key string) (string, bool) {
	for i := range n.El.Attr {
		if a := &n.El.Attr[i]; a.Key == key && a.Space != "" && n.URI(a.Space) == uri {
			return a.Value, true
		}
	}
	return "", false
}

// URI resolves a prefix ("" for the default namespace) at this element.
func (n *Node) URI(prefix string) string {
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace"
	}
	for p := n; p != nil && p.El != nil; p = p.parent {
		for i := range p.El.Attr {
			a := &p.El.Attr[i]
			if prefix == "" && a.Space == "" && a.Key == "xmlns" || prefix != "" && a.Space == "xmlns" && a.Key == prefix {
				return a.Value
			}
		}
	}
	return ""
}

// Prefix returns a prefix that stands for the namespace URI at this element.
// When asAttr is true the default namespace does not count.
func (n *Node) Prefix(uri string, asAttr bool) (prefix string, ok bool) {
	for p := n; p != nil && p.El != nil; p = p.parent {
		for i := range p.El.Attr {
			a := &p.El.Attr[i]
			if a.Value != uri {
				continue
			}
			switch {
			case a.Space == "xmlns" && n.URI(a.Key) == uri:
				return a.Key, true
			case a.Space == "" && a.Key == "xmlns" && !asAttr && n.URI("") == uri:
				return "", true
			}
		}
	}
	return "", false
}
