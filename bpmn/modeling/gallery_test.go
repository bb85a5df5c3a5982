package modeling_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

var galleryDir = flag.String("gallery", "", "write the models of the gallery into this `folder`, for opening them with other tools")

// gallery holds models that are drawn by the operations alone, as users draw
// them. Each step is checked as in every story; other tools must read them too.
var gallery = map[string]func(s *stage){
	"row": func(s *stage) {
		a := s.named(s.append(s.start(), task()), "Check & weigh <it>")
		g := s.named(s.append(a, kind(bpmn.ExclusiveGateway)), "heavy?")
		b, c := s.append(g, kind(bpmn.UserTask)), s.append(g, kind(bpmn.ScriptTask))
		end := s.append(b, kind(bpmn.EndEvent))
		s.connect(c, end)
		s.do(func(tx *bpmn.Tx) error { return modeling.SetCondition(tx, g.Outgoing()[0], "weight > 10") })
		s.do(func(tx *bpmn.Tx) error { return modeling.SetDefaultFlow(tx, g.Outgoing()[1], true) })
		s.named(g.Outgoing()[0], "yes")
	},
	"every creatable kind": func(s *stage) {
		x, y := 300.0, 100.0
		for _, v := range modeling.Creatable() {
			if v.Kind == bpmn.Participant || !modeling.CanCreate(v, s.plane()).OK {
				continue
			}
			s.create(v, s.plane(), x, y)
			if x += 420; x > 4000 {
				x, y = 300, y+350
			}
		}
	},
	"boundary events":    drawBoundaryEvents,
	"pools and messages": drawPools,
	"lanes":              drawLanes,
	"vertical pool": func(s *stage) {
		s.append(s.start(), task())
		pool := s.create(kind(bpmn.Participant), s.plane(), 500, 300)
		s.addLane(pool, false)
		s.do(func(tx *bpmn.Tx) error { return modeling.FlipPool(tx, pool) })
		s.create(modeling.Variant{Kind: bpmn.Participant, Vertical: true}, s.plane(), 1500, 400)
	},
	"planes": func(s *stage) {
		outer := s.create(modeling.Variant{Kind: bpmn.SubProcess}, s.plane(), 600, 300)
		inner := s.create(modeling.Variant{Kind: bpmn.SubProcess}, outer.Shape().Element, 620, 300)
		t := s.create(task(), inner.Shape().Element, 650, 300)
		s.append(t, kind(bpmn.EndEvent))
		s.do(func(tx *bpmn.Tx) error { return modeling.Collapse(tx, inner) })
		s.do(func(tx *bpmn.Tx) error { return modeling.Collapse(tx, outer) })
		s.create(modeling.Variant{Kind: bpmn.SubProcess, Collapsed: true}, s.plane(), 900, 300)
	},
	"planes and back": func(s *stage) {
		sub := s.create(modeling.Variant{Kind: bpmn.SubProcess}, s.plane(), 600, 300)
		s.append(s.create(task(), sub.Shape().Element, 600, 300), kind(bpmn.EndEvent))
		s.do(func(tx *bpmn.Tx) error { return modeling.Collapse(tx, sub) })
		s.do(func(tx *bpmn.Tx) error { return modeling.Expand(tx, sub) })
	},
	"event sub-processes": func(s *stage) {
		for i, d := range []bpmn.Definition{bpmn.MessageDefinition, bpmn.TimerDefinition, bpmn.SignalDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition} {
			sub := s.create(modeling.Variant{Kind: bpmn.SubProcess, EventSubProcess: true}, s.plane(), 500, 300+float64(i)*300)
			v := modeling.Variant{Kind: bpmn.StartEvent, Definition: d, NonInterrupting: i < 3}
			for _, e := range sub.FlowElements() {
				if e.Kind() == bpmn.StartEvent {
					s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, e, v) })
				}
			}
		}
	},
	"data": func(s *stage) {
		t := s.create(kind(bpmn.ServiceTask), s.plane(), 500, 300)
		obj, store := s.create(kind(bpmn.DataObjectReference), s.plane(), 400, 500), s.create(kind(bpmn.DataStoreReference), s.plane(), 600, 500)
		s.named(obj, "order")
		s.named(store, "orders")
		s.connect(obj, t)
		s.connect(t, obj)
		s.connect(t, store)
		s.create(kind(bpmn.DataInput), s.plane(), 300, 150)
		s.create(kind(bpmn.DataOutput), s.plane(), 700, 150)
		s.do(func(tx *bpmn.Tx) error { modeling.SetCollection(tx, obj, true); return nil })
	},
	"groups and notes": func(s *stage) {
		a := s.append(s.start(), task())
		s.named(s.create(kind(bpmn.Group), s.plane(), 300, 180), "Phase 1")
		note := s.append(a, kind(bpmn.TextAnnotation))
		s.named(note, "two\nlines")
		s.do(func(tx *bpmn.Tx) error { return modeling.SetDirection(tx, note.Connections()[0], modeling.BothWays) })
		s.append(s.start().Outgoing()[0], kind(bpmn.TextAnnotation))
	},
	"colours": func(s *stage) {
		a := s.append(s.start(), kind(bpmn.ManualTask))
		g := s.named(s.append(a, kind(bpmn.InclusiveGateway)), "which?")
		for _, c := range modeling.ColorChoices()[1:] {
			v := s.append(g, task())
			s.do(func(tx *bpmn.Tx) error {
				modeling.SetColors(tx, append(v.Incoming(), v, g), c.Fill, c.Stroke)
				return nil
			})
		}
	},
	"loops": func(s *stage) {
		for i, l := range []bpmn.Loop{bpmn.StandardLoop, bpmn.ParallelMultiInstance, bpmn.SequentialMultiInstance} {
			for j, v := range []modeling.Variant{task(), kind(bpmn.CallActivity), kind(bpmn.SubProcess)} {
				e := s.create(v, s.plane(), 400+float64(i)*450, 300+float64(j)*250)
				s.do(func(tx *bpmn.Tx) error { return modeling.SetLoop(tx, e, l) })
			}
		}
	},
	"compensation": func(s *stage) {
		a := s.create(task(), s.plane(), 400, 300)
		e := s.attach(modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.CompensateDefinition}, a, geom.Pt(400, 340))
		undo := s.append(e, kind(bpmn.ServiceTask))
		s.named(undo, "Undo")
		s.append(a, modeling.Variant{Kind: bpmn.EndEvent, Definition: bpmn.CompensateDefinition})
	},
	"event-based gateway": func(s *stage) {
		g := s.append(s.start(), kind(bpmn.EventBasedGateway))
		for _, v := range modeling.QuickAppend(g) {
			if v.Kind.IsFlowNode() {
				s.append(g, v)
			}
		}
	},
	"morphed": func(s *stage) {
		x := 300.0
		a := s.create(task(), s.plane(), x, 300)
		for _, v := range modeling.MorphVariants(a) {
			x += 420
			e := s.create(task(), s.plane(), x, 300)
			s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, e, v) })
		}
		for _, k := range []bpmn.Kind{bpmn.IntermediateThrowEvent, bpmn.EndEvent} {
			x = 300
			for _, v := range modeling.MorphVariants(s.create(kind(k), s.plane(), x, 600+float64(k)*10)) {
				x += 100
				e := s.create(kind(k), s.plane(), x, 600+float64(k)*10)
				s.do(func(tx *bpmn.Tx) error { return modeling.Morph(tx, e, v) })
			}
		}
	},
	"loops, parallels and inserts": func(s *stage) {
		a := s.append(s.start(), task())
		b := s.append(a, task())
		s.connect(a, a)
		s.connect(a, a)
		s.connect(a, a)
		s.connect(a, b)
		s.connect(b, a)
		f := a.Outgoing()[0]
		e := s.create(kind(bpmn.ParallelGateway), s.plane(), 500, 500)
		s.do(func(tx *bpmn.Tx) error { return modeling.InsertOnFlow(tx, e, f) })
	},
	"copied": func(s *stage) {
		drawBoundaryEvents(s)
		s.do(func(tx *bpmn.Tx) error { _, err := modeling.Duplicate(tx, s.all(), geom.Pt(0, 1500)); return err })
	},
	"copied pools": func(s *stage) {
		drawPools(s)
		s.do(func(tx *bpmn.Tx) error { _, err := modeling.Duplicate(tx, s.all(), geom.Pt(0, 1500)); return err })
	},
	"emptied": func(s *stage) {
		drawLanes(s)
		for _, pool := range s.RootElements(bpmn.Collaboration)[0].ChildrenNamed("participant") {
			s.do(func(tx *bpmn.Tx) error { return modeling.Delete(tx, pool) })
		}
	},
	"tidied": func(s *stage) {
		drawPools(s)
		s.do(func(tx *bpmn.Tx) error { return modeling.Tidy(tx, s.plane(), nil) })
	},
}

