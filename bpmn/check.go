package bpmn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn/xmltree"
)

// Check reports what is wrong with a document as a file: what stands in it that
// BPMN doesn't know, what names things that are not there, what the diagram
// leaves out or can't show. The document opens all the same and keeps
// everything. What is wrong with the model as a process is for package lint.
//
// The problems come in the order of their lines. The time is in proportion to
// the size of the document.
func Check(d *Document) []Problem {
	c := newChecker(d)
	for _, w := range d.xml.Warnings() {
		c.problems = append(c.problems, Problem{Rule: "xml", Severity: Warning, Line: w.Line, Message: w.Text})
	}
	c.walk(d.Definitions())
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return a.Line - b.Line })
	return c.problems
}

// check is one rule of opening. find returns what is wrong with an element,
// each fault as a sentence.
type check struct {
	rule     string
	severity Severity
	on       scope
	find     func(*checker, Element) []string
}

// scope says which elements a rule looks at.
type scope uint8

const (
	onRoot  scope = 1 << iota // definitions
	onModel                   // elements of the BPMN namespace, known or not
	onDI                      // elements of diagram interchange, known or not
	onOther                   // elements of other namespaces outside of extensionElements
)

// checks are the rules of opening.
var checks = []check{
	{"empty-definitions", Warning, onRoot, emptyDefinitions},
	{"no-target-namespace", Warning, onRoot, noTargetNamespace},
	{"doctype", Warning, onRoot, externalDoctype},
	{"no-diagram", Info, onRoot, noDiagram},

	{"unknown-element", Warning, onModel | onDI, unknownElement},
	{"unknown-attribute", Warning, onModel | onDI, unknownAttribute},
	{"misplaced-extension", Warning, onOther, misplacedExtension},
	{"stray-text", Warning, onModel | onDI, strayText},

	{"missing-id", Warning, onModel, missingID},
	{"invalid-id", Warning, onModel | onDI, invalidID},
	{"duplicate-id", Warning, onModel | onDI, duplicateID},

	{"dangling-reference", Warning, onModel | onDI, danglingReference},
	{"wrong-reference", Warning, onModel, wrongReference},
	{"missing-reference", Warning, onModel, missingReference},
	{"shared-process", Warning, onModel, sharedProcess},
	{"flow-across-scopes", Warning, onModel, flowAcrossScopes},

	{"missing-plane", Warning, onDI, missingPlane},
	{"wrong-plane", Warning, onDI, wrongPlane},
	{"wrong-di", Warning, onDI, wrongDI},
	{"drawn-twice", Warning, onDI, drawnTwice},
	{"bounds", Warning, onDI, badBounds},
	{"waypoints", Warning, onDI, badWaypoints},
	{"flow-end-not-drawn", Warning, onDI, flowEndNotDrawn},
	{"not-drawn", Warning, onModel, notDrawn},
}

// checker holds what the rules look up: it is made once, so that no rule
// searches the document.
type checker struct {
	d        *Document
	problems []Problem
	xmlns    map[string]string // the prefixes that definitions declares
	drawn    map[*xmltree.Node]bool
	twice    map[*xmltree.Node]bool // shapes and edges of what their plane shows already
	hidden   map[*xmltree.Node]bool // scopes of which nothing is drawn, as far as asked for
	pools    map[string]Element     // the first pool of each process id
	hasPlane bool
}

func newChecker(d *Document) *checker {
	c := &checker{
		d: d, xmlns: map[string]string{}, drawn: map[*xmltree.Node]bool{}, twice: map[*xmltree.Node]bool{},
		hidden: map[*xmltree.Node]bool{}, pools: map[string]Element{},
	}
	for _, a := range d.xml.Root().El.Attr {
		if a.Space == "xmlns" {
			c.xmlns[a.Key] = a.Value
		}
	}
	for _, p := range d.Planes() {
		c.hasPlane = true
		c.readPlane(p)
	}
	return c
}

func (c *checker) walk(e Element) {
	var s scope
	switch known := schema[e.n.NS]; {
	case e.Parent().IsZero():
		s = onRoot | onModel
	case e.n.NS == NS:
		s = onModel
	case known != nil:
		s = onDI
	default:
		s = onOther
	}
	c.run(e, s)
	if s == onOther || e.n.NS == NS && (e.Tag() == "extensionElements" || c.kind(e).text) {
		return // what stands here belongs to others
	}
	if _, known := schema[e.n.NS][e.Tag()]; !known {
		return // its content has no meaning either
	}
	for n := range e.n.Children {
		c.walk(Element{n})
	}
}

func (c *checker) run(e Element, s scope) {
	for i := range checks {
		rule := &checks[i]
		if rule.on&s == 0 {
			continue
		}
		for _, text := range rule.find(c, e) {
			c.problems = append(c.problems, Problem{
				Rule: rule.rule, Severity: rule.severity, Element: subjectID(e), Line: e.Line(), Message: text,
			})
		}
	}
}

func (c *checker) kind(e Element) schemaElement { return schema[e.n.NS][e.Tag()] }

// subjectID returns the id of what a problem is about: of the semantic element
// where a shape or edge is at fault, or of the nearest element around.
func subjectID(e Element) string {
	for ; !e.IsZero(); e = e.Parent() {
		if s := e.Semantic(); s.ID() != "" {
			return s.ID()
		}
		if id := e.ID(); id != "" {
			return id
		}
	}
	return ""
}

