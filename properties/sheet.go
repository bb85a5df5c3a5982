package properties

import (
	"fmt"
	"strings"

	"spiffmodeler/bpmn"
)

// Sheet is what the panel shows for a selection: the groups that apply, each
// field bound to the elements.
type Sheet struct {
	Doc      *bpmn.Document
	Elements []bpmn.Element
	Groups   []BoundGroup
}

// BoundGroup is a group for a selection.
type BoundGroup struct {
	Group
	Fields []Bound
	Filled bool // one of the fields has a value
}

// Bound is a field for a selection.
type Bound struct {
	Field
	// Key names the field within the sheet; it stays the same while the same
	// thing is edited, and row fields have the number of their row in it.
	Key      string
	Elements []bpmn.Element
	env      *Env
}

// BoundRow is one row of a list.
type BoundRow struct {
	Element bpmn.Element
	Key     string
	Title   string
	Fields  []Bound
}

// Sheet returns the sheet of a selection. Shapes and edges stand for what they
// show. Of several elements it has the fields that all of them have.
func (env *Env) Sheet(doc *bpmn.Document, selection []bpmn.Element) Sheet {
	s := Sheet{Doc: doc}
	seen := map[bpmn.Element]bool{}
	for _, e := range selection {
		if e = e.Semantic(); !e.IsZero() && !seen[e] {
			seen[e] = true
			s.Elements = append(s.Elements, e)
		}
	}
	for i, e := range s.Elements {
		groups := env.groupsOf(e)
		if i == 0 {
			s.Groups = groups
			continue
		}
		s.Groups = shared(s.Groups, groups)
	}
	if len(s.Elements) > 1 {
		s.Groups = withoutSingle(s.Groups)
	}
	for i := range s.Groups {
		g := &s.Groups[i]
		for j := range g.Fields {
			b := &g.Fields[j]
			b.Elements, b.env = s.Elements, env
			g.Filled = g.Filled || b.filled()
		}
	}
	return s
}

