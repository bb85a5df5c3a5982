// Package dmn reads decision tables of DMN files, on the same lossless XML
// document as BPMN. It holds the table as SpiffWorkflow's parser sees it; what
// a table decides is the business of package decision.
package dmn

import (
	"fmt"
	"os"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/xmltree"
)

// The namespaces of the DMN versions that SpiffWorkflow knows.
const (
	NS11 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
	NS12 = "http://www.omg.org/spec/DMN/20180521/MODEL/"
	NS13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
)

// Document is an open DMN file.
type Document struct {
	xml *xmltree.Document
	ns  string
}

// Open reads a DMN file. The error names the file and, where the text is at
// fault, line and column.
func Open(path string) (*Document, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return Parse(path, raw)
}

// Parse reads a DMN document from bytes; name is used in messages.
func Parse(name string, raw []byte) (*Document, error) {
	x, err := xmltree.Parse(name, raw)
	if err != nil {
		return nil, err
	}
	root := x.Root()
	if root.Local() != "definitions" || !strings.Contains(root.NS, "www.omg.org/spec/DMN/") {
		return nil, &xmltree.SyntaxError{File: name, Line: root.Line(), Column: 1,
			Text: fmt.Sprintf("not a DMN file: the root element is <%s>", root.El.FullTag())}
	}
	return &Document{xml: x, ns: root.NS}, nil
}

// Name returns the file name.
func (d *Document) Name() string { return d.xml.Name() }

// XML returns the XML document below.
func (d *Document) XML() *xmltree.Document { return d.xml }

// NS returns the namespace of the file, which tells its DMN version.
func (d *Document) NS() string { return d.ns }

// Decision is one decision of a file with its table.
type Decision struct {
	ID, Name string
	Table    Table
}

// Table is a decision table.
type Table struct {
	ID        string
	HitPolicy string // in capitals; UNIQUE when the file says nothing
	Inputs    []Input
	Outputs   []Output
	Rules     []Rule
}

// Input is an input column.
type Input struct {
	ID, Label  string
	Expression string // Python; empty: the value of the task data under Label
}

// Output is an output column.
type Output struct{ ID, Label, Name string }

// Key returns the name that results are stored under; dots make nested
// dictionaries.
func (o Output) Key() string {
	if o.Name != "" {
		return o.Name
	}
	return o.Label
}

// Rule is a row of the table. Row counts from 1.
type Rule struct {
	ID      string
	Row     int
	Inputs  []Cell
	Outputs []Cell
}

// Cell is an entry of a rule.
type Cell struct {
	ID   string
	Text string // Python, as it stands in the file
	Line int
}

// DecisionID returns the id of the file's first decision, which is what a
// business rule task names; empty if there is none or it has no id.
func (d *Document) DecisionID() string {
	n := d.xml.Root().Child(d.ns, "decision")
	if n == nil {
		return ""
	}
	id, _ := n.Attr("", "id")
	return id
}

// HasDecision reports whether there is a decision.
func (d *Document) HasDecision() bool { return d.xml.Root().Child(d.ns, "decision") != nil }

func (d *Document) decisions() []*xmltree.Node {
	var out []*xmltree.Node
	var walk func(n *xmltree.Node)
	walk = func(n *xmltree.Node) {
		for c := range n.Children {
			if c.Is(d.ns, "decision") {
				out = append(out, c)
			}
			walk(c)
		}
	}
	walk(d.xml.Root())
	return out
}

// Decision reads the file's one decision. Problems say why SpiffWorkflow would
// refuse it (SpiffWorkflow: dmn/parser/DMNParser.py); the decision is complete
// only when there are none.
func (d *Document) Decision() (*Decision, []bpmn.Problem) {
	list := d.decisions()
	r := reader{ns: d.ns, file: d.Name()}
	switch {
	case len(list) == 0:
		r.fail(d.xml.Root(), "No decisions found")
		return nil, r.problems
	case len(list) > 1:
		r.fail(list[1], "Multiple decision tables are not current supported.")
		return nil, r.problems
	}
	out := &Decision{ID: r.attr(list[0], "id"), Name: r.optional(list[0], "name")}
	first := true
	for n := range list[0].Children {
		if !n.Is(d.ns, "decisionTable") {
			continue
		}
		// The engine reads all tables and uses the first.
		if t := r.table(n); first {
			out.Table, first = t, false
		}
	}
	if first {
		r.fail(list[0], "the decision has no decision table")
	}
	return out, r.problems
}

