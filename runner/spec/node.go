package spec

import (
	"sort"
	"strconv"
	"strings"

	"spiffmodeler/bpmn"
)

// compiler row of an element kind: which task the engine makes of it.
type nodeCompiler struct {
	kind Kind
	// create makes the task; nil: the kind needs nothing of its own.
	create func(n *node) *refusal
	// manyOutgoing: more than one sequence flow may leave.
	manyOutgoing bool
	// plain elements have no spiffworkflow extensions that the engine reads.
	plain bool
	// refused is why the engine does not load the kind.
	refused string
}

const noSupport = "There is no support implemented for this task type."

// compilers has a row for each kind of flow node.
//
// SpiffWorkflow: PARSER_CLASSES in bpmn/parser/BpmnParser.py, OVERRIDE_PARSER_CLASSES in spiff/parser/process.py.
var compilers = map[bpmn.Kind]nodeCompiler{
	bpmn.StartEvent:             {kind: StartEvent, create: createStartEvent, manyOutgoing: true},
	bpmn.EndEvent:               {kind: EndEvent, create: createEndEvent},
	bpmn.IntermediateCatchEvent: {kind: IntermediateCatchEvent, create: createCatchEvent},
	bpmn.IntermediateThrowEvent: {kind: IntermediateThrowEvent, create: createThrowEvent},
	bpmn.BoundaryEvent:          {kind: BoundaryEvent, create: createBoundaryEvent},
	bpmn.Task:                   {kind: NoneTask, create: createScripts},
	bpmn.UserTask:               {kind: UserTask, create: createUserTask},
	bpmn.ManualTask:             {kind: ManualTask, create: createScripts},
	bpmn.ScriptTask:             {kind: ScriptTask, create: createScriptTask},
	bpmn.ServiceTask:            {kind: ServiceTask, create: createServiceTask},
	bpmn.SendTask:               {kind: SendTask, create: createMessageTask},
	bpmn.ReceiveTask:            {kind: ReceiveTask, create: createMessageTask},
	bpmn.BusinessRuleTask:       {kind: BusinessRuleTask, create: createBusinessRuleTask},
	bpmn.CallActivity:           {kind: CallActivity, create: createCallActivity},
	bpmn.SubProcess:             {kind: SubWorkflowTask, create: createSubProcess},
	bpmn.Transaction:            {kind: TransactionSubprocess, create: createSubProcess},
	bpmn.AdHocSubProcess:        {refused: noSupport},
	bpmn.ExclusiveGateway:       {kind: ExclusiveGateway, manyOutgoing: true, plain: true},
	bpmn.ParallelGateway:        {kind: ParallelGateway, manyOutgoing: true, plain: true},
	bpmn.InclusiveGateway:       {kind: InclusiveGateway, manyOutgoing: true, plain: true},
	bpmn.EventBasedGateway:      {kind: EventBasedGateway, create: createEventGateway, manyOutgoing: true, plain: true},
	bpmn.ComplexGateway:         {refused: noSupport},
}

// node is one element while its task is made.
type node struct {
	*processParser
	b     *builder
	el    bpmn.Element
	id    string
	row   nodeCompiler
	task  *Task
	ext   extensions
	first *Task // what flows into the element lead to: the task, or the split before it
}