func (env *Env) groupsOf(e bpmn.Element) []BoundGroup {
	var out []BoundGroup
	for _, g := range groups {
		if g.Shown != nil && !g.Shown(e) {
			continue
		}
		b := BoundGroup{Group: g}
		fields := g.Fields
		if g.More != nil {
			fields = append(fields[:len(fields):len(fields)], g.More(env, e)...)
		}
		for _, f := range fields {
			if f.Shown == nil || f.Shown(e) {
				b.Fields = append(b.Fields, Bound{Field: env.hinted(f, e), Key: g.Label + "/" + f.Label})
			}
		}
		if len(b.Fields) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// hinted gives a field the help for one element.
func (env *Env) hinted(f Field, e bpmn.Element) Field {
	if f.Hint != nil {
		if s := f.Hint(env, e); s != "" {
			f.Help = s
		}
	}
	return f
}

// shared keeps the groups and fields of a that b has too.
func shared(a, b []BoundGroup) []BoundGroup {
	has := map[string]Editor{}
	for _, g := range b {
		for _, f := range g.Fields {
			has[f.Key] = f.Editor
		}
	}
	return keep(a, func(f Bound) bool { e, ok := has[f.Key]; return ok && e == f.Editor })
}

func withoutSingle(a []BoundGroup) []BoundGroup {
	return keep(a, func(f Bound) bool { return !f.Single && f.Editor != List })
}

func keep(a []BoundGroup, want func(Bound) bool) []BoundGroup {
	var out []BoundGroup
	for _, g := range a {
		var fields []Bound
		for _, f := range g.Fields {
			if want(f) {
				fields = append(fields, f)
			}
		}
		if g.Fields = fields; len(fields) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (b Bound) filled() bool {
	for _, e := range b.Elements {
		if b.Editor == List {
			if len(b.Field.Rows.List.Rows(e)) > 0 {
				return true
			}
			continue
		}
		if v, _ := b.Slot.Get(e); v != "" && (b.Editor != Toggle || v == "true") {
			return true
		}
	}
	return false
}

// Element returns the first element.
func (b Bound) Element() bpmn.Element {
	if len(b.Elements) == 0 {
		return bpmn.Element{}
	}
	return b.Elements[0]
}

// Doc returns the document.
func (b Bound) Doc() *bpmn.Document { return b.Element().Document() }

// Value returns the value. mixed is true when the elements differ; the value
// is then empty.
func (b Bound) Value() (value string, mixed bool) {
	for i, e := range b.Elements {
		v, _ := b.Slot.Get(e)
		if i > 0 && v != value {
			return "", true
		}
		value = v
	}
	return value, false
}

// Clean returns a value as it will be written: names and ids without the white
// space around them.
func (b Bound) Clean(value string) string {
	switch b.Editor {
	case Text, Label, Select, Reference:
		return strings.TrimSpace(value)
	}
	return value
}

// Problems returns what is wrong with a value that the user is typing.
func (b Bound) Problems(value string) []Problem {
	value = b.Clean(value)
	var out []Problem
	if b.Check != nil {
		for _, e := range b.Elements {
			if out = b.Check(b.env, e, value); len(out) > 0 {
				break
			}
		}
	}
	if strings.TrimSpace(value) == "" {
		return out
	}
	if b.Editor == Select && !b.offers(value) {
		return append(out, Problem{Severity: bpmn.Fault, Message: fmt.Sprintf("%q is none of the choices.", value)})
	}
	found := b.env.problems(value, b.Editor.Language())
	if HasFault(found) {
		if b.Editor == Expression && found[0].Fix == nil {
			found[0].Fix = quoteFix(value)
		}
		return found // a text that can't be read has one thing wrong with it
	}
	return append(out, found...)
}

func (b Bound) offers(value string) bool {
	for _, o := range b.Choices() {
		if o.Value == value {
			return true
		}
	}
	return false
}

// Choices returns the options.
func (b Bound) Choices() []Option {
	if b.Options == nil {
		return nil
	}
	return b.Options(b.env, b.Element())
}

// Write sets the value on all elements, as one step that can be undone. An
// empty value clears the slot. A value with faults is refused unless the editor
// keeps them.
func (b Bound) Write(value string) error {
	value = b.Clean(value)
	if now, mixed := b.Value(); now == value && !mixed {
		return nil
	}
	for _, e := range b.Elements {
		if !e.IsLive() {
			return fmt.Errorf("set %s: %s is no longer in the model", b.Label, e.Title())
		}
	}
	if !b.Editor.KeepsFaults() {
		for _, p := range b.Problems(value) {
			if p.Severity == bpmn.Fault {
				return fmt.Errorf("set %s of %s: %s", b.Label, b.Element().Title(), p.Message)
			}
		}
	}
	return b.Doc().Edit(b.step("Change"), func(tx *bpmn.Tx) error {
		for _, e := range b.Elements {
			if err := b.writeTo(tx, e, value); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b Bound) writeTo(tx *bpmn.Tx, e bpmn.Element, value string) error {
	switch {
	case b.Field.Write != nil:
		return b.Field.Write(b.env, tx, e, value)
	case value == "":
		return b.Slot.Clear(tx, e)
	}
	return b.Slot.Set(tx, e, value)
}

func (b Bound) step(verb string) string {
	what := lowerFirst(b.Label)
	if b.Editor == List {
		what = b.Field.Rows.Noun
	}
	if len(b.Elements) > 1 {
		return fmt.Sprintf("%s %s of %d elements", verb, what, len(b.Elements))
	}
	return fmt.Sprintf("%s %s", verb, what)
}

// lowerFirst writes a label in the middle of a sentence; "ID" stays.
func lowerFirst(s string) string {
	if len(s) < 2 || strings.ToUpper(s[:2]) == s[:2] {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// List returns the rows of a list field.
func (b Bound) List() []BoundRow {
	e := b.Element()
	var out []BoundRow
	for _, row := range b.Field.Rows.List.Rows(e) {
		r := BoundRow{Element: row, Key: fmt.Sprintf("%s#%d", b.Key, row.Node().Number())}
		if b.Field.Rows.Title != nil {
			r.Title = b.Field.Rows.Title(row)
		}
		for _, f := range b.Field.Rows.Fields {
			if f.Shown == nil || f.Shown(row) {
				r.Fields = append(r.Fields, Bound{Field: b.env.hinted(f, row), Key: r.Key + "/" + f.Label, Elements: []bpmn.Element{row}, env: b.env})
			}
		}
		out = append(out, r)
	}
	return out
}

// AddRow makes a row at the end of a list and returns its element.
func (b Bound) AddRow() (row bpmn.Element, err error) {
	err = b.Doc().Edit(b.step("Add"), func(tx *bpmn.Tx) error {
		var err error
		if b.Field.Rows.New != nil {
			row, err = b.Field.Rows.New(tx, b.Element())
		} else {
			row, err = b.Field.Rows.List.Add(tx, b.Element())
		}
		return err
	})
	return row, err
}

// RemoveRow takes a row out of a list.
func (b Bound) RemoveRow(row bpmn.Element) error {
	return b.Doc().Edit(b.step("Delete"), func(tx *bpmn.Tx) error {
		if b.Field.Rows.Delete != nil {
			return b.Field.Rows.Delete(tx, b.Element(), row)
		}
		b.Field.Rows.List.Remove(tx, b.Element(), row)
		return nil
	})
}

// MoveRow puts a row at another place of an ordered list.
func (b Bound) MoveRow(row bpmn.Element, index int) error {
	return b.Doc().Edit(b.step("Move"), func(tx *bpmn.Tx) error {
		b.Field.Rows.List.Move(tx, b.Element(), row, index)
		return nil
	})
}

// Find returns the field with that label in the sheet; the group may be empty
// when the label alone is clear.
func (s Sheet) Find(group, label string) (Bound, bool) {
	for _, g := range s.Groups {
		for _, f := range g.Fields {
			if f.Label == label && (group == "" || g.Label == group) {
				return f, true
			}
		}
	}
	return Bound{}, false
}
