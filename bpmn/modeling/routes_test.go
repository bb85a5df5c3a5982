package modeling_test

import (
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/layout"
	"spiffmodeler/bpmn/modeling"
)

// apart fails when two flows of the list lie on each other.
func (s *stage) apart(flows ...bpmn.Element) {
	s.Helper()
	for i, f := range flows {
		for _, g := range flows[:i] {
			line := layout.Line{Route: g.Edge().Waypoints(), SameStart: f.Source() == g.Source(), SameEnd: f.Target() == g.Target()}
			if layout.LiesOn(f.Edge().Waypoints(), []layout.Line{line}) {
				s.Errorf("%s runs %v on %s, which runs %v", f.ID(), f.Edge().Waypoints(), g.ID(), line.Route)
			}
		}
	}
}

func (s *stage) clear(flow bpmn.Element, shapes ...bpmn.Element) {
	s.Helper()
	for _, e := range shapes {
		if layout.RunsThrough(flow.Edge().Waypoints(), []geom.Rect{e.Shape().Bounds()}) {
			s.Errorf("%s runs %v through %s at %v", flow.ID(), flow.Edge().Waypoints(), e.ID(), e.Shape().Bounds())
		}
	}
}

func TestFlowsBetweenTheSameElementsLieApart(t *testing.T) {
	pairs := map[string][2]geom.Point{"beside": {{X: 400, Y: 200}, {X: 650, Y: 200}}, "across": {{X: 400, Y: 200}, {X: 700, Y: 500}},
		"below": {{X: 400, Y: 200}, {X: 400, Y: 500}}, "behind": {{X: 700, Y: 500}, {X: 400, Y: 200}}}
	for _, kinds := range [][2]modeling.Variant{{task(), task()}, {kind(bpmn.ExclusiveGateway), task()}, {task(), kind(bpmn.ExclusiveGateway)},
		{kind(bpmn.IntermediateThrowEvent), kind(bpmn.ExclusiveGateway)}, {kind(bpmn.SubProcess), task()}} {
		for name, at := range pairs {
			t.Run(kinds[0].Key()+" to "+kinds[1].Key()+" "+name, func(t *testing.T) {
				s := blank(t)
				a := s.create(kinds[0], s.plane(), at[0].X, at[0].Y)
				b := s.create(kinds[1], s.plane(), at[1].X, at[1].Y)
				flows := []bpmn.Element{s.connect(a, b), s.connect(a, b), s.connect(b, a)}
				s.apart(flows...)
				s.move(bpmn.Element{}, 30, 20, b)
				s.apart(flows...)
				s.undoAll()
			})
		}
	}
}

func TestTwoFlowsInOneCorridorLieApart(t *testing.T) {
	s := blank(t)
	a1, a2 := s.create(task(), s.plane(), 400, 200), s.create(task(), s.plane(), 400, 320)
	b1, b2 := s.create(task(), s.plane(), 650, 500), s.create(task(), s.plane(), 650, 620)
	s.apart(s.connect(a1, b1), s.connect(a2, b2))
	s.undoAll()
}

func TestSelfLoopsLieApart(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 300)
	s.apart(s.connect(a, a), s.connect(a, a), s.connect(a, a), s.connect(a, a))
	s.undoAll()
}

func TestAMovedFlowGoesAroundWhatIsInTheWay(t *testing.T) {
	s := blank(t)
	a, wall, b := s.create(task(), s.plane(), 300, 300), s.create(task(), s.plane(), 500, 300), s.create(task(), s.plane(), 700, 500)
	f := s.connect(a, b)
	s.move(bpmn.Element{}, 0, -200, b)
	s.clear(f, wall)
	// out of its way again, it runs straight
	s.move(bpmn.Element{}, 0, 300, a, b)
	s.move(bpmn.Element{}, 0, 20, b)
	s.clear(f, wall)
	if n := len(f.Edge().Waypoints()); n > 4 {
		t.Errorf("the detour stayed: %v", f.Edge().Waypoints())
	}
	s.undoAll()
}

