package spec

import (
	"slices"

	"spiffmodeler/bpmn"
)

// builder is a process while it is being made. Connections are kept by name: a loop wrapper takes over the name of
// the task it wraps, and with it the connections.
type builder struct {
	*Process
	links map[*Task]*links
}

type links struct {
	in, out           []string
	inFlows, outFlows []string
	conditions        []*Code
	isDefault         string
}

func newProcess(id, title, file string) *builder {
	b := &builder{
		Process: &Process{ID: id, Title: title, File: file, byName: map[string]*Task{}, objects: map[string]bool{}},
		links:   map[*Task]*links{},
	}
	b.Start, _ = b.add(&Task{Name: "Start", Kind: Start}, bpmn.Element{})
	b.EndJoin, _ = b.add(&Task{Name: id + ".EndJoin", Kind: EndJoin}, bpmn.Element{})
	b.End, _ = b.add(&Task{Name: "End", Kind: End}, bpmn.Element{})
	b.connect(b.EndJoin, b.End, "")
	return b
}

// add enters a task under its name.
func (b *builder) add(t *Task, el bpmn.Element) (*Task, *refusal) {
	if b.byName[t.Name] != nil {
		return nil, refuse(el, `KeyError('Duplicate task spec name: %s')`, t.Name)
	}
	t.Process = b.Process
	b.byName[t.Name] = t
	b.Tasks = append(b.Tasks, t)
	b.links[t] = &links{}
	if t.Kind == StartEvent {
		b.StartEvents = append(b.StartEvents, t)
	}
	return t, nil
}

// take removes a task from the names; a wrapper comes in its place.
func (b *builder) take(t *Task) {
	delete(b.byName, t.Name)
	for i, x := range b.Tasks {
		if x == t {
			b.Tasks = append(b.Tasks[:i], b.Tasks[i+1:]...)
			return
		}
	}
}

// connect leads from one task to the next.
//
// SpiffWorkflow: specs/base.py (connect), specs/MultiChoice.py, specs/ExclusiveChoice.py.
func (b *builder) connect(from, to *Task, flow string) { b.connectIf(from, to, flow, nil) }

func (b *builder) connectIf(from, to *Task, flow string, condition *Code) {
	f, t := b.links[from], b.links[to]
	f.out, f.outFlows = append(f.out, to.Name), append(f.outFlows, flow)
	t.in, t.inFlows = append(t.in, from.Name), append(t.inFlows, flow)
	if from.Kind == ExclusiveGateway || from.Kind == InclusiveGateway {
		f.conditions = append(f.conditions, condition)
		if condition == nil {
			f.isDefault = to.Name
		}
	}
}

// connectOrTrigger makes a process part of the one around it: it runs from the beginning, or when its start event
// happens.
//
// SpiffWorkflow: bpmn/specs/control.py (BpmnStartTask.connect_or_add_trigger).
func (b *builder) connectOrTrigger(t *Task, sub *Process) {
	for _, s := range sub.StartEvents {
		if s.Event.Kind == NoneEvent || s.Event.Kind.IsTimer() {
			b.connect(b.Start, t, "")
			b.connect(t, b.EndJoin, "")
		} else {
			b.Triggers = append(b.Triggers, t)
		}
	}
}

// splitStarts puts a split before several start events, and a join after them.
//
// SpiffWorkflow: bpmn/parser/ProcessParser.py (_parse).
func (b *builder) splitStarts() *refusal {
	split, r := b.add(&Task{Name: "StartEventSplit", Kind: StartEventSplit}, bpmn.Element{})
	if r != nil {
		return r
	}
	join, r := b.add(&Task{Name: "StartEventJoin", Kind: StartEventJoin, SplitTask: split}, bpmn.Element{})
	if r != nil {
		return r
	}
	start := b.links[b.Start]
	for _, name := range start.out {
		t := b.byName[name]
		b.links[t].in, b.links[t].inFlows = []string{split.Name}, []string{""}
		b.connect(t, join, "")
	}
	b.links[split].out, b.links[split].outFlows = start.out, start.outFlows
	start.out, start.outFlows = []string{split.Name}, []string{""}
	b.links[split].in, b.links[split].inFlows = []string{b.Start.Name}, []string{""}
	return nil
}

// built resolves the names.
func (b *builder) built() (*Process, *refusal) {
	// What an event starts is connected when it is started for the first time, which nobody can see before.
	for _, t := range b.Triggers {
		if l := b.links[t]; len(l.in) == 0 {
			l.in, l.inFlows = []string{b.Start.Name}, []string{""}
			l.out, l.outFlows = append(l.out, b.EndJoin.Name), append(l.outFlows, "")
		}
	}
	for i, t := range b.Tasks {
		t.Index = i
		l := b.links[t]
		t.Inputs, t.IncomingFlows = b.resolve(l.in), l.inFlows
		t.Outputs, t.Flows = b.resolve(l.out), l.outFlows
		for i, c := range l.conditions {
			t.Conditions = append(t.Conditions, Condition{c, t.Outputs[i]})
		}
		if l.isDefault != "" {
			t.Default = b.byName[l.isDefault]
		}
	}
	return b.Process, nil
}

func (b *builder) resolve(names []string) []*Task {
	out := make([]*Task, len(names))
	for i, n := range names {
		out[i] = b.byName[n]
	}
	return out
}

// finish marks the processes that may run within themselves: those in a cycle of calls (Tarjan's components).
func (s *Spec) finish() {
	type mark struct {
		index, low int
		open       bool
	}
	marks := map[*Process]*mark{}
	var stack []*Process
	var visit func(p *Process) *mark
	visit = func(p *Process) *mark {
		m := &mark{index: len(marks), low: len(marks), open: true}
		marks[p] = m
		stack = append(stack, p)
		for _, t := range p.Tasks {
			sub := s.Processes[t.Called]
			if !t.Kind.IsSubWorkflow() || sub == nil {
				continue
			}
			p.Recursive = p.Recursive || sub == p
			if n := marks[sub]; n == nil {
				m.low = min(m.low, visit(sub).low)
			} else if n.open {
				m.low = min(m.low, n.index)
			}
		}
		if m.low == m.index {
			i := slices.Index(stack, p)
			for _, q := range stack[i:] {
				q.Recursive = q.Recursive || len(stack)-i > 1
				marks[q].open = false
			}
			stack = stack[:i]
		}
		return m
	}
	visit(s.Main)
}
