package modeling

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

// KeepLaneMembers keeps the flowNodeRefs of lanes in step with where flow nodes
// and lanes are: a node belongs to every lane that its centre lies in.
func KeepLaneMembers(tx *bpmn.Tx, c *bpmn.Change) error {
	m := members{tx: tx, lanes: map[bpmn.Element][]laneBox{}}
	done := map[bpmn.Element]bool{}
	for _, e := range touched(c, placed, tx) {
		el := e.Semantic()
		switch {
		case el.Kind() == bpmn.Lane:
			if p := el.Process(); !done[p] {
				done[p] = true
				m.all(p, e.Plane())
			}
		case el.Kind().IsFlowNode():
			if s := shapeOf(e); !done[el.Parent()] && !s.IsZero() {
				m.one(el, el.Parent(), s)
			}
		}
	}
	return nil
}

type laneBox struct {
	lane bpmn.Element
	box  geom.Rect
}

type members struct {
	tx    *bpmn.Tx
	lanes map[bpmn.Element][]laneBox // by process
}

// of returns the lanes of a process as they are drawn on a plane.
func (m members) of(process, plane bpmn.Element) []laneBox {
	list, ok := m.lanes[process]
	if !ok {
		for _, set := range process.ChildrenNamed("laneSet") {
			for _, s := range laneShapes(set, plane) {
				list = append(list, laneBox{s.Semantic(), s.Bounds()})
			}
		}
		m.lanes[process] = list
	}
	return list
}

// all brings every flow node of a process in step.
func (m members) all(process, plane bpmn.Element) {
	for n := range process.Node().Children {
		if el := bpmn.ElementOf(n); el.Kind().IsFlowNode() {
			if s := layout.ShapeOn(el, plane); !s.IsZero() {
				m.one(el, process, s)
			}
		}
	}
}

// one brings a flow node in step. Nodes inside sub-processes belong to no lane.
func (m members) one(el, process bpmn.Element, s bpmn.Shape) {
	if process.Kind() != bpmn.Process {
		return
	}
	lanes := m.of(process, s.Plane())
	if len(lanes) == 0 {
		return
	}
	center := s.Bounds().Center()
	want := map[bpmn.Element]bool{}
	for _, l := range lanes {
		if l.box.Contains(center) {
			want[l.lane] = true
		}
	}
	for _, r := range m.tx.Document().References(el.ID()) {
		if r.Name != "flowNodeRef" || r.IsAttr() {
			continue
		}
		if want[r.From] {
			delete(want, r.From)
			continue
		}
		if drawn(lanes, r.From) {
			m.tx.RemoveReference(r)
		}
	}
	for _, l := range lanes {
		if want[l.lane] {
			m.tx.SetText(m.tx.Add(l.lane, "flowNodeRef"), el.ID())
		}
	}
}

// drawn reports whether a lane is among those with a shape: what isn't drawn
// can't be judged.
func drawn(lanes []laneBox, lane bpmn.Element) bool {
	for _, l := range lanes {
		if l.lane == lane {
			return true
		}
	}
	return false
}
