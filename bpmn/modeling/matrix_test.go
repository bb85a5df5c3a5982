package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

func event(k bpmn.Kind, d bpmn.Definition) modeling.Variant {
	return modeling.Variant{Kind: k, Definition: d}
}

// explained fails when a rule says no without a reason, or with one that isn't
// a plain sentence.
func explained(t *testing.T, what string, v modeling.Verdict) {
	t.Helper()
	if !v.OK && (v.Reason == "" || strings.HasSuffix(v.Reason, ".") || strings.Contains(v.Reason, "%!")) {
		t.Errorf("%s: the reason is %q", what, v.Reason)
	}
}

// twoPools are two pools, each with one element of every role.
func twoPools(t *testing.T) (s *stage, us, them map[string]bpmn.Element) {
	s = blank(t)
	cast := func(pool bpmn.Element, y float64) map[string]bpmn.Element {
		out := map[string]bpmn.Element{"pool": pool}
		x := 150.0
		for _, c := range []struct {
			name string
			v    modeling.Variant
		}{
			{"task", task()}, {"comp", task()}, {"sub", modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}}, {"call", kind(bpmn.CallActivity)},
			{"gateway", kind(bpmn.ExclusiveGateway)}, {"start", kind(bpmn.StartEvent)}, {"msg start", event(bpmn.StartEvent, bpmn.MessageDefinition)},
			{"timer start", event(bpmn.StartEvent, bpmn.TimerDefinition)}, {"msg catch", event(bpmn.IntermediateCatchEvent, bpmn.MessageDefinition)},
			{"timer", event(bpmn.IntermediateCatchEvent, bpmn.TimerDefinition)}, {"throw", kind(bpmn.IntermediateThrowEvent)},
			{"msg throw", event(bpmn.IntermediateThrowEvent, bpmn.MessageDefinition)}, {"signal", event(bpmn.IntermediateThrowEvent, bpmn.SignalDefinition)},
			{"end", kind(bpmn.EndEvent)}, {"msg end", event(bpmn.EndEvent, bpmn.MessageDefinition)}, {"error end", event(bpmn.EndEvent, bpmn.ErrorDefinition)},
			{"data", kind(bpmn.DataObjectReference)}, {"store", kind(bpmn.DataStoreReference)}, {"note", kind(bpmn.TextAnnotation)},
		} {
			x += 130
			out[c.name] = s.create(c.v, pool.Shape().Element, x, y)
		}
		for name, d := range map[string]bpmn.Definition{"msg border": bpmn.MessageDefinition, "timer border": bpmn.TimerDefinition} {
			s.do(func(tx *bpmn.Tx) error {
				made, err := modeling.CreateAttached(tx, event(bpmn.BoundaryEvent, d), out["task"], geom.Pt(x, y))
				out[name] = made.Semantic()
				return err
			})
		}
		s.do(func(tx *bpmn.Tx) error { tx.SetAttr(out["comp"], "isForCompensation", "true"); return nil })
		return out
	}
	us = cast(s.create(kind(bpmn.Participant), s.plane(), 500, 200), 200)
	them = cast(s.create(kind(bpmn.Participant), s.plane(), 500, 900), 900)
	return s, us, them
}

// Between pools there are message flows and annotations only: m, a, or - for
// nothing.
func TestTheMatrixBetweenPools(t *testing.T) {
	_, us, them := twoPools(t)
	columns := []string{"pool", "task", "comp", "sub", "call", "gateway", "start", "msg start", "timer start", "msg catch", "timer",
		"throw", "end", "msg border", "timer border", "data", "store", "note"}
	const sends, none = "m m - m m - m m - m - - - m - - - a", "- - - - - - - - - - - - - - - - - a"
	// activities also write data, throwing events read it, wherever it is
	const sendsAndWrites, writes = "m m - m m - m m - m - - - m - o o a", "- - - - - - - - - - - - - - - o o a"
	rows := []struct{ from, want string }{
		{"pool", sends}, {"task", sendsAndWrites}, {"sub", sendsAndWrites}, {"call", sendsAndWrites},
		{"comp", writes}, {"gateway", none}, {"start", writes}, {"msg catch", writes}, {"timer", writes},
		{"throw", sends}, {"msg throw", sends}, {"signal", none}, {"end", sends}, {"msg end", sends}, {"error end", none},
		{"msg border", writes}, {"timer border", writes},
	}
	letter := map[bpmn.Kind]string{bpmn.MessageFlow: "m", bpmn.Association: "a", bpmn.DataOutputAssociation: "o", bpmn.DataInputAssociation: "i"}
	for _, row := range rows {
		for i, want := range strings.Fields(row.want) {
			v, got := modeling.CanConnect(us[row.from], them[columns[i]]), "-"
			if v.OK && !v.Reversed {
				got = letter[v.Connection]
			}
			if got != want {
				t.Errorf("%s to %s: %s (%s), want %s", row.from, columns[i], got, v.Reason, want)
			}
			explained(t, row.from+" to "+columns[i], v)
		}
	}
}

