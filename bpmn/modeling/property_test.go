package modeling_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

// gestures are what people do, at random: each picks what it works on from the
// document as it is and may be refused by the rules.
var gestures = map[string]func(g *gesturer, tx *bpmn.Tx) error{
	"create": func(g *gesturer, tx *bpmn.Tx) error {
		v := rapid.SampledFrom(modeling.Creatable()).Draw(g.t, "variant")
		p := g.point()
		_, err := modeling.Create(tx, v, g.under(p), p)
		return err
	},
	"append": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		list := modeling.Appendable(e)
		if len(list) == 0 {
			return nil
		}
		_, err := modeling.Append(tx, e, rapid.SampledFrom(list).Draw(g.t, "variant"))
		return err
	},
	"connect": func(g *gesturer, tx *bpmn.Tx) error {
		_, err := modeling.Connect(tx, g.shape(), g.shape())
		return err
	},
	"reconnect": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		a, b := e.Semantic().Source(), e.Semantic().Target()
		if rapid.Bool().Draw(g.t, "source") {
			a = g.shape()
		} else {
			b = g.shape()
		}
		return modeling.Reconnect(tx, e, a, b)
	},
	"move": func(g *gesturer, tx *bpmn.Tx) error {
		els := g.some()
		delta := g.delta()
		if rapid.Bool().Draw(g.t, "drop") {
			c := els[0].AsShape().Bounds().Center().Add(delta)
			return modeling.Move(tx, els, delta, g.underBut(c, els))
		}
		return modeling.Move(tx, els, delta, bpmn.Element{})
	},
	"attach": func(g *gesturer, tx *bpmn.Tx) error {
		e, host := g.shape(), g.shape()
		if e.Plane() != host.Plane() || e == host {
			return nil
		}
		return modeling.Attach(tx, e, host)
	},
	"detach": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		if e.Semantic().Kind() != bpmn.BoundaryEvent {
			return nil
		}
		return modeling.Detach(tx, e, modeling.HolderOf(e.AsShape()).Element)
	},
	"resize": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		r := e.AsShape().Bounds()
		d := g.delta()
		switch rapid.IntRange(0, 3).Draw(g.t, "side") {
		case 0:
			r = geom.Span(r.Min().Add(d), r.Max())
		case 1:
			r.W = max(1, r.W+d.X)
		case 2:
			r.H = max(1, r.H+d.Y)
		default:
			r = geom.Span(r.Min(), r.Max().Add(d))
		}
		return modeling.Resize(tx, e, r)
	},
	"delete": func(g *gesturer, tx *bpmn.Tx) error { return modeling.Delete(tx, g.some()...) },
	"delete flow": func(g *gesturer, tx *bpmn.Tx) error {
		if e := g.edge(); !e.IsZero() {
			return modeling.Delete(tx, e)
		}
		return nil
	},
	"morph": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		list := modeling.MorphVariants(e)
		if len(list) == 0 {
			return nil
		}
		return modeling.Morph(tx, e, rapid.SampledFrom(list).Draw(g.t, "variant"))
	},
	"morph flow": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		list := modeling.MorphVariants(e)
		if len(list) == 0 {
			return nil
		}
		return modeling.Morph(tx, e, rapid.SampledFrom(list).Draw(g.t, "variant"))
	},
	"name": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.SetName(tx, g.any(), rapid.SampledFrom([]string{"", "A", "a rather long name & more", "two\nlines"}).Draw(g.t, "name"))
	},
	"segment": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		n := len(e.AsEdge().Waypoints())
		return modeling.MoveSegment(tx, e, rapid.IntRange(0, n-2).Draw(g.t, "segment"), g.delta())
	},
	"bend": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		n := len(e.AsEdge().Waypoints())
		i := rapid.IntRange(0, n-2).Draw(g.t, "segment")
		switch rapid.IntRange(0, 2).Draw(g.t, "what") {
		case 0:
			return modeling.AddBend(tx, e, i, g.point())
		case 1:
			return modeling.MoveBend(tx, e, i, g.point())
		}
		return modeling.RemoveBend(tx, e, i)
	},
	"insert": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		return modeling.InsertOnFlow(tx, g.shape(), e)
	},
	"paste": func(g *gesturer, tx *bpmn.Tx) error {
		xml, err := modeling.Copy(g.some())
		if err != nil {
			return err
		}
		p := g.point()
		_, err = modeling.Paste(tx, xml, g.under(p), p)
		return err
	},
	"duplicate": func(g *gesturer, tx *bpmn.Tx) error {
		_, err := modeling.Duplicate(tx, g.some(), g.delta())
		return err
	},
	"parallel flow": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		_, err := modeling.Connect(tx, e.Semantic().Source(), e.Semantic().Target())
		return err
	},
	"move label": func(g *gesturer, tx *bpmn.Tx) error {
		modeling.MoveLabel(tx, g.any(), geom.R(10, 10, 90, 20), g.delta())
		return nil
	},
	"condition": func(g *gesturer, tx *bpmn.Tx) error {
		if e := g.edge(); !e.IsZero() {
			return modeling.SetCondition(tx, e, rapid.SampledFrom([]string{"", "a > 1"}).Draw(g.t, "condition"))
		}
		return nil
	},
	"space": func(g *gesturer, tx *bpmn.Tx) error {
		sp := modeling.Space{Plane: rapid.SampledFrom(g.d.Planes()).Draw(g.t, "plane"), Axis: modeling.Axis(rapid.IntRange(0, 1).Draw(g.t, "axis")),
			At: float64(rapid.IntRange(0, 1000).Draw(g.t, "at")), Delta: g.delta().X, Before: rapid.Bool().Draw(g.t, "before")}
		if c := g.shape(); rapid.Bool().Draw(g.t, "within") && c.Plane() == sp.Plane {
			sp.Within = c
		}
		_, err := modeling.MakeSpace(tx, sp)
		return err
	},
	"add lane": func(g *gesturer, tx *bpmn.Tx) error {
		_, err := modeling.AddLane(tx, g.laned(), rapid.Bool().Draw(g.t, "before"))
		return err
	},
	"divide lane": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.DivideLane(tx, g.laned(), rapid.IntRange(2, 3).Draw(g.t, "parts"))
	},
	"move lane": func(g *gesturer, tx *bpmn.Tx) error {
		l := g.laned().Semantic()
		var next bpmn.Element
		if list := l.Parent().ChildrenNamed("lane"); len(list) > 0 && rapid.Bool().Draw(g.t, "not last") {
			next = rapid.SampledFrom(list).Draw(g.t, "next")
		}
		return modeling.MoveLane(tx, l, next)
	},
	"flip": func(g *gesturer, tx *bpmn.Tx) error { return modeling.FlipPool(tx, g.laned()) },
	"delete lane": func(g *gesturer, tx *bpmn.Tx) error {
		if l := g.laned(); l.Semantic().Kind() == bpmn.Lane {
			return modeling.Delete(tx, l)
		}
		return nil
	},
	"tidy": func(g *gesturer, tx *bpmn.Tx) error {
		els := g.some()
		if rapid.Bool().Draw(g.t, "all") {
			return modeling.Tidy(tx, els[0].Plane(), nil)
		}
		return modeling.Tidy(tx, els[0].Plane(), els)
	},
	"straighten": func(g *gesturer, tx *bpmn.Tx) error {
		modeling.Straighten(tx, g.di(bpmn.EdgeDI))
		return nil
	},
	"to origin": func(g *gesturer, tx *bpmn.Tx) error {
		modeling.MoveToOrigin(tx, g.shape().Plane())
		return nil
	},
	"toggle": func(g *gesturer, tx *bpmn.Tx) error {
		if s := g.shape().AsShape(); s.IsExpanded() {
			return modeling.Collapse(tx, s.Element)
		}
		return modeling.Expand(tx, g.shape())
	},
	"default": func(g *gesturer, tx *bpmn.Tx) error {
		if e := g.edge(); !e.IsZero() {
			return modeling.SetDefaultFlow(tx, e, rapid.Bool().Draw(g.t, "on"))
		}
		return nil
	},
	"align": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.Align(tx, g.some(), modeling.Alignment(rapid.IntRange(0, 5).Draw(g.t, "how")))
	},
	"distribute": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.Distribute(tx, g.some(), modeling.Axis(rapid.IntRange(0, 1).Draw(g.t, "axis")))
	},
	"color": func(g *gesturer, tx *bpmn.Tx) error {
		c := rapid.SampledFrom(modeling.ColorChoices()).Draw(g.t, "colour")
		modeling.SetColors(tx, []bpmn.Element{g.any()}, c.Fill, c.Stroke)
		return nil
	},
	"loop": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.SetLoop(tx, g.shape(), bpmn.Loop(rapid.IntRange(0, 3).Draw(g.t, "loop")))
	},
}

