package export_test

import (
	"bytes"
	"image/png"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/geom"
	"spiffmodeler/canvas/export"
	"spiffmodeler/canvas/notation"
)

func sample(t *testing.T) *bpmn.Document {
	t.Helper()
	d, err := bpmn.New("new.bpmn", "Process_1")
	if err != nil {
		t.Fatal(err)
	}
	err = d.Edit("add", func(tx *bpmn.Tx) error {
		task := tx.Add(d.ByID("Process_1"), "task", bpmn.Attribute{Name: "id", Value: "Check"}, bpmn.Attribute{Name: "name", Value: "Check <stock>"})
		tx.AddShape(d.Planes()[0], task, geom.R(270, 140, 100, 80))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestThePictureIsAsLargeAsTheDiagram(t *testing.T) {
	d := sample(t)
	var out bytes.Buffer
	if err := export.PNG(d, bpmn.Element{}, &out, export.Options{Scale: 2}); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	// From the start event at 182, 162 to the task's lower right corner at 370, 220,
	// with half a stroke and the margin, rounded outwards.
	if got := img.Bounds().Size(); got.X != 2*(376-176) || got.Y != 2*(226-134) {
		t.Errorf("the picture has %v pixels", got)
	}
}

func TestOnlyTheSelectionIsShown(t *testing.T) {
	d := sample(t)
	var out bytes.Buffer
	err := export.SVG(d, d.Planes()[0], &out, export.Options{Only: []bpmn.Element{d.ByID("Check")}})
	if err != nil {
		t.Fatal(err)
	}
	if s := out.String(); !strings.Contains(s, `id="Check"`) || strings.Contains(s, "StartEvent_1") {
		t.Errorf("the picture shows something else than the task:\n%s", s)
	}
}

func TestMarksAreShown(t *testing.T) {
	d := sample(t)
	var plain, marked bytes.Buffer
	_ = export.SVG(d, bpmn.Element{}, &plain, export.Options{})
	_ = export.SVG(d, bpmn.Element{}, &marked, export.Options{Marks: map[string]notation.Mark{"Check": {State: notation.Completed}}})
	if plain.String() == marked.String() {
		t.Error("a completed task looks like any other")
	}
}

func TestATooLargePictureIsRefusedWithAScaleThatFits(t *testing.T) {
	d := sample(t)
	err := d.Edit("move", func(tx *bpmn.Tx) error {
		tx.SetBounds(d.ByID("Check").Shape(), geom.R(900000, 900000, 100, 80))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = export.PNG(d, bpmn.Element{}, &bytes.Buffer{}, export.Options{})
	if err == nil || !strings.Contains(err.Error(), "scale") {
		t.Errorf("got %v", err)
	}
}

// TestOtherToolsFilesAreDrawn draws every shared file of other tools: each
// shape and edge whose element is known must be in the picture.
func TestOtherToolsFilesAreDrawn(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/interchange/*.bpmn")
	if len(files) == 0 {
		t.Skip("the shared interchange files are not here")
	}
	for _, file := range files {
		d, err := bpmn.Open(file)
		if err != nil {
			continue // what can't be read is the reader's test
		}
		for _, plane := range d.Planes() {
			var pic, small bytes.Buffer
			if err := export.SVG(d, plane, &pic, export.Options{}); err != nil {
				t.Errorf("%s: %v", filepath.Base(file), err)
				continue
			}
			if err := export.PNG(d, plane, &small, export.Options{Scale: 0.25}); err != nil {
				t.Errorf("%s: %v", filepath.Base(file), err)
			}
			for _, di := range plane.Children() {
				e := di.Semantic()
				if e.IsZero() || e.ID() == "" || folded(di) {
					continue
				}
				if !strings.Contains(pic.String(), `id="`+e.ID()+`"`) {
					t.Errorf("%s: %s %s is not in the picture", filepath.Base(file), e.Kind(), e.ID())
				}
			}
		}
	}
}

// folded reports whether a shape or edge lies in a sub-process that is
// collapsed on the same plane.
func folded(di bpmn.Element) bool {
	for p := di.Semantic().Parent(); !p.IsZero(); p = p.Parent() {
		for _, s := range di.Document().ShapesOf(p) {
			if p.Kind().IsSubProcess() && s.Plane() == di.Plane() && !s.IsExpanded() {
				return true
			}
		}
	}
	return false
}
