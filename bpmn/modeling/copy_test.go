package modeling_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

// portrait describes an element without its ids.
func portrait(e bpmn.Element) string {
	if e.IsZero() {
		return "nothing"
	}
	text := fmt.Sprintf("%s %q %s loop %d", e.Kind(), e.Name(), e.Definition(), e.Loop())
	if k := e.Kind(); k.Is(bpmn.ConnectionClass) {
		a, b := e.Source(), e.Target()
		text += fmt.Sprintf(" from %s %q to %s %q when %q default %t", a.Kind(), a.Name(), b.Kind(), b.Name(), e.Condition(), e.IsDefaultFlow())
	}
	if h := e.AttachedTo(); !h.IsZero() {
		text += fmt.Sprintf(" on %s %q, interrupting %t", h.Kind(), h.Name(), e.IsInterrupting())
	}
	for _, def := range e.DefinitionElements() {
		for _, ref := range []string{"messageRef", "signalRef", "errorRef", "escalationRef"} {
			if r := def.Ref(ref); !r.IsZero() {
				text += fmt.Sprintf(" %s %q %q %q", r.Kind(), r.Name(), r.Attr("errorCode"), r.Attr("escalationCode"))
			}
		}
		text += words(def)
	}
	for _, ref := range []string{"messageRef", "dataObjectRef", "dataStoreRef"} {
		if r := e.Ref(ref); !r.IsZero() {
			text += fmt.Sprintf(" %s %q", r.Kind(), r.Name())
		}
	}
	if called := e.Ref("calledElement"); called.IsZero() || called.Participant().IsZero() { // not copied, so it keeps its id
		text += " calls " + e.Attr("calledElement")
	}
	for _, tag := range []string{"extensionElements", "script", "documentation", "multiInstanceLoopCharacteristics", "ioSpecification"} {
		for _, x := range e.ChildrenNamed(tag) {
			text += " " + tag + words(x)
		}
	}
	if s := e.Shape(); !s.IsZero() {
		text += fmt.Sprintf(" %v %gx%g", s.Colors(), s.Bounds().W, s.Bounds().H)
	}
	return text
}

// words returns the names and texts in an element, and the attributes of
// extensions.
func words(e bpmn.Element) string {
	var out []string
	bpmn.Walk(e, func(x bpmn.Element) bool {
		out = append(out, x.Tag())
		if x.Node().NS != bpmn.NS {
			for _, a := range x.Node().El.Attr {
				if a.Space != "xmlns" && a.Key != "xmlns" {
					out = append(out, a.Key+"="+a.Value)
				}
			}
		}
		if len(x.Children()) == 0 && !bpmn.IsReferenceChild(x.Tag()) {
			out = append(out, strings.TrimSpace(x.Text()))
		}
		return true
	})
	return fmt.Sprint(out)
}

// portraits describes all that is drawn.
func portraits(d *bpmn.Document) []string {
	var out []string
	bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
		if !e.IsDI() && len(d.ShapesOf(e))+len(d.EdgesOf(e)) > 0 {
			out = append(out, portrait(e))
		}
		return true
	})
	sort.Strings(out)
	return out
}

