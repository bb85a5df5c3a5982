package bpmn

// Source returns where a connection begins. A data input association begins at
// its sourceRef, a data output association at the activity that holds it.
func (e Element) Source() Element {
	switch e.Kind() {
	case DataInputAssociation:
		return e.Child("sourceRef").RefText()
	case DataOutputAssociation:
		return e.Parent()
	}
	return e.Ref("sourceRef")
}

// Target returns where a connection ends.
func (e Element) Target() Element {
	switch e.Kind() {
	case DataInputAssociation:
		return e.Parent()
	case DataOutputAssociation:
		return e.Child("targetRef").RefText()
	}
	return e.Ref("targetRef")
}

// Incoming returns the sequence flows that end at the element.
func (e Element) Incoming() []Element { return e.named("targetRef", SequenceFlow) }

// Outgoing returns the sequence flows that begin at the element.
func (e Element) Outgoing() []Element { return e.named("sourceRef", SequenceFlow) }

// Connections returns every connection that begins or ends at the element:
// sequence and message flows, associations and data associations. One that
// does both comes once.
func (e Element) Connections() []Element {
	var out []Element
	add := func(c Element) {
		if !c.Kind().Is(ConnectionClass) {
			return
		}
		for _, x := range out {
			if x == c {
				return
			}
		}
		out = append(out, c)
	}
	if e.n == nil {
		return nil
	}
	if id := e.ID(); id != "" {
		for _, r := range e.Document().refs[id] {
			if r.name == "sourceRef" || r.name == "targetRef" {
				add(r.from())
			}
		}
	}
	for c := range e.n.Children {
		add(Element{c})
	}
	return out
}

// named returns the elements of a kind whose attribute names this element.
func (e Element) named(attr string, k Kind) []Element {
	if e.n == nil {
		return nil
	}
	var out []Element
	for _, r := range e.Document().refs[e.ID()] {
		if r.attr && r.name == attr {
			if x := (Element{r.node}); x.Kind() == k {
				out = append(out, x)
			}
		}
	}
	return out
}

// AttachedTo returns the activity that a boundary event sits on.
func (e Element) AttachedTo() Element { return e.Ref("attachedToRef") }

// BoundaryEvents returns the boundary events of an activity.
func (e Element) BoundaryEvents() []Element { return e.named("attachedToRef", BoundaryEvent) }

// DefaultFlow returns the default flow of a gateway or activity.
func (e Element) DefaultFlow() Element { return e.Ref("default") }

// IsDefaultFlow reports whether a sequence flow is its source's default.
func (e Element) IsDefaultFlow() bool {
	return e.Kind() == SequenceFlow && e.ID() != "" && e.Source().DefaultFlow() == e
}

// Condition returns the text of a sequence flow's condition.
func (e Element) Condition() string { return e.ChildText("conditionExpression") }

// HasCondition reports whether a sequence flow has a condition.
func (e Element) HasCondition() bool { return !e.Child("conditionExpression").IsZero() }

// DefinitionElements returns the event definitions of an event.
func (e Element) DefinitionElements() []Element {
	if e.n == nil || e.Kind().Info().Class != EventClass {
		return nil
	}
	var out []Element
	for c := range e.n.Children {
		if c.NS != NS {
			continue
		}
		if _, ok := definitionsByTag[c.Local()]; ok {
			out = append(out, Element{c})
		} else if c.Local() == "eventDefinitionRef" {
			if d := (Element{c}).RefText(); !d.IsZero() {
				out = append(out, d)
			}
		}
	}
	return out
}

// Definition returns what an event is about. Several definitions make it
// multiple, or parallel multiple.
func (e Element) Definition() Definition {
	list := e.DefinitionElements()
	switch {
	case len(list) == 0:
		return NoDefinition
	case len(list) == 1:
		return definitionsByTag[list[0].Tag()]
	case e.Bool("parallelMultiple", false):
		return ParallelMultipleDefinition
	}
	return MultipleDefinition
}

