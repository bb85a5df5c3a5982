package notation

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/paint"
	"spiffmodeler/canvas/paint/raster"
	"spiffmodeler/canvas/paint/svg"
)

var update = flag.Bool("update", false, "rewrite golden files")

// sheet lays figures out in rows.
type sheet struct {
	list paint.List
	x, y float64
	row  float64
}

const sheetWidth = 640

func (s *sheet) add(f Figure) {
	info := f.Kind.Info()
	w, h := f.Bounds.W, f.Bounds.H
	if w == 0 {
		w, h = info.W, info.H
	}
	if s.x+w > sheetWidth {
		s.newRow()
	}
	f.Bounds = geom.R(s.x+10, s.y+10, w, h)
	s.list = append(s.list, f.List()...)
	s.x += w + 14
	s.row = max(s.row, h+14)
}

func (s *sheet) newRow() { s.x, s.y, s.row = 0, s.y+s.row, 0 }

func (s *sheet) flow(f Flow, points ...geom.Point) {
	f.Points = geom.Polyline(points).Moved(geom.Pt(s.x+14, s.y+14))
	s.list = append(s.list, f.List()...)
	s.x += f.Points.Bounds().W + 30
	s.row = max(s.row, f.Points.Bounds().H+30)
}

func (s *sheet) box() geom.Rect { return geom.R(0, 0, sheetWidth+20, s.y+s.row+20) }

// sheets are the golden pictures: what the notation looks like, family by family.
func sheets() map[string]*sheet {
	all := map[string]*sheet{}
	events := &sheet{}
	for _, k := range []bpmn.Kind{bpmn.StartEvent, bpmn.IntermediateThrowEvent, bpmn.BoundaryEvent, bpmn.EndEvent} {
		for d := range bpmn.EventDefinitions {
			if k == bpmn.BoundaryEvent && d > int(bpmn.TimerDefinition) {
				continue
			}
			events.add(Figure{Kind: k, Definition: bpmn.Definition(d), Traits: Traits{NonInterrupting: k == bpmn.BoundaryEvent}})
		}
		events.newRow()
	}
	events.add(Figure{Kind: bpmn.StartEvent, Definition: bpmn.SignalDefinition, Bounds: geom.R(0, 0, 30, 30)})
	all["events"] = events

	tasks := &sheet{}
	for k := bpmn.Task; k <= bpmn.CallActivity; k++ {
		tasks.add(Figure{Kind: k, Bounds: geom.R(0, 0, 80, 60)})
	}
	tasks.add(Figure{Kind: bpmn.ReceiveTask, Bounds: geom.R(0, 0, 80, 60), Traits: Traits{Instantiating: true}})
	for i, t := range []Traits{{Loop: bpmn.StandardLoop}, {Loop: bpmn.ParallelMultiInstance, Compensation: true}, {Loop: bpmn.SequentialMultiInstance}, {Compensation: true}, {PreScript: true, PostScript: true}} {
		tasks.add(Figure{Kind: bpmn.Task, Bounds: geom.R(0, 0, 80, 60), Traits: t, Mark: Mark{State: State(i + 4)}})
	}
	all["tasks"] = tasks

	subs := &sheet{}
	for _, k := range []bpmn.Kind{bpmn.SubProcess, bpmn.Transaction, bpmn.AdHocSubProcess, bpmn.CallActivity} {
		subs.add(Figure{Kind: k, Bounds: geom.R(0, 0, 100, 80), Traits: Traits{Collapsed: true, Loop: bpmn.StandardLoop, Compensation: k == bpmn.AdHocSubProcess}})
	}
	subs.add(Figure{Kind: bpmn.SubProcess, Bounds: geom.R(0, 0, 100, 80), Traits: Traits{Collapsed: true, EventSubProcess: true, HasStart: true, Start: bpmn.MessageDefinition}})
	subs.add(Figure{Kind: bpmn.AdHocSubProcess, Bounds: geom.R(0, 0, 140, 80)})
	subs.add(Figure{Kind: bpmn.Transaction, Bounds: geom.R(0, 0, 140, 80), Colors: bpmn.Colors{Fill: "#C8E6C9", Stroke: "#205022"}})
	all["subprocesses"] = subs

	rest := &sheet{}
	for k := bpmn.ExclusiveGateway; k <= bpmn.ComplexGateway; k++ {
		rest.add(Figure{Kind: k})
	}
	rest.add(Figure{Kind: bpmn.EventBasedGateway, Traits: Traits{ParallelEvents: true}})
	rest.add(Figure{Kind: bpmn.InclusiveGateway, Bounds: geom.R(0, 0, 40, 40)})
	rest.newRow()
	for _, k := range []bpmn.Kind{bpmn.DataObjectReference, bpmn.DataInput, bpmn.DataOutput, bpmn.DataStoreReference, bpmn.ConversationNode, bpmn.TextAnnotation} {
		rest.add(Figure{Kind: k, Traits: Traits{Collection: true, Dangling: k == bpmn.DataObjectReference}})
	}
	rest.add(Figure{Kind: bpmn.Message, Bounds: geom.R(0, 0, 36, 24)})
	rest.newRow()
	rest.add(Figure{Kind: bpmn.Participant, Bounds: geom.R(0, 0, 160, 80)})
	rest.add(Figure{Kind: bpmn.Participant, Bounds: geom.R(0, 0, 90, 80), Traits: Traits{Vertical: true, Multiple: true}})
	rest.add(Figure{Kind: bpmn.Participant, Bounds: geom.R(0, 0, 90, 30), Traits: Traits{Collapsed: true}})
	rest.add(Figure{Kind: bpmn.Lane, Bounds: geom.R(0, 0, 90, 80)})
	all["others"] = rest

	flows := &sheet{}
	flows.flow(Flow{Kind: bpmn.SequenceFlow}, geom.Pt(0, 0), geom.Pt(30, 0), geom.Pt(30, 50), geom.Pt(70, 50))
	flows.flow(Flow{Kind: bpmn.SequenceFlow, Default: true}, geom.Pt(0, 0), geom.Pt(60, 50))
	flows.flow(Flow{Kind: bpmn.SequenceFlow, Conditional: true}, geom.Pt(0, 50), geom.Pt(0, 0))
	flows.flow(Flow{Kind: bpmn.MessageFlow, Message: true}, geom.Pt(0, 0), geom.Pt(0, 90))
	flows.flow(Flow{Kind: bpmn.MessageFlow, Message: true, Light: true}, geom.Pt(0, 0), geom.Pt(90, 0))
	flows.flow(Flow{Kind: bpmn.Association, Direction: BothDirections}, geom.Pt(0, 40), geom.Pt(60, 0))
	flows.flow(Flow{Kind: bpmn.DataInputAssociation, Direction: OneDirection}, geom.Pt(0, 0), geom.Pt(30, 0), geom.Pt(30, 60))
	flows.flow(Flow{Kind: bpmn.SequenceFlow, Mark: Mark{Taken: 1}}, geom.Pt(0, 0), geom.Pt(60, 0))
	all["flows"] = flows

	icons := &sheet{}
	for i, row := range bpmn.Kinds {
		if row.W > 0 || row.Class == bpmn.ConnectionClass {
			icons.list = append(icons.list, paint.At(geom.Pt(icons.x+10, icons.y+10), Icon(bpmn.Kind(i), bpmn.MessageDefinition, Traits{})))
			if icons.x += 30; icons.x > sheetWidth {
				icons.x, icons.y = 0, icons.y+30
			}
		}
	}
	icons.row = 30
	all["icons"] = icons
	return all
}