// describe tells users which element is meant: task "Check stock".
func describe(e Element) string {
	kind := e.Kind().String()
	if e.Kind() == Unknown {
		kind = "<" + e.Tag() + ">"
	}
	if e.IsDI() {
		if s := e.Semantic(); s != e && !s.IsZero() {
			return kind + " of " + describe(s)
		}
	}
	title := e.Title()
	switch {
	case title != e.Kind().String():
	case needsID(e.Kind()):
		return article(kind) + " without id"
	case e.Kind() == Unknown:
		return kind
	default:
		return article(kind)
	}
	if r := []rune(title); len(r) > 40 {
		title = string(r[:39]) + "…"
	}
	return fmt.Sprintf("%s %q", kind, title)
}

// article puts "a" or "an" before a noun.
func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// say is a list of one sentence.
func say(format string, args ...any) []string { return []string{fmt.Sprintf(format, args...)} }

// ---- the file as a whole ----

func emptyDefinitions(_ *checker, e Element) []string {
	for _, child := range e.Children() {
		if k := child.Kind(); k.Is(RootClass) || strings.HasPrefix(child.Tag(), "global") {
			return nil
		}
	}
	return say("the file holds no process and no collaboration: there is nothing to draw")
}

func noTargetNamespace(_ *checker, e Element) []string {
	if e.HasAttr("targetNamespace") {
		return nil
	}
	return say("<definitions> has no targetNamespace, which BPMN demands; add one, such as http://bpmn.io/schema/bpmn")
}

func externalDoctype(c *checker, _ Element) []string {
	for _, t := range c.d.xml.Tree().Child {
		if dir, ok := t.(*etree.Directive); ok && (strings.Contains(dir.Data, "SYSTEM") || strings.Contains(dir.Data, "PUBLIC")) {
			return say("the document type declaration names another file; it is kept, but nothing is read from there")
		}
	}
	return nil
}

func noDiagram(c *checker, _ Element) []string {
	if len(c.d.Diagrams()) > 0 || len(c.d.Processes()) == 0 {
		return nil
	}
	return say("the file has no diagram: what is shown is laid out on opening")
}

// ---- names ----

func unknownElement(c *checker, e Element) []string {
	if _, ok := schema[e.n.NS][e.Tag()]; ok {
		return nil
	}
	return say("<%s> is no element of BPMN 2.0; it is kept, but it has no effect", e.n.El.FullTag())
}

func unknownAttribute(c *checker, e Element) []string {
	row, known := schema[e.n.NS][e.Tag()]
	if !known {
		return nil
	}
	var out []string
	for i := range e.n.El.Attr {
		a := &e.n.El.Attr[i]
		switch {
		case a.Space == "" && a.Key != "xmlns" && !slices.Contains(row.attrs, a.Key):
			out = append(out, fmt.Sprintf("%s: BPMN 2.0 knows no attribute %s here; it is kept, but it has no effect", describe(e), a.Key))
		case a.Space != "" && a.Space == e.n.El.Space:
			out = append(out, fmt.Sprintf("%s: the attribute %s must stand without the prefix %s; as it is, it has no effect", describe(e), a.FullKey(), a.Space))
		}
	}
	return out
}

func misplacedExtension(_ *checker, e Element) []string {
	where := "inside <extensionElements>"
	if e.n.NS == NSSpiff {
		where += ", the only place where SpiffWorkflow reads it"
	}
	return say("<%s> stands directly in %s; extensions belong %s", e.n.El.FullTag(), describe(e.Parent()), where)
}

func strayText(c *checker, e Element) []string {
	if c.kind(e).text {
		return nil
	}
	for _, t := range e.n.El.Child {
		text, ok := t.(*etree.CharData)
		if !ok {
			continue
		}
		if s := strings.TrimSpace(text.Data); s != "" {
			if r := []rune(s[:min(len(s), 200)]); len(r) > 20 {
				s = string(r[:20]) + "…"
			}
			return say("the text %q stands between the elements of %s; it is kept, but it has no effect", s, describe(e))
		}
	}
	return nil
}

// ---- ids ----

// needsID reports whether a kind can't do its work without an id.
func needsID(k Kind) bool {
	return k.IsFlowNode() || k == SequenceFlow || k == MessageFlow || k == Process || k == Participant || k == Lane ||
		k == DataObject || k == DataObjectReference || k == DataStoreReference
}

func missingID(_ *checker, e Element) []string {
	if e.HasAttr("id") || !needsID(e.Kind()) {
		return nil
	}
	if name := e.Attr("name"); name != "" {
		return say("the %s %q has no id, so nothing can refer to it and the diagram can't show it", e.Kind(), name)
	}
	return say("%s has no id, so nothing can refer to it and the diagram can't show it", article(e.Kind().String()))
}

func invalidID(_ *checker, e Element) []string {
	switch id := e.ID(); {
	case !e.HasAttr("id") || IsNCName(id):
		return nil
	case id == "":
		return say("the id of %s is empty", article(kindOrTag(e)))
	default:
		return say("%q is no valid id: it must begin with a letter or _ and hold letters, digits, dots, - and _ only", id)
	}
}

func duplicateID(c *checker, e Element) []string {
	first := c.d.ByID(e.ID())
	if e.ID() == "" || first == e {
		return nil
	}
	return say("the id %q is already that of the %s on line %d; references mean that one", e.ID(), kindOrTag(first), first.Line())
}

func kindOrTag(e Element) string {
	if e.Kind() == Unknown {
		return "<" + e.Tag() + ">"
	}
	return e.Kind().String()
}
