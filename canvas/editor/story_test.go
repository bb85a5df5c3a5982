package editor_test

import (
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// story is an editor with everything that it said to its window.
type story struct {
	t    *testing.T
	doc  *bpmn.Document
	ed   *editor.Editor
	clip *clipboard

	status   string
	warning  bool
	labels   []tools.Ref
	menus    []tools.Menu
	selected int // how often the selection was told of
	// pointer
	at   geom.Point
	mods tools.Mods
}

type clipboard struct{ text string }

func (c *clipboard) Content() string     { return c.text }
func (c *clipboard) SetContent(s string) { c.text = s }

func (s *story) Update(u editor.Update) {
	if u.Has(editor.Selected) {
		s.selected++
	}
}
func (s *story) SetStatus(text string, warning bool) { s.status, s.warning = text, warning }
func (s *story) EditLabel(r tools.Ref)               { s.labels = append(s.labels, r) }
func (s *story) OpenMenu(m tools.Menu, _ geom.Point) { s.menus = append(s.menus, m) }

// begin opens a process with a start event, a task and an end event in a row,
// joined by flows: Start (100,100)-(136,136), Task (200,78) 100 × 80, End
// (400,100).
func begin(t *testing.T) *story {
	t.Helper()
	doc, err := bpmn.New("story.bpmn", "Process_1")
	if err != nil {
		t.Fatal(err)
	}
	s := &story{t: t, doc: doc, clip: &clipboard{}}
	s.ed = editor.New(doc, s.clip)
	s.ed.SetWindow(s)
	s.ed.SetSize(1000, 800)
	plane := doc.Planes()[0]
	s.edit(func(tx *bpmn.Tx) error {
		tx.SetBounds(doc.ByID("StartEvent_1").Shape(), geom.R(100, 100, 36, 36))
		start := doc.ByID("StartEvent_1")
		task := s.make(tx, modeling.Variant{Kind: bpmn.Task}, plane, geom.Pt(250, 118), "Task")
		end := s.make(tx, modeling.Variant{Kind: bpmn.EndEvent}, plane, geom.Pt(418, 118), "End")
		return firstError(tx.Rename(start, "Start"), s.connect(tx, start, task, "Flow_1"), s.connect(tx, task, end, "Flow_2"))
	})
	s.ed.ZoomTo(1)
	s.ed.CenterOn(geom.Pt(400, 300))
	s.ed.Deselect()
	return s
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *story) edit(op func(tx *bpmn.Tx) error) {
	s.t.Helper()
	if err := s.doc.Edit("set the scene", op); err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) make(tx *bpmn.Tx, v modeling.Variant, target bpmn.Element, center geom.Point, id string) bpmn.Element {
	s.t.Helper()
	sh, err := modeling.Create(tx, v, target, center)
	if err == nil {
		err = tx.Rename(sh.Semantic(), id)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return sh.Semantic()
}

func (s *story) connect(tx *bpmn.Tx, a, b bpmn.Element, id string) error {
	e, err := modeling.Connect(tx, a, b)
	if err != nil {
		return err
	}
	return tx.Rename(e.Semantic(), id)
}

// add puts one more element into the story.
func (s *story) add(v modeling.Variant, center geom.Point, id string) {
	s.t.Helper()
	target := s.ed.Plane()
	if it := s.ed.Scene().ContainerAt(center, nil); it != nil {
		target = it.DI
	}
	s.edit(func(tx *bpmn.Tx) error { s.make(tx, v, target, center, id); return nil })
}

// step is something that a person does.
type step func(*story)

func (s *story) play(steps ...step) {
	s.t.Helper()
	for _, f := range steps {
		f(s)
	}
}

func (s *story) send(kind tools.EventKind, b tools.Button, clicks int) {
	v := s.ed.View()
	s.ed.Handle(tools.Event{Kind: kind, At: s.at, Screen: v.ToScreen(s.at), Button: b, Mods: s.mods, Clicks: clicks})
}

// center returns the middle of what is shown of an element.
func (s *story) center(id string) geom.Point {
	s.t.Helper()
	it := s.ed.Scene().ItemOf(s.doc.ByID(id))
	if it == nil {
		s.t.Fatalf("%s is not shown", id)
	}
	if it.IsEdge() {
		return it.Route.At(0.5)
	}
	return it.Bounds.Center()
}

func pressAt(x, y float64) step {
	return func(s *story) {
		s.at = geom.Pt(x, y)
		s.send(tools.Motion, 0, 1)
		s.send(tools.Press, tools.Primary, 1)
	}
}

func press(id string) step {
	return func(s *story) { p := s.center(id); pressAt(p.X, p.Y)(s) }
}

// drag moves the pointer with the button down, in several steps.
func drag(dx, dy float64) step {
	return func(s *story) {
		from := s.at
		for i := 1; i <= 4; i++ {
			s.at = from.Add(geom.Pt(dx, dy).Mul(float64(i) / 4))
			s.send(tools.Motion, tools.Primary, 1)
		}
	}
}

func dragTo(x, y float64) step {
	return func(s *story) { d := geom.Pt(x, y).Sub(s.at); drag(d.X, d.Y)(s) }
}

func dragToElement(id string) step {
	return func(s *story) { p := s.center(id); dragTo(p.X, p.Y)(s) }
}

func release() step { return func(s *story) { s.send(tools.Release, tools.Primary, 1) } }

func click(id string) step {
	return func(s *story) { press(id)(s); release()(s) }
}

func clickAt(x, y float64) step {
	return func(s *story) { pressAt(x, y)(s); release()(s) }
}

func doubleClick(id string) step {
	return func(s *story) { click(id)(s); s.send(tools.Press, tools.Primary, 2); release()(s) }
}

func moveTo(x, y float64) step {
	return func(s *story) { s.at = geom.Pt(x, y); s.send(tools.Motion, 0, 1) }
}

func rest() step { return func(s *story) { s.send(tools.Rest, tools.Primary, 1) } }

func holding(m tools.Mods, steps ...step) step {
	return func(s *story) { s.mods = m; s.play(steps...); s.mods = 0 }
}

func key(k editor.Key) step { return func(s *story) { s.ed.Press(k, s.mods) } }

func escape() step { return key(editor.KeyEscape) }

// ---- what is expected ----

func (s *story) wantBounds(id string, r geom.Rect) {
	s.t.Helper()
	if got := s.doc.ByID(id).Shape().Bounds(); got != r {
		s.t.Errorf("%s lies at %v, want %v", id, got, r)
	}
}

func (s *story) wantSelected(ids ...string) {
	s.t.Helper()
	var got []string
	for _, e := range s.ed.Selected() {
		got = append(got, e.ID())
	}
	if fmt.Sprint(got) != fmt.Sprint(ids) {
		s.t.Errorf("selected is %v, want %v", got, ids)
	}
}

// wantDocked checks that every flow begins and ends at the outline of its
// shapes.
func (s *story) wantDocked() {
	s.t.Helper()
	for _, it := range s.ed.Scene().Items() {
		if !it.IsEdge() {
			continue
		}
		for _, end := range []struct {
			e bpmn.Element
			p geom.Point
		}{{it.Element.Source(), it.Route[0]}, {it.Element.Target(), it.Route[len(it.Route)-1]}} {
			at := s.ed.Scene().ItemOf(end.e)
			if at == nil {
				s.t.Errorf("%s ends at nothing", it.Element.ID())
				continue
			}
			if !at.IsEdge() && !at.Bounds.Grown(1.5).Contains(end.p) {
				s.t.Errorf("%s ends at %v, beside %s at %v", it.Element.ID(), end.p, end.e.ID(), at.Bounds)
			}
		}
	}
}

func (s *story) wantSteps(n int, what string) {
	s.t.Helper()
	if got := s.doc.Steps(); got != n {
		s.t.Errorf("%s took %d steps of the history, want %d", what, got, n)
	}
}

func (s *story) count(k bpmn.Kind) int {
	n := 0
	for _, it := range s.ed.Scene().Items() {
		if it.Kind == k {
			n++
		}
	}
	return n
}

func (s *story) item(id string) *scene.Item { return s.ed.Scene().ItemOf(s.doc.ByID(id)) }

// xml returns the file as it would be saved.
func (s *story) xml() string { return string(s.doc.Bytes()) }

func (s *story) wantStatus(part string) {
	s.t.Helper()
	if !strings.Contains(s.status, part) {
		s.t.Errorf("the status bar says %q, want %q in it", s.status, part)
	}
}
