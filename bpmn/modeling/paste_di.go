package modeling

import (
	"fmt"

	"github.com/beevik/etree"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

// draw brings the diagrams of what was pasted along: the first one into the
// plane, those of sub-processes as planes of their own. It returns the shapes
// at the top.
func (p *paster) draw(tops []bpmn.Element, at geom.Point) ([]bpmn.Element, error) {
	planes := p.src.Planes()
	var main bpmn.Element
	for _, pl := range planes {
		if !pl.Semantic().Kind().IsSubProcess() {
			main = pl
			break
		}
	}
	if main.IsZero() {
		return nil, fmt.Errorf("paste: the clipboard holds a model without a diagram")
	}
	content := shapesAndEdges(main.Children())
	delta := at.Sub(boxOf(content).Center()).Round()
	top := map[string]bool{}
	for _, el := range tops {
		top[p.ids[el.ID()]] = true
	}
	var pasted []bpmn.Element
	for _, di := range content {
		made, ok := p.drawOne(di, p.to.Plane, delta)
		if !ok {
			continue
		}
		if s := made.AsShape(); !s.IsZero() {
			p.tx.Hint(placed, made)
		}
		if top[made.Semantic().ID()] {
			pasted = append(pasted, made)
			p.tx.Hint(dropped, made)
		}
	}
	for _, pl := range planes {
		if pl == main || p.ids[pl.Semantic().ID()] == "" {
			continue
		}
		sub := p.tx.Document().ByID(p.ids[pl.Semantic().ID()])
		if sub.IsZero() {
			continue
		}
		plane := addPlane(p.tx, sub)
		for _, di := range shapesAndEdges(pl.Children()) {
			p.drawOne(di, plane, geom.Point{})
		}
	}
	return pasted, nil
}

// drawOne copies one shape or edge, moved by delta.
func (p *paster) drawOne(di, plane bpmn.Element, delta geom.Point) (bpmn.Element, bool) {
	el := di.Semantic()
	id, ok := p.ids[el.ID()]
	if !ok || el.IsZero() || !p.tx.Document().HasID(id) || p.tx.Document().ByID(id).Kind() == bpmn.DataObject {
		return bpmn.Element{}, false
	}
	e := p.translate(di.Node().El, di, plane)
	e.CreateAttr("id", p.diID(id))
	e.CreateAttr("bpmnElement", id)
	dropLabelStyles(e)
	made := p.tx.InsertXML(plane, e)
	if s := made.AsShape(); !s.IsZero() {
		p.tx.SetBounds(s, s.Bounds().Moved(delta))
	} else {
		edge := made.AsEdge()
		p.tx.SetWaypoints(edge, edge.Waypoints().Moved(delta))
	}
	if r, ok := made.LabelBounds(); ok {
		p.tx.SetLabelBounds(made, r.Moved(delta))
	}
	return made, true
}

func (p *paster) diID(id string) string {
	if !p.tx.Document().HasID(id + "_di") {
		return id + "_di"
	}
	return p.tx.NewID(id + "_di")
}

// dropLabelStyles removes what names label styles of the other diagram.
func dropLabelStyles(e *etree.Element) {
	for _, label := range e.ChildElements() {
		label.RemoveAttr("labelStyle")
		label.RemoveAttr("id")
	}
	for _, a := range []string{"sourceElement", "targetElement", "choreographyActivityShape"} {
		e.RemoveAttr(a)
	}
}
