package notation

import (
	"bytes"
	"image"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

// From afar nobody sees that names, icons and markers weren't drawn at all.
func TestFarLooksTheSame(t *testing.T) {
	kinds := 0
	p := raster.New()
	for kind := range drawings {
		info := kind.Info()
		if info.W == 0 {
			continue
		}
		kinds++
		for _, definition := range []bpmn.Definition{bpmn.NoDefinition, bpmn.MessageDefinition, bpmn.TimerDefinition} {
			for _, traits := range []Traits{{}, {Collapsed: true, Compensation: true, PreScript: true}, {Vertical: true, Multiple: true, Loop: bpmn.StandardLoop}} {
				for _, m := range []Mark{{}, {State: Errored}, {State: Future, Breakpoint: true}} {
					f := Figure{ID: "x", Kind: kind, Definition: definition, Traits: traits, Name: "A name of some length", Mark: m,
						Bounds: geom.R(20, 30, info.W, info.H), Colors: bpmn.Colors{Fill: "#ffe0b2", Stroke: "#6b3c00"}}
					picture := func(l paint.List) *image.RGBA {
						img := image.NewRGBA(image.Rect(0, 0, 80, 40))
						raster.Clear(img, paint.Light(), paint.Of(paint.Ground))
						p.Paint(img, raster.View{Scale: FarScale * 0.999}, paint.Light(), l)
						return img
					}
					near, far := picture(f.List()), picture(f.Far())
					if !bytes.Equal(near.Pix, far.Pix) {
						t.Fatalf("%v %v %+v %+v looks different from afar", kind, definition, traits, m)
					}
				}
			}
		}
	}
	if kinds < 20 {
		t.Errorf("only %d kinds were looked at", kinds)
	}
}
