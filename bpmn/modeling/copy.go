package modeling

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
)

// Copy returns elements, with all that belongs to them, as a BPMN document: it
// goes through the system's clipboard and can be saved and opened as it is.
// Connections come along when both of their ends do.
func Copy(elements []bpmn.Element) (string, error) {
	c := newCopier(elements)
	if c == nil {
		return "", fmt.Errorf("copy: nothing that can be copied is selected")
	}
	return c.write()
}

// CanCopy says whether there is something to copy.
func CanCopy(elements []bpmn.Element) Verdict {
	if newCopier(elements) == nil {
		return No("select shapes to copy; a flow is copied together with its ends")
	}
	return Yes()
}

// copier collects what is copied.
type copier struct {
	doc   *bpmn.Document
	plane bpmn.Element
	roots []bpmn.Element        // semantic elements that stand at the top of the copy
	in    map[bpmn.Element]bool // every semantic element that is copied
	procs []bpmn.Element        // processes of copied pools
	defs  []bpmn.Element        // root elements that are referred to
}

func newCopier(elements []bpmn.Element) *copier {
	m := newMover(elements)
	if len(m.roots) == 0 {
		return nil
	}
	c := &copier{doc: m.roots[0].Document(), plane: m.roots[0].Plane(), in: map[bpmn.Element]bool{}}
	for _, s := range m.roots {
		el := s.Semantic()
		if el.Kind() == bpmn.BoundaryEvent && !CanDetach(el.Definition(), !el.IsInterrupting()).OK {
			continue // it is nothing without its host
		}
		c.addRoot(el)
	}
	c.addConnections()
	c.addReferenced()
	if len(c.roots) == 0 {
		return nil
	}
	return c
}

func (c *copier) addRoot(el bpmn.Element) {
	if el.IsZero() || c.in[el] {
		return
	}
	c.roots = append(c.roots, el)
	c.addDeep(el)
	if el.Kind() == bpmn.Participant {
		if p := el.Ref("processRef"); !p.IsZero() && !c.in[p] {
			c.procs = append(c.procs, p)
			c.addDeep(p)
		}
		return
	}
	for _, b := range el.BoundaryEvents() {
		c.addRoot(b)
	}
}

func (c *copier) addDeep(el bpmn.Element) {
	bpmn.Walk(el, func(e bpmn.Element) bool {
		c.in[e] = true
		return true
	})
}

// addConnections adds the connections between what is copied that don't lie in
// it already.
func (c *copier) addConnections() {
	var found []bpmn.Element
	for _, el := range c.topNodes() {
		for _, con := range el.Connections() {
			if !c.in[con] && c.in[con.Source()] && c.in[con.Target()] && c.poolsOf(con) {
				c.in[con] = true
				found = append(found, con)
			}
		}
	}
	c.roots = append(c.roots, found...)
}

// poolsOf reports whether a message flow's pools are copied; other connections
// need none.
func (c *copier) poolsOf(con bpmn.Element) bool {
	return con.Kind() != bpmn.MessageFlow || c.in[con.Source().Participant()] && c.in[con.Target().Participant()]
}

// topNodes returns the copied elements that connections at the top can end at,
// in document order of the roots.
func (c *copier) topNodes() []bpmn.Element {
	var out []bpmn.Element
	for _, list := range [][]bpmn.Element{c.roots, c.procs} {
		for _, el := range list {
			bpmn.Walk(el, func(e bpmn.Element) bool {
				if e.ID() != "" && annotatable(e) {
					out = append(out, e)
				}
				return true
			})
		}
	}
	return out
}

// addReferenced adds messages, signals, errors, categories and data objects
// that the copied elements name.
func (c *copier) addReferenced() {
	seen := map[bpmn.Element]bool{}
	var visit func(el bpmn.Element)
	visit = func(el bpmn.Element) {
		bpmn.Walk(el, func(e bpmn.Element) bool {
			if !c.in[e] && !seen[e] && el != e {
				c.in[e] = true
			}
			for _, a := range e.Node().El.Attr {
				if a.Space != "" || a.Key == "id" || a.Key == "sourceRef" || a.Key == "targetRef" {
					continue
				}
				r := e.Ref(a.Key)
				if r.IsZero() || c.in[r] || seen[r] || !bpmn.IsReference(a.Key) {
					continue
				}
				if r.Kind() == bpmn.CategoryValue {
					r = r.Parent()
				}
				if seen[r] {
					continue
				}
				switch {
				case r.Parent() == c.doc.Definitions() && r.Kind().Is(bpmn.DefinitionClass):
					seen[r] = true
					c.defs = append(c.defs, r)
					visit(r)
				case r.Kind() == bpmn.DataObject:
					seen[r] = true
					c.roots = append(c.roots, r)
					c.addDeep(r)
				}
			}
			return true
		})
	}
	for _, el := range append(append([]bpmn.Element(nil), c.roots...), c.procs...) {
		visit(el)
	}
}

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
	const own = "copydi"
	defs.CreateAttr("xmlns:"+own, bpmn.NSDI)
	return own
}
