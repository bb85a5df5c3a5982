package notation

import (
	"image/color"
	"math"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
)

// shownText is a text with what it is painted on.
type shownText struct {
	text    paint.Text
	opacity float64
	ground  paint.Colour
}

// textsOf returns the texts of a list on the fill that lies below them.
func textsOf(l paint.List, opacity float64, ground *paint.Colour) (out []shownText) {
	for _, op := range l {
		switch o := op.(type) {
		case paint.Shape:
			if o.Fill.A > 0 && opacity == 1 && o.Path.Box.W >= 60 {
				*ground = o.Fill
			}
		case paint.Text:
			out = append(out, shownText{o, opacity, *ground})
		case paint.Group:
			k := opacity
			if o.Opacity > 0 {
				k *= o.Opacity
			}
			out = append(out, textsOf(o.Ops, k, ground)...)
		}
	}
	return out
}

func over(c color.NRGBA, opacity float64, ground color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8(math.Round(float64(a)*opacity + float64(b)*(1-opacity)))
	}
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 255}
}

func TestNamesKeepContrastInEveryStateAndTheme(t *testing.T) {
	for _, p := range []*paint.Palette{paint.Light(), paint.Dark(), paint.Export()} {
		for s := range stateCount {
			texts := 0
			look := func(what string, l paint.List) {
				for _, fallback := range []paint.Token{paint.Ground, paint.Fill} {
					ground := paint.Of(fallback)
					for _, x := range textsOf(l, 1, &ground) {
						texts++
						below := p.Resolve(x.ground)
						ink := over(p.Resolve(x.text.Colour), x.opacity, below)
						if k := paint.Contrast(ink, below); k < 4.5 {
							t.Errorf("%s, state %d: the text of %s has a contrast of %.2f : 1", p.Name, s, what, k)
						}
					}
				}
			}
			for i, row := range bpmn.Kinds {
				k := bpmn.Kind(i)
				if row.W > 0 && row.Class != bpmn.ConnectionClass {
					f := Figure{Kind: k, Bounds: geom.R(0, 0, row.W, row.H), Name: "Name", Mark: Mark{State: s}}
					look(k.String(), f.List())
				}
			}
			f := Figure{Kind: bpmn.Task}
			c := Caption{Name: "Name", Box: geom.R(0, 0, 90, 20), State: s, colour: f.inks().text}
			look("a label", c.List())
			if texts < 20 {
				t.Fatalf("%s, state %d: only %d texts found", p.Name, s, texts)
			}
		}
	}
}

func TestWhatARunHasNotReachedIsFaint(t *testing.T) {
	f := Figure{Kind: bpmn.Task, Bounds: geom.R(0, 0, 100, 80), Name: "Name"}
	last := 1.0
	for _, s := range []State{Future, Likely, Maybe} {
		f.Mark.State = s
		g := f.List()[0].(paint.Group)
		border := g.Ops[0].(paint.Group).Opacity
		if border >= last {
			t.Errorf("state %d: the border has the opacity %v, not below %v", s, border, last)
		}
		last = border
	}
}
