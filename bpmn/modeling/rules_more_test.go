package modeling_test

import (
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// What may be moved where: x for yes, else the reason is looked at.
func TestTheMatrixOfDropping(t *testing.T) {
	s := open(t, lanes)
	l1 := s.ByID("L1")
	closed := s.create(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, l1, 500, 160)
	other := s.create(kind(bpmn.Participant), s.plane(), 500, 900)
	data := map[string]bpmn.Element{
		"in": s.create(kind(bpmn.DataInput), l1, 880, 160), "out": s.create(kind(bpmn.DataOutput), l1, 940, 160),
		"store": s.create(kind(bpmn.DataStoreReference), l1, 700, 160), "note": s.ByID("Note"), "task": s.ByID("T1"), "data": s.ByID("Ref"),
		"sub": s.ByID("Sub"), "lane": l1, "pool": s.ByID("Pool"), "start": s.ByID("S"),
	}
	var border, throwing bpmn.Element
	s.do(func(tx *bpmn.Tx) error {
		a, err := modeling.CreateAttached(tx, event(bpmn.BoundaryEvent, bpmn.TimerDefinition), data["task"], geom.Pt(300, 200))
		if err != nil {
			return err
		}
		b, err := modeling.CreateAttached(tx, event(bpmn.BoundaryEvent, bpmn.ErrorDefinition), data["task"], geom.Pt(340, 200))
		border, throwing = a.Semantic(), b.Semantic()
		return err
	})
	data["timer border"], data["error border"] = border, throwing
	into := map[string]bpmn.Element{"collaboration": s.plane(), "own pool": s.ByID("Pool"), "lane": s.ByID("L2"), "sub": s.ByID("Sub"),
		"other pool": other, "empty pool": s.ByID("Them"), "plane of sub": s.PlaneOf(closed)}
	columns := []string{"collaboration", "own pool", "lane", "sub", "other pool", "empty pool", "plane of sub"}
	for name, want := range map[string]string{
		"task": "- x x x x - -", "start": "- x x x x - -", "sub": "- x x - x - -", "note": "x x x x x x -",
		"data": "- x x - - - -", "store": "x x x x x x -", "in": "- x x - - - -", "out": "- x x - - - -",
		"timer border": "- x x x x - -", "error border": "- - - - - - -", "pool": "x - - - - - -", "lane": "x x x x x x x",
	} {
		for i, want := range strings.Fields(want) {
			v := modeling.CanDrop([]bpmn.Element{data[name].Shape().Element}, into[columns[i]])
			if v.OK != (want == "x") {
				t.Errorf("%s into %s: %+v", name, columns[i], v)
			}
			explained(t, name+" into "+columns[i], v)
		}
	}
}

// Data inputs and outputs move about in their process and stay its own.
func TestDataInputsAndOutputsStayInTheirProcess(t *testing.T) {
	for _, k := range []bpmn.Kind{bpmn.DataInput, bpmn.DataOutput} {
		s := open(t, lanes)
		pool := s.ByID("Pool")
		port := s.create(kind(k), s.ByID("L1"), 880, 160)
		spec := port.Parent()
		if spec.Tag() != "ioSpecification" || spec.Parent() != pool.Ref("processRef") {
			t.Fatalf("%s is made in %s", k, spec.Tag())
		}
		other := s.create(kind(bpmn.Participant), s.plane(), 500, 900)
		text := s.XML().String()
		for _, target := range []bpmn.Element{other, s.ByID("Sub"), s.ByID("Them"), s.plane()} {
			if err := s.try(func(tx *bpmn.Tx) error { return modeling.Move(tx, []bpmn.Element{port}, geom.Pt(0, 600), target) }); err == nil {
				t.Errorf("%s was dropped into %s", k, target.Semantic().Title())
			} else if target != s.ByID("Them") && !strings.Contains(err.Error(), "stay in their process") {
				t.Errorf("%s into %s: %v", k, target.Semantic().Title(), err)
			}
		}
		if s.XML().String() != text {
			t.Error("what was refused left something")
		}
		s.move(s.ByID("L2").Shape().Element, -60, 150, port)
		if port.Parent() != spec || !port.Lane().IsZero() {
			t.Errorf("moved within its pool it is in %s", port.Parent().Tag())
		}
		s.move(bpmn.Element{}, 0, 50, pool) // and with it
		s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, port) })
		if spec.IsLive() {
			t.Error("the specification of nothing stayed")
		}
		s.undoAll()
	}
}

