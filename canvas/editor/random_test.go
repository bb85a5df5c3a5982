package editor_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// gestures are what a person without a plan does.
var gestures = []func(s *story, r *rand.Rand){
	func(s *story, r *rand.Rand) { somewhere(s, r); s.play(drag(off(r), off(r))); endDrag(s, r) },
	func(s *story, r *rand.Rand) {
		somewhere(s, r)
		s.play(drag(off(r), off(r)), drag(off(r), off(r)), rest())
		endDrag(s, r)
	},
	func(s *story, r *rand.Rand) { somewhere(s, r); s.play(release()) },
	func(s *story, r *rand.Rand) { s.mods = tools.Shift; somewhere(s, r); s.play(release()); s.mods = 0 },
	func(s *story, r *rand.Rand) {
		s.mods = tools.Shift
		somewhere(s, r)
		s.play(drag(off(r), off(r)), release())
		s.mods = 0
	},
	func(s *story, r *rand.Rand) { // a handle of the selection
		if h := s.ed.Selected(); len(h) == 1 {
			if it := s.ed.Scene().ItemOf(h[0]); it != nil {
				p := it.Extent().Max().Add(geom.Pt(5, 5))
				if it.IsEdge() {
					p = it.Route[r.IntN(len(it.Route))]
				}
				s.play(pressAt(p.X, p.Y), drag(off(r), off(r)))
				endDrag(s, r)
			}
		}
	},
	func(s *story, r *rand.Rand) {
		list := modeling.Creatable()
		s.ed.Create(list[r.IntN(len(list))], r.IntN(2) == 0)
		p := place(s, r)
		s.play(moveTo(p.X, p.Y), clickAt(p.X, p.Y), escape())
	},
	func(s *story, r *rand.Rand) {
		if pad := s.ed.Pad(); len(pad) > 0 {
			e := pad[r.IntN(len(pad))]
			if e.Drag != nil && r.IntN(2) == 0 {
				e.Drag()
				p := place(s, r)
				s.play(moveTo(p.X, p.Y))
				endDrag(s, r)
			} else {
				e.Run()
				p := place(s, r)
				s.play(moveTo(p.X, p.Y), clickAt(p.X, p.Y), escape())
			}
		}
	},
	func(s *story, r *rand.Rand) {
		if list := s.ed.ChangeEntries(); len(list) > 0 {
			list[r.IntN(len(list))].Run()
		}
	},
	func(s *story, r *rand.Rand) { // keys of all sorts, in the middle of whatever is going on
		for range 1 + r.IntN(8) {
			s.mods = [...]tools.Mods{0, 0, tools.Shift, tools.Alt, tools.Alt | tools.Shift}[r.IntN(5)]
			s.play(key(anyKey[r.IntN(len(anyKey))]))
		}
		s.mods = 0
	},
	func(s *story, r *rand.Rand) { // a way with the keyboard that ends in something being put down
		begin := [...]editor.Key{"B", "G", "C", "N", "S", "L"}[r.IntN(6)]
		s.play(key(begin), key(editor.KeyReturn))
		for range 1 + r.IntN(4) {
			s.mods = [...]tools.Mods{0, tools.Shift, tools.Alt}[r.IntN(3)]
			s.play(key(anyKey[r.IntN(4)]))
		}
		s.mods = 0
		s.play(key(editor.KeyReturn))
		if r.IntN(3) > 0 {
			s.play(escape())
		}
	},
	func(s *story, r *rand.Rand) { s.ed.DuplicateHere() },
	func(s *story, r *rand.Rand) { // pasting by pointer
		if s.ed.Copy() {
			s.ed.Paste()
			p := place(s, r)
			s.play(moveTo(p.X, p.Y), clickAt(p.X, p.Y))
			if r.IntN(3) == 0 {
				s.play(escape())
			}
		}
	},
	func(s *story, r *rand.Rand) { // a stroke with one of the tools
		s.ed.UseTool([...]string{"lasso", "space", "connect", "mark"}[r.IntN(4)])
		if r.IntN(3) == 0 {
			s.mods = tools.Shift
		}
		somewhere(s, r)
		s.play(drag(off(r), off(r)), rest())
		endDrag(s, r)
		s.mods = 0
		if r.IntN(3) > 0 {
			s.ed.UseTool("select")
		}
	},
	func(s *story, r *rand.Rand) { choose(s, r, s.ed.AppendEntries()) },
	func(s *story, r *rand.Rand) { choose(s, r, s.ed.AttachEntries()) },
	func(s *story, r *rand.Rand) { choose(s, r, append(s.ed.AlignEntries(), s.ed.ColorEntries()...)) },
	func(s *story, r *rand.Rand) { // somebody else's choice of what is selected
		items := s.ed.Scene().Items()
		var list []bpmn.Element
		for range 1 + r.IntN(3) {
			if len(items) > 0 {
				list = append(list, items[r.IntN(len(items))].DI)
			}
		}
		s.ed.Select(list...)
	},
	func(s *story, r *rand.Rand) {
		[...]func(){s.ed.Tidy, s.ed.Straighten, s.ed.MoveToOrigin, s.ed.FlipPool, func() { s.ed.MoveLane(1) }, func() { s.ed.MoveLane(-1) }}[r.IntN(6)]()
	},
	func(s *story, r *rand.Rand) { // undo in the middle of a drag
		somewhere(s, r)
		s.play(drag(off(r), off(r)))
		s.ed.Undo()
		s.play(drag(off(r), off(r)), release())
	},
	func(s *story, r *rand.Rand) { s.ed.Leave() },
	func(s *story, r *rand.Rand) { // a side of the selection
		if h := s.ed.Selected(); len(h) == 1 {
			if it := s.ed.Scene().ItemOf(h[0]); it != nil && !it.IsEdge() {
				b := it.Bounds
				p := [...]geom.Point{{X: b.X, Y: b.Center().Y}, {X: b.Right(), Y: b.Center().Y}, {X: b.Center().X, Y: b.Y}, {X: b.Center().X, Y: b.Bottom()}, b.Min(), b.Max()}[r.IntN(6)]
				s.play(pressAt(p.X, p.Y), drag(off(r), off(r)))
				endDrag(s, r)
			}
		}
	},
	func(s *story, r *rand.Rand) {
		if s.ed.Copy() {
			s.ed.PasteAt(place(s, r))
		}
	},
	func(s *story, r *rand.Rand) { s.ed.Undo() },
	func(s *story, r *rand.Rand) { s.ed.Redo() },
	func(s *story, r *rand.Rand) { s.ed.Align(modeling.Alignment(r.IntN(6))) },
	func(s *story, r *rand.Rand) { s.ed.ToggleCollapsed() },
	func(s *story, r *rand.Rand) {
		if r.IntN(3) == 0 {
			s.ed.Delete()
		}
	},
	func(s *story, r *rand.Rand) {
		if refs := s.ed.Selection().Refs(); len(refs) == 1 {
			if f := s.ed.BeginLabel(refs[0]); f != nil {
				f.Insert(fmt.Sprint("name ", r.IntN(100)))
				s.ed.EndLabel(f, r.IntN(4) > 0)
			}
		}
	},
	func(s *story, r *rand.Rand) {
		if el := s.ed.Selected(); len(el) == 1 {
			s.ed.Enter(el[0])
		}
	},
}

