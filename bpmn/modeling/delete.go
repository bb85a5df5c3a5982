package modeling

import (
	"fmt"

	"spiffmodeler/bpmn"
)

// Delete deletes elements with all that can't be without them: content,
// boundary events, connections, shapes and edges. A flow node in the middle of
// one flow leaves a flow from what was before it to what came after it.
func Delete(tx *bpmn.Tx, elements ...bpmn.Element) error {
	d := newDeletion(tx)
	for _, e := range elements {
		el := e.Semantic()
		if el.IsZero() { // a shape of nothing
			d.take(e)
			continue
		}
		if err := CanDelete(el).Err(); err != nil {
			return fmt.Errorf("delete %s: %w", el.Title(), err)
		}
		if !d.asked[el] {
			d.asked[el] = true
			d.roots = append(d.roots, el)
		}
	}
	for _, el := range d.roots {
		d.collect(el)
	}
	return d.run()
}

// deletion collects what goes before anything does.
type deletion struct {
	tx    *bpmn.Tx
	roots []bpmn.Element
	asked map[bpmn.Element]bool // the roots
	gone  map[bpmn.Element]bool
	order []bpmn.Element
}

func newDeletion(tx *bpmn.Tx) *deletion {
	return &deletion{tx: tx, asked: map[bpmn.Element]bool{}, gone: map[bpmn.Element]bool{}}
}

func (d *deletion) take(e bpmn.Element) bool {
	if e.IsZero() || d.gone[e] {
		return false
	}
	d.gone[e] = true
	d.order = append(d.order, e)
	return true
}

// collect takes an element, its DI and everything that hangs on it.
func (d *deletion) collect(el bpmn.Element) {
	if !d.take(el) {
		return
	}
	doc := d.tx.Document()
	for _, s := range doc.ShapesOf(el) {
		d.take(s.Element)
	}
	for _, e := range doc.EdgesOf(el) {
		d.take(e.Element)
	}
	if p := doc.PlaneOf(el); !p.IsZero() {
		d.take(p.Parent())
	}
	if el.Kind().Is(bpmn.DefinitionClass) {
		return
	}
	for _, con := range el.Connections() {
		d.collect(con)
	}
	for _, b := range el.BoundaryEvents() {
		d.collect(b)
	}
	switch k := el.Kind(); {
	case k == bpmn.Participant:
		if p := el.Ref("processRef"); !p.IsZero() && d.lastPool(el, p) {
			d.process(el, p)
		}
	case k == bpmn.Process || k.IsSubProcess():
		d.content(el)
	case k == bpmn.Lane:
		d.lanes(el)
	}
}

// lanes takes the shapes of the lanes in a lane.
func (d *deletion) lanes(el bpmn.Element) {
	for _, l := range el.Lanes() {
		d.shapesOf(l)
		d.lanes(l)
	}
}

func (d *deletion) content(el bpmn.Element) {
	for _, c := range el.Children() {
		switch {
		case c.Tag() == "ioSpecification", c.Kind() == bpmn.LaneSet, c.Tag() == "childLaneSet", c.Kind() == bpmn.Lane:
			d.shapesOf(c)
			d.content(c)
		case isContent(c):
			d.collect(c)
		}
	}
}

// process takes the process of a deleted pool. That of the last pool stays,
// empty: the diagram turns back into the process's.
func (d *deletion) process(pool, p bpmn.Element) {
	for _, other := range pool.Parent().ChildrenNamed("participant") {
		if other != pool && !d.goes(other) && !d.isRoot(other) {
			d.collect(p)
			return
		}
	}
	d.content(p)
	for _, set := range p.ChildrenNamed("laneSet") {
		d.take(set)
	}
	if spec := p.Child("ioSpecification"); !spec.IsZero() {
		d.take(spec)
	}
}

// isContent reports whether an element is drawn inside the process or
// sub-process that holds it.
func isContent(e bpmn.Element) bool {
	k := e.Kind()
	return k.IsFlowNode() || k.Is(bpmn.DataClass) || k.Is(bpmn.ArtifactClass) || k == bpmn.DataObject ||
		k == bpmn.SequenceFlow || k == bpmn.Association
}

// shapesOf takes the shapes of a part that goes with its parent.
func (d *deletion) shapesOf(el bpmn.Element) {
	if el.ID() == "" {
		return
	}
	for _, s := range d.tx.Document().ShapesOf(el) {
		d.take(s.Element)
	}
}

// lastPool reports whether no other pool shows the process.
func (d *deletion) lastPool(pool, process bpmn.Element) bool {
	for _, r := range d.tx.Document().References(process.ID()) {
		if r.Name == "processRef" && r.From != pool && r.From.Kind() == bpmn.Participant && !d.gone[r.From] {
			return false
		}
	}
	return true
}

func (d *deletion) run() error {
	var shapes []bpmn.Shape
	if len(d.roots) <= mostDropped {
		for _, el := range d.roots {
			shapes = append(shapes, d.tx.Document().ShapesOf(el)...)
		}
	}
	left := vacate(shapes)
	joins := d.joins()
	for _, j := range joins {
		d.gone[j.in] = false
		for _, e := range d.tx.Document().EdgesOf(j.in) {
			d.gone[e.Element] = false
		}
	}
	for _, j := range joins {
		j.apply(d.tx)
	}
	for _, el := range d.roots {
		if s := el.Shape(); el.Kind() == bpmn.Lane && !s.IsZero() && !d.gone[poolShape(s).Element] {
			a := arrange(d.tx)
			giveRoom(a, s)
			a.finish()
			d.tx.Remove(s.Element) // so that the next lane to go doesn't count on it
		}
	}
	out := d.references()
	for _, e := range d.order {
		if d.gone[e] {
			out = append(out, e)
		}
	}
	d.tx.RemoveAll(out)
	straighten(d.tx, left)
	return nil
}

// references returns the elements that hold nothing but the id of a deleted
// element, and removes the attributes that do.
func (d *deletion) references() []bpmn.Element {
	doc := d.tx.Document()
	var out []bpmn.Element
	for _, e := range d.order {
		if !d.gone[e] || e.IsDI() || e.ID() == "" || len(doc.AllByID(e.ID())) > 1 {
			continue
		}
		for _, r := range doc.References(e.ID()) {
			switch {
			case d.goes(r.From):
			case r.IsAttr():
				d.tx.RemoveReference(r)
			default:
				out = append(out, r.Holder())
			}
		}
	}
	return out
}

// goes reports whether an element is deleted itself or with something around.
func (d *deletion) goes(e bpmn.Element) bool {
	for p := e; !p.IsZero(); p = p.Parent() {
		if d.gone[p] {
			return true
		}
	}
	return false
}
