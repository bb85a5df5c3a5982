package modeling_test

import (
	"bytes"
	"sort"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// sizes is a measurer with letters of a fixed width.
type sizes struct{}

func (sizes) LabelSize(text string, maxWidth float64) (w, h float64) {
	lines := 1.0
	for _, l := range strings.Split(text, "\n") {
		w = max(w, float64(len(l))*6)
	}
	if limit := max(maxWidth, 90); w > limit {
		lines, w = float64(int(w/limit)+1), limit
	}
	return w, lines * 14
}

func (sizes) AnnotationHeight(text string, width float64) float64 {
	return float64(len(text)*6)/width*14 + 24
}

// stage is a document with the behaviors of the editor, and what a test says
// about it.
type stage struct {
	*testing.T
	*bpmn.Document
	first  []byte
	before map[string]bool
}

func open(t *testing.T, src string) *stage {
	t.Helper()
	d, err := bpmn.Parse("test.bpmn", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return staged(t, d)
}

func staged(t *testing.T, d *bpmn.Document) *stage {
	d.SetBehaviors(modeling.Behaviors(sizes{}))
	return &stage{t, d, d.Bytes(), faults(d)}
}

func blank(t *testing.T) *stage {
	d, err := bpmn.New("new.bpmn", "Process_1")
	if err != nil {
		t.Fatal(err)
	}
	return staged(t, d)
}

// do runs an operation as one step, checks the invariants, and that undo gives
// the bytes before and redo those after.
func (s *stage) do(op func(tx *bpmn.Tx) error) {
	s.Helper()
	if err := s.try(op); err != nil {
		s.Fatal(err)
	}
}

func (s *stage) try(op func(tx *bpmn.Tx) error) error {
	s.Helper()
	before := s.XML().String()
	if err := s.Edit("test", op); err != nil {
		if s.XML().String() != before {
			s.Error("a refused operation left something")
		}
		return err
	}
	after := s.XML().String()
	if bad := fresh(s.before, faults(s.Document)); len(bad) > 0 {
		sort.Strings(bad)
		s.Errorf("after the step:\n%s\n%s", strings.Join(bad, "\n"), after)
	}
	if after == before {
		return nil
	}
	s.Undo()
	if got := s.XML().String(); got != before {
		s.Errorf("undo gives\n%s\nwant\n%s", got, before)
	}
	s.Redo()
	if got := s.XML().String(); got != after {
		s.Errorf("redo gives\n%s\nwant\n%s", got, after)
	}
	return nil
}

func (s *stage) undoAll() {
	s.Helper()
	for s.Undo() {
	}
	if !bytes.Equal(s.Bytes(), s.first) {
		s.Error("undoing everything doesn't give the file as it was opened")
	}
}

func (s *stage) plane() bpmn.Element { return s.Planes()[0] }

// create makes an element and returns it.
func (s *stage) create(v modeling.Variant, target bpmn.Element, x, y float64) bpmn.Element {
	s.Helper()
	var made bpmn.Shape
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.Create(tx, v, target, geom.Pt(x, y))
		return err
	})
	return made.Semantic()
}

func (s *stage) append(source bpmn.Element, v modeling.Variant) bpmn.Element {
	s.Helper()
	var made bpmn.Shape
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.Append(tx, source, v)
		return err
	})
	return made.Semantic()
}

func (s *stage) connect(a, b bpmn.Element) bpmn.Element {
	s.Helper()
	var made bpmn.Edge
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.Connect(tx, a, b)
		return err
	})
	return made.Semantic()
}

func (s *stage) move(target bpmn.Element, dx, dy float64, els ...bpmn.Element) {
	s.Helper()
	s.do(func(tx *bpmn.Tx) error { return modeling.Move(tx, els, geom.Pt(dx, dy), target) })
}

func (s *stage) wantBounds(el bpmn.Element, want geom.Rect) {
	s.Helper()
	if got := el.Shape().Bounds(); got != want {
		s.Errorf("%s lies at %v, want %v", el.Title(), got, want)
	}
}

func (s *stage) wantRoute(flow bpmn.Element, want ...geom.Point) {
	s.Helper()
	got := flow.Edge().Waypoints()
	ok := len(got) == len(want)
	for i := range got {
		ok = ok && got[i].Near(want[i], 0.6)
	}
	if !ok {
		s.Errorf("%s runs %v, want %v", flow.Title(), got, want)
	}
}

func task() modeling.Variant            { return modeling.Variant{Kind: bpmn.Task} }
func kind(k bpmn.Kind) modeling.Variant { return modeling.Variant{Kind: k} }
