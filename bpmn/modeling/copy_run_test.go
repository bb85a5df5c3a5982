package modeling_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/runner"
	"spiffmodeler/runner/python"
	"spiffmodeler/runner/spec"
)

// runnable has what scripts and the engine read: extension elements, data
// objects, loops, conditions, boundary events, events by reference.
const runnable = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="D" targetNamespace="urn:t">
  <bpmn:error id="TooMuch" name="Too much" errorCode="E1" />
  <bpmn:process id="Main" isExecutable="true">
    <bpmn:dataObject id="total" />
    <bpmn:startEvent id="Begin"><bpmn:outgoing>F1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="F1" sourceRef="Begin" targetRef="Sub" />
    <bpmn:subProcess id="Sub" name="Count">
      <bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing>
      <!-- own -->
      <bpmn:dataObjectReference id="TotalRef" dataObjectRef="total" />
      <bpmn:startEvent id="SubStart"><bpmn:outgoing>S1</bpmn:outgoing></bpmn:startEvent>
      <bpmn:scriptTask id="Init" name="Init">
        <bpmn:extensionElements><spiffworkflow:preScript>before = 1</spiffworkflow:preScript><spiffworkflow:postScript>after = before + 1</spiffworkflow:postScript></bpmn:extensionElements>
        <bpmn:incoming>S1</bpmn:incoming><bpmn:outgoing>S2</bpmn:outgoing>
        <bpmn:dataOutputAssociation id="Out"><bpmn:targetRef>TotalRef</bpmn:targetRef></bpmn:dataOutputAssociation>
        <bpmn:script>items = [1, 2, 3]
total = 0</bpmn:script>
      </bpmn:scriptTask>
      <bpmn:scriptTask id="Each" name="Each">
        <bpmn:incoming>S2</bpmn:incoming><bpmn:outgoing>S3</bpmn:outgoing>
        <bpmn:multiInstanceLoopCharacteristics isSequential="true">
          <bpmn:loopDataInputRef>items</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>doubled</bpmn:loopDataOutputRef>
          <bpmn:inputDataItem id="item" /><bpmn:outputDataItem id="double" />
        </bpmn:multiInstanceLoopCharacteristics>
        <bpmn:script>double = item * 2</bpmn:script>
      </bpmn:scriptTask>
      <bpmn:exclusiveGateway id="Split" default="S5"><bpmn:incoming>S3</bpmn:incoming><bpmn:outgoing>S4</bpmn:outgoing><bpmn:outgoing>S5</bpmn:outgoing></bpmn:exclusiveGateway>
      <bpmn:endEvent id="Failed"><bpmn:incoming>S4</bpmn:incoming><bpmn:errorEventDefinition id="Def" errorRef="TooMuch" /></bpmn:endEvent>
      <bpmn:endEvent id="Fine"><bpmn:incoming>S5</bpmn:incoming></bpmn:endEvent>
      <bpmn:sequenceFlow id="S1" sourceRef="SubStart" targetRef="Init" />
      <bpmn:sequenceFlow id="S2" sourceRef="Init" targetRef="Each" />
      <bpmn:sequenceFlow id="S3" sourceRef="Each" targetRef="Split" />
      <bpmn:sequenceFlow id="S4" sourceRef="Split" targetRef="Failed"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">sum(doubled) &gt; 10</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="S5" sourceRef="Split" targetRef="Fine" />
    </bpmn:subProcess>
    <bpmn:boundaryEvent id="Caught" attachedToRef="Sub"><bpmn:outgoing>F3</bpmn:outgoing><bpmn:errorEventDefinition id="Def2" errorRef="TooMuch" /></bpmn:boundaryEvent>
    <bpmn:scriptTask id="Mend" name="Mend"><bpmn:incoming>F3</bpmn:incoming><bpmn:outgoing>F4</bpmn:outgoing><bpmn:script>mended = True</bpmn:script></bpmn:scriptTask>
    <bpmn:sequenceFlow id="F2" sourceRef="Sub" targetRef="Finish" />
    <bpmn:sequenceFlow id="F3" sourceRef="Caught" targetRef="Mend" />
    <bpmn:sequenceFlow id="F4" sourceRef="Mend" targetRef="Late" />
    <bpmn:endEvent id="Finish"><bpmn:incoming>F2</bpmn:incoming></bpmn:endEvent>
    <bpmn:endEvent id="Late"><bpmn:incoming>F4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
