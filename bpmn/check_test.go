package bpmn_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
)

// file makes a document of what stands in definitions and on the plane of P.
func file(model, plane string) string {
	di := ""
	if plane != "" {
		di = `<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="PL" bpmnElement="P">` + plane + `</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`
	}
	return `<definitions xmlns="` + bpmn.NS + `" xmlns:bpmndi="` + bpmn.NSDI + `" xmlns:dc="` + bpmn.NSDC + `" xmlns:di="` + bpmn.NSDD +
		`" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" id="Defs" targetNamespace="urn:t">` + model + di + `</definitions>`
}

func shape(id string) string {
	return fmt.Sprintf(`<bpmndi:BPMNShape id="%s_di" bpmnElement="%s"><dc:Bounds x="0" y="0" width="36" height="36"/></bpmndi:BPMNShape>`, id, id)
}

func edge(id string) string {
	return fmt.Sprintf(`<bpmndi:BPMNEdge id="%s_di" bpmnElement="%s"><di:waypoint x="0" y="0"/><di:waypoint x="9" y="9"/></bpmndi:BPMNEdge>`, id, id)
}

func TestCheckNamesWhatIsWrongInAFile(t *testing.T) {
	for _, c := range []struct {
		name, model, plane string
		want               []string // "rule element: part of the message"
	}{
		{"a good file", `<process id="P"><startEvent id="S"><outgoing>F</outgoing></startEvent><task id="T"><incoming>t:F</incoming></task>
			<sequenceFlow id="F" sourceRef="S" targetRef="T"/></process>`, shape("S") + shape("T") + edge("F"), nil},
		{"types of other files", `<itemDefinition id="I" structureRef="xsd:string"/><process id="P"><property id="x" itemSubjectRef="xsd:int"/></process>`, " ", nil},
		{"a call to another file", `<process id="P"><callActivity id="C" calledElement="elsewhere"/></process>`, shape("C"), nil},
		{"a call to itself", `<process id="P"><callActivity id="C" calledElement="P"/></process>`, shape("C"), nil},
		{"text where it belongs", `<process id="P"><documentation>words</documentation><scriptTask id="T"><script>a = <b/> 1</script></scriptTask></process>`, shape("T"), nil},
		{"no diagram", `<process id="P"><task id="T"/></process>`, "", []string{"no-diagram Defs: laid out"}},
		{"nothing", "", "", []string{"empty-definitions Defs: nothing to draw"}},

		{"a flow to nowhere", `<process id="P"><task id="T"/><sequenceFlow id="F" sourceRef="T" targetRef="gone"/></process>`, shape("T"),
			[]string{`dangling-reference F: targetRef names "gone"`}},
		{"a flow without ends", `<process id="P"><sequenceFlow id="F"/></process>`, " ",
			[]string{"missing-reference F: no sourceRef", "missing-reference F: no targetRef"}},
		{"an empty reference", `<process id="P"><task id="T"><incoming/></task></process>`, shape("T"), []string{"dangling-reference T: <incoming> is empty"}},
		{"default of another gateway", `<process id="P"><exclusiveGateway id="G" default="F"/><task id="T"/><sequenceFlow id="F" sourceRef="T" targetRef="G"/></process>`,
			shape("G") + shape("T") + edge("F"), []string{`wrong-reference G: default names the sequence flow "F", but must name a sequence flow that begins there`}},
		{"boundary event on a gateway", `<process id="P"><exclusiveGateway id="G"/><boundaryEvent id="B" attachedToRef="G"/></process>`,
			shape("G") + shape("B"), []string{"wrong-reference B: must name an activity"}},
		{"boundary event on nothing", `<process id="P"><boundaryEvent id="B"/></process>`, shape("B"), []string{"missing-reference B: no attachedToRef"}},
		{"a lane in itself", `<process id="P"><laneSet id="LS"><lane id="L"><flowNodeRef>L</flowNodeRef></lane></laneSet></process>`,
			shape("L"), []string{`wrong-reference L: names the lane "L"`}},
		{"associations in a circle", `<process id="P"><association id="A" sourceRef="B" targetRef="B"/><association id="B" sourceRef="A" targetRef="A"/></process>`,
			edge("A") + edge("B"), []string{"wrong-reference A", "wrong-reference A", "wrong-reference B", "wrong-reference B"}},
		{"a data object that is none", `<process id="P"><dataObjectReference id="R" dataObjectRef="R"/></process>`, shape("R"), []string{"wrong-reference R: must name a data object"}},
		{"two pools of one process", `<collaboration id="C"><participant id="A" processRef="P"/><participant id="B" processRef="P"/></collaboration><process id="P"/>`,
			shape("A") + shape("B"), []string{`shared-process B: pool "A" shows already`}},
		{"a flow into another process", `<process id="P"><task id="A"/><sequenceFlow id="F" sourceRef="A" targetRef="B"/></process><process id="Q"><task id="B"/></process>`,
			shape("A") + shape("B") + edge("F"), []string{"flow-across-scopes F: only message flows may"}},
		{"a flow out of a sub-process", `<process id="P"><task id="A"/><subProcess id="SP"><task id="B"/></subProcess><sequenceFlow id="F" sourceRef="B" targetRef="A"/></process>`,
			shape("A") + shape("SP") + shape("B") + edge("F"), []string{"flow-across-scopes F: crosses the border of a sub-process"}},

		{"an unknown element", `<process id="P"><quantumTask id="Q" spin="up"><odd/></quantumTask></process>`, shape("Q"), []string{"unknown-element Q: <quantumTask> is no element of BPMN"}},
		{"an unknown attribute", `<process id="P"><task id="T" colour="red"/></process>`, shape("T"), []string{"unknown-attribute T: colour"}},
		{"an extension outside", `<process id="P"><task id="T"><x:y xmlns:x="urn:x" id="T"/></task></process>`, shape("T"), []string{"misplaced-extension T: <x:y> stands directly in task \"T\""}},
		{"stray text", `<process id="P">lost words</process>`, " ", []string{`stray-text P: "lost words"`}},
		{"no id", `<process id="P"><task name="Pay"/></process>`, " ", []string{`missing-id P: the task "Pay" has no id`, "not-drawn P"}},
		{"bad ids", `<process id="P"><task id="1 a"/><task id=""/></process>`, shape("1 a"),
			[]string{`invalid-id 1 a: "1 a" is no valid id`, "invalid-id P: the id of a task is empty", "invalid-id 1 a: 1 a_di", "not-drawn P: a task without id has no shape"}},
		{"an id twice", `<process id="P"><task id="T"/><startEvent id="T"/></process>`, shape("T"), []string{"duplicate-id T: already that of the task on line 1", "not-drawn T"}},

		{"a shape of nothing", `<process id="P"/>`, `<bpmndi:BPMNShape id="X"/>`, []string{"wrong-di X: does not say which element", `bounds X: no bounds`}},
		{"a shape for a flow", `<process id="P"><task id="T"/><sequenceFlow id="F" sourceRef="T" targetRef="T"/></process>`, shape("F") + edge("T"),
			[]string{"wrong-di F: must be an edge", "wrong-di T: must be a shape"}},
		{"two shapes", `<process id="P"><task id="T"/></process>`, shape("T") + `<bpmndi:BPMNShape id="T2" bpmnElement="T"><dc:Bounds x="0" y="0" width="9" height="9"/></bpmndi:BPMNShape>`,
			[]string{"drawn-twice T: more than one shape"}},
		{"half a diagram", `<process id="P"><task id="T"/><task id="U"/><sequenceFlow id="F" sourceRef="T" targetRef="U"/></process>`, shape("T") + edge("F"),
			[]string{`not-drawn U: task "U" has no shape`, `flow-end-not-drawn F: ends at the task "U"`}},
		{"a message flow that a conversation stands for", `<collaboration id="P"><participant id="A"/><participant id="B"/>
			<messageFlow id="M" sourceRef="A" targetRef="B"/><messageFlow id="N" sourceRef="B" targetRef="A"/>
			<conversation id="C"><participantRef>A</participantRef><participantRef>B</participantRef><messageFlowRef>t:M</messageFlowRef></conversation></collaboration>`,
			shape("A") + shape("B") + shape("C"), []string{"not-drawn N: no edge in any diagram"}},
		{"a process that no diagram shows", `<process id="P"><task id="T"/></process><process id="Q"><task id="U"/><task id="V"/></process>`, shape("T"),
			[]string{"not-drawn Q: no diagram shows what is in process"}},
		{"a collapsed sub-process", `<process id="P"><subProcess id="SP"><task id="T"/></subProcess></process>`, shape("SP"), nil},
		{"a plane that draws itself", `<process id="P"/>`, shape("P"), []string{"wrong-di P: on its own plane"}},
		{"numbers", `<process id="P"><task id="T"/></process>`,
			`<bpmndi:BPMNShape id="T_di" bpmnElement="T"><dc:Bounds x="NaN" y="1e400" width="-5"/></bpmndi:BPMNShape>`,
			[]string{`bounds T: x="NaN" is no usable number`, `bounds T: y="1e400" is no usable number`, "bounds T: the width is -5", "bounds T: no height"}},
		{"odd but good numbers", `<process id="P"><task id="T"/></process>`,
			`<bpmndi:BPMNShape id="T_di" bpmnElement="T"><dc:Bounds x="1e2" y=".5" width="+7" height="5000000"/></bpmndi:BPMNShape>`, nil},
		{"an edge without length", `<process id="P"><task id="T"/><sequenceFlow id="F" sourceRef="T" targetRef="T"/><sequenceFlow id="G" sourceRef="T" targetRef="T"/></process>`,
			shape("T") + `<bpmndi:BPMNEdge id="e" bpmnElement="F"><di:waypoint x="1" y="1"/><di:waypoint x="1.0" y="1"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="g" bpmnElement="G"/>`,
			[]string{"waypoints F: the same point", "waypoints G: 0 waypoints"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(t, file(c.model, c.plane))
			problems := bpmn.Check(d)
			left := append([]bpmn.Problem(nil), problems...)
			for _, want := range c.want {
				rule, rest, _ := strings.Cut(want, " ")
				element, text, _ := strings.Cut(rest, ": ")
				found := false
				for i, p := range left {
					if p.Rule == rule && p.Element == element && strings.Contains(p.Message, text) {
						left, found = append(left[:i], left[i+1:]...), true
						break
					}
				}
				if !found {
					t.Errorf("missing %q in %v", want, problems)
				}
			}
			for _, p := range left {
				t.Errorf("not expected: %s (%s)", p, p.Rule)
			}
		})
	}
}

