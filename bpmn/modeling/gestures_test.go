package modeling_test

import (
	"sort"

	"pgregory.net/rapid"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
)

// gestures are what people do, at random: each picks what it works on from the
// document as it is and may be refused by the rules.
var gestures = map[string]func(g *gesturer, tx *bpmn.Tx) error{
	"create": func(g *gesturer, tx *bpmn.Tx) error {
		v := rapid.SampledFrom(modeling.Creatable()).Draw(g.t, "variant")
		p := g.point()
		_, err := modeling.Create(tx, v, g.under(p), p)
		return err
	},
	"append": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		list := modeling.Appendable(e)
		if len(list) == 0 {
			return nil
		}
		_, err := modeling.Append(tx, e, rapid.SampledFrom(list).Draw(g.t, "variant"))
		return err
	},
	"connect": func(g *gesturer, tx *bpmn.Tx) error {
		_, err := modeling.Connect(tx, g.shape(), g.shape())
		return err
	},
	"reconnect": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		a, b := e.Semantic().Source(), e.Semantic().Target()
		if rapid.Bool().Draw(g.t, "source") {
			a = g.shape()
		} else {
			b = g.shape()
		}
		return modeling.Reconnect(tx, e, a, b)
	},
	"move": func(g *gesturer, tx *bpmn.Tx) error {
		els := g.some()
		delta := g.delta()
		if rapid.Bool().Draw(g.t, "drop") {
			c := els[0].AsShape().Bounds().Center().Add(delta)
			return modeling.Move(tx, els, delta, g.underBut(c, els))
		}
		return modeling.Move(tx, els, delta, bpmn.Element{})
	},
	"attach": func(g *gesturer, tx *bpmn.Tx) error {
		e, host := g.shape(), g.shape()
		if e.Plane() != host.Plane() || e == host {
			return nil
		}
		return modeling.Attach(tx, e, host)
	},
	"detach": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		if e.Semantic().Kind() != bpmn.BoundaryEvent {
			return nil
		}
		return modeling.Detach(tx, e, modeling.HolderOf(e.AsShape()).Element)
	},
	"resize": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		r := e.AsShape().Bounds()
		d := g.delta()
		switch rapid.IntRange(0, 3).Draw(g.t, "side") {
		case 0:
			r = geom.Span(r.Min().Add(d), r.Max())
		case 1:
			r.W = max(1, r.W+d.X)
		case 2:
			r.H = max(1, r.H+d.Y)
		default:
			r = geom.Span(r.Min(), r.Max().Add(d))
		}
		return modeling.Resize(tx, e, r)
	},
	"delete": func(g *gesturer, tx *bpmn.Tx) error { return modeling.Delete(tx, g.some()...) },
	"delete flow": func(g *gesturer, tx *bpmn.Tx) error {
		if e := g.edge(); !e.IsZero() {
			return modeling.Delete(tx, e)
		}
		return nil
	},
	"morph": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.shape()
		list := modeling.MorphVariants(e)
		if len(list) == 0 {
			return nil
		}
		return modeling.Morph(tx, e, rapid.SampledFrom(list).Draw(g.t, "variant"))
	},
	"morph flow": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		list := modeling.MorphVariants(e)
		if len(list) == 0 {
			return nil
		}
		return modeling.Morph(tx, e, rapid.SampledFrom(list).Draw(g.t, "variant"))
	},
	"name": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.SetName(tx, g.any(), rapid.SampledFrom([]string{"", "A", "a rather long name & more", "two\nlines"}).Draw(g.t, "name"))
	},
	"segment": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		n := len(e.AsEdge().Waypoints())
		return modeling.MoveSegment(tx, e, rapid.IntRange(0, n-2).Draw(g.t, "segment"), g.delta())
	},
	"bend": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		n := len(e.AsEdge().Waypoints())
		i := rapid.IntRange(0, n-2).Draw(g.t, "segment")
		switch rapid.IntRange(0, 2).Draw(g.t, "what") {
		case 0:
			return modeling.AddBend(tx, e, i, g.point())
		case 1:
			return modeling.MoveBend(tx, e, i, g.point())
		}
		return modeling.RemoveBend(tx, e, i)
	},
	"insert": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		return modeling.InsertOnFlow(tx, g.shape(), e)
	},
	"paste": func(g *gesturer, tx *bpmn.Tx) error {
		xml, err := modeling.Copy(g.some())
		if err != nil {
			return err
		}
		p := g.point()
		_, err = modeling.Paste(tx, xml, g.under(p), p)
		return err
	},
	"duplicate": func(g *gesturer, tx *bpmn.Tx) error {
		_, err := modeling.Duplicate(tx, g.some(), g.delta())
		return err
	},
	"parallel flow": func(g *gesturer, tx *bpmn.Tx) error {
		e := g.edge()
		if e.IsZero() {
			return nil
		}
		_, err := modeling.Connect(tx, e.Semantic().Source(), e.Semantic().Target())
		return err
	},
	"move label": func(g *gesturer, tx *bpmn.Tx) error {
		modeling.MoveLabel(tx, g.any(), geom.R(10, 10, 90, 20), g.delta())
		return nil
	},
	"condition": func(g *gesturer, tx *bpmn.Tx) error {
		if e := g.edge(); !e.IsZero() {
			return modeling.SetCondition(tx, e, rapid.SampledFrom([]string{"", "a > 1"}).Draw(g.t, "condition"))
		}
		return nil
	},
	"space": func(g *gesturer, tx *bpmn.Tx) error {
		sp := modeling.Space{Plane: rapid.SampledFrom(g.d.Planes()).Draw(g.t, "plane"), Axis: modeling.Axis(rapid.IntRange(0, 1).Draw(g.t, "axis")),
			At: float64(rapid.IntRange(0, 1000).Draw(g.t, "at")), Delta: g.delta().X, Before: rapid.Bool().Draw(g.t, "before")}
		if c := g.shape(); rapid.Bool().Draw(g.t, "within") && c.Plane() == sp.Plane {
			sp.Within = c
		}
		_, err := modeling.MakeSpace(tx, sp)
		return err
	},
	"add lane": func(g *gesturer, tx *bpmn.Tx) error {
		_, err := modeling.AddLane(tx, g.laned(), rapid.Bool().Draw(g.t, "before"))
		return err
	},
	"divide lane": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.DivideLane(tx, g.laned(), rapid.IntRange(2, 3).Draw(g.t, "parts"))
	},
	"move lane": func(g *gesturer, tx *bpmn.Tx) error {
		l := g.laned().Semantic()
		var next bpmn.Element
		if list := l.Parent().ChildrenNamed("lane"); len(list) > 0 && rapid.Bool().Draw(g.t, "not last") {
			next = rapid.SampledFrom(list).Draw(g.t, "next")
		}
		return modeling.MoveLane(tx, l, next)
	},
	"flip": func(g *gesturer, tx *bpmn.Tx) error { return modeling.FlipPool(tx, g.laned()) },
	"delete lane": func(g *gesturer, tx *bpmn.Tx) error {
		if l := g.laned(); l.Semantic().Kind() == bpmn.Lane {
			return modeling.Delete(tx, l)
		}
		return nil
	},
	"tidy": func(g *gesturer, tx *bpmn.Tx) error {
		els := g.some()
		if rapid.Bool().Draw(g.t, "all") {
			return modeling.Tidy(tx, els[0].Plane(), nil)
		}
		return modeling.Tidy(tx, els[0].Plane(), els)
	},
	"straighten": func(g *gesturer, tx *bpmn.Tx) error {
		modeling.Straighten(tx, g.di(bpmn.EdgeDI))
		return nil
	},
	"to origin": func(g *gesturer, tx *bpmn.Tx) error {
		modeling.MoveToOrigin(tx, g.shape().Plane())
		return nil
	},
	"toggle": func(g *gesturer, tx *bpmn.Tx) error {
		if s := g.shape().AsShape(); s.IsExpanded() {
			return modeling.Collapse(tx, s.Element)
		}
		return modeling.Expand(tx, g.shape())
	},
	"default": func(g *gesturer, tx *bpmn.Tx) error {
		if e := g.edge(); !e.IsZero() {
			return modeling.SetDefaultFlow(tx, e, rapid.Bool().Draw(g.t, "on"))
		}
		return nil
	},
	"align": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.Align(tx, g.some(), modeling.Alignment(rapid.IntRange(0, 5).Draw(g.t, "how")))
	},
	"distribute": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.Distribute(tx, g.some(), modeling.Axis(rapid.IntRange(0, 1).Draw(g.t, "axis")))
	},
	"color": func(g *gesturer, tx *bpmn.Tx) error {
		c := rapid.SampledFrom(modeling.ColorChoices()).Draw(g.t, "colour")
		modeling.SetColors(tx, []bpmn.Element{g.any()}, c.Fill, c.Stroke)
		return nil
	},
	"loop": func(g *gesturer, tx *bpmn.Tx) error {
		return modeling.SetLoop(tx, g.shape(), bpmn.Loop(rapid.IntRange(0, 3).Draw(g.t, "loop")))
	},
}

