// Package schema checks files against the structure that BPMN 2.0 prescribes: which elements hold which others in which
// order, which attributes they have and of what kind the values are. SpiffWorkflow reads a file only if it keeps to it,
// unless it is told not to look.
package schema

import (
	"fmt"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/xmltree"
)

// nsXSD is the namespace of the simple types.
const nsXSD = "http://www.w3.org/2001/XMLSchema"

func prefixOf(qualified string) string {
	prefix, _, ok := strings.Cut(collapse(qualified), ":")
	if !ok {
		return ""
	}
	return prefix
}

// maxProblems is the number of problems after which no more are looked for.
const maxProblems = 200

// Check returns what the structure of BPMN forbids in a file, in document order. The time is in proportion to the size of
// the file.
//
// SpiffWorkflow: bpmn/parser/BpmnParser.py (BpmnValidator).
func Check(d *bpmn.Document) []bpmn.Problem {
	c := &checker{m: all(), ids: map[string]bool{}}
	root := d.XML().Root()
	if k := c.m.elements[name{root.NS, root.Local()}]; k != nil {
		c.element(root, k)
	} else {
		c.fault(root, "%s can't be the root of a file", tag(root))
	}
	return c.problems
}

// checker checks one file.
type checker struct {
	m        *model
	ids      map[string]bool
	problems []bpmn.Problem
}

func (c *checker) fault(at *xmltree.Node, format string, args ...any) {
	if len(c.problems) < maxProblems {
		e := bpmn.ElementOf(at)
		for e.ID() == "" && !e.Parent().IsZero() {
			e = e.Parent()
		}
		c.problems = append(c.problems, bpmn.Problem{Rule: "schema", Severity: bpmn.Fault, Element: e.ID(), Line: at.Line(), Message: fmt.Sprintf(format, args...)})
	}
}

func tag(n *xmltree.Node) string { return "<" + n.Local() + ">" }

// element checks an element that is described by a row.
func (c *checker) element(n *xmltree.Node, k *kind) {
	if text, ok := n.AttrNS(bpmn.NSXSI, "type"); ok {
		if k, ok = c.retyped(n, k, collapse(text)); !ok {
			return
		}
	}
	if k.is("abstract") || k.is("head") && k.name == (name{n.NS, n.Local()}) {
		c.fault(n, "%s is a general term; a certain kind of it is needed", tag(n))
		return
	}
	c.attributes(n, k)
	switch {
	case k.text:
		for child := range n.Children {
			c.fault(child, "%s can't stand in %s, which holds text only", tag(child), tag(n))
			return
		}
	case !k.mixed && len(k.content) == 0 && n.Text() != "":
		c.fault(n, "%s must be empty, without white space", tag(n))
	case !k.mixed && hasText(n):
		c.fault(n, "%s holds text beside its elements", tag(n))
	}
	if !k.text {
		c.children(n, k)
	}
}

// retyped follows xsi:type.
func (c *checker) retyped(n *xmltree.Node, k *kind, text string) (*kind, bool) {
	if fault := qName(c, n, text); fault != "" {
		c.fault(n, "the xsi:type %q of %s is %s", text, tag(n), fault)
		return k, false
	}
	prefix, local, ok := strings.Cut(text, ":")
	if !ok {
		prefix, local = "", text
	}
	t := c.m.types[name{n.URI(prefix), local}]
	if t == nil {
		c.fault(n, "the xsi:type %q of %s is not known", text, tag(n))
		return k, false
	}
	if k != nil && !t.derives(k) {
		c.fault(n, "the xsi:type %q can't stand for the type of %s", text, tag(n))
		return k, false
	}
	return t, true
}

func hasText(n *xmltree.Node) bool { return strings.TrimSpace(n.Text()) != "" }

// attributes checks the attributes of an element.
func (c *checker) attributes(n *xmltree.Node, k *kind) {
	for i := range n.El.Attr {
		a := &n.El.Attr[i]
		if a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns" {
			continue
		}
		if a.Space != "" {
			ns := n.URI(a.Space)
			if ns != bpmn.NSXSI && (k.open == "" || ns == k.open || ns == "") {
				c.fault(n, "%s can't have the attribute %s:%s", tag(n), a.Space, a.Key)
			}
			continue
		}
		known, ok := k.attrs[a.Key]
		if !ok {
			c.fault(n, "%s can't have the attribute %s", tag(n), a.Key)
			continue
		}
		if fault := c.valueFault(n, known.typ, a.Value); fault != "" {
			c.fault(n, "the attribute %s of %s is %q, which is %s", a.Key, tag(n), cut(a.Value), fault)
		}
	}
	for _, key := range k.required() {
		if _, ok := n.Attr("", key); !ok {
			c.fault(n, "%s lacks the attribute %s", tag(n), key)
		}
	}
}