func TestCheckTellsTheLine(t *testing.T) {
	d := parse(t, strings.Replace(order, `targetRef="T" />`, `targetRef="gone" />`, 1))
	for _, p := range bpmn.Check(d) {
		if p.Rule == "dangling-reference" {
			if p.Line != 15 || p.Element != "F1" || p.Severity != bpmn.Warning {
				t.Errorf("got %v on line %d", p, p.Line)
			}
			return
		}
	}
	t.Error("the flow to nowhere was not found")
}

// Check takes time in proportion to the file, even where everything is wrong
// with everything: with the square of it these would take minutes.
func TestCheckIsQuickOnHostileFiles(t *testing.T) {
	const n = 50_000
	many := func(format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
		}
		return b.String()
	}
	for name, model := range map[string]string{
		"one id":              many(`<task id="T"/>`),
		"one hub":             `<task id="H"/>` + many(`<sequenceFlow id="F%d" sourceRef="H" targetRef="H"/>`),
		"nothing drawn":       many(`<task id="T%d"/>`),
		"dangling references": many(`<task id="T%d"><incoming>x%d</incoming></task>`),
		"boundary events":     `<task id="H"/>` + many(`<boundaryEvent id="B%d" attachedToRef="H"/>`),
	} {
		t.Run(name, func(t *testing.T) {
			d := parse(t, file(`<process id="P"><task id="drawn"/>`+model+`</process>`, shape("drawn")+shape("H")))
			if got := len(bpmn.Check(d)); got < n {
				t.Errorf("%d problems, expected one for each of the %d elements", got, n)
			}
		})
	}
}

