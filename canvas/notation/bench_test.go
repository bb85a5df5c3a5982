package notation

import (
	"fmt"
	"image"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
)

// diagram returns a process of n shapes and n flows in rows, as lists with their boxes.
func diagram(n int) (lists []paint.List, boxes []geom.Rect) {
	add := func(l paint.List) {
		lists = append(lists, l)
		boxes = append(boxes, l.Bounds())
	}
	kinds := []bpmn.Kind{bpmn.UserTask, bpmn.ServiceTask, bpmn.ExclusiveGateway, bpmn.ScriptTask, bpmn.IntermediateCatchEvent, bpmn.ManualTask, bpmn.SubProcess}
	columns := 50
	for i := range n {
		x, y := float64(i%columns)*160, float64(i/columns)*120
		info := kinds[i%len(kinds)].Info()
		w, h := min(info.W, 100), min(info.H, 80)
		f := Figure{ID: fmt.Sprint("E", i), Kind: info.Kind, Bounds: geom.R(x, y+40-h/2, w, h), Name: fmt.Sprintf("Check the order %d of the customer", i), Traits: Traits{Collapsed: info.Kind == bpmn.SubProcess}}
		if info.Kind == bpmn.IntermediateCatchEvent {
			f.Definition = bpmn.TimerDefinition
		}
		add(f.List())
		way := Flow{ID: fmt.Sprint("F", i), Kind: bpmn.SequenceFlow, Points: geom.Polyline{{X: x + w, Y: y + 40}, {X: x + 130, Y: y + 40}, {X: x + 130, Y: y + 46}, {X: x + 160, Y: y + 46}}}
		add(way.List())
	}
	return lists, boxes
}

func visible(lists []paint.List, boxes []geom.Rect, view geom.Rect) (out []paint.List) {
	for i, b := range boxes {
		if b.Intersects(view) {
			out = append(out, lists[i])
		}
	}
	return out
}

func benchFrame(b *testing.B, w, h int, scale float64, n int) {
	lists, boxes := diagram(n)
	seen := visible(lists, boxes, geom.R(0, 0, float64(w)/scale, float64(h)/scale))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	p, palette := raster.New(), paint.Light()
	b.ReportAllocs()
	b.ReportMetric(float64(len(seen)), "elements")
	for b.Loop() {
		raster.Clear(img, palette, paint.Of(paint.Ground))
		p.Paint(img, raster.View{Scale: scale}, palette, seen...)
	}
	b.ReportMetric(float64(len(seen)), "elements")
}

func BenchmarkFrame1600x1000(b *testing.B) { benchFrame(b, 1600, 1000, 1, 5000) }
func BenchmarkFrameFit4200(b *testing.B)   { benchFrame(b, 1600, 1000, 0.2, 2100) }
func BenchmarkFrameHiDPI(b *testing.B)     { benchFrame(b, 1600, 1000, 2, 5000) }
func BenchmarkFrameFraction(b *testing.B)  { benchFrame(b, 1600, 1000, 1.25, 5000) }
func BenchmarkTile(b *testing.B)           { benchFrame(b, 512, 512, 1, 5000) }
func BenchmarkTileFit(b *testing.B)        { benchFrame(b, 512, 512, 0.2, 5000) }
func BenchmarkListsOf10000(b *testing.B) {
	for b.Loop() {
		diagram(5000)
	}
}
