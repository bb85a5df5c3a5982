package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// cast is one element of each role of the connection matrix, in one process.
func cast(s *stage) map[string]bpmn.Element {
	out := map[string]bpmn.Element{"start": s.ByID("StartEvent_1")}
	x := 300.0
	add := func(name string, v modeling.Variant) {
		x += 150
		out[name] = s.create(v, s.plane(), x, 300)
	}
	add("task", task())
	add("task2", task())
	add("receive", kind(bpmn.ReceiveTask))
	add("gateway", kind(bpmn.ExclusiveGateway))
	add("event gateway", kind(bpmn.EventBasedGateway))
	add("catch", modeling.Variant{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.TimerDefinition})
	add("throw", kind(bpmn.IntermediateThrowEvent))
	add("throw2", kind(bpmn.IntermediateThrowEvent))
	add("throw link", modeling.Variant{Kind: bpmn.IntermediateThrowEvent, Definition: bpmn.LinkDefinition})
	add("catch link", modeling.Variant{Kind: bpmn.IntermediateCatchEvent, Definition: bpmn.LinkDefinition})
	add("end", kind(bpmn.EndEvent))
	add("event sub", modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true})
	x += 300
	add("data", kind(bpmn.DataObjectReference))
	add("note", kind(bpmn.TextAnnotation))
	add("note2", kind(bpmn.TextAnnotation))
	add("group", kind(bpmn.Group))
	for name, d := range map[string]bpmn.Definition{"boundary": bpmn.TimerDefinition, "compensation": bpmn.CompensateDefinition} {
		s.do(func(tx *bpmn.Tx) error {
			made, err := modeling.CreateAttached(tx, modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: d}, out["task"], geom.Pt(x, 400))
			out[name] = made.Semantic()
			return err
		})
	}
	return out
}

// The matrix of what connects to what, by first letters: sequence flow, data in,
// data out, association, compensation, - for nothing.
func TestTheConnectionMatrix(t *testing.T) {
	s := blank(t)
	el := cast(s)
	columns := []string{"task2", "gateway", "start", "throw2", "catch link", "end", "boundary", "event sub", "data", "note"}
	rows := []struct{ from, want string }{
		{"task", "s s - s - s - - o a"},
		{"gateway", "s s - s - s - - - a"},
		{"event gateway", "- - - - - - - - - a"},
		{"start", "s s - s - s - - o a"},
		{"catch", "s s - s - s - - o a"},
		{"throw", "s s - s - s - - - a"},
		{"throw link", "- - - - - - - - - a"},
		{"end", "- - - - - - - - - a"},
		{"boundary", "s s - s - s - - o a"},
		{"compensation", "c - - - - - - - o a"},
		{"event sub", "- - - - - - - - o a"},
		{"data", "i - - i - i - i - a"},
		{"note", "a a a a a a a a a -"},
		{"group", "- - - - - - - - - a"},
	}
	letter := map[bpmn.Kind]string{bpmn.SequenceFlow: "s", bpmn.DataInputAssociation: "i", bpmn.DataOutputAssociation: "o", bpmn.Association: "a"}
	for _, row := range rows {
		for i, want := range strings.Fields(row.want) {
			v := modeling.CanConnect(el[row.from], el[columns[i]])
			got := "-"
			if v.OK && !v.Reversed {
				if got = letter[v.Connection]; row.from == "compensation" && got == "a" && columns[i] == "task2" {
					got = "c"
				}
			}
			if got != want {
				t.Errorf("%s to %s: %s (%s), want %s", row.from, columns[i], got, v.Reason, want)
			}
			if !v.OK && (v.Reason == "" || strings.HasSuffix(v.Reason, ".")) {
				t.Errorf("%s to %s: the reason is %q", row.from, columns[i], v.Reason)
			}
		}
	}
	for name, want := range map[string]bool{"receive": true, "catch": true, "task": false} {
		if v := modeling.CanConnect(el["event gateway"], el[name]); (v.OK && !v.Reversed) != want {
			t.Errorf("event-based gateway to %s: %+v", name, v)
		}
	}
	if v := modeling.CanConnect(el["end"], el["task"]); !v.OK || !v.Reversed {
		t.Errorf("end event to task must offer the other way round: %+v", v)
	}
	if v := modeling.CanConnect(el["task"], el["task"]); v.Connection != bpmn.SequenceFlow {
		t.Errorf("a task may be connected to itself: %+v", v)
	}
}