func TestTheUsersBendsStayEvenThroughAShape(t *testing.T) {
	s := blank(t)
	a, b := s.create(task(), s.plane(), 300, 300), s.create(task(), s.plane(), 700, 500)
	s.create(task(), s.plane(), 600, 400)
	f := s.connect(a, b)
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveSegment(tx, f, 1, geom.Pt(100, 0)) })
	s.move(bpmn.Element{}, 0, 40, b)
	s.wantRoute(f, geom.Pt(350, 300), geom.Pt(600, 300), geom.Pt(600, 540), geom.Pt(650, 540))
	s.undoAll()
}

func TestLabelsOfFlowsKeepOffTheLines(t *testing.T) {
	s := blank(t)
	a, b := s.create(task(), s.plane(), 400, 200), s.create(task(), s.plane(), 700, 200)
	one, two := s.connect(a, b), s.connect(a, b)
	for _, f := range []bpmn.Element{one, two} {
		s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, f, "yes") })
	}
	off := func() {
		t.Helper()
		for _, f := range []bpmn.Element{one, two} {
			r, _ := f.Edge().LabelBounds()
			for _, g := range []bpmn.Element{one, two} {
				if layout.RunsThrough(g.Edge().Waypoints(), []geom.Rect{r}) {
					t.Errorf("the label of %s at %v lies on %v", f.ID(), r, g.Edge().Waypoints())
				}
			}
			if r.Intersects(a.Shape().Bounds()) || r.Intersects(b.Shape().Bounds()) {
				t.Errorf("the label of %s at %v lies on a task", f.ID(), r)
			}
		}
	}
	off()
	s.move(bpmn.Element{}, -60, 200, b)
	off()
	s.undoAll()
}

func TestMessageFlowsGoAroundWhatIsInTheWay(t *testing.T) {
	s := blank(t)
	s.append(s.start(), kind(bpmn.SendTask))
	us := s.create(kind(bpmn.Participant), s.plane(), 500, 250)
	between := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 300, 600)
	them := s.create(kind(bpmn.Participant), s.plane(), 500, 900)
	send := s.create(kind(bpmn.SendTask), us.Shape().Element, 400, 200)
	wait := s.create(kind(bpmn.ReceiveTask), them.Shape().Element, 400, 900)
	wall := s.create(task(), us.Shape().Element, 400, 320)
	f := s.connect(send, wait)
	s.clear(f, between, wall)
	// a shape that is moved into its way, too
	s.move(bpmn.Element{}, 0, 40, wait)
	s.clear(f, between, wall)
	// between a pool and a task it slides along
	g := s.connect(send, between)
	s.clear(g, wall)
	// and not on each other
	s.apart(f, g, s.connect(between, us), s.connect(them, between))
	s.undoAll()
}

func TestManyMessageFlowsGoAroundWhatIsInTheWay(t *testing.T) {
	s := blank(t)
	s.append(s.start(), task())
	us := s.create(kind(bpmn.Participant), s.plane(), 500, 250)
	between := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 300, 600)
	them := s.create(kind(bpmn.Participant), s.plane(), 500, 900)
	var flows, senders []bpmn.Element
	for i := range 12 {
		x := 400 + 140*float64(i)
		send := s.create(kind(bpmn.SendTask), us.Shape().Element, x, 200)
		senders = append(senders, send)
		flows = append(flows, s.connect(send, s.create(kind(bpmn.ReceiveTask), them.Shape().Element, x, 900)))
	}
	wall := s.create(task(), us.Shape().Element, 2080, 340)
	s.move(bpmn.Element{}, 140, 0, senders...)
	for _, f := range flows {
		s.clear(f, between, wall)
	}
	s.apart(flows...)
	s.undoAll()
}