// The reasons that no matrix asks for.
func TestEveryRefusalSaysWhy(t *testing.T) {
	s := blank(t)
	host, helper, gate := s.create(task(), s.plane(), 400, 180), s.create(task(), s.plane(), 600, 300), s.create(kind(bpmn.ExclusiveGateway), s.plane(), 800, 180)
	second := s.create(task(), s.plane(), 600, 500)
	sub := s.create(kind(bpmn.SubProcess), s.plane(), 1200, 400)
	inner := s.create(task(), sub, 1250, 400)
	closed := s.create(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, s.plane(), 400, 700)
	below := s.create(task(), s.PlaneOf(closed), 300, 300)
	in, out := s.create(kind(bpmn.DataInput), s.plane(), 200, 500), s.create(kind(bpmn.DataOutput), s.plane(), 300, 500)
	flow := s.connect(host, gate)
	var undo bpmn.Element
	s.do(func(tx *bpmn.Tx) error {
		made, err := modeling.CreateAttached(tx, event(bpmn.BoundaryEvent, bpmn.CompensateDefinition), host, geom.Pt(430, 220))
		undo = made.Semantic()
		return err
	})
	no := func(what, reason string, v modeling.Verdict) {
		t.Helper()
		if v.OK && !v.Reversed || !strings.Contains(v.Reason, reason) {
			t.Errorf("%s: %+v, want %q", what, v, reason)
		}
		explained(t, what, v)
	}
	no("nothing", "at both ends", modeling.CanConnect(bpmn.Element{}, host))
	no("two diagrams", "different diagrams", modeling.CanConnect(host.Shape().Element, below.Shape().Element))
	no("two diagrams", "different diagrams", modeling.CanReconnect(flow, host.Shape().Element, below.Shape().Element))
	no("compensation by a gateway", "only an activity can compensate", modeling.CanConnect(undo, gate))
	no("compensation by itself", "can't compensate itself", modeling.CanConnect(undo, host))
	no("compensation from elsewhere", "same process or sub-process", modeling.CanConnect(undo, inner))
	s.connect(undo, helper)
	no("a second compensation", "one activity that compensates", modeling.CanConnect(undo, second))
	if v := modeling.CanConnect(host, in); !v.Reversed {
		no("writing an input", "read, not written", v)
	}
	if v := modeling.CanConnect(out, host); !v.Reversed {
		no("reading an output", "written, not read", v)
	}
	no("into its own flow", "already belongs", modeling.CanInsert(host, flow))
	no("a connection into a container", "can't be put into a diagram", modeling.CanCreate(kind(bpmn.SequenceFlow), s.plane()))
	no("the process", "can't be deleted", modeling.CanDelete(s.Processes()[0]))
	no("nowhere", "outside of the diagram", modeling.CanDrop([]bpmn.Element{host}, bpmn.Element{}))
	no("an event's size", "fixed size", modeling.CanResize(undo))
	no("lanes of a task", "only pools have lanes", modeling.CanHaveLanes(host))
	no("into another diagram", "cut and paste", modeling.CanDrop([]bpmn.Element{below.Shape().Element}, s.plane()))

	pools := open(t, lanes)
	no("a lane alone", "moves with its pool", modeling.CanMove(pools.ByID("L1")))
	no("lanes of an empty pool", "empty pool has no lanes", modeling.CanHaveLanes(pools.ByID("Them")))
	for _, p := range []string{"Pool", "Them"} { // beside empty pools only, there is no process
		if p == "Pool" {
			pools.do(func(tx *bpmn.Tx) error {
				return modeling.Morph(tx, pools.ByID(p), modeling.Variant{Kind: bpmn.Participant, Collapsed: true})
			})
		}
		no("a store without a process", "needs a pool with a process", modeling.CanCreate(kind(bpmn.DataStoreReference), pools.ByID(p)))
	}
}

// A pool that stands for several participants says so in the model, wherever it
// goes.
func TestAPoolMayStandForSeveralParticipants(t *testing.T) {
	s := open(t, lanes)
	pool, them := s.ByID("Pool"), s.ByID("Them")
	set := func(el bpmn.Element, on bool) {
		t.Helper()
		s.do(func(tx *bpmn.Tx) error { modeling.SetMultiplicity(tx, el.Shape().Element, on); return nil })
		if got := !el.Child("participantMultiplicity").IsZero(); got != on {
			t.Errorf("%s: several: %t, want %t", el.ID(), got, on)
		}
	}
	set(pool, true)
	set(pool, true) // once is enough
	if n := len(pool.ChildrenNamed("participantMultiplicity")); n != 1 {
		t.Errorf("%d multiplicities", n)
	}
	set(them, true)
	s.do(func(tx *bpmn.Tx) error { return modeling.FlipPool(tx, pool) })
	s.do(func(tx *bpmn.Tx) error {
		return modeling.Morph(tx, pool, modeling.Variant{Kind: bpmn.Participant, Collapsed: true, Vertical: true})
	})
	if pool.Child("participantMultiplicity").IsZero() {
		t.Error("an emptied pool forgot that it is several")
	}
	xml, err := modeling.Copy([]bpmn.Element{them})
	if err != nil {
		t.Fatal(err)
	}
	var made []bpmn.Element
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.Paste(tx, xml, s.plane(), geom.Pt(600, 1500))
		return err
	})
	if len(made) != 1 || made[0].Semantic().Child("participantMultiplicity").IsZero() {
		t.Error("the copy isn't several")
	}
	set(them, false)
	s.undoAll()
}
