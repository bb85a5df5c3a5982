package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// createOn drops a new element on a flow.
func (s *stage) createOn(flow bpmn.Element, v modeling.Variant, x, y float64) bpmn.Element {
	s.Helper()
	var made bpmn.Shape
	s.do(func(tx *bpmn.Tx) (err error) {
		if made, err = modeling.Create(tx, v, s.plane(), geom.Pt(x, y)); err != nil {
			return err
		}
		return modeling.InsertOnFlow(tx, made.Element, flow.Edge().Element)
	})
	return made.Semantic()
}

func TestAShapeDroppedOnAFlowIsPutIntoIt(t *testing.T) {
	s := open(t, rich)
	f := s.ByID("F4")
	made := s.createOn(f, task(), 380, 260)
	if f.Target() != made || f.Condition() != "x > 1" {
		t.Errorf("the flow leads to %s, condition %q", f.Target().ID(), f.Condition())
	}
	out := made.Outgoing()
	if len(out) != 1 || out[0].Target() != s.ByID("E2") || out[0].HasCondition() {
		t.Fatalf("the new flow: %v", out)
	}
	s.wantRoute(f, geom.Pt(380, 205), geom.Pt(380, 220))
	end := s.createOn(s.ByID("F1"), kind(bpmn.EndEvent), 170, 180)
	if len(end.Incoming()) != 1 || len(s.ByID("Work").Incoming()) != 0 {
		t.Error("an end event takes only the first half")
	}
	s.undoAll()
}

func TestReconnectingKeepsIdNameAndBends(t *testing.T) {
	s := open(t, rich)
	f := s.ByID("F3")
	s.do(func(tx *bpmn.Tx) error { return modeling.Reconnect(tx, f, s.ByID("G"), s.ByID("Work")) })
	if f.Target() != s.ByID("Work") || f.Name() != "no" || !f.IsDefaultFlow() {
		t.Error("end, name or default")
	}
	if len(s.ByID("E").Incoming()) != 0 || len(s.ByID("E").ChildrenNamed("incoming")) != 0 {
		t.Error("the old target still lists the flow")
	}
	if err := s.try(func(tx *bpmn.Tx) error { return modeling.Reconnect(tx, f, s.ByID("G"), s.ByID("S")) }); err == nil ||
		!strings.Contains(err.Error(), "start event") {
		t.Errorf("a flow into a start event: %v", err)
	}
	s.undoAll()
}

func TestDefaultAndConditionExcludeEachOther(t *testing.T) {
	s := open(t, rich)
	f3, f4 := s.ByID("F3"), s.ByID("F4")
	s.do(func(tx *bpmn.Tx) error { return modeling.SetDefaultFlow(tx, f4, true) })
	if !f4.IsDefaultFlow() || f4.HasCondition() || f3.IsDefaultFlow() {
		t.Error("the new default flow")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.SetCondition(tx, f4, "a < b") })
	if f4.IsDefaultFlow() || f4.Condition() != "a < b" {
		t.Error("a condition ends being the default")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.SetDefaultFlow(tx, f4, true) })
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, f4) })
	if s.ByID("G").HasAttr("default") {
		t.Error("the default names a flow that is gone")
	}
	s.undoAll()
}

func TestCompensationMarksTheActivity(t *testing.T) {
	s := blank(t)
	a := s.append(s.ByID("StartEvent_1"), task())
	var event bpmn.Element
	s.do(func(tx *bpmn.Tx) error {
		made, err := modeling.CreateAttached(tx, modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.CompensateDefinition}, a, geom.Pt(350, 220))
		event = made.Semantic()
		return err
	})
	undo := s.append(event, modeling.QuickAppend(event)[0])
	if undo.Attr("isForCompensation") != "true" || len(undo.Incoming()) != 0 {
		t.Errorf("the activity is not marked:\n%s", s.XML())
	}
	con := undo.Connections()[0]
	if con.Kind() != bpmn.Association || con.Attr("associationDirection") != "One" || len(con.Edge().Waypoints()) != 3 {
		t.Errorf("the association: %v %v", con.Kind(), con.Edge().Waypoints())
	}
	if v := modeling.CanConnect(undo, a); v.OK {
		t.Error("an activity for compensation takes no flow")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, event) })
	if undo.HasAttr("isForCompensation") {
		t.Error("without the association it is a plain activity again")
	}
	s.undoAll()
}

func TestAnEventGatewayIsTheOnlyWayToWhatItWaitsFor(t *testing.T) {
	s := blank(t)
	gate := s.append(s.ByID("StartEvent_1"), kind(bpmn.EventBasedGateway))
	timer := s.append(gate, modeling.QuickAppend(gate)[2])
	other := s.create(task(), s.plane(), 300, 500)
	s.connect(other, timer)
	if in := timer.Incoming(); len(in) != 1 || in[0].Source() != other {
		t.Errorf("incoming %v", in)
	}
	s.connect(gate, timer)
	if in := timer.Incoming(); len(in) != 1 || in[0].Source() != gate {
		t.Errorf("incoming %v", in)
	}
	s.undoAll()
}

