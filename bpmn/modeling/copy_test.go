package modeling_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

// portrait describes an element without its ids.
func portrait(e bpmn.Element) string {
	if e.IsZero() {
		return "nothing"
	}
	text := fmt.Sprintf("%s %q %s loop %d", e.Kind(), e.Name(), e.Definition(), e.Loop())
	if k := e.Kind(); k.Is(bpmn.ConnectionClass) {
		a, b := e.Source(), e.Target()
		text += fmt.Sprintf(" from %s %q to %s %q when %q default %t", a.Kind(), a.Name(), b.Kind(), b.Name(), e.Condition(), e.IsDefaultFlow())
	}
	if h := e.AttachedTo(); !h.IsZero() {
		text += fmt.Sprintf(" on %s %q, interrupting %t", h.Kind(), h.Name(), e.IsInterrupting())
	}
	for _, def := range e.DefinitionElements() {
		for _, ref := range []string{"messageRef", "signalRef", "errorRef", "escalationRef"} {
			if r := def.Ref(ref); !r.IsZero() {
				text += fmt.Sprintf(" %s %q %q %q", r.Kind(), r.Name(), r.Attr("errorCode"), r.Attr("escalationCode"))
			}
		}
		text += words(def)
	}
	for _, ref := range []string{"messageRef", "dataObjectRef", "dataStoreRef"} {
		if r := e.Ref(ref); !r.IsZero() {
			text += fmt.Sprintf(" %s %q", r.Kind(), r.Name())
		}
	}
	if called := e.Ref("calledElement"); called.IsZero() || called.Participant().IsZero() { // not copied, so it keeps its id
		text += " calls " + e.Attr("calledElement")
	}
	for _, tag := range []string{"extensionElements", "script", "documentation", "multiInstanceLoopCharacteristics", "ioSpecification"} {
		for _, x := range e.ChildrenNamed(tag) {
			text += " " + tag + words(x)
		}
	}
	if s := e.Shape(); !s.IsZero() {
		text += fmt.Sprintf(" %v %gx%g", s.Colors(), s.Bounds().W, s.Bounds().H)
	}
	return text
}

// words returns the names and texts in an element, and the attributes of
// extensions.
func words(e bpmn.Element) string {
	var out []string
	bpmn.Walk(e, func(x bpmn.Element) bool {
		out = append(out, x.Tag())
		if x.Node().NS != bpmn.NS {
			for _, a := range x.Node().El.Attr {
				if a.Space != "xmlns" && a.Key != "xmlns" {
					out = append(out, a.Key+"="+a.Value)
				}
			}
		}
		if len(x.Children()) == 0 && !bpmn.IsReferenceChild(x.Tag()) {
			out = append(out, strings.TrimSpace(x.Text()))
		}
		return true
	})
	return fmt.Sprint(out)
}

// portraits describes all that is drawn.
func portraits(d *bpmn.Document) []string {
	var out []string
	bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
		if !e.IsDI() && len(d.ShapesOf(e))+len(d.EdgesOf(e)) > 0 {
			out = append(out, portrait(e))
		}
		return true
	})
	sort.Strings(out)
	return out
}

// copied returns a new document with a copy of everything on the main plane, as
// it is after saving and opening.
func copied(t *testing.T, d *bpmn.Document) *bpmn.Document {
	t.Helper()
	var all []bpmn.Element
	for n := range d.Planes()[0].Node().Children {
		if s := bpmn.ElementOf(n).AsShape(); !s.IsZero() && !s.Semantic().IsZero() {
			all = append(all, s.Element)
		}
	}
	if len(all) == 0 {
		return nil
	}
	xml, err := modeling.Copy(all)
	if err != nil {
		t.Fatal(err)
	}
	other := blank(t)
	other.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, other.start()) })
	// a file's own faults come along, so the invariants are not asked here
	if err := other.Edit("paste", func(tx *bpmn.Tx) error {
		_, err := modeling.Paste(tx, xml, other.plane(), geom.Pt(1000, 1000))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if bad := fresh(faults(d), faults(other.Document)); len(faults(d)) == 0 && len(bad) > 0 {
		t.Error(bad)
	}
	again, err := bpmn.Parse("copy.bpmn", other.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestACopyOfEverythingIsTheSame(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../examples/*/*.bpmn", "../../../shared/conformance/models/*/*.bpmn", "../../../shared/conformance/models/*.bpmn"} {
		list, _ := filepath.Glob(pattern)
		files = append(files, list...)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d, err := bpmn.Parse(f, src)
			if err != nil || len(d.Processes()) == 0 {
				return
			}
			if err := d.Prepare(layout.Missing); err != nil {
				t.Fatal(err)
			}
			if again := copied(t, d); again != nil {
				compare(t, portraits(d), portraits(again))
			}
		})
	}
	for name, draw := range gallery {
		t.Run(name, func(t *testing.T) {
			s := blank(t)
			draw(s)
			if again := copied(t, s.Document); again != nil {
				compare(t, portraits(s.Document), portraits(again))
			}
		})
	}
}

func compare(t *testing.T, want, got []string) {
	t.Helper()
	count := map[string]int{}
	for _, w := range want {
		count[w]++
	}
	for _, g := range got {
		count[g]--
	}
	for text, n := range count {
		switch {
		case n > 0:
			t.Errorf("missing: %s", text)
		case n < 0:
			t.Errorf("new: %s", text)
		}
	}
}