// What may be created in which container: x for yes.
func TestTheMatrixOfContainers(t *testing.T) {
	s := open(t, lanes)
	plain := blank(t)
	event1 := s.create(modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true}, s.ByID("L1"), 700, 160)
	closed := s.create(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, s.ByID("L1"), 500, 160)
	into := map[string]bpmn.Element{"process": plain.plane(), "collaboration": s.plane(), "pool": s.ByID("Pool"), "lane": s.ByID("L1"),
		"sub": s.ByID("Sub"), "event sub": event1, "plane of sub": s.PlaneOf(closed), "empty pool": s.ByID("Them")}
	columns := []string{"process", "collaboration", "pool", "lane", "sub", "event sub", "plane of sub", "empty pool"}
	for _, row := range []struct {
		v    modeling.Variant
		want string
	}{
		{kind(bpmn.Participant), "x x - - - - - -"},
		{modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, "x x - - - - - -"},
		{kind(bpmn.Lane), "- - x x - - - x"},
		{task(), "x - x x x x x -"},
		{kind(bpmn.SubProcess), "x - x x x x x -"},
		{kind(bpmn.ExclusiveGateway), "x - x x x x x -"},
		{kind(bpmn.StartEvent), "x - x x x x x -"},
		{kind(bpmn.DataObjectReference), "x - x x x x x -"},
		{kind(bpmn.DataStoreReference), "x x x x x x x x"},
		{kind(bpmn.DataInput), "x - x x - - - -"},
		{kind(bpmn.TextAnnotation), "x x x x x x x x"},
		{kind(bpmn.Group), "x x x x x x x x"},
		{event(bpmn.BoundaryEvent, bpmn.TimerDefinition), "x - x x x x x -"},
		{event(bpmn.BoundaryEvent, bpmn.ErrorDefinition), "- - - - - - - -"},
	} {
		for i, want := range strings.Fields(row.want) {
			v := modeling.CanCreate(row.v, into[columns[i]])
			if v.OK != (want == "x") {
				t.Errorf("%s into %s: %+v", row.v.Key(), columns[i], v)
			}
			explained(t, row.v.Key()+" into "+columns[i], v)
		}
	}
}

// What may sit on which border.
func TestTheMatrixOfBorders(t *testing.T) {
	s := blank(t)
	gate := s.create(kind(bpmn.EventBasedGateway), s.plane(), 300, 500)
	hosts := map[string]bpmn.Element{
		"task": s.create(task(), s.plane(), 500, 180), "call": s.create(kind(bpmn.CallActivity), s.plane(), 700, 180),
		"sub": s.create(kind(bpmn.SubProcess), s.plane(), 1000, 180), "event sub": s.create(modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true}, s.plane(), 1500, 180),
		"comp": s.create(task(), s.plane(), 500, 700), "receive": s.create(kind(bpmn.ReceiveTask), s.plane(), 700, 700),
		"waiting": s.create(kind(bpmn.ReceiveTask), s.plane(), 500, 500), "gateway": gate, "event": s.create(kind(bpmn.EndEvent), s.plane(), 900, 700),
	}
	s.connect(gate, hosts["waiting"])
	s.do(func(tx *bpmn.Tx) error { tx.SetAttr(hosts["comp"], "isForCompensation", "true"); return nil })
	columns := []string{"task", "call", "sub", "receive", "event sub", "comp", "waiting", "gateway", "event"}
	const yes, no = "x x x x - - - - -", "- - - - - - - - -"
	for _, row := range []struct {
		v    modeling.Variant
		want string
	}{
		{kind(bpmn.IntermediateThrowEvent), yes},
		{event(bpmn.IntermediateThrowEvent, bpmn.MessageDefinition), no},
		{event(bpmn.IntermediateThrowEvent, bpmn.LinkDefinition), no},
		{event(bpmn.IntermediateCatchEvent, bpmn.MessageDefinition), yes},
		{event(bpmn.IntermediateCatchEvent, bpmn.TimerDefinition), yes},
		{event(bpmn.IntermediateCatchEvent, bpmn.SignalDefinition), yes},
		{event(bpmn.IntermediateCatchEvent, bpmn.ConditionalDefinition), yes},
		{event(bpmn.IntermediateCatchEvent, bpmn.LinkDefinition), no},
		{event(bpmn.BoundaryEvent, bpmn.ErrorDefinition), yes},
		{kind(bpmn.StartEvent), no}, {kind(bpmn.EndEvent), no}, {task(), no}, {kind(bpmn.ExclusiveGateway), no},
		{kind(bpmn.DataObjectReference), no},
	} {
		for i, want := range strings.Fields(row.want) {
			v := modeling.CanAttachVariant(row.v, hosts[columns[i]])
			if v.OK != (want == "x") {
				t.Errorf("%s on %s: %+v", row.v.Key(), columns[i], v)
			}
			explained(t, row.v.Key()+" on "+columns[i], v)
		}
	}
}

