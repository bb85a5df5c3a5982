package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// The root elements of the file, shown when nothing but the process is
// selected.
var (
	messages = Group{Label: "Messages", Shown: isRoot, Fields: []Field{
		{Label: "Messages", Editor: List, Rows: rootRows("message", bpmn.Message, "No messages yet. They are how processes talk to each other.")}}}
	signals = Group{Label: "Signals", Shown: isRoot, Fields: []Field{
		{Label: "Signals", Editor: List, Rows: rootRows("signal", bpmn.Signal, "No signals yet. A signal reaches everybody who waits for it.", variableField, payloadField)}}}
	errorsGroup = Group{Label: "Errors", Shown: isRoot, Fields: []Field{
		{Label: "Errors", Editor: List, Rows: rootRows("error", bpmn.Error, "No errors yet.",
			Field{Label: "Code", Editor: Text, Slot: spiff.Attr("errorCode"), Help: "Catchers compare the code"}, variableField, payloadField)}}}
	escalations = Group{Label: "Escalations", Shown: isRoot, Fields: []Field{
		{Label: "Escalations", Editor: List, Rows: rootRows("escalation", bpmn.Escalation, "No escalations yet.",
			Field{Label: "Code", Editor: Text, Slot: spiff.Attr("escalationCode"), Help: "Catchers compare the code"}, variableField, payloadField)}}}
)

var (
	variableField = Field{Label: "Variable name", Editor: Text, Slot: spiff.Text("variableName"), Check: checkVariable, Help: "Takes the payload when caught"}
	payloadField  = Field{Label: "Payload", Editor: Expression, Slot: spiff.Text("payloadExpression"), Help: "Python, what is thrown"}
)

func rootRows(noun string, k bpmn.Kind, empty string, more ...Field) *Rows {
	list := spiff.RootList(k.Info().Tag)
	return &Rows{Noun: noun, Empty: empty, List: list, Title: bpmn.Element.Title,
		New: func(tx *bpmn.Tx, _ bpmn.Element) (bpmn.Element, error) {
			return newRoot(tx, k, firstFree(noun, tx.Document().HasID)), nil
		},
		Delete: deleteRoot,
		Fields: append([]Field{
			{Label: "Name", Editor: Text, Slot: rootName, Check: checkRootName},
			{Label: "ID", Editor: Text, Slot: idSlot, Check: checkID, Shown: not(sameName)},
		}, more...)}
}

// sameName reports whether a root element is called by its id, as other
// modelers of SpiffWorkflow keep it.
func sameName(e bpmn.Element) bool { return e.ID() == e.Attr("name") }

// rootName takes the id along as long as the two are equal.
var rootName = slot{
	get: func(e bpmn.Element) (string, bool) { v, ok := e.Node().Attr("", "name"); return v, ok },
	set: func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		if sameName(e) {
			if err := tx.Rename(e, v); err != nil {
				return err
			}
		}
		tx.SetAttr(e, "name", v)
		return nil
	},
	clear: func(tx *bpmn.Tx, e bpmn.Element) error { tx.RemoveAttr(e, "name"); return nil },
}

func checkRootName(env *Env, e bpmn.Element, v string) []Problem {
	if sameName(e) {
		return checkID(env, e, v)
	}
	return nil
}

// deleteRoot removes a root element and what names it. What reads a
// correlation property from a message has no meaning without the message.
func deleteRoot(tx *bpmn.Tx, _, row bpmn.Element) error {
	for _, r := range tx.Document().References(row.ID()) {
		if r.From.Tag() == "correlationPropertyRetrievalExpression" {
			tx.Remove(r.From)
			continue
		}
		tx.RemoveReference(r)
	}
	tx.Remove(row)
	return nil
}

