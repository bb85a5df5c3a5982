package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

func TestARowIsDrawnByAppending(t *testing.T) {
	s := blank(t)
	start := s.ByID("StartEvent_1")
	one := s.append(start, task())
	two := s.append(one, kind(bpmn.ExclusiveGateway))
	end := s.append(two, kind(bpmn.EndEvent))
	s.wantBounds(one, geom.R(270, 140, 100, 80))
	s.wantBounds(two, geom.R(425, 155, 50, 50))
	s.wantBounds(end, geom.R(532, 162, 36, 36))
	s.wantRoute(one.Incoming()[0], geom.Pt(218, 180), geom.Pt(270, 180))
	s.wantRoute(two.Outgoing()[0], geom.Pt(475, 180), geom.Pt(532, 180))
	branch := s.append(two, task())
	if b := branch.Shape().Bounds(); b.Y < 198 {
		t.Errorf("the second branch lies over the first: %v", b)
	}
	xml := s.XML().String()
	for _, want := range []string{`<bpmn:incoming>`, `<bpmn:outgoing>`, `isMarkerVisible="true"`, `id="` + one.ID() + `_di"`} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s is missing in\n%s", want, xml)
		}
	}
	s.undoAll()
}

func TestMovingOneEndKeepsTheBends(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 180)
	b := s.create(task(), s.plane(), 700, 400)
	f := s.connect(a, b)
	s.wantRoute(f, geom.Pt(450, 180), geom.Pt(550, 180), geom.Pt(550, 400), geom.Pt(650, 400))
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveSegment(tx, f, 1, geom.Pt(60, 7)) })
	s.wantRoute(f, geom.Pt(450, 180), geom.Pt(610, 180), geom.Pt(610, 400), geom.Pt(650, 400))
	s.move(bpmn.Element{}, 0, 50, b)
	s.wantRoute(f, geom.Pt(450, 180), geom.Pt(610, 180), geom.Pt(610, 450), geom.Pt(650, 450))
	s.move(bpmn.Element{}, 10, 10, a, b)
	s.wantRoute(f, geom.Pt(460, 190), geom.Pt(620, 190), geom.Pt(620, 460), geom.Pt(660, 460))
	s.undoAll()
}

func TestTheFirstPoolWrapsTheContent(t *testing.T) {
	s := blank(t)
	task1 := s.append(s.ByID("StartEvent_1"), task())
	pool := s.create(kind(bpmn.Participant), s.plane(), 400, 200)
	if s.plane().Semantic().Kind() != bpmn.Collaboration || pool.Ref("processRef") != s.ByID("Process_1") {
		t.Fatalf("the pool doesn't show the process:\n%s", s.XML())
	}
	if r := pool.Shape().Bounds(); !r.ContainsRect(task1.Shape().Bounds()) || r.W != 600 || r.H != 250 {
		t.Errorf("the pool lies at %v", r)
	}
	second := s.create(kind(bpmn.Participant), s.plane(), 400, 600)
	other := s.create(task(), second.Shape().Element, 400, 600)
	if other.Process() == task1.Process() {
		t.Error("both pools have the same process")
	}
	f := s.connect(task1, other)
	if f.Kind() != bpmn.MessageFlow || f.Parent().Kind() != bpmn.Collaboration {
		t.Errorf("between pools there is %v", f.Kind())
	}
	before := task1.Shape().Bounds()
	s.move(bpmn.Element{}, 30, 40, pool)
	s.wantBounds(task1, before.Moved(geom.Pt(30, 40)))
	// a task that changes pools: its message flow becomes a sequence flow
	s.move(second, 0, 420, task1)
	if f.Kind() != bpmn.SequenceFlow || !f.IsLive() {
		t.Errorf("in one pool the flow is %v", f.Kind())
	}
	if len(s.ByID("StartEvent_1").Outgoing()) != 0 {
		t.Log(s.XML())
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, second) })
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, pool) })
	if s.plane().Semantic().Kind() != bpmn.Process {
		t.Errorf("without pools the plane shows %v", s.plane().Semantic().Kind())
	}
	s.undoAll()
}

