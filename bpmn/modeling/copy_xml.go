package modeling

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
)

// write builds the document.
func (c *copier) write() (string, error) {
	src := c.doc.Definitions().Node().El
	out := etree.NewDocument()
	out.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	defs := out.CreateElement(src.FullTag())
	for _, a := range src.Attr {
		if a.Space == "xmlns" || a.Space == "" && (a.Key == "xmlns" || a.Key == "targetNamespace" || a.Key == "expressionLanguage" || a.Key == "typeLanguage") {
			defs.CreateAttr(a.FullKey(), a.Value)
		}
	}
	defs.CreateAttr("id", "Definitions_copy")
	bp := src.Space
	subject := c.subject(defs, bp)
	for _, el := range c.defs {
		defs.AddChild(c.clone(el))
	}
	if err := c.diagrams(defs, subject); err != nil {
		return "", err
	}
	out.Indent(2)
	var b bytes.Buffer
	if _, err := out.WriteTo(&b); err != nil {
		return "", fmt.Errorf("copy: %w", err)
	}
	return b.String(), nil
}

// subject makes the process, or the collaboration with its processes, that
// holds the copied elements. It returns its id.
func (c *copier) subject(defs *etree.Element, bp string) string {
	create := func(parent *etree.Element, tag, id string) *etree.Element {
		e := etree.NewElement(tag)
		e.Space = bp
		e.CreateAttr("id", id)
		parent.AddChild(e)
		return e
	}
	var collaboration, process *etree.Element
	for _, el := range c.roots {
		if el.Kind() == bpmn.Participant {
			collaboration = create(defs, "collaboration", "Collaboration_copy")
			break
		}
	}
	home := func(el bpmn.Element) *etree.Element {
		k := el.Kind()
		if k == bpmn.Participant || k == bpmn.MessageFlow || collaboration != nil && k != bpmn.DataObject && el.Parent().Kind() == bpmn.Collaboration {
			return collaboration
		}
		if process == nil {
			process = create(defs, "process", "Process_copy")
		}
		return process
	}
	inside := map[bpmn.Element]bool{}
	for _, p := range c.procs {
		inside[p] = true
	}
	for _, el := range c.roots {
		if el.Kind() == bpmn.DataInputAssociation || el.Kind() == bpmn.DataOutputAssociation || c.coveredBy(el, inside) {
			continue // inside what is copied as a whole
		}
		if el.Kind() == bpmn.DataInput || el.Kind() == bpmn.DataOutput {
			addPort(home(el), bp, c.clone(el))
			continue
		}
		home(el).AddChild(c.clone(el))
	}
	for _, p := range c.procs {
		defs.AddChild(c.clone(p))
	}
	if collaboration != nil {
		return "Collaboration_copy"
	}
	return "Process_copy"
}

// addPort puts a data input or output where a process has them, as it would be
// in a file.
func addPort(process *etree.Element, bp string, port *etree.Element) {
	ensure := func(parent *etree.Element, tag string) *etree.Element {
		for _, e := range parent.ChildElements() {
			if e.Tag == tag && e.Space == bp {
				return e
			}
		}
		e := etree.NewElement(tag)
		e.Space = bp
		parent.AddChild(e)
		return e
	}
	var spec *etree.Element
	for _, e := range process.ChildElements() {
		if e.Tag == "ioSpecification" {
			spec = e
		}
	}
	if spec == nil {
		spec = etree.NewElement("ioSpecification")
		spec.Space = bp
		process.InsertChildAt(0, spec)
	}
	spec.InsertChildAt(0, port)
	sets := [2]*etree.Element{ensure(spec, "inputSet"), ensure(spec, "outputSet")}
	set, tag := sets[0], "dataInputRefs"
	if port.Tag == "dataOutput" {
		set, tag = sets[1], "dataOutputRefs"
	}
	ref := etree.NewElement(tag)
	ref.Space = bp
	ref.SetText(port.SelectAttrValue("id", ""))
	set.AddChild(ref)
}

