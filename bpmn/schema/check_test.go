package schema_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/schema"
)

const head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI"
 xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:x="urn:x" targetNamespace="urn:t">
`

func check(t *testing.T, inside string) []bpmn.Problem {
	t.Helper()
	d, err := bpmn.Parse("m.bpmn", []byte(head+inside+"</definitions>"))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Check(d)
}

func process(inside string) string { return `<process id="P">` + inside + `</process>` }

// What SpiffWorkflow's validator takes, with its oddities.
func TestAllowed(t *testing.T) {
	for _, inside := range []string{
		``,
		process(`<documentation>a <x:b/></documentation><extensionElements><s:preScript>a</s:preScript><x:any y="1"><z xmlns=""/></x:any></extensionElements><startEvent id="S" x:y="1"/>`),
		process(`<startEvent id="S"><outgoing>f</outgoing><timerEventDefinition><timeDate xsi:type="tFormalExpression" language="python">x</timeDate></timerEventDefinition></startEvent>`),
		process(`<userTask id="U" implementation="##WebService"><ioSpecification><inputSet/><outputSet/></ioSpecification><potentialOwner><resourceRef>a</resourceRef></potentialOwner></userTask>`),
		process(`<serviceTask id="T"><extensionElements><s:serviceTaskOperator id="o"><s:parameters/></s:serviceTaskOperator></extensionElements></serviceTask>`),
		process(`<task id="T" isForCompensation=" 1 " default="none"/><laneSet/><laneSet><lane><flowNodeRef>T</flowNodeRef></lane></laneSet>`),
		`<message id="M"/><extension/><correlationProperty id="C"><correlationPropertyRetrievalExpression messageRef="M"><formalExpression>x</formalExpression></correlationPropertyRetrievalExpression></correlationProperty>`,
		`<di:BPMNDiagram><di:BPMNPlane><di:BPMNShape x:y="1" isHorizontal="0"><dc:Bounds x="1e3" y="-.5" width="INF" height="1."/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>`,
	} {
		if p := check(t, inside); len(p) > 0 {
			t.Errorf("%s: %v", inside, p)
		}
	}
}

func TestForbidden(t *testing.T) {
	for inside, want := range map[string]string{
		`<import namespace="a" location="b"/>`:      "<import> lacks the attribute importType",
		`<message/><import/>`:                       "<import> can't stand here in <definitions>",
		`<task/>`:                                   "<task> can't stand here in <definitions>",
		process(`<x:a/>`):                           "<a> can't stand here in <process>",
		process(`<task id="a b"/>`):                 `the attribute id of <task> is "a b", which is no id`,
		process(`<task id="A"/><task id="A"/>`):     "the id of another element",
		process(`<task foo=""/>`):                   "<task> can't have the attribute foo",
		process(`<task isForCompensation="True"/>`): `is "True", which is neither true nor false`,
		process(`<task startQuantity="1.5"/>`):      "no integer",
		process(`<task><outgoing>a</outgoing><incoming>b</incoming></task>`):                 "<incoming> can't stand here in <task>; what may stand here: <outgoing>",
		process(`<task><outgoing>a:b</outgoing></task>`):                                     `whose prefix "a" stands for no namespace`,
		process(`<task>text</task>`):                                                         "<task> holds text beside its elements",
		process(`<gateway/>`):                                                                "<gateway> can't stand here",
		process(`<task><extensionElements><x:a><gateway/></x:a></extensionElements></task>`): "general term",
		process(`<flowNode/>`):                                                               "can't stand here",
		process(`<exclusiveGateway gatewayDirection="Up"/>`):                                 "none of Unspecified, Converging, Diverging, Mixed",
		process(`<sequenceFlow sourceRef="a" targetRef="b"><conditionExpression language="python">x</conditionExpression></sequenceFlow>`): "<conditionExpression> can't have the attribute language",
		process(`<sequenceFlow sourceRef="a" targetRef="b"><conditionExpression xsi:type="tTask"/></sequenceFlow>`):                        `can't stand for the type`,
		process(`<sequenceFlow sourceRef="a"/>`):                                                         "<sequenceFlow> lacks the attribute targetRef",
		process(`<task><ioSpecification/></task>`):                                                       "<ioSpecification> lacks <inputSet>",
		process(`<task><dataInputAssociation/></task>`):                                                  "<dataInputAssociation> lacks <targetRef>",
		process(`<task><standardLoopCharacteristics/><standardLoopCharacteristics/></task>`):             "nothing more may follow",
		process(`<task><extensionElements><task/></extensionElements></task>`):                           "<task> can't stand here in <extensionElements>",
		process(`<task><extensionElements><x:a><dc:Bounds/></x:a></extensionElements></task>`):           "<Bounds> lacks the attribute height",
		process(`<task><extensionElements><s:serviceTaskOperator/></extensionElements></task>`):          "<serviceTaskOperator> lacks <parameters>",
		process(`<task><extensionElements><s:preScript><x:a/></s:preScript></extensionElements></task>`): "holds text only",
		`<di:BPMNDiagram/>`: "<BPMNDiagram> lacks <BPMNPlane>",
		`<di:BPMNDiagram><di:BPMNPlane><di:BPMNEdge><dd:waypoint x="1" y="2"/></di:BPMNEdge></di:BPMNPlane></di:BPMNDiagram>`:                                  "<BPMNEdge> lacks <waypoint>",
		`<di:BPMNDiagram><di:BPMNPlane><di:BPMNShape><dc:Bounds x="1" y="b" width="1" height="1"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>`:             "no number",
		`<di:BPMNDiagram><di:BPMNPlane><di:BPMNShape><dc:Bounds x="1" y="1" width="1" height="1"> </dc:Bounds></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>`: "must be empty",
	} {
		p := check(t, inside)
		if len(p) == 0 || !strings.Contains(p[0].Message, want) || p[0].Severity != bpmn.Fault || p[0].Line != 4 && p[0].Line != 5 {
			t.Errorf("%s: %v, want %s", inside, p, want)
		}
	}
}