// reader collects the problems of a table while it is read.
type reader struct {
	ns, file string
	problems []bpmn.Problem
}

func (r *reader) fail(n *xmltree.Node, format string, args ...any) {
	id, _ := n.Attr("", "id")
	r.problems = append(r.problems, bpmn.Problem{Rule: "decision", Severity: bpmn.Fault, Element: id,
		Line: n.Line(), File: r.file, Message: fmt.Sprintf(format, args...)})
}

// attr reads an attribute that the engine can't do without.
func (r *reader) attr(n *xmltree.Node, key string) string {
	v, ok := n.Attr("", key)
	if !ok {
		r.fail(n, "<%s> has no %s", n.Local(), key)
	}
	return v
}

func (r *reader) optional(n *xmltree.Node, key string) string {
	v, _ := n.Attr("", key)
	return v
}

func (r *reader) table(n *xmltree.Node) Table {
	t := Table{ID: r.attr(n, "id"), HitPolicy: "UNIQUE"}
	if p, ok := n.Attr("", "hitPolicy"); ok {
		t.HitPolicy = strings.ToUpper(p)
	}
	for c := range r.children(n) {
		switch is := suffixOf(c); {
		case is("input"):
			t.Inputs = append(t.Inputs, r.input(c))
		case is("output"):
			t.Outputs = append(t.Outputs, Output{ID: r.attr(c, "id"), Label: r.optional(c, "label"), Name: r.optional(c, "name")})
		case is("rule"):
			t.Rules = append(t.Rules, r.rule(c, &t))
		default:
			r.fail(c, "Unknown type in decision table: '%s'", c.Local())
		}
	}
	return t
}

func (r *reader) input(n *xmltree.Node) Input {
	in := Input{ID: r.attr(n, "id"), Label: r.optional(n, "label")}
	for c := range n.Children {
		if c.Is(r.ns, "inputExpression") {
			if text := c.Child(r.ns, "text"); text != nil {
				in.Expression = leadingText(text)
			}
		}
	}
	return in
}

func (r *reader) rule(n *xmltree.Node, t *Table) Rule {
	rule := Rule{ID: r.attr(n, "id"), Row: len(t.Rules) + 1}
	for c := range r.children(n) {
		switch is := suffixOf(c); {
		case is("inputEntry"):
			if len(rule.Inputs) == len(t.Inputs) {
				r.fail(c, "row %d has more input entries than the table has inputs", rule.Row)
				continue
			}
			cell, ok := r.cell(c)
			if !ok {
				r.fail(c, "row %d has an input entry without <text>", rule.Row)
			}
			rule.Inputs = append(rule.Inputs, cell)
		case is("outputEntry"):
			if len(rule.Outputs) == len(t.Outputs) {
				r.fail(c, "row %d has more output entries than the table has outputs", rule.Row)
				continue
			}
			cell, _ := r.cell(c)
			rule.Outputs = append(rule.Outputs, cell)
		}
	}
	return rule
}

// cell reads an entry; ok tells whether it has a text, which may be empty.
func (r *reader) cell(n *xmltree.Node) (c Cell, ok bool) {
	c = Cell{ID: r.attr(n, "id"), Line: n.Line()}
	for k := range r.children(n) {
		if is := suffixOf(k); is("text") && !is("description") {
			c.Text, ok = leadingText(k), true
		}
	}
	return c, ok
}

// children yields the child elements. A comment or processing instruction between them fails: the engine takes it for an
// element and stumbles.
func (r *reader) children(n *xmltree.Node) func(func(*xmltree.Node) bool) {
	for _, t := range n.El.Child {
		switch t.(type) {
		case *etree.Comment, *etree.ProcInst:
			r.fail(n, "<%s> holds a comment, at which SpiffWorkflow fails", n.Local())
		}
	}
	return n.Children
}

// suffixOf compares ends of names, as the engine does.
func suffixOf(n *xmltree.Node) func(string) bool {
	return func(name string) bool { return strings.HasSuffix(n.Local(), name) }
}

// leadingText is the text of an element up to a comment or element in it, which is all that the engine reads.
func leadingText(n *xmltree.Node) string {
	var b strings.Builder
	for _, t := range n.El.Child {
		c, ok := t.(*etree.CharData)
		if !ok {
			break
		}
		b.WriteString(c.Data)
	}
	return b.String()
}
