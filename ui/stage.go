package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/tools"
	"spiffmodeler/workspace"
)

// makeDiagram makes what shows the document and wires it to the window.
func (t *editorTab) makeDiagram(o *opened) {
	a := t.a
	if o.scene == nil {
		o.scene = editor.FirstScene(o.doc)
	}
	t.editor = editor.NewShowing(o.scene, clipboard{a})
	t.editor.SetGrid(a.store.Settings.Grid)
	t.editor.SetSnapping(a.store.Settings.Snapping)
	t.editor.SetLineJumps(a.store.Settings.LineJumps)
	d := canvas.New(t.editor, canvas.Options{
		Dark: isDark(), Do: a.jobs.do, Fonts: a.fonts, Still: !a.store.Settings.Animations,
		After: func(after time.Duration, f func()) func() { return a.jobs.After(after, f) },
	})
	d.OnStatus = a.status.Say
	d.OnSelection = func() {
		if a.current == t {
			a.side.Show(t)
			a.selected(t)
			a.refresh()
		}
	}
	d.OnView = func() { t.viewChanged() }
	d.OnTool = func() {
		if a.current == t {
			a.refresh()
		}
	}
	d.OnContextMenu = func(at fyne.Position) { t.contextMenu(at) }
	d.OnKey = a.typedKey
	d.OnShortcut = a.shortcut
	t.diagram, t.minimap = d, newMinimap(t)
	show(t.minimap, false)
	t.crumbs = container.New(&rowLayout{left: 2 * unit, gap: 0})
	t.showCrumbs()
}

// viewChanged follows panning, zooming and another plane.
func (t *editorTab) viewChanged() {
	if t.placed {
		t.showView()
	}
	if t.a.current != t {
		return
	}
	t.minimap.follow()
	t.a.toolbar.zoom.SetText(t.a.zoomText())
	t.a.status.SetFacts(t.a.facts())
	if p := t.editor.Plane(); p != t.plane {
		t.showCrumbs()
		t.minimap.Changed()
	}
}

// showCrumbs shows the way to the plane that is open; a document with a single
// plane has none.
func (t *editorTab) showCrumbs() {
	t.plane = t.editor.Plane()
	crumbs := t.editor.Breadcrumbs()
	roots := t.editor.Roots()
	t.crumbs.RemoveAll()
	if len(crumbs) > 1 || len(roots) > 1 {
		for i, c := range crumbs {
			if i > 0 {
				t.crumbs.Add(newIconImage("chevron-right", colorSecondary))
			}
			b := newTextButton(planeTitle(c.Plane), quietButton, func() { t.editor.OpenPlane(c.Plane); t.focus() })
			b.host, b.height = t.a.host, 24
			if i < len(crumbs)-1 {
				b.color = colorSecondary
			}
			t.crumbs.Add(b)
		}
		if len(roots) > 1 {
			var more *button
			more = newIconButton(t.a.host, "chevron-down", "Diagrams of this file", "", func() {
				var items []*fyne.MenuItem
				for _, r := range roots {
					it := fyne.NewMenuItem(planeTitle(r.Plane), func() { t.editor.OpenPlane(r.Plane); t.focus() })
					it.Checked = len(crumbs) > 0 && r.Plane == crumbs[0].Plane
					items = append(items, it)
				}
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
				t.a.popUpMenu(items, at.AddXY(0, more.Size().Height))
			})
			more.height = 24
			t.crumbs.Add(more)
		}
	}
	show(t.crumbBar, len(t.crumbs.Objects) > 0)
	t.crumbBar.Objects = []fyne.CanvasObject{newSurface(colorSurface), container.New(&topLayout{}, container.New(&barLayout{}, t.crumbs), newLine())}
	t.content.Refresh()
}

// planeTitle names a diagram: ids of collaborations tell nobody anything, the
// names of the pools do.
func planeTitle(plane bpmn.Element) string {
	e := plane.Semantic()
	if e.Name() != "" || e.Kind() != bpmn.Collaboration {
		return e.Title()
	}
	var names []string
	for _, p := range e.ChildrenNamed("participant") {
		if p.Name() != "" {
			names = append(names, p.Title())
		}
	}
	if len(names) == 0 {
		return e.Title()
	}
	return fit(strings.Join(names, ", "), 320, bodyText)
}

// barLayout gives a row the height of a thin bar.
type barLayout struct{}

const barHeight = 28

func (barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, barHeight) }

