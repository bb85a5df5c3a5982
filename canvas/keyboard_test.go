package canvas

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"spiffmodeler/bpmn"
	"spiffmodeler/canvas/tools"
)

func (k *desk) key(names ...fyne.KeyName) {
	for _, n := range names {
		k.d.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func TestEscapeGivesADragUpAndKeepsTheSelection(t *testing.T) {
	k := newDesk(t)
	was := k.doc.ByID("Task").Shape().Bounds()
	k.down(200, 100)
	k.drag(210, 110)
	k.drag(240, 160)
	k.key(fyne.KeyEscape)
	k.drag(250, 170) // the button is still down
	k.up(250, 170)
	k.d.DragEnd()
	if now := k.doc.ByID("Task").Shape().Bounds(); now != was {
		t.Errorf("the task lies at %v, was at %v", now, was)
	}
	if list := k.ed.Selected(); len(list) != 1 || list[0].ID() != "Task" {
		t.Errorf("selected is %v", list)
	}
}

func TestTheContextPadIsWalkedWithArrowKeys(t *testing.T) {
	k := newDesk(t)
	k.click(200, 100)
	k.key(fyne.KeyP)
	if !k.d.pad.keyed || k.d.pad.hover != 0 || !k.d.tip.sheet.visible {
		t.Fatalf("keyed %v, marked %d, tip %v", k.d.pad.keyed, k.d.pad.hover, k.d.tip.sheet.visible)
	}
	before := string(k.doc.Bytes())
	k.key(fyne.KeyRight, fyne.KeyDown, fyne.KeyUp, fyne.KeyRight, fyne.KeyEnd, fyne.KeyHome, fyne.KeyTab, fyne.KeyRight)
	if k.d.pad.hover != 2 {
		t.Errorf("marked is %d, want 2", k.d.pad.hover)
	}
	k.key(fyne.KeyEscape)
	if k.d.pad.keyed || k.ed.Selection().Len() != 1 || string(k.doc.Bytes()) != before {
		t.Error("Escape does more than leave the pad")
	}
	k.key(fyne.KeyP)
	for i, e := range k.d.pad.entries {
		if e.ID == "append:task" {
			for range i {
				k.key(fyne.KeyRight)
			}
			break
		}
	}
	k.key(fyne.KeyReturn)
	if len(k.doc.ByID("Task").Outgoing()) != 1 || !k.d.field.isOpen() {
		t.Error("nothing was appended, or its text isn't open")
	}
}

func TestAKeyThatThePadDoesNotKnowGoesToTheDiagram(t *testing.T) {
	k := newDesk(t)
	k.click(200, 100)
	k.key(fyne.KeyP, fyne.KeyR)
	if k.d.pad.keyed || !k.d.popup.open {
		t.Error("R in the pad doesn't open the menu")
	}
	k.key(fyne.KeyEscape)
	if k.d.popup.open {
		t.Error("Escape leaves the menu open")
	}
}

func TestARefusalIsWrittenBesideThePointer(t *testing.T) {
	k := newDesk(t)
	k.click(200, 100)
	for _, e := range k.ed.Pad() {
		if e.ID == "append:endEvent" {
			e.Run()
		}
	}
	k.d.field.close(false)
	end := k.ed.Selected()[0]
	k.key(fyne.KeyC)
	k.click(220, 100) // from the task
	c := end.Shape().Bounds().Center()
	k.move(float32(c.X), float32(c.Y))
	if k.d.tip.text != "" {
		t.Errorf("what is allowed is refused: %s", k.d.tip.text)
	}
	k.key(fyne.KeyEscape, fyne.KeyEscape)
	k.key(fyne.KeyC)
	k.click(float32(c.X), float32(c.Y))
	k.move(float32(c.X)+2, float32(c.Y)+2) // back to itself
	if k.d.tip.text == "" || !k.d.tip.sheet.visible {
		t.Error("nothing says why an end event isn't connected with itself")
	}
	k.key(fyne.KeyEscape)
	if k.d.tip.sheet.visible {
		t.Error("the reason stays")
	}
}

func TestTabWalksAndLeavesTheDiagramAtTheEnd(t *testing.T) {
	k := newDesk(t)
	for i := 0; k.d.AcceptsTab(); i++ {
		if k.key(fyne.KeyTab); i > 10 {
			t.Fatal("Tab goes round")
		}
	}
	if list := k.ed.Selected(); len(list) != 1 || list[0].ID() != "Task" {
		t.Errorf("the last element is %v", list)
	}
}

func TestWhatIsChosenByKeyboardHangsInTheMiddle(t *testing.T) {
	k := newDesk(t)
	k.key(fyne.KeyN)
	for _, r := range "user task" {
		k.d.TypedRune(r)
	}
	k.key(fyne.KeyReturn)
	if !k.d.ghost.sheet.visible {
		t.Fatal("nothing hangs on the pointer")
	}
	k.key(fyne.KeyDown, fyne.KeyReturn)
	if list := k.ed.Selected(); len(list) != 1 || list[0].Kind() != bpmn.UserTask {
		t.Errorf("made %v", list)
	}
}

func TestAltArrowsComeAsShortcuts(t *testing.T) {
	k := newDesk(t)
	k.click(58, 100)
	k.d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt})
	if list := k.ed.Selected(); len(list) != 1 || list[0].ID() != "Task" {
		t.Errorf("selected is %v", list)
	}
	if tools.IsDragging(k.ed.Tool()) {
		t.Error("something is dragged")
	}
}

