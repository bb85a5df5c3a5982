package scene_test

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/scene"
)

// order is a pool with a lane, in it a task with a boundary event, a gateway
// and an expanded sub-process with a task, and flows between them.
const order = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="D" targetNamespace="urn:t">
  <bpmn:collaboration id="C"><bpmn:participant id="Pool" name="Shop" processRef="P" /></bpmn:collaboration>
  <bpmn:message id="M" name="Order" />
  <bpmn:process id="P">
    <bpmn:laneSet id="LS"><bpmn:lane id="Lane" name="Sales"><bpmn:flowNodeRef>Task</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
    <bpmn:task id="Task" name="Check" default="Flow"><bpmn:outgoing>Flow</bpmn:outgoing></bpmn:task>
    <bpmn:boundaryEvent id="Timer" attachedToRef="Task"><bpmn:timerEventDefinition id="TD" /></bpmn:boundaryEvent>
    <bpmn:exclusiveGateway id="Gateway" name="Enough?"><bpmn:incoming>Flow</bpmn:incoming></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="Flow" name="next" sourceRef="Task" targetRef="Gateway" />
    <bpmn:subProcess id="Sub" name="Ship"><bpmn:task id="Inner" name="Pack" /></bpmn:subProcess>
    <bpmn:textAnnotation id="Note"><bpmn:text>Mind the gap</bpmn:text></bpmn:textAnnotation>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BD">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="C">
      <bpmndi:BPMNShape id="Sub_di" bpmnElement="Sub" isExpanded="true"><dc:Bounds x="400" y="60" width="200" height="160" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Inner_di" bpmnElement="Inner"><dc:Bounds x="450" y="110" width="100" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="Flow_di" bpmnElement="Flow"><di:waypoint x="200" y="140" /><di:waypoint x="300" y="140" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNShape id="Task_di" bpmnElement="Task"><dc:Bounds x="100" y="100" width="100" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Timer_di" bpmnElement="Timer"><dc:Bounds x="132" y="162" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Gateway_di" bpmnElement="Gateway" isMarkerVisible="true"><dc:Bounds x="300" y="115" width="50" height="50" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Lane_di" bpmnElement="Lane" isHorizontal="true"><dc:Bounds x="30" y="0" width="770" height="300" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Pool_di" bpmnElement="Pool" isHorizontal="true"><dc:Bounds x="0" y="0" width="800" height="300" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Note_di" bpmnElement="Note"><dc:Bounds x="640" y="100" width="100" height="40" /></bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`

func open(t testing.TB, src string) (*bpmn.Document, *scene.Scene) {
	t.Helper()
	d, err := bpmn.Parse("order.bpmn", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	d.SetBehaviors(modeling.Behaviors(paint.Measurer{}))
	s := scene.New(d, d.Planes()[0])
	d.Subscribe(s.Update)
	return d, s
}

func edit(t *testing.T, d *bpmn.Document, op func(tx *bpmn.Tx) error) {
	t.Helper()
	if err := d.Edit("test", op); err != nil {
		t.Fatal(err)
	}
}

func ids(items []*scene.Item) string {
	var out []string
	for _, it := range items {
		out = append(out, it.Element.ID())
	}
	return strings.Join(out, " ")
}

func TestItemsLieAsTheNotationWantsWhateverTheFilesOrder(t *testing.T) {
	_, s := open(t, order)
	got := ids(s.Items())
	for _, below := range [][2]string{{"Pool", "Lane"}, {"Lane", "Task"}, {"Sub", "Inner"}, {"Task", "Timer"}, {"Gateway", "Flow"}, {"Inner", "Flow"}} {
		if strings.Index(got, below[0]) > strings.Index(got, below[1]) {
			t.Errorf("%s lies above %s: %s", below[0], below[1], got)
		}
	}
}

func TestHitFindsWhatLooksHit(t *testing.T) {
	_, s := open(t, order)
	for _, c := range []struct {
		what string
		at   geom.Point
		id   string
		part scene.Part
	}{
		{"middle of a task", geom.Pt(150, 130), "Task", scene.BodyPart},
		{"boundary event over its task", geom.Pt(150, 170), "Timer", scene.BodyPart},
		{"inside of a gateway", geom.Pt(325, 140), "Gateway", scene.BodyPart},
		{"beside a gateway's diamond", geom.Pt(303, 118), "Lane", scene.BodyPart},
		{"near a flow", geom.Pt(250, 145), "Flow", scene.SegmentPart},
		{"where a flow docks, inside of the task", geom.Pt(192, 144), "Task", scene.BodyPart},
		{"the end of a flow", geom.Pt(297, 141), "Flow", scene.EndPart},
		{"name of a flow", s.ItemOf(s.Document().ByID("Flow")).Label.Center(), "Flow", scene.LabelPart},
		{"name of a gateway", s.ItemOf(s.Document().ByID("Gateway")).Label.Center(), "Gateway", scene.LabelPart},
		{"ground of a sub-process", geom.Pt(590, 200), "Sub", scene.BodyPart},
		{"border of a sub-process", geom.Pt(600, 200), "Sub", scene.BorderPart},
		{"title of a sub-process", geom.Pt(500, 75), "Sub", scene.HeaderPart},
		{"task in a sub-process", geom.Pt(500, 150), "Inner", scene.BodyPart},
		{"header of a lane", geom.Pt(45, 250), "Lane", scene.HeaderPart},
		{"header of a pool", geom.Pt(15, 250), "Pool", scene.HeaderPart},
		{"ground of a lane", geom.Pt(300, 250), "Lane", scene.BodyPart},
		{"annotation", geom.Pt(700, 120), "Note", scene.BodyPart},
	} {
		h := s.HitAt(c.at, 7.5)
		if h.Item == nil || h.Item.Element.ID() != c.id || h.Part != c.part {
			t.Errorf("%s at %v: got %v part %d", c.what, c.at, h.Item.Element.ID(), h.Part)
		}
	}
	if h := s.HitAt(geom.Pt(-50, -50), 7.5); !h.IsZero() {
		t.Errorf("outside of everything %s is hit", h.Item.Element.ID())
	}
	if h := s.HitAt(geom.Pt(300, 250), 7.5); !h.IsGround() {
		t.Error("the inside of a lane is no ground to drag")
	}
}

func TestContainersNestAndEnclosedMeansWholly(t *testing.T) {
	_, s := open(t, order)
	if it := s.ContainerAt(geom.Pt(500, 150), nil); it.Element.ID() != "Sub" {
		t.Errorf("the innermost container is %s", it.Element.ID())
	}
	if it := s.ContainerAt(geom.Pt(700, 250), nil); it.Element.ID() != "Lane" {
		t.Errorf("the innermost container is %s", it.Element.ID())
	}
	if got := ids(s.Enclosed(geom.R(90, 90, 130, 120))); got != "Task Timer" {
		t.Errorf("enclosed are %s", got)
	}
}

func TestAChangeRebuildsOnlyWhatLooksDifferent(t *testing.T) {
	d, s := open(t, order)
	before := map[string]*scene.Item{}
	for _, it := range s.Items() {
		before[it.Element.ID()] = it
	}
	edit(t, d, func(tx *bpmn.Tx) error { tx.SetAttr(d.ByID("Gateway"), "name", "Really enough?"); return nil })
	var changed []string
	for _, it := range s.Items() {
		if before[it.Element.ID()] != it {
			changed = append(changed, it.Element.ID())
		}
	}
	if len(changed) != 1 || changed[0] != "Gateway" {
		t.Errorf("renaming the gateway rebuilt %v", changed)
	}
	area := geom.Rect{}
	for _, r := range s.TakeDamage() {
		area = area.Union(r)
	}
	if it := s.ItemOf(d.ByID("Gateway")); !area.Contains(it.Label.Center()) || area.Contains(geom.Pt(150, 120)) {
		t.Errorf("damaged is %v", area)
	}
}

func TestWhatDependsOnOthersFollows(t *testing.T) {
	d, s := open(t, order)
	was := s.ItemOf(d.ByID("Flow")).Drawing()
	edit(t, d, func(tx *bpmn.Tx) error { tx.RemoveAttr(d.ByID("Task"), "default"); return nil })
	if now := s.ItemOf(d.ByID("Flow")).Drawing(); fmt.Sprint(now) == fmt.Sprint(was) {
		t.Error("the slash of the default flow stays when the task names no default any longer")
	}
}

func TestUndoBringsItemsBackToTheirPlace(t *testing.T) {
	d, s := open(t, order)
	before := ids(s.Items())
	edit(t, d, func(tx *bpmn.Tx) error { return modeling.Delete(tx, d.ByID("Task")) })
	if s.ItemOf(d.ByID("Task")) != nil || s.ItemOf(d.ByID("Flow")) != nil {
		t.Error("the deleted task or its flow is still shown")
	}
	d.Undo()
	if after := ids(s.Items()); after != before {
		t.Errorf("after undo the items are %s, before %s", after, before)
	}
}

func TestCollapsingHidesAndExpandingShows(t *testing.T) {
	d, s := open(t, order)
	edit(t, d, func(tx *bpmn.Tx) error { tx.SetAttr(d.ByID("Sub_di"), "isExpanded", "false"); return nil })
	if s.ItemOf(d.ByID("Inner")) != nil {
		t.Error("the content of a collapsed sub-process is shown")
	}
	if h := s.HitAt(geom.Pt(500, 150), 7.5); h.Item.Element.ID() != "Sub" || h.IsGround() {
		t.Errorf("a collapsed sub-process isn't hit as a whole: %s", h.Item.Element.ID())
	}
	d.Undo()
	if s.ItemOf(d.ByID("Inner")) == nil {
		t.Error("the content of an expanded sub-process isn't shown again")
	}
}

func TestMarksAndLooksRepaintOnlyTheirItems(t *testing.T) {
	_, s := open(t, order)
	s.TakeDamage()
	s.SetMarks(map[string]notation.Mark{"Task": {State: notation.Ready}, "nobody": {State: notation.Ready}})
	area := union(s.TakeDamage())
	if !area.Contains(geom.Pt(150, 140)) || area.Contains(geom.Pt(325, 140)) {
		t.Errorf("marking the task damaged %v", area)
	}
	s.SetMarks(map[string]notation.Mark{"Task": {State: notation.Ready}})
	if r := s.TakeDamage(); len(r) > 0 {
		t.Errorf("the same marks again damaged %v", r)
	}
	task := s.ItemOf(s.Document().ByID("Task"))
	s.SetLooks(map[bpmn.Element]scene.Look{task.DI: {Hidden: true}})
	if h := s.HitAt(geom.Pt(120, 110), 2); h.Item == task {
		t.Error("a hidden item is hit")
	}
	s.SetLooks(nil)
	if h := s.HitAt(geom.Pt(120, 110), 2); h.Item != task {
		t.Error("the item stays hidden")
	}
}

func union(list []geom.Rect) geom.Rect {
	var r geom.Rect
	for _, x := range list {
		r = r.Union(x)
	}
	return r
}

func TestASnapshotStaysAsItWas(t *testing.T) {
	d, s := open(t, order)
	everything := geom.R(-100, -100, 2000, 2000)
	snapshot := s.Snapshot()
	before := fmt.Sprint(snapshot.Lists(everything, 1))
	edit(t, d, func(tx *bpmn.Tx) error { return modeling.Delete(tx, d.ByID("Task"), d.ByID("Sub")) })
	if fmt.Sprint(snapshot.Lists(everything, 1)) != before {
		t.Error("the snapshot changed with the scene")
	}
	if fmt.Sprint(s.Snapshot().Lists(everything, 1)) == before {
		t.Error("a new snapshot doesn't show the change")
	}
}

func TestListsComeBackAfterMemoryWasCollected(t *testing.T) {
	_, s := open(t, order)
	everything := geom.R(-100, -100, 2000, 2000)
	snapshot := s.Snapshot()
	before := snapshot.Lists(everything, 1)
	runtime.GC()
	if !reflect.DeepEqual(snapshot.Lists(everything, 1), before) {
		t.Error("what is painted differs after the lists were collected")
	}
	if far := snapshot.Lists(everything, 0.05); len(far) == 0 || len(far) >= len(before) {
		t.Errorf("from afar %d things are painted, %d from near: labels can't be seen there", len(far), len(before))
	}
}

func TestPeekShowsAPreviewWithoutPuttingItIn(t *testing.T) {
	d, s := open(t, order)
	task := s.ItemOf(d.ByID("Task"))
	var seen []*scene.Item
	err := d.Preview(func(tx *bpmn.Tx) error {
		return modeling.Move(tx, []bpmn.Element{task.DI}, geom.Pt(0, 20), bpmn.Element{})
	}, func(c *bpmn.Change) { seen = s.Peek(c) })
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(seen, func(it *scene.Item) bool { return it.DI == task.DI })
	if i < 0 || seen[i].Bounds.Y != 120 || !strings.Contains(ids(seen), "Flow") {
		t.Errorf("the preview shows %s", ids(seen))
	}
	if s.ItemOf(d.ByID("Task")) != task {
		t.Error("the preview was put into the scene")
	}
}

// TestBrokenFilesAreShownAsFarAsTheyGo has shapes without bounds, with bounds
// that are no numbers, without element, and edges without points.
func TestBrokenFilesAreShownAsFarAsTheyGo(t *testing.T) {
	src := strings.NewReplacer(
		`<dc:Bounds x="450" y="110" width="100" height="80" />`, ``,
		`x="640" y="100" width="100"`, `x="NaN" y="1e300" width="-5"`,
		`bpmnElement="Gateway"`, `bpmnElement="Nobody"`,
		`<di:waypoint x="200" y="140" />`, ``).Replace(order)
	_, s := open(t, src)
	if got := ids(s.Items()); strings.Contains(got, "Inner") || strings.Contains(got, "Flow") || !strings.Contains(got, "Note") {
		t.Errorf("shown are %s", got)
	}
	s.HitAt(geom.Pt(0, 0), 1e9)
	s.Snapshot().Lists(geom.R(-1e9, -1e9, 2e9, 2e9), 1)
}

func TestAPlaneThatIsGoneShowsNothing(t *testing.T) {
	d, s := open(t, order)
	edit(t, d, func(tx *bpmn.Tx) error { tx.Remove(d.ByID("BD")); return nil })
	if s.Len() != 0 || !s.Plane().IsZero() {
		t.Errorf("%d items of a plane that is gone", s.Len())
	}
}

func TestDataOfACollapsedSubProcessIsSeen(t *testing.T) {
	doc, err := bpmn.New("data.bpmn", "P")
	if err != nil {
		t.Fatal(err)
	}
	plane := doc.Planes()[0]
	var sub, data bpmn.Shape
	var con bpmn.Edge
	if err := doc.Edit("draw", func(tx *bpmn.Tx) (err error) {
		if sub, err = modeling.Create(tx, modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, plane, geom.Pt(300, 300)); err != nil {
			return err
		}
		if data, err = modeling.Create(tx, modeling.Variant{Kind: bpmn.DataObjectReference}, plane, geom.Pt(300, 500)); err != nil {
			return err
		}
		con, err = modeling.Connect(tx, sub.Element, data.Element)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if scene.NewForEditing(doc, plane).Item(con.Element) == nil {
		t.Error("the association with the data object is hidden")
	}
}

func TestBandsOfAChoreographyTaskLieOnIt(t *testing.T) {
	doc, err := bpmn.Parse("c.bpmn", []byte(`<bpmn:definitions xmlns:bpmn="`+bpmn.NS+`" xmlns:bpmndi="`+bpmn.NSDI+`" xmlns:dc="`+bpmn.NSDC+`" id="D"><bpmn:choreography id="C"><bpmn:participant id="A" name="Buyer"/><bpmn:choreographyTask id="T"/></bpmn:choreography><bpmndi:BPMNDiagram id="BD"><bpmndi:BPMNPlane id="BP" bpmnElement="C"><bpmndi:BPMNShape id="T_di" bpmnElement="T"><dc:Bounds x="0" y="0" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="A_di" bpmnElement="A" participantBandKind="top_initiating" choreographyActivityShape="T_di"><dc:Bounds x="0" y="0" width="100" height="20"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`))
	if err != nil {
		t.Fatal(err)
	}
	items := scene.New(doc, doc.Planes()[0]).Items()
	if len(items) != 2 || items[1].Element.ID() != "A" {
		t.Errorf("from back to front: %v", items)
	}
}

// A name that makes room for the icon makes none where boundary events stand.
func TestNamesFollowBoundaryEventsThatComeAndGo(t *testing.T) {
	src := strings.NewReplacer(`<bpmn:task id="Task" name="Check"`, `<bpmn:userTask id="Task" name="Perform repair again"`,
		`<bpmn:outgoing>Flow</bpmn:outgoing></bpmn:task>`, `<bpmn:outgoing>Flow</bpmn:outgoing></bpmn:userTask>`,
		`<dc:Bounds x="100" y="100" width="100" height="80" />`, `<dc:Bounds x="100" y="120" width="100" height="60" />`).Replace(order)
	d, s := open(t, src)
	draw := func() string { return fmt.Sprint(linesIn(s.ItemOf(d.ByID("Task")).Drawing())) }
	with := draw()
	edit(t, d, func(tx *bpmn.Tx) error { tx.SetAttr(d.ByID("Timer"), "attachedToRef", "Inner"); return nil })
	without := draw()
	if with == without {
		t.Error("the name stays when the boundary event goes to another task")
	}
	if !d.Undo() {
		t.Fatal("nothing is undone")
	}
	if draw() != with {
		t.Error("the name stays when the boundary event comes back")
	}
	edit(t, d, func(tx *bpmn.Tx) error { tx.Remove(d.ByID("Timer")); return nil })
	if draw() != without {
		t.Error("the name stays when the boundary event is removed")
	}
}

func linesIn(l paint.List) (out []paint.Line) {
	for _, op := range l {
		switch o := op.(type) {
		case paint.Text:
			out = append(out, o.Lines...)
		case paint.Group:
			out = append(out, linesIn(o.Ops)...)
		}
	}
	return out
}
