package properties

import (
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/spiff"
)

// Signals, errors and escalations are root elements that events name. Payload
// and variable stand on the root element, so all events of one share them.
var (
	signal = Group{Label: "Signal", Open: true, Shown: hasDefinition(bpmn.SignalDefinition), Fields: append([]Field{
		rootField("Signal", bpmn.SignalDefinition)}, payloadFields(bpmn.SignalDefinition)...)}

	errorGroup = Group{Label: "Error", Open: true, Shown: hasDefinition(bpmn.ErrorDefinition), Fields: append([]Field{
		rootField("Error", bpmn.ErrorDefinition),
		{Label: "Error code", Editor: Text, Slot: spiff.In(rootOf(bpmn.ErrorDefinition), spiff.Attr("errorCode")),
			Help: "Empty catches every error", Shown: hasRoot(bpmn.ErrorDefinition)},
	}, payloadFields(bpmn.ErrorDefinition)...)}

	escalation = Group{Label: "Escalation", Open: true, Shown: hasDefinition(bpmn.EscalationDefinition), Fields: append([]Field{
		rootField("Escalation", bpmn.EscalationDefinition),
		{Label: "Escalation code", Editor: Text, Slot: spiff.In(rootOf(bpmn.EscalationDefinition), spiff.Attr("escalationCode")),
			Help: "Empty catches every escalation", Shown: hasRoot(bpmn.EscalationDefinition)},
	}, payloadFields(bpmn.EscalationDefinition)...)}

	link = Group{Label: "Link", Open: true, Shown: hasDefinition(bpmn.LinkDefinition), Fields: []Field{
		{Label: "Link name", Editor: Text, Slot: spiff.In(definitionOf(bpmn.LinkDefinition), spiff.Attr("name"))},
	}}

	button = Group{Label: "Button", Shown: isSignalButton, Fields: []Field{
		{Label: "Button label", Editor: Text, Slot: spiff.Text("signalButtonLabel"), Help: "On a button that fires the signal"},
	}}
)

func isSignalButton(e bpmn.Element) bool {
	return e.Kind() == bpmn.BoundaryEvent && hasDefinition(bpmn.SignalDefinition)(e) && isHuman(e.AttachedTo())
}

func rootOf(d bpmn.Definition) func(bpmn.Element) bpmn.Element {
	return func(e bpmn.Element) bpmn.Element { return spiff.RootOf(e, d) }
}

func hasRoot(d bpmn.Definition) func(bpmn.Element) bool {
	return func(e bpmn.Element) bool { return !spiff.RootOf(e, d).IsZero() }
}

// rootField chooses the root element that an event names. A name that is new
// makes one.
func rootField(label string, d bpmn.Definition) Field {
	return Field{Label: label, Editor: Reference, Slot: rootRef(definitionOf(d), d), Options: rootNames(bpmn.EventDefinitions[d].RefKind),
		Help: "Choose one, or type a new name"}
}

func payloadFields(d bpmn.Definition) []Field {
	return []Field{
		{Label: "Payload", Editor: Expression, Slot: spiff.In(rootOf(d), spiff.Text("payloadExpression")),
			Help: "Python, shared by its events", Shown: both(isThrowing, hasRoot(d))},
		{Label: "Variable name", Editor: Text, Slot: spiff.In(rootOf(d), spiff.Text("variableName")), Check: checkVariable,
			Help: "Takes the payload; empty drops it", Shown: both(isCatching, hasRoot(d))},
	}
}

// rootRef is the reference that holder makes to a root element.
func rootRef(holder func(bpmn.Element) bpmn.Element, d bpmn.Definition) slot {
	row := bpmn.EventDefinitions[d]
	ref := spiff.In(holder, spiff.Attr(row.Ref))
	return slot{
		get: func(e bpmn.Element) (string, bool) {
			v, ok := ref.Get(e)
			if root := e.Document().ByID(v); root.Kind() == row.RefKind {
				v = rootCalled(root)
			}
			return v, ok
		},
		set: func(tx *bpmn.Tx, e bpmn.Element, v string) error {
			root := rootNamed(e.Document(), row.RefKind, v)
			if root.IsZero() {
				root = newRoot(tx, row.RefKind, v)
			}
			return ref.Set(tx, e, root.ID())
		},
		clear: ref.Clear,
	}
}

// rootNamed finds a root element by id, or by name.
func rootNamed(d *bpmn.Document, k bpmn.Kind, v string) bpmn.Element {
	if e := d.ByID(v); e.Kind() == k {
		return e
	}
	for _, e := range d.RootElements(k) {
		if e.Name() == v {
			return e
		}
	}
	return bpmn.Element{}
}

// rootCalled is what a root element is called in fields that name it: its name,
// or its id where the name is missing or would find another one.
func rootCalled(root bpmn.Element) string {
	if name := root.Name(); name != "" && rootNamed(root.Document(), root.Kind(), name) == root {
		return name
	}
	return root.ID()
}

// newRoot makes a root element whose id and name are the same, as other
// modelers of SpiffWorkflow keep them.
func newRoot(tx *bpmn.Tx, k bpmn.Kind, name string) bpmn.Element {
	id := idFrom(tx, strings.TrimSpace(name), k.Info().IDPrefix)
	return tx.Add(tx.Document().Definitions(), k.Info().Tag, bpmn.Attribute{Name: "id", Value: id}, bpmn.Attribute{Name: "name", Value: id})
}

func rootOptions(k bpmn.Kind) func(*Env, bpmn.Element) []Option {
	return func(_ *Env, e bpmn.Element) []Option {
		var out []Option
		for _, x := range e.Document().RootElements(k) {
			o := Option{Value: x.ID(), Label: x.Name()}
			if code := x.Attr(x.Tag() + "Code"); code != "" {
				o.Detail = code
			}
			out = append(out, o)
		}
		return out
	}
}

// rootNames are rootOptions for fields that also take a name that is typed.
func rootNames(k bpmn.Kind) func(*Env, bpmn.Element) []Option {
	return func(env *Env, e bpmn.Element) []Option {
		out := rootOptions(k)(env, e)
		for i, o := range out {
			if name := rootCalled(e.Document().ByID(o.Value)); name != o.Value {
				out[i] = Option{Value: name, Detail: o.Detail}
			}
		}
		return out
	}
}
