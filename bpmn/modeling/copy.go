package modeling

import (
	"fmt"

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