var correlationProperties = Group{Label: "Correlation properties", Shown: isRoot, Fields: []Field{{Label: "Correlation properties", Editor: List, Rows: &Rows{
	Noun: "correlation property", List: spiff.RootList("correlationProperty"), Title: bpmn.Element.Title,
	Empty: "None yet. A correlation property is a value by which a message finds the process that waits for it.",
	New: func(tx *bpmn.Tx, e bpmn.Element) (bpmn.Element, error) {
		p := newRoot(tx, bpmn.CorrelationProperty, firstFree("correlation", tx.Document().HasID))
		if messages := tx.Document().RootElements(bpmn.Message); len(messages) > 0 {
			newRetrieval(tx, p, messages[0].ID())
		}
		tx.SetText(tx.Add(mainKey(tx), "correlationPropertyRef"), p.ID())
		return p, nil
	},
	Delete: func(tx *bpmn.Tx, e, row bpmn.Element) error {
		for _, r := range tx.Document().References(row.ID()) {
			tx.RemoveReference(r)
		}
		for _, key := range correlationKeys(tx.Document()) {
			if key.Attr("name") == mainKeyName && len(key.ChildrenNamed("correlationPropertyRef")) == 0 {
				tx.Remove(key)
			}
		}
		tx.Remove(row)
		return nil
	},
	Fields: []Field{
		{Label: "Name", Editor: Text, Slot: rootName, Check: checkRootName},
		{Label: "ID", Editor: Text, Slot: idSlot, Check: checkID, Shown: not(sameName)},
		{Label: "Read from messages", Editor: List, Rows: &Rows{
			Noun: "message", List: spiff.ChildList("correlationPropertyRetrievalExpression"),
			Empty: "The engine refuses a correlation property that no message has.",
			New: func(tx *bpmn.Tx, p bpmn.Element) (bpmn.Element, error) {
				return newRetrieval(tx, p, unreadMessage(p)), nil
			},
			Fields: []Field{
				{Label: "Message", Editor: Select, Slot: spiff.Attr("messageRef"), Options: rootOptions(bpmn.Message), Help: "Choose one"},
				{Label: "Expression", Editor: Expression, Slot: retrieval, Help: "Python on the payload"},
			},
		}},
	},
}}}}

// newRetrieval makes a retrieval expression; its body is needed by the schema.
func newRetrieval(tx *bpmn.Tx, p bpmn.Element, message string) bpmn.Element {
	r := tx.Add(p, "correlationPropertyRetrievalExpression", bpmn.Attribute{Name: "messageRef", Value: message})
	tx.SetText(tx.Add(r, "messagePath"), p.ID())
	return r
}

// unreadMessage returns the first message that the property isn't read from.
func unreadMessage(p bpmn.Element) string {
	read := map[string]bool{}
	for _, r := range p.ChildrenNamed("correlationPropertyRetrievalExpression") {
		read[r.Attr("messageRef")] = true
	}
	for _, m := range p.Document().RootElements(bpmn.Message) {
		if !read[m.ID()] {
			return m.ID()
		}
	}
	return ""
}

// retrieval is the text of the first child, as the engine takes it; files have
// messagePath or formalExpression.
var retrieval = slot{
	get: func(e bpmn.Element) (string, bool) {
		kids := e.Children()
		if len(kids) == 0 {
			return "", false
		}
		return kids[0].Text(), true
	},
	set: func(tx *bpmn.Tx, e bpmn.Element, v string) error {
		kids := e.Children()
		if len(kids) == 0 {
			tx.SetText(tx.Add(e, "messagePath"), v)
			return nil
		}
		tx.SetText(kids[0], v)
		return nil
	},
	clear: func(tx *bpmn.Tx, e bpmn.Element) error {
		if kids := e.Children(); len(kids) > 0 {
			tx.SetText(kids[0], "")
		}
		return nil
	},
}

const mainKeyName = "MainCorrelationKey"

// correlationKeys returns the keys in collaborations and in definitions.
func correlationKeys(d *bpmn.Document) []bpmn.Element {
	out := d.RootElements(bpmn.CorrelationKey)
	for _, c := range d.RootElements(bpmn.Collaboration) {
		out = append(out, c.ChildrenNamed("correlationKey")...)
	}
	return out
}

// mainKey returns the key that lists all correlation properties, made where it
// is missing: in the collaboration when there is one.
func mainKey(tx *bpmn.Tx) bpmn.Element {
	for _, k := range correlationKeys(tx.Document()) {
		if k.Attr("name") == mainKeyName {
			return k
		}
	}
	at := tx.Document().Definitions()
	if list := tx.Document().RootElements(bpmn.Collaboration); len(list) > 0 {
		at = list[0]
	}
	return tx.Add(at, "correlationKey", bpmn.Attribute{Name: "id", Value: tx.NewID("CorrelationKey")}, bpmn.Attribute{Name: "name", Value: mainKeyName})
}