func TestDeletingAMiddleElementJoinsItsFlows(t *testing.T) {
	s := blank(t)
	a := s.append(s.ByID("StartEvent_1"), task())
	b := s.append(a, task())
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, a) })
	in := b.Incoming()
	if len(in) != 1 || in[0].Source() != s.ByID("StartEvent_1") {
		t.Fatalf("the flows were not joined:\n%s", s.XML())
	}
	s.wantRoute(in[0], geom.Pt(218, 180), geom.Pt(430, 180))
	s.undoAll()
}

func TestBoundaryEventsFollowTheirHost(t *testing.T) {
	s := blank(t)
	a := s.append(s.ByID("StartEvent_1"), task())
	e := s.create(modeling.Variant{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.TimerDefinition}, s.plane(), 350, 222)
	s.do(func(tx *bpmn.Tx) error { return modeling.Attach(tx, e, a) })
	if e.Kind() != bpmn.BoundaryEvent || e.AttachedTo() != a {
		t.Fatal("the event is not attached")
	}
	s.wantBounds(e, geom.R(332, 202, 36, 36))
	after := s.append(e, task())
	f := after.Incoming()[0]
	if pts := f.Edge().Waypoints(); pts[0] != geom.Pt(350, 238) || len(pts) != 3 {
		t.Errorf("the flow of the boundary event runs %v", pts)
	}
	s.move(bpmn.Element{}, 10, -30, a)
	s.wantBounds(e, geom.R(342, 172, 36, 36))
	s.do(func(tx *bpmn.Tx) error { return modeling.Resize(tx, a, geom.R(280, 110, 200, 120)) })
	if got := e.Shape().Bounds().Center(); got.Y != 230 || got.X != 440 {
		t.Errorf("after the resize the event sits at %v", got)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, a) })
	if e.IsLive() || !after.IsLive() {
		t.Error("the boundary event outlived its host, or took its successor along")
	}
	s.undoAll()
}

func TestMorphKeepsWhatTheNewKindAllows(t *testing.T) {
	s := open(t, rich)
	el := s.ByID("Work")
	s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, el, kind(bpmn.ScriptTask)) })
	if el.Kind() != bpmn.ScriptTask || el.Name() != "Work" || el.ChildText("documentation") != "why" {
		t.Error("kind, name or documentation")
	}
	if !el.Extension("serviceTaskOperator").IsZero() || el.Extension("instructionsForEndUser").IsZero() {
		t.Error("the operator must go, the instructions must stay")
	}
	if el.Loop() != bpmn.StandardLoop || len(el.BoundaryEvents()) != 1 || len(el.Incoming()) != 1 || len(el.Outgoing()) != 1 {
		t.Error("loop, boundary event or flows were lost")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, el, kind(bpmn.SubProcess)) })
	if sh := el.Shape(); !sh.IsExpanded() || sh.Bounds().W != 350 || sh.ID() != "Work_di" || sh.Colors().Fill != "#BBDEFB" {
		t.Errorf("the shape is %v %v", sh.ID(), sh.Bounds())
	}
	s.undoAll()
}

func TestCopyAndPasteRelinks(t *testing.T) {
	s := open(t, rich)
	xml, err := modeling.Copy([]bpmn.Element{s.ByID("Work"), s.ByID("G"), s.ByID("Go")})
	if err != nil {
		t.Fatal(err)
	}
	var pasted []bpmn.Element
	s.do(func(tx *bpmn.Tx) error {
		pasted, err = modeling.Paste(tx, xml, s.plane(), geom.Pt(500, 600))
		return err
	})
	var copied bpmn.Element
	for _, p := range pasted {
		if p.Semantic().Kind() == bpmn.ServiceTask {
			copied = p.Semantic()
		}
	}
	if copied.IsZero() || copied == s.ByID("Work") || copied.Name() != "Work" || copied.Shape().Colors().Fill != "#BBDEFB" {
		t.Fatalf("pasted %v\n%s", pasted, s.XML())
	}
	if len(copied.BoundaryEvents()) != 1 || len(copied.Outgoing()) != 1 || len(copied.Incoming()) != 0 {
		t.Errorf("links of the copy: %v %v %v\n%s", copied.BoundaryEvents(), copied.Outgoing(), copied.Incoming(), s.XML())
	}
	if copied.BoundaryEvents()[0].DefinitionElements()[0].Ref("messageRef") != s.ByID("Msg") {
		t.Error("the message must be shared")
	}
	if g := copied.Outgoing()[0].Target(); g.DefaultFlow().IsZero() == false {
		t.Error("a default flow that was not copied must not be named")
	}
	other := blank(t)
	other.do(func(tx *bpmn.Tx) error {
		_, err := modeling.Paste(tx, xml, other.plane(), geom.Pt(500, 600))
		return err
	})
	if other.ByID("Msg").Kind() != bpmn.Message {
		t.Error("another file needs the message")
	}
	s.undoAll()
}

