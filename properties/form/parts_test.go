package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheTooltipOfALabelThatIsCutHasAllOfIt(t *testing.T) {
	test.NewTempApp(t)
	var tips []string
	style := &Style{Enter: func(_ fyne.CanvasObject, tip string) { tips = append(tips, tip) }}
	label, help := "Process model to start on task available", "group/model"
	h, box := newHint(style, newLine(label, style.small()), help), newToggle(style, label, nil)
	w := test.NewTempWindow(t, box)
	for _, width := range []float32{600, 120} {
		test.WidgetRenderer(h).Layout(fyne.NewSize(width, 20))
		w.Resize(fyne.NewSize(width, 60))
		h.MouseIn(nil)
		box.MouseIn(nil)
	}
	want := []string{help, label + ": " + help, label}
	if len(tips) != len(want) || tips[0] != want[0] || tips[1] != want[1] || tips[2] != want[2] {
		t.Errorf("tooltips are %q, wanted %q", tips, want)
	}
}
