package bpmn_test

import (
	"errors"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
)

const order = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="D" targetNamespace="urn:t">
  <bpmn2:process id="P" isExecutable="true">
    <bpmn2:laneSet id="LS">
      <bpmn2:lane id="L" name="Sales">
        <bpmn2:flowNodeRef>T</bpmn2:flowNodeRef>
      </bpmn2:lane>
    </bpmn2:laneSet>
    <bpmn2:startEvent id="S">
      <bpmn2:outgoing>F1</bpmn2:outgoing>
    </bpmn2:startEvent>
    <bpmn2:task id="T" name="Do it">
      <bpmn2:incoming>F1</bpmn2:incoming>
    </bpmn2:task>
    <bpmn2:sequenceFlow id="F1" sourceRef="S" targetRef="T" />
    <bpmn2:boundaryEvent id="B" attachedToRef="T" cancelActivity="false">
      <bpmn2:timerEventDefinition id="TD" />
    </bpmn2:boundaryEvent>
  </bpmn2:process>
  <bpmndi:BPMNDiagram id="BD">
    <bpmndi:BPMNPlane id="BP" bpmnElement="P">
      <bpmndi:BPMNShape id="T_di" bpmnElement="T">
        <dc:Bounds x="100" y="80.0" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="F1_di" bpmnElement="F1">
        <di:waypoint x="36" y="120" />
        <di:waypoint x="100" y="120" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn2:definitions>
`

func parse(t *testing.T, src string) *bpmn.Document {
	t.Helper()
	d, err := bpmn.Parse("order.bpmn", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestElementsAnswerFromTheXML(t *testing.T) {
	d := parse(t, order)
	task, start, flow, timer := d.ByID("T"), d.ByID("S"), d.ByID("F1"), d.ByID("B")
	if task.Kind() != bpmn.Task || task.Name() != "Do it" || task.Line() != 12 {
		t.Errorf("task: %v %q line %d", task.Kind(), task.Name(), task.Line())
	}
	if got := start.Outgoing(); len(got) != 1 || got[0] != flow || flow.Target() != task {
		t.Errorf("outgoing of the start event: %v", got)
	}
	if timer.Definition() != bpmn.TimerDefinition || timer.AttachedTo() != task || timer.IsInterrupting() {
		t.Error("the boundary event is not read as a non-interrupting timer on the task")
	}
	if got := task.BoundaryEvents(); len(got) != 1 || got[0] != timer {
		t.Errorf("boundary events: %v", got)
	}
	if task.Lane() != d.ByID("L") || task.Process() != d.ByID("P") || task.Scope() != d.ByID("P") {
		t.Error("lane, process or scope is wrong")
	}
	if got := task.Shape().Bounds(); got != geom.R(100, 80, 100, 80) {
		t.Errorf("bounds %v", got)
	}
	if got := flow.Edge().Waypoints(); len(got) != 2 || got[1] != geom.Pt(100, 120) {
		t.Errorf("waypoints %v", got)
	}
}

func TestMovingAShapeChangesOneNumber(t *testing.T) {
	d := parse(t, order)
	err := d.Edit("Move", func(tx *bpmn.Tx) error {
		tx.SetBounds(d.ByID("T").Shape(), geom.R(150, 80, 100, 80))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(order, `x="100" y="80.0"`, `x="150" y="80.0"`, 1); string(d.Bytes()) != want {
		t.Errorf("got\n%s", d.Bytes())
	}
}

func TestRenameBringsEveryReferenceAlong(t *testing.T) {
	d := parse(t, order)
	rename := func(id string) error {
		return d.Edit("Rename", func(tx *bpmn.Tx) error { return tx.Rename(d.ByID("T"), id) })
	}
	if err := rename("S"); err == nil || !strings.Contains(err.Error(), "already used") {
		t.Errorf("a taken id: %v", err)
	}
	if err := rename("1 x"); err == nil {
		t.Error("an id that XML forbids was accepted")
	}
	if err := rename("Work"); err != nil {
		t.Fatal(err)
	}
	got := string(d.Bytes())
	want := strings.NewReplacer(`id="T"`, `id="Work"`, `targetRef="T"`, `targetRef="Work"`, `attachedToRef="T"`, `attachedToRef="Work"`,
		`<bpmn2:flowNodeRef>T<`, `<bpmn2:flowNodeRef>Work<`, `id="T_di" bpmnElement="T"`, `id="Work_di" bpmnElement="Work"`).Replace(order)
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if d.ByID("Work").Shape().IsZero() || d.HasID("T") {
		t.Error("the index still knows the old id")
	}
	d.Undo()
	if string(d.XML().String()) != order || !d.HasID("T") {
		t.Error("undo did not bring the file or the index back")
	}
}

func TestNewElementsStandInSchemaOrderWithTheFilesPrefix(t *testing.T) {
	d := parse(t, order)
	err := d.Edit("Add", func(tx *bpmn.Tx) error {
		task := d.ByID("T")
		ext := tx.Ensure(task, bpmn.NS, "extensionElements")
		tx.SetText(tx.AddNS(ext, bpmn.NSSpiff, "preScript"), "a = 1 < 2")
		tx.SetText(tx.Add(task, "outgoing"), "F2")
		tx.SetText(tx.Add(task, "documentation"), "Why")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `    <bpmn2:task id="T" name="Do it">
      <bpmn2:documentation>Why</bpmn2:documentation>
      <bpmn2:extensionElements>
        <spiffworkflow:preScript>a = 1 &lt; 2</spiffworkflow:preScript>
      </bpmn2:extensionElements>
      <bpmn2:incoming>F1</bpmn2:incoming>
      <bpmn2:outgoing>F2</bpmn2:outgoing>
    </bpmn2:task>`
	if got := string(d.Bytes()); !strings.Contains(got, want) || !strings.Contains(got, `id="D" targetNamespace="urn:t" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">`) {
		t.Errorf("got\n%s", got)
	}
	d.Undo()
	if d.XML().String() != order {
		t.Error("undo did not give the first text")
	}
}