var anyKey = []editor.Key{"Left", "Right", "Up", "Down", "Tab", "Return", "Escape", "H", "L", "C", "S", "M", "B", "G", "X", "O", "T", "E", "P", "Return"}

// choose takes an entry of a menu.
func choose(s *story, r *rand.Rand, list []editor.Entry) {
	if len(list) > 0 {
		list[r.IntN(len(list))].Run()
	}
}

func off(r *rand.Rand) float64 { return float64(r.IntN(400) - 200) }

// place returns a point, mostly one with something at it.
func place(s *story, r *rand.Rand) geom.Point {
	items := s.ed.Scene().Items()
	if len(items) > 0 && r.IntN(4) > 0 {
		b := items[r.IntN(len(items))].Extent()
		return geom.Pt(b.X+b.W*r.Float64(), b.Y+b.H*r.Float64())
	}
	return geom.Pt(float64(r.IntN(900)), float64(r.IntN(700)))
}

func somewhere(s *story, r *rand.Rand) {
	p := place(s, r)
	s.play(pressAt(p.X, p.Y))
}

func endDrag(s *story, r *rand.Rand) {
	if r.IntN(6) == 0 {
		s.play(escape())
	}
	s.play(release())
}

func last(label string, _ bool) string { return label }

// wantSceneInStep compares the scene, which followed every change, with one
// that is made anew.
func (s *story) wantSceneInStep(after string) {
	s.t.Helper()
	fresh := scene.NewForEditing(s.doc, s.ed.Plane())
	mine := s.ed.Scene()
	if mine.Len() != fresh.Len() {
		for _, it := range fresh.Items() {
			if mine.Item(it.DI) == nil {
				s.t.Errorf("missing: %s %s", it.Kind, it.Element.ID())
			}
		}
		s.t.Fatalf("%s: the scene has %d items, a new one %d; the last step is %q", after, mine.Len(), fresh.Len(), last(s.doc.UndoLabel()))
	}
	for _, it := range fresh.Items() {
		old := mine.Item(it.DI)
		if old == nil {
			s.t.Fatalf("%s: %s is missing", after, it.Element.ID())
		}
		if old.Bounds != it.Bounds || !slices.Equal(old.Route, it.Route) || old.Label != it.Label ||
			!reflect.DeepEqual(old.Drawing(), it.Drawing()) {
			s.t.Fatalf("%s: %s %s looks like before the change", after, it.Kind, it.Element.ID())
		}
	}
}

// How many gestures are played: the gate plays some, "go test -gestures 10000
// -seed 5 ./canvas/editor" many others.
var (
	gestureCount = flag.Int("gestures", 480, "how many random gestures TestAnythingGoes plays")
	gestureSeed  = flag.Uint64("seed", 0, "what the random gestures begin with")
)

