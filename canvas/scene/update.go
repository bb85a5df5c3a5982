package scene

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// Update brings the scene in step with a change of the document. Only the items
// that the change touches are made anew.
func (s *Scene) Update(c *bpmn.Change) {
	if !s.plane.IsLive() {
		s.plane = bpmn.Element{}
	}
	if s.plane.IsZero() || s.foldsOrUnfolds(c) {
		s.rebuild()
		return
	}
	var lines []geom.Rect
	moved := func(it *Item) {
		if it != nil && it.mayJump() {
			lines = append(lines, it.box)
		}
	}
	for _, di := range s.touched(c) {
		if old := s.items[di]; old != nil {
			moved(old)
			s.drop(old)
		}
		if di.IsLive() && di.Parent() == s.plane {
			s.put(di)
			moved(s.items[di])
		}
	}
	s.jumpAround(lines)
}

// Peek returns the items that a change touches as they would be, without
// putting them into the scene: the picture of a preview. Items that the change
// removes are missing.
func (s *Scene) Peek(c *bpmn.Change) []*Item {
	var out []*Item
	for _, di := range s.touched(c) {
		if !di.IsLive() || di.Parent() != s.plane {
			continue
		}
		if it := s.build(di); it != nil {
			it.measure()
			out = append(out, it)
		}
	}
	sortItems(out)
	return out
}

// foldsOrUnfolds reports whether the change collapses or expands a sub-process
// here, which shows or hides others.
func (s *Scene) foldsOrUnfolds(c *bpmn.Change) bool {
	for _, list := range [...][]bpmn.Element{c.Changed, c.Added} {
		for _, di := range list {
			sh := di.AsShape()
			if sh.IsZero() || sh.Parent() != s.plane {
				continue
			}
			if e := sh.Semantic(); e.Kind().IsSubProcess() && s.closed[e] == sh.IsExpanded() {
				return true
			}
		}
	}
	return false
}

// touched returns the shapes and edges, of this plane or no longer of it, that
// look different after a change.
func (s *Scene) touched(c *bpmn.Change) []bpmn.Element {
	seen := map[bpmn.Element]bool{}
	var out []bpmn.Element
	add := func(di bpmn.Element) {
		if !di.IsZero() && !seen[di] && (s.items[di] != nil || di.Parent() == s.plane) {
			seen[di] = true
			out = append(out, di)
		}
	}
	for _, e := range c.Removed {
		if e.IsDI() {
			add(e)
			s.doorOf(e, add)
		} else if e.Kind() == bpmn.BoundaryEvent {
			s.hostsOf(e, add)
		}
	}
	for _, list := range [...][]bpmn.Element{c.Changed, c.Added} {
		for _, e := range list {
			if e.IsDI() {
				add(e)
				s.doorOf(e, add)
				continue
			}
			s.drawnFrom(e, add)
		}
	}
	return out
}

// doorOf calls add for the shape with the door to a plane.
func (s *Scene) doorOf(plane bpmn.Element, add func(bpmn.Element)) {
	if plane.Kind() != bpmn.Plane {
		return
	}
	for _, x := range s.doc.ShapesOf(s.doc.ByID(plane.Attr("bpmnElement"))) {
		add(x.Element)
	}
}

// hostsOf calls add for the shapes that a boundary event stands at or stood at: names keep
// clear of them.
func (s *Scene) hostsOf(event bpmn.Element, add func(bpmn.Element)) {
	for _, x := range s.doc.ShapesOf(event.AttachedTo()) {
		add(x.Element)
	}
	for di, it := range s.items {
		if it.figure != nil && it.figure.Traits.EventsAttached && len(it.Element.BoundaryEvents()) == 0 {
			add(di)
		}
	}
}

// drawnFrom calls add for the shapes and edges whose picture depends on an
// element.
func (s *Scene) drawnFrom(e bpmn.Element, add func(bpmn.Element)) {
	showing := func(e bpmn.Element) {
		for _, x := range s.doc.ShapesOf(e) {
			add(x.Element)
		}
		for _, x := range s.doc.EdgesOf(e) {
			add(x.Element)
		}
	}
	showing(e)
	k := e.Kind()
	if k == bpmn.BoundaryEvent {
		s.hostsOf(e, add)
	}
	switch {
	case k.IsFlowNode():
		// Which flow is the default and what a condition looks like is known at
		// the source.
		for _, f := range e.Outgoing() {
			showing(f)
		}
		// A collapsed event sub-process shows the event that starts it.
		if p := e.Parent(); k == bpmn.StartEvent && p.IsEventSubProcess() {
			showing(p)
		}
	case k.Is(bpmn.DefinitionClass) && e.ID() != "":
		// The name of a message, the value of a category, the collection flag of
		// a data object.
		for _, r := range s.doc.References(e.ID()) {
			for x := r.From; !x.IsZero(); x = x.Parent() {
				if x.Kind() != bpmn.Unknown {
					showing(x)
					break
				}
			}
		}
	case k == bpmn.Process:
		// A pool without a process looks different.
		for _, r := range s.doc.References(e.ID()) {
			if r.From.Kind() == bpmn.Participant {
				showing(r.From)
			}
		}
	}
}