// required lists the demanded attributes.
func (k *kind) required() []string {
	var out []string
	for n, a := range k.attrs {
		if a.required {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func cut(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// children checks the elements in an element, in their order.
func (c *checker) children(n *xmltree.Node, k *kind) {
	s := &sequence{c: c, n: n, kids: n.ChildElements()}
	s.match(k.content)
	if s.failed {
		return
	}
	if s.at < len(s.kids) {
		c.fault(s.kids[s.at], "%s can't stand here in %s%s", tag(s.kids[s.at]), tag(n), s.instead())
	}
}

// sequence matches children with a content.
type sequence struct {
	c      *checker
	n      *xmltree.Node
	kids   []*xmltree.Node
	at     int
	failed bool
	wanted []string // what could have stood at this place
}

func (s *sequence) match(content []particle) {
	for i := range content {
		if s.failed {
			return
		}
		p := &content[i]
		if p.choice != nil {
			s.choose(p)
			continue
		}
		count := 0
		for p.max < 0 || count < p.max {
			if s.at == len(s.kids) {
				break
			}
			kid, place := s.kids[s.at], p
			if !s.c.fits(kid, p) {
				if count == 0 || !s.c.again(content, i) || !s.c.fits(kid, &content[i-1]) {
					s.want(p)
					break
				}
				place = &content[i-1]
			}
			s.wanted = nil
			s.at++
			count++
			s.c.child(kid, place)
		}
		if count < p.min {
			s.failed = true
			if s.at < len(s.kids) {
				s.c.fault(s.kids[s.at], "%s can't stand here in %s%s", tag(s.kids[s.at]), tag(s.n), s.instead())
			} else {
				s.c.fault(s.n, "%s lacks <%s>", tag(s.n), p.name.local)
			}
		}
	}
}

// again reports whether elements of the place before may also stand between those of a place. The schema doesn't say so,
// but SpiffWorkflow's validator (libxml2) takes, say, a laneSet behind the flow elements: where any number of elements that
// stand for another one follow any number of one element.
func (c *checker) again(content []particle, i int) bool {
	if i == 0 {
		return false
	}
	many := func(p *particle) bool { return p.min == 0 && p.max < 0 && p.any == "" && p.choice == nil }
	p, before := &content[i], &content[i-1]
	return many(p) && many(before) && c.m.heads[p.name] && p.typ == "" && (before.typ != "" || !c.m.heads[before.name])
}

// choose takes the first alternative that the next child begins; without one, an alternative that may be empty.
func (s *sequence) choose(p *particle) {
	if s.at < len(s.kids) {
		for _, list := range p.choice {
			for i := range list {
				if s.c.fits(s.kids[s.at], &list[i]) {
					s.match(list)
					return
				}
				if list[i].min > 0 {
					break
				}
			}
		}
	}
	for _, list := range p.choice {
		if !slices.ContainsFunc(list, func(x particle) bool { return x.min > 0 }) {
			return
		}
	}
	s.failed = true
	s.c.fault(s.n, "%s lacks <%s>", tag(s.n), p.choice[0][0].name.local)
}

func (s *sequence) want(p *particle) {
	if p.name.local != "" && len(s.wanted) < 8 {
		s.wanted = append(s.wanted, "<"+p.name.local+">")
	}
}

func (s *sequence) instead() string {
	if len(s.wanted) == 0 {
		return "; nothing more may follow"
	}
	return "; what may stand here: " + strings.Join(s.wanted, ", ")
}

// fits reports whether an element can take a place.
func (c *checker) fits(n *xmltree.Node, p *particle) bool {
	switch p.any {
	case "##any":
		return true
	case "##other":
		// Not of the namespace in which the row stands: BPMN's or that of diagram interchange.
		if p.strict {
			return n.NS != "" && n.NS != bpmn.NSDD
		}
		return n.NS != "" && n.NS != bpmn.NS
	}
	if n.NS == p.name.ns && n.Local() == p.name.local {
		return true
	}
	if p.name.ns == bpmn.NS && n.NS == bpmn.NS && p.name.local == "messagePath" && n.Local() == "formalExpression" {
		return true // SpiffWorkflow renames it before it looks, for the sake of old editors
	}
	if p.typ != "" {
		return false
	}
	for k := c.m.elements[name{n.NS, n.Local()}]; k != nil && k.group != ""; {
		head := nameOf(k.group)
		if head == p.name {
			return true
		}
		k = c.m.elements[head]
	}
	return false
}

// child checks an element that takes a place.
func (c *checker) child(n *xmltree.Node, p *particle) {
	if p.any != "" {
		if p.strict && c.m.elements[name{n.NS, n.Local()}] == nil {
			c.fault(n, "%s is not known, and only known elements can stand in %s", tag(n), tag(n.Parent()))
			return
		}
		c.lax(n)
		return
	}
	if p.typ == "" {
		c.element(n, c.m.elements[name{n.NS, n.Local()}])
		return
	}
	if k := c.m.kinds[p.typ]; k != nil {
		c.element(n, k)
		return
	}
	c.simple(n, p.typ)
}

// simple checks an element that holds a value only.
func (c *checker) simple(n *xmltree.Node, typ string) {
	for i := range n.El.Attr {
		if a := &n.El.Attr[i]; a.Space != "xmlns" && (a.Space != "" || a.Key != "xmlns") && n.URI(a.Space) != bpmn.NSXSI {
			c.fault(n, "%s can't have the attribute %s", tag(n), a.Key)
		}
	}
	for child := range n.Children {
		c.fault(child, "%s can't stand in %s, which holds text only", tag(child), tag(n))
		return
	}
	if text, ok := n.AttrNS(bpmn.NSXSI, "type"); ok && n.URI(prefixOf(text)) != nsXSD {
		c.fault(n, "the xsi:type %q can't stand for the type of %s", cut(text), tag(n))
	}
	if fault := c.valueFault(n, typ, n.Text()); fault != "" {
		c.fault(n, "%s holds %q, which is %s", tag(n), cut(collapse(n.Text())), fault)
	}
}

// lax checks what is known of an element that may be anything.
func (c *checker) lax(n *xmltree.Node) {
	if k := c.m.elements[name{n.NS, n.Local()}]; k != nil {
		c.element(n, k)
		return
	}
	if text, ok := n.AttrNS(bpmn.NSXSI, "type"); ok {
		if k, ok := c.retyped(n, nil, collapse(text)); ok {
			c.element(n, k)
		}
		return
	}
	for child := range n.Children {
		c.lax(child)
	}
}
