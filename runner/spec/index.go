package spec

import (
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/xmltree"
)

// fileIndex is what the compiler looks up in one file. It differs from the index of the document where the engine does:
// of elements with the same id the last one counts, within the process that is being read.
type fileIndex struct {
	doc  *bpmn.Document
	name string

	first, last []int32 // by node number: position in document order, and that of the last element inside
	byID        map[string][]bpmn.Element
	flows       map[string][]bpmn.Element // sequence flows by sourceRef
	attached    map[string][]bpmn.Element // boundary events by attachedToRef
	lanes       map[string]Text           // names of lanes by flow node
	tops        map[string]float64        // y of shapes by element
	keysOf      map[string][]string       // names of correlation keys by property

	processes, stores, messages, signals, errors, escalations, properties []bpmn.Element
	collaboration                                                         bpmn.Element
}

func indexFile(doc *bpmn.Document) (*fileIndex, *refusal) {
	n := doc.XML().Len()
	x := &fileIndex{
		doc: doc, name: doc.Name(),
		first: make([]int32, n), last: make([]int32, n),
		byID: make(map[string][]bpmn.Element, n/4), flows: make(map[string][]bpmn.Element, n/8),
		attached: map[string][]bpmn.Element{}, lanes: map[string]Text{}, tops: make(map[string]float64, n/8),
		keysOf: map[string][]string{},
	}
	var clock int32
	var bad *refusal
	var walk func(*xmltree.Node)
	walk = func(node *xmltree.Node) {
		i := node.Number()
		x.first[i] = clock
		clock++
		if r := x.enter(bpmn.ElementOf(node)); r != nil && bad == nil {
			bad = r
		}
		for c := range node.Children {
			walk(c)
		}
		x.last[i] = clock - 1
	}
	walk(doc.XML().Root())
	return x, bad
}

func (x *fileIndex) enter(e bpmn.Element) *refusal {
	k := e.Kind()
	if id := e.ID(); id != "" && !k.Is(bpmn.InterchangeClass) {
		x.byID[id] = append(x.byID[id], e)
	}
	switch k {
	case bpmn.Process:
		x.processes = append(x.processes, e)
	case bpmn.SequenceFlow:
		if e.HasAttr("id") {
			x.flows[e.Attr("sourceRef")] = append(x.flows[e.Attr("sourceRef")], e)
		}
	case bpmn.BoundaryEvent:
		if e.HasAttr("id") {
			x.attached[e.Attr("attachedToRef")] = append(x.attached[e.Attr("attachedToRef")], e)
		}
	case bpmn.DataStore:
		x.stores = append(x.stores, e)
	case bpmn.Message:
		x.messages = append(x.messages, e)
	case bpmn.Signal:
		x.signals = append(x.signals, e)
	case bpmn.Error:
		x.errors = append(x.errors, e)
	case bpmn.Escalation:
		x.escalations = append(x.escalations, e)
	case bpmn.CorrelationProperty:
		x.properties = append(x.properties, e)
	case bpmn.CorrelationKey:
		for _, ref := range e.ChildrenNamed("correlationPropertyRef") {
			if t := textOf(ref); t.Set {
				x.keysOf[t.Value] = append(x.keysOf[t.Value], noneText(attr(e, "name")))
			}
		}
	case bpmn.Collaboration:
		if x.collaboration.IsZero() {
			x.collaboration = e
		}
	case bpmn.ShapeDI:
		return x.enterShape(e)
	case bpmn.Unknown:
		if e.Tag() == "flowNodeRef" && e.Node().NS == bpmn.NS {
			if t := textOf(e); t.Set {
				x.lanes[t.Value] = attr(e.Parent(), "name")
			}
		}
	}
	return nil
}

// enterShape notes where a shape lies. The engine takes the first Bounds below it, even that of a label.
func (x *fileIndex) enterShape(e bpmn.Element) *refusal {
	id := attr(e, "bpmnElement")
	b := descendant(e, bpmn.NSDC, "Bounds")
	if !id.Set || b.IsZero() {
		return nil
	}
	y := 0.0
	for _, key := range [...]string{"x", "y"} {
		if a := attr(b, key); a.Set {
			v, err := strconv.ParseFloat(strings.TrimSpace(a.Value), 64)
			if err != nil && !isRange(err) {
				return refuse(e, "could not convert string to float: %s", quote(a.Value))
			}
			if key == "y" {
				y = v
			}
		}
	}
	x.tops[id.Value] = y
	return nil
}