func TestAMessageFlowKeepsOffSequenceFlows(t *testing.T) {
	s := blank(t)
	s.append(s.start(), task())
	us := s.create(kind(bpmn.Participant), s.plane(), 500, 250)
	them := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 500, 700)
	above := s.create(kind(bpmn.SendTask), us.Shape().Element, 400, 200)
	beside := s.create(task(), us.Shape().Element, 600, 380)
	down := s.connect(above, beside) // leaves to the right and turns down
	s.do(func(tx *bpmn.Tx) error {
		return modeling.SetWaypoints(tx, down, geom.Polyline{{X: 400, Y: 200}, {X: 400, Y: 380}, {X: 600, Y: 380}})
	})
	message := s.connect(above, them)
	line := layout.Line{Route: down.Edge().Waypoints()}
	if layout.LiesOn(message.Edge().Waypoints(), []layout.Line{line}) {
		t.Errorf("the message runs %v on the flow %v", message.Edge().Waypoints(), line.Route)
	}
	s.undoAll()
}

func TestMessageFlowsBetweenPoolsThatOverlapAreSeen(t *testing.T) {
	s := blank(t)
	s.append(s.start(), kind(bpmn.SendTask))
	us := s.create(kind(bpmn.Participant), s.plane(), 500, 250)
	them := s.create(kind(bpmn.Participant), s.plane(), 500, 600)
	empty := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 500, 800)
	send := s.create(kind(bpmn.SendTask), us.Shape().Element, 400, 200)
	wait := s.create(kind(bpmn.ReceiveTask), them.Shape().Element, 400, 600)
	flows := []bpmn.Element{s.connect(send, wait), s.connect(us, them), s.connect(send, empty), s.connect(empty, wait), s.connect(us, empty)}
	seen := func(what string) {
		t.Helper()
		for _, f := range flows {
			a, b := layout.EndOf(f.Source().Shape()), layout.EndOf(f.Target().Shape())
			if route := f.Edge().Waypoints(); !layout.Visible(route, a, b) {
				t.Errorf("%s: %s from %v to %v runs %v", what, f.ID(), a.Bounds, b.Bounds, route)
			}
		}
	}
	seen("apart")
	for _, y := range []float64{us.Shape().Bounds().Bottom(), wait.Shape().Bounds().Y, us.Shape().Bounds().Y + 20, us.Shape().Bounds().Y} {
		s.move(bpmn.Element{}, 0, y-empty.Shape().Bounds().Y, empty)
		seen("the empty pool moves up")
	}
	s.move(bpmn.Element{}, 0, us.Shape().Bounds().Bottom()-them.Shape().Bounds().Y, them)
	seen("side by side")
	s.move(bpmn.Element{}, 0, -100, them)
	seen("overlapping")
	s.undoAll()
}

func TestDataThatIsReadAndWrittenHasTwoLines(t *testing.T) {
	s := blank(t)
	a := s.create(task(), s.plane(), 400, 300)
	for _, at := range []geom.Point{{X: 300, Y: 500}, {X: 400, Y: 500}, {X: 700, Y: 300}} {
		data := s.create(kind(bpmn.DataObjectReference), s.plane(), at.X, at.Y)
		in, out := s.connect(data, a).Edge().Waypoints(), s.connect(a, data).Edge().Waypoints()
		if in[0].Near(out[1], 4) && in[1].Near(out[0], 4) {
			t.Errorf("reading runs %v, writing %v", in, out)
		}
	}
	s.undoAll()
}

func TestAnAnnotationOfAFlowLiesOnNoShape(t *testing.T) {
	s := blank(t)
	a := s.append(s.start(), task())
	note := s.append(a.Incoming()[0], kind(bpmn.TextAnnotation))
	s.noOverlap(note, a, s.start())
	second := s.append(a.Incoming()[0], kind(bpmn.TextAnnotation))
	s.noOverlap(note, second, a)
	s.undoAll()
}