// What may be put into which connection.
func TestTheMatrixOfInserting(t *testing.T) {
	s := open(t, lanes)
	flow, message, data, note := s.ByID("F2"), s.ByID("M"), s.ByID("DIA"), s.ByID("As")
	for _, c := range []struct {
		v    modeling.Variant
		want bool
	}{
		{task(), true}, {kind(bpmn.SubProcess), true}, {kind(bpmn.ParallelGateway), true}, {kind(bpmn.EndEvent), true},
		{kind(bpmn.StartEvent), true}, {event(bpmn.IntermediateCatchEvent, bpmn.TimerDefinition), true},
		{event(bpmn.BoundaryEvent, bpmn.TimerDefinition), false}, {modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true}, false},
		{kind(bpmn.DataObjectReference), false}, {kind(bpmn.TextAnnotation), false}, {kind(bpmn.Participant), false},
	} {
		v := modeling.CanInsertVariant(c.v, flow)
		if v.OK != c.want {
			t.Errorf("%s: %+v", c.v.Key(), v)
		}
		explained(t, c.v.Key(), v)
		for _, other := range []bpmn.Element{message, data, note} {
			if v := modeling.CanInsertVariant(c.v, other); v.OK {
				t.Errorf("%s into %s %s", c.v.Key(), other.Kind(), other.ID())
			} else {
				explained(t, c.v.Key()+" into "+other.ID(), v)
			}
		}
	}
}

func TestAnInsertedElementKeepsItsFlowsButNotTwice(t *testing.T) {
	s := blank(t)
	a, b, c := s.create(task(), s.plane(), 300, 180), s.create(task(), s.plane(), 700, 180), s.create(task(), s.plane(), 500, 400)
	other := s.create(task(), s.plane(), 700, 500)
	through := s.connect(a, b)
	twice, kept := s.connect(a, c), s.connect(c, other)
	s.move(bpmn.Element{}, 0, -220, c)
	s.do(func(tx *bpmn.Tx) error { return modeling.InsertOnFlow(tx, c, through) })
	if twice.IsLive() || !kept.IsLive() || len(c.Incoming()) != 1 || len(c.Outgoing()) != 2 {
		t.Errorf("in %v, out %v", c.Incoming(), c.Outgoing())
	}
	if through.Target() != c {
		t.Errorf("the flow leads to %s", through.Target().ID())
	}
	s.undoAll()
}

func TestAnAttachedEventLosesItsIncomingFlows(t *testing.T) {
	s := blank(t)
	a, e, b := s.create(task(), s.plane(), 400, 180), s.create(event(bpmn.IntermediateCatchEvent, bpmn.TimerDefinition), s.plane(), 600, 180), s.create(task(), s.plane(), 800, 180)
	in, out := s.connect(a, e), s.connect(e, b)
	s.do(func(tx *bpmn.Tx) error { return modeling.Attach(tx, e, a) })
	if e.Kind() != bpmn.BoundaryEvent || in.IsLive() || !out.IsLive() {
		t.Errorf("%s, incoming %v, outgoing %v", e.Kind(), in.IsLive(), out.IsLive())
	}
	s.undoAll()
}