func (barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// isCanvas reports whether the focused thing is the tab's canvas.
func (t *editorTab) isCanvas(f fyne.Focusable) bool { return t.diagram != nil && f == t.diagram }

// focus gives the canvas the keyboard.
func (t *editorTab) focus() {
	if t.diagram != nil {
		t.a.win.Canvas().Focus(t.diagram)
	}
}

// openMenu opens one of the menus of the canvas.
func (t *editorTab) openMenu(m tools.Menu) {
	t.focus()
	switch m {
	case tools.ChangeMenu:
		t.editor.Press("R", 0)
	case tools.AppendMenu:
		t.editor.Press("A", 0)
	case tools.CreateMenu:
		t.editor.Press("N", 0)
	}
}

// reveal selects an element and brings it into view.
func (t *editorTab) reveal(e bpmn.Element) {
	if !e.IsZero() && t.diagram != nil && !t.diagram.Reveal(e) {
		t.a.side.ShowElement(t, e)
		t.a.status.Say(e.Title()+" is not drawn in the diagram.", false)
	}
}

// bookmark returns a function that goes back to what is shown and selected now.
func (t *editorTab) bookmark() (back func()) {
	view, plane, refs := t.editor.View(), t.editor.Plane(), t.editor.Selection().Elements()
	return func() {
		t.editor.OpenPlane(plane)
		t.editor.Select(refs...)
		t.editor.ZoomTo(view.Zoom)
		t.editor.CenterOn(view.Visible().Center())
	}
}

// viewport returns a function that shows the same part of the same diagram
// again, after the document was read anew.
func (t *editorTab) viewport() (back func()) {
	if t.editor == nil {
		return func() {}
	}
	view, plane := t.editor.View(), t.planeIndex()
	return func() {
		if planes := t.doc.Planes(); plane > 0 && plane < len(planes) {
			t.editor.OpenPlane(planes[plane])
		}
		t.editor.ZoomTo(view.Zoom)
		t.editor.CenterOn(view.Visible().Center())
	}
}

// rememberView keeps what is shown of the file for the next time.
func (t *editorTab) rememberView() {
	if t.editor == nil || t.file == nil || t.editor.View().W == 0 {
		return
	}
	v := t.editor.View()
	c := v.Visible().Center()
	t.a.store.State.RememberView(workspace.View{Path: t.path(), Plane: t.planeIndex(), Zoom: v.Zoom, X: c.X, Y: c.Y})
}

// showView shows what was shown of the file the last time, as soon as the
// canvas has a size.
func (t *editorTab) showView() {
	if t.view == nil || t.editor == nil || t.editor.View().W == 0 {
		return
	}
	v := *t.view
	t.view = nil
	if planes := t.doc.Planes(); v.Plane > 0 && v.Plane < len(planes) {
		t.editor.OpenPlane(planes[v.Plane])
	}
	t.editor.ZoomTo(v.Zoom)
	t.editor.CenterOn(geom.Pt(v.X, v.Y))
}

// planeIndex says which diagram of the document shows.
func (t *editorTab) planeIndex() int {
	for i, p := range t.doc.Planes() {
		if p == t.editor.Plane() {
			return i
		}
	}
	return 0
}

// updateMarks shows findings, and the state of a run, on the canvas.
func (t *editorTab) updateMarks() {
	marks := t.runMarks()
	if marks == nil {
		marks = map[string]notation.Mark{}
	}
	for _, p := range t.problems() {
		m := marks[p.Element]
		switch {
		case p.Element == "":
			continue
		case p.Severity == bpmn.Fault:
			m.Problem = notation.ErrorProblem
		case p.Severity == bpmn.Warning:
			m.Problem = max(m.Problem, notation.WarningProblem)
		}
		marks[p.Element] = m
	}
	for id := range t.breakpoints {
		m := marks[id]
		m.Breakpoint = true
		marks[id] = m
	}
	t.diagram.SetMarks(marks)
}

// create begins to create an element: it hangs on the pointer.
func (a *App) create(v modeling.Variant, dragging bool) {
	if hasDocument(a) {
		a.current.focus()
		a.current.diagram.Create(v, dragging)
	}
}

// clipboard is the system's clipboard for an editor.
type clipboard struct{ a *App }

func (c clipboard) Content() string        { return c.a.fyne.Clipboard().Content() }
func (c clipboard) SetContent(text string) { c.a.fyne.Clipboard().SetContent(text) }
