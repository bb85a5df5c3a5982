package spec

import (
	"fmt"
	"slices"
	"strings"

	"spiffmodeler/bpmn"
	"spiffmodeler/runner/decision"
)

// Options say what a process may use beside its files.
type Options struct {
	// Collaboration: the id names a collaboration, whose participants are run together.
	Collaboration bool
	// Decisions finds decision tables; nil: there are none.
	Decisions *decision.Library
	// DataStores are the names of the data stores that exist. AnyDataStore accepts every name.
	DataStores   []string
	AnyDataStore bool
	// Resolve returns a further file that holds the process, nil when there is none. It is asked for called processes
	// that none of the files has.
	Resolve func(processID string) *bpmn.Document
}

// Rule is the name of all problems found here.
const Rule = "engine"

// Compile compiles the process with the id and all processes that it may start, out of the files given. It returns
// either a Spec or what is wrong.
//
// SpiffWorkflow: bpmn/parser/BpmnParser.py (get_spec, get_subprocess_specs, get_collaboration).
func Compile(docs []*bpmn.Document, id string, opts Options) (*Spec, []bpmn.Problem) {
	c := &compiler{opts: opts, parsers: map[string]*processParser{}, correlations: map[string][]CorrelationProperty{}}
	for _, d := range docs {
		if r := c.addFile(d); r != nil {
			return nil, []bpmn.Problem{r.problem(d.Name())}
		}
	}
	s := &Spec{Processes: map[string]*Process{}}
	var r *refusal
	if opts.Collaboration {
		s.Main, r = c.collaboration(id, s)
	} else {
		s.Main, r = c.process(id)
		if r == nil {
			r = c.subProcesses(s.Main, s)
		}
	}
	if r != nil {
		return nil, []bpmn.Problem{r.problem("")}
	}
	s.Stores = c.storeList
	for _, x := range c.files {
		s.Files = append(s.Files, x.name)
	}
	s.finish()
	return s, nil
}

// refusal is the engine's reason not to load a model.
type refusal struct {
	element bpmn.Element
	text    string
}

func (r *refusal) Error() string { return r.text }

func (r *refusal) problem(file string) bpmn.Problem {
	p := bpmn.Problem{Rule: Rule, Severity: bpmn.Fault, Message: r.text, File: file}
	if !r.element.IsZero() {
		p.Element, p.Line, p.File = r.element.ID(), r.element.Line(), r.element.Document().Name()
	}
	return p
}

func refuse(e bpmn.Element, format string, a ...any) *refusal {
	return &refusal{e, fmt.Sprintf(format, a...)}
}

// quote writes a text as Python does in its messages.
func quote(s string) string { return "'" + s + "'" }

// compiler holds what the engine's parser collects over all files.
type compiler struct {
	opts         Options
	files        []*fileIndex
	parsers      map[string]*processParser
	order        []string // ids of processes in the order in which they were found
	correlations map[string][]CorrelationProperty
	participants map[string][]string // collaboration → processes
	stores       map[string]bool
	storeList    []DataStore
}

// processParser reads one process.
type processParser struct {
	c       *compiler
	file    *fileIndex
	el      bpmn.Element
	id      string
	lane    Text
	parent  *processParser
	process *Process
	nodes   map[*Task]bpmn.Element
}

func (p *processParser) executable() bool {
	a := attr(p.el, "isExecutable")
	return !a.Set || a.Value == "true"
}

// addFile registers the processes and root elements of a file.
func (c *compiler) addFile(d *bpmn.Document) *refusal {
	x, bad := indexFile(d)
	c.files = append(c.files, x)
	if r := c.addStores(x); r != nil {
		return r
	}
	if bad != nil {
		return bad
	}
	for _, e := range x.processes {
		if r := c.addParser(&processParser{c: c, file: x, el: e}); r != nil {
			return r
		}
	}
	c.addCollaboration(x)
	for _, group := range []struct {
		list []bpmn.Element
		name string
	}{{x.messages, "Message"}, {x.signals, "Signal"}, {x.errors, "Error"}, {x.escalations, "Escalation"}} {
		for _, e := range group.list {
			if !e.HasAttr("id") {
				return refuse(e, "%s identifier is missing from bpmn xml", group.name)
			}
		}
	}
	return c.addCorrelations(x)
}

func (c *compiler) addParser(p *processParser) *refusal {
	p.id = noneText(attr(p.el, "id"))
	p.nodes = map[*Task]bpmn.Element{}
	if c.parsers[p.id] != nil {
		return refuse(p.el, "Duplicate process ID: %s", p.id)
	}
	c.parsers[p.id] = p
	c.order = append(c.order, p.id)
	return nil
}