func TestBetweenPoolsOnlyMessagesGo(t *testing.T) {
	s := open(t, lanes)
	them := s.create(kind(bpmn.Participant), s.plane(), 500, 900)
	other := s.create(task(), them.Shape().Element, 500, 900)
	end := s.create(kind(bpmn.EndEvent), them.Shape().Element, 650, 900)
	gate := s.create(kind(bpmn.ExclusiveGateway), them.Shape().Element, 750, 900)
	t1, pool := s.ByID("T1"), s.ByID("Pool")
	for _, c := range []struct {
		a, b   bpmn.Element
		want   bpmn.Kind
		reason string
	}{
		{t1, other, bpmn.MessageFlow, ""},
		{t1, them, bpmn.MessageFlow, ""},
		{end, pool, bpmn.MessageFlow, ""},
		{pool, s.ByID("Them"), bpmn.MessageFlow, ""},
		{t1, gate, 0, "can't receive a message"},
		{s.ByID("S"), gate, 0, "can't send a message"},
		{t1, pool, 0, "takes message flows"},
		{s.ByID("L1"), other, 0, "a lane takes no connection"},
		{s.ByID("T3"), t1, 0, "border of a sub-process"},
	} {
		v := modeling.CanConnect(c.a, c.b)
		if v.OK != (c.want != 0) || v.Connection != c.want || !strings.Contains(v.Reason, c.reason) {
			t.Errorf("%s to %s: %+v", c.a.Title(), c.b.Title(), v)
		}
	}
}

func TestWhatMayBePutWhere(t *testing.T) {
	s := open(t, lanes)
	for _, c := range []struct {
		v      modeling.Variant
		into   string
		reason string
	}{
		{task(), "BP", "beside pools"},
		{task(), "Pool", ""},
		{task(), "L1", ""},
		{task(), "Sub", ""},
		{task(), "Them", "empty pool"},
		{kind(bpmn.Participant), "BP", ""},
		{kind(bpmn.Participant), "Pool", "beside other pools"},
		{kind(bpmn.TextAnnotation), "BP", ""},
		{kind(bpmn.DataStoreReference), "BP", ""},
		{kind(bpmn.DataObjectReference), "BP", "beside pools"},
		{kind(bpmn.DataInput), "Sub", "directly to a process"},
		{modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.ErrorDefinition}, "Pool", "border of an activity"},
		{modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.TimerDefinition}, "Pool", ""},
	} {
		v := modeling.CanCreate(c.v, s.ByID(c.into))
		if v.OK != (c.reason == "") || !strings.Contains(v.Reason, c.reason) {
			t.Errorf("%s into %s: %+v", c.v.Title(), c.into, v)
		}
	}
	drop := func(id, into, reason string) {
		t.Helper()
		v := modeling.CanDrop([]bpmn.Element{s.ByID(id).Shape().Element}, s.ByID(into))
		if v.OK != (reason == "") || !strings.Contains(v.Reason, reason) {
			t.Errorf("%s into %s: %+v", id, into, v)
		}
	}
	drop("T1", "Sub", "")
	drop("T1", "Them", "empty pool")
	drop("Sub", "Sub", "into itself")
	drop("Ref", "Sub", "can't leave it")
	drop("Ref", "L1", "")
	drop("Pool", "BP", "")
}

func TestTheMorphMenuOffersWhatTheReferenceSays(t *testing.T) {
	s := blank(t)
	el := cast(s)
	titles := func(e bpmn.Element) string {
		var out []string
		for _, v := range modeling.MorphVariants(e) {
			out = append(out, v.Key())
		}
		return strings.Join(out, " ")
	}
	for name, want := range map[string]string{
		"start":     "intermediateThrowEvent endEvent startEvent:message startEvent:timer startEvent:conditional startEvent:signal",
		"gateway":   "parallelGateway inclusiveGateway eventBasedGateway complexGateway",
		"data":      "dataStoreReference",
		"event sub": "transaction subProcess adHocSubProcess subProcess:collapsed:event",
		"note":      "",
		"task": "userTask serviceTask sendTask receiveTask manualTask businessRuleTask scriptTask callActivity " +
			"subProcess:collapsed subProcess adHocSubProcess:collapsed adHocSubProcess",
		"boundary": "boundaryEvent:message boundaryEvent:escalation boundaryEvent:conditional boundaryEvent:error boundaryEvent:signal boundaryEvent:compensation " +
			"boundaryEvent:message:non-interrupting boundaryEvent:timer:non-interrupting boundaryEvent:escalation:non-interrupting " +
			"boundaryEvent:conditional:non-interrupting boundaryEvent:signal:non-interrupting",
	} {
		if got := titles(el[name]); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
	// every offer works, and leads back
	for name, e := range el {
		for _, v := range modeling.MorphVariants(e) {
			if err := s.try(func(tx *bpmn.Tx) error { return modeling.Morph(tx, e, v) }); err != nil {
				t.Errorf("%s to %s: %v", name, v.Key(), err)
				continue
			}
			if got := modeling.VariantOf(e); got.Key() != v.Key() {
				t.Errorf("%s to %s became %s", name, v.Key(), got.Key())
			}
			s.Undo()
		}
	}
}

func TestEveryVariantHasATitleAndIsCreatable(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range modeling.Creatable() {
		if v.Title() == "" || seen[v.Title()] {
			t.Errorf("%s: the title %q is empty or used twice", v.Key(), v.Title())
		}
		seen[v.Title()] = true
		if v.Kind == bpmn.BoundaryEvent {
			continue
		}
		s := blank(t)
		made := s.create(v, s.plane(), 700, 500)
		if got := modeling.VariantOf(made.Shape().Element); got.Key() != v.Key() {
			t.Errorf("creating %s made %s", v.Key(), got.Key())
		}
	}
}
