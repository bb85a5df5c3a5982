package properties_test

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"spiffmodeler/bpmn"
	"spiffmodeler/properties"
)

// TestFilesOfOtherTools shows every element of real files, writes into some of
// the fields and takes it back: nothing panics, and the bytes are as before.
func TestFilesOfOtherTools(t *testing.T) {
	files, _ := filepath.Glob("../../shared/interchange/*.bpmn")
	own, _ := filepath.Glob("../examples/*/*.bpmn")
	if files = append(files, own...); len(files) == 0 {
		t.Skip("no files to look at")
	}
	env := &properties.Env{}
	for _, file := range files {
		d, err := bpmn.Open(file)
		if err != nil {
			continue // other tests say which must open
		}
		before := d.Bytes()
		rng := rand.New(rand.NewPCG(uint64(len(before)), 1))
		var fields []properties.Bound
		bpmn.Walk(d.Definitions(), func(e bpmn.Element) bool {
			for _, g := range env.Sheet(d, []bpmn.Element{e}).Groups {
				for _, f := range g.Fields {
					fields = append(fields, f)
					if f.Editor == properties.List {
						for _, r := range f.List() {
							fields = append(fields, r.Fields...)
						}
						continue
					}
					v, _ := f.Value()
					f.Problems(v)
					f.Choices()
				}
			}
			return true
		})
		steps := 0
		for range min(len(fields), 150) {
			f := fields[rng.IntN(len(fields))]
			if f.Editor == properties.List {
				_, err = f.AddRow()
			} else {
				err = f.Write([]string{"", "x1", "a b", "true", "\"é\"\n<&>"}[rng.IntN(5)])
			}
			if err == nil {
				steps++
			}
		}
		if again, err := bpmn.Parse(file, d.Bytes()); err != nil {
			t.Errorf("%s: after %d edits it can't be read: %v", file, steps, err)
		} else if again.XML().Len() == 0 {
			t.Errorf("%s is empty", file)
		}
		for d.Undo() {
		}
		if !bytes.Equal(d.Bytes(), before) {
			t.Errorf("%s: undoing %d edits gives other bytes", file, steps)
		}
	}
}