// What the change-type menu offers, beside what TestTheMorphMenuOffersWhatTheReferenceSays looks at.
func TestTheMatrixOfMorphing(t *testing.T) {
	s := blank(t)
	made := func(v modeling.Variant, target bpmn.Element) bpmn.Element { return s.create(v, target, 900, 500) }
	transaction := made(kind(bpmn.Transaction), s.plane())
	eventSub := made(modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true}, s.plane())
	const tasks = "task userTask serviceTask sendTask receiveTask manualTask businessRuleTask scriptTask callActivity "
	const middle = "startEvent endEvent intermediateThrowEvent intermediateCatchEvent:message intermediateThrowEvent:message intermediateCatchEvent:timer " +
		"intermediateThrowEvent:escalation intermediateCatchEvent:conditional intermediateCatchEvent:link intermediateThrowEvent:link " +
		"intermediateThrowEvent:compensation intermediateCatchEvent:signal intermediateThrowEvent:signal"
	const ends = "startEvent intermediateThrowEvent endEvent endEvent:message endEvent:escalation endEvent:error endEvent:cancel " +
		"endEvent:compensation endEvent:signal endEvent:terminate"
	const typed = "startEvent:message startEvent:timer startEvent:conditional startEvent:signal startEvent:error startEvent:escalation startEvent:compensation " +
		"startEvent:message:non-interrupting startEvent:timer:non-interrupting startEvent:conditional:non-interrupting " +
		"startEvent:signal:non-interrupting startEvent:escalation:non-interrupting"
	collapsed := func(k bpmn.Kind) modeling.Variant { return modeling.Variant{Kind: k, Collapsed: true} }
	for _, c := range []struct {
		el         bpmn.Element
		want, less string // what is offered, and what of it isn't
	}{
		{made(kind(bpmn.IntermediateThrowEvent), s.plane()), middle, "intermediateThrowEvent"},
		{made(event(bpmn.IntermediateCatchEvent, bpmn.TimerDefinition), s.plane()), middle, "intermediateCatchEvent:timer"},
		{made(kind(bpmn.EndEvent), s.plane()), ends, "endEvent endEvent:cancel"},
		{made(kind(bpmn.EndEvent), transaction), ends, "endEvent"},
		{made(kind(bpmn.StartEvent), transaction), "intermediateThrowEvent endEvent", ""},
		{made(event(bpmn.StartEvent, bpmn.TimerDefinition), eventSub), typed, "startEvent:timer"},
		{made(kind(bpmn.UserTask), s.plane()), tasks + "subProcess:collapsed subProcess adHocSubProcess:collapsed adHocSubProcess", "userTask"},
		{made(kind(bpmn.CallActivity), s.plane()), tasks + "subProcess:collapsed subProcess adHocSubProcess:collapsed adHocSubProcess", "callActivity"},
		{made(collapsed(bpmn.SubProcess), s.plane()), tasks + "subProcess", ""},
		{made(collapsed(bpmn.AdHocSubProcess), s.plane()), tasks + "adHocSubProcess", ""},
		{made(collapsed(bpmn.Transaction), s.plane()), tasks + "transaction", ""},
		{made(kind(bpmn.SubProcess), s.plane()), "transaction subProcess:event adHocSubProcess subProcess:collapsed", ""},
		{made(kind(bpmn.AdHocSubProcess), s.plane()), "subProcess transaction subProcess:event adHocSubProcess:collapsed", ""},
		{transaction, "subProcess adHocSubProcess subProcess:event transaction:collapsed", ""},
		{made(kind(bpmn.DataStoreReference), s.plane()), "dataObjectReference", ""},
		{made(kind(bpmn.Group), s.plane()), "", ""},
		{made(kind(bpmn.DataInput), s.plane()), "", ""},
	} {
		without := map[string]bool{}
		for _, k := range strings.Fields(c.less) {
			without[k] = true
		}
		var want, got []string
		for _, k := range strings.Fields(c.want) {
			if !without[k] {
				want = append(want, k)
			}
		}
		for _, v := range modeling.MorphVariants(c.el) {
			got = append(got, v.Key())
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s in %s: %v\nwant %v", modeling.VariantOf(c.el).Key(), c.el.Scope().Kind(), got, want)
		}
	}
	pool := made(kind(bpmn.Participant), s.plane())
	if got := modeling.MorphVariants(pool); len(got) != 1 || !got[0].Collapsed {
		t.Errorf("pool: %v", got)
	}
	v := modeling.CanMorph(pool, task())
	explained(t, "pool to task", v)
}
