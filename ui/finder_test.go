package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/modeling"
)

// openFinder returns the finder that is open over the window.
func openFinder(t *testing.T, a *App) *finder {
	t.Helper()
	o, ok := a.win.Canvas().Overlays().Top().(*finderOverlay)
	if !ok {
		t.Fatal("no finder is open")
	}
	return o.f
}

func TestWhatHasTheNameIsFoundBeforeWhatHasItInItsID(t *testing.T) {
	a := openModel(t, model(t, "order.bpmn"))
	doc := a.current.doc
	if err := doc.Edit("set the scene", func(tx *bpmn.Tx) error {
		e, err := modeling.Connect(tx, doc.ByID("s"), doc.ByID("t"))
		if err != nil {
			return err
		}
		return tx.Rename(e.Semantic(), "Check")
	}); err != nil {
		t.Fatal(err)
	}
	a.do("find")
	f := openFinder(t, a)
	f.entry.SetText("check")
	if len(f.found) != 2 || f.items[f.found[0]].label != "Check stock" {
		t.Errorf("found %d, the first is %q", len(f.found), f.items[f.found[0]].label)
	}
	if got := a.current.editor.Selected(); len(got) != 1 || got[0].ID() != "t" {
		t.Errorf("the canvas shows %v", got)
	}
	f.entry.SetText("nothing of the kind")
	none := f.list.Objects[len(f.list.Objects)-1]
	if !none.Visible() || f.none.Size().Width < f.none.full() {
		t.Errorf("what isn't found is not said: %v wide", f.none.Size().Width)
	}
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if a.current.editor.Selection().Len() != 0 {
		t.Error("Escape leaves the element selected")
	}
}

func TestWhatIsTypedInOnePieceIsFoundFirst(t *testing.T) {
	for _, c := range []struct{ typed, want, than string }{
		{"st", "Check the stock", "Ship the goods"},
		{"check", "Check the stock", "The last check"},
		{"ship", "Ship the goods", "Worship"},
		{"tell", "Tell the customer", "Take everything else last"},
	} {
		better, worse := finderItem{label: c.want}.fits(c.typed), finderItem{label: c.than}.fits(c.typed)
		if better <= worse || worse < 0 {
			t.Errorf("%q: %q fits by %d, %q by %d", c.typed, c.want, better, c.than, worse)
		}
	}
	id := finderItem{label: "Check the stock", also: "Activity_7 service task"}
	if scattered := (finderItem{label: "A city view, 7"}).fits("activity_7"); id.fits("activity_7") <= scattered {
		t.Error("an id is not found")
	}
	if (finderItem{label: "Check"}).fits("xyz") >= 0 {
		t.Error("what isn't there is found")
	}
}

func TestTheTooltipOfAnElementStandsBesideItsButton(t *testing.T) {
	a := openModel(t, model(t, "order.bpmn"))
	b := newPaletteButton(a, modeling.Palette()[1][0])
	driver := fyne.CurrentApp().Driver()
	a.host.layer.Add(b)
	b.Resize(fyne.NewSize(36, 30))
	b.Move(fyne.NewPos(6, 300))
	b.MouseIn(nil)
	waitFor(t, "the tooltip", func() bool { return a.host.shown })
	tip := a.host.layer.Objects[0]
	if at := driver.AbsolutePositionForObject(tip); at.Y < 290 || at.Y > 330 || at.X < 42 {
		t.Errorf("the tooltip stands at %v", at)
	}
}