func TestGallery(t *testing.T) {
	for name, draw := range gallery {
		t.Run(name, func(t *testing.T) {
			s := blank(t)
			draw(s)
			if *galleryDir != "" {
				if err := os.WriteFile(filepath.Join(*galleryDir, name+".bpmn"), s.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s.undoAll()
		})
	}
}

func drawBoundaryEvents(s *stage) {
	for i, d := range []bpmn.Definition{bpmn.MessageDefinition, bpmn.TimerDefinition, bpmn.ErrorDefinition, bpmn.EscalationDefinition,
		bpmn.SignalDefinition, bpmn.ConditionalDefinition, bpmn.CompensateDefinition} {
		host := s.create(task(), s.plane(), 400+float64(i)*250, 300)
		v := modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: d, NonInterrupting: i == 1}
		e := s.attach(v, host, geom.Pt(host.Shape().Bounds().Right()-20, host.Shape().Bounds().Bottom()))
		s.append(e, task())
	}
	tx := s.create(kind(bpmn.Transaction), s.plane(), 500, 700)
	s.attach(modeling.Variant{Kind: bpmn.BoundaryEvent, Definition: bpmn.CancelDefinition}, tx, geom.Pt(500, 800))
	s.create(modeling.Variant{Kind: bpmn.EndEvent, Definition: bpmn.CancelDefinition}, tx.Shape().Element, 600, 700)
}

func drawPools(s *stage) {
	s.append(s.append(s.start(), kind(bpmn.SendTask)), kind(bpmn.EndEvent))
	us := s.create(kind(bpmn.Participant), s.plane(), 500, 300)
	them := s.create(modeling.Variant{Kind: bpmn.Participant, Collapsed: true}, s.plane(), 500, 700)
	three := s.create(kind(bpmn.Participant), s.plane(), 500, 1000)
	wait := s.create(kind(bpmn.ReceiveTask), three.Shape().Element, 500, 1000)
	var send bpmn.Element
	for _, e := range us.Process().FlowElements() {
		if e.Kind() == bpmn.SendTask {
			send = e
		}
	}
	s.connect(send, them)
	s.named(s.connect(send, wait), "order")
	s.connect(them, us)
	s.do(func(tx *bpmn.Tx) error { modeling.SetMultiplicity(tx, them, true); return nil })
}

func drawLanes(s *stage) {
	s.append(s.start(), task())
	pool := s.create(kind(bpmn.Participant), s.plane(), 500, 300)
	one := s.addLane(pool, false)
	s.do(func(tx *bpmn.Tx) error { return modeling.DivideLane(tx, one, 2) })
	s.named(one, "Clerks")
	lane := one.Lanes()[0]
	t := s.create(kind(bpmn.UserTask), lane.Shape().Element, 600, lane.Shape().Bounds().Center().Y)
	s.append(t, kind(bpmn.EndEvent))
}

// all returns every shape and edge of the first plane.
func (s *stage) all() []bpmn.Element {
	var out []bpmn.Element
	for n := range s.plane().Node().Children {
		out = append(out, bpmn.ElementOf(n))
	}
	return out
}

// start returns the start event of a new document.
func (s *stage) start() bpmn.Element { return s.ByID("StartEvent_1") }

// named names an element and returns it.
func (s *stage) named(e bpmn.Element, name string) bpmn.Element {
	s.Helper()
	s.do(func(tx *bpmn.Tx) error { return modeling.SetName(tx, e, name) })
	return e
}

// attach makes a boundary event.
func (s *stage) attach(v modeling.Variant, host bpmn.Element, at geom.Point) bpmn.Element {
	s.Helper()
	var made bpmn.Shape
	s.do(func(tx *bpmn.Tx) (err error) {
		made, err = modeling.CreateAttached(tx, v, host, at)
		return err
	})
	return made.Semantic()
}
