package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// Where the system has no file dialog, the window's own takes whole paths, goes
// with Esc, and keeps other actions from starting.
func TestTheWindowsOwnFileDialog(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	a.systemDialog = func(context.Context, pickRequest) (string, error) { return "", errNoDialog }
	open := func() *nameField {
		a.do("saveAs")
		waitFor(t, "the dialog", func() bool { return a.fallback != nil })
		field, ok := a.win.Canvas().Focused().(*nameField)
		if !ok || field.Text != "order.bpmn" {
			t.Fatalf("the focus is in %T", a.win.Canvas().Focused())
		}
		return field
	}
	field := open()
	a.do("new")
	if len(a.open) != 1 {
		t.Error("an action began behind the dialog")
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if a.fallback != nil {
		t.Fatal("Esc in the name leaves the dialog open")
	}
	field = open()
	field.SetText(filepath.Join(t.TempDir(), "none", "copy"))
	field.OnSubmitted(field.Text)
	answer(t, a, "Close")
	copied := filepath.Join(t.TempDir(), "copy")
	field.SetText(copied)
	field.OnSubmitted(field.Text)
	waitFor(t, "the copy", func() bool { _, err := os.Stat(copied + ".bpmn"); return err == nil && !a.current.saving })
	if a.current.path() != copied+".bpmn" || a.fallback != nil {
		t.Errorf("the file is %s, the dialog open %v", a.current.path(), a.fallback != nil)
	}
}
