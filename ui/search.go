package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/notation"
)

// findElement finds elements of the diagram by name, id, kind or the text of
// their scripts. The one that is marked in the list is shown on the canvas;
// Esc goes back to what was shown before.
func (a *App) findElement() {
	t := a.current
	var items []finderItem
	var elements []bpmn.Element
	for _, e := range findable(t.doc) {
		elements = append(elements, e)
		items = append(items, finderItem{
			label: e.Title(), minor: e.Name() == "" && e.Kind() != bpmn.TextAnnotation, detail: e.Kind().String() + " · " + e.ID(), also: e.ID() + " " + e.Kind().String() + " " + scriptOf(e),
			picture: func() fyne.CanvasObject { return newElementPicture(e) }, do: func() { t.reveal(e) },
		})
	}
	back := t.bookmark()
	typed := false // the first element of the untouched list is no wish yet
	a.find("Find an element by name, id, type or script", items, func(i int) {
		switch {
		case i < 0:
			back()
		case typed:
			t.reveal(elements[i])
		}
		typed = true
	})
}

// findable returns the elements that a diagram shows, those with a name first.
func findable(doc *bpmn.Document) []bpmn.Element {
	var named, unnamed []bpmn.Element
	bpmn.Walk(doc.Definitions(), func(e bpmn.Element) bool {
		if e.IsDI() || e.Tag() == "extensionElements" {
			return false
		}
		if e.ID() == "" || e.Shape().IsZero() && e.Edge().IsZero() {
			return true
		}
		if e.Name() != "" {
			named = append(named, e)
		} else {
			unnamed = append(unnamed, e)
		}
		return true
	})
	return append(named, unnamed...)
}

func scriptOf(e bpmn.Element) string {
	return strings.Join([]string{e.ChildText("script"), e.Extension("preScript").Text(), e.Extension("postScript").Text(), e.Condition()}, " ")
}

func newElementPicture(e bpmn.Element) *picture {
	k := e.Kind()
	switch k { // what is drawn as a whole diagram
	case bpmn.Process:
		k = bpmn.SubProcess
	case bpmn.Collaboration:
		k = bpmn.Participant
	}
	p := &picture{list: notation.Icon(k, e.Definition(), notation.Traits{EventSubProcess: e.IsEventSubProcess(), Collapsed: k == bpmn.CallActivity}), side: notation.IconSize}
	p.ExtendBaseWidget(p)
	return p
}