func TestGoldenSheets(t *testing.T) {
	for name, s := range sheets() {
		var got bytes.Buffer
		if err := svg.Write(&got, svg.Document{Box: s.box(), Palette: paint.Export(), Lists: []paint.List{s.list}}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs; look at the new picture, then rewrite it with -update", file)
		}
	}
}

// The rasteriser and an SVG renderer that is not ours must agree about every symbol.
func TestRasterLooksLikeTheSVG(t *testing.T) {
	renderer, err := exec.LookPath("rsvg-convert")
	if err != nil {
		t.Skip("rsvg-convert (librsvg2-bin) is not installed")
	}
	for name, s := range sheets() {
		var doc, out bytes.Buffer
		if err := svg.Write(&doc, svg.Document{Box: s.box(), Palette: paint.Export(), Ground: paint.Of(paint.Ground), Lists: []paint.List{s.list}}); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(renderer)
		cmd.Stdin, cmd.Stdout = &doc, &out
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, err := png.Decode(&out)
		if err != nil {
			t.Fatal(err)
		}
		got, err := raster.Picture(s.box(), 1, paint.Export(), paint.Of(paint.Ground), s.list)
		if err != nil {
			t.Fatal(err)
		}
		if mean, worst := difference(got, want); mean > 1.5 || worst > 50 {
			t.Errorf("%s: mean difference %.2f of 255, worst area %.0f", name, mean, worst)
		}
	}
}

// difference returns the mean difference of two pictures, and that of the worst 6 x 6 area
// (single pixels differ by anti-aliasing and by the sharpening of lines).
func difference(a *image.RGBA, b image.Image) (mean, worst float64) {
	const side = 6
	n := 0.0
	for y := 0; y+side <= a.Rect.Dy(); y += side {
		for x := 0; x+side <= a.Rect.Dx(); x += side {
			var sum float64
			for j := range side * side {
				r, _, _, _ := b.At(x+j%side, y+j/side).RGBA()
				sum += float64(a.RGBAAt(x+j%side, y+j/side).R) - float64(r>>8)
			}
			d := math.Abs(sum) / side / side
			mean += d
			n++
			worst = max(worst, d)
		}
	}
	return mean / n, worst
}
