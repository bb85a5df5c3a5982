package spec

import (
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
)

func createScripts(n *node) *refusal {
	n.task.PreScript, n.task.PostScript = code(n.ext.text("preScript")), code(n.ext.text("postScript"))
	return nil
}

func createUserTask(n *node) *refusal {
	n.task.Variable = n.ext.text("variableName")
	return createScripts(n)
}

// createScriptTask gives no pre- and post-script: the engine does not run them here.
func createScriptTask(n *node) *refusal {
	for _, t := range n.el.Node().El.Child {
		switch t.(type) {
		case *etree.Comment, *etree.ProcInst:
			// The engine takes it for an element and stumbles.
			return refuse(n.el, "AttributeError(\"'cython_function_or_method' object has no attribute 'endswith'\"): a script task holds a comment")
		}
	}
	for _, c := range n.el.Children() {
		if strings.HasSuffix(c.Tag(), "script") {
			n.task.Script = code(textOf(c))
		}
	}
	return nil
}

func createServiceTask(n *node) *refusal {
	if n.ext.service == nil {
		return refuse(n.el, "TypeError(\"'NoneType' object is not subscriptable\"): the service task has no service operator")
	}
	s := *n.ext.service
	if s.Result == "" {
		s.Result = "spiff__" + strings.ReplaceAll(n.task.Name, "-", "_") + "_result"
	}
	n.task.Service = &s
	return createScripts(n)
}

func createBusinessRuleTask(n *node) *refusal {
	id := n.ext.text("calledDecisionId")
	var ids []string
	if d := n.c.opts.Decisions; d != nil {
		dec, ok, err := d.Decision(id.Value)
		if err != nil {
			return refuse(n.el, "%v", err)
		}
		if ok && id.Set {
			n.task.Decision = dec
			return createScripts(n)
		}
		ids = d.IDs()
	}
	return refuse(n.el, `No DMN Diagram available with id "%s", Available DMN ids are: %s`, noneText(id), strings.Join(ids, ", "))
}

func createCallActivity(n *node) *refusal {
	n.task.Called = n.el.Attr("calledElement")
	if n.task.Called == "" {
		return refuse(n.el, `No "calledElement" attribute for Call Activity.`)
	}
	return createScripts(n)
}

// createSubProcess registers the content as a process of its own.
//
// SpiffWorkflow: bpmn/parser/task_parsers.py (SubprocessParser).
func createSubProcess(n *node) *refusal {
	if c := len(n.el.ChildrenNamed("startEvent")); c != 1 {
		return refuse(n.el, "Exactly one start event is required in a SubWorkflow Task; found %d.", c)
	}
	if len(n.el.ChildrenNamed("endEvent")) == 0 {
		return refuse(n.el, "A SubWorkflow Must contain an End event")
	}
	sub := &processParser{c: n.c, file: n.file, el: n.el, lane: n.task.Lane, parent: n.processParser}
	if r := n.c.addParser(sub); r != nil {
		return r
	}
	n.task.Called = sub.id
	return createScripts(n)
}

// dataReferences resolves the data objects and stores that the element reads and writes.
//
// SpiffWorkflow: bpmn/parser/node_parser.py (parse_incoming_data_references, parse_outgoing_data_references).
func (n *node) dataReferences() *refusal {
	for _, a := range n.el.ChildrenNamed("dataInputAssociation") {
		for _, ref := range a.ChildrenNamed("sourceRef") {
			d, r := n.dataReference(ref, "dataInputAssociation")
			if r != nil {
				return r
			}
			n.task.DataInputs = append(n.task.DataInputs, d)
		}
	}
	for _, a := range n.el.ChildrenNamed("dataOutputAssociation") {
		for _, ref := range a.ChildrenNamed("targetRef") {
			d, r := n.dataReference(ref, "dataOutputAssociation")
			if r != nil {
				return r
			}
			n.task.DataOutputs = append(n.task.DataOutputs, d)
		}
	}
	return nil
}

func (n *node) dataReference(ref bpmn.Element, what string) (DataRef, *refusal) {
	name := noneText(textOf(ref))
	root := n.processParser.el
	if e := n.file.reference(root, name, bpmn.DataObjectReference); !e.IsZero() {
		object := e.Attr("dataObjectRef")
		for p := n.processParser; p != nil; p = p.parent {
			if p.process.objects[object] {
				return DataRef{ID: object}, nil
			}
			if p != n.processParser && p.parent != nil {
				// The engine looks no further than one level up; there its search does not end.
				return DataRef{}, refuse(n.el, "Cannot resolve %s %s: the data object is more than one level up", what, name)
			}
		}
	}
	if e := n.file.reference(root, name, bpmn.DataStoreReference); !e.IsZero() {
		if store := e.Attr("dataStoreRef"); n.c.stores[store] {
			return DataRef{ID: store, Store: true}, nil
		}
	}
	return DataRef{}, refuse(n.el, "Cannot resolve %s %s", what, name)
}

// ioSpecification reads the inputs and outputs of an activity or process that are listed in its sets.
func ioSpecification(e bpmn.Element) *IOSpecification {
	known := map[string]bool{}
	var io IOSpecification
	for _, s := range e.ChildrenNamed("ioSpecification") {
		for _, tag := range [...]string{"dataInput", "dataOutput"} {
			for _, d := range s.ChildrenNamed(tag) {
				known[d.ID()] = true
			}
		}
	}
	collect := func(set, ref string) (out []string) {
		for _, s := range e.ChildrenNamed("ioSpecification") {
			for _, set := range s.ChildrenNamed(set) {
				for _, r := range set.ChildrenNamed(ref) {
					if t := textOf(r); t.Set && known[t.Value] {
						out = append(out, t.Value)
					}
				}
			}
		}
		return out
	}
	io.Inputs, io.Outputs = collect("inputSet", "dataInputRefs"), collect("outputSet", "dataOutputRefs")
	return &io
}