`

// ran runs a process and tells in which order tasks were completed, by what
// they are and are called, and what its data were in the end.
func ran(t *testing.T, d *bpmn.Document, process string) string {
	t.Helper()
	doc, err := bpmn.Parse("run.bpmn", d.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	s, problems := spec.Compile([]*bpmn.Document{doc}, process, spec.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out []string
	var in *runner.Instance
	options := runner.Options{Hooks: runner.Hooks{Completed: func(id runner.TaskID) error {
		task, _ := in.Task(id)
		if el := doc.ByID(task.Spec().ID); !el.IsZero() && !el.Kind().Is(bpmn.ConnectionClass) {
			out = append(out, fmt.Sprintf("%s %q", el.Kind(), el.Name()))
		}
		return nil
	}}}
	if in, err = runner.New(s, options); err == nil {
		err = in.Run(context.Background())
	}
	if err != nil {
		t.Fatalf("after %s: %v", strings.Join(out, ", "), err)
	}
	out = append(out, fmt.Sprint(in.IsCompleted()), python.Repr(in.Data()))
	return strings.Join(out, "\n")
}

// A copy does what the original does: the whole process in another file, and a
// sub-process in the place of the one that it was copied from.
func TestAPastedCopyRunsAsTheOriginal(t *testing.T) {
	s := laidOut(t, runnable)
	want := ran(t, s.Document, "Main")
	if !strings.Contains(want, "'mended': True") || strings.Count(want, "Each") < 3 {
		t.Fatalf("the original runs so:\n%s", want)
	}

	var all []bpmn.Element
	for _, el := range s.ByID("Main").FlowElements() {
		if el.Kind().IsFlowNode() {
			all = append(all, el)
		}
	}
	xml, err := modeling.Copy(all)
	if err != nil {
		t.Fatal(err)
	}
	other := blank(t)
	other.do(func(tx *bpmn.Tx) error {
		if err := modeling.Delete(tx, other.ByID("StartEvent_1")); err != nil {
			return err
		}
		_, err := modeling.Paste(tx, xml, other.plane(), geom.Pt(600, 300))
		return err
	})
	if got := ran(t, other.Document, "Process_1"); got != want {
		t.Errorf("the copy in another file runs so:\n%s\nthe original so:\n%s", got, want)
	}

	thereAlone(t, runnable, false, want)
	// A data object is a variable, so its id can't be there twice: a sub-process
	// with one of its own is cut and pasted.
	const object = `<bpmn:dataObject id="total" />`
	own := strings.Replace(strings.Replace(runnable, object, "", 1), "<!-- own -->", object, 1)
	thereAlone(t, own, true, ran(t, laidOut(t, own).Document, "Main"))
}

// thereAlone pastes a sub-process beside itself, or cuts it first, connects the
// copy in place of it and runs that.
func thereAlone(t *testing.T, model string, cut bool, want string) {
	t.Helper()
	s := laidOut(t, model)
	sub := s.ByID("Sub")
	xml, err := modeling.Copy([]bpmn.Element{sub, s.ByID("Caught")})
	if err != nil {
		t.Fatal(err)
	}
	before, after, mend := s.ByID("Begin"), s.ByID("Finish"), s.ByID("Mend")
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, s.ByID("F1"), s.ByID("F2"), s.ByID("F3")) })
	if cut {
		s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, sub) })
	}
	var made []bpmn.Element
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.Paste(tx, xml, s.plane(), geom.Pt(600, 1200))
		return err
	})
	if !cut {
		s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, sub) })
	}
	var copied, caught bpmn.Element
	for _, di := range made {
		switch el := di.Semantic(); el.Kind() {
		case bpmn.SubProcess:
			copied = el
		case bpmn.BoundaryEvent:
			caught = el
		}
	}
	if caught.AttachedTo() != copied || copied.ID() == "Sub" && !cut {
		t.Fatalf("the copies are %s and %s", copied.ID(), caught.ID())
	}
	s.connect(before, copied)
	s.connect(copied, after)
	s.connect(caught, mend)
	if got := ran(t, s.Document, "Main"); got != want {
		t.Errorf("with the copy it runs so:\n%s\nwith the original so:\n%s", got, want)
	}
	s.undoAll()
}

// laidOut opens a model without a diagram.
func laidOut(t *testing.T, src string) *stage {
	t.Helper()
	d, err := bpmn.Parse("test.bpmn", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Prepare(layout.Missing); err != nil {
		t.Fatal(err)
	}
	return staged(t, d)
}
