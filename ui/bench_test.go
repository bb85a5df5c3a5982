package ui

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn"
)

// BenchmarkEdit is what the window does around an edit: titles, menus, toolbar
// and properties. The budget for all of an edit is 5 ms.
func BenchmarkEdit(b *testing.B) {
	doc, err := bpmn.New("order.bpmn", "p")
	if err != nil {
		b.Fatal(err)
	}
	a := New(test.NewTempApp(b), Options{do: func(func()) {}})
	a.win.Resize(fyne.NewSize(1280, 800))
	a.addTab(newEditorTab(a, &opened{doc: doc}, "order.bpmn"))
	b.ResetTimer()
	for i := range b.N {
		err := doc.Edit("Rename "+strconv.Itoa(i), func(tx *bpmn.Tx) error {
			tx.SetAttr(doc.ByID("StartEvent_1"), "name", strconv.Itoa(i))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSelect is what the window does when something else is selected.
func BenchmarkSelect(b *testing.B) {
	doc, err := bpmn.New("order.bpmn", "p")
	if err != nil {
		b.Fatal(err)
	}
	a := New(test.NewTempApp(b), Options{do: func(func()) {}})
	a.win.Resize(fyne.NewSize(1280, 800))
	a.addTab(newEditorTab(a, &opened{doc: doc}, "order.bpmn"))
	start := doc.ByID("StartEvent_1")
	b.ResetTimer()
	for i := range b.N {
		if i%2 == 0 {
			a.current.editor.Select(start)
		} else {
			a.current.editor.Deselect()
		}
	}
}
