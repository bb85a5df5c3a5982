package bpmn

import (
	"fmt"
	"strings"
)

// external are the references that may name things outside of the file: types,
// implementations, processes of other files. SpiffWorkflow reads the name of a
// variable from loopDataInputRef and loopDataOutputRef.
var external = map[string]bool{
	"loopDataInputRef": true, "loopDataOutputRef": true,
	"calledElement": true, "structureRef": true, "itemSubjectRef": true, "itemRef": true, "source": true, "target": true,
	"operationRef": true, "interfaceRef": true, "supportedInterfaceRef": true,
}

// held calls yield for each reference that the element itself makes: through
// its attributes, or through its text.
func (c *checker) held(e Element, yield func(name, value string)) {
	x, ok := e.n.Data.(*entry)
	if !ok {
		return
	}
	for _, h := range x.refs {
		if !h.r.attr {
			yield(h.r.name, e.Text())
		} else if v := e.Attr(h.r.name); v != "" {
			yield(h.r.name, v)
		}
	}
}

// isElsewhere reports whether a qualified name means a thing of another
// namespace, and so of another file.
func (c *checker) isElsewhere(value string) bool {
	prefix, _, ok := strings.Cut(strings.TrimSpace(value), ":")
	if !ok {
		return false
	}
	uri, declared := c.xmlns[prefix]
	return declared && uri != c.d.Definitions().Attr("targetNamespace")
}

// owner returns the element that makes a reference: the one that has the
// attribute, or the one around a child that holds the id.
func owner(e Element, name string) Element {
	if e.Tag() == name {
		return e.Parent()
	}
	return e
}

func danglingReference(c *checker, e Element) []string {
	var out []string
	c.held(e, func(name, value string) {
		id := localID(value)
		if external[name] || c.isElsewhere(value) || c.d.HasID(id) {
			return
		}
		if id == "" {
			if e.Tag() == name {
				out = append(out, fmt.Sprintf("%s: <%s> is empty", describe(owner(e, name)), name))
			}
			return
		}
		out = append(out, fmt.Sprintf("%s: %s names %q, which is not in the file", describe(owner(e, name)), name, id))
	})
	return out
}

// expectation says what a reference must mean.
type expectation struct {
	what string
	ok   func(from, to Element) bool
}

func ofKind(k Kind) expectation {
	return expectation{article(k.String()), func(_, to Element) bool { return to.Kind() == k }}
}

// expected has what references must mean, by the name of the attribute or
// child; where kinds differ, by "kind of the owner/name".
var expected = map[string]expectation{
	"sequenceFlow/sourceRef": {"an event, activity or gateway", isFlowNode},
	"sequenceFlow/targetRef": {"an event, activity or gateway", isFlowNode},
	"messageFlow/sourceRef":  {"a pool, an activity or an event", endsMessageFlow},
	"messageFlow/targetRef":  {"a pool, an activity or an event", endsMessageFlow},
	"association/sourceRef":  {"something other than an association", isNoAssociation},
	"association/targetRef":  {"something other than an association", isNoAssociation},
	"attachedToRef":          {"an activity", func(_, to Element) bool { return to.Kind().Is(ActivityClass) }},
	"default":                {"a sequence flow that begins there", func(from, to Element) bool { return to.Kind() == SequenceFlow && to.Source() == from }},
	"incoming":               {"a sequence flow that ends there", func(from, to Element) bool { return to.Kind() == SequenceFlow && to.Target() == from }},
	"outgoing":               {"a sequence flow that begins there", func(from, to Element) bool { return to.Kind() == SequenceFlow && to.Source() == from }},
	"flowNodeRef":            {"an event, activity or gateway", isInLane},
	"processRef":             ofKind(Process),
	"calledElement":          {"a process", isCallable},
	"messageRef":             ofKind(Message),
	"signalRef":              ofKind(Signal),
	"errorRef":               ofKind(Error),
	"escalationRef":          ofKind(Escalation),
	"dataObjectRef":          ofKind(DataObject),
	"dataStoreRef":           ofKind(DataStore),
	"categoryValueRef":       ofKind(CategoryValue),
	"correlationPropertyRef": ofKind(CorrelationProperty),
}

func isFlowNode(_, to Element) bool { return to.Kind().IsFlowNode() || isChoreography(to.Kind()) }

// isInLane also lets data and artifacts pass, which some tools list with the
// flow nodes of a lane; that does no harm.
func isInLane(from, to Element) bool {
	return isFlowNode(from, to) || to.Kind().Is(DataClass) || to.Kind().Is(ArtifactClass)
}

func isChoreography(k Kind) bool {
	return k == ChoreographyTask || k == SubChoreography || k == CallChoreography
}

func endsMessageFlow(_, to Element) bool {
	k := to.Kind()
	return k == Participant || k == ConversationNode || k.Is(ActivityClass) || k.Is(EventClass)
}

func isNoAssociation(_, to Element) bool { return to.Kind() != Association }

func isCallable(_, to Element) bool {
	return to.Kind() == Process || strings.HasPrefix(to.Tag(), "global")
}

func wrongReference(c *checker, e Element) []string {
	var out []string
	c.held(e, func(name, value string) {
		from := owner(e, name)
		want, ok := expected[from.Tag()+"/"+name]
		if !ok {
			want, ok = expected[name]
		}
		to := c.d.ByID(localID(value))
		if !ok || to.IsZero() || c.isElsewhere(value) || want.ok(from, to) {
			return
		}
		out = append(out, fmt.Sprintf("%s: %s names the %s %q, but must name %s", describe(from), name, kindOrTag(to), to.ID(), want.what))
	})
	return out
}

// required are the references without which a kind has no meaning.
var required = map[Kind][]string{
	SequenceFlow:  {"sourceRef", "targetRef"},
	MessageFlow:   {"sourceRef", "targetRef"},
	Association:   {"sourceRef", "targetRef"},
	BoundaryEvent: {"attachedToRef"},
}

func missingReference(_ *checker, e Element) []string {
	var out []string
	for _, name := range required[e.Kind()] {
		if e.Attr(name) == "" {
			out = append(out, fmt.Sprintf("%s has no %s", describe(e), name))
		}
	}
	return out
}

// sharedProcess finds pools that show a process which another pool shows too.
func sharedProcess(c *checker, e Element) []string {
	if e.Kind() != Participant || e.Attr("processRef") == "" {
		return nil
	}
	id := localID(e.Attr("processRef"))
	first, taken := c.pools[id]
	if !taken {
		c.pools[id] = e
		return nil
	}
	return say("%s shows the process %q, which %s shows already; a process belongs to one pool", describe(e), id, describe(first))
}

func flowAcrossScopes(_ *checker, e Element) []string {
	if e.Kind() != SequenceFlow {
		return nil
	}
	from, to := e.Source(), e.Target()
	if from.IsZero() || to.IsZero() || from.Scope() == to.Scope() || !from.Kind().IsFlowNode() || !to.Kind().IsFlowNode() {
		return nil
	}
	if from.Process() != to.Process() {
		return say("%s leads from one process into another (%s to %s); only message flows may", describe(e), describe(from), describe(to))
	}
	return say("%s crosses the border of a sub-process (%s to %s); sequence flows stay inside one", describe(e), describe(from), describe(to))
}