// parse reads the process.
//
// SpiffWorkflow: bpmn/parser/ProcessParser.py (_parse).
func (p *processParser) parse() *refusal {
	starts := p.el.ChildrenNamed("startEvent")
	if p.executable() && len(starts) == 0 {
		return refuse(p.el, "No start event found")
	}
	if !p.executable() {
		return refuse(p.el, "Process %s is not executable.", p.id)
	}
	title := p.el.Attr("name")
	if title == "" {
		title = p.id
	}
	b := newProcess(p.id, title, p.file.name)
	p.process = b.Process
	for _, e := range p.el.ChildrenNamed("dataObject") {
		if id := e.ID(); !b.objects[id] {
			b.objects[id] = true
			b.DataObjects = append(b.DataObjects, id)
		}
	}
	if !p.el.Child("ioSpecification").IsZero() {
		b.IO = ioSpecification(p.el)
	}
	for _, e := range starts {
		if _, r := p.parseNode(b, e); r != nil {
			return r
		}
	}
	if len(starts) > 1 {
		if r := b.splitStarts(); r != nil {
			return r
		}
	}
	for _, e := range p.el.ChildrenNamed("subProcess") {
		if e.Attr("triggeredByEvent") != "true" {
			continue
		}
		t, r := p.parseNode(b, e)
		if r != nil {
			return r
		}
		if !t.Kind.IsSubWorkflow() {
			return refuse(e, "AttributeError(\"'%s' object has no attribute 'spec'\")", t.Kind)
		}
		sub, r := p.c.process(t.Called)
		if r != nil {
			return r
		}
		b.connectOrTrigger(t, sub)
	}
	_, r := b.built()
	return r
}

// parseNode returns the task of an element; the element and what follows it are read the first time.
//
// SpiffWorkflow: bpmn/parser/ProcessParser.py (parse_node), bpmn/parser/TaskParser.py (parse_node).
func (p *processParser) parseNode(b *builder, e bpmn.Element) (*Task, *refusal) {
	id := attr(e, "id")
	if t := b.byName[id.Value]; id.Set && t != nil {
		return t, nil
	}
	row, ok := compilers[e.Kind()]
	if !ok {
		return nil, refuse(e, noSupport)
	}
	if row.refused != "" {
		return nil, refuse(e, "%s", row.refused)
	}
	n := &node{processParser: p, b: b, el: e, id: id.Value, row: row}
	if r := n.create(); r != nil {
		return nil, r
	}
	if r := n.addLoop(); r != nil {
		return nil, r
	}
	n.first = n.task
	if id.Set {
		if r := n.addBoundaryEvents(p.file.inside(p.el, p.file.attached[id.Value])); r != nil {
			return nil, r
		}
	}
	if r := n.follow(); r != nil {
		return nil, r
	}
	return n.first, nil
}

// create makes the task itself.
func (n *node) create() *refusal {
	e := n.el
	n.task = &Task{Name: noneText(attr(e, "id")), ID: n.id, Title: e.Attr("name"), Kind: n.row.kind, Line: e.Line(), Lane: n.lane,
		unnamed: n.id == "" && e.HasAttr("id")}
	if !n.lane.Set {
		n.task.Lane = n.file.lanes[n.id]
	}
	n.task.Doc = descendant(e, bpmn.NS, "documentation").Text()
	switch n.task.Kind {
	case NoneTask, UserTask, ManualTask:
		n.task.Manual = true
	}
	if !n.row.plain {
		var r *refusal
		if n.ext, r = readExtensions(e); r != nil {
			return r
		}
		n.task.Extensions = n.ext.Extensions
	}
	if n.row.create != nil {
		if r := n.row.create(n); r != nil {
			return r
		}
	}
	if r := n.dataReferences(); r != nil {
		return r
	}
	if _, r := n.b.add(n.task, e); r != nil {
		return r
	}
	n.nodes[n.task] = e
	switch n.task.Kind {
	case StartEvent:
		n.b.connect(n.b.Start, n.task, "")
	case EndEvent:
		n.b.connect(n.task, n.b.EndJoin, "")
	}
	if !e.Child("ioSpecification").IsZero() {
		n.task.IO = ioSpecification(e)
	}
	return nil
}

