package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn"
)

// newApp returns a window of the test driver with its settings in a folder of
// its own.
func newApp(t *testing.T, files ...string) *App {
	t.Helper()
	fyneApp := test.NewTempApp(t)
	main := make(chan func(), 1000)
	a := New(fyneApp, Options{ConfigDir: t.TempDir(), Files: files, do: func(f func()) { main <- f }})
	loops[t] = main
	t.Cleanup(func() { delete(loops, t) })
	a.systemDialog = func(context.Context, pickRequest) (string, error) { return "", errCancelled }
	a.win.Resize(fyne.NewSize(1200, 800))
	a.openFirst()
	return a
}

// waitFor lets background work end; it fails when that takes unreasonably long.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	for !done() {
		select {
		case f := <-loops[t]:
			f()
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// loops are the main loops of the windows under test: what goroutines want to
// have done there.
var loops = map[*testing.T]chan func(){}

// model writes a small diagram and returns its path.
func model(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	content := `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d" targetNamespace="t">
  <process id="p" isExecutable="true"><startEvent id="s"/><task id="t" name="Check stock"/></process>
  <bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
    <bpmndi:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="100" y="100" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="200" y="80" width="100" height="80"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func edit(t *testing.T, tab *editorTab, name string) {
	t.Helper()
	err := tab.doc.Edit("Rename", func(tx *bpmn.Tx) error {
		tx.SetAttr(tab.doc.ByID("t"), "name", name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// answer presses a button of the question that shows.
func answer(t *testing.T, a *App, label string) {
	t.Helper()
	if len(a.popups) == 0 {
		t.Fatalf("no question shows, wanted to answer %q", label)
	}
	p := a.popups[len(a.popups)-1]
	for _, o := range test.LaidOutObjects(p.modal) {
		if b, ok := o.(*button); ok && b.text == label {
			b.press()
			return
		}
	}
	t.Fatalf("the question has no button %q", label)
}

func TestFilesOfTheCommandLineAreOpenedInOrder(t *testing.T) {
	one, two := model(t, "one.bpmn"), model(t, "two.bpmn")
	a := newApp(t, one, two, one)
	waitFor(t, "two files", func() bool { return len(a.open) == 2 && a.current == a.open[0] })
	if a.open[0].name() != "one.bpmn" || a.open[1].name() != "two.bpmn" {
		t.Errorf("open are %s, %s", a.open[0].name(), a.open[1].name())
	}
	if got := a.store.State.Recent; len(got) != 2 || got[0] != two {
		t.Errorf("recent files are %v", got)
	}
}

func TestAFileOfTheCommandLineIsKnownByItsWholePath(t *testing.T) {
	path := model(t, "order.bpmn")
	t.Chdir(filepath.Dir(path))
	a := newApp(t, "order.bpmn")
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	if got := a.current.path(); got != path {
		t.Errorf("the path is %q, not %q", got, path)
	}
}

func TestEditSaveAndTitle(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	tab := a.current
	if a.byID["save"].can(a) {
		t.Error("an unchanged file can be saved")
	}
	edit(t, tab, "Count stock")
	if !strings.HasPrefix(a.win.Title(), "• order.bpmn") || !tab.tab.dirty || !a.byID["save"].can(a) {
		t.Errorf("after an edit the title is %q, tab dirty %v", a.win.Title(), tab.tab.dirty)
	}
	a.do("save")
	waitFor(t, "the file to be written", func() bool { return !tab.saving })
	got, _ := os.ReadFile(path)
	if !strings.Contains(string(got), "Count stock") || tab.isDirty() {
		t.Error("the edit was not saved")
	}
}

// What is typed in a field is saved, though the field has not been left.
func TestSavingWhileTyping(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	tab := a.current
	a.side.ShowElement(tab, tab.doc.ByID("t"))
	if !a.side.panel.FocusField("General", "Name") {
		t.Fatal("there is no field for the name")
	}
	for _, r := range "Count" {
		a.win.Canvas().Focused().TypedRune(r)
	}
	a.do("save")
	waitFor(t, "the file to be written", func() bool { return !tab.saving })
	got, _ := os.ReadFile(path)
	if !strings.Contains(string(got), "Count") || tab.isDirty() {
		t.Errorf("saved is\n%s", got)
	}
}

func TestClosingAsksAboutUnsavedChanges(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	edit(t, a.current, "Count stock")

	a.do("close")
	answer(t, a, "Cancel")
	if len(a.open) != 1 {
		t.Fatal("Cancel closed the file")
	}
	a.do("close")
	a.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(a.open) != 1 || len(a.popups) != 0 {
		t.Fatal("Esc is not Cancel")
	}
	a.do("close")
	answer(t, a, "Save")
	waitFor(t, "the tab to close", func() bool { return len(a.open) == 0 })
	if got, _ := os.ReadFile(path); len(a.open) != 0 || !strings.Contains(string(got), "Count stock") {
		t.Error("Save did not save and close")
	}
	if a.current != nil || !a.start.object.Visible() {
		t.Error("without files the start page doesn't show")
	}
	a.do("reopen")
	waitFor(t, "the file again", func() bool { return len(a.open) == 1 })
}

func TestUnreadableFileShowsWhyAndCanBeTriedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "broken.bpmn")
	if err := os.WriteFile(path, []byte("<definitions><oops></definitions>"), 0o644); err != nil {
		t.Fatal(err)
	}
	a := newApp(t, path)
	waitFor(t, "the error page", func() bool { return len(a.open) == 1 })
	tab := a.current
	if tab.doc != nil || tab.failure == nil || a.shell.working {
		t.Fatal("a broken file was opened")
	}
	good, _ := os.ReadFile(model(t, "good.bpmn"))
	if err := os.WriteFile(path, good, 0o644); err != nil {
		t.Fatal(err)
	}
	a.do("reload")
	waitFor(t, "the document", func() bool { return tab.doc != nil && a.shell.working })
}

func TestChangesOnDiskAreNoticed(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	tab := a.current
	rewrite := func(name string) {
		t.Helper()
		data, _ := os.ReadFile(path)
		changed := strings.Replace(string(data), `name="`, `name="`+name, 1)
		if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rewrite("A ")
	a.checkDisk()
	waitFor(t, "the new version", func() bool { return tab.doc.ByID("t").Name() == "A Check stock" })

	edit(t, tab, "Mine")
	rewrite("B ")
	a.checkDisk()
	if tab.onDisk == nil || tab.doc.ByID("t").Name() != "Mine" {
		t.Fatal("an edited file was reloaded unasked")
	}
	a.do("save")
	waitFor(t, "the question", func() bool { return len(a.popups) > 0 })
	answer(t, a, "Cancel")
	if data, _ := os.ReadFile(path); !strings.Contains(string(data), "B A Check stock") {
		t.Error("somebody's version was overwritten unasked")
	}
	a.do("reload")
	answer(t, a, "Reload")
	waitFor(t, "their version", func() bool { return tab.doc.ByID("t").Name() == "B A Check stock" && tab.onDisk == nil })
}

func TestSaveAsAddsTheExtension(t *testing.T) {
	a := newApp(t)
	dir := t.TempDir()
	a.systemDialog = func(_ context.Context, r pickRequest) (string, error) { return filepath.Join(dir, "fresh"), nil }
	a.do("new")
	a.do("save")
	path := filepath.Join(dir, "fresh.bpmn")
	waitFor(t, "the file", func() bool { return a.current.file != nil && !a.current.isDirty() })
	if a.current.path() != path || a.win.Title() != "fresh.bpmn – Spiff Modeler" {
		t.Errorf("saved as %s, title %q", a.current.path(), a.win.Title())
	}
}

func TestEveryActionIsReachable(t *testing.T) {
	a := newApp(t)
	placed := map[string]bool{}
	for _, m := range menuTable {
		for _, id := range m.items {
			placed[id] = true
			for _, id := range submenus[strings.TrimSuffix(id, ":")].items {
				placed[id] = true
			}
		}
	}
	for _, id := range toolbarTable {
		placed[id] = true
	}
	seen := map[keys]string{}
	for _, x := range a.actions {
		if !placed[x.id] {
			t.Errorf("%s stands in no menu", x.id)
		}
		for _, k := range []keys{x.keys, x.also} {
			if k.name == "" {
				continue
			}
			if other := seen[k]; other != "" {
				t.Errorf("%s and %s have the same keys %s", x.id, other, k)
			}
			seen[k] = x.id
		}
	}
}
