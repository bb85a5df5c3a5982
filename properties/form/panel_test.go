package form

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
)

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="D">
  <bpmn:process id="P" name="Order">
    <bpmn:serviceTask id="S" name="Check stock">
      <bpmn:extensionElements>
        <spiffworkflow:serviceTaskOperator id="http/Get">
          <spiffworkflow:parameters>
            <spiffworkflow:parameter id="url" type="str" value="a" />
            <spiffworkflow:parameter id="headers" type="any" />
          </spiffworkflow:parameters>
        </spiffworkflow:serviceTaskOperator>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:scriptTask id="T" name="Total">
      <bpmn:script>a = 1</bpmn:script>
    </bpmn:scriptTask>
    <bpmn:manualTask id="M" />
  </bpmn:process>
</bpmn:definitions>
`

// bench is a panel in a window, with a clock that the test turns.
type bench struct {
	t     *testing.T
	doc   *bpmn.Document
	panel *Panel
	win   fyne.Window
	later []func()
	undos int
}

func newBench(t *testing.T) *bench {
	t.Helper()
	doc, err := bpmn.Parse("model.bpmn", []byte(model))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, doc: doc}
	b.panel = NewPanel(Config{
		Env: &properties.Env{Checker: properties.CheckerFunc(quoted)},
		Style: Style{
			Undo: func() { b.undos++; doc.Undo() },
			After: func(_ time.Duration, f func()) func() {
				b.later = append(b.later, f)
				n := len(b.later) - 1
				return func() { b.later[n] = func() {} }
			},
		},
	})
	b.win = test.NewTempWindow(t, container.NewStack(b.panel))
	b.win.Resize(fyne.NewSize(300, 700))
	return b
}

// quoted refuses expressions with a colon outside of quotes.
func quoted(src string, lang properties.Language) []properties.Problem {
	if i := strings.Index(src, ":"); lang == properties.PythonExpression && i >= 0 && src[0] != '"' {
		return []properties.Problem{{Severity: bpmn.Fault, Line: 1, Column: i + 1, Message: "invalid syntax",
			Fix: &properties.Fix{Label: "Quote it", Value: `"` + src + `"`}}}
	}
	return nil
}

func (b *bench) wait() {
	for len(b.later) > 0 {
		f := b.later[0]
		b.later = b.later[1:]
		f()
	}
}

func (b *bench) selectIDs(ids ...string) {
	var list []bpmn.Element
	for _, id := range ids {
		list = append(list, b.doc.ByID(id))
	}
	b.panel.SetSelection(b.doc, list)
}

// field returns the control of a field: "Group/Field", or "Group/List/0/Field".
func (b *bench) field(path string) *control {
	b.t.Helper()
	parts := strings.Split(path, "/")
	g := b.panel.groups[parts[0]]
	if g == nil {
		b.t.Fatalf("no group %s in %v", parts[0], b.panel.order)
	}
	for i, f := range g.group.Fields {
		if f.Label != parts[1] {
			continue
		}
		if len(parts) == 2 {
			return g.items.list[i].(*control)
		}
		l := g.items.list[i].(*list)
		row := l.rows[l.order[parts[2][0]-'0']]
		for j, rf := range row.row.Fields {
			if rf.Label == parts[3] {
				return row.items.list[j].(*control)
			}
		}
	}
	b.t.Fatalf("no field %s", path)
	return nil
}

func (b *bench) focus(path string) *textbox {
	b.t.Helper()
	box := b.field(path).box
	b.win.Canvas().Focus(box)
	if b.win.Canvas().Focused() != fyne.Focusable(box) {
		b.t.Fatalf("%s can't take the focus", path)
	}
	return box
}

func (b *bench) typeIn(path, text string) *textbox {
	box := b.focus(path)
	box.TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, r := range text {
		box.TypedRune(r)
	}
	return box
}

func strike(box *textbox, keys ...fyne.KeyName) {
	for _, k := range keys {
		box.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (b *bench) wantUndo(label string) {
	b.t.Helper()
	if got, _ := b.doc.UndoLabel(); got != label {
		b.t.Errorf("the last step is %q, want %q", got, label)
	}
}

func TestAFieldIsWrittenOnEnterAndWhenLeft(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.typeIn("General/Name", "Check all")
	if b.doc.ByID("S").Name() != "Check stock" {
		t.Error("a value is written while it is typed")
	}
	strike(box, fyne.KeyReturn)
	if got := b.doc.ByID("S").Name(); got != "Check all" {
		t.Errorf("Enter writes %q", got)
	}
	b.wantUndo("Change name")
	b.typeIn("General/Name", "Check more")
	b.focus("General/ID")
	if got := b.doc.ByID("S").Name(); got != "Check more" {
		t.Errorf("leaving writes %q", got)
	}
	b.doc.Undo()
	b.doc.Undo()
	if string(b.doc.Bytes()) != model {
		t.Errorf("two edits are not two steps:\n%s", b.doc.Bytes())
	}
	if got := b.field("General/Name").box.Text(); got != "Check stock" {
		t.Errorf("after undo the field shows %q", got)
	}
}

func TestEscGivesTheOldValueBack(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.typeIn("General/Name", "x")
	strike(box, fyne.KeyEscape)
	if box.Text() != "Check stock" {
		t.Errorf("Esc gives %q", box.Text())
	}
	b.focus("General/ID")
	if _, any := b.doc.UndoLabel(); any {
		t.Error("Esc leaves a step")
	}
	b.focus("General/Name")
	box.TypedShortcut(&fyne.ShortcutUndo{})
	if box.Text() != "x" || b.undos != 0 {
		t.Errorf("undo in the field gives %q", box.Text())
	}
}

func TestAFaultyValueStaysMarkedAndIsNotWritten(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.typeIn("Service/Parameters/0/Value", "https://x")
	c := b.field("Service/Parameters/0/Value")
	if c.problem.isShown() {
		t.Error("the value is judged before a pause")
	}
	b.wait()
	if !c.problem.isShown() || c.problem.message.text != "Column 6: invalid syntax" || box.mark != theme.ColorNameError {
		t.Errorf("after the pause: %q, mark %q", c.problem.message.text, box.mark)
	}
	b.focus("General/Name")
	param := b.doc.ByID("S").Extension("serviceTaskOperator").Children()[0].Children()[0]
	if box.Text() != "https://x" || param.Attr("value") != "a" {
		t.Errorf("left with a fault: field %q, document %q", box.Text(), param.Attr("value"))
	}
	b.selectIDs("M")
	b.selectIDs("S")
	c = b.field("Service/Parameters/0/Value")
	if c.box.Text() != "https://x" || !c.problem.isShown() {
		t.Errorf("back again the field shows %q", c.box.Text())
	}
	if b.panel.Commit() {
		t.Error("Commit says that all is written")
	}
	test.Tap(c.problem.fix)
	if got := param.Attr("value"); got != `"https://x"` || c.problem.isShown() || !b.panel.Commit() {
		t.Errorf("quoted it is %s", got)
	}
	b.wantUndo("Change value")
}

func TestAScriptIsNotLostForAFault(t *testing.T) {
	b := newBench(t)
	b.panel.config.Env.Checker = properties.CheckerFunc(func(src string, _ properties.Language) []properties.Problem {
		return []properties.Problem{{Severity: bpmn.Fault, Line: 2, Column: 3, Message: "no"}}
	})
	b.selectIDs("T")
	box := b.focus("Script/Script")
	strike(box, fyne.KeyEnd, fyne.KeyReturn)
	box.TypedRune('b')
	b.selectIDs("M")
	if got := b.doc.ByID("T").ChildText("script"); got != "b\na = 1" && got != "a = 1\nb" {
		t.Errorf("the script is %q", got)
	}
}

func TestAChangeElsewhereLeavesTheFieldAlone(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.typeIn("Service/Parameters/1/Value", "abc")
	strike(box, fyne.KeyLeft)
	caret := box.buf.caret
	err := b.doc.Edit("elsewhere", func(tx *bpmn.Tx) error {
		tx.SetAttr(b.doc.ByID("M"), "name", "x")
		tx.SetAttr(b.doc.ByID("S"), "name", "y")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if b.win.Canvas().Focused() != fyne.Focusable(box) || box.Text() != "abc" || box.buf.caret != caret {
		t.Errorf("text %q, caret %v", box.Text(), box.buf.caret)
	}
	if got := b.field("General/Name").box.Text(); got != "y" {
		t.Errorf("another field of the element shows %q", got)
	}
	if b.field("Service/Parameters/1/Value").box != box {
		t.Error("the field was made anew")
	}
}

func TestRowsKeepTheirFieldsWhenTheyMove(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.typeIn("Service/Parameters/1/Name", "params")
	l := b.panel.groups["Service"].items.list[1].(*list)
	l.move(l.rows[l.order[1]].row.Element, -1)
	if got := b.field("Service/Parameters/0/Name").box; got != box || got.Text() != "params" {
		t.Errorf("the first row shows %q", got.Text())
	}
	l.add()
	if n := len(l.order); n != 3 {
		t.Fatalf("%d rows", n)
	}
	if b.win.Canvas().Focused() != fyne.Focusable(b.field("Service/Parameters/2/Name").box) {
		t.Error("the new row has not the caret")
	}
	last := l.rows[l.order[2]].row.Element
	l.do(func() error { return l.bound.RemoveRow(last) })
	if len(l.order) != 2 || len(l.body.Objects) != 2 {
		t.Errorf("%d rows are shown: %v %s", len(l.body.Objects), l.order, l.problem.message.text)
	}
	for b.doc.Undo() {
	}
	if string(b.doc.Bytes()) != model {
		t.Errorf("all undone gives\n%s", b.doc.Bytes())
	}
}

func TestWhatIsShown(t *testing.T) {
	b := newBench(t)
	b.selectIDs()
	if got := b.panel.header.name.text; got != "Order" {
		t.Errorf("nothing selected shows %q", got)
	}
	b.selectIDs("S", "M")
	if got := b.panel.header.name.text; got != "2 elements" {
		t.Errorf("two selected show %q", got)
	}
	if strings.Join(b.panel.order, ", ") == "" || b.panel.groups["General"] != nil {
		t.Errorf("two selected share %v", b.panel.order)
	}
	b.selectIDs("S")
	if err := b.doc.Edit("delete", func(tx *bpmn.Tx) error { tx.Remove(b.doc.ByID("S")); return nil }); err != nil {
		t.Fatal(err)
	}
	if got := b.panel.header.name.text; got != "Order" {
		t.Errorf("after deleting the element the panel shows %q", got)
	}
	b.panel.Close()
	if b.panel.header.name.text != "" || len(b.panel.body.Objects) != 0 {
		t.Error("a closed panel shows something")
	}
}

func TestGroupsRememberWhetherTheyAreOpen(t *testing.T) {
	b := newBench(t)
	open := map[string]bool{"Service": false}
	b.panel.config.IsOpen = func(g string) (bool, bool) { o, known := open[g]; return o, known }
	b.panel.config.SetOpen = func(g string, o bool) { open[g] = o }
	b.selectIDs("S")
	if b.panel.groups["Service"].head.isOpen || !b.panel.groups["General"].head.isOpen {
		t.Error("the groups are not as remembered")
	}
	test.Tap(b.panel.groups["Documentation"].head)
	if !open["Documentation"] || !b.panel.FocusField("", "Operator ID") || !open["Service"] {
		t.Errorf("open groups %v", open)
	}
	box := b.field("Documentation/Documentation").box
	if b.win.Canvas().Focused() == fyne.Focusable(box) || box.Size().Width < 200 {
		t.Errorf("the field is %v", box.Size())
	}
}

func TestUndoGoesOnToTheDocument(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.typeIn("General/Name", "x")
	strike(box, fyne.KeyReturn)
	for range 3 { // x, the selected text, and the step of the document
		box.TypedShortcut(&fyne.ShortcutUndo{})
	}
	if b.undos == 0 {
		t.Error("undo in an unchanged field does nothing")
	}
	if got := b.doc.ByID("S").Name(); got != "Check stock" {
		t.Errorf("the name is %q", got)
	}
}

func TestClicksAndDragsSelect(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	box := b.field("General/Name").box
	at := func(col int) fyne.Position {
		return fyne.NewPos(padX+box.layout.x(box.buf, box.layout.rows[0], col), rowHeight/2)
	}
	down := func(col int) {
		box.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(col)}, Button: desktop.MouseButtonPrimary})
	}
	down(2)
	if box.buf.caret != (place{0, 2}) || box.buf.hasSelection() {
		t.Errorf("a click puts the caret at %v", box.buf.caret)
	}
	down(2)
	if got := box.buf.selected(); got != "Check" {
		t.Errorf("a double click selects %q", got)
	}
	down(2)
	if got := box.buf.selected(); got != "Check stock" {
		t.Errorf("a triple click selects %q", got)
	}
	box.pressed.at = time.Time{}
	down(0)
	box.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(3)}})
	if got := box.buf.selected(); got != "Che" {
		t.Errorf("dragging selects %q", got)
	}
	box.TypedShortcut(&fyne.ShortcutCut{})
	box.TypedShortcut(&fyne.ShortcutPaste{})
	box.TypedShortcut(&fyne.ShortcutPaste{})
	if got := box.Text(); got != "CheCheck stock" {
		t.Errorf("cut and pasted twice gives %q", got)
	}
}

func TestDeletingTheElementDropsTheFocus(t *testing.T) {
	b := newBench(t)
	b.selectIDs("S")
	b.typeIn("Service/Parameters/1/Value", "abc")
	if err := b.doc.Edit("delete", func(tx *bpmn.Tx) error { tx.Remove(b.doc.ByID("S")); return nil }); err != nil {
		t.Fatal(err)
	}
	if f := b.win.Canvas().Focused(); f != nil {
		t.Errorf("the focus is on %T", f)
	}
	b.wantUndo("delete")
}

func TestAVeryLongLineIsDrawnInPieces(t *testing.T) {
	for _, o := range []textOptions{{}, {code: true, lines: true}, {lines: true, wrap: true, maxRows: 5}} {
		box := newTextbox(&Style{}, o)
		w := test.NewTempWindow(t, box)
		w.Resize(fyne.NewSize(300, 100))
		box.SetText(strings.Repeat("abc 漢\t", 100_000))
		box.FocusGained()
		box.moveTo(box.buf.end(), false)
		drawn := 0
		for _, x := range box.renderer.texts {
			if x.Size().Width > 400 {
				t.Errorf("a text is %v wide", x.Size().Width)
			}
			if len(x.Text) > 0 && x.Position().X > -300 && x.Position().X < 300 {
				drawn++
			}
		}
		if drawn == 0 || drawn > 400 {
			t.Errorf("%+v: %d texts are drawn", o, drawn)
		}
		if x := box.renderer.caret.Position().X; x < 0 || x > 300 {
			t.Errorf("%+v: the caret stands at %v", o, x)
		}
	}
}
