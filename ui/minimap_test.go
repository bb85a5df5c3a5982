package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

func TestTheMapLeadsToWhatIsOutOfSight(t *testing.T) {
	a := openModel(t, model(t, "order.bpmn"))
	tab := a.current
	m := tab.minimap
	waitFor(t, "a look at the diagram", func() bool { return !m.bounds.Empty() })
	if m.Visible() {
		t.Error("the map shows though all of the diagram can be seen")
	}
	tab.editor.ZoomTo(4)
	tab.editor.CenterOn(geom.Pt(100, 100))
	waitFor(t, "the map", func() bool { return m.Visible() && m.frame.Size().Width < mapWidth })
	before := tab.editor.View()
	m.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(mapWidth-4, mapHeight-4)}, Button: desktop.MouseButtonPrimary})
	m.MouseUp(nil)
	after := tab.editor.View()
	b, c := before.Visible().Center(), after.Visible().Center()
	if c.X <= b.X || c.Y <= b.Y {
		t.Errorf("pressing the lower right corner leads from %v to %v", b, c)
	}
	a.do("view.minimap")
	if m.Visible() || a.store.State.Panels.Minimap {
		t.Error("the map can't be closed")
	}
}

// BenchmarkMapFollows is what the map adds to a frame while the canvas is
// panned.
func BenchmarkMapFollows(b *testing.B) {
	doc, err := bpmn.New("order.bpmn", "p")
	if err != nil {
		b.Fatal(err)
	}
	a := New(test.NewTempApp(b), Options{do: func(func()) {}})
	a.win.Resize(fyne.NewSize(1280, 800))
	a.addTab(newEditorTab(a, &opened{doc: doc}, "order.bpmn"))
	m := a.current.minimap
	m.on, m.bounds, m.area, m.stale = true, geom.R(0, 0, 1e5, 1e5), geom.R(0, 0, 1e5, 1e5), false
	for b.Loop() {
		m.follow()
	}
}