var gestureNames = func() []string {
	var out []string
	for n := range gestures {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}()

// gesturer draws what a gesture works on.
type gesturer struct {
	t *rapid.T
	d *bpmn.Document
}

func (g *gesturer) di(k bpmn.Kind) []bpmn.Element {
	var out []bpmn.Element
	for _, p := range g.d.Planes() {
		for _, x := range p.Children() {
			if x.Kind() == k && !x.Semantic().IsZero() {
				out = append(out, x)
			}
		}
	}
	return out
}

func (g *gesturer) shape() bpmn.Element {
	list := g.di(bpmn.ShapeDI)
	if len(list) == 0 {
		g.t.Skip("nothing is left")
	}
	return rapid.SampledFrom(list).Draw(g.t, "shape")
}

// laned returns a pool or lane; any shape when there is none.
func (g *gesturer) laned() bpmn.Element {
	var out []bpmn.Element
	for _, s := range g.di(bpmn.ShapeDI) {
		if k := s.Semantic().Kind(); k == bpmn.Participant || k == bpmn.Lane {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return g.shape()
	}
	return rapid.SampledFrom(out).Draw(g.t, "pool or lane")
}

func (g *gesturer) edge() bpmn.Element {
	list := g.di(bpmn.EdgeDI)
	if len(list) == 0 {
		return bpmn.Element{}
	}
	return rapid.SampledFrom(list).Draw(g.t, "edge")
}

func (g *gesturer) any() bpmn.Element {
	if e := g.edge(); !e.IsZero() && rapid.Bool().Draw(g.t, "an edge") {
		return e
	}
	return g.shape()
}

// some returns up to five shapes of one plane.
func (g *gesturer) some() []bpmn.Element {
	out := []bpmn.Element{g.shape()}
	for range rapid.IntRange(0, 4).Draw(g.t, "more") {
		e := g.shape()
		if e.Plane() == out[0].Plane() && e != out[0] {
			out = append(out, e)
		}
	}
	return out
}

func (g *gesturer) point() geom.Point {
	return geom.Pt(float64(rapid.IntRange(0, 120).Draw(g.t, "x")*10), float64(rapid.IntRange(0, 80).Draw(g.t, "y")*10))
}

func (g *gesturer) delta() geom.Point {
	return geom.Pt(float64(rapid.IntRange(-30, 30).Draw(g.t, "dx")*10), float64(rapid.IntRange(-30, 30).Draw(g.t, "dy")*10))
}

// under returns the innermost container of a plane at a point.
func (g *gesturer) under(p geom.Point) bpmn.Element {
	plane := rapid.SampledFrom(g.d.Planes()).Draw(g.t, "plane")
	return g.underOn(plane, p, nil)
}

func (g *gesturer) underBut(p geom.Point, not []bpmn.Element) bpmn.Element {
	return g.underOn(not[0].Plane(), p, not)
}

func (g *gesturer) underOn(plane bpmn.Element, p geom.Point, not []bpmn.Element) bpmn.Element {
	best, area := plane, 1e18
	for _, x := range plane.Children() {
		s := x.AsShape()
		if s.IsZero() || !s.Bounds().Contains(p) || contains(not, x) {
			continue
		}
		if c := modeling.ContainerAt(x); c.Shape == s && s.Bounds().W*s.Bounds().H < area {
			best, area = x, s.Bounds().W*s.Bounds().H
		}
	}
	return best
}

func contains(list []bpmn.Element, e bpmn.Element) bool {
	for _, x := range list {
		if x == e {
			return true
		}
	}
	return false
}