// TestAnythingGoes plays random gestures. Whatever they do, nothing panics, the
// scene stays in step with the document, the document keeps its invariants, and
// undo leads back to the first byte, redo to the last.
func TestAnythingGoes(t *testing.T) {
	const length = 60
	for round := range uint64(max(1, *gestureCount/length)) {
		seed := *gestureSeed*1_000_000 + round
		r := rand.New(rand.NewPCG(seed, 7))
		s := begin(t)
		s.stage(r)
		first := s.xml()
		s = reopened(t, first)
		for i := range length {
			n := r.IntN(len(gestures))
			where := fmt.Sprintf("seed %d, gesture %d (number %d)", seed, i, n)
			func() {
				defer func() {
					if p := recover(); p != nil {
						t.Fatalf("%s: panic: %v\n%s", where, p, debug.Stack())
					}
				}()
				gestures[n](s, r)
			}()
			s.wantSceneInStep(where)
			if found := faults(s.doc); len(found) > 0 {
				t.Fatalf("%s, %q: %s", where, last(s.doc.UndoLabel()), strings.Join(found, "\n"))
			}
		}
		s.play(escape(), release())
		for s.ed.Redo() {
		}
		last := s.xml()
		for s.ed.Undo() {
		}
		if s.xml() != first {
			t.Fatalf("seed %d: undoing everything doesn't lead back", seed)
		}
		s.wantSceneInStep("after undo")
		for s.ed.Redo() {
		}
		if s.xml() != last {
			t.Fatalf("seed %d: redoing everything doesn't lead to the last state", seed)
		}
		s.wantSceneInStep("after redo")
	}
}

// stage puts up a diagram that differs from seed to seed: a sub-process always,
// sometimes a pool around everything, lanes, and whatever comes by chance.
func (s *story) stage(r *rand.Rand) {
	s.t.Helper()
	s.add(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: r.IntN(4) == 0}, geom.Pt(400, 350), "Sub")
	if r.IntN(3) == 0 {
		s.edit(func(tx *bpmn.Tx) error {
			s.make(tx, modeling.Variant{Kind: bpmn.Participant, Vertical: r.IntN(4) == 0}, s.ed.Plane(), geom.Pt(400, 300), "Pool")
			return nil
		})
		if pool := s.doc.ByID("Pool"); r.IntN(2) == 0 {
			s.edit(func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, pool, 2+r.IntN(2)) })
		}
	}
	list := modeling.Creatable()
	for range r.IntN(8) {
		v, p := list[r.IntN(len(list))], geom.Pt(float64(r.IntN(900)), float64(r.IntN(700)))
		_ = s.doc.Edit("set the scene", func(tx *bpmn.Tx) error {
			target := s.ed.Plane()
			if it := s.ed.Scene().ContainerAt(p, nil); it != nil {
				target = it.DI
			}
			_, err := modeling.Create(tx, v, target, p)
			return err
		})
	}
}

// reopened is a story about a document without a history.
func reopened(t *testing.T, xml string) *story {
	t.Helper()
	doc, err := bpmn.Parse("story.bpmn", []byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	s := &story{t: t, doc: doc, clip: &clipboard{}}
	s.ed = editor.New(doc, s.clip)
	s.ed.SetWindow(s)
	s.ed.SetSize(1000, 800)
	return s
}

// TestSharedFilesSurviveGestures does the same with files of other tools.
func TestSharedFilesSurviveGestures(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	if len(files) == 0 {
		t.Skip("the shared interchange files are not here")
	}
	for i, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bpmn.Parse(file, raw); err != nil {
			continue // what can't be read is the reader's test
		}
		s := reopened(t, string(raw))
		r := rand.New(rand.NewPCG(uint64(i), 3))
		for j := range 40 {
			n := r.IntN(len(gestures))
			gestures[n](s, r)
			s.wantSceneInStep(fmt.Sprintf("%s, gesture %d (number %d)", filepath.Base(file), j, n))
		}
		s.play(escape(), release())
		for s.ed.Undo() {
		}
		if s.xml() != string(raw) {
			t.Errorf("%s: undoing everything doesn't lead back to the file", filepath.Base(file))
		}
	}
}

// TestAModelWithoutADiagramBreaksNothing has nothing to show and nowhere to put
// anything.
func TestAModelWithoutADiagramBreaksNothing(t *testing.T) {
	s := reopened(t, `<definitions xmlns="`+bpmn.NS+`" id="D" targetNamespace="urn:t"><process id="P"><task id="T"/></process></definitions>`)
	r := rand.New(rand.NewPCG(1, 1))
	before := s.xml()
	for range 200 {
		gestures[r.IntN(len(gestures))](s, r)
	}
	if s.ed.Find(s.doc.ByID("T")) || len(s.ed.Breadcrumbs()) != 0 {
		t.Error("something is shown")
	}
	for s.ed.Undo() {
	}
	if s.xml() != before {
		t.Error("the document changed")
	}
}