func isRange(err error) bool {
	n, ok := err.(*strconv.NumError)
	return ok && n.Err == strconv.ErrRange
}

// within reports whether e lies below root.
func (x *fileIndex) within(root, e bpmn.Element) bool {
	r, i := root.Node().Number(), e.Node().Number()
	return x.first[i] > x.first[r] && x.first[i] <= x.last[r]
}

// inside returns the elements of a list that lie below root.
func (x *fileIndex) inside(root bpmn.Element, list []bpmn.Element) []bpmn.Element {
	all := true
	for _, e := range list {
		if !x.within(root, e) {
			all = false
		}
	}
	if all {
		return list
	}
	var out []bpmn.Element
	for _, e := range list {
		if x.within(root, e) {
			out = append(out, e)
		}
	}
	return out
}

// node returns the last element below root with the id.
func (x *fileIndex) node(root bpmn.Element, id string) bpmn.Element {
	list := x.byID[id]
	for i := len(list) - 1; i >= 0; i-- {
		if x.within(root, list[i]) {
			return list[i]
		}
	}
	return bpmn.Element{}
}

// reference returns the last reference of a kind below root with the id, or else the first one in the file.
func (x *fileIndex) reference(root bpmn.Element, id string, k bpmn.Kind) bpmn.Element {
	list := x.byID[id]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Kind() == k && x.within(root, list[i]) {
			return list[i]
		}
	}
	for _, e := range list {
		if e.Kind() == k {
			return e
		}
	}
	return bpmn.Element{}
}

// only returns the root element of a kind with the id; ok is false unless there is exactly one.
func (x *fileIndex) only(id string, k bpmn.Kind) (found bpmn.Element, ok bool) {
	for _, e := range x.byID[id] {
		if e.Kind() == k {
			if ok {
				return bpmn.Element{}, false
			}
			found, ok = e, true
		}
	}
	return found, ok
}

// textOf returns the text in front of an element's first child or comment, as the engine's XML library does. An empty
// element has none.
func textOf(e bpmn.Element) Text {
	if e.IsZero() {
		return Text{}
	}
	s := ""
	for _, tok := range e.Node().El.Child {
		c, ok := tok.(*etree.CharData)
		if !ok {
			break
		}
		s += c.Data
	}
	return Text{s, s != ""}
}

// firstText returns the text of the first thing in an element, whatever its name; the engine takes a comment for one.
func firstText(e bpmn.Element) Text {
	for _, tok := range e.Node().El.Child {
		switch tok := tok.(type) {
		case *etree.Comment:
			return Text{tok.Data, tok.Data != ""}
		case *etree.ProcInst:
			return Text{tok.Inst, tok.Inst != ""}
		case *etree.Element:
			return textOf(e.Children()[0])
		}
	}
	return Text{}
}

func attr(e bpmn.Element, name string) Text {
	if e.IsZero() {
		return Text{}
	}
	v, ok := e.Node().Attr("", name)
	return Text{v, ok}
}

func noneText(t Text) string {
	if t.Set {
		return t.Value
	}
	return "None"
}

// descendant returns the first element below e with the name, in document order.
func descendant(e bpmn.Element, ns, local string) bpmn.Element {
	for c := range e.Node().Children {
		if c.Is(ns, local) {
			return bpmn.ElementOf(c)
		}
		if d := descendant(bpmn.ElementOf(c), ns, local); !d.IsZero() {
			return d
		}
	}
	return bpmn.Element{}
}

// descendants returns all elements below e with the name, in document order.
func descendants(e bpmn.Element, ns, local string) []bpmn.Element {
	var out []bpmn.Element
	var walk func(n *xmltree.Node)
	walk = func(n *xmltree.Node) {
		for c := range n.Children {
			if c.Is(ns, local) {
				out = append(out, bpmn.ElementOf(c))
			}
			walk(c)
		}
	}
	walk(e.Node())
	return out
}

func code(t Text) *Code {
	if !t.Set {
		return nil
	}
	return NewCode(t.Value)
}
