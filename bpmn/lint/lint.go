// Package lint checks models: whether SpiffWorkflow takes them and runs them as
// they look, and whether readers understand them. One file holds one rule; the
// table in rules.go names them all. What is wrong with a file as such is for
// bpmn.Check.
package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
)

// Rule is one check of models.
type Rule struct {
	Name string // short and stable, such as "conditional-flows"
	Doc  string // what it demands, in one sentence
	// on says which kinds of elements the rule looks at.
	on    func(bpmn.Kind) bool
	check func(*run, bpmn.Element)
}

// Options are what the rules may ask of the world around a model.
type Options struct {
	// Checker reads scripts and expressions; without one they are not checked.
	Checker Checker
	// Catalog knows the other files of the folder; without one, what a model
	// names outside of itself is not checked.
	Catalog Catalog
}

// Checker reads the Python of models. Both methods return nil when the text can
// be read.
type Checker interface {
	Script(src string) *Fault
	Expression(src string) *Fault
}

// Fault says where and why a script or expression can't be read.
type Fault struct {
	Line, Column int // 1-based, in the text; the column counts characters
	Message      string
}

// Catalog answers questions about the other files of a folder.
type Catalog interface {
	HasProcess(id string) bool
	HasDecision(id string) bool
	HasFile(name string) bool // a form or another file beside the model
}

// Run checks a model with all rules. Findings come in the order of their lines,
// the worst first within a line.
//
// An error means that SpiffWorkflow refuses the model or that the run fails
// there; a warning, that it hardly does what was meant; an info, that it could
// be easier to read.
func Run(d *bpmn.Document, o Options) []bpmn.Problem {
	r := &run{doc: d, Options: o, nodes: map[bpmn.Element]int{}, alive: map[bpmn.Element]bool{}}
	byKind := map[bpmn.Kind][]*Rule{}
	bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
		k := e.Kind()
		if e.IsDI() || e.Tag() == "extensionElements" {
			return false
		}
		rules, known := byKind[k]
		if !known {
			for i := range table {
				if table[i].on(k) {
					rules = append(rules, &table[i])
				}
			}
			byKind[k] = rules
		}
		for _, rule := range rules {
			r.rule = rule.Name
			rule.check(r, e)
		}
		return true
	})
	slices.SortStableFunc(r.found, func(x, y bpmn.Problem) int {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(y.Severity, x.Severity))
	})
	return r.found
}

// run is one run of the rules over one document.
type run struct {
	Options
	doc   *bpmn.Document
	rule  string
	found []bpmn.Problem
	nodes map[bpmn.Element]int  // how many flow nodes a process or sub-process has
	alive map[bpmn.Element]bool // the flow nodes that a token can reach, where nodes is known
}

func (r *run) report(s bpmn.Severity, e bpmn.Element, line int, format string, args []any) {
	r.found = append(r.found, bpmn.Problem{
		Rule: r.rule, Severity: s, Element: idOf(e), Line: line, Message: fmt.Sprintf(format, args...),
	})
}

func (r *run) fault(e bpmn.Element, format string, args ...any) {
	r.report(bpmn.Fault, e, e.Line(), format, args)
}

func (r *run) warn(e bpmn.Element, format string, args ...any) {
	r.report(bpmn.Warning, e, e.Line(), format, args)
}

func (r *run) info(e bpmn.Element, format string, args ...any) {
	r.report(bpmn.Info, e, e.Line(), format, args)
}

// idOf returns the id of the element, or of the nearest one around that has one.
func idOf(e bpmn.Element) string {
	for ; !e.IsZero(); e = e.Parent() {
		if id := e.ID(); id != "" {
			return id
		}
	}
	return ""
}

// title tells users which element is meant: task "Check stock".
func title(e bpmn.Element) string {
	name := e.Title()
	if r := []rune(name); len(r) > 40 {
		name = string(r[:39]) + "…"
	}
	return fmt.Sprintf("%s %q", e.Kind(), name)
}

// a puts the article before the name of a kind.
func a(k bpmn.Kind) string {
	name := k.String()
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// runs reports whether the element is in a process that the engine may be asked
// to run. Without a word in the file that is so
// (SpiffWorkflow: bpmn/parser/ProcessParser.py).
func runs(e bpmn.Element) bool { return e.Process().Bool("isExecutable", true) }

// ---- predicates for Rule.on ----

func kinds(list ...bpmn.Kind) func(bpmn.Kind) bool {
	return func(k bpmn.Kind) bool { return slices.Contains(list, k) }
}

func class(list ...bpmn.Class) func(bpmn.Kind) bool {
	return func(k bpmn.Kind) bool { return slices.ContainsFunc(list, k.Is) }
}

func flowNodes(k bpmn.Kind) bool { return k.IsFlowNode() }

func scopes(k bpmn.Kind) bool { return k == bpmn.Process || k.IsSubProcess() }

func every(bpmn.Kind) bool { return true }

// blank reports whether a text holds nothing but white space.
func blank(s string) bool { return strings.TrimSpace(s) == "" }