// IsInterrupting reports whether a boundary event, or the start event of an
// event sub-process, ends what it interrupts.
func (e Element) IsInterrupting() bool {
	if e.Kind() == BoundaryEvent {
		return e.Bool("cancelActivity", true)
	}
	return e.Bool("isInterrupting", true)
}

// IsEventSubProcess reports whether a sub-process is started by an event.
func (e Element) IsEventSubProcess() bool {
	return e.Kind() == SubProcess && e.Bool("triggeredByEvent", false)
}

// Loop says how often an activity is done.
type Loop uint8

// The kinds of loop.
const (
	NoLoop Loop = iota
	StandardLoop
	ParallelMultiInstance
	SequentialMultiInstance
)

// Loop returns the loop marker of an activity.
func (e Element) Loop() Loop {
	if !e.Child("standardLoopCharacteristics").IsZero() {
		return StandardLoop
	}
	if mi := e.Child("multiInstanceLoopCharacteristics"); !mi.IsZero() {
		if mi.Bool("isSequential", false) {
			return SequentialMultiInstance
		}
		return ParallelMultiInstance
	}
	return NoLoop
}

// Scope returns the process or sub-process that directly holds the element.
func (e Element) Scope() Element {
	for p := e.Parent(); !p.IsZero(); p = p.Parent() {
		if k := p.Kind(); k == Process || k.IsSubProcess() {
			return p
		}
	}
	return Element{}
}

// Process returns the process that the element belongs to: a process itself,
// the one around, or the one of a participant.
func (e Element) Process() Element {
	for p := e; !p.IsZero(); p = p.Parent() {
		switch p.Kind() {
		case Process:
			return p
		case Participant:
			return p.Ref("processRef")
		}
	}
	return Element{}
}

// Participant returns the pool that shows the element's process.
func (e Element) Participant() Element {
	if e.Kind() == Participant {
		return e
	}
	p := e.Process()
	if p.IsZero() {
		return Element{}
	}
	if list := p.named("processRef", Participant); len(list) > 0 {
		return list[0]
	}
	return Element{}
}

// Lane returns the innermost lane that names the flow node.
func (e Element) Lane() Element {
	if e.n == nil {
		return Element{}
	}
	var best Element
	depth := -1
	for _, r := range e.Document().refs[e.ID()] {
		if r.attr || r.name != "flowNodeRef" {
			continue
		}
		lane, d := Element{r.node.Parent()}, 0
		for p := lane; !p.IsZero(); p = p.Parent() {
			d++
		}
		if lane.Kind() == Lane && d > depth {
			best, depth = lane, d
		}
	}
	return best
}

// Lanes returns the lanes directly in a process, participant or lane.
func (e Element) Lanes() []Element {
	if e.Kind() == Participant {
		e = e.Process()
	}
	var out []Element
	for _, tag := range []string{"laneSet", "childLaneSet"} {
		for _, set := range e.ChildrenNamed(tag) {
			out = append(out, set.ChildrenNamed("lane")...)
		}
	}
	return out
}

// FlowElements returns the flow elements, artifacts and data objects directly
// in a process or sub-process.
func (e Element) FlowElements() []Element {
	var out []Element
	for _, c := range e.Children() {
		k := c.Kind()
		if k.IsFlowNode() || k.Is(DataClass) || k.Is(ArtifactClass) || k == SequenceFlow || k == Association || k == DataObject {
			out = append(out, c)
		}
	}
	return out
}

// StandIn returns the conversation or choreography task that stands for a message
// flow in a diagram, which then need not show the flow; zero if there is none.
func (e Element) StandIn() Element {
	if e.Kind() != MessageFlow {
		return Element{}
	}
	for _, n := range e.Parent().Children() {
		if k := n.Kind(); k != ConversationNode && k != ChoreographyTask {
			continue
		}
		for _, r := range n.ChildrenNamed("messageFlowRef") {
			if localID(r.Text()) == e.ID() {
				return n
			}
		}
	}
	return Element{}
}