var gestureNames = func() []string {
	var out []string
	for n := range gestures {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}()

// gesturer draws what a gesture works on.
type gesturer struct {
	t *rapid.T
	d *bpmn.Document
}

func (g *gesturer) di(k bpmn.Kind) []bpmn.Element {
	var out []bpmn.Element
	for _, p := range g.d.Planes() {
		for _, x := range p.Children() {
			if x.Kind() == k && !x.Semantic().IsZero() {
				out = append(out, x)
			}
		}
	}
	return out
}

func (g *gesturer) shape() bpmn.Element {
	list := g.di(bpmn.ShapeDI)
	if len(list) == 0 {
		g.t.Skip("nothing is left")
	}
	return rapid.SampledFrom(list).Draw(g.t, "shape")
}

// laned returns a pool or lane; any shape when there is none.
func (g *gesturer) laned() bpmn.Element {
	var out []bpmn.Element
	for _, s := range g.di(bpmn.ShapeDI) {
		if k := s.Semantic().Kind(); k == bpmn.Participant || k == bpmn.Lane {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return g.shape()
	}
	return rapid.SampledFrom(out).Draw(g.t, "pool or lane")
}

func (g *gesturer) edge() bpmn.Element {
	list := g.di(bpmn.EdgeDI)
	if len(list) == 0 {
		return bpmn.Element{}
	}
	return rapid.SampledFrom(list).Draw(g.t, "edge")
}

func (g *gesturer) any() bpmn.Element {
	if e := g.edge(); !e.IsZero() && rapid.Bool().Draw(g.t, "an edge") {
		return e
	}
	return g.shape()
}

// some returns up to five shapes of one plane.
func (g *gesturer) some() []bpmn.Element {
	out := []bpmn.Element{g.shape()}
	for range rapid.IntRange(0, 4).Draw(g.t, "more") {
		e := g.shape()
		if e.Plane() == out[0].Plane() && e != out[0] {
			out = append(out, e)
		}
	}
	return out
}

func (g *gesturer) point() geom.Point {
	return geom.Pt(float64(rapid.IntRange(0, 120).Draw(g.t, "x")*10), float64(rapid.IntRange(0, 80).Draw(g.t, "y")*10))
}

func (g *gesturer) delta() geom.Point {
	return geom.Pt(float64(rapid.IntRange(-30, 30).Draw(g.t, "dx")*10), float64(rapid.IntRange(-30, 30).Draw(g.t, "dy")*10))
}

// under returns the innermost container of a plane at a point.
func (g *gesturer) under(p geom.Point) bpmn.Element {
	plane := rapid.SampledFrom(g.d.Planes()).Draw(g.t, "plane")
	return g.underOn(plane, p, nil)
}

func (g *gesturer) underBut(p geom.Point, not []bpmn.Element) bpmn.Element {
	return g.underOn(not[0].Plane(), p, not)
}

func (g *gesturer) underOn(plane bpmn.Element, p geom.Point, not []bpmn.Element) bpmn.Element {
	best, area := plane, 1e18
	for _, x := range plane.Children() {
		s := x.AsShape()
		if s.IsZero() || !s.Bounds().Contains(p) || contains(not, x) {
			continue
		}
		if c := modeling.ContainerAt(x); c.Shape == s && s.Bounds().W*s.Bounds().H < area {
			best, area = x, s.Bounds().W*s.Bounds().H
		}
	}
	return best
}

func contains(list []bpmn.Element, e bpmn.Element) bool {
	for _, x := range list {
		if x == e {
			return true
		}
	}
	return false
}

// play makes random gestures on a document and checks after each that the
// invariants hold, and at the end that undoing everything gives the bytes as
// opened and redoing everything those before.
func play(t *rapid.T, src []byte, own bool) {
	d, err := bpmn.Parse("test.bpmn", src)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Prepare(layout.Missing); err != nil {
		t.Fatal(err)
	}
	prepared := d.XML().String()
	d.SetBehaviors(modeling.Behaviors(sizes{}))
	g := &gesturer{t, d}
	known := faults(d)
	if len(g.di(bpmn.ShapeDI)) == 0 {
		return
	}
	var done []string
	most := 30
	if !own { // there are many of them
		most = 8
	}
	for range rapid.IntRange(1, most).Draw(t, "gestures") {
		name := rapid.SampledFrom(gestureNames).Draw(t, "gesture")
		before := d.XML().String()
		err := d.Edit(name, func(tx *bpmn.Tx) error { return gestures[name](g, tx) })
		if err != nil {
			done = append(done, name+" refused: "+err.Error())
			if d.XML().String() != before {
				t.Fatalf("%s failed with %v and left something", name, err)
			}
			continue
		}
		done = append(done, name)
		if bad := notable(fresh(known, faults(d)), own); len(bad) > 0 {
			sort.Strings(bad)
			t.Fatalf("%s after %s:\n%s\n%s", name, strings.Join(done, ", "), strings.Join(bad, "\n"), keep(before, d.XML().String()))
		}
	}
	after := d.XML().String()
	for d.Undo() {
	}
	if d.XML().String() != prepared {
		t.Fatalf("after %s, undoing everything doesn't give the first text", strings.Join(done, ", "))
	}
	for d.Redo() {
	}
	if d.XML().String() != after {
		t.Fatalf("after %s, redoing everything doesn't give the last text", strings.Join(done, ", "))
	}
}

// notable leaves out, for files of other tools, what copies of their own faults
// would be blamed for.
func notable(bad []string, own bool) []string {
	if own {
		return bad
	}
	var out []string
	for _, f := range bad {
		if !strings.Contains(f, "doesn't dock") && !strings.Contains(f, "named there") && !strings.Contains(f, "which isn't there") {
			out = append(out, f)
		}
	}
	return out
}

// keep writes the document before and after a bad step where a person can look
// at them.
func keep(before, after string) string {
	a, b := filepath.Join(os.TempDir(), "modeling-before.bpmn"), filepath.Join(os.TempDir(), "modeling-after.bpmn")
	if os.WriteFile(a, []byte(before), 0o600) != nil || os.WriteFile(b, []byte(after), 0o600) != nil {
		return ""
	}
	return "the documents before and after lie in " + a + " and " + b
}

func TestRandomGesturesOnOwnModels(t *testing.T) {
	for name, src := range map[string]string{"rich": rich, "lanes": lanes} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { play(t, []byte(src), true) })
		})
	}
}

