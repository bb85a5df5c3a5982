package editor_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/tools"
)

// field opens the text of an element.
func (s *story) field(id string) *editor.Field {
	s.t.Helper()
	f := s.ed.BeginLabel(tools.Ref{DI: s.item(id).DI})
	if f == nil {
		s.t.Fatalf("%s has no text", id)
	}
	return f
}

func texts(l paint.List) []string {
	var out []string
	for _, op := range l {
		switch o := op.(type) {
		case paint.Text:
			for _, line := range o.Lines {
				out = append(out, line.Text)
			}
		case paint.Group:
			out = append(out, texts(o.Ops)...)
		}
	}
	return out
}

func TestTheTextStandsWhereTheDiagramShowsIt(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error {
		return modeling.SetName(tx, s.doc.ByID("Task"), "Ask the customer for the number of pieces")
	})
	var drawn []paint.Line
	var find func(paint.List)
	find = func(l paint.List) {
		for _, op := range l {
			if g, ok := op.(paint.Group); ok {
				find(g.Ops)
			}
			if x, ok := op.(paint.Text); ok {
				drawn = x.Lines
			}
		}
	}
	find(s.item("Task").Drawing())
	var edited []paint.Line
	for _, op := range s.field("Task").Drawing(0) {
		if x, ok := op.(paint.Text); ok {
			edited = x.Lines
		}
	}
	if len(drawn) < 2 || len(drawn) != len(edited) {
		t.Fatalf("drawn %v, edited %v", drawn, edited)
	}
	for i := range drawn {
		if drawn[i].Text != strings.TrimRight(edited[i].Text, " ") || !drawn[i].At.Near(edited[i].At, 0.01) {
			t.Errorf("line %d is drawn as %v and edited as %v", i, drawn[i], edited[i])
		}
	}
}

func TestWhileATextIsEditedTheSceneDoesNotShowIt(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error { return modeling.SetName(tx, s.doc.ByID("Task"), "Check") })
	shown := func() string {
		var all []string
		for _, l := range s.ed.Scene().Snapshot().Lists(geom.R(0, 0, 1000, 1000), 1) {
			all = append(all, texts(l)...)
		}
		return strings.Join(all, " ")
	}
	f := s.field("Task")
	if strings.Contains(shown(), "Check") {
		t.Error("the text is shown twice")
	}
	if _, ok := s.ed.PadAnchor(); ok {
		t.Error("the context pad stays")
	}
	steps := s.doc.Steps()
	f.Insert("Look")
	s.ed.EndLabel(f, true)
	if shown() != "Look" || s.doc.Steps() != steps+1 {
		t.Errorf("shown is %q after %d steps", shown(), s.doc.Steps()-steps)
	}
	f = s.field("Task")
	f.Insert("nonsense")
	s.ed.EndLabel(f, false)
	if shown() != "Look" || s.doc.Steps() != steps+1 {
		t.Errorf("given up, %q is shown", shown())
	}
}

func TestTypingMovingAndSelecting(t *testing.T) {
	s := begin(t)
	f := s.field("Task")
	do := func(what string, want string, steps ...func()) {
		t.Helper()
		for _, x := range steps {
			x()
		}
		if f.Text() != want {
			t.Errorf("%s: the text is %q, want %q", what, f.Text(), want)
		}
	}
	move := func(k editor.Key, word, extend bool) func() { return func() { f.Move(k, word, extend) } }
	insert := func(x string) func() { return func() { f.Insert(x) } }
	do("typing", "one two three", insert("one two "), insert("three"))
	do("home and typing", "zero one two three", move("Home", false, false), insert("zero "))
	do("a word to the right, replaced", "zero uno two three", move(editor.KeyRight, true, true), insert("uno "))
	do("backspace over a word", "zero two three", func() { f.Backspace(true) })
	do("delete a character", "zero wo three", func() { f.Delete(false) })
	do("all replaced, control characters dropped", "a\nb c", f.SelectAll, insert("a\r\nb\tc\x00"))
	do("up and typing", "ax\nb c", move(editor.KeyUp, false, false), move("End", false, false), insert("x"))
	do("undo", "a\nb c", func() { f.Undo() })
	do("redo", "ax\nb c", func() { f.Redo() })
	do("arrows stop at the ends", "ax\nb c!", move("End", true, false), move(editor.KeyRight, false, false), move(editor.KeyDown, false, false), insert("!"))
	f.SelectAll()
	if f.Selection() != "ax\nb c!" {
		t.Errorf("selected is %q", f.Selection())
	}
}

func TestClicksFindTheirPlaceAlsoInTurnedHeaders(t *testing.T) {
	s := begin(t)
	s.add(modeling.Variant{Kind: bpmn.Participant}, geom.Pt(300, 120), "Pool")
	for _, id := range []string{"Task", "Pool"} {
		f := s.field(id)
		f.Insert("abcdef")
		b := f.Bounds()
		end := geom.Pt(b.Right(), b.Center().Y)
		if id == "Pool" { // its text runs upwards
			end = geom.Pt(b.Center().X, b.Y)
		}
		f.Click(end, false)
		f.Insert("!")
		start := b.Min()
		if id == "Pool" {
			start = geom.Pt(b.Center().X, b.Bottom())
		} else {
			start.Y = b.Center().Y
		}
		f.Click(start, false)
		f.Insert(">")
		if f.Text() != ">abcdef!" {
			t.Errorf("%s: the text is %q", id, f.Text())
		}
		s.ed.EndLabel(f, true)
		if got := s.doc.ByID(id).Name(); got != ">abcdef!" {
			t.Errorf("%s is called %q", id, got)
		}
	}
}

func TestAnEmptiedLabelIsGone(t *testing.T) {
	s := begin(t)
	s.edit(func(tx *bpmn.Tx) error { return modeling.SetName(tx, s.doc.ByID("End"), "Done") })
	f := s.field("End")
	f.Backspace(false)
	s.ed.EndLabel(f, true)
	if it := s.item("End"); !it.Label.Empty() || s.doc.ByID("End").HasAttr("name") {
		t.Errorf("the label is still at %v", it.Label)
	}
}

// FuzzField types anything and walks through it: no position may leave the
// text, and what is shown is what was typed.
func FuzzField(f *testing.F) {
	f.Add("one two three four five six seven", 3)
	f.Add("soft\u00ADhyphen \n\n and\u2028lines", 9)
	f.Add("日本語のテキスト🙂é́", 2)
	f.Fuzz(func(t *testing.T, text string, at int) {
		s := begin(t)
		field := s.field("Task")
		field.Insert(text)
		for _, k := range []editor.Key{editor.KeyUp, editor.KeyLeft, "Home", editor.KeyDown, editor.KeyRight, "End"} {
			for range at % 7 {
				field.Move(k, at%2 == 0, at%3 == 0)
				field.Drawing(1)
			}
		}
		field.Click(geom.Pt(float64(at), 100), false)
		field.SelectWord(geom.Pt(250, float64(at)))
		before := field.Text()
		field.Insert("x")
		field.Undo()
		if field.Text() != before {
			t.Errorf("undo gives %q, not %q", field.Text(), before)
		}
	})
}