func (c *compiler) addStores(x *fileIndex) *refusal {
	for _, e := range x.stores {
		name := attr(e, "name")
		switch {
		case !e.HasAttr("id"):
			return refuse(e, "Data Store identifier is missing from bpmn xml")
		case !name.Set:
			return refuse(e, "Data Store name is missing from bpmn xml")
		case !c.opts.AnyDataStore && !slices.Contains(c.opts.DataStores, name.Value):
			return refuse(e, "Data Store with name %s has no implementation", name.Value)
		}
		if c.stores == nil {
			c.stores = map[string]bool{}
		}
		if !c.stores[e.ID()] {
			c.storeList = append(c.storeList, DataStore{e.ID(), name.Value})
		}
		c.stores[e.ID()] = true
	}
	return nil
}

func (c *compiler) addCollaboration(x *fileIndex) {
	if x.collaboration.IsZero() {
		return
	}
	if c.participants == nil {
		c.participants = map[string][]string{}
	}
	var list []string
	for _, p := range descendants(x.collaboration, bpmn.NS, "participant") {
		list = append(list, noneText(attr(p, "processRef")))
	}
	c.participants[noneText(attr(x.collaboration, "id"))] = list
}

func (c *compiler) addCorrelations(x *fileIndex) *refusal {
	for _, e := range x.properties {
		id := attr(e, "id")
		if !id.Set {
			return refuse(e, "Correlation identifier is missing from bpmn xml")
		}
		list := descendants(e, bpmn.NS, "correlationPropertyRetrievalExpression")
		if len(list) == 0 {
			return refuse(e, "Correlation is missing correlation property retrieval expressions: %s", id.Value)
		}
		for _, r := range list {
			message := attr(r, "messageRef")
			if !message.Set {
				return refuse(e, "Message identifier is missing from correlation property: %s", id.Value)
			}
			if t := firstText(r); t.Set {
				c.correlations[message.Value] = append(c.correlations[message.Value], CorrelationProperty{
					Name: id.Value, Expression: NewCode(t.Value), Keys: mainKey(x.keysOf[id.Value])})
			}
		}
	}
	return nil
}

// mainKey returns the keys of a property; one that is in no key belongs to this one.
func mainKey(keys []string) []string {
	if len(keys) == 0 {
		return []string{"MainCorrelationKey"}
	}
	return keys
}

// process returns a process, which is read the first time it is asked for.
func (c *compiler) process(id string) (*Process, *refusal) {
	p := c.parsers[id]
	if p == nil && c.opts.Resolve != nil {
		if d := c.opts.Resolve(id); d != nil {
			if r := c.addFile(d); r != nil {
				return nil, r
			}
			p = c.parsers[id]
		}
	}
	if p == nil {
		var ids []string
		for _, id := range c.order {
			if c.parsers[id].executable() {
				ids = append(ids, id)
			}
		}
		return nil, refuse(bpmn.Element{}, "The process '%s' was not found. Did you mean one of the following: %s?", id, strings.Join(ids, ", "))
	}
	if p.process == nil {
		if r := p.parse(); r != nil {
			return nil, r
		}
	}
	return p.process, nil
}

// subProcesses collects the processes that p may start, in their turn with theirs.
func (c *compiler) subProcesses(p *Process, s *Spec) *refusal {
	for _, t := range p.Tasks {
		if !t.Kind.IsSubWorkflow() || s.Processes[t.Called] != nil {
			continue
		}
		sub, r := c.process(t.Called)
		if r != nil {
			if r.element.IsZero() {
				r.element = c.parsers[p.ID].nodes[t]
			}
			return r
		}
		s.enter(t.Called, sub)
		if r := c.subProcesses(sub, s); r != nil {
			return r
		}
	}
	return nil
}

// collaboration makes the synthetic process that holds the participants of a collaboration.
func (c *compiler) collaboration(id string, s *Spec) (*Process, *refusal) {
	// The engine reads every executable process first; reading may find further ones.
	for i := 0; i < len(c.order); i++ {
		if p := c.parsers[c.order[i]]; p.executable() {
			if _, r := c.process(p.id); r != nil {
				return nil, r
			}
		}
	}
	list, ok := c.participants[id]
	if !ok {
		return nil, refuse(bpmn.Element{}, "there is no collaboration with the id '%s'", id)
	}
	proc := newProcess(id, id, "")
	for _, ref := range list {
		p := c.parsers[ref]
		if p == nil || !p.executable() {
			continue
		}
		sub, r := c.process(ref)
		if r != nil {
			return nil, r
		}
		s.enter(ref, sub)
		if r := c.subProcesses(sub, s); r != nil {
			return nil, r
		}
		t, r := proc.add(&Task{Name: ref, ID: ref, Kind: CallActivity, Called: ref}, p.el)
		if r != nil {
			return nil, r
		}
		proc.connectOrTrigger(t, sub)
	}
	return proc.built()
}
