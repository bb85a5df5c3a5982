package modeling

import (
	"fmt"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// Paste puts the content of a BPMN document, such as Copy makes, into a
// container, centred at a point. Everything gets new ids, and references inside
// the pasted elements follow; messages, signals, errors and data objects that
// the document has already are used as they are. It returns the shapes that
// were pasted at the top, for selecting them.
func Paste(tx *bpmn.Tx, xml string, target bpmn.Element, at geom.Point) ([]bpmn.Element, error) {
	src, err := bpmn.Parse("clipboard", []byte(xml))
	if err != nil {
		return nil, fmt.Errorf("paste: the clipboard holds no BPMN")
	}
	if err := src.Prepare(layout.Missing); err != nil { // a model without a diagram gets one
		return nil, fmt.Errorf("paste: %w", err)
	}
	p := &paster{tx: tx, src: src, ids: map[string]string{}, used: map[string]bool{}, made: map[bpmn.Element]bpmn.Element{}, to: ContainerAt(target)}
	if p.to.IsZero() {
		return nil, fmt.Errorf("paste: outside of the diagram")
	}
	return p.run(at)
}

// CanPaste says whether a text is a BPMN document that can be pasted into a
// container.
func CanPaste(xml string, target bpmn.Element) Verdict {
	src, err := bpmn.Parse("clipboard", []byte(xml))
	if err != nil {
		return No("the clipboard holds no BPMN")
	}
	c := ContainerAt(target)
	p := &paster{src: src, to: c}
	for _, el := range p.tops() {
		if el.Kind().Is(bpmn.ConnectionClass) || el.Kind() == bpmn.DataObject || el.Kind() == bpmn.BoundaryEvent {
			continue
		}
		if v := canHold(c, el.Kind(), el.Definition(), false); !v.OK {
			return v
		}
	}
	return Yes()
}

// Duplicate pastes a copy of elements beside them, in the same container.
func Duplicate(tx *bpmn.Tx, elements []bpmn.Element, delta geom.Point) ([]bpmn.Element, error) {
	m := newMover(elements)
	if len(m.roots) == 0 {
		return nil, fmt.Errorf("duplicate: nothing that can be copied is selected")
	}
	xml, err := Copy(elements)
	if err != nil {
		return nil, err
	}
	var box geom.Rect
	for _, s := range m.shapes {
		box = box.Union(s.Bounds())
	}
	return Paste(tx, xml, holderTarget(m.roots[0].Element), box.Center().Add(delta))
}

// paster brings the elements of one document into another.
type paster struct {
	tx   *bpmn.Tx
	src  *bpmn.Document
	to   Container
	ids  map[string]string             // id in the source → id here
	used map[string]bool               // ids given out
	made map[bpmn.Element]bpmn.Element // source element → new element
}

// tops returns what stands at the top of the source: the content of its
// processes, or its pools with their message flows.
func (p *paster) tops() []bpmn.Element {
	var out []bpmn.Element
	for _, c := range p.src.RootElements(bpmn.Collaboration) {
		for _, k := range c.Children() {
			if k.Kind() == bpmn.Participant || k.Kind().Is(bpmn.ArtifactClass) || k.Kind().Is(bpmn.ConnectionClass) {
				out = append(out, k)
			}
		}
	}
	for _, proc := range p.src.Processes() {
		if !proc.Participant().IsZero() {
			continue
		}
		for _, k := range proc.Children() {
			if isContent(k) {
				out = append(out, k)
			}
		}
		for _, k := range proc.Child("ioSpecification").Children() {
			if k.Kind().Is(bpmn.DataClass) {
				out = append(out, k)
			}
		}
	}
	return out
}

func (p *paster) run(at geom.Point) ([]bpmn.Element, error) {
	tops := p.tops()
	pools := false
	for _, el := range tops {
		pools = pools || el.Kind() == bpmn.Participant
	}
	if pools {
		if err := p.readyForPools(); err != nil {
			return nil, err
		}
	}
	p.definitions()
	for _, el := range tops {
		p.name(el)
		if proc := el.Ref("processRef"); el.Kind() == bpmn.Participant && !proc.IsZero() {
			p.name(proc)
		}
	}
	for _, el := range tops {
		if err := p.put(el); err != nil {
			return nil, err
		}
	}
	return p.draw(tops, at)
}

// readyForPools makes the plane one of a collaboration.
func (p *paster) readyForPools() error {
	c := p.to
	switch {
	case c.Element.Kind() == bpmn.Collaboration:
		return nil
	case c.Element.Kind() == bpmn.Process && c.Shape.IsZero():
	default:
		return fmt.Errorf("paste: a pool stands beside other pools, not inside an element")
	}
	if len(c.Element.FlowElements()) > 0 {
		w, h := Variant{Kind: bpmn.Participant}.Size()
		center := contentBounds(c.Plane, nil).Center()
		if _, err := createPool(p.tx, Variant{Kind: bpmn.Participant}, c, geom.RectAround(center, w, h).Round()); err != nil {
			return err
		}
	} else {
		collaborate(p.tx, c)
		if len(c.Element.Children()) == 0 {
			p.tx.Remove(c.Element)
		}
	}
	p.to = ContainerAt(c.Plane)
	return nil
}

// definitions brings the root elements along that the target doesn't have.
func (p *paster) definitions() {
	defs := p.tx.Document().Definitions()
	for _, el := range p.src.Definitions().Children() {
		if !el.Kind().Is(bpmn.DefinitionClass) || el.ID() == "" {
			continue
		}
		// A category is a group's own text: a copied group gets one of its own.
		if have := p.tx.Document().ByID(el.ID()); have.Kind() == el.Kind() && el.Kind() != bpmn.Category {
			bpmn.Walk(el, func(e bpmn.Element) bool {
				if e.ID() != "" {
					p.ids[e.ID()] = e.ID()
				}
				return true
			})
			continue
		}
		bpmn.Walk(el, func(e bpmn.Element) bool {
			if id := e.ID(); id != "" && hasOwnID(e) {
				if p.tx.Document().HasID(id) {
					id = p.tx.NewID(prefixOf(e))
				}
				p.ids[e.ID()] = id
			}
			return true
		})
		p.tx.InsertXML(defs, p.translate(el.Node().El, el, defs))
	}
}

func prefixOf(e bpmn.Element) string {
	if k := e.Kind(); k != bpmn.Unknown {
		return k.Info().IDPrefix
	}
	id := e.ID()
	if i := strings.LastIndexByte(id, '_'); i > 0 {
		return id[:i]
	}
	tag := e.Tag()
	return strings.ToUpper(tag[:1]) + tag[1:]
}

// name gives an element and all in it their new ids.
func (p *paster) name(el bpmn.Element) {
	if obj := p.sharedObject(el); !obj.IsZero() {
		p.ids[el.ID()] = obj.ID()
		return
	}
	bpmn.Walk(el, func(e bpmn.Element) bool {
		if id := e.ID(); id != "" && p.ids[id] == "" && hasOwnID(e) {
			p.ids[id] = p.fresh(e)
		}
		return true
	})
}

// hasOwnID reports whether an element's id is a name for the element alone. In
// extensions it means something else, and the ids of an activity's data items
// are names of variables, by which scripts know them.
func hasOwnID(e bpmn.Element) bool {
	if e.Node().NS != bpmn.NS {
		return false
	}
	switch e.Tag() {
	case "inputDataItem", "outputDataItem":
		return e.Attr("name") != "" && e.Attr("name") != e.ID()
	case "dataInput", "dataOutput":
		return e.Parent().Parent().Kind() == bpmn.Process || e.Attr("name") != e.ID()
	}
	return true
}

// fresh returns a new id for an element. The id of a data object or of a
// process's data input or output is a variable's name: it stays when it is free.
func (p *paster) fresh(e bpmn.Element) string {
	if (e.Kind() == bpmn.DataObject || e.Kind() == bpmn.DataInput || e.Kind() == bpmn.DataOutput) && !p.tx.Document().HasID(e.ID()) {
		return e.ID()
	}
	for {
		id := p.tx.NewID(prefixOf(e))
		if !p.used[id] {
			p.used[id] = true
			return id
		}
	}
}

// sharedObject returns the data object of the target scope that a pasted one
// means.
func (p *paster) sharedObject(el bpmn.Element) bpmn.Element {
	if el.Kind() != bpmn.DataObject || p.to.Scope().IsZero() {
		return bpmn.Element{}
	}
	have := p.tx.Document().ByID(el.ID())
	for s := p.to.Scope(); have.Kind() == bpmn.DataObject && !s.IsZero(); s = s.Scope() {
		if have.Parent() == s {
			return have
		}
	}
	return bpmn.Element{}
}

// put inserts one element where it belongs.
func (p *paster) put(el bpmn.Element) error {
	doc, k := p.tx.Document(), el.Kind()
	if k == bpmn.DataObject && p.ids[el.ID()] != "" && doc.HasID(p.ids[el.ID()]) {
		return nil
	}
	var home bpmn.Element
	switch {
	case k == bpmn.Participant:
		home = p.to.Element
		if proc := el.Ref("processRef"); !proc.IsZero() {
			defs := doc.Definitions()
			p.made[proc] = p.tx.InsertXML(defs, p.translate(proc.Node().El, proc, defs))
		}
	case k == bpmn.MessageFlow:
		home = p.to.Element
		if home.Kind() != bpmn.Collaboration {
			home = home.Participant().Parent()
		}
	case k.Is(bpmn.ArtifactClass), k == bpmn.Association:
		home = p.to.artifactParent()
	case k == bpmn.DataInput, k == bpmn.DataOutput:
		home = p.to.Scope()
		if home.IsZero() {
			return fmt.Errorf("paste: there is no process here")
		}
		port := newDataPort(p.tx, k, home, bpmn.Attribute{Name: "id", Value: p.ids[el.ID()]})
		spec := port.Parent()
		p.tx.Remove(port) // its place in the sets stays, for the copy with all that the original holds
		p.made[el] = p.tx.InsertXML(spec, p.translate(el.Node().El, el, spec))
		return nil
	case k == bpmn.DataStoreReference && p.to.Scope().IsZero():
		home = firstProcess(p.to.Element)
	default:
		home = p.to.Scope()
	}
	if home.IsZero() {
		return fmt.Errorf("paste: %s", canHold(p.to, k, el.Definition(), false).Reason)
	}
	p.made[el] = p.tx.InsertXML(home, p.translate(el.Node().El, el, home))
	return nil
}

// translate copies an element with the prefixes of the target and the new ids.
func (p *paster) translate(e *etree.Element, el bpmn.Element, home bpmn.Element) *etree.Element {
	n := el.Node()
	out := etree.NewElement(e.Tag)
	out.Space = p.prefix(home, n.NS, false, e.Space)
	for _, a := range e.Attr {
		if a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns" {
			continue
		}
		key, value := a.Key, a.Value
		if a.Space != "" {
			uri := n.URI(a.Space)
			key = p.prefix(home, uri, true, a.Space) + ":" + a.Key
			if uri == bpmn.NSXSI && a.Key == "type" {
				value = p.qname(home, el, value)
			}
		} else if n.NS == bpmn.NS && (a.Key == "id" && hasOwnID(el) || bpmn.IsReference(a.Key)) {
			value = p.renamed(value)
		}
		out.CreateAttr(key, value)
	}
	var kids []bpmn.Element
	if n != nil {
		kids = el.Children()
	}
	ref := n.NS == bpmn.NS && bpmn.IsReferenceChild(e.Tag)
	i := 0
	for _, t := range e.Child {
		switch t := t.(type) {
		case *etree.Element:
			out.AddChild(p.translate(t, kids[i], home))
			i++
		case *etree.CharData:
			switch text := t.Data; {
			case len(kids) > 0 && strings.TrimSpace(text) == "":
			case ref:
				out.AddChild(etree.NewText(p.renamed(text)))
			case t.IsCData():
				out.AddChild(etree.NewCData(text))
			default:
				out.AddChild(etree.NewText(text))
			}
		}
	}
	return out
}

// renamed returns what an id or reference is called here.
func (p *paster) renamed(value string) string {
	text := strings.TrimSpace(value)
	if i := strings.LastIndexByte(text, ':'); i >= 0 {
		text = text[i+1:]
	}
	if id := p.ids[text]; id != "" {
		return id
	}
	return value
}

// prefix returns the prefix for a namespace in the target. Elements without a
// namespace keep none.
func (p *paster) prefix(home bpmn.Element, uri string, attr bool, was string) string {
	if uri == "" {
		return ""
	}
	if was == "xml" {
		return was
	}
	return p.tx.Prefix(home, uri, attr)
}

// qname brings a type name such as bpmn:tFormalExpression to the prefix here.
func (p *paster) qname(home, el bpmn.Element, value string) string {
	space, local, ok := strings.Cut(value, ":")
	if !ok {
		space, local = "", value
	}
	uri := el.Node().URI(space)
	if uri == "" {
		return value
	}
	if prefix := p.tx.Prefix(home, uri, false); prefix != "" {
		return prefix + ":" + local
	}
	return local
}
