package properties

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

func isMessaging(e bpmn.Element) bool { return !spiff.MessageHolder(e).IsZero() }

func sendsMessage(e bpmn.Element) bool {
	return isMessaging(e) && (e.Kind() == bpmn.SendTask || isThrowing(e))
}

func receivesMessage(e bpmn.Element) bool { return isMessaging(e) && !sendsMessage(e) }

var message = Group{Label: "Message", Open: true, Shown: isMessaging, Fields: []Field{
	{Label: "Message", Editor: Reference, Slot: rootRef(spiff.MessageHolder, bpmn.MessageDefinition), Options: rootNames(bpmn.Message),
		Help: "Choose one, or type a new name"},
	{Label: "Payload", Editor: Expression, Slot: messageSlot("messagePayload"), Help: "Python, normally a dictionary", Shown: sendsMessage},
	{Label: "Variable name", Editor: Text, Slot: messageSlot("messageVariable"), Check: checkVariable,
		Help: "Takes the payload; empty drops it", Shown: receivesMessage},
	{Label: "Enable condition matching", Editor: Toggle, Slot: spiff.OwnAttr("isMatchingCorrelation"), Shown: receivesMessage,
		Help: "Take only messages with the expected values"},
}}

// matching has a field for each correlation property of the message.
var matching = Group{Label: "Matching conditions", Open: true,
	Shown: func(e bpmn.Element) bool {
		return receivesMessage(e) && (e.AttrNS(bpmn.NSSpiff, "isMatchingCorrelation") == "true" || len(spiff.CorrelationsOf(e)) > 0)
	},
	More: func(_ *Env, e bpmn.Element) []Field {
		var out []Field
		seen := map[string]bool{}
		add := func(id string) {
			if id != "" && !seen[id] {
				seen[id] = true
				out = append(out, Field{Label: id, Editor: Expression, Slot: correlation(id), Help: "Python, the value expected"})
			}
		}
		message := spiff.RootOf(e, bpmn.MessageDefinition)
		for _, p := range spiff.CorrelationPropertiesOf(e.Document()) {
			for _, r := range p.Expressions {
				if r.MessageID == message.ID() {
					add(p.ID)
				}
			}
		}
		for _, c := range spiff.CorrelationsOf(e) {
			add(c.PropertyID)
		}
		return out
	}}

// messageSlot is the payload or variable of a message event or task. Where an
// old file has both on the message itself, they move to where they belong
// before one is changed.
func messageSlot(name string) slot {
	here := spiff.In(spiff.MessageHolder, spiff.Text(name))
	return slot{
		get: func(e bpmn.Element) (string, bool) {
			if d := spiff.MessageDataOf(e); d.OnMessage {
				return spiff.Text(name).Get(spiff.RootOf(e, bpmn.MessageDefinition))
			}
			return here.Get(e)
		},
		set: func(tx *bpmn.Tx, e bpmn.Element, v string) error {
			if err := settleMessage(tx, e); err != nil {
				return err
			}
			return here.Set(tx, e, v)
		},
		clear: func(tx *bpmn.Tx, e bpmn.Element) error {
			if err := settleMessage(tx, e); err != nil {
				return err
			}
			return here.Clear(tx, e)
		},
	}
}

// settleMessage moves payload and variable of a message to the senders and
// receivers that use it.
func settleMessage(tx *bpmn.Tx, e bpmn.Element) error {
	if !spiff.MessageDataOf(e).OnMessage {
		return nil
	}
	message := spiff.RootOf(e, bpmn.MessageDefinition)
	for _, r := range e.Document().References(message.ID()) {
		user := r.From
		if user.Kind() == bpmn.Unknown { // an event definition
			user = user.Parent()
		}
		if r.Name != "messageRef" || !isMessaging(user) {
			continue
		}
		name := "messageVariable"
		if sendsMessage(user) {
			name = "messagePayload"
		}
		if v, _ := spiff.Text(name).Get(message); v != "" {
			if err := spiff.In(spiff.MessageHolder, spiff.Text(name)).Set(tx, user, v); err != nil {
				return err
			}
		}
	}
	if err := spiff.Text("messagePayload").Clear(tx, message); err != nil {
		return err
	}
	return spiff.Text("messageVariable").Clear(tx, message)
}

// correlation is what a receiver expects a correlation property to be.
func correlation(property string) slot {
	id, expression := spiff.OwnChild("propertyId", "expression"), spiff.OwnChild("expression")
	list := spiff.Correlations.In(spiff.MessageHolder)
	row := func(e bpmn.Element) bpmn.Element {
		for _, r := range list.Rows(e) {
			if v, _ := id.Get(r); v == property {
				return r
			}
		}
		return bpmn.Element{}
	}
	return slot{
		get: func(e bpmn.Element) (string, bool) { return expression.Get(row(e)) },
		set: func(tx *bpmn.Tx, e bpmn.Element, v string) error {
			r := row(e)
			if r.IsZero() {
				var err error
				if r, err = list.Add(tx, e); err != nil {
					return err
				}
				if err = id.Set(tx, r, property); err != nil {
					return err
				}
			}
			return expression.Set(tx, r, v)
		},
		clear: func(tx *bpmn.Tx, e bpmn.Element) error {
			if r := row(e); !r.IsZero() {
				list.Remove(tx, e, r)
			}
			return nil
		},
	}
}
