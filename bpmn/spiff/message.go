package spiff

import "spiffmodeler/bpmn"

// MessageHolder returns the element whose extensions say what a message
// carries: a send or receive task itself, or the message definition of an
// event. It is the zero element for anything else.
func MessageHolder(e bpmn.Element) bpmn.Element {
	switch e.Kind() {
	case bpmn.SendTask, bpmn.ReceiveTask:
		return e
	}
	return DefinitionOf(e, bpmn.MessageDefinition)
}

// DefinitionOf returns the first event definition of that sort in an event, or
// the zero element.
func DefinitionOf(e bpmn.Element, d bpmn.Definition) bpmn.Element {
	for _, x := range e.DefinitionElements() {
		if x.Tag() == bpmn.EventDefinitions[d].Tag {
			return x
		}
	}
	return bpmn.Element{}
}

// RootOf returns the message, signal, error or escalation that a definition of
// that sort in the event (or a send or receive task) names, or the zero
// element.
func RootOf(e bpmn.Element, d bpmn.Definition) bpmn.Element {
	holder := DefinitionOf(e, d)
	if d == bpmn.MessageDefinition {
		holder = MessageHolder(e)
	}
	return holder.Ref(bpmn.EventDefinitions[d].Ref)
}

// MessageData is what a message event or task does with the message's payload.
type MessageData struct {
	Payload  string // senders: a Python expression
	Variable string // receivers: the variable that takes the payload
	// OnMessage is true when the values stand on the message itself, where old
	// files have them. The engine then prefers both
	// (SpiffWorkflow: spiff/parser/event_parsers.py).
	OnMessage bool
}

// MessageDataOf reads the payload and variable of a message event or task.
func MessageDataOf(e bpmn.Element) MessageData {
	message := RootOf(e, bpmn.MessageDefinition)
	if p, v := text(message, "messagePayload"), text(message, "messageVariable"); p != "" || v != "" {
		return MessageData{p, v, true}
	}
	h := MessageHolder(e)
	return MessageData{Payload: text(h, "messagePayload"), Variable: text(h, "messageVariable")}
}

// Correlation is what a receiver expects a correlation property to be.
type Correlation struct {
	Element    bpmn.Element
	PropertyID string
	Expression string // Python, evaluated on the waiting task's data
}

// CorrelationsOf returns what a message receiver expects.
func CorrelationsOf(e bpmn.Element) []Correlation {
	var out []Correlation
	for _, r := range Correlations.Rows(MessageHolder(e)) {
		out = append(out, Correlation{r, r.ChildNS(bpmn.NSSpiff, "propertyId").Text(), r.ChildNS(bpmn.NSSpiff, "expression").Text()})
	}
	return out
}

// CorrelationProperty is a value that ties messages together.
type CorrelationProperty struct {
	Element     bpmn.Element
	ID, Name    string
	Expressions []Retrieval
}

// Retrieval says how a correlation property is read from the payload of a
// message. The engine takes the text of the first child, whatever its name
// (SpiffWorkflow: bpmn/parser/BpmnParser.py).
type Retrieval struct {
	Element    bpmn.Element
	MessageID  string
	Expression string
}

// CorrelationPropertiesOf returns the correlation properties of a document.
func CorrelationPropertiesOf(d *bpmn.Document) []CorrelationProperty {
	var out []CorrelationProperty
	for _, p := range d.RootElements(bpmn.CorrelationProperty) {
		c := CorrelationProperty{Element: p, ID: p.ID(), Name: p.Attr("name")}
		for _, r := range p.ChildrenNamed("correlationPropertyRetrievalExpression") {
			x := Retrieval{Element: r, MessageID: r.Attr("messageRef")}
			if kids := r.Children(); len(kids) > 0 {
				x.Expression = kids[0].Text()
			}
			c.Expressions = append(c.Expressions, x)
		}
		out = append(out, c)
	}
	return out
}