func (c *copier) coveredBy(el bpmn.Element, wholes map[bpmn.Element]bool) bool {
	for p := el.Parent(); !p.IsZero(); p = p.Parent() {
		if wholes[p] {
			return true
		}
		for _, r := range c.roots {
			if r == p {
				return true
			}
		}
	}
	return false
}

// clone copies an element without the parts that name what is not copied.
func (c *copier) clone(el bpmn.Element) *etree.Element {
	e := el.Node().El.Copy()
	c.prune(el, e)
	if el.Kind() == bpmn.BoundaryEvent && !c.in[el.AttachedTo()] {
		e.Tag = detached[el.Definition()].Info().Tag
		e.RemoveAttr("attachedToRef")
		e.RemoveAttr("cancelActivity")
	}
	// namespaces that are declared between the root and here must come along
	for p := el.Parent(); !p.IsZero() && p != c.doc.Definitions(); p = p.Parent() {
		for _, a := range p.Node().El.Attr {
			if (a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns") && e.SelectAttr(a.FullKey()) == nil {
				e.CreateAttr(a.FullKey(), a.Value)
			}
		}
	}
	return e
}

func (c *copier) prune(el bpmn.Element, e *etree.Element) {
	kids := el.Children()
	kept, i := e.Child[:0:0], 0
	for _, t := range e.Child {
		switch t := t.(type) {
		case *etree.Element:
			k := kids[i]
			i++
			if c.drops(k) {
				continue
			}
			c.prune(k, t)
		case *etree.CharData:
			if len(kids) > 0 && strings.TrimSpace(t.Data) == "" {
				continue // space between elements is laid anew
			}
		}
		kept = append(kept, t)
	}
	e.Child = kept
	if a := e.SelectAttr("default"); a != nil && !c.in[el.DefaultFlow()] {
		e.RemoveAttr("default")
	}
}

// drops reports whether a child stays behind: a list entry, connection or data
// association to something that isn't copied.
func (c *copier) drops(k bpmn.Element) bool {
	switch k.Tag() {
	case "incoming", "outgoing", "flowNodeRef":
		return !c.in[k.RefText()]
	case "categoryValueRef":
		return true // the groups around the copy decide
	}
	if k.Kind().Is(bpmn.ConnectionClass) {
		return !c.in[k.Source()] || !c.in[k.Target()]
	}
	return false
}

// diagrams adds the DI of what is copied: of the plane, and of the planes of
// collapsed sub-processes.
func (c *copier) diagrams(defs *etree.Element, subject string) error {
	type sheet struct {
		of      bpmn.Element // the plane
		subject string
	}
	sheets := []sheet{{c.plane, subject}}
	for _, p := range c.doc.Planes() {
		if el := p.Semantic(); p != c.plane && c.in[el] && el.Kind().IsSubProcess() {
			sheets = append(sheets, sheet{p, el.ID()})
		}
	}
	space := diPrefix(defs)
	for i, sh := range sheets {
		diagram := etree.NewElement("BPMNDiagram")
		diagram.Space = space
		diagram.CreateAttr("id", fmt.Sprintf("BPMNDiagram_copy_%d", i+1))
		defs.AddChild(diagram)
		plane := etree.NewElement("BPMNPlane")
		plane.Space = space
		plane.CreateAttr("id", fmt.Sprintf("BPMNPlane_copy_%d", i+1))
		plane.CreateAttr("bpmnElement", sh.subject)
		diagram.AddChild(plane)
		for _, x := range sh.of.Children() {
			if c.in[x.Semantic()] && !x.Semantic().IsZero() {
				plane.AddChild(c.clone(x))
			}
		}
	}
	return nil
}

// diPrefix returns the prefix of diagram interchange at the root, declared
// there when files declare it further in.
func diPrefix(defs *etree.Element) string {
	for _, a := range defs.Attr {
		if a.Space == "xmlns" && a.Value == bpmn.NSDI {
			return a.Key
		}
	}
	const own = "copydi" // one that no file declares further in
	defs.CreateAttr("xmlns:"+own, bpmn.NSDI)
	return own
}
