package ui

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
)

func TestThePanelOffersWhatTheFolderHas(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "rebate.dmn", table)
	process(t, dir, "other.bpmn", "called", `<startEvent id="s"/>`)
	a := openModel(t, process(t, dir, "main.bpmn", "p", `<callActivity id="call"/><businessRuleTask id="rule"/>`))
	waitFor(t, "the index", func() bool { return a.indexes[dir] != nil && !a.indexing })
	c := catalog{a}
	if got := c.Processes(); len(got) != 2 || got[1].Value != "called" || got[1].Detail != "other.bpmn" {
		t.Errorf("processes to call are %+v", got)
	}
	if got := c.Decisions(); len(got) != 1 || got[0].Value != "rebate" || got[0].Label != "Rebate" {
		t.Errorf("decisions are %+v", got)
	}
}

func TestANameInThePanelFitsItsLabel(t *testing.T) {
	a := openModel(t, process(t, t.TempDir(), "main.bpmn", "p", `<startEvent id="s" name="Go"/>`))
	tab := a.current
	label := func() string {
		for _, r := range tab.doc.References("s") {
			if b := r.From.Child("x"); r.From.Kind() == bpmn.ShapeDI && b.IsZero() {
				for _, c := range r.From.Children() {
					if strings.HasSuffix(c.Tag(), "BPMNLabel") {
						return c.Children()[0].Attr("width")
					}
				}
			}
		}
		return ""
	}
	tab.editor.Select(tab.doc.ByID("s"))
	before := label()
	sheet := a.side.env.Sheet(tab.doc, tab.editor.Selected())
	field, ok := sheet.Find("General", "Name")
	if !ok {
		t.Fatal("a start event has no name in the panel")
	}
	if err := field.Write("A name that is very much longer"); err != nil {
		t.Fatal(err)
	}
	if after := label(); after == before || after == "" {
		t.Errorf("the label is %q wide before and %q after", before, after)
	}
}