// addBoundaryEvents puts the activity between a split, from which its events wait, and a join, which ends the losers.
//
// SpiffWorkflow: bpmn/parser/TaskParser.py (_add_boundary_event).
func (n *node) addBoundaryEvents(events []bpmn.Element) *refusal {
	if len(events) == 0 {
		return nil
	}
	b, t := n.b, n.task
	split, r := b.add(&Task{Name: n.id + ".BoundaryEventSplit", Kind: BoundaryEventSplit, Lane: t.Lane}, n.el)
	if r != nil {
		return r
	}
	join, r := b.add(&Task{Name: n.id + ".BoundaryEventJoin", Kind: BoundaryEventJoin, Lane: t.Lane, SplitTask: split}, n.el)
	if r != nil {
		return r
	}
	b.connect(split, t, "")
	b.connect(t, join, "")
	for _, e := range events {
		child, r := n.parseNode(b, e)
		if r != nil {
			return r
		}
		if child.Event == nil {
			return refuse(n.el, "AttributeError(\"'%s' object has no attribute 'event_definition'\")", child.Kind)
		}
		if child.Event.Kind == CancelEvent && t.Kind != TransactionSubprocess {
			return refuse(n.el, "Cancel Events may only be used with transactions")
		}
		b.connect(split, child, "")
		b.connect(child, join, "")
	}
	n.first = split
	return nil
}

// follow reads the sequence flows that leave the element, in the order of the y of their targets.
func (n *node) follow() *refusal {
	flows := n.file.inside(n.processParser.el, n.file.flows[n.id])
	if len(flows) > 1 && !n.row.manyOutgoing {
		return refuse(n.el, "Multiple outgoing flows are not supported for tasks of type")
	}
	type next struct {
		y    float64
		task *Task
		flow bpmn.Element
	}
	list := make([]next, 0, len(flows))
	for _, f := range flows {
		target := f.Attr("targetRef")
		e := n.file.node(n.processParser.el, target)
		if e.IsZero() {
			return refuse(n.el, "When looking for a task spec, we found two items, perhaps a form has the same ID? (%s)", target)
		}
		t := n.b.byName[target+".BoundaryEventSplit"]
		if t == nil {
			var r *refusal
			if t, r = n.parseNode(n.b, e); r != nil {
				return r
			}
		}
		list = append(list, next{n.file.tops[target], t, f})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].y < list[j].y })
	byDefault := attr(n.el, "default")
	conditional := n.task.Kind == ExclusiveGateway || n.task.Kind == InclusiveGateway
	if len(list) == 1 && conditional && !condition(list[0].flow).Set {
		byDefault = attr(list[0].flow, "id")
	}
	for _, x := range list {
		flow := x.flow.ID()
		switch {
		case n.task.Kind == EventBasedGateway:
			if x.task.Event == nil {
				return refuse(n.el, "AttributeError(\"'%s' object has no attribute 'event_definition'\")", x.task.Kind)
			}
			n.task.Event.Members = append(n.task.Event.Members, x.task.Event)
			n.b.connect(n.task, x.task, flow)
		case !conditional || byDefault.Set && flow == byDefault.Value:
			n.b.connect(n.task, x.task, flow)
		default:
			c := condition(x.flow)
			if !c.Set {
				return refuse(x.flow, "Non-default exclusive outgoing sequence flow without condition")
			}
			n.b.connectIf(n.task, x.task, flow, NewCode(c.Value))
		}
	}
	return nil
}

func condition(flow bpmn.Element) Text {
	return textOf(descendant2(flow, "conditionExpression"))
}

// descendant2 is descendant, with the direct child tried first.
func descendant2(e bpmn.Element, local string) bpmn.Element {
	if c := e.Child(local); !c.IsZero() {
		return c
	}
	return descendant(e, bpmn.NS, local)
}

// addLoop puts a wrapper in the place of a looped activity.
//
// SpiffWorkflow: bpmn/parser/TaskParser.py (_add_loop_task, _add_multiinstance_task, _copy_task_attrs).
func (n *node) addLoop() *refusal {
	if c := n.el.Child("standardLoopCharacteristics"); !c.IsZero() {
		if r := n.addStandardLoop(c); r != nil {
			return r
		}
	}
	if c := n.el.Child("multiInstanceLoopCharacteristics"); !c.IsZero() {
		return n.addMultiInstance(c)
	}
	return nil
}