// copied returns a new document with a copy of everything on the main plane, as
// it is after saving and opening.
func copied(t *testing.T, d *bpmn.Document) *bpmn.Document {
	t.Helper()
	var all []bpmn.Element
	for n := range d.Planes()[0].Node().Children {
		if s := bpmn.ElementOf(n).AsShape(); !s.IsZero() && !s.Semantic().IsZero() {
			all = append(all, s.Element)
		}
	}
	if len(all) == 0 {
		return nil
	}
	xml, err := modeling.Copy(all)
	if err != nil {
		t.Fatal(err)
	}
	other := blank(t)
	other.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, other.start()) })
	// a file's own faults come along, so the invariants are not asked here
	if err := other.Edit("paste", func(tx *bpmn.Tx) error {
		_, err := modeling.Paste(tx, xml, other.plane(), geom.Pt(1000, 1000))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if bad := fresh(faults(d), faults(other.Document)); len(faults(d)) == 0 && len(bad) > 0 {
		t.Error(bad)
	}
	again, err := bpmn.Parse("copy.bpmn", other.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestACopyOfEverythingIsTheSame(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../examples/*/*.bpmn", "../../../shared/conformance/models/*/*.bpmn", "../../../shared/conformance/models/*.bpmn"} {
		list, _ := filepath.Glob(pattern)
		files = append(files, list...)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d, err := bpmn.Parse(f, src)
			if err != nil || len(d.Processes()) == 0 {
				return
			}
			if err := d.Prepare(layout.Missing); err != nil {
				t.Fatal(err)
			}
			if again := copied(t, d); again != nil {
				compare(t, portraits(d), portraits(again))
			}
		})
	}
	for name, draw := range gallery {
		t.Run(name, func(t *testing.T) {
			s := blank(t)
			draw(s)
			if again := copied(t, s.Document); again != nil {
				compare(t, portraits(s.Document), portraits(again))
			}
		})
	}
}

func compare(t *testing.T, want, got []string) {
	t.Helper()
	count := map[string]int{}
	for _, w := range want {
		count[w]++
	}
	for _, g := range got {
		count[g]--
	}
	for text, n := range count {
		switch {
		case n > 0:
			t.Errorf("missing: %s", text)
		case n < 0:
			t.Errorf("new: %s", text)
		}
	}
}

// What a copy needs of its file comes along into another one, under prefixes of
// that file.
func TestWhatACopyNamesComesAlongIntoAnotherFile(t *testing.T) {
	d, err := bpmn.Parse("from.bpmn", []byte(many))
	if err != nil {
		t.Fatal(err)
	}
	again := copied(t, d)
	compare(t, portraits(d), portraits(again))
	text := again.XML().String()
	for _, want := range []string{
		`bioc:fill="#BBDEFB"`, `color:background-color="#BBDEFB"`, `bioc:stroke="#0D4372"`, `color:border-color="#0D4372"`,
		`xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"`, `xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"`,
		`<bpmn:message id="Order" name="order"`, `<bpmn:signal id="Stop" name="stop"`, `<bpmn:error id="Bad" name="bad" errorCode="E1"`,
		`<bpmn:escalation id="Up" name="up" escalationCode="U1"`, `<bpmn:dataObject id="order_data"`, `value="Phase 1"`,
		`<spiffworkflow:preScript>x = 1</spiffworkflow:preScript>`, `spiffworkflow:scriptsOnInstances="true"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the copy has no %s", want)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
	// once more into the same file: what is there already is used
	if err := again.Edit("paste", func(tx *bpmn.Tx) error {
		var all []bpmn.Element
		for n := range d.Planes()[0].Node().Children {
			all = append(all, bpmn.ElementOf(n))
		}
		xml, err := modeling.Copy(all)
		if err == nil {
			_, err = modeling.Paste(tx, xml, again.Planes()[0], geom.Pt(1000, 3000))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for k, n := range map[bpmn.Kind]int{bpmn.Message: 1, bpmn.Signal: 1, bpmn.Error: 1, bpmn.Escalation: 1, bpmn.Category: 2} {
		if got := len(again.RootElements(k)); got != n {
			t.Errorf("%d × %s, want %d", got, k, n)
		}
	}
}

const many = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI" xmlns:sw="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:b="http://bpmn.io/schema/bpmn/biocolor/1.0" xmlns:c="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="D" targetNamespace="urn:t">
	<process id="P">
		<dataObject id="order_data" name="Order"/>
		<dataObjectReference id="Ref" name="Order" dataObjectRef="order_data"/>
		<callActivity id="Call" name="Bill" calledElement="billing" default="F2">
			<extensionElements><sw:preScript>x = 1</sw:preScript></extensionElements>
			<ioSpecification>
				<dataInput id="amount" name="amount"/>
				<dataOutput id="receipt" name="receipt"/>
				<inputSet><dataInputRefs>amount</dataInputRefs></inputSet>
				<outputSet><dataOutputRefs>receipt</dataOutputRefs></outputSet>
			</ioSpecification>
			<multiInstanceLoopCharacteristics sw:scriptsOnInstances="true">
				<loopCardinality>3</loopCardinality>
			</multiInstanceLoopCharacteristics>
		</callActivity>
		<boundaryEvent id="B1" attachedToRef="Call"><errorEventDefinition id="D1" errorRef="Bad"/></boundaryEvent>
		<boundaryEvent id="B2" attachedToRef="Call" cancelActivity="false"><escalationEventDefinition id="D2" escalationRef="Up"/></boundaryEvent>
		<sequenceFlow id="F1" name="else" sourceRef="Call" targetRef="Throw"><conditionExpression>x &gt; 1</conditionExpression></sequenceFlow>
		<sequenceFlow id="F2" sourceRef="Call" targetRef="Catch"/>
		<intermediateThrowEvent id="Throw"><messageEventDefinition id="D3" messageRef="Order"/></intermediateThrowEvent>
		<intermediateCatchEvent id="Catch"><signalEventDefinition id="D4" signalRef="Stop"/></intermediateCatchEvent>
		<group id="G" categoryValueRef="Value"/>
	</process>
	<message id="Order" name="order"/>
	<signal id="Stop" name="stop"/>
	<error id="Bad" name="bad" errorCode="E1"/>
	<escalation id="Up" name="up" escalationCode="U1"/>
	<category id="Cat"><categoryValue id="Value" value="Phase 1"/></category>
	<di:BPMNDiagram id="BD">
		<di:BPMNPlane id="BP" bpmnElement="P">
			<di:BPMNShape id="S1" bpmnElement="Ref"><dc:Bounds x="100" y="300" width="36" height="50"/></di:BPMNShape>
			<di:BPMNShape id="S2" bpmnElement="Call" b:fill="#BBDEFB" b:stroke="#0D4372" c:background-color="#BBDEFB" c:border-color="#0D4372"><dc:Bounds x="100" y="100" width="100" height="80"/></di:BPMNShape>
			<di:BPMNShape id="S3" bpmnElement="B1"><dc:Bounds x="100" y="162" width="36" height="36"/></di:BPMNShape>
			<di:BPMNShape id="S4" bpmnElement="B2"><dc:Bounds x="150" y="162" width="36" height="36"/></di:BPMNShape>
			<di:BPMNShape id="S5" bpmnElement="Throw"><dc:Bounds x="300" y="122" width="36" height="36"/></di:BPMNShape>
			<di:BPMNShape id="S6" bpmnElement="Catch"><dc:Bounds x="300" y="222" width="36" height="36"/></di:BPMNShape>
			<di:BPMNShape id="S7" bpmnElement="G"><dc:Bounds x="50" y="50" width="400" height="400"/></di:BPMNShape>
			<di:BPMNEdge id="E1" bpmnElement="F1"><dd:waypoint x="200" y="140"/><dd:waypoint x="300" y="140"/></di:BPMNEdge>
			<di:BPMNEdge id="E2" bpmnElement="F2" b:stroke="#0D4372" c:border-color="#0D4372"><dd:waypoint x="200" y="140"/><dd:waypoint x="250" y="140"/><dd:waypoint x="250" y="240"/><dd:waypoint x="300" y="240"/></di:BPMNEdge>
		</di:BPMNPlane>
	</di:BPMNDiagram>
</definitions>
`