// No question about an element may run for ever or crash, whatever refers to
// whatever.
func TestElementsOfHostileFilesAnswerEveryQuestion(t *testing.T) {
	ask := func(t *testing.T, d *bpmn.Document) {
		bpmn.Check(d)
		bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
			e.Name()
			e.Title()
			e.Source().Target().Source()
			e.Incoming()
			e.Outgoing()
			e.Connections()
			e.AttachedTo().AttachedTo()
			e.BoundaryEvents()
			e.DefaultFlow()
			e.IsDefaultFlow()
			e.Definition()
			e.Loop()
			e.Scope()
			e.Process()
			e.Participant()
			e.Lane()
			e.Lanes()
			e.FlowElements()
			e.Semantic()
			e.Plane()
			e.Colors()
			e.LabelBounds()
			e.AsShape().Bounds()
			e.AsShape().IsExpanded()
			e.AsEdge().Waypoints()
			return true
		})
	}
	t.Run("everything names itself", func(t *testing.T) {
		ask(t, parse(t, file(`<collaboration id="P"><participant id="PA" processRef="PA"/><messageFlow id="MF" sourceRef="MF" targetRef="MF"/></collaboration>
			<process id="Q"><laneSet id="LS"><lane id="L"><flowNodeRef>L</flowNodeRef><childLaneSet id="LS"><lane id="L"/></childLaneSet></lane></laneSet>
			<boundaryEvent id="B" attachedToRef="B"><eventDefinitionRef>B</eventDefinitionRef></boundaryEvent><sequenceFlow id="F" sourceRef="F" targetRef="F"/>
			<dataObjectReference id="R" dataObjectRef="R"/><group id="G" categoryValueRef="G"/><exclusiveGateway id="X" default="X"/>
			<subProcess id="Q"><callActivity id="C" calledElement="C"><dataInputAssociation id="DA"><sourceRef>DA</sourceRef></dataInputAssociation></callActivity></subProcess></process>`,
			`<bpmndi:BPMNShape id="S" bpmnElement="S"/><bpmndi:BPMNEdge id="E" bpmnElement="E" sourceElement="E"/>`+shape("P"))))
	})
	names, _ := filepath.Glob("../../shared/interchange/hostile/*.bpmn")
	if len(names) == 0 {
		t.Skip("the collection of hostile files is not at hand")
	}
	for _, name := range names {
		if d, err := bpmn.Open(name); err == nil {
			t.Run(filepath.Base(name), func(t *testing.T) { ask(t, d) })
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(order))
	names, _ := filepath.Glob("../../shared/interchange/hostile/*.bpmn")
	for _, name := range names {
		if raw, err := os.ReadFile(name); err == nil && len(raw) < 4000 {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := bpmn.Parse("fuzz.bpmn", raw)
		if err != nil {
			return
		}
		for _, p := range bpmn.Check(d) {
			if p.Message == "" || p.Rule == "" || strings.ContainsAny(p.Message, "\r\n") {
				t.Errorf("a problem that can't be shown on a line: %+v", p)
			}
		}
		if string(d.Bytes()) != string(raw) {
			t.Error("checking changed the document")
		}
	})
}