func (n *node) addStandardLoop(c bpmn.Element) *refusal {
	l := &Loop{Maximum: -1}
	if m := attr(c, "loopMaximum"); m.Set {
		v, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(m.Value), "_", ""))
		if err != nil {
			return refuse(n.el, "ValueError(\"invalid literal for int() with base 10: %s\")", quote(m.Value))
		}
		l.Maximum = v
	}
	l.Condition = code(textOf(first(n.loopParts(c, "loopCondition"))))
	l.TestBefore = c.Attr("testBefore") == "true"
	if !c.HasAttr("loopMaximum") && l.Condition == nil {
		return refuse(n.el, "A loopMaximum or loopCondition must be specified for Loop Tasks")
	}
	return n.wrap(StandardLoopTask, l, c)
}

func (n *node) addMultiInstance(c bpmn.Element) *refusal {
	cardinality, input := n.loopParts(c, "loopCardinality"), n.loopParts(c, "loopDataInputRef")
	switch {
	case len(cardinality) == 0 && len(input) == 0:
		return refuse(n.el, "A multiinstance task must specify a cardinality or a loop input data reference")
	case len(cardinality) > 0 && len(input) > 0:
		return refuse(n.el, "A multiinstance task must specify exactly one of cardinality or loop input data reference")
	}
	l := &Loop{Maximum: -1, Completion: code(textOf(first(n.loopParts(c, "completionCondition"))))}
	if len(cardinality) > 0 {
		l.Cardinality = code(textOf(cardinality[0]))
	}
	in, out := textOf(first(input)), textOf(first(n.loopParts(c, "loopDataOutputRef")))
	// The engine looks for an attribute that its references do not have, so that an activity with a specification of
	// its own is never accepted.
	if n.task.IO != nil && in.Set {
		return refuse(n.el, "The loop input data reference is missing from the IO specification")
	}
	if n.task.IO != nil && out.Set {
		return refuse(n.el, "The loop output data reference is missing from the IO specification")
	}
	l.Input, l.HasInput = in.Value, in.Set
	l.Output, l.HasOutput = out.Value, out.Set
	if e := first(n.loopParts(c, "inputDataItem")); !e.IsZero() {
		l.InputItem, l.HasInputItem = e.ID(), true
	}
	if e := first(n.loopParts(c, "outputDataItem")); !e.IsZero() {
		l.OutputItem, l.HasOutputItem = e.ID(), true
	}
	if c.Attr("isSequential") == "true" {
		return n.wrap(SequentialMultiInstanceTask, l, c)
	}
	return n.wrap(ParallelMultiInstanceTask, l, c)
}

// loopParts lists the children with a name of loop characteristics. The engine looks in all that the activity has of a tag.
func (n *node) loopParts(c bpmn.Element, name string) (out []bpmn.Element) {
	for _, c := range n.el.ChildrenNamed(c.Tag()) {
		out = append(out, c.ChildrenNamed(name)...)
	}
	return out
}

func first(list []bpmn.Element) bpmn.Element {
	if len(list) == 0 {
		return bpmn.Element{}
	}
	return list[0]
}

func (n *node) wrap(k Kind, l *Loop, c bpmn.Element) *refusal {
	b, inner := n.b, n.task
	b.take(inner)
	w := &Task{Name: inner.Name, ID: inner.ID, Kind: k, Line: inner.Line, Loop: l, Child: inner,
		DataInputs: inner.DataInputs, DataOutputs: inner.DataOutputs, IO: inner.IO, unnamed: inner.unnamed}
	if _, r := b.add(w, n.el); r != nil {
		return r
	}
	b.links[w], b.links[inner] = b.links[inner], &links{in: []string{w.Name}, inFlows: []string{""}}
	inner.DataInputs, inner.DataOutputs, inner.IO = nil, nil, nil
	inner.Name += " [child]"
	b.byName[inner.Name] = inner
	b.Tasks = append(b.Tasks, inner)
	if c.AttrNS(bpmn.NSSpiff, "scriptsOnInstances") != "true" {
		if inner.Kind.IsEvent() {
			return refuse(n.el, "AttributeError(\"'%s' object has no attribute 'prescript'\"): only activities are repeated", inner.Kind)
		}
		w.PreScript, w.PostScript = inner.PreScript, inner.PostScript
		inner.PreScript, inner.PostScript = nil, nil
	}
	n.task = w
	n.nodes[w] = n.el
	return nil
}
