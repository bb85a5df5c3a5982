package scene

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
)

// build makes the item of a shape or edge from the document. It is nil for what
// shows nothing: an unknown child of the plane, a shape or edge whose element
// is missing, an edge with fewer than two points, what lies inside of a
// sub-process that is collapsed here. What it reaches isn't known yet; see
// measure.
func (s *Scene) build(di bpmn.Element) *Item {
	e := di.Semantic()
	if k := di.Kind(); k != bpmn.ShapeDI && k != bpmn.EdgeDI || e.IsZero() || s.isFolded(e) {
		return nil
	}
	it := &Item{DI: di, Element: e, Kind: e.Kind()}
	mark := s.marks[e.ID()]
	if sh := di.AsShape(); !sh.IsZero() {
		if sh.ChildNS(bpmn.NSDC, "Bounds").IsZero() {
			return nil
		}
		f := notation.FigureOf(sh, mark)
		it.figure = &f
		it.Bounds = it.figure.Bounds
		it.Expanded = it.Kind.IsSubProcess() && !it.figure.Traits.Collapsed || it.Kind == bpmn.SubChoreography
		it.Horizontal = it.Kind.Is(bpmn.ContainerClass) && !it.figure.Traits.Vertical
		s.placeDoor(it)
	} else {
		f := notation.FlowOf(di.AsEdge(), mark)
		if len(f.Points) < 2 {
			return nil
		}
		it.flow = &f
		it.Route = it.flow.Points
	}
	it.order = orderOf(layerOf(it), s.placeOf(di))
	if box, ok := notation.LabelBox(di); ok {
		it.Label = box
	}
	it.setCaption(mark)
	return it
}

// isFolded reports whether an element lies in a sub-process that is collapsed
// on this plane.
func (s *Scene) isFolded(e bpmn.Element) bool {
	if len(s.closed) == 0 {
		return false
	}
	if k := e.Kind(); k == bpmn.DataInputAssociation || k == bpmn.DataOutputAssociation {
		e = e.Parent() // stands inside the activity that it leads to from outside
	}
	for p := e.Parent(); !p.IsZero(); p = p.Parent() {
		if s.closed[p] {
			return true
		}
	}
	return false
}

// draw takes what a run and the findings say about an item into its figure.
func (it *Item) draw(m notation.Mark) {
	if it.IsEdge() {
		f := *it.flow
		f.Mark = m
		it.flow = &f
	} else {
		f := *it.figure
		f.Mark = m
		it.figure = &f
	}
	it.setCaption(m)
	it.measure()
}

func (it *Item) setCaption(m notation.Mark) {
	it.caption = nil
	if it.Label.Empty() {
		return
	}
	if c, ok := notation.CaptionOf(it.DI, m); ok {
		it.caption = &c
	}
}

// measure finds how far an item reaches.
func (it *Item) measure() {
	it.box, it.textBox = it.Drawing().Bounds(), it.LabelDrawing().Bounds()
	if !it.IsEdge() { // a short note is hit beside its text, too
		it.box = it.box.Union(it.Bounds)
	}
}

// Figure returns what the item's shape looks like, for ghosts and marks; the
// zero Figure for an edge.
func (it *Item) Figure() notation.Figure {
	if it.figure == nil {
		return notation.Figure{}
	}
	return *it.figure
}

// Drawing returns what is painted of the item, without the text beside it.
func (it *Item) Drawing() paint.List { return it.art().List() }

// art returns what is drawn of the item itself.
func (it *Item) art() art {
	if it.IsEdge() {
		return it.flow
	}
	return it.figure
}

// LabelDrawing returns the text beside the item.
func (it *Item) LabelDrawing() paint.List {
	if it.caption == nil {
		return nil
	}
	return it.caption.List()
}

// SetMarks sets what a run and the findings say about elements, by their ids;
// elements that are missing have no mark. Only items whose mark differs are
// painted anew.
func (s *Scene) SetMarks(marks map[string]notation.Mark) {
	old := s.marks
	s.marks = make(map[string]notation.Mark, len(marks))
	differs := func(id string, m notation.Mark) {
		e := s.doc.ByID(id)
		for _, it := range s.ItemsOf(e) {
			s.hide(it)
			it.draw(m)
			s.show(it)
		}
	}
	for id, m := range marks {
		if m == (notation.Mark{}) {
			continue
		}
		s.marks[id] = m
		if old[id] != m {
			differs(id, m)
		}
	}
	for id := range old {
		if _, still := s.marks[id]; !still {
			differs(id, notation.Mark{})
		}
	}
}
