package properties

import (
	"errors"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var general = Group{Label: "General", Open: true, Fields: []Field{
	{Label: "Name", Editor: Label, Slot: nameSlot, Write: writeName, Single: true, Shown: both(hasName, not(isKind(bpmn.TextAnnotation)))},
	{Label: "Text", Editor: Label, Slot: nameSlot, Write: writeName, Single: true, Shown: isKind(bpmn.TextAnnotation)},
	{Label: "ID", Editor: Text, Slot: idSlot, Single: true, Check: checkID, Shown: both(hasID, not(isVariable))},
	{Label: "ID", Editor: Text, Slot: idSlot, Single: true, Check: checkVariableID, Shown: both(hasID, isVariable),
		Help: "Scripts use the id as a variable"},
	{Label: "Executable", Editor: Toggle, Slot: executable, Shown: isKind(bpmn.Process)},
}}

// processGroup shows the process of a pool.
var processGroup = Group{Label: "Process", Open: true,
	Shown: func(e bpmn.Element) bool { return e.Kind() == bpmn.Participant && !e.Process().IsZero() },
	Fields: []Field{
		{Label: "Process name", Editor: Text, Slot: spiff.In(bpmn.Element.Process, nameSlot), Single: true},
		{Label: "Process ID", Editor: Text, Slot: spiff.In(bpmn.Element.Process, idSlot), Single: true,
			Check: func(env *Env, e bpmn.Element, v string) []Problem { return checkID(env, e.Process(), v) }},
		{Label: "Executable", Editor: Toggle, Slot: spiff.In(bpmn.Element.Process, executable)},
		{Label: "Process documentation", Editor: TextArea, Slot: spiff.In(bpmn.Element.Process, spiff.Child("documentation"))},
	}}

var documentation = Group{Label: "Documentation", Shown: hasID, Fields: []Field{
	{Label: "Documentation", Editor: TextArea, Slot: spiff.Child("documentation"),
		Help: "What the next person should know"},
}}

func not(f func(bpmn.Element) bool) func(bpmn.Element) bool {
	return func(e bpmn.Element) bool { return !f(e) }
}

func hasID(e bpmn.Element) bool { return e.Node().NS == bpmn.NS }
func hasName(e bpmn.Element) bool {
	return !isKind(bpmn.Association, bpmn.DataInputAssociation, bpmn.DataOutputAssociation)(e)
}

// isVariable reports whether the id of the element is a variable in task data.
func isVariable(e bpmn.Element) bool {
	return isKind(bpmn.DataObject, bpmn.DataInput, bpmn.DataOutput)(e)
}

// idSlot renames the element everywhere.
var idSlot = slot{
	get: func(e bpmn.Element) (string, bool) { return e.ID(), e.HasAttr("id") },
	set: func(tx *bpmn.Tx, e bpmn.Element, v string) error { return tx.Rename(e, v) },
	clear: func(*bpmn.Tx, bpmn.Element) error {
		return errors.New("every element needs an id")
	},
}

// nameSlot is what the element is called, wherever its kind keeps that.
var nameSlot = slot{
	get: func(e bpmn.Element) (string, bool) {
		if o := dataObjectOf(e); !o.IsZero() {
			return objectName(o, e)
		}
		return e.Name(), e.Name() != "" || e.HasAttr("name")
	},
	set: setName,
	clear: func(tx *bpmn.Tx, e bpmn.Element) error {
		switch {
		case e.Kind() == bpmn.TextAnnotation:
			return spiff.Child("text").Clear(tx, e)
		case e.Kind() == bpmn.Group || !dataObjectOf(e).IsZero():
			return setName(tx, e, "")
		}
		tx.RemoveAttr(e, "name")
		return nil
	},
}

// writeName names an element as the editor does, where it is drawn there.
func writeName(env *Env, tx *bpmn.Tx, e bpmn.Element, v string) error {
	switch {
	case env.SetName != nil && !isKind(bpmn.Process, bpmn.Collaboration, bpmn.DataObject)(e):
		return env.SetName(tx, e, v)
	case v == "":
		return nameSlot.Clear(tx, e)
	}
	return setName(tx, e, v)
}

func setName(tx *bpmn.Tx, e bpmn.Element, v string) error {
	switch {
	case e.Kind() == bpmn.TextAnnotation:
		return spiff.Child("text").Set(tx, e, v)
	case e.Kind() == bpmn.Group:
		value := e.Ref("categoryValueRef")
		if value.IsZero() {
			category := tx.Add(tx.Document().Definitions(), "category", bpmn.Attribute{Name: "id", Value: tx.NewID("Category")})
			value = tx.Add(category, "categoryValue", bpmn.Attribute{Name: "id", Value: tx.NewID("CategoryValue")})
			tx.SetAttr(e, "categoryValueRef", value.ID())
		}
		tx.SetOrRemoveAttr(value, "value", v)
		return nil
	}
	if o := dataObjectOf(e); !o.IsZero() {
		return renameDataObject(tx, o, v)
	}
	tx.SetAttr(e, "name", v)
	return nil
}

// executable reads as the engine does: a process is executable unless it says
// that it isn't.
var executable = slot{
	get: func(e bpmn.Element) (string, bool) {
		if e.Bool("isExecutable", true) {
			return "true", e.HasAttr("isExecutable")
		}
		return "", true
	},
	set:   func(tx *bpmn.Tx, e bpmn.Element, v string) error { tx.SetAttr(e, "isExecutable", v); return nil },
	clear: func(tx *bpmn.Tx, e bpmn.Element) error { tx.SetAttr(e, "isExecutable", "false"); return nil },
}

// idFrom makes an id of a name: the letters, digits, - and _ that it has.
func idFrom(tx *bpmn.Tx, name, prefix string) string {
	var b strings.Builder
	for _, r := range name {
		if bpmn.IsNCName("_" + string(r)) {
			b.WriteRune(r)
		}
	}
	id := b.String()
	switch {
	case id == "":
		return tx.NewID(prefix)
	case !bpmn.IsNCName(id):
		id = "_" + id
	}
	if tx.Document().HasID(id) {
		return tx.NewID(id)
	}
	return id
}