func TestDataObjectsAreSharedAndGoWithTheirLastReference(t *testing.T) {
	s := blank(t)
	a := s.append(s.ByID("StartEvent_1"), task())
	one := s.append(a, kind(bpmn.DataObjectReference))
	two := s.create(kind(bpmn.DataObjectReference), s.plane(), 600, 400)
	obj := one.Ref("dataObjectRef")
	if obj.IsZero() || two.Ref("dataObjectRef") != obj {
		t.Fatal("the references must share the object")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, two, "Order") })
	if one.Name() != "Order" || obj.Name() != "Order" {
		t.Errorf("names %q %q", one.Name(), obj.Name())
	}
	in := s.connect(two, a)
	if in.Kind() != bpmn.DataInputAssociation || in.Parent() != a || a.Child("property").Attr("name") != "__targetRef_placeholder" {
		t.Errorf("the input:\n%s", s.XML())
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, two) })
	if !a.Child("property").IsZero() || !obj.IsLive() {
		t.Error("the hidden property stays only as long as an input, the object as long as a reference")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, one) })
	if obj.IsLive() || !a.Child("dataOutputAssociation").IsZero() {
		t.Error("the object outlived its last reference")
	}
	s.undoAll()
}

func TestSegmentsAndBends(t *testing.T) {
	s := open(t, rich)
	f := s.ByID("Go")
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveSegment(tx, f, 0, geom.Pt(9, 70)) })
	s.wantRoute(f, geom.Pt(250, 220), geom.Pt(250, 250), geom.Pt(380, 250), geom.Pt(380, 205))
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveSegment(tx, f, 1, geom.Pt(0, 20)) })
	s.wantRoute(f, geom.Pt(250, 220), geom.Pt(250, 270), geom.Pt(380, 270), geom.Pt(380, 205))
	s.do(func(tx *bpmn.Tx) error { return modeling.AddBend(tx, f, 1, geom.Pt(300, 300)) })
	if n := len(f.Edge().Waypoints()); n != 5 {
		t.Errorf("%d points", n)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.RemoveBend(tx, f, 2) })
	s.wantRoute(f, geom.Pt(250, 220), geom.Pt(250, 270), geom.Pt(380, 270), geom.Pt(380, 205))
	s.do(func(tx *bpmn.Tx) error { modeling.Straighten(tx, []bpmn.Element{f}); return nil })
	s.wantRoute(f, geom.Pt(300, 180), geom.Pt(355, 180))
	s.undoAll()
}

func TestDeletingSeveralInARowLeavesOneFlow(t *testing.T) {
	s := blank(t)
	a := s.append(s.ByID("StartEvent_1"), task())
	b := s.append(a, task())
	c := s.append(b, task())
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, b, a) })
	in := c.Incoming()
	if len(in) != 1 || in[0].Source() != s.ByID("StartEvent_1") || len(s.ByID("Process_1").ChildrenNamed("sequenceFlow")) != 1 {
		t.Errorf("flows: %v\n%s", in, s.XML())
	}
	s.undoAll()
}

func TestAMessageGoesWithTheLastThatNamesIt(t *testing.T) {
	s := blank(t)
	a := s.create(kind(bpmn.SendTask), s.plane(), 400, 200)
	b := s.create(modeling.Variant{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.MessageDefinition}, s.plane(), 600, 200)
	read := s.create(kind(bpmn.ReceiveTask), s.plane(), 800, 200)
	s.do(func(tx *bpmn.Tx) error {
		for _, id := range []string{"Sent", "Read"} {
			tx.Add(s.Definitions(), "message", bpmn.Attribute{Name: "id", Value: id})
		}
		tx.SetAttr(a, "messageRef", "Sent")
		tx.SetAttr(b.DefinitionElements()[0], "messageRef", "Sent")
		tx.SetAttr(read, "messageRef", "Read")
		p := tx.Add(s.Definitions(), "correlationProperty", bpmn.Attribute{Name: "id", Value: "Key"})
		tx.Add(p, "correlationPropertyRetrievalExpression", bpmn.Attribute{Name: "messageRef", Value: "Read"})
		return nil
	})
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, a) })
	if !s.HasID("Sent") {
		t.Error("the message went while an event waits for it")
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, b, read) })
	if s.HasID("Sent") || !s.HasID("Read") {
		t.Errorf("the message without users is there: %v; that of the correlation: %v", s.HasID("Sent"), s.HasID("Read"))
	}
	s.undoAll()
}

func TestAssociationsHaveADirection(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 200)
	note := s.append(a, kind(bpmn.TextAnnotation))
	assoc := note.Connections()[0]
	if d := modeling.DirectionOf(assoc); d != modeling.Undirected {
		t.Errorf("a new association is directed %s", d)
	}
	for _, d := range []modeling.Direction{modeling.Directed, modeling.BothWays, modeling.Undirected} {
		s.do(func(tx *bpmn.Tx) error { return modeling.SetDirection(tx, assoc, d) })
		if got := modeling.DirectionOf(assoc); got != d {
			t.Errorf("%s, want %s", got, d)
		}
	}
	data := s.append(a, kind(bpmn.DataObjectReference))
	for _, con := range data.Connections() {
		if v := modeling.CanDirect(con); v.OK {
			t.Error("the direction of a data association can be chosen")
		} else {
			explained(t, "data association", v)
		}
	}
	// data go both ways: in and out are two associations
	in := s.connect(data, a)
	if len(data.Connections()) != 2 || in.Kind() != bpmn.DataInputAssociation {
		t.Errorf("%v", data.Connections())
	}
	s.undoAll()
}
