package properties

import (
	"fmt"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

var dataObjectReference = Group{Label: "Data object", Open: true, Shown: isKind(bpmn.DataObjectReference), Fields: []Field{
	{Label: "Data object", Editor: Select, Slot: objectRef, Options: dataObjectOptions, Help: "Choose one"},
	{Label: "State", Editor: Text, Slot: objectState, Help: "Such as draft"},
}}

// dataObjectOf returns the data object that a reference names, or the zero
// element.
func dataObjectOf(e bpmn.Element) bpmn.Element {
	if e.Kind() != bpmn.DataObjectReference {
		return bpmn.Element{}
	}
	if o := e.Ref("dataObjectRef"); o.Kind() == bpmn.DataObject {
		return o
	}
	return bpmn.Element{}
}

// labelReference writes the label of a reference: the object's name and, in
// brackets, the state. An object without a name is called by the other one.
func labelReference(tx *bpmn.Tx, ref bpmn.Element, other string) {
	o := dataObjectOf(ref)
	if o.IsZero() {
		return
	}
	name := o.Name()
	if name == "" {
		name = other
	}
	if state := ref.Child("dataState").Attr("name"); state != "" {
		if name == "" {
			name = o.Title()
		}
		name = fmt.Sprintf("%s [%s]", name, state)
	}
	tx.SetOrRemoveAttr(ref, "name", name)
}

// objectName is the name of a data object as the label of a reference shows it:
// other modelers name the reference alone.
func objectName(o, ref bpmn.Element) (name string, set bool) {
	if o.HasAttr("name") || !ref.HasAttr("name") {
		return o.Name(), o.HasAttr("name")
	}
	state := ref.Child("dataState").Attr("name")
	return strings.TrimSuffix(ref.Name(), " ["+state+"]"), true
}

// renameDataObject gives a data object a name and its references their label.
func renameDataObject(tx *bpmn.Tx, o bpmn.Element, name string) error {
	tx.SetOrRemoveAttr(o, "name", name)
	for _, r := range tx.Document().References(o.ID()) {
		if r.Name == "dataObjectRef" {
			labelReference(tx, r.From, "")
		}
	}
	return nil
}

var objectRef = func() slot {
	ref := spiff.Attr("dataObjectRef")
	return slot{ref.Get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		tx.SetAttr(e, "dataObjectRef", v)
		labelReference(tx, e, "")
		return nil
	}, ref.Clear}
}()

var objectState = func() slot {
	state := spiff.AttrOf("dataState", "name")
	return slot{state.Get, func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		name, _ := nameSlot.get(e)
		if e.Child("dataState").IsZero() {
			id := "DataState_" + e.ID()
			if tx.Document().HasID(id) {
				id = tx.NewID("DataState")
			}
			tx.Add(e, "dataState", bpmn.Attribute{Name: "id", Value: id})
		}
		err := state.Set(tx, e, v)
		labelReference(tx, e, name)
		return err
	}, func(tx *bpmn.Tx, e bpmn.Element) error {
		name, _ := nameSlot.get(e)
		tx.Remove(e.Child("dataState"))
		labelReference(tx, e, name)
		return nil
	}}
}()

// dataObjectOptions are the data objects that an element can see: those of the
// processes and sub-processes around it.
func dataObjectOptions(_ *Env, e bpmn.Element) []Option {
	var out []Option
	for s := e.Scope(); !s.IsZero(); s = s.Scope() {
		for _, o := range s.ChildrenNamed("dataObject") {
			out = append(out, Option{Value: o.ID(), Label: o.Name()})
		}
	}
	return out
}

func holdsData(e bpmn.Element) bool { return !dataScope(e).IsZero() }

// dataScope returns the process or sub-process whose data objects an element
// shows.
func dataScope(e bpmn.Element) bpmn.Element {
	switch {
	case e.Kind() == bpmn.Participant:
		return e.Process()
	case e.Kind() == bpmn.Process || e.Kind().IsSubProcess():
		return e
	}
	return bpmn.Element{}
}

var dataObjects = Group{Label: "Data objects", Shown: holdsData, Fields: []Field{{Label: "Data objects", Editor: List, Rows: &Rows{
	Noun: "data object", List: spiff.ChildList("dataObject").In(dataScope), Title: bpmn.Element.Title,
	Empty: "None yet. A data object is a variable of the process that tasks read and write.",
	New: func(tx *bpmn.Tx, e bpmn.Element) (bpmn.Element, error) {
		id := firstFree("data_object", tx.Document().HasID)
		return spiff.ChildList("dataObject").In(dataScope).Add(tx, e, bpmn.Attribute{Name: "id", Value: id})
	},
	Delete: func(tx *bpmn.Tx, e, row bpmn.Element) error {
		for _, r := range tx.Document().References(row.ID()) {
			if r.Name == "dataObjectRef" {
				return fmt.Errorf("%s is on the diagram: delete it there", row.Title())
			}
		}
		tx.Remove(row)
		return nil
	},
	Fields: []Field{
		{Label: "ID", Editor: Text, Slot: idSlot, Check: checkVariableID, Help: "The variable in scripts"},
		{Label: "Name", Editor: Text, Slot: slot{nameSlot.get, renameDataObject, func(tx *bpmn.Tx, o bpmn.Element) error { return renameDataObject(tx, o, "") }}},
		{Label: "Category", Editor: Text, Slot: spiff.Text("category"), Help: "For permissions on data objects"},
	},
}}}}

var dataStoreReference = Group{Label: "Data store", Open: true, Shown: isKind(bpmn.DataStoreReference), Fields: []Field{
	{Label: "Data source", Editor: Reference, Slot: spiff.Attr("dataStoreRef"), Write: writeDataStore, Options: dataStoreOptions,
		Help: "Choose one, or type an id"},
}}

func dataStoreOptions(env *Env, e bpmn.Element) []Option {
	var out []Option
	seen := map[string]bool{}
	for _, s := range env.catalog().DataStores() {
		seen[s.ID] = true
		out = append(out, Option{Value: s.ID, Label: s.Name, Detail: s.Type})
	}
	for _, s := range e.Document().RootElements(bpmn.DataStore) {
		if !seen[s.ID()] {
			out = append(out, Option{Value: s.ID(), Detail: s.Attr("name")})
		}
	}
	return out
}

// writeDataStore names a store, makes the root element for one that the file
// doesn't have, and removes the one that nothing names any more.
func writeDataStore(env *Env, tx *bpmn.Tx, e bpmn.Element, value string) error {
	d := tx.Document()
	old := e.Ref("dataStoreRef")
	tx.SetOrRemoveAttr(e, "dataStoreRef", value)
	var store DataStore
	for _, s := range env.catalog().DataStores() {
		if s.ID == value {
			store = s
		}
	}
	if store.ID != "" || value == "" {
		tx.SetOrRemoveAttr(e, "type", store.Type)
	}
	if value != "" && d.ByID(value).Kind() != bpmn.DataStore {
		if d.HasID(value) || !bpmn.IsNCName(value) {
			return fmt.Errorf("%q can't be the id of a data store", value)
		}
		tx.Add(d.Definitions(), "dataStore", bpmn.Attribute{Name: "id", Value: value}, bpmn.Attribute{Name: "name", Value: store.Class})
	}
	if old.Kind() == bpmn.DataStore && old.ID() != value && len(d.References(old.ID())) == 0 {
		tx.Remove(old)
	}
	return nil
}
