// Package decision decides decision tables as SpiffWorkflow does (SpiffWorkflow: dmn/engine/DMNEngine.py): cells are
// Python, not FEEL, and only the hit policies UNIQUE and COLLECT have a meaning of their own; with any other the first rule
// that matches wins, which is also what UNIQUE does, because nobody checks that no other rule matches.
package decision

import (
	"fmt"
	"strings"

	"spiffmodeler/bpmn/dmn"
	"spiffmodeler/runner/python"
)

// Evaluator is what a decision needs of the task that asks for it.
type Evaluator interface {
	// Eval evaluates an expression on the task's data; extra names come before the globals. Errors carry the engine's
	// text, "Error evaluating expression '...'".
	Eval(text string, extra *python.Dict) (python.Value, error)
	// Data returns the task's data.
	Data() *python.Dict
	// Merge merges b deeply into a by the engine's rules.
	Merge(a, b *python.Dict) error
	// Fail makes an error of the task from one that did not come from Eval.
	Fail(err error, notes ...string) error
	// Note adds a note to an error of the task.
	Note(err error, note string) error
}

const (
	unique  = "UNIQUE"
	collect = "COLLECT"
)

// Decision is a decision table, ready to be evaluated. It is immutable and may be evaluated in several goroutines at once.
type Decision struct {
	ID, Name string
	File     string
	table    dmn.Table
	columns  []column
	tests    [][]test // by rule and input
}

// column is the left side of an input column.
type column struct {
	text  string // empty: the value of the task data under the label
	label string
	err   error // text is not Python
}

// New prepares a decision. The error is the first reason why SpiffWorkflow would refuse the table: it compiles the outputs
// when it loads a table, but not the inputs.
func New(d *dmn.Decision, file string) (*Decision, error) {
	out := &Decision{ID: d.ID, Name: d.Name, File: file, table: d.Table}
	for _, in := range d.Table.Inputs {
		c := column{text: in.Expression, label: in.Label}
		if c.text != "" {
			c.err = parses(c.text)
		}
		out.columns = append(out.columns, c)
	}
	for _, r := range d.Table.Rules {
		tests := make([]test, len(r.Inputs))
		for i, c := range r.Inputs {
			tests[i] = newTest(c.Text)
		}
		out.tests = append(out.tests, tests)
		for _, c := range r.Outputs {
			if c.Text == "" {
				continue
			}
			if err := parses(c.Text); err != nil {
				return nil, fmt.Errorf("%s:%d: Malformed Output Expression '%s'. %w", file, c.Line, c.Text, err)
			}
		}
	}
	return out, nil
}

// Evaluate returns the outputs of the rules that match: those of the first rule or, with the hit policy COLLECT, a list
// per output. Without a match the dictionary is empty.
func (d *Decision) Evaluate(ev Evaluator) (*python.Dict, error) {
	matched, err := d.match(ev)
	if err != nil {
		return nil, err
	}
	result := python.NewDict()
	if d.table.HitPolicy != collect {
		if len(matched) == 0 {
			return result, nil
		}
		return d.outputs(matched[0], ev)
	}
	for _, rule := range matched {
		out, err := d.outputs(rule, ev)
		if err != nil {
			return nil, err
		}
		for key, value := range out.All() {
			list, ok := result.GetKey(key)
			if !ok {
				list = python.NewList()
				if err := result.SetKey(key, list); err != nil {
					return nil, err
				}
			}
			list.(*python.List).Append(value)
		}
	}
	return result, nil
}

// match returns the rules whose input cells all hold.
func (d *Decision) match(ev Evaluator) ([]*dmn.Rule, error) {
	var out []*dmn.Rule
	for i := range d.table.Rules {
		rule := &d.table.Rules[i]
		ok, err := d.holds(i, rule, ev)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, rule)
			if d.table.HitPolicy == unique {
				break
			}
		}
	}
	return out, nil
}

func (d *Decision) holds(i int, rule *dmn.Rule, ev Evaluator) (bool, error) {
	for j := range rule.Inputs {
		t := &d.tests[i][j]
		if t.any {
			continue
		}
		in := d.columns[j]
		if in.text == "" {
			v, ok := ev.Data().Get(in.label)
			if !ok {
				return false, python.Raise("KeyError", "%s", python.Repr(python.Str(in.label)))
			}
			in.text = python.Repr(v)
			in.err = parses(in.text)
		}
		ok, err := t.holds(in, rule.Row, ev)
		if err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// outputs evaluates the output cells of a rule. A dotted name makes nested dictionaries; an empty cell is an empty text.
func (d *Decision) outputs(rule *dmn.Rule, ev Evaluator) (*python.Dict, error) {
	out := python.NewDict()
	for i, cell := range rule.Outputs {
		var value python.Value = python.Str("")
		if cell.Text != "" {
			v, err := ev.Eval(cell.Text, nil)
			if err != nil {
				return nil, err
			}
			value = v
		}
		path := strings.Split(d.table.Outputs[i].Key(), ".")
		if len(path) == 1 {
			out.Set(path[0], value)
			continue
		}
		for j := len(path) - 1; j > 0; j-- {
			outer := python.NewDict()
			outer.Set(path[j], value)
			value = outer
		}
		base := python.NewDict()
		if old, ok := out.Get(path[0]); ok {
			d, is := old.(*python.Dict)
			if !is {
				return nil, python.Raise("TypeError", "the output '%s' is a %s, so that it cannot hold '%s'", path[0], old.Type().Name(), path[1])
			}
			base = d
		}
		if err := ev.Merge(base, value.(*python.Dict)); err != nil {
			return nil, err
		}
		out.Set(path[0], base)
	}
	return out, nil
}
