// Package properties says what can be set on an element: groups and fields of
// the properties panel as data, each field with the slot of the XML that it
// edits. It shows nothing itself; properties/form does.
package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// Editor is the way in which a value is edited.
type Editor uint8

// The editors.
const (
	Text       Editor = iota // one line
	Label                    // a name, which may have several lines
	TextArea                 // prose
	Markdown                 // Markdown with Jinja
	Script                   // Python statements
	Expression               // one Python expression
	JSON                     // a JSON value
	Toggle                   // "true", or no value
	Select                   // one of the options
	Reference                // one of the options, or another text
	List                     // rows of fields
)

// Language returns what the checker is asked to read an editor's text as.
func (e Editor) Language() Language {
	switch e {
	case Script:
		return PythonScript
	case Expression:
		return PythonExpression
	case JSON:
		return JSONText
	case Markdown:
		return Template
	}
	return Plain
}

// KeepsFaults reports whether a text with faults is written all the same.
// Scripts and prose are work in progress for a long time: leaving a field must
// not lose them. A short value with a fault stays in the field instead.
func (e Editor) KeepsFaults() bool {
	return e == Script || e == Markdown || e == TextArea || e == JSON
}

// Group is a titled part of the panel.
type Group struct {
	Label  string
	Shown  func(e bpmn.Element) bool // nil: for every element
	Fields []Field
	// More makes the fields that depend on what is in the document.
	More func(env *Env, e bpmn.Element) []Field
	Note string // a sentence about the group; empty for none
	Open bool   // open until the user says otherwise
}

// Field is one value, or one list, of an element.
type Field struct {
	Label string
	// Help is a sentence for who doesn't know the field. In text fields it
	// stands where the value will be.
	Help string
	// Hint is a better help that depends on the element; empty for none.
	Hint    func(env *Env, e bpmn.Element) string
	Editor  Editor
	Slot    spiff.Slot
	Options func(env *Env, e bpmn.Element) []Option
	Shown   func(e bpmn.Element) bool // nil: always
	// Check finds what is wrong with a value, beside what the checker of
	// scripts finds.
	Check func(env *Env, e bpmn.Element, value string) []Problem
	// Write replaces Slot.Set where more follows from a value than the slot
	// knows.
	Write   func(env *Env, tx *bpmn.Tx, e bpmn.Element, value string) error
	Rows    *Rows    // of a List
	Single  bool     // for one element at a time
	Width   float32  // share of the line in a row of fields; 0 for a line of its own
	Actions []Action // what can be opened from here
}

// Option is a value to choose.
type Option struct {
	Value  string
	Label  string // empty: the value
	Detail string // such as the file that it comes from
}

// Action is a thing that the surroundings do for a field, such as opening the
// process that it names.
type Action struct {
	Label string
	Name  ActionName
}

// ActionName is what the surroundings know an action by.
type ActionName string

// The actions.
const (
	OpenProcess  ActionName = "open-process"
	OpenForm     ActionName = "open-form"
	OpenDecision ActionName = "open-decision"
	EditScript   ActionName = "edit-script"
	EditMarkdown ActionName = "edit-markdown"
	RunUnitTests ActionName = "run-unit-tests"
)

// Rows is a list of like things inside an element.
type Rows struct {
	Noun   string // one row: "parameter"
	Empty  string // a sentence for the empty list
	List   spiff.List
	Fields []Field
	Title  func(row bpmn.Element) string // what a folded row shows; nil: rows are never folded
	// New makes a row; nil adds an empty one to the list.
	New func(tx *bpmn.Tx, e bpmn.Element) (bpmn.Element, error)
	// Delete takes a row out; nil removes it from the list.
	Delete  func(tx *bpmn.Tx, e, row bpmn.Element) error
	Ordered bool // the order has a meaning, or users expect to choose it
}

// slot is a spiff.Slot of three functions.
type slot struct {
	get   func(e bpmn.Element) (string, bool)
	set   func(tx *bpmn.Tx, e bpmn.Element, value string) error
	clear func(tx *bpmn.Tx, e bpmn.Element) error
}

func (s slot) Get(e bpmn.Element) (string, bool)                   { return s.get(e) }
func (s slot) Set(tx *bpmn.Tx, e bpmn.Element, value string) error { return s.set(tx, e, value) }
func (s slot) Clear(tx *bpmn.Tx, e bpmn.Element) error             { return s.clear(tx, e) }
func isKind(kinds ...bpmn.Kind) func(bpmn.Element) bool {
	return func(e bpmn.Element) bool {
		for _, k := range kinds {
			if e.Kind() == k {
				return true
			}
		}
		return false
	}
}

func hasDefinition(d bpmn.Definition) func(bpmn.Element) bool {
	return func(e bpmn.Element) bool { return !spiff.DefinitionOf(e, d).IsZero() }
}

// isThrowing reports whether an event sends; the others wait.
func isThrowing(e bpmn.Element) bool {
	return e.Kind() == bpmn.EndEvent || e.Kind() == bpmn.IntermediateThrowEvent
}

func isCatching(e bpmn.Element) bool { return e.Kind().Is(bpmn.EventClass) && !isThrowing(e) }

func both(a, b func(bpmn.Element) bool) func(bpmn.Element) bool {
	return func(e bpmn.Element) bool { return a(e) && b(e) }
}
