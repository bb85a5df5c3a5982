package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/properties"
	"spiffmodeler/properties/form"
)

// sidePanel is the panel at the right: the properties of what is selected.
type sidePanel struct {
	a      *App
	object *fyne.Container
	panel  *form.Panel
	env    *properties.Env
}

func newSidePanel(a *App) *sidePanel {
	s := &sidePanel{a: a}
	s.env = &properties.Env{Checker: properties.CheckerFunc(checkField), Catalog: catalog{a}, SetName: modeling.SetName}
	open := map[string]bool{}
	s.panel = form.NewPanel(form.Config{
		Env:   s.env,
		Style: a.formStyle(),
		Icon:  func(e bpmn.Element) fyne.CanvasObject { return newElementPicture(e) },
		IsOpen: func(group string) (bool, bool) {
			is, known := open[group]
			return is, known
		},
		SetOpen: func(group string, is bool) { open[group] = is },
		Actions: a.panelActions(),
	})
	s.object = container.NewStack(newSurface(colorSurface), s.panel)
	return s
}

// formStyle is what the window lends to panels and forms.
func (a *App) formStyle() form.Style {
	return form.Style{
		Canvas: colorCanvas, Surface: colorSurface, Line: colorLine, Secondary: colorSecondary,
		Enter:        func(owner fyne.CanvasObject, tip string) { a.host.Enter(owner, tip, "", "") },
		Leave:        a.host.Leave,
		Undo:         func() { a.undoInPanel("undo") },
		Redo:         func() { a.undoInPanel("redo") },
		Escape:       func() { a.current.focus() },
		Key:          a.typedKey,
		After:        a.jobs.After,
		Highlighters: map[string]form.Highlighter{form.Python: form.HighlighterFunc(highlightPython)},
	}
}

// fieldStyle is formStyle for fields that stand alone.
func (a *App) fieldStyle() *form.Style {
	s := a.formStyle()
	s.Undo, s.Redo = nil, nil
	return &s
}

// undoInPanel takes back a step of the document for a field that has nothing of
// its own to take back.
func (a *App) undoInPanel(id string) {
	if x := a.byID[id]; x.can(a) {
		x.run(a)
		a.refresh()
	}
}

// Show shows the properties of what is selected in a tab.
func (s *sidePanel) Show(t *editorTab) {
	if t == nil || t.doc == nil {
		s.panel.SetSelection(nil, nil)
		return
	}
	s.panel.SetSelection(t.doc, t.editor.Selected())
}

// ShowElement shows the properties of an element that the diagram doesn't show.
func (s *sidePanel) ShowElement(t *editorTab, e bpmn.Element) {
	s.panel.SetSelection(t.doc, []bpmn.Element{e})
}

// Commit writes the field that is being edited.
func (s *sidePanel) Commit() { s.panel.Commit() }
