package editor

import (
	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// Crumb is one step of the way from the whole to the plane that is shown.
type Crumb struct {
	Title string
	Plane bpmn.Element
}

// Plane returns the plane that is shown.
func (ed *Editor) Plane() bpmn.Element { return ed.scene.Plane() }

// Breadcrumbs returns the way from the outermost plane to the one that is
// shown; a single step at the top.
func (ed *Editor) Breadcrumbs() []Crumb {
	var out []Crumb
	for p := ed.scene.Plane(); !p.IsZero() && len(out) < 100; p = modeling.ParentPlane(p) {
		out = append([]Crumb{{p.Semantic().Title(), p}}, out...)
	}
	return out
}

// Roots returns the planes that no sub-process leads to: the diagrams of a file
// with several.
func (ed *Editor) Roots() []Crumb {
	var out []Crumb
	for _, p := range ed.doc.Planes() {
		if modeling.ParentPlane(p).IsZero() {
			out = append(out, Crumb{p.Semantic().Title(), p})
		}
	}
	return out
}

// OpenPlane shows a plane, where it was left the last time.
func (ed *Editor) OpenPlane(plane bpmn.Element) {
	if plane.IsZero() || plane == ed.scene.Plane() {
		return
	}
	ed.do(func() {
		if tools.IsDragging(ed.tool) {
			ed.Cancel()
		}
		ed.views[ed.scene.Plane()] = ed.view
		ed.show(plane)
	})
}

func (ed *Editor) show(plane bpmn.Element) {
	ed.scene = scene.NewForEditing(ed.doc, plane)
	ed.context.Scene = ed.scene
	ed.scene.SetLineJumps(ed.lineJumps)
	ed.scene.SetMarks(ed.marks)
	ed.scene.TakeDamage()
	ed.looks, ed.editing, ed.preview, ed.reading = nil, tools.Ref{}, nil, nil
	ed.selection.Set()
	size := ed.view
	if v, ok := ed.views[plane]; ok {
		ed.view = v
		ed.view.W, ed.view.H = size.W, size.H
	} else {
		ed.showFirst()
	}
	ed.tool = &tools.Select{}
	ed.pending |= Replaced | Viewed | Selected | Hinted | Painted
}

// Enter shows the plane of a collapsed sub-process.
func (ed *Editor) Enter(subProcess bpmn.Element) {
	ed.OpenPlane(modeling.PlaneFor(subProcess))
}

// Leave shows the plane on which the present one's sub-process is drawn, and
// selects that. It reports whether there was one.
func (ed *Editor) Leave() bool {
	from := ed.scene.Plane()
	up := modeling.ParentPlane(from)
	if up.IsZero() {
		return false
	}
	ed.OpenPlane(up)
	ed.Select(from.Semantic())
	return true
}

// Find shows an element, wherever it is drawn, and selects it. It reports
// whether it is drawn anywhere.
func (ed *Editor) Find(e bpmn.Element) bool {
	di := e.Semantic().Shape().Element
	if di.IsZero() {
		di = e.Semantic().Edge().Element
	}
	if ed.scene.ItemOf(e.Semantic()) == nil {
		if di.IsZero() {
			return false
		}
		ed.OpenPlane(di.Plane())
	}
	ed.Select(e)
	ed.Reveal()
	return ed.selection.Len() > 0
}

// leaveDeadPlane shows another plane when the one that was shown is gone.
func (ed *Editor) leaveDeadPlane() {
	for p := range ed.views {
		if !p.IsLive() {
			delete(ed.views, p)
		}
	}
	if planes := ed.doc.Planes(); len(planes) > 0 {
		ed.show(planes[0])
	}
}
