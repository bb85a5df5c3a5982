package form

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
)

// BenchmarkSelect is what a click on an element costs in the panel.
func BenchmarkSelect(b *testing.B) {
	doc, err := bpmn.Parse("model.bpmn", []byte(model))
	if err != nil {
		b.Fatal(err)
	}
	p := NewPanel(Config{Env: &properties.Env{}})
	w := test.NewTempWindow(b, p)
	w.Resize(fyne.NewSize(300, 800))
	elements := []bpmn.Element{doc.ByID("S"), doc.ByID("T"), doc.ByID("M")}
	for i := 0; b.Loop(); i++ {
		p.SetSelection(doc, elements[i%3:i%3+1])
	}
}

// BenchmarkChangeElsewhere is what an edit on the canvas costs in the panel.
func BenchmarkChangeElsewhere(b *testing.B) {
	doc, err := bpmn.Parse("model.bpmn", []byte(model))
	if err != nil {
		b.Fatal(err)
	}
	p := NewPanel(Config{Env: &properties.Env{}})
	w := test.NewTempWindow(b, p)
	w.Resize(fyne.NewSize(300, 800))
	p.SetSelection(doc, []bpmn.Element{doc.ByID("S")})
	for b.Loop() {
		p.follow(nil)
	}
}

// BenchmarkTyping is two keys in a script, laid out and painted.
func BenchmarkTyping(b *testing.B) {
	for _, lines := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			t := newTextbox(&Style{}, boxes[properties.Script])
			w := test.NewTempWindow(b, t)
			w.Resize(fyne.NewSize(400, 400))
			t.SetText(strings.Repeat("total += item[\"price\"] * 2\n", lines))
			t.moveTo(place{lines / 2, 3}, false)
			for b.Loop() {
				t.TypedRune('x')
				t.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
		})
	}
}
