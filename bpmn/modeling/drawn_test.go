package modeling_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/bpmn/schema"
)

// The diagrams in testdata/drawn were drawn from nothing in the program's
// window, by mouse and keyboard. They keep all invariants, are what BPMN's
// schema asks for, and are saved as they are.
func TestDrawnDiagramsAreSound(t *testing.T) {
	files, err := filepath.Glob("testdata/drawn/*.bpmn")
	if err != nil || len(files) == 0 {
		t.Fatal("no drawn diagrams", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".bpmn"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d, err := bpmn.Parse(file, text)
			if err != nil {
				t.Fatal(err)
			}
			for f := range faults(d) {
				t.Error(f)
			}
			for _, p := range append(bpmn.Check(d), schema.Check(d)...) {
				t.Error(p)
			}
			if !bytes.Equal(d.Bytes(), text) {
				t.Error("saved otherwise than it was read")
			}
		})
	}
}
