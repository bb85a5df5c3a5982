package ui

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn/geom"
)

// reopen starts the program again with the settings of another window.
func reopen(t *testing.T, dir string) *App {
	t.Helper()
	main := loops[t]
	a := New(test.NewTempApp(t), Options{ConfigDir: dir, do: func(f func()) { main <- f }})
	a.win.Resize(fyne.NewSize(1200, 800))
	a.openFirst()
	return a
}

func TestTheNextStartGoesOnWhereTheLastEnded(t *testing.T) {
	one, two := model(t, "one.bpmn"), model(t, "two.bpmn")
	a := newApp(t, one, two)
	waitFor(t, "two files", func() bool { return len(a.open) == 2 })
	dir := filepath.Dir(a.journal.Place())
	a.selectTab(a.open[0])
	a.current.editor.ZoomTo(1.7)
	a.current.editor.ScrollBy(geom.Pt(120, -40))
	last := a.current.editor.View()
	want := last.Visible().Center()
	ended := 0
	a.options.Ending = func() { ended++ }
	a.quit()
	if ended != 1 {
		t.Errorf("the end was told %d times", ended)
	}

	b := reopen(t, dir)
	waitFor(t, "the files of the last time", func() bool { return len(b.open) == 2 && b.current == b.open[0] })
	v := b.current.editor.View()
	if got := v.Visible().Center(); math.Hypot(got.X-want.X, got.Y-want.Y) > 1 || math.Abs(v.Zoom-1.7) > 0.01 {
		t.Errorf("shows %v at %v, wanted %v at 1.7", got, v.Zoom, want)
	}
}

func TestOpenFilesAreRememberedBeforeTheEnd(t *testing.T) {
	one, two := model(t, "one.bpmn"), model(t, "two.bpmn")
	a := newApp(t, one, two)
	waitFor(t, "two files", func() bool { return len(a.open) == 2 && len(a.opening) == 0 })
	dir := filepath.Dir(a.journal.Place())
	a.selectTab(a.open[0])
	a.keepSessionNow() // don't wait for more changes
	waitFor(t, "the state", func() bool {
		text, _ := os.ReadFile(filepath.Join(dir, "state.json"))
		return strings.Contains(string(text), "one.bpmn") && strings.Contains(string(text), "two.bpmn")
	})
	// The program is gone without a word.
	b := reopen(t, dir)
	waitFor(t, "the files", func() bool { return len(b.open) == 2 && b.current == b.open[0] })
}

func TestUnsavedChangesOutliveACrash(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	tab := a.current
	edit(t, tab, "Never saved")
	tab.keeper.waiting() // don't wait for people to stop typing
	tab.keepNow()
	waitFor(t, "the journal", func() bool { return tab.keeper.kept && !tab.keeper.busy })
	dir := filepath.Dir(a.journal.Place())
	// The program is gone without a word; the next one happens to get its number.
	b := reopen(t, dir)
	waitFor(t, "the question", func() bool { return len(b.popups) > 0 })
	answer(t, b, "Restore")
	waitFor(t, "the document", func() bool { return len(b.open) == 1 && b.current.doc != nil })
	if got := b.current; got.doc.ByID("t").Name() != "Never saved" || !got.isDirty() || got.path() != path {
		t.Errorf("restored %s, %q, dirty %v", got.path(), got.doc.ByID("t").Name(), got.isDirty())
	}
	if raw, _ := os.ReadFile(path); strings.Contains(string(raw), "Never saved") {
		t.Error("restoring wrote the file")
	}
	b.do("save")
	waitFor(t, "the file", func() bool { return !b.current.saving && !b.current.keeper.busy })
	if raw, _ := os.ReadFile(path); !strings.Contains(string(raw), "Never saved") {
		t.Error("what was restored can't be saved")
	}
}

func TestWhatIsEditedWhileSavingIsUnsaved(t *testing.T) {
	path := model(t, "order.bpmn")
	a := newApp(t, path)
	waitFor(t, "the file", func() bool { return len(a.open) == 1 })
	tab := a.current
	edit(t, tab, "First")
	a.do("save")
	edit(t, tab, "Second")
	waitFor(t, "the file to be written", func() bool { return !tab.saving })
	raw, _ := os.ReadFile(path)
	if !strings.Contains(string(raw), "First") || !tab.isDirty() {
		t.Errorf("dirty %v after an edit during saving", tab.isDirty())
	}
}
