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
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

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
