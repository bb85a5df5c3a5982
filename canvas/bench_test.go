package canvas

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/bpmn/modeling"
	"spiffmodeler/canvas/editor"
	"spiffmodeler/canvas/notation"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/scene"
	"spiffmodeler/canvas/tools"
)

// large returns a diagram with n elements: rows of tasks and gateways with
// names, each joined to the next by a flow with bends at the row's end.
func large(n int) []byte {
	var model, di strings.Builder
	nodes := n / 2
	const perRow = 100
	place := func(i int) (x, y float64) { return float64(i%perRow) * 160, float64(i/perRow) * 130 }
	for i := range nodes {
		tag, w, h := "task", 100.0, 80.0
		switch i % 5 {
		case 1:
			tag = "userTask"
		case 2:
			tag = "serviceTask"
		case 3:
			tag, w, h = "exclusiveGateway", 50, 50
		}
		x, y := place(i)
		fmt.Fprintf(&model, "    <bpmn:%s id=\"N%d\" name=\"Step number %d\"><bpmn:incoming>F%d</bpmn:incoming><bpmn:outgoing>F%d</bpmn:outgoing></bpmn:%s>\n", tag, i, i, i-1, i, tag)
		fmt.Fprintf(&di, "      <bpmndi:BPMNShape id=\"N%d_di\" bpmnElement=\"N%d\"><dc:Bounds x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" /></bpmndi:BPMNShape>\n", i, i, x+50-w/2, y+40-h/2, w, h)
		to := (i + 1) % nodes
		fmt.Fprintf(&model, "    <bpmn:sequenceFlow id=\"F%d\" sourceRef=\"N%d\" targetRef=\"N%d\" />\n", i, i, to)
		tx, ty := place(to)
		fmt.Fprintf(&di, "      <bpmndi:BPMNEdge id=\"F%d_di\" bpmnElement=\"F%d\"><di:waypoint x=\"%g\" y=\"%g\" />", i, i, x+50+w/2, y+40)
		if ty != y {
			fmt.Fprintf(&di, "<di:waypoint x=\"%g\" y=\"%g\" /><di:waypoint x=\"%g\" y=\"%g\" />", x+130, y+40, x+130, ty-10)
		}
		fmt.Fprintf(&di, "<di:waypoint x=\"%g\" y=\"%g\" /></bpmndi:BPMNEdge>\n", tx, ty+40)
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="` + bpmn.NS + `" xmlns:bpmndi="` + bpmn.NSDI + `" xmlns:dc="` + bpmn.NSDC + `" xmlns:di="` + bpmn.NSDD + `" id="D" targetNamespace="urn:t">
  <bpmn:process id="P">
` + model.String() + `  </bpmn:process>
  <bpmndi:BPMNDiagram id="BD">
    <bpmndi:BPMNPlane id="BP" bpmnElement="P">
` + di.String() + `    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`)
}

var sizes = []int{10000, 20000}

// benchDesk is a diagram of n elements in a window of 1600 × 1000, at 100 %.
func benchDesk(b *testing.B, n int, patient bool) (*editor.Editor, *Diagram) {
	b.Helper()
	test.NewTempApp(b)
	doc, err := bpmn.Parse("large.bpmn", large(n))
	if err != nil {
		b.Fatal(err)
	}
	ed := editor.New(doc, noClipboard{})
	d := New(ed, Options{Synchronous: !patient, Do: func(f func()) { f() }})
	d.Resize(fyne.NewSize(1600, 1000))
	ed.ZoomTo(1)
	ed.CenterOn(geom.Pt(3000, 2000))
	return ed, d
}

func bySize(b *testing.B, f func(b *testing.B, n int)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) { f(b, n) })
	}
}

// BenchmarkFirstPicture reads a file and paints its first picture.
func BenchmarkFirstPicture(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		test.NewTempApp(b)
		src := large(n)
		for b.Loop() {
			doc, err := bpmn.Parse("large.bpmn", src)
			if err != nil {
				b.Fatal(err)
			}
			d := New(editor.New(doc, noClipboard{}), Options{Synchronous: true, Do: func(f func()) { f() }})
			d.Resize(fyne.NewSize(1600, 1000))
		}
	})
}

// BenchmarkScene makes the scene of a plane.
func BenchmarkScene(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		doc, err := bpmn.Parse("large.bpmn", large(n))
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			scene.New(doc, doc.Planes()[0])
		}
	})
}

// BenchmarkPanFrame scrolls by 10 pixels; tiles that come into view are painted
// at once.
func BenchmarkPanFrame(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		i := 0
		for b.Loop() {
			d := geom.Pt(10, 7)
			if i/200%2 == 1 {
				d = geom.Pt(-10, -7)
			}
			ed.ScrollBy(d)
			i++
		}
	})
}

// BenchmarkDragFrame moves the pointer with a task that hangs on it.
func BenchmarkDragFrame(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		at := ed.Scene().ItemOf(ed.Document().ByID("N1520")).Bounds.Center()
		send := func(k tools.EventKind, p geom.Point) {
			v := ed.View()
			ed.Handle(tools.Event{Kind: k, At: p, Screen: v.ToScreen(p), Button: tools.Primary, Clicks: 1})
		}
		send(tools.Motion, at)
		send(tools.Press, at)
		send(tools.Motion, at.Add(geom.Pt(20, 20)))
		i := 0
		for b.Loop() {
			i++
			send(tools.Motion, at.Add(geom.Pt(float64(i%300), float64(i%200))))
		}
		send(tools.Cancel, at)
	})
}

// BenchmarkDrop moves a task and undoes that: the document, the scene, the
// tiles and the overlays.
func BenchmarkDrop(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		ed.Select(ed.Document().ByID("N1520"))
		d := 10.0
		for b.Loop() {
			ed.Document().Seal()
			ed.MoveBy(geom.Pt(d, 0))
			d = -d
		}
	})
}

// BenchmarkMove1000 moves a thousand selected elements, to and fro.
func BenchmarkMove1000(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		var list []bpmn.Element
		for i := range 1000 {
			list = append(list, ed.Document().ByID(fmt.Sprintf("N%d", i)))
		}
		ed.Select(list...)
		d := 10.0
		for b.Loop() {
			ed.Document().Seal()
			ed.MoveBy(geom.Pt(0, d))
			d = -d
		}
	})
}

// BenchmarkDelete1000 deletes a thousand elements; BenchmarkUndo1000 takes that
// back.
func BenchmarkDelete1000(b *testing.B) {
	bySize(b, func(b *testing.B, n int) { deleteAndUndo(b, n, false) })
}
func BenchmarkUndo1000(b *testing.B) {
	bySize(b, func(b *testing.B, n int) { deleteAndUndo(b, n, true) })
}

// deleteAndUndo measures one of the two.
func deleteAndUndo(b *testing.B, n int, undo bool) {
	ed, _ := benchDesk(b, n, false)
	var list []bpmn.Element
	for i := range 1000 {
		list = append(list, ed.Document().ByID(fmt.Sprintf("N%d", i)))
	}
	ed.Select(list...)
	for b.Loop() {
		if undo {
			b.StopTimer()
			ed.Delete()
			b.StartTimer()
			ed.Undo()
		} else {
			ed.Delete()
			b.StopTimer()
			ed.Undo()
			b.StartTimer()
		}
		if got := ed.Document().ByID("N0"); got.IsZero() || len(ed.Selected()) != len(list) {
			b.Fatalf("%d of %d elements came back selected", len(ed.Selected()), len(list))
		}
	}
}

// BenchmarkAppend appends a task from the context pad where there is room in
// view: free place, new element, flow, scene and tiles.
func BenchmarkAppend(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		from := ed.Document().ByID("N1599") // at the end of a row
		ed.CenterOn(ed.Scene().ItemOf(from).Bounds.Center())
		for b.Loop() {
			b.StopTimer()
			ed.Select(from)
			b.StartTimer()
			ed.Append(modeling.Variant{Kind: bpmn.Task})
			b.StopTimer()
			ed.Undo()
			b.StartTimer()
		}
	})
}

// BenchmarkFit shows everything.
func BenchmarkFit(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, d := benchDesk(b, n, false)
		for b.Loop() {
			ed.ZoomTo(1)
			d.surface.cache.clear(d.surface.onScreen)
			ed.Fit()
		}
	})
}

// BenchmarkHit asks what lies under a point.
func BenchmarkHit(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		s := ed.Scene()
		i := 0
		b.ReportAllocs()
		for b.Loop() {
			i++
			s.HitAt(geom.Pt(float64(i*37%16000), float64(i*91%6000)), 7.5)
		}
	})
}

// BenchmarkTile paints one tile at 100 % and at the least zoom.
func BenchmarkTile(b *testing.B) {
	for _, scale := range []float64{1, 0.2} {
		b.Run(fmt.Sprint(scale), func(b *testing.B) {
			_, d := benchDesk(b, 20000, false)
			p := raster.New()
			j := job{key: tileKey{scale, 2, 1}, ratio: 1, ground: d.surface.ground, scene: d.surface.scene.Snapshot()}
			for b.Loop() {
				d.surface.painters.recycle(asPicture(j.picture(p, d.surface.painters.blank)))
			}
		})
	}
}

// BenchmarkMarks shows the states of a run at a hundred elements.
func BenchmarkMarks(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		i := 0
		for b.Loop() {
			i++
			ed.SetMarks(someMarks(i))
		}
	})
}

func asPicture(img image.Image) *image.RGBA { p, _ := img.(*image.RGBA); return p }

func someMarks(round int) map[string]notation.Mark {
	m := map[string]notation.Mark{}
	for i := range 100 {
		m[fmt.Sprintf("N%d", 1500+i)] = notation.Mark{State: notation.State(1 + (i+round)%9)}
	}
	return m
}

// BenchmarkGrab1000 begins to drag a thousand selected elements and gives it
// up.
func BenchmarkGrab1000(b *testing.B) {
	bySize(b, func(b *testing.B, n int) {
		ed, _ := benchDesk(b, n, false)
		var list []bpmn.Element
		for i := range 1000 {
			list = append(list, ed.Document().ByID(fmt.Sprintf("N%d", 1000+i)))
		}
		ed.Select(list...)
		at := ed.Scene().ItemOf(ed.Document().ByID("N1520")).Bounds.Center()
		send := func(k tools.EventKind, p geom.Point) {
			v := ed.View()
			ed.Handle(tools.Event{Kind: k, At: p, Screen: v.ToScreen(p), Button: tools.Primary, Clicks: 1})
		}
		for b.Loop() {
			send(tools.Motion, at)
			send(tools.Press, at)
			send(tools.Motion, at.Add(geom.Pt(20, 20)))
			send(tools.Cancel, at)
		}
	})
}
