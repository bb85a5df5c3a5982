package notation

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

func parse(t *testing.T, semantic, di string) *bpmn.Document {
	t.Helper()
	doc, err := bpmn.Parse("test.bpmn", []byte(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="d">
<bpmn:process id="P">`+semantic+`</bpmn:process>
<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="Pl" bpmnElement="P">`+di+`</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func shapeDI(id, bounds, more string) string {
	var x, y, w, h float64
	fmt.Sscan(bounds, &x, &y, &w, &h)
	return fmt.Sprintf(`<bpmndi:BPMNShape id="%s_di" bpmnElement="%s" %s><dc:Bounds x="%v" y="%v" width="%v" height="%v"/>`, id, id, more, x, y, w, h)
}

const endShape = `</bpmndi:BPMNShape>`

func figure(t *testing.T, doc *bpmn.Document, id string) Figure {
	t.Helper()
	s := doc.ByID(id).Shape()
	if s.IsZero() {
		t.Fatalf("no shape of %s", id)
	}
	return FigureOf(s, Mark{})
}

func TestTraitsAreReadFromTheDocument(t *testing.T) {
	doc := parse(t, `
<bpmn:userTask id="U" name="Check"><bpmn:extensionElements><spiffworkflow:preScript>x = 1</spiffworkflow:preScript></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics isSequential="true"/></bpmn:userTask>
<bpmn:boundaryEvent id="B" attachedToRef="U" cancelActivity="false"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>
<bpmn:subProcess id="S" triggeredByEvent="true"><bpmn:startEvent id="S1" isInterrupting="false"><bpmn:messageEventDefinition/></bpmn:startEvent></bpmn:subProcess>
<bpmn:callActivity id="C"/>
<bpmn:exclusiveGateway id="G1"/><bpmn:exclusiveGateway id="G2"/><bpmn:exclusiveGateway id="G3"/>
<bpmn:dataObject id="O" isCollection="true"/><bpmn:dataObjectReference id="R" dataObjectRef="O"/><bpmn:dataObjectReference id="R2" dataObjectRef="gone"/>
<bpmn:task id="T" isForCompensation="true"/>`,
		shapeDI("U", "0 0 100 80", `bioc:fill="#BBDEFB" bioc:stroke="#0D4372" color:background-color="#C8E6C9"`)+endShape+
			shapeDI("B", "80 60 36 36", "")+endShape+shapeDI("S", "200 0 100 80", `isExpanded="false"`)+endShape+shapeDI("C", "0 0 100 80", "")+endShape+
			shapeDI("G1", "0 0 50 50", `isMarkerVisible="true"`)+endShape+shapeDI("G2", "0 0 50 50", "")+endShape+shapeDI("G3", "0 0 50 50", `isMarkerVisible="false"`)+endShape+
			shapeDI("R", "0 0 36 50", "")+endShape+shapeDI("R2", "0 0 36 50", "")+endShape+shapeDI("T", "0 0 0 0", "")+endShape)

	if u := figure(t, doc, "U"); u.Traits != (Traits{PreScript: true, Loop: bpmn.SequentialMultiInstance, EventsAttached: true}) || u.Name != "Check" {
		t.Errorf("user task: %+v", u)
	} else if k := u.inks(); k.fill != paint.RGB(0xC8, 0xE6, 0xC9, paint.AsFill) || k.line != paint.RGB(0x0D, 0x43, 0x72, paint.AsInk) || k.text != k.line {
		t.Errorf("the standard's fill and bpmn.io's stroke should win: %+v", k)
	}
	if b := figure(t, doc, "B"); b.Traits != (Traits{NonInterrupting: true}) || b.Definition != bpmn.TimerDefinition {
		t.Errorf("boundary event: %+v", b)
	}
	if s := figure(t, doc, "S").Traits; s != (Traits{Collapsed: true, EventSubProcess: true, HasStart: true, Start: bpmn.MessageDefinition}) {
		t.Errorf("event sub-process: %+v", s)
	}
	if c := figure(t, doc, "C").Traits; c != (Traits{Collapsed: true}) {
		t.Errorf("call activity: %+v", c)
	}
	if figure(t, doc, "G1").Traits.HideMarker || figure(t, doc, "G2").Traits.HideMarker || !figure(t, doc, "G3").Traits.HideMarker {
		t.Error("the X is hidden where isMarkerVisible says so, only")
	}
	if r := figure(t, doc, "R").Traits; r != (Traits{Collection: true}) {
		t.Errorf("data object reference: %+v", r)
	}
	if r := figure(t, doc, "R2"); !r.Traits.Dangling || r.inks().line != paint.Of(paint.Danger) {
		t.Errorf("dangling reference: %+v", r.Traits)
	}
	if b := figure(t, doc, "T"); b.Bounds.W != 100 || b.Bounds.H != 80 || !b.Traits.Compensation {
		t.Errorf("a shape without size gets the usual one: %+v", b)
	}
}

func edgeDI(id, points, more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<bpmndi:BPMNEdge id="%s_di" bpmnElement="%s" %s>`, id, id, more)
	for p := range strings.SplitSeq(points, ";") {
		var x, y float64
		fmt.Sscan(p, &x, &y)
		fmt.Fprintf(&b, `<di:waypoint x="%v" y="%v"/>`, x, y)
	}
	return b.String() + `</bpmndi:BPMNEdge>`
}

func TestFlowsAreReadFromTheDocument(t *testing.T) {
	doc := parse(t, `<bpmn:task id="A" default="F1"/><bpmn:exclusiveGateway id="G"/><bpmn:task id="B"/>
<bpmn:sequenceFlow id="F1" sourceRef="A" targetRef="B"/>
<bpmn:sequenceFlow id="F2" name="yes" sourceRef="A" targetRef="B"><bpmn:conditionExpression>x</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="F3" sourceRef="G" targetRef="B"><bpmn:conditionExpression>x</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:association id="As" sourceRef="A" targetRef="B" associationDirection="Both"/>`,
		edgeDI("F1", "0 0;50 0", "")+edgeDI("F2", "0 0;100 0;100 80;200 80", `bioc:stroke="red"`)+edgeDI("F3", "0 0", "")+edgeDI("As", "0 0;5 5", ""))
	flow := func(id string) Flow { return FlowOf(doc.ByID(id).Edge(), Mark{}) }
	if f := flow("F1"); !f.Default || f.Conditional {
		t.Errorf("default flow: %+v", f)
	}
	if f := flow("F2"); f.Default || !f.Conditional || f.Colors.Stroke != "red" {
		t.Errorf("conditional flow: %+v", f)
	}
	if f := flow("F3"); f.Conditional || f.List() != nil {
		t.Errorf("a gateway's flow has no diamond, and one point draws nothing: %+v", f)
	}
	if f := flow("As"); f.Direction != BothDirections {
		t.Errorf("association: %+v", f)
	}
	box, ok := LabelBox(doc.ByID("F2").Edge().Element)
	if !ok || box.X < 100 || box.Center().Y < 30 || box.Center().Y > 50 {
		t.Errorf("the label belongs to the right of the standing middle segment, not %v", box)
	}
}

func TestLabelsKeepTheirPlaceAndFitTheirText(t *testing.T) {
	doc := parse(t, `<bpmn:startEvent id="E1" name="Order received"/><bpmn:startEvent id="E2" name="Order received from a customer of the shop"/><bpmn:startEvent id="E3"/><bpmn:task id="T" name="Task"/>`,
		shapeDI("E1", "100 100 36 36", "")+`<bpmndi:BPMNLabel><dc:Bounds x="150" y="105" width="60" height="14"/></bpmndi:BPMNLabel>`+endShape+
			shapeDI("E2", "100 100 36 36", "")+endShape+shapeDI("E3", "100 100 36 36", "")+endShape+shapeDI("T", "0 0 100 80", "")+endShape)
	di := func(id string) bpmn.Element { return doc.ByID(id).Shape().Element }
	box, ok := LabelBox(di("E1"))
	if c := box.Center().X; !ok || box.Y != 105 || c < 179 || c > 181 || box.H != 14 {
		t.Errorf("stored label: %v", box)
	}
	box, _ = LabelBox(di("E2"))
	if c := box.Center().X; box.Y < 136 || c < 117 || c > 119 || box.W > 90 || box.H < 26 {
		t.Errorf("label without a place: %v", box)
	}
	for _, id := range []string{"E3", "T"} {
		if _, ok := LabelBox(di(id)); ok || Label(di(id), Mark{}) != nil {
			t.Errorf("%s has no label beside it", id)
		}
	}
	if b := Label(di("E2"), Mark{}).Bounds(); !box.Grown(4).ContainsRect(b) {
		t.Errorf("the label %v is drawn outside of its box %v", b, box)
	}
}

func TestLongNamesKeepClearOfIconsAndMarkers(t *testing.T) {
	f := Figure{Kind: bpmn.UserTask, Bounds: geom.R(0, 0, 100, 80), Name: "Review the documents of the customer"}
	name := activityName(&f, f.inks())
	if overlaps(name, geom.R(0, 0, iconRoom+2, iconRoom-1)) || len(name.Lines) < 3 {
		t.Errorf("name covers the icon: %+v", name.Lines)
	}
	f.Traits.Loop = bpmn.StandardLoop
	for _, l := range activityName(&f, f.inks()).Lines {
		if l.At.Y > 80-markerRoom+3 {
			t.Errorf("line %q covers the marker", l.Text)
		}
	}
}

func TestStatesAreToldByMoreThanColour(t *testing.T) {
	seen := map[string]State{}
	for s := Idle; s < stateCount; s++ {
		f := Figure{Kind: bpmn.Task, Bounds: geom.R(0, 0, 100, 80), Mark: Mark{State: s}}
		palette := paint.Light()
		img, err := raster.Picture(geom.R(-12, -12, 124, 104), 1, palette, paint.Of(paint.Ground), f.List())
		if err != nil {
			t.Fatal(err)
		}
		// What is dark and what is light, in the corner with the mark and along the border.
		var key strings.Builder
		for i := 0; i < len(img.Pix); i += 4 {
			v := (int(img.Pix[i]) + int(img.Pix[i+1]) + int(img.Pix[i+2])) / 3
			key.WriteByte(byte('0' + v/64))
		}
		if other, ok := seen[key.String()]; ok {
			t.Errorf("states %d and %d look the same without colour", s, other)
		}
		seen[key.String()] = s
	}
}

// Every model that is at hand can be drawn, and what has a place leaves a trace.
func TestDrawsRealModels(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../../shared/interchange/*.bpmn", "../../../shared/interchange/own/*.bpmn", "../../../shared/interchange/hostile/*.bpmn", "../../../shared/conformance/models/*/*.bpmn"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("no models in ../shared")
	}
	p := raster.New()
	drawn := 0
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.Size() > 5<<20 {
			continue
		}
		doc, err := bpmn.Open(file)
		if err != nil {
			continue // said by those who open files
		}
		for _, plane := range doc.Planes() {
			var lists []paint.List
			for _, di := range plane.Children() {
				if s := di.AsShape(); !s.IsZero() {
					l := Shape(s, Mark{State: Ready})
					if b := l.Bounds(); len(l) > 0 && (b.W <= 0 || b.H <= 0) {
						t.Errorf("%s: %s is drawn as %v", file, s.Semantic().Title(), b)
					}
					lists = append(lists, l)
				}
				if e := di.AsEdge(); !e.IsZero() {
					lists = append(lists, Edge(e, Mark{Taken: 2}))
				}
				lists = append(lists, Label(di, Mark{}))
				drawn++
			}
			var all paint.List
			for _, l := range lists {
				all = append(all, l...)
			}
			b := all.Bounds()
			if b.W <= 0 {
				continue
			}
			img := image.NewRGBA(image.Rect(0, 0, 300, 300))
			p.Paint(img, raster.View{Origin: b.Min(), Scale: 300 / max(b.W, b.H)}, paint.Dark(), lists...)
		}
	}
	t.Logf("%d files, %d shapes and edges", len(files), drawn)
}

// What the pictures of other editors show: a letter for each kind of message, all of a name
// that fits between the borders of its task, and the middle of the way for the label.
func TestMessagesOfFlows(t *testing.T) {
	for kind, want := range map[string][2]bool{"": {}, "named": {true, true}, "initiating": {true, true}, "non_initiating": {true, false}} {
		more, ref := "", ""
		switch kind {
		case "":
		case "named":
			ref = ` messageRef="Q"`
		default:
			more = `messageVisibleKind="` + kind + `"`
		}
		doc, err := bpmn.Parse("m.bpmn", []byte(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d"><bpmn:collaboration id="C"><bpmn:participant id="A"/><bpmn:participant id="B"/><bpmn:messageFlow id="M" sourceRef="A" targetRef="B"`+ref+`/></bpmn:collaboration><bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="C">`+edgeDI("M", "0 0;0 100", more)+`</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`))
		if err != nil {
			t.Fatal(err)
		}
		if f := FlowOf(doc.ByID("M").Edge(), Mark{}); f.Message != want[0] || f.Light != want[1] {
			t.Errorf("%q: letter %v, light %v", kind, f.Message, f.Light)
		}
	}
}

func TestANameThatFitsIsNotCut(t *testing.T) {
	for _, f := range []Figure{
		{Kind: bpmn.UserTask, Name: "Obtain supporting data and documents of the customer"},
		{Kind: bpmn.CallActivity, Name: "Call Activity calling a Global User Task", Traits: Traits{Collapsed: true}},
	} {
		f.Bounds = geom.R(0, 0, 100, 80)
		name := activityName(&f, f.inks())
		for _, l := range name.Lines {
			if strings.Contains(l.Text, "…") || l.At.Y > f.Bounds.Bottom() {
				t.Errorf("%q is cut: %+v", f.Name, name.Lines)
			}
		}
	}
}
