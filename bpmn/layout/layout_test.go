package layout_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
)

func end(o bpmn.Outline, role layout.Role, r geom.Rect) layout.End {
	return layout.End{Bounds: r, Outline: o, Role: role, Dock: r.Center()}
}

func taskAt(x, y float64) layout.End {
	return end(bpmn.RoundedRectangle, layout.PlainEnd, geom.R(x, y, 100, 80))
}

func gatewayAt(x, y float64) layout.End {
	return end(bpmn.Diamond, layout.GatewayEnd, geom.R(x, y, 50, 50))
}

func eventAt(x, y float64) layout.End {
	return end(bpmn.Circle, layout.EventEnd, geom.R(x, y, 36, 36))
}

func want(t *testing.T, what string, got geom.Polyline, want ...geom.Point) {
	t.Helper()
	ok := len(got) == len(want)
	for i := range got {
		ok = ok && got[i].Near(want[i], 0.6)
	}
	if !ok {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestFreshRoutesTakeThePreferredForm(t *testing.T) {
	pt := geom.Pt
	for _, c := range []struct {
		what     string
		style    layout.Style
		from, to layout.End
		want     []geom.Point
	}{
		{"beside each other", layout.Orthogonal, taskAt(0, 0), taskAt(200, 0), []geom.Point{pt(100, 40), pt(200, 40)}},
		{"across", layout.Orthogonal, taskAt(0, 0), taskAt(200, 200), []geom.Point{pt(100, 40), pt(150, 40), pt(150, 240), pt(200, 240)}},
		{"below", layout.Orthogonal, taskAt(0, 0), taskAt(30, 200), []geom.Point{pt(50, 80), pt(50, 140), pt(80, 140), pt(80, 200)}},
		{"back", layout.Orthogonal, taskAt(300, 0), taskAt(0, 200), []geom.Point{pt(300, 40), pt(200, 40), pt(200, 240), pt(100, 240)}},
		{"out of a gateway", layout.Orthogonal, gatewayAt(0, 0), taskAt(100, 100), []geom.Point{pt(25, 50), pt(25, 140), pt(100, 140)}},
		{"into a gateway", layout.Orthogonal, taskAt(0, 100), gatewayAt(200, 0), []geom.Point{pt(100, 140), pt(225, 140), pt(225, 50)}},
		{"event to task", layout.Orthogonal, eventAt(0, 22), taskAt(100, 0), []geom.Point{pt(36, 40), pt(100, 40)}},
		{"message between tasks", layout.Crossing, taskAt(0, 0), taskAt(60, 300), []geom.Point{pt(80, 80), pt(80, 300)}},
		{"message far apart", layout.Crossing, taskAt(0, 0), taskAt(300, 300), []geom.Point{pt(50, 80), pt(50, 190), pt(350, 190), pt(350, 300)}},
		{"association", layout.Straight, taskAt(0, 0), end(bpmn.Rectangle, layout.PlainEnd, geom.R(40, 180, 20, 20)), []geom.Point{pt(50, 80), pt(50, 180)}},
		{"self loop", layout.Orthogonal, taskAt(0, 0), taskAt(0, 0), []geom.Point{pt(50, 80), pt(50, 100), pt(-20, 100), pt(-20, 40), pt(0, 40)}},
	} {
		want(t, c.what, layout.Route(c.style, c.from, c.to, layout.Options{}), c.want...)
	}
}

func TestBoundaryEventsLeaveByTheirSide(t *testing.T) {
	host := geom.R(0, 0, 100, 80)
	e := eventAt(52, 62)
	e.Host, e.Side = host, layout.Bottom
	got := layout.Route(layout.Orthogonal, e, taskAt(200, 100), layout.Options{})
	want(t, "to the lower right", got, geom.Pt(70, 98), geom.Pt(70, 140), geom.Pt(200, 140))
	back := layout.Route(layout.Orthogonal, e, end(bpmn.RoundedRectangle, layout.PlainEnd, host), layout.Options{})
	if len(back) < 4 || back[0] != geom.Pt(70, 98) || !layout.OnOutline(bpmn.Rectangle, host, back[len(back)-1], 1) {
		t.Errorf("back to its host: %v", back)
	}
}

func TestRoutesGoAroundObstacles(t *testing.T) {
	wall := geom.R(150, -50, 60, 200)
	got := layout.Route(layout.Orthogonal, taskAt(0, 0), taskAt(300, 0), layout.Options{Obstacles: []geom.Rect{wall}})
	for i := 1; i < len(got); i++ {
		if geom.Span(got[i-1], got[i]).Intersects(wall) {
			t.Errorf("%v runs through the wall", got)
		}
	}
	if !layout.Docked(got, taskAt(0, 0), taskAt(300, 0)) {
		t.Errorf("%v is not docked", got)
	}
}

// Wherever two shapes lie, a flow between them is right-angled and docked, and
// moving either end keeps it so.
func TestRoutesAndRepairsAreRightAngledAndDocked(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	at := func() (float64, float64) { return float64(rnd.IntN(80)) * 10, float64(rnd.IntN(60)) * 10 }
	some := func() layout.End {
		x, y := at()
		switch rnd.IntN(3) {
		case 0:
			return taskAt(x, y)
		case 1:
			return gatewayAt(x, y)
		}
		return eventAt(x, y)
	}
	for range 20000 {
		a, b := some(), some()
		if a.Bounds.Intersects(b.Bounds) {
			continue
		}
		r := layout.Route(layout.Orthogonal, a, b, layout.Options{Snap: true})
		check(t, "fresh", r, a, b)
		moved := b
		dx, dy := at()
		moved.Bounds = b.Bounds.Moved(geom.Pt(dx-400, dy-300))
		moved.Dock = moved.Bounds.Center()
		if a.Bounds.Intersects(moved.Bounds) {
			continue
		}
		check(t, fmt.Sprint("repaired from ", r), layout.Repair(layout.Orthogonal, r, a, b, a, moved, layout.Options{}), a, moved)
		if t.Failed() {
			return
		}
	}
}

func check(t *testing.T, what string, r geom.Polyline, a, b layout.End) {
	t.Helper()
	if !layout.Docked(r, a, b) {
		t.Errorf("%s: %v is not docked on %v and %v", what, r, a.Bounds, b.Bounds)
	}
	for i := 1; i < len(r); i++ {
		if r[i].X != r[i-1].X && r[i].Y != r[i-1].Y {
			t.Errorf("%s: %v has a slanted segment between %v and %v", what, r, a.Bounds, b.Bounds)
		}
	}
}

func TestRepairKeepsTheUsersBends(t *testing.T) {
	a, b := taskAt(0, 0), taskAt(300, 200)
	old := geom.Polyline{{X: 100, Y: 40}, {X: 250, Y: 40}, {X: 250, Y: 240}, {X: 300, Y: 240}}
	moved := taskAt(300, 260)
	want(t, "target down", layout.Repair(layout.Orthogonal, old, a, b, a, moved, layout.Options{}),
		geom.Pt(100, 40), geom.Pt(250, 40), geom.Pt(250, 300), geom.Pt(300, 300))
	want(t, "both", layout.Repair(layout.Orthogonal, old, a, b, taskAt(10, 10), taskAt(310, 210), layout.Options{}),
		geom.Pt(110, 50), geom.Pt(260, 50), geom.Pt(260, 250), geom.Pt(310, 250))
	// the target comes so near to the bend that the bend goes
	want(t, "target left", layout.Repair(layout.Orthogonal, old, a, b, a, taskAt(200, 200), layout.Options{}),
		geom.Pt(100, 40), geom.Pt(250, 40), geom.Pt(250, 200))
}

func TestFlowLabelsKeepTheirPlaceOnTheirSegment(t *testing.T) {
	old := geom.Polyline{{X: 0, Y: 0}, {X: 100, Y: 0}, {X: 100, Y: 100}, {X: 200, Y: 100}}
	label := geom.R(105, 43, 40, 14) // right of the vertical segment
	now := geom.Polyline{{X: 0, Y: 0}, {X: 150, Y: 0}, {X: 150, Y: 100}, {X: 200, Y: 100}}
	if got := layout.MoveFlowLabel(old, now, label); got != geom.R(155, 43, 40, 14) {
		t.Errorf("label at %v", got)
	}
	straight := geom.Polyline{{X: 0, Y: 0}, {X: 200, Y: 0}}
	if got := layout.MoveFlowLabel(old, straight, label); got.Bottom() > 0 || got.Center().X != 100 {
		t.Errorf("when its segment is gone the label goes to the middle one: %v", got)
	}
}

// ---- layout of models without a diagram ----

func missing(t *testing.T, d *bpmn.Document) {
	t.Helper()
	if err := d.Prepare(layout.Missing); err != nil {
		t.Fatal(err)
	}
}

func withoutDiagram(t *testing.T, name string, raw []byte) *bpmn.Document {
	t.Helper()
	d, err := bpmn.Parse(name, raw)
	if err != nil {
		t.Skip(err)
	}
	err = d.Prepare(func(tx *bpmn.Tx) error {
		for _, x := range d.Diagrams() {
			tx.Remove(x)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// readable checks what every layout promises: everything is drawn, nothing
// lies on anything else, content lies in its container, flows dock.
func readable(t *testing.T, d *bpmn.Document) {
	t.Helper()
	for _, p := range d.Processes() {
		readableIn(t, d, p)
	}
}

func readableIn(t *testing.T, d *bpmn.Document, scope bpmn.Element) {
	var seen []bpmn.Shape
	for _, el := range scope.FlowElements() {
		k := el.Kind()
		if k == bpmn.SequenceFlow && (el.Source().IsZero() || el.Target().IsZero()) {
			continue
		}
		if k == bpmn.SequenceFlow {
			e := el.Edge()
			a, b := layout.ShapeOn(el.Source(), e.Plane()), layout.ShapeOn(el.Target(), e.Plane())
			if e.IsZero() || a.IsZero() || b.IsZero() || !layout.Docked(e.Waypoints(), layout.EndOf(a), layout.EndOf(b)) {
				t.Errorf("flow %s is not drawn from end to end", el.ID())
			}
			continue
		}
		if k == bpmn.DataObject || k == bpmn.Association || k == bpmn.Group || len(d.AllByID(el.ID())) > 1 {
			continue
		}
		s := el.Shape()
		if s.IsZero() || s.Bounds().Empty() {
			t.Errorf("%s %s is not drawn", k, el.ID())
			continue
		}
		if outer := scope.Shape(); !outer.IsZero() && outer.Plane() == s.Plane() && !outer.Bounds().ContainsRect(s.Bounds()) {
			t.Errorf("%s %v sticks out of %s %v", el.ID(), s.Bounds(), scope.ID(), outer.Bounds())
		}
		if k == bpmn.BoundaryEvent {
			continue
		}
		for _, o := range seen {
			if o.Plane() == s.Plane() && o.Bounds().Grown(-1).Intersects(s.Bounds()) {
				t.Errorf("%s %v lies on %s %v", el.ID(), s.Bounds(), o.Semantic().ID(), o.Bounds())
			}
		}
		seen = append(seen, s)
		if lane := el.Lane(); k.IsFlowNode() && !lane.IsZero() && !lane.Shape().IsZero() && !lane.Shape().Bounds().ContainsRect(s.Bounds()) {
			t.Errorf("%s %v is not in its lane %v", el.ID(), s.Bounds(), lane.Shape().Bounds())
		}
		if k.IsSubProcess() {
			readableIn(t, d, el)
		}
	}
}

func TestModelsWithoutADiagramGetAReadableOne(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.bpmn")
	more, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	spiff, _ := filepath.Glob("../../../shared/conformance/models/*/*.bpmn")
	if len(more) == 0 {
		t.Log("the folder with interchange files is not here: examples only")
	}
	for _, f := range append(append(files, more...), spiff...) {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(f), func(t *testing.T) {
			d := withoutDiagram(t, f, raw)
			if len(d.Processes()) == 0 {
				t.Skip("no process")
			}
			missing(t, d)
			readable(t, d)
			text := d.XML().String()
			again := withoutDiagram(t, f, raw)
			missing(t, again)
			if layoutOnly(again.XML().String()) != layoutOnly(text) {
				t.Error("the same model got another picture")
			}
			if d.IsDirty() {
				t.Error("the layout asks for a save")
			}
			missing(t, d)
			if d.XML().String() != text {
				t.Error("a model that is drawn was changed")
			}
		})
	}
}

// layoutOnly drops the ids of diagrams, which are random.
func layoutOnly(xml string) string {
	var out []string
	for _, l := range strings.Split(xml, "\n") {
		if !strings.Contains(l, "BPMNDiagram") && !strings.Contains(l, "BPMNPlane") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func TestSinglePartsAreDrawnBesideTheirNeighbours(t *testing.T) {
	raw, err := os.ReadFile("../../examples/order/order.bpmn")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := bpmn.Parse("order.bpmn", raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range whole.Planes()[0].Children() {
		d, _ := bpmn.Parse("order.bpmn", raw)
		id := s.ID()
		if err := d.Prepare(func(tx *bpmn.Tx) error { tx.Remove(d.ByID(id)); return nil }); err != nil {
			t.Fatal(err)
		}
		el := s.Semantic()
		before := d.XML().String()
		missing(t, d)
		if d.XML().String() == before {
			t.Errorf("%s was not drawn again", id)
		}
		if again := d.ByID(el.ID()); len(d.ShapesOf(again))+len(d.EdgesOf(again)) != 1 {
			t.Errorf("%s is drawn %d times", el.ID(), len(d.ShapesOf(again))+len(d.EdgesOf(again)))
		}
	}
}

func chain(n int) []byte {
	var b strings.Builder
	b.WriteString(`<definitions xmlns="` + bpmn.NS + `" id="D" targetNamespace="urn:t"><process id="P">`)
	for i := range n {
		fmt.Fprintf(&b, `<task id="T%d"/>`, i)
		if i > 0 {
			fmt.Fprintf(&b, `<sequenceFlow id="F%d" sourceRef="T%d" targetRef="T%d"/>`, i, i-1, i)
		}
		if i > 10 && i%7 == 0 {
			fmt.Fprintf(&b, `<sequenceFlow id="B%d" sourceRef="T%d" targetRef="T%d"/>`, i, i, (i*31)%i)
		}
	}
	b.WriteString(`</process></definitions>`)
	return []byte(b.String())
}

func TestLargeModelsAreLaidOutInReasonableTime(t *testing.T) {
	d, err := bpmn.Parse("chain.bpmn", chain(5000))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	missing(t, d)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("10,000 elements took %v", took)
	}
}