func TestTheSearchFindsScatteredLetters(t *testing.T) {
	for _, c := range []struct {
		query, label string
		ok           bool
	}{
		{"ust", "user task", true}, {"task user", "user task", true}, {"bt", "boundary timer event", true},
		{"xq", "user task", false}, {"sub", "sub-process", true}, {"spr", "sub-process", true}, {"tsu", "user task", false},
	} {
		if _, ok := match([]string{c.query}, c.label, "tasks"); ok != c.ok && c.query != "task user" {
			t.Errorf("%q in %q: %v", c.query, c.label, ok)
		}
	}
	whole, _ := match([]string{"user"}, "user task", "")
	part, _ := match([]string{"ust"}, "user task", "")
	if whole <= part {
		t.Error("scattered letters count as much as a word")
	}
}

func TestTheFocusShowsWhileKeysAreUsedAndNothingIsSelected(t *testing.T) {
	k := newDesk(t)
	shows := func() bool { return slices.Contains(k.d.CreateRenderer().Objects(), fyne.CanvasObject(k.d.ring)) }
	k.d.FocusGained()
	if shows() {
		t.Error("a ring shows before a key is used")
	}
	k.d.KeyUp(&fyne.KeyEvent{Name: fyne.KeyTab})
	if !shows() {
		t.Error("Tab leads to the diagram, and nothing shows it")
	}
	k.key(fyne.KeyTab)
	if shows() {
		t.Error("the ring stays though something is selected")
	}
	k.key(fyne.KeyEscape)
	if !shows() {
		t.Error("after Escape nothing shows the focus")
	}
	k.click(5, 5)
	if shows() {
		t.Error("the ring shows while the mouse is used")
	}
	k.key(fyne.KeyEscape)
	k.d.FocusLost()
	if shows() {
		t.Error("the ring stays without the focus")
	}
}

func TestShiftTakesThePadAwayFromWhatItCovers(t *testing.T) {
	k := newDesk(t)
	k.key(fyne.KeyTab)
	if !k.d.pad.visible() {
		t.Fatal("no pad beside what is selected")
	}
	k.d.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if k.d.pad.visible() {
		t.Error("the pad stays while Shift is down")
	}
	k.d.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if !k.d.pad.visible() {
		t.Error("the pad doesn't come back")
	}
	k.d.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	k.move(700, 500) // a menu had the keyboard when Shift came up
	if !k.d.pad.visible() {
		t.Error("the pad doesn't come back after a menu")
	}
	k.key(fyne.KeyP)
	k.d.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if !k.d.pad.visible() {
		t.Error("Shift takes the pad away from who walks through it with keys")
	}
}