// The verdicts of SpiffWorkflow's validator on files of many tools: the line of the first fault; files that are not named
// have none.
func TestFilesOfOtherTools(t *testing.T) {
	refused := map[string]int{"07": 169, "11": 2, "12": 28, "23": 42}
	files, err := filepath.Glob("../../../shared/interchange/*.bpmn")
	if err != nil || len(files) == 0 {
		t.Skip("the shared files of other tools are not here")
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := bpmn.Parse(f, raw)
		if err != nil {
			continue // not BPMN, which the engine refuses as well
		}
		if len(d.XML().Warnings()) > 0 {
			continue // not well-formed: the engine does not come so far
		}
		line := 0
		p := schema.Check(d)
		if len(p) > 0 {
			line = p[0].Line
		}
		if want := refused[filepath.Base(f)[:2]]; line != want {
			t.Errorf("%s: first fault in line %d, want %d: %v", filepath.Base(f), line, want, p)
		}
	}
}

func TestExamplesKeepToTheSchema(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.bpmn")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no examples")
	}
	for _, f := range files {
		d, err := bpmn.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		if p := schema.Check(d); len(p) > 0 {
			t.Errorf("%s: %v", f, p)
		}
	}
}

// BenchmarkCheck checks a process of 10,000 elements.
func BenchmarkCheck(b *testing.B) {
	var inside strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&inside, `<task id="T%d" name="a"><incoming>F%d</incoming></task><sequenceFlow id="F%d" sourceRef="T%d" targetRef="T%d"/>`, i, i, i, i, i)
	}
	d, err := bpmn.Parse("m.bpmn", []byte(head+process(inside.String())+"</definitions>"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if p := schema.Check(d); len(p) > 0 {
			b.Fatal(p)
		}
	}
}