const rich = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" id="D" targetNamespace="urn:t">
  <bpmn:process id="P" isExecutable="true">
    <bpmn:startEvent id="S">
      <bpmn:outgoing>F1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="F1" sourceRef="S" targetRef="Work" />
    <bpmn:serviceTask id="Work" name="Work">
      <bpmn:documentation>why</bpmn:documentation>
      <bpmn:extensionElements>
        <spiffworkflow:serviceTaskOperator id="http/Get" resultVariable="r">
          <spiffworkflow:parameters>
            <spiffworkflow:parameter id="url" type="str" value="&#34;x&#34;" />
          </spiffworkflow:parameters>
        </spiffworkflow:serviceTaskOperator>
        <spiffworkflow:instructionsForEndUser>Wait</spiffworkflow:instructionsForEndUser>
      </bpmn:extensionElements>
      <bpmn:incoming>F1</bpmn:incoming>
      <bpmn:outgoing>Go</bpmn:outgoing>
      <bpmn:standardLoopCharacteristics loopMaximum="2" />
    </bpmn:serviceTask>
    <bpmn:boundaryEvent id="B" attachedToRef="Work">
      <bpmn:messageEventDefinition id="MD" messageRef="Msg" />
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="Go" sourceRef="Work" targetRef="G" />
    <bpmn:exclusiveGateway id="G" name="ok?" default="F3">
      <bpmn:incoming>Go</bpmn:incoming>
      <bpmn:outgoing>F3</bpmn:outgoing>
      <bpmn:outgoing>F4</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="F3" name="no" sourceRef="G" targetRef="E" />
    <bpmn:sequenceFlow id="F4" sourceRef="G" targetRef="E2">
      <bpmn:conditionExpression>x &gt; 1</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:endEvent id="E" name="done">
      <bpmn:incoming>F3</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:endEvent id="E2">
      <bpmn:incoming>F4</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
  <bpmn:message id="Msg" name="Msg" />
  <bpmndi:BPMNDiagram id="BD">
    <bpmndi:BPMNPlane id="BP" bpmnElement="P">
      <bpmndi:BPMNShape id="S_di" bpmnElement="S">
        <dc:Bounds x="100" y="162" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Work_di" bpmnElement="Work" bioc:stroke="#0D4372" bioc:fill="#BBDEFB">
        <dc:Bounds x="200" y="140" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="B_di" bpmnElement="B">
        <dc:Bounds x="262" y="202" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="G_di" bpmnElement="G" isMarkerVisible="true">
        <dc:Bounds x="355" y="155" width="50" height="50" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="370" y="131" width="20" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="E_di" bpmnElement="E">
        <dc:Bounds x="462" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="468" y="205" width="24" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="E2_di" bpmnElement="E2">
        <dc:Bounds x="462" y="262" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="F1_di" bpmnElement="F1">
        <di:waypoint x="136" y="180" />
        <di:waypoint x="200" y="180" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Go_di" bpmnElement="Go">
        <di:waypoint x="300" y="180" />
        <di:waypoint x="355" y="180" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="F3_di" bpmnElement="F3">
        <di:waypoint x="405" y="180" />
        <di:waypoint x="462" y="180" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="428" y="162" width="12" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="F4_di" bpmnElement="F4">
        <di:waypoint x="380" y="205" />
        <di:waypoint x="380" y="280" />
        <di:waypoint x="462" y="280" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
