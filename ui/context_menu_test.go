package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// contextItems returns what the right button would offer now, in one line.
func contextItems(t *testing.T, a *App) string {
	t.Helper()
	ids := contextTable.ground
	if a.current.editor.Selection().Len() > 0 {
		ids = contextTable.selection
	}
	var items []*fyne.MenuItem
	for _, id := range ids {
		items = append(items, a.menuEntry(id))
	}
	var names []string
	for _, i := range usable(items) {
		name := i.Label
		if i.IsSeparator {
			name = "|"
		}
		names = append(names, name)
	}
	return " " + strings.Join(names, " ") + " "
}

func TestTheRightButtonOffersWhatCanBeDone(t *testing.T) {
	a := openModel(t, model(t, "order.bpmn"))
	ed := a.current.editor
	var task, note, link, pool bpmn.Element
	if err := a.current.doc.Edit("set the scene", func(tx *bpmn.Tx) error {
		start := a.current.doc.ByID("s")
		made, err := modeling.Append(tx, start, modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true})
		if err != nil {
			return err
		}
		task = made.Semantic()
		text, err := modeling.Append(tx, task, modeling.Variant{Kind: bpmn.TextAnnotation})
		if err != nil {
			return err
		}
		note = text.Semantic()
		link = note.Connections()[0]
		p, err := modeling.Create(tx, modeling.Variant{Kind: bpmn.Participant}, ed.Plane(), geom.Pt(400, 200))
		if err != nil {
			return err
		}
		pool = p.Semantic()
		return modeling.DivideLane(tx, pool, 2)
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of        bpmn.Element
		has, lack []string
	}{
		{bpmn.Element{}, []string{"Create…", "Lay Out", "Fit the Diagram", "Snapping"}, []string{"Delete", "Leave the Sub-process"}},
		{task, []string{"Edit Label", "Change Type…", "Append…", "Attach Boundary Event…", "Open the Sub-process", "Collapse or Expand", "With Keys"},
			[]string{"Turn the Pool", "Move the Lane", "Arrow Head", "Align and"}},
		{link, []string{"Change Type…", "Arrow Head at the End", "Arrow Heads at Both Ends", "Delete"}, []string{"Attach", "Collapse", "Connect the Selection"}},
		{note, []string{"Edit Label", "Connect the Selection…", "Colour"}, []string{"Change Type…", "Append…"}},
		{pool, []string{"Turn the Pool"}, []string{"Move the Lane", "Attach"}},
		{pool.Lanes()[0], []string{"Move the Lane Down"}, []string{"Move the Lane Up", "Turn the Pool"}},
	} {
		ed.Deselect()
		if !c.of.IsZero() {
			ed.Select(c.of)
		}
		got := contextItems(t, a)
		for _, w := range c.has {
			if !strings.Contains(got, " "+w) {
				t.Errorf("%s: %q is missing in%s", c.of.Kind(), w, got)
			}
		}
		for _, w := range c.lack {
			if strings.Contains(got, " "+w) {
				t.Errorf("%s: %q is offered in%s", c.of.Kind(), w, got)
			}
		}
		if strings.Contains(got, "| |") || strings.HasSuffix(got, "| ") || strings.HasPrefix(got, " |") {
			t.Errorf("%s: idle lines in%s", c.of.Kind(), got)
		}
	}
	ed.Select(link)
	a.do("direction.Both")
	if modeling.DirectionOf(link) != modeling.BothWays {
		t.Errorf("the association points %s", modeling.DirectionOf(link))
	}
}