// Undoing everything must also give the bytes of the file, whatever it holds.
func TestRandomGesturesOnFilesOfOtherTools(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	if len(files) == 0 {
		t.Skip("the folder with interchange files is not here")
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := bpmn.Parse(f, src)
		if err != nil || bytes.Contains(src, []byte("choreography")) {
			continue
		}
		if len(d.Processes()) == 0 {
			continue
		}
		t.Run(filepath.Base(f), func(t *testing.T) {
			sparing(func() { rapid.Check(t, func(t *rapid.T) { play(t, src, false) }) })
		})
	}
}

const lanes = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="D" targetNamespace="urn:t">
	<collaboration id="C">
		<participant id="Pool" name="Us" processRef="P"/>
		<participant id="Them" name="Them"/>
		<messageFlow id="M" sourceRef="T2" targetRef="Them"/>
	</collaboration>
	<process id="P">
		<laneSet id="LS">
			<lane id="L1" name="One">
				<flowNodeRef>S</flowNodeRef>
				<flowNodeRef>T1</flowNodeRef>
			</lane>
			<lane id="L2" name="Two">
				<flowNodeRef>T2</flowNodeRef>
				<flowNodeRef>Sub</flowNodeRef>
			</lane>
		</laneSet>
		<startEvent id="S"/>
		<task id="T1"/>
		<task id="T2">
			<property id="Prop" name="__targetRef_placeholder"/>
			<dataInputAssociation id="DIA">
				<sourceRef>Ref</sourceRef>
				<targetRef>Prop</targetRef>
			</dataInputAssociation>
		</task>
		<subProcess id="Sub">
			<startEvent id="S2"/>
			<task id="T3"/>
			<sequenceFlow id="F3" sourceRef="S2" targetRef="T3"/>
		</subProcess>
		<sequenceFlow id="F1" sourceRef="S" targetRef="T1"/>
		<sequenceFlow id="F2" sourceRef="T1" targetRef="T2"/>
		<sequenceFlow id="F4" sourceRef="T2" targetRef="Sub"/>
		<dataObject id="Obj" name="Order"/>
		<dataObjectReference id="Ref" name="Order" dataObjectRef="Obj"/>
		<textAnnotation id="Note">
			<text>look</text>
		</textAnnotation>
		<association id="As" sourceRef="Note" targetRef="F2"/>
	</process>
	<bpmndi:BPMNDiagram id="BD">
		<bpmndi:BPMNPlane id="BP" bpmnElement="C">
			<bpmndi:BPMNShape id="Pool_di" bpmnElement="Pool" isHorizontal="true"><dc:Bounds x="100" y="100" width="900" height="360"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="Them_di" bpmnElement="Them" isHorizontal="true"><dc:Bounds x="100" y="560" width="900" height="60"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="L1_di" bpmnElement="L1" isHorizontal="true"><dc:Bounds x="130" y="100" width="870" height="120"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="L2_di" bpmnElement="L2" isHorizontal="true"><dc:Bounds x="130" y="220" width="870" height="240"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="S_di" bpmnElement="S"><dc:Bounds x="182" y="142" width="36" height="36"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="T1_di" bpmnElement="T1"><dc:Bounds x="270" y="120" width="100" height="80"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="T2_di" bpmnElement="T2"><dc:Bounds x="430" y="300" width="100" height="80"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="Sub_di" bpmnElement="Sub" isExpanded="true"><dc:Bounds x="600" y="240" width="350" height="200"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="S2_di" bpmnElement="S2"><dc:Bounds x="640" y="322" width="36" height="36"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="T3_di" bpmnElement="T3"><dc:Bounds x="730" y="300" width="100" height="80"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="Ref_di" bpmnElement="Ref"><dc:Bounds x="300" y="390" width="36" height="50"/></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="Note_di" bpmnElement="Note"><dc:Bounds x="480" y="130" width="100" height="40"/></bpmndi:BPMNShape>
			<bpmndi:BPMNEdge id="F1_di" bpmnElement="F1"><di:waypoint x="218" y="160"/><di:waypoint x="270" y="160"/></bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="F2_di" bpmnElement="F2"><di:waypoint x="370" y="160"/><di:waypoint x="400" y="160"/><di:waypoint x="400" y="340"/><di:waypoint x="430" y="340"/></bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="F4_di" bpmnElement="F4"><di:waypoint x="530" y="340"/><di:waypoint x="600" y="340"/></bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="F3_di" bpmnElement="F3"><di:waypoint x="676" y="340"/><di:waypoint x="730" y="340"/></bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="M_di" bpmnElement="M"><di:waypoint x="480" y="380"/><di:waypoint x="480" y="560"/></bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="As_di" bpmnElement="As"><di:waypoint x="480" y="165"/><di:waypoint x="400" y="250"/></bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="DIA_di" bpmnElement="DIA"><di:waypoint x="336" y="405"/><di:waypoint x="430" y="365"/></bpmndi:BPMNEdge>
		</bpmndi:BPMNPlane>
	</bpmndi:BPMNDiagram>
</definitions>
`
