package layout

import (
	"slices"

	"spiffmodeler/bpmn"
)

// leftOut reports whether a diagram leaves a connection out on purpose: a message flow that a
// conversation or choreography task stands for, and an association of data in a diagram that draws others, between
// ends that it draws. BPMN demands neither of them to be shown.
func (m *filler) leftOut(con, plane bpmn.Element) bool {
	switch con.Kind() {
	case bpmn.MessageFlow:
		stand := con.StandIn()
		return !stand.IsZero() && !ShapeOn(stand, plane).IsZero()
	case bpmn.DataInputAssociation, bpmn.DataOutputAssociation:
		return m.wasDrawn(con.Source(), plane) && m.wasDrawn(con.Target(), plane) && m.drawsData(plane)
	}
	return false
}

// wasDrawn reports whether an element has a shape on a plane that was not added now.
func (m *filler) wasDrawn(el, plane bpmn.Element) bool {
	s := ShapeOn(el, plane)
	return !s.IsZero() && !slices.Contains(m.added, s)
}

// drawsData reports whether the file draws associations of data on a plane.
func (m *filler) drawsData(plane bpmn.Element) bool {
	if drawn, ok := m.data[plane]; ok {
		return drawn
	}
	drawn := false
	for _, di := range plane.Children() {
		if e := di.AsEdge(); !e.IsZero() {
			k := e.Semantic().Kind()
			drawn = drawn || k == bpmn.DataInputAssociation || k == bpmn.DataOutputAssociation
		}
	}
	if m.data == nil {
		m.data = map[bpmn.Element]bool{}
	}
	m.data[plane] = drawn
	return drawn
}