func TestSubscribersHearTheNetEffect(t *testing.T) {
	d := parse(t, order)
	var heard []*bpmn.Change
	cancel := d.Subscribe(func(c *bpmn.Change) { heard = append(heard, c) })
	var task bpmn.Element
	_ = d.Edit("Add and move", func(tx *bpmn.Tx) error {
		task = tx.Add(d.ByID("P"), "userTask", bpmn.Attribute{Name: "id", Value: "U"})
		gone := tx.Add(d.ByID("P"), "task", bpmn.Attribute{Name: "id", Value: "gone"})
		tx.Remove(gone)
		tx.SetBounds(d.ByID("T").Shape(), geom.R(1, 2, 3, 4))
		tx.Remove(d.ByID("B"))
		return nil
	})
	if len(heard) != 1 {
		t.Fatalf("heard %d changes", len(heard))
	}
	c := heard[0]
	if len(c.Added) != 1 || c.Added[0] != task {
		t.Errorf("added %v", c.Added)
	}
	if len(c.Removed) != 1 || c.Removed[0].ID() != "B" || c.Removed[0].Kind() != bpmn.BoundaryEvent {
		t.Errorf("removed %v", c.Removed)
	}
	if !c.Touches(d.ByID("T").Shape().Element) {
		t.Error("the moved shape is not named")
	}
	_ = d.Edit("Fails", func(tx *bpmn.Tx) error { tx.Remove(task); return errors.New("no") })
	_ = d.Preview(func(tx *bpmn.Tx) error { tx.Remove(task); return nil }, func(c *bpmn.Change) {
		if len(c.Removed) != 1 || d.HasID("U") {
			t.Error("the preview does not show the result")
		}
	})
	if len(heard) != 1 || !d.HasID("U") {
		t.Error("a failed edit or a preview was announced or left something")
	}
	d.Undo()
	if len(heard) != 2 || heard[1].Cause != bpmn.Undone || len(heard[1].Removed) != 1 || len(heard[1].Added) != 1 {
		t.Errorf("undo announced %+v", heard[len(heard)-1])
	}
	cancel()
	d.Redo()
	if len(heard) != 2 {
		t.Error("a cancelled subscription still hears")
	}
}

func TestBehaviorsFollowAndBelongToTheStep(t *testing.T) {
	d := parse(t, order)
	d.SetBehaviors([]bpmn.Behavior{func(tx *bpmn.Tx, c *bpmn.Change) error {
		for _, e := range c.Removed {
			for _, r := range tx.Document().References(e.ID()) {
				if r.Name == "attachedToRef" {
					tx.Remove(r.From)
				}
			}
		}
		return nil
	}})
	_ = d.Edit("Delete", func(tx *bpmn.Tx) error { tx.Remove(d.ByID("T")); return nil })
	if d.HasID("B") {
		t.Error("the boundary event outlived its host")
	}
	d.Undo()
	if d.XML().String() != order {
		t.Error("one undo must take the operation and its consequences back")
	}
	d.SetBehaviors([]bpmn.Behavior{func(tx *bpmn.Tx, c *bpmn.Change) error {
		tx.SetAttr(d.ByID("T"), "name", d.ByID("T").Name()+"x")
		return nil
	}})
	if err := d.Edit("Loop", func(tx *bpmn.Tx) error { tx.SetAttr(d.ByID("T"), "name", "y"); return nil }); err == nil {
		t.Error("endless consequences must fail")
	}
	if d.XML().String() != order {
		t.Error("the failed step left something")
	}
}

func TestOnlyBPMNIsOpened(t *testing.T) {
	for src, want := range map[string]string{
		"<html/>":        "x:1:1: not a BPMN 2.0 file: the root element is <html>",
		"<definitions/>": "has no namespace",
		`<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>`: "the namespace of <definitions> is https://www.omg.org/spec/DMN",
	} {
		if _, err := bpmn.Parse("x", []byte(src)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", src, err)
		}
	}
}

func TestStepsTellWhereTheHistoryStands(t *testing.T) {
	d := parse(t, order)
	name := func(key, to string) {
		if err := d.EditMerging("Rename", key, func(tx *bpmn.Tx) error { tx.SetAttr(d.ByID("T"), "name", to); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	name("", "a")
	name("typing", "b")
	name("typing", "bc")
	if d.Steps() != 2 {
		t.Errorf("after an edit and a typed word there are %d steps", d.Steps())
	}
	d.Undo()
	if d.Steps() != 1 {
		t.Errorf("after undo there are %d steps", d.Steps())
	}
}
