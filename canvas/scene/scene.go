// Package scene knows what is where on one plane of a document: the items in
// z-order with what they look like, which of them lies under a point, what a
// change of the document touched. It is fed with changes and hands out
// snapshots that painters read from other goroutines.
package scene

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/notation"
)

// Scene shows one plane of a document. It belongs to the goroutine of the
// document.
type Scene struct {
	doc   *bpmn.Document
	plane bpmn.Element
	items map[bpmn.Element]*Item // by shape or edge
	index index

	// place is where a shape or edge stands in the file. It outlives the item,
	// so that what undo brings back takes its old place in the z-order.
	place map[bpmn.Element]uint32
	next  uint32

	// closed are the sub-processes whose shape on this plane is collapsed: what
	// the file draws of their content here isn't shown.
	closed map[bpmn.Element]bool
	doors  bool // see NewForEditing
	jumps  bool // see SetLineJumps

	marks  map[string]notation.Mark // by id of the element
	looks  map[bpmn.Element]Look    // by shape or edge
	damage []geom.Rect              // collected until taken

	extent geom.Rect // of all boxes; see Bounds
	known  bool      // extent is right
}

// New returns the scene of a plane, for pictures. A zero plane gives an empty
// scene.
func New(doc *bpmn.Document, plane bpmn.Element) *Scene { return build(doc, plane, false) }

// NewForEditing is New with a door at each collapsed sub-process that has a
// plane of its own: a button that leads there.
func NewForEditing(doc *bpmn.Document, plane bpmn.Element) *Scene { return build(doc, plane, true) }

func build(doc *bpmn.Document, plane bpmn.Element, doors bool) *Scene {
	s := &Scene{doc: doc, plane: plane, doors: doors,
		place: map[bpmn.Element]uint32{}, marks: map[string]notation.Mark{}, looks: map[bpmn.Element]Look{}}
	s.rebuild()
	s.damage = nil
	return s
}

// Document returns the document that the scene shows a part of.
func (s *Scene) Document() *bpmn.Document { return s.doc }

// Plane returns the plane that the scene shows.
func (s *Scene) Plane() bpmn.Element { return s.plane }

// Root returns what the plane is about: a process, a collaboration or a
// collapsed sub-process.
func (s *Scene) Root() bpmn.Element { return s.plane.Semantic() }

// Len returns the number of items.
func (s *Scene) Len() int { return len(s.items) }

// Item returns the item of a shape or edge, or nil.
func (s *Scene) Item(di bpmn.Element) *Item { return s.items[di] }

// ItemsOf returns the items that show an element on this plane.
func (s *Scene) ItemsOf(e bpmn.Element) []*Item {
	var out []*Item
	if e.IsZero() {
		return nil
	}
	for _, x := range s.doc.ShapesOf(e) {
		if it := s.items[x.Element]; it != nil {
			out = append(out, it)
		}
	}
	for _, x := range s.doc.EdgesOf(e) {
		if it := s.items[x.Element]; it != nil {
			out = append(out, it)
		}
	}
	return out
}

// ItemOf returns the first item that shows an element on this plane, or nil.
func (s *Scene) ItemOf(e bpmn.Element) *Item {
	if e.IsZero() {
		return nil
	}
	if it := s.items[e.Shape().Element]; it != nil {
		return it
	}
	if it := s.items[e.Edge().Element]; it != nil {
		return it
	}
	if list := s.ItemsOf(e); len(list) > 0 {
		return list[0]
	}
	return nil
}

// Items returns all items from back to front.
func (s *Scene) Items() []*Item {
	out := make([]*Item, 0, len(s.items))
	for _, it := range s.items {
		out = append(out, it)
	}
	sortItems(out)
	return out
}

// Bounds returns the smallest rectangle around all items; zero for an empty
// plane.
func (s *Scene) Bounds() geom.Rect {
	if !s.known {
		s.extent, s.known = geom.Rect{}, true
		for _, it := range s.items {
			s.extent = s.extent.Union(it.box).Union(it.textBox)
		}
	}
	return s.extent
}

// Shown returns the smallest rectangle around what is painted: Bounds without
// the items that are hidden.
func (s *Scene) Shown() geom.Rect {
	var r geom.Rect
	for di, it := range s.items {
		if !s.looks[di].Hidden {
			r = r.Union(it.box).Union(it.textBox)
		}
	}
	return r
}

// rebuild makes all items anew.
func (s *Scene) rebuild() {
	for _, it := range s.items {
		s.drop(it)
	}
	s.items = map[bpmn.Element]*Item{}
	s.closed = map[bpmn.Element]bool{}
	if s.plane.IsZero() {
		return
	}
	list := s.plane.Children()
	for _, di := range list {
		if sh := di.AsShape(); !sh.IsZero() && sh.Semantic().Kind().IsSubProcess() && !sh.IsExpanded() {
			s.closed[sh.Semantic()] = true
		}
	}
	// Display lists are left behind by measuring. What stays is made before and
	// after it, for not to lie scattered among them: that memory would never be
	// given back.
	made := make([]*Item, 0, len(list))
	for _, di := range list {
		if it := s.build(di); it != nil {
			made = append(made, it)
		}
	}
	for _, it := range made {
		it.measure()
	}
	for _, it := range made {
		s.items[it.DI] = it
		s.show(it)
	}
	if s.jumps {
		for _, it := range s.items {
			s.jump(it)
		}
	}
}

// put makes the item of a shape or edge, if it has one to show.
func (s *Scene) put(di bpmn.Element) {
	it := s.build(di)
	if it == nil {
		return
	}
	it.measure()
	s.items[di] = it
	s.show(it)
}

// drop takes an item out.
func (s *Scene) drop(it *Item) {
	s.hide(it)
	delete(s.items, it.DI)
}

// show makes what is painted of an item and puts it into the index.
func (s *Scene) show(it *Item) {
	s.compose(it)
	for _, e := range [...]*entry{it.body, it.label} {
		if e != nil {
			s.index.insert(e)
			s.damaged(e.box)
		}
	}
	s.known = false
}

// hide takes what is painted of an item out of the index.
func (s *Scene) hide(it *Item) {
	for _, e := range [...]*entry{it.body, it.label} {
		if e != nil {
			s.index.remove(e)
			s.damaged(e.box)
		}
	}
	s.known = false
}

func (s *Scene) damaged(r geom.Rect) { s.damage = append(s.damage, r) }

// TakeDamage returns the rectangles that look different since it was last
// called.
func (s *Scene) TakeDamage() []geom.Rect {
	d := s.damage
	s.damage = nil
	return d
}