func TestFlowsGiveWayToWhatIsDroppedOnThem(t *testing.T) {
	s := blank(t)
	a, b := s.create(task(), s.plane(), 300, 300), s.create(task(), s.plane(), 800, 300)
	f := s.connect(a, b)
	wall := s.create(task(), s.plane(), 550, 310)
	s.clear(f, wall)
	// a flow that the user bent stays
	c, d := s.create(task(), s.plane(), 300, 700), s.create(task(), s.plane(), 800, 900)
	g := s.connect(c, d)
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveSegment(tx, g, 1, geom.Pt(70, 0)) })
	route := g.Edge().Waypoints()
	s.create(task(), s.plane(), 620, 800)
	s.wantRoute(g, route...)
	// and one dropped there by moving
	h := s.connect(s.create(task(), s.plane(), 300, 1200), s.create(task(), s.plane(), 800, 1200))
	s.move(s.plane(), 0, 890, wall)
	s.clear(h, wall)
	s.undoAll()
}

func TestFlowsGiveWayToWhatIsPastedOnThem(t *testing.T) {
	s := blank(t)
	f := s.connect(s.create(task(), s.plane(), 300, 300), s.create(task(), s.plane(), 1200, 300))
	// two tasks with one between them, and a flow that someone laid through it
	a, wall, b := s.create(task(), s.plane(), 300, 800), s.create(task(), s.plane(), 500, 800), s.create(task(), s.plane(), 700, 800)
	g := s.connect(a, b)
	s.do(func(tx *bpmn.Tx) error {
		return modeling.SetWaypoints(tx, g, geom.Polyline{{X: 350, Y: 800}, {X: 650, Y: 800}})
	})
	through := g.Edge().Waypoints()
	xml, err := modeling.Copy([]bpmn.Element{a, wall, b})
	if err != nil {
		t.Fatal(err)
	}
	var made []bpmn.Element
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.Paste(tx, xml, s.plane(), geom.Pt(700, 300))
		return err
	})
	for _, di := range made {
		if e := di.AsEdge(); !e.IsZero() {
			if got := e.Waypoints(); got[0] != through[0].Add(geom.Pt(200, -500)) || len(got) != len(through) {
				t.Errorf("the pasted flow runs %v, the copied one %v", got, through)
			}
			continue
		}
		s.clear(f, di.Semantic())
	}
	s.wantRoute(g, through...)
	s.undoAll()
}

func TestFlowsRunStraightAgainWhenWhatTheyWentAroundIsGone(t *testing.T) {
	s := blank(t)
	a, b := s.create(task(), s.plane(), 300, 300), s.create(task(), s.plane(), 800, 300)
	c, d := s.create(task(), s.plane(), 300, 700), s.create(task(), s.plane(), 800, 900)
	f, g := s.connect(a, b), s.connect(c, d)
	straight, bent := f.Edge().Waypoints(), g.Edge().Waypoints()
	wall, other := s.create(task(), s.plane(), 550, 310), s.create(task(), s.plane(), 550, 800)
	s.clear(f, wall)
	s.clear(g, other)
	around, about := f.Edge().Waypoints(), g.Edge().Waypoints()
	// moved a bit it is still in the way
	s.move(s.plane(), 20, 0, wall)
	s.clear(f, wall)
	s.move(s.plane(), 0, 240, wall)
	s.wantRoute(f, straight...)
	s.move(s.plane(), -20, -240, wall)
	s.wantRoute(f, around...)
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, wall, other) })
	s.wantRoute(f, straight...)
	s.wantRoute(g, bent...)
	s.Undo()
	s.wantRoute(f, around...)
	s.wantRoute(g, about...)
	// what someone bent around a shape stays
	s.do(func(tx *bpmn.Tx) error { return modeling.MoveSegment(tx, f, 1, geom.Pt(10, 30)) })
	mine := f.Edge().Waypoints()
	if len(mine) == len(around) && mine[1] == around[1] {
		t.Fatalf("nothing was bent: %v", mine)
	}
	s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, wall) })
	s.wantRoute(f, mine...)
	s.undoAll()
}
